"""Rows of pooling."""

import numpy as np

from tests.ops.row import Row, Sample, Wrong, distinct, integers, normal, positive

LINE = distinct(1, 2, 7)
PLANE = distinct(1, 2, 4, 6)
SPACE = distinct(1, 2, 3, 4, 3)
EXCLUDE = {"pool_type": "avg", "count_include_pad": False}
ROUND = {"kernel": (3, 3), "stride": (2, 3), "pad": (1, 1)}
# A window that would lie wholly behind the data, and more padding than half a window.
OUTSIDE = {"kernel": (2,), "stride": (4,), "pad": (1,), "pooling_convention": "full"}
WIDE = {"kernel": (3,), "stride": (3,), "pad": (2,)}


def same(data, kernel, stride, pool_type="max", pooling_convention="same"):
    """Return one-dimensional pooling with one window per step, the last hanging over."""
    starts = range(0, data.shape[2], stride[0])
    take = {"max": np.max, "avg": np.mean, "sum": np.sum}[pool_type]
    parts = [take(data[:, :, i : i + kernel[0]], axis=2) for i in starts]
    return np.stack(parts, axis=2).astype(data.dtype)


SAME = {
    "reference": same,
    "record": False,
    "because": "the reference reads its pad out of range there and fails",
}
NO_VALUE = {
    "differentiable": (),
    "attached": (),
    "because": "empty windows give the lowest number, which swallows differences",
}
NO_GRADIENT = {
    "gradient_recorded": False,
    "because": "the reference has no gradient of an empty batch",
}

ROWS = [
    Row(
        "Pooling",
        Sample(PLANE, kernel=(2, 2)),
        Sample(PLANE, **ROUND),
        Sample(PLANE, pooling_convention="full", **ROUND),
        Sample(PLANE, pool_type="avg", **ROUND),
        Sample(PLANE, pool_type="avg", pooling_convention="full", **ROUND),
        # In float32 the reference's other implementation fails with these.
        Sample(PLANE.astype("float64"), pooling_convention="full", **EXCLUDE, **ROUND).but(
            dtypes=("float64",)
        ),
        Sample(PLANE, pool_type="sum", pooling_convention="full", **ROUND),
        Sample(positive(1, 2, 4, 6), pool_type="lp", p_value=2, **ROUND),
        Sample(positive(1, 2, 4, 6), pool_type="lp", p_value=3, kernel=(2, 2)),
        Sample(-positive(1, 2, 5), pool_type="lp", p_value=3, kernel=(2,)),
        Sample(normal(2, 2, 5), pool_type="lp", p_value=1, kernel=(2,)),
        Sample(LINE, kernel=(3,), stride=(2,), pad=(1,)),
        Sample(LINE, **WIDE),
        Sample(LINE, pool_type="avg", **WIDE),
        Sample(LINE, **EXCLUDE, **WIDE),
        Sample(LINE, **OUTSIDE).but(**NO_VALUE),
        Sample(LINE, pool_type="avg", **OUTSIDE),
        Sample(LINE, **EXCLUDE, **OUTSIDE),
        Sample(SPACE, kernel=(2, 2, 2), stride=(1, 2, 1), pad=(1, 0, 1)),
        Sample(
            SPACE, kernel=(2, 2, 2), pool_type="avg", pooling_convention="full", stride=(2, 2, 2)
        ).but(
            gradient_recorded=False,
            because="the reference divides by whole windows there, by what is in them forward",
        ),
        Sample(PLANE, global_pool=True),
        Sample(PLANE, global_pool=True, pool_type="avg", kernel=(2, 2), pad=(1, 1)),
        Sample(LINE, global_pool=True, pool_type="sum"),
        Sample(positive(1, 2, 2, 2), global_pool=True, pool_type="lp", p_value=2),
        Sample(distinct(2, 5, 4, 2), kernel=(2, 2), layout="NHWC"),
        Sample(distinct(2, 5, 2), kernel=(2,), pool_type="avg", layout="NWC"),
        Sample(LINE, kernel=(3,), stride=(2,), pooling_convention="same").but(**SAME),
        Sample(
            distinct(1, 2, 6), kernel=(2,), stride=(3,), pooling_convention="same", pad=(0, 0, 0)
        ),
        Sample(LINE, kernel=(2,), stride=(3,), pooling_convention="same", pool_type="avg").but(
            **SAME
        ),
        wrong=[
            Wrong(PLANE, says="kernel"),
            Wrong(PLANE, kernel=(2,), says="data"),
            Wrong(normal(2, 3), kernel=(2,), says="data"),
            Wrong(PLANE, kernel=(2, 0), says="kernel"),
            Wrong(PLANE, kernel=(2, 2), stride=(2,), says="stride"),
            Wrong(PLANE, kernel=(2, 2), stride=(0, 1), says="stride"),
            Wrong(PLANE, kernel=(2, 2), pad=(2, 2), says="pad"),
            Wrong(PLANE, kernel=(7, 7), says="exceeds"),
            Wrong(PLANE, kernel=(2, 2), pool_type="min", says="pool_type"),
            Wrong(PLANE, kernel=(2, 2), pool_type="lp", says="p_value"),
            Wrong(PLANE, kernel=(2, 2), pool_type="lp", p_value=4, says="p_value"),
            Wrong(PLANE, kernel=(2, 2), layout="NCW", says="layout"),
            Wrong(PLANE, kernel=(2, 2), pooling_convention="same", says="same"),
            Wrong(integers(1, 1, 4, dtype="int32"), kernel=(2,), says="floating point"),
        ],
        empty=[Sample(normal(0, 2, 4, 4), kernel=(2, 2)).but(**NO_GRADIENT)],
    ),
    Row(
        "Pooling_v1",
        Sample(PLANE, kernel=(2, 2)),
        Sample(PLANE, **ROUND),
        Sample(PLANE, pool_type="avg", pooling_convention="full", **ROUND),
        Sample(PLANE, pool_type="sum", **ROUND),
        Sample(PLANE, global_pool=True),
        wrong=[
            Wrong(PLANE, says="kernel"),
            Wrong(LINE, kernel=(2,), says="data"),
            Wrong(PLANE, kernel=(7, 7), says="exceeds"),
            Wrong(PLANE, kernel=(2, 2), pool_type="lp", says="pool_type"),
        ],
    ),
]
