"""The CTC loss."""

from .._core.attrs import Attr
from .._core.errors import operator_error
from .._core.op import In, Out
from .._core.registry import op
from .refusals import refuse_integers, refuse_unasked


def complain(what, **inputs):
    told = ", ".join(f"{name} {tuple(x.shape)}" for name, x in inputs.items())
    return operator_error("CTCLoss", f"{what}; came {told}.")


@op("CTCLoss", also=["_contrib_CTCLoss", "_contrib_ctc_loss", "ctc_loss"])
class ctc_loss:
    """The loss of connectionist temporal classification: labels without a known place in time.

    It is minus the logarithm of the probability that the steps, each a softmax over the classes,
    spell the labels, once repetitions are merged and blanks dropped. Where the labels do not fit
    into the steps, loss and gradient are zero.

    With ``blank_label='first'`` class 0 is the blank, labels are 1 to classes - 1 and padded by 0;
    with ``'last'`` the last class is, labels are 0 to classes - 2 and padded by -1. Padding is not
    looked for where lengths of labels are given.

    Examples
    --------
    >>> data = mx.nd.zeros((1, 1, 4))
    >>> round(mx.nd.CTCLoss(data, mx.nd.array([[2]])).asscalar().item(), 4)  # -log(1/4)
    1.3863
    """

    data = In("(T, N, classes), before softmax, floating point")
    label = In("(N, L), L at most T", dtype="any")
    data_lengths = In("(N,)", when=lambda p: p.use_data_lengths, dtype="any")
    label_lengths = In("(N,)", when=lambda p: p.use_label_lengths, dtype="any")
    output0 = Out("(N,)")
    use_data_lengths = Attr(bool, False, doc="Whether the steps of every sequence are given.")
    use_label_lengths = Attr(bool, False, doc="Whether the number of labels of each is given.")
    blank_label = Attr(("first", "last"), "first", doc="Which class is the blank.")

    def infer(p, s):
        batch = s.data.known()[1]
        s.unify(data_lengths=(batch,), label_lengths=(batch,), output0=(batch,))

    def check(p, data, label, data_lengths=None, label_lengths=None):
        refuse_integers("CTCLoss", data=data)
        if data.dim() != 3:
            raise complain("data needs 3 dimensions, (steps, batch, classes)", data=data)
        if label.dim() != 2:
            raise complain("label needs 2 dimensions, (batch, labels)", label=label)
        if label.shape[0] != data.shape[1]:
            raise complain("data and label need the same batch size", data=data, label=label)
        if label.shape[1] > data.shape[0]:
            raise complain("there cannot be more labels than steps", data=data, label=label)
        for name, x, asked in (
            ("data_lengths", data_lengths, p.use_data_lengths),
            ("label_lengths", label_lengths, p.use_label_lengths),
        ):
            if not asked:
                refuse_unasked("CTCLoss", name, x, f"use_{name} is False")
            elif tuple(x.shape) != (data.shape[1],):
                raise complain(
                    f"{name} needs one number for each of the batch", data=data, **{name: x}
                )

    def forward(F, p, data, label, data_lengths=None, label_lengths=None):
        steps, batch, classes = data.shape
        low = 1 if p.blank_label == "first" else 0
        targets = F.ctc_targets(label, classes=classes)
        if label_lengths is None:
            sizes = F.ctc_sizes(label, low=low)
        else:
            sizes = F.ctc_steps(label_lengths, most=label.shape[1], name="label_lengths")
        if data_lengths is None:
            lengths = F.full_like(sizes, value=steps)
        else:
            lengths = F.ctc_steps(data_lengths, most=steps, name="data_lengths")
        blank = 0 if p.blank_label == "first" else classes - 1
        return F.ctc(data, targets, lengths, sizes, blank=blank)[0]
