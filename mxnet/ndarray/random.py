"""`mx.nd.random`: numbers from distributions whose parameters are numbers or arrays.

What does not live here: the operators that draw (`_ops/random.py`); this only chooses among them.
"""

import numbers

import numpy as np

from .._core import registry
from .._core.attrs import Null
from ..context import current_context
from .functions import function, module_getattr
from .handle import Handle

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


def _operator(name):
    return function(registry.find(name), name)


def _draw(kind, parameters, words, shape, dtype, ctx, out, kwargs):
    """Call `_sample_<kind>` for array parameters, `_random_<kind>` for numbers."""
    if are_arrays(parameters, Handle, "NDArray"):
        return _operator(f"_sample_{kind}")(
            *parameters, shape=shape, dtype=dtype_name(dtype), out=out, **kwargs
        )
    return _operator(f"_random_{kind}")(
        **dict(zip(words.split(), parameters, strict=True)),
        shape=_shape_for(shape, out),
        dtype=dtype_name(dtype),
        ctx=str(ctx or current_context()),
        out=out,
        **kwargs,
    )


def are_arrays(parameters, array_class, word):
    """Whether a distribution's parameters are arrays (or symbols) rather than numbers.

    Raises
    ------
    ValueError
        The first is neither; `word` is what the message calls an array.
    AssertionError
        Some are and some are not.
    """
    first = parameters[0]
    if not isinstance(first, (array_class, numbers.Number)):
        raise ValueError(
            f"Distribution parameters must be either {word} or numbers, but got {type(first)}."
        )
    wanted = array_class if isinstance(first, array_class) else numbers.Number
    for value in parameters[1:]:
        if not isinstance(value, wanted):
            raise AssertionError(
                "Distribution parameters must all have the same type, but got both "
                f"{type(first)} and {type(value)}."
            )
    return wanted is array_class


def _shape_for(shape, out):
    if shape is Null or shape is None:
        return out.shape if out is not None else 1
    return shape


def dtype_name(dtype):
    """A dtype's name; None is NumPy's own default, as in the reference."""
    return dtype if dtype is Null else np.dtype(dtype).name


def uniform(low=0, high=1, shape=Null, dtype=Null, ctx=None, out=None, **kwargs):
    """Uniform numbers from `[low, high)`.

    Parameters
    ----------
    low, high : float or NDArray
        Bounds; arrays give `shape` numbers for every pair of elements.
    shape : int or tuple of int
        Shape of the result, or the axes appended to those of the parameters.
    dtype : str or numpy type
        float16, float32 (the default) or float64.
    ctx : Context
        Where, for number parameters; the current context if left out.
    out : NDArray
        Where to write instead.

    Returns
    -------
    NDArray

    Raises
    ------
    MXNetError
        `low` above `high`, or another dtype.

    Examples
    --------
    >>> import mxnet as mx
    >>> mx.nd.random.uniform(0, 1, shape=(2, 3)).shape
    (2, 3)
    """
    return _draw("uniform", [low, high], "low high", shape, dtype, ctx, out, kwargs)


def normal(loc=0, scale=1, shape=Null, dtype=Null, ctx=None, out=None, **kwargs):
    """Normal numbers of mean `loc` and standard deviation `scale`; see `uniform` for the rest.

    Examples
    --------
    >>> import mxnet as mx
    >>> mx.nd.random.normal(0, 1, shape=4).shape
    (4,)
    """
    return _draw("normal", [loc, scale], "loc scale", shape, dtype, ctx, out, kwargs)


def randn(*shape, **kwargs):
    """Normal numbers of a shape given axis by axis; keywords `loc`, `scale`, `dtype`, `ctx`, `out`.

    Examples
    --------
    >>> import mxnet as mx
    >>> mx.nd.random.randn(2, 3, loc=5).shape
    (2, 3)
    """
    known = {"loc": 0, "scale": 1, "dtype": Null, "ctx": None, "out": None}
    given = {name: kwargs.pop(name, default) for name, default in known.items()}
    return _draw(
        "normal",
        [given["loc"], given["scale"]],
        "loc scale",
        shape,
        given["dtype"],
        given["ctx"],
        given["out"],
        kwargs,
    )


def poisson(lam=1, shape=Null, dtype=Null, ctx=None, out=None, **kwargs):
    """Poisson counts of rate `lam`, as floats; see `uniform` for the rest.

    Examples
    --------
    >>> import mxnet as mx
    >>> mx.nd.random.poisson(3.0, shape=2).shape
    (2,)
    """
    return _draw("poisson", [lam], "lam", shape, dtype, ctx, out, kwargs)


def exponential(scale=1, shape=Null, dtype=Null, ctx=None, out=None, **kwargs):
    """Exponential numbers of mean `scale`; see `uniform` for the rest.

    Examples
    --------
    >>> import mxnet as mx
    >>> mx.nd.random.exponential(2.0, shape=2).shape
    (2,)
    """
    return _draw("exponential", [1.0 / scale], "lam", shape, dtype, ctx, out, kwargs)


def gamma(alpha=1, beta=1, shape=Null, dtype=Null, ctx=None, out=None, **kwargs):
    """Gamma numbers of shape `alpha` and scale `beta`; see `uniform` for the rest.

    Examples
    --------
    >>> import mxnet as mx
    >>> mx.nd.random.gamma(9.0, 0.5, shape=2).shape
    (2,)
    """
    return _draw("gamma", [alpha, beta], "alpha beta", shape, dtype, ctx, out, kwargs)


def negative_binomial(k=1, p=1, shape=Null, dtype=Null, ctx=None, out=None, **kwargs):
    """Failures before the `k`-th success of probability `p`, as floats; see `uniform` for the rest.

    Examples
    --------
    >>> import mxnet as mx
    >>> mx.nd.random.negative_binomial(10, 0.5, shape=2).shape
    (2,)
    """
    return _draw("negative_binomial", [k, p], "k p", shape, dtype, ctx, out, kwargs)


def generalized_negative_binomial(
    mu=1, alpha=1, shape=Null, dtype=Null, ctx=None, out=None, **kwargs
):
    """Counts of mean `mu` and dispersion `alpha`, as floats; see `uniform` for the rest.

    Examples
    --------
    >>> import mxnet as mx
    >>> mx.nd.random.generalized_negative_binomial(10.0, 0.5, shape=2).shape
    (2,)
    """
    return _draw(
        "generalized_negative_binomial", [mu, alpha], "mu alpha", shape, dtype, ctx, out, kwargs
    )


def multinomial(data, shape=Null, get_prob=False, out=None, dtype="int32", **kwargs):
    """Indices drawn by the probabilities in the last axis of `data`.

    Parameters
    ----------
    data : NDArray
        `(K,)` or `(N, K)`.
    shape : int or tuple of int
        Samples per distribution; one if left out.
    get_prob : bool
        Return the log-probabilities of what was drawn too; they are differentiable.
    out : NDArray
        Where to write instead.
    dtype : str or numpy type
        Of the indices.

    Returns
    -------
    NDArray or list of NDArray

    Examples
    --------
    >>> import mxnet as mx
    >>> mx.nd.random.multinomial(mx.nd.array([0.0, 1.0])).asnumpy().tolist()
    [1]
    """
    return _operator("_sample_multinomial")(
        data, shape=shape, get_prob=get_prob, out=out, dtype=dtype, **kwargs
    )


def shuffle(data, **kwargs):
    """The entries of the first axis in a random order.

    Examples
    --------
    >>> import mxnet as mx
    >>> sorted(mx.nd.random.shuffle(mx.nd.array([1, 2, 3])).asnumpy().tolist())
    [1.0, 2.0, 3.0]
    """
    return _operator("_shuffle")(data, **kwargs)


def randint(low, high, shape=Null, dtype=Null, ctx=None, out=None, **kwargs):
    """Whole numbers from `[low, high)`, int32 or int64; see `uniform` for the rest.

    Examples
    --------
    >>> import mxnet as mx
    >>> mx.nd.random.randint(5, 6, shape=2).asnumpy().tolist()
    [5, 5]
    """
    return _operator("_random_randint")(
        low=low,
        high=high,
        shape=_shape_for(shape, out),
        dtype=dtype_name(dtype),
        ctx=str(ctx or current_context()),
        out=out,
        **kwargs,
    )
