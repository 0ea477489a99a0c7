"""The two classes of sparse arrays: how each is read in parts and written.

What does not live here: what they share (`sparse_base.py`), and their making (`sparse.py`).
"""

import numpy as np

from .. import _kernels as k
from .._tape.state import state
from .arithmetic import NUMBERS, refuse_recorded
from .handle import classes, wrap_stored
from .operators import ops
from .sparse_base import BaseSparseNDArray

__all__ = ["CSRNDArray", "RowSparseNDArray"]


class CSRNDArray(BaseSparseNDArray):
    """A matrix in compressed rows: `data` holds the stored values row by row, `indices` their
    columns, and row i's stand from `indptr[i]` to before `indptr[i + 1]`.

    Examples
    --------
    >>> import mxnet as mx
    >>> x = mx.nd.sparse.csr_matrix(([1, 2, 3], [1, 0, 2], [0, 1, 2, 3]), shape=(3, 3))
    >>> x[1].asnumpy().tolist()
    [[2.0, 0.0, 0.0]]
    """

    __module__ = "mxnet.ndarray.sparse"

    @property
    def indptr(self):
        """Where each row begins in `data`, and where the last one ends, as a copy."""
        return self._part("indptr")

    def __getitem__(self, key):
        """The rows that an int or a slice without steps names, as a matrix."""
        if isinstance(key, (int, np.integer)) and not isinstance(key, bool):
            rows = self.shape[0]
            if not -rows <= key < rows:
                raise IndexError(f"index {key} is out of bounds for axis 0 with size {rows}")
            begin = int(key) % rows
            return ops.slice(self, begin=(begin,), end=(begin + 1,))
        if isinstance(key, slice):
            if key.step not in (None, 1):
                raise ValueError("CSRNDArray only supports continuous slicing on axis 0")
            begin, end, _ = key.indices(self.shape[0])
            if key.start is None and key.stop is None:
                return self
            if begin >= end:
                return wrap_stored(k.csr_rows(self._store, begin, begin), self._ctx)
            return ops.slice(self, begin=(begin,), end=(end,))
        if isinstance(key, tuple):
            raise ValueError("Multi-dimension indexing is not supported")
        raise ValueError(f"Undefined behaviour for {key}")

    def __setitem__(self, key, value):
        """Write all of it: `x[:] = array`."""
        if not self._writable:
            raise ValueError("this array is read-only")
        if not isinstance(key, slice):
            raise IndexError("CSRNDArray only supports [:] for assignment")
        if key != slice(None):
            raise ValueError("Assignment with slice for CSRNDArray is not implemented yet.")
        if isinstance(value, NUMBERS):
            raise ValueError("Assigning numeric types to CSRNDArray is not implemented yet.")
        self._assign(value)

    def asscipy(self):
        """A `scipy.sparse.csr_matrix` of the same values.

        Examples
        --------
        >>> import mxnet as mx
        >>> mx.nd.sparse.zeros("csr", (2, 3)).asscipy().nnz
        0
        """
        import scipy.sparse

        parts = (k.to_numpy(getattr(self._store, n)) for n in ("data", "indices", "indptr"))
        return scipy.sparse.csr_matrix(tuple(parts), shape=self.shape, dtype=self.dtype)


class RowSparseNDArray(BaseSparseNDArray):
    """An array of which some rows, entries of its first axis, are stored: row `indices[i]` is
    `data[i]`, the others are zero.

    Examples
    --------
    >>> import mxnet as mx
    >>> x = mx.nd.sparse.row_sparse_array(([[1, 2]], [1]), shape=(2, 2))
    >>> x.asnumpy().tolist()
    [[0.0, 0.0], [1.0, 2.0]]
    """

    __module__ = "mxnet.ndarray.sparse"

    def __getitem__(self, key):
        """The array itself, for `[:]`."""
        if isinstance(key, (int, np.integer)) and not isinstance(key, bool):
            raise NotImplementedError(
                "__getitem__ with int key is not implemented for RowSparseNDArray yet"
            )
        if isinstance(key, slice):
            if key != slice(None):
                raise NotImplementedError("RowSparseNDArray only supports [:] for __getitem__")
            return self
        if isinstance(key, tuple):
            raise ValueError("Multi-dimension indexing is not supported")
        raise ValueError(f"Undefined behaviour for {key}")

    def __setitem__(self, key, value):
        """Write all of it: `x[:] = array`, or a number, which then stores every row."""
        if not self._writable:
            raise ValueError("this array is read-only")
        if not isinstance(key, slice) or key != slice(None):
            raise TypeError("RowSparseNDArray only supports [:] for assignment")
        if isinstance(value, NUMBERS):
            if state.recording:
                refuse_recorded(self)
            self._put(k.full_like(self._store, value=value))
        else:
            self._assign(value)

    def retain(self, *args, **kwargs):
        """`mx.nd.sparse.retain` of this array: some of its rows.

        Examples
        --------
        >>> import mxnet as mx
        >>> x = mx.nd.sparse.row_sparse_array(([[1, 2], [3, 4]], [0, 1]), shape=(3, 2))
        >>> x.retain(mx.nd.array([1])).indices.asnumpy().tolist()
        [1]
        """
        return ops._sparse_retain(self, *args, **kwargs)


classes["csr"], classes["row_sparse"] = CSRNDArray, RowSparseNDArray
