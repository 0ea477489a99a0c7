"""Rows of the operators that make arrays from nothing, and of those that copy."""

import numpy as np

from tests.ops.row import Row, Sample, Wrong, normal

OF_SYMBOLS = "the reference gives this operator's shape and dtype only inside a symbol"

ROWS = [
    Row(
        "_zeros",
        Sample(shape=(2, 3)),
        Sample(shape=2, dtype="int32", ctx="cpu(0)"),
        wrong=[Wrong(shape=(2,), dtype="complex", says="dtype"), Wrong(shape=(-2,), says="shape")],
        empty=[Sample(shape=(0, 3)), Sample(shape=())],
    ),
    Row(
        "_zeros_without_dtype",
        Sample(shape=(2, 3)),
        Sample(shape=(2,), dtype=4).but(
            reference=lambda shape, dtype: np.zeros(shape, "int32"), because=OF_SYMBOLS
        ),
        wrong=[Wrong(shape=(2,), dtype="float64", says="dtype")],
        record=False,
        dtypes=(),
        reference=lambda shape: np.zeros(shape, "float32"),
        because=OF_SYMBOLS,
    ),
    Row(
        "_ones",
        Sample(shape=(2, 3)),
        Sample(shape=(2,), dtype="bool"),
        wrong=[Wrong(shape=(2,), dtype="complex", says="dtype"), Wrong(shape=(-2,), says="shape")],
        empty=[Sample(shape=(0, 3))],
    ),
    Row(
        "_full",
        Sample(shape=(2, 3), value=2.75),
        Sample(shape=(2,), value=-2.75, dtype="int32"),
        Sample(shape=(2,), value=300.5, dtype="uint8"),
        wrong=[Wrong(shape=(2,), says="value"), Wrong(shape=(-2,), value=1, says="shape")],
        empty=[Sample(shape=(), value=0.5)],
    ),
    Row(
        "_eye",
        Sample(N=3),
        Sample(N=2, M=4, k=1),
        Sample(N=3, M=2, k=-1, dtype="int64"),
        Sample(N=2, k=-5),
        wrong=[Wrong(says="N"), Wrong(N=-2, says="N")],
    ),
    Row(
        "_arange",
        Sample(start=3),
        Sample(start=0, stop=5, step=2, repeat=2),
        Sample(start=5, stop=0, step=-2),
        Sample(start=0, stop=1, step=0.3, dtype="float64"),
        Sample(start=0, stop=1, step=0.1),
        Sample(start=0.5, stop=7, step=1.5, dtype="int32"),
        wrong=[
            Wrong(start=0, stop=5, step=-1, says="range"),
            Wrong(start=0, stop=5, step=0, says="step"),
            Wrong(start=0, says="range"),
            Wrong(start=0, step=1, infer_range=True, says="infer_range"),
        ],
    ),
    Row(
        "_linspace",
        Sample(start=0, stop=10, num=5),
        Sample(start=0, stop=10, num=5, endpoint=False),
        Sample(start=0, stop=10, num=1),
        Sample(start=0, stop=10, num=5, dtype="int32"),
        wrong=[
            Wrong(start=0, num=5, says="stop"),
            Wrong(start=0, stop=1, num=5, step=2, says="step"),
        ],
    ),
    Row(
        "cast_storage",
        Sample(normal(2, 3), stype="default"),
        wrong=[Wrong(normal(2, 3), stype="foo", says="stype"), Wrong(normal(2, 3), says="stype")],
    ),
    Row(
        "_set_value",
        Sample(src=3.5),
        record=False,
        reference=lambda src: np.array([src]),
        because="the reference runs it with out= only",
    ),
    Row(
        "_copyto",
        Sample(normal(2, 3)),
        record=False,
        reference=lambda data: data,
        because="the reference runs it with out= only",
    ),
]
