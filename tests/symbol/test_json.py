"""Symbol files: every old form is read, a damaged or hostile one is an error that says why."""

import json
import os
import pickle

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mxnet as mx

OLD = {
    "nodes": [
        {"op": "null", "param": {}, "name": "data", "inputs": [], "backward_source_id": -1},
        {"op": "null", "param": {}, "name": "fc_weight", "inputs": [], "attr": {"lr_mult": "2"}},
        {"op": "null", "param": {}, "name": "fc_bias", "inputs": []},
        {
            "op": "FullyConnected",
            "param": {"no_bias": "False", "num_hidden": "10"},
            "name": "fc",
            "attr": {"weight_lr_mult": "0.5", "ctx_group": "s1"},
            "inputs": [[0, 0], [1, 0], [2, 0]],
            "backward_source_id": -1,
        },
        {"op": "BatchNorm", "param": {"eps": "0.001"}, "name": "bn", "inputs": [[3, 0]]},
    ],
    "arg_nodes": [0, 1, 2],
    "heads": [[4, 0]],
}


def test_an_old_file_is_upgraded_as_the_reference_does():
    symbol = mx.sym.load_json(json.dumps(OLD))
    assert symbol.list_arguments() == ["data", "fc_weight", "fc_bias", "bn_gamma", "bn_beta"]
    assert symbol.list_auxiliary_states() == ["bn_moving_mean", "bn_moving_var"]
    attributes = symbol.attr_dict()
    assert attributes["fc_weight"] == {"__lr_mult__": "0.5", "lr_mult": "0.5"}
    assert attributes["fc"]["__ctx_group__"] == "s1"
    assert attributes["bn_moving_var"] == {"eps": "0.001", "__init__": '["one", {}]'}


def changed(**fields):
    return json.dumps({**OLD, **fields})


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "no JSON"),
        ("[" * 100_000, "no JSON"),
        ("[]", "object"),
        ('{"nodes": 3, "heads": []}', "list 'nodes'"),
        (changed(nodes=[]), "1 to"),
        (changed(heads=[]), "no outputs"),
        (changed(heads=[[9, 0]]), "not before it"),
        (changed(heads=[[0, 5]]), "no output 5"),
        (changed(heads=[[-1, 0]]), "not before it"),
        (changed(heads=[["a", 0]]), "is no"),
        (changed(nodes=[{"op": "exp", "name": "e", "inputs": [[0, 0]]}]), "not before it"),
        (changed(nodes=[{"op": "null", "name": "x", "inputs": [[0, 0]]}]), "not before it"),
        (changed(nodes=[{"op": "null", "name": 3}]), "text"),
        (changed(nodes=[{"op": "null", "name": "x", "attrs": {"a": 1}}]), "attributes"),
        (changed(nodes=[{"op": "Reshape", "name": "r", "attrs": {"no": "1"}}]), "unknown keyword"),
    ],
)
def test_a_damaged_file_is_an_error_that_says_why(text, says):
    with pytest.raises(mx.MXNetError, match=says):
        mx.sym.load_json(text)


def test_what_operators_without_attributes_were_given_in_vain_is_kept():
    x = mx.sym.var("x")
    with pytest.warns(UserWarning, match="zeros_like has no attributes: 'dtype'"):
        out = mx.sym.zeros_like(x, dtype="int32")
    again = mx.sym.load_json(out.tojson())
    assert again.list_attr() == {"dtype": "int32"}
    assert again.eval(x=mx.nd.ones((2,)))[0].dtype is np.float32


def test_unknown_operators_are_told_all_at_once_with_the_closest_names():
    nodes = [{"op": op, "name": op.lower(), "inputs": []} for op in ("Convolutoin", "NoSuchThing")]
    with pytest.raises(mx.MXNetError) as told:
        mx.sym.load_json(changed(nodes=nodes, heads=[[0, 0]]))
    assert "'Convolutoin'" in str(told.value) and "'NoSuchThing'" in str(told.value)
    assert "'Convolution'" in str(told.value)


def test_wrong_types_and_missing_files(tmp_path):
    with pytest.raises(TypeError):
        mx.sym.load_json(3)
    with pytest.raises(TypeError):
        mx.sym.load(3)
    with pytest.raises(mx.MXNetError, match="No such file"):
        mx.sym.load(str(tmp_path / "none.json"))
    (tmp_path / "bytes").write_bytes(b"\xff\xfe")
    with pytest.raises(mx.MXNetError, match="UTF-8"):
        mx.sym.load(str(tmp_path / "bytes"))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 9) | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(
    at=st.integers(0, 4),
    field=st.sampled_from(["op", "name", "attr", "param", "inputs"]),
    value=JSON,
)
def test_any_value_anywhere_reads_or_is_an_mxnet_error(at, field, value):
    nodes = [dict(node) for node in OLD["nodes"]]
    nodes[at][field] = value
    try:
        mx.sym.load_json(json.dumps({**OLD, "nodes": nodes})).tojson()
    except mx.MXNetError:
        pass


def test_a_file_round_trip_is_exact_and_atomic(tmp_path):
    symbol = mx.sym.FullyConnected(mx.sym.var("x"), num_hidden=2, name='ä"b')
    path = os.path.join(tmp_path, "net.json")
    symbol.save(path)
    assert os.listdir(tmp_path) == ["net.json"]
    assert mx.sym.load(path).tojson() == symbol.tojson()
    assert pickle.loads(pickle.dumps(symbol)).tojson() == symbol.tojson()


def test_casts_of_mixed_precision_are_left_out_unless_kept():
    symbol = mx.sym.exp(mx.sym.amp_cast(mx.sym.var("x"), dtype="float16"), name="e")
    assert "amp_cast" not in symbol.tojson()
    assert "amp_cast" in symbol.tojson(remove_amp_cast=False)
    assert mx.sym.load_json(symbol.tojson()).list_outputs() == ["e_output"]


def test_the_mark_of_numpy_shapes_is_written_and_old_shapes_are_read_under_it():
    symbol = mx.sym.FullyConnected(
        mx.sym.var("x"), mx.sym.var("w", shape=(3, 0)), num_hidden=3, no_bias=True
    )
    text = symbol.tojson()
    with mx.np_shape():
        assert "is_np_shape" in json.loads(symbol.tojson())["attrs"]
        assert mx.sym.load_json(text).infer_shape(x=(2, 5))[0] == [(2, 5), (3, 5)]


def test_twenty_thousand_nodes_deep():
    symbol = mx.sym.var("x")
    for _ in range(20_000):
        symbol = mx.sym.tanh(symbol)
    again = mx.sym.load_json(symbol.tojson())
    assert len(again.get_internals()) == 20_001
    assert again.infer_shape(x=(2,))[1] == [(2,)]
    pickle.loads(pickle.dumps(again))
