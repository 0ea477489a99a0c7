"""Rows of the operators that read, write or make arrays by indices held in other arrays.

Differences are taken of the data alone: an index is never moved.
"""

import numpy as np

from tests.ops.row import Row, Sample, Wrong, array, integers, normal

M = normal(3, 4)
X = normal(2, 3, 4)
DATA = (0,)
OVERWRITTEN = "the reference passes gradients to values that a later index has overwritten"
OUTSIDE = "the reference reads or writes outside the array"


def scatter(data, indices, shape):
    """Return zeros with data written at indices, later ones over earlier ones."""
    out = np.zeros(shape, data.dtype)
    flat = indices.astype("int64").reshape(len(indices), -1)
    for column, value in zip(flat.T, data.reshape(flat.shape[1], *shape[len(indices) :])):
        out[tuple(column)] = value
    return out


def write(old, index, new):
    """Return a copy of old with the rows at index taken from new, one after the other."""
    out = old.copy()
    for place, row in zip(index.astype("int64"), new):
        out[place] = row
    return out


ROWS = [
    Row(
        "take",
        Sample(M, array([0, 2, 2, 5, -1])),
        Sample(M, array([0, 2, 2, 5, -1]), mode="wrap"),
        Sample(M, array([0, 2, 2, 1]), mode="raise"),
        Sample(M, array([[0, 3], [3, -2]]), axis=1),
        Sample(X, array([[0, 2], [7, -4]]), axis=-2, mode="wrap"),
        Sample(M, array([1, 1, 0], "int32")),
        Sample(M, array([1, 1, 0], "int64"), axis=1),
        Sample(M, array([0.7, 1.9, -0.5, 1.2])),
        Sample(integers(3, 4, dtype="int32"), array([2, 0])).but(attached=()),
        wrong=[
            Wrong(M, array([0, 3]), mode="raise", says="out of bound"),
            Wrong(M, array([0, -1]), mode="raise", says="out of bound"),
            Wrong(M, array([0]), axis=2, says="axis"),
            Wrong(M, array([0]), mode="foo", says="mode"),
        ],
        empty=[Sample(M, array([]))],
        differentiable=DATA,
    ),
    Row(
        "batch_take",
        Sample(M, array([0, 3, 1], "int32")),
        Sample(M, array([[0], [9], [-1]], "int32")),
        wrong=[
            Wrong(M, array([0, 3, 1]), says="int32"),
            Wrong(X, array([0, 1], "int32"), says="(N, K)"),
        ],
        differentiable=DATA,
    ),
    Row(
        "pick",
        Sample(M, array([0, 9, -1])),
        Sample(M, array([0, 9, -1]), mode="wrap", keepdims=True),
        Sample(M, array([[0], [3], [1]])),
        Sample(X, array([[0, 1, 2, 0], [2, 0, 1, 1]]), axis=1),
        Sample(X, array([[0, 1, 2, 0], [2, 0, 1, 1]], "int64"), axis=-2, keepdims=True),
        Sample(normal(3), array([1])),
        wrong=[
            Wrong(M, array([0, 1]), says="index"),
            Wrong(M, array([0, 1, 2]), axis=None, says="axis"),
            Wrong(M, array([0, 1, 2]), axis=2, says="axis"),
        ],
        differentiable=DATA,
    ),
    Row(
        "one_hot",
        Sample(array([0, 2, -1, 5]), depth=3),
        Sample(array([[0, 2]], "int32"), depth=3, on_value=8, off_value=-1, dtype="int32"),
        Sample(array([1.7]), depth=3, on_value=0.5, dtype="float64"),
        Sample(array([0, 1]), depth=2, on_value=300.7, off_value=-1, dtype="uint8"),
        wrong=[
            Wrong(array([1]), depth=-1, says="depth"),
            Wrong(array([1]), depth=2, dtype="bool", says="dtype"),
            Wrong(array([1]), says="depth"),
        ],
        empty=[Sample(array([]), depth=3)],
        differentiable=(),
    ),
    Row(
        "_onehot_encode",
        Sample(array([1, 5, -1]), normal(3, 3)),
        wrong=[Wrong(array([1, 0]), normal(3, 3), says="rhs")],
        differentiable=(),
    ),
    Row(
        "fill_element_0index",
        Sample(M, normal(3), array([1, 0, 3])),
        Sample(M, normal(3), array([1, 9, 3])),
        wrong=[Wrong(M, normal(2), array([1, 0, 3]), says="mhs")],
        differentiable=(0, 1),
    ),
    Row(
        "gather_nd",
        Sample(M, array([[1, 0, 1], [2, 1, 2]])),
        Sample(M, array([[1, 0, 1]], "int32")),
        Sample(X, array([[[1, 0], [1, 1]], [[2, 1], [0, 0]]], "int64")),
        Sample(M, array([[-1, 0, 1], [-2, 1, 2]])).but(gradient_recorded=False, because=OUTSIDE),
        wrong=[
            Wrong(M, array([[1], [2], [0]]), says="more axes"),
            Wrong(M, array([1, 2]), says="2 dimensions"),
            Wrong(M, array([[5, 0], [2, 1]]), says="out of bounds", raises="IndexError"),
            Wrong(M, array([[-9, 0], [2, 1]]), says="out of bounds", raises="IndexError"),
        ],
        differentiable=DATA,
    ),
    Row(
        "_backward_gather_nd",
        Sample(normal(3), array([[1, 0, 1], [2, 1, 2]]), shape=(2, 3)),
        Sample(normal(2, 4), array([[1, 0], [1, 2]], "int64"), shape=(2, 3, 4)),
        wrong=[Wrong(normal(2), array([[1, 0, 1], [2, 1, 2]]), shape=(2, 3), says="data")],
        differentiable=DATA,
        because="it is the reference's own, unlisted derivative of gather_nd",
    ),
    Row(
        "scatter_nd",
        Sample(normal(2), array([[1, 0], [2, 1]]), shape=(2, 3)),
        Sample(normal(2, 3), array([[1, 0]], "int32"), shape=(2, 3)),
        Sample(integers(2, dtype="int32"), array([[1, 0], [2, 1]]), shape=(2, 3)).but(attached=()),
        Sample(normal(3), array([[1, 0, 1], [2, 1, 2]]), shape=(2, 3)).but(
            reference=scatter, because=OVERWRITTEN
        ),
        Sample(normal(2), array([[-1, 0], [2, 1]]), shape=(2, 3)).but(
            record=False, reference=scatter, because=OUTSIDE
        ),
        wrong=[
            Wrong(normal(3), array([[1, 0], [2, 1]]), shape=(2, 3), says="data"),
            Wrong(normal(2), array([[1, 0], [2, 1], [0, 0]]), shape=(2, 3), says="indices"),
            Wrong(normal(2), array([[1, 0], [9, 1]]), shape=(2, 3), says="bounds").but(
                record=False, because=OUTSIDE
            ),
        ],
        differentiable=DATA,
    ),
    Row(
        "_scatter_set_nd",
        Sample(normal(2, 3), normal(2), array([[1, 0], [2, 1]]), shape=(2, 3)),
        wrong=[
            Wrong(normal(2, 3), normal(2), array([[1, 0], [2, 1]]), shape=(2, 4), says="lhs"),
            Wrong(normal(2, 3), normal(3), array([[1, 0], [2, 1]]), shape=(2, 3), says="data"),
        ],
        record=False,
        reference=lambda lhs, rhs, indices, shape: (
            lhs * (scatter(rhs, indices, shape) == 0) + scatter(rhs, indices, shape)
        ),
        because="the reference writes into lhs and refuses to run without out=lhs",
        attached=(),
    ),
    Row(
        "_contrib_index_copy",
        Sample(M, array([2, 0], "int64"), normal(2, 4)),
        Sample(normal(3), array([1], "int32"), normal(1)),
        Sample(M, array([1]), normal(1, 4)),
        Sample(M, array([1, 1, 0], "int32"), normal(3, 4, seed=1)).but(
            reference=write, because=OVERWRITTEN
        ),
        wrong=[
            Wrong(M, array([0], "int32"), normal(1, 2), says="index_vector"),
            Wrong(M, array([0], "int32"), normal(2, 4), says="index_vector"),
            Wrong(M, array([5], "int32"), normal(1, 4), says="bounds").but(
                record=False, because=OUTSIDE
            ),
        ],
        differentiable=(0, 2),
    ),
    Row(
        "_contrib_boolean_mask",
        Sample(M, array([0, 1, 1])),
        Sample(M, array([0.5, 0, 1])),
        Sample(X, array([1, 0], "int32")),
        wrong=[
            Wrong(M, array([0, 1]), says="index"),
            Wrong(M, array([[0], [1], [1]]), says="index"),
        ],
        differentiable=DATA,
    ),
]
