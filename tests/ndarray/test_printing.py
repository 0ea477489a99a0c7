"""The printed form of arrays: character by character what 1.9.1 prints, so what books show.

The texts were recorded from MXNet 1.9.1 beside NumPy 1.23.
"""

import numpy as np
import pytest

from mxnet import nd

PRINTED = [
    (lambda: nd.array([[1, 2], [3, 4.5]]), "\n[[1.  2. ]\n [3.  4.5]]\n<NDArray 2x2 @cpu(0)>"),
    (lambda: nd.array(np.zeros((2, 0))), "\n[]\n<NDArray 2x0 @cpu(0)>"),
    (lambda: nd.array([True, False], dtype=bool), "\n[ True False]\n<NDArray 2 @cpu(0)>"),
    (lambda: nd.array([1234567]), "\n[1234567.]\n<NDArray 1 @cpu(0)>"),
    (lambda: nd.array([12345678]), "\n[12345678.]\n<NDArray 1 @cpu(0)>"),
    (lambda: nd.array([123456789]), "\n[1.2345679e+08]\n<NDArray 1 @cpu(0)>"),
    (lambda: nd.array([1000, 1.5], dtype="float16"),
     "\n[1000.     1.5]\n<NDArray 2 @cpu(0)>"),
    (lambda: nd.array([-1591], dtype="float16"), "\n[-1591.]\n<NDArray 1 @cpu(0)>"),
    (lambda: nd.array([np.inf, -np.inf, 1e-10, 1e10], dtype="float64"),
     "\n[   inf   -inf 1.e-10 1.e+10]\n<NDArray 4 @cpu(0)>"),
    (lambda: nd.arange(2000), "\n[0.000e+00 1.000e+00 2.000e+00 ... 1.997e+03 1.998e+03 1.999e+03]"
     "\n<NDArray 2000 @cpu(0)>"),
]  # fmt: skip


@pytest.mark.parametrize("make, text", PRINTED)
def test_printed_as_in_books(make, text):
    assert repr(make()) == str(make()) == text


def test_print_options_hold():
    with np.printoptions(precision=2, suppress=True):
        assert str(nd.array([1.23456, 1e-5])) == "\n[1.23 0.  ]\n<NDArray 2 @cpu(0)>"
    with np.printoptions(legacy="1.13"):
        assert str(nd.array([1.0, 2.5])) == "\n[ 1.   2.5]\n<NDArray 2 @cpu(0)>"
