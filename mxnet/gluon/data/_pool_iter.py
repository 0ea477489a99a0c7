"""Batches from a `multiprocessing.Pool` of a program's own, which loaders outside of MXNet are
built on: GluonCV's of random transforms, for one.

What does not live here: `DataLoader`, whose workers are its own (`_pool.py`).
"""

import io
import pickle
from multiprocessing.reduction import ForkingPickler

from ...context import cpu_pinned
from ._loader import as_in_context

__all__ = ["PoolIter", "set_worker_dataset", "thread_worker_batch", "worker_batch"]

_worker_dataset = None


def set_worker_dataset(dataset):
    """Initialize a worker process of a pool: remember the data set that batches are taken from."""
    global _worker_dataset
    _worker_dataset = dataset


def worker_batch(samples, batchify_fn, dataset=None):
    """Make a batch in a worker process; returns it as bytes.

    Parameters
    ----------
    samples : list of int
    batchify_fn : callable
    dataset : None
        The worker was given it when it started.
    """
    stream = io.BytesIO()
    batch = batchify_fn([_worker_dataset[i] for i in samples])
    ForkingPickler(stream, pickle.HIGHEST_PROTOCOL).dump(batch)
    return stream.getvalue()


def thread_worker_batch(samples, batchify_fn, dataset):
    """Make a batch in a thread of a pool."""
    return batchify_fn([dataset[i] for i in samples])


class PoolIter:
    """One epoch of batches that the workers of a pool make.

    Parameters
    ----------
    worker_pool : multiprocessing.pool.Pool
    batchify_fn : callable
    batch_sampler : iterable of list of int
    pin_memory : bool
    pin_device_id : int
    worker_fn : callable
        `worker_fn(indices, batchify_fn, dataset)` makes a batch; as bytes, unless there is a
        `dataset`.
    prefetch : int
        How many batches are asked for at once, before the first is taken.
    dataset : Dataset, optional
        For threads, which need no copy of it.
    data_loader : DataLoader, optional
        Kept, so that its pool lives as long as the iterator.
    timeout : int
        Seconds to wait for a batch.
    """

    def __init__(
        self, worker_pool, batchify_fn, batch_sampler, pin_memory=False, pin_device_id=0,
        worker_fn=worker_batch, prefetch=0, dataset=None, data_loader=None, timeout=120,
    ):  # fmt: skip
        self._worker_pool, self._worker_fn = worker_pool, worker_fn
        self._batchify_fn, self._batch_sampler = batchify_fn, batch_sampler
        self._pin_memory, self._pin_device_id = pin_memory, pin_device_id
        self._dataset, self._data_loader, self._timeout = dataset, data_loader, timeout
        # Subclasses of programs push tasks of their own, so these four are named as upstream's.
        self._data_buffer, self._sent_idx, self._rcvd_idx = {}, 0, 0
        self._iter = iter(batch_sampler)
        for _ in range(prefetch):
            self._push_next()

    def _push_next(self):
        """Hand the next batch to a worker, if there is any."""
        for batch in self._iter:
            task = batch, self._batchify_fn, self._dataset
            sent = self._worker_pool.apply_async(self._worker_fn, task)
            self._data_buffer[self._sent_idx] = sent
            self._sent_idx += 1
            return

    def __len__(self):
        return len(self._batch_sampler)

    def __iter__(self):
        return self

    def __next__(self):
        self._push_next()
        if self._rcvd_idx == self._sent_idx:
            raise StopIteration
        batch = self._data_buffer.pop(self._rcvd_idx).get(self._timeout)
        self._rcvd_idx += 1
        if self._dataset is None:
            batch = pickle.loads(batch)
        return as_in_context(batch, cpu_pinned(self._pin_device_id)) if self._pin_memory else batch

    next = __next__
