"""LossScaler: the factor that keeps small gradients from vanishing in half precision.

What does not live here: who multiplies and divides by it (`amp.py`, `gluon/trainer.py`).
"""

from ... import ndarray as nd

__all__ = ["LossScaler"]

_STEPS_TO_DOUBLE = 2000
_FIRST, _MOST = 2.0**16, 2.0**24


class LossScaler:
    """A factor that doubles after many steps without overflow, and halves with every overflow.

    Examples
    --------
    >>> import mxnet as mx
    >>> w = mx.gluon.Parameter("w", shape=(1,)); w.initialize()
    >>> scaler = LossScaler()
    >>> with mx.autograd.record():
    ...     loss = w.data() * float("inf")
    >>> loss.backward()
    >>> scaler.loss_scale, scaler.has_overflow([w])
    (65536.0, True)
    >>> scaler.has_overflow([w]), scaler.loss_scale
    (True, 32768.0)
    """

    def __init__(self):
        self._loss_scale = self._next_loss_scale = _FIRST
        self._max_loss_scale = _MOST
        self._scale_seq_len = _STEPS_TO_DOUBLE
        self._unskipped = 0

    @property
    def loss_scale(self):
        """What losses are multiplied by at this step."""
        return self._loss_scale

    def has_overflow(self, params):
        """Whether a gradient is infinite or NaN; the factor of the next step follows from it.

        Parameters
        ----------
        params : list of Parameter

        Returns
        -------
        bool
        """
        self._loss_scale = self._next_loss_scale
        trained = (param for param in params if param.grad_req != "null")
        grads = [grad for param in trained for grad in param.list_grad()]
        overflow = not all(_finite(group) for group in _by_device(grads))
        self._unskipped = 0 if overflow else self._unskipped + 1
        if overflow:
            self._next_loss_scale = self._loss_scale / 2
        elif self._unskipped == self._scale_seq_len:
            self._unskipped = 0
            self._next_loss_scale = min(self._max_loss_scale, self._loss_scale * 2)
        return overflow


def _by_device(grads):
    groups = {}
    for grad in grads:
        groups.setdefault(grad.context, []).append(grad)
    return groups.values()


def _finite(grads):
    return bool(nd.multi_all_finite(*grads, num_arrays=len(grads)).asscalar())
