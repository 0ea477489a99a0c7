"""Orders in which samples are visited.

What does not live here: the usual ones (`gluon.data`).
"""

from ...data.sampler import Sampler

__all__ = ["IntervalSampler"]


class IntervalSampler(Sampler):
    """Every so-many-th sample, then those behind them, and so on.

    Parameters
    ----------
    length : int
        How many samples there are.
    interval : int
        The distance from one to the next.
    rollover : bool
        Whether to begin again until all were visited.

    Examples
    --------
    >>> import mxnet as mx
    >>> list(mx.gluon.contrib.data.IntervalSampler(5, 2))
    [0, 2, 4, 1, 3]
    >>> list(mx.gluon.contrib.data.IntervalSampler(5, 2, rollover=False))
    [0, 2, 4]
    """

    def __init__(self, length, interval, rollover=True):
        if interval > length:
            raise AssertionError(
                f"Interval {interval} must be smaller than or equal to length {length}"
            )
        self._length, self._interval, self._rollover = length, interval, rollover

    def __iter__(self):
        for start in range(self._interval if self._rollover else 1):
            yield from range(start, self._length, self._interval)

    def __len__(self):
        if self._rollover:
            return self._length
        return len(range(0, self._length, self._interval))
