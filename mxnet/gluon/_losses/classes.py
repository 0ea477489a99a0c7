"""Losses of probabilities of classes, and of sequences of classes."""

from ...ndarray import NDArray
from .base import Loss, _apply_weighting, _reshape_like


class SoftmaxCrossEntropyLoss(Loss):
    """Cross entropy of one class out of several, from their logits.

    Parameters
    ----------
    axis : int
        The axis of the classes.
    sparse_label : bool
        A label is the number of the class; otherwise the probabilities of all of them.
    from_logits : bool
        Predictions are logarithms of probabilities already, as `log_softmax` gives them.
    weight : float or None
        Multiplies the loss.
    batch_axis : int
        The axis of the samples.

    Examples
    --------
    >>> loss = mx.gluon.loss.SoftmaxCrossEntropyLoss()
    >>> loss(mx.nd.array([[0, 0], [0, 9]]), mx.nd.array([0, 1])).asnumpy().round(3).tolist()
    [0.69..., 0.0]
    """

    def __init__(self, axis=-1, sparse_label=True, from_logits=False, weight=None, batch_axis=0,
                 **kwargs):  # fmt: skip
        super().__init__(weight, batch_axis, **kwargs)
        self._axis = axis
        self._sparse_label = sparse_label
        self._from_logits = from_logits

    def hybrid_forward(self, F, pred, label, sample_weight=None):
        if not self._from_logits:
            pred = F.log_softmax(pred, self._axis)
        if self._sparse_label:
            if sample_weight is None and self._one_number_each(pred):
                return _apply_weighting(F, -F.pick(pred, label, axis=self._axis), self._weight)
            loss = -F.pick(pred, label, axis=self._axis, keepdims=True)
        else:
            loss = -F.sum(pred * _reshape_like(F, label, pred), axis=self._axis, keepdims=True)
        return self._mean(F, loss, sample_weight)

    def _one_number_each(self, pred):
        """Whether a sample's loss is one number, so that there is nothing to take the mean of.

        Of a symbol nobody knows; the compiler finds out.
        """
        return (
            self._batch_axis == 0
            and self._axis in (-1, 1)
            and isinstance(pred, NDArray)
            and pred.ndim == 2
        )


class KLDivLoss(Loss):
    """How far predicted probabilities are from given ones: `label * (log(label) - pred)`, summed.

    Parameters
    ----------
    from_logits : bool
        Predictions are logarithms of probabilities; otherwise `log_softmax` makes them so.
    axis : int
        The axis of the classes, for `log_softmax`.
    weight : float or None
        Multiplies the loss.
    batch_axis : int
        The axis of the samples.

    Examples
    --------
    >>> loss = mx.gluon.loss.KLDivLoss(from_logits=False)
    >>> loss(mx.nd.array([[1, 1]]), mx.nd.array([[1, 0]])).asnumpy().round(3).tolist()
    [0.69...]
    """

    def __init__(self, from_logits=True, axis=-1, weight=None, batch_axis=0, **kwargs):
        super().__init__(weight, batch_axis, **kwargs)
        self._from_logits, self._axis = from_logits, axis

    def hybrid_forward(self, F, pred, label, sample_weight=None):
        logs = pred if self._from_logits else F.log_softmax(pred, self._axis)
        loss = label * (F.log(label + 1e-12) - logs)
        loss = _apply_weighting(F, loss, self._weight, sample_weight)
        return F.sum(loss, axis=self._batch_axis, exclude=True)


class CTCLoss(Loss):
    """Connectionist temporal classification: sequences whose alignment nobody gave.

    Parameters
    ----------
    layout : str
        Of the predictions, which are logits: `'NTC'` or `'TNC'`. The last class is the blank.
    label_layout : str
        Of the labels: `'NT'` or `'TN'`. A label ends where it is -1.
    weight : float or None
        Multiplies the loss.

    Notes
    -----
    Called with `pred, label, pred_lengths=None, label_lengths=None, sample_weight=None`; lengths
    have shape `(N,)`, and without them all of a prediction counts.

    Examples
    --------
    >>> loss = mx.gluon.loss.CTCLoss()
    >>> loss(mx.nd.zeros((1, 2, 3)), mx.nd.array([[0, -1]])).asnumpy().round(3).tolist()
    [1.09...]

    Source: A. Graves and others, 2006, https://www.cs.toronto.edu/~graves/icml_2006.pdf
    """

    def __init__(self, layout="NTC", label_layout="NT", weight=None, **kwargs):
        for name, given, known in (
            ("pred", layout, ("NTC", "TNC")),
            ("label", label_layout, ("NT", "TN")),
        ):
            assert given in known, (
                f"Only '{known[0]}' and '{known[1]}' layouts for {name} are supported. Got: {given}"
            )
        self._layout = layout
        self._label_layout = label_layout
        super().__init__(weight, label_layout.find("N"), **kwargs)

    def hybrid_forward(self, F, pred, label, pred_lengths=None, label_lengths=None,
                       sample_weight=None):  # fmt: skip
        if self._layout == "NTC":
            pred = F.swapaxes(pred, dim1=0, dim2=1)
        if self._batch_axis == 1:
            label = F.swapaxes(label, dim1=0, dim2=1)
        loss = F.CTCLoss(
            pred, label, pred_lengths, label_lengths, use_data_lengths=pred_lengths is not None,
            use_label_lengths=label_lengths is not None, blank_label="last")  # fmt: skip
        return _apply_weighting(F, loss, self._weight, sample_weight)
