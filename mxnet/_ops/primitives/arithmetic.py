"""Rules of arithmetic, comparison and the common functions. `x`, `y` may be numbers."""

from ..._core.primitive import primitive
from ..._core.rules import Like


@primitive("x y")
class add:
    def d_x(F, p, x: Like, g):
        return F.sum_to(g, shape=x.shape)

    def d_y(F, p, y: Like, g):
        return F.sum_to(g, shape=y.shape)


@primitive("x y")
class sub:
    def d_x(F, p, x: Like, g):
        return F.sum_to(g, shape=x.shape)

    def d_y(F, p, y: Like, g):
        return F.sum_to(F.neg(g), shape=y.shape)


@primitive("x y")
class mul:
    def d_x(F, p, x: Like, y, g):
        return F.sum_to(F.mul(g, y), shape=x.shape)

    def d_y(F, p, y: Like, x, g):
        return F.sum_to(F.mul(g, x), shape=y.shape)


@primitive("x y")
class div:
    def d_x(F, p, x: Like, y, g):
        return F.sum_to(F.div(g, y), shape=x.shape)

    def d_y(F, p, y, out, g):
        return F.sum_to(F.neg(F.div(F.mul(g, out), y)), shape=y.shape)


@primitive("x y")
class power:
    def d_x(F, p, x, y, g):
        slope = F.mul(y, F.power(x, F.sub(y, 1)))
        return F.sum_to(F.mul(g, slope), shape=x.shape)

    def d_y(F, p, x, y, out, g):
        safe = F.where(F.gt(x, 0), x, F.ones_like(x))
        return F.sum_to(F.mul(g, F.mul(out, F.log(safe))), shape=y.shape)


@primitive("condition x y")
class where:
    def d_x(F, p, condition, x: Like, g):
        return F.sum_to(F.where(condition, g, F.zeros_like(g)), shape=x.shape)

    def d_y(F, p, condition, y: Like, g):
        return F.sum_to(F.where(condition, F.zeros_like(g), g), shape=y.shape)


def row(name, d_x, inputs="x"):
    primitive(inputs, name=name, d_x=d_x)


row("neg", lambda F, p, g: F.neg(g))
row("abs", lambda F, p, x, g: F.mul(g, F.sign(x)))
row("square", lambda F, p, x, g: F.mul(F.mul(g, x), 2))
row("sqrt", lambda F, p, out, g: F.div(g, F.mul(out, 2)))
row("exp", lambda F, p, out, g: F.mul(g, out))
row("log", lambda F, p, x, g: F.div(g, x))
row("tanh", lambda F, p, out, g: F.tanh_grad(g, out))
row("sigmoid", lambda F, p, out, g: F.sigmoid_grad(g, out))
row("relu", lambda F, p, out, g: F.relu_grad(g, out))
row("sin", lambda F, p, x, g: F.mul(g, F.cos(x)))
row("cos", lambda F, p, x, g: F.neg(F.mul(g, F.sin(x))))
row("identity", lambda F, p, g: g)


@primitive("dy out", "dx")
class tanh_grad:
    def d_dy(F, p, out, g):
        return F.tanh_grad(g, out)

    def d_out(F, p, dy, out, g):
        return F.mul(F.mul(F.mul(g, dy), out), -2)


@primitive("dy out", "dx")
class sigmoid_grad:
    def d_dy(F, p, out, g):
        return F.sigmoid_grad(g, out)

    def d_out(F, p, dy, out, g):
        return F.mul(F.mul(g, dy), F.sub(1, F.mul(out, 2)))


@primitive("dy out", "dx")
class relu_grad:
    def d_dy(F, p, out, g):
        return F.relu_grad(g, out)


for _name in ("eq", "ne", "gt", "ge", "lt", "le", "logical_and", "logical_or", "logical_xor"):
    primitive("x y", name=_name, gradient="zero")
for _name in ("sign", "floor", "ceil", "trunc", "round", "rint", "logical_not", "isnan", "isinf", "isfinite",
              "zeros_like", "ones_like", "full_like", "stop", "argmax", "argmin"):
    primitive("x", name=_name, gradient="zero")
