"""Kernels that make ranges and diagonals, on the device that is set for new arrays."""

import torch

from .device import here
from .storage import torch_dtype

__all__ = ["eye", "progression", "evenly"]


def eye(*, rows, columns, offset, dtype):
    """Ones on one diagonal."""
    out = torch.zeros(rows, columns, dtype=torch_dtype(dtype), device=here.device)
    torch.diagonal(out, offset).fill_(1) if -rows < offset < columns else out
    return out


def progression(*, start, step, count, repeat, dtype):
    """`start + i * step`, computed in the result's dtype from numbers converted to it, as MXNet does."""
    kind = torch_dtype(dtype)
    if not kind.is_floating_point:
        start, step = int(start), int(step)
    index = torch.arange(count, device=here.device).to(kind)
    first, by = (torch.full((), x, dtype=kind, device=here.device) for x in (start, step))
    out = first + index * by
    return out if repeat == 1 else torch.repeat_interleave(out, repeat)


def evenly(*, start, step, count, dtype):
    """`start + i * step` computed in float64, then converted."""
    index = torch.arange(count, dtype=torch.float64, device=here.device)
    return (start + index * step).to(torch_dtype(dtype))
