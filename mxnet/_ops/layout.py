"""Operators that repeat, reverse, pad or regroup elements along axes.

What does not live here: reshapes (`shape.py`), boxes (`slice.py`).
"""

from math import prod

from .._core.attrs import Attr, maybe
from .._core.attrs import shape as shape_attr
from .._core.op import In, Out
from .._core.registry import op
from .._core.rules import Like
from .axes import one_axis
from .refusals import refuse_integers


@op("tile", also=["_npi_tile"], traits={"view"})
class tile:
    """The whole array `reps` times along every axis; the shorter of both is filled up with ones."""

    data = In("any shape")
    output = Out("shape times reps")
    reps = Attr(shape_attr, ge=0, doc="How often, per axis.")

    def forward(F, p, data):
        return F.tile(data, reps=p.reps)


@op("repeat", also=["_np_repeat"], traits={"view"})
class repeat:
    """Every entry of an axis `repeats` times in a row; without an axis, every element."""

    data = In("any shape")
    output = Out("a longer axis, or a vector")
    repeats = Attr(int, ge=0, doc="How often.")
    axis = Attr(maybe(int), None, doc="The axis; negative counts from the end.")

    def forward(F, p, data):
        if p.axis is None or p.repeats == 0:
            if p.axis is not None:
                one_axis(p.axis, len(data.shape))
            return F.repeat_interleave(F.reshape(data, shape=(-1,)), repeats=p.repeats, axis=0)
        return F.repeat_interleave(data, repeats=p.repeats, axis=one_axis(p.axis, len(data.shape)))


@op("reverse", also=["flip"], traits={"view"})
class reverse:
    """The entries of one axis or several in reverse order; an axis named twice is left alone."""

    data = In("any shape")
    output = Out("the same shape")
    axis = Attr(shape_attr, doc="The axes.")

    def forward(F, p, data):
        return F.flip(data, axis=_odd(p, len(data.shape)))

    def d_data(F, p, data: Like, g):
        return F.flip(g, axis=_odd(p, len(data.shape)))


def _odd(p, rank):
    for axis in p.axis:
        if not 0 <= axis < rank:
            raise ValueError(f"axis={axis} is out of bounds for {rank} dimensions")
    return tuple(a for a in sorted(set(p.axis)) if p.axis.count(a) % 2)


@op("Pad", also=["pad"], traits={"view"})
class pad:
    """Images with a border: of one number, of the edge repeated, or of the image mirrored."""

    data = In("(N, C, H, W) or (N, C, D, H, W), floating-point")
    output = Out("larger images")
    mode = Attr(("constant", "edge", "reflect"), doc="What the border holds.")
    pad_width = Attr(
        shape_attr, doc="Entries before and after, per axis; the first four must be 0."
    )
    constant_value = Attr(float, 0.0, doc="The number of mode constant.")

    def check(p, data):
        refuse_integers("Pad", data=data)

    def forward(F, p, data):
        shape, widths = tuple(data.shape), _widths(p, data.shape)
        if p.mode == "constant":
            return F.pad_value(data, widths=widths, value=p.constant_value)
        for axis in range(2, len(shape)):
            entries = _entries(p.mode, shape[axis], *widths[axis])
            if widths[axis] != (0, 0):
                data = F.pick_fixed(data, axis=axis, entries=entries)
        return data


def _widths(p, shape):
    if len(shape) not in (4, 5):
        raise ValueError(f"it only supports 4-D or 5-D input, not shape {tuple(shape)}")
    if len(p.pad_width) != 2 * len(shape):
        raise ValueError(
            f"pad_width={p.pad_width} must have {2 * len(shape)} entries, two per axis"
        )
    if any(p.pad_width[:4]):
        raise ValueError(f"pad_width={p.pad_width}: padding on the first two axes must be zero")
    if any(n < 0 for n in p.pad_width):
        raise ValueError(f"pad_width={p.pad_width} must not be negative")
    widths = tuple(zip(p.pad_width[::2], p.pad_width[1::2], strict=True))
    if p.mode == "reflect" and any(
        max(w) >= n for w, n in zip(widths[2:], shape[2:], strict=True) if any(w)
    ):
        raise ValueError("reflection needs padding sizes smaller than the input size")
    return widths


def _entries(mode, length, before, after):
    """Which entry of an axis stands at each place of the padded one."""
    places = range(-before, length + after)
    if mode == "edge":
        return tuple(min(max(i, 0), length - 1) for i in places)
    return tuple(-i if i < 0 else i if i < length else 2 * (length - 1) - i for i in places)


@op("depth_to_space", traits={"view"})
class depth_to_space:
    """Channels laid out as blocks of pixels: `(N, C, H, W)` to `(N, C / b², H b, W b)`."""

    data = In("(N, C, H, W)")
    output = Out("(N, C / block_size², H * block_size, W * block_size)")
    block_size = Attr(int, doc="Side of a block.")

    def forward(F, p, data):
        n, c, h, w = _images(p, data.shape)
        b = p.block_size
        if c % (b * b) or 0 in (c, h, w):
            raise ValueError(
                f"depth of {tuple(data.shape)} must be a multiple of block_size squared, {b * b}"
            )
        x = F.reshape(data, shape=(n, b, b, c // (b * b), h, w))
        return F.reshape(
            F.transpose(x, axes=(0, 3, 4, 1, 5, 2)), shape=(n, c // (b * b), h * b, w * b)
        )


@op("space_to_depth", traits={"view"})
class space_to_depth:
    """Blocks of pixels laid out as channels: the inverse of `depth_to_space`."""

    data = In("(N, C, H, W)")
    output = Out("(N, C * block_size², H / block_size, W / block_size)")
    block_size = Attr(int, doc="Side of a block.")

    def forward(F, p, data):
        n, c, h, w = _images(p, data.shape)
        b = p.block_size
        if h % b or w % b or 0 in (c, h, w):
            raise ValueError(
                f"height and width of {tuple(data.shape)} must be multiples of block_size={b}"
            )
        x = F.reshape(data, shape=(n, c, h // b, b, w // b, b))
        return F.reshape(
            F.transpose(x, axes=(0, 3, 5, 1, 2, 4)), shape=(n, c * b * b, h // b, w // b)
        )


def _images(p, shape):
    if len(shape) != 4:
        raise ValueError(f"it requires exactly 4D data, not shape {tuple(shape)}")
    if p.block_size < 1:
        raise ValueError(f"block_size={p.block_size} must be a positive integer")
    return shape


@op("diag", traits={"view"})
class diag:
    """The diagonals of the planes of two axes, as a last axis; of a vector, its diagonal matrix."""

    data = In("any shape")
    output = Out("the other axes, then the diagonal; or a square matrix")
    k = Attr(int, 0, doc="Which diagonal: above the main one if positive, below if negative.")
    axis1 = Attr(int, 0, doc="Rows of the planes.")
    axis2 = Attr(int, 1, doc="Columns of the planes.")

    def forward(F, p, data):
        shape = tuple(data.shape)
        if len(shape) == 1:
            side = shape[0] + abs(p.k)
            return F.put_diagonal(data, shape=(side, side), offset=p.k, axis1=0, axis2=1)
        one, other = one_axis(p.axis1, len(shape), "axis1"), one_axis(p.axis2, len(shape), "axis2")
        if one == other:
            raise ValueError(f"axis1 and axis2 cannot refer to the same axis {one}")
        if not -shape[one] <= p.k <= shape[other]:  # at the corners it is empty
            raise ValueError(
                f"there is no diagonal k={p.k} in planes of {shape[one]} by {shape[other]}"
            )
        return F.take_diagonal(data, offset=p.k, axis1=one, axis2=other)


def window(p, rank):
    """`(kernel, stride, dilate, pad)` with the defaults filled in, for `rank` spatial axes."""
    kernel = p.kernel
    found = [
        kernel,
        p.stride or (1,) * len(kernel),
        p.dilate or (1,) * len(kernel),
        p.pad or (0,) * len(kernel),
    ]
    if len(kernel) != rank or any(len(x) != rank for x in found):
        raise ValueError(
            f"kernel={kernel}, stride={p.stride}, dilate={p.dilate} and pad={p.pad} must have one "
            f"entry for each of the {rank} spatial axes"
        )
    return found


def steps(lengths, kernel, stride, dilate, pad):
    """How many places a window has along each axis."""
    made = tuple(
        (n + 2 * q - d * (k - 1) - 1) // s + 1
        for n, k, s, d, q in zip(lengths, kernel, stride, dilate, pad, strict=True)
    )
    if any(n < 1 for n in made):
        raise ValueError(
            f"kernel {kernel} with dilate {dilate} exceeds the padded data of {tuple(lengths)}"
        )
    return made


@op("im2col", traits={"view"})
class im2col:
    """Every place of a sliding window as a column: this makes a convolution a product."""

    data = In("(N, C, *spatial), one to three spatial axes")
    output = Out("(N, C * product of kernel, number of places)")
    kernel = Attr(shape_attr, gt=0, doc="Lengths of the window.")
    stride = Attr(shape_attr, (), gt=0, doc="Steps of the window; 1 if left out.")
    dilate = Attr(shape_attr, (), gt=0, doc="Distance of the window's entries; 1 if left out.")
    pad = Attr(shape_attr, (), ge=0, doc="Zeros around the data; 0 if left out.")

    def check(p, data):
        refuse_integers("im2col", data=data)

    def forward(F, p, data):
        kernel, stride, dilate, around = window(p, len(data.shape) - 2)
        steps(data.shape[2:], kernel, stride, dilate, around)
        return F.im2col(data, kernel=kernel, stride=stride, dilate=dilate, pad=around)


@op("col2im", traits={"view"})
class col2im:
    """Columns added back to where `im2col` read them: its transpose, not its inverse."""

    data = In("(N, C * product of kernel, number of places)")
    output = Out("(N, C, *output_size)")
    output_size = Attr(shape_attr, gt=0, doc="Spatial lengths of the result.")
    kernel = Attr(shape_attr, gt=0, doc="Lengths of the window.")
    stride = Attr(shape_attr, (), gt=0, doc="Steps of the window; 1 if left out.")
    dilate = Attr(shape_attr, (), gt=0, doc="Distance of the window's entries; 1 if left out.")
    pad = Attr(shape_attr, (), ge=0, doc="Zeros around the data; 0 if left out.")

    def check(p, data):
        refuse_integers("col2im", data=data)

    def forward(F, p, data):
        kernel, stride, dilate, around = window(p, len(p.output_size))
        places = prod(steps(p.output_size, kernel, stride, dilate, around))
        shape = tuple(data.shape)
        if len(shape) != 3 or shape[1] % prod(kernel) or shape[2] != places:
            raise ValueError(
                f"data has shape {shape}; kernel {kernel} and output_size {p.output_size} need "
                f"(N, C * {prod(kernel)}, {places})"
            )
        return F.col2im(
            data, size=p.output_size, kernel=kernel, stride=stride, dilate=dilate, pad=around
        )
