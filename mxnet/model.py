"""`mx.model`: checkpoints, and the oldest training interface, `FeedForward`.

What does not live here: modules (`mx.mod`), which everything here is made of.
"""

import logging
import warnings

import numpy as np

from . import metric
from .callback import LogValidationMetricsCallback
from .context import Context, current_context
from .initializer import Uniform
from .io import DataIter, NDArrayIter, ResizeIter
from .module import Module
from .module.checkpoints import load_checkpoint, load_params, save_checkpoint
from .module.parameters import BatchEndParam
from .ndarray import NDArray
from .symbol import Symbol

__all__ = ["FeedForward", "load_checkpoint", "load_params", "save_checkpoint"]

# MXNet takes scikit-learn's base class where that is installed; importing it takes a second.
BASE_ESTIMATOR = object

for _public in (BatchEndParam, load_checkpoint, load_params, save_checkpoint):
    _public.__module__ = __name__  # where programs find them


class FeedForward(BASE_ESTIMATOR):
    """A network that is trained by `fit` and used by `predict`; `mx.mod.Module` does more.

    Parameters
    ----------
    symbol : Symbol or callable
        The network, or a function that gives it for a bucket's key.
    ctx : Context or list of Context, optional
    num_epoch : int, optional
        The epoch to stop before.
    epoch_size : int, optional
        Batches in an epoch; all there are if left out.
    optimizer : str or Optimizer
    initializer : Initializer
    numpy_batch_size : int
        Of batches made from arrays.
    arg_params, aux_params : dict of str to NDArray, optional
    allow_extra_params : bool
        Pass over parameters that are none of the network's.
    begin_epoch : int
    **kwargs
        The optimizer's parameters.

    Examples
    --------
    >>> import numpy as np, warnings
    >>> x = mx.sym.FullyConnected(mx.sym.var("data"), num_hidden=2, name="fc")
    >>> with warnings.catch_warnings():
    ...     warnings.simplefilter("ignore")
    ...     net = mx.model.FeedForward(mx.sym.SoftmaxOutput(x, name="softmax"), num_epoch=20,
    ...                                numpy_batch_size=8, learning_rate=1)
    >>> rows, classes = np.eye(2)[[0, 1] * 8], np.array([0, 1] * 8)
    >>> net.fit(rows, classes)
    >>> net.predict(rows).argmax(axis=1)[:4]
    array([0, 1, 0, 1])
    """

    def __init__(self, symbol, ctx=None, num_epoch=None, epoch_size=None, optimizer="sgd",
                 initializer=Uniform(0.01), numpy_batch_size=128,  # noqa: B008  never written
                 arg_params=None, aux_params=None, allow_extra_params=False, begin_epoch=0,
                 **kwargs):  # fmt: skip
        warnings.warn("mxnet.model.FeedForward has been deprecated. Please use mxnet.mod.Module "
                      "instead.", DeprecationWarning, stacklevel=2)  # fmt: skip
        self.sym_gen = None if isinstance(symbol, Symbol) else symbol
        self.symbol = symbol if self.sym_gen is None else None
        ctx = [current_context()] if ctx is None else ctx
        self.ctx = [ctx] if isinstance(ctx, Context) else ctx
        self.num_epoch = num_epoch
        self.epoch_size = epoch_size
        self.kwargs = dict(kwargs)
        self.optimizer = optimizer
        self.initializer = initializer
        self.numpy_batch_size = numpy_batch_size
        self.arg_params = arg_params
        self.aux_params = aux_params
        self.allow_extra_params = allow_extra_params
        self.argument_checked = False
        self.begin_epoch = begin_epoch
        if self.sym_gen is None:
            self._check_arguments()

    def __setstate__(self, state):
        """Take over what was pickled; fields of MXNet's own that nothing reads are kept."""
        self.__dict__.update(state)

    def _check_arguments(self):
        """Names must be there once; extra parameters are dropped where that is allowed."""
        if self.argument_checked:
            return
        assert self.symbol is not None, "the network is not known yet"
        self.argument_checked = True
        names = self.symbol.list_arguments() + self.symbol.list_auxiliary_states()
        if len(set(names)) != len(names):
            twice = sorted({name for name in names if names.count(name) > 1})
            raise ValueError(f"Find duplicated argument or auxiliary name {twice}; name them apart")
        if self.allow_extra_params:
            known = set(names)
            self.arg_params = _only(self.arg_params, known)
            self.aux_params = _only(self.aux_params, known)

    # ---------------------------------------------------------------------- data

    def _init_iter(self, X, y, is_train):
        """An iterator over what was given."""
        if not isinstance(X, np.ndarray | NDArray):
            if not isinstance(X, DataIter):
                raise TypeError("X must be DataIter, NDArray or numpy.ndarray")
            return X
        if y is None:
            if is_train:
                raise ValueError("y must be specified when X is numpy.ndarray")
            y = np.zeros(X.shape[0])
        if not isinstance(y, np.ndarray | NDArray):
            raise TypeError("y must be ndarray when X is numpy.ndarray")
        if X.shape[0] != y.shape[0]:
            raise ValueError("The numbers of data points and labels not equal")
        if y.ndim == 2 and y.shape[1] == 1:
            y = y.reshape((-1,))
        if y.ndim != 1:
            raise ValueError("Label must be 1D or 2D (with 2nd dimension being 1)")
        return NDArrayIter(X, y, min(X.shape[0], self.numpy_batch_size), shuffle=is_train,
                           last_batch_handle="roll_over" if is_train else "pad")  # fmt: skip

    def _init_eval_iter(self, eval_data):
        if eval_data is None or isinstance(eval_data, DataIter):
            return eval_data
        if not isinstance(eval_data, tuple | list) or len(eval_data) != 2:
            raise TypeError("Eval data must be a DataIter, or NDArray/numpy.ndarray/list pair "
                            "(i.e. tuple/list of length 2)")  # fmt: skip
        if eval_data[0] is None:
            raise ValueError("Eval data is NONE")
        X, y = (np.array(each) if isinstance(each, list) else each for each in eval_data)
        return self._init_iter(X, y, is_train=True) if y is not None else X

    def _module(self, data, for_training, **given):
        """A module of the network; it is bound, unless `fit` does that."""
        if self.sym_gen is not None:
            self.symbol = self.sym_gen(data.default_bucket_key)
            self._check_arguments()
        arguments = self.symbol.list_arguments()
        labels = [desc for desc in data.provide_label if desc[0] in arguments]
        module = Module(self.symbol, [desc[0] for desc in data.provide_data],
                        [desc[0] for desc in labels], context=self.ctx, **given)  # fmt: skip
        if not for_training:
            module.bind(data.provide_data, labels or None, for_training=False)
        return module

    # ----------------------------------------------------------------------- use

    def predict(self, X, num_batch=None, return_data=False, reset=True):
        """The outputs for data, as NumPy arrays.

        Parameters
        ----------
        X : DataIter, NDArray or numpy.ndarray
        num_batch : int, optional
        return_data : bool
            Give data and labels, too.
        reset : bool

        Returns
        -------
        numpy.ndarray, or a list where there are several outputs; with `return_data` three of those
        """
        X = self._init_iter(X, None, is_train=False)
        module = self._loaded(X)
        outputs, data, label = [], [], []
        for found, _, batch in module.iter_predict(X, num_batch, reset):
            rows = slice(0, X.batch_size - (batch.pad or 0))
            outputs.append([array.asnumpy() for array in found])
            if return_data:
                data.append([array[rows].asnumpy() for array in batch.data])
                label.append([array[rows].asnumpy() for array in batch.label])
        joined = [_joined(each) for each in (outputs, data, label)]
        return tuple(joined) if return_data else joined[0]

    def _loaded(self, X):
        """A module for use, with the parameters."""
        assert self.arg_params is not None, "fit or load comes first"
        module = self._module(X, for_training=False)
        module.init_params(None, self.arg_params, self.aux_params or {})
        return module

    def score(self, X, eval_metric="acc", num_batch=None, batch_end_callback=None, reset=True):
        """Measure over data.

        Parameters
        ----------
        X : DataIter
        eval_metric : EvalMetric, or what `mx.metric.create` takes
        num_batch : int, optional
        batch_end_callback : callable or list of callable, optional
        reset : bool

        Returns
        -------
        float
        """
        X = self._init_iter(X, None, is_train=False)
        if not isinstance(eval_metric, metric.EvalMetric):
            eval_metric = metric.create(eval_metric)
        self._loaded(X).score(X, eval_metric, num_batch, batch_end_callback, reset=reset)
        return eval_metric.get()[1]

    # ------------------------------------------------------------------ training

    def fit(self, X, y=None, eval_data=None, eval_metric="acc", epoch_end_callback=None,
            batch_end_callback=None, kvstore="local", logger=None, work_load_list=None,
            monitor=None, eval_end_callback=LogValidationMetricsCallback(),  # noqa: B008
            eval_batch_end_callback=None):  # fmt: skip
        """Train.

        Parameters
        ----------
        X : DataIter, NDArray or numpy.ndarray
        y : NDArray or numpy.ndarray, optional
            The labels of arrays.
        eval_data : DataIter or (X, y), optional
        eval_metric : EvalMetric, or what `mx.metric.create` takes
        epoch_end_callback, batch_end_callback : callable or list of callable, optional
        kvstore : str or KVStore
        logger : logging.Logger, optional
        work_load_list : list of number, optional
        monitor : Monitor, optional
        eval_end_callback, eval_batch_end_callback : callable or list of callable, optional
        """
        data = self._init_iter(X, y, is_train=True)
        eval_data = self._init_eval_iter(eval_data)
        module = self._module(data, True, work_load_list=work_load_list, logger=logger or logging)
        if isinstance(eval_end_callback, LogValidationMetricsCallback):
            eval_end_callback = None  # the module logs the same line
        if self.epoch_size is not None:
            data = ResizeIter(data, self.epoch_size, reset_internal=False)
        module.fit(
            data, eval_data, eval_metric, epoch_end_callback, batch_end_callback, kvstore,
            self.optimizer, self.kwargs, eval_end_callback, eval_batch_end_callback,
            self.initializer, self.arg_params, self.aux_params, allow_missing=True,
            begin_epoch=self.begin_epoch, num_epoch=self.num_epoch, monitor=monitor,
        )  # fmt: skip
        self.arg_params, self.aux_params = module.get_params()

    # --------------------------------------------------------------------- files

    def save(self, prefix, epoch=None, remove_amp_cast=True):
        """Write a checkpoint; see `mx.model.save_checkpoint`.

        Parameters
        ----------
        prefix : str
        epoch : int, optional
            `num_epoch` if left out.
        remove_amp_cast : bool
        """
        epoch = self.num_epoch if epoch is None else epoch
        assert epoch is not None, "epoch is needed"
        save_checkpoint(prefix, epoch, self.symbol, self.arg_params, self.aux_params,
                        remove_amp_cast=remove_amp_cast)  # fmt: skip

    @staticmethod
    def load(prefix, epoch, ctx=None, **kwargs):
        """Make one of a checkpoint.

        Parameters
        ----------
        prefix : str
        epoch : int
        ctx : Context or list of Context, optional
        **kwargs
            For the constructor.

        Returns
        -------
        FeedForward
        """
        symbol, arg_params, aux_params = load_checkpoint(prefix, epoch)
        return FeedForward(symbol, ctx=ctx, arg_params=arg_params, aux_params=aux_params,
                           begin_epoch=epoch, **kwargs)  # fmt: skip

    @staticmethod
    def create(symbol, X, y=None, ctx=None, num_epoch=None, epoch_size=None, optimizer="sgd",
               initializer=Uniform(0.01), eval_data=None, eval_metric="acc",  # noqa: B008
               epoch_end_callback=None, batch_end_callback=None, kvstore="local", logger=None,
               work_load_list=None,
               eval_end_callback=LogValidationMetricsCallback(),  # noqa: B008
               eval_batch_end_callback=None, **kwargs):  # fmt: skip
        """Make one and train it; parameters as of the constructor and of `fit`.

        Returns
        -------
        FeedForward
        """
        model = FeedForward(symbol, ctx=ctx, num_epoch=num_epoch, epoch_size=epoch_size,
                            optimizer=optimizer, initializer=initializer, **kwargs)  # fmt: skip
        model.fit(
            X, y, eval_data=eval_data, eval_metric=eval_metric,
            epoch_end_callback=epoch_end_callback, batch_end_callback=batch_end_callback,
            kvstore=kvstore, logger=logger, work_load_list=work_load_list,
            eval_end_callback=eval_end_callback, eval_batch_end_callback=eval_batch_end_callback,
        )  # fmt: skip
        return model


def _only(params, known):
    return None if params is None else {n: array for n, array in params.items() if n in known}


def _joined(batches):
    """For each output all rows; the output itself where there is one."""
    columns = [np.concatenate(parts) for parts in zip(*batches)]
    return columns[0] if len(columns) == 1 else columns
