"""`mx.nd.contrib`: the operators of that namespace and a few functions of several operators.

What does not live here: operators.
"""

import math

from .functions import module_getattr
from .operators import ops

__all__ = ["isfinite", "isinf", "isnan"]

_getter, _names = module_getattr("contrib", __name__)


def __getattr__(name):
    made = globals()[name] = _getter(name)
    return made


def __dir__():
    return sorted({*globals(), *_names()})


def isinf(data):
    """1 where an element is infinite, else 0, in the dtype of `data`.

    Examples
    --------
    >>> import mxnet as mx
    >>> mx.nd.contrib.isinf(mx.nd.array([1, math.inf])).asnumpy().tolist()
    [0.0, 1.0]
    """
    return ops.abs(data) == math.inf


def isfinite(data):
    """1 where an element is neither infinite nor NaN, else 0, in the dtype of `data`.

    Examples
    --------
    >>> import mxnet as mx
    >>> mx.nd.contrib.isfinite(mx.nd.array([1, math.nan])).asnumpy().tolist()
    [1.0, 0.0]
    """
    return ops.broadcast_logical_and(data == data, ops.abs(data) != math.inf)


def isnan(data):
    """1 where an element is NaN, else 0, in the dtype of `data`.

    Examples
    --------
    >>> import mxnet as mx
    >>> mx.nd.contrib.isnan(mx.nd.array([1, math.nan])).asnumpy().tolist()
    [0.0, 1.0]
    """
    return data != data
