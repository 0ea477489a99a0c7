"""Softmax, its logarithm, their backwards, and the mask of labels.

What does not live here: temperature, dtypes, or the losses built on softmax.
"""

import torch

from .aten import aten
from .storage import torch_dtype

__all__ = ["softmax", "softmax_grad", "log_softmax", "log_softmax_grad", "class_mask"]

_softmax_back = aten("_softmax_backward_data")
_log_softmax_back = aten("_log_softmax_backward_data")


def softmax(x, length=None, *, axis):
    """Softmax along one axis, with `length` over the first `length` entries alone, zero behind
    them.

    `length` has the shape of `x` without that axis.
    """
    if length is None:
        return torch.softmax(x, axis)
    count = x.shape[axis]
    place = torch.arange(count, device=x.device).reshape(
        (count,) + (1,) * (x.dim() - 1 - axis % x.dim())
    )
    outside = place >= length.unsqueeze(axis)
    out = torch.softmax(x.masked_fill(outside, -torch.inf), axis)
    return out.masked_fill(outside, 0)


def softmax_grad(dy, out, *, axis):
    """`out · (dy - Σ dy·out)`."""
    return _softmax_back(dy, out, axis, out.dtype)


def log_softmax(x, *, axis):
    return torch.log_softmax(x, axis)


def log_softmax_grad(dy, out, *, axis):
    """`dy - exp(out) · Σ dy`."""
    return _log_softmax_back(dy, out, axis, out.dtype)


def class_mask(label, *, count, axis, dtype):
    """Ones at the class of every label along a new axis of length `count`; no one for a label
    outside.

    A label is cut to a whole number first, as MXNet reads it.
    """
    label = torch.trunc(label) if label.is_floating_point() else label
    label = label.unsqueeze(axis)
    classes = torch.arange(count, device=label.device)
    classes = classes.reshape((count,) + (1,) * (label.dim() - 1 - axis % label.dim()))
    return (label == classes).to(torch_dtype(dtype))
