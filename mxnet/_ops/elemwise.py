"""Elementwise operators of several arrays of one shape."""

from .._core.attrs import Attr
from .._core.errors import operator_error
from .._core.op import In, Out
from .._core.registry import op
from .._core.rows import kernel_operator
from .._core.rules import Shape
from .._core.shapes import show
from . import primitives  # noqa: F401  the rows refer to them
from .operands import one_shape, same_shapes


def row(name, kernel, doc, also=(), **options):
    """One row of the table; both operands must have one shape."""
    doc += "\n\nBoth arrays have one shape and one dtype; nothing is broadcast."
    kernel_operator(name, kernel, "lhs rhs", also=also, doc=doc, check=same_shapes(name),
                    traits={"one_shape"}, infer=one_shape("lhs", "rhs", "output"), **options)


def passed(F, p, g):
    return g


row("elemwise_add", "add", "The sum.", d_lhs=passed, d_rhs=passed,
    also=["_Plus", "_add", "_plus", "_sparse_elemwise_add"])
row("elemwise_sub", "sub", "The difference.", d_lhs=passed, d_rhs=lambda F, p, g: F.neg(g),
    also=["_Minus", "_minus", "_sparse_elemwise_sub", "_sub"])
row("elemwise_mul", "mul", "The product.",
    d_lhs=lambda F, p, rhs, g: F.mul(g, rhs), d_rhs=lambda F, p, lhs, g: F.mul(g, lhs),
    also=["_Mul", "_mul", "_sparse_elemwise_mul"])
row("elemwise_div", "div",
    "The quotient; of integers cut toward zero, and 0 where the divisor is 0.",
    also=["_Div", "_div", "_sparse_elemwise_div"])
row("_scatter_elemwise_div", "div", "The quotient; as `elemwise_div`, for dense arrays.")
row("_grad_add", "add", "The sum of two gradients of one array.", gradient="none")
row("_mod", "mod", "The remainder, with the sign of the divisor; 0 where the divisor is 0.",
    also=["_Mod"])
row("_power", "power", "`lhs` to the power `rhs`.", also=["_Power"])
row("_maximum", "maximum", "The larger; a tie gives its gradient to `lhs`.", also=["_Maximum"])
row("_minimum", "minimum", "The smaller; a tie gives its gradient to `lhs`.", also=["_Minimum"])
row("_hypot", "hypot", "The length of the hypotenuse over two legs.", also=["_Hypot"])

row("_equal", "equal", "1 where both are equal, else 0.", also=["_Equal"])
row("_not_equal", "not_equal", "1 where they differ, else 0.", also=["_Not_Equal"])
row("_greater", "greater", "1 where `lhs > rhs`, else 0.", also=["_Greater"])
row("_greater_equal", "greater_equal", "1 where `lhs >= rhs`, else 0.", also=["_Greater_Equal"])
row("_lesser", "lesser", "1 where `lhs < rhs`, else 0.", also=["_Lesser"])
row("_lesser_equal", "lesser_equal", "1 where `lhs <= rhs`, else 0.", also=["_Lesser_Equal"])
row("_logical_and", "both", "1 where neither is zero, else 0.", also=["_Logical_And"])
row("_logical_or", "either", "1 where one or both are not zero, else 0.", also=["_Logical_Or"])
row("_logical_xor", "one_of_two", "1 where exactly one is not zero, else 0.", also=["_Logical_Xor"])


@op("add_n", also=["ElementWiseSum", "_sparse_ElementWiseSum", "_sparse_add_n"],
    count_attr="num_args", traits={"elementwise", "view"})
class add_n:
    """The sum of any number of arrays of one shape."""

    args = In("any shape, the same for all", variadic=True)
    output = Out("the same shape")
    num_args = Attr(int, ge=1, doc="The number of arrays.")

    def check(p, *args):
        for i, x in enumerate(args):
            if x.shape != args[0].shape:
                raise operator_error("add_n", f"args[{i}] has shape {show(x.shape)} and args[0] "
                                     f"{show(args[0].shape)}; they must agree.")

    def forward(F, p, *args):
        return F.add_n(*args)

    def d_args(F, p, args: Shape, g):
        return [g for _ in args]
