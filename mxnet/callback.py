"""`mx.callback`: what is called after batches and epochs: log lines, progress, checkpoints.

What does not live here: the loops that call them. The log lines are MXNet's to the letter, since
programs parse them.
"""

import logging
import math
import time

from .module.checkpoints import save_checkpoint

__all__ = [
    "LogValidationMetricsCallback", "ProgressBar", "Speedometer", "do_checkpoint",
    "log_train_metric", "module_checkpoint",
]  # fmt: skip


def module_checkpoint(mod, prefix, period=1, save_optimizer_states=False):
    """Save a module's checkpoint every so many epochs; an `epoch_end_callback`.

    Parameters
    ----------
    mod : Module
    prefix : str
    period : int
        At least 1.
    save_optimizer_states : bool

    Returns
    -------
    callable
    """
    period = int(max(1, period))

    def save(iter_no, sym=None, arg=None, aux=None):
        if (iter_no + 1) % period == 0:
            mod.save_checkpoint(prefix, iter_no + 1, save_optimizer_states)

    return save


def do_checkpoint(prefix, period=1):
    """Save network and parameters every so many epochs; an `epoch_end_callback`.

    Parameters
    ----------
    prefix : str
    period : int
        At least 1.

    Returns
    -------
    callable

    Examples
    --------
    >>> import os, tempfile
    >>> folder = tempfile.mkdtemp()
    >>> save = do_checkpoint(os.path.join(folder, "net"), period=2)
    >>> for epoch in range(4):
    ...     save(epoch, mx.sym.var("a"), {"a": mx.nd.ones(1)}, {})
    >>> sorted(os.listdir(folder))
    ['net-0002.params', 'net-0004.params', 'net-symbol.json']
    """
    period = int(max(1, period))

    def save(iter_no, sym, arg, aux):
        if (iter_no + 1) % period == 0:
            save_checkpoint(prefix, iter_no + 1, sym, arg, aux)

    return save


def log_train_metric(period, auto_reset=False):
    """Log the metric every so many batches; a `batch_end_callback`.

    Parameters
    ----------
    period : int
    auto_reset : bool
        Start the metric's local values anew after each line.

    Returns
    -------
    callable
    """

    def log(param):
        if param.nbatch % period == 0 and param.eval_metric is not None:
            for name, value in param.eval_metric.get_name_value():
                logging.info("Iter[%d] Batch[%d] Train-%s=%f",
                             param.epoch, param.nbatch, name, value)  # fmt: skip
            if auto_reset:
                param.eval_metric.reset_local()

    return log


class Speedometer:
    """Log how fast training is, and the metric, every so many batches.

    Parameters
    ----------
    batch_size : int
    frequent : int
        How many batches to a line.
    auto_reset : bool
        Show the metric of the batches since the last line; else of all of the epoch.

    Examples
    --------
    >>> class Seen(logging.Handler):
    ...     def emit(self, record): print(record.getMessage().partition("Speed")[0].strip())
    >>> log = logging.getLogger()
    >>> log.addHandler(Seen()); log.setLevel("INFO")
    >>> speed = Speedometer(batch_size=32, frequent=2)
    >>> for batch in range(5):
    ...     speed(mx.model.BatchEndParam(epoch=0, nbatch=batch, eval_metric=None, locals=None))
    Iter[0] Batch [2]
    Iter[0] Batch [4]
    >>> log.removeHandler(log.handlers[-1]); log.setLevel("WARNING")
    """

    def __init__(self, batch_size, frequent=50, auto_reset=True):
        self.batch_size = batch_size
        self.frequent = frequent
        self.auto_reset = auto_reset
        self.init = False
        self.tic = 0
        self.last_count = 0

    def __call__(self, param):
        """Look at the clock, and log if it is time to."""
        count = param.nbatch
        if self.last_count > count:  # a new epoch
            self.init = False
        self.last_count = count
        if not self.init:
            self.init = True
            self.tic = time.time()
        elif count % self.frequent == 0:
            passed = time.time() - self.tic
            speed = self.frequent * self.batch_size / passed if passed > 0 else float("inf")
            self._log(param, count, speed)
            self.tic = time.time()

    def _log(self, param, count, speed):
        if param.eval_metric is None:
            logging.info("Iter[%d] Batch [%d]\tSpeed: %.2f samples/sec", param.epoch, count, speed)
            return
        pairs = param.eval_metric.get_name_value()
        start = 0
        if self.auto_reset:
            param.eval_metric.reset_local()
            start = count - self.frequent
        logging.info(
            "Epoch[%d] Batch [%d-%d]\tSpeed: %.2f samples/sec" + "\t%s=%f" * len(pairs),
            param.epoch, start, count, speed, *(part for pair in pairs for part in pair),
        )  # fmt: skip


class ProgressBar:
    """Log a bar of how much of an epoch is done.

    Parameters
    ----------
    total : int
        Batches in an epoch.
    length : int
        Of the bar.
    """

    def __init__(self, total, length=80):
        self.bar_len = length
        self.total = total

    def __call__(self, param):
        """Log the bar."""
        filled = round(self.bar_len * param.nbatch / self.total)
        percents = math.ceil(100.0 * param.nbatch / self.total)
        logging.info("[%s] %s%s\r", "=" * filled + "-" * (self.bar_len - filled), percents, "%")


class LogValidationMetricsCallback:
    """Log the metric of the validation data; an `eval_end_callback`."""

    def __call__(self, param):
        """Log."""
        if not param.eval_metric:
            return
        for name, value in param.eval_metric.get_name_value():
            logging.info("Epoch[%d] Validation-%s=%f", param.epoch, name, value)
