"""The operators of mx.sym.linalg.

Written by tools/make_stubs.py; edit what it reads instead.
"""

from typing import Any as _Any
from mxnet.symbol.symbol import Symbol

def det(A: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Determinant of every matrix."""
def extractdiag(A: Symbol | None=None, offset: int=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """One diagonal of every matrix."""
def extracttrian(A: Symbol | None=None, offset: int=..., lower: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """One triangle of every matrix as a vector: a lower one by rows, an upper one by columns."""
def gelqf(A: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`Q` with orthonormal rows and lower `L` with `A = L · Q`."""
def gemm(A: Symbol | None=None, B: Symbol | None=None, C: Symbol | None=None, transpose_a: bool=..., transpose_b: bool=..., alpha: float=..., beta: float=..., axis: int=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`alpha · op(A) · op(B) + beta · C`, where `op` transposes where asked."""
def gemm2(A: Symbol | None=None, B: Symbol | None=None, transpose_a: bool=..., transpose_b: bool=..., alpha: float=..., axis: int=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`alpha · op(A) · op(B)`, where `op` transposes where asked."""
def inverse(A: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The inverse of every matrix; a singular one is refused."""
def makediag(A: Symbol | None=None, offset: int=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Matrices of zeros but for one diagonal."""
def maketrian(A: Symbol | None=None, offset: int=..., lower: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Matrices of zeros but for one triangle, from a vector: the reverse of `extracttrian`."""
def potrf(A: Symbol | None=None, lower: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Cholesky factor: lower `L` with `L · Lᵀ = A`; reads the lower triangle of `A`."""
def potri(A: Symbol | None=None, lower: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`(L · Lᵀ)⁻¹`: the inverse of a matrix, from its Cholesky factor; reads the factor's triangle."""
def slogdet(A: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Sign of every determinant, and the logarithm of its absolute value."""
def sumlogdiag(A: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Sum of the logarithms of the diagonal: half the log-determinant, of a Cholesky factor."""
def syevd(A: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Eigenvectors (rows of `U`) and ascending eigenvalues `L` with `A = Uᵀ · diag(L) · U`."""
def syrk(A: Symbol | None=None, transpose: bool=..., alpha: float=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`alpha · A · Aᵀ`, or `alpha · Aᵀ · A` with `transpose`."""
def trmm(A: Symbol | None=None, B: Symbol | None=None, transpose: bool=..., rightside: bool=..., lower: bool=..., alpha: float=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`alpha · op(A) · B` (or `alpha · B · op(A)`), reading one triangle of `A`."""
def trsm(A: Symbol | None=None, B: Symbol | None=None, transpose: bool=..., rightside: bool=..., lower: bool=..., alpha: float=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`X` of `op(A) · X = alpha · B` (or `X · op(A) = alpha · B`), reading one triangle of `A`."""
