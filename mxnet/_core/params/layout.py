"""The layout of MXNet's binary array files: its numbers, and the records that pass through it.

Reading and writing live in `reader` and `writer`.

Note [Array file]: everything is little-endian. ::

    file    u64 0x112, u64 reserved, u64 count, count x array, u64 names, names x name
    name    u64 length, UTF-8 bytes                 (names is 0 for a list, else equal to count)
    array   u32 V2 or V3, i32 storage type, [shape of the stored values, when sparse], shape,
            context, i32 type flag, [per index array: i32 type flag, shape], values, [index arrays]
            u32 V1, shape, context, i32 type flag, values
            u32 ndim, ndim x u32, context, i32 type flag, values              (before V1)
    shape   i32 ndim, ndim x i64
    context i32 device type, i32 device id                (1, 0: the cpu; readers ignore it)

V3 says that the array was saved under NumPy shape semantics, where () is a scalar and not "no
array". Sparse arrays: row_sparse has one index array, the stored rows; csr has two, the row
pointers and the column indices.

Source: files written by MXNet 1.9.1, see tests/files/data.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

__all__ = [
    "ARRAY_V1", "ARRAY_V2", "ARRAY_V3", "BFLOAT16", "DTYPE_OF_FLAG", "Dense", "FLAG_OF_DTYPE",
    "INDEX_ARRAYS", "LIST_MAGIC", "MAX_BYTES", "MAX_NDIM", "ROW_SPARSE", "CSR", "DENSE", "Sparse",
    "STYPE_NAMES", "byte_count", "dtype_name",
]

LIST_MAGIC = 0x112
ARRAY_V1, ARRAY_V2, ARRAY_V3 = 0xF993FAC8, 0xF993FAC9, 0xF993FACA

DENSE, ROW_SPARSE, CSR = 0, 1, 2
STYPE_NAMES = {DENSE: "default", ROW_SPARSE: "row_sparse", CSR: "csr"}
INDEX_ARRAYS = {DENSE: 0, ROW_SPARSE: 1, CSR: 2}

# NumPy has no bfloat16; like MXNet, one is a record of one field holding the upper 16 bits.
BFLOAT16 = np.dtype([("bfloat16", "<u2")])
DTYPE_OF_FLAG: dict[int, np.dtype] = {
    0: np.dtype("<f4"), 1: np.dtype("<f8"), 2: np.dtype("<f2"), 3: np.dtype("u1"),
    4: np.dtype("<i4"), 5: np.dtype("i1"), 6: np.dtype("<i8"), 7: np.dtype("?"), 12: BFLOAT16,
}
FLAG_OF_DTYPE = {dtype: flag for flag, dtype in DTYPE_OF_FLAG.items()}

MAX_NDIM = 32
MAX_BYTES = 2**63 - 1


@dataclass(frozen=True, eq=False)
class Dense:
    """Values to write that are not a NumPy array: shape, MXNet's type flag and the raw bytes.

    Parameters
    ----------
    shape : tuple of int
        Dimensions; their product times the size of an element is the length of `data`.
    type_flag : int
        MXNet's number of the dtype, such as 0 for float32.
    data : bytes-like
        The elements in row-major order, little-endian.
    """

    shape: tuple[int, ...]
    type_flag: int
    data: Any


@dataclass(frozen=True, eq=False)
class Sparse:
    """A row_sparse or csr array as it stands in a file.

    Parameters
    ----------
    stype : str
        ``"row_sparse"`` or ``"csr"``.
    shape : tuple of int
        Dimensions of the whole array.
    data : numpy.ndarray
        The stored values: ``(rows stored, *shape[1:])`` for row_sparse, one dimension for csr.
    indices : numpy.ndarray
        The row of each stored row, or the column of each stored value.
    indptr : numpy.ndarray, optional
        csr only: where each row begins in `data`, and where the last one ends.
    """

    stype: str
    shape: tuple[int, ...]
    data: np.ndarray
    indices: np.ndarray
    indptr: np.ndarray | None = None


def byte_count(shape: tuple[int, ...], dtype: np.dtype) -> int | None:
    """Bytes of an array, exact however large; None where no array can have this shape.

    NumPy multiplies the dimensions other than zero even when one is zero, so this does too.
    """
    if len(shape) > MAX_NDIM or any(size < 0 for size in shape):
        return None
    if math.prod(size or 1 for size in shape) * dtype.itemsize > MAX_BYTES:
        return None
    return math.prod(shape) * dtype.itemsize


def dtype_name(dtype: np.dtype) -> str:
    """What users call `dtype`."""
    return dtype.names[0] if dtype.names else dtype.name
