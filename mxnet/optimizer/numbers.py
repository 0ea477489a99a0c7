"""Hyperparameters as the reference's operators hold them.

What does not live here: which optimizer has which.
"""

import struct

__all__ = ["single", "bound"]

_FLOAT = struct.Struct("f")


def single(value):
    """A number rounded to float32: 0.999 so rounded makes 1.3e-5 of a difference in `1 - beta2`."""
    return _FLOAT.unpack(_FLOAT.pack(float(value)))[0]


def bound(value):
    """A bound as operators take it: None, 0 and less mean that there is none."""
    return single(value) if value and value > 0 else None
