"""Outputs, shapes and dtypes are the recorded ones; inputs stay as they are; out= is honoured."""

import numpy as np
import pytest

import mxnet as mx
from tests.ops import calls


def test_outputs(case):
    check_outputs(case)


@pytest.mark.samples(where=lambda case: case.option("out"))
def test_out_argument(case):
    check_out_argument(case)


def check_outputs(case):
    """Assert outputs, auxiliary states, and that other inputs are untouched."""
    outputs, arrays = run(case)
    case.compare(outputs, case.expected(), "output")
    for i, (array, original) in enumerate(zip(arrays, case.sample.inputs)):
        if i not in case.option("aux"):
            np.testing.assert_array_equal(array.asnumpy(), original, f"input {i} was changed")
        elif case.recorded is not None:
            case.close(array.asnumpy(), case.recorded["aux"][i], f"auxiliary state {i}")
    if case.option("check") is not None:
        case.option("check")(outputs, case.sample)


def check_out_argument(case):
    """Assert that the outputs land in the arrays given, which are returned."""
    plain, _ = run(case)
    given = [mx.nd.full(each.shape, 7, dtype=each.dtype) for each in plain]
    arrays = calls.place(case.sample.inputs)
    with calls.mode(case.row, case.sample):
        out = given if len(given) > 1 else given[0]
        returned = calls.invoke(case.row, case.sample, arrays, out=out)
    assert all(one is other for one, other in zip(returned, given)), "out= is not returned"
    case.compare([each.asnumpy() for each in given], plain, "out")


def run(case, arrays=None):
    """Return the outputs in NumPy, and the NDArrays that went in."""
    arrays = calls.place(case.sample.inputs) if arrays is None else arrays
    with calls.mode(case.row, case.sample):
        outputs = calls.invoke(case.row, case.sample, arrays)
    return [each.asnumpy() for each in outputs], arrays
