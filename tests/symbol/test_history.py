"""From recorded calls to a symbol, and from a symbol to a function of arrays."""

import numpy as np
import pytest

import mxnet as mx


def recorded():
    x, w = mx.nd.array([[1, 2], [3, 4]]), mx.nd.ones((3, 2)) * 2
    for each in (x, w):
        each.attach_grad()
    with mx.autograd.record():
        y = mx.nd.FullyConnected(x, w, num_hidden=3, no_bias=True)
        z = mx.nd.split(mx.nd.softmax(y) * mx.nd.ones((2, 3)), num_outputs=3)
        out = z[0] + z[1] * 2
    return x, w, out


def test_the_history_is_a_symbol_that_gives_the_same():
    x, w, out = recorded()
    symbol = mx.autograd.get_symbol(out)
    assert symbol.list_arguments() == ["var0", "var1", "null2"]
    symbol = mx.sym.load_json(symbol.tojson())
    buffers = {"var0": mx.nd.zeros(x.shape), "var1": mx.nd.zeros(w.shape)}
    executor = symbol.bind(mx.cpu(), {"var0": x, "var1": w, "null2": mx.nd.ones((2, 3))}, buffers)
    (found,) = executor.forward(is_train=True)
    np.testing.assert_allclose(found.asnumpy(), out.asnumpy(), rtol=1e-6)
    executor.backward(mx.nd.ones(out.shape))
    out.backward()
    np.testing.assert_allclose(buffers["var0"].asnumpy(), x.grad.asnumpy(), rtol=1e-5, atol=1e-7)
    np.testing.assert_allclose(buffers["var1"].asnumpy(), w.grad.asnumpy(), rtol=1e-5, atol=1e-7)


def test_an_array_without_history_is_refused():
    with pytest.raises(mx.MXNetError, match="not part of a computation graph"):
        mx.autograd.get_symbol(mx.nd.ones((2,)))


def test_a_symbol_called_on_arrays_is_recorded():
    a, b = mx.sym.var("a"), mx.sym.var("b")
    op = mx.nd.CachedOp(a * b + a, [("static_alloc", True)])
    x, y = mx.nd.array([1, 2]), mx.nd.array([3, 4])
    x.attach_grad()
    with mx.autograd.record():
        z = op(x, y)
    z.backward()
    assert z.asnumpy().tolist() == [4, 10] and x.grad.asnumpy().tolist() == [4, 5]
    with pytest.raises(mx.MXNetError, match="1 arrays came for 2 inputs"):
        op(x)
    out = mx.nd.zeros((2,))
    op(x, y, out=out)
    assert out.asnumpy().tolist() == [4, 10]
