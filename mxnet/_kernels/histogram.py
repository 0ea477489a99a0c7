"""Counting numbers in bins."""

import torch

from .storage import torch_dtype

__all__ = ["histogram", "bin_edges"]


def bin_edges(x, *, count, low, high):
    """`count + 1` evenly spread edges in the dtype of `x`."""
    step = (high - low) / count if count else 0.0
    edges = torch.arange(count + 1, dtype=torch_dtype("float64"), device=x.device) * step + low
    return edges.to(x.dtype)


def histogram(x, edges):
    """How many elements lie in each bin, as int64; the last bin holds its upper edge too."""
    x, count = x.reshape(-1), edges.shape[0] - 1
    if x.device.type != "meta" and bool((edges[1:] < edges[:-1]).any()):
        raise ValueError("bins must increase")
    place = torch.searchsorted(edges.contiguous(), x.contiguous(), right=True) - 1
    place = torch.where(x == edges[-1], torch.full_like(place, count - 1), place)
    inside = (place >= 0) & (place < count) & (x <= edges[-1])
    return torch.bincount(place[inside], minlength=count)
