"""The handler that ends training when nothing gets better.

What does not live here: the end after a number of epochs (`StoppingHandler`).
"""

import warnings

import numpy as np

from ....metric import CompositeEvalMetric, EvalMetric
from ._better import comparison
from ._events import EpochEnd, TrainBegin, TrainEnd

__all__ = ["EarlyStoppingHandler"]


class EarlyStoppingHandler(TrainBegin, EpochEnd, TrainEnd):
    """Ends the training when a metric does not get better any more.

    Parameters
    ----------
    monitor : EvalMetric
        One of the estimator's `train_metrics` and `val_metrics`.
    min_delta : float
        By how much it must get better.
    patience : int
        How many epochs may pass without.
    mode : "auto", "min" or "max"
        Whether lower or higher is better; `"auto"` asks the metric's kind.
    baseline : float, optional
        A value that the first epochs must beat.
    """

    def __init__(self, monitor, min_delta=0, patience=0, mode="auto", baseline=None):
        if not isinstance(monitor, EvalMetric):
            raise ValueError(
                "Please provide one of the metric objects from estimator.train_metrics and "
                "estimator.val_metrics as monitor."
            )
        if isinstance(monitor, CompositeEvalMetric):
            raise ValueError(
                "CompositeEvalMetric is not supported for EarlyStoppingHandler, please specify a "
                "simple metric instead."
            )
        self.monitor, self.baseline, self.patience = monitor, baseline, patience
        self.monitor_op = comparison(monitor, mode, "EarlyStopping")
        self.min_delta = min_delta if self.monitor_op is np.greater else -min_delta
        self._begin()

    def _begin(self):
        self.wait = self.stopped_epoch = self.current_epoch = 0
        self.stop_training = False
        self.best = self.baseline
        if self.best is None:
            self.best = np.inf if self.monitor_op is np.less else -np.inf

    def train_begin(self, estimator, *args, **kwargs):
        """Begin anew."""
        self._begin()

    def epoch_end(self, estimator, *args, **kwargs):
        """Compare with the best value."""
        name, value = self.monitor.get()
        if np.isnan(value):
            warnings.warn(
                f"{name} is not defined, make sure it is kept up to date.",
                RuntimeWarning,
                stacklevel=2,
            )
        elif self.monitor_op(value - self.min_delta, self.best):
            self.best, self.wait = value, 0
        else:
            self.wait += 1
            if self.wait >= self.patience:
                self.stop_training, self.stopped_epoch = True, self.current_epoch
        self.current_epoch += 1
        return self.stop_training

    def train_end(self, estimator, *args, **kwargs):
        """Tell why the training ended."""
        if self.stop_training:
            estimator.logger.info(
                f"[Epoch {self.stopped_epoch}] EarlyStoppingHandler: early stopping due to "
                f"{self.monitor.get()[0]} not improving"
            )
