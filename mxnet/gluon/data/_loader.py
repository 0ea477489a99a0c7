"""Loaders: batches of a data set, made here or by workers in advance.

What does not live here: processes (`_pool.py`), threads (`_threads.py`), how arrays travel
(`_message.py`), and batches made without single samples (`_batches.py`).
"""

import hashlib
import multiprocessing
import os
import random
import weakref
from itertools import count

import numpy as np

from ... import _kernels as k
from ... import ndarray as nd
from ... import random as mx_random
from ...context import Context, canonical, cpu_pinned
from ...ndarray import NDArray
from ...ndarray.handle import wrap
from ...util import is_np_array
from ._batches import batch_maker
from ._pool import Pool, RemoteError
from ._threads import Threads
from .sampler import BatchSampler, RandomSampler, SequentialSampler

__all__ = ["DataLoader", "as_in_context", "default_batchify_fn", "default_mp_batchify_fn"]


def default_batchify_fn(data):
    """Join samples to a batch: arrays and numbers are stacked, the members of tuples each.

    Parameters
    ----------
    data : list
        Samples of one form.

    Returns
    -------
    NDArray, or list of them where the samples are tuples

    Examples
    --------
    >>> from mxnet.gluon.data.dataloader import default_batchify_fn
    >>> [x.shape for x in default_batchify_fn([(mx.nd.ones(3), 1), (mx.nd.ones(3), 0)])]
    [(2, 3), (2,)]
    """
    if isinstance(data[0], NDArray):
        return nd.stack(*data)
    if isinstance(data[0], tuple):
        return [default_batchify_fn(members) for members in zip(*data)]
    return _of_numpy(np.asarray(data))


def _of_numpy(data):
    """The array of a NumPy array that nobody else holds."""
    if data.dtype.name in _BORROWED and data.flags.c_contiguous and data.flags.writeable:
        array = nd.from_numpy(data)
    else:
        array = nd.array(data, dtype=data.dtype)
    return array.as_np_ndarray() if is_np_array() else array


_BORROWED = ("float32", "float64", "float16", "uint8", "int8", "int32", "int64")


def default_mp_batchify_fn(data):
    """Join samples to a batch in a worker: `default_batchify_fn` in shared memory.

    Parameters
    ----------
    data : list
        Samples of one form.
    """
    return as_in_context(default_batchify_fn(data), Context("cpu_shared", 0))


def as_in_context(data, ctx):
    """The same with all arrays in another context; lists and tuples are looked into.

    Contexts of the CPU have one memory: arrays only change their label, and with CUDA what is to be
    pinned is.
    """
    if isinstance(data, NDArray):
        if data.context.device_type == "gpu" or data._node is not None:
            return data.as_in_context(ctx)
        pins = ctx.device_type == "cpu_pinned"
        return wrap(k.pinned(data._data) if pins else data._data, canonical(ctx), type(data))
    if isinstance(data, (list, tuple)):
        return [as_in_context(d, ctx) for d in data]
    return data


class DataLoader:
    """Batches of a data set, as often as it is iterated over.

    Parameters
    ----------
    dataset : Dataset
        Or anything with a length and an index.
    batch_size : int
        How many samples make a batch.
    shuffle : bool
        Take them in an order drawn anew for each epoch.
    sampler : Sampler
        In which order to take them, instead of `shuffle`.
    last_batch : {'keep', 'discard', 'rollover'}
        As of `BatchSampler`.
    batch_sampler : Sampler
        Lists of indices, instead of all four above.
    batchify_fn : callable
        From a list of samples to a batch.
    num_workers : int
        How many processes, or threads, make batches in advance; with 0 they are made when asked
        for.
    pin_memory : bool
        Put batches into the context `cpu_pinned`.
    pin_device_id : int
        Of which device.
    prefetch : int
        How many batches are in the making at once; twice `num_workers` if left out.
    thread_pool : bool
        Use threads instead of processes: for data sets that work outside Python's lock.
    timeout : int
        Seconds to wait for a batch.
    auto_reload : bool
        Begin the next epoch's batches as soon as the last one's were taken.

    Raises
    ------
    RuntimeError
        A worker died.
    multiprocessing.TimeoutError
        No batch came in time.
    Exception
        What the data set raised in a worker, with the worker's traceback.

    Notes
    -----
    What workers draw follows from `mx.random.seed`, NumPy's and Python's seeds: each batch has a
    seed of its own, so the numbers do not depend on how many workers there are.

    Examples
    --------
    >>> data = mx.gluon.data.ArrayDataset(mx.nd.ones((5, 2)), [0, 1, 2, 3, 4])
    >>> for x, y in mx.gluon.data.DataLoader(data, batch_size=3):
    ...     print(x.shape, y.asnumpy().tolist())
    (3, 2) [0, 1, 2]
    (2, 2) [3, 4]
    """

    def __init__(
        self,
        dataset,
        batch_size=None,
        shuffle=False,
        sampler=None,
        last_batch=None,
        batch_sampler=None,
        batchify_fn=None,
        num_workers=0,
        pin_memory=False,
        pin_device_id=0,
        prefetch=None,
        thread_pool=False,
        timeout=120,
        auto_reload=False,
    ):
        if timeout <= 0:
            raise AssertionError(f"timeout must be positive, given {timeout}")
        self._dataset, self._pin_memory, self._pin_device_id = dataset, pin_memory, pin_device_id
        self._thread_pool, self._timeout = thread_pool, timeout
        self._batch_sampler = _batch_sampler(
            dataset, batch_size, shuffle, sampler, last_batch, batch_sampler
        )
        self._num_workers = max(num_workers, 0)
        self._prefetch = max(0, 2 * self._num_workers if prefetch is None else int(prefetch))
        in_process = self._num_workers > 0 and not thread_pool
        default = default_mp_batchify_fn if in_process else default_batchify_fn
        self._batchify_fn = default if batchify_fn is None else batchify_fn
        self._make = batch_maker(dataset, self._batchify_fn, _PLACES)
        self._worker_pool, self._epochs, self._iter = None, count(), None
        self.auto_reload = auto_reload
        if auto_reload:
            self.refresh()

    def __iter__(self):
        if not self._num_workers:
            return self._in_this_process()
        if not self.auto_reload:
            return _Epoch(self)
        prepared = self._iter or _Epoch(self)
        self._iter = None
        return prepared

    def _in_this_process(self):
        for indices in self._batch_sampler:
            yield self._pinned(self._make(indices))

    def _pinned(self, batch):
        return as_in_context(batch, cpu_pinned(self._pin_device_id)) if self._pin_memory else batch

    def __len__(self):
        return len(self._batch_sampler)

    def refresh(self):
        """Let the workers begin an epoch anew, in advance; the next iteration takes it up."""
        self._iter = _Epoch(self) if self._num_workers else None

    def clean(self):
        """Drop the epoch that was begun in advance."""
        self._iter = None

    def _pool(self):
        """The workers: started when first needed, and again by a process that inherited us."""
        pool = self._worker_pool
        if pool is None or getattr(pool, "workers", True) == [] or self._owner != os.getpid():
            kind = Threads if self._thread_pool else Pool
            pool = self._worker_pool = kind(self._num_workers, self._make)
            self._owner = os.getpid()
            weakref.finalize(self, pool.close)
        return pool


def _shared(data):
    return as_in_context(_here(data), Context("cpu_shared", 0))


def _here(data):
    return data if isinstance(data, NDArray) else _of_numpy(data)


_PLACES = {default_batchify_fn: _here, default_mp_batchify_fn: _shared}


def _batch_sampler(dataset, batch_size, shuffle, sampler, last_batch, batch_sampler):
    """The sampler of batches that the arguments of a loader ask for."""
    if batch_sampler is not None:
        if batch_size is not None or shuffle or sampler is not None or last_batch is not None:
            raise ValueError(
                "batch_size, shuffle, sampler and last_batch must not be specified if "
                "batch_sampler is specified."
            )
        return batch_sampler
    if batch_size is None:
        raise ValueError("batch_size must be specified unless batch_sampler is specified")
    if sampler is None:
        sampler = (RandomSampler if shuffle else SequentialSampler)(len(dataset))
    elif shuffle:
        raise ValueError("shuffle must not be specified if sampler is specified")
    return BatchSampler(sampler, batch_size, last_batch or "keep")


class _Epoch:
    """One pass over a loader's batches, which its workers make."""

    def __init__(self, loader):
        self._loader, self._pool = loader, loader._pool()
        self._number, self._seed = next(loader._epochs), _base_seed()
        self._batches = enumerate(loader._batch_sampler)
        self._ready, self._sent, self._taken, self._done = {}, 0, 0, False
        _epochs(self._pool)[self._number] = self
        for _ in range(max(loader._prefetch, 1)):
            self._send()

    def _send(self):
        step = next(self._batches, None)
        if step is None:
            return
        indices = step[1]
        seed = _mixed(self._seed, step[0])
        self._pool.submit((self._number, step[0]), seed, indices)
        self._sent += 1

    def __iter__(self):
        return self

    def __next__(self):
        if self._taken == self._sent:
            self._end()
            raise StopIteration
        if self._taken not in self._ready:
            self._wait()
        batch, error = self._ready.pop(self._taken)
        self._taken += 1
        self._send()
        if error:
            problem, text = error
            raise problem from RemoteError(text)
        return self._loader._pinned(batch)

    def _wait(self):
        timeout_s = self._loader._timeout
        while self._taken not in self._ready:
            answers = self._pool.collect(timeout_s)
            if not answers:
                raise multiprocessing.TimeoutError(
                    f"Worker timed out after {timeout_s} seconds: batch {self._taken} did not "
                    "come. Give DataLoader a larger timeout if making a batch takes that long; "
                    "num_workers=0 shows where it hangs."
                )
            for (epoch, step), batch, error in answers:
                owner = _epochs(self._pool).get(epoch)  # it may have been left early
                if owner is not None:
                    owner._ready[step] = batch, error

    def _end(self):
        if not self._done:
            self._done = True
            if self._loader.auto_reload:
                self._loader.refresh()


def _epochs(pool):
    """The epochs that a pool works for, as long as somebody holds them."""
    try:
        return pool.epochs
    except AttributeError:
        pool.epochs = weakref.WeakValueDictionary()
        return pool.epochs


def _base_seed():
    """A number that all three seeds of a program decide, and that draws from ours alone."""
    drawn = mx_random.randint(0, 2**31 - 1, shape=1, dtype="int32").asnumpy().tobytes()
    told = hashlib.sha256(drawn)
    _, words, place, *_ = np.random.get_state()
    told.update(words.tobytes() + b"%d" % place)
    told.update(repr(hash(random.getstate()[1])).encode())
    return int.from_bytes(told.digest()[:8], "little")


def _mixed(seed, step):
    """The seed of one batch."""
    told = hashlib.sha256(f"{seed} {step}".encode()).digest()
    return int.from_bytes(told[:8], "little") >> 1
