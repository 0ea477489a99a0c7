"""Pooling over windows."""

from functools import lru_cache
from math import prod

from .._core.attrs import Attr, maybe, shape
from .._core.errors import MXNetError
from .._core.op import In, Out
from .._core.registry import op
from .._core.rules import Like, Maybe
from .spatial import back, back_shape, check_float, first, first_shape, is_last, window


@lru_cache(maxsize=4096)
def windows(p, space):
    """The pooling kernels' parameters for data of the spatial extent `space`."""
    kernel, count = p.kernel, len(space)
    if p.global_pool:
        return {"kernel": space, "stride": space, "pad": (0,) * count, "size": (1,) * count}
    if len(kernel) != count or min(kernel) < 1:
        raise MXNetError(
            f"kernel {kernel} must have {count} positive entries, one per spatial axis."
        )
    stride = window(kernel, "stride", p.stride, 1, ge=1)
    # With `same`, upstream's programs give three zeros whatever the kernel.
    given = p.pad if any(p.pad) or p.pooling_convention != "same" else ()
    pad = window(kernel, "pad", given, 0, ge=0)
    if any(a >= k for a, k in zip(pad, kernel)):
        raise MXNetError(f"pad {pad} must be smaller than kernel {kernel} along every axis.")
    if any(k > n + 2 * a for k, n, a in zip(kernel, space, pad)):
        raise MXNetError(f"kernel size {kernel} exceeds the input {space}, padded by {pad}.")
    return {"kernel": kernel, "stride": stride, "pad": pad, "size": _size(p, space, stride, pad)}


def _size(p, space, stride, pad):
    if p.pooling_convention == "same":
        if len(space) > 1 or any(pad):
            raise MXNetError("pooling_convention same is for one spatial axis, without pad.")
        return tuple(-(-n // s) for n, s in zip(space, stride))
    rest = [n + 2 * a - k for n, a, k in zip(space, pad, p.kernel)]
    if p.pooling_convention == "full":
        return tuple(-(-r // s) + 1 for r, s in zip(rest, stride))
    return tuple(r // s + 1 for r, s in zip(rest, stride))


def pool(F, p, x, divisor):
    """Any pooling but lp, of data with its channels behind the batch axis."""
    if p.pool_type == "max":
        return F.max_pool(x, **windows(p, tuple(x.shape[2:])))[0]
    if p.global_pool:
        reduce = F.mean if p.pool_type == "avg" else F.sum
        return reduce(x, axis=tuple(range(2, len(x.shape))), keepdims=True)
    if p.pool_type == "sum":
        divisor = "one"
    return F.avg_pool(x, divisor=divisor, **windows(p, tuple(x.shape[2:])))


def pool_grad(F, p, g, shape, divisor):
    """What `pool` gives back to data of `shape`, but for max."""
    if p.global_pool:
        g = F.div(g, prod(shape[2:])) if p.pool_type == "avg" else g
        return F.broadcast_to(g, shape=shape)
    if p.pool_type == "sum":
        divisor = "one"
    return F.avg_pool_grad(g, shape=shape, divisor=divisor, **windows(p, tuple(shape[2:])))


def divisor(p):
    """What an average is divided by; see the kernel."""
    return "data" if p.count_include_pad is False else "all"


def lp_pool(F, p, x):
    """The p-th root of the sum of p-th powers; its slope is 0 where the sum is."""
    powers = (x, F.square(x), F.mul(F.square(x), x))[p.p_value - 1]
    total = pool(F, p.replace(pool_type="sum"), powers, "one")
    if p.p_value == 1:
        return total
    there = F.ne(total, 0)
    safe = F.where(there, total, F.ones_like(total))
    root = F.sqrt(safe) if p.p_value == 2 else F.cbrt(safe)
    return F.where(there, root, F.zeros_like(total))


def lp_pool_grad(F, p, g, x):
    """What `lp_pool` gives back: ``x ** (p - 1) / out ** (p - 1)`` times the cotangent."""
    summed = p.replace(pool_type="sum")
    if p.p_value == 1:
        return pool_grad(F, summed, g, tuple(x.shape), "one")
    out = lp_pool(F, p, x)
    there = F.ne(out, 0)
    safe = F.where(there, out, F.ones_like(out))
    below, above = (safe, x) if p.p_value == 2 else (F.square(safe), F.square(x))
    g = F.where(there, F.div(g, below), F.zeros_like(g))
    return F.mul(above, pool_grad(F, summed, g, tuple(x.shape), "one"))


CONVENTION = (
    "How the last window is treated: `valid` only whole windows, `full` also one that "
    "hangs over the end, `same` one window for every step of the data (one axis only)."
)


@op("Pooling", also=["_npx_pooling"])
class pooling:
    """The largest, mean, sum or p-norm over a window that slides over one to three spatial axes.

    Along each axis there are ``floor((n + 2 * pad - kernel) / stride) + 1`` windows with the
    convention `valid`, the same rounded up with `full`, and ``ceil(n / stride)`` with `same`.
    """

    data = In("(N, C, *space), or (N, *space, C) in the layouts NWC, NHWC and NDHWC")
    output = Out("(N, C, *windows), in the layout of the data")
    kept = Out("what the gradient reads: for max places, for lp the data", hidden=True)
    kernel = Attr(shape, (), doc="Size of the window; may be left out with global_pool.")
    pool_type = Attr(("max", "avg", "sum", "lp"), "max", doc="What is taken of each window.")
    global_pool = Attr(bool, False, doc="One window that covers all of the space.")
    cudnn_off = Attr(bool, False, doc="Taken for compatibility.")
    pooling_convention = Attr(("valid", "full", "same"), "valid", doc=CONVENTION)
    stride = Attr(shape, (), doc="Step of the window along each axis; 1 if left out.")
    pad = Attr(shape, (), doc="Padding on both sides of each axis; 0 if left out.")
    p_value = Attr(maybe(int), None, doc="The power of pool_type lp: 1, 2 or 3.")
    count_include_pad = Attr(
        maybe(bool), None, doc="Whether avg counts the padding; yes if left out."
    )
    layout = Attr(
        (None, "NCDHW", "NCHW", "NCW", "NDHWC", "NHWC", "NWC"),
        None,
        doc="Order of the axes; channels behind the batch if left out.",
    )

    def infer(p, s):
        x = s.data.known()
        _check_rank(p, x)
        last = is_last(p.layout, len(x) - 2)
        x = first_shape(x, last)
        s.unify(output=back_shape((*x[:2], *windows(p, x[2:])["size"]), last))

    def check(p, data):
        check_float(data)
        _check_rank(p, data.shape)
        if p.pool_type == "lp" and p.p_value not in (1, 2, 3):
            raise MXNetError(f"p_value={p.p_value} is not supported; lp takes 1, 2 or 3.")

    def forward(F, p, data):
        last = is_last(p.layout, len(data.shape) - 2)
        x = first(F, data, last)
        if p.pool_type == "max":
            out, where = F.max_pool(x, **windows(p, tuple(x.shape[2:])))
            return back(F, out, last), where
        if p.pool_type == "lp":
            return back(F, lp_pool(F, p, x), last), x
        out = pool(F, p, x, divisor(p))
        return back(F, out, last), out

    def d_data(F, p, data: Like, kept, g, g_kept: Maybe):
        last = is_last(p.layout, len(data.shape) - 2)
        shape, g = first_shape(data.shape, last), first(F, g, last)
        if p.pool_type == "max":
            dx = F.max_pool_grad(g, kept, shape=shape, **windows(p, tuple(shape[2:])))
        elif p.pool_type == "lp":
            dx = lp_pool_grad(F, p, g, kept)
            dx = dx if g_kept is None else F.add(dx, g_kept)  # what was kept is the data itself
        else:
            dx = pool_grad(F, p, g, shape, divisor(p))
        return back(F, dx, last)


def _check_rank(p, x, least=3):
    if not least <= len(x) <= 5 or not (p.global_pool or len(p.kernel) == len(x) - 2):
        wanted = len(p.kernel) + 2 if p.kernel and not p.global_pool else f"{least} to 5"
        raise MXNetError(f"data has shape {tuple(x)}; kernel {p.kernel} needs {wanted} axes.")


@op("Pooling_v1")
class pooling_v1:
    """`Pooling` of old networks: two or three spatial axes; padding is zeros and always counts."""

    data = In("(N, C, *space)")
    output = Out("(N, C, *windows)")
    kernel = Attr(shape, (), doc="Size of the window; may be left out with global_pool.")
    pool_type = Attr(("max", "avg", "sum"), "max", doc="What is taken of each window.")
    global_pool = Attr(bool, False, doc="One window that covers all of the space.")
    pooling_convention = Attr(("valid", "full"), "valid", doc=CONVENTION.rpartition(",")[0] + ".")
    stride = Attr(shape, (), doc="Step of the window along each axis; 1 if left out.")
    pad = Attr(shape, (), doc="Zeros on both sides of each axis; 0 if left out.")

    def infer(p, s):
        x = s.data.known()
        _check_rank(p, x, least=4)
        s.unify(output=(*x[:2], *windows(p, x[2:])["size"]))

    def check(p, data):
        check_float(data)
        _check_rank(p, data.shape, least=4)

    def forward(F, p, data):
        n = windows(p, tuple(data.shape[2:]))
        if p.pool_type == "avg" and not p.global_pool:  # of whole windows, wherever they hang over
            return F.div(F.avg_pool(data, divisor="one", **n), prod(p.kernel))
        if p.pool_type != "max" or not any(n["pad"]):
            return pool(F, p, data, "all")
        for axis, pad in enumerate(n["pad"]):
            data = F.pad_zeros(data, axis=axis + 2, before=pad, after=pad)
        return F.max_pool(data, **{**n, "pad": (0,) * len(n["pad"])})[0]
