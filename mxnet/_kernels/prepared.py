"""Weights brought into another form before they are used, and the kernels that take that form.

`PREPARES` names those that depend on weights alone: a program runs them again only when one of the
weights was written to. What does not live here: when (`_graph/prepared.py`).
"""

import torch

__all__ = ["PREPARES", "folded", "packed", "conv_joined", "can_join", "gains_from_packing",
           "has_version"]  # fmt: skip

PREPARES = frozenset(("folded", "packed"))
_PACKED = 1 << 15  # elements; smaller weights are reordered in no time, call by call
_join = torch.ops.mkldnn._convolution_pointwise


def folded(weight, bias, gamma, beta, mean, var, *, eps):
    """`(weight, bias)` of a layer that does the batch normalization behind it too."""
    scale = torch.rsqrt(var + eps)
    if gamma is not None:
        scale = scale.mul_(gamma)
    shift = beta - mean * scale
    if bias is not None:
        shift.addcmul_(bias, scale)
    return weight * scale.view(-1, *(1,) * (weight.dim() - 1)), shift


def can_join(x):
    """Whether a convolution of `x` may have its weight packed, and a sum and a rectifier joined."""
    return (
        x.dtype is torch.float32
        and x.dim() == 4
        and torch.backends.mkldnn.is_available()
        and torch.backends.mkldnn.enabled
    )


def gains_from_packing(weight):
    return weight.numel() >= _PACKED


def packed(weight, *, shape, stride, pad, dilate, groups):
    """A weight in oneDNN's own order for data of `shape`, which only `conv_joined` can read."""
    weight = weight.contiguous(memory_format=torch.channels_last)
    return torch.ops.mkldnn._reorder_convolution_weight(weight, pad, stride, dilate, groups, shape)


def conv_joined(x, weight, bias, other=None, *, then, stride, pad, dilate, groups):
    """`conv` of images with their channels side by side, plus `other`, and `then` "relu" or
    "none" of it."""
    window = pad, stride, dilate, groups
    if other is None:
        return _join(x, weight, bias, *window, then, [], "")
    return _join.binary(
        x, other, weight, bias, *window, "add", 1.0, None if then == "none" else then, [], ""
    )


def has_version(x):
    """Whether writing to a tensor leaves a trace; those of torch's inference mode leave none."""
    return not x.is_inference()
