"""From recorded calls to a symbol, and from a symbol to a function of arrays."""

import subprocess
import sys

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


KEYS = [
    1, slice(0, 1), -1, (1, 2), (slice(None), slice(1, 3)),
    (slice(None), slice(None), slice(3, 0, -2)),
    (None, 1), (Ellipsis, 0), (slice(None, None, -1),), (0, 0, 0), [1, 0], (slice(None), [0, 2]),
    ([1, 0], [1, 2]), (slice(0, 2), slice(1, 3), [1, 2]), ([0, 1], slice(None), [1, 2]),
    np.array([[0, 1]]), (slice(None), slice(None), np.array([[0, 1], [3, 3]])),
]  # fmt: skip


@pytest.mark.parametrize("key", KEYS, ids=str)
def test_parts_of_arrays(key):
    x = mx.nd.array(np.random.RandomState(0).rand(2, 3, 4))
    x.attach_grad()
    with mx.autograd.record():
        y = x[key] * 2
    symbol = mx.sym.load_json(mx.autograd.get_symbol(y).tojson())
    given = {"var0": x}
    for name in symbol.list_arguments()[1:]:  # the arrays in the key, stacked
        parts = key if isinstance(key, tuple) else (key,)
        parts = [part for part in parts if isinstance(part, (list, np.ndarray))]
        given[name] = mx.nd.array(np.stack(np.broadcast_arrays(*parts)))
    np.testing.assert_array_equal(symbol.eval(**given)[0].asnumpy(), y.asnumpy())


def test_casts_and_shapes():
    x = mx.nd.array([[1, 2], [3, 4]])
    x.attach_grad()
    with mx.autograd.record():
        y = mx.nd.array(x.reshape((4,)) * 2, dtype="float64")
    symbol = mx.autograd.get_symbol(y)
    found = symbol.eval(var0=x)[0]
    assert found.dtype == np.float64 and found.asnumpy().tolist() == [2, 4, 6, 8]


def test_the_graph_of_a_hybrid_call_is_part_of_the_history():
    a, b = mx.sym.var("a"), mx.sym.var("b")
    op = mx.nd.CachedOp(mx.sym.Group([a * b + a, mx.sym.tanh(b, name="t"), a]))
    x, w = mx.nd.array([1, 2]), mx.nd.array([3, 4])
    x.attach_grad()
    with mx.autograd.record():
        first, second, third = op(x * 1, w)
        out = first * third + second
    symbol = mx.autograd.get_symbol(out)
    assert symbol.list_arguments() == ["var0", "null1"]
    assert any(name.endswith("_t_output") for name in symbol.get_internals().list_outputs())
    np.testing.assert_allclose(symbol.eval(var0=x, null1=w)[0].asnumpy(), out.asnumpy(), rtol=1e-6)
    out.backward()
    with pytest.raises(mx.MXNetError, match="let go"):
        mx.autograd.get_symbol(out)


def test_a_history_can_be_had_before_symbols_are_used():
    """Symbols are loaded by their first use, which this is."""
    program = (
        "import mxnet as mx; x = mx.nd.ones((2,)); x.attach_grad()\n"
        "with mx.autograd.record(): y = mx.nd.exp(x)\n"
        "print(mx.autograd.get_symbol(y).list_outputs())"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert run.stdout == "['node_0_output']\n", run.stderr
