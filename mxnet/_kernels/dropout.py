"""Dropout: the mask drawn and applied.

What does not live here: when an operator drops at all.
"""

import math

import torch

from .rng import generator

__all__ = ["dropout"]


def dropout(x, *, p, axes=()):
    """`(x · mask, mask)`; an entry of the mask is 0 with probability `p`, else `1 / (1 - p)`.

    Along `axes` the mask has length one: what is dropped is dropped along all of them.
    """
    shape = [1 if i in axes else n for i, n in enumerate(x.shape)]
    if x.is_meta:
        generator(x.device)  # tells that something would be drawn
        return torch.empty_like(x), torch.empty(shape, dtype=x.dtype, device=x.device)
    mask = _kept(shape, 1 - p, x.device)
    if mask.dtype is not x.dtype:
        mask = mask.to(x.dtype)
    if p < 1:
        mask.mul_(1 / (1 - p))
    return x * mask, mask


_FEW = 1 << 13  # elements; up to here the calls count, not the numbers


def _kept(shape, share, device):
    """Ones with probability `share`, and zeros."""
    size = math.prod(shape)
    # Comparing uniform numbers takes half the time of torch's own Bernoulli draws.
    if size <= _FEW or device.type != "cpu" or not 0.01 <= share <= 0.99:
        return torch.rand(shape, generator=generator(device), device=device).lt_(share)
    # And numbers of 16 bits, four to a draw, a fifth; the share is off by 8e-6 at most. As floats,
    # since comparing those in place is several times faster than making floats of booleans.
    drawn = torch.empty(-(-size // 4), dtype=torch.int64)
    drawn = drawn.random_(-(2**63), None, generator=generator(device)).view(torch.int16)
    return drawn[:size].view(shape).float().lt_(round(share * 2**16) - 2**15)
