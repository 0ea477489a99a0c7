"""Rules of the kernels that read or write by indices, which get no gradient."""

from ..._core.primitive import primitive
from ..._core.rules import Like


@primitive("x index")
class take:
    def d_x(F, p, x: Like, index, g):
        return F.take_grad(g, index, shape=x.shape, axis=p.axis, mode=p.mode)


@primitive("dy index", "dx")
class take_grad:
    def d_dy(F, p, index, g):
        return F.take(g, index, axis=p.axis, mode=p.mode)


@primitive("x index")
class pick:
    def d_x(F, p, x: Like, index, g):
        return F.pick_grad(g, index, shape=x.shape, axis=p.axis, mode=p.mode)


@primitive("dy index", "dx")
class pick_grad:
    def d_dy(F, p, dy: Like, index, g):
        return F.reshape(F.pick(g, index, axis=p.axis, mode=p.mode), shape=dy.shape)


@primitive("x index")
class gather_nd:
    def d_x(F, p, x: Like, index, g):
        return F.gather_nd_grad(g, index, shape=x.shape)


@primitive("dy index", "dx")
class gather_nd_grad:
    def d_dy(F, p, index, g):
        return F.gather_nd(g, index)


@primitive("values index")
class winners:
    def d_values(F, p, index, g):
        return F.winners(g, index, shape=p.shape)


@primitive("values index")
class scatter_nd:
    def d_values(F, p, index, g):
        return F.winners(F.gather_nd(g, index), index, shape=p.shape)


@primitive("x values index")
class write_nd:
    def d_x(F, p, x: Like, values: Like, index, g):
        nothing = F.zeros_like(values)
        return F.write_nd(g, nothing, index)

    def d_values(F, p, x: Like, index, g):
        return F.winners(F.gather_nd(g, index), index, shape=x.shape)


for _name in ("one_hot", "true_entries", "ravel_index", "unravel_index"):
    primitive("index", name=_name, gradient="zero")
for _name in ("index_grid", "range_like"):
    primitive("x", name=_name, gradient="zero")
