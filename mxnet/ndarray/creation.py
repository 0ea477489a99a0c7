"""Making arrays: from values, from one number, from ranges.

What does not live here: files (`saving.py`), shared memory (`interop.py`), random numbers
(`mx.nd.random`).
"""

import numbers

import numpy as np

from .. import _kernels as k
from .._core import dtypes
from .._core.attrs import shape as read_shape
from .._core.errors import MXNetError, operator_error
from .._graph.ir import is_hidden
from .._tape.state import state
from ..context import Context, canonical, current_context, torch_device
from ..util import is_np_shape
from .handle import Handle, classes, wrap
from .operators import ops
from .stores import zeros_of
from .world import recorded

__all__ = [
    "array",
    "empty",
    "zeros",
    "ones",
    "full",
    "arange",
    "linspace",
    "eye",
    "canonical_context",
    "numbers_of",
]


def canonical_context(ctx):
    """The context for new arrays: the given one, or the current one."""
    if ctx is None:
        return canonical(current_context())
    if not isinstance(ctx, Context):
        raise AttributeError(f"ctx must be a Context such as mx.cpu(), not {ctx!r}")
    return canonical(ctx)


def array(source_array, ctx=None, dtype=None):
    """An array of values.

    Parameters
    ----------
    source_array : array_like
        An array, a number, or nested lists of numbers.
    ctx : Context, optional
        Where it goes; the current context if left out.
    dtype : str or type, optional
        Its dtype. Left out: that of `source_array` if it is an NDArray, else float32.

    Returns
    -------
    NDArray

    Raises
    ------
    TypeError
        The values are no numbers, or lists of different lengths.

    Examples
    --------
    >>> import mxnet as mx
    >>> mx.nd.array([[1, 2], [3, 4]]).shape
    (2, 2)
    """
    ctx = canonical_context(ctx)
    if isinstance(source_array, Handle):
        if source_array._sparse:
            return classes["sparse_array"](source_array, ctx, dtype)
        return _copied(source_array, ctx, dtype)
    if hasattr(source_array, "tocsr") and hasattr(source_array, "todense"):
        return classes["sparse_array"](source_array, ctx, dtype)
    name = dtypes.to_name(dtype) if dtype is not None else "float32"
    return wrap(
        k.cast(k.from_numpy(numbers_of(source_array, name), torch_device(ctx)), dtype=name), ctx
    )


def numbers_of(source, name):
    """A NumPy array that keeps every digit the dtype can hold."""
    if (
        isinstance(source, np.ndarray)
        and source.dtype.kind in "biuf"
        and source.dtype.itemsize <= 8
    ):
        unsigned = source.dtype.name in ("uint16", "uint32", "uint64")
        return source.astype(np.int64) if unsigned else source
    if hasattr(source, "__dlpack__") and not isinstance(source, np.ndarray):
        return k.to_numpy(k.from_dlpack(source))
    if isinstance(source, np.ndarray) and source.dtype == dtypes.bfloat16:
        return source
    try:
        return np.array(_plain(source), dtype="float32" if name == "bfloat16" else name)
    except OverflowError:  # integers that do not fit wrap around, as a cast does
        return np.array(_plain(source)).astype(name)
    except (TypeError, ValueError) as error:
        raise TypeError(f"source_array must be array like object: {error}") from None


def _plain(source):
    """Nested lists with arrays of one element, or more, as NumPy arrays."""
    if isinstance(source, Handle):
        return source.asnumpy()
    return [_plain(x) for x in source] if isinstance(source, (list, tuple)) else source


def _copied(source, ctx, dtype):
    """A copy of an array, linked to the tape while recording."""
    name = dtypes.to_name(dtype) if dtype is not None else k.dtype_name(source._data)
    if not (state.recording and source._node is not None):
        return wrap(k.own(k.cast(k.move(source._data, device=torch_device(ctx)), dtype=name)), ctx)
    copied = recorded.cast(recorded.move(source, device=torch_device(ctx)), dtype=name)
    copied._ctx = ctx
    return copied


def _filled(name, make, shape, ctx, dtype, stype=None):
    ctx = canonical_context(ctx)
    try:
        if type(shape) is not tuple or any(type(n) is not int for n in shape):
            shape = (int(shape),) if isinstance(shape, numbers.Integral) else read_shape(shape)
    except (TypeError, ValueError) as error:
        raise operator_error(name, f"shape={shape!r} is no shape: {error}.") from None
    if name != "empty" and not is_np_shape() and (not shape or 0 in shape):
        raise operator_error(
            name,
            f"shape={shape} means an unknown shape here.",
            "Arrays without elements or axes are made inside mx.np_shape(), or by empty and array.",
        )
    if any(n < 0 for n in shape):
        raise operator_error(name, f"shape={shape} has a negative length.")
    if stype not in (None, "default"):
        return zeros_of(stype, shape, dtypes.to_name(dtype), ctx)
    with k.placed(torch_device(ctx)):
        return wrap(make(shape=shape, dtype=dtypes.to_name(dtype)), ctx)


def empty(shape, ctx=None, dtype=None, stype=None):
    """An array whose values do not matter; they are zeros.

    Examples
    --------
    >>> import mxnet as mx
    >>> mx.nd.empty((2, 3)).shape
    (2, 3)
    """
    return _filled("empty", k.zeros, shape, ctx, dtype, stype)


def zeros(shape, ctx=None, dtype=None, stype=None, **kwargs):
    """An array of zeros.

    Parameters
    ----------
    shape : int or tuple of int
        Its shape.
    ctx : Context, optional
        Where it goes; the current context if left out.
    dtype : str or type, optional
        float32 if left out.
    stype : str, optional
        Storage type: `"default"`, `"csr"` or `"row_sparse"`, where nothing is stored then.
    **kwargs
        `out`: an array to write to instead of making one.

    Examples
    --------
    >>> import mxnet as mx
    >>> mx.nd.zeros((1, 2)).asnumpy().tolist()
    [[0.0, 0.0]]
    """
    return _into(kwargs, "_zeros", _filled("_zeros", k.zeros, shape, ctx, dtype, stype))


def ones(shape, ctx=None, dtype=None, **kwargs):
    """An array of ones.

    Parameters
    ----------
    shape : int or tuple of int
        Its shape.
    ctx : Context, optional
        Where it goes; the current context if left out.
    dtype : str or type, optional
        float32 if left out.
    **kwargs
        `out`: an array to write to instead of making one.

    Examples
    --------
    >>> import mxnet as mx
    >>> mx.nd.ones((1, 2)).asnumpy().tolist()
    [[1.0, 1.0]]
    """
    return _into(kwargs, "_ones", _filled("_ones", k.ones, shape, ctx, dtype))


def _into(kwargs, name, made):
    out = kwargs.pop("out", None)
    kwargs.pop("name", None)
    for word in kwargs:
        if not is_hidden(word):  # `__layout__` and the like are remarks for graphs
            raise operator_error(
                name, f"unknown keyword {word!r}. It takes shape, ctx, dtype, out."
            )
    if out is None:
        return made
    out[:] = made
    return out


def full(shape, val, ctx=None, dtype=np.float32, out=None):
    """An array of one value.

    Parameters
    ----------
    shape : int or tuple of int
        Its shape.
    val : number or array
        The value; an array is broadcast.
    out : NDArray, optional
        Where to write instead of making an array.

    Examples
    --------
    >>> import mxnet as mx
    >>> mx.nd.full((2,), 7).asnumpy().tolist()
    [7.0, 7.0]
    """
    if out is None:
        out = empty(shape, ctx, dtype)
    out[:] = val
    return out


def arange(start, stop=None, step=1.0, repeat=1, infer_range=None, ctx=None, dtype=np.float32):
    """Evenly spaced numbers from `start` up to, not including, `stop`.

    Parameters
    ----------
    start, stop, step : float
        As of Python's `range`; with one number that is the stop.
    repeat : int
        How often each number stands there.
    infer_range : bool, optional
        Of old programs; it must be left out or False.

    Examples
    --------
    >>> import mxnet as mx
    >>> mx.nd.arange(1, 3, repeat=2).asnumpy().tolist()
    [1.0, 1.0, 2.0, 2.0]
    """
    if infer_range:
        raise MXNetError(
            "arange: infer_range=True needs a symbol, whose shape is inferred; arrays have theirs"
        )
    return ops._arange(
        start=start,
        stop=stop,
        step=step,
        repeat=repeat,
        infer_range=False,
        dtype=dtypes.to_name(dtype),
        ctx=str(canonical_context(ctx)),
    )


def linspace(start, stop, num, endpoint=True, ctx=None, dtype=np.float32):
    """`num` evenly spaced numbers from `start` to `stop`, which is the last with `endpoint`.

    Examples
    --------
    >>> import mxnet as mx
    >>> mx.nd.linspace(0, 1, 3).asnumpy().tolist()
    [0.0, 0.5, 1.0]
    """
    return ops._linspace(
        start=start,
        stop=stop,
        num=num,
        endpoint=endpoint,
        dtype=dtypes.to_name(dtype),
        ctx=str(canonical_context(ctx)),
    )


def eye(N, M=0, k=0, ctx=None, dtype=None, **kwargs):
    """A matrix with ones on one diagonal.

    Parameters
    ----------
    N, M : int
        Rows and columns; 0 columns means as many as rows.
    k : int
        Which diagonal; above the main one where positive.

    Examples
    --------
    >>> import mxnet as mx
    >>> mx.nd.eye(2, 3, 1).asnumpy().tolist()
    [[0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]
    """
    return ops._eye(
        N=N, M=M, k=k, dtype=dtypes.to_name(dtype), ctx=str(canonical_context(ctx)), **kwargs
    )
