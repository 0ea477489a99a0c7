"""The checks of symbols must see a wrong value, a wrong gradient, and a run that differs."""

import numpy as np
import pytest

import mxnet as mx
from mxnet import test_utils


def product():
    return mx.sym.tanh(mx.sym.Variable("x")) * mx.sym.Variable("y")


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_numeric_gradient(dtype):
    np.random.seed(0)
    points = [np.random.rand(2, 3), np.random.rand(2, 3)]
    test_utils.check_numeric_gradient(product(), points, dtype=dtype)
    test_utils.check_numeric_gradient(
        product(), dict(zip("xy", points)), grad_nodes={"x": "add", "y": "null"}, dtype=dtype
    )


def test_a_wrong_gradient_is_seen():
    x = mx.sym.Variable("x")
    stopped = mx.sym.BlockGrad(x) * x
    with pytest.raises(AssertionError, match="_x="):
        test_utils.check_numeric_gradient(stopped, [np.ones((2,))])


def test_forward():
    wanted = np.tanh(1) * np.ones(2)
    test_utils.check_symbolic_forward(product(), [np.ones(2), np.ones(2)], [wanted])
    with pytest.raises(AssertionError, match="EXPECTED__mul"):
        test_utils.check_symbolic_forward(product(), [np.ones(2), np.ones(2)], [wanted + 1])
    with pytest.raises(ValueError, match="do not match"):
        test_utils.check_symbolic_forward(product(), {"x": np.ones(2)}, [wanted])


@pytest.mark.parametrize("request_", ["write", "add", "null"])
def test_backward(request_):
    points, heads = [np.ones(2), np.ones(2)], [np.ones(2)]
    wanted = {"y": np.tanh(1) * np.ones(2)}
    check = test_utils.check_symbolic_backward
    check(product(), points, heads, wanted, grad_req=request_)
    if request_ != "null":
        with pytest.raises(AssertionError, match="BACKWARD_y"):
            check(product(), points, heads, {"y": np.ones(2)}, grad_req=request_)


def test_consistency():
    runs = [
        {"ctx": mx.cpu(), "x": (2,), "y": (2,), "type_dict": {"x": kind, "y": kind}}
        for kind in (np.float32, np.float64)
    ]
    truth = test_utils.check_consistency(product(), runs)
    assert all(x.dtype == np.float64 for x in truth.values())
    other = mx.sym.tanh(mx.sym.Variable("x")) + mx.sym.Variable("y")
    with pytest.raises(AssertionError, match="run 0"):
        test_utils.check_consistency([other, product()], runs, atol=1e-5)


def test_structure_and_forward():
    assert test_utils.same_symbol_structure(product(), product())
    assert not test_utils.same_symbol_structure(product(), mx.sym.Variable("x"))
    got = test_utils.simple_forward(product(), x=np.ones(2), y=np.ones(2))
    assert np.allclose(got, np.tanh(1))


def test_speed():
    assert test_utils.check_speed(product(), N=2, x=(2,), y=(2,)) > 0
    with pytest.raises(ValueError, match="typ"):
        test_utils.check_speed(product(), typ="backward", x=(2,), y=(2,))
