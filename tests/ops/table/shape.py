"""Rows of the operators that change shapes and the order of axes, or repeat axes of length one."""

from tests.ops.row import Row, Sample, Wrong, integers, normal

X = normal(2, 3, 4)
M = normal(2, 3)
UNCHECKED = "the reference reads or writes beyond the data"

ROWS = [
    Row(
        "Reshape",
        Sample(X, shape=(0, -1)),
        Sample(X, shape=(-3, 4)),
        Sample(X, shape=(-4, 1, 2, -2)),
        Sample(X, shape=(2, -4, -1, 1, -2)),
        Sample(X, shape=(-1, 0), reverse=True),
        Sample(X, shape=(0, 0, -1, 2, -4), reverse=True),
        Sample(X, target_shape=(2, 0)),
        Sample(X, target_shape=(0, 0, 6), keep_highest=True),
        Sample(integers(2, 3, dtype="int32"), shape=(3, 2)),
        wrong=[
            Wrong(X, shape=(5, 5), says="elements").but(record=False, because=UNCHECKED),
            Wrong(X, shape=(3, 4), says="elements").but(record=False, because=UNCHECKED),
            Wrong(X, shape=(-1, -1), says="-1"),
            Wrong(X, shape=(0, 0, 0, 0), says="axes"),
            Wrong(X, shape=(-4, 2, 2, -2), says="split"),
            Wrong(X, shape=(-4, -1, -1, -2), says="both"),
            Wrong(X, shape=(-3, -3), says="axes"),
            Wrong(X, shape=(-5,), says="code"),
            Wrong(X, says="elements").but(record=False, because=UNCHECKED),
        ],
        empty=[
            Sample(normal(0, 3), shape=(-1, 3)).but(
                record=False, reference=lambda data, shape: data, because=UNCHECKED
            )
        ],
    ),
    Row(
        "Flatten",
        Sample(X),
        Sample(normal(5)),
        wrong=[Wrong(says="data")],
        empty=[Sample(normal(0, 3, 2))],
    ),
    Row(
        "expand_dims",
        Sample(M, axis=0),
        Sample(M, axis=-1),
        wrong=[
            Wrong(M, axis=3, says="axis"),
            Wrong(M, axis=-4, says="axis"),
            Wrong(M, says="axis"),
        ],
        empty=[Sample(normal(0, 3), axis=1)],
    ),
    Row(
        "squeeze",
        Sample(normal(1, 2, 1, 3)),
        Sample(normal(1, 2, 1, 3), axis=(0, -2)),
        Sample(normal(1, 2, 1, 3), axis=2),
        Sample(normal(1, 1)),
        wrong=[
            Wrong(normal(1, 2), axis=1, says="length"),
            Wrong(normal(1, 2), axis=(0, 0), says="twice"),
            Wrong(normal(1, 2), axis=5, says="out of bounds"),
        ],
        empty=[Sample(normal(0, 1, 3))],
    ),
    Row(
        "transpose",
        Sample(X),
        Sample(X, axes=(0, 2, 1)),
        Sample(X, axes=(1, 2, 0)),
        wrong=[
            Wrong(X, axes=(0, 1), says="axes"),
            Wrong(X, axes=(0, 1, 1), says="axes"),
            Wrong(X, axes=(0, -1, 1), says="axes"),
            Wrong(X, axes=(0, 1, 3), says="axes"),
        ],
        empty=[Sample(normal(0, 3))],
    ),
    Row(
        "SwapAxis",
        Sample(X, dim1=0, dim2=2),
        Sample(X, dim1=-1, dim2=0),
        Sample(X),
        wrong=[Wrong(X, dim1=5, dim2=0, says="dim1")],
        empty=[Sample(normal(0, 3), dim1=0, dim2=1)],
    ),
    Row(
        "broadcast_to",
        Sample(normal(2, 1), shape=(2, 3)),
        Sample(normal(1, 2), shape=(3, 0)),
        wrong=[
            Wrong(normal(2, 1), shape=(3, 3), says="broadcast"),
            Wrong(normal(2, 1), shape=(2, 2, 3), says="dimensions"),
            Wrong(normal(2, 1), says="dimensions"),
        ],
        empty=[Sample(normal(0, 1), shape=(0, 3))],
    ),
    Row(
        "broadcast_axis",
        Sample(normal(2, 1), axis=1, size=3),
        Sample(normal(1, 2, 1), axis=(0, 2), size=(3, 2)),
        Sample(M),
        wrong=[
            Wrong(normal(2, 1), axis=0, size=3, says="size 1"),
            Wrong(normal(2, 1), axis=-1, size=3, says="out of bounds"),
            Wrong(normal(2, 1), axis=(0, 1), size=3, says="entries"),
        ],
    ),
    Row(
        "broadcast_like",
        Sample(normal(2, 1), normal(2, 3)).but(
            gradient_recorded=False, because="the reference's backward fails without axes"
        ),
        Sample(normal(2, 1), normal(3, 4), lhs_axes=(-1,), rhs_axes=(0,)),
        wrong=[
            Wrong(normal(2, 1), normal(3, 3), says="broadcast"),
            Wrong(normal(2, 1), normal(2), says="dimensions"),
            Wrong(normal(2, 1), normal(2, 3), lhs_axes=(1,), rhs_axes=(0, 1), says="length"),
        ],
    ),
    Row(
        "reshape_like",
        Sample(normal(6), M),
        Sample(normal(6, 7), normal(3, 2, 4), lhs_end=1, rhs_end=2),
        Sample(normal(6, 7), normal(3, 2, 4), lhs_begin=-2, lhs_end=-1, rhs_begin=-3, rhs_end=-1),
        wrong=[
            Wrong(normal(6), normal(2, 4), says="size"),
            Wrong(normal(6, 7), normal(3, 2), lhs_end=5, rhs_end=2, says="lhs_end"),
        ],
    ),
    Row("shape_array", Sample(X), empty=[Sample(normal(0, 3))], attached=()),
    Row("size_array", Sample(X), empty=[Sample(normal(0, 3))], attached=()),
]
