"""Symbolic recurrent cells make the graphs of MXNet 1.9.1 (tools/record_rnn.py)."""

import functools
import json
from pathlib import Path

import pytest

import mxnet as mx
from tests.gluon import rnn_cases as shared
from tests.rnn import cases

GRAPHS = cases.graphs(mx)


@functools.cache
def recorded():
    return json.loads((Path(__file__).parent / "recorded.json").read_text())


@pytest.mark.filterwarnings("ignore:NTC layout")
@pytest.mark.parametrize("name", GRAPHS)
def test_the_graph_is_that_of_the_reference(name):
    graph = shared.nodes(mx, GRAPHS[name])
    assert shared.digest(graph) == recorded()[name], json.dumps(graph)
