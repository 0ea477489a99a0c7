"""`mx.nd.sparse`: making sparse arrays, arithmetic that keeps them sparse, and the operators of
this namespace.

What does not live here: the classes (`sparse_array.py`), and operators' forms (`sparse_table.py`).
"""

import numpy as np

from .. import _kernels as k
from .._core import dtypes
from .._core.source import compile_source
from ..context import torch_device
from . import creation, sparse_call  # noqa: F401  the latter tells `invoke` of itself
from .arithmetic import NUMBERS, number
from .creation import canonical_context
from .functions import module_getattr
from .handle import Handle, classes, stored, wrap_stored
from .operators import ops
from .sparse_array import CSRNDArray, RowSparseNDArray
from .sparse_base import BaseSparseNDArray

__all__ = [
    "BaseSparseNDArray",
    "CSRNDArray",
    "RowSparseNDArray",
    "add",
    "array",
    "csr_matrix",
    "divide",
    "empty",
    "gs_retain",
    "multiply",
    "row_sparse_array",
    "subtract",
    "zeros",
]

_getter, _names = module_getattr("sparse", __name__)


def __getattr__(name):
    made = globals()[name] = _getter(name)
    return made


def __dir__():
    return sorted({*globals(), *_names()})


def csr_matrix(arg1, shape=None, ctx=None, dtype=None):
    """A matrix in compressed rows.

    Parameters
    ----------
    arg1 : array_like or tuple
        A dense matrix, a CSRNDArray or a SciPy matrix; or `(rows, columns)` of one that stores
        nothing; or `(data, indices, indptr)`; or `(data, (row, column))`, where entries of one
        place are added up.
    shape : tuple of int, optional
        Its shape; left out, what `arg1` says, or the least that holds all indices.
    ctx : Context, optional
        Where it goes; the current context if left out.
    dtype : str or type, optional
        Its dtype; left out, that of `arg1`, or float32 for lists.

    Returns
    -------
    CSRNDArray

    Raises
    ------
    ValueError
        `shape` contradicts `arg1`, or none can be told; a tuple of another length.
    MXNetError
        Data and indices of different lengths.

    Examples
    --------
    >>> import mxnet as mx
    >>> x = mx.nd.sparse.csr_matrix(([1, 2], [2, 0], [0, 1, 2]), shape=(2, 3))
    >>> x.asnumpy().tolist()
    [[0.0, 0.0, 1.0], [2.0, 0.0, 0.0]]
    """
    if isinstance(arg1, tuple):
        if len(arg1) == 2 and _are_lengths(arg1):
            _check_shape(arg1, shape)
            return empty("csr", arg1, ctx, dtype)
        if len(arg1) == 2 and isinstance(arg1[1], tuple) and len(arg1[1]) == 2:
            return _of_coordinates(arg1[0], *arg1[1], shape, ctx, dtype)
        if len(arg1) == 3:
            return _of_rows(*arg1, shape, ctx, dtype)
        raise ValueError(f"Unexpected length of input tuple: {len(arg1)}")
    if isinstance(arg1, CSRNDArray) or _is_scipy(arg1):
        _check_shape(arg1.shape, shape)
        return array(arg1, ctx=ctx, dtype=dtype)
    return _of_dense(arg1, "csr", shape, ctx, dtype)


def row_sparse_array(arg1, shape=None, ctx=None, dtype=None):
    """An array of which some rows, entries of the first axis, are stored.

    Parameters
    ----------
    arg1 : array_like or tuple
        A dense array or a RowSparseNDArray; or the lengths of the axes, two or more, of one that
        stores nothing; or `(data, indices)`: the stored rows and which they are.
    shape, ctx, dtype
        As for `csr_matrix`.

    Returns
    -------
    RowSparseNDArray

    Examples
    --------
    >>> import mxnet as mx
    >>> x = mx.nd.sparse.row_sparse_array(([[1, 2]], [1]), shape=(3, 2))
    >>> x.asnumpy().tolist()
    [[0.0, 0.0], [1.0, 2.0], [0.0, 0.0]]
    """
    if isinstance(arg1, tuple):
        if len(arg1) < 2:
            raise ValueError(f"Unexpected length of input tuple: {len(arg1)}")
        if len(arg1) > 2 or _are_lengths(arg1):
            _check_shape(arg1, shape)
            return empty("row_sparse", arg1, ctx, dtype)
        return _of_stored_rows(*arg1, shape, ctx, dtype)
    if isinstance(arg1, RowSparseNDArray):
        _check_shape(arg1.shape, shape)
        return array(arg1, ctx=ctx, dtype=dtype)
    return _of_dense(arg1, "row_sparse", shape, ctx, dtype)


def _are_lengths(values):
    return all(isinstance(n, (int, np.integer)) for n in values)


def _check_shape(found, wanted):
    if wanted is not None and tuple(found) != tuple(wanted):
        raise ValueError(f"Shape mismatch detected. {tuple(found)} v.s. {tuple(wanted)}")


def _is_scipy(source):
    return hasattr(source, "tocsr") and hasattr(source, "todense")


def _part(values, device, dtype=None):
    """A tensor of one's own of given values, in a dtype: theirs or, of lists, float32."""
    if isinstance(values, Handle):
        tensor = k.own(k.move(k.to_dense(stored(values)), device=device))
    else:
        given = values if isinstance(values, np.ndarray) else np.array(values, np.float64)
        tensor = k.from_numpy(creation.numbers_of(given, dtype or "float64"), device)
        dtype = dtype or (k.dtype_name(tensor) if given is values else "float32")
    return tensor if dtype is None else k.cast(tensor, dtype=dtypes.to_name(dtype))


def _place(ctx):
    ctx = canonical_context(ctx)
    return ctx, torch_device(ctx)


def _of_rows(data, indices, indptr, shape, ctx, dtype):
    ctx, device = _place(ctx)
    data = _part(data, device, dtype)
    indices, indptr = _part(indices, device, "int64"), _part(indptr, device, "int64")
    if shape is None:
        if not indices.numel():
            raise ValueError("invalid shape: without indices it must be given")
        shape = (indptr.shape[0] - 1, int(indices.max()) + 1)
    if len(shape) != 2 or any(x.dim() != 1 for x in (data, indices, indptr)):
        raise ValueError(f"invalid shape: {tuple(shape)}, with parts that must be vectors")
    store = k.Csr(data, indices, _lengths(shape), indptr)
    if data.shape != indices.shape or indptr.shape[0] != store.shape[0] + 1:
        store.check(False)
    return wrap_stored(store, ctx)


def _of_coordinates(data, row, column, shape, ctx, dtype):
    ctx, device = _place(ctx)
    if not isinstance(data, Handle):
        data = np.asarray(data)
    data = _part(data, device, dtype)
    row, column = _part(row, device, "int64"), _part(column, device, "int64")
    if shape is None:
        if not row.numel():
            raise ValueError("invalid shape: without indices it must be given")
        shape = (int(row.max()) + 1, int(column.max()) + 1)
    if not data.shape == row.shape == column.shape or data.dim() != 1 or len(shape) != 2:
        raise ValueError("data, row and column must be vectors of one length, of a matrix")
    rows, columns = shape = _lengths(shape)
    for x, length, what in ((row, rows, "row"), (column, columns, "column")):
        if x.numel() and not 0 <= int(x.min()) <= int(x.max()) < length:
            raise ValueError(f"a {what} index lies outside of the shape {shape}")
    return wrap_stored(k.canonical_csr(data, row, column, shape), ctx)


def _of_stored_rows(data, indices, shape, ctx, dtype):
    ctx, device = _place(ctx)
    data, indices = _part(data, device, dtype), _part(indices, device, "int64")
    if shape is None:
        if not indices.numel():
            raise ValueError("invalid shape: without indices it must be given")
        shape = (int(indices.max()) + 1, *data.shape[1:])
    if not data.dim() or indices.dim() != 1 or data.dim() != len(shape):
        raise ValueError(
            f"invalid shape: {tuple(shape)}, with data of shape {tuple(data.shape)} and indices of "
            f"{tuple(indices.shape)}"
        )
    store = k.Rows(data, indices, _lengths(shape))
    store.check(False)
    return wrap_stored(store, ctx)


def _lengths(shape):
    shape = tuple(int(n) for n in shape)
    if any(n < 0 for n in shape):
        raise ValueError(f"invalid shape: {shape}")
    return shape


def _of_dense(source, stype, shape, ctx, dtype):
    if isinstance(source, BaseSparseNDArray):
        raise ValueError(f"Unexpected input type: {type(source).__name__}")
    if dtype is None:
        dtype = source.dtype if isinstance(source, (Handle, np.ndarray)) else np.float32
    dense = creation.array(source, ctx=ctx, dtype=dtype)
    if stype == "csr" and dense.ndim != 2:
        raise ValueError(
            "To convert to a CSR, the NDArray should be 2 Dimensional. "
            f"Current shape is {dense.shape}"
        )
    _check_shape(dense.shape, shape)
    return dense.tostype(stype)


def array(source_array, ctx=None, dtype=None):
    """A copy of a sparse array, or of a SciPy matrix in compressed rows.

    Parameters
    ----------
    source_array : CSRNDArray, RowSparseNDArray or scipy.sparse matrix
        What to copy. Of a SciPy matrix entries of one place are added up.
    ctx : Context, optional
        Where it goes; the current context if left out.
    dtype : str or type, optional
        That of the source if left out.

    Raises
    ------
    ValueError
        The source is a NumPy array or a list; `mx.nd.array` takes those.
    AssertionError
        It is a dense NDArray, which `tostype` converts.

    Examples
    --------
    >>> import mxnet as mx
    >>> mx.nd.sparse.array(mx.nd.sparse.zeros("csr", (2, 3))).shape
    (2, 3)
    """
    ctx, device = _place(ctx)
    if isinstance(source_array, Handle):
        assert source_array._sparse, (
            "Please use `tostype` to create RowSparseNDArray or CSRNDArray from an NDArray"
        )
        store = k.sparse_move(source_array._store, device)
    elif _is_scipy(source_array):
        store = _of_scipy(source_array.tocsr(), device)
    elif isinstance(source_array, np.ndarray):
        raise ValueError(
            "Please use mx.nd.array to create an NDArray with source_array of type "
            f"{type(source_array)}"
        )
    else:
        raise ValueError(f"Unexpected source_array type: {type(source_array)}")
    if dtype is not None:
        store = k.with_data(store, k.cast(store.data, dtype=dtypes.to_name(dtype)))
    return wrap_stored(store, ctx)


def _of_scipy(matrix, device):
    if not matrix.has_canonical_format:
        matrix = matrix.copy()
        matrix.sum_duplicates()
    data = k.from_numpy(creation.numbers_of(matrix.data, "float64"), device)
    indices, indptr = (k.from_numpy(x.astype(np.int64), device)
                       for x in (matrix.indices, matrix.indptr))  # fmt: skip
    return k.Csr(data, indices, matrix.shape, indptr)


def zeros(stype, shape, ctx=None, dtype=None, **kwargs):
    """An array of a storage type in which nothing is stored.

    Parameters
    ----------
    stype : str
        `"csr"`, `"row_sparse"` or `"default"`.
    shape, ctx, dtype
        As for `mx.nd.zeros`.

    Raises
    ------
    ValueError
        There is no such storage.

    Examples
    --------
    >>> import mxnet as mx
    >>> mx.nd.sparse.zeros("row_sparse", (2, 3)).data.shape
    (0, 3)
    """
    kwargs.pop("aux_types", None)
    if stype != "default" and stype not in ("csr", "row_sparse"):
        raise ValueError(f"unknown storage type {stype!r}; there are default, csr and row_sparse")
    return creation.zeros(shape, ctx, dtype, stype=stype, **kwargs)


def empty(stype, shape, ctx=None, dtype=None):
    """A sparse array in which nothing is stored.

    Raises
    ------
    ValueError
        The storage is neither `"csr"` nor `"row_sparse"`.

    Examples
    --------
    >>> import mxnet as mx
    >>> mx.nd.sparse.empty("csr", (2, 3)).stype
    'csr'
    """
    if stype not in ("csr", "row_sparse"):
        raise ValueError(f"unknown stype : {stype}")
    return creation.empty(shape, ctx, dtype, stype)


def gs_retain(data=None, indices=None, out=None, name=None, **kwargs):
    """`mx.nd.sparse.retain`, under the name that it has in the reference's class."""
    return ops._sparse_retain(data, indices, out=out, **kwargs)


_FUNCTION = '''
def {name}(lhs, rhs):
    """`{array}` of arrays of one shape, so that sparse results stay sparse; else `{broadcast}`.

    Parameters
    ----------
    lhs, rhs : NDArray or number
        Arrays of any storage share one dtype. Two numbers give a number.

    Returns
    -------
    NDArray or number

    Examples
    --------
    >>> import mxnet as mx
    >>> x = mx.nd.array([[1, 0]]).tostype("csr")
    >>> mx.nd.sparse.{name}(x, x).shape
    (1, 2)
    """
    if isinstance(lhs, Handle):
        if isinstance(rhs, Handle):
            one_shape = lhs.shape == rhs.shape
            return ops.{array}(lhs, rhs) if one_shape else ops.{broadcast}(lhs, rhs)
        return ops.{scalar}(lhs, number(rhs, lhs))
    if isinstance(rhs, Handle):
        return ops.{reflected}(rhs, number(lhs, rhs))
    if not (isinstance(lhs, NUMBERS) and isinstance(rhs, NUMBERS)):
        raise TypeError(f"types {{type(lhs)}} and {{type(rhs)}} not supported")
    return lhs {sign} rhs
'''


def _binary(name, word, scalar, reflected, sign):
    space = {"Handle": Handle, "ops": ops, "number": number, "NUMBERS": NUMBERS,
             "__name__": __name__}  # fmt: skip
    text = _FUNCTION.format(
        name=name, array=f"elemwise_{word}", broadcast=f"broadcast_{word}", scalar=scalar,
        reflected=reflected, sign=sign,
    )  # fmt: skip
    return compile_source(f"nd.sparse.{name}", text, space)[name]


add = _binary("add", "add", "_plus_scalar", "_plus_scalar", "+")
subtract = _binary("subtract", "sub", "_minus_scalar", "_rminus_scalar", "-")
multiply = _binary("multiply", "mul", "_mul_scalar", "_mul_scalar", "*")
divide = _binary("divide", "div", "_div_scalar", "_rdiv_scalar", "/")

classes["sparse_array"] = array
