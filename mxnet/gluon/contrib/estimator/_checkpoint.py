"""The handler that saves networks and trainers, and takes training up again.

What does not live here: the files themselves (`Block.save_parameters`, `Trainer.save_states`).
"""

import os
import re

import numpy as np

from ....metric import CompositeEvalMetric, EvalMetric
from ...block import HybridBlock
from ._better import comparison
from ._events import BatchEnd, EpochEnd, TrainBegin

__all__ = ["CheckpointHandler"]


class CheckpointHandler(TrainBegin, BatchEnd, EpochEnd):
    """Saves the network and the trainer now and then, and the best ones apart.

    The files are `prefix-symbol.json` for hybridized networks, `prefix-epoch0batch9.params` and
    `.states`, and `prefix-best.params` and `.states`.

    Parameters
    ----------
    model_dir : str
        The folder, made if it is not there.
    model_prefix : str
    monitor : EvalMetric, optional
        Tells what is best.
    verbose : int
        Whether to log what is saved.
    save_best : bool
    mode : "auto", "min" or "max"
        Whether a lower or a higher value of `monitor` is better.
    epoch_period, batch_period : int, optional
        After how many epochs or batches to save.
    max_checkpoints : int
        The oldest beyond so many are removed.
    resume_from_checkpoint : bool
        Go on from the latest one in the folder, for what then remains of `fit`.
    """

    def __init__(
        self,
        model_dir,
        model_prefix="model",
        monitor=None,
        verbose=0,
        save_best=False,
        mode="auto",
        epoch_period=1,
        batch_period=None,
        max_checkpoints=5,
        resume_from_checkpoint=False,
    ):
        self.monitor, self.verbose = monitor, verbose
        self.model_dir, self.model_prefix = model_dir, model_prefix
        self.save_best = save_best
        self.epoch_period, self.batch_period = epoch_period, batch_period
        self.current_batch = self.current_epoch = 0
        self.max_checkpoints = max_checkpoints
        self.resume_from_checkpoint = resume_from_checkpoint
        self.saved_checkpoints = []
        self.trained_epoch = self.trained_batch = -1
        os.makedirs(model_dir, exist_ok=True)
        if save_best:
            _check_monitor(monitor)
            self.monitor_op = comparison(monitor, mode, "ModelCheckpoint")

    def train_begin(self, estimator, *args, **kwargs):
        """Begin to count; load the latest files if that is asked for."""
        self.current_batch = self.current_epoch = 0
        self.trained_epoch = self.trained_batch = -1
        if self.save_best:
            self.best = np.inf if self.monitor_op is np.less else -np.inf
        if self.resume_from_checkpoint:
            self._resume(estimator)

    def batch_end(self, estimator, *args, **kwargs):
        """Save if it is time."""
        if self.current_batch == 0:
            self._save_symbol(estimator)
        total = self.current_batch + 1
        if self.batch_period and total % self.batch_period == 0:
            last = self.current_batch + self.trained_batch + 1
            self._save(estimator, last if self._resumed else self.current_batch, total)
        self.current_batch += 1

    def epoch_end(self, estimator, *args, **kwargs):
        """Save if it is time."""
        if self.epoch_period and (self.current_epoch + 1) % self.epoch_period == 0:
            before = self.trained_batch if self._resumed else 0
            self._save(estimator, self.current_batch + before, self.current_batch)
        self.current_epoch += 1

    @property
    def _resumed(self):
        return self.trained_epoch >= 0

    # ---------------------------------------------------------------------------- saving

    def _save(self, estimator, batch, total):
        """Save under the numbers of epoch and batch, and again if it is the best so far."""
        name = f"{self.model_prefix}-epoch{self.current_epoch + self.trained_epoch + 1}batch{batch}"
        self._write(estimator, name)
        self._tell(
            estimator,
            f"trained total {total} batches, saving model at {self.model_dir} with prefix: {name}",
        )
        if name not in self.saved_checkpoints:
            self.saved_checkpoints.append(name)
        if len(self.saved_checkpoints) > self.max_checkpoints:
            oldest = self.saved_checkpoints.pop(0)
            for ending in ("params", "states"):
                path = self._path(f"{oldest}.{ending}")
                if os.path.exists(path):
                    os.remove(path)
        if self.save_best:
            self._save_if_best(estimator)

    def _save_if_best(self, estimator):
        metric, value = self.monitor.get()
        name = f"{self.model_prefix}-best"
        if np.isnan(value):
            self._tell(estimator, f"{metric} is not defined, skipping updating best model")
        elif self.monitor_op(value, self.best):
            told = f"improved from {self.best:.5f} to {value:.5f}, updating best model"
            self.best = value
            self._write(estimator, name)
            self._tell(estimator, f"{metric} {told} at {self.model_dir} with prefix: {name}")
        else:
            told = f"did not improve from {self.best:.5f}, skipping updating best model"
            self._tell(estimator, f"{metric} {told}")

    def _write(self, estimator, name):
        estimator.net.save_parameters(self._path(f"{name}.params"))
        estimator.trainer.save_states(self._path(f"{name}.states"))

    def _save_symbol(self, estimator):
        path, net = self._path(f"{self.model_prefix}-symbol.json"), estimator.net
        if isinstance(net, HybridBlock) and net._cached_graph:
            net._cached_graph[1].save(path)
        else:
            estimator.logger.info(
                "Model architecture(symbol file) is not saved, please use HybridBlock to construct "
                "your model, and call net.hybridize() before passing to Estimator in order to save "
                f"model architecture as {path}."
            )

    def _path(self, name):
        return os.path.join(self.model_dir, name)

    def _tell(self, estimator, what):
        if self.verbose > 0:
            estimator.logger.info(f"[Epoch {self.current_epoch}] CheckpointHandler: {what}")

    # -------------------------------------------------------------------------- resuming

    def _resume(self, estimator):
        by_epoch = bool(estimator.max_epoch)
        if bool(self.batch_period if by_epoch else self.epoch_period):
            raise AssertionError(
                "To use resume from checkpoint, you must only specify the same type of period you "
                "used for training. For example, if you are training based on number of epochs, "
                "you must save only based on epochs, and set batch_period to None."
            )
        unit = "epoch" if by_epoch else "batch"
        wanted = estimator.max_epoch if by_epoch else estimator.max_batch
        word = "epochs" if by_epoch else "batches"
        found = self._latest()
        if found is None:
            estimator.logger.info(
                f"CheckpointHandler: No checkpoint found, training from scratch for {wanted} {word}"
            )
            return
        self.trained_epoch, self.trained_batch = found
        rest = wanted - (self.trained_epoch if by_epoch else self.trained_batch) - 1
        if rest <= 0:
            raise ValueError(
                f"Found checkpoint with maximum number of {unit} {wanted} reached, please specify "
                "resume_from_checkpoint=False (default value) if you want to train from scratch."
            )
        if by_epoch:
            estimator.max_epoch = rest
        else:
            estimator.max_batch = rest
        estimator.logger.info(
            f"CheckpointHandler: Checkpoint resumed from epoch {self.trained_epoch} batch "
            f"{self.trained_batch}, continue to train for {rest} {word} "
        )
        name = f"{self.model_prefix}-epoch{self.trained_epoch}batch{self.trained_batch}"
        estimator.net.load_parameters(self._path(f"{name}.params"), ctx=estimator.context)
        estimator.trainer.load_states(self._path(f"{name}.states"))

    def _latest(self):
        """The numbers of the latest epoch and batch that there are files of."""
        pattern = re.compile(rf"{re.escape(self.model_prefix)}-epoch(\d+)batch(\d+)\.params")
        found = map(pattern.fullmatch, os.listdir(self.model_dir))
        return max((tuple(map(int, each.groups())) for each in found if each), default=None)


def _check_monitor(monitor):
    if not isinstance(monitor, EvalMetric):
        raise ValueError(
            "To save best model only, please provide one of the metric objects from "
            "estimator.train_metrics and estimator.val_metrics as monitor."
        )
    if isinstance(monitor, CompositeEvalMetric):
        raise ValueError(
            "CompositeEvalMetric is not supported for CheckpointHandler, please specify a simple "
            "metric instead."
        )
