"""The row of RNN."""

import numpy as np

from tests.ops.row import Row, Sample, Wrong, array, integers, normal

GATES = {"rnn_relu": 1, "rnn_tanh": 1, "lstm": 4, "gru": 3}
STEPS, BATCH, FEATURES = 3, 2, 2


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def count(mode, size, layers=1, sides=1, projection=None):
    """Return how many parameters there are."""
    fed = projection or size
    total = 0
    for layer in range(layers):
        width = fed * sides if layer else FEATURES
        total += sides * (GATES[mode] * size * (width + fed + 2) + (projection or 0) * size)
    return total


def sample(mode, size=2, layers=1, sides=1, projection=None, lengths=None, **attrs):
    """Return a sample with inputs of fitting shapes."""
    stacked, fed = layers * sides, projection or size
    given = [
        normal(STEPS, BATCH, FEATURES),
        normal(count(mode, size, layers, sides, projection), scale=0.5),
        normal(stacked, BATCH, fed, scale=0.5),
    ]
    if mode == "lstm":
        given.append(normal(stacked, BATCH, size, scale=0.5, seed=1))
    if lengths is not None:
        given += [None] * (4 - len(given)) + [array(lengths, dtype="int32")]
        attrs["use_sequence_length"] = True
    if projection:
        attrs["projection_size"] = projection
    if sides == 2:
        attrs["bidirectional"] = True
    return Sample(*given, mode=mode, state_size=size, num_layers=layers, **attrs)


def cell(mode, z, fed, h, c, clip):
    """One step."""
    if mode == "gru":
        (zr, zu, zn), (hr, hu, hn) = np.split(z, 3, 1), np.split(fed, 3, 1)
        u = sigmoid(zu + hu)
        return (1 - u) * np.tanh(zn + sigmoid(zr + hr) * hn) + u * h, c
    if mode == "lstm":
        i, f, g, o = np.split(z + fed, 4, 1)
        c = np.clip(sigmoid(f) * c + sigmoid(i) * np.tanh(g), *clip)
        return sigmoid(o) * np.tanh(c), c
    return (np.tanh(z + fed) if mode == "rnn_tanh" else np.maximum(z + fed, 0)), c


def reference(
    data,
    parameters,
    state,
    state_cell=None,
    lengths=None,
    mode="lstm",
    state_size=2,
    num_layers=1,
    bidirectional=False,
    state_outputs=False,
    projection_size=None,
    lstm_state_clip_min=-np.inf,
    lstm_state_clip_max=np.inf,
    **_,
):
    """Return what RNN gives, one sequence and one step at a time."""
    sides, fed = 1 + bool(bidirectional), projection_size or state_size
    rows, place = GATES[mode] * state_size, [0]

    def take(*shape):
        start = place[0]
        place[0] += int(np.prod(shape))
        return parameters[start : place[0]].reshape(shape)

    weights, biases = {}, {}
    for key in np.ndindex(num_layers, sides):
        width = fed * sides if key[0] else data.shape[2]
        weights[key] = [take(rows, width), take(rows, fed)]
        weights[key].append(take(fed, state_size) if projection_size else np.eye(fed))
    for key in np.ndindex(num_layers, sides):
        biases[key] = take(rows), take(rows)
    clip = lstm_state_clip_min, lstm_state_clip_max
    lengths = [len(data)] * data.shape[1] if lengths is None else lengths
    y = data
    last_h, last_c = np.zeros_like(state), None if state_cell is None else np.zeros_like(state_cell)
    for layer in range(num_layers):
        out = np.zeros((*y.shape[:2], sides * fed), data.dtype)
        for side in range(sides):
            (wi, wh, wr), (bi, bh) = weights[layer, side], biases[layer, side]
            index = layer * sides + side
            for n in range(y.shape[1]):
                h = state[index, n : n + 1]
                c = None if state_cell is None else state_cell[index, n : n + 1]
                times = range(lengths[n])
                for t in reversed(times) if side else times:
                    z, back = y[t, n : n + 1] @ wi.T + bi, h @ wh.T + bh
                    h, c = cell(mode, z, back, h, c, clip)
                    h = h @ wr.T
                    out[t, n, side * fed : (side + 1) * fed] = h[0]
                last_h[index, n] = h[0]
                if c is not None:
                    last_c[index, n] = c[0]
        y = out
    if not state_outputs:
        return [y]
    return [y, last_h] if last_c is None else [y, last_h, last_c]


# The reference takes these attributes on a GPU alone; on the CPU it passes over them in silence.
IGNORED = dict(reference=reference, because="the reference passes over it on the CPU")
PROJECTED = dict(reference=reference, because="the reference cannot train it on the CPU")
WRONG = sample("rnn_tanh").positional

ROWS = [
    Row(
        "RNN",
        *(sample(mode, state_outputs=True) for mode in GATES),
        *(sample(mode, layers=2, sides=2, state_outputs=True) for mode in GATES),
        sample("gru", size=3),
        sample("lstm", size=3, sides=2),
        sample("lstm", layers=2, p=0.5).but(train=False),
        sample("lstm", layers=2, p=0.5).but(train=True, random=True),
        sample("lstm", size=3, projection=2, state_outputs=True).but(**PROJECTED),
        sample("lstm", size=3, layers=2, sides=2, projection=2).but(**PROJECTED),
        sample("lstm", lstm_state_clip_min=-0.3, lstm_state_clip_max=0.4, state_outputs=True).but(
            **IGNORED
        ),
        sample("lstm", lengths=[2, 3], state_outputs=True).but(**IGNORED),
        sample("lstm", size=3, sides=2, projection=2, lengths=[1, 3], state_outputs=True).but(
            **PROJECTED
        ),
        sample(
            "lstm",
            lengths=[2, 3],
            state_outputs=True,
            lstm_state_clip_min=-0.2,
            lstm_state_clip_max=0.2,
        ).but(**IGNORED),
        wrong=[
            Wrong(*WRONG, mode="tanh", state_size=2, num_layers=1, says="rnn_tanh"),
            Wrong(*WRONG, mode="rnn_tanh", num_layers=1, says="state_size"),
            Wrong(*WRONG, mode="rnn_tanh", state_size=3, num_layers=1, says="parameters"),
            Wrong(*WRONG, mode="lstm", state_size=2, num_layers=1, says="state_cell"),
            Wrong(
                *WRONG[:2],
                normal(2, BATCH, 2),
                mode="rnn_tanh",
                state_size=2,
                num_layers=1,
                says="state has shape",
            ),
            Wrong(*WRONG[:2], mode="rnn_tanh", state_size=2, num_layers=1, says="state"),
            Wrong(
                normal(3, 2), *WRONG[1:], mode="rnn_tanh", state_size=2, num_layers=1, says="rank-3"
            ),
            Wrong(
                integers(3, 2, 2, dtype="int32"),
                integers(12, dtype="int32"),
                integers(1, 2, 2, dtype="int32"),
                mode="rnn_tanh",
                state_size=2,
                num_layers=1,
                says="floating point",
            ),
            Wrong(
                *sample("gru").positional,
                mode="gru",
                state_size=2,
                num_layers=1,
                projection_size=1,
                says="projection",
            ),
        ],
        rtol=3e-5,
        dtypes=("float64",),
    )
]
