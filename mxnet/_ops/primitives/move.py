"""The rule of moving between devices: the gradient moves back."""

from ..._core.primitive import primitive
from ..._core.rules import Like


@primitive("x")
class move:
    def d_x(F, p, x: Like, g):
        return F.move(g, device=x.device)
