"""NDArray: the public array, and the functions that make one.

What does not live here: operators (`functions.py`), indexing (`indexing.py`), printing (`printing.py`).
"""

import numbers

import numpy as np

from .. import _kernels as k
from .. import autograd
from .._core import dtypes
from .._core.errors import MXNetError
from ..context import canonical, current_context, torch_device
from . import functions
from .handle import Handle, classes, wrap

__all__ = ["NDArray", "array", "zeros", "ones", "empty", "full", "waitall"]


class NDArray(Handle):
    """A dense array on a device."""

    __array_priority__ = 1000.0

    @property
    def shape(self):
        return tuple(self._data.shape)

    @property
    def size(self):
        return self._data.numel()

    @property
    def ndim(self):
        return self._data.dim()

    @property
    def dtype(self):
        return dtypes.to_numpy(k.dtype_name(self._data))

    @property
    def context(self):
        return self._ctx

    ctx = context

    @property
    def grad(self):
        return self._grad

    def asnumpy(self):
        return k.to_numpy(self._data)

    def attach_grad(self, grad_req="write", stype=None):
        autograd.mark_variables([self], [zeros(self.shape, self._ctx, self.dtype)], grad_req)

    def backward(self, out_grad=None, retain_graph=False, train_mode=True):
        autograd.backward([self], None if out_grad is None else [out_grad], retain_graph, train_mode)

    def __add__(self, other):
        if isinstance(other, NDArray):
            return broadcast_add(self, other)
        return NotImplemented

    def __mul__(self, other):
        if isinstance(other, NDArray):
            return broadcast_mul(self, other)
        return NotImplemented

    def __repr__(self):
        return f"\n{self.asnumpy()}\n<NDArray {'x'.join(map(str, self.shape))} @{self._ctx}>"


classes["nd"] = NDArray
broadcast_add = functions.function(functions.registry.find("broadcast_add"), "broadcast_add")
broadcast_mul = functions.function(functions.registry.find("broadcast_mul"), "broadcast_mul")


def array(source_array, ctx=None, dtype=None):
    """An array of anything NumPy can read."""
    ctx = canonical(ctx or current_context())
    if dtype is None:
        dtype = source_array.dtype if isinstance(source_array, NDArray) else np.float32
    values = np.asarray(source_array.asnumpy() if isinstance(source_array, NDArray) else source_array)
    tensor = k.from_numpy(values.astype(dtypes.to_numpy(dtypes.to_name(dtype))), torch_device(ctx))
    return wrap(tensor, ctx)


def full(shape, val, ctx=None, dtype="float32", out=None):
    """An array of one value."""
    ctx = canonical(ctx or current_context())
    shape = (shape,) if isinstance(shape, numbers.Integral) else tuple(shape)
    with k.placed(torch_device(ctx)):
        return wrap(k.full(shape=shape, value=val, dtype=dtypes.to_name(dtype)), ctx)


def zeros(shape, ctx=None, dtype=None, **kwargs):
    """An array of zeros."""
    return full(shape, 0, ctx, dtype)


def ones(shape, ctx=None, dtype=None, **kwargs):
    """An array of ones."""
    return full(shape, 1, ctx, dtype)


empty = zeros


def waitall():
    """Wait for everything that was started on a device."""
    k.synchronize()


_ = MXNetError
