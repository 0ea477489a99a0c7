"""Convolution and transposed convolution."""

from functools import lru_cache
from types import SimpleNamespace

from .._core.attrs import Attr, shape
from .._core.errors import MXNetError
from .._core.op import In, Out
from .._core.registry import op
from .._core.rules import For, Like
from .primitives.conv import channel_sums
from .spatial import (
    FIRST,
    back,
    back_shape,
    check_float,
    check_rank,
    first,
    first_shape,
    is_last,
    window,
)

CONV_LAST = {2: "NHWC", 3: "NDHWC"}


@lru_cache(maxsize=4096)
def geometry(p):
    """What one set of attributes means: the kernels' parameters, and whether channels are last."""
    kernel = p.kernel
    if not 1 <= len(kernel) <= 3 or min(kernel) < 1:
        raise MXNetError(f"kernel {kernel} must have one to three entries, all positive.")
    if p.num_filter % p.num_group:
        raise MXNetError(f"num_filter {p.num_filter} must be divisible by num_group {p.num_group}.")
    given = {
        "stride": window(kernel, "stride", p.stride, 1, ge=1),
        "pad": window(kernel, "pad", p.pad, 0, ge=0),
        "dilate": window(kernel, "dilate", p.dilate, 1, ge=1),
        "groups": p.num_group,
    }
    return SimpleNamespace(
        kernel=kernel,
        window=given,
        last=is_last(p.layout, len(kernel), CONV_LAST),
        reach=tuple(d * (k - 1) + 1 for k, d in zip(kernel, given["dilate"], strict=True)),
    )


def axes_of(n, p, s):
    """The data's shape with channels first, once known."""
    x = s.data.known()
    check_rank(x, len(p.kernel), p.layout)
    x = first_shape(x, n.last)
    if x[1] % p.num_group:
        raise MXNetError(f"num_group {p.num_group} does not divide the data's {x[1]} channels.")
    return x


def conv_infer(p, s):
    n = geometry(p)
    x = axes_of(n, p, s)
    s.unify(
        weight=back_shape((p.num_filter, x[1] // p.num_group, *p.kernel), n.last),
        bias=(p.num_filter,),
    )
    space = []
    for length, reach, stride, pad in zip(
        x[2:], n.reach, n.window["stride"], n.window["pad"], strict=True
    ):
        if reach > length + 2 * pad:
            raise MXNetError(f"kernel size exceeds the input: {reach} against {length + 2 * pad}.")
        space.append((length + 2 * pad - reach) // stride + 1)
    s.unify(output=back_shape((x[0], p.num_filter, *space), n.last))


def check_bias(p, bias):
    """Refuse a bias beside `no_bias`, or one of another shape."""
    if bias is not None and p.no_bias:
        raise ValueError("a bias came, which no_bias=True leaves out")
    if bias is not None and bias.shape != (p.num_filter,):
        raise ValueError("the shapes do not fit")


def conv_check(p, data, weight, bias=None):
    """Cheap tests of what the kernel would take in another sense; `infer` words the error."""
    n = geometry(p)
    if not is_int8(data):
        check_float(data)
    at = len(data.shape) - 1 if n.last else 1
    wanted = back_shape((p.num_filter, data.shape[at] // p.num_group, *p.kernel), n.last)
    check_bias(p, bias)
    if len(data.shape) != len(wanted) or weight.shape != wanted:
        raise ValueError("the shapes do not fit")


def conv_forward(F, p, data, weight, bias=None):
    n = geometry(p)
    kernel = F.conv_int8 if is_int8(data) else F.conv
    y = kernel(first(F, data, n.last), first(F, weight, n.last), bias, **n.window)
    return back(F, y, n.last)


def is_int8(x):
    """Whether an array holds signed 8-bit integers, which are convolved too."""
    kind = x.dtype
    return kind.itemsize == 1 and kind.is_signed and not kind.is_floating_point


def conv_gradients(F, p, data: For("weight"), weight: For("data"), g, wanted):
    """The cotangents of data, weight and bias, which one kernel gives together."""
    n = geometry(p)
    if is_int8(data):
        raise MXNetError("a convolution of int8 has no gradient; cast the data first.")
    dx, dw, db = F.conv_grads(
        first(F, g, n.last),
        first(F, data, n.last) if 1 in wanted else None,
        first(F, weight, n.last) if 0 in wanted else None,
        shapes=(first_shape(data.shape, n.last), first_shape(weight.shape, n.last)),
        wanted=wanted,
        **n.window,
    )
    if not n.last:
        return dx, dw, db
    return None if dx is None else back(F, dx, True), None if dw is None else back(F, dw, True), db


def d_bias(F, p, g):
    return channel_sums(F, first(F, g, geometry(p).last))


TUNING = (None, "fastest", "limited_workspace", "off")


@op("Convolution", also=["_npx_convolution"])
class convolution:
    """Slide `num_filter` filters over the data: a cross-correlation in one to three dimensions.

    Along each axis the output has ``floor((n + 2 * pad - dilate * (kernel - 1) - 1) / stride) + 1``
    entries. With `num_group` above one, channels and filters are split into that many groups that
    do not see each other. Of int8 the sums are exact, and cut off at -128 and 127.
    """

    data = In("(N, C, *space), or (N, *space, C) in the layouts NHWC and NDHWC")
    weight = In("(num_filter, C / num_group, *kernel), or (num_filter, *kernel, C / num_group)")
    bias = In("(num_filter,)", when=lambda p: not p.no_bias)
    output = Out("(N, num_filter, *space), in the layout of the data")
    kernel = Attr(shape, doc="Size of the window: (w,), (h, w) or (d, h, w).")
    stride = Attr(shape, (), doc="Step of the window along each axis; 1 if left out.")
    dilate = Attr(shape, (), doc="Distance between the entries of the window; 1 if left out.")
    pad = Attr(shape, (), doc="Zeros on both sides of each axis; 0 if left out.")
    num_filter = Attr(int, ge=1, doc="Number of filters, the channels of the output.")
    num_group = Attr(int, 1, ge=1, doc="Number of groups.")
    workspace = Attr(int, 1024, ge=0, doc="Taken for compatibility; the kernels manage memory.")
    no_bias = Attr(bool, False, doc="Leave the bias out; the operator then has two inputs.")
    cudnn_tune = Attr(TUNING, None, doc="Taken for compatibility.")
    cudnn_off = Attr(bool, False, doc="Taken for compatibility.")
    layout = Attr(
        (None, "NCDHW", "NCHW", "NCW", "NDHWC", "NHWC"),
        None,
        doc="Order of the axes; channels behind the batch if left out.",
    )
    infer, check, forward = conv_infer, conv_check, conv_forward
    d_data_weight_bias = conv_gradients


@op("Convolution_v1")
class convolution_v1:
    """`Convolution` of old networks: two or three dimensions, channels behind the batch axis."""

    data = In("(N, C, *space)")
    weight = In("(num_filter, C / num_group, *kernel)")
    bias = In("(num_filter,)", when=lambda p: not p.no_bias)
    output = Out("(N, num_filter, *space)")
    kernel = Attr(shape, doc="Size of the window: (h, w) or (d, h, w).")
    stride = Attr(shape, (), doc="Step of the window along each axis; 1 if left out.")
    dilate = Attr(shape, (), doc="Distance between the entries of the window; 1 if left out.")
    pad = Attr(shape, (), doc="Zeros on both sides of each axis; 0 if left out.")
    num_filter = Attr(int, ge=1, doc="Number of filters, the channels of the output.")
    num_group = Attr(int, 1, ge=1, doc="Number of groups.")
    workspace = Attr(int, 1024, ge=0, doc="Taken for compatibility; the kernels manage memory.")
    no_bias = Attr(bool, False, doc="Leave the bias out; the operator then has two inputs.")
    cudnn_tune = Attr(TUNING, None, doc="Taken for compatibility.")
    cudnn_off = Attr(bool, False, doc="Taken for compatibility.")
    layout = Attr(
        (None, "NCDHW", "NCHW", "NDHWC", "NHWC"), None, doc="Order of the axes; NCHW or NCDHW."
    )

    def check(p, data, weight, bias=None):
        if len(p.kernel) not in (2, 3):
            raise MXNetError(f"{len(p.kernel)}D convolution is not supported.")
        if p.layout not in (None, *FIRST.values()):
            raise MXNetError(f"layout {p.layout} is not supported; it may be NCHW or NCDHW.")
        conv_check(p, data, weight, bias)

    infer, forward = conv_infer, conv_forward
    d_data_weight_bias = conv_gradients


@lru_cache(maxsize=4096)
def spread(p, space):
    """`deconv`'s parameters for data of the spatial extent `space`, and the extent of its result.

    With a `target_shape`, `pad` and `adj` are chosen so that the result has it: the surplus is cut
    off both sides, one row less at the end where it is odd.
    """
    n = geometry(p)
    stride, full = n.window["stride"], []
    for length, reach, step in zip(space, n.reach, stride, strict=True):
        full.append((length - 1) * step + reach)
    pad, adjust = n.window["pad"], window(p.kernel, "adj", p.adj, 0, ge=0)
    target = window(p.kernel, "target_shape", p.target_shape, 0, ge=0)
    if any(target):
        surplus = [a - b for a, b in zip(full, target, strict=True)]
        if min(surplus) < 0:
            raise MXNetError(f"too big target_shape {target}: unpadded, it is {tuple(full)}.")
        pad, adjust = tuple((a + 1) // 2 for a in surplus), tuple(a % 2 for a in surplus)
    if any(a >= step for a, step in zip(adjust, stride, strict=True)):
        raise MXNetError(f"adj {adjust} must be smaller than stride {stride} along every axis.")
    out = tuple(a - 2 * b + c for a, b, c in zip(full, pad, adjust, strict=True))
    if min(out) < 1:
        raise MXNetError(f"pad {pad} leaves nothing of the result: its extent would be {out}.")
    return {**n.window, "pad": pad}, adjust, out


@op("Deconvolution", also=["_npx_deconvolution"])
class deconvolution:
    """The transpose of a convolution: what `Convolution` gives back to its data.

    Along each axis the output has ``stride * (n - 1) + dilate * (kernel - 1) + 1 - 2 * pad + adj``
    entries, or as many as `target_shape` says.
    """

    data = In("(N, C, *space), or (N, *space, C) in the layouts NHWC and NDHWC")
    weight = In("(C, num_filter / num_group, *kernel), or (C, *kernel, num_filter / num_group)")
    bias = In("(num_filter,)", when=lambda p: not p.no_bias)
    output = Out("(N, num_filter, *space), in the layout of the data")
    kernel = Attr(shape, doc="Size of the window: (w,), (h, w) or (d, h, w).")
    stride = Attr(shape, (), doc="Step of the window in the output; 1 if left out.")
    dilate = Attr(shape, (), doc="Distance between the entries of the window; 1 if left out.")
    pad = Attr(shape, (), doc="Rows and columns cut off both sides of the output; 0 if left out.")
    adj = Attr(shape, (), doc="More rows at the end, fewer than the stride; 0 if left out.")
    target_shape = Attr(shape, (), doc="Spatial extent of the output, instead of `pad` and `adj`.")
    num_filter = Attr(int, ge=1, doc="Number of channels of the output.")
    num_group = Attr(int, 1, ge=1, doc="Number of groups.")
    workspace = Attr(int, 512, ge=0, doc="Taken for compatibility; the kernels manage memory.")
    no_bias = Attr(bool, True, doc="Leave the bias out; the operator then has two inputs.")
    cudnn_tune = Attr(TUNING, None, doc="Taken for compatibility.")
    cudnn_off = Attr(bool, False, doc="Taken for compatibility.")
    layout = Attr(
        (None, "NCDHW", "NCHW", "NCW", "NDHWC", "NHWC"),
        None,
        doc="Order of the axes; channels behind the batch if left out.",
    )

    def infer(p, s):
        n = geometry(p)
        x = axes_of(n, p, s)
        s.unify(
            weight=back_shape((x[1], p.num_filter // p.num_group, *p.kernel), n.last),
            bias=(p.num_filter,),
            output=back_shape((x[0], p.num_filter, *spread(p, x[2:])[2]), n.last),
        )

    def check(p, data, weight, bias=None):
        n = geometry(p)
        check_float(data)
        check_bias(p, bias)
        if len(data.shape) != len(p.kernel) + 2:
            raise ValueError("the shapes do not fit")
        x = first_shape(data.shape, n.last)
        if weight.shape != back_shape((x[1], p.num_filter // p.num_group, *p.kernel), n.last):
            raise ValueError("the shapes do not fit")

    def forward(F, p, data, weight, bias=None):
        last = geometry(p).last
        x = first(F, data, last)
        window, adjust, _ = spread(p, tuple(x.shape[2:]))
        return back(F, F.deconv(x, first(F, weight, last), bias, adjust=adjust, **window), last)

    def d_data(F, p, data: Like, weight, g):
        last = geometry(p).last
        window = spread(p, first_shape(data.shape, last)[2:])[0]
        return back(F, F.conv(first(F, g, last), first(F, weight, last), **window), last)

    def d_weight(F, p, data, weight: Like, g):
        last = geometry(p).last
        window = spread(p, first_shape(data.shape, last)[2:])[0]
        dw = F.conv_weight_grad(
            first(F, data, last), first(F, g, last), shape=first_shape(weight.shape, last), **window
        )
        return back(F, dw, last)

    d_bias = d_bias
