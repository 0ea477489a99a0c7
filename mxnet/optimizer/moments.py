"""Optimizers with averages of gradients and of their squares: Adam and its kin.

What does not live here: LAMB, which looks at whole layers besides (`layerwise.py`).
"""

import math

from .. import _kernels as k
from ..ndarray import zeros_like
from .base import Optimizer
from .descent import HOME, exact_rates
from .numbers import bound, single
from .sparse import state_like

__all__ = ["Adam", "Adamax", "Nadam", "FTML"]


@Optimizer.register
class Adam(Optimizer):
    """Divides an average of gradients by the root of that of their squares, both bias-corrected.

    Parameters
    ----------
    beta1, beta2 : float
        Decay of the averages of gradients and of their squares.
    epsilon : float
        Keeps the divisor from zero.
    lazy_update : bool
        Whether a row_sparse gradient leaves the rows that it does not store as they are; without,
        weight decay and the averages change those too.
    **kwargs
        What `Optimizer` takes.

    Notes
    -----
    Weight decay is part of the gradient here. Source: Kingma, Ba 2014.

    Examples
    --------
    >>> import mxnet as mx
    >>> update = mx.optimizer.get_updater(mx.optimizer.Adam(learning_rate=0.5))
    >>> weight = mx.nd.zeros((2,))
    >>> update(0, mx.nd.array([4, -0.1]), weight)
    >>> weight.asnumpy().round(4).tolist()
    [-0.5, 0.5]
    """

    __module__ = HOME
    _lazy = property(lambda self: self.lazy_update)
    _step = staticmethod(k.many_adam)

    def __init__(
        self, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8, lazy_update=True, **kwargs
    ):
        super().__init__(learning_rate=learning_rate, **kwargs)
        self.beta1, self.beta2, self.epsilon = beta1, beta2, epsilon
        self.lazy_update = lazy_update

    def create_state(self, index, weight):
        """The averages of gradients and of their squares."""
        lazy = self.lazy_update
        return state_like(weight, lazy), state_like(weight, lazy)

    def _hyper(self, index, lr, wd, t):
        lr *= math.sqrt(1.0 - self.beta2**t) / (1.0 - self.beta1**t)
        return {
            "lr": single(lr),
            "wd": single(wd),
            "scale": single(self.rescale_grad),
            "clip": bound(self.clip_gradient),
            "beta1": single(self.beta1),
            "beta2": single(self.beta2),
            "epsilon": single(self.epsilon),
        }


@Optimizer.register
class Adamax(Optimizer):
    """Adam that divides by the greatest gradient, which fades, in place of a root.

    Parameters
    ----------
    beta1, beta2 : float
        Decay of the average gradient and of the greatest.
    **kwargs
        What `Optimizer` takes.

    Notes
    -----
    Source: Kingma, Ba 2014, section 7.1.

    Examples
    --------
    >>> import mxnet as mx
    >>> update = mx.optimizer.get_updater(mx.optimizer.Adamax(learning_rate=0.5))
    >>> weight = mx.nd.zeros((2,))
    >>> update(0, mx.nd.array([4, 0]), weight)
    >>> weight.asnumpy().round(4).tolist()
    [-0.5, 0.0]
    """

    __module__ = HOME
    _step = staticmethod(k.many_adamax)

    def __init__(self, learning_rate=0.002, beta1=0.9, beta2=0.999, **kwargs):
        super().__init__(learning_rate=learning_rate, **kwargs)
        self.beta1 = beta1
        self.beta2 = beta2

    def create_state(self, index, weight):
        """The average gradient and the greatest."""
        return zeros_like(weight), zeros_like(weight)

    def _hyper(self, index, lr, wd, t):
        lr /= 1.0 - self.beta1**t
        return {**exact_rates(self, lr, wd), "beta1": self.beta1, "beta2": self.beta2}


@Optimizer.register
class Nadam(Optimizer):
    """Adam with Nesterov's look ahead.

    Parameters
    ----------
    beta1, beta2 : float
        Decay of the averages of gradients and of their squares.
    epsilon : float
        Keeps the divisor from zero.
    schedule_decay : float
        How fast the momentum approaches `beta1`.
    **kwargs
        What `Optimizer` takes.

    Notes
    -----
    As in the reference, the schedule of the momentum is one for all parameters and moves on with
    each of them. Source: Dozat 2016.

    Examples
    --------
    >>> import mxnet as mx
    >>> update = mx.optimizer.get_updater(mx.optimizer.Nadam(learning_rate=0.5))
    >>> weight = mx.nd.zeros((1,))
    >>> update(0, mx.nd.ones((1,)), weight)
    >>> round(weight.item(), 3)
    -0.528
    """

    __module__ = HOME
    _step = staticmethod(k.many_nadam)
    _apart = True  # the schedule moves from one parameter to the next

    def __init__(
        self, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8, schedule_decay=0.004,
        **kwargs,
    ):  # fmt: skip
        super().__init__(learning_rate=learning_rate, **kwargs)
        self.beta1 = beta1
        self.beta2 = beta2
        self.epsilon = epsilon
        self.schedule_decay = schedule_decay
        self.m_schedule = 1.0

    def create_state(self, index, weight):
        """The averages of gradients and of their squares."""
        return zeros_like(weight), zeros_like(weight)

    def _momentum(self, t):
        return self.beta1 * (1.0 - 0.5 * 0.96 ** (t * self.schedule_decay))

    def _hyper(self, index, lr, wd, t):
        now, later = self._momentum(t), self._momentum(t + 1)
        self.m_schedule *= now
        return {
            **exact_rates(self, lr, wd),
            "beta1": self.beta1,
            "beta2": self.beta2,
            "epsilon": self.epsilon,
            "now": 1.0 - now,
            "later": later,
            "corrections": (
                1.0 - self.m_schedule,
                1.0 - self.m_schedule * later,
                1.0 - self.beta2**t,
            ),
        }


@Optimizer.register
class FTML(Optimizer):
    """Follows the moving leader.

    Parameters
    ----------
    beta1, beta2 : float
        Decay of the leader's past and of the squared gradients.
    epsilon : float
        Keeps the divisor from zero.
    **kwargs
        What `Optimizer` takes.

    Notes
    -----
    Source: Zheng, Kwok 2017.

    Examples
    --------
    >>> import mxnet as mx
    >>> update = mx.optimizer.get_updater(mx.optimizer.FTML(learning_rate=0.5))
    >>> weight = mx.nd.zeros((1,))
    >>> update(0, mx.nd.ones((1,)), weight)
    >>> round(weight.item(), 4)
    -0.5
    """

    __module__ = HOME
    _step = staticmethod(k.many_ftml)

    def __init__(self, beta1=0.6, beta2=0.999, epsilon=1e-8, **kwargs):
        super().__init__(**kwargs)
        self.beta1 = beta1
        self.beta2 = beta2
        self.epsilon = epsilon

    def create_state(self, index, weight):
        """The last divisor, the average of squared gradients, and the leader's sum."""
        return zeros_like(weight), zeros_like(weight), zeros_like(weight)

    def _hyper(self, index, lr, wd, t):
        return {
            "lr": single(lr),
            "wd": single(wd),
            "scale": single(self.rescale_grad),
            "clip": bound(self.clip_gradient),
            "beta1": single(self.beta1),
            "beta2": single(self.beta2),
            "epsilon": single(self.epsilon),
            "t": t,
        }
