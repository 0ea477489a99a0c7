"""`mx.sym.contrib`: the operators of that namespace and a few functions of several operators.

What does not live here: operators.
"""

import math

from ..ndarray.contrib import zipfian
from . import random
from .adamw import adamw_update, mp_adamw_update
from .control_flow import cond, foreach, while_loop
from .functions import module_getattr, ops

__all__ = [
    "adamw_update", "cond", "foreach", "isfinite", "isinf", "isnan", "mp_adamw_update",
    "rand_zipfian", "while_loop",
]  # fmt: skip

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


def rand_zipfian(true_classes, num_sampled, range_max):
    """Draw classes, the frequent ones of low number far more often; see `mx.nd.contrib`.

    Returns
    -------
    list of Symbol
        The drawn classes, and the expected counts of `true_classes` and of the drawn.
    """
    top = math.log(range_max + 1)
    exponents = random.uniform(0, top, shape=(num_sampled,), dtype="float64")
    return zipfian(exponents, true_classes, num_sampled, range_max)
