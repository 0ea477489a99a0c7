"""Rules of reductions, views and joins: the linear kernels that only move or add elements."""

from ..._core.primitive import primitive
from ..._core.rules import Like


def kept_shape(p, shape):
    """The shape of a reduction's result had it kept its axes."""
    axis = p.axis
    axes = range(len(shape)) if axis is None or axis == () else (axis if isinstance(axis, tuple) else (axis,))
    axes = {a % len(shape) for a in axes}
    return tuple(1 if i in axes else n for i, n in enumerate(shape))


@primitive("x")
class sum:
    def d_x(F, p, x: Like, g):
        return F.broadcast_to(F.reshape(g, shape=kept_shape(p, x.shape)), shape=x.shape)


@primitive("x")
class mean:
    def d_x(F, p, x: Like, g):
        shape = kept_shape(p, x.shape)
        count = 1
        for n, kept in zip(x.shape, shape, strict=True):
            count *= n if kept == 1 else 1
        return F.broadcast_to(F.reshape(F.div(g, count), shape=shape), shape=x.shape)


@primitive("x")
class sum_to:
    def d_x(F, p, x: Like, g):
        return F.broadcast_to(g, shape=x.shape)


@primitive("x")
class broadcast_to:
    def d_x(F, p, x: Like, g):
        return F.sum_to(g, shape=x.shape)


@primitive("x")
class reshape:
    def d_x(F, p, x: Like, g):
        return F.reshape(g, shape=x.shape)


@primitive("x")
class expand_dims:
    def d_x(F, p, x: Like, g):
        return F.reshape(g, shape=x.shape)


@primitive("x")
class squeeze:
    def d_x(F, p, x: Like, g):
        return F.reshape(g, shape=x.shape)


@primitive("x")
class transpose:
    def d_x(F, p, g):
        back = [0] * len(p.axes)
        for i, a in enumerate(p.axes):
            back[a] = i
        return F.transpose(g, axes=tuple(back))


@primitive("x")
class t:
    def d_x(F, p, g):
        return F.t(g)


@primitive("x")
class swapaxes:
    def d_x(F, p, g):
        return F.swapaxes(g, dim1=p.dim1, dim2=p.dim2)


@primitive("x")
class flip:
    def d_x(F, p, g):
        return F.flip(g, axis=p.axis)


@primitive("x")
class cast:
    def d_x(F, p, x: Like, g):
        return F.cast(g, dtype=x.dtype)


@primitive("x")
class narrow:
    def d_x(F, p, x: Like, g):
        after = x.shape[p.axis] - p.start - p.length
        return F.pad_zeros(g, axis=p.axis, before=p.start, after=after)


@primitive("x")
class pad_zeros:
    def d_x(F, p, x: Like, g):
        return F.narrow(g, axis=p.axis, start=p.before, length=x.shape[p.axis])


@primitive("*xs")
class concat:
    def d_xs(F, p, xs: Like, g):
        parts, start = [], 0
        for x in xs:
            length = x.shape[p.axis]
            parts.append(F.narrow(g, axis=p.axis, start=start, length=length))
            start += length
        return parts
