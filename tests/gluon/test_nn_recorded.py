"""Layers and losses compute what those of MXNet 1.9.1 do, step by step and compiled.

`recorded_nn.npz` is what 1.9.1 made of tests/gluon/nn_cases.py, by tools/record_layers.py.
"""

import functools
import json
from pathlib import Path

import numpy as np
import pytest

import mxnet as mx
from tests.gluon import nn_cases

CASES = {**nn_cases.layers(), **nn_cases.losses()}

# What is told in docs/differences.md: 1.9.1's number is not the derivative there, or a side effect.
EXCUSED = {
    "selu": "grad of input 0",
    "AvgPool2D {'pool_size': 3, 'strides': 2, 'ceil_mode': True}": "grad of input 0",
    **{f"{name} {{'scale': False, 'center': False}} {train}": "gamma"
       for name in ("BatchNorm", "BatchNormReLU") for train in (True, False)},
}  # fmt: skip


@functools.cache
def recorded():
    with np.load(Path(__file__).parent / "recorded_nn.npz", allow_pickle=False) as file:
        return *json.loads(str(file["index"])), file["numbers"]


def test_every_case_is_recorded():
    assert set(recorded()[0]) == set(CASES)


# The cosine's number comes from fewer operators here.
GRAPHS = [name for name in recorded()[1] if not name.startswith("CosineEmbeddingLoss")]


@pytest.mark.parametrize("name", GRAPHS)
def test_graph(name):
    """A layer's symbol, and so its file, is that of 1.9.1."""
    assert nn_cases.graph(mx, CASES[name]) == recorded()[1][name]


@pytest.mark.parametrize("hybridize", [False, True], ids=["eager", "hybridized"])
@pytest.mark.parametrize("name", CASES)
def test_numbers(name, hybridize):
    index, _, numbers = recorded()
    found = nn_cases.run(mx, name, CASES[name], hybridize)
    assert set(found) == set(index[name])
    for key, (start, shape) in index[name].items():
        if EXCUSED.get(name) == key:
            continue
        wanted = numbers[start : start + int(np.prod(shape))].reshape(shape)
        # Both compute in float32, but sum in other orders.
        np.testing.assert_allclose(found[key], wanted, rtol=2e-4, atol=2e-5, err_msg=key)
