"""torch's kernels that have no function of their own, by name: the backward ones above all.

What does not live here: what they compute.
"""

import torch

__all__ = ["aten"]


def aten(name, overload="default"):
    """A kernel of torch, without the Python that torch puts around it (a third of a small call)."""
    found = getattr(getattr(torch.ops.aten, name), overload)
    return getattr(found, "_op", found)
