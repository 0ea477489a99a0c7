"""Compiled programs give what running operator by operator gives, with every pass on and off."""

import numpy as np
import pytest

from mxnet._core.flags import override
from tests.graph.networks import NETWORKS, Sample, dropped, picked

PASSES = ["MXNET_GRAPH_SIMPLIFY", "MXNET_ELIMINATE_COMMON_EXPR", "MXNET_GRAPH_DEAD_CODE",
          "MXNET_USE_FUSION", "MXNET_GRAPH_LAYOUT", "MXNET_EXEC_ENABLE_INPLACE"]  # fmt: skip
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


@pytest.mark.parametrize("network", NETWORKS, ids=lambda f: f.__name__)
def test_inference(network):
    sample = Sample(network, seed=2)
    with override(MXNET_GRAPH_CHECK=True):
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
