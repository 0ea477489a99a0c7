"""Elementwise operators of two arrays, with broadcasting."""

from .._core.rows import kernel_operator
from . import primitives  # noqa: F401  the rows refer to them
from .operands import broadcast_shape


def row(name, kernel, doc, also=()):
    """One row of the table; the shapes of the operands are broadcast."""
    doc += "\n\nThe shapes are broadcast as NumPy's are; the dtypes must agree."
    kernel_operator(f"broadcast_{name}", kernel, "lhs rhs", also=also, doc=doc,
                    infer=broadcast_shape)


row("add", "add", "The sum.",
    also=["broadcast_plus", "_sparse_broadcast_add", "_sparse_broadcast_plus"])
row("sub", "sub", "The difference.",
    also=["broadcast_minus", "_sparse_broadcast_sub", "_sparse_broadcast_minus"])
row("mul", "mul", "The product.", also=["_sparse_broadcast_mul"])
row("div", "div", "The quotient; of integers cut toward zero, and 0 where the divisor is 0.",
    also=["_sparse_broadcast_div"])
row("mod", "mod", "The remainder, with the sign of the divisor; 0 where the divisor is 0.")
row("power", "power", "`lhs` to the power `rhs`.")
row("maximum", "maximum", "The larger; NaN where either is. A tie gives its gradient to `lhs`.",
    also=["_npi_maximum"])
row("minimum", "minimum", "The smaller; NaN where either is. A tie gives its gradient to `lhs`.",
    also=["_npi_minimum"])
row("hypot", "hypot", "The length of the hypotenuse over two legs.")

row("equal", "equal", "1 where both are equal, else 0, in the dtype of the operands.")
row("not_equal", "not_equal", "1 where they differ, else 0, in the dtype of the operands.")
row("greater", "greater", "1 where `lhs > rhs`, else 0, in the dtype of the operands.")
row("greater_equal", "greater_equal", "1 where `lhs >= rhs`, else 0, in the dtype of the operands.")
row("lesser", "lesser", "1 where `lhs < rhs`, else 0, in the dtype of the operands.")
row("lesser_equal", "lesser_equal", "1 where `lhs <= rhs`, else 0, in the dtype of the operands.")
row("logical_and", "both", "1 where neither is zero, else 0, in the dtype of the operands.")
row("logical_or", "either", "1 where one or both are not zero, else 0, in the operands' dtype.")
row("logical_xor", "one_of_two", "1 where exactly one is not zero, else 0, in the operands' dtype.")
