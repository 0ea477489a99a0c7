"""Symbolic recurrent cells, built for whatever `mx` is handed in (tools/record_rnn.py).

What does not live here: answers, judgements.
"""


def graphs(mx):
    """Functions that give `(outputs, states)` as symbols, by name."""
    rnn = mx.rnn

    def x(name="data"):
        return mx.sym.Variable(name)

    def steps():
        return [x(f"t{i}_data") for i in range(2)]

    def stack():
        cells = rnn.SequentialRNNCell()
        for cell in (rnn.LSTMCell(4, prefix="a_"), rnn.DropoutCell(0.5), rnn.GRUCell(5)):
            cells.add(cell)
        return cells

    def over_fused():
        cells = rnn.SequentialRNNCell()
        cells.add(rnn.FusedRNNCell(4, prefix="a_"))
        cells.add(rnn.ZoneoutCell(rnn.LSTMCell(3, prefix="b_"), 0.1, 0.2))
        return cells

    def both():
        return rnn.BidirectionalCell(rnn.LSTMCell(4, prefix="l_"), rnn.GRUCell(5, prefix="r_"))

    def twins():
        return rnn.BidirectionalCell(rnn.GRUCell(4, prefix="l_"), rnn.GRUCell(4, prefix="r_"))

    makers = {
        "RNNCell": lambda: rnn.RNNCell(4),
        "RNNCell relu": lambda: rnn.RNNCell(4, activation="relu", prefix="p_"),
        "LSTMCell": lambda: rnn.LSTMCell(4, forget_bias=2.0),
        "GRUCell": lambda: rnn.GRUCell(4),
        "stack": stack,
        "over fused": over_fused,
        "bi": both,
        "dropout": lambda: rnn.DropoutCell(0.4),
        "no dropout": lambda: rnn.DropoutCell(0),
        "zoneout": lambda: rnn.ZoneoutCell(rnn.LSTMCell(4), 0.2, 0.3),
        "zoneout outputs": lambda: rnn.ZoneoutCell(rnn.LSTMCell(4), 0.2),
        "residual": lambda: rnn.ResidualCell(rnn.GRUCell(4)),
        "residual bi": lambda: rnn.ResidualCell(twins()),
    }
    for mode in ("rnn_relu", "rnn_tanh", "lstm", "gru"):
        for sides in (False, True):
            fused = lambda mode=mode, sides=sides: rnn.FusedRNNCell(
                4, 2, mode=mode, bidirectional=sides, dropout=0.3, get_next_state=True
            )
            makers[f"fused {mode} {sides}"] = fused
            makers[f"unfused {mode} {sides}"] = lambda fused=fused: fused().unfuse()
    found = {}
    for name, make in makers.items():
        for merge in (None, True, False):
            found[f"{name} {merge}"] = lambda make=make, merge=merge: make().unroll(
                2, x(), merge_outputs=merge
            )
        found[f"{name} steps"] = lambda make=make: make().unroll(2, steps(), layout="TNC")
    for name in ("RNNCell", "LSTMCell", "GRUCell", "stack"):
        found[f"{name} one"] = lambda make=makers[name]: _stepped(make(), x())
    for name in ("ConvRNNCell", "ConvLSTMCell", "ConvGRUCell"):
        kind = getattr(rnn, name)
        found[name] = lambda kind=kind: kind((1, 3, 16, 10), 4).unroll(2, steps())
        found[f"{name} sizes"] = lambda kind=kind: kind(
            (1, 3, 16, 10),
            4,
            h2h_kernel=(5, 5),
            h2h_dilate=(2, 2),
            i2h_kernel=(3, 5),
            i2h_stride=(2, 1),
            activation="tanh",
            prefix="q_",
        ).unroll(2, steps())
    return found


def _stepped(cell, inputs):
    return cell(inputs, cell.begin_state())
