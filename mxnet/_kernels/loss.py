"""The gradients of the loss heads: by design not the derivative of what the head shows.

What does not live here: the heads' forwards, which are softmax, sigmoid or the data itself.
"""

import math
from functools import lru_cache

import torch

from .device import held
from .softmax import class_mask

__all__ = [
    "softmax_output_grad",
    "difference_grad",
    "sign_grad",
    "svm_output_grad",
    "make_loss_grad",
]

_FEW = 64  # classes


def softmax_output_grad(
    out,
    label,
    *,
    axis,
    grad_scale,
    ignore_label,
    use_ignore,
    normalization,
    smooth_alpha,
    per_position,
):
    """`out - label`, scaled, for class labels or for probabilities of the shape of `out`.

    Parameters
    ----------
    label : tensor
        The shape of `out` (probabilities: neither ignored nor normalised), or without `axis`
        (classes).
    smooth_alpha : float
        The share of the label's one that goes to the other classes.
    per_position : int
        Without `"valid"` the gradient is divided by this: the positions of one example.
    """
    if label.shape == out.shape:
        return (out - label) * grad_scale
    grad = (
        out - smoothed(out, label, axis, smooth_alpha)
        if smooth_alpha
        else less_one(out, label, axis)
    )
    if use_ignore or normalization == "valid":
        kept = torch.trunc(label) != int(ignore_label)
    if use_ignore:
        grad.mul_(kept.unsqueeze(axis))
    if normalization == "valid":  # the labels unlike ignore_label, even where it is not ignored
        return grad.mul_(grad_scale / kept.sum().clamp_(min=1).to(grad.dtype))
    batch = label.numel() // max(per_position, 1) if normalization == "batch" else 1
    factor = grad_scale / max(batch, 1) / max(per_position, 1)
    return grad if factor == 1 else grad.mul_(factor)


def less_one(out, label, axis):
    """`out` minus one at the class of every label; a label outside the classes changes nothing."""
    count = out.shape[axis]
    if count <= _FEW:  # comparing with every class takes fewer calls, each of which costs more
        whole = torch.trunc(label) if label.is_floating_point() else label
        row = held(_classes(count, out.dim() - 1 - axis % out.dim(), label.dtype, label.device))
        return torch.add(out, torch.eq(whole.unsqueeze(axis), row), alpha=-1)
    index = label.to(torch.int64).unsqueeze(axis)
    known = index.clamp(0, count - 1)
    return out.clone().scatter_add_(axis, known, torch.eq(known, index).to(out.dtype).neg_())


@lru_cache(maxsize=64)
def _classes(count, behind, dtype, device):
    """0, 1, 2, ... along an axis with `behind` axes of length one behind it."""
    return torch.arange(count, dtype=dtype, device=device).reshape((count,) + (1,) * behind)


def smoothed(out, label, axis, alpha):
    """One-hot vectors that give the share `alpha` of their one to the other classes."""
    classes = out.shape[axis]
    hot = class_mask(label, count=classes, axis=axis, dtype=out.dtype)
    others = hot.sum(axis, keepdim=True) - hot
    return hot * (1 - alpha) + others * (alpha / max(classes - 1, 1))


def difference_grad(out, label, *, scale):
    """`(out - label) · scale`: of the linear and the logistic head."""
    return (out - label.reshape(out.shape)) * scale


def sign_grad(out, label, *, scale):
    """`scale` where `out` is above the label, else `-scale`: also where they are equal."""
    return torch.where(out > label.reshape(out.shape), scale, -scale).to(out.dtype)


def svm_output_grad(x, label, *, margin, scale, linear):
    """The one-against-all hinge, squared unless `linear`; `x` (N, classes), `label` (N,)."""
    hot = class_mask(label, count=x.shape[1], axis=1, dtype=torch.bool)
    signed = torch.where(hot, -x, x)  # below -margin: right by the margin, no loss
    side = torch.where(hot, -scale, scale).to(x.dtype)
    wrong = signed > -margin
    size = torch.ones_like(x) if linear else 2 * (margin + signed)
    return torch.where(wrong, side * size, 0)


def make_loss_grad(x, *, grad_scale, normalization, valid_thresh):
    """A constant, divided by the rows or by the elements above a threshold (at least one).

    Source: the reference takes all axes but the last for rows.
    """
    if normalization == "valid":
        counted = (x > valid_thresh).sum().clamp_(min=1).to(x.dtype)
        return (grad_scale / counted).expand(x.shape).to(x.dtype)
    count = math.prod(x.shape[:-1]) if normalization == "batch" else 1
    return torch.full_like(x, grad_scale / max(count, 1))
