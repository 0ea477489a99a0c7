"""Custom: an operator that the program itself wrote in Python.

What does not live here: running it (`mxnet/operator.py`).
"""

from .._core.attrs import Attr
from .._core.op import In, Out
from .._core.registry import op


class Call:
    """The other keywords of one call, and what its forward keeps for its backward.

    `home` is a dict for what outlives the call: the operator of a node of an executor.
    """

    __slots__ = ("keywords", "kept", "home")

    def __init__(self, keywords):
        self.keywords, self.kept, self.home = keywords, None, None

    def __repr__(self):
        return repr(self.keywords)


def call(value):
    """A Call of a dict; every value becomes text, as the reference hands it on."""
    for name, each in value.items():
        if hasattr(each, "asnumpy"):
            raise ValueError(f"{name} is an array; give arrays by position, in order")
    return Call({name: str(each) for name, each in value.items() if name != "attr"})


@op("Custom", also=["_npi_Custom"], mode=True, random=True, traits={"one", "open"})
class custom:
    """Run the operator that the program registered as ``op_type`` with ``mx.operator.register``.

    The arrays are its inputs, then its auxiliary states. Other keywords go to its property as text.

    Examples
    --------
    >>> class Twice(mx.operator.CustomOp):
    ...     def forward(self, is_train, req, in_data, out_data, aux):
    ...         self.assign(out_data[0], req[0], in_data[0] * 2)
    ...     def backward(self, req, out_grad, in_data, out_data, in_grad, aux):
    ...         self.assign(in_grad[0], req[0], out_grad[0] * 2)
    >>> @mx.operator.register("twice")
    ... class TwiceProp(mx.operator.CustomOpProp):
    ...     def create_operator(self, ctx, in_shapes, in_dtypes):
    ...         return Twice()
    >>> mx.nd.Custom(mx.nd.array([4.0]), op_type="twice").asscalar().item()
    8.0
    """

    data = In(
        "inputs, then auxiliary states, as the property lists them", variadic=True, dtype="any"
    )
    output = Out("as the property lists them", variadic=True)
    op_type = Attr(str, doc="The name it was registered under.")
    arguments = Attr(call, doc="The other keywords.")

    def forward(F, p, *data):
        return F.custom_forward(*data, name=p.op_type, call=p.arguments, training=p.training)

    def d_data(F, p, output, gs, wanted):
        return F.custom_backward(output, *gs, call=p.arguments, wanted=wanted)
