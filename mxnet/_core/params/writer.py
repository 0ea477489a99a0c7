"""Writing MXNet's binary array files, byte for byte as MXNet 1.9.1 writes them.

The layout is told in `layout`, Note [Array file].
"""

from __future__ import annotations

import io
import os
import struct
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ..atomic import replacing
from ..errors import MXNetError
from .layout import (
    ARRAY_V2,
    ARRAY_V3,
    CSR,
    DENSE,
    DTYPE_OF_FLAG,
    FLAG_OF_DTYPE,
    LIST_MAGIC,
    MAX_NDIM,
    ROW_SPARSE,
    Dense,
    Sparse,
    byte_count,
    dtype_name,
)
from .sparse import shape_problem

__all__ = ["dumps", "dumps_array", "write"]

_CPU = struct.pack("<ii", 1, 0)

Put = Callable[[Any], object]


def write(path: str | os.PathLike, arrays: Sequence, names: Sequence[str] | None = None, *,
          np_shape: bool = False) -> None:
    """Write arrays to a file that MXNet 1.9.1 reads; the old file stands until the new is complete.

    Parameters
    ----------
    path : str or os.PathLike
        The file to make or replace.
    arrays : sequence of numpy.ndarray, Dense or Sparse
        In the order to write. Dtypes are those MXNet has.
    names : sequence of str, optional
        One for each array, to make the file of a dict; without, the file of a list.
    np_shape : bool
        Write what 1.9.1 writes under NumPy shape semantics. Arrays of no dimensions need it, sparse
        arrays cannot have it, and 1.9.1 wants the same semantics for reading.

    Raises
    ------
    MXNetError
        An array or name that such a file cannot hold, or the file cannot be written; what was there
        before still stands.
    """
    name = os.fsdecode(path)
    _check_list(arrays, names, np_shape)
    try:
        with replacing(path) as stream:
            _put_list(stream.write, arrays, names, np_shape)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise MXNetError(f'Cannot write "{name}": {reason}') from error


def dumps(arrays: Sequence, names: Sequence[str] | None = None, *, np_shape: bool = False) -> bytes:
    """The bytes that `write` would put into a file.

    Examples
    --------
    >>> import numpy
    >>> from mxnet._core import params_file
    >>> params_file.loads(params_file.dumps([numpy.arange(3)]))
    ([array([0, 1, 2])], [])
    """
    _check_list(arrays, names, np_shape)
    stream = io.BytesIO()
    _put_list(stream.write, arrays, names, np_shape)
    return stream.getvalue()


def dumps_array(array, *, np_shape: bool = False) -> bytes:
    """One bare array without the list around it, as MXNet 1.x puts it into pickles."""
    _check_list([array], None, np_shape)
    stream = io.BytesIO()
    _put_array(stream.write, array, np_shape)
    return stream.getvalue()


def _check_list(arrays: Sequence, names: Sequence[str] | None, np_shape: bool) -> None:
    """Find what cannot be written before anything is."""
    for index, array in enumerate(arrays):
        problem = _problem(array, np_shape)
        if problem:
            named = f" ({names[index]!r})" if names and index < len(names) else ""
            raise MXNetError(f"Cannot save array {index} of {len(arrays)}{named}: {problem}.")
    if names and len(names) != len(arrays):
        raise MXNetError(f"Cannot save: {len(names)} names for {len(arrays)} arrays.")
    for name in names or ():
        if not isinstance(name, str) or "\0" in name or not _encodable(name):
            raise MXNetError(f"Cannot save: the name {name!r} is not text that a file can hold.")


def _encodable(name: str) -> bool:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _problem(array, np_shape: bool) -> str:
    """Why `array` cannot be written, or an empty text."""
    if not isinstance(array, np.ndarray | Dense | Sparse):
        return f"a {type(array).__name__} is not a NumPy array, Dense or Sparse record"
    if len(array.shape) > MAX_NDIM:
        return f"it has {len(array.shape)} dimensions; {MAX_NDIM} can be stored"
    if isinstance(array, Sparse):
        return _sparse_problem(array, np_shape)
    if not array.shape and not np_shape:
        return "an array of no dimensions can only be saved under NumPy shape semantics"
    if isinstance(array, Dense):
        return _record_problem(array)
    return _dtype_problem(array.dtype)


def _dtype_problem(dtype: np.dtype) -> str:
    if dtype.newbyteorder("<") in FLAG_OF_DTYPE:
        return ""
    known = ", ".join(map(dtype_name, FLAG_OF_DTYPE))
    return f"dtype {dtype} is not one of {known}"


def _record_problem(array: Dense) -> str:
    dtype = DTYPE_OF_FLAG.get(array.type_flag)
    if dtype is None:
        return f"unknown dtype flag {array.type_flag}"
    given, needed = memoryview(array.data).nbytes, byte_count(tuple(array.shape), dtype)
    return "" if given == needed else f"shape {array.shape} needs {needed} bytes, not {given}"


def _sparse_problem(array: Sparse, np_shape: bool) -> str:
    if np_shape:
        return "sparse arrays cannot be saved under NumPy shape semantics"
    if array.stype not in ("row_sparse", "csr"):
        return f"unknown storage type {array.stype!r}"
    if (array.indptr is None) != (array.stype == "row_sparse"):
        return f"indptr belongs to csr arrays and to them alone; this one is {array.stype}"
    values, *index_arrays = _sparse_parts(array)
    for part in index_arrays:
        if part.dtype.kind not in "iu":
            return f"its indices are {part.dtype}; they must be integers"
    problems = [_dtype_problem(part.dtype) for part in (values, *index_arrays)]
    shapes = [part.shape for part in index_arrays]
    problems.append(shape_problem(array.stype, array.shape, values.shape, shapes))
    return next(filter(None, problems), "")


def _sparse_parts(array: Sparse) -> list[np.ndarray]:
    """The stored values, then the index arrays in the order of the file."""
    return [part for part in (array.data, array.indptr, array.indices) if part is not None]


def _put_list(put: Put, arrays: Sequence, names: Sequence[str] | None, np_shape: bool) -> None:
    put(struct.pack("<QQQ", LIST_MAGIC, 0, len(arrays)))
    for array in arrays:
        _put_array(put, array, np_shape)
    put(struct.pack("<Q", len(names or ())))
    for name in names or ():
        text = name.encode("utf-8")
        put(struct.pack("<Q", len(text)) + text)


def _put_array(put: Put, array, np_shape: bool) -> None:
    if isinstance(array, Sparse):
        _put_sparse(put, array)
        return
    magic = ARRAY_V3 if np_shape else ARRAY_V2
    flag = array.type_flag if isinstance(array, Dense) else _flag(array)
    put(struct.pack("<Ii", magic, DENSE) + _shape(array.shape) + _CPU + struct.pack("<i", flag))
    put(array.data if isinstance(array, Dense) else _bytes_of(array))


def _put_sparse(put: Put, array: Sparse) -> None:
    stype = ROW_SPARSE if array.stype == "row_sparse" else CSR
    values, *index_arrays = _sparse_parts(array)
    put(struct.pack("<Ii", ARRAY_V2, stype) + _shape(values.shape) + _shape(array.shape) + _CPU)
    put(struct.pack("<i", _flag(values)))
    for part in index_arrays:
        put(struct.pack("<i", _flag(part)) + _shape(part.shape))
    for part in (values, *index_arrays):
        put(_bytes_of(part))


def _flag(array: np.ndarray) -> int:
    return FLAG_OF_DTYPE[array.dtype.newbyteorder("<")]


def _shape(shape: Sequence[int]) -> bytes:
    return struct.pack(f"<i{len(shape)}q", len(shape), *shape)


def _bytes_of(array: np.ndarray):
    """The elements in row-major order, little-endian; copied only where they do not lie so."""
    plain = np.ascontiguousarray(array, dtype=array.dtype.newbyteorder("<"))
    return plain.reshape(-1).view(np.uint8).data if plain.size else b""
