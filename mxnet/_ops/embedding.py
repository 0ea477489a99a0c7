"""Embedding: rows of a table by their numbers."""

from .._core.attrs import Attr
from .._core.op import In, Out
from .._core.registry import op
from .._core.rules import Like
from .index import DTYPES


def infer_rows(p, s):
    s.unify(weight=(p.input_dim, p.output_dim))
    s.unify(output=(*s.data.known(), p.output_dim))


def look_up(F, p, data, weight):
    """The rows of `weight` that `data` numbers."""
    if tuple(weight.shape) != (p.input_dim, p.output_dim):
        raise ValueError(
            f"weight has shape {tuple(weight.shape)}; input_dim and output_dim need "
            f"{(p.input_dim, p.output_dim)}"
        )
    return F.take(weight, data, axis=0, mode="clip")


@op("Embedding", also=["_npx_embedding", "_sparse_Embedding"])
class embedding:
    """`output[i, ...] = weight[data[i, ...]]`; a number out of bounds means the nearest row.

    The gradient adds up what came from equal numbers; with `sparse_grad` only rows that were read
    are looked at on its way to a row_sparse gradient array.
    """

    data = In("row numbers, any shape and dtype", dtype="any")
    weight = In("(input_dim, output_dim)")
    output = Out("data's shape and output_dim")
    input_dim = Attr(int, ge=1, doc="Number of rows.")
    output_dim = Attr(int, ge=1, doc="Length of a row.")
    dtype = Attr(DTYPES, "float32", doc="Dtype of the weight where it is not known yet.")
    sparse_grad = Attr(
        bool, False, doc="Ask for a gradient that holds only the rows that were read."
    )
    infer = infer_rows
    forward = look_up

    def d_weight(F, p, data, weight: Like, g):
        if p.sparse_grad:
            return F.rows_of_grad(g, data, rows=p.input_dim)
        return F.take_grad(g, data, shape=weight.shape, axis=0, mode="clip")
