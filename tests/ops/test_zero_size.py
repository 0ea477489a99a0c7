"""Zero-size samples: outputs and gradients under NumPy's shape semantics."""

import pytest

import mxnet as mx
from tests.ops.test_forward import check_outputs
from tests.ops.test_gradient import check_first_order, is_compared


@pytest.mark.samples(kind="empty")
def test_outputs(case):
    with mx.util.np_shape(True):
        check_outputs(case)


@pytest.mark.samples(kind="empty", where=is_compared)
def test_gradient(case):
    with mx.util.np_shape(True):
        check_first_order(case)
