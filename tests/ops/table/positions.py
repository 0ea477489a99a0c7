"""Rows of the operators that give indices, ranges and counts."""

import numpy as np

from tests.ops.row import Row, Sample, Wrong, array, integers, normal

M = normal(2, 3)


def unravel(data, shape):
    """Return one row of indices per axis, in the dtype of data."""
    return np.stack(np.unravel_index(data.astype("int64"), shape)).astype(data.dtype)


ROWS = [
    Row(
        "_ravel_multi_index",
        Sample(array([[1, 0], [2, 1]]), shape=(2, 3)),
        Sample(array([[1, 0], [2, 1]], "int64"), shape=(-1, 3)),
        Sample(array([[16777217], [1]], "int64"), shape=(20000000, 3)),
        wrong=[
            Wrong(array([[1, 0], [2, 1]]), shape=(2, 3, 4), says="shape"),
            Wrong(array([1, 2]), shape=(2, 3), says="shape"),
        ],
        differentiable=(),
    ),
    Row(
        "_unravel_index",
        Sample(array([5, 1]), shape=(2, 3)),
        Sample(array([5, 1], "int64"), shape=(-1, 3)),
        Sample(array([50, -1]), shape=(2, 3)),
        Sample(array([[5, 1]]), shape=(2, 3)).but(
            record=False, reference=unravel, because="the reference mixes up the axes of its result"
        ),
        wrong=[Wrong(array([5, 1]), says="shape")],
        differentiable=(),
    ),
    Row(
        "_contrib_index_array",
        Sample(M),
        Sample(M, axes=(1, 0, 1)),
        Sample(normal(2, 1, 2), axes=(-1,)),
        wrong=[
            Wrong(M, axes=(5,), says="axes").but(
                record=False, because="the reference reads outside its own table"
            )
        ],
        attached=(),
    ),
    Row(
        "_contrib_arange_like",
        Sample(M),
        Sample(M, axis=-1, start=2, step=3),
        Sample(M, repeat=4),
        Sample(M, axis=1, repeat=2, step=0.5),
        Sample(integers(2, 3, dtype="int32")),
        wrong=[Wrong(M, axis=5, says="axis")],
        attached=(),
    ),
    Row(
        "_histogram",
        Sample(array([1, 2, 1, 4]), array([0, 1, 2, 3])),
        Sample(array([1, 2, 1, 4, -1, 9]), bin_cnt=4, range=(0, 4)),
        Sample(normal(3, 4), bin_cnt=3, range=(-1, 1)),
        Sample(integers(2, 5, dtype="int32"), bin_cnt=3, range=(0, 4)),
        wrong=[
            Wrong(array([1, 2]), bin_cnt=3, says="range"),
            Wrong(array([1, 2]), bin_cnt=3, range=(4, 0), says="range"),
            Wrong(array([1, 2]), array([0]), says="bins"),
            Wrong(array([1, 2]), array([[0, 1]]), says="bins"),
            Wrong(array([1, 2]), says="bins"),
            Wrong(array([1, 2]), array([3, 1, 0]), says="bins"),
        ],
        differentiable=(),
    ),
    Row(
        "_np_cumsum",
        Sample(M),
        Sample(M, axis=1),
        Sample(M, axis=0, dtype="float64"),
        Sample(integers(2, 3, dtype="int32"), axis=0),
        Sample(integers(2, 3, dtype="int8"), axis=0, dtype="int64"),
        wrong=[Wrong(M, axis=2, says="axis"), Wrong(M, dtype="uint8", says="dtype")],
        empty=[Sample(normal(0, 3), axis=0)],
        call="nd.cumsum",
    ),
]
