"""Converted graphs and models: which nodes are cast, as 1.9.1 does it, and the numbers."""

import json
import pathlib

import numpy as np
import pytest

import mxnet as mx
from mxnet._core import registry
from mxnet.contrib.amp import amp
from tests.amp.graphs import cases, structure

RECORDED = json.loads(pathlib.Path(__file__).with_name("recorded.json").read_text())
CASES = cases()
HALF = {"float16": 2e-3, "bfloat16": 2e-2}  # some units in the last place of numbers near 1


@pytest.mark.parametrize("name", CASES)
def test_nodes_are_cast_as_recorded(name):
    symbol, keywords = CASES[name]
    assert structure(amp.convert_symbol(symbol, **keywords)) == RECORDED["graphs"][name]


@pytest.mark.parametrize("which", [0, 1], ids=["fp16", "bf16"])
def test_tables_are_the_recorded_ones(which):
    ours = (amp.lists.symbol_fp16, amp.lists.symbol_bf16)[which]
    for key, names in RECORDED["tables"][which].items():
        if key == "BF16_USE_FP32_PARAMS":
            assert list(getattr(ours, key)) == names
        elif key == "CONDITIONAL_FP32_FUNCS":
            assert [list(each) for each in getattr(ours, key)] == names
        else:
            known = {name for name in names if name in registry.names()}
            assert {*getattr(ours, key)} == known, key


def test_json_without_casts_keeps_those_that_are_outputs():
    x = mx.sym.var("x")
    inner = mx.sym.exp(mx.sym.amp_cast(x, dtype="float16", name="low"), name="e")
    out = mx.sym.amp_cast(inner, dtype="float32", name="out")
    wide = mx.sym.amp_multicast(out, x, num_outputs=2, name="wide")
    kept = json.loads(mx.sym.Group([wide[1], out, mx.sym.relu(out, name="r")]).tojson())
    names = [node["name"] for node in kept["nodes"]]
    assert names == ["x", "e", "wide", "out", "r"]
    reads = {node["name"]: [names[i] for i, *_ in node["inputs"]] for node in kept["nodes"]}
    assert reads == {"x": [], "e": ["x"], "wide": ["e", "x"], "out": ["e"], "r": ["e"]}
    assert [place[:2] for place in kept["heads"]] == [[2, 1], [3, 0], [4, 0]]


def test_no_operator_is_in_two_tables():
    names = [
        *amp.list_lp16_ops("float16"), *amp.list_fp32_ops("float16"),
        *amp.list_lp16_fp32_ops("float16"), *amp.list_widest_type_cast("float16"),
        *(name for name, *_ in amp.list_conditional_fp32_ops("float16")),
    ]  # fmt: skip
    assert len(names) == len(set(names))
    assert amp.list_lp16_use_fp32_params("float16") is None
    assert amp.list_loss_output_functions(amp.bfloat16)[0] == "SoftmaxOutput"


@pytest.mark.parametrize("keywords, says", [
    ({"target_dtype": "float64"}, "Only target_dtype float16 and bfloat16"),
    ({"target_dtype_ops": "exp"}, "list of strs"),
    ({"excluded_sym_names": "low"}, "list of strs"),
    ({"fp32_ops": ["exp"], "target_dtype_ops": ["exp"]}, "two or more lists"),
    ({"fp32_ops": ["elemwise_add"]}, "three lists"),
    ({"conditional_fp32_ops": [("Activation", "act_type", "relu")]}, "str, str, list of str"),
])  # fmt: skip
def test_wrong_lists_are_refused(keywords, says):
    with pytest.raises(AssertionError, match=says):
        amp.convert_symbol(CASES["network"][0], **keywords)


def test_unknown_data_is_refused():
    with pytest.raises(mx.MXNetError, match="no input nobody"):
        amp.convert_symbol(CASES["network"][0], data_names=["nobody"])


def test_the_given_graph_is_left_alone():
    symbol = CASES["network"][0]
    before = symbol.tojson()
    amp.convert_symbol(symbol, data_names=["x"], cast_optional_params=True)
    assert symbol.tojson() == before


def test_a_deep_graph_needs_no_recursion():
    x = mx.sym.var("x")
    for _ in range(3000):
        x = mx.sym.relu(x)
    assert len(amp.convert_symbol(x).get_internals()) == 3002


def network():
    """A small network that ran once as a graph, data, and what it gave."""
    net = mx.gluon.nn.HybridSequential()
    net.add(
        mx.gluon.nn.Conv2D(4, 3, in_channels=2), mx.gluon.nn.BatchNorm(in_channels=4),
        mx.gluon.nn.MaxPool2D(), mx.gluon.nn.Flatten(), mx.gluon.nn.Dense(3, in_units=36),
    )  # fmt: skip
    net.initialize(mx.init.Xavier())
    net.hybridize()
    data = mx.nd.array(np.linspace(-1, 1, 256).reshape(2, 2, 8, 8))
    return net, data, net(data).asnumpy()


@pytest.mark.parametrize("dtype", HALF)
@pytest.mark.parametrize("optional", [False, True])
def test_a_block_computes_in_lower_precision(dtype, optional):
    net, data, expected = network()
    made = amp.convert_hybrid_block(
        net, target_dtype=dtype, ctx=mx.cpu(), cast_optional_params=optional
    )
    found = made(data)
    np.testing.assert_allclose(found.asnumpy(), expected, atol=HALF[dtype] * 3)
    assert found.dtype is np.float32 and (found.asnumpy() != expected).any()
    lowered = {n for n, p in made.collect_params().items() if str(p.dtype) != str(np.float32)}
    cast = {n for n in made.collect_params() if n.startswith(("conv", "dense"))}
    assert len(cast) == 4 and lowered == (cast if optional else set())


def test_a_block_that_never_ran_is_refused():
    with pytest.raises(RuntimeError, match="hybridize"):
        amp.convert_hybrid_block(mx.gluon.nn.Dense(2), ctx=mx.cpu())


def test_a_recurrent_block():
    net = mx.gluon.nn.HybridSequential()
    net.add(mx.gluon.rnn.LSTM(10, 2, bidirectional=True), mx.gluon.nn.Dense(2))
    net.initialize(mx.init.Normal(0.5))
    net.hybridize()
    data = mx.nd.ones((2, 3, 4))
    expected, made = net(data).asnumpy(), amp.convert_hybrid_block(net, ctx=mx.cpu())
    found = made(data).asnumpy()
    np.testing.assert_allclose(found, expected, rtol=1e-2, atol=1e-2)
    assert (found != expected).any()


def test_a_model_for_a_module():
    symbol = mx.sym.FullyConnected(mx.sym.var("data"), num_hidden=2, name="f")
    args = {"f_weight": mx.nd.ones((2, 3)), "f_bias": mx.nd.ones(2)}
    made, args, states = amp.convert_model(symbol, args, {}, cast_optional_params=True)
    module = mx.mod.Module(made, ["data"], None)
    module.bind([("data", (2, 3))], for_training=False)
    module.set_params(args, states)
    module.forward(mx.io.DataBatch([mx.nd.ones((2, 3))]))
    assert module.get_outputs()[0].asnumpy().tolist() == [[4, 4], [4, 4]]
    assert args["f_weight"].dtype is module._arg_params["f_weight"].dtype is np.float16
    for bad in ((3, {}, {}), (symbol, 3, {}), (symbol, {}, 3)):
        with pytest.raises(AssertionError, match="argument to convert_model should be"):
            amp.convert_model(*bad)


@pytest.mark.parametrize("optional", [False, True])
def test_a_module_for_buckets(optional):
    def generate(key):
        data = mx.sym.var("data")
        fc = mx.sym.FullyConnected(data, num_hidden=2, flatten=False, name="f")
        return fc, ["data"], None

    module = mx.mod.BucketingModule(generate, default_bucket_key=5)
    module.bind([("data", (2, 5, 3))], for_training=False)
    module.init_params(mx.init.One())
    made = amp.convert_bucketing_module(module, cast_optional_params=optional)
    made.bind([("data", (2, 5, 3))], for_training=False)
    batch = mx.io.DataBatch([mx.nd.ones((2, 4, 3)) / 3], bucket_key=4,
                            provide_data=[("data", (2, 4, 3))])  # fmt: skip
    made.forward(batch)
    found = made.get_outputs()[0]
    assert found.shape == (2, 4, 2) and found.dtype is np.float32
    np.testing.assert_allclose(found.asnumpy(), 1, atol=HALF["float16"])
    weight = made.get_params()[0]["f_weight"]
    assert weight.dtype is (np.float16 if optional else np.float32)
