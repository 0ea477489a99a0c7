"""`mx.random`: seeds, and the samplers of `mx.nd.random` under their short names.

What does not live here: the samplers themselves.
"""

from . import _kernels as k
from .context import Context, num_gpus, torch_device
from .ndarray.random import (
    exponential,
    gamma,
    generalized_negative_binomial,
    multinomial,
    negative_binomial,
    normal,
    poisson,
    randint,
    randn,
    shuffle,
    uniform,
)

__all__ = [
    "seed",
    "uniform",
    "normal",
    "randn",
    "poisson",
    "exponential",
    "gamma",
    "multinomial",
    "negative_binomial",
    "generalized_negative_binomial",
    "shuffle",
    "randint",
]


def seed(seed_state, ctx="all"):
    """Start the random numbers anew: the same seed gives the same numbers.

    Covers every operator that draws: samplers, dropout, initializers, shuffling. Neither NumPy's,
    Python's nor torch's generators are touched.

    Parameters
    ----------
    seed_state : int
        The seed.
    ctx : Context or "all"
        One device, or all of them.

    Raises
    ------
    ValueError
        The seed is not an int.

    Examples
    --------
    >>> import mxnet as mx
    >>> mx.random.seed(7)
    >>> a = mx.nd.random.uniform(shape=3)
    >>> mx.random.seed(7)
    >>> (a == mx.nd.random.uniform(shape=3)).asnumpy().tolist()
    [1.0, 1.0, 1.0]
    """
    if not hasattr(seed_state, "__index__"):
        raise ValueError("seed_state must be int")
    number = seed_state.__index__() & 0xFFFFFFFFFFFFFFFF
    if ctx == "all":
        k.seed(number)
    elif not _is_absent(Context(ctx)):
        k.seed(number, torch_device(Context(ctx)))


def _is_absent(ctx):
    """Whether a device is not there, so that there is nothing to seed, as in 1.9.1."""
    return ctx.device_type == "gpu" and ctx.device_id >= num_gpus()
