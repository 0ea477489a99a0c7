"""Rules of matrix products."""

from ..._core.primitive import primitive
from ..._core.rules import Like


@primitive("x y")
class dot:
    def d_x(F, p, y, g):
        return F.dot(g, F.t(y))

    def d_y(F, p, x, g):
        return F.dot(F.t(x), g)


def turned(F, x):
    """The matrices of a stack, transposed."""
    return F.swapaxes(x, dim1=-1, dim2=-2)


@primitive("x y")
class matmul:
    """Both operands have two dimensions or more."""

    def d_x(F, p, x: Like, y, g):
        return F.sum_to(F.matmul(g, turned(F, y)), shape=x.shape)

    def d_y(F, p, x, y: Like, g):
        return F.sum_to(F.matmul(turned(F, x), g), shape=y.shape)


def rows(F, x):
    """All axes but the last as one."""
    return x if len(x.shape) == 2 else F.reshape(x, shape=(-1, x.shape[-1]))


@primitive("x weight bias", optional="bias")
class linear:
    def d_x(F, p, x: Like, weight, g):
        return F.reshape(F.dot(rows(F, g), weight), shape=x.shape)

    def d_weight(F, p, x, g):
        return F.dot(F.t(rows(F, g)), rows(F, x))

    def d_bias(F, p, g):
        return F.sum(rows(F, g), axis=0)
