"""Losses of vectors that should be near each other, or far."""

from .base import Loss, _apply_weighting, _reshape_like
from .classes import KLDivLoss


class TripletLoss(Loss):
    """By how much the positive example is not nearer than the negative one, by a margin.

    `max(0, Σ (positive - pred)² - Σ (negative - pred)² + margin)` for each sample.

    Parameters
    ----------
    margin : float
        By how much nearer it has to be, in squared distance.
    weight : float or None
        Multiplies the loss.
    batch_axis : int
        The axis of the samples.

    Examples
    --------
    >>> loss = mx.gluon.loss.TripletLoss()
    >>> loss(mx.nd.array([[0]]), mx.nd.array([[2]]), mx.nd.array([[1]])).asnumpy().tolist()
    [4.0]

    Source: F. Schroff and others, 2015, https://arxiv.org/abs/1503.03832
    """

    def __init__(self, margin=1, weight=None, batch_axis=0, **kwargs):
        super().__init__(weight, batch_axis, **kwargs)
        self._margin = margin

    def hybrid_forward(self, F, pred, positive, negative):
        near = F.square(_reshape_like(F, positive, pred) - pred)
        far = F.square(_reshape_like(F, negative, pred) - pred)
        loss = F.relu(F.sum(near - far, axis=self._batch_axis, exclude=True) + self._margin)
        return _apply_weighting(F, loss, self._weight, None)


class CosineEmbeddingLoss(Loss):
    """One minus the cosine of two vectors that belong together; the cosine of two that do not.

    Parameters
    ----------
    weight : float or None
        Multiplies the loss.
    batch_axis : int
        Has no effect: the loss has shape `(N, 1)`.
    margin : float
        Vectors that do not belong together cost nothing with a cosine below it.

    Notes
    -----
    Called with `input1, input2, label, sample_weight=None`; labels are 1 for vectors that belong
    together, and -1.

    Examples
    --------
    >>> loss = mx.gluon.loss.CosineEmbeddingLoss()
    >>> x = mx.nd.array([[1, 0], [1, 0]])
    >>> loss(x, 2 * x, mx.nd.array([1, -1])).asnumpy().tolist()
    [[0.0], [1.0]]
    """

    def __init__(self, weight=None, batch_axis=0, margin=0, **kwargs):
        super().__init__(weight, batch_axis, **kwargs)
        self._margin = margin

    def hybrid_forward(self, F, input1, input2, label, sample_weight=None):
        input1 = _reshape_like(F, input1, input2)
        label = label.reshape((-1, 1))
        cosine = self._cosine(F, input1, input2)
        together = (1 - cosine) * (label == 1)
        apart = F.relu((cosine - self._margin) * (label == -1))
        return _apply_weighting(F, together + apart, self._weight, sample_weight)

    @staticmethod
    def _cosine(F, x, y):
        """Return the cosine of the angle between rows, `(N, 1)`; 0 where one has no length."""
        lengths = (F.norm(x, axis=-1) * F.norm(y, axis=-1)).reshape((-1, 1))
        return F.sum(x * y, axis=-1).reshape((-1, 1)) / F.maximum(lengths, 1e-12)


class SDMLLoss(Loss):
    """Smoothed deep metric learning: the pair of a row is the other input's row at its place.

    Distances to all rows of the other input become probabilities, which are compared with
    smoothed labels by `KLDivLoss`.

    Parameters
    ----------
    smoothing_parameter : float
        The probability that is shared among the rows that are not the pair.
    weight, batch_axis
        Have no effect.

    Examples
    --------
    >>> loss = mx.gluon.loss.SDMLLoss(smoothing_parameter=0.1)
    >>> x = mx.nd.array([[0, 0], [3, 4]])
    >>> loss(x, x).asnumpy().round(3).tolist()
    [2.17..., 2.17...]

    Source: M. Bonadiman and others, 2019, https://arxiv.org/abs/1905.12786
    """

    def __init__(self, smoothing_parameter=0.3, weight=1.0, batch_axis=0, **kwargs):
        super().__init__(weight, batch_axis, **kwargs)
        self.kl_loss = KLDivLoss(from_logits=True)
        self.smoothing_parameter = smoothing_parameter

    def hybrid_forward(self, F, x1, x2):
        difference = F.broadcast_sub(F.expand_dims(x1, axis=1), F.expand_dims(x2, axis=0))
        distances = F.sum(F.square(difference), axis=2)
        return self.kl_loss(F.log_softmax(-distances, axis=1), self._labels(F, distances))

    def _labels(self, F, distances):
        """Return `(N, N)` labels: smoothing takes from the diagonal, in equal shares."""
        places = F.contrib.arange_like(F.stop_gradient(distances), axis=0)
        pair = F.broadcast_equal(F.expand_dims(places, 0), F.expand_dims(places, 1))
        others = F.max(places)  # of N rows all but the pair
        shared = F.broadcast_div(1 - pair, others) * self.smoothing_parameter
        return pair * (1 - self.smoothing_parameter) + shared
