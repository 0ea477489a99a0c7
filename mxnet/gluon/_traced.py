"""The arrays that a traced block computes with: shape, dtype and context, but no values.

What does not live here: the graph that grows meanwhile (`_tracing.py`).
"""

from math import prod

import numpy as np

from .._core import dtypes
from .._core.errors import MXNetError
from .._kernels.storage import torch_dtype
from ..context import canonical, torch_device
from ..ndarray import NDArray, indexing
from ..ndarray import array as constant
from ..ndarray.handle import Handle
from ..ndarray.operators import ops
from ..ndarray.reshaping import new_shape

__all__ = ["Blank", "Traced", "ValueNeeded"]


class ValueNeeded(MXNetError, AttributeError):
    """The values of a traced array were asked for."""


class Blank:
    """What stands where an array has its tensor: a place in the graph, with a shape and a dtype.

    Kernels cannot work on it, and so every operator comes to the tracer.
    """

    __slots__ = ("entry", "shape", "dtype")

    _version = 0

    def __init__(self, entry, shape, dtype):
        self.entry, self.shape, self.dtype = entry, tuple(shape), torch_dtype(dtype)

    def dim(self):
        """The number of axes."""
        return len(self.shape)

    @property
    def ndim(self):
        """The number of axes."""
        return len(self.shape)

    def numel(self):
        """The number of elements."""
        return prod(self.shape)

    def is_floating_point(self):
        """Whether the elements are fractions."""
        return self.dtype.is_floating_point

    def __getattr__(self, name):
        raise ValueNeeded(f"the values of a traced array are not there ({name})")


class Traced(NDArray):
    """An array without values, inside a block that is traced."""

    __module__ = "mxnet.gluon.block"

    _node = Blank  # on the tape, to whoever asks

    def __repr__(self):
        shape = "x".join(map(str, self.shape))
        return f"<traced NDArray {shape} @{self.context}>"

    def __getitem__(self, key):
        return _part(self, key)

    def reshape(self, *shape, **kwargs):
        """`NDArray.reshape`."""
        return ops.reshape(self, shape=new_shape(self, shape, kwargs))

    def expand_dims(self, axis, inplace=False):
        """`NDArray.expand_dims`."""
        return ops.expand_dims(self, axis=axis)

    def squeeze(self, axis=None, inplace=False):
        """`NDArray.squeeze`."""
        return ops.squeeze(self, axis=axis)

    def flatten(self, inplace=False):
        """`NDArray.flatten`."""
        return ops.flatten(self)

    def astype(self, dtype, copy=True):
        """`NDArray.astype`."""
        name = dtypes.to_name(dtype)
        if not copy and name == dtypes.to_name(self.dtype):
            return self
        return ops.Cast(self, dtype=name)

    def detach(self):
        """`NDArray.detach`."""
        return ops.stop_gradient(self)

    def _moved(self, ctx):
        if torch_device(canonical(ctx)) != torch_device(self._ctx):
            raise MXNetError(
                f"a traced block computes on one device; it cannot move an array from "
                f"{self._ctx} to {ctx}"
            )
        copied = ops.identity(self)
        copied._ctx = canonical(ctx)
        return copied

    def __setitem__(self, key, value):
        raise MXNetError(
            "Inplace operations (+=, -=, x[:]=, etc) are not supported inside a block that is "
            "traced. Make a new array, with mx.nd.where or mx.nd.concat."
        )

    def attach_grad(self, grad_req="write", stype=None):
        """Refused: what a block is given has its gradients outside of it."""
        raise MXNetError("attach_grad cannot be called inside a block that is traced")

    def backward(self, out_grad=None, retain_graph=False, train_mode=True):
        """Refused: gradients are computed outside of the block."""
        raise MXNetError("backward cannot be called inside a block that is traced")


def _part(array, key):
    """`array[key]` by operators that a graph can hold."""
    if isinstance(key, Handle) or (
        isinstance(key, tuple) and any(isinstance(each, Handle) for each in key)
    ):
        return _by_arrays(array, key if isinstance(key, tuple) else (key,))
    basic, indices, axes = indexing.parse(key, array.shape)
    part = _by_basic(array, basic)
    return _gathered(part, indices, axes) if indices else part


def _by_basic(array, basic):
    """The part that numbers, slices and new axes name."""
    bounds, shape, axis = [], [], 0
    for part in basic:
        if part is indexing.NEW:
            shape.append(1)
            continue
        size = array.shape[axis]
        axis += 1
        if part is None:
            bounds.append((None, None, None))
            shape.append(size)
        elif type(part) is tuple:
            start, stop, step = part
            bounds.append((start, None if stop < 0 else stop, step))
            shape.append(len(range(start, stop, step)))
        else:
            bounds.append((part, part + 1, None))
    shape += array.shape[axis:]
    if any(bound != (None, None, None) for bound in bounds):
        begin, end, step = zip(*bounds, strict=True)
        array = ops.slice(array, begin=begin, end=end, step=step)
    return array if array.shape == tuple(shape) else ops.reshape(array, shape=tuple(shape))


def _by_arrays(array, key):
    """The part that a key with traced index arrays names."""
    found = [each for each in key if isinstance(each, Handle)]
    if len(found) != 1 or any(
        not isinstance(each, (Handle, slice, int, type(None))) for each in key
    ):
        raise MXNetError(
            "a traced block reads by at most one index array at a time; use mx.nd.gather_nd for "
            f"more. The key is {key!r:.200}."
        )
    if found[0].dtype == np.bool_:
        raise ValueNeeded("the number of elements that a mask names is not known")
    at = next(i for i, each in enumerate(key) if isinstance(each, Handle))
    whole = tuple(slice(None) if isinstance(each, Handle) else each for each in key)
    part = _by_basic(array, indexing.parse(whole, array.shape)[0])
    axis = sum(1 for each in key[:at] if not isinstance(each, int))
    index, size = found[0], part.shape[axis]
    return ops.take(part, ops.where(index < 0, index + size, index), axis=axis, mode="raise")


def _gathered(array, indices, axes):
    """The elements at constant index arrays, with the new axes where NumPy has them."""
    count, ndim = len(axes), len(array.shape)
    rest = [axis for axis in range(ndim) if axis not in axes]
    front = ops.transpose(array, axes=(*axes, *rest))
    places = np.stack(
        [
            np.where(index < 0, index + array.shape[axis], index)
            for index, axis in zip(map(np.asarray, indices), axes, strict=True)
        ]
    )
    if (
        places.size
        and (places < 0).any()
        or any((place >= array.shape[axis]).any() for place, axis in zip(places, axes, strict=True))
    ):
        raise IndexError(f"an index is out of bounds for the shape {array.shape}")
    made = ops.gather_nd(front, constant(places, ctx=array._ctx, dtype="int64"))
    new = places.ndim - 1
    if axes == tuple(range(axes[0], axes[0] + count)) and axes[0]:
        order = [*range(new, new + axes[0]), *range(new), *range(new + axes[0], new + ndim - count)]
        made = ops.transpose(made, axes=tuple(order))
    return made
