"""Attrs given as strings, as Symbol JSON holds them, mean the same as typed ones."""

import numpy as np
import pytest

import mxnet as mx
from tests.ops import calls
from tests.ops.test_forward import run


@pytest.mark.samples(where=lambda case: case.option("strings") and bool(case.sample.attrs))
def test_string_attrs(case):
    check_string_attrs(case)


def check_string_attrs(case):
    """Assert the same outputs with every attr printed."""
    plain, _ = run(case)
    args, kwargs = case.sample.with_inputs(calls.place(case.sample.inputs))
    kwargs.update({name: printed(value) for name, value in case.sample.attrs.items()})
    with calls.mode(case.row, case.sample):
        made = calls.function(case.row.call(case.sample))(*args, **kwargs)
    made = made if isinstance(made, (list, tuple)) else [made]
    case.compare([each.asnumpy() for each in made], plain, "output with string attrs")


def printed(value):
    """Return an attr as MXNet prints it."""
    return np.dtype(value).name if isinstance(value, type) else str(value)


def test_zeros_keep_their_signs():
    """A dict takes -0.0 for 0.0; calls of before are found in one."""
    for bound in (0.0, -0.0, 0, -0.0, 0.0):
        found = 1 / mx.nd.clip(mx.nd.array([-1]), bound, 1)
        assert found.asscalar() == (-np.inf if str(bound) == "-0.0" else np.inf)
