"""Graphs to convert, made by whichever `mxnet` is there, and what conversion made of them.

Run by a Python that has MXNet 1.9.1, `python graphs.py FILE` records what that makes.
"""

import json
import sys

import mxnet as mx

NONE = {"target_dtype_ops": ["exp"], "fp32_ops": ["FullyConnected"]}
OPTIONAL = {"cast_optional_params": True, "data_names": ["x"]}


def cases():
    """`{name: (symbol, keywords of convert_symbol)}`."""
    s = mx.sym
    x, q, w = s.var("x"), s.var("q"), s.var("w")
    low = s.FullyConnected(x, num_hidden=4, name="low")
    other = s.FullyConnected(x, num_hidden=4, name="other")
    wide = s.exp(x, name="wide")
    either = s.Activation(q, act_type="relu", name="either")
    smooth = s.Activation(low, act_type="softrelu", name="smooth")
    norm = s.BatchNorm(low, name="norm")
    halves = s.SliceChannel(low, num_outputs=2, name="halves")
    deep = s.FullyConnected(
        s.Activation(low, act_type="relu", name="relu"), num_hidden=4, name="deep"
    )
    loss = s.softmax(s.broadcast_add(s.exp(deep, name="e"), deep, name="sum"), name="loss")
    shared = s.FullyConnected(x, weight=w, num_hidden=4, name="shared")
    half, whole = s.var("half", dtype="float16"), s.var("whole", dtype="float64")

    def again(weight):
        name = f"again_{weight.name}"
        return s.FullyConnected(x, weight=weight, num_hidden=4, no_bias=True, name=name)

    return {
        "network": (loss, {}),
        "network, bfloat16": (loss, {"target_dtype": "bfloat16"}),
        "network, parameters cast": (loss, OPTIONAL),
        "network, nothing told of parameters": (loss, {"cast_optional_params": True}),
        "network, all are parameters": (loss, {"cast_optional_params": True, "data_names": []}),
        "network, one left out": (loss, {"excluded_sym_names": ["deep"]}),
        "network, lists": (loss, NONE),
        "condition": (s.SoftmaxOutput(s.BatchNorm(smooth, name="bn"), name="softmax"), {}),
        "condition, other value": (s.LeakyReLU(low, act_type="leaky", name="l"), {}),
        "condition, own": (
            s.Activation(low, act_type="relu", name="r"),
            {"conditional_fp32_ops": [("Activation", "act_type", ["relu"])]},
        ),
        "norm": (s.FullyConnected(norm, num_hidden=2, name="top"), {}),
        "norm, parameters cast": (norm, OPTIONAL),
        "norm, bfloat16": (norm, {**OPTIONAL, "target_dtype": "bfloat16"}),
        "widest of lower": (s.concat(low, other, x, name="c"), {}),
        "widest of both": (s.exp(s.concat(wide, low, name="c"), name="e"), {}),
        "widest of unknown": (s.exp(s.concat(low, wide, q, low, name="c"), name="e"), {}),
        "widest of either": (s.concat(low, either, name="c"), {}),
        "widest of parameters": (s.concat(low, q, name="c"), OPTIONAL),
        "widest numbered": (s.broadcast_add(low, s.broadcast_add(low, other, name="i")), {}),
        "outputs": (s.Group([low, halves, s.topk(low, k=1, name="t"), half, whole]), {}),
        "one output of several": (halves[1] + s.exp(low, name="e"), {}),
        "shared weight": (s.Group([shared, s.exp(w, name="ew")]), OPTIONAL),
        "cast in the graph": (s.exp(s.cast(low, dtype="float32", name="ca"), name="e"), {}),
        "cast of amp": (s.concat(s.amp_cast(x, dtype="float16", name="ac"), low, name="c"), {}),
        "parameter cast already": (again(s.amp_cast(w, dtype="float16", name="ac")), OPTIONAL),
        "parameter cast to another dtype": (
            again(s.amp_cast(w, dtype="float16", name="ac")),
            {**OPTIONAL, "target_dtype": "bfloat16"},
        ),
        "parameter cast to two dtypes": (
            s.Group([again(s.amp_cast(w, dtype=t, name=t)) for t in ("float16", "float32")]),
            OPTIONAL,
        ),
        "parameter widened already": (
            again(s.amp_multicast(w, q, num_outputs=2, name="am")[0]),
            OPTIONAL,
        ),
        "embedding": (
            s.FullyConnected(
                s.Embedding(x, input_dim=3, output_dim=2, name="em"), num_hidden=2, name="top"
            ),
            OPTIONAL,
        ),
        "recurrent": (
            s.RNN(x, s.var("p"), s.var("h"), mode="gru", state_size=2, num_layers=1, name="rnn"),
            {},
        ),
    }


def structure(symbol):
    """Nodes as `[operator, name, declared dtype, inputs]`, and the heads."""
    graph = json.loads(symbol.tojson(remove_amp_cast=False))
    names = [node["name"] for node in graph["nodes"]]
    nodes = [
        [
            node["op"],
            node["name"],
            node.get("attrs", {}).get("__dtype__"),
            [[names[i], place] for i, place, _ in node["inputs"]],
        ]
        for node in graph["nodes"]
    ]
    return {"nodes": nodes, "heads": [[names[i], place] for i, place, _ in graph["heads"]]}


def recorded():
    """What this `mxnet` makes of the cases, and its tables."""
    from mxnet.contrib.amp import amp  # upstream's is not there by itself

    tables = amp.lists.symbol_fp16, amp.lists.symbol_bf16
    return {
        "graphs": {
            name: structure(amp.convert_symbol(symbol, **keywords))
            for name, (symbol, keywords) in cases().items()
        },
        "tables": [
            {key: list(getattr(each, key)) for key in dir(each) if key.isupper()}
            for each in tables
        ],
    }


if __name__ == "__main__":
    with open(sys.argv[1], "w") as stream:
        json.dump(recorded(), stream, separators=(",", ":"))
        stream.write("\n")
