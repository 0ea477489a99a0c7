"""Optimizers whose steps are as long as the layer's weight allows: LARS and LAMB.

What does not live here: LBSGD, which grows the rate with the batch (`lbsgd.py`).
"""

from operator import attrgetter

from .. import _kernels as k
from .._core.flags import OPTIMIZER_AGGREGATION_SIZE
from ..ndarray import zeros_like
from ..ndarray.handle import stored
from .base import Optimizer
from .descent import HOME, SGD
from .numbers import bound, single

__all__ = ["LARS", "LAMB"]


@Optimizer.register
class LARS(Optimizer):
    """Momentum descent whose rate is scaled, layer by layer, by weight over gradient.

    Parameters whose name ends in `gamma`, `beta` or `bias` keep the plain rate.

    Parameters
    ----------
    momentum : float
        Share of the last step that is kept.
    lazy_update : bool
        Taken for compatibility: a sparse gradient has a say about all rows here.
    eta : float
        The trust coefficient.
    eps : float
        Keeps the divisor from zero.
    momentum_correction : bool
        Scale the momentum with a changing rate.
    **kwargs
        What `Optimizer` takes.

    Notes
    -----
    Source: You, Gitman, Ginsburg 2017.

    Examples
    --------
    >>> import mxnet as mx
    >>> update = mx.optimizer.get_updater(mx.optimizer.LARS(learning_rate=1.0, eta=0.5))
    >>> weight = mx.nd.ones((1,))
    >>> update(0, mx.nd.array([8]), weight)
    >>> weight.item()
    0.5
    """

    __module__ = HOME
    _master_last = True
    _one_by_one = True  # a changing rate corrects the momentum of the first group alone
    _title = "SGD "

    def __init__(
        self, momentum=0.0, lazy_update=True, eta=0.001, eps=0, momentum_correction=True, **kwargs
    ):
        super().__init__(**kwargs)
        self.momentum = momentum
        self.momentum_correction = momentum_correction
        self.lazy_update = lazy_update
        self.aggregate_num = OPTIMIZER_AGGREGATION_SIZE.value or 4
        self.eta = eta
        self.eps = eps
        self.skip = 0
        self.last_lr = None
        self.cur_lr = None

    create_state = SGD.create_state

    def set_wd_mult(self, args_wd_mult):
        """As other optimizers' `set_wd_mult`, but `_gamma` too gets no weight decay."""
        super().set_wd_mult(args_wd_mult)

    def _decays(self, name):
        return name.endswith("_weight")

    def _get_lrs(self, indices):
        """The rates of parameters; what the rate was before is remembered."""
        rate = self.learning_rate
        self.last_lr = rate if self.cur_lr is None else self.cur_lr
        self.cur_lr = rate
        return self._multiplied(rate, indices, attrgetter("lr_mult"), self.lr_mult)

    @property
    def _step(self):
        return k.many_sgd_mom if self.momentum else k.many_sgd

    def _hypers(self, indices, weights, grads):
        self._update_count(indices)
        lrs, wds = self._get_lrs(indices), self._get_wds(indices)
        shared = {"scale": single(self.rescale_grad), "clip": bound(self.clip_gradient)}
        if self.momentum:
            shared["momentum"] = single(max(self._corrected_momentum(), 0.0))
        scaled = self._scaled(indices, weights, grads, lrs, wds)
        return [
            ((at,), {"lr": single(lr), "wd": single(wd), **shared})
            for at, (lr, wd) in enumerate(zip(scaled, wds, strict=True))
        ]

    def _corrected_momentum(self):
        if self.momentum_correction and self.last_lr != 0:
            return self.momentum * (self.cur_lr / self.last_lr)
        return self.momentum

    def _scaled(self, indices, weights, grads, lrs, wds):
        """The rates, each times the trust in its layer."""
        names = [self.idx2name.get(index, str(index)) for index in indices]
        layers = [
            at for at, name in enumerate(names) if not name.endswith(("gamma", "beta", "bias"))
        ]  # fmt: skip
        lengths = k.lengths([k.to_dense(stored(x[at])) for x in (weights, grads) for at in layers])
        lrs = list(lrs)
        for place, at in enumerate(layers):
            w, g = lengths[place], lengths[len(layers) + place] * self.rescale_grad
            if w > 0 and g > 0:
                lrs[at] *= self.eta * w / (g + wds[at] * w + self.eps)
        return lrs


@Optimizer.register
class LAMB(Optimizer):
    """Adam whose step is, layer by layer, as long as the weight.

    Parameters
    ----------
    beta1, beta2 : float
        Decay of the averages of gradients and of their squares.
    epsilon : float
        Keeps the divisor from zero.
    lower_bound, upper_bound : float, optional
        Between these the weight's length is cut.
    bias_correction : bool
        Undo the averages' bias towards zero.
    **kwargs
        What `Optimizer` takes.

    Notes
    -----
    Source: You et al. 2019, large batch optimization.

    Examples
    --------
    >>> import mxnet as mx
    >>> update = mx.optimizer.get_updater(mx.optimizer.LAMB(learning_rate=0.5))
    >>> weight = mx.nd.ones((1,))
    >>> update(0, mx.nd.array([8]), weight)
    >>> round(weight.item(), 4)
    0.5
    """

    __module__ = HOME
    _step = staticmethod(k.many_lamb)
    _whole = True

    def __init__(
        self, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-6, lower_bound=None,
        upper_bound=None, bias_correction=True, **kwargs,
    ):  # fmt: skip
        super().__init__(learning_rate=learning_rate, **kwargs)
        self.beta1, self.beta2, self.epsilon = beta1, beta2, epsilon
        self.lower_bound, self.upper_bound = lower_bound, upper_bound
        self.bias_correction = bias_correction
        self.aggregate_num = min(OPTIMIZER_AGGREGATION_SIZE.value or 45, 45)

    def create_state(self, index, weight):
        """The averages of gradients and of their squares."""
        return zeros_like(weight), zeros_like(weight)

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
            "bias_correction": self.bias_correction,
            "lower": bound(self.lower_bound),
            "upper": bound(self.upper_bound),
        }
