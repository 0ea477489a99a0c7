"""Rules of the activations that have kernels of their own."""

from math import pi, sqrt

from ..._core.primitive import primitive


@primitive("x")
class softrelu:
    def d_x(F, p, out, g):
        return F.softrelu_grad(g, out)


@primitive("dy out", "dx")
class softrelu_grad:
    def d_dy(F, p, out, g):
        return F.softrelu_grad(g, out)

    def d_out(F, p, dy, out, g):
        return F.mul(F.mul(g, dy), F.exp(F.neg(out)))


@primitive("x")
class leaky_relu:
    def d_x(F, p, x, g):
        return F.leaky_relu_grad(g, x, slope=p.slope)


@primitive("dy x", "dx")
class leaky_relu_grad:
    def d_dy(F, p, x, g):
        return F.leaky_relu_grad(g, x, slope=p.slope)


@primitive("x")
class elu:
    def d_x(F, p, out, g):
        return F.elu_grad(g, out, slope=p.slope)


@primitive("dy out", "dx")
class elu_grad:
    def d_dy(F, p, out, g):
        return F.elu_grad(g, out, slope=p.slope)

    def d_out(F, p, dy, out, g):
        both = F.mul(g, dy)
        return F.where(F.gt(out, 0), F.zeros_like(both), both)


@primitive("x")
class gelu:
    def d_x(F, p, x, g):
        return F.gelu_grad(g, x)


@primitive("dy x", "dx")
class gelu_grad:
    """The second derivative of `x·Φ(x)` is `φ(x)·(2 - x²)`."""

    def d_dy(F, p, x, g):
        return F.gelu_grad(g, x)

    def d_x(F, p, dy, x, g):
        squared = F.square(x)
        density = F.mul(F.exp(F.mul(squared, -0.5)), 1 / sqrt(2 * pi))
        return F.mul(F.mul(g, dy), F.mul(density, F.sub(2, squared)))


primitive("x", name="random_slopes", gradient="zero")
