"""Kernels that move, repeat or rename elements without arithmetic: shapes, spans, joins, padding.

A *span* is `(start, length, step)` of one axis, counted from the first axis on, already resolved
against the axis: that is what slices and crops become. What does not live here: anything that takes
indices from an array (`index.py`).
"""

import torch

from .numbers import fold

__all__ = [
    "reshape",
    "transpose",
    "t",
    "expand_dims",
    "squeeze",
    "concat",
    "split",
    "stack",
    "unbind",
    "flip",
    "narrow",
    "pad_zeros",
    "swapaxes",
    "spans",
    "spread_spans",
    "fill_spans",
    "write_spans",
    "pad_value",
    "pick_fixed",
    "spread_fixed",
    "repeat_interleave",
    "tile",
    "take_diagonal",
    "put_diagonal",
    "shape_of",
    "size_of",
]


def reshape(x, *, shape):
    return x.reshape(shape)


def transpose(x, *, axes):
    return x.permute(axes)


def t(x):
    """The transpose of a matrix."""
    return x.transpose(0, 1)


def swapaxes(x, *, dim1, dim2):
    return x.transpose(dim1, dim2)


def expand_dims(x, *, axis):
    return x.unsqueeze(axis)


def squeeze(x, *, axis):
    """Drop the axes in the tuple `axis`, each of length one."""
    return torch.squeeze(x, axis)


def concat(*xs, axis):
    return torch.cat(xs, axis)


def split(x, *, sizes, axis):
    """Consecutive parts of an axis with the given lengths, as a tuple of views."""
    return torch.split(x, list(sizes), axis)


def stack(*xs, axis):
    return torch.stack(xs, axis)


def unbind(x, *, axis):
    """The entries of an axis, without it, as a tuple of views."""
    return torch.unbind(x, axis)


def flip(x, *, axis):
    return torch.flip(x, axis if isinstance(axis, tuple) else (axis,))


def narrow(x, *, axis, start, length):
    """`length` entries of an axis from `start`."""
    return x.narrow(axis, start, length)


def pad_zeros(x, *, axis, before, after):
    """Zeros before and after the entries of one axis: the transpose of `narrow`."""
    if not before and not after:
        return x
    pads = [0, 0] * (x.dim() - 1 - axis % x.dim()) + [before, after]
    return torch.nn.functional.pad(x, pads)


def _keys(spans):
    """Index of a view that holds the spans' elements, in rising order."""
    keys = []
    for start, length, step in spans:
        if length == 0:
            keys.append(slice(0, 0))
        elif step > 0:
            keys.append(slice(start, start + (length - 1) * step + 1, step))
        else:
            keys.append(slice(start + (length - 1) * step, start + 1, -step))
    return tuple(keys)


def _falling(spans):
    return [axis for axis, (_, length, step) in enumerate(spans) if step < 0 and length > 1]


def spans(x, *, spans):
    """The elements of `x` that lie in the spans; a view where no step is negative."""
    view, falling = x[_keys(spans)], _falling(spans)
    return torch.flip(view, falling) if falling else view


def spread_spans(x, *, shape, spans):
    """Zeros of `shape` with `x` in the spans: the transpose of `spans`."""
    out = torch.zeros(shape, dtype=x.dtype, device=x.device)
    return _write(out, x, spans)


def fill_spans(x, *, spans, value):
    """A copy of `x` with a number in the spans."""
    out = x.clone(memory_format=torch.contiguous_format)
    out[_keys(spans)] = fold(value, x.dtype)
    return out


def write_spans(x, values, *, spans):
    """A copy of `x` with `values` in the spans."""
    return _write(x.clone(memory_format=torch.contiguous_format), values, spans)


def _write(out, values, spans):
    falling = _falling(spans)
    out[_keys(spans)].copy_(torch.flip(values, falling) if falling else values)
    return out


def pad_value(x, *, widths, value):
    """`x` surrounded by a number; `widths` is `(before, after)` per axis."""
    pads = [n for pair in reversed(widths) for n in pair]
    return torch.nn.functional.pad(x, pads, value=value)


def pick_fixed(x, *, axis, entries):
    """The entries of an axis whose numbers stand in the tuple `entries`."""
    return torch.index_select(x, axis, torch.tensor(entries, dtype=torch.int64, device=x.device))


def spread_fixed(x, *, axis, entries, length):
    """Zeros with `x` added at `entries` of an axis of `length`: the transpose of `pick_fixed`."""
    shape = list(x.shape)
    shape[axis] = length
    out = torch.zeros(shape, dtype=x.dtype, device=x.device)
    return out.index_add_(axis, torch.tensor(entries, dtype=torch.int64, device=x.device), x)


def repeat_interleave(x, *, repeats, axis):
    """Every entry of an axis `repeats` times in a row."""
    return torch.repeat_interleave(x, repeats, axis)


def tile(x, *, reps):
    """The whole array repeated along every axis, NumPy's rules."""
    return torch.tile(x, reps)


def take_diagonal(x, *, offset, axis1, axis2):
    """The diagonal of the planes of two axes, as a new last axis."""
    return torch.diagonal(x, offset, axis1, axis2)


def put_diagonal(x, *, shape, offset, axis1, axis2):
    """Zeros of `shape` with `x` on the diagonal: the transpose of `take_diagonal`."""
    out = torch.zeros(shape, dtype=x.dtype, device=x.device)
    torch.diagonal(out, offset, axis1, axis2).copy_(x)
    return out


def shape_of(x):
    """The lengths of the axes as an int64 vector."""
    return torch.tensor(tuple(x.shape), dtype=torch.int64, device=x.device)


def size_of(x):
    """The number of elements as an int64 vector of one."""
    return torch.tensor((x.numel(),), dtype=torch.int64, device=x.device)
