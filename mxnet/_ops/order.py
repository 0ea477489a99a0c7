"""Sorting: the values, their order, the largest few.

Equal elements keep their order; NaN is larger than every number. What does not live here: argmax
(`reduce.py`).
"""

from .._core.attrs import Attr, maybe
from .._core.errors import MXNetError
from .._core.op import In, Out
from .._core.registry import op
from . import primitives  # noqa: F401  the operators are made of them

INDEX_DTYPES = ("float16", "float32", "float64", "int32", "int64", "uint8")


def check_axis(p, data):
    rank = len(data.shape)
    if p.axis is not None and not -rank <= p.axis < rank:
        raise MXNetError(f"Invalid axis! axis should be between 0 and {rank}, found axis={p.axis}.")


def line(F, p, data):
    """The data and the axis to sort; flattened where no axis is named."""
    if p.axis is None:
        return F.reshape(data, shape=(-1,)), 0
    return data, p.axis % len(data.shape)


@op("sort", also=["_npi_sort"])
class sort:
    """The elements of an axis in order."""

    data = In("any shape")
    output = Out("the data's shape; flat where axis is None")
    axis = Attr(maybe(int), -1, doc="Axis to sort; None: the flattened data.")
    is_ascend = Attr(bool, True, doc="Smallest first.")
    check = check_axis

    def forward(F, p, data):
        x, axis = line(F, p, data)
        return F.take_along(x, F.ranked(x, axis=axis, descending=not p.is_ascend), axis=axis)


@op("argsort", also=["_npi_argsort"], gradient="zero")
class argsort:
    """The indices that put an axis in order."""

    data = In("any shape")
    output = Out("the data's shape; flat where axis is None")
    axis = Attr(maybe(int), -1, doc="Axis to sort; None: the flattened data.")
    is_ascend = Attr(bool, True, doc="Smallest first.")
    dtype = Attr(INDEX_DTYPES, "float32", doc="Dtype of the indices; integers are exact.")
    check = check_axis

    def forward(F, p, data):
        x, axis = line(F, p, data)
        index = F.ranked(x, axis=axis, descending=not p.is_ascend)
        return F.as_index(index, dtype=p.dtype, length=x.shape[axis])


@op("topk", also=["_npx_topk"])
class topk:
    """The first `k` elements of an axis in order: where, what, or both, or a mask of them."""

    data = In("any shape")
    output = Out("the data's shape with `k` entries on the axis; the data's shape for a mask")
    index = Out("the indices beside the values", visible=lambda p: p.ret_typ == "both")
    axis = Attr(maybe(int), -1, doc="Axis to search; None: the flattened data.")
    k = Attr(int, 1, doc="How many; below 1: all.")
    ret_typ = Attr(("both", "indices", "mask", "value"), "indices",
                   doc="What to return; `both` gives values, then indices.")
    is_ascend = Attr(bool, False, doc="Take the smallest instead of the largest.")
    dtype = Attr(INDEX_DTYPES, "float32", doc="Dtype of the indices; integers are exact.")

    def check(p, data):
        check_axis(p, data)
        count = data.numel() if p.axis is None else data.shape[p.axis]
        if p.k > count:
            raise MXNetError(f"k must be smaller than {count}, get k = {p.k}.")

    def visible(p):
        return 2 if p.ret_typ == "both" else 1

    def forward(F, p, data):
        x, axis = line(F, p, data)
        length = x.shape[axis]
        index = F.ranked(x, axis=axis, descending=not p.is_ascend, count=p.k if p.k > 0 else None)
        if p.ret_typ == "mask":
            ones = F.cast(F.ones_like(index), dtype=data.dtype)
            return F.reshape(F.put_along(ones, index, axis=axis, length=length), shape=data.shape)
        if p.ret_typ == "value":
            return F.take_along(x, index, axis=axis)
        places = F.as_index(index, dtype=p.dtype, length=length)
        return places if p.ret_typ == "indices" else (F.take_along(x, index, axis=axis), places)
