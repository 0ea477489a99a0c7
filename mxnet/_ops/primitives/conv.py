"""Rules of convolution and its transposes: each one's gradients are made of the others."""

from ..._core.primitive import composite, primitive
from ..._core.rules import For, Like


def window(p):
    """The parameters that a convolution shares with its transposes."""
    return {"stride": p.stride, "pad": p.pad, "dilate": p.dilate, "groups": p.groups}


def channel_sums(F, g):
    """A cotangent summed to one number per channel."""
    return F.sum(g, axis=(0, *range(2, len(g.shape))))


@primitive("x weight bias", optional="bias")
class conv:
    def d_x_weight_bias(F, p, x: For("weight"), weight: For("x"), g, wanted):
        return F.conv_grads(
            g,
            x if 1 in wanted else None,
            weight if 0 in wanted else None,
            shapes=(x.shape, weight.shape),
            wanted=wanted,
            **window(p),
        )


@primitive("x weight bias", optional="bias", gradient="none")
class conv_int8:
    """Whole numbers have no gradient."""


@composite
def conv_grads(F, dy, x, weight, *, shapes, wanted, **window):
    return (
        F.conv_data_grad(dy, weight, shape=shapes[0], **window) if 0 in wanted else None,
        F.conv_weight_grad(dy, x, shape=shapes[1], **window) if 1 in wanted else None,
        channel_sums(F, dy) if 2 in wanted else None,
    )


@primitive("dy weight", "dx")
class conv_data_grad:
    def d_dy(F, p, weight, g):
        return F.conv(g, weight, **window(p))

    def d_weight(F, p, dy, weight: Like, g):
        return F.conv_weight_grad(dy, g, shape=weight.shape, **window(p))


@primitive("dy x", "dweight")
class conv_weight_grad:
    def d_dy(F, p, x, g):
        return F.conv(x, g, **window(p))

    def d_x(F, p, dy, x: Like, g):
        return F.conv_data_grad(dy, g, shape=x.shape, **window(p))


@primitive("x weight bias", optional="bias")
class deconv:
    def d_x(F, p, weight, g):
        return F.conv(g, weight, **window(p))

    def d_weight(F, p, x, weight: Like, g):
        return F.conv_weight_grad(x, g, shape=weight.shape, **window(p))

    def d_bias(F, p, g):
        return channel_sums(F, g)
