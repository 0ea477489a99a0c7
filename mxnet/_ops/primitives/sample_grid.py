"""Rules of reading images between pixels.

`grid_sample` is linear in the data and, within a cell of four pixels, bilinear in the place: with
``t`` and ``u`` the place's fractions along x and y, and ``a b / c d`` the cell, its slope along x
is ``(1 - u)(b - a) + u(d - c)``, along y ``(1 - t)(c - a) + t(d - b)``, and the mixed second
derivative ``a - b - c + d``; all others vanish.
"""

from ..._core.primitive import primitive
from ..._core.rules import Like


@primitive("x grid")
class grid_sample:
    def d_x(F, p, x: Like, grid, g):
        return F.grid_sample_dx(g, grid, shape=x.shape)

    def d_grid(F, p, x, grid, g):
        return F.grid_sample_dgrid(g, x, grid)


@primitive("dy grid", "dx")
class grid_sample_dx:
    def d_dy(F, p, grid, g):
        return F.grid_sample(g, grid)

    def d_grid(F, p, dy, grid, g):
        return F.grid_sample_dgrid(dy, g, grid)


def fractions(F, grid, shape):
    """`(t, u, 1 - t, 1 - u, corners)` of the places of a grid."""
    x0, y0, *corners = F.grid_cells(grid, shape=tuple(shape))
    x, y = half(F, grid, 0), half(F, grid, 1)
    t = F.sub(F.mul(F.add(x, 1), (shape[3] - 1) / 2), x0)
    u = F.sub(F.mul(F.add(y, 1), (shape[2] - 1) / 2), y0)
    return t, u, F.sub(1, t), F.sub(1, u), corners


def half(F, grid, axis):
    """The x (0) or y (1) of a grid, as (N, 1, h, w)."""
    return F.narrow(grid, axis=1, start=axis, length=1)


def scaled(F, g, shape):
    """A cotangent of the grid's gradient in pixels: `(along x, along y)`."""
    along_x = F.mul(half(F, g, 0), (shape[3] - 1) / 2)
    return along_x, F.mul(half(F, g, 1), (shape[2] - 1) / 2)


def between(F, weight0, start, weight1, end):
    return F.add(F.mul(weight0, start), F.mul(weight1, end))


@primitive("dy x grid", "dgrid")
class grid_sample_dgrid:
    def d_dy(F, p, x, grid, g):
        t, u, t1, u1, corners = fractions(F, grid, x.shape)
        a, b, c, d = (F.flat_pick(x, at) for at in corners)
        gx, gy = scaled(F, g, x.shape)
        slope_x = between(F, u1, F.sub(b, a), u, F.sub(d, c))
        slope_y = between(F, t1, F.sub(c, a), t, F.sub(d, b))
        return between(F, gx, slope_x, gy, slope_y)

    def d_x(F, p, dy, x: Like, grid, g):
        t, u, t1, u1, corners = fractions(F, grid, x.shape)
        gx, gy = scaled(F, g, x.shape)
        along_x, along_y = F.mul(gx, dy), F.mul(gy, dy)
        left_top, right_top = F.mul(along_x, u1), F.mul(along_x, u)
        top, bottom = F.mul(along_y, t1), F.mul(along_y, t)
        parts = (
            F.neg(F.add(left_top, top)),
            F.sub(left_top, bottom),
            F.sub(top, right_top),
            F.add(right_top, bottom),
        )
        total = None
        for part, at in zip(parts, corners):
            put = F.flat_put(part, at, shape=tuple(x.shape))
            total = put if total is None else F.add(total, put)
        return total

    def d_grid(F, p, dy, x, grid, g):
        corners = F.grid_cells(grid, shape=tuple(x.shape))[2:]
        a, b, c, d = (F.flat_pick(x, at) for at in corners)
        mixed = F.sub(F.add(a, d), F.add(b, c))
        each = F.sum(F.mul(dy, mixed), axis=(1,), keepdims=True)
        each = F.mul(each, (x.shape[3] - 1) * (x.shape[2] - 1) / 4)
        return F.mul(each, F.flip(g, axis=(1,)))


primitive("grid", "x0 y0 at00 at01 at10 at11", name="grid_cells", gradient="zero")
primitive("x", name="affine_coordinates", gradient="zero")
primitive("x", name="pixel_coordinates", gradient="zero")


@primitive("x where")
class flat_pick:
    def d_x(F, p, x: Like, where, g):
        return F.flat_put(g, where, shape=tuple(x.shape))


@primitive("dy where", "dx")
class flat_put:
    def d_dy(F, p, where, g):
        return F.flat_pick(g, where)


@primitive("x")
class resize_bilinear:
    def d_x(F, p, x: Like, g):
        return F.resize_bilinear_grad(g, shape=tuple(x.shape), align=p.align)


@primitive("dy", "dx")
class resize_bilinear_grad:
    def d_dy(F, p, dy: Like, g):
        return F.resize_bilinear(g, size=tuple(dy.shape[2:]), align=p.align)
