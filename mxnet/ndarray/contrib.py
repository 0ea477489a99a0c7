"""`mx.nd.contrib`: the operators of that namespace and a few functions of several operators.

What does not live here: operators.
"""

import math

from . import random
from .adamw import (
    adamw_update,
    mp_adamw_update,
    multi_adamw_update,
    multi_lamb_update,
    multi_mp_adamw_update,
    multi_mp_lamb_update,
)
from .control_flow import cond, foreach, while_loop
from .functions import module_getattr
from .operators import ops

__all__ = [
    "adamw_update", "cond", "foreach", "isfinite", "isinf", "isnan", "mp_adamw_update",
    "multi_adamw_update", "multi_lamb_update", "multi_mp_adamw_update", "multi_mp_lamb_update",
    "rand_zipfian", "while_loop",
]  # fmt: skip

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


def rand_zipfian(true_classes, num_sampled, range_max, ctx=None):
    """Draw classes, the frequent ones of low number far more often, as sampled losses want them.

    Class `c` of `0 .. range_max - 1` comes with probability
    ``log((c + 2) / (c + 1)) / log(range_max + 1)``; classes repeat.

    Parameters
    ----------
    true_classes : NDArray
        Classes whose expected counts are wanted too.
    num_sampled : int
        How many classes to draw.
    range_max : int
        How many classes there are.
    ctx : Context, optional
        Where to draw; the current context where left out.

    Returns
    -------
    list of NDArray
        The drawn classes, int64; how often each of `true_classes`, and each of the drawn, is
        expected among `num_sampled` draws, float64.

    Examples
    --------
    >>> import mxnet as mx
    >>> drawn, _, expected = mx.nd.contrib.rand_zipfian(mx.nd.array([0]), 4, 10)
    >>> drawn.shape, expected.shape
    ((4,), (4,))
    """
    top = math.log(range_max + 1)
    exponents = random.uniform(0, top, shape=(num_sampled,), dtype="float64", ctx=ctx)
    return zipfian(exponents, true_classes, num_sampled, range_max)


def zipfian(exponents, true_classes, num_sampled, range_max):
    """`rand_zipfian` from uniform numbers below ``log(range_max + 1)``, of arrays or symbols."""
    drawn = (exponents.exp() - 1).astype("int64") % range_max

    def expected(classes):
        c = classes.astype("float64")
        return ((c + 2) / (c + 1)).log() * (num_sampled / math.log(range_max + 1))

    return [drawn, expected(true_classes), expected(drawn)]
