"""Recurrent cells and layers, with what is asked of them: graphs, and numbers of fixed weights.

Built for whatever `mx` is handed in, so that MXNet 1.9.1 can be asked the same
(tools/record_rnn.py). What does not live here: answers, judgements.
"""

import hashlib
import json

import numpy as np

# Graphs that 1.9.1 refuses or returns as one symbol of several outputs, where we give lists.
OURS_ONLY = {
    "bi False lengths": "1.9.1 returns one symbol of all steps in a list",
    "bi steps False lengths": "1.9.1 returns one symbol of all steps in a list",
    "vardrop outputs False lengths": "1.9.1 returns one symbol of all steps in a list",
    "residual False lengths": "1.9.1 raises",
    "residual bi False lengths": "1.9.1 raises",
    "layer GRU lengths": "1.9.1 raises",
}


def graphs(mx):
    """Functions that give `(outputs, states)` as symbols, by name."""
    found = {}
    found.update(_cells(mx))
    found.update(_wrapped(mx))
    found.update(_layers(mx))
    return found


def _x(mx, name="data"):
    return mx.sym.Variable(name)


def _steps(mx):
    return [_x(mx, f"t{i}_data") for i in range(2)]


def _cells(mx):
    rnn, found = mx.gluon.rnn, {}
    for name in ("RNNCell", "LSTMCell", "GRUCell"):
        kind = getattr(rnn, name)
        for merge in (None, True, False):
            found[f"{name} {merge}"] = lambda kind=kind, merge=merge: kind(4, input_size=3).unroll(
                2, _x(mx), merge_outputs=merge
            )
            found[f"{name} steps {merge} lengths"] = lambda kind=kind, merge=merge: kind(4).unroll(
                2, _steps(mx), layout="TNC", merge_outputs=merge, valid_length=_x(mx, "n")
            )
        found[f"{name} one"] = lambda kind=kind: _stepped(kind(4), mx)
    found["LSTMCell activations"] = lambda: rnn.LSTMCell(
        4, activation="relu", recurrent_activation="softsign"
    ).unroll(2, _x(mx))
    contrib = mx.gluon.contrib.rnn
    for axes, shape in ((1, (3, 8)), (2, (3, 8, 8)), (3, (3, 8, 8, 8))):
        for kind in ("RNN", "LSTM", "GRU"):
            cell = getattr(contrib, f"Conv{axes}D{kind}Cell")
            found[f"conv {axes} {kind}"] = lambda cell=cell, shape=shape, axes=axes: cell(
                shape, 4, 3, 5, i2h_pad=(1,) * axes, h2h_dilate=(2,) * axes, activation="relu"
            ).unroll(2, _steps(mx))
    found["conv NHWC"] = lambda: contrib.Conv2DGRUCell(
        (8, 8, 3), 4, 3, 3, conv_layout="NHWC"
    ).unroll(2, _steps(mx))
    return found


def _stepped(cell, mx):
    return cell(_x(mx), cell.begin_state(func=mx.sym.zeros))


def _wrapped(mx):
    rnn, contrib = mx.gluon.rnn, mx.gluon.contrib.rnn

    def stack(kind):
        cells = kind()
        for cell in (rnn.LSTMCell(4, prefix="a_"), rnn.DropoutCell(0.5), rnn.GRUCell(5)):
            cells.add(cell)
        return cells

    def both():
        return rnn.BidirectionalCell(rnn.LSTMCell(4, prefix="l_"), rnn.GRUCell(5, prefix="r_"))

    def twins():
        return rnn.BidirectionalCell(rnn.GRUCell(4, prefix="l_"), rnn.GRUCell(4, prefix="r_"))

    makers = {
        "stack": lambda: stack(rnn.SequentialRNNCell),
        "hybrid stack": lambda: stack(rnn.HybridSequentialRNNCell),
        "bi": both,
        "bi steps": both,
        "dropout": lambda: rnn.DropoutCell(0.4),
        "dropout steps": lambda: rnn.DropoutCell(0.4, axes=(1,)),
        "zoneout": lambda: rnn.ZoneoutCell(rnn.LSTMCell(4), 0.2, 0.3),
        "zoneout outputs": lambda: rnn.ZoneoutCell(rnn.LSTMCell(4), 0.2),
        "residual": lambda: rnn.ResidualCell(rnn.GRUCell(4)),
        "residual bi": lambda: rnn.ResidualCell(twins()),
        "vardrop": lambda: contrib.VariationalDropoutCell(rnn.LSTMCell(4), 0.2, 0.3, 0.4),
        "vardrop outputs": lambda: contrib.VariationalDropoutCell(rnn.LSTMCell(4), 0.2, 0, 0.4),
        "projected": lambda: contrib.LSTMPCell(4, 3),
        "conv": lambda: contrib.Conv2DLSTMCell((3, 8, 8), 4, 3, 3),
    }
    found = {}
    for name, make in makers.items():
        for merge in (None, True, False):
            for lengths in ("", " lengths"):
                found[f"{name} {merge}{lengths}"] = _unrolled(mx, name, make, merge, lengths)
    return found


def _unrolled(mx, name, make, merge, lengths):
    def run():
        inputs = _steps(mx) if "steps" in name else _x(mx)
        valid = _x(mx, "n") if lengths else None
        return make().unroll(2, inputs, merge_outputs=merge, valid_length=valid)

    return run


def _layers(mx):
    rnn, found = mx.gluon.rnn, {}

    def called(layer, *args):
        out = layer(*args)
        return out if isinstance(out, (list, tuple)) else (out, [])

    for name in ("RNN", "LSTM", "GRU"):
        for sides in (False, True):
            for layout in ("TNC", "NTC"):
                title = f"layer {name} {sides} {layout}"
                make = lambda name=name, sides=sides, layout=layout: getattr(rnn, name)(
                    4, 2, layout=layout, dropout=0.2, bidirectional=sides, input_size=3
                )
                states = 2 if name == "LSTM" else 1
                found[title] = lambda make=make: called(make(), _x(mx))
                found[f"{title} states"] = lambda make=make, states=states: called(
                    make(), _x(mx), [_x(mx, f"s{i}") for i in range(states)]
                )
                found[f"{title} unfused"] = lambda make=make: make()._unfuse().unroll(2, _x(mx))
    found["layer projected"] = lambda: called(
        rnn.LSTM(
            4,
            2,
            projection_size=3,
            state_clip_min=-1,
            state_clip_max=2,
            state_clip_nan=True,
            bidirectional=True,
        ),
        _x(mx),
    )
    found["layer LSTM lengths"] = lambda: called(
        rnn.LSTM(4, use_sequence_length=True), _x(mx), [_x(mx, "a"), _x(mx, "b")], _x(mx, "n")
    )
    found["layer GRU lengths"] = lambda: called(
        rnn.GRU(4, use_sequence_length=True), _x(mx), _x(mx, "a"), _x(mx, "n")
    )
    return found


def nodes(mx, make):
    """The graph of a case: kind of the outputs, nodes, heads."""
    with mx.name.NameManager():
        outputs, states = make()
    several = isinstance(outputs, (list, tuple))
    flat = [*outputs] if several else [outputs]
    stack = list(states)
    while stack:
        each = stack.pop(0)
        if isinstance(each, (list, tuple)):
            stack = [*each, *stack]
        else:
            flat.append(each)
    graph = json.loads(mx.sym.Group(flat).tojson())
    found = [[n["op"], n["name"], n.get("attrs", {}), n["inputs"]] for n in graph["nodes"]]
    return [several, found, graph["heads"]]


def digest(graph):
    """A graph as a few letters. Automatic names of blocks count on from case to case, so the
    numbers in names are left out.
    """
    several, found, heads = graph
    plain = [[op, "".join(c for c in name if not c.isdigit()), *rest] for op, name, *rest in found]
    text = json.dumps([several, plain, heads], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


# ------------------------------------------------------------------------------------ numbers

STEPS, BATCH, FEATURES, WIDTH = 3, 2, 2, 3


def pattern(shape, seed):
    """Numbers between -0.5 and 0.5 that every machine makes alike."""
    count = int(np.prod(shape))
    return (np.sin(np.arange(count) * 1.7 + seed) / 2).astype("float32").reshape(shape)


def layers(mx):
    """Layers by name; each with whether it takes lengths."""
    rnn, found = mx.gluon.rnn, {}
    for name, more in (("RNN", {"activation": "tanh"}), ("RNN", {}), ("LSTM", {}), ("GRU", {})):
        for sides in (False, True):
            title = f"{name} {more.get('activation', '')} {sides}"
            found[title] = lambda name=name, more=more, sides=sides: getattr(rnn, name)(
                WIDTH, 2, bidirectional=sides, **more
            )
    found["NTC"] = lambda: rnn.LSTM(WIDTH, layout="NTC")
    found["projected"] = lambda: rnn.LSTM(WIDTH, 2, projection_size=2, bidirectional=True)
    return found


def fill(mx, block, x, *states):
    """Give a block's parameters fixed values, once their shapes are known."""
    block.initialize()
    block(x, *states)
    for seed, (_, param) in enumerate(sorted(block._collect_params_with_prefix().items())):
        param.set_data(mx.nd.array(pattern(param.shape, seed)))


def run(mx, block, shape, gradients=True):
    """Outputs, last states, and what the gradients add up to (1.9.1 has none of projections)."""
    x = mx.nd.array(pattern(shape, 50))
    batch = shape[block._layout.find("N")]
    states = block.begin_state(batch, func=mx.nd.ones)
    fill(mx, block, x, states)
    if not gradients:
        out, states = block(x, states)
        return {"out": out.asnumpy(), **{f"state{i}": s.asnumpy() for i, s in enumerate(states)}}
    x.attach_grad()
    with mx.autograd.record():
        out, states = block(x, states)
        total = (out * mx.nd.array(pattern(out.shape, 60))).sum()
        for i, state in enumerate(states):
            total = total + (state * mx.nd.array(pattern(state.shape, 70 + i))).sum()
    total.backward()
    found = {"out": out.asnumpy(), "dx": x.grad.asnumpy()}
    for i, state in enumerate(states):
        found[f"state{i}"] = state.asnumpy()
    for name, param in block._collect_params_with_prefix().items():
        grad = param.grad().asnumpy()
        found[name] = float((grad * pattern(grad.shape, 80)).sum())
    return found
