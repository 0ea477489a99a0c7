"""`mx.sym.random`: numbers from distributions whose parameters are numbers or symbols.

What does not live here: the operators that draw (`_ops/random.py`); this only chooses among them.
"""

import warnings

from .._core.attrs import Null
from ..ndarray.random import are_arrays, dtype_name
from .entries import Entries
from .functions import module_getattr, ops

__all__ = [
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

__getattr__, _names = module_getattr("random", __name__)


def __dir__():
    return sorted({*globals(), *_names()})


def _draw(kind, parameters, words, shape, dtype, kwargs):
    """Call `_sample_<kind>` for symbols, `_random_<kind>` for numbers."""
    dtype = dtype_name(dtype)
    if are_arrays(parameters, Entries, "Symbol"):
        return getattr(ops, f"_sample_{kind}")(*parameters, shape=shape, dtype=dtype, **kwargs)
    for key in [key for key, value in kwargs.items() if isinstance(value, Entries)]:
        warnings.warn(f"random.{kind} takes no symbol {key!r}; it is left out", stacklevel=3)
        del kwargs[key]  # as 1.9.1 does, without a word
    return getattr(ops, f"_random_{kind}")(
        **dict(zip(words.split(), parameters, strict=True)), shape=shape, dtype=dtype, **kwargs
    )


def uniform(low=0, high=1, shape=Null, dtype=Null, **kwargs):
    """Uniform numbers from `[low, high)`.

    Parameters
    ----------
    low, high : float or Symbol
        Bounds; symbols give `shape` numbers for every pair of elements.
    shape : int or tuple of int
        Shape of the result, or the axes appended to those of the parameters.
    dtype : str or numpy type
        float32 if left out.

    Examples
    --------
    >>> import mxnet as mx
    >>> mx.sym.random.uniform(0, 1, shape=(2, 3)).eval()[0].shape
    (2, 3)
    """
    return _draw("uniform", [low, high], "low high", shape, dtype, kwargs)


def normal(loc=0, scale=1, shape=Null, dtype=Null, **kwargs):
    """Normal numbers of mean `loc` and standard deviation `scale`; see `uniform` for the rest."""
    return _draw("normal", [loc, scale], "loc scale", shape, dtype, kwargs)


def randn(*shape, **kwargs):
    """Normal numbers of a shape given axis by axis; keywords `loc`, `scale`, `dtype`."""
    return _draw(
        "normal",
        [kwargs.pop("loc", 0), kwargs.pop("scale", 1)],
        "loc scale",
        shape,
        kwargs.pop("dtype", Null),
        kwargs,
    )


def poisson(lam=1, shape=Null, dtype=Null, **kwargs):
    """Poisson counts of rate `lam`, as floats; see `uniform` for the rest."""
    return _draw("poisson", [lam], "lam", shape, dtype, kwargs)


def exponential(scale=1, shape=Null, dtype=Null, **kwargs):
    """Exponential numbers of mean `scale`; see `uniform` for the rest."""
    return _draw("exponential", [1.0 / scale], "lam", shape, dtype, kwargs)


def gamma(alpha=1, beta=1, shape=Null, dtype=Null, **kwargs):
    """Gamma numbers of shape `alpha` and scale `beta`; see `uniform` for the rest."""
    return _draw("gamma", [alpha, beta], "alpha beta", shape, dtype, kwargs)


def negative_binomial(k=1, p=1, shape=Null, dtype=Null, **kwargs):
    """Failures before the `k`-th success of probability `p`; see `uniform` for the rest."""
    return _draw("negative_binomial", [k, p], "k p", shape, dtype, kwargs)


def generalized_negative_binomial(mu=1, alpha=1, shape=Null, dtype=Null, **kwargs):
    """Counts of mean `mu` and dispersion `alpha`; see `uniform` for the rest."""
    return _draw("generalized_negative_binomial", [mu, alpha], "mu alpha", shape, dtype, kwargs)


def multinomial(data, shape=Null, get_prob=True, dtype="int32", **kwargs):
    """Indices drawn by the probabilities in the last axis of `data`, and their log-probabilities.

    Parameters
    ----------
    data : Symbol
        `(K,)` or `(N, K)`.
    shape : int or tuple of int
        Samples per distribution; one if left out.
    get_prob : bool
        Give the log-probabilities of what was drawn too.
    dtype : str
        Of the indices.
    """
    return ops._sample_multinomial(data, shape=shape, get_prob=get_prob, dtype=dtype, **kwargs)


def shuffle(data, **kwargs):
    """The entries of the first axis in a random order."""
    return ops._shuffle(data, **kwargs)


def randint(low, high, shape=Null, dtype=Null, **kwargs):
    """Whole numbers from `[low, high)`, int32 or int64; see `uniform` for the rest."""
    return _draw("randint", [low, high], "low high", shape, dtype, kwargs)
