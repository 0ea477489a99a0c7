"""Losses of yes-or-no answers, each for itself."""

from .base import Loss, _reshape_like, _softplus_of_minus_size


class SigmoidBinaryCrossEntropyLoss(Loss):
    """Cross entropy of independent yes-or-no answers, from their logits or probabilities.

    Parameters
    ----------
    from_sigmoid : bool
        Predictions are probabilities already. Logits are safer: they cannot overflow.
    weight : float or None
        Multiplies the loss.
    batch_axis : int
        The axis of the samples.

    Examples
    --------
    >>> loss = mx.gluon.loss.SigmoidBCELoss()
    >>> loss(mx.nd.array([[0, 9]]), mx.nd.array([[1, 1]])).asnumpy().round(3).tolist()
    [0.34...]
    """

    def __init__(self, from_sigmoid=False, weight=None, batch_axis=0, **kwargs):
        super().__init__(weight, batch_axis, **kwargs)
        self._from_sigmoid = from_sigmoid

    def hybrid_forward(self, F, pred, label, sample_weight=None, pos_weight=None):
        label = _reshape_like(F, label, pred)
        of = self._of_probabilities if self._from_sigmoid else self._of_logits
        return self._mean(F, of(F, pred, label, pos_weight), sample_weight)

    @staticmethod
    def _of_logits(F, pred, label, pos_weight):
        if pos_weight is None:
            return F.relu(pred) - pred * label + _softplus_of_minus_size(F, pred)
        factor = 1 + F.broadcast_mul(pos_weight - 1, label)
        return pred - pred * label + factor * (_softplus_of_minus_size(F, pred) + F.relu(-pred))

    @staticmethod
    def _of_probabilities(F, pred, label, pos_weight):
        tiny = 1e-12  # keeps the logarithm of 0 finite
        yes = F.log(pred + tiny) * label
        if pos_weight is not None:
            yes = F.broadcast_mul(yes, pos_weight)
        return -(yes + F.log(1.0 - pred + tiny) * (1.0 - label))


class HingeLoss(Loss):
    """By how much a signed prediction misses a margin: `max(0, margin - pred * label)`.

    Parameters
    ----------
    margin : float
        How far beyond 0 a prediction has to be.
    weight : float or None
        Multiplies the loss.
    batch_axis : int
        The axis of the samples. Labels are -1 or 1.

    Examples
    --------
    >>> loss = mx.gluon.loss.HingeLoss()
    >>> loss(mx.nd.array([[3], [3]]), mx.nd.array([[1], [-1]])).asnumpy().tolist()
    [0.0, 4.0]
    """

    def __init__(self, margin=1, weight=None, batch_axis=0, **kwargs):
        super().__init__(weight, batch_axis, **kwargs)
        self._margin = margin

    def hybrid_forward(self, F, pred, label, sample_weight=None):
        loss = F.relu(self._margin - pred * _reshape_like(F, label, pred))
        return self._mean(F, loss, sample_weight)


class SquaredHingeLoss(Loss):
    """The square of a `HingeLoss`, element by element.

    Parameters
    ----------
    margin, weight, batch_axis
        As those of `HingeLoss`.

    Examples
    --------
    >>> loss = mx.gluon.loss.SquaredHingeLoss()
    >>> loss(mx.nd.array([[3], [3]]), mx.nd.array([[1], [-1]])).asnumpy().tolist()
    [0.0, 16.0]
    """

    def __init__(self, margin=1, weight=None, batch_axis=0, **kwargs):
        super().__init__(weight, batch_axis, **kwargs)
        self._margin = margin

    def hybrid_forward(self, F, pred, label, sample_weight=None):
        loss = F.square(F.relu(self._margin - pred * _reshape_like(F, label, pred)))
        return self._mean(F, loss, sample_weight)


class LogisticLoss(Loss):
    """Cross entropy of yes-or-no answers from their logits: `log(1 + exp(-pred * label))`.

    Parameters
    ----------
    weight : float or None
        Multiplies the loss.
    batch_axis : int
        The axis of the samples.
    label_format : str
        `'signed'`: labels are -1 or 1. `'binary'`: 0 or 1.

    Examples
    --------
    >>> loss = mx.gluon.loss.LogisticLoss()
    >>> loss(mx.nd.array([[0], [9]]), mx.nd.array([[1], [-1]])).asnumpy().round(3).tolist()
    [0.69..., 9.0]
    """

    def __init__(self, weight=None, batch_axis=0, label_format="signed", **kwargs):
        super().__init__(weight, batch_axis, **kwargs)
        self._label_format = label_format
        if label_format not in ("signed", "binary"):
            raise ValueError(f"label_format can only be signed or binary, recieved {label_format}.")

    def hybrid_forward(self, F, pred, label, sample_weight=None):
        label = _reshape_like(F, label, pred)
        if self._label_format == "signed":
            label = (label + 1.0) / 2.0
        loss = F.relu(pred) - pred * label + _softplus_of_minus_size(F, pred)
        return self._mean(F, loss, sample_weight)
