"""Reductions and what undoes them. `axis` is None, an int or a tuple of ints; `keepdims` as in NumPy."""

import torch

__all__ = ["sum", "mean", "prod", "max", "min", "sum_to", "broadcast_to", "argmax", "argmin", "cumsum"]


def _axes(x, axis):
    if axis is None or axis == ():
        return tuple(range(x.dim()))
    return axis


def sum(x, *, axis=None, keepdims=False):
    """The sum in the dtype of `x` (integers do not widen)."""
    return torch.sum(x, _axes(x, axis), keepdim=keepdims, dtype=x.dtype)


def mean(x, *, axis=None, keepdims=False):
    return torch.mean(x, _axes(x, axis), keepdim=keepdims)


def prod(x, *, axis=None, keepdims=False):
    """The product over any axes, in the dtype of `x`."""
    axes = _axes(x, axis)
    for a in sorted((a % x.dim() for a in ((axes,) if isinstance(axes, int) else axes)), reverse=True):
        x = torch.prod(x, a, keepdim=keepdims, dtype=x.dtype)
    return x


def max(x, *, axis=None, keepdims=False):
    return torch.amax(x, _axes(x, axis), keepdim=keepdims)


def min(x, *, axis=None, keepdims=False):
    return torch.amin(x, _axes(x, axis), keepdim=keepdims)


def argmax(x, *, axis, keepdims=False):
    """Indices (int64) of the first largest."""
    return torch.argmax(x, axis, keepdim=keepdims)


def argmin(x, *, axis, keepdims=False):
    return torch.argmin(x, axis, keepdim=keepdims)


def cumsum(x, *, axis):
    return torch.cumsum(x, axis, dtype=x.dtype)


def sum_to(x, *, shape):
    """Sum a broadcast tensor back to `shape`: the transpose of broadcasting."""
    if x.shape == shape:
        return x
    lead = x.dim() - len(shape)
    axes = [*range(lead)] + [i + lead for i, n in enumerate(shape) if n == 1 and x.shape[i + lead] != 1]
    if axes:
        x = torch.sum(x, axes, keepdim=True, dtype=x.dtype)
    return x.reshape(shape)


def broadcast_to(x, *, shape):
    """A view of `x` repeated to `shape`, NumPy's rules."""
    return x.expand(shape)
