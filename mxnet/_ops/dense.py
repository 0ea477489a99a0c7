"""The fully connected layer."""

from math import prod

from .._core.attrs import Attr
from .._core.op import In, Out
from .._core.registry import op
from .._core.rules import Like


def rows(F, p, x):
    """All feature axes as one (with `flatten`), or all axes but the last as one."""
    shape = x.shape
    if len(shape) == 2:
        return x
    if p.flatten:
        return F.reshape(x, shape=(shape[0], prod(shape[1:])))
    return F.reshape(x, shape=(prod(shape[:-1]), shape[-1]))


def flat(F, g):
    """A cotangent as a matrix."""
    shape = g.shape
    return g if len(shape) == 2 else F.reshape(g, shape=(prod(shape[:-1]), shape[-1]))


@op("FullyConnected", also=["_npx_fully_connected", "_sparse_FullyConnected"])
class fully_connected:
    """Affine map of the feature axes: ``out = data · weightᵀ + bias``.

    With ``flatten`` every axis after the first is one long feature axis; without it only the last
    axis is mapped.
    """

    data = In("(N, *features), or (*batch, K) when flatten is off")
    weight = In("(num_hidden, K)")
    bias = In("(num_hidden,)", when=lambda p: not p.no_bias)
    output = Out("(N, num_hidden), or (*batch, num_hidden)")
    num_hidden = Attr(int, ge=1, doc="Number of output units.")
    no_bias = Attr(bool, False, doc="Leave the bias out; the operator then has two inputs.")
    flatten = Attr(bool, True, doc="Treat every axis after the first as features.")

    def infer(p, s):
        x = s.data.known()
        k = prod(x[1:]) if p.flatten else x[-1]
        s.unify(weight=(p.num_hidden, k), bias=(p.num_hidden,),
                output=(x[0], p.num_hidden) if p.flatten else (*x[:-1], p.num_hidden))

    def check(p, data, weight, bias=None):
        """Cheap tests of what the kernel would take in another sense; `infer` words the error."""
        n = p.num_hidden
        if bias is not None:
            if p.no_bias:
                raise ValueError("a bias came, which no_bias=True leaves out")
            if bias.shape != (n,):
                raise ValueError("the shapes do not fit")
        if len(weight.shape) != 2 or weight.shape[0] != n:
            raise ValueError("the shapes do not fit")

    def forward(F, p, data, weight, bias=None):
        y = F.linear(rows(F, p, data), weight, bias)
        if p.flatten or len(data.shape) == 2:
            return y
        return F.reshape(y, shape=(*data.shape[:-1], p.num_hidden))

    def d_data(F, p, data: Like, weight, g):
        dx = F.dot(flat(F, g), weight)
        return dx if len(data.shape) == 2 else F.reshape(dx, shape=data.shape)

    def d_weight(F, p, data, g):
        return F.dot(F.t(flat(F, g)), rows(F, p, data))

    def d_bias(F, p, g):
        return F.sum(flat(F, g), axis=0)
