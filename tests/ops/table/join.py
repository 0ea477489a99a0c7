"""Rows of the operators that join arrays and part them."""

from tests.ops.row import Row, Sample, Wrong, integers, normal

M = normal(2, 3)
X = normal(2, 3, 4)

ROWS = [
    Row(
        "Concat",
        Sample(M, normal(2, 1)),
        Sample(M, normal(1, 3), normal(3, 3), dim=0),
        Sample(M, M + 1, dim=-1),
        Sample(M),
        Sample(integers(2, 3, dtype="int32"), integers(2, 3, dtype="int32", seed=1)),
        wrong=[
            Wrong(M, M, dim=2, says="dim"),
            Wrong(M, normal(3, 2), says="shape"),
            Wrong(M, normal(2), says="shape"),
            Wrong(M, normal(2, 3, dtype="float64"), says="dtype"),
            Wrong(dim=0, says="num_args"),
        ],
        empty=[Sample(normal(0, 3), M, dim=0)],
    ),
    Row(
        "_rnn_param_concat",
        Sample(normal(3), normal(2), dim=0),
        Sample(M, normal(1, 3), dim=0),
        wrong=[Wrong(M, normal(3), dim=0, says="shape")],
    ),
    Row(
        "stack",
        Sample(M, M + 1),
        Sample(M, M + 1, normal(2, 3, seed=1), axis=-1),
        Sample(M, M * 2, axis=1),
        wrong=[
            Wrong(M, M, axis=3, says="axis"),
            Wrong(M, normal(3, 2), says="shape"),
            Wrong(M, integers(2, 3, dtype="int32"), says="dtype"),
            Wrong(says="num_args"),
        ],
        empty=[Sample(normal(0, 3), normal(0, 3))],
    ),
    Row(
        "SliceChannel",
        Sample(M, num_outputs=3),
        Sample(X, num_outputs=2, axis=-1),
        Sample(M, num_outputs=2, axis=0, squeeze_axis=True),
        Sample(M, num_outputs=1),
        wrong=[
            Wrong(M, num_outputs=2, says="divide"),
            Wrong(M, num_outputs=3, axis=2, says="axis"),
            Wrong(M, num_outputs=0, says="num_outputs"),
            Wrong(M, num_outputs=1, axis=0, squeeze_axis=True, says="squeeze_axis"),
        ],
    ),
    Row(
        "_split_v2",
        Sample(M, indices=(0, 1), axis=1),
        Sample(X, indices=(0, 2, 3), axis=-1),
        Sample(M, indices=(), axis=1, sections=2),
        Sample(M, indices=(0, 1, 2), axis=1, squeeze_axis=True),
        wrong=[
            Wrong(M, indices=(1, 2), axis=1, says="indices"),
            Wrong(M, indices=(0, 2, 1), axis=1, says="indices"),
            Wrong(M, indices=(0, 5), axis=1, says="indices"),
            Wrong(M, indices=(0, 1), axis=1, squeeze_axis=True, says="size of 1"),
        ],
    ),
]
