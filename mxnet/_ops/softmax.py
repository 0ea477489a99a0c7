"""Softmax and its kin: softmin, log_softmax, SoftmaxActivation.

What does not live here: the losses built on softmax (`loss.py`).
"""

from .._core.attrs import Attr, maybe
from .._core.errors import operator_error
from .._core.op import In, Out
from .._core.registry import op
from .._core.rules import Like
from .refusals import checked_axis, refuse_integers, refuse_unasked

WORKING = ("float32", "float64")  # wide enough to compute in; to float16 the result alone is cast


def before(F, p, x):
    """The data over the temperature, in the dtype to compute in."""
    if p.dtype in WORKING:
        x = F.cast(x, dtype=p.dtype)
    return x if p.temperature in (None, 1) else F.div(x, p.temperature)


def after(F, p, y):
    """The result in the dtype that was asked for."""
    return F.cast(y, dtype=p.dtype) if p.dtype == "float16" else y


def back(F, p, data, g):
    """A cotangent of what `before` made, as one of the data."""
    if p.temperature not in (None, 1):
        g = F.div(g, p.temperature)
    return F.cast(g, dtype=data.dtype) if p.dtype else g


def check_plain(name, p, data):
    """Refusals of the operators that take no lengths."""
    refuse_integers(name, data=data)
    checked_axis(name, data, p.axis)
    if p.use_length:
        raise operator_error(
            name, "use_length=True needs an input of lengths, which only softmax has."
        )


AXIS = Attr(int, -1, doc="The axis along which the results sum to one.")
TEMPERATURE = Attr(maybe(float), None, doc="What data is divided by first; 1 if left out.")
DTYPE = Attr(
    (None, "float16", "float32", "float64"),
    None,
    doc="Dtype of the result; that of data if left out.",
)
USE_LENGTH = Attr(maybe(bool), False, doc="Whether lengths are given.")


@op("softmax", also=["_npx_softmax"])
class softmax:
    """Exponentials over their sum along an axis: ``exp(x / temperature) / Σ exp(x / temperature)``.

    With ``use_length`` only the first ``length`` entries along the axis take part; the others
    become zero.

    Examples
    --------
    >>> mx.nd.softmax(mx.nd.array([[0, 0], [0, 0]])).asnumpy().tolist()
    [[0.5, 0.5], [0.5, 0.5]]
    """

    data = In("any shape, floating point")
    length = In(
        "int32 or int64, the shape of data without the axis",
        when=lambda p: p.use_length,
        dtype="whole",
    )
    output = Out("the shape of data")
    axis = AXIS
    temperature = TEMPERATURE
    dtype = DTYPE
    use_length = USE_LENGTH

    def infer(p, s):
        data = s.data.known()
        rest = [n for i, n in enumerate(data) if i != p.axis % len(data)]
        s.unify(output=data)
        if p.use_length and s.length.value != ():
            s.unify(length=tuple(rest) or (1,))

    def check(p, data, length=None):
        refuse_integers("softmax", data=data)
        checked_axis("softmax", data, p.axis)
        if not p.use_length:
            refuse_unasked("softmax", "length", length, "use_length is False")
            return
        kind = str(length.dtype).rpartition(".")[2]
        if kind not in ("int32", "int64"):
            raise operator_error(
                "softmax", f"length is {kind}; it only supports integer types (int32, int64)."
            )
        rest = [n for i, n in enumerate(data.shape) if i != p.axis % data.dim()]
        if list(length.shape) != rest and not (length.shape == (1,) and not rest):
            raise operator_error(
                "softmax",
                f"length has shape {tuple(length.shape)}; data {tuple(data.shape)} "
                f"needs {tuple(rest) or (1,)}. axis={p.axis}.",
            )

    def forward(F, p, data, length=None):
        if length is not None and length.shape and len(data.shape) == 1:
            length = F.reshape(length, shape=())
        return after(F, p, F.softmax(before(F, p, data), length, axis=p.axis))

    def d_data(F, p, data: Like, output, g):
        return back(F, p, data, F.softmax_grad(g, output, axis=p.axis))


@op("softmin")
class softmin:
    """Softmax of the negative data: small values get large shares.

    Examples
    --------
    >>> mx.nd.softmin(mx.nd.array([[1, 1]])).asnumpy().tolist()
    [[0.5, 0.5]]
    """

    data = In("any shape, floating point")
    output = Out("the shape of data")
    axis = AXIS
    temperature = TEMPERATURE
    dtype = DTYPE
    use_length = USE_LENGTH

    def infer(p, s):
        s.unify(output=s.data.known())

    def check(p, data):
        check_plain("softmin", p, data)

    def forward(F, p, data):
        return after(F, p, F.softmax(F.neg(before(F, p, data)), axis=p.axis))

    def d_data(F, p, data: Like, output, g):
        return F.neg(back(F, p, data, F.softmax_grad(g, output, axis=p.axis)))


@op("log_softmax", also=["_npx_log_softmax"])
class log_softmax:
    """The logarithm of softmax, computed without leaving the range of floats.

    Examples
    --------
    >>> mx.nd.log_softmax(mx.nd.array([[7.0]])).asnumpy().tolist()
    [[0.0]]
    """

    data = In("any shape, floating point")
    output = Out("the shape of data")
    axis = AXIS
    temperature = TEMPERATURE
    dtype = DTYPE
    use_length = USE_LENGTH

    def infer(p, s):
        s.unify(output=s.data.known())

    def check(p, data):
        check_plain("log_softmax", p, data)

    def forward(F, p, data):
        return after(F, p, F.log_softmax(before(F, p, data), axis=p.axis))

    def d_data(F, p, data: Like, output, g):
        return back(F, p, data, F.log_softmax_grad(g, output, axis=p.axis))


@op("SoftmaxActivation")
class softmax_activation:
    """Softmax over the last axis (``instance``) or over axis 1 (``channel``). Superseded by
    ``softmax``.

    Examples
    --------
    >>> mx.nd.SoftmaxActivation(mx.nd.array([[2, 2]])).asnumpy().tolist()
    [[0.5, 0.5]]
    """

    data = In("(N, ...), floating point")
    output = Out("the shape of data")
    mode = Attr(
        ("channel", "instance"), "instance", doc="Which axis: the last one, or the channels."
    )

    def infer(p, s):
        s.unify(output=s.data.known())

    def check(p, data):
        refuse_integers("SoftmaxActivation", data=data)
        if p.mode == "channel" and data.dim() < 3:
            raise operator_error(
                "SoftmaxActivation",
                f"data {tuple(data.shape)} needs at least 3 dimensions when mode=channel.",
            )

    def forward(F, p, data):
        return F.softmax(data, axis=1 if p.mode == "channel" else -1)

    def d_data(F, p, output, g):
        return F.softmax_grad(g, output, axis=1 if p.mode == "channel" else -1)
