"""Linear algebra on the last two axes; all axes before count matrices.

What does not live here: products of other shapes (`matrix.py`), the rules (`primitives/linalg.py`).
"""

from math import isqrt

from .._core.attrs import Attr
from .._core.errors import MXNetError
from .._core.op import In, Out
from .._core.registry import op
from . import primitives  # noqa: F401  the operators are made of them
from .matrix import turned

SQUARE = "(*batch, N, N)"


def check_numbers(*inputs):
    """Refuse dtypes the factorizations do not have."""
    for x in inputs:
        if str(x.dtype) not in ("torch.float32", "torch.float64"):
            kind = str(x.dtype).rpartition(".")[2]
            raise MXNetError("this operation only supports 32-bit and 64-bit floating point, "
                             f"not {kind}.")


def check_matrices(name, x):
    check_numbers(x)
    if len(x.shape) < 2:
        raise MXNetError(f"{name}'s dimension must be >= 2; it has shape {tuple(x.shape)}.")


def check_square(p, A):
    check_matrices("A", A)
    if A.shape[-1] != A.shape[-2]:
        raise MXNetError(f"A must hold square matrices, its last two dimensions must be equal; "
                         f"it has shape {tuple(A.shape)}.")


def check_pair(A, B):
    check_matrices("A", A)
    check_matrices("B", B)
    if len(A.shape) != len(B.shape) or A.shape[:-2] != B.shape[:-2]:
        raise MXNetError("shapes of A and B must be the same, except on the last two dimensions; "
                         f"came {tuple(A.shape)} and {tuple(B.shape)}.")


def scaled(F, x, alpha):
    return x if alpha == 1 else F.mul(x, alpha)


def one_each(F, x):
    """One number per matrix; (1,) for a single one."""
    return x if x.shape else F.reshape(x, shape=(1,))


# ---------------------------------------------------------------------------------------
# Products


def row_axis(p, rank):
    axis = p.axis + rank if p.axis < 0 else p.axis
    if not 0 <= axis < rank - 1:
        raise MXNetError(f"Invalid row axis ({p.axis}) of arrays with {rank} axes.")
    return axis


def check_gemm(p, A, B):
    check_matrices("A", A)
    check_matrices("B", B)
    if len(A.shape) != len(B.shape):
        raise MXNetError(f"A {tuple(A.shape)} and B {tuple(B.shape)} must have one number of axes.")
    axis = row_axis(p, len(A.shape))
    for i, (a, b) in enumerate(zip(A.shape[:-1], B.shape[:-1], strict=True)):
        if a != b and i != axis:
            raise MXNetError(f"shapes of A {tuple(A.shape)} and B {tuple(B.shape)} must be the "
                             "same, except on the row and column axes.")
    if A.shape[axis if p.transpose_a else -1] != B.shape[-1 if p.transpose_b else axis]:
        raise MXNetError("Incompatible matrix dimensions for multiplication: "
                         f"A {tuple(A.shape)}, B {tuple(B.shape)}.")


def moved(F, x, source, target):
    """The array with one axis moved elsewhere."""
    rank = len(x.shape)
    order = [i for i in range(rank) if i != source % rank]
    order.insert(target % rank, source % rank)
    return x if order == list(range(rank)) else F.transpose(x, axes=tuple(order))


def product(F, p, A, B):
    axis = row_axis(p, len(A.shape))
    A, B = moved(F, A, axis, -2), moved(F, B, axis, -2)
    out = F.matmul(turned(F, A, p.transpose_a), turned(F, B, p.transpose_b))
    return moved(F, scaled(F, out, p.alpha), -2, axis)


@op("_linalg_gemm", also=["linalg_gemm"])
class gemm:
    """`alpha · op(A) · op(B) + beta · C`, where `op` transposes where asked."""

    A = In("(*batch, M, K)")
    B = In("(*batch, K, N)")
    C = In("(*batch, M, N)")
    output = Out("(*batch, M, N)")
    transpose_a = Attr(bool, False, doc="Transpose the matrices of A.")
    transpose_b = Attr(bool, False, doc="Transpose the matrices of B.")
    alpha = Attr(float, 1.0, doc="Factor of the product.")
    beta = Attr(float, 1.0, doc="Factor of C.")
    axis = Attr(int, -2, doc="Axis of the rows; the columns are the last axis.")

    def check(p, A, B, C):
        check_gemm(p, A, B)
        shape, axis = list(A.shape), row_axis(p, len(A.shape))
        shape[axis] = A.shape[-1] if p.transpose_a else A.shape[axis]
        shape[-1] = B.shape[axis] if p.transpose_b else B.shape[-1]
        if tuple(C.shape) != tuple(shape):
            raise MXNetError(f"Shape inconsistent: C has {tuple(C.shape)}, "
                             f"the product {tuple(shape)}.")

    def forward(F, p, A, B, C):
        return F.add(product(F, p, A, B), scaled(F, C, p.beta))


@op("_linalg_gemm2", also=["linalg_gemm2"])
class gemm2:
    """`alpha · op(A) · op(B)`, where `op` transposes where asked."""

    A = In("(*batch, M, K)")
    B = In("(*batch, K, N)")
    output = Out("(*batch, M, N)")
    transpose_a = Attr(bool, False, doc="Transpose the matrices of A.")
    transpose_b = Attr(bool, False, doc="Transpose the matrices of B.")
    alpha = Attr(float, 1.0, doc="Factor of the product.")
    axis = Attr(int, -2, doc="Axis of the rows; the columns are the last axis.")
    check = check_gemm
    forward = product


@op("_linalg_syrk", also=["linalg_syrk"])
class syrk:
    """`alpha · A · Aᵀ`, or `alpha · Aᵀ · A` with `transpose`."""

    A = In("(*batch, M, N)")
    output = Out("(*batch, M, M), or (*batch, N, N)")
    transpose = Attr(bool, False, doc="Transpose the first factor instead of the second.")
    alpha = Attr(float, 1.0, doc="Factor of the product.")

    def check(p, A):
        check_matrices("A", A)

    def forward(F, p, A):
        turn = turned(F, A, True)
        return scaled(F, F.matmul(turn, A) if p.transpose else F.matmul(A, turn), p.alpha)


def check_triangular(p, A, B):
    check_square(p, A)
    check_pair(A, B)
    if B.shape[-1 if p.rightside else -2] != A.shape[-1]:
        raise MXNetError(f"Incompatible matrix dimensions: A {tuple(A.shape)}, B {tuple(B.shape)}, "
                         f"rightside={p.rightside}.")


@op("_linalg_trmm", also=["linalg_trmm"])
class trmm:
    """`alpha · op(A) · B` (or `alpha · B · op(A)`), reading one triangle of `A`."""

    A = In(SQUARE)
    B = In("(*batch, N, M), or (*batch, M, N) with rightside")
    output = Out("the shape of B")
    transpose = Attr(bool, False, doc="Transpose A.")
    rightside = Attr(bool, False, doc="A is the right factor.")
    lower = Attr(bool, True, doc="Read the lower triangle of A; else the upper.")
    alpha = Attr(float, 1.0, doc="Factor of the product.")
    check = check_triangular

    def forward(F, p, A, B):
        A = turned(F, F.triangle(A, lower=p.lower), p.transpose)
        return scaled(F, F.matmul(B, A) if p.rightside else F.matmul(A, B), p.alpha)


# ---------------------------------------------------------------------------------------
# Solutions and factorizations


@op("_linalg_trsm", also=["linalg_trsm"])
class trsm:
    """`X` of `op(A) · X = alpha · B` (or `X · op(A) = alpha · B`), reading one triangle of `A`."""

    A = In(SQUARE)
    B = In("(*batch, N, M), or (*batch, M, N) with rightside")
    output = Out("the shape of B")
    transpose = Attr(bool, False, doc="Transpose A.")
    rightside = Attr(bool, False, doc="A is the right factor.")
    lower = Attr(bool, True, doc="Read the lower triangle of A; else the upper.")
    alpha = Attr(float, 1.0, doc="Factor of the right-hand side.")
    check = check_triangular

    def forward(F, p, A, B):
        out = F.solve_triangular(A, B, lower=p.lower, transpose=p.transpose, right=p.rightside)
        return scaled(F, out, p.alpha)


@op("_linalg_potrf", also=["linalg_potrf"])
class potrf:
    """Cholesky factor: lower `L` with `L · Lᵀ = A`; reads the lower triangle of `A`.

    Without `lower` it is the upper `Lᵀ`, from the upper triangle. The gradient is that of symmetric
    matrices: each pair of entries across the diagonal shares it.
    """

    A = In("(*batch, N, N), symmetric and positive definite")
    output = Out(SQUARE)
    lower = Attr(bool, True, doc="Whether the factor is lower.")
    check = check_square

    def forward(F, p, A):
        return turned(F, F.cholesky(turned(F, A, not p.lower)), not p.lower)


@op("_linalg_potri", also=["linalg_potri"])
class potri:
    """`(L · Lᵀ)⁻¹`: the inverse of a matrix, from its Cholesky factor; reads the factor's triangle.

    Without `lower` the factor is the upper `Lᵀ`.
    """

    A = In("(*batch, N, N): L")
    output = Out(SQUARE)
    lower = Attr(bool, True, doc="Whether the factor is lower.")
    check = check_square

    def forward(F, p, A):
        inverse = F.solve_triangular(A, F.eye_like(A), lower=p.lower)
        return F.matmul(turned(F, inverse, p.lower), turned(F, inverse, not p.lower))


@op("_linalg_inverse", also=["linalg_inverse", "_npi_inv"])
class inverse:
    """The inverse of every matrix; a singular one is refused."""

    A = In(SQUARE)
    output = Out(SQUARE)
    check = check_square

    def forward(F, p, A):
        return F.inverse(A)


@op("_linalg_det", also=["linalg_det", "_npi_det"])
class det:
    """Determinant of every matrix. The gradient is exact for singular matrices too."""

    A = In(SQUARE)
    output0 = Out("(*batch,); (1,) for one matrix")
    check = check_square

    def forward(F, p, A):
        return one_each(F, F.det(A))


@op("_linalg_slogdet", also=["linalg_slogdet", "_npi_slogdet"])
class slogdet:
    """Sign of every determinant, and the logarithm of its absolute value.

    The sign has no gradient; neither has the logarithm where the matrix is singular.
    """

    A = In(SQUARE)
    output0 = Out("the signs: (*batch,); (1,) for one matrix")
    output1 = Out("the logarithms: the same shape")
    check = check_square

    def forward(F, p, A):
        sign, log = F.slogdet(A)
        return one_each(F, sign), one_each(F, log)


@op("_linalg_syevd")
class syevd:
    """Eigenvectors (rows of `U`) and ascending eigenvalues `L` with `A = Uᵀ · diag(L) · U`.

    The entry of largest absolute value in every eigenvector is positive. The gradient is that of
    symmetric matrices; eigenvectors of equal eigenvalues have none, and numbers around 1e30 say so.
    """

    A = In("(*batch, N, N), symmetric")
    output0 = Out("U: (*batch, N, N)")
    output1 = Out("L: (*batch, N)")
    check = check_square

    def forward(F, p, A):
        return F.eigh(A)


@op("_linalg_gelqf", also=["linalg_gelqf"])
class gelqf:
    """`Q` with orthonormal rows and lower `L` with `A = L · Q`."""

    A = In("(*batch, M, N), M <= N, of full rank")
    output0 = Out("Q: (*batch, M, N)")
    output1 = Out("L: (*batch, M, M)")

    def check(p, A):
        check_matrices("A", A)
        if A.shape[-2] > A.shape[-1]:
            raise MXNetError("A's last dimension must be >= the one before; it has shape "
                             f"{tuple(A.shape)}.")

    def forward(F, p, A):
        return F.lq(A)


# ---------------------------------------------------------------------------------------
# Diagonals and triangles


def check_offset(p, A):
    check_square(p, A)
    if abs(p.offset) >= A.shape[-1]:
        raise MXNetError(f"Illegal offset {p.offset} for matrices of {A.shape[-1]} rows.")


def is_lower(p):
    """Which triangle the offset means: it decides unless it is zero."""
    return p.offset < 0 or (p.offset == 0 and p.lower)


@op("_linalg_sumlogdiag", also=["linalg_sumlogdiag"])
class sumlogdiag:
    """Sum of the logarithms of the diagonal: half the log-determinant, of a Cholesky factor."""

    A = In(SQUARE)
    output = Out("(*batch,); (1,) for one matrix")
    check = check_square

    def forward(F, p, A):
        diagonal = F.take_diagonal(A, offset=0, axis1=-2, axis2=-1)
        return one_each(F, F.sum(F.log(diagonal), axis=-1))


@op("_linalg_extractdiag", also=["linalg_extractdiag"], traits={"view"})
class extractdiag:
    """One diagonal of every matrix."""

    A = In(SQUARE)
    output = Out("(*batch, N - |offset|)")
    offset = Attr(int, 0, doc="Above (positive) or below the main diagonal.")
    check = check_offset

    def forward(F, p, A):
        return F.take_diagonal(A, offset=p.offset, axis1=-2, axis2=-1)


@op("_linalg_makediag", also=["linalg_makediag"])
class makediag:
    """Matrices of zeros but for one diagonal."""

    A = In("(*batch, N)")
    output = Out("(*batch, N + |offset|, N + |offset|)")
    offset = Attr(int, 0, doc="Above (positive) or below the main diagonal.")

    def check(p, A):
        check_numbers(A)

    def forward(F, p, A):
        size = A.shape[-1] + abs(p.offset)
        shape = (*A.shape[:-1], size, size)
        return F.put_diagonal(A, shape=shape, offset=p.offset, axis1=-2, axis2=-1)


@op("_linalg_extracttrian", also=["linalg_extracttrian"])
class extracttrian:
    """One triangle of every matrix as a vector: a lower one by rows, an upper one by columns."""

    A = In(SQUARE)
    output = Out("(*batch, n (n + 1) / 2), n = N - |offset|")
    offset = Attr(int, 0, doc="Triangle above (positive) or below this diagonal.")
    lower = Attr(bool, True, doc="With offset 0: the lower triangle; else the upper.")
    check = check_offset

    def forward(F, p, A):
        return F.pack_triangle(A, lower=is_lower(p), offset=p.offset)


@op("_linalg_maketrian", also=["linalg_maketrian"])
class maketrian:
    """Matrices of zeros but for one triangle, from a vector: the reverse of `extracttrian`."""

    A = In("(*batch, n (n + 1) / 2)")
    output = Out("(*batch, N, N), N = n + |offset|")
    offset = Attr(int, 0, doc="Triangle above (positive) or below this diagonal.")
    lower = Attr(bool, True, doc="With offset 0: the lower triangle; else the upper.")

    def check(p, A):
        check_numbers(A)
        n = rows_of_triangle(A.shape[-1])
        if n * (n + 1) // 2 != A.shape[-1]:
            raise MXNetError(f"A has an invalid dimension for the last axis: {A.shape[-1]} entries "
                             "fill no triangle.")

    def forward(F, p, A):
        size = rows_of_triangle(A.shape[-1]) + abs(p.offset)
        return F.unpack_triangle(A, size=size, lower=is_lower(p), offset=p.offset)


def rows_of_triangle(count):
    """`n` with `n (n + 1) / 2 = count`, if there is one."""
    return (isqrt(8 * count + 1) - 1) // 2
