"""Operators that pass their input on and differ in what they do to its gradient."""

from .._core.attrs import Attr, scalar
from .._core.op import In, Out
from .._core.registry import op
from .._core.rows import kernel_operator
from .._core.rules import Like
from . import primitives  # noqa: F401  the rows refer to them
from .operands import one_shape, same_shapes

SAME = one_shape("data", "output")


def ones(F, p, data: Like):
    return F.ones_like(data)


kernel_operator("_copy", "identity", also=["identity"], traits={"view"}, infer=SAME,
                doc="A copy.")
kernel_operator("BlockGrad", "stop", also=["stop_gradient", "_sparse_stop_gradient"],
                traits={"view"}, infer=SAME,
                doc="A copy through which no gradient passes.")
kernel_operator("make_loss", "identity", also=["_sparse_make_loss"], traits={"view"},
                infer=one_shape("data", "loss"), output="loss", d_data=ones,
                doc="A copy whose gradient is 1 everywhere, whatever comes from above.")


@op("_contrib_gradientmultiplier", traits={"elementwise", "view"})
class gradientmultiplier:
    """A copy that multiplies its gradient by `scalar`; negative, it reverses the gradient."""

    data = In("any shape")
    output = Out("the shape of data")
    scalar = Attr(scalar, 1, doc="What the gradient is multiplied by.")
    is_int = Attr(bool, True, doc="Has no meaning here.")
    infer = SAME

    def forward(F, p, data):
        return F.identity(data)

    def d_data(F, p, g):
        return F.mul(g, p.scalar)


@op("_identity_with_attr_like_rhs", traits={"view"})
class identity_with_attr_like_rhs:
    """A copy of `lhs`, which must have the shape of `rhs`; no gradient goes to `rhs`."""

    lhs = In("any shape")
    rhs = In("the same shape")
    output = Out("the same shape")
    infer = one_shape("lhs", "rhs", "output")
    check = same_shapes("_identity_with_attr_like_rhs")

    def forward(F, p, lhs, rhs):
        return F.identity(lhs)

    def d_lhs(F, p, g):
        return g
