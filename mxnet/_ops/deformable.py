"""Convolutions each of whose entries looks where an offset says.

Both read the pixels around every place, mix them, and multiply with the weights; so they have
gradients of every order. What does not live here: plain convolutions (`conv.py`).
"""

from .._core.attrs import Attr, shape
from .._core.errors import MXNetError
from .._core.op import In, Out
from .._core.registry import op
from . import primitives  # noqa: F401  the forwards call them
from .conv import geometry
from .spatial import check_float, check_rank

KERNEL = "Size of the filters, two numbers."
LAYOUTS = (None, "NCDHW", "NCHW", "NCW")


def shapes_for(p, x):
    """The shapes that data of shape `x` needs, by slot."""
    if len(p.kernel) != 2:
        raise MXNetError(f"kernel {p.kernel} must have two entries.")
    n = geometry(p)
    check_rank(x, 2, p.layout)
    for name, count in (("num_group", p.num_group), ("deformable groups", groups_of(p))):
        if x[1] % count:
            raise MXNetError(f"{name} {count} must divide the data's {x[1]} channels.")
    space = []
    for length, reach, stride, pad in zip(
        x[2:], n.reach, n.window["stride"], n.window["pad"], strict=True
    ):
        if reach > length + 2 * pad:
            raise MXNetError(f"kernel size exceeds the input: {reach} against {length + 2 * pad}.")
        space.append((length + 2 * pad - reach) // stride + 1)
    places = groups_of(p) * p.kernel[0] * p.kernel[1]
    return {
        "offset": (x[0], 2 * places, *space),
        "mask": (x[0], places, *space),
        "weight": (p.num_filter, x[1] // p.num_group, *p.kernel),
        "bias": (p.num_filter,),
        "output": (x[0], p.num_filter, *space),
    }


def groups_of(p):
    return p.num_deformable_group


def infer_all(p, s):
    s.unify(**shapes_for(p, s.data.known()))


def check_all(p, data, **given):
    """Refuse arrays that do not belong together."""
    check_float(data)
    wanted = shapes_for(p, tuple(data.shape))
    for name, x in given.items():
        if x is not None and tuple(x.shape) != wanted[name]:
            raise MXNetError(
                f"{name} has shape {tuple(x.shape)}; data {tuple(data.shape)} needs {wanted[name]}."
            )
    if given["bias"] is not None and p.no_bias:
        raise MXNetError("a bias came, which no_bias=True leaves out.")


def convolved(F, p, data, offset, mask, weight, bias):
    """The sum over each window of the pixels where the offsets say, times the weights."""
    columns = looked_up(F, p, data, offset, mask)
    filters, channels = weight.shape[:2]
    flat = F.reshape(weight, shape=(filters, channels * p.kernel[0] * p.kernel[1], 1, 1))
    return F.conv(columns, flat, bias, stride=(1, 1), pad=(0, 0), dilate=(1, 1), groups=p.num_group)


def looked_up(F, p, data, offset, mask):
    """(N, C · kernel, *output): what every entry of every window sees."""
    n, channels = data.shape[:2]
    size, groups = tuple(offset.shape[2:]), groups_of(p)
    entries, pixels = p.kernel[0] * p.kernel[1], size[0] * size[1]
    count, each = entries * pixels, channels // groups
    given = {name: geometry(p).window[name] for name in ("stride", "dilate", "pad")}
    moved = F.reshape(offset, shape=(n, groups, entries, 2, pixels))
    moved = F.reshape(F.transpose(moved, axes=(0, 1, 3, 2, 4)), shape=(n, groups, 2, count))
    places = F.add(moved, F.deform_places(offset, kernel=p.kernel, size=size, **given))
    low, slope, inside, *corners = F.deform_cells(
        places, shape=tuple(data.shape), held=mask is None
    )
    parts = [F.reshape(F.flat_pick(data, at), shape=(n, groups, each, count)) for at in corners]
    fraction = F.mul(F.sub(places, low), slope)
    down = F.narrow(fraction, axis=2, start=0, length=1)
    right = F.narrow(fraction, axis=2, start=1, length=1)
    seen = between(F, between(F, *parts[:2], right), between(F, *parts[2:], right), down)
    seen = F.mul(seen, inside)
    if mask is not None:
        seen = F.mul(seen, F.reshape(mask, shape=(n, groups, 1, count)))
    return F.reshape(seen, shape=(n, channels * entries, *size))


def between(F, x, y, t):
    return F.add(x, F.mul(F.sub(y, x), t))


@op("_contrib_DeformableConvolution")
class deformable_convolution:
    """A convolution each of whose entries looks beside its place, by offsets of rows and columns.

    Between pixels it interpolates. The offsets of a window are row and column of its entries, row
    by row, for one group of channels after the other. What lies outside the image is 0; the last
    row and column reach up to a pixel behind them.

    Source: Dai et al., "Deformable Convolutional Networks", 2017.
    """

    data = In("(N, C, H, W)")
    offset = In("(N, 2 · groups · kernel, h, w)")
    weight = In("(num_filter, C / num_group, *kernel)")
    bias = In("(num_filter,)", when=lambda p: not p.no_bias)
    output = Out("(N, num_filter, h, w)")
    kernel = Attr(shape, doc=KERNEL)
    stride = Attr(shape, (), doc="Steps between windows; 1 if left out.")
    dilate = Attr(shape, (), doc="Distances within a window; 1 if left out.")
    pad = Attr(shape, (), doc="Zeros around the image; none if left out.")
    num_filter = Attr(int, ge=1, doc="Number of filters.")
    num_group = Attr(int, 1, ge=1, doc="Groups of channels and filters that do not mix.")
    num_deformable_group = Attr(int, 1, ge=1, doc="Groups of channels with offsets of their own.")
    workspace = Attr(int, 1024, ge=0, doc="Taken for compatibility; the kernels manage memory.")
    no_bias = Attr(bool, False, doc="Leave the bias out.")
    layout = Attr(LAYOUTS, None, doc="Order of the axes.")
    infer = infer_all

    def check(p, data, offset, weight, bias=None):
        check_all(p, data, offset=offset, weight=weight, bias=bias)

    def forward(F, p, data, offset, weight, bias=None):
        return convolved(F, p, data, offset, None, weight, bias)


@op("_contrib_ModulatedDeformableConvolution")
class modulated_deformable_convolution:
    """A deformable convolution that also weighs what each entry sees, by a mask.

    Outside the image everything is 0.

    Source: Zhu et al., "Deformable ConvNets v2: More Deformable, Better Results", 2018.
    """

    data = In("(N, C, H, W)")
    offset = In("(N, 2 · groups · kernel, h, w)")
    mask = In("(N, groups · kernel, h, w)")
    weight = In("(num_filter, C / num_group, *kernel)")
    bias = In("(num_filter,)", when=lambda p: not p.no_bias)
    output = Out("(N, num_filter, h, w)")
    kernel = Attr(shape, doc=KERNEL)
    stride = Attr(shape, (), doc="Steps between windows; 1 if left out.")
    dilate = Attr(shape, (), doc="Distances within a window; 1 if left out.")
    pad = Attr(shape, (), doc="Zeros around the image; none if left out.")
    num_filter = Attr(int, ge=1, doc="Number of filters.")
    num_group = Attr(int, 1, ge=1, doc="Groups of channels and filters that do not mix.")
    num_deformable_group = Attr(int, 1, ge=1, doc="Groups of channels with offsets of their own.")
    workspace = Attr(int, 1024, ge=0, doc="Taken for compatibility; the kernels manage memory.")
    no_bias = Attr(bool, False, doc="Leave the bias out.")
    im2col_step = Attr(int, 64, ge=1, doc="Taken for compatibility.")
    layout = Attr(LAYOUTS, None, doc="Order of the axes.")
    infer = infer_all

    def check(p, data, offset, mask, weight, bias=None):
        check_all(p, data, offset=offset, mask=mask, weight=weight, bias=bias)

    def forward(F, p, data, offset, mask, weight, bias=None):
        return convolved(F, p, data, offset, mask, weight, bias)
