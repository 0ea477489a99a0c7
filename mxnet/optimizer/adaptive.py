"""Optimizers that divide every element's step by a history of its gradients.

What does not live here: those with two moments (`moments.py`).
"""

from .. import _kernels as k
from ..ndarray import zeros_like
from .base import Optimizer
from .descent import HOME, exact_rates, rates
from .numbers import bound, single
from .sparse import state_like

__all__ = ["AdaGrad", "AdaDelta", "RMSProp", "Ftrl"]


@Optimizer.register
class AdaGrad(Optimizer):
    """Divides by the root of the sum of all squared gradients.

    Parameters
    ----------
    eps : float
        Keeps the divisor from zero.
    **kwargs
        What `Optimizer` takes.

    Notes
    -----
    Source: Duchi, Hazan, Singer 2011.

    Examples
    --------
    >>> import mxnet as mx
    >>> update = mx.optimizer.get_updater(mx.optimizer.AdaGrad(learning_rate=0.5))
    >>> weight = mx.nd.zeros((1,))
    >>> update(0, mx.nd.array([4]), weight)
    >>> round(weight.item(), 5)
    -0.5
    """

    __module__ = HOME
    _step = staticmethod(k.many_adagrad)
    _lazy = True

    def __init__(self, eps=1e-7, **kwargs):
        super().__init__(**kwargs)
        self.float_stable_eps = eps

    def create_state(self, index, weight):
        """The sum of squared gradients."""
        return state_like(weight)

    def _hyper(self, index, lr, wd, t):
        return {**exact_rates(self, lr, wd), "epsilon": self.float_stable_eps}


@Optimizer.register
class AdaDelta(Optimizer):
    """Divides by the root of averaged squared gradients, and multiplies by that of past steps.

    The learning rate plays no part.

    Parameters
    ----------
    rho : float
        Decay of both averages.
    epsilon : float
        Added to both before the root.
    **kwargs
        What `Optimizer` takes.

    Notes
    -----
    Source: Zeiler 2012.

    Examples
    --------
    >>> import mxnet as mx
    >>> update = mx.optimizer.get_updater(mx.optimizer.AdaDelta(rho=0.75, epsilon=0.01))
    >>> weight = mx.nd.zeros((1,))
    >>> update(0, mx.nd.ones((1,)), weight)
    >>> round(weight.item(), 4)
    -0.1961
    """

    __module__ = HOME
    _step = staticmethod(k.many_adadelta)

    def __init__(self, rho=0.90, epsilon=1e-5, **kwargs):
        super().__init__(**kwargs)
        self.rho = rho
        self.epsilon = epsilon

    def create_state(self, index, weight):
        """The averages of squared gradients and squared steps."""
        return zeros_like(weight), zeros_like(weight)

    def _hyper(self, index, lr, wd, t):
        found = {**exact_rates(self, lr, wd), "rho": self.rho, "epsilon": self.epsilon}
        del found["lr"]
        return found


@Optimizer.register
class RMSProp(Optimizer):
    """Divides by the root of averaged squared gradients.

    Parameters
    ----------
    gamma1 : float
        Decay of the average.
    gamma2 : float
        Share of the last step that is kept; only where `centered`.
    epsilon : float
        Added before the root.
    centered : bool
        Subtract the square of the averaged gradient, as Graves does; Tieleman and Hinton do not.
    clip_weights : float, optional
        Bound of the new weights.
    **kwargs
        What `Optimizer` takes.

    Notes
    -----
    Source: Tieleman, Hinton 2012; Graves 2013, eq. 38 to 45.

    Examples
    --------
    >>> import mxnet as mx
    >>> update = mx.optimizer.get_updater(mx.optimizer.RMSProp(learning_rate=0.1, gamma1=0.75))
    >>> weight = mx.nd.zeros((1,))
    >>> update(0, mx.nd.array([3]), weight)
    >>> round(weight.item(), 5)
    -0.2
    """

    __module__ = HOME

    def __init__(
        self, learning_rate=0.001, gamma1=0.9, gamma2=0.9, epsilon=1e-8, centered=False,
        clip_weights=None, **kwargs,
    ):  # fmt: skip
        super().__init__(learning_rate=learning_rate, **kwargs)
        self.gamma1, self.gamma2, self.epsilon = gamma1, gamma2, epsilon
        self.centered, self.clip_weights = centered, clip_weights

    def create_state(self, index, weight):
        """The averages of squared gradients and, where centred, of gradients, and the last step."""
        return tuple(zeros_like(weight) for _ in range(3 if self.centered else 1))

    @property
    def _step(self):
        return k.many_rmspropalex if self.centered else k.many_rmsprop

    def _hyper(self, index, lr, wd, t):
        found = rates(self, lr, wd)
        found["gamma1"], found["epsilon"] = single(self.gamma1), single(self.epsilon)
        found["clip_weights"] = bound(self.clip_weights)
        if self.centered:
            found["gamma2"] = single(self.gamma2)
        return found


@Optimizer.register
class Ftrl(Optimizer):
    """Follows the regularized leader, which sets weights that matter little to zero.

    Parameters
    ----------
    lamda1 : float
        Strength of the L1 penalty.
    beta : float
        Added to the root of the sum of squared gradients.
    **kwargs
        What `Optimizer` takes; `wd` is the strength of the L2 penalty.

    Notes
    -----
    Source: McMahan et al. 2013, ad click prediction.

    Examples
    --------
    >>> import mxnet as mx
    >>> update = mx.optimizer.get_updater(mx.optimizer.Ftrl(lamda1=0.5, learning_rate=1.0))
    >>> weight = mx.nd.zeros((2,))
    >>> update(0, mx.nd.array([0.25, 1]), weight)
    >>> weight.asnumpy().tolist()
    [0.0, -0.25]
    """

    __module__ = HOME
    _step = staticmethod(k.many_ftrl)
    _lazy = "row_sparse"  # of weights that are so too, as in 1.9.1

    def __init__(self, lamda1=0.01, learning_rate=0.1, beta=1, **kwargs):
        super().__init__(**kwargs)
        self.lamda1 = lamda1
        self.beta = beta
        self.lr = learning_rate

    def create_state(self, index, weight):
        """The corrected sum of gradients and the sum of their squares."""
        return state_like(weight), state_like(weight)

    def _hyper(self, index, lr, wd, t):
        return {**rates(self, lr, wd), "lamda1": single(self.lamda1), "beta": single(self.beta)}
