"""Rules of reductions and of what undoes them."""

from ..._core.primitive import primitive
from ..._core.rules import Like


def kept_shape(p, shape):
    """The shape of a reduction's result had it kept its axes."""
    axes = p.axis if isinstance(p.axis, tuple) or p.axis is None else (p.axis,)
    axes = {a % len(shape) for a in axes or range(len(shape))}
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


def chosen(F, p, x, out, g):
    """The cotangent where an element is the extreme: all that tie get it, as in the reference."""
    shape = kept_shape(p, x.shape)
    return F.where(F.eq(x, F.reshape(out, shape=shape)), F.reshape(g, shape=shape), 0)


primitive("x", name="max", d_x=chosen)
primitive("x", name="min", d_x=chosen)


@primitive("x")
class norm2:
    def d_x(F, p, x, out, g):
        """`x / |x|`, and zero where the length is."""
        shape = kept_shape(p, x.shape)
        slope = F.div(g, F.where(F.eq(out, 0), 1, out))
        return F.mul(F.reshape(slope, shape=shape), x)


def products_before(F, x):
    """The product of all earlier entries of the last axis: no division, so zeros are exact."""
    axis, n = len(x.shape) - 1, x.shape[-1]
    one = F.ones_like(F.narrow(x, axis=axis, start=0, length=1))
    x = F.concat(one, F.narrow(x, axis=axis, start=0, length=n - 1), axis=axis)
    step = 1
    while step < n:
        head = F.narrow(x, axis=axis, start=0, length=step)
        rest = F.mul(F.narrow(x, axis=axis, start=step, length=n - step),
                     F.narrow(x, axis=axis, start=0, length=n - step))
        x, step = F.concat(head, rest, axis=axis), step * 2
    return x


def products_of_others(F, x):
    """The product of all other entries of the last axis."""
    axis = (len(x.shape) - 1,)
    after = F.flip(products_before(F, F.flip(x, axis=axis)), axis=axis)
    return F.mul(products_before(F, x), after)


@primitive("x")
class prod:
    def d_x(F, p, x, g):
        """`g` times the product of the others, with the reduced axes moved behind and made one."""
        if 0 in x.shape:
            return F.zeros_like(x)
        kept = kept_shape(p, x.shape)
        stay = [i for i, n in enumerate(x.shape) if n == kept[i]]
        order = (*stay, *(i for i in range(len(kept)) if i not in stay))
        moved = F.transpose(x, axes=order)
        flat = F.reshape(moved, shape=(*(x.shape[i] for i in stay), -1))
        slopes = F.reshape(products_of_others(F, flat), shape=tuple(moved.shape))
        back = tuple(order.index(i) for i in range(len(order)))
        return F.mul(F.reshape(g, shape=kept), F.transpose(slopes, axes=back))


@primitive("x")
class cumsum:
    def d_x(F, p, g):
        back = F.cumsum(F.flip(g, axis=p.axis), axis=p.axis)
        return F.flip(back, axis=p.axis)


@primitive("x")
class sum_to:
    def d_x(F, p, x: Like, g):
        return F.broadcast_to(g, shape=x.shape)


@primitive("x")
class broadcast_to:
    def d_x(F, p, x: Like, g):
        return F.sum_to(g, shape=x.shape)
