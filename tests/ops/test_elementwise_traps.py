"""Elementwise cases where the reference crashes or is wrong, which no recording can hold."""

import numpy as np
import pytest

import mxnet as mx
from mxnet import autograd, nd

LEAST = {"int8": -128, "int32": -(2**31), "int64": -(2**63)}


def derivative(function, values, order):
    """Return the derivative of some order of an elementwise function, in float64."""
    x = nd.array(values, dtype="float64")
    x.attach_grad()
    with autograd.record():
        y = function(x)
        for _ in range(order):
            y = autograd.grad(y, x, create_graph=True, retain_graph=True)[0]
    return y.asnumpy()


@pytest.mark.parametrize("dtype", ["int8", "uint8", "int32", "int64"])
def test_integer_division_by_zero_gives_zero(dtype):
    x, y = nd.array([7, 0], dtype=dtype), nd.array([0, 0], dtype=dtype)
    for quotient in (x / y, x % y, x / 0, x % 0, 5 / y, 5 % y):
        assert quotient.dtype == np.dtype(dtype)
        assert quotient.asnumpy().tolist() == [0, 0]


@pytest.mark.parametrize("dtype", LEAST)
def test_least_integer_over_minus_one(dtype):
    x, y = nd.full((20,), LEAST[dtype], dtype=dtype), nd.full((20,), -1, dtype=dtype)
    assert (x / y).asnumpy().tolist() == [LEAST[dtype]] * 20
    assert (x % y).asnumpy().tolist() == [0] * 20
    assert (x / -1).asnumpy().tolist() == [LEAST[dtype]] * 20


def test_integer_powers_are_exact_beyond_float32():
    assert (nd.array([3], dtype="int32") ** 17).asscalar() == 3**17
    assert nd.power(nd.array([3], dtype="int64"), nd.array([31], dtype="int64")).asscalar() == 3**31


def test_integers_refuse_a_number_they_cannot_hold():
    with pytest.raises(mx.base.MXNetError, match="_plus_scalar.*inf"):
        nd.array([1], dtype="int32") + float("inf")


@pytest.mark.parametrize("order, expected", [(1, [0, -2, 4]), (2, [2, 2, 2]), (3, [0, 0, 0])])
def test_every_derivative_of_a_square_exists_at_zero(order, expected):
    two = nd.array([2, 2, 2], dtype="float64")
    for square in (lambda x: x**2, lambda x: nd.broadcast_power(x, two), nd.square):
        assert derivative(square, [0.0, -1.0, 2.0], order).tolist() == expected


def test_gradient_of_zero_to_a_power():
    base, exponent = nd.zeros((3,)), nd.array([0.5, 1.0, 2.0])
    exponent.attach_grad()
    with autograd.record():
        y = nd.broadcast_power(base, exponent)
    y.backward()
    assert exponent.grad.asnumpy().tolist() == [0, 0, 0]


def test_second_derivatives_of_inverse_hyperbolic_functions_have_their_sign():
    x = np.array([1.5, 2.0, 3.0])
    assert np.allclose(derivative(nd.arcsinh, x, 2), -x * (x * x + 1) ** -1.5)
    assert np.allclose(derivative(nd.arccosh, x, 2), -x * (x * x - 1) ** -1.5)


@pytest.mark.parametrize("before, x, after", [(1, 2, 1), (0, 2, 0), (1, np.inf, 0), (0, np.nan, 0)])
def test_finiteness_joins_what_stands_in_out(before, x, after):
    out = nd.array([before])
    nd.all_finite(nd.array([x]), init_output=False, out=out)
    assert out.asscalar() == after
    out = nd.array([before])
    nd.multi_all_finite(nd.array([1]), nd.array([x]), num_arrays=2, init_output=False, out=out)
    assert out.asscalar() == after


@pytest.mark.parametrize("name", ["exp", "tanh", "sqrt", "gamma", "softsign"])
def test_truth_values_have_no_such_function(name):
    with pytest.raises(mx.base.MXNetError, match=name):
        getattr(nd, name)(nd.array([True, False], dtype="bool"))


def test_kinks_of_integer_bounds():
    x = nd.array([0, 1, 2, 5], dtype="int32")
    assert nd.clip(x, 0.5, 3.7).asnumpy().tolist() == [0, 1, 2, 3]
    bytes_ = nd.array([0, 7, 255], dtype="uint8")
    assert nd.clip(bytes_, -1, 300).asnumpy().tolist() == [0, 7, 255]
