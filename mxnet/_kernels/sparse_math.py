"""Arithmetic on what few entries are stored of, and the parts of it.

What does not live here: products of matrices (`sparse_dot.py`).
"""

import torch

from .._core.errors import MXNetError
from .sparse import Csr, Rows, add_rows, flat_places, pointers, row_of_entry, with_data

__all__ = ["add_rows", "rows_binary", "csr_binary", "keep_rows", "csr_rows", "csr_columns",
           "csr_pick", "csr_joined", "csr_times", "csr_sum", "csr_counts", "csr_entries",
           "rows_of_grad", "dense_of_grad", "rows_alone", "canonical_csr",
           "without_rows", "each_once",
           "stored_rows", "with_rows", "put_rows"]  # fmt: skip


def rows_binary(f, x, y):
    """`f` of the stored rows of two Rows; a row that one of them lacks is zero there."""
    indices = torch.unique(torch.cat([x.checked().indices, y.checked().indices]))
    return Rows(f(_at(x, indices), _at(y, indices)), indices, x.shape, sound=True)


def _at(x, indices):
    """The rows `indices`, which ascend and hold all that is stored, of a Rows."""
    if x.indices.shape == indices.shape and torch.equal(x.indices, indices):
        return x.data
    out = torch.zeros((indices.shape[0], *x.shape[1:]), dtype=x.dtype, device=x.device)
    return out.index_add_(0, torch.searchsorted(indices, x.indices), x.data)


def csr_binary(f, x, y):
    """`f` of two Csr at the places of either; what comes out as zero is not stored."""
    left, right = flat_places(x.checked()), flat_places(y.checked())
    places, at = torch.unique(torch.cat([left, right]), return_inverse=True)
    count = left.shape[0]
    zeros = torch.zeros((2, places.shape[0]), dtype=x.dtype, device=x.device)
    zeros[0].index_add_(0, at[:count], x.data)
    zeros[1].index_add_(0, at[count:], y.data)
    return _from_places(f(zeros[0], zeros[1]), places, x.shape, prune=True)


def _from_places(data, places, shape, prune=False):
    """A Csr of values at ascending places of the matrix read row by row."""
    if prune:
        kept = (data != 0).nonzero().view(-1)
        data, places = data[kept], places[kept]
    rows = torch.div(places, max(shape[1], 1), rounding_mode="floor")
    return Csr(data, places - rows * shape[1], shape, pointers(rows, shape[0]), sound=True)


def canonical_csr(data, rows, columns, shape):
    """A Csr of values in any order; those of one place are added up."""
    places, at = torch.unique(rows * shape[1] + columns, return_inverse=True)
    summed = torch.zeros(places.shape[0], dtype=data.dtype, device=data.device)
    return _from_places(summed.index_add_(0, at, data), places, shape)


def keep_rows(x, wanted):
    """The rows `wanted`, in that order, of a Rows or a tensor; one not stored comes as zeros."""
    wanted = wanted.reshape(-1).to(torch.int64)
    if not isinstance(x, Rows):
        return Rows(x[wanted], wanted, x.shape)
    data = torch.zeros((wanted.shape[0], *x.shape[1:]), dtype=x.dtype, device=x.device)
    if x.indices.shape[0] and wanted.shape[0]:
        ordered, order = torch.sort(x.checked().indices)
        at = torch.searchsorted(ordered, wanted).clamp_(max=ordered.shape[0] - 1)
        hit = (ordered[at] == wanted).nonzero().view(-1)
        data[hit] = x.data[order[at[hit]]]
    return Rows(data, wanted, x.shape)


def rows_alone(x, wanted):
    """A tensor of which the rows `wanted` are those of `x`, the others zero."""
    kept = keep_rows(x, wanted)
    out = torch.zeros(x.shape, dtype=x.dtype, device=x.device)
    return out.index_copy_(0, kept.indices, kept.data)


def csr_rows(x, begin, end):
    """The rows from `begin` to before `end` of a Csr."""
    x.checked()
    starts = x.indptr[begin : end + 1]
    if not starts.shape[0]:
        starts = x.indptr[:1]
    first, last = int(starts[0]), int(starts[-1])
    shape = (max(end - begin, 0), x.shape[1])
    return Csr(x.data[first:last].clone(), x.indices[first:last].clone(), shape, starts - first,
               sound=True)  # fmt: skip


def csr_columns(x, begin, end):
    """The columns from `begin` to before `end` of a Csr."""
    kept = ((x.checked().indices >= begin) & (x.indices < end)).nonzero().view(-1)
    rows = row_of_entry(x)[kept]
    shape = (x.shape[0], max(end - begin, 0))
    return Csr(x.data[kept], x.indices[kept] - begin, shape, pointers(rows, x.shape[0]), sound=True)


def csr_pick(x, wanted):
    """The rows `wanted`, an int64 vector of rows that are there, of a Csr."""
    x.checked()
    starts = x.indptr[wanted]
    counts = x.indptr[wanted + 1] - starts
    indptr = torch.zeros(wanted.shape[0] + 1, dtype=torch.int64, device=x.device)
    torch.cumsum(counts, 0, out=indptr[1:])
    ahead = torch.repeat_interleave(starts - indptr[:-1], counts)
    at = ahead + torch.arange(ahead.shape[0], device=x.device)
    return Csr(x.data[at], x.indices[at], (wanted.shape[0], x.shape[1]), indptr, sound=True)


def csr_joined(parts):
    """Several Csr of one width below each other."""
    if len({x.shape[1] for x in parts}) > 1:
        raise MXNetError(f"csr matrices of {[x.shape[1] for x in parts]} columns cannot be joined")
    starts, ahead = [parts[0].checked().indptr[:1]], 0
    for x in parts:
        starts.append(x.checked().indptr[1:] + ahead)
        ahead += x.data.shape[0]
    return Csr(
        torch.cat([x.data for x in parts]), torch.cat([x.indices for x in parts]),
        (sum(x.shape[0] for x in parts), parts[0].shape[1]), torch.cat(starts), sound=True,
    )  # fmt: skip


def csr_times(x, f, other):
    """`f` of the stored values and, at their places, of a tensor that broadcasts to the shape."""
    x.checked()
    other = other.expand(x.shape) if other.dim() else other.reshape(1, 1).expand(x.shape)
    return with_data(x, f(x.data, other[row_of_entry(x), x.indices]))


def csr_sum(x, axis, power=1):
    """The sums of the values, or of their squares, along an axis; of all where it is None."""
    values = x.data if power == 1 else x.data * x.data
    if axis is None:
        return values.sum().reshape(1)
    x.checked()
    places = x.indices if axis == 0 else row_of_entry(x)
    out = torch.zeros(x.shape[1 - axis], dtype=x.dtype, device=x.device)
    return out.index_add_(0, places, values)


def csr_counts(x, *, axis):
    """How many values are stored: in every row (axis 1), or in all."""
    if axis is None:
        return torch.tensor([x.data.shape[0]], device=x.device)
    return x.indptr[1:] - x.indptr[:-1]


def csr_entries(x, rows, columns):
    """The stored values at some places; -1 where none is stored."""
    rows, columns = rows.to(torch.int64).reshape(-1), columns.to(torch.int64).reshape(-1)
    wanted = rows * x.shape[1] + columns
    places, order = torch.sort(flat_places(x.checked()))
    out = torch.full(wanted.shape, -1, dtype=x.dtype, device=x.device)
    if places.shape[0]:
        at = torch.searchsorted(places, wanted).clamp_(max=places.shape[0] - 1)
        hit = (places[at] == wanted).nonzero().view(-1)
        out[hit] = x.data[order[at[hit]]]
    return out


def rows_of_grad(g, index, *, rows):
    """The gradient of a matrix of which `index` named rows, as the rows it named: sums of `g`."""
    width = tuple(g.shape[index.dim() :])
    index = index.reshape(-1)
    if index.dtype is not torch.int64:
        index = index.to(torch.int64)
    indices, at = torch.unique(index.clamp(0, max(rows - 1, 0)), return_inverse=True)
    data = torch.zeros((indices.shape[0], *width), dtype=g.dtype, device=g.device)
    return Rows(data.index_add_(0, at, g.reshape(-1, *width)), indices, (rows, *width), sound=True)


def each_once(x):
    """The numbers of a vector in ascending order, each once."""
    return torch.unique(x)


def stored_rows(x, rows):
    """The rows `rows` of a Rows or a tensor, as a tensor of their own."""
    return keep_rows(x, rows).data


def with_rows(x, rows, values):
    """A Rows in which the rows `rows` hold `values`."""
    return add_rows([without_rows(x, rows), Rows(values, rows, x.shape, sound=True)])


def put_rows(x, rows, values):
    """Write `values` over the rows `rows` of a tensor."""
    return x.index_copy_(0, rows, values)


def without_rows(x, rows):
    """A Rows without the rows `rows`."""
    kept = (~torch.isin(x.indices, rows)).nonzero().view(-1)
    return Rows(x.data[kept], x.indices[kept], x.shape, sound=x.sound)


def dense_of_grad(g, index, *, rows):
    """What `rows_of_grad` gives, dense: for programs, which hold tensors alone."""
    return rows_of_grad(g, index, rows=rows).dense()


rows_of_grad.twin = "dense_of_grad"  # type: ignore[attr-defined]
