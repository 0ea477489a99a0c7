"""Lending an array's memory to NumPy and, through DLPack, to PyTorch and every other array library.

What does not live here: arrays on other libraries' memory (`sharing.py`).
"""

import numpy as np

from .. import _kernels as k
from .handle import leaving

__all__ = ["to_dlpack_for_read", "to_dlpack_for_write", "as_numpy"]


def to_dlpack_for_read(data):
    """A DLPack capsule on an array's memory, once what is being written to it is done.

    Examples
    --------
    >>> import mxnet as mx
    >>> mx.nd.from_dlpack(mx.nd.to_dlpack_for_read(mx.nd.ones((2,)))).shape
    (2,)
    """
    return k.dlpack_capsule(leaving(data))


def to_dlpack_for_write(data):
    """A DLPack capsule through which another library may write to an array's memory.

    Examples
    --------
    >>> import mxnet as mx
    >>> mx.nd.from_dlpack(mx.nd.to_dlpack_for_write(mx.nd.ones((2,)))).shape
    (2,)
    """
    return k.dlpack_capsule(data._data)


def as_numpy(array, dtype=None, copy=None):
    """What `numpy.asarray(array)` gives: the same memory where that is possible.

    Raises
    ------
    ValueError
        `copy=False` was asked for and the values have to be copied.
    """
    values = k.to_numpy(leaving(array), copy=False)
    shared = array._data.device.type == "cpu" and not values.dtype.fields
    if dtype is not None and np.dtype(dtype) != values.dtype:
        values, shared = values.astype(dtype), False
    if copy is False and not shared:
        raise ValueError(
            f"an array of {k.dtype_name(array._data)} on {array._ctx} cannot be given to NumPy "
            "without a copy"
        )
    return values.copy() if copy and shared else values
