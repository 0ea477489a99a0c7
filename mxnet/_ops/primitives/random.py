"""What is drawn has no gradient; the log-probability of what was drawn has one."""

from ..._core.primitive import primitive
from ..._core.rules import Like

for _name, _inputs in (
    ("draw_uniform", "low high"),
    ("draw_normal", "loc scale"),
    ("draw_gamma", "alpha beta"),
    ("draw_exponential", "lam"),
    ("draw_poisson", "lam"),
    ("draw_negative_binomial", "k p"),
    ("draw_generalized_negative_binomial", "mu alpha"),
    ("draw_categories", "weights"),
    ("spread", "x"),
):
    primitive(_inputs, name=_name, gradient="zero")


@primitive("x index")
class gather_last:
    """`x[..., index]` along the last axis."""

    def d_x(F, p, x: Like, index, g):
        return F.scatter_last(g, index, shape=tuple(x.shape))


@primitive("x index")
class scatter_last:
    """Zeros of `shape` with `x` added at `index` along the last axis."""

    def d_x(F, p, index, g):
        return F.gather_last(g, index)
