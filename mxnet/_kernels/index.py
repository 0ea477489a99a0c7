"""Kernels that read or write where an array of indices says.

Indices may have any dtype: floating-point ones are cut towards zero, as MXNet does. Nothing here
reads out of bounds. Where several entries are added to one place, 16-bit floats are summed in
float32, and where several are written to one place the last wins. What does not live here:
NumPy-style indexing of arrays.
"""

import torch

from .numbers import fold
from .storage import torch_dtype

__all__ = [
    "take",
    "take_grad",
    "pick",
    "pick_grad",
    "one_hot",
    "gather_nd",
    "gather_nd_grad",
    "scatter_nd",
    "winners",
    "write_nd",
    "true_entries",
    "ravel_index",
    "unravel_index",
]

_NARROW = (torch.float16, torch.bfloat16)


def whole(index):
    """Indices as int64."""
    return index if index.dtype is torch.int64 else index.long()


def resolve(index, size, mode):
    """Indices as int32 or int64 within `[0, size)`, by `mode` clip, wrap or raise."""
    given = index
    if index.dtype is not torch.int32:
        index = whole(index)
    if size == 0:
        if index.numel():
            raise ValueError("the axis is empty, so no index is in bounds")
        return index
    if mode == "clip":
        return index.clamp(0, size - 1) if index is given else index.clamp_(0, size - 1)
    if mode == "wrap":
        return index.remainder(size) if index is given else index.remainder_(size)
    if index.numel() and index.device.type != "meta":
        low, high = (x.item() for x in torch.aminmax(index))
        if low < 0 or high >= size:
            raise ValueError(f"indices lie in [{low}, {high}], out of bound for an axis of {size}")
    return index


def take(x, index, *, axis, mode="clip"):
    """`x`'s entries of an axis at `index`, whose axes stand in the place of that axis."""
    place = resolve(index, x.shape[axis], mode)
    if axis == 0 and x.dim() == 2 and x.is_floating_point():
        return torch.embedding(x, place)
    flat = torch.index_select(x, axis, place.reshape(-1))
    return (
        flat
        if place.dim() == 1
        else flat.reshape(x.shape[:axis] + place.shape + x.shape[axis + 1 :])
    )


def take_grad(g, index, *, shape, axis, mode="clip"):
    """Zeros of `shape` with `g`'s entries added where `take` read them."""
    place = resolve(index, shape[axis], mode)
    wide = g.float() if g.dtype in _NARROW else g
    if axis == 0 and len(shape) == 2 and wide.is_floating_point() and place.numel():
        out = torch.ops.aten.embedding_dense_backward(wide.contiguous(), place, shape[0], -1, False)
    else:
        out = torch.zeros(shape, dtype=wide.dtype, device=g.device)
        out.index_add_(
            axis, place.reshape(-1), wide.reshape((*shape[:axis], -1, *shape[axis + 1 :]))
        )
    return out.to(g.dtype)


def _placed(kernel, index, shape, axis, mode):
    """`kernel(place)` for `index` as places along `axis`, with that axis as length one.

    On a CPU torch itself refuses what is out of bounds; as most often nothing is, indices are
    brought within bounds only then.
    """
    if index.is_cpu:
        try:
            return kernel(_along(whole(index), shape, axis))
        except RuntimeError:
            pass
    return kernel(_along(whole(resolve(index, shape[axis], mode)), shape, axis))


def within(x, index, axis, mode):
    """`index` as places along `axis` of `x`, with that axis as length one, all within bounds."""

    def tried(place):
        torch.gather(x, axis, place)
        return place

    return _placed(tried, index, x.shape, axis, mode)


def _along(place, shape, axis):
    if place.dim() == len(shape) - 1:
        return place.unsqueeze(axis)
    return place.reshape((*shape[:axis], 1, *shape[axis + 1 :]))


def pick(x, index, *, axis, mode="clip", keepdims=False):
    """For every position of the other axes, the entry of `axis` that `index` names."""
    out = _placed(lambda place: torch.gather(x, axis, place), index, x.shape, axis, mode)
    return out if keepdims else out.squeeze(axis)


def pick_grad(g, index, *, shape, axis, mode="clip"):
    """Zeros of `shape` with `g` where `pick` read."""

    def put(place):
        zeros = torch.zeros(shape, dtype=g.dtype, device=g.device)
        return zeros.scatter_(axis, place, g.reshape(place.shape))

    return _placed(put, index, shape, axis, mode)


def one_hot(index, *, depth, on_value, off_value, dtype):
    """A new last axis of `depth`: `on_value` at the index, `off_value` elsewhere."""
    hit = whole(index).unsqueeze(-1) == torch.arange(depth, device=index.device)
    kind = torch_dtype(dtype)
    on, off = (
        torch.full((), fold(x, kind), dtype=kind, device=index.device)
        for x in (on_value, off_value)
    )
    return torch.where(hit, on, off)


def _rows(index, shape):
    """Where the columns of `index` point: rows of the array with its leading axes flattened.

    Negative indices count from the end. `check_bounds` comes first unless they are known to fit.
    """
    row = torch.zeros(index.shape[1:], dtype=torch.int64, device=index.device)
    for axis in range(index.shape[0]):
        one = whole(index[axis])
        row = row * shape[axis] + torch.where(one < 0, one + shape[axis], one)
    return row


def check_bounds(index, shape):
    """IndexError unless every index lies within its axis."""
    if not index.numel() or index.device.type == "meta":
        return
    for axis in range(index.shape[0]):
        low, high = torch.aminmax(whole(index[axis]))
        for value in (low.item(), high.item()):
            if not -shape[axis] <= value < shape[axis]:
                raise IndexError(
                    f"index {value} is out of bounds for axis {axis} with size {shape[axis]}"
                )


def _as_rows(x, depth):
    return (
        x.reshape(_count(x.shape[:depth]), -1)
        if x.numel()
        else x.reshape(_count(x.shape[:depth]), _count(x.shape[depth:]))
    )


def _count(lengths):
    count = 1
    for n in lengths:
        count *= n
    return count


def gather_nd(x, index):
    """`x[index[0], index[1], ...]`: each column of `index` names one entry of the leading axes."""
    depth = index.shape[0]
    check_bounds(index, x.shape)
    row = _rows(index, x.shape)
    out = torch.index_select(_as_rows(x, depth), 0, row.reshape(-1))
    return out.reshape(index.shape[1:] + x.shape[depth:])


def gather_nd_grad(g, index, *, shape):
    """Zeros of `shape` with `g`'s entries added where `gather_nd` read them."""
    depth = index.shape[0]
    wide = g.float() if g.dtype in _NARROW else g
    out = torch.zeros(
        _count(shape[:depth]), _count(shape[depth:]), dtype=wide.dtype, device=g.device
    )
    row = _rows(index, shape).reshape(-1)
    out.index_add_(0, row, wide.reshape(row.shape[0], out.shape[1]))
    return out.to(g.dtype).reshape(shape)


def _last_wins(row, count):
    """For every entry of `row`, whether it is the last that names its place."""
    order = torch.arange(row.shape[0], device=row.device)
    last = torch.zeros(count, dtype=torch.int64, device=row.device).scatter_reduce_(
        0, row, order, "amax"
    )
    return last[row] == order


def winners(values, index, *, shape):
    """`values` with zeros where a later column of `index` names the same place of `shape`."""
    depth = index.shape[0]
    row = _rows(index, shape).reshape(-1)
    keep = _last_wins(row, _count(shape[:depth])).reshape(
        index.shape[1:] + (1,) * (len(shape) - depth)
    )
    return torch.where(keep, values, torch.zeros((), dtype=values.dtype, device=values.device))


def scatter_nd(values, index, *, shape):
    """Zeros of `shape` with `values` written where `index` points; the last one wins."""
    check_bounds(index, shape)
    return gather_nd_grad(winners(values, index, shape=shape), index, shape=shape)


def write_nd(x, values, index):
    """A copy of `x` with `values` written where the columns of `index` point; the last one wins."""
    depth = index.shape[0]
    check_bounds(index, x.shape)
    row = _rows(index, x.shape).reshape(-1)
    out = _as_rows(x.clone(memory_format=torch.contiguous_format), depth)
    keep = _last_wins(row, out.shape[0])
    out[row[keep]] = values.reshape(row.shape[0], out.shape[1])[keep]
    return out.reshape(x.shape)


def true_entries(mask):
    """The numbers of the entries of a vector that are not zero, in order."""
    return torch.nonzero(mask.reshape(-1)).reshape(-1)


def ravel_index(index, *, shape):
    """Numbers of elements in row-major order from one row of indices per axis."""
    total = whole(index[0])
    for axis in range(1, len(shape)):
        total = total * shape[axis] + whole(index[axis])
    return total.to(index.dtype)


def unravel_index(index, *, shape):
    """One row of indices per axis from numbers of elements; the first takes what is left."""
    rest, rows = whole(index), []
    for n in reversed(shape[1:]):
        rows.append(torch.fmod(rest, n))
        rest = torch.div(rest, n, rounding_mode="trunc")
    return torch.stack([rest, *reversed(rows)]).to(index.dtype)
