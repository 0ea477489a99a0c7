"""The moments of training that a handler may act at, one base class for each.

What does not live here: handlers that do something.
"""

__all__ = [
    "EventHandler",
    "TrainBegin",
    "TrainEnd",
    "EpochBegin",
    "EpochEnd",
    "BatchBegin",
    "BatchEnd",
]


class EventHandler:
    """Base of all handlers. Those with a lower `priority` (0 if there is none) act first."""


class TrainBegin(EventHandler):
    """Acts before the first epoch."""

    def train_begin(self, estimator, *args, **kwargs):
        """Act; `estimator` is the one that trains."""


class TrainEnd(EventHandler):
    """Acts behind the last epoch."""

    def train_end(self, estimator, *args, **kwargs):
        """Act; `estimator` is the one that trains."""


class EpochBegin(EventHandler):
    """Acts before every epoch."""

    def epoch_begin(self, estimator, *args, **kwargs):
        """Act; `estimator` is the one that trains."""


class EpochEnd(EventHandler):
    """Acts behind every epoch."""

    def epoch_end(self, estimator, *args, **kwargs):
        """Act; what is true ends the training."""
        return False


class BatchBegin(EventHandler):
    """Acts before every batch."""

    def batch_begin(self, estimator, *args, **kwargs):
        """Act; the keyword is `batch`."""


class BatchEnd(EventHandler):
    """Acts behind every batch."""

    def batch_end(self, estimator, *args, **kwargs):
        """Act; what is true ends the epoch. The keywords are `batch`, `pred`, `label`, `loss`."""
        return False
