"""`mx.nd.random`: numbers from distributions whose parameters are numbers or arrays.

Written by tools/make_stubs.py; edit what it reads instead.
"""

from typing import Any as _Any
from collections.abc import Sequence as _Sequence
from mxnet.ndarray.array import NDArray

_Out = NDArray | _Sequence[NDArray] | None  # where to write the result
_Result = _Any  # one array, or a list of several, as the attributes say

__all__ = ["exponential", "gamma", "generalized_negative_binomial", "multinomial", "negative_binomial", "normal", "poisson", "randint", "randn", "shuffle", "uniform"]

def uniform(low=0, high=1, shape=..., dtype=..., ctx=None, out=None, **kwargs) -> NDArray:
    """Uniform numbers from `[low, high)`."""
def normal(loc=0, scale=1, shape=..., dtype=..., ctx=None, out=None, **kwargs) -> NDArray:
    """Normal numbers of mean `loc` and standard deviation `scale`; see `uniform` for the rest."""
def randn(*shape, **kwargs) -> NDArray:
    """Normal numbers of a shape given axis by axis; keywords `loc`, `scale`, `dtype`, `ctx`, `out`."""
def poisson(lam=1, shape=..., dtype=..., ctx=None, out=None, **kwargs) -> NDArray:
    """Poisson counts of rate `lam`, as floats; see `uniform` for the rest."""
def exponential(scale=1, shape=..., dtype=..., ctx=None, out=None, **kwargs) -> NDArray:
    """Exponential numbers of mean `scale`; see `uniform` for the rest."""
def gamma(alpha=1, beta=1, shape=..., dtype=..., ctx=None, out=None, **kwargs) -> NDArray:
    """Gamma numbers of shape `alpha` and scale `beta`; see `uniform` for the rest."""
def negative_binomial(k=1, p=1, shape=..., dtype=..., ctx=None, out=None, **kwargs) -> NDArray:
    """Failures before the `k`-th success of probability `p`, as floats; see `uniform` for the rest."""
def generalized_negative_binomial(mu=1, alpha=1, shape=..., dtype=..., ctx=None, out=None, **kwargs) -> NDArray:
    """Counts of mean `mu` and dispersion `alpha`, as floats; see `uniform` for the rest."""
def multinomial(data, shape=..., get_prob=False, out=None, dtype='int32', **kwargs) -> _Result:
    """Indices drawn by the probabilities in the last axis of `data`."""
def shuffle(data, **kwargs) -> NDArray:
    """The entries of the first axis in a random order."""
def randint(low, high, shape=..., dtype=..., ctx=None, out=None, **kwargs) -> NDArray:
    """Whole numbers from `[low, high)`, int32 or int64; see `uniform` for the rest."""
def exponential_like(data: NDArray | None=None, lam: float=1.0, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Exponential numbers of rate lam."""
def gamma_like(data: NDArray | None=None, alpha: float=1.0, beta: float=1.0, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Gamma numbers of shape alpha and scale beta."""
def generalized_negative_binomial_like(data: NDArray | None=None, mu: float=1.0, alpha: float=1.0, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Negative binomial counts of mean mu and dispersion alpha."""
def negative_binomial_like(data: NDArray | None=None, k: int=1, p: float=1.0, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Failures before the k-th success of probability p."""
def normal_like(data: NDArray | None=None, loc: float=0.0, scale: float=1.0, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Normal numbers of a mean and a standard deviation."""
def poisson_like(data: NDArray | None=None, lam: float=1.0, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Poisson counts of rate lam."""
def uniform_like(data: NDArray | None=None, low: float=0.0, high: float=1.0, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Uniform numbers from [low, high)."""
