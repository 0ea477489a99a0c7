"""Arrays on the memory of NumPy arrays and, through DLPack, of PyTorch's and every other library's.

What does not live here: copies; `nd.array` makes those. Lending memory out is in `interop.py`.
"""

from .. import _kernels as k
from .._core import dtypes
from ..context import canonical, cpu, gpu
from .array import NDArray
from .handle import wrap

__all__ = ["from_numpy", "from_dlpack"]


def from_numpy(ndarray, zero_copy=True, array_cls=NDArray):
    """An array of a NumPy array, on the same memory unless told otherwise.

    Parameters
    ----------
    ndarray : numpy.ndarray
        C-contiguous where memory is shared. It becomes read-only then, since the new array writes
        to it.
    zero_copy : bool
        Share the memory.
    array_cls : type
        The class of the result.

    Raises
    ------
    ValueError
        Memory was to be shared and `ndarray` is not C-contiguous.

    Examples
    --------
    >>> import mxnet as mx, numpy
    >>> a = numpy.zeros(2, dtype="float32")
    >>> x = mx.nd.from_numpy(a)
    >>> x[:] = 5
    >>> a.tolist()
    [5.0, 5.0]
    """
    flags, name = ndarray.flags, dtypes.to_name(ndarray.dtype)
    if not zero_copy:
        return wrap(k.from_numpy(ndarray), canonical(cpu()), array_cls)
    if not flags["C_CONTIGUOUS"]:
        raise ValueError(
            "Only c-contiguous arrays are supported for zero-copy; give zero_copy=False"
        )
    if name == "bfloat16" or not ndarray.dtype.isnative:
        raise ValueError(f"memory of dtype {ndarray.dtype} cannot be shared; give zero_copy=False")
    tensor = k.borrow_numpy(ndarray)
    flags.writeable = False
    return wrap(tensor, canonical(cpu()), array_cls)


def from_dlpack(dlpack):
    """An array on the memory of another library's array.

    Parameters
    ----------
    dlpack : object or PyCapsule
        Anything with `__dlpack__`, such as a `torch.Tensor`, or a capsule.

    Raises
    ------
    TypeError
        It is neither, or a capsule whose memory was taken already.

    Examples
    --------
    >>> import mxnet as mx
    >>> x = mx.nd.ones((2,))
    >>> y = mx.nd.from_dlpack(mx.nd.to_dlpack_for_write(x))
    >>> y[:] = 3
    >>> x.asnumpy().tolist()
    [3.0, 3.0]
    """
    try:
        tensor = k.from_dlpack(dlpack)
    except (AttributeError, RuntimeError, TypeError):
        raise TypeError(
            f"from_dlpack: {type(dlpack).__name__} offers no memory by DLPack. Give a capsule that "
            "was not used yet, or an array that has __dlpack__."
        ) from None
    dtypes.to_name(k.dtype_name(tensor))
    kind, number = tensor.device.type, tensor.device.index
    return wrap(tensor, canonical(gpu(number) if kind == "cuda" else cpu()), NDArray)
