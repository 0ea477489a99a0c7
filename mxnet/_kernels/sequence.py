"""Kernels on padded batches: time along one of the first two axes, the batch along the other.

Lengths may have any dtype; they are cut to whole numbers and to what the data has.
"""

import torch

from .numbers import fold

__all__ = ["sequence_mask", "sequence_last", "sequence_last_grad", "sequence_reverse"]


def _whole(lengths, steps):
    return lengths.to(torch.int64).clamp(0, steps)


def _grid(x, lengths, axis):
    """Whether a step lies within its sequence, for all, shaped to broadcast with `x`."""
    steps = torch.arange(x.shape[axis], device=x.device)
    lengths = _whole(lengths, x.shape[axis])
    inside = steps[:, None] < lengths[None, :] if axis == 0 else steps[None, :] < lengths[:, None]
    return inside.reshape(inside.shape + (1,) * (x.dim() - 2))


def sequence_mask(x, lengths, *, axis, value):
    """`value` at every step beyond its sequence's length."""
    return torch.where(
        _grid(x, lengths, axis),
        x,
        torch.full((), fold(value, x.dtype), dtype=x.dtype, device=x.device),
    )


def _last(lengths, steps):
    """The last step of every sequence, and whether there is one."""
    lengths = _whole(lengths, steps)
    return (lengths - 1).clamp(min=0), lengths > 0


def _column(x, values):
    return values.reshape((-1,) + (1,) * (x.dim() - 1))


def sequence_last(x, lengths, *, axis):
    """The last step of every sequence; zeros for an empty one."""
    step, there = _last(lengths, x.shape[axis])
    row = torch.arange(step.shape[0], device=x.device)
    out = x[step, row] if axis == 0 else x[row, step]
    return torch.where(_column(out, there), out, torch.zeros((), dtype=x.dtype, device=x.device))


def sequence_last_grad(g, lengths, *, steps, axis):
    """Zeros with `g` at the last step of every sequence: the transpose of `sequence_last`."""
    step, there = _last(lengths, steps)
    row = torch.arange(step.shape[0], device=g.device)
    shape = (steps, *g.shape) if axis == 0 else (g.shape[0], steps, *g.shape[1:])
    out = torch.zeros(shape, dtype=g.dtype, device=g.device)
    g = torch.where(_column(g, there), g, torch.zeros((), dtype=g.dtype, device=g.device))
    out[(step, row) if axis == 0 else (row, step)] = g
    return out


def sequence_reverse(x, lengths):
    """The steps of every sequence along axis 0 in reverse order: its own inverse and transpose."""
    lengths = _whole(lengths, x.shape[0])[None, :]
    step = torch.arange(x.shape[0], device=x.device)[:, None]
    source = torch.where(step < lengths, lengths - 1 - step, step)
    return x[source, torch.arange(x.shape[1], device=x.device)[None, :]]
