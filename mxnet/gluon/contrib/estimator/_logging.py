"""The handler that tells how training goes, line by line.

What does not live here: where the lines go (the estimator's `logger`).
"""

import math
import time

from ._events import BatchBegin, BatchEnd, EpochBegin, EpochEnd, TrainBegin, TrainEnd
from ._steps import _listed

__all__ = ["LoggingHandler"]


class LoggingHandler(TrainBegin, TrainEnd, EpochBegin, EpochEnd, BatchBegin, BatchEnd):
    """Logs times and metrics, in lines that programs may parse.

    Parameters
    ----------
    log_interval : "epoch" or int
        Only at the end of epochs, or after so many batches too.
    metrics : EvalMetric or list of EvalMetric, optional
    priority : float
        High, so that it acts behind the others.
    """

    def __init__(self, log_interval="epoch", metrics=None, priority=math.inf):
        if not isinstance(log_interval, int) and log_interval != "epoch":
            raise ValueError("log_interval must be either an integer or string 'epoch'")
        self.metrics = _listed(metrics or [])
        self.batch_index = self.current_epoch = self.processed_samples = 0
        self.priority, self.log_interval = priority, log_interval
        self.log_interval_time = 0

    def train_begin(self, estimator, *args, **kwargs):
        """Tell optimizer and learning rate, and how long it will take."""
        self.train_start = time.time()
        trainer = estimator.trainer
        name, rate = type(trainer.optimizer).__name__, trainer.learning_rate
        length = (
            f"{estimator.max_epoch} epochs" if estimator.max_epoch
            else f"{estimator.max_batch} batches"
        )  # fmt: skip
        estimator.logger.info(
            f"Training begin: using optimizer {name} with current learning rate {rate:.4f} "
        )
        estimator.logger.info(f"Train for {length}.")
        self.current_epoch = self.batch_index = self.processed_samples = 0
        self.log_interval_time = 0

    def train_end(self, estimator, *args, **kwargs):
        """Tell how long it took, and the metrics."""
        seconds = int(time.time() - self.train_start)
        told = f"Train finished using total {seconds}s with {self.current_epoch} epochs. "
        estimator.logger.info(self._with_metrics(told))

    def batch_begin(self, estimator, *args, **kwargs):
        """Look at the clock."""
        if self.log_interval != "epoch":
            self.batch_start = time.time()

    def batch_end(self, estimator, *args, **kwargs):
        """Tell the metrics if it is time."""
        if self.log_interval == "epoch":
            return
        self.log_interval_time += time.time() - self.batch_start
        self.processed_samples += kwargs["batch"][0].shape[estimator.batch_axis]
        if self.batch_index % self.log_interval == 0:
            told = (
                f"[Epoch {self.current_epoch}][Batch {self.batch_index}]"
                f"[Samples {self.processed_samples}] "
                f"time/interval: {self.log_interval_time:.3f}s "
            )
            self.log_interval_time = 0
            estimator.logger.info(self._with_metrics(told))
        self.batch_index += 1

    def epoch_begin(self, estimator, *args, **kwargs):
        """Tell the learning rate."""
        self.epoch_start = time.time()
        if any("training" in metric.name for metric in self.metrics):
            rate = estimator.trainer.learning_rate
            estimator.logger.info(
                f"[Epoch {self.current_epoch}] Begin, current learning rate: {rate:.4f}"
            )
        else:
            estimator.logger.info("Validation Begin")

    def epoch_end(self, estimator, *args, **kwargs):
        """Tell how long it took, and the metrics."""
        seconds = time.time() - self.epoch_start
        told = f"[Epoch {self.current_epoch}] Finished in {seconds:.3f}s, "
        estimator.logger.info(self._with_metrics(told))
        self.current_epoch += 1
        self.batch_index = 0

    def _with_metrics(self, text):
        told = []
        for metric in self.metrics:
            names, values = metric.get()
            told += [f"{n}: {v:.4f}" for n, v in zip(_listed(names), _listed(values), strict=True)]
        return (text + ", ".join(told)).rstrip(", ")
