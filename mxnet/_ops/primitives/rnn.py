"""Rules of a recurrent layer: a backward of our own, and higher orders by `derivative`."""

from ..._core.primitive import primitive


@primitive("*xs", "y h c gates cells")
class rnn_layer:
    def d_xs(F, p, xs, y, gates, cells, g, g_h, g_c):
        return F.rnn_layer_grad(*xs, g, g_h, g_c, y, gates, cells, **vars(p))


@primitive("*xs", "*grads")
class rnn_layer_grad:
    """What forward kept follows from the layer's tensors: it gets no cotangent of its own."""

    def d_xs(F, p, xs, gs):
        count = len(gs)
        base = xs[: count + 3]
        found = F.derivative(
            *base, *gs, kernel="rnn_layer_plain", count=count, level=2, options=vars(p)
        )
        return [*found, None, None, None]
