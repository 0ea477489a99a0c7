"""Rules of the functions of one array, most of them a line."""

from math import log, pi, sqrt

from ..._core.primitive import primitive


def row(name, d_x):
    primitive("x", name=name, d_x=d_x)


row("exp", lambda F, p, out, g: F.mul(g, out))
row("expm1", lambda F, p, x, g: F.mul(g, F.exp(x)))
row("log", lambda F, p, x, g: F.div(g, x))
row("log2", lambda F, p, x, g: F.div(g, F.mul(x, log(2))))
row("log10", lambda F, p, x, g: F.div(g, F.mul(x, log(10))))
row("log1p", lambda F, p, x, g: F.div(g, F.add(x, 1)))
row("sqrt", lambda F, p, out, g: F.div(g, F.mul(out, 2)))
row("rsqrt", lambda F, p, x, out, g: F.mul(F.div(F.mul(g, out), x), -0.5))
row("cbrt", lambda F, p, out, g: F.div(g, F.mul(F.square(out), 3)))
row("rcbrt", lambda F, p, out, g: F.mul(F.mul(g, F.square(F.square(out))), -1 / 3))
row("sin", lambda F, p, x, g: F.mul(g, F.cos(x)))
row("cos", lambda F, p, x, g: F.neg(F.mul(g, F.sin(x))))
row("tan", lambda F, p, out, g: F.mul(g, F.add(F.square(out), 1)))
row("arcsin", lambda F, p, x, g: F.mul(g, F.rsqrt(F.sub(1, F.square(x)))))
row("arccos", lambda F, p, x, g: F.neg(F.mul(g, F.rsqrt(F.sub(1, F.square(x))))))
row("arctan", lambda F, p, x, g: F.div(g, F.add(F.square(x), 1)))
row("sinh", lambda F, p, x, g: F.mul(g, F.cosh(x)))
row("cosh", lambda F, p, x, g: F.mul(g, F.sinh(x)))
row("tanh", lambda F, p, out, g: F.tanh_grad(g, out))
row("arcsinh", lambda F, p, x, g: F.mul(g, F.rsqrt(F.add(F.square(x), 1))))
row("arccosh", lambda F, p, x, g: F.mul(g, F.rsqrt(F.sub(F.square(x), 1))))
row("arctanh", lambda F, p, x, g: F.div(g, F.sub(1, F.square(x))))
row("degrees", lambda F, p, g: F.mul(g, 180 / pi))
row("radians", lambda F, p, g: F.mul(g, pi / 180))
row("sigmoid", lambda F, p, out, g: F.sigmoid_grad(g, out))
row("relu", lambda F, p, out, g: F.relu_grad(g, out))
row("softsign", lambda F, p, x, g: F.div(g, F.square(F.add(F.abs(x), 1))))
row("erf", lambda F, p, x, g: F.mul(g, F.mul(F.exp(F.neg(F.square(x))), 2 / sqrt(pi))))
row("erfinv", lambda F, p, out, g: F.mul(g, F.mul(F.exp(F.square(out)), sqrt(pi) / 2)))
row("gamma", lambda F, p, x, out, g: F.mul(g, F.mul(out, F.digamma(x))))
row("gammaln", lambda F, p, x, g: F.mul(g, F.digamma(x)))
row("digamma", lambda F, p, x, g: F.mul(g, F.polygamma(x, n=1)))
row("polygamma", lambda F, p, x, g: F.mul(g, F.polygamma(x, n=p.n + 1)))


@primitive("x")
class hard_sigmoid:
    """No gradient on the bounds themselves."""

    def d_x(F, p, out, g):
        return F.where(F.logical_and(F.gt(out, 0), F.lt(out, 1)), F.mul(g, p.alpha), 0)


@primitive("x")
class smooth_l1:
    def d_x(F, p, x, g):
        return F.mul(g, F.clamp(F.mul(x, p.sigma * p.sigma), low=-1, high=1))


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
