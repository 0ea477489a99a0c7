"""Every line of `cases.txt` gives what it gives in MXNet 1.9.1."""

import json

import numpy as np
import pytest

import mxnet as mx

from . import answers

RECORDED = json.loads((answers.HERE / "recorded.json").read_text())


def test_every_case_was_recorded():
    assert list(RECORDED) == answers.lines()


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("line", RECORDED)
def test_case(line):
    found, wanted = answers.answer(mx, line), RECORDED[line]
    numbers = found.pop("data", None), wanted.pop("data", None) if "data" in wanted else None
    assert found == {key: value for key, value in wanted.items() if key != "data"}
    if numbers[0] is not None:
        np.testing.assert_allclose(*numbers, rtol=1e-5, atol=1e-6)
