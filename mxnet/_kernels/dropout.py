"""Dropout: the mask drawn and applied.

What does not live here: when an operator drops at all.
"""

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
    # Comparing uniform numbers takes half the time of torch's own Bernoulli draws.
    drawn = torch.rand(shape, generator=generator(x.device), device=x.device)
    mask = drawn.lt_(1 - p)  # ones and zeros, in the memory of what was drawn
    if mask.dtype is not x.dtype:
        mask = mask.to(x.dtype)
    if p < 1:
        mask.mul_(1 / (1 - p))
    return x * mask, mask
