"""Random numbers: every distribution of the package, drawn from our own generators (`rng.py`).

Parameters are numbers or tensors of the result's shape; float16 is drawn in float32 and rounded.
"""

import torch

from .device import here
from .rng import generator
from .storage import torch_dtype

__all__ = [
    "draw_uniform",
    "draw_normal",
    "draw_gamma",
    "draw_exponential",
    "draw_poisson",
    "draw_negative_binomial",
    "draw_generalized_negative_binomial",
    "draw_integers",
    "draw_categories",
    "draw_zipfian",
    "permutation",
    "spread",
    "gather_last",
    "scatter_last",
    "rows_at",
]


def spread(x, *, shape):
    """Parameters repeated over the sample axes appended to theirs."""
    return x.reshape(*x.shape, *(1,) * len(shape)).expand(*x.shape, *shape)


def _blank(shape, dtype):
    dtype = torch_dtype(dtype)
    wide = torch.float32 if dtype in (torch.float16, torch.bfloat16) else dtype
    return torch.empty(shape, dtype=wide, device=here.device), dtype


def _tensor(value, blank):
    if isinstance(value, torch.Tensor):
        return value.to(blank.dtype)
    return torch.full_like(blank, value)


def _scaled(blank, scale, shift, dtype):
    """What was drawn, in its own units; without memory torch would load its compiler for it."""
    if blank.is_meta:
        return torch.empty(blank.shape, dtype=dtype, device=blank.device)
    return (blank * scale + shift).to(dtype)


def draw_uniform(low, high, *, shape, dtype):
    """From `[low, high)`."""
    blank, dtype = _blank(shape, dtype)
    blank.uniform_(generator=generator())
    return _scaled(blank, high - low, low, dtype)


def draw_normal(loc, scale, *, shape, dtype):
    blank, dtype = _blank(shape, dtype)
    blank.normal_(generator=generator())
    return _scaled(blank, scale, loc, dtype)


def draw_gamma(alpha, beta, *, shape, dtype):
    """Of shape `alpha` and scale `beta`."""
    blank, dtype = _blank(shape, dtype)
    return (torch._standard_gamma(_tensor(alpha, blank), generator=generator()) * beta).to(dtype)


def draw_exponential(lam, *, shape, dtype):
    """Of rate `lam`."""
    blank, dtype = _blank(shape, dtype)
    blank.exponential_(generator=generator())
    return (blank / lam).to(dtype)


def draw_poisson(lam, *, shape, dtype):
    blank, dtype = _blank(shape, dtype)
    return torch.poisson(_tensor(lam, blank), generator=generator()).to(dtype)


def draw_negative_binomial(k, p, *, shape, dtype):
    """Failures before the k-th success of probability `p`: a Poisson of a gamma rate."""
    blank, dtype = _blank(shape, dtype)
    k, p = _tensor(k, blank), _tensor(p, blank)
    rate = torch._standard_gamma(k, generator=generator()) * ((1 - p) / p).clamp_min(0)
    return torch.poisson(rate, generator=generator()).to(dtype)


def draw_generalized_negative_binomial(mu, alpha, *, shape, dtype):
    """Of mean `mu` and dispersion `alpha`; with `alpha` zero a Poisson."""
    blank, dtype = _blank(shape, dtype)
    mu, alpha = _tensor(mu, blank), _tensor(alpha, blank)
    some = alpha > 0
    inverse = torch.where(
        some, 1 / torch.where(some, alpha, torch.ones_like(alpha)), torch.ones_like(alpha)
    )
    rate = torch._standard_gamma(inverse, generator=generator()) * mu / inverse
    return torch.poisson(torch.where(some, rate, mu), generator=generator()).to(dtype)


def draw_integers(*, low, high, shape, dtype):
    """From `low` up to `high - 1`."""
    return torch.randint(
        low, high, shape, generator=generator(), dtype=torch_dtype(dtype), device=here.device
    )


def draw_categories(weights, *, count):
    """`count` indices (int64) per row of unnormalised weights, with replacement."""
    wide = weights.float() if weights.dtype in (torch.float16, torch.bfloat16) else weights
    return torch.multinomial(wide, count, replacement=True, generator=generator(weights.device))


def permutation(*, length):
    """A random order of `length` things."""
    return torch.randperm(length, generator=generator(), device=here.device)


def draw_zipfian(*, range_max, rows, columns):
    """Distinct log-uniform classes per row, and how many draws each row took.

    Source: P(c) = (log(c + 2) - log(c + 1)) / log(range_max + 1), drawn by inversion until enough
    differ.
    """
    scale = torch.log(torch.tensor(range_max + 1.0, dtype=torch.float64)).item()
    classes, trials = (
        torch.empty(rows, columns, dtype=torch.int64),
        torch.empty(rows, dtype=torch.int64),
    )
    for row in range(rows):
        seen, tries = {}, 0
        while len(seen) < columns:
            u = torch.rand(columns, dtype=torch.float64, generator=generator(torch.device("cpu")))
            for value in (torch.exp(u * scale).round().long() - 1).remainder(range_max).tolist():
                if len(seen) < columns:
                    tries += 1
                    seen.setdefault(value)
        classes[row] = torch.tensor(list(seen))
        trials[row] = tries
    return classes.to(here.device), trials.to(here.device)


def gather_last(x, index):
    """`x[..., index]` along the last axis."""
    return torch.gather(x, -1, index)


def scatter_last(x, index, *, shape):
    """Zeros of `shape` with `x` added at `index` along the last axis."""
    return torch.zeros(shape, dtype=x.dtype, device=x.device).scatter_add_(-1, index, x)


def rows_at(x, index):
    """The entries of the first axis that `index` names."""
    return x[index]
