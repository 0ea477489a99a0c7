"""Rows of sorting."""

from tests.ops.row import Row, Sample, Wrong, array, distinct, integers, normal

TIES = array([[3, 1, 3, 2], [1, 1, 1, 1]])
CUBE = distinct(2, 3, 4)
WHOLE = integers(3, 4, dtype="int32")
WRONG = [Wrong(CUBE, axis=3, says="Invalid axis"), Wrong(CUBE, axis=-4, says="Invalid axis"),
         Wrong(CUBE, axis=(1,), says="axis")]
# The reference's own gradient of a sort fails unless the axis is named.
ROWS = [
    Row("sort",
        Sample(CUBE, axis=-1), Sample(CUBE, axis=1, is_ascend=False),
        Sample(distinct(2, 3), axis=None),
        Sample(CUBE).but(gradient_recorded=False, because="the reference's asks for an axis"),
        Sample(TIES, axis=1).but(differentiable=()), Sample(WHOLE, axis=0),
        wrong=WRONG),
    Row("argsort",
        Sample(CUBE), Sample(CUBE, axis=1, is_ascend=False), Sample(CUBE, axis=None), Sample(TIES),
        Sample(TIES, is_ascend=False, dtype="int32").but(attached=()),
        Sample(WHOLE, axis=0, dtype="int64"),
        wrong=[*WRONG, Wrong(CUBE, dtype="int8", says="dtype"),
               Wrong(normal(300), dtype="uint8", says="does not fit uint8", raises="MXNetError")],
        differentiable=(), dtypes=(), because="the indices have a dtype of their own"),
    Row("topk",
        Sample(CUBE).but(differentiable=()),
        Sample(CUBE, k=2, axis=1, ret_typ="value"),
        Sample(CUBE, k=2, axis=0, ret_typ="value", is_ascend=True),
        Sample(CUBE, k=3, ret_typ="both"),
        Sample(CUBE, k=3, axis=None, ret_typ="both", dtype="int64"),
        Sample(CUBE, k=2, ret_typ="mask").but(differentiable=()),
        Sample(CUBE, k=2, axis=1, ret_typ="mask", dtype="int32").but(differentiable=()),
        Sample(CUBE, k=0, ret_typ="value"),
        Sample(CUBE, k=1, ret_typ="value", axis=1),
        Sample(CUBE, k=1, ret_typ="value", is_ascend=True),
        Sample(TIES, k=2).but(differentiable=()),
        Sample(TIES, k=2, ret_typ="both", is_ascend=True).but(differentiable=()),
        Sample(WHOLE, k=2, ret_typ="both", dtype="int32"), Sample(WHOLE, k=1, ret_typ="mask"),
        wrong=[*WRONG, Wrong(CUBE, k=5, says="k must be smaller than 4"),
               Wrong(CUBE, ret_typ="all", says="ret_typ"),
               Wrong(CUBE, dtype="int8", says="dtype")]),
]
