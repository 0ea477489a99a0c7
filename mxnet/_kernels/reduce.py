"""Reductions and what undoes them.

`axis` is None, an int or a tuple of ints; `keepdims` as in NumPy.

What does not live here: MXNet's ways to name axes (`_ops/reduce.py`), or order (`order.py`).
"""

import torch

__all__ = ["sum", "mean", "prod", "max", "min", "norm2", "sum_to", "broadcast_to", "argmax",
           "argmin", "cumsum"]


def _axes(x, axis):
    if axis is None or axis == ():
        return tuple(range(x.dim()))
    return axis


def sum(x, *, axis=None, keepdims=False):
    """The sum in the dtype of `x` (integers do not widen)."""
    if axis is None and not keepdims and x.dtype.is_floating_point:
        return torch.sum(x)  # three times as fast as with every axis named
    return torch.sum(x, _axes(x, axis), keepdim=keepdims, dtype=x.dtype)


def mean(x, *, axis=None, keepdims=False):
    """The mean in the dtype of `x`; of integers the exact mean without its fraction.

    Source: the reference divides a sum that has wrapped around already; the sum here is wide.
    """
    if x.dtype.is_floating_point:
        if axis is None and not keepdims:
            return torch.mean(x)
        return torch.mean(x, _axes(x, axis), keepdim=keepdims)
    total = torch.sum(x, _axes(x, axis), keepdim=keepdims, dtype=torch.int64)
    if x.dtype is torch.bool:
        return total != 0
    count = x.numel() // total.numel() if total.numel() else 1
    return torch.div(total, count, rounding_mode="trunc").to(x.dtype)


def prod(x, *, axis=None, keepdims=False):
    """The product over any axes, in the dtype of `x`."""
    axes = _axes(x, axis)
    axes = (axes,) if isinstance(axes, int) else axes
    for a in sorted((a % x.dim() for a in axes), reverse=True):
        x = torch.prod(x, a, keepdim=keepdims, dtype=x.dtype)
    return x


def max(x, *, axis=None, keepdims=False):
    """The largest; NaN where there is one."""
    return torch.amax(x, _axes(x, axis), keepdim=keepdims)


def min(x, *, axis=None, keepdims=False):
    """The smallest; NaN where there is one."""
    return torch.amin(x, _axes(x, axis), keepdim=keepdims)


def norm2(x, *, axis=None, keepdims=False):
    """The Euclidean length in the dtype of `x`, right also where the squares would overflow."""
    axes = _axes(x, axis)
    if not x.is_floating_point():
        return torch.linalg.vector_norm(x.double(), 2, axes, keepdim=keepdims).to(x.dtype)
    if x.dtype is torch.float64:
        return _scaled_norm(x, axes, keepdims)
    if x.dtype is torch.float32 and x.device.type == "cpu" and x.numel():
        out = torch.linalg.vector_norm(x, 2, axes, keepdim=keepdims)
        low, high = torch.aminmax(out)
        if low > 1e-15 and high < 1e18:  # no square came near the ends of the range
            return out
    wide = torch.float64 if x.dtype is torch.float32 else torch.float32
    return torch.linalg.vector_norm(x, 2, axes, keepdim=keepdims, dtype=wide).to(x.dtype)


def _scaled_norm(x, axes, keepdims):
    """The length of float64 numbers, divided by their largest and multiplied by it."""
    if not x.numel():
        return torch.linalg.vector_norm(x, 2, axes, keepdim=keepdims)
    largest = torch.linalg.vector_norm(x, float("inf"), axes, keepdim=True)
    scale = torch.where((largest > 0) & torch.isfinite(largest), largest, torch.ones_like(largest))
    out = torch.linalg.vector_norm(x / scale, 2, axes, keepdim=True) * scale
    return out if keepdims else out.squeeze(axes)


def argmax(x, *, axis, keepdims=False):
    """Indices (int64) of the first largest; NaN counts as largest."""
    return torch.argmax(x, axis, keepdim=keepdims)


def argmin(x, *, axis, keepdims=False):
    """Indices (int64) of the first smallest; NaN counts as smallest."""
    return torch.argmin(x, axis, keepdim=keepdims)


def cumsum(x, *, axis):
    return torch.cumsum(x, axis, dtype=x.dtype)


def sum_to(x, *, shape):
    """Sum a broadcast tensor back to `shape`: the transpose of broadcasting."""
    if x.shape == shape:
        return x
    lead = x.dim() - len(shape)
    axes = [*range(lead)]
    axes += [i + lead for i, n in enumerate(shape) if n == 1 and x.shape[i + lead] != 1]
    if axes:
        x = torch.sum(x, axes, keepdim=True, dtype=x.dtype)
    return x.reshape(shape)


def broadcast_to(x, *, shape):
    """A view of `x` repeated to `shape`, NumPy's rules."""
    return x.expand(shape)
