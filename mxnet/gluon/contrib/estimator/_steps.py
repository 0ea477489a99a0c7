"""The handlers that training consists of: metrics, validation, updates, the end.

What does not live here: those that watch (`_logging.py`, `_checkpoint.py`, `_early_stopping.py`).
"""

from ....metric import Loss
from ._events import BatchEnd, EpochBegin, EpochEnd, TrainBegin

__all__ = ["StoppingHandler", "MetricHandler", "ValidationHandler", "GradientUpdateHandler"]


class StoppingHandler(TrainBegin, BatchEnd, EpochEnd):
    """Ends the training after so many epochs or batches, those of `fit` if none are given.

    Parameters
    ----------
    max_epoch, max_batch : int, optional
    """

    def __init__(self, max_epoch=None, max_batch=None):
        self.max_epoch, self.max_batch = max_epoch, max_batch
        self.current_batch = self.current_epoch = 0
        self.stop_training = False

    def train_begin(self, estimator, *args, **kwargs):
        """Begin to count."""
        self.max_epoch, self.max_batch = estimator.max_epoch, estimator.max_batch
        self.current_batch = self.current_epoch = 0
        self.stop_training = False

    def batch_end(self, estimator, *args, **kwargs):
        """Count."""
        self.current_batch += 1
        self.stop_training |= self.current_batch == self.max_batch
        return self.stop_training

    def epoch_end(self, estimator, *args, **kwargs):
        """Count."""
        self.current_epoch += 1
        self.stop_training |= self.current_epoch == self.max_epoch
        return self.stop_training


class MetricHandler(EpochBegin, BatchEnd):
    """Keeps metrics up to date.

    Parameters
    ----------
    metrics : EvalMetric or list of EvalMetric
        `mx.metric.Loss` gets the losses, the others labels and predictions.
    priority : int
    """

    def __init__(self, metrics, priority=-1000):
        self.metrics = _listed(metrics)
        self.priority = priority

    def epoch_begin(self, estimator, *args, **kwargs):
        """Begin anew."""
        for metric in self.metrics:
            metric.reset()

    def batch_end(self, estimator, *args, **kwargs):
        """Take a batch into account."""
        for metric in self.metrics:
            if isinstance(metric, Loss):
                metric.update(0, kwargs["loss"])
            else:
                metric.update(kwargs["label"], kwargs["pred"])


class ValidationHandler(TrainBegin, BatchEnd, EpochEnd):
    """Evaluates on other data now and then.

    Parameters
    ----------
    val_data : DataLoader
    eval_fn : callable
        `estimator.evaluate`, or takes what it takes.
    epoch_period, batch_period : int, optional
        After how many epochs or batches.
    priority : int
    event_handlers : EventHandler or list of EventHandler, optional
        For the evaluation.
    """

    def __init__(
        self,
        val_data,
        eval_fn,
        epoch_period=1,
        batch_period=None,
        priority=-1000,
        event_handlers=None,
    ):
        self.val_data, self.eval_fn = val_data, eval_fn
        self.epoch_period, self.batch_period = epoch_period, batch_period
        self.current_batch = self.current_epoch = 0
        self.priority, self.event_handlers = priority, event_handlers

    def train_begin(self, estimator, *args, **kwargs):
        """Begin to count."""
        self.current_batch = self.current_epoch = 0

    def batch_end(self, estimator, *args, **kwargs):
        """Evaluate if it is time."""
        self.current_batch += 1
        if self.batch_period and self.current_batch % self.batch_period == 0:
            self._evaluate(estimator)

    def epoch_end(self, estimator, *args, **kwargs):
        """Evaluate if it is time."""
        self.current_epoch += 1
        if self.epoch_period and self.current_epoch % self.epoch_period == 0:
            self._evaluate(estimator)

    def _evaluate(self, estimator):
        self.eval_fn(
            val_data=self.val_data,
            batch_axis=estimator.batch_axis,
            event_handlers=self.event_handlers,
        )


class GradientUpdateHandler(BatchEnd):
    """Updates the parameters after every batch.

    Parameters
    ----------
    priority : int
        Low, so that it acts before the others.
    """

    def __init__(self, priority=-2000):
        self.priority = priority

    def batch_end(self, estimator, *args, **kwargs):
        """One step of the trainer, for as many samples as there are losses."""
        estimator.trainer.step(sum(loss.shape[0] for loss in _listed(kwargs["loss"])))


def _listed(value):
    return value if isinstance(value, (list, tuple)) else [value]
