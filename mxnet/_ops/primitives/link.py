"""The rule of a tie: everything goes to the first input, nothing to the one it was tied to."""

from ..._core.primitive import primitive


@primitive("x y")
class tie:
    def d_x(F, p, g):
        return g
