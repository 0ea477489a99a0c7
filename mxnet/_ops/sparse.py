"""Operators that are about sparse storage: they know rows that are stored from rows that are not.

Their forms for sparse arrays are the array room's; what stands here is what they mean for dense
ones of the same values, in which an entry counts as stored when it is not zero. What does not live
here: storage itself (`_kernels/sparse.py`).
"""

from .._core.attrs import Attr, maybe, single
from .._core.errors import MXNetError
from .._core.op import In, Out
from .._core.registry import op
from .._core.rules import Like
from . import primitives  # noqa: F401  the rules call one of them
from .embedding import infer_rows, look_up
from .index import DTYPES
from .optim import CLIP, LR, WD, update


@op("_sparse_retain")
class sparse_retain:
    """The rows that `indices` names; the others are zero, and of a row_sparse array not stored."""

    data = In("row_sparse or dense, one dimension or more")
    indices = In("rows to keep, one dimension", dtype="any")
    output = Out("data's shape, row_sparse where data is")

    def check(p, data, indices):
        if not data.shape or len(indices.shape) != 1:
            raise MXNetError(
                f"data has shape {tuple(data.shape)}, indices {tuple(indices.shape)}; data needs "
                "an axis of rows, and indices are a vector"
            )

    def forward(F, p, data, indices):
        return F.rows_alone(data, indices)


@op("_contrib_SparseEmbedding")
class sparse_embedding:
    """`output[i, ...] = weight[data[i, ...]]`, with a gradient that holds only rows that were read.
    """

    data = In("row numbers, any shape and dtype", dtype="any")
    weight = In("(input_dim, output_dim), dense or row_sparse")
    output = Out("data's shape and output_dim")
    input_dim = Attr(int, ge=1, doc="Number of rows.")
    output_dim = Attr(int, ge=1, doc="Length of a row.")
    dtype = Attr(DTYPES, "float32", doc="Dtype of the weight where it is not known yet.")
    sparse_grad = Attr(bool, False, doc="Without meaning: the gradient is row_sparse.")
    deterministic = Attr(bool, False, doc="Without meaning: equal runs give equal gradients.")
    infer = infer_rows
    forward = look_up

    def d_weight(F, p, data, weight: Like, g):
        return F.rows_of_grad(g, data, rows=p.input_dim)


@op("_contrib_getnnz", gradient="none")
class getnnz:
    """How many values a matrix stores, zeros that a csr matrix stores included."""

    data = In("a matrix, csr or dense")

    def check(p, data):
        if len(data.shape) != 2:
            raise MXNetError(f"data has shape {tuple(data.shape)}; it must be a matrix")

    output = Out("(1,), or (rows,) with axis 1; int64")
    axis = Attr(maybe(int), None, doc="1 for the count of every row; left out, of all.")

    def forward(F, p, data):
        if p.axis not in (None, 1):
            raise MXNetError(f"getnnz with axis = {p.axis} is not supported yet")
        return F.csr_counts(F.to_csr(data), axis=p.axis)


@op("_contrib_edge_id", gradient="none")
class edge_id:
    """The stored values `data[u[i], v[i]]` of a matrix, -1 where none is stored."""

    data = In("a matrix, csr or dense", dtype="any")
    u = In("row numbers", dtype="any")
    v = In("column numbers", dtype="any")
    output = Out("the length of u")

    def check(p, data, u, v):
        if len(data.shape) != 2 or len(u.shape) != 1 or u.shape != v.shape:
            raise MXNetError(
                f"data has shape {tuple(data.shape)}, u {tuple(u.shape)}, v {tuple(v.shape)}; they "
                "must be a matrix and two vectors of one length"
            )

    def forward(F, p, data, u, v):
        return F.csr_entries(F.to_csr(data), u, v)


update(
    "_sparse_adagrad_update",
    "weight grad history",
    "history",
    LR | {"epsilon": Attr(single, 1e-7, doc="Keeps divisors from zero.")} | WD | CLIP,
    lambda F, p, weight, grad, history: F.step_adagrad(weight, grad, history, h=p),
    doc="A step of AdaGrad on the rows that a row_sparse gradient stores.",
)
