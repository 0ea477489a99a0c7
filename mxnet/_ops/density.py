"""Densities: the probability (or its logarithm) of samples, differentiable in samples and
parameters.

Each is its log-density over primitives; counts have no gradient. What does not live here: samplers
(`random.py`).
"""

import math

from .._core.attrs import Attr
from .._core.errors import operator_error
from .._core.op import In, Op, Out, caller_file
from .._core.registry import add
from . import primitives  # noqa: F401


def uniform(F, x, low, high):
    """1 / (high - low) for every sample, as the reference has it; inside or outside."""
    return F.add(F.neg(F.log(F.sub(high, low))), F.mul(F.stop(x), 0))


def normal(F, x, mu, sigma):
    z = F.div(F.sub(x, mu), sigma)
    return F.sub(F.mul(F.square(z), -0.5), F.add(F.log(sigma), 0.5 * math.log(2 * math.pi)))


def gamma(F, x, alpha, beta):
    """Of shape alpha and rate beta: the sampler's beta is a scale, the reference's density has it
    as a rate."""
    power = F.add(F.mul(alpha, F.log(beta)), F.mul(F.sub(alpha, 1), F.log(x)))
    return F.sub(F.sub(power, F.mul(beta, x)), F.gammaln(alpha))


def exponential(F, x, lam):
    return F.sub(F.log(lam), F.mul(lam, x))


def poisson(F, x, lam):
    x = F.stop(x)
    return F.sub(F.sub(F.mul(x, F.log(lam)), lam), F.gammaln(F.add(x, 1)))


def negative_binomial(F, x, k, p):
    x = F.stop(x)
    ways = F.sub(F.gammaln(F.add(x, k)), F.add(F.gammaln(F.add(x, 1)), F.gammaln(k)))
    return F.add(ways, F.add(F.mul(k, F.log(p)), F.mul(x, F.log(F.sub(1, p)))))


def generalized_negative_binomial(F, x, mu, alpha):
    """As negative_binomial with k = 1/alpha and p = 1/(1 + mu alpha)."""
    limit = F.reciprocal(alpha)
    return negative_binomial(F, x, limit, F.reciprocal(F.add(F.mul(mu, alpha), 1)))


def dirichlet(F, x, alpha):
    weights = F.sum(F.mul(F.sub(alpha, 1), F.log(x)), axis=-1)
    return F.add(weights, F.sub(F.gammaln(F.sum(alpha, axis=-1)), F.sum(F.gammaln(alpha), axis=-1)))


DENSITIES = {
    "uniform": (uniform, "low high"),
    "normal": (normal, "mu sigma"),
    "gamma": (gamma, "alpha beta"),
    "exponential": (exponential, "lam"),
    "poisson": (poisson, "lam"),
    "negative_binomial": (negative_binomial, "k p"),
    "generalized_negative_binomial": (generalized_negative_binomial, "mu alpha"),
    "dirichlet": (dirichlet, "alpha"),
}


def _density(kind, log_density, words):
    name, tail = f"_random_pdf_{kind}", 1 if kind == "dirichlet" else 0

    def check(p, sample, *parameters):
        whole = tuple(sample.shape)
        first = parameters[0].shape
        lead = len(first) - tail
        fits = lead + tail <= len(whole) and whole[:lead] == tuple(first[:lead])
        fits = fits and (not tail or whole[-1] == first[-1])
        for word, v in zip(words, parameters, strict=True):
            if not fits or v.shape != first:
                raise operator_error(
                    name,
                    f"{word} has shape {tuple(v.shape)}; sample {whole} needs parameters of one "
                    f"shape, which its own begins with{' and ends with' if tail else ''}.",
                )

    def forward(F, p, sample, *parameters):
        lead = len(parameters[0].shape) - tail
        between = (1,) * (len(sample.shape) - lead - tail)
        shape = (*parameters[0].shape[:lead], *between, *parameters[0].shape[lead:])
        found = log_density(F, sample, *(F.reshape(v, shape=shape) for v in parameters))
        return found if p.is_log else F.exp(found)

    slots = []
    for word, doc in [
        ("sample", "(*s, *n): samples of each distribution, of any shape"),
        *((w, "(*s)") for w in words),
    ]:
        slot = In(doc if not tail else doc.replace(")", ", k)", 1))
        slot.name = word
        slots.append(slot)
    out = Out("(*s, *n)")
    out.name = "output"
    attrs = {"is_log": Attr(bool, False, doc="Return the logarithm of the density.")}
    add(
        Op(
            name,
            slots,
            [out],
            attrs,
            forward=forward,
            check=check,
            aliases=[f"random_pdf_{kind}"],
            doc=f"The {kind.replace('_', ' ')} density of samples.",
            where=caller_file(),
        )
    )


for _kind, (_function, _words) in DENSITIES.items():
    _density(_kind, _function, _words.split())
