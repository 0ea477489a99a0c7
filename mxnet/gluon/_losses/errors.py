"""Losses of predicted numbers."""

import math

from .base import Loss, _apply_weighting, _reshape_like


class L2Loss(Loss):
    """Half the mean of the squared errors: `weight / 2 * (label - pred)²`.

    Parameters
    ----------
    weight : float
        Multiplies the loss.
    batch_axis : int
        The axis of the samples.

    Examples
    --------
    >>> loss = mx.gluon.loss.L2Loss()
    >>> loss(mx.nd.array([[1, 2], [3, 4]]), mx.nd.array([[1, 2], [5, 8]])).asnumpy().tolist()
    [0.0, 5.0]
    """

    def __init__(self, weight=1.0, batch_axis=0, **kwargs):
        super().__init__(weight, batch_axis, **kwargs)

    def hybrid_forward(self, F, pred, label, sample_weight=None):
        loss = F.square(_reshape_like(F, label, pred) - pred)
        loss = _apply_weighting(F, loss, self._weight / 2, sample_weight)
        return F.mean(loss, axis=self._batch_axis, exclude=True)


class L1Loss(Loss):
    """The mean of the errors' sizes: `|label - pred|`.

    Parameters
    ----------
    weight : float or None
        Multiplies the loss.
    batch_axis : int
        The axis of the samples.

    Examples
    --------
    >>> loss = mx.gluon.loss.L1Loss()
    >>> loss(mx.nd.array([[1, 2], [3, 4]]), mx.nd.array([[1, 2], [5, 8]])).asnumpy().tolist()
    [0.0, 3.0]
    """

    def __init__(self, weight=None, batch_axis=0, **kwargs):
        super().__init__(weight, batch_axis, **kwargs)

    def hybrid_forward(self, F, pred, label, sample_weight=None):
        loss = F.abs(_reshape_like(F, label, pred) - pred)
        return self._mean(F, loss, sample_weight)


class HuberLoss(Loss):
    """Squared errors where they are small, their sizes where they are large.

    Parameters
    ----------
    rho : float
        Where the square, `error² / (2 * rho)`, turns into the line `error - rho / 2`.
    weight : float or None
        Multiplies the loss.
    batch_axis : int
        The axis of the samples.

    Examples
    --------
    >>> loss = mx.gluon.loss.HuberLoss()
    >>> loss(mx.nd.array([[0.5], [3]]), mx.nd.array([[0], [0]])).asnumpy().tolist()
    [0.125, 2.5]
    """

    def __init__(self, rho=1, weight=None, batch_axis=0, **kwargs):
        super().__init__(weight, batch_axis, **kwargs)
        self._rho = rho

    def hybrid_forward(self, F, pred, label, sample_weight=None):
        error = F.abs(_reshape_like(F, label, pred) - pred)
        line, square = error - 0.5 * self._rho, (0.5 / self._rho) * F.square(error)
        return self._mean(F, F.where(error > self._rho, line, square), sample_weight)


class PoissonNLLLoss(Loss):
    """The negative logarithm of counts' likelihood: one number for the whole batch.

    Parameters
    ----------
    weight : float or None
        Multiplies the loss.
    from_logits : bool
        Predictions are logarithms of the rates; otherwise the rates themselves.
    batch_axis : int
        Has no effect: the mean is over all axes.
    compute_full : bool
        Add what depends on the target alone, by Stirling's formula, for targets above 1.

    Notes
    -----
    Called with `pred, target, sample_weight=None, epsilon=1e-08`; epsilon keeps the logarithm of a
    rate of 0 finite.

    Examples
    --------
    >>> loss = mx.gluon.loss.PoissonNLLLoss(from_logits=False)
    >>> loss(mx.nd.array([[1, 1]]), mx.nd.array([[0, 3]])).asnumpy().round(3).tolist()
    [1.0]
    """

    def __init__(self, weight=None, from_logits=True, batch_axis=0, compute_full=False, **kwargs):
        super().__init__(weight, batch_axis, **kwargs)
        self._from_logits, self._compute_full = from_logits, compute_full

    def hybrid_forward(self, F, pred, target, sample_weight=None, epsilon=1e-08):
        target, logits = _reshape_like(F, target, pred), self._from_logits
        rate, log_rate = (F.exp(pred), pred) if logits else (pred, F.log(pred + epsilon))
        loss = rate - target * log_rate
        if self._compute_full:
            factorial = target * F.log(target) - target + 0.5 * F.log(2 * target * math.pi)
            loss = loss + F.where(target > 1, factorial, F.zeros_like(target))
        return F.mean(_apply_weighting(F, loss, self._weight, sample_weight))
