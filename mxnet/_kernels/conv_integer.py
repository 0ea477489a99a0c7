"""Convolution of 8-bit integers: exact sums, cut off at the ends of the range.

What does not live here: convolution of real numbers (`conv.py`).
"""

from math import prod

import torch

from .conv import conv

__all__ = ["conv_int8"]

_EXACT = 1 << 24  # up to here float32 holds every whole number


def conv_int8(x, weight, bias=None, *, stride, pad, dilate, groups):
    """`conv` of int8, as int8; sums beyond -128 and 127 become these.

    The products are added up in floating point wide enough to be exact.
    """
    most = prod(weight.shape[1:]) * 128 * 128 + 128
    kind = torch.float32 if most < _EXACT else torch.float64
    y = conv(
        x.to(kind), weight.to(kind), None if bias is None else bias.to(kind), stride=stride,
        pad=pad, dilate=dilate, groups=groups,
    )  # fmt: skip
    return y.clamp_(-128, 127).round_().to(torch.int8)
