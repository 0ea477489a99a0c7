"""Rows of the operators on padded batches of sequences."""

import numpy as np

from tests.ops.row import Row, Sample, Wrong, array, integers, normal

S = normal(3, 2, 2)
DATA = (0,)
OUTSIDE = "the reference reads outside the array for such lengths"


def last(data, lengths, **_):
    """Return the last step of each sequence; zeros for empty ones, data's last for long ones."""
    steps = np.clip(lengths.astype("int64"), 0, len(data))
    return np.stack([data[n - 1, i] if n else 0 * data[0, i] for i, n in enumerate(steps)])


def backwards(data, lengths, **_):
    """Return the data with the steps of each sequence in reverse order."""
    out = data.copy()
    for i, n in enumerate(np.clip(lengths.astype("int64"), 0, len(data))):
        out[:n, i] = data[:n, i][::-1]
    return out


ROWS = [
    Row(
        "SequenceMask",
        Sample(S),
        Sample(S, array([1, 2]), use_sequence_length=True),
        Sample(S, array([1, 2, 0]), use_sequence_length=True, axis=1, value=-1.5),
        Sample(normal(3, 2), array([9, 1], "int32"), use_sequence_length=True),
        Sample(integers(3, 2, dtype="int32"), array([0, 1]), use_sequence_length=True).but(
            attached=()
        ),
        wrong=[
            Wrong(S, array([1, 2, 3]), use_sequence_length=True, says="sequence_length"),
            Wrong(S, array([1, 2]), use_sequence_length=True, axis=2, says="axis"),
            Wrong(S, array([1, 2]), says="use_sequence_length"),
            Wrong(S, use_sequence_length=True, says="sequence_length"),
            Wrong(normal(3), array([1]), use_sequence_length=True, says="rank"),
        ],
        differentiable=DATA,
    ),
    Row(
        "SequenceLast",
        Sample(S),
        Sample(S, axis=1),
        Sample(S, array([1, 2]), use_sequence_length=True),
        Sample(S, array([1, 2, 1], "int32"), use_sequence_length=True, axis=1),
        Sample(normal(3, 2), array([3, 1]), use_sequence_length=True),
        Sample(S, array([0, 9]), use_sequence_length=True).but(
            record=False, reference=last, because=OUTSIDE
        ),
        wrong=[
            Wrong(S, array([1, 2, 3]), use_sequence_length=True, says="sequence_length"),
            Wrong(S, axis=2, says="axis"),
            Wrong(normal(3), says="rank"),
        ],
        differentiable=DATA,
    ),
    Row(
        "SequenceReverse",
        Sample(S),
        Sample(S, array([1, 2]), use_sequence_length=True),
        Sample(normal(3, 2), array([3, 2], "int32"), use_sequence_length=True),
        Sample(S, array([0, 9]), use_sequence_length=True).but(
            record=False, reference=backwards, because=OUTSIDE
        ),
        wrong=[
            Wrong(S, array([1, 2, 3]), use_sequence_length=True, says="sequence_length"),
            Wrong(S, axis=1, says="axis"),
            Wrong(normal(3), says="rank"),
        ],
        differentiable=DATA,
    ),
]
