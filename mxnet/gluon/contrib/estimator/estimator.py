"""Estimator: the loop of training and validation, with handlers that act at its moments.

What does not live here: the handlers (`event_handler.py`), one batch (`batch_processor.py`).
"""

import logging
import sys
import warnings

from ....context import Context, cpu, gpu, num_gpus
from ...data import DataLoader
from ...loss import Loss
from ...trainer import Trainer
from .batch_processor import BatchProcessor
from .event_handler import (
    BatchBegin,
    BatchEnd,
    EpochBegin,
    EpochEnd,
    EventHandler,
    GradientUpdateHandler,
    LoggingHandler,
    MetricHandler,
    StoppingHandler,
    TrainBegin,
    TrainEnd,
    ValidationHandler,
)
from .utils import _check_handler_metric_ref, _check_metrics, _copies, _named, _suggest_metrics

__all__ = ["Estimator"]

_NO_LOADER = (
    "Estimator only support input as Gluon DataLoader. Alternatively, you can transform your "
    "DataIter or any NDArray into Gluon DataLoader. Refer to gluon.data.DataLoader"
)


class Estimator:
    """Trains and evaluates a network.

    Parameters
    ----------
    net : Block
    loss : gluon.loss.Loss
    train_metrics, val_metrics : EvalMetric or list of EvalMetric, optional
        Accuracy for a softmax loss, and the loss itself, if left out; those for validation like
        those for training.
    initializer : Initializer, optional
        For parameters that are not initialized yet.
    trainer : Trainer, optional
        SGD with learning rate 0.001 if left out.
    context : Context or list of Context, optional
        The first GPU, if there is one.
    val_net : Block, optional
        The network for validation, with shared parameters, where it is another one.
    val_loss : gluon.loss.Loss, optional
    batch_processor : BatchProcessor, optional

    Attributes
    ----------
    max_epoch, max_batch : int or None
        How long `fit` trains.
    logger : logging.Logger
        Writes to the standard output.

    Examples
    --------
    >>> import mxnet as mx
    >>> from mxnet.gluon.contrib.estimator import Estimator
    >>> net = mx.gluon.nn.Dense(2)
    >>> net.initialize()
    >>> data = mx.gluon.data.ArrayDataset(mx.nd.ones((8, 3)), mx.nd.ones((8,)))
    >>> trainer = mx.gluon.Trainer(net.collect_params(), "sgd", {"learning_rate": 1})
    >>> estimator = Estimator(net, mx.gluon.loss.SoftmaxCrossEntropyLoss(), trainer=trainer)
    >>> estimator.logger.setLevel("WARNING")
    >>> estimator.fit(mx.gluon.data.DataLoader(data, batch_size=4), epochs=2)
    >>> estimator.train_metrics[0].get()
    ('training accuracy', 1.0)
    """

    logger = None

    def __init__(
        self, net, loss, train_metrics=None, val_metrics=None, initializer=None, trainer=None,
        context=None, val_net=None, val_loss=None, batch_processor=None,
    ):  # fmt: skip
        self.net = net
        self.loss = _checked_loss(loss)
        self._train_metrics = _check_metrics(train_metrics)
        self._val_metrics = _check_metrics(val_metrics)
        self._add_default_metrics()
        self.val_loss = self.loss if val_loss is None else _checked_loss(val_loss)
        self.val_net = net if val_net is None else val_net
        self.logger = logging.Logger(name="Estimator", level=logging.INFO)
        self.logger.addHandler(logging.StreamHandler(sys.stdout))
        self.context = _checked_context(context)
        self._initialize(initializer)
        self.trainer = self._checked_trainer(trainer)
        self.batch_processor = _checked_processor(batch_processor)
        self.batch_axis, self.max_epoch, self.max_batch = 0, None, None

    @property
    def train_metrics(self):
        """The metrics of training; add to the list what handlers keep up to date."""
        return self._train_metrics

    @property
    def val_metrics(self):
        """The metrics of validation."""
        return self._val_metrics

    def _add_default_metrics(self):
        self._train_metrics = self._train_metrics or _suggest_metrics(self.loss)
        _named(self._train_metrics, "training")
        if self._val_metrics:
            _named(self._val_metrics, "validation")
        else:
            self._val_metrics = _copies(self._train_metrics, "validation")

    def _initialize(self, initializer):
        """Initialize the parameters that are not initialized."""
        missing = [p for p in self.net.collect_params().values() if not _is_initialized(p)]
        if not missing:
            if initializer:
                warnings.warn(
                    "Network already fully initialized, skipping initialization. You don't need to "
                    "pass initializer if you already initialized your net. You can use "
                    "net.initialize(init=your_initializer, force_reinit=True)to force "
                    "re-initialize.",
                    stacklevel=3,
                )
            return
        for param in missing:
            given = {"default_init": initializer} if initializer else {}
            param.initialize(ctx=self.context, **given)

    def _checked_trainer(self, trainer):
        if not trainer:
            warnings.warn(
                "No trainer specified, default SGD optimizer with learning rate 0.001 is used.",
                stacklevel=3,
            )
            return Trainer(self.net.collect_params(), "sgd", {"learning_rate": 0.001})
        if not isinstance(trainer, Trainer):
            raise ValueError(
                f"Trainer must be a Gluon Trainer instance, refer to gluon.Trainer:{trainer}"
            )
        return trainer

    # -------------------------------------------------------------------------- running

    def evaluate(self, val_data, batch_axis=0, event_handlers=None):
        """Run the network on data and keep the metrics of validation up to date.

        Parameters
        ----------
        val_data : DataLoader
        batch_axis : int
        event_handlers : EventHandler or list of EventHandler, optional
            Besides those for metrics and logging.
        """
        if not isinstance(val_data, DataLoader):
            raise ValueError(_NO_LOADER)
        self.batch_axis = batch_axis
        handlers = self._prepare_default_validation_handlers(event_handlers)
        _, epoch_begin, batch_begin, batch_end, epoch_end, _ = self._categorize_handlers(handlers)
        for handler in epoch_begin:
            handler.epoch_begin(self)
        for batch in val_data:
            for handler in batch_begin:
                handler.batch_begin(self, batch=batch)
            _, label, pred, loss = self.batch_processor.evaluate_batch(self, batch, batch_axis)
            for handler in batch_end:
                handler.batch_end(self, batch=batch, pred=pred, label=label, loss=loss)
        for handler in epoch_end:
            handler.epoch_end(self)

    def fit(
        self,
        train_data,
        val_data=None,
        epochs=None,
        event_handlers=None,
        batches=None,
        batch_axis=0,
    ):
        """Train the network.

        Parameters
        ----------
        train_data : DataLoader
        val_data : DataLoader, optional
            Evaluated on after every epoch.
        epochs, batches : int, optional
            How long; exactly one of them.
        event_handlers : EventHandler or list of EventHandler, optional
            Besides those for updates, metrics, validation, the end and logging, or in their place.
        batch_axis : int

        Raises
        ------
        ValueError
            The data is no DataLoader, or not exactly one of `epochs` and `batches` is given.
        """
        if not isinstance(train_data, DataLoader):
            raise ValueError(_NO_LOADER)
        if bool(epochs) == bool(batches):
            raise ValueError(
                "Fit only support exactly one type of iteration, train by number of epochs or "
                "number of batches.Please specify one and only one of: epochs or batches."
            )
        self.max_epoch, self.max_batch, self.batch_axis = epochs, batches, batch_axis
        handlers = self._prepare_default_handlers(val_data, event_handlers)
        train_begin, epoch_begin, batch_begin, batch_end, epoch_end, train_end = (
            self._categorize_handlers(handlers)
        )
        for handler in train_begin:
            handler.train_begin(self)
        while True:
            for handler in epoch_begin:
                handler.epoch_begin(self)
            for batch in train_data:
                if self._train_on(batch, batch_begin, batch_end):
                    break
            if any([handler.epoch_end(self) for handler in epoch_end]):
                break
        for handler in train_end:
            handler.train_end(self)

    def _train_on(self, batch, batch_begin, batch_end):
        """Train on one batch; whether a handler ends the epoch."""
        for handler in batch_begin:
            handler.batch_begin(self, batch=batch)
        _, label, pred, loss = self.batch_processor.fit_batch(self, batch, self.batch_axis)
        given = {"batch": batch, "pred": pred, "label": label, "loss": loss}
        return any([handler.batch_end(self, **given) for handler in batch_end])

    # ------------------------------------------------------------------------- handlers

    def _prepare_default_handlers(self, val_data, event_handlers):
        """The handlers given, with one of each kind that training needs, in their order."""
        handlers = _checked_handlers(event_handlers)
        metrics = self._train_metrics
        defaults = [GradientUpdateHandler(), MetricHandler(metrics=metrics)]
        if val_data is not None:
            defaults.append(ValidationHandler(val_data=val_data, eval_fn=self.evaluate))
        defaults += [
            StoppingHandler(self.max_epoch, self.max_batch),
            LoggingHandler(metrics=metrics),
        ]
        return self._completed(handlers, defaults)

    def _prepare_default_validation_handlers(self, event_handlers):
        handlers = _checked_handlers(event_handlers)
        metrics = self._val_metrics
        return self._completed(
            handlers, [MetricHandler(metrics=metrics), LoggingHandler(metrics=metrics)]
        )

    def _completed(self, handlers, defaults):
        known = self._train_metrics + self._val_metrics
        for handler in handlers:
            _check_handler_metric_ref(handler, known)
        for default in defaults:
            if not any(isinstance(handler, type(default)) for handler in handlers):
                handlers.append(default)
        return sorted(handlers, key=lambda handler: getattr(handler, "priority", 0))

    def _categorize_handlers(self, event_handlers):
        """The handlers of each moment, in the order of `fit`."""
        kinds = (TrainBegin, EpochBegin, BatchBegin, BatchEnd, EpochEnd, TrainEnd)
        return tuple([h for h in event_handlers if isinstance(h, kind)] for kind in kinds)


def _is_initialized(param):
    """Whether a parameter has values, or will get them once its shape is known."""
    try:
        param.list_ctx()
    except RuntimeError:
        return False
    return True


def _checked_loss(loss):
    if not isinstance(loss, Loss):
        raise ValueError(f"loss must be a Loss, refer to gluon.loss.Loss:{loss}")
    return loss


def _checked_context(context):
    available = [gpu(i) for i in range(num_gpus())]
    if context is None:
        return available[:1] or [cpu()]
    contexts = [context] if isinstance(context, Context) else context
    if not isinstance(contexts, list) or not all(isinstance(c, Context) for c in contexts):
        raise ValueError(
            "context must be a Context or a list of Context, for example mx.cpu() or [mx.gpu(0), "
            f"mx.gpu(1)], refer to mxnet.Context:{context}"
        )
    for each in contexts:
        if each not in available and not str(each).startswith("cpu"):
            raise AssertionError(
                f"{each} is not available, please make sure your context is in one of: mx.cpu(), "
                f"{', '.join(map(str, available))}"
            )
    return contexts


def _checked_processor(processor):
    if processor is None:
        return BatchProcessor()
    if not all(
        callable(getattr(processor, name, None)) for name in ("fit_batch", "evaluate_batch")
    ):
        raise ValueError(
            "Customized Batch Processor must contain fit_batch() and evaluate_batch() methods"
        )
    return processor


def _checked_handlers(handlers):
    handlers = list(handlers) if isinstance(handlers, (list, tuple)) else [handlers]
    handlers = [handler for handler in handlers if handler is not None]
    if not all(isinstance(handler, EventHandler) for handler in handlers):
        raise ValueError(
            f"handlers must be an EventHandler or a list of EventHandler, got: {handlers}"
        )
    return handlers
