"""Operators that give an array another shape or order of axes, or stretch its axes of one.

What does not live here: slices (`slice.py`), joins (`join.py`), padding and tiling (`layout.py`).
"""

from math import prod

from .._core.attrs import Attr, maybe
from .._core.attrs import shape as shape_attr
from .._core.op import In, Out
from .._core.registry import op
from .._core.rules import Like
from .axes import new_axis, one_axis, several_axes


def reshaped(shape, codes, reverse):
    """The shape that Reshape's `codes` make of `shape`.

    Positive numbers are lengths; 0 copies a length, -1 is what remains, -2 copies all that are
    left, -3 merges two, -4 splits one into the two numbers after it (one of which may be -1).

    Examples
    --------
    >>> reshaped((2, 3, 4), (-4, 1, 2, -3), False)
    (1, 2, 12)
    """
    if reverse:
        return reshaped(shape[::-1], codes[::-1], False)[::-1]
    made, at, rest, i = [], 0, None, 0
    while i < len(codes):
        code = codes[i]
        if code > 0 or code == -1:
            if code == -1:
                if rest is not None:
                    raise ValueError(f"shape={codes} has more than one -1")
                rest, code = len(made), 1
            made.append(code)
            at += 1
        elif code == 0:
            made.extend(_copied(shape, at, 1, codes))
            at += 1
        elif code == -2:
            made.extend(shape[at:])
            at = len(shape)
        elif code == -3:
            made.append(prod(_copied(shape, at, 2, codes)))
            at += 2
        elif code == -4:
            made.extend(_halves(_copied(shape, at, 1, codes)[0], codes[i + 1 : i + 3]))
            at, i = at + 1, i + 2
        else:
            raise ValueError(
                f"shape={codes}: {code} is no code; there are 0, -1, -2, -3, -4 and lengths"
            )
        i += 1
    if rest is not None:
        known = prod(made)
        made[rest] = prod(shape) // known if known else 0
    return tuple(made)


def _copied(shape, at, count, codes):
    if at + count > len(shape):
        raise ValueError(f"shape={codes} asks for more axes than the data's {len(shape)}")
    return shape[at : at + count]


def _halves(length, pair):
    if len(pair) < 2:
        raise ValueError("code -4 in shape must be followed by two lengths")
    one, other = pair
    if one == -1 and other == -1:
        raise ValueError("the two lengths after -4 cannot both be -1")
    if one == -1:
        one = length // other if other else 0
    if other == -1:
        other = length // one if one else 0
    if one * other != length:
        raise ValueError(f"an axis of {length} cannot be split into {one} and {other}")
    return one, other


def legacy_shape(shape, target, keep_highest):
    """The shape by the old attributes: one 0 in `target` is what remains."""
    made = list(target)
    first = 1 if keep_highest else 0
    if keep_highest and made:
        made[0] = shape[0]
    holes = [i for i in range(first, len(made)) if made[i] == 0]
    if len(holes) == 1:
        made[holes[0]] = 1
        made[holes[0]] = prod(shape) // max(prod(made), 1)
    return tuple(made)


def new_shape(p, shape):
    """What Reshape makes of `shape`; ValueError where the number of elements would change."""
    codes = p.shape
    if codes:
        made = reshaped(shape, codes, p.reverse) if p.reverse or min(codes) < 1 else codes
    elif p.target_shape:
        made = legacy_shape(shape, p.target_shape, p.keep_highest)
    else:
        made = ()
    if prod(made) != prod(shape):
        asked = f"shape={codes}" if codes else f"target_shape={p.target_shape}"
        raise ValueError(
            f"{asked} makes {made} of data of shape {shape}, which has "
            f"{prod(shape)} elements and not {prod(made)}"
        )
    return made


def back_to_data(F, p, data: Like, g):
    """The rule of all that only rename the axes."""
    return F.reshape(g, shape=data.shape)


@op("Reshape", also=["reshape"], traits={"view"})
class reshape:
    """The same elements, in row-major order, in another shape.

    The entries of `shape` are lengths or codes: 0 copies the data's length at that place, -1 takes
    what remains, -2 copies all lengths that are left, -3 merges two axes into one, and -4 splits
    one into the two lengths that follow it.
    """

    data = In("any shape")
    output = Out("the new shape")
    shape = Attr(shape_attr, (), doc="Lengths and codes.")
    reverse = Attr(bool, False, doc="Match codes and axes from the last to the first.")
    target_shape = Attr(shape_attr, (), doc="Old form: lengths, where one 0 is what remains.")
    keep_highest = Attr(
        bool, False, doc="Old form: keep the first length whatever target_shape says."
    )

    def forward(F, p, data):
        return F.reshape(data, shape=new_shape(p, tuple(data.shape)))

    d_data = back_to_data


@op("Flatten", also=["_npx_batch_flatten", "flatten"], traits={"view"})
class flatten:
    """All axes after the first as one."""

    data = In("(N, ...)")
    output = Out("(N, product of the others)")

    def forward(F, p, data):
        shape = tuple(data.shape)
        if not shape:
            raise ValueError("data has no axis to keep")
        return F.reshape(data, shape=(shape[0], prod(shape[1:])))

    d_data = back_to_data


@op("expand_dims", also=["_npi_expand_dims"], traits={"view"})
class expand_dims:
    """One more axis, of length one, at place `axis`."""

    data = In("any shape")
    output = Out("one dimension more")
    axis = Attr(int, doc="Place of the new axis, in `[-ndim - 1, ndim]`.")

    def forward(F, p, data):
        return F.expand_dims(data, axis=new_axis(p.axis, len(data.shape)))

    d_data = back_to_data


@op("squeeze", traits={"view"})
class squeeze:
    """Without the axes of length one, or without those in `axis`, which must have length one.

    If nothing is left, the result has shape `(1,)`.
    """

    data = In("any shape")
    output = Out("fewer dimensions")
    axis = Attr(maybe(shape_attr), None, doc="Axes to drop; all of length one if left out.")

    def forward(F, p, data):
        shape = tuple(data.shape)
        axes = (
            [i for i, n in enumerate(shape) if n == 1]
            if p.axis is None
            else several_axes(p.axis, len(shape), "axis")
        )
        for a in axes:
            if shape[a] != 1:
                raise ValueError(
                    f"axis {a} has length {shape[a]}; only an axis of length one can be dropped"
                )
        left = tuple(n for i, n in enumerate(shape) if i not in axes)
        return F.reshape(data, shape=left or shape[:1])

    d_data = back_to_data


@op("transpose", traits={"view"})
class transpose:
    """The axes in another order; reversed if `axes` is left out."""

    data = In("any shape")
    output = Out("axes permuted")
    axes = Attr(shape_attr, (), doc="For every axis of the result the axis of the data it is.")

    def forward(F, p, data):
        return F.transpose(data, axes=_order(p, len(data.shape)))

    def d_data(F, p, data: Like, g):
        order = _order(p, len(data.shape))
        return F.transpose(g, axes=tuple(order.index(i) for i in range(len(order))))


def _order(p, rank):
    axes = p.axes or tuple(range(rank - 1, -1, -1))
    if len(axes) != rank or sorted(axes) != list(range(rank)):
        raise ValueError(f"axes={axes} is not an order of the {rank} axes of data")
    return axes


@op("SwapAxis", also=["_npi_swapaxes", "swapaxes"], traits={"view"})
class swap_axis:
    """Two axes exchanged."""

    data = In("any shape")
    output = Out("axes `dim1` and `dim2` exchanged")
    dim1 = Attr(int, 0, doc="One axis.")
    dim2 = Attr(int, 0, doc="The other axis.")

    def forward(F, p, data):
        rank = len(data.shape)
        return F.swapaxes(
            data, dim1=one_axis(p.dim1, rank, "dim1"), dim2=one_axis(p.dim2, rank, "dim2")
        )

    def d_data(F, p, g):
        return F.swapaxes(g, dim1=p.dim1, dim2=p.dim2)


def _stretched(shape, wanted):
    """`wanted`, once it is clear that `shape` broadcasts to it without new axes."""
    for i, (n, m) in enumerate(zip(shape, wanted, strict=True)):
        if n not in (1, m):
            raise ValueError(f"axis {i} of {shape} has length {n} and cannot be broadcasted to {m}")
    return wanted


def back_by_sum(F, p, data: Like, g):
    """The rule of broadcasting."""
    return F.sum_to(g, shape=data.shape)


@op("broadcast_to", traits={"view"})
class broadcast_to:
    """Axes of length one repeated to `shape`; a 0 there keeps the data's length."""

    data = In("as many dimensions as `shape`")
    output = Out("`shape`")
    shape = Attr(shape_attr, (), doc="Lengths; 0 copies that of the data.")

    def forward(F, p, data):
        shape = tuple(data.shape)
        if len(shape) != len(p.shape):
            raise ValueError(
                f"data of shape {shape} cannot be broadcasted to {p.shape}: the number of "
                "dimensions differs"
            )
        wanted = tuple(n if m == 0 else m for n, m in zip(shape, p.shape, strict=True))
        return F.broadcast_to(data, shape=_stretched(shape, wanted))

    d_data = back_by_sum


@op("broadcast_axis", also=["broadcast_axes"], traits={"view"})
class broadcast_axis:
    """The axes named in `axis`, each of length one, repeated to the lengths in `size`."""

    data = In("any shape")
    output = Out("longer axes")
    axis = Attr(shape_attr, (), doc="Axes to stretch.")
    size = Attr(shape_attr, (), doc="Their new lengths.")

    def forward(F, p, data):
        wanted = list(data.shape)
        if len(p.axis) != len(p.size):
            raise ValueError(
                f"axis={p.axis} and size={p.size} must have the same number of entries"
            )
        for axis, size in zip(p.axis, p.size, strict=True):
            if not 0 <= axis < len(wanted):
                raise ValueError(f"axis={axis} is out of bounds for {len(wanted)} dimensions")
            if wanted[axis] != 1:
                raise ValueError(
                    f"axis {axis} has length {wanted[axis]}; broadcasting axis must have size 1"
                )
            wanted[axis] = size
        return F.broadcast_to(data, shape=tuple(wanted))

    d_data = back_by_sum


@op("broadcast_like", traits={"view"})
class broadcast_like:
    """`lhs` repeated to the shape of `rhs`, or its axes `lhs_axes` to those of `rhs_axes`."""

    lhs = In("the array to repeat")
    rhs = In("only its shape counts", dtype="any")
    output = Out("lhs broadcast")
    lhs_axes = Attr(maybe(shape_attr), None, doc="Axes of lhs to stretch; all if left out.")
    rhs_axes = Attr(maybe(shape_attr), None, doc="The axes of rhs they take their length from.")

    def forward(F, p, lhs, rhs):
        shape, other = tuple(lhs.shape), tuple(rhs.shape)
        if p.lhs_axes is None or p.rhs_axes is None:
            if len(shape) != len(other):
                raise ValueError(
                    f"lhs {shape} cannot be broadcasted to {other}: their dimensions differ"
                )
            return F.broadcast_to(lhs, shape=_stretched(shape, other))
        if len(p.lhs_axes) != len(p.rhs_axes) or not p.lhs_axes:
            raise ValueError(
                f"lhs_axes={p.lhs_axes} and rhs_axes={p.rhs_axes} must be of one length, not empty"
            )
        wanted = list(shape)
        for mine, theirs in zip(
            several_axes(p.lhs_axes, len(shape), "lhs_axes"), p.rhs_axes, strict=True
        ):
            wanted[mine] = other[one_axis(theirs, len(other), "rhs_axes")]
        return F.broadcast_to(lhs, shape=_stretched(shape, tuple(wanted)))

    def d_lhs(F, p, lhs: Like, g):
        return F.sum_to(g, shape=lhs.shape)


@op("reshape_like", also=["_npx_reshape_like"], traits={"view"})
class reshape_like:
    """`lhs` in the shape of `rhs`; with bounds, only those axes of lhs become those of rhs."""

    lhs = In("the array to reshape")
    rhs = In("only its shape counts", dtype="any")
    output = Out("lhs reshaped")
    lhs_begin = Attr(maybe(int), None, doc="First axis of lhs to replace.")
    lhs_end = Attr(maybe(int), None, doc="One past the last axis of lhs to replace.")
    rhs_begin = Attr(maybe(int), None, doc="First axis of rhs to take.")
    rhs_end = Attr(maybe(int), None, doc="One past the last axis of rhs to take.")

    def forward(F, p, lhs, rhs):
        shape, other = tuple(lhs.shape), tuple(rhs.shape)
        begin, end = _bounds(p.lhs_begin, p.lhs_end, len(shape), "lhs")
        first, last = _bounds(p.rhs_begin, p.rhs_end, len(other), "rhs")
        wanted = shape[:begin] + other[first:last] + shape[end:]
        if prod(wanted) != prod(shape):
            raise ValueError(
                f"lhs of shape {shape} cannot be reshaped to {wanted}: they have different size"
            )
        return F.reshape(lhs, shape=wanted)

    def d_lhs(F, p, lhs: Like, g):
        return F.reshape(g, shape=lhs.shape)


def _bounds(begin, end, rank, side):
    begin = 0 if begin is None else begin
    end = rank if end is None else end
    first, last = begin + rank if begin < 0 else begin, end + rank if end < 0 else end
    if not 0 <= first < last <= rank and (begin, end) != (0, rank):
        raise ValueError(f"Invalid {side}_begin={begin} and {side}_end={end} for {rank} dimensions")
    return first, last


@op("shape_array", also=["_npx_shape_array"], gradient="zero")
class shape_array:
    """The lengths of the axes as an int64 vector."""

    data = In("any shape")
    output = Out("(ndim,) int64")

    def forward(F, p, data):
        return F.shape_of(data)


@op("size_array", gradient="zero")
class size_array:
    """The number of elements as an int64 vector of one."""

    data = In("any shape")
    output = Out("(1,) int64")

    def forward(F, p, data):
        return F.size_of(data)
