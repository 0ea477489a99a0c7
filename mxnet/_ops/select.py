"""The choice between two arrays, element by element or row by row."""

from .._core.errors import operator_error
from .._core.op import In, Out
from .._core.registry import op
from .._core.shapes import show
from . import primitives  # noqa: F401  the rules use them


def chosen(F, condition, shape):
    """Where the condition is not zero, in a shape that broadcasts to `shape`."""
    if len(condition.shape) != len(shape):
        condition = F.reshape(condition, shape=(-1, *(1 for _ in shape[1:])))
    return F.ne(condition, 0)


@op("where", also=["_sparse_where"])
class where:
    """`x` where the condition is not zero, else `y`.

    The condition has the shape of `x`, or one entry for every row of it.
    """

    condition = In("the shape of x, or (x.shape[0],)", dtype="any")
    x = In("any shape")
    y = In("the shape of x")
    output = Out("the shape of x")

    def infer(p, s):
        s.unify(x=s.y.value, y=s.x.value)
        s.unify(x=s.output.value, y=s.output.value, output=s.x.value)
        shape = s.x.known()
        if s.condition.value is None or len(s.condition.value) != 1:
            s.unify(condition=shape)
        elif shape:
            s.unify(condition=shape[:1])

    def check(p, condition, x, y):
        if x.shape != y.shape:
            raise operator_error("where", f"x has shape {show(x.shape)} and y {show(y.shape)}; "
                                 "they must agree.")
        if condition.shape != x.shape and condition.shape != x.shape[:1]:
            raise operator_error("where", f"condition has shape {show(condition.shape)}; x "
                                 f"{show(x.shape)} needs that shape or {show(x.shape[:1])}.")

    def forward(F, p, condition, x, y):
        return F.where(chosen(F, condition, x.shape), x, y)

    def d_x(F, p, condition, g):
        return F.where(chosen(F, condition, g.shape), g, 0)

    def d_y(F, p, condition, g):
        return F.where(chosen(F, condition, g.shape), 0, g)
