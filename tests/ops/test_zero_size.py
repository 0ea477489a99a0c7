"""Zero-size samples: outputs and gradients under NumPy's shape semantics."""

import contextlib

import pytest

import mxnet as mx
from tests.ops.test_forward import check_outputs
from tests.ops.test_gradient import check_first_order, is_compared


def zero_is_a_size():
    """Return the scope in which the reference takes 0 for a size and not for "unknown"."""
    return mx.util.np_shape(True) if hasattr(mx, "util") else contextlib.nullcontext()


@pytest.mark.samples(kind="empty")
def test_outputs(case):
    with zero_is_a_size():
        check_outputs(case)


@pytest.mark.samples(kind="empty", where=is_compared)
def test_gradient(case):
    with zero_is_a_size():
        check_first_order(case)
