"""Stores of sparse arrays out of files, and into them.

What does not live here: the layout of files (`_core/params`), or sparse arrays themselves.
"""

from .. import _kernels as k
from .._core.params_file import Sparse
from ..context import torch_device
from .handle import wrap_stored

__all__ = ["zeros_of", "from_record", "to_record"]


def zeros_of(stype, shape, dtype, ctx):
    """An array of a storage in which nothing is stored.

    Raises
    ------
    ValueError
        The storage is none there is.
    """
    make = {"csr": k.no_csr, "row_sparse": k.no_rows}.get(stype)
    if make is None:
        raise ValueError(f"unknown storage type {stype!r}; there are default, csr and row_sparse")
    return wrap_stored(make(shape, dtype, torch_device(ctx)), ctx)


def from_record(record, device):
    """The store of a sparse record of a file, whose indices the reader has looked at."""
    parts = [None if x is None else k.from_numpy(x, device) for x in _parts(record)]
    data, indices, indptr = parts
    cls = k.Csr if record.stype == "csr" else k.Rows
    return cls(data, _int64(indices), record.shape, _int64(indptr))


def to_record(store):
    """The record that a file holds of a store."""
    data, indices, indptr = (None if x is None else k.to_numpy(x) for x in _parts(store))
    return Sparse(store.stype, tuple(store.shape), data, indices, indptr)


def _parts(x):
    return x.data, x.indices, x.indptr


def _int64(x):
    return None if x is None else k.cast(x, dtype="int64")
