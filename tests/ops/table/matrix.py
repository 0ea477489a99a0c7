"""Rows of the products of matrices and vectors."""

import numpy as np

from tests.ops.row import Row, Sample, Wrong, integers, normal

M, V = normal(2, 3), normal(3, seed=1)
CUBE, STACK = normal(2, 3, 4), normal(2, 4, 3, seed=1)
WHOLE = integers(2, 2, dtype="int32")
WHOLES = integers(2, 2, 2, dtype="int32")


def columns(*args, num_args=None):
    """The Kronecker products of the columns."""
    out = args[0]
    for each in args[1:]:
        out = np.einsum("ik,jk->ijk", out, each).reshape(-1, out.shape[1])
    return out


ROWS = [
    Row("dot",
        Sample(M, normal(3, 4)), Sample(M, normal(2, 4), transpose_a=True),
        Sample(M, normal(4, 3), transpose_b=True),
        Sample(M, normal(4, 2), transpose_a=True, transpose_b=True),
        Sample(M, V), Sample(normal(2), M), Sample(V, normal(3, seed=2)),
        Sample(V, M, transpose_b=True), Sample(M, normal(2), transpose_a=True),
        Sample(CUBE, normal(4, 2)), Sample(M, normal(3, 2, 2)), Sample(CUBE, normal(4, 2, 2)),
        Sample(CUBE, normal(2, 2), transpose_a=True), Sample(M, CUBE[:, :, :3], transpose_b=True),
        Sample(CUBE, normal(4)), Sample(V, normal(3, 2, 2)),
        Sample(M, normal(3, 2), forward_stype="default"),
        wrong=[Wrong(M, M, says="dot shape error"), Wrong(V, normal(2), says="dot shape error"),
               Wrong(V, V, transpose_a=True, says="Cannot transpose vectors"),
               Wrong(WHOLE, WHOLE, says="only supports floating point"),
               Wrong(M, normal(3, 2, dtype="float64"), says="dtype"),
               Wrong(M, normal(3, 2), forward_stype="dense", says="forward_stype")],
        empty=[Sample(normal(2, 0), normal(0, 3)).but(
            reference=lambda lhs, rhs: lhs @ rhs, record=False,
            because="the reference divides by zero and dies")]),
    Row("batch_dot",
        Sample(CUBE, STACK), Sample(CUBE, normal(2, 3, 2), transpose_a=True),
        Sample(CUBE, normal(2, 2, 4), transpose_b=True),
        Sample(CUBE, normal(2, 2, 3), transpose_a=True, transpose_b=True),
        Sample(normal(2, 2, 1, 3), normal(2, 2, 3, 2)),
        wrong=[Wrong(CUBE, CUBE, says="shape mismatch"), Wrong(M, normal(3, 2), says="N >= 3"),
               Wrong(CUBE, normal(1, 4, 3), says="leading batch dimensions must be equal"),
               Wrong(CUBE, normal(2, 2, 4, 3), says="N-D"),
               Wrong(WHOLES, WHOLES, says="only supports floating point")],
        empty=[Sample(normal(0, 2, 3), normal(0, 3, 2)).but(
            reference=lambda lhs, rhs: lhs @ rhs, record=False,
            because="the reference divides by zero and dies")]),
    Row("khatri_rao",
        Sample(normal(2, 3)), Sample(normal(2, 3), normal(4, 3)),
        Sample(normal(2, 2), normal(1, 2, seed=1), normal(3, 2, seed=2)),
        reference=columns, because="the reference has no gradient of it",
        wrong=[Wrong(M, normal(3, 4), says="columns"), Wrong(V, V, says="matrices"),
               Wrong(WHOLE, WHOLE, says="only supports floating point"), Wrong(says="num_args")]),
]
