"""Reading MXNet's binary array files: every version, dense and sparse, trusting nothing in them.

A file can claim any count, shape or length: `source.Source` holds each against what is left, so
memory is bounded by the size of the file. The layout is told in `layout`, Note [Array file].
"""

from __future__ import annotations

import io
import os
import stat
from struct import Struct
from typing import IO

import numpy as np

from ..errors import MXNetError
from .foreign import HEAD_BYTES, describe
from .layout import (
    ARRAY_V1,
    ARRAY_V2,
    ARRAY_V3,
    DTYPE_OF_FLAG,
    INDEX_ARRAYS,
    LIST_MAGIC,
    MAX_NDIM,
    STYPE_NAMES,
    Sparse,
    dtype_name,
)
from .source import Source
from .sparse import index_problem, pointer_problem, shape_problem

__all__ = ["loads", "loads_array", "read"]

_U32, _I32, _U64 = Struct("<I"), Struct("<i"), Struct("<Q")
_CONTEXT = Struct("<ii")
_MAGIC = _U64.pack(LIST_MAGIC)
# The smallest record there can be: one saved without a value, before V1.
_SMALLEST_ARRAY_BYTES = 4
_INDEX_FLAGS = {3, 4, 5, 6}
_BOOL = np.dtype("?")

Arrays = list[np.ndarray | Sparse]


def read(path: str | os.PathLike) -> tuple[Arrays, list[str]]:
    """Read an array file as MXNet's `nd.save` and `npx.save` of any version wrote it.

    Parameters
    ----------
    path : str or os.PathLike
        The file.

    Returns
    -------
    arrays : list of numpy.ndarray or Sparse
        Each in memory of its own, writable. bfloat16 comes as ``[('bfloat16', uint16)]``.
    names : list of str
        One for each array; empty where a list and not a dict was saved.

    Raises
    ------
    MXNetError
        The file cannot be opened, is not such a file, is truncated or damaged. The text names the
        file, the array and the byte.

    Examples
    --------
    >>> import os, tempfile, numpy
    >>> from mxnet._core import params_file
    >>> path = os.path.join(tempfile.mkdtemp(), "x.params")
    >>> params_file.write(path, [numpy.ones(2, "float32")], ["w"])
    >>> params_file.read(path)
    ([array([1., 1.], dtype=float32)], ['w'])
    """
    name = os.fsdecode(path)
    try:
        stream = open(path, "rb")
    except (OSError, ValueError) as error:  # ValueError: a path with a NUL in it
        raise _cannot_read(name, error) from error
    with stream:
        try:
            return _read_stream(stream, name)
        except OSError as error:
            raise _cannot_read(name, error) from error


def _cannot_read(name: str, error: Exception) -> MXNetError:
    reason = getattr(error, "strerror", None) or error
    return MXNetError(f'Cannot read "{name}": {reason}')


def loads(buffer, name: str = "buffer") -> tuple[Arrays, list[str]]:
    """Read what `read` reads, from the bytes of such a file; the arrays do not share its memory.

    Parameters
    ----------
    buffer : bytes-like
        The whole content of a file.
    name : str
        What errors call it.
    """
    data = bytes(buffer)
    return _read_list(Source(io.BytesIO(data), len(data), name), data[:HEAD_BYTES])


def loads_array(buffer, name: str = "buffer") -> np.ndarray | Sparse:
    """Read one bare array, as found in pickled arrays and optimizer states of MXNet 1.x."""
    data = bytes(buffer)
    source = Source(io.BytesIO(data), len(data), name)
    array = _read_array(source)
    _check_end(source)
    return array


def _read_stream(stream: IO[bytes], name: str) -> tuple[Arrays, list[str]]:
    status = os.fstat(stream.fileno())
    if stat.S_ISREG(status.st_mode):
        head = stream.read(HEAD_BYTES)
        stream.seek(0)
        return _read_list(Source(stream, status.st_size, name), head)
    # A pipe or device tells no size and may never end: look before reading all of it.
    head = stream.read(len(_MAGIC))
    data = head + stream.read() if head == _MAGIC else head
    return _read_list(Source(io.BytesIO(data), len(data), name), data[:HEAD_BYTES])


def _read_list(source: Source, head: bytes) -> tuple[Arrays, list[str]]:
    _check_magic(source, head)
    source.part = "header"
    source.take(2 * _U64.size, "the list's magic number")
    (count,) = source.numbers(_U64, "the number of arrays")
    if count * _SMALLEST_ARRAY_BYTES > source.remaining:
        source.need(count * _SMALLEST_ARRAY_BYTES, f"the list of {count} arrays")
    arrays = []
    for index in range(count):
        # Names follow the arrays, so a truncated file has none to tell.
        source.part = f"array {index} of {count}"
        arrays.append(_read_array(source))
    names = _read_names(source, count)
    _check_end(source)
    return arrays, names


def _check_magic(source: Source, head: bytes) -> None:
    if head and (head.startswith(_MAGIC) or _MAGIC.startswith(head)):
        return
    likeness = describe(head)
    looks = f"; it looks like {likeness}" if likeness else ""
    begins = f" It begins with {head[:8].hex(' ')}." if head else ""
    raise source.error(f"this is not an MXNet array file{looks}.{begins}")


def _check_end(source: Source) -> None:
    source.part = "end"
    if source.remaining:
        raise source.error(
            f"{source.remaining} bytes follow the end of the content at byte {source.offset}; the "
            "file is damaged or something was appended to it")


def _read_names(source: Source, count: int) -> list[str]:
    source.part = "names"
    (named,) = source.numbers(_U64, "the number of names")
    if named not in (0, count):
        raise source.error(f"{named} names for {count} arrays")
    names = []
    for index in range(named):
        source.part = f"name {index} of {named}"
        (length,) = source.numbers(_U64, "its length")
        data = source.take(length, "its text")
        try:
            names.append(data.decode("utf-8"))
        except UnicodeDecodeError as error:
            raise source.error(f"{data[:80]!r} is not UTF-8 text") from error
    return names


def _read_array(source: Source) -> np.ndarray | Sparse:
    (magic,) = source.numbers(_U32, "its magic number")
    if magic in (ARRAY_V2, ARRAY_V3):
        return _read_versioned(source, allow_scalar=magic == ARRAY_V3)
    if magic == ARRAY_V1:
        shape = _read_shape(source)
    elif magic <= MAX_NDIM:
        shape = source.numbers(Struct(f"<{magic}I"), "its shape")
    else:
        raise source.error(f"unknown magic number {magic:#010x} at byte {source.offset - 4}")
    return _read_dense(source, _check_has_value(source, shape))


def _read_versioned(source: Source, allow_scalar: bool) -> np.ndarray | Sparse:
    (stype,) = source.numbers(_I32, "its storage type")
    if stype not in STYPE_NAMES:
        raise source.error(f"unknown storage type {stype} at byte {source.offset - 4}")
    stored_shape = _read_shape(source) if INDEX_ARRAYS[stype] else None
    shape = _read_shape(source)
    if not allow_scalar:
        _check_has_value(source, shape)
    if stored_shape is None:
        return _read_dense(source, shape)
    return _read_sparse(source, stype, shape, stored_shape)


def _check_has_value(source: Source, shape: tuple[int, ...]) -> tuple[int, ...]:
    """Before V3 a shape without dimensions meant an array that was never given a value."""
    if not shape:
        raise source.error("it was saved without a value (it has no dimensions)")
    return shape


def _read_shape(source: Source) -> tuple[int, ...]:
    (ndim,) = source.numbers(_I32, "its number of dimensions")
    if not 0 <= ndim <= MAX_NDIM:
        raise source.error(f"{ndim} dimensions at byte {source.offset - 4}; 0 to {MAX_NDIM} can be")
    shape = source.numbers(Struct(f"<{ndim}q"), "its shape")
    if any(size < 0 for size in shape):
        raise source.error(f"negative size in the shape {shape} before byte {source.offset}")
    return shape


def _read_dtype(source: Source, what: str = "its dtype") -> np.dtype:
    (flag,) = source.numbers(_I32, what)
    if flag not in DTYPE_OF_FLAG:
        raise source.error(f"unknown dtype flag {flag} at byte {source.offset - 4}")
    return DTYPE_OF_FLAG[flag]


def _read_dense(source: Source, shape: tuple[int, ...]) -> np.ndarray:
    # Which device it was saved from does not matter: it is read into main memory.
    source.numbers(_CONTEXT, "its context")
    return _read_values(source, shape, _read_dtype(source), "its data")


def _read_values(source: Source, shape, dtype: np.dtype, what: str) -> np.ndarray:
    values = source.array(shape, dtype, what)
    if dtype == _BOOL:
        # A byte other than 0 and 1 is no bool to NumPy: arithmetic with it is undefined.
        stored = values.view(np.uint8)
        np.minimum(stored, stored.dtype.type(1), out=stored)
    return values


def _read_sparse(source: Source, stype: int, shape, stored_shape) -> Sparse:
    source.numbers(_CONTEXT, "its context")
    dtype = _read_dtype(source)
    layouts = [_read_index_layout(source) for _ in range(INDEX_ARRAYS[stype])]
    name = STYPE_NAMES[stype]
    _refuse(source, shape_problem(name, shape, stored_shape, [size for _, size in layouts]))
    data = _read_values(source, stored_shape, dtype, "its stored values")
    *pointers, indices = [_read_values(source, size, kind, "its indices") for kind, size in layouts]
    _refuse(source, index_problem(indices, shape[0] if name == "row_sparse" else shape[1]))
    for array in pointers:
        _refuse(source, pointer_problem(array, len(indices)))
    return Sparse(name, shape, data, indices, *pointers)


def _refuse(source: Source, problem: str) -> None:
    if problem:
        raise source.error(problem)


def _read_index_layout(source: Source) -> tuple[np.dtype, tuple[int, ...]]:
    dtype = _read_dtype(source, "the dtype of its indices")
    if dtype.kind not in "iu":
        raise source.error(f"its indices are {dtype_name(dtype)}; they must be integers")
    return dtype, _read_shape(source)
