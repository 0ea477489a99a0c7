"""Rows of the operators that repeat, reverse, pad or regroup elements along axes."""

from tests.ops.row import Row, Sample, Wrong, integers, normal

M = normal(2, 3)
X = normal(2, 3, 4)
IMAGES = normal(1, 2, 2, 3)
BLOCKS = normal(1, 8, 1, 2)
ONLY_TWO = "the reference refuses windows of one or three axes, though it documents them"


def columns(data, kernel, **_):
    """Return the windows of data with one or three spatial axes, step one and no padding."""
    import itertools

    import numpy as np

    places = [n - k + 1 for n, k in zip(data.shape[2:], kernel)]
    rows = []
    for channel in range(data.shape[1]):
        for at in itertools.product(*map(range, kernel)):
            box = tuple(slice(i, i + n) for i, n in zip(at, places))
            rows.append(data[(slice(None), channel, *box)].reshape(len(data), -1))
    return np.stack(rows, 1)


ROWS = [
    Row(
        "tile",
        Sample(M, reps=(2, 2)),
        Sample(M, reps=2),
        Sample(M, reps=(2, 1, 3)),
        Sample(X, reps=(2,)),
        Sample(M, reps=()),
        wrong=[Wrong(M, reps=(-1, 1), says="reps"), Wrong(M, says="reps")],
        empty=[Sample(normal(0, 3), reps=(2, 2)), Sample(M, reps=(0, 1))],
    ),
    Row(
        "repeat",
        Sample(M, repeats=2),
        Sample(M, repeats=2, axis=0),
        Sample(X, repeats=3, axis=-2),
        Sample(M, repeats=1, axis=1),
        wrong=[
            Wrong(M, repeats=-1, says="repeats"),
            Wrong(M, repeats=2, axis=2, says="axis"),
            Wrong(M, says="repeats"),
        ],
    ),
    Row(
        "reverse",
        Sample(M, axis=0),
        Sample(X, axis=(0, 2)),
        Sample(M, axis=(0, 0)),
        Sample(M, axis=()),
        wrong=[
            Wrong(M, axis=-1, says="axis"),
            Wrong(M, axis=2, says="axis"),
            Wrong(M, says="axis"),
        ],
        empty=[Sample(normal(0, 3), axis=1)],
    ),
    Row(
        "Pad",
        Sample(IMAGES, mode="constant", pad_width=(0, 0, 0, 0, 1, 1, 2, 0), constant_value=9),
        Sample(IMAGES, mode="edge", pad_width=(0, 0, 0, 0, 1, 1, 2, 0)),
        Sample(IMAGES, mode="reflect", pad_width=(0, 0, 0, 0, 1, 1, 2, 0)),
        Sample(normal(1, 1, 2, 2, 2), mode="edge", pad_width=(0, 0, 0, 0, 1, 0, 0, 1, 1, 1)),
        Sample(normal(1, 1, 2, 2, 2), mode="reflect", pad_width=(0, 0, 0, 0, 1, 0, 0, 1, 1, 1)),
        wrong=[
            Wrong(IMAGES, mode="reflect", pad_width=(0, 0, 0, 0, 2, 1, 2, 0), says="smaller"),
            Wrong(IMAGES, mode="edge", pad_width=(1, 0, 0, 0, 1, 1, 2, 0), says="zero"),
            Wrong(IMAGES, mode="edge", pad_width=(0, 0, 0, 0, -1, 1, 2, 0), says="negative"),
            Wrong(M, mode="edge", pad_width=(0, 0, 0, 0), says="4-D"),
            Wrong(IMAGES, mode="wrap", pad_width=(0, 0, 0, 0, 1, 1, 2, 0), says="mode"),
            Wrong(
                integers(1, 1, 2, 2, dtype="int32"),
                mode="edge",
                pad_width=(0,) * 8,
                says="floating",
            ),
        ],
    ),
    Row(
        "depth_to_space",
        Sample(BLOCKS, block_size=2),
        Sample(BLOCKS, block_size=1),
        wrong=[
            Wrong(BLOCKS, block_size=3, says="multiple"),
            Wrong(BLOCKS, block_size=0, says="positive"),
            Wrong(X, block_size=2, says="4D"),
        ],
    ),
    Row(
        "space_to_depth",
        Sample(normal(1, 2, 2, 4), block_size=2),
        wrong=[
            Wrong(normal(1, 1, 4, 4), block_size=3, says="multiple"),
            Wrong(X, block_size=2, says="4D"),
        ],
    ),
    Row(
        "diag",
        Sample(M),
        Sample(M, k=1),
        Sample(M, k=-1),
        Sample(normal(3), k=-2),
        Sample(X, k=1, axis1=-1, axis2=0),
        wrong=[
            Wrong(M, k=5, says="diagonal"),
            Wrong(X, axis1=1, axis2=1, says="same axis"),
            Wrong(X, axis1=1, axis2=5, says="axis2"),
        ],
    ),
    Row(
        "im2col",
        Sample(normal(1, 2, 4, 4), kernel=(2, 3)),
        Sample(normal(2, 1, 4, 5), kernel=(2, 2), stride=(2, 1), pad=(1, 0), dilate=(2, 1)),
        Sample(normal(1, 2, 4), kernel=(2,)).but(reference=columns, because=ONLY_TWO),
        Sample(normal(1, 1, 2, 3, 2), kernel=(2, 1, 2)).but(reference=columns, because=ONLY_TWO),
        wrong=[
            Wrong(normal(1, 1, 4, 4), kernel=(5, 2), says="exceed"),
            Wrong(normal(1, 1, 4, 4), kernel=(0, 2), says="kernel"),
            Wrong(normal(1, 1, 4), kernel=(2, 2), says="spatial"),
            Wrong(integers(1, 1, 4, 4, dtype="int32"), kernel=(2, 2), says="floating"),
        ],
    ),
    Row(
        "col2im",
        Sample(normal(1, 4, 9), kernel=(2, 2), output_size=(4, 4)),
        Sample(
            normal(2, 8, 6),
            kernel=(2, 2),
            output_size=(4, 2),
            stride=(2, 1),
            pad=(1, 1),
            dilate=(2, 1),
        ),
        wrong=[
            Wrong(normal(1, 4, 9), kernel=(2, 2), output_size=(4, 5), says="data has shape"),
            Wrong(normal(1, 3, 9), kernel=(2, 2), output_size=(4, 4), says="data has shape"),
            Wrong(normal(1, 4, 9), kernel=(2, 2), output_size=(4,), says="spatial"),
        ],
    ),
]
