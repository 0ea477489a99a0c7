"""What all losses share: weights, shapes and means."""

import numbers

import numpy

from ...ndarray import NDArray
from ..block import HybridBlock


def _apply_weighting(F, loss, weight=None, sample_weight=None):
    """Return the loss times one number for all and one for each element, where given."""
    if sample_weight is not None:
        loss = F.broadcast_mul(loss, sample_weight)
    if weight is not None:
        assert isinstance(weight, numbers.Number | numpy.generic), "weight must be a number"
        loss = loss * weight
    return loss


def _reshape_like(F, x, y):
    """Return `x` in the shape of `y`, which has as many elements."""
    if isinstance(x, NDArray) and x.shape == y.shape:
        return x
    return F.reshape_like(x, y)


def _softplus_of_minus_size(F, x):
    """Return `log(1 + exp(-|x|))`, which no `x` makes overflow."""
    return F.Activation(-F.abs(x), act_type="softrelu")


class Loss(HybridBlock):
    """What all losses share.

    Parameters
    ----------
    weight : float or None
        Multiplies the loss.
    batch_axis : int
        The axis of the samples.
    """

    def __init__(self, weight, batch_axis, **kwargs):
        super().__init__(**kwargs)
        self._weight = weight
        self._batch_axis = batch_axis

    def _mean(self, F, loss, sample_weight):
        """Return the weighted loss's mean for each sample."""
        loss = _apply_weighting(F, loss, self._weight, sample_weight)
        return F.mean(loss, axis=self._batch_axis, exclude=True)

    def __repr__(self):
        return f"{type(self).__name__}(batch_axis={self._batch_axis}, w={self._weight})"

    def hybrid_forward(self, F, x, *args, **kwargs):
        """Compute the loss. Every loss defines its own.

        Raises
        ------
        NotImplementedError
        """
        raise NotImplementedError
