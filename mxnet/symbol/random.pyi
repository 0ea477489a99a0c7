"""`mx.sym.random`: numbers from distributions whose parameters are numbers or symbols.

Written by tools/make_stubs.py; edit what it reads instead.
"""

from typing import Any as _Any
from mxnet.symbol.symbol import Symbol

__all__ = ["exponential", "gamma", "generalized_negative_binomial", "multinomial", "negative_binomial", "normal", "poisson", "randint", "randn", "shuffle", "uniform"]

def uniform(low=0, high=1, shape=..., dtype=..., **kwargs) -> Symbol:
    """Uniform numbers from `[low, high)`."""
def normal(loc=0, scale=1, shape=..., dtype=..., **kwargs) -> Symbol:
    """Normal numbers of mean `loc` and standard deviation `scale`; see `uniform` for the rest."""
def randn(*shape, **kwargs) -> Symbol:
    """Normal numbers of a shape given axis by axis; keywords `loc`, `scale`, `dtype`."""
def poisson(lam=1, shape=..., dtype=..., **kwargs) -> Symbol:
    """Poisson counts of rate `lam`, as floats; see `uniform` for the rest."""
def exponential(scale=1, shape=..., dtype=..., **kwargs) -> Symbol:
    """Exponential numbers of mean `scale`; see `uniform` for the rest."""
def gamma(alpha=1, beta=1, shape=..., dtype=..., **kwargs) -> Symbol:
    """Gamma numbers of shape `alpha` and scale `beta`; see `uniform` for the rest."""
def negative_binomial(k=1, p=1, shape=..., dtype=..., **kwargs) -> Symbol:
    """Failures before the `k`-th success of probability `p`; see `uniform` for the rest."""
def generalized_negative_binomial(mu=1, alpha=1, shape=..., dtype=..., **kwargs) -> Symbol:
    """Counts of mean `mu` and dispersion `alpha`; see `uniform` for the rest."""
def multinomial(data, shape=..., get_prob=True, dtype='int32', **kwargs) -> Symbol:
    """Indices drawn by the probabilities in the last axis of `data`, and their log-probabilities."""
def shuffle(data, **kwargs) -> Symbol:
    """The entries of the first axis in a random order."""
def randint(low, high, shape=..., dtype=..., **kwargs) -> Symbol:
    """Whole numbers from `[low, high)`, int32 or int64; see `uniform` for the rest."""
def exponential_like(data: Symbol | None=None, lam: float=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Exponential numbers of rate lam."""
def gamma_like(data: Symbol | None=None, alpha: float=..., beta: float=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Gamma numbers of shape alpha and scale beta."""
def generalized_negative_binomial_like(data: Symbol | None=None, mu: float=..., alpha: float=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Negative binomial counts of mean mu and dispersion alpha."""
def negative_binomial_like(data: Symbol | None=None, k: int=..., p: float=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Failures before the k-th success of probability p."""
def normal_like(data: Symbol | None=None, loc: float=..., scale: float=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Normal numbers of a mean and a standard deviation."""
def poisson_like(data: Symbol | None=None, lam: float=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Poisson counts of rate lam."""
def uniform_like(data: Symbol | None=None, low: float=..., high: float=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Uniform numbers from [low, high)."""
