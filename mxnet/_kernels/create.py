"""Kernels that make ranges, grids of indices and diagonals."""

import torch

from .device import here
from .numbers import fold
from .storage import torch_dtype

__all__ = ["filled", "eye", "progression", "evenly", "index_grid", "range_like"]


def filled(*, shape, value, dtype):
    """One number everywhere; whole dtypes cut it and wrap around."""
    kind = torch_dtype(dtype)
    return torch.full(shape, fold(value, kind), dtype=kind, device=here.device)


def eye(*, rows, columns, offset, dtype):
    """Ones on one diagonal."""
    out = torch.zeros(rows, columns, dtype=torch_dtype(dtype), device=here.device)
    torch.diagonal(out, offset).fill_(1) if -rows < offset < columns else out
    return out


def progression(*, start, step, count, repeat, dtype):
    """`start + i * step`, computed in the result's dtype, as MXNet does."""
    kind = torch_dtype(dtype)
    if here.device.type == "meta":  # for sums without memory torch would load its compiler
        return torch.empty(count * repeat, dtype=kind, device=here.device)
    if not kind.is_floating_point:
        start, step = int(start), int(step)
    index = torch.arange(count, device=here.device).to(kind)
    first, by = (torch.full((), x, dtype=kind, device=here.device) for x in (start, step))
    out = first + index * by
    return out if repeat == 1 else torch.repeat_interleave(out, repeat)


def evenly(*, start, step, count, dtype):
    """`start + i * step` computed in float64, then converted."""
    if here.device.type == "meta":  # as above
        return torch.empty(count, dtype=torch_dtype(dtype), device=here.device)
    index = torch.arange(count, dtype=torch.float64, device=here.device)
    return (start + index * step).to(torch_dtype(dtype))


def index_grid(x, *, axes):
    """For every element of `x` its indices along `axes`, as int64 along a new last axis."""
    out = torch.empty((*x.shape, len(axes)), dtype=torch.int64, device=x.device)
    for place, axis in enumerate(axes):
        column = (1,) * axis + (-1,) + (1,) * (x.dim() - axis - 1)
        out[..., place] = torch.arange(x.shape[axis], device=x.device).reshape(column)
    return out


def range_like(x, *, shape, start, step, repeat):
    """`start + i // repeat * step` in row-major order, in the dtype of `x`."""
    count = 1
    for n in shape:
        count *= n
    index = torch.arange(count, device=x.device)
    if repeat > 1:
        index = torch.div(index, repeat, rounding_mode="floor")
    kind = torch.float64 if x.is_floating_point() else torch.int64
    first, by = (start, step) if x.is_floating_point() else (int(start), int(step))
    return (first + index.to(kind) * by).to(x.dtype).reshape(shape)
