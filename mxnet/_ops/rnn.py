"""The fused recurrent operator: layers, directions, packed parameters.

What does not live here: one direction of one layer (`_kernels/rnn.py`).
"""

from .._core.attrs import Attr, maybe
from .._core.errors import MXNetError, operator_error
from .._core.op import In, Out
from .._core.registry import op
from .refusals import refuse_integers

GATES = {"rnn_relu": 1, "rnn_tanh": 1, "lstm": 4, "gru": 3}


def directions(p):
    return 2 if p.bidirectional else 1


def fed_back(p):
    """The width of a state: that of the projection where there is one."""
    return p.projection_size or p.state_size


def part_shapes(p, features):
    """The shapes packed into `parameters`, in order, and for each `(layer, direction, slot)`.

    All weights come first, by layer, direction and kind, then all biases in the same order.
    """
    rows, fed = GATES[p.mode] * p.state_size, fed_back(p)
    found = []
    for layer in range(p.num_layers):
        width = fed * directions(p) if layer else features
        for direction in range(directions(p)):
            found.append(((layer, direction, "wi"), (rows, width)))
            found.append(((layer, direction, "wh"), (rows, fed)))
            if p.projection_size:
                found.append(((layer, direction, "wr"), (fed, p.state_size)))
    for layer in range(p.num_layers):
        for direction in range(directions(p)):
            found += [((layer, direction, kind), (rows,)) for kind in ("bi", "bh")]
    return found


def size_of(shape):
    return shape[0] * (shape[1] if len(shape) == 2 else 1)


def unpack(F, p, parameters, features):
    """The parts of `parameters` by `(layer, direction, slot)`."""
    named = part_shapes(p, features)
    parts = F.split(parameters, sizes=tuple(size_of(shape) for _, shape in named), axis=0)
    return {
        key: part if len(shape) == 1 else F.reshape(part, shape=shape)
        for (key, shape), part in zip(named, parts, strict=True)
    }


def clip_of(p):
    """The bounds of the cells, as the kernel takes them."""
    if p.lstm_state_clip_min is None or p.lstm_state_clip_max is None:
        return None
    return (p.lstm_state_clip_min, p.lstm_state_clip_max, p.lstm_state_clip_nan)


@op("RNN", also=["_npx_rnn"], mode=True, random=True)
class rnn:
    """Recurrent layers over a whole sequence: plain (``rnn_relu``, ``rnn_tanh``), LSTM or GRU.

    The gates lie in the order input, forget, candidate, output (LSTM) and reset, update, candidate
    (GRU). ``parameters`` holds, flattened one after the other, for every layer and direction the
    weights of the data, of the state, and of the projection; behind them in the same order the
    biases of the data and of the state. A GRU's reset gate acts on the state's bias too.

    Beyond a sequence's length outputs are zero, states stay; the second direction begins at the
    sequence's last step.

    Examples
    --------
    >>> y = mx.nd.RNN(mx.nd.ones((5, 2, 3)), mx.nd.zeros((36,)), mx.nd.zeros((1, 2, 4)),
    ...               mode="rnn_tanh", state_size=4, num_layers=1)
    >>> y.shape
    (5, 2, 4)
    """

    data = In("(T, N, features), floating point")
    parameters = In("(count,): weights, then biases")
    state = In("(layers · directions, N, state_size or projection_size)")
    state_cell = In("(layers · directions, N, state_size)", when=lambda p: p.mode == "lstm")
    sequence_length = In(
        "(N,): steps of every sequence", when=lambda p: p.use_sequence_length, dtype="any"
    )
    output = Out("(T, N, directions · state_size or projection_size)")
    state_output = Out("the last states, shaped as state")
    statecell_output = Out("the last cells of an LSTM, shaped as state_cell")
    state_size = Attr(int, ge=1, doc="Width of a layer's state.")
    num_layers = Attr(int, ge=1, doc="Number of layers, one upon the other.")
    bidirectional = Attr(bool, False, doc="Run every layer in both directions of time.")
    mode = Attr(("gru", "lstm", "rnn_relu", "rnn_tanh"), doc="Kind of layer.")
    p = Attr(float, 0.0, ge=0, le=1, doc="Dropout between layers, in training.")
    state_outputs = Attr(bool, False, doc="Whether to give the last states too.")
    projection_size = Attr(maybe(int), None, ge=1, doc="Width an LSTM's output is projected to.")
    lstm_state_clip_min = Attr(maybe(float), None, doc="Lower bound of an LSTM's cells.")
    lstm_state_clip_max = Attr(maybe(float), None, doc="Upper bound of an LSTM's cells.")
    lstm_state_clip_nan = Attr(bool, False, doc="Whether clipping turns NaN into the lower bound.")
    use_sequence_length = Attr(bool, False, doc="Whether the sequences have lengths of their own.")

    def visible(p):
        return 1 if not p.state_outputs else 3 if p.mode == "lstm" else 2

    def infer(p, s):
        steps, batch, features = three(s.data.known())
        count = sum(size_of(shape) for _, shape in part_shapes(p, features))
        stacked = (p.num_layers * directions(p), batch)
        state, cell = (*stacked, fed_back(p)), (*stacked, p.state_size)
        s.unify(
            parameters=(count,),
            state=state,
            state_cell=cell,
            sequence_length=(batch,),
            output=(steps, batch, directions(p) * fed_back(p)),
            state_output=state,
            statecell_output=cell,
        )

    def check(p, data, parameters, state, state_cell=None, sequence_length=None):
        refuse_integers("RNN", data=data)
        if p.projection_size and p.mode != "lstm":
            raise operator_error("RNN", f"projection_size is for mode='lstm', not {p.mode!r}.")
        if data.dim() == 3:
            check_sizes(
                p,
                data.shape,
                {
                    "parameters": parameters,
                    "state": state,
                    "state_cell": state_cell,
                    "sequence_length": sequence_length,
                },
            )
        else:
            three(data.shape)

    def forward(F, p, data, parameters, state, state_cell=None, sequence_length=None):
        parts = unpack(F, p, parameters, data.shape[2])
        states = F.unbind(state, axis=0)
        cells = F.unbind(state_cell, axis=0) if state_cell is not None else None
        y, last = data, []
        for layer in range(p.num_layers):
            if layer and p.p and p.training:
                y, _ = F.dropout(y, p=p.p)
            sides = []
            for direction in range(directions(p)):
                index = layer * directions(p) + direction
                tensors = [
                    states[index],
                    *(parts[layer, direction, kind] for kind in ("wi", "wh", "bi", "bh")),
                ]
                tensors += [cells[index]] if cells is not None else []
                tensors += [parts[layer, direction, "wr"]] if p.projection_size else []
                sides.append(one_side(F, p, y, tensors, sequence_length, direction == 1))
            y = sides[0][0] if len(sides) == 1 else F.concat(*(side[0] for side in sides), axis=2)
            last += [side[1:] for side in sides]
        if not p.state_outputs:
            return y
        count = 2 if p.mode == "lstm" else 1
        return (y, *(F.stack(*(states[i] for states in last), axis=0) for i in range(count)))


def one_side(F, p, x, tensors, lengths, backwards):
    """One direction of one layer: outputs, last state, last cell."""
    options = {
        "mode": p.mode,
        "projected": bool(p.projection_size),
        "masked": lengths is not None,
        "clip": clip_of(p) if p.mode == "lstm" else None,
    }
    if lengths is None:
        return F.rnn_layer(x, *tensors, reverse=backwards, **options)[:3]
    if not backwards:
        return F.rnn_layer(x, *tensors, lengths, reverse=False, **options)[:3]
    turned = F.sequence_reverse(x, lengths)
    y, h, c, *_ = F.rnn_layer(turned, *tensors, lengths, reverse=False, **options)
    return F.sequence_reverse(y, lengths), h, c


def three(shape):
    """The three sizes of the data."""
    if len(shape) != 3:
        raise MXNetError(
            f"RNN: Input data should be rank-3, (steps, batch, features); it has shape "
            f"{tuple(shape)}."
        )
    return shape


def check_sizes(p, data, given):
    """Raise where an input's shape does not follow from the data and the attributes."""
    count = sum(size_of(shape) for _, shape in part_shapes(p, data[2]))
    stacked = (p.num_layers * directions(p), data[1])
    wanted = {
        "parameters": (count,),
        "state": (*stacked, fed_back(p)),
        "state_cell": (*stacked, p.state_size),
        "sequence_length": (data[1],),
    }
    for name, x in given.items():
        if x is not None and tuple(x.shape) != wanted[name]:
            raise operator_error(
                "RNN",
                f"{name} has shape {tuple(x.shape)}; data {tuple(data)} needs {wanted[name]}.",
                f"mode={p.mode}, state_size={p.state_size}, num_layers={p.num_layers}, "
                f"bidirectional={p.bidirectional}, projection_size={p.projection_size}.",
            )
