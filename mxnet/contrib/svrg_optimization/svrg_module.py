"""`SVRGModule`: a module that corrects each batch's gradient by one over all data.

Source: R. Johnson and T. Zhang, "Accelerating Stochastic Gradient Descent using Predictive
Variance Reduction", 2013. What does not live here: the optimizer (`svrg_optimizer.py`).
"""

import logging

from ... import context as ctx
from ... import ndarray
from ...module import Module
from .svrg_optimizer import _SVRGOptimizer

__all__ = ["SVRGModule"]


class SVRGModule(Module):
    """A module trained by stochastic variance reduced gradients.

    Every `update_freq` epochs the gradient over all data is computed for a snapshot of the
    parameters. A batch's gradient then loses the gradient of the same batch at the snapshot and
    gains that over all data.

    Parameters
    ----------
    symbol, data_names, label_names, logger, context, work_load_list, fixed_param_names, \
state_names, group2ctxs, compression_params
        As of `Module`.
    update_freq : int
        How many epochs a snapshot is good for.

    Examples
    --------
    >>> rows = mx.nd.array([[1, 2], [3, 1], [2, 2], [4, 3]])
    >>> data = mx.io.NDArrayIter(rows, rows[:, 0] + 2 * rows[:, 1], 2)
    >>> x = mx.sym.FullyConnected(mx.sym.var("data"), num_hidden=1, name="fc")
    >>> net = SVRGModule(mx.sym.LinearRegressionOutput(x, name="softmax"), update_freq=2)
    >>> net.fit(data, eval_metric="mse", num_epoch=40, optimizer_params={"learning_rate": 0.05})
    >>> net.score(data, "mse")[0][1] < 0.05
    True
    """

    def __init__(self, symbol, data_names=("data",), label_names=("softmax_label",), logger=logging,
                 context=ctx.cpu(), work_load_list=None, fixed_param_names=None,  # noqa: B008
                 state_names=None, group2ctxs=None, compression_params=None,
                 update_freq=None):  # fmt: skip
        given = {
            "data_names": data_names, "label_names": label_names, "logger": logger,
            "context": context, "work_load_list": work_load_list,
            "fixed_param_names": fixed_param_names, "state_names": state_names,
            "group2ctxs": group2ctxs, "compression_params": compression_params,
        }  # fmt: skip
        super().__init__(symbol, **given)
        if not isinstance(update_freq, int):
            raise TypeError("update_freq in SVRGModule must be an integer to represent the "
                            "frequency for calculating full gradients")  # fmt: skip
        if update_freq <= 0:
            raise ValueError("update_freq in SVRGModule must be a positive integer to represent "
                             "the frequency for calculating full gradients")  # fmt: skip
        self.update_freq = update_freq
        self._mod_aux = Module(symbol, **given)
        self._full = None

    def bind(self, data_shapes, label_shapes=None, for_training=True, inputs_need_grad=False,
             force_rebind=False, shared_module=None, grad_req="write"):  # fmt: skip
        """Make the arrays, twice in training: for the parameters and for their snapshot."""
        super().bind(data_shapes, label_shapes, for_training, inputs_need_grad, force_rebind,
                     shared_module, grad_req)  # fmt: skip
        if for_training:
            self._mod_aux.bind(data_shapes, label_shapes, for_training, inputs_need_grad,
                               force_rebind, shared_module, grad_req)  # fmt: skip

    def reshape(self, data_shapes, label_shapes=None):
        """Make ready for batches of other shapes."""
        super().reshape(data_shapes, label_shapes)
        if self._mod_aux.binded:
            self._mod_aux.reshape(data_shapes, label_shapes)

    def init_optimizer(self, kvstore="local", optimizer="sgd",
                       optimizer_params=(("learning_rate", 0.01),), force_init=False):  # fmt: skip
        """Make the optimizer; see `Module.init_optimizer`."""
        assert self.binded and self.params_initialized, "bind and init_params come first"
        if self.optimizer_initialized and not force_init:
            self.logger.warning("optimizer already initialized, ignoring...")
            return
        scale = 1.0 / self._exec_group.batch_size
        given = {"rescale_grad": scale, **dict(optimizer_params)}
        if isinstance(optimizer, str):
            given.update(sym=self.symbol, param_idx2name=dict(enumerate(self._trained_names())))
        wrapped = _SVRGOptimizer(optimizer, **given)
        wrapped.rescale_grad = scale  # what Module would warn about is the inner one's
        super().init_optimizer(kvstore, wrapped, force_init=True)

    def forward(self, data_batch, is_train=None):
        """Compute the outputs; in training with the snapshot, too."""
        super().forward(data_batch, is_train)
        if self._snapshot_takes_part(is_train):
            self._mod_aux.forward(data_batch, is_train)

    def _snapshot_takes_part(self, is_train):
        train = self.for_training if is_train is None else is_train
        return train and self._mod_aux.binded and self._mod_aux.params_initialized

    def backward(self, out_grads=None):
        """Compute the gradients; with the snapshot, too."""
        super().backward(out_grads)
        if self._snapshot_takes_part(None):
            self._mod_aux.backward(out_grads)

    def update(self):
        """Correct the gradients and change the parameters by them."""
        if self._full is not None:
            devices = len(self._context)
            for mine, theirs, full in zip(
                self._exec_group.grad_arrays, self._mod_aux._exec_group.grad_arrays, self._full
            ):
                for grad, snapshot in zip(mine, theirs):
                    if grad is not None:  # every device brings its part of the whole
                        grad[:] = grad - snapshot + full.as_in_context(grad.context) / devices
        super().update()

    def update_full_grads(self, train_data):
        """Take a snapshot of the parameters, and compute its gradient over all data.

        Parameters
        ----------
        train_data : DataIter
        """
        self._mod_aux.init_params(None, *self.get_params(), force_init=True)
        group = self._mod_aux._exec_group
        totals, batches, pad = [None] * len(group.grad_arrays), 0, 0
        train_data.reset()
        for batch in train_data:
            self._mod_aux.forward(batch, is_train=True)
            self._mod_aux.backward()
            for i, grads in enumerate(self._mod_aux._exec_group.grad_arrays):
                if grads[0] is not None:
                    totals[i] = _sum(grads) if totals[i] is None else totals[i] + _sum(grads)
            batches, pad = batches + 1, batch.pad or 0
        whole = batches - pad / train_data.batch_size
        self._full = [None if total is None else total / whole for total in totals]

    def _train_epoch(self, train_data, epoch, *rest):
        """One epoch, after a new snapshot if it is time for one."""
        if epoch % self.update_freq == 0:
            self.update_full_grads(train_data)
            train_data.reset()
        return super()._train_epoch(train_data, epoch, *rest)


def _sum(grads):
    """A gradient summed over devices."""
    home = grads[0].context
    return ndarray.add_n(*[grad.as_in_context(home) for grad in grads])
