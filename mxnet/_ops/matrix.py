"""Products of matrices and vectors. What does not live here: factorizations (`linalg.py`)."""

from math import prod

from .._core.attrs import Attr
from .._core.errors import MXNetError, NotDense
from .._core.op import In, Out
from .._core.registry import op
from . import primitives  # noqa: F401  the operators are made of them
from .refusals import refuse_integers

STYPES = (None, "csr", "default", "row_sparse")


def refuse_sparse(p, lhs):
    """Leave it to whoever knows sparse arrays to give a sparse result."""
    if p.forward_stype not in (None, "default"):
        raise NotDense(p.forward_stype, tuple(lhs.shape))


def shapes(lhs, rhs):
    return f"{list(lhs.shape)} X {list(rhs.shape)}"


@op("dot", also=["_sparse_dot"])
class dot:
    """The product over the last axis of `lhs` and the first of `rhs`, of any number of axes.

    `transpose_a` takes the first axis of `lhs` instead, `transpose_b` the last of `rhs`. A vector
    has one axis to take. Two vectors give shape `(1,)`.
    """

    lhs = In("(*rows, K), or (K, *rows) when transposed, or (K,)")
    rhs = In("(K, *columns), or (*columns, K) when transposed, or (K,)")
    output = Out("(*rows, *columns)")
    transpose_a = Attr(bool, False, doc="Multiply over the first axis of lhs.")
    transpose_b = Attr(bool, False, doc="Multiply over the last axis of rhs.")
    forward_stype = Attr(STYPES, None, doc="Storage of the result; its own choice if left out.")

    def check(p, lhs, rhs):
        a, b = lhs.shape, rhs.shape
        if not lhs.dtype.is_floating_point:
            refuse_integers("dot", lhs=lhs)
        if p.forward_stype is not None:
            refuse_sparse(p, lhs)
        if len(a) == len(b) == 1 and (p.transpose_a or p.transpose_b):
            raise MXNetError("Cannot transpose vectors.")
        if not a or not b or a[0 if p.transpose_a else -1] != b[-1 if p.transpose_b else 0]:
            raise MXNetError(f"dot shape error: {shapes(lhs, rhs)}.")

    def forward(F, p, lhs, rhs):
        if len(lhs.shape) == len(rhs.shape) == 2:
            return F.dot(F.t(lhs) if p.transpose_a else lhs, F.t(rhs) if p.transpose_b else rhs)
        a, rows = left(F, lhs, p.transpose_a)
        b, columns = right(F, rhs, p.transpose_b)
        return F.reshape(F.dot(a, b), shape=(*rows, *columns) or (1,))


def left(F, x, transpose):
    """A factor as a matrix (rows, K), and the shape of its rows."""
    shape = tuple(x.shape)
    if len(shape) == 1:
        return F.reshape(x, shape=(1, shape[0])), ()
    rows = shape[1:] if transpose else shape[:-1]
    if len(shape) > 2:
        count = prod(rows)
        x = F.reshape(x, shape=(shape[0], count) if transpose else (count, shape[-1]))
    return (F.t(x) if transpose else x), rows


def right(F, x, transpose):
    """A factor as a matrix (K, columns), and the shape of its columns."""
    shape = tuple(x.shape)
    if len(shape) == 1:
        return F.reshape(x, shape=(shape[0], 1)), ()
    columns = shape[:-1] if transpose else shape[1:]
    if len(shape) > 2:
        count = prod(columns)
        x = F.reshape(x, shape=(count, shape[-1]) if transpose else (shape[0], count))
    return (F.t(x) if transpose else x), columns


def turned(F, x, transpose):
    """The matrices of a stack, transposed if asked."""
    return F.swapaxes(x, dim1=-1, dim2=-2) if transpose else x


@op("batch_dot", also=["_npx_batch_dot"])
class batch_dot:
    """The products of two stacks of matrices: all axes but the last two count, and must agree."""

    lhs = In("(*batch, M, K), or (*batch, K, M) when transposed")
    rhs = In("(*batch, K, N), or (*batch, N, K) when transposed")
    output = Out("(*batch, M, N)")
    transpose_a = Attr(bool, False, doc="Transpose the matrices of lhs.")
    transpose_b = Attr(bool, False, doc="Transpose the matrices of rhs.")
    forward_stype = Attr(STYPES, None, doc="Storage of the result.")

    def check(p, lhs, rhs):
        refuse_integers("batch_dot", lhs=lhs)
        refuse_sparse(p, lhs)
        rank = len(lhs.shape)
        if rank < 3 or len(rhs.shape) != rank:
            raise MXNetError("batch_dot currently only support N-D*N-D array (N >= 3): "
                             f"{shapes(lhs, rhs)}.")
        if lhs.shape[:-2] != rhs.shape[:-2]:
            raise MXNetError("batch_dot shape error (the leading batch dimensions must be equal): "
                             f"{shapes(lhs, rhs)}.")
        if lhs.shape[-2 if p.transpose_a else -1] != rhs.shape[-1 if p.transpose_b else -2]:
            raise MXNetError(f"batch_dot shape error (shape mismatch): {shapes(lhs, rhs)} "
                             f"trans_a={p.transpose_a} trans_b={p.transpose_b}.")

    def forward(F, p, lhs, rhs):
        return F.matmul(turned(F, lhs, p.transpose_a), turned(F, rhs, p.transpose_b))


@op("khatri_rao", count_attr="num_args", traits={"view"})
class khatri_rao:
    """Column by column the Kronecker product of matrices with one number of columns."""

    args = In("(rows, columns) each", variadic=True)
    output = Out("(product of the rows, columns)")
    num_args = Attr(int, ge=1, doc="Number of matrices.")

    def check(p, *args):
        for x in args:
            if len(x.shape) != 2 or x.shape[1] != args[0].shape[1]:
                raise MXNetError("needs matrices with one number of columns; came "
                                 f"{', '.join(str(tuple(x.shape)) for x in args)}.")
        refuse_integers("khatri_rao", args=args[0])

    def forward(F, p, *args):
        out = args[0]
        for x in args[1:]:
            rows, columns = out.shape[0] * x.shape[0], out.shape[1]
            pairs = F.mul(F.expand_dims(out, axis=1), F.expand_dims(x, axis=0))
            out = F.reshape(pairs, shape=(rows, columns))
        return out
