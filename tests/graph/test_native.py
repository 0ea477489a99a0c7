"""Elementwise chains compiled as C against the kernels themselves, special values included."""

import importlib

import numpy as np
import pytest

from mxnet import _kernels as k
from mxnet._graph.calls import Call, Value
from mxnet._graph.chain import Chain
from mxnet._graph.native import _FORMS, c_text

SPECIAL = [0.0, -0.0, 1e-40, -1e-30, 1.0, -1.0, 0.5, -0.624, 0.626, 3.5, -9.0, 20.0, -87.5, 88.7,
           89.5, -103.9, -110.0, 1e30, np.inf, -np.inf, np.nan]  # fmt: skip
COUNT = {"addcmul": 3} | dict.fromkeys(
    ["add", "sub", "mul", "div", "maximum", "minimum", "relu_grad", "tanh_grad", "sigmoid_grad"], 2
)
needs_compiler = pytest.mark.skipif(not k.can_compile(), reason="there is no C compiler here")


def grid(count):
    """Arrays that meet in all pairs of special values, and random ones behind."""
    draw = np.random.RandomState(0)
    pairs = np.meshgrid(SPECIAL, SPECIAL, indexing="ij")
    columns = [pairs[0], pairs[1], pairs[0].T][:count]
    return [
        np.concatenate([x.ravel(), draw.randn(10000) * 3]).astype("float32") for x in columns
    ]  # fmt: skip


def run(members, inputs, results):
    """The chain's arrays, by C."""
    arrays = [Value(k.hollow(x.shape, "float32"), k.device_of(1, 0)) for x in inputs]
    shape = tuple(inputs[0].shape)
    calls, results = members(arrays, shape), results
    text = c_text(calls, arrays, [], [calls[i].outs[0] for i in results], [])
    function = k.native(text)
    outs = [k.zeros(shape=shape) for _ in results]
    function([k.from_numpy(x) for x in inputs], outs, [], 0)
    return [k.to_numpy(x) for x in outs]


def one(name, params):
    def members(arrays, shape):
        out = Value(k.hollow(shape, "float32"), k.device_of(1, 0))
        return [Call(name, tuple(arrays), params, (out,))]

    return members


@needs_compiler
@pytest.mark.parametrize("name", sorted(_FORMS))
def test_every_kernel(name):
    inputs = grid(COUNT.get(name, 1))
    params = {"value": -1.5} if name == "addcmul" else {"alpha": 0.25} if name == "add" else {}
    (found,) = run(one(name, params), inputs, [0])
    wanted = k.room(k.from_numpy(inputs[0]))
    k.INTO[name](*map(k.from_numpy, inputs), **params, out=wanted)
    with np.errstate(all="ignore"):
        np.testing.assert_allclose(found, k.to_numpy(wanted), rtol=5e-7, atol=2e-45)


@needs_compiler
@pytest.mark.parametrize("name", ["exp", "tanh", "sigmoid"])
def test_functions_to_the_last_places(name):
    x = np.linspace(-90, 90, 200001).astype("float32")
    (found,) = run(one(name, {}), [x], [0])
    wide = x.astype("float64")
    wanted = {"exp": np.exp, "tanh": np.tanh, "sigmoid": lambda v: 1 / (1 + np.exp(-v))}[name](wide)
    inside = np.abs(wanted) > 1e-37  # a number below has fewer digits
    inside &= wanted < 3e38
    error = np.abs(found[inside] - wanted[inside]) / np.abs(wanted[inside])
    assert error.max() < 2.5 * 2.0**-23


def made(kernel, *args, **params):
    shape = args[0].shape if type(args[0]) is Value else args[1].shape
    return Call(kernel, args, params, (Value(k.hollow(shape, "float32"), k.device_of(1, 0)),))


def space():
    """A chain as a function, with a number, a place, a sum, and its inputs."""
    shape, device = (3, 7), k.device_of(1, 0)
    a, place = (Value(k.hollow(shape, "float32"), device) for _ in range(2))
    n = Value(k.hollow((1,), "float32"), device)
    first = made("mul", a, n)
    second = made("sub", first.outs[0], made("exp", a).outs[0])
    exp = second.args[1]
    between = Call("exp", (a,), {}, (exp,))
    total = Call("sum", (second.outs[0],), {}, (Value(k.hollow((1,), "float32"), device),))
    members = [first, between, second, total]
    results = [second.outs[0], total.outs[0]]
    return Chain(members, [a, n], results, shape).writing({second.outs[0]: place})


@pytest.mark.parametrize("way", ["native", "refused", "off"])
def test_a_chain_either_way(way, monkeypatch):
    if way == "native" and not k.can_compile():
        pytest.skip("there is no C compiler here")
    if way == "off":
        monkeypatch.setattr(k, "can_compile", lambda: False)
    source = space().text("chain")
    assert ("k.native" in source) == (way != "off" and (way == "refused" or k.can_compile()))
    if way == "refused":
        monkeypatch.setattr(k, "native", lambda text: None)
    names = {"k": k}
    exec(source, names)
    x = np.random.RandomState(1).randn(3, 7).astype("float32")
    place = k.zeros(shape=(3, 7))
    version = place._version
    whole, total = names["chain"](k.from_numpy(x), k.from_numpy(np.float32([2])), place)
    assert place._version > version  # who keeps it must see that it was written to
    np.testing.assert_allclose(k.to_numpy(whole), 2 * x - np.exp(x), rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(k.to_numpy(total), [(2 * x - np.exp(x)).sum()], rtol=1e-5)
    assert k.shares_memory(whole, place)


@needs_compiler
def test_several_threads_share_the_work(monkeypatch):
    module = importlib.import_module(k.can_compile.__module__)
    monkeypatch.setattr(module, "_parts", lambda n: [(0, 5), (5, n // 2), (n // 2, n)])
    inputs = grid(2)
    (found,) = run(one("add", {}), inputs, [0])
    with np.errstate(invalid="ignore"):
        np.testing.assert_array_equal(found, inputs[0] + inputs[1])


def test_text_that_no_compiler_takes():
    assert k.native("this is no C") is None
