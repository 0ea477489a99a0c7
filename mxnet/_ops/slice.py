"""Operators that take a box out of an array or write one into it.

What does not live here: indexing by arrays (`index.py`), splitting into parts (`join.py`).
"""

from .._core.attrs import Attr, dims, maybe
from .._core.attrs import shape as shape_attr
from .._core.op import In, Out
from .._core.registry import op
from .._core.rules import Like
from .axes import one_axis, several_axes


def resolved(p, shape):
    """The spans of `begin`, `end` and `step` in `shape`, NumPy's rules."""
    begin, end, step = p.begin, p.end, p.step
    if len(begin) != len(end):
        raise ValueError("begin and end must have the same length")
    if len(begin) > len(shape):
        raise ValueError(f"slicing {len(begin)} axes exceeds the data's {len(shape)} dimensions")
    if not step:
        step = (None,) * len(begin)
    if len(step) != len(begin):
        raise ValueError("step and begin must have the same length")
    if 0 in step:
        raise ValueError(f"step={step}: a step cannot be 0")
    made = []
    for b, e, s, n in zip(begin, end, step, shape, strict=False):
        entries = range(*slice(b, e, s).indices(n))
        made.append((entries.start, len(entries), entries.step))
    return tuple(made)


@op("slice", also=["_npi_slice", "_npx_slice", "_sparse_slice", "crop"], traits={"view"})
class slice_:
    """`data[begin[0]:end[0]:step[0], begin[1]:end[1]:step[1], ...]`."""

    data = In("any shape")
    output = Out("a box of it")
    begin = Attr(
        dims, doc="First entry per axis; negative counts from the end, None is the beginning."
    )
    end = Attr(dims, doc="One past the last entry per axis; None is the end.")
    step = Attr(dims, (), doc="Steps, negative ones too; 1 if left out.")

    def forward(F, p, data):
        return F.spans(data, spans=resolved(p, data.shape))

    def d_data(F, p, data: Like, g):
        return F.spread_spans(g, shape=data.shape, spans=resolved(p, data.shape))


@op("slice_axis", traits={"view"})
class slice_axis:
    """The entries `begin` to `end` of one axis."""

    data = In("any shape")
    output = Out("one axis shorter")
    axis = Attr(int, doc="The axis; negative counts from the end.")
    begin = Attr(int, doc="First entry; negative counts from the end.")
    end = Attr(maybe(int), doc="One past the last entry; None is the end.")

    def forward(F, p, data):
        axis, start, length = _range(p, data.shape)
        return F.narrow(data, axis=axis, start=start, length=length)

    def d_data(F, p, data: Like, g):
        axis, start, length = _range(p, data.shape)
        return F.pad_zeros(g, axis=axis, before=start, after=data.shape[axis] - start - length)


def _range(p, shape):
    axis = one_axis(p.axis, len(shape))
    n = shape[axis]
    begin = p.begin + n if p.begin < 0 else p.begin
    end = n if p.end is None else p.end + n if p.end < 0 else p.end
    if begin < 0:
        raise ValueError(f"Invalid begin for begin={p.begin}: axis {axis} has {n} entries")
    if end > n:
        raise ValueError(f"Invalid end for end={p.end}: axis {axis} has {n} entries")
    if begin >= end:
        raise ValueError(
            f"Invalid begin, end, get begin={p.begin}, end={p.end}: nothing lies between them"
        )
    return axis, begin, end - begin


@op("slice_like", traits={"view"})
class slice_like:
    """The leading entries of `data`, as many as `shape_like` has along all axes or `axes`."""

    data = In("the array to cut")
    shape_like = In("only its shape counts", dtype="any")
    output = Out("cut to the other's lengths")
    axes = Attr(shape_attr, (), doc="Axes to cut; all if left out.")

    def forward(F, p, data, shape_like):
        return F.spans(data, spans=_leading(p, tuple(data.shape), tuple(shape_like.shape)))

    def d_data(F, p, data: Like, shape_like: Like, g):
        spans = _leading(p, tuple(data.shape), tuple(shape_like.shape))
        return F.spread_spans(g, shape=data.shape, spans=spans)


def _leading(p, shape, other):
    if not p.axes and len(shape) != len(other):
        raise ValueError(
            f"without axes both must have the same number of dimensions, not {shape} and {other}"
        )
    wanted = list(shape)
    for axis in several_axes(p.axes, len(shape)) if p.axes else range(len(shape)):
        if axis >= len(other):
            raise ValueError(f"axis {axis} is out of bounds for shape_like of shape {other}")
        if other[axis] > shape[axis]:
            raise ValueError(
                f"size {other[axis]} of shape_like's axis {axis} exceeds the data's {shape[axis]}"
            )
        wanted[axis] = other[axis]
    return tuple((0, n, 1) for n in wanted)


@op("_slice_assign", also=["_crop_assign", "_npi_slice_assign"], gradient="none")
class slice_assign:
    """A copy of `lhs` with `rhs` written into a box."""

    lhs = In("any shape")
    rhs = In("the box's shape")
    output = Out("the shape of lhs")
    begin = Attr(dims, doc="First entry per axis.")
    end = Attr(dims, doc="One past the last entry per axis.")
    step = Attr(dims, (), doc="Steps; 1 if left out.")

    def forward(F, p, lhs, rhs):
        spans = resolved(p, lhs.shape)
        box = tuple(n for _, n, _ in spans) + tuple(lhs.shape[len(spans) :])
        if tuple(rhs.shape) != box:
            raise ValueError(f"rhs has shape {tuple(rhs.shape)}; the slice has {box}")
        return F.write_spans(lhs, rhs, spans=spans)


@op(
    "_slice_assign_scalar",
    also=["_crop_assign_scalar", "_npi_slice_assign_scalar"],
    gradient="none",
)
class slice_assign_scalar:
    """A copy of `data` with a number written into a box."""

    data = In("any shape")
    output = Out("the shape of data")
    scalar = Attr(float, 0.0, doc="The number.")
    begin = Attr(dims, doc="First entry per axis.")
    end = Attr(dims, doc="One past the last entry per axis.")
    step = Attr(dims, (), doc="Steps; 1 if left out.")

    def forward(F, p, data):
        return F.fill_spans(data, spans=resolved(p, data.shape), value=p.scalar)


@op("Crop", count_attr="num_args", traits={"view"})
class crop_images:
    """A window of NCHW images: of height and width `h_w`, or of a second array's."""

    data = In("(N, C, H, W), then optionally the array whose height and width count", variadic=True)
    output = Out("(N, C, h, w)")
    num_args = Attr(int, ge=1, doc="Number of arrays, one or two.")
    offset = Attr(shape_attr, (0, 0), doc="Row and column of the window's corner.")
    h_w = Attr(shape_attr, (0, 0), doc="Height and width, where there is one array.")
    center_crop = Attr(bool, False, doc="Put the window into the middle instead.")

    def forward(F, p, *data):
        return F.spans(data[0], spans=_window(p, [tuple(x.shape) for x in data]))

    def d_data(F, p, data: Like, g):
        spans = _window(p, [tuple(x.shape) for x in data])
        return [
            F.spread_spans(g, shape=data[0].shape, spans=spans),
            *(F.zeros_like(x) for x in data[1:]),
        ]


def _window(p, shapes):
    if len(shapes) > 2 or any(len(s) != 4 for s in shapes):
        raise ValueError(f"it takes one or two arrays of 4 dimensions, not {shapes}")
    n, c, height, width = shapes[0]
    h, w = shapes[1][2:] if len(shapes) == 2 else p.h_w
    y, x = ((height - h) // 2, (width - w) // 2) if p.center_crop else p.offset
    if not (0 < h <= height and 0 < w <= width and 0 <= y <= height - h and 0 <= x <= width - w):
        raise ValueError(f"a window of {(h, w)} at {(y, x)} does not fit into {(height, width)}")
    return (0, n, 1), (0, c, 1), (y, h, 1), (x, w, 1)
