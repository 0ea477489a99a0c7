"""Elementwise operators of an array and a number.

The number takes the dtype of the array: it is cut to an integer, and wraps around, where the array
holds integers; truth values become int64. With `is_int` off such arrays become float64 instead.
"""

from math import inf, isfinite, log, nan

from .._core.errors import operator_error
from .._core.rows import scalar_operator
from . import primitives  # noqa: F401  rules and forwards use them
from .operands import one_shape
from .primitives.arithmetic import whole

BITS = {"uint8": 8, "int8": 8, "int32": 32, "int64": 64, "bool": 64}


def operands(name, F, p, data):
    """The array and the number as the kernels take them."""
    kind = F.dtype_name(data)
    bits = BITS.get(kind)
    if bits is None:
        return data, p.scalar
    if not p.is_int:
        return F.cast(data, dtype="float64"), p.scalar
    if not isfinite(p.scalar):
        hint = "Convert the array with astype('float32')."
        raise operator_error(name, f"scalar={p.scalar} does not fit data of {kind}.", hint)
    number = int(p.scalar) % (1 << bits)
    if kind != "uint8" and number >> (bits - 1):
        number -= 1 << bits
    return (F.cast(data, dtype="int64") if kind == "bool" else data), number


def row(name, also, kernel, doc, d_data=None, gradient="yes", swapped=False):
    """One row: a kernel of the array and the number, or with `swapped` of the number and the array.

    A function `kernel(F, x, s)` stands for one that depends on the number.
    """
    def forward(F, p, data):
        x, s = operands(name, F, p, data)
        if callable(kernel):
            return kernel(F, x, s)
        return getattr(F, kernel)(s, x) if swapped else getattr(F, kernel)(x, s)

    doc += "\n\nThe number is cut to the array's dtype first."
    scalar_operator(name, forward, also=also, doc=doc, d_data=d_data, gradient=gradient,
                    infer=one_shape("data", "output"), swapped=swapped,
                    kernel=None if callable(kernel) else kernel)


def passed(F, p, g):
    return g


def power_slope(F, p, data, g):
    """`g` times the derivative of a power; that of the power 0 is 0, at 0 too."""
    s = p.scalar
    if s == 0:
        return F.zeros_like(g)
    if s == 1:
        return g
    return F.mul(F.mul(g, data if s == 2 else F.power(data, s - 1)), s)


def natural_log(x):
    """The logarithm as the kernels have it: no error at zero and below."""
    return log(x) if x > 0 else -inf if x == 0 else nan


row("_plus_scalar", ["_PlusScalar"], "add", "`data + scalar`.", passed)
row("_scatter_plus_scalar", [], "add", "`data + scalar`.", passed)
row("_minus_scalar", ["_MinusScalar"], "sub", "`data - scalar`.", passed)
row("_scatter_minus_scalar", [], "sub", "`data - scalar`.", passed)
row("_rminus_scalar", ["_RMinusScalar"], "sub", "`scalar - data`.",
    lambda F, p, g: F.neg(g), swapped=True)
row("_mul_scalar", ["_MulScalar"], "mul", "`data * scalar`.",
    lambda F, p, g: F.mul(g, p.scalar))
row("_div_scalar", ["_DivScalar"], "div",
    "`data / scalar`; of integers cut toward zero.", lambda F, p, g: F.div(g, p.scalar))
row("_rdiv_scalar", ["_RDivScalar"], "div",
    "`scalar / data`; of integers cut toward zero, and 0 where the divisor is 0.",
    lambda F, p, data, output, g: F.neg(F.div(F.mul(g, output), data)), swapped=True)
row("_mod_scalar", ["_ModScalar"], "mod",
    "The remainder of `data / scalar`, with the sign of the divisor.",
    lambda F, p, g: F.zeros_like(g) if whole(F, g) else g)
row("_rmod_scalar", ["_RModScalar"], "mod",
    "The remainder of `scalar / data`, with the sign of the divisor.",
    lambda F, p, data, g: F.zeros_like(g) if whole(F, g)
    else F.neg(F.mul(g, F.floor(F.div(p.scalar, data)))), swapped=True)
row("_power_scalar", ["_PowerScalar"], "power",
    "`data` to the power `scalar`.", power_slope)
row("_rpower_scalar", ["_RPowerScalar"], "power",
    "`scalar` to the power `data`.",
    lambda F, p, output, g: F.mul(F.mul(g, output), natural_log(p.scalar)), swapped=True)
row("_maximum_scalar", ["_MaximumScalar", "_npi_maximum_scalar"], "maximum",
    "The larger; a tie passes its gradient to `data`.",
    lambda F, p, data, g: F.where(F.ge(data, p.scalar), g, 0))
row("_minimum_scalar", ["_MinimumScalar", "_npi_minimum_scalar"], "minimum",
    "The smaller; a tie passes its gradient to `data`.",
    lambda F, p, data, g: F.where(F.le(data, p.scalar), g, 0))
row("_hypot_scalar", ["_HypotScalar", "_npi_hypot_scalar"], "hypot",
    "The length of the hypotenuse over two legs.",
    lambda F, p, data, output, g: F.mul(g, F.div(data, output)))


def compare(name, also, kernel, doc):
    """A row of 0 and 1, with no gradient."""
    row(name, also, kernel, f"1 where {doc}, else 0, in the dtype of `data`.", gradient="zero")


compare("_equal_scalar", ["_EqualScalar"], "equal", "`data == scalar`")
compare("_not_equal_scalar", ["_NotEqualScalar"], "not_equal",
        "`data != scalar`")
compare("_greater_scalar", ["_GreaterScalar"], "greater", "`data > scalar`")
compare("_greater_equal_scalar", ["_GreaterEqualScalar"], "greater_equal",
        "`data >= scalar`")
compare("_lesser_scalar", ["_LesserScalar"], "lesser", "`data < scalar`")
compare("_lesser_equal_scalar", ["_LesserEqualScalar"], "lesser_equal",
        "`data <= scalar`")
compare("_logical_and_scalar", ["_LogicalAndScalar"],
        lambda F, x, s: F.truth(x) if s else F.zeros_like(x), "neither is zero")
compare("_logical_or_scalar", ["_LogicalOrScalar"],
        lambda F, x, s: F.ones_like(x) if s else F.truth(x), "one or both are not zero")
compare("_logical_xor_scalar", ["_LogicalXorScalar"],
        lambda F, x, s: F.untruth(x) if s else F.truth(x), "exactly one is not zero")
