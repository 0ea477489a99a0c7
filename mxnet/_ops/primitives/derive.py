"""The rule of derivatives that torch takes: one level more."""

from ..._core.primitive import primitive


@primitive("*xs", "*grads")
class derivative:
    def d_xs(F, p, xs, gs):
        return F.derivative(
            *xs, *gs, kernel=p.kernel, count=p.count, level=p.level + 1, options=p.options
        )
