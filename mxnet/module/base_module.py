"""`BaseModule`: what every module can, once it can forward, backward and update.

What does not live here: how any of these is done.
"""

import logging
import time

import numpy as np

from .. import metric, ndarray
from .._core.errors import MXNetError
from ..initializer import Uniform
from ..io import DataBatch, DataIter
from ..ndarray import NDArray
from .checkpoints import named_params, read_params
from .interface import Interface
from .names import as_list
from .parameters import BatchEndParam

__all__ = ["BaseModule"]


class BaseModule(Interface):
    """The loops of training and use, over what subclasses do for one batch.

    Parameters
    ----------
    logger : logging.Logger

    Examples
    --------
    >>> x = mx.sym.FullyConnected(mx.sym.var("data"), num_hidden=2, name="fc")
    >>> net = mx.mod.Module(mx.sym.SoftmaxOutput(x, name="softmax"))
    >>> rows = mx.io.NDArrayIter(mx.nd.array([[0, 1], [1, 0]] * 8), mx.nd.array([0, 1] * 8), 8)
    >>> net.fit(rows, num_epoch=20, optimizer_params={"learning_rate": 1})
    >>> net.score(rows, "acc")
    [('accuracy', 1.0)]
    """

    def __init__(self, logger=logging):
        self.logger, self._symbol, self._total_exec_bytes = logger, None, 0
        self.binded = self.params_initialized = self.optimizer_initialized = False
        self.for_training = self.inputs_need_grad = False

    # ---------------------------------------------------------------- one batch

    def forward_backward(self, data_batch):
        """Forward and backward of one batch.

        Parameters
        ----------
        data_batch : DataBatch
        """
        self.forward(data_batch, is_train=True)
        self.backward()

    def prepare(self, data_batch, sparse_row_id_fn=None):
        """Get ready for a batch that comes next."""

    # --------------------------------------------------------------------- use

    def score(self, eval_data, eval_metric, num_batch=None, batch_end_callback=None,
              score_end_callback=None, reset=True, epoch=0, sparse_row_id_fn=None):  # fmt: skip
        """Run over data and measure.

        Parameters
        ----------
        eval_data : DataIter
        eval_metric : EvalMetric, or what `mx.metric.create` takes
        num_batch : int, optional
            Stop after so many batches.
        batch_end_callback, score_end_callback : callable or list of callable, optional
            Called with a `BatchEndParam`.
        reset : bool
            Let the data start over first.
        epoch : int
            What callbacks are told.
        sparse_row_id_fn : callable, optional
            Taken for compatibility.

        Returns
        -------
        list of (str, float)
        """
        assert self.binded and self.params_initialized, "bind and init_params come first"
        if not isinstance(eval_metric, metric.EvalMetric):
            eval_metric = metric.create(eval_metric)
        eval_metric.reset()
        if reset:
            eval_data.reset()
        actual_num_batch = 0
        for nbatch, eval_batch in enumerate(eval_data):
            if nbatch == num_batch:
                break
            self.prepare(eval_batch, sparse_row_id_fn)
            self.forward(eval_batch, False)
            self._measure(eval_metric, eval_batch)
            if batch_end_callback is not None:
                _call(batch_end_callback, BatchEndParam(epoch, nbatch, eval_metric, locals()))
            actual_num_batch += 1
        if score_end_callback is not None:
            _call(score_end_callback,
                  BatchEndParam(epoch, actual_num_batch, eval_metric, locals()))  # fmt: skip
        return eval_metric.get_name_value()

    def _measure(self, eval_metric, batch):
        """Update a metric by the labels of a batch, or of one batch for each device."""
        if isinstance(batch, list):
            self.update_metric(eval_metric, [one.label for one in batch], pre_sliced=True)
        else:
            self.update_metric(eval_metric, batch.label)

    def iter_predict(self, eval_data, num_batch=None, reset=True, sparse_row_id_fn=None):
        """The outputs batch by batch, without rows that only fill up.

        Parameters
        ----------
        eval_data : DataIter
        num_batch : int, optional
        reset : bool
        sparse_row_id_fn : callable, optional
            Taken for compatibility.

        Yields
        ------
        (list of NDArray, int, DataBatch)
            Outputs, the batch's number, the batch.
        """
        assert self.binded and self.params_initialized, "bind and init_params come first"
        if reset:
            eval_data.reset()
        for nbatch, eval_batch in enumerate(eval_data):
            if nbatch == num_batch:
                break
            self.prepare(eval_batch, sparse_row_id_fn)
            self.forward(eval_batch, False)
            pad = eval_batch.pad or 0
            outputs = [out[0 : out.shape[0] - pad] for out in self.get_outputs()]
            yield outputs, nbatch, eval_batch

    def predict(self, eval_data, num_batch=None, merge_batches=True, reset=True,
                always_output_list=False, sparse_row_id_fn=None):  # fmt: skip
        """The outputs for data.

        Parameters
        ----------
        eval_data : DataIter, NDArray or numpy.ndarray
            An array is one batch.
        num_batch : int, optional
        merge_batches : bool
            Join the batches; else a list for each.
        reset : bool
        always_output_list : bool
            A list even where there is one output.
        sparse_row_id_fn : callable, optional
            Taken for compatibility.

        Returns
        -------
        NDArray, list of NDArray, or list of list of NDArray

        Raises
        ------
        ValueError
            The data is neither.
        """
        assert self.binded and self.params_initialized, "bind and init_params come first"
        if isinstance(eval_data, NDArray | np.ndarray):
            if isinstance(eval_data, np.ndarray):
                eval_data = ndarray.array(eval_data)
            self.forward(DataBatch([eval_data]), is_train=False)
            return self.get_outputs()[0]
        if not isinstance(eval_data, DataIter):
            raise ValueError("eval_data must be of type NDArray or DataIter")
        found = [
            [out.copy() for out in outputs]
            for outputs, _, _ in self.iter_predict(eval_data, num_batch, reset, sparse_row_id_fn)
        ]
        if not found or not merge_batches:
            return found
        assert all(len(outputs) == len(found[0]) for outputs in found), (
            "Cannot merge batches, as num of outputs is not the same in mini-batches. Maybe "
            "bucketing is used?"
        )
        merged = [ndarray.concatenate(list(parts)) for parts in zip(*found)]
        return merged[0] if len(merged) == 1 and not always_output_list else merged

    # ------------------------------------------------------------------ training

    def fit(self, train_data, eval_data=None, eval_metric="acc", epoch_end_callback=None,
            batch_end_callback=None, kvstore="local", optimizer="sgd",
            optimizer_params=(("learning_rate", 0.01),), eval_end_callback=None,
            eval_batch_end_callback=None, initializer=Uniform(0.01),  # noqa: B008  never written
            arg_params=None, aux_params=None, allow_missing=False, force_rebind=False,
            force_init=False, begin_epoch=0, num_epoch=None, validation_metric=None, monitor=None,
            sparse_row_id_fn=None):  # fmt: skip
        """Train: bind, initialize, and go over the data epoch by epoch.

        Parameters
        ----------
        train_data : DataIter
        eval_data : DataIter, optional
            What is measured after each epoch.
        eval_metric : EvalMetric, or what `mx.metric.create` takes
        epoch_end_callback : callable or list of callable, optional
            Called with epoch, symbol, arguments and auxiliary states.
        batch_end_callback : callable or list of callable, optional
            Called with a `BatchEndParam`.
        kvstore : str or KVStore
            How gradients of several devices are summed.
        optimizer, optimizer_params : str or Optimizer, dict
        eval_end_callback, eval_batch_end_callback : callable or list of callable, optional
        initializer : Initializer
        arg_params, aux_params : dict of str to NDArray, optional
            Values to start from.
        allow_missing : bool
            Whether the initializer fills what they lack.
        force_rebind, force_init : bool
            Bind and initialize anew.
        begin_epoch, num_epoch : int
            The first epoch's number and the one to stop before.
        validation_metric : EvalMetric, optional
            For `eval_data`; `eval_metric` if left out.
        monitor : Monitor, optional
        sparse_row_id_fn : callable, optional
            Taken for compatibility.
        """
        assert num_epoch is not None, "please specify number of epochs"
        self.bind(data_shapes=train_data.provide_data, label_shapes=train_data.provide_label,
                  for_training=True, force_rebind=force_rebind)  # fmt: skip
        if monitor is not None:
            self.install_monitor(monitor)
        self.init_params(initializer=initializer, arg_params=arg_params, aux_params=aux_params,
                         allow_missing=allow_missing, force_init=force_init)  # fmt: skip
        self.init_optimizer(kvstore=kvstore, optimizer=optimizer, optimizer_params=optimizer_params)
        if validation_metric is None:
            validation_metric = eval_metric
        if not isinstance(eval_metric, metric.EvalMetric):
            eval_metric = metric.create(eval_metric)

        for epoch in range(begin_epoch, num_epoch):
            tic = time.time()
            eval_metric.reset()
            values = self._train_epoch(train_data, epoch, eval_metric, batch_end_callback, monitor,
                                       sparse_row_id_fn, locals())  # fmt: skip
            for name, value in values:
                self.logger.info("Epoch[%d] Train-%s=%f", epoch, name, value)
            self.logger.info("Epoch[%d] Time cost=%.3f", epoch, time.time() - tic)

            # States that differ from device to device are made one.
            arg_params, aux_params = self.get_params()
            self.set_params(arg_params, aux_params)
            if epoch_end_callback is not None:
                for callback in as_list(epoch_end_callback):
                    callback(epoch, self.symbol, arg_params, aux_params)
            if eval_data is not None:
                found = self.score(
                    eval_data, validation_metric, score_end_callback=eval_end_callback,
                    batch_end_callback=eval_batch_end_callback, epoch=epoch,
                    sparse_row_id_fn=sparse_row_id_fn,
                )  # fmt: skip
                for name, value in found:
                    self.logger.info("Epoch[%d] Validation-%s=%f", epoch, name, value)
            train_data.reset()

    def _train_epoch(self, train_data, epoch, eval_metric, batch_end_callback, monitor,
                     sparse_row_id_fn, fitting):  # fmt: skip
        """One epoch; the metric's values over all of it, before callbacks touch them.

        Callbacks are told the variables of `fit`, which are `fitting`, and those of the loop.
        """
        values = []
        data_iter = iter(train_data)
        data_batch, nbatch = next(data_iter, None), 0
        if data_batch is None:
            raise MXNetError(
                f"fit: train_data ({type(train_data).__name__}) gave no batch in epoch {epoch}; it "
                "must hold at least one whole batch, and be at its beginning."
            )
        while data_batch is not None:
            if monitor is not None:
                monitor.tic()
            self.forward_backward(data_batch)
            self.update()
            # Before the next batch is read: an iterator may use the memory of this one for it.
            self._measure(eval_metric, data_batch)
            following = next(data_iter, None)
            if following is not None:
                self.prepare(following, sparse_row_id_fn=sparse_row_id_fn)
            if monitor is not None:
                monitor.toc_print()
            if following is None:
                values = eval_metric.get_global_name_value()
            if batch_end_callback is not None:
                seen = {**fitting, **locals()}
                _call(batch_end_callback, BatchEndParam(epoch, nbatch, eval_metric, seen))
            data_batch = following
            nbatch += 1
        return values

    # --------------------------------------------------------------------- files

    def set_params(self, arg_params, aux_params, allow_missing=False, force_init=True,
                   allow_extra=False):  # fmt: skip
        """Set the parameters; as `init_params` without an initializer."""
        self.init_params(
            initializer=None, arg_params=arg_params, aux_params=aux_params,
            allow_missing=allow_missing, force_init=force_init, allow_extra=allow_extra,
        )  # fmt: skip

    def save_params(self, fname):
        """Write all parameters to a file, which is replaced in one step."""
        ndarray.save(fname, named_params(*self.get_params()))

    def load_params(self, fname):
        """Set all parameters from a file.

        Raises
        ------
        ValueError
            The file holds anything else.
        """
        self.set_params(*read_params(fname, strict=True))


def _call(callbacks, parameters):
    """Call one or several callbacks."""
    for callback in as_list(callbacks):
        callback(parameters)
