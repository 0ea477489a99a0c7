"""Optimizers that follow the gradient itself, with momentum or without.

What does not live here: those that divide by a history of gradients (`adaptive.py`,
`moments.py`) or by the length of layers (`layerwise.py`).
"""

from .. import _kernels as k
from .._core.flags import OPTIMIZER_AGGREGATION_SIZE
from ..ndarray import zeros_like
from .base import Optimizer
from .numbers import bound, single
from .sparse import state_like

__all__ = ["SGD", "ccSGD", "NAG", "Signum", "SGLD", "DCASGD", "Test"]

HOME = "mxnet.optimizer.optimizer"


def rates(optimizer, lr, wd):
    """The keywords of every step, rounded as the reference's operators round them."""
    return {
        "lr": single(lr),
        "wd": single(wd),
        "scale": single(optimizer.rescale_grad),
        "clip": bound(optimizer.clip_gradient),
    }


def exact_rates(optimizer, lr, wd):
    """The keywords of every step of optimizers that the reference composes of arithmetic.

    There a bound of 0 is one.
    """
    clip = optimizer.clip_gradient
    scale = float(optimizer.rescale_grad)
    return {"lr": lr, "wd": wd, "scale": scale, "clip": clip if clip is None else float(clip)}


@Optimizer.register
class SGD(Optimizer):
    """Stochastic gradient descent, with momentum if asked for.

    A step is `momentum * last_step - lr * (rescale_grad * grad + wd * weight)`.

    Parameters
    ----------
    momentum : float
        Share of the last step that is kept.
    lazy_update : bool
        Whether a row_sparse gradient leaves the rows that it does not store as they are; without,
        weight decay and momentum change those too.
    **kwargs
        What `Optimizer` takes.

    Examples
    --------
    >>> import mxnet as mx
    >>> update = mx.optimizer.get_updater(mx.optimizer.SGD(momentum=0.9, learning_rate=0.1))
    >>> weight, grad = mx.nd.zeros((1,)), mx.nd.ones((1,))
    >>> for _ in range(2): update(0, grad, weight)
    >>> round(weight.item(), 6)
    -0.29
    """

    __module__ = HOME
    _master_last = True
    _title = "SGD "
    _lazy = property(lambda self: self.lazy_update)

    def __init__(self, momentum=0.0, lazy_update=True, **kwargs):
        super().__init__(**kwargs)
        self.momentum = momentum
        self.lazy_update = lazy_update
        self.aggregate_num = OPTIMIZER_AGGREGATION_SIZE.value or 4

    def create_state(self, index, weight):
        """The last step; None without momentum."""
        return state_like(weight, self._lazy) if self.momentum != 0.0 else None

    @property
    def _step(self):
        return k.many_sgd_mom if self.momentum else k.many_sgd

    @property
    def _whole(self):
        """One kernel passes over memory once, whatever its size, but for clipping and masters."""
        return not (self.clip_gradient or self.multi_precision)

    def _hyper(self, index, lr, wd, t):
        found = rates(self, lr, wd)
        if self.momentum:
            found["momentum"] = single(max(self.momentum, 0.0))
        return found


@Optimizer.register
class ccSGD(SGD):
    """Another name of `SGD`, from when that had a twin in C++."""

    __module__ = HOME

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)


@Optimizer.register
class NAG(Optimizer):
    """Nesterov's accelerated gradient: the gradient is taken to be one step ahead.

    Parameters
    ----------
    momentum : float
        Share of the last step that is kept.
    **kwargs
        What `Optimizer` takes.

    Examples
    --------
    >>> import mxnet as mx
    >>> update = mx.optimizer.get_updater(mx.optimizer.NAG(momentum=0.9, learning_rate=0.1))
    >>> weight = mx.nd.zeros((1,))
    >>> update(0, mx.nd.ones((1,)), weight)
    >>> round(weight.item(), 6)
    -0.19
    """

    __module__ = HOME
    _master_last = True
    _title = "NAG "

    def __init__(self, momentum=0.0, **kwargs):
        super().__init__(**kwargs)
        self.momentum = momentum

    def create_state(self, index, weight):
        """The last step; None without momentum."""
        return zeros_like(weight) if self.momentum != 0.0 else None

    @property
    def _step(self):
        return k.many_nag_mom if self.momentum else k.many_sgd

    def _hyper(self, index, lr, wd, t):
        found = rates(self, lr, wd)
        if self.momentum:
            found["momentum"] = single(max(self.momentum, 0.0))
        return found


@Optimizer.register
class Signum(Optimizer):
    """Steps of one length: the sign of the momentum, or of the gradient without one.

    Parameters
    ----------
    momentum : float
        Share of the average gradient that is kept.
    wd_lh : float
        Weight decay apart from the gradient.
    **kwargs
        What `Optimizer` takes.

    Notes
    -----
    Source: Bernstein et al. 2018, signSGD.

    Examples
    --------
    >>> import mxnet as mx
    >>> update = mx.optimizer.get_updater(mx.optimizer.Signum(learning_rate=0.5))
    >>> weight = mx.nd.zeros((2,))
    >>> update(0, mx.nd.array([3, -0.1]), weight)
    >>> weight.asnumpy().tolist()
    [-0.5, 0.5]
    """

    __module__ = HOME

    def __init__(self, learning_rate=0.01, momentum=0.9, wd_lh=0.0, **kwargs):
        super().__init__(learning_rate=learning_rate, **kwargs)
        self.momentum = momentum
        self.wd_lh = wd_lh

    def create_state(self, index, weight):
        """The average gradient; None without momentum."""
        return zeros_like(weight) if self.momentum != 0.0 else None

    @property
    def _step(self):
        return k.many_signum if self.momentum else k.many_signsgd

    def _hyper(self, index, lr, wd, t):
        found = rates(self, lr, wd)
        if self.momentum:
            found["momentum"] = single(max(self.momentum, 0.0))
            found["wd_lh"] = single(self.wd_lh or 0.0)
        return found


@Optimizer.register
class SGLD(Optimizer):
    """Stochastic gradient Langevin dynamics: half a step of descent, and noise.

    Parameters
    ----------
    **kwargs
        What `Optimizer` takes. The noise has the learning rate as its variance.

    Notes
    -----
    Source: Patterson, Teh 2013.

    Examples
    --------
    >>> import mxnet as mx
    >>> mx.random.seed(1)
    >>> update = mx.optimizer.get_updater(mx.optimizer.SGLD(learning_rate=0.01))
    >>> weight = mx.nd.zeros((2,))
    >>> update(0, mx.nd.zeros((2,)), weight)
    >>> bool(weight.abs().max() < 1)
    True
    """

    __module__ = HOME
    _step = staticmethod(k.many_sgld)

    def __init__(self, **kwargs):
        super().__init__(**kwargs)

    def create_state(self, index, weight):
        """Nothing is remembered."""

    def _hyper(self, index, lr, wd, t):
        return exact_rates(self, lr, wd)


@Optimizer.register
class DCASGD(Optimizer):
    """Descent that makes up for gradients of weights that have moved on since.

    Parameters
    ----------
    momentum : float
        Share of the last step that is kept.
    lamda : float
        Strength of the correction.
    **kwargs
        What `Optimizer` takes.

    Notes
    -----
    Source: Zheng et al. 2017, asynchronous SGD with delay compensation.

    Examples
    --------
    >>> import mxnet as mx
    >>> update = mx.optimizer.get_updater(mx.optimizer.DCASGD(learning_rate=0.5))
    >>> weight = mx.nd.ones((1,))
    >>> update(0, mx.nd.ones((1,)), weight)
    >>> weight.item()
    0.5
    """

    __module__ = HOME
    _step = staticmethod(k.many_dcasgd)

    def __init__(self, momentum=0.0, lamda=0.04, **kwargs):
        super().__init__(**kwargs)
        self.momentum = momentum
        self.weight_previous = {}
        self.lamda = lamda

    def create_state(self, index, weight):
        """The last step (None without momentum) and the weight before it."""
        return (zeros_like(weight) if self.momentum != 0.0 else None), weight.copy()

    def _hyper(self, index, lr, wd, t):
        return {**exact_rates(self, lr, wd), "momentum": self.momentum, "lamda": self.lamda}


@Optimizer.register
class Test(Optimizer):
    """Adds the rescaled gradient, for tests of what surrounds an optimizer.

    Parameters
    ----------
    **kwargs
        What `Optimizer` takes.

    Examples
    --------
    >>> import mxnet as mx
    >>> update = mx.optimizer.get_updater(mx.optimizer.Test(rescale_grad=0.5))
    >>> weight = mx.nd.ones((1,))
    >>> update(0, mx.nd.ones((1,)), weight)
    >>> weight.item()
    1.5
    """

    __module__ = HOME
    __test__ = False  # no test case, whatever a test runner makes of its name
    _step = staticmethod(k.many_accumulate)

    def __init__(self, **kwargs):
        super().__init__(**kwargs)

    def create_state(self, index, weight):
        """A copy of the weight after every update."""
        return zeros_like(weight)

    def _hyper(self, index, lr, wd, t):
        return {"scale": float(self.rescale_grad)}

    def _update_count(self, index):
        """Nothing is counted, as in the reference."""
        for one in index:
            self._index_update_count.setdefault(one, self.begin_num_update)
