"""Elementwise operators of one array: one row each, and blocks for those with attributes."""

from .._core.attrs import Attr
from .._core.op import In, Out
from .._core.registry import op
from .._core.rows import kernel_operator
from .._core.rules import Shape
from . import primitives  # noqa: F401  the rows refer to them
from .operands import one_shape
from .refusals import refuse_integers

SAME = one_shape("data", "output")


def row(name, doc, kernel=None, also=None, **options):
    """One row of the table; most have an alias for sparse arrays."""
    also = [f"_sparse_{name}"] if also is None else also
    kernel_operator(name, kernel or name, doc=doc, also=also, infer=SAME, **options)


row("abs", "The absolute value. At 0 its gradient is 0.")
row("sign", "-1, 0 or 1 by the sign of every element.")
row("negative", "Every element with its sign turned.", "neg")
row("square", "The square.")
row("reciprocal", "One over every element.", also=[])
row("sqrt", "The square root; NaN below 0.")
row("rsqrt", "One over the square root.")
row("cbrt", "The real cube root, of negative numbers too.")
row("rcbrt", "One over the real cube root.", also=[])
row("exp", "The exponential.")
row("expm1", "`exp(data) - 1`, exact near 0.")
row("log", "The natural logarithm; NaN below 0.")
row("log2", "The logarithm to base 2.")
row("log10", "The logarithm to base 10.")
row("log1p", "`log(1 + data)`, exact near 0.")
row("sin", "The sine of angles in radians.")
row("cos", "The cosine of angles in radians.")
row("tan", "The tangent of angles in radians.")
row("arcsin", "The inverse sine, in radians.")
row("arccos", "The inverse cosine, in radians.")
row("arctan", "The inverse tangent, in radians.")
row("sinh", "The hyperbolic sine.")
row("cosh", "The hyperbolic cosine.")
row("tanh", "The hyperbolic tangent.")
row("arcsinh", "The inverse hyperbolic sine.")
row("arccosh", "The inverse hyperbolic cosine; NaN below 1.")
row("arctanh", "The inverse hyperbolic tangent; NaN outside of [-1, 1].")
row("degrees", "Angles in radians to degrees.")
row("radians", "Angles in degrees to radians.")
row("erf", "The error function.", also=["_npx_erf"])
row("erfinv", "The inverse of the error function, on (-1, 1).", also=["_npx_erfinv"])
row("gamma", "The gamma function.", also=["_npx_gamma", "_sparse_gamma"])
row("gammaln", "The logarithm of the absolute value of the gamma function.",
    also=["_npx_gammaln", "_sparse_gammaln"])
row("relu", "Every element, but 0 for those below 0.")
row("sigmoid", "`1 / (1 + exp(-data))`.")
row("softsign", "`data / (1 + abs(data))`.", also=[])
row("ceil", "The least whole number not below every element.")
row("floor", "The greatest whole number not above every element.")
row("trunc", "Every element cut toward zero to a whole number.")
row("fix", "Every element cut toward zero to a whole number.", "trunc")
row("round", "The nearest whole number; halves go away from zero.")
row("rint", "The nearest whole number; halves go down.")
row("logical_not", "1 where an element is zero, else 0.", "untruth", also=[])
row("zeros_like", "Zeros of the same shape, dtype and device.")
row("ones_like", "Ones of the same shape, dtype and device.", also=[])
row("_contrib_round_ste", "`round`, through which gradients pass unchanged.", "round",
    also=["_sparse__contrib_round_ste"], gradient="yes", d_data=lambda F, p, g: g)
row("_contrib_sign_ste", "`sign`, through which gradients pass unchanged.", "sign",
    also=["_sparse__contrib_sign_ste"], gradient="yes", d_data=lambda F, p, g: g)


@op("clip", also=["_npi_clip", "_sparse_clip"], traits={"elementwise"})
class clip:
    """Every element held between two numbers, which themselves pass gradients.

    For an array of integers the bounds are cut to integers.
    """

    data = In("any shape")
    output = Out("the shape of data")
    a_min = Attr(float, doc="The least value of the result.")
    a_max = Attr(float, doc="The greatest value of the result.")
    infer = SAME

    def forward(F, p, data):
        return F.clamp(data, low=p.a_min, high=p.a_max)

    def d_data(F, p, data, g):
        return F.clamp_grad(g, data, low=p.a_min, high=p.a_max)


@op("hard_sigmoid", traits={"elementwise"})
class hard_sigmoid:
    """`alpha * data + beta` held between 0 and 1."""

    data = In("any shape")
    output = Out("the shape of data")
    alpha = Attr(float, 0.2, doc="The slope.")
    beta = Attr(float, 0.5, doc="The value at 0.")
    infer = SAME

    def check(p, data):
        refuse_integers("hard_sigmoid", data=data)

    def forward(F, p, data):
        return F.hard_sigmoid(data, alpha=p.alpha, beta=p.beta)


@op("smooth_l1", also=["_npx_smooth_l1"], traits={"elementwise"})
class smooth_l1:
    """A loss that is quadratic near 0 and linear beyond.

    ``(scalar * x)² / 2`` where ``|x| < 1 / scalar²``, else ``|x| - 1 / (2 * scalar²)``.
    """

    data = In("any shape")
    output = Out("the shape of data")
    scalar = Attr(float, 1.0, doc="The width parameter, sigma.")
    infer = SAME

    def forward(F, p, data):
        return F.smooth_l1(data, sigma=p.scalar)


@op("_contrib_quadratic", traits={"elementwise"})
class quadratic:
    """`a * data² + b * data + c`."""

    data = In("any shape")
    output = Out("the shape of data")
    a = Attr(float, 0.0, doc="The coefficient of the square.")
    b = Attr(float, 0.0, doc="The coefficient of the array.")
    c = Attr(float, 0.0, doc="The constant.")
    infer = SAME

    def forward(F, p, data):
        return F.quadratic(data, a=p.a, b=p.b, c=p.c)


@op("_contrib_div_sqrt_dim", traits={"elementwise"})
class div_sqrt_dim:
    """`data` over the square root of the length of its last axis: how attention is scaled."""

    data = In("any shape")
    output = Out("the shape of data")
    infer = SAME

    def forward(F, p, data):
        return F.div(data, data.shape[-1] ** 0.5)

    def d_data(F, p, data: Shape, g):
        return F.div(g, data[-1] ** 0.5)
