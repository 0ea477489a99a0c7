"""Gradients that a program writes straight into the arrays bound for them."""

import numpy as np
import pytest

import mxnet as mx
from mxnet import nd

sym = mx.sym


def product():
    """`fc` of 3 outputs, and arrays for it."""
    y = sym.FullyConnected(sym.var("x"), num_hidden=3, name="fc")
    draw = np.random.RandomState(0)
    args = {"x": nd.array(draw.randn(4, 5)), "fc_weight": nd.array(draw.randn(3, 5)),
            "fc_bias": nd.zeros(3)}  # fmt: skip
    return y, args, draw.randn(4, 3).astype("float32")


def expected(args, seed):
    x, weight = args["x"].asnumpy(), args["fc_weight"].asnumpy()
    return {"x": seed @ weight, "fc_weight": seed.T @ x, "fc_bias": seed.sum(0)}


def check(grads, wanted):
    for name, value in wanted.items():
        np.testing.assert_allclose(grads[name].asnumpy(), value, rtol=1e-5, atol=1e-5)


def run(exe, seed):
    exe.forward(is_train=True)
    exe.backward(nd.array(seed))


def text(exe):
    """The backward that the executor runs."""
    program = exe.handle.program(True, True, None)
    (landing, _) = exe.handle._landing[program]
    return "\n".join(map(str, program._finished("backward", landing).calls)), landing


def test_gradients_land():
    y, args, seed = product()
    grads = {name: nd.ones_like(x) for name, x in args.items()}
    exe = y.bind(mx.cpu(), args, grads)
    for _ in range(2):
        run(exe, seed)
    check(grads, expected(args, seed))
    calls, landing = text(exe)
    assert landing == (0, 1, 2) and calls.count("_out") == 3


def test_added_gradients_do_not_land():
    y, args, seed = product()
    grads = {name: nd.ones_like(x) for name, x in args.items()}
    exe = y.bind(mx.cpu(), args, grads, {"x": "write", "fc_weight": "add", "fc_bias": "null"})
    run(exe, seed)
    wanted = expected(args, seed)
    check(grads, {"x": wanted["x"], "fc_weight": wanted["fc_weight"] + 1, "fc_bias": np.ones(3)})
    assert text(exe)[1] == (0,)


def test_buffers_that_overlap_are_written_one_after_the_other():
    a, b = sym.var("a"), sym.var("b")
    args = {"a": nd.array([1.0, 2]), "b": nd.array([3.0, 4])}
    shared = nd.zeros(2)
    exe = (a * b).bind(mx.cpu(), args, {"a": shared, "b": shared})
    run(exe, np.ones(2, "float32"))
    np.testing.assert_array_equal(shared.asnumpy(), [1, 2])  # that of b, written last


def test_a_gradient_that_is_an_argument_too():
    a, b = sym.var("a"), sym.var("b")
    args = {"a": nd.array([1.0, 2]), "b": nd.array([3.0, 4])}
    other = nd.zeros(2)
    exe = (a * b).bind(mx.cpu(), args, {"a": args["a"], "b": other})
    exe.forward(is_train=True)
    exe.backward(nd.array([1.0, 1]))
    np.testing.assert_array_equal(other.asnumpy(), [1, 2])
    np.testing.assert_array_equal(args["a"].asnumpy(), [3, 4])


@pytest.mark.parametrize("name", ["a", "b"])
def test_a_head_gradient_that_is_a_buffer(name):
    a, b = sym.var("a"), sym.var("b")
    args = {"a": nd.array([1.0, 2]), "b": nd.array([3.0, 4])}
    grads = {"a": nd.array([1.0, 10]), "b": nd.array([1.0, 10])}
    exe = (a * b).bind(mx.cpu(), args, grads)
    exe.forward(is_train=True)
    exe.backward(grads[name])
    check(grads, {"a": [3, 40], "b": [1, 20]})


def test_one_gradient_of_two_arguments():
    a, b = sym.var("a"), sym.var("b")
    args = {"a": nd.ones(2), "b": nd.ones(2)}
    grads = {"a": nd.zeros(2), "b": nd.zeros(2)}
    exe = (a + b).bind(mx.cpu(), args, grads)
    run(exe, np.array([5, 6], "float32"))
    check(grads, {"a": [5, 6], "b": [5, 6]})


def test_a_gradient_that_is_always_zero():
    a, b = sym.var("a"), sym.var("b")
    args = {"a": nd.ones(2), "b": nd.ones(2)}
    grads = {"a": nd.ones(2), "b": nd.ones(2)}
    exe = (a + sym.BlockGrad(b)).bind(mx.cpu(), args, grads)
    run(exe, np.array([5, 6], "float32"))
    check(grads, {"a": [5, 6], "b": [0, 0]})
