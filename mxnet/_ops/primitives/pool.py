"""Rules of pooling: every kernel is linear once it is known which entries were largest."""

from ..._core.primitive import primitive
from ..._core.rules import Like


def window(p):
    """The parameters that a pooling shares with its transpose."""
    return {"kernel": p.kernel, "stride": p.stride, "pad": p.pad, "size": p.size}


@primitive("x", "out where")
class max_pool:
    def d_x(F, p, x: Like, where, g):
        return F.max_pool_grad(g, where, shape=x.shape, **window(p))


@primitive("dy where", "dx")
class max_pool_grad:
    def d_dy(F, p, where, g):
        return F.pool_pick(g, where)


@primitive("x where")
class pool_pick:
    def d_x(F, p, x: Like, where, g):
        return F.pool_put(g, where, shape=x.shape)


@primitive("dy where", "dx")
class pool_put:
    def d_dy(F, p, where, g):
        return F.pool_pick(g, where)


@primitive("x")
class avg_pool:
    def d_x(F, p, x: Like, g):
        return F.avg_pool_grad(g, shape=x.shape, divisor=p.divisor, **window(p))


@primitive("dy", "dx")
class avg_pool_grad:
    def d_dy(F, p, g):
        return F.avg_pool(g, divisor=p.divisor, **window(p))


@primitive("x")
class adaptive_avg_pool:
    def d_x(F, p, x: Like, g):
        return F.adaptive_avg_pool_grad(g, shape=x.shape)


@primitive("dy", "dx")
class adaptive_avg_pool_grad:
    def d_dy(F, p, dy: Like, g):
        return F.adaptive_avg_pool(g, size=tuple(dy.shape[2:]))
