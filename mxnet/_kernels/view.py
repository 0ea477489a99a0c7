"""Kernels that move or rename elements without arithmetic: shapes, slices, joins."""

import torch

__all__ = ["reshape", "transpose", "t", "expand_dims", "squeeze", "concat", "stack", "flip", "narrow", "slice_axis",
           "pad_zeros", "repeat_interleave", "tile", "swapaxes"]


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


def stack(*xs, axis):
    return torch.stack(xs, axis)


def flip(x, *, axis):
    return torch.flip(x, axis)


def narrow(x, *, axis, start, length):
    """`length` entries of an axis from `start`."""
    return x.narrow(axis, start, length)


def slice_axis(x, *, axis, start, stop, step=1):
    """`x[..., start:stop:step, ...]` with a positive step."""
    return x[(slice(None),) * (axis % x.dim()) + (slice(start, stop, step),)]


def pad_zeros(x, *, axis, before, after):
    """Zeros before and after the entries of one axis: the transpose of `narrow`."""
    if not before and not after:
        return x
    pads = [0, 0] * (x.dim() - 1 - axis % x.dim()) + [before, after]
    return torch.nn.functional.pad(x, pads)


def repeat_interleave(x, *, repeats, axis):
    return torch.repeat_interleave(x, repeats, axis)


def tile(x, *, reps):
    return torch.tile(x, reps)
