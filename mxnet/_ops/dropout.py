"""Dropout."""

from .._core.attrs import Attr, maybe, shape
from .._core.errors import operator_error
from .._core.op import In, Out
from .._core.registry import op
from .refusals import refuse_integers


def drops(p):
    """Whether anything is dropped at all."""
    return p.p > 0 and (p.training or p.mode == "always")


@op("Dropout", also=["_npx_dropout"], mode=True, random=True, traits={"view"})
class dropout:
    """Set a random share of the elements to zero and scale the others so that the mean stays.

    In training every element is zero with probability ``p``, and multiplied by ``1 / (1 - p)``
    else. Outside of training the data passes unchanged, unless ``mode`` is ``'always'``. Everything
    is dropped when ``p`` is 1.

    Examples
    --------
    >>> mx.nd.Dropout(mx.nd.ones((2, 2)), p=0.5).asnumpy().tolist()  # not training: unchanged
    [[1.0, 1.0], [1.0, 1.0]]
    """

    data = In("any shape, floating point")
    output = Out("the shape of data")
    mask = Out("what data was multiplied by", hidden=True)
    p = Attr(float, 0.5, ge=0, le=1, doc="Probability of an element to be dropped.")
    mode = Attr(("training", "always"), "training", doc="Drop in training only, or always.")
    axes = Attr(shape, (), doc="Axes along which one draw decides for all elements.")
    cudnn_off = Attr(maybe(bool), False, doc="Taken for compatibility; it changes nothing.")

    def infer(p, s):
        s.unify(output=s.data.known())

    def check(p, data):
        refuse_integers("Dropout", data=data)
        for axis in p.axes:
            if not 0 <= axis < data.dim():
                raise operator_error(
                    "Dropout", f"axes={p.axes}: data {tuple(data.shape)} has no axis {axis}."
                )

    def forward(F, p, data):
        if drops(p):
            return F.dropout(data, p=p.p, axes=p.axes)
        return F.identity(data), F.zeros(shape=(0,))

    def d_data(F, p, mask, g):
        return F.mul(g, mask) if drops(p) else g
