"""Recurrent cells and layers make the graphs and numbers of MXNet 1.9.1.

`rnn_recorded.json` and `lstm.params` come from tools/record_rnn.py.
"""

import functools
import json
from pathlib import Path

import numpy as np
import pytest

import mxnet as mx
from tests.gluon import rnn_cases as cases

HERE = Path(__file__).parent
GRAPHS, LAYERS = cases.graphs(mx), cases.layers(mx)


@functools.cache
def recorded():
    return json.loads((HERE / "rnn_recorded.json").read_text())


@pytest.mark.parametrize("name", [name for name in GRAPHS if name not in cases.OURS_ONLY])
def test_the_graph_is_that_of_the_reference(name):
    graph = cases.nodes(mx, GRAPHS[name])
    assert cases.digest(graph) == recorded()["graphs"][name], json.dumps(graph)


@pytest.mark.parametrize("name", cases.OURS_ONLY)
def test_graphs_that_the_reference_does_not_make(name):
    several, _, heads = cases.nodes(mx, GRAPHS[name])
    assert several == ("False" in name) and len(heads) > 1


@pytest.mark.parametrize("hybrid", [False, True])
@pytest.mark.parametrize("name", LAYERS)
def test_numbers_of_layers(name, hybrid):
    shape = (cases.STEPS, cases.BATCH, cases.FEATURES)
    shape = (shape[1], shape[0], shape[2]) if name == "NTC" else shape
    layer = LAYERS[name]()
    if hybrid:
        layer.hybridize()
    found = cases.run(mx, layer, shape)
    wanted = recorded()["numbers"][name]
    assert set(wanted) <= set(found)
    for key, value in wanted.items():
        np.testing.assert_allclose(found[key], value, rtol=2e-4, atol=2e-6, err_msg=key)


def test_a_file_of_the_reference_is_read():
    layer = mx.gluon.rnn.LSTM(2, 2, bidirectional=True)
    layer.load_parameters(str(HERE / "lstm.params"))
    for seed, (_, param) in enumerate(sorted(layer._collect_params_with_prefix().items())):
        assert np.array_equal(param.data().asnumpy(), cases.pattern(param.shape, seed))
