"""Rules of solutions and factorizations, made of products and triangular solutions.

Source: the matrix calculus of Giles (2008), Murray (2016, Cholesky) and Seeger et al. (2017,
eigenvectors and LQ), derived again here for our conventions.
"""

from ..._core.primitive import primitive
from ..._core.rules import Like
from .matrix import turned


def symmetric(F, x):
    return F.mul(F.add(x, turned(F, x)), 0.5)


def last(x):
    """The shape of one number per matrix, ready to multiply matrices."""
    return (*x.shape[:-2], 1, 1)


@primitive("x")
class triangle:
    def d_x(F, p, g):
        return F.triangle(g, lower=p.lower, offset=p.offset)


@primitive("x")
class pack_triangle:
    def d_x(F, p, x: Like, g):
        return F.unpack_triangle(g, size=x.shape[-1], lower=p.lower, offset=p.offset)


@primitive("x")
class unpack_triangle:
    def d_x(F, p, g):
        return F.pack_triangle(g, lower=p.lower, offset=p.offset)


@primitive("a b", "x")
class solve_triangular:
    """With `B̄` the solution of the transposed system: `Ā = -B̄ Xᵀ`, on the triangle read."""

    def d_a(F, p, a, x, g):
        h = F.solve_triangular(a, g, lower=p.lower, transpose=not p.transpose, right=p.right)
        pair = (turned(F, x), h) if p.right else (h, turned(F, x))
        slope = F.neg(F.matmul(*pair))
        return F.triangle(turned(F, slope) if p.transpose else slope, lower=p.lower)

    def d_b(F, p, a, g):
        return F.solve_triangular(a, g, lower=p.lower, transpose=not p.transpose, right=p.right)


@primitive("a", "l")
class cholesky:
    """The gradient is symmetric, though only the lower triangle is read, as in the reference."""

    def d_a(F, p, l, g):
        inner = F.matmul(turned(F, l), g)
        below = F.triangle(inner, lower=True, offset=-1)
        inner = F.mul(F.add(F.triangle(inner, lower=True), below), 0.5)
        outer = F.solve_triangular(l, inner, lower=True, transpose=True)
        return symmetric(F, F.solve_triangular(l, outer, lower=True, right=True))


def inverse_slope(F, p, out, g):
    turn = turned(F, out)
    return F.neg(F.matmul(F.matmul(turn, g), turn))


primitive("a", name="inverse", d_a=inverse_slope)
primitive("a", name="inverse_or_zero", d_a=inverse_slope)


@primitive("a")
class det:
    def d_a(F, p, a, g):
        return F.mul(F.reshape(g, shape=last(a)), F.cofactors(a))


@primitive("a")
class cofactors:
    """From `C = det(A) A⁻ᵀ`; asks for an inverse, so it refuses singular matrices."""

    def d_a(F, p, a, out, g):
        turn = turned(F, F.inverse(a))
        along = F.sum(F.mul(g, out), axis=(-2, -1), keepdims=True)
        return F.sub(F.mul(along, turn), F.matmul(F.matmul(turn, turned(F, g)), out))


@primitive("a", "sign log")
class slogdet:
    """Zero where the matrix is singular, as in the reference."""

    def d_a(F, p, a, g_log):
        return F.mul(F.reshape(g_log, shape=last(a)), turned(F, F.inverse_or_zero(a)))


SMALLEST_GAP = 1e-30  # of equal eigenvalues: their vectors have no derivative, and it shows


@primitive("a", "u l")
class eigh:
    """`Ā = Uᵀ (diag(L̄) + T) U`, with `T` the symmetric matrix of the upper triangle of `W / gaps`.

    `W` is half of `U Ūᵀ - Ū Uᵀ`: what turns eigenvectors of one eigenvalue into each other is zero
    there, so that a function which does not depend on their choice has its right gradient.
    """

    def d_a(F, p, u, l, g_u, g_l):
        shape, n = tuple(l.shape), l.shape[-1]
        gaps = F.sub(F.reshape(l, shape=(*shape[:-1], 1, n)), F.reshape(l, shape=(*shape, 1)))
        gaps = F.where(F.eq(gaps, 0), SMALLEST_GAP, gaps)
        both = F.matmul(u, turned(F, g_u))
        turns = F.div(F.mul(F.sub(both, turned(F, both)), 0.5), gaps)
        turns = F.triangle(turns, lower=False, offset=1)
        stretch = F.put_diagonal(g_l, shape=tuple(u.shape), offset=0, axis1=-2, axis2=-1)
        inner = F.add(F.add(turns, turned(F, turns)), stretch)
        return F.matmul(F.matmul(turned(F, u), inner), u)


@primitive("a", "q l")
class lq:
    """`Ā = L⁻ᵀ (Q̄ + C Q)`, `C` the symmetric matrix of the lower triangle of `Lᵀ L̄ - Q̄ Qᵀ`."""

    def d_a(F, p, q, l, g_q, g_l):
        both = F.sub(F.matmul(turned(F, l), g_l), F.matmul(g_q, turned(F, q)))
        below = F.triangle(both, lower=True, offset=-1)
        both = F.add(F.triangle(both, lower=True), turned(F, below))
        return F.solve_triangular(l, F.add(g_q, F.matmul(both, q)), lower=True, transpose=True)


primitive("x", name="eye_like", gradient="zero")
