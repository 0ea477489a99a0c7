"""Shape rules and checks that the elementwise families share. Holds no operator."""

from .._core.errors import MXNetError, operator_error
from .._core.shapes import show

__all__ = ["one_shape", "broadcast_shape", "same_shapes"]


def one_shape(*slots):
    """A shape rule: these slots have one shape, known from whichever is known."""
    def infer(p, s):
        for name in slots:
            s.unify(**{other: getattr(s, name).value for other in slots if other != name})
    return infer


def broadcast_shape(p, s):
    """The shape rule of two operands `lhs` and `rhs` under broadcasting."""
    x, y = s.lhs.known(), s.rhs.known()
    rank = max(len(x), len(y))
    pairs = zip((1,) * (rank - len(x)) + x, (1,) * (rank - len(y)) + y, strict=True)
    shape = []
    for a, b in pairs:
        if a != b and a != 1 and b != 1:
            raise MXNetError(f"lhs has shape {show(x)} and rhs {show(y)}, which cannot be "
                             "broadcast together: an axis must agree or be 1.")
        shape.append(b if a == 1 else a)
    s.unify(output=tuple(shape))


def same_shapes(name):
    """A check that refuses operands of two shapes, which the kernel would broadcast."""
    def check(p, lhs, rhs):
        if lhs.shape != rhs.shape:
            told = f"lhs has shape {show(lhs.shape)} and rhs {show(rhs.shape)}; they must agree."
            raise operator_error(name, told, "A broadcast_ operator takes others.")
    return check
