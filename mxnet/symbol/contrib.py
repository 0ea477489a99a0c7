"""`mx.sym.contrib`: the operators of that namespace and a few functions of several operators.

What does not live here: operators.
"""

import math

from .functions import module_getattr, ops

__all__ = ["isfinite", "isinf", "isnan"]

_getter, _names = module_getattr("contrib", __name__)


def __getattr__(name):
    made = globals()[name] = _getter(name)
    return made


def __dir__():
    return sorted({*globals(), *_names()})


def isinf(data):
    """1 where an element is infinite, else 0."""
    return ops.abs(data) == math.inf


def isfinite(data):
    """1 where an element is neither infinite nor NaN, else 0."""
    return ops.broadcast_logical_and(data == data, ops.abs(data) != math.inf)


def isnan(data):
    """1 where an element is NaN, else 0."""
    return data != data
