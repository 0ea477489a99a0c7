"""Messages between a loader and its workers: objects whose arrays travel in shared memory.

A message is a pickle; the memory of large arrays goes beside it into a file that has no name
(`memfd_create`), whose descriptor is handed over. So nothing is left behind when a process dies at
whatever moment, and the memory is given back with the last array on it. What does not live here:
who sends what, and when.
"""

import copyreg
import io
import mmap
import os
import pickle
import socket
import struct
from multiprocessing import reduction

import numpy as np

from ... import _kernels as k
from ...context import Context, canonical
from ...ndarray import NDArray
from ...ndarray.handle import wrap

__all__ = ["mapped", "receive", "send", "write"]

_INLINE = 1 << 16  # less than this travels in the message itself
_ALIGNED = 64
_head = struct.Struct("<QI")  # bytes of shared memory, how many pieces
_populate = getattr(mmap, "MAP_POPULATE", 0)


class _Pickler(pickle.Pickler):
    """A pickler of protocol 5 that knows arrays, and what `multiprocessing` taught."""

    dispatch_table = copyreg.dispatch_table | reduction.ForkingPickler._extra_reducers

    def reducer_override(self, value):
        """Reduce an NDArray to the NumPy array on its memory."""
        if isinstance(value, NDArray) and value.context.device_typeid != 2:
            ctx = value.context
            data = k.to_numpy(value._data, copy=False)
            return _rebuilt, (data, ctx.device_type, ctx.device_id, type(value))
        return NotImplemented


def _rebuilt(data, device_type, device_id, cls):
    """The array on this memory."""
    tensor = k.from_numpy(data) if data.dtype.fields else k.borrow_numpy(data)
    return wrap(tensor, canonical(Context(device_type, device_id)), cls)


def send(line, value):
    """Send an object through a connection."""
    file, buffers = io.BytesIO(), []
    _Pickler(file, 5, buffer_callback=buffers.append).dump(value)
    pieces = [b.raw() for b in buffers]
    size = sum(-(-len(p) // _ALIGNED) * _ALIGNED for p in pieces)
    shared = size >= _INLINE and hasattr(os, "memfd_create")
    head = _head.pack(size if shared else 0, len(pieces))
    lengths = np.array([len(p) for p in pieces], np.uint64).tobytes()
    if shared:
        line.send_bytes(head + lengths + file.getbuffer())
        _send_memory(line, pieces, size)
    else:
        line.send_bytes(b"".join([head, lengths, *pieces, file.getbuffer()]))


def _send_memory(line, pieces, size):
    memory = os.memfd_create("mxnet-batch")
    try:
        os.ftruncate(memory, size)
        at = 0
        for piece in pieces:
            write(memory, piece, at)
            at += -(-len(piece) // _ALIGNED) * _ALIGNED
        with socket.fromfd(line.fileno(), socket.AF_UNIX, socket.SOCK_STREAM) as end:
            reduction.sendfds(end, [memory])
    finally:
        os.close(memory)


def write(file, piece, at):
    """Write all bytes of a piece at a place of a file."""
    while len(piece):
        done = os.pwrite(file, piece, at)
        piece, at = piece[done:], at + done


def receive(line):
    """Return the next object that comes through a connection."""
    data = line.recv_bytes()
    size, count = _head.unpack_from(data)
    lengths = np.frombuffer(data, np.uint64, count, _head.size).tolist()
    start = _head.size + 8 * count
    if size:
        memory, at = _received_memory(line, size), 0
    else:  # a copy that may be written to, as arrays may
        memory, at = memoryview(bytearray(data)), start
        start += sum(lengths)
    pieces = []
    for length in lengths:
        pieces.append(memory[at : at + length])
        at += -(-length // _ALIGNED) * _ALIGNED if size else length
    return pickle.loads(memoryview(data)[start:], buffers=pieces)


def _received_memory(line, size):
    with socket.fromfd(line.fileno(), socket.AF_UNIX, socket.SOCK_STREAM) as end:
        (memory,) = reduction.recvfds(end, 1)
    try:
        return memoryview(mapped(memory, size))
    finally:
        os.close(memory)


def mapped(memory, size):
    """The memory of a descriptor, mapped and at hand; it stays as long as somebody holds it."""
    return mmap.mmap(memory, size, mmap.MAP_SHARED | _populate)
