"""`python -m mxnet op NAME`."""

import mxnet.__main__ as command


def test_an_operator_is_told_from_its_block(capsys):
    assert command.main(["op", "FullyConnected", "--text"]) == 0
    told = capsys.readouterr().out
    for text in (
        "_ops/dense.py",
        "num_hidden",
        "required",
        "d_bias",
        "def FullyConnected(data=None",
    ):
        assert text in told
    rules = told[told.index("rules, and what each keeps") :]
    assert "d_data           the form of data, weight" in rules
    assert "d_bias           nothing" in rules


def test_an_unknown_operator_is_told_with_the_closest(capsys):
    assert command.main(["op", "FullyConected"]) == 1
    assert "'FullyConnected'" in capsys.readouterr().err
