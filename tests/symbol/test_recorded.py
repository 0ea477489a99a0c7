"""Graphs, their JSON, shapes and numbers are those of MXNet 1.9.1.

`recorded.json` is what 1.9.1 made of tests/symbol/nets.py; `recorded_from_ours.json` what it made
of the JSON that we write (`ours.json`). Both come from tools/record_symbols.py.
"""

import functools
import json
from pathlib import Path

import numpy as np
import pytest

import mxnet as mx
from tests.symbol import nets

HERE = Path(__file__).parent


@functools.cache
def read(name):
    return json.loads((HERE / name).read_text())


@functools.cache
def built():
    return nets.build(mx)


def without_pointers(text):
    """The graph in JSON but for `node_row_ptr`: which hidden outputs there are is our business."""
    graph = json.loads(text)
    del graph["node_row_ptr"]
    return graph


def plain(value):
    return json.loads(json.dumps(value))


@pytest.fixture(params=nets.NETS)
def name(request):
    return request.param


def test_the_graph_is_that_of_the_reference(name):
    symbol, shapes = built()[name]
    wanted = read("recorded.json")[name]
    assert without_pointers(symbol.tojson()) == without_pointers(wanted["json"])
    assert symbol.list_arguments() == wanted["arguments"]
    assert symbol.list_auxiliary_states() == wanted["states"]
    assert symbol.list_outputs() == wanted["outputs"]
    assert symbol.get_internals().list_outputs() == wanted["internals"]
    assert symbol.attr_dict() == wanted["attributes"]
    assert plain(symbol.infer_shape(**shapes)) == wanted["shapes"]


@pytest.mark.parametrize("source", ["built", "loaded"])
def test_the_numbers_are_those_of_the_reference(name, source):
    symbol, shapes = built()[name]
    wanted = read("recorded.json")[name]
    if source == "loaded":
        symbol = mx.sym.load_json(wanted["json"])
    same(nets.run(mx, symbol, shapes), wanted["numbers"])


def test_what_we_write_gives_the_same_numbers_in_the_reference(name):
    symbol, _ = built()[name]
    assert without_pointers(symbol.tojson()) == without_pointers(read("ours.json")[name])
    theirs = read("recorded_from_ours.json")[name]
    wanted = read("recorded.json")[name]
    assert theirs["arguments"] == wanted["arguments"]
    same(theirs["numbers"], wanted["numbers"])


def same(found, wanted):
    assert len(found["outputs"]) == len(wanted["outputs"])
    for one, other in zip(found["outputs"], wanted["outputs"]):
        close(one, other, "output")
    for group in ("gradients", "states"):
        assert found[group].keys() == wanted[group].keys()
        for key, other in wanted[group].items():
            close(found[group][key], other, key)


def close(one, other, what):
    atol = 1e-5 * max(1, np.abs(other).max())
    np.testing.assert_allclose(one, other, rtol=1e-4, atol=atol, err_msg=what)
