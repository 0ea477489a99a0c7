"""The operators of mx.nd.linalg.

Written by tools/make_stubs.py; edit what it reads instead.
"""

from typing import Any as _Any
from collections.abc import Sequence as _Sequence
from mxnet.ndarray.array import NDArray

_Out = NDArray | _Sequence[NDArray] | None  # where to write the result

def det(A: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Determinant of every matrix."""
def extractdiag(A: NDArray | None=None, offset: int=0, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """One diagonal of every matrix."""
def extracttrian(A: NDArray | None=None, offset: int=0, lower: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """One triangle of every matrix as a vector: a lower one by rows, an upper one by columns."""
def gelqf(A: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> list[NDArray]:
    """`Q` with orthonormal rows and lower `L` with `A = L · Q`."""
def gemm(A: NDArray | None=None, B: NDArray | None=None, C: NDArray | None=None, transpose_a: bool=False, transpose_b: bool=False, alpha: float=1.0, beta: float=1.0, axis: int=-2, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`alpha · op(A) · op(B) + beta · C`, where `op` transposes where asked."""
def gemm2(A: NDArray | None=None, B: NDArray | None=None, transpose_a: bool=False, transpose_b: bool=False, alpha: float=1.0, axis: int=-2, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`alpha · op(A) · op(B)`, where `op` transposes where asked."""
def inverse(A: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The inverse of every matrix; a singular one is refused."""
def makediag(A: NDArray | None=None, offset: int=0, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Matrices of zeros but for one diagonal."""
def maketrian(A: NDArray | None=None, offset: int=0, lower: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Matrices of zeros but for one triangle, from a vector: the reverse of `extracttrian`."""
def potrf(A: NDArray | None=None, lower: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Cholesky factor: lower `L` with `L · Lᵀ = A`; reads the lower triangle of `A`."""
def potri(A: NDArray | None=None, lower: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`(L · Lᵀ)⁻¹`: the inverse of a matrix, from its Cholesky factor; reads the factor's triangle."""
def slogdet(A: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> list[NDArray]:
    """Sign of every determinant, and the logarithm of its absolute value."""
def sumlogdiag(A: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Sum of the logarithms of the diagonal: half the log-determinant, of a Cholesky factor."""
def syevd(A: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> list[NDArray]:
    """Eigenvectors (rows of `U`) and ascending eigenvalues `L` with `A = Uᵀ · diag(L) · U`."""
def syrk(A: NDArray | None=None, transpose: bool=False, alpha: float=1.0, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`alpha · A · Aᵀ`, or `alpha · Aᵀ · A` with `transpose`."""
def trmm(A: NDArray | None=None, B: NDArray | None=None, transpose: bool=False, rightside: bool=False, lower: bool=True, alpha: float=1.0, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`alpha · op(A) · B` (or `alpha · B · op(A)`), reading one triangle of `A`."""
def trsm(A: NDArray | None=None, B: NDArray | None=None, transpose: bool=False, rightside: bool=False, lower: bool=True, alpha: float=1.0, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`X` of `op(A) · X = alpha · B` (or `X · op(A) = alpha · B`), reading one triangle of `A`."""
