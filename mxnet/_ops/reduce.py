"""Reductions: sums, products, extremes, norms, moments, and the place of extremes.

A reduction over everything gives shape `(1,)`. What does not live here: sorting (`order.py`).
"""

from functools import lru_cache

from .._core.attrs import Attr, maybe, shape
from .._core.errors import MXNetError
from .._core.op import In, Out
from .._core.registry import op
from .._core.rules import Like
from . import primitives  # noqa: F401  the operators are made of them
from .refusals import refuse_integers

REDUCED = "the shape without the reduced axes, or with them of length one; (1,) for everything"


@lru_cache(maxsize=4096)
def axes_of(axis, exclude, rank):
    """The axes to reduce, counted from the first and in order; none given means all."""
    if not axis:
        return tuple(range(rank))
    axes = sorted(a + rank if a < 0 else a for a in axis)
    if axes[0] < 0 or axes[-1] >= rank:
        raise MXNetError(f"reduction axis {axis} exceeds the data's {rank} dimensions.")
    if len(set(axes)) < len(axes):
        raise MXNetError(f"reduction axes {axis} have duplicates.")
    return tuple(a for a in range(rank) if (a in axes) is not exclude)


def ready(F, data, axis, exclude, keepdims):
    """The data, its axes to reduce, whether to keep them; for none, a new axis of length one."""
    axes = axes_of(axis, exclude, len(data.shape))
    if axes or not data.shape:
        return data, axes, keepdims
    return F.expand_dims(data, axis=0), (0,), False


def shaped(F, out):
    """The result with at least one axis."""
    return out if out.shape else F.reshape(out, shape=(1,))


def kept(p, data):
    """The result's shape had the reduced axes stayed."""
    axes = axes_of(p.axis, p.exclude, len(data.shape))
    return tuple(1 if i in axes else n for i, n in enumerate(data.shape))


def reduction(name, reduce, d_data=None, *, also=(), check=None, doc):
    """Register the operator that applies `reduce(F, data, axes, keepdims)`."""
    class block:
        __doc__ = doc
        data = In("any shape")
        output = Out(REDUCED)
        axis = Attr(maybe(shape), None, doc="Axes to reduce; none or empty: all.")
        keepdims = Attr(bool, False, doc="Keep the reduced axes with length one.")
        exclude = Attr(bool, False, doc="Reduce all axes but those in `axis`.")

        def forward(F, p, data):
            if not p.axis and not p.keepdims:
                return F.reshape(reduce(F, data, None, False), shape=(1,))
            return shaped(F, reduce(F, *ready(F, data, p.axis, p.exclude, p.keepdims)))

    if d_data is not None:
        block.d_data = d_data
    if check is not None:
        block.check = check
    return op(name, also=also)(block)


def over(F, p, data, g):
    """A cotangent of the result over the data's shape."""
    if p.axis or p.keepdims:  # else it is one number, which has any shape already
        g = F.reshape(g, shape=kept(p, data))
    return F.broadcast_to(g, shape=data.shape)


def spread(F, p, data: Like, g):
    return over(F, p, data, g)


def spread_mean(F, p, data: Like, g):
    count = 1
    for i in axes_of(p.axis, p.exclude, len(data.shape)):
        count *= data.shape[i]
    return over(F, p, data, F.div(g, count))


def spread_extreme(F, p, data, output, g):
    """Every element equal to the extreme gets the cotangent."""
    size = kept(p, data)
    return F.where(F.eq(data, F.reshape(output, shape=size)), F.reshape(g, shape=size), 0)


def refuse_empty(p, data):
    """Nothing has no extreme."""
    if 0 not in data.shape:
        return
    axes = axes_of(p.axis, p.exclude, len(data.shape))
    if 0 in (data.shape[i] for i in axes):
        raise MXNetError("the reduction's size should be > 0, for nothing has no extreme; data has "
                         f"shape {tuple(data.shape)}.")


def without_nan(F, data, value):
    floating = "float" in F.dtype_name(data)
    return F.where(F.isnan(data), value, data) if floating else data


reduction("sum", lambda F, x, axes, keep: F.sum(x, axis=axes, keepdims=keep), spread,
          also=["_sparse_sum", "sum_axis"],
          doc="Sum over axes, in the dtype of the data: small integers wrap around.")
reduction("mean", lambda F, x, axes, keep: F.mean(x, axis=axes, keepdims=keep), spread_mean,
          also=["_sparse_mean"],
          doc="Mean over axes, in the dtype of the data; for integers the fraction is cut off.")
reduction("max", lambda F, x, axes, keep: F.max(x, axis=axes, keepdims=keep), spread_extreme,
          also=["max_axis"], check=refuse_empty,
          doc="Largest element over axes; NaN where there is one. All that tie get the gradient.")
reduction("min", lambda F, x, axes, keep: F.min(x, axis=axes, keepdims=keep), spread_extreme,
          also=["min_axis"], check=refuse_empty,
          doc="Smallest element over axes; NaN where there is one. All that tie get the gradient.")
reduction("prod", lambda F, x, axes, keep: F.prod(x, axis=axes, keepdims=keep),
          doc="Product over axes. The gradient is exact where elements are zero.")
reduction("nansum", lambda F, x, axes, keep: F.sum(without_nan(F, x, 0), axis=axes, keepdims=keep),
          doc="Sum over axes with NaN counted as 0.")
reduction("nanprod",
          lambda F, x, axes, keep: F.prod(without_nan(F, x, 1), axis=axes, keepdims=keep),
          doc="Product over axes with NaN counted as 1.")
reduction("_square_sum", lambda F, x, axes, keep: F.sum(F.square(x), axis=axes, keepdims=keep),
          doc="Sum of squares over axes.")


@op("norm", also=["_sparse_norm"])
class norm:
    """The length of vectors: sum of absolute values (`ord` 1) or Euclidean (`ord` 2), over axes.

    Several axes count as one long one. Where the Euclidean length is zero, so is its gradient.
    """

    data = In("any shape")
    output = Out(REDUCED)
    ord_ = Attr(int, 2, doc="1 or 2.")
    axis = Attr(maybe(shape), None, doc="Axes to reduce; none or empty: all.")
    out_dtype = Attr((None, "float16", "float32", "float64", "int32", "int64", "int8"), None,
                     doc="Dtype of the result, and of the computation where it is the wider one.")
    keepdims = Attr(bool, False, doc="Keep the reduced axes with length one.")

    def check(p, data):
        if p.ord not in (1, 2):
            raise MXNetError(f"norm only supports ord=1 and ord=2, not {p.ord}.")

    def forward(F, p, data):
        if p.out_dtype in ("float32", "float64"):
            data = F.cast(data, dtype=p.out_dtype)
        axes = axes_of(p.axis, False, len(data.shape))
        if p.ord == 1:
            out = F.sum(F.abs(data), axis=axes, keepdims=p.keepdims)
        else:
            out = F.norm2(data, axis=axes, keepdims=p.keepdims)
        return shaped(F, F.cast(out, dtype=p.out_dtype) if p.out_dtype else out)


@op("moments")
class moments:
    """Mean and variance (of the whole, not of a sample) over axes."""

    data = In("any shape")
    mean = Out("the shape without the reduced axes, or with them of length one")
    var = Out("the shape of the mean")
    axes = Attr(maybe(shape), None, doc="Axes to reduce; at least one.")
    keepdims = Attr(bool, False, doc="Keep the reduced axes with length one.")

    def check(p, data):
        if not p.axes:
            raise MXNetError("empty axes are not supported; for moments of everything name all.")

    def forward(F, p, data):
        axes = axes_of(p.axes, False, len(data.shape))
        centre = F.mean(data, axis=axes, keepdims=True)
        spread = F.mean(F.square(F.sub(data, centre)), axis=axes, keepdims=p.keepdims)
        if not p.keepdims:
            left = tuple(n for i, n in enumerate(data.shape) if i not in axes)
            centre = F.reshape(centre, shape=left)
        return shaped(F, centre), shaped(F, spread)


EXTREME_PLACE = """Index of the {} element along an axis, in the dtype of the data.

Of equal elements the first; NaN counts as the extreme. Over everything the index is into the
flattened data. An index that the dtype cannot hold is refused, or rounded with a warning where
it is floating.
"""


def extreme_place(name, find):
    """Register `argmax` or `argmin`."""
    class block:
        __doc__ = EXTREME_PLACE.format("largest" if name == "argmax" else "smallest")
        data = In("any shape")
        output = Out("the shape without the axis; (1,) for everything")
        axis = Attr(maybe(int), None, doc="Axis to search; none: the flattened data.")
        keepdims = Attr(bool, False, doc="Keep the searched axes with length one.")

        def check(p, data):
            rank = len(data.shape)
            if p.axis is not None and not -rank <= p.axis < rank:
                raise MXNetError(f"axis {p.axis} exceeds the input dimension of {rank}.")
            if 0 in (data.shape if p.axis is None else (data.shape[p.axis],)):
                raise MXNetError("attempt to search an empty sequence; data has shape "
                                 f"{tuple(data.shape)}.")

        def forward(F, p, data):
            length = 1
            for n in data.shape if p.axis is None else (data.shape[p.axis],):
                length *= n
            place = find(F, data, p.axis, p.keepdims)
            return shaped(F, F.as_index(place, dtype=data.dtype, length=length))

    return op(name, gradient="zero")(block)


extreme_place("argmax", lambda F, x, axis, keep: F.argmax(x, axis=axis, keepdims=keep))
extreme_place("argmin", lambda F, x, axis, keep: F.argmin(x, axis=axis, keepdims=keep))


@op("argmax_channel", gradient="none")
class argmax_channel:
    """Index of the largest element along the second axis, in the dtype of the data."""

    data = In("(N, C, *rest)")
    output = Out("(N, *rest)")

    def check(p, data):
        if len(data.shape) < 2:
            raise MXNetError(f"axis 1 exceeds the input dimension of {len(data.shape)}.")

    def forward(F, p, data):
        place = F.argmax(data, axis=1)
        return F.as_index(place, dtype=data.dtype, length=data.shape[1])


@op("multi_sum_sq", gradient="none")
class multi_sum_sq:
    """Sum of squares of each of several arrays, in float32: one number per array."""

    data = In("any shape each", variadic=True)
    output = Out("(num_arrays,)")
    num_arrays = Attr(int, ge=1, doc="Number of arrays.")

    def check(p, *data):
        if len(data) != p.num_arrays:
            raise MXNetError(f"num_arrays is {p.num_arrays}; {len(data)} arrays came.")
        refuse_integers("multi_sum_sq", data=data[0])

    def forward(F, p, *data):
        sums = [F.reshape(F.sum(F.square(F.cast(x, dtype="float32"))), shape=(1,)) for x in data]
        return F.concat(*sums, axis=0)
