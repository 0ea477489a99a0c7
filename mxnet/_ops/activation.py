"""Activations chosen by an attribute: Activation and LeakyReLU with its six types."""

from .._core.attrs import Attr
from .._core.errors import operator_error
from .._core.op import In, Out
from .._core.registry import op
from .refusals import refuse_integers, refuse_unasked

# Constants of the self-normalising unit (Klambauer and others, 2017).
SELU_ALPHA = 1.6732632423543772
SELU_SCALE = 1.0507009873554805


def softsign(F, x):
    return F.div(x, F.add(F.abs(x), 1))


def softsign_grad(F, g, out):
    """The slope `1 / (1 + |x|)²`, from the result."""
    root = F.sub(1, F.abs(out))
    return F.mul(F.mul(g, root), root)


FORWARD = {
    "relu": lambda F, x: F.relu(x),
    "sigmoid": lambda F, x: F.sigmoid(x),
    "tanh": lambda F, x: F.tanh(x),
    "softrelu": lambda F, x: F.softrelu(x),
    "softsign": softsign,
}
BACKWARD = {
    "relu": lambda F, g, out: F.relu_grad(g, out),
    "sigmoid": lambda F, g, out: F.sigmoid_grad(g, out),
    "tanh": lambda F, g, out: F.tanh_grad(g, out),
    "softrelu": lambda F, g, out: F.softrelu_grad(g, out),
    "softsign": softsign_grad,
}


@op("Activation", also=["_npx_activation"], traits={"elementwise"})
class activation:
    """Apply an activation function to every element.

    ``relu``: max(x, 0). ``sigmoid``: 1 / (1 + exp(-x)). ``tanh``. ``softrelu``: log(1 + exp(x)).
    ``softsign``: x / (1 + abs(x)).

    Examples
    --------
    >>> mx.nd.Activation(mx.nd.array([-1, 0, 2]), act_type="relu").asnumpy().tolist()
    [0.0, 0.0, 2.0]
    """

    data = In("any shape, floating point")
    output = Out("the shape of data")
    act_type = Attr(("relu", "sigmoid", "softrelu", "softsign", "tanh"), doc="Which function.")

    def infer(p, s):
        s.unify(output=s.data.known())

    def check(p, data):
        refuse_integers("Activation", data=data)

    def forward(F, p, data):
        return FORWARD[p.act_type](F, data)

    def d_data(F, p, output, g):
        return BACKWARD[p.act_type](F, g, output)


def gamma_shape(data, gamma):
    """The shape in which gamma broadcasts over data, or None where MXNet refuses it.

    One slope per channel (axis 1) comes first; otherwise gamma's axes are data's leading ones.
    """
    if len(gamma) == 1 and len(data) > 1 and gamma[0] in (1, data[1]):
        return (1, gamma[0]) + (1,) * (len(data) - 2)
    if len(gamma) > min(2, len(data)) or any(
        g not in (1, d) for g, d in zip(gamma, data, strict=False)
    ):
        return None
    return tuple(gamma) + (1,) * (len(data) - len(gamma))


@op("LeakyReLU", also=["_npx_leaky_relu"], mode=True, random=True)
class leaky_relu:
    """Rectifiers that let something through below zero.

    ``leaky``: slope · x. ``prelu``: gamma · x with a learnt gamma, one for all or one per channel
    (axis 1). ``rrelu``: a slope drawn between the bounds for every element in training, their mean
    otherwise. ``elu``: slope · (exp(x) - 1). ``selu``: elu with the constants of self-normalising
    networks. ``gelu``: x · Φ(x), everywhere, with the exact normal distribution.

    Examples
    --------
    >>> mx.nd.LeakyReLU(mx.nd.array([-4, 0, 2]), slope=0.25).asnumpy().tolist()
    [-1.0, 0.0, 2.0]
    """

    data = In("any shape, floating point")
    gamma = In("(channels,) or (1,)", when=lambda p: p.act_type == "prelu")
    output = Out("the shape of data")
    mask = Out(
        "what data was multiplied by, of rrelu alone", visible=lambda p: p.act_type == "rrelu"
    )
    act_type = Attr(
        ("elu", "gelu", "leaky", "prelu", "rrelu", "selu"), "leaky", doc="Which function."
    )
    slope = Attr(float, 0.25, doc="Slope below zero, of leaky and elu.")
    lower_bound = Attr(float, 0.125, doc="Smallest slope of rrelu.")
    upper_bound = Attr(float, 0.333999991, doc="Largest slope of rrelu.")

    def infer(p, s):
        data = s.data.known()
        s.unify(output=data)
        if p.act_type == "prelu" and s.gamma.value is None:
            s.unify(gamma=(data[1] if len(data) > 1 else data[0],))

    def check(p, data, gamma=None):
        refuse_integers("LeakyReLU", data=data)
        if p.act_type != "prelu":
            refuse_unasked("LeakyReLU", "gamma", gamma, f"act_type={p.act_type!r} takes none")
        elif gamma_shape(data.shape, gamma.shape) is None:
            raise operator_error(
                "LeakyReLU",
                f"Cannot broadcast gamma {tuple(gamma.shape)} to data "
                f"{tuple(data.shape)}; it needs ({data.shape[min(1, data.dim() - 1)]},) or (1,).",
            )

    def forward(F, p, data, gamma=None):
        return TYPES[p.act_type](F, p, data, gamma)


def prelu(F, p, data, gamma):
    slope = F.reshape(gamma, shape=gamma_shape(tuple(data.shape), tuple(gamma.shape)))
    return F.where(F.gt(data, 0), data, F.mul(data, slope))


def rrelu(F, p, data, gamma):
    if not p.training:
        mean = (p.lower_bound + p.upper_bound) / 2
        return F.leaky_relu(data, slope=mean), F.leaky_relu_grad(
            F.ones_like(data), data, slope=mean
        )
    slope = F.random_slopes(data, low=p.lower_bound, high=p.upper_bound)
    mask = F.where(F.gt(data, 0), F.ones_like(data), slope)
    return F.mul(data, mask), mask


TYPES = {
    "leaky": lambda F, p, data, gamma: F.leaky_relu(data, slope=p.slope),
    "elu": lambda F, p, data, gamma: F.elu(data, slope=p.slope),
    "selu": lambda F, p, data, gamma: F.mul(F.elu(data, slope=SELU_ALPHA), SELU_SCALE),
    "gelu": lambda F, p, data, gamma: F.gelu(data),
    "prelu": prelu,
    "rrelu": rrelu,
}
