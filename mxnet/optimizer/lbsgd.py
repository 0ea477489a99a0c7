"""LBSGD: descent for large batches, gathered from several small ones.

What does not live here: the layer-wise optimizers (`layerwise.py`).
"""

import logging
import math

import numpy as np

from .. import _kernels as k
from .base import Optimizer
from .descent import HOME, SGD, rates
from .numbers import single
from .together import Together

__all__ = ["LBSGD"]


@Optimizer.register
class LBSGD(Optimizer):
    """Momentum descent on the sum of several batches' gradients, with a growing rate.

    Parameters
    ----------
    momentum : float
        Share of the last step that is kept.
    multi_precision : bool
        Update a float32 copy of every float16 weight.
    warmup_strategy : {'linear', 'power2', 'sqrt', 'lars'}
        How the rate grows to `batch_scale` times itself; `lars` scales it by weight over gradient.
    warmup_epochs : int
        How long that takes.
    batch_scale : int
        How many batches make a step.
    updates_per_epoch : int
        How many batches make an epoch.
    begin_epoch : int
        Where the training goes on.
    num_epochs : int
        How long it takes; kept for programs that read it.
    **kwargs
        What `Optimizer` takes.

    Examples
    --------
    >>> import mxnet as mx
    >>> update = mx.optimizer.get_updater(mx.optimizer.LBSGD(batch_scale=2, warmup_epochs=0))
    >>> weight = mx.nd.zeros((1,))
    >>> update(0, mx.nd.array([1]), weight)
    >>> weight.item()
    0.0
    >>> update(0, mx.nd.array([3]), weight)
    >>> round(weight.item(), 4)
    -0.04
    """

    __module__ = HOME
    _master_last = False
    _title = "SGD "

    def __init__(
        self, momentum=0.0, multi_precision=False, warmup_strategy="linear", warmup_epochs=5,
        batch_scale=1, updates_per_epoch=32, begin_epoch=0, num_epochs=60, **kwargs,
    ):  # fmt: skip
        super().__init__(**kwargs)
        logging.info("Running Large-Batch SGD Algorithm")
        logging.info(
            "(Batch_scale=%f, warmup_epochs=%d, warmup_strategy=%s, updates_per_epoch=%d)",
            batch_scale, warmup_epochs, warmup_strategy, updates_per_epoch,
        )  # fmt: skip
        self.momentum = momentum
        self.multi_precision = multi_precision
        self.warmup_strategy, self.warmup_epochs = warmup_strategy, warmup_epochs
        self.batch_scale, self.updates_per_epoch = batch_scale, updates_per_epoch
        self.init_updates = begin_epoch * updates_per_epoch
        self.num_epochs = num_epochs
        self.lbmult = 1
        self.cumgrads = {}
        self.adaptive = False
        self.admult = 1

    create_state = SGD.create_state

    @property
    def _step(self):
        return k.many_sgd_mom if self.momentum else k.many_sgd

    def _get_lbmult(self, nup):
        """How much the rate has grown after `nup` batches."""
        whole, most = self.warmup_epochs * self.updates_per_epoch, float(self.batch_scale)
        if nup >= whole:
            return most
        share = nup / whole if whole > 1 else 0.0
        shares = {"linear": share, "power2": share * share, "sqrt": math.sqrt(share)}
        return 1.0 + (most - 1) * shares.get(self.warmup_strategy, 0.0)

    def _get_lars(self, weight, grad, wd):
        """The root of weight over gradient, within reason."""
        weight2, grad2 = (float(np.sum(np.square(x.asnumpy()))) for x in (weight, grad))
        return min(max(math.sqrt(weight2 / (grad2 + wd * weight2 + 1e-18)), 0.01), 100)

    def _gather(self, index, grad):
        """Add a batch's gradient; what there is now, with the number of batches."""
        held = self.cumgrads.get(index)
        if held is None or not held["num_cums"]:
            held = {"cum_grad": grad.copy(), "num_cums": self.init_updates + 1}
        else:
            held = {"cum_grad": held["cum_grad"] + grad, "num_cums": held["num_cums"] + 1}
        self.cumgrads[index] = held
        return held["cum_grad"], held["num_cums"]

    def update(self, index, weight, grad, state):
        """Gather a batch's gradient; a step where `batch_scale` of them are there."""
        gathered, count = self._gather(index, grad)
        if count % self.batch_scale:
            self._update_count(index)
            return
        mean = gathered / self.batch_scale
        Together().run(self, [index], [weight], [mean], [state], mixed=False)
        self.cumgrads[index]["cum_grad"] = 0

    def _hypers(self, indices, weights, grads):
        lr, wd = self._get_lr(indices[0]), self._get_wd(indices[0])  # the rate of before
        self._update_count(indices)
        if self.warmup_strategy == "lars":
            lr *= self._get_lars(weights[0], grads[0], wd)
        else:
            lr *= self._get_lbmult(self.cumgrads[indices[0]]["num_cums"])
        found = rates(self, lr, wd)
        if self.momentum:
            found["momentum"] = single(max(self.momentum, 0.0))
        return [(None, found)]
