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
    landing, _, once = exe.handle._landing[program]
    return "\n".join(map(str, program._finished("backward", landing, once).calls)), landing


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


def test_backward_again_after_what_was_kept_is_gone():
    x = sym.var("x")
    y = sym.BatchNorm(sym.tanh(x) * sym.exp(x), fix_gamma=False, name="bn")
    args = {"x": nd.array([[0.5, -1], [0.2, 3], [-1, 0.3]]), "bn_gamma": nd.array([1.0, 2]),
            "bn_beta": nd.zeros(2)}  # fmt: skip
    grads = {"x": nd.zeros((3, 2))}
    aux = {"bn_moving_mean": nd.zeros(2), "bn_moving_var": nd.ones(2)}
    exe = y.bind(mx.cpu(), args, grads, aux_states=aux)
    exe.forward(is_train=True)
    moved = aux["bn_moving_mean"].asnumpy()
    seed = nd.array([[1.0, 2], [3, -4], [0.5, 0]])
    exe.backward(seed)
    first = grads["x"].asnumpy()
    assert not exe._saved.tensors
    exe.backward(seed * 2)
    np.testing.assert_allclose(grads["x"].asnumpy(), 2 * first, rtol=1e-5)
    np.testing.assert_array_equal(aux["bn_moving_mean"].asnumpy(), moved)
    args["x"][:] = 0
    with pytest.raises(mx.MXNetError, match="'x', kept for its gradient, was written to"):
        exe.backward(seed)


def test_backward_again_of_drawn_numbers():
    x = sym.var("x")
    grads = {"x": nd.zeros(100)}
    exe = sym.Dropout(x, p=0.5).bind(mx.cpu(), {"x": nd.ones(100)}, grads)
    out = exe.forward(is_train=True)[0].asnumpy()
    for _ in range(2):
        exe.backward(nd.ones(100))
        np.testing.assert_array_equal(grads["x"].asnumpy(), out)
