"""Optimizers that MXNet counts as contributed.

What does not live here: the others.
"""

from .. import _kernels as k
from ..ndarray import zeros
from .base import Optimizer
from .descent import exact_rates

__all__ = ["GroupAdaGrad", "register"]

register = Optimizer.register


@register
class GroupAdaGrad(Optimizer):
    """AdaGrad with one history for a row: for embeddings, whose rows are updated as a whole.

    Parameters
    ----------
    eps : float
        Keeps the divisor from zero.
    **kwargs
        What `Optimizer` takes; weight decay must be 0.

    Raises
    ------
    AssertionError
        When a state is created: the weight has not two axes. When it updates: there is weight
        decay.

    Examples
    --------
    >>> import mxnet as mx
    >>> group = mx.optimizer.contrib.GroupAdaGrad(learning_rate=0.5)
    >>> weight = mx.nd.zeros((1, 2))
    >>> mx.optimizer.get_updater(group)(0, mx.nd.array([[1, 7]]), weight)
    >>> (weight * 10).asnumpy().round(2).tolist()
    [[-1.0, -7.0]]
    """

    _step = staticmethod(k.many_group_adagrad)
    _whole = True
    _lazy = True

    def __init__(self, eps=1e-5, **kwargs):
        super().__init__(**kwargs)
        self.float_stable_eps = eps

    def create_state(self, index, weight):
        """The sum of the rows' mean squared gradients."""
        assert len(weight.shape) == 2, f"the weight has shape {weight.shape}, not two axes"
        shape = weight.shape[0], 1
        return zeros(shape, weight.context, dtype=weight.dtype, stype=weight.stype)

    def _hyper(self, index, lr, wd, t):
        assert wd == 0, "Weight decay is not supported for GroupAdaGrad"
        return {**exact_rates(self, lr, wd), "epsilon": self.float_stable_eps}
