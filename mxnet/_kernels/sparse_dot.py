"""Products of a Csr with matrices.

What does not live here: which products MXNet knows (`ndarray/sparse_table.py`).
"""

import torch

from .sparse import Csr, Rows, row_of_entry, to_dense
from .sparse_math import csr_pick

__all__ = ["csr_dot", "csr_dot_rows", "rows_under"]

_PRODUCTS = (torch.float32, torch.float64)  # torch multiplies sparse matrices of these


def csr_dot(lhs, rhs, *, transpose=False):
    """`lhs · rhs`, or `lhsᵀ · rhs`, of a Csr and a matrix; a dense matrix."""
    lhs.checked()
    if isinstance(rhs, Rows):
        lhs, rhs = (csr_pick(lhs, rhs.indices), rhs.data) if transpose else rows_under(lhs, rhs)
    rows, columns = row_of_entry(lhs), lhs.indices
    shape = lhs.shape
    if transpose:
        rows, columns, shape = columns, rows, shape[::-1]
    return _product(rows, columns, lhs.data, shape, to_dense(rhs))


def csr_dot_rows(lhs, rhs):
    """`lhsᵀ · rhs` of a Csr and a matrix: the rows whose column of `lhs` stores something."""
    if isinstance(rhs, Rows):
        lhs, rhs = csr_pick(lhs, rhs.checked().indices), rhs.data
    lhs.checked()
    indices, at = torch.unique(lhs.indices, return_inverse=True)
    shape = (indices.shape[0], lhs.shape[0])
    data = _product(at, row_of_entry(lhs), lhs.data, shape, to_dense(rhs))
    return Rows(data, indices, (lhs.shape[1], *rhs.shape[1:]), sound=True)


def rows_under(lhs, rhs):
    """A Csr without the entries that meet no stored row of a Rows, and those rows alone.

    The columns count the rows that are stored, so that the product touches nothing else.
    """
    stored, order = torch.sort(rhs.checked().indices)
    if not stored.shape[0]:
        at, hit = lhs.indices[:0], lhs.indices[:0]
    else:
        at = torch.searchsorted(stored, lhs.checked().indices).clamp_(max=stored.shape[0] - 1)
        hit = (stored[at] == lhs.indices).nonzero().view(-1)
        at = order[at[hit]]
    counts = torch.bincount(row_of_entry(lhs)[hit], minlength=lhs.shape[0])
    indptr = torch.zeros(lhs.shape[0] + 1, dtype=torch.int64, device=lhs.device)
    torch.cumsum(counts, 0, out=indptr[1:])
    return Csr(lhs.data[hit], at, (lhs.shape[0], stored.shape[0]), indptr, sound=True), rhs.data


def _product(rows, columns, values, shape, rhs):
    """The product of a matrix given by its entries with a dense one."""
    dtype = values.dtype
    if dtype not in _PRODUCTS:  # whose sums would lose digits, or are not there
        wide = torch.float64 if not dtype.is_floating_point else torch.float32
        return _product(rows, columns, values.to(wide), shape, rhs.to(wide)).to(dtype)
    places = torch.stack((rows, columns))
    matrix = torch.sparse_coo_tensor(places, values, shape, check_invariants=False)
    return torch.sparse.mm(matrix, rhs)
