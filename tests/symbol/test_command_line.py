"""`python -m mxnet`: op, code, doctor."""

import subprocess
import sys

import pytest

import mxnet as mx
import mxnet.__main__ as command
from mxnet._core import flags
from tests.house.rooms import ROOT


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


@pytest.fixture
def file(tmp_path):
    net = mx.sym.Convolution(mx.sym.var("data"), kernel=(3, 3), num_filter=4, name="conv")
    net = mx.sym.FullyConnected(mx.sym.Activation(net, act_type="relu"), num_hidden=3, name="fc")
    path = tmp_path / "net-symbol.json"
    mx.sym.SoftmaxOutput(net, name="softmax").save(str(path))
    return str(path)


def test_a_file_is_told_as_the_program_it_becomes(file, capsys):
    assert command.main(["code", file, "data=2,3,6,6"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("def forward(data, conv_weight, conv_bias, fc_weight, fc_bias")
    assert "# data: float32[2, 3, 6, 6]" in told and "_grad" not in told
    compile(told, "told", "exec")

    assert command.main(["code", file, "data=2,3,6,6:float64", "--train"]) == 0
    told = capsys.readouterr().out
    assert "# data: float64[2, 3, 6, 6]" in told and "k.conv_grads(" in told
    assert "wanted=(1, 2)" in told  # the data's own gradient is not asked for


def test_the_stages_are_told_in_their_order(file, capsys):
    for _ in range(2):  # the second time the program itself is there already
        assert command.main(["code", file, "data=2,3,6,6", "--stages"]) == 0
        heads = [x for x in capsys.readouterr().out.splitlines() if x.startswith("# ----")]
        assert "simplify" in heads[0] and "inplace" in heads[-1] and len(heads) > 5


@pytest.mark.parametrize("mode", [[], ["--train"]])
def test_times_of_lines(file, capsys, mode):
    assert command.main(["code", file, "data=2,3,6,6", "--times", *mode]) == 0
    *lines, last = capsys.readouterr().out.splitlines()
    assert last.endswith("in all") and any("k.linear(" in line for line in lines)
    assert any("conv_grads" in line for line in lines) == bool(mode)
    times = [float(line.split()[0]) for line in lines]
    assert times == sorted(times, reverse=True) and float(last.split()[0]) > 0


def test_a_network_with_states_and_a_head_that_is_no_loss(tmp_path, capsys):
    x = mx.sym.Convolution(mx.sym.var("data"), kernel=(3, 3), num_filter=4, name="conv")
    file = tmp_path / "net-symbol.json"
    mx.sym.BatchNorm(x, fix_gamma=False, name="norm").save(str(file))
    for mode in ([], ["--train"]):
        assert command.main(["code", str(file), "data=2,3,6,6", "--times", *mode]) == 0
        told = capsys.readouterr().out
        assert ("k.batch_norm(" in told) == bool(mode) and "norm" in told


def test_what_does_not_fit_is_told(file, capsys):
    assert command.main(["code", file, "dat=2,3,6,6"]) == 1
    assert "'dat' is no input" in capsys.readouterr().err
    assert command.main(["code", file, "data=2,3,1,1"]) == 1
    assert "conv" in capsys.readouterr().err
    assert command.main(["code", "there-is-none.json", "data=2"]) == 1
    assert "there-is-none.json" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        command.main(["code", file, "data=2,x"])
    assert "is not of the form data=64,784" in capsys.readouterr().err


def test_the_doctor_tells_versions_and_variables(capsys, monkeypatch):
    monkeypatch.setenv("MXNET_NOBODY_READS_THIS", "1")
    assert command.main(["doctor"]) == 0
    told = capsys.readouterr().out
    for text in (mx.__version__, "numpy", "torch", "cpu:", "  MXNET_USE_FUSION=True"):
        assert text in told
    assert "! MXNET_NOBODY_READS_THIS is set" in told


def test_the_doctor_sees_another_mxnet(tmp_path, capsys, monkeypatch):
    (tmp_path / "mxnet_cu112-1.9.1.dist-info").mkdir()
    monkeypatch.syspath_prepend(str(tmp_path))
    assert command.main(["doctor"]) == 0
    assert "pip uninstall mxnet-cu112" in capsys.readouterr().out


def test_a_reader_that_has_seen_enough_is_no_error():
    with subprocess.Popen([sys.executable, "-m", "mxnet", "doctor"], cwd=ROOT,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE) as doctor:  # fmt: skip
        doctor.stdout.close()
        assert doctor.stderr.read() == b""
    assert doctor.returncode == 0


def test_wrong_inputs_are_told_in_a_line(file, capsys, monkeypatch):
    for given in ("data=2,3,6,6:flt", "data", "data=0,3", "data=a,b"):
        with pytest.raises(SystemExit):
            command.main(["code", file, given])
        assert given in capsys.readouterr().err.splitlines()[-1]
    for given in ("dta=2,3,6,6", "data=2,3,6", "data=2,3,1,1"):
        assert command.main(["code", file, given]) == 1
        assert len(capsys.readouterr().err.splitlines()) == 1
    flag = flags.flags["MXNET_GRAPH_CACHE"]
    monkeypatch.setenv("MXNET_GRAPH_CACHE", "many")
    flag.forget()
    try:
        assert command.main(["doctor"]) == 0
        assert "! MXNET_GRAPH_CACHE='many': this environment variable" in capsys.readouterr().out
    finally:
        monkeypatch.undo()
        flag.forget()


def test_the_programs_inside_loops_and_branches_are_told_too(tmp_path, capsys):
    x, path = mx.sym.var("x"), str(tmp_path / "loops-symbol.json")
    looped, _ = mx.sym.contrib.foreach(lambda row, s: (row * 2, [s[0] + row]), x, [mx.sym.var("s")])
    way = mx.sym.contrib.cond(mx.sym.sum(x) > 0, lambda: mx.sym.tanh(x), lambda: mx.sym.exp(x))
    mx.sym.Group([looped, way]).save(path)
    assert command.main(["code", path, "x=4,2", "s=2"]) == 0
    told = capsys.readouterr().out
    for what in ("every slice", "the condition", "where it holds", "where not"):
        assert f": {what}\ndef forward(" in told
    assert "k.tanh" in told and "k.exp" in told and told.count("calls what stands below") == 2
    compile(told, "told", "exec")
