"""Rules of arithmetic, rounding, selection and comparison. `x`, `y` may be numbers."""

from ..._core.primitive import primitive
from ..._core.rules import Shape


@primitive("x y")
class add:
    def d_x(F, p, x: Shape, g):
        return g if g.shape == x else F.sum_to(g, shape=x)

    def d_y(F, p, y: Shape, g):
        return g if g.shape == y else F.sum_to(g, shape=y)


@primitive("x y")
class sub:
    def d_x(F, p, x: Shape, g):
        return F.sum_to(g, shape=x)

    def d_y(F, p, y: Shape, g):
        return F.sum_to(F.neg(g), shape=y)


@primitive("x y")
class mul:
    def d_x(F, p, x: Shape, y, g):
        dx = F.mul(g, y)
        return dx if dx.shape == x else F.sum_to(dx, shape=x)

    def d_y(F, p, y: Shape, x, g):
        dy = F.mul(g, x)
        return dy if dy.shape == y else F.sum_to(dy, shape=y)


@primitive("x y")
class div:
    def d_x(F, p, x: Shape, y, g):
        return F.sum_to(F.div(g, y), shape=x)

    def d_y(F, p, y, out, g):
        return F.sum_to(F.neg(F.div(F.mul(g, out), y)), shape=y.shape)


@primitive("x y")
class mod:
    """Of whole numbers the gradient is zero, as in the reference."""

    def d_x(F, p, x: Shape, g):
        return F.sum_to(F.zeros_like(g) if whole(F, g) else g, shape=x)

    def d_y(F, p, x, y, g):
        slope = F.zeros_like(g) if whole(F, g) else F.neg(F.mul(g, F.floor(F.div(x, y))))
        return F.sum_to(slope, shape=y.shape)


def whole(F, x):
    """Whether a dtype is one of whole numbers."""
    return "float" not in F.dtype_name(x)


@primitive("x y")
class power:
    """The slope in `x` is 0 where `y` is, also at `x` = 0; that in `y` is 0 where the power is."""

    def d_x(F, p, x, y, g):
        if isinstance(y, (int, float)):
            slope = F.mul(F.power(x, y - 1), y) if y else F.zeros_like(x)
        else:
            slope = F.where(F.eq(y, 0), 0, F.mul(y, F.power(x, F.sub(y, 1))))
        return F.sum_to(F.mul(g, slope), shape=x.shape)

    def d_y(F, p, x, y: Shape, out, g):
        return F.sum_to(F.mul(g, F.xlogy(out, x)), shape=y)


@primitive("x y")
class xlogy:
    def d_x(F, p, x: Shape, y, g):
        return F.sum_to(F.mul(g, F.log(y)), shape=x)

    def d_y(F, p, x, y, g):
        return F.sum_to(F.div(F.mul(g, x), y), shape=y.shape)


@primitive("x y")
class hypot:
    def d_x(F, p, x, out, g):
        return F.sum_to(F.mul(g, F.div(x, out)), shape=x.shape)

    def d_y(F, p, y, out, g):
        return F.sum_to(F.mul(g, F.div(y, out)), shape=y.shape)


@primitive("x y")
class maximum:
    """A tie gives its gradient to `x`."""

    def d_x(F, p, x, y, g):
        return F.sum_to(F.where(F.ge(x, y), g, 0), shape=x.shape)

    def d_y(F, p, x, y, g):
        return F.sum_to(F.where(F.lt(x, y), g, 0), shape=y.shape)


@primitive("x y")
class minimum:
    """A tie gives its gradient to `x`."""

    def d_x(F, p, x, y, g):
        return F.sum_to(F.where(F.le(x, y), g, 0), shape=x.shape)

    def d_y(F, p, x, y, g):
        return F.sum_to(F.where(F.gt(x, y), g, 0), shape=y.shape)


@primitive("condition x y")
class where:
    def d_x(F, p, condition, x: Shape, g):
        return F.sum_to(F.where(condition, g, 0), shape=x)

    def d_y(F, p, condition, y: Shape, g):
        return F.sum_to(F.where(condition, 0, g), shape=y)


@primitive("*xs")
class add_n:
    def d_xs(F, p, xs: Shape, g):
        return [g for _ in xs]


@primitive("x")
class clamp:
    """What lies on a bound passes its gradient."""

    def d_x(F, p, x, g):
        return F.clamp_grad(g, x, low=p.low, high=p.high)


@primitive("dy x", "dx")
class clamp_grad:
    def d_dy(F, p, x, g):
        return F.clamp_grad(g, x, low=p.low, high=p.high)


@primitive("x")
class quadratic:
    def d_x(F, p, x, g):
        return F.mul(g, F.add(F.mul(x, 2 * p.a), p.b))


def row(name, d_x):
    primitive("x", name=name, d_x=d_x)


row("neg", lambda F, p, g: F.neg(g))
row("abs", lambda F, p, x, g: F.mul(g, F.sign(x)))
row("square", lambda F, p, x, g: F.mul(F.mul(g, x), 2))
row("reciprocal", lambda F, p, out, g: F.neg(F.mul(g, F.square(out))))
row("identity", lambda F, p, g: g)

for _name in ("eq", "ne", "gt", "ge", "lt", "le", "logical_and", "logical_or", "logical_xor",
              "equal", "not_equal", "greater", "greater_equal", "lesser", "lesser_equal", "both",
              "either", "one_of_two"):
    primitive("x y", name=_name, gradient="zero")
for _name in ("sign", "floor", "ceil", "trunc", "round", "rint", "round_even", "logical_not",
"isnan", "isinf",
              "isfinite", "truth", "untruth", "zeros_like", "ones_like", "full_like", "stop",
              "argmax", "argmin"):
    primitive("x", name=_name, gradient="zero")
primitive("*xs", name="all_finite", gradient="none")
primitive("a b", name="allclose", gradient="none")
