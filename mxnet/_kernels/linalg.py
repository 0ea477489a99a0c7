"""Products, solutions and factorizations of matrices, which are the last two axes.

What does not live here: the operators' ways to name and place them (`_ops/linalg.py`).
"""

import torch

from .._core.errors import MXNetError

__all__ = ["matmul", "dot", "linear", "triangle", "pack_triangle", "unpack_triangle", "eye_like",
           "solve_triangular", "cholesky", "inverse", "inverse_or_zero", "det", "cofactors",
           "slogdet", "eigh", "lq"]

matmul = torch.matmul
dot = torch.mm


def linear(x, weight, bias=None):
    """`x · weightᵀ + bias` over the last axis of `x`."""
    return torch.nn.functional.linear(x, weight, bias)


def triangle(x, *, lower, offset=0):
    """The matrices with zeros above (or, not `lower`, below) the diagonal `offset`."""
    return torch.tril(x, offset) if lower else torch.triu(x, offset)


def _entries(size, lower, offset, device):
    """Rows and columns of a triangle's entries: the lower one by rows, the upper one by columns."""
    rows, columns = torch.tril_indices(size, size, offset if lower else -offset, device=device)
    return (rows, columns) if lower else (columns, rows)


def pack_triangle(x, *, lower, offset=0):
    """The entries of a triangle as a vector."""
    rows, columns = _entries(x.shape[-1], lower, offset, x.device)
    return x[..., rows, columns]


def unpack_triangle(x, *, size, lower, offset=0):
    """Zeros with a triangle's entries put back: the transpose of `pack_triangle`."""
    rows, columns = _entries(size, lower, offset, x.device)
    out = torch.zeros((*x.shape[:-1], size, size), dtype=x.dtype, device=x.device)
    out[..., rows, columns] = x
    return out


def eye_like(x):
    """The unit matrix in the place of every matrix."""
    return torch.eye(x.shape[-1], dtype=x.dtype, device=x.device).expand(x.shape)


def solve_triangular(a, b, *, lower, transpose=False, right=False):
    """`X` of `A X = B` (or `X A = B`); one triangle of `A` is read, then transposed if asked."""
    a = a.mT if transpose else a
    return torch.linalg.solve_triangular(a, b, upper=lower is transpose, left=not right)


def cholesky(a):
    """Lower `L` with `A = L Lᵀ`; reads the lower triangle."""
    try:
        return torch.linalg.cholesky(a)
    except torch.linalg.LinAlgError:
        raise MXNetError("a matrix is not positive definite; it has no Cholesky factor.") from None


def inverse(a):
    try:
        return torch.linalg.inv(a)
    except torch.linalg.LinAlgError:
        raise MXNetError("a matrix is singular; it has no inverse.") from None


def inverse_or_zero(a):
    """The inverse, and zeros in the place of a singular matrix."""
    out, info = torch.linalg.inv_ex(a)
    return torch.where((info == 0)[..., None, None], out, torch.zeros_like(out))


def det(a):
    return torch.linalg.det(a)


def cofactors(a):
    """The derivative of the determinant: `det(A) A⁻ᵀ`, and its limit for singular matrices."""
    if not a.numel():
        return torch.zeros_like(a)
    inv, info = torch.linalg.inv_ex(a)
    det = torch.linalg.det(a)
    spread = a.abs().amax((-2, -1)) * inv.abs().amax((-2, -1)) * a.shape[-1]
    sound = (info == 0) & (det != 0) & (spread < 0.01 / torch.finfo(a.dtype).eps)
    sound = (sound | ~torch.isfinite(a).all(-1).all(-1))[..., None, None]
    out = det[..., None, None] * inv.mT
    if bool(sound.all()):
        return out
    return torch.where(sound, out, _singular_cofactors(a.masked_fill(sound, 0)))


def _singular_cofactors(a):
    """With `A = U S Vᵀ`: `det(U) det(V) U C Vᵀ`; `C` holds products of all but one of `S`."""
    u, s, vt = torch.linalg.svd(a)
    n = s.shape[-1]
    others = s.unsqueeze(-2).expand(*s.shape, n).masked_fill(
        torch.eye(n, dtype=torch.bool, device=a.device), 1).prod(-1)
    sign = torch.linalg.det(u) * torch.linalg.det(vt)
    return (u * (others * sign.unsqueeze(-1)).unsqueeze(-2)) @ vt


def slogdet(a):
    """Sign of the determinant, and the logarithm of its absolute value."""
    return tuple(torch.linalg.slogdet(a))


def eigh(a):
    """`U` (rows) and ascending `L` with `A = Uᵀ diag(L) U`, of symmetric matrices.

    The entry of largest absolute value in every row of `U` is positive. Source: observed.
    """
    values, vectors = torch.linalg.eigh(a)
    u = vectors.mT
    if u.shape[-1] == 0:
        return u, values
    largest = torch.gather(u, -1, u.abs().argmax(-1, keepdim=True))
    return torch.where(largest < 0, -u, u), values


def lq(a):
    """`Q` with orthonormal rows and lower `L` with `A = L Q`, signs as LAPACK leaves them."""
    q, r = torch.linalg.qr(a.mT)
    return q.mT.contiguous(), r.mT.contiguous()
