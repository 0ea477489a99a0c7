"""Kernels that write into memory that they are given: the caller's buffers of gradients.

`LANDS` tells which kernel has such a form; the others' results are copied. What does not live here:
when a result may go straight into a buffer (`_graph/passes/land.py`).
"""

import torch

from .storage import assign

__all__ = ["LANDS", "dot_out", "sum_out", "assign_out", "memory_of", "is_plain"]

LANDS = {"dot": "dot_out", "sum": "sum_out", "conv_weight_grad": "conv_weight_out"}


def dot_out(place, x, y):
    """The product of two matrices."""
    return torch.mm(x, y, out=place)


def sum_out(place, x, *, axis, keepdims=False):
    """The sum over some axes."""
    return torch.sum(x, axis, keepdim=keepdims, dtype=x.dtype, out=place)


def assign_out(place, x):
    """A copy."""
    return assign(place, x)


def memory_of(x):
    """What two tensors share that are parts of one buffer."""
    return x.untyped_storage().data_ptr()


def is_plain(x):
    """Whether the elements of a tensor lie one behind the other, in the plain order."""
    return x.is_contiguous()
