"""Samplers: with parameters as attributes, shaped like an array, or one sample per array element.

What does not live here: densities (`density.py`), and `mx.random`'s functions that choose among
these.
"""

from .._core.attrs import Attr, maybe
from .._core.attrs import shape as shape_of
from .._core.errors import operator_error
from .._core.op import In, Out, caller_file
from .._core.op import Op as Record
from .._core.registry import add, op
from . import primitives  # noqa: F401

DTYPES = (None, "float16", "float32", "float64")

# distribution: attributes of the operators without inputs, with their defaults and bounds, then the
# names of the array parameters of `_sample_*`
DISTRIBUTIONS = {
    "uniform": ({"low": 0.0, "high": 1.0}, "low high", "Uniform numbers from [low, high)."),
    "normal": (
        {"loc": 0.0, "scale": 1.0},
        "mu sigma",
        "Normal numbers of a mean and a standard deviation.",
    ),
    "gamma": (
        {"alpha": 1.0, "beta": 1.0},
        "alpha beta",
        "Gamma numbers of shape alpha and scale beta.",
    ),
    "exponential": ({"lam": 1.0}, "lam", "Exponential numbers of rate lam."),
    "poisson": ({"lam": 1.0}, "lam", "Poisson counts of rate lam."),
    "negative_binomial": (
        {"k": 1, "p": 1.0},
        "k p",
        "Failures before the k-th success of probability p.",
    ),
    "generalized_negative_binomial": (
        {"mu": 1.0, "alpha": 1.0},
        "mu alpha",
        "Negative binomial counts of mean mu and dispersion alpha.",
    ),
}
POSITIVE = {"scale", "alpha", "beta", "lam", "k", "mu"}
MAY_BE_ZERO = {
    ("generalized_negative_binomial", "alpha"),
    ("poisson", "lam"),
    ("generalized_negative_binomial", "mu"),
    ("negative_binomial", "k"),
}


def _refuse(name, kind, p, words):
    """Raise for parameters that no distribution of this kind has."""
    if kind == "uniform" and p.high < p.low:
        raise operator_error(name, f"low must be at most high; came low={p.low}, high={p.high}.")
    for word in words:
        value = getattr(p, word)
        if word in POSITIVE and not (value > 0 or (value == 0 and (kind, word) in MAY_BE_ZERO)):
            raise operator_error(name, f"{word} must be positive; came {word}={value}.")
    if kind == "negative_binomial" and not 0 <= p.p <= 1:
        raise operator_error(name, f"p must lie in [0, 1]; came p={p.p}.")


def _attributes(defaults):
    return {
        word: Attr(type(value), value, doc="Parameter of the distribution.")
        for word, value in defaults.items()
    }


def _slot(cls, name, doc, **flags):
    slot = cls(doc, **flags)
    slot.name = name
    return slot


def _random(kind, defaults, doc):
    """`_random_<kind>`: numbers of a given shape."""
    name, words = f"_random_{kind}", tuple(defaults)

    def forward(F, p):
        if p.shape is None or not p.shape or 0 in p.shape:
            raise operator_error(
                name, f"shape={p.shape} must name at least one axis, and none of length 0."
            )
        _refuse(name, kind, p, words)
        draw = getattr(F, f"draw_{kind}")
        return draw(*(getattr(p, w) for w in words), shape=p.shape, dtype=p.dtype or "float32")

    attrs = _attributes(defaults) | {
        "shape": Attr(maybe(shape_of), None, doc="Shape of the result."),
        "ctx": Attr(str, "", doc="Device of the result, as text."),
        "dtype": Attr(DTYPES, None, doc="Dtype of the result; float32 if left out."),
    }
    aliases = [f"random_{kind}", *([kind] if kind in ("uniform", "normal") else [])]
    add(
        Record(
            name,
            [],
            [_slot(Out, "output", "(*shape)")],
            attrs,
            forward=forward,
            aliases=aliases,
            doc=doc,
            where=caller_file(),
            random=True,
            gradient="zero",
        )
    )


def _like(kind, defaults, doc):
    """`_random_<kind>_like`: as many numbers as an array has."""
    name, words = f"_random_{kind}_like", tuple(defaults)

    def forward(F, p, data):
        _refuse(name, kind, p, words)
        draw = getattr(F, f"draw_{kind}")
        return draw(
            *(getattr(p, w) for w in words), shape=tuple(data.shape), dtype=F.dtype_name(data)
        )

    add(
        Record(
            name,
            [_slot(In, "data", "gives shape and dtype")],
            [_slot(Out, "output", "as data")],
            _attributes(defaults),
            forward=forward,
            doc=doc,
            where=caller_file(),
            random=True,
            gradient="zero",
        )
    )


def _sample(kind, inputs, doc):
    """`_sample_<kind>`: for every element of the parameters as many numbers as `shape` says."""
    name, words = f"_sample_{kind}", inputs.split()

    def check(p, *values):
        if any(v.shape != values[0].shape for v in values[1:]):
            told = ", ".join(f"{w} {tuple(v.shape)}" for w, v in zip(words, values, strict=True))
            raise operator_error(name, f"the parameters must have one shape; came {told}.")

    def forward(F, p, *values):
        shape = p.shape or ()
        whole = (*values[0].shape, *shape)
        spread = [F.spread(v, shape=shape) for v in values]
        return getattr(F, f"draw_{kind}")(*spread, shape=whole, dtype=p.dtype or "float32")

    attrs = {
        "shape": Attr(maybe(shape_of), (), doc="Axes appended to those of the parameters."),
        "dtype": Attr(DTYPES, None, doc="Dtype of the result; float32 if left out."),
    }
    slots = [_slot(In, w, "any shape, one for all parameters") for w in words]
    add(
        Record(
            name,
            slots,
            [_slot(Out, "output", "(*parameter shape, *shape)")],
            attrs,
            forward=forward,
            aliases=[f"sample_{kind}"],
            doc=doc,
            where=caller_file(),
            check=check,
            random=True,
            gradient="zero",
        )
    )


for _kind, (_defaults, _inputs, _doc) in DISTRIBUTIONS.items():
    _random(_kind, _defaults, _doc)
    _like(_kind, _defaults, _doc)
    _sample(_kind, _inputs, _doc)


@op("_random_randint", also=["random_randint", "_npi_random_randint"], random=True, gradient="zero")
class random_randint:
    """Whole numbers from ``[low, high)``, each as likely."""

    output = Out("(*shape)")
    low = Attr(int, doc="Least value.")
    high = Attr(int, doc="One above the largest.")
    shape = Attr(maybe(shape_of), None, doc="Shape of the result.")
    ctx = Attr(str, "", doc="Device of the result, as text.")
    dtype = Attr((None, "int32", "int64"), None, doc="Dtype of the result; int32 if left out.")

    def forward(F, p):
        if p.shape is None or not p.shape or 0 in p.shape:
            raise operator_error(
                "_random_randint", f"shape={p.shape} must name axes of length 1 or more."
            )
        if p.high <= p.low:
            raise operator_error("_random_randint", f"low={p.low} must be below high={p.high}.")
        return F.draw_integers(low=p.low, high=p.high, shape=p.shape, dtype=p.dtype or "int32")


@op("_sample_multinomial", also=["sample_multinomial"], random=True)
class sample_multinomial:
    """Indices drawn by the probabilities in the last axis; with ``get_prob`` also their
    log-probabilities.

    The gradient of a log-probability reaches ``data`` (for REINFORCE); the indices have none.
    """

    data = In("(K,) or (N, K): probabilities")
    output = Out("(*shape) or (N, *shape)")
    log_probability = Out("as output", visible=lambda p: p.get_prob)
    shape = Attr(
        maybe(shape_of), (), doc="Axes of the samples per distribution; one sample if empty."
    )
    get_prob = Attr(bool, False, doc="Return log-probabilities too.")
    dtype = Attr(
        ("float16", "float32", "float64", "int32", "uint8"), "int32", doc="Dtype of the indices."
    )

    def check(p, data):
        if len(data.shape) not in (1, 2):
            raise operator_error(
                "_sample_multinomial",
                f"data has shape {tuple(data.shape)}; one or two axes are needed.",
            )

    def forward(F, p, data):
        count = 1
        for n in p.shape or ():
            count *= n
        whole = (*data.shape[:-1], *(p.shape or ()))
        chosen = F.draw_categories(data, count=count)
        index = F.cast(F.reshape(chosen, shape=whole or (1,)), dtype=p.dtype)
        if not p.get_prob:
            return index
        return index, F.reshape(F.log(F.gather_last(data, chosen)), shape=whole or (1,))


@op("_shuffle", also=["shuffle", "_npi_shuffle"], random=True, gradient="none")
class shuffle:
    """The rows (entries of the first axis) in a random order."""

    data = In("(N, ...)")
    output = Out("as data")

    def forward(F, p, data):
        return F.rows_at(data, F.permutation(length=data.shape[0]))


@op("_sample_unique_zipfian", random=True, gradient="zero")
class sample_unique_zipfian:
    """Distinct classes per row, small ones more often, and the number of draws that took."""

    output0 = Out("(N, K), int64")
    output1 = Out("(N,), int64: draws")
    range_max = Attr(int, ge=1, doc="One above the largest class.")
    shape = Attr(maybe(shape_of), None, doc="(N, K).")

    def forward(F, p):
        if p.shape is None or len(p.shape) != 2 or p.shape[1] > p.range_max:
            raise operator_error(
                "_sample_unique_zipfian",
                f"shape={p.shape} must be (N, K) with K at most range_max={p.range_max}.",
            )
        return F.draw_zipfian(range_max=p.range_max, rows=p.shape[0], columns=p.shape[1])
