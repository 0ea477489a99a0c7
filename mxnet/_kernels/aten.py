"""torch's kernels that have no function of their own, by name: the backward ones above all.

What does not live here: what they compute.
"""

import torch

__all__ = ["aten", "count_writes"]


def aten(name, overload="default"):
    """A kernel of torch, without the Python that torch puts around it (a third of a small call)."""
    found = getattr(getattr(torch.ops.aten, name), overload)
    return getattr(found, "_op", found)


def count_writes(tensors):
    """Count a write to each of a list of tensors that torch did not see."""
    if _COUNTS_MANY:
        _count(tensors)
    else:
        for x in tensors:
            _count(x)


_count = torch.autograd.graph.increment_version


def _counts_many():
    """Whether torch counts for a list; older ones do for one tensor."""
    try:
        _count([torch.empty(0)])
    except RuntimeError:
        return False
    return True


_COUNTS_MANY = _counts_many()
