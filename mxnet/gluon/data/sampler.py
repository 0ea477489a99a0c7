"""Samplers: in which order, and in which batches, the samples of a data set are taken.

What does not live here: the samples.
"""

import numpy as np

__all__ = ["Sampler", "SequentialSampler", "RandomSampler", "FilterSampler", "BatchSampler"]


class Sampler:
    """Base class of samplers: an iterable of indices with a length.

    Examples
    --------
    >>> class Backwards(mx.gluon.data.Sampler):
    ...     def __iter__(self):
    ...         return iter([2, 1, 0])
    ...     def __len__(self):
    ...         return 3
    >>> list(mx.gluon.data.DataLoader(["a", "b", "c"], 2, sampler=Backwards(),
    ...                               batchify_fn=list))
    [['c', 'b'], ['a']]
    """

    def __len__(self):
        raise NotImplementedError

    def __iter__(self):
        raise NotImplementedError


class SequentialSampler(Sampler):
    """The indices from `start` on, in order.

    Parameters
    ----------
    length : int
        How many.
    start : int
        The first.
    """

    def __init__(self, length, start=0):
        self._indices = range(start, start + length)

    def __len__(self):
        return len(self._indices)

    def __iter__(self):
        return iter(self._indices)


class RandomSampler(Sampler):
    """The indices in an order that NumPy's global generator shuffles anew each time.

    Parameters
    ----------
    length : int
        How many.
    """

    def __init__(self, length):
        self._length = length

    def __len__(self):
        return self._length

    def __iter__(self):
        order = np.arange(self._length)
        np.random.shuffle(order)
        return iter(order.tolist())


class FilterSampler(Sampler):
    """The indices of the samples that a function says yes to; every sample is looked at once.

    Parameters
    ----------
    fn : callable
        From a sample to a truth value.
    dataset : Dataset
        The samples.
    """

    def __init__(self, fn, dataset):
        if not callable(fn):
            raise AssertionError(f"fn must be callable, not {fn!r}")
        self._fn, self._dataset = fn, dataset
        self._indices = [i for i in range(len(dataset)) if fn(dataset[i])]

    def __len__(self):
        return len(self._indices)

    def __iter__(self):
        return iter(self._indices)


class BatchSampler(Sampler):
    """Lists of the indices that another sampler gives.

    Parameters
    ----------
    sampler : Sampler
        Where the indices come from.
    batch_size : int
        How many make a batch.
    last_batch : {'keep', 'discard', 'rollover'}
        What happens to too few at the end: they are a shorter batch, are left out, or begin the
        next epoch.

    Examples
    --------
    >>> sampler = mx.gluon.data.SequentialSampler(5)
    >>> list(mx.gluon.data.BatchSampler(sampler, 2, "keep"))
    [[0, 1], [2, 3], [4]]
    """

    def __init__(self, sampler, batch_size, last_batch="keep"):
        if last_batch not in ("keep", "discard", "rollover"):
            raise ValueError(
                "last_batch must be one of 'keep', 'discard', or 'rollover', "
                f"but got {last_batch}"
            )
        self._sampler, self._batch_size = sampler, batch_size
        self._last_batch, self._prev = last_batch, []

    def __iter__(self):
        batch, self._prev = self._prev, []
        for index in self._sampler:
            batch.append(index)
            if len(batch) == self._batch_size:
                yield batch
                batch = []
        if batch and self._last_batch == "keep":
            yield batch
        elif batch and self._last_batch == "rollover":
            self._prev = batch

    def __len__(self):
        if self._last_batch == "keep":
            return (len(self._sampler) + self._batch_size - 1) // self._batch_size
        return (len(self._prev) + len(self._sampler)) // self._batch_size
