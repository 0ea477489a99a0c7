"""Names of `dataloader` that programs of older releases may import: the loader's first form, its
loops, and the passing of single arrays between processes.

What does not live here: anything that today's loader uses.
"""

import multiprocessing.connection
import multiprocessing.queues
import os
from multiprocessing.reduction import DupFd

import numpy as np

from ... import ndarray as nd
from ...context import Context, cpu_pinned
from . import _message
from ._loader import DataLoader, as_in_context

__all__ = [
    "ConnectionWrapper", "DataLoaderV1", "Queue", "SimpleQueue", "fetcher_loop_v1",
    "rebuild_ndarray", "rebuild_np_ndarray", "reduce_ndarray", "reduce_np_ndarray",
    "worker_loop_v1",
]  # fmt: skip


def _put_into_memory(data):
    """A NumPy array's bytes in a file without a name, as something that can be sent."""
    memory = os.memfd_create("mxnet-array")
    try:
        os.ftruncate(memory, max(data.nbytes, 1))
        _message.write(memory, memoryview(data).cast("B") if data.nbytes else b"", 0)
        return DupFd(memory)
    finally:
        os.close(memory)


def _from_memory(fd, shape, dtype):
    memory = fd if isinstance(fd, int) else fd.detach()
    try:
        size = max(int(np.prod(shape)) * np.dtype(dtype).itemsize, 1)
        return np.frombuffer(_message.mapped(memory, size), dtype, int(np.prod(shape)))
    finally:
        os.close(memory)


def reduce_ndarray(data):
    """Return what rebuilds an array in another process: a function and its arguments.

    Parameters
    ----------
    data : NDArray
    """
    held = data.asnumpy()
    return rebuild_ndarray, (os.getpid(), _put_into_memory(held), data.shape, held.dtype.str)


def rebuild_ndarray(pid, fd, shape, dtype):
    """Return the array that `reduce_ndarray` took apart, in shared memory.

    Parameters
    ----------
    pid : int
        The process that sent it.
    fd : object
        The memory.
    shape : tuple of int
    dtype : str
    """
    array = nd.from_numpy(_from_memory(fd, shape, dtype).reshape(shape))
    return array.as_in_context(Context("cpu_shared", 0))


def reduce_np_ndarray(data):
    """`reduce_ndarray` of an `mx.np.ndarray`."""
    return rebuild_np_ndarray, reduce_ndarray(data)[1]


def rebuild_np_ndarray(pid, fd, shape, dtype):
    """`rebuild_ndarray` as an `mx.np.ndarray`."""
    return rebuild_ndarray(pid, fd, shape, dtype).as_np_ndarray()


class ConnectionWrapper:
    """A connection between processes through which arrays go in shared memory.

    Parameters
    ----------
    conn : multiprocessing.connection.Connection
    """

    def __init__(self, conn):
        self._conn = conn

    def send(self, obj):
        """Send an object."""
        _message.send(self._conn, obj)

    def recv(self):
        """Return the next object that comes."""
        return _message.receive(self._conn)

    def __getattr__(self, name):
        conn = self.__dict__.get("_conn")
        if conn is None:
            raise AttributeError(name)
        return getattr(conn, name)


class Queue(multiprocessing.queues.Queue):
    """A queue between processes, with a context of its own choosing."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, ctx=multiprocessing.get_context(), **kwargs)


class SimpleQueue(multiprocessing.queues.SimpleQueue):
    """A simple queue between processes, with a context of its own choosing."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, ctx=multiprocessing.get_context(), **kwargs)


def worker_loop_v1(dataset, key_queue, data_queue, batchify_fn):
    """Make the batches that one queue asks for, and put them into another, until None comes.

    Parameters
    ----------
    dataset : Dataset
    key_queue : Queue
        Of pairs of a number and indices.
    data_queue : Queue
        Of pairs of the number and the batch.
    batchify_fn : callable
    """
    while True:
        number, indices = key_queue.get()
        if number is None:
            return
        data_queue.put((number, batchify_fn([dataset[i] for i in indices])))


def fetcher_loop_v1(
    data_queue, data_buffer, pin_memory=False, pin_device_id=0, data_buffer_lock=None
):
    """Move what comes through a queue into a dictionary by number, until None comes.

    Parameters
    ----------
    data_queue : Queue
    data_buffer : dict
    pin_memory, pin_device_id
        As of `DataLoader`.
    data_buffer_lock : threading.Lock, optional
        Held while the dictionary is written to.
    """
    while True:
        number, batch = data_queue.get()
        if number is None:
            return
        if pin_memory:
            batch = as_in_context(batch, cpu_pinned(pin_device_id))
        if data_buffer_lock is None:
            data_buffer[number] = batch
        else:
            with data_buffer_lock:
                data_buffer[number] = batch


class DataLoaderV1(DataLoader):
    """`DataLoader` with the arguments of its first form.

    Parameters
    ----------
    dataset, batch_size, shuffle, sampler, last_batch, batch_sampler, batchify_fn, num_workers,
    pin_memory, pin_device_id
        As of `DataLoader`.
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
    ):
        super().__init__(
            dataset, batch_size, shuffle, sampler, last_batch, batch_sampler, batchify_fn,
            num_workers, pin_memory, pin_device_id,
        )  # fmt: skip
