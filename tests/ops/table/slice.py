"""Rows of the operators that take a box out of an array, or write one into it."""

from tests.ops.row import Row, Sample, Wrong, integers, normal

X = normal(2, 3, 4)
M = normal(3, 4)
IMAGES = normal(1, 2, 4, 6)

ROWS = [
    Row(
        "slice",
        Sample(M, begin=(0, 1), end=(2, 3)),
        Sample(M, begin=(None, -2), end=(None, None)),
        Sample(M, begin=(None, 3), end=(None, 0), step=(2, -1)),
        Sample(M, begin=(None, None), end=(None, None), step=(-1, -2)),
        Sample(M, begin=1, end=10),
        Sample(integers(3, 4, dtype="int32"), begin=(0,), end=(-1,)),
        wrong=[
            Wrong(M, begin=(0, 0), end=(2,), says="length"),
            Wrong(M, begin=(0, 0, 0), end=(1, 1, 1), says="exceeds"),
            Wrong(M, begin=(0,), end=(1,), step=(0,), says="step"),
            Wrong(M, begin=(0,), says="end"),
        ],
        empty=[Sample(normal(0, 3), begin=(0, 1), end=(0, 2))],
    ),
    Row(
        "slice_axis",
        Sample(M, axis=1, begin=1, end=3),
        Sample(M, axis=-1, begin=-2, end=None),
        Sample(M, axis=0, begin=0, end=-1),
        wrong=[
            Wrong(M, axis=1, begin=1, end=7, says="end"),
            Wrong(M, axis=1, begin=2, end=1, says="begin"),
            Wrong(M, axis=1, begin=-5, end=1, says="begin"),
            Wrong(M, axis=2, begin=0, end=1, says="axis"),
        ],
    ),
    Row(
        "slice_like",
        Sample(X, normal(1, 2, 3)),
        Sample(X, normal(1, 2), axes=(0, -2)),
        wrong=[
            Wrong(X, normal(1, 2), says="dimensions"),
            Wrong(X, normal(5, 2), axes=(0,), says="exceeds"),
        ],
    ),
    Row(
        "_slice_assign",
        Sample(M, normal(2, 2), begin=(0, 1), end=(2, 3)),
        Sample(M, normal(3, 2), begin=(None, None), end=(None, None), step=(-1, -2)),
        wrong=[
            Wrong(M, normal(2), begin=(0, 1), end=(1, 3), says="rhs"),
            Wrong(M, integers(1, 2, dtype="int32"), begin=(0, 1), end=(1, 3), says="dtype"),
        ],
    ),
    Row(
        "_slice_assign_scalar",
        Sample(M, scalar=7.5, begin=(0, 1), end=(2, 3)),
        Sample(M, begin=(None, None), end=(None, None), step=(1, -2)),
        Sample(M, scalar=7.5, begin=(5,), end=(9,)),
        wrong=[Wrong(M, scalar=1, begin=(0, 0), end=(2,), says="length")],
    ),
    Row(
        "Crop",
        Sample(IMAGES, h_w=(2, 3)),
        Sample(IMAGES, h_w=(2, 3), offset=(1, 2)),
        Sample(IMAGES, h_w=(3, 3), center_crop=True),
        Sample(IMAGES, normal(1, 1, 2, 2), offset=(2, 1)),
        wrong=[
            Wrong(IMAGES, h_w=(9, 3), says="fit"),
            Wrong(IMAGES, h_w=(2, 3), offset=(3, 2), says="fit"),
            Wrong(M, h_w=(2, 3), says="4 dim"),
            Wrong(IMAGES, says="fit"),
        ],
    ),
]
