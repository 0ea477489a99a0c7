"""Python numbers as a dtype holds them."""

import torch

__all__ = []


def fold(value, kind):
    """The number that a torch dtype holds for `value`: whole ones are cut and wrap around, as in C.

    Examples
    --------
    >>> fold(-1.5, torch.uint8)
    255
    """
    if kind.is_floating_point or kind is torch.bool or value != value or abs(value) == float("inf"):
        return value
    limits = torch.iinfo(kind)
    return (int(value) - limits.min) % 2**limits.bits + limits.min
