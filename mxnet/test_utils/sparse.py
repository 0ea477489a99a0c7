"""Random sparse arrays.

What does not live here: dense ones (`arrays.py`).
"""

import numpy as np

from ..ndarray import array, sparse
from .arrays import assign_each
from .surroundings import default_dtype

__all__ = [
    "create_sparse_array", "create_sparse_array_zd", "rand_ndarray", "rand_sparse_ndarray",
    "shuffle_csr_column_indices",
]  # fmt: skip


def rand_sparse_ndarray(shape, stype, density=None, dtype=None, distribution=None, data_init=None,
                        rsp_indices=None, modifier_func=None, shuffle_csr_indices=False,
                        ctx=None):  # fmt: skip
    """A random sparse array with its values and places.

    Parameters
    ----------
    shape : tuple of int
    stype : str
        `"row_sparse"` or `"csr"`.
    density : float, optional
        Share of rows, or of entries, that are stored; random if left out.
    dtype : str or type, optional
    distribution : str, optional
        `"uniform"`, or of csr `"powerlaw"`: every row stores twice what the row before does.
    data_init : float, optional
        The value of all that is stored; random in [0, 1) if left out.
    rsp_indices : array_like, optional
        The rows to store.
    modifier_func : callable, optional
        A function of one number, applied to every stored value.
    shuffle_csr_indices : bool
        Leave the columns of every row in random order.
    ctx : Context, optional

    Returns
    -------
    tuple
        The array, and `(data, indices)` of a row_sparse one or `(indptr, indices, data)`.

    Examples
    --------
    >>> array, (data, indices) = rand_sparse_ndarray((4, 2), "row_sparse", density=1)
    >>> indices.tolist(), data.shape
    ([0, 1, 2, 3], (4, 2))
    """
    density = np.random.rand() if density is None else density
    dtype = default_dtype() if dtype is None else dtype
    if stype == "row_sparse":
        if distribution not in (None, "uniform"):
            raise AssertionError(f"row_sparse arrays are uniform, not {distribution!r}")
        return _rows(shape, density, dtype, data_init, rsp_indices, modifier_func, ctx)
    if stype != "csr":
        raise AssertionError(f"unknown storage type {stype!r}")
    assert len(shape) == 2, f"a csr array has two axes, not {len(shape)}"
    if distribution == "powerlaw":
        rows, columns = _powerlaw(*shape, density)
    elif distribution in (None, "uniform"):
        rows, columns = _uniform(*shape, density, shuffle_csr_indices)
    else:
        raise AssertionError(f"distribution {distribution!r}; there are uniform and powerlaw")
    data = _values((len(columns),), data_init, modifier_func)
    indptr = np.searchsorted(rows, np.arange(shape[0] + 1))
    csr = sparse.csr_matrix(
        (data.astype(dtype), columns, indptr), shape=tuple(shape), dtype=dtype, ctx=ctx
    )
    return csr, (csr.indptr, csr.indices, csr.data)


def _values(shape, value, modify):
    values = np.random.rand(*shape) if value is None else np.full(shape, float(value))
    return values if modify is None or not values.size else assign_each(values, modify)


def _rows(shape, density, dtype, data_init, indices, modify, ctx):
    if indices is None:
        indices = np.flatnonzero(np.random.rand(shape[0]) < density)
    indices = np.asarray(indices, dtype=np.int64)
    assert len(indices) <= shape[0], f"{len(indices)} rows to store of {shape[0]}"
    if not len(indices):
        empty = sparse.zeros("row_sparse", tuple(shape), dtype=dtype, ctx=ctx)
        return empty, (np.array([], dtype=dtype), np.array([]))
    data = _values((len(indices), *shape[1:]), data_init, modify).astype(dtype)
    array = sparse.row_sparse_array((data, indices), shape=tuple(shape), dtype=dtype, ctx=ctx)
    return array, (data, indices)


def _uniform(rows, columns, density, shuffle):
    """Sorted rows, and columns, of random places."""
    count = int(round(density * rows * columns))
    places = np.sort(np.random.choice(rows * columns, count, replace=False))
    if shuffle:
        places = places[np.lexsort((np.random.rand(count), places // columns))]
    return places // columns, places % columns


def _powerlaw(rows, columns, density):
    """Places of the first columns: two in the first row, then twice as many in each."""
    left = int(rows * columns * density) - rows
    if left < 0:
        raise ValueError(f"density {density} stores less than one value in each of {rows} rows")
    counts = np.ones(rows, dtype=np.int64)
    for row in range(rows):
        most = columns if row > 60 else min(columns, 2 << row)
        counts[row] += min(most - 1, left)
        left -= counts[row] - 1
    if left > 0:
        raise ValueError(f"density {density} is too much for the shape {(rows, columns)}")
    places = np.repeat(np.arange(rows), counts)
    return places, np.arange(len(places)) - np.repeat(np.cumsum(counts) - counts, counts)


def rand_ndarray(shape, stype="default", density=None, dtype=None, modifier_func=None,
                 shuffle_csr_indices=False, distribution=None, ctx=None):  # fmt: skip
    """A random array: dense and uniform in [-1, 1), or a sparse one.

    Parameters
    ----------
    stype : str
        `"default"`, `"row_sparse"` or `"csr"`.
    density, modifier_func, shuffle_csr_indices, distribution
        Of sparse arrays: see `rand_sparse_ndarray`.

    Examples
    --------
    >>> rand_ndarray((2, 3)).shape, rand_ndarray((2, 3), "csr").stype
    ((2, 3), 'csr')
    """
    if stype == "default":
        return array(np.random.uniform(-1, 1, shape), dtype=dtype, ctx=ctx)
    made, _ = rand_sparse_ndarray(
        shape, stype, density=density, dtype=dtype, modifier_func=modifier_func,
        shuffle_csr_indices=shuffle_csr_indices, distribution=distribution, ctx=ctx,
    )  # fmt: skip
    return made


def create_sparse_array(shape, stype, data_init=None, rsp_indices=None, dtype=None,
                        modifier_func=None, density=.5, shuffle_csr_indices=False):  # fmt: skip
    """A random sparse array; the parameters are those of `rand_sparse_ndarray`.

    Examples
    --------
    >>> create_sparse_array((3, 2), "row_sparse", data_init=1, rsp_indices=[2]).asnumpy().tolist()
    [[0.0, 0.0], [0.0, 0.0], [1.0, 1.0]]
    """
    if stype == "row_sparse" and rsp_indices is not None:
        rsp_indices = np.sort(np.asarray(rsp_indices))
    made, _ = rand_sparse_ndarray(
        shape, stype, density=density, data_init=data_init, rsp_indices=rsp_indices, dtype=dtype,
        modifier_func=modifier_func, shuffle_csr_indices=shuffle_csr_indices,
    )  # fmt: skip
    return made


def create_sparse_array_zd(shape, stype, density, data_init=None, rsp_indices=None, dtype=None,
                           modifier_func=None, shuffle_csr_indices=False):  # fmt: skip
    """As `create_sparse_array`; of a row_sparse array only the rows of `rsp_indices` are stored.

    Examples
    --------
    >>> create_sparse_array_zd((3, 2), "row_sparse", density=0.5).data.shape
    (0, 2)
    """
    return create_sparse_array(
        shape, stype, data_init=data_init, rsp_indices=rsp_indices, dtype=dtype,
        modifier_func=modifier_func, density=0.0 if stype == "row_sparse" else density,
        shuffle_csr_indices=shuffle_csr_indices,
    )  # fmt: skip


def shuffle_csr_column_indices(csr):
    """Put the column indices of each row of a SciPy matrix into random order, in place.

    Examples
    --------
    >>> import scipy.sparse
    >>> matrix = scipy.sparse.csr_matrix(np.eye(2))
    >>> shuffle_csr_column_indices(matrix)
    >>> matrix.indices.tolist()
    [0, 1]
    """
    for begin, end in zip(csr.indptr[:-1], csr.indptr[1:]):
        np.random.shuffle(csr.indices[begin:end])
