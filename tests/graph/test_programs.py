"""Compiled programs give what running operator by operator gives, with every pass on and off."""

import importlib
from functools import partial

import numpy as np
import pytest

from mxnet import _kernels as k
from mxnet._core.flags import override
from mxnet._graph.compiled import clear_cache
from tests.graph.networks import (
    NETWORKS,
    Sample,
    chain,
    dropped,
    entropies,
    mlp,
    picked,
    residual,
    sums,
)

slices = importlib.import_module("mxnet._graph.passes.slices")

PASSES = ["MXNET_GRAPH_SIMPLIFY", "MXNET_ELIMINATE_COMMON_EXPR", "MXNET_GRAPH_DEAD_CODE",
          "MXNET_USE_FUSION", "MXNET_GRAPH_LAYOUT", "MXNET_GRAPH_SLICES",
          "MXNET_GRAPH_FOLD", "MXNET_GRAPH_PACK", "MXNET_GRAPH_CROSS", "MXNET_GRAPH_PART",
          "MXNET_EXEC_ENABLE_INPLACE"]  # fmt: skip
SETTINGS = {"all": {}, "none": dict.fromkeys(PASSES, False)}
SETTINGS |= {f"without {name}": {name: False} for name in PASSES}


def agree(found, wanted, dtype):
    close = {"rtol": 1e-9, "atol": 1e-11} if dtype == "float64" else {"rtol": 1e-4, "atol": 1e-5}
    outputs, gradients, states = found
    for i, (ours, theirs) in enumerate(zip(outputs, wanted[0], strict=True)):
        np.testing.assert_allclose(ours, theirs, err_msg=f"output {i}", **close)
    for told, ours, theirs in (("gradient", gradients, wanted[1]), ("state", states, wanted[2])):
        assert ours.keys() == theirs.keys()
        for name, value in theirs.items():
            np.testing.assert_allclose(ours[name], value, err_msg=f"{told} of {name}", **close)


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("network", NETWORKS, ids=lambda f: f.__name__)
def test_training_step(network, setting):
    sample = Sample(network)
    with override(MXNET_GRAPH_CHECK=True, **SETTINGS[setting]):
        found = sample.by_program(train=True)
    agree(found, sample.by_executor(train=True), "float32")


@pytest.mark.parametrize("network", NETWORKS, ids=lambda f: f.__name__)
def test_forward_then_backward_twice(network):
    sample = Sample(network, seed=1)
    with override(MXNET_GRAPH_CHECK=True):
        agree(sample.by_program(train=True, split=True), sample.by_executor(train=True), "float32")


@pytest.mark.parametrize("landing", [True, False])
@pytest.mark.parametrize("network", NETWORKS, ids=lambda f: f.__name__)
def test_bound(network, landing):
    """Gradients written into the executor's arrays, by the program or behind it."""
    sample = Sample(network, seed=5)
    with override(MXNET_GRAPH_CHECK=True, MXNET_GRAPH_LAND=landing):
        found = sample.by_executor(train=True, compiled=True)
    agree(found, sample.by_executor(train=True), "float32")


AT_INFERENCE = [name for name in SETTINGS if "without" not in name or name.endswith(
    ("FOLD", "PACK", "FUSION", "LAYOUT"))]  # fmt: skip


@pytest.mark.parametrize("setting", AT_INFERENCE)
@pytest.mark.parametrize("network", NETWORKS, ids=lambda f: f.__name__)
def test_inference(network, setting, monkeypatch):
    monkeypatch.setattr(k, "gains_from_packing", lambda weight: True)
    sample = Sample(network, seed=2)
    with override(MXNET_GRAPH_CHECK=True, **SETTINGS[setting]):
        agree(sample.by_program(train=False), sample.by_executor(train=False), "float32")


@pytest.mark.parametrize(
    "network", [n for n in NETWORKS if n not in (picked,)], ids=lambda f: f.__name__
)
def test_double_precision(network):
    """topk of `picked` is left out: it gives float32 indices whatever the data."""
    sample = Sample(network, "float64", seed=3)
    agree(sample.by_program(train=True), sample.by_executor(train=True), "float64")


def test_loss_needs_no_head_gradient():
    sample = Sample(NETWORKS[0])
    agree(sample.by_program(train=True, heads=False), sample.by_executor(train=True, heads=False),
          "float32")  # fmt: skip


def test_draws_are_not_joined_or_dropped():
    sample = Sample(dropped)
    source = sample.compiled(train=True).source
    assert source.count("k.dropout(") == 3
    assert "k.dropout(" not in sample.compiled(train=False).source


@pytest.mark.parametrize("dtype", ["float32", "float64", "float32 without C"])
@pytest.mark.parametrize("split", [False, True], ids=["step", "forward, backward"])
@pytest.mark.parametrize("network", [chain, mlp, residual, sums], ids=lambda f: f.__name__)
def test_slices_of_any_length(network, split, dtype, monkeypatch):
    """With every chain taken, and slices that the arrays are no multiple of."""
    clear_cache()
    monkeypatch.setattr(slices, "_LONG", 1)
    monkeypatch.setattr(k, "slices", partial(k.slices, size=5))
    dtype, _, native = dtype.partition(" ")
    sample = Sample(network, dtype, seed=4)
    with override(MXNET_GRAPH_CHECK=True, MXNET_GRAPH_NATIVE=not native):
        program = sample.compiled(train=True)
        found = sample.by_program(train=True, split=split)
    assert network not in (chain, sums) or "k.sliced(" in program.source
    agree(found, sample.by_executor(train=True), dtype)
    agree(sample.by_executor(train=True, compiled=True), found, dtype)
    clear_cache()


def test_a_cross_entropy_is_one_gradient():
    source = Sample(entropies).compiled(train=True).source
    assert source.count("k.picked_log_softmax_grad_(") == 2  # over what nothing reads any more
    assert source.count("k.pick_grad(") == 1  # of the one that is read otherwise too
