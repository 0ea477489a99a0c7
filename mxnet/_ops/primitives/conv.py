"""Rules of convolution and its transposes: each one's gradients are made of the others."""

from ..._core.primitive import primitive
from ..._core.rules import Like


def window(p):
    """The parameters that a convolution shares with its transposes."""
    return {"stride": p.stride, "pad": p.pad, "dilate": p.dilate, "groups": p.groups}


def channel_sums(F, g):
    """A cotangent summed to one number per channel."""
    return F.sum(g, axis=(0, *range(2, len(g.shape))))


@primitive("x weight bias", optional="bias")
class conv:
    def d_x(F, p, x: Like, weight, g):
        return F.conv_data_grad(g, weight, shape=x.shape, **window(p))

    def d_weight(F, p, x, weight: Like, g):
        return F.conv_weight_grad(g, x, shape=weight.shape, **window(p))

    def d_bias(F, p, g):
        return channel_sums(F, g)


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
