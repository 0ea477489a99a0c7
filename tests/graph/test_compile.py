"""The compiler as a whole: depth, speed, the cache, text, and what it refuses."""

import linecache
import time

import numpy as np
import pytest

import mxnet as mx
from mxnet import _kernels as k
from mxnet._core.errors import GradientError, MXNetError
from mxnet._core.flags import Flag, flags, override, parse
from mxnet._graph import compiled
from mxnet._graph.compiled import compile_graph
from mxnet._graph.world import Untraceable
from tests.graph.networks import Sample, mlp

sym = mx.sym


def program(symbol, shapes, wanted=(), **options):
    names = [*symbol.list_arguments(), *symbol.list_auxiliary_states()]
    kinds = dict.fromkeys(names, "float32")
    return compile_graph(symbol._entries, names, shapes, kinds, bool(wanted), wanted, **options)


def test_a_deep_chain_compiles_quickly():
    x = y = sym.var("x")
    for _ in range(2500):
        y = sym.tanh(y * 0.5)
    start = time.process_time()
    made = program(y, {"x": (2, 3)}, ["x"], head_grads=True)
    one = k.ones(shape=(2, 3))
    _, (gradient,), _ = made.forward_backward([one], [one])
    assert time.process_time() - start < 20
    assert gradient.shape == (2, 3) and x.name == "x"


def test_the_cache_is_bounded_and_shared():
    compiled.clear_cache()
    a = sym.var("a")
    with override(MXNET_GRAPH_CACHE=3):
        first = program(a + 1, {"a": (1,)})
        assert program(sym.var("a") + 1, {"a": (1,)}) is not first  # another name of the node
        for n in range(2, 9):
            program(a + 1, {"a": (n,)})
        assert compiled.cache_size() == 3
    compiled.clear_cache()
    y = a * 2
    assert program(y, {"a": (1,)}) is program(y, {"a": (1,)})
    assert program(y, {"a": (1,)}) is not program(y, {"a": (2,)})


def test_text_is_let_go_with_its_program():
    compiled.clear_cache()
    made = program(sym.exp(sym.var("a")), {"a": (2,)})
    made.forward([k.ones(shape=(2,))])
    title = f"<mxnet program {made.number} forward>"
    assert "k.exp" in "".join(linecache.getlines(title))
    del made
    compiled.clear_cache()
    assert title not in linecache.cache


def test_shapes_that_do_not_fit_are_refused():
    y = sym.FullyConnected(sym.var("x"), num_hidden=3, name="fc")
    with pytest.raises(MXNetError):
        program(y, {"x": (2, 4), "fc_weight": (3, 5), "fc_bias": (3,)})


def test_operators_without_gradient_are_refused():
    y = sym.contrib.allclose(sym.var("a"), sym.var("b"))
    with pytest.raises(GradientError):
        program(y, {"a": (2,), "b": (2,)}, ["a"], head_grads=True)


def test_shapes_that_depend_on_values_are_untraceable():
    y = sym.contrib.boolean_mask(sym.var("a"), sym.var("m"))
    with pytest.raises(Untraceable):
        program(y, {"a": (4, 2), "m": (4,)})


def test_twin_names_are_untraceable():
    with pytest.raises(Untraceable, match="two variables"):
        program(sym.var("a") + sym.var("a"), {"a": (2,)})


@pytest.mark.parametrize("flag", ["MXNET_GRAPH_DUMP", "MXNET_DEBUG"])
def test_stages_are_dumped(tmp_path, flag):
    compiled.clear_cache()
    value = str(tmp_path) if flag == "MXNET_GRAPH_DUMP" else parse(
        flag, flags[flag].kind, f"check, dump={tmp_path}")  # fmt: skip
    with override(**{flag: value}):
        program(sym.relu(sym.var("a")), {"a": (2,)}).forward([k.ones(shape=(2,))])
    names = [path.name for path in sorted(tmp_path.iterdir())]
    assert any("simplify" in name for name in names) and any("inplace" in name for name in names)
    assert all("k.relu" in path.read_text() for path in tmp_path.iterdir())


def test_source_reads_like_the_network():
    source = Sample(mlp).compiled(train=True).source
    assert "fc1_1 = k.linear(fc1, fc1_weight, fc1_bias)" in source  # fc1: the data as rows
    assert "FullyConnected fc2" in source and "gradient of Activation act1; over" in source
    assert all(len(line) < 400 for line in source.splitlines())


def test_gradients_nobody_asked_for_are_not_computed():
    y = sym.Convolution(sym.var("data"), kernel=(3, 3), num_filter=2, no_bias=True, name="c")
    shapes = {"data": (1, 2, 5, 5), "c_weight": (2, 2, 3, 3)}
    source = program(y, shapes, ["c_weight"], head_grads=True).source
    assert "conv_grads(" in source and "wanted=(1,)" in source


def test_flags_are_typed_and_documented():
    assert all(flag.doc.endswith(".") and name.startswith("MXNET_") for name, flag in flags.items())
    with pytest.raises(MXNetError, match="MXNET_USE_FUSION='ish'"):
        parse("MXNET_USE_FUSION", bool, "ish")
    assert parse("MXNET_GRAPH_CACHE", int, " 12 ") == 12
    for text in ("chekc", "dump", "check=1"):
        with pytest.raises(MXNetError, match="made of check, where, nan, times and"):
            parse("MXNET_DEBUG", flags["MXNET_DEBUG"].kind, text)


def test_flags_are_read_from_the_environment_once(monkeypatch):
    made = Flag("MXNET_EXAMPLE", bool, True, "An example.")
    monkeypatch.setenv("MXNET_EXAMPLE", "off")
    assert made.value is False
    monkeypatch.setenv("MXNET_EXAMPLE", "on")
    assert made.value is False


def test_results_do_not_share_memory_with_arguments():
    a = sym.var("a")
    made = program(sym.Group([a, sym.Reshape(a, shape=(-1,)), a + 0]), {"a": (2, 2)})
    x = k.ones(shape=(2, 2))
    outputs, _ = made.forward([x])
    k.assign(x, k.zeros(shape=(2, 2)))
    assert all(np.all(k.to_numpy(y) == 1) for y in outputs)
