"""The methods of arrays that give another shape, on the same memory where they say so.

What does not live here: the operators of the same names, which copy.
"""

from math import prod

import numpy as np

from .. import _kernels as k
from .._core.errors import MXNetError
from .._ops.shape import reshaped
from .._tape.state import state
from ..util import is_np_shape
from .handle import in_rows, wrap
from .operators import ops
from .world import recorded

__all__ = [
    "new_shape",
    "reshape",
    "expand_dims",
    "squeeze",
    "flatten",
    "diag",
    "broadcast_to",
    "broadcast_like",
]


def reshape(self, *shape, **kwargs):
    """The same memory in another shape; `mx.nd.reshape` tells what the codes 0, -1, -2, -3, -4
    mean.

    Raises
    ------
    TypeError
        An unknown keyword; there are `shape` and `reverse`.
    ValueError, MXNetError
        The shape holds another number of elements.

    Examples
    --------
    >>> import mxnet as mx
    >>> mx.nd.zeros((2, 3, 4)).reshape((-1, 0), reverse=True).shape
    (6, 4)
    """
    return _view(self, new_shape(self, shape, kwargs))


def new_shape(self, shape, kwargs):
    """The shape that the arguments of `reshape` mean for an array."""
    if len(shape) == 1 and isinstance(shape[0], (tuple, list)):
        shape = shape[0]
    elif not shape:
        assert "shape" in kwargs, "Shape must be provided."
        shape = kwargs["shape"]
    unknown = [name for name in kwargs if name not in ("shape", "reverse")]
    if unknown:
        raise TypeError(
            f"Got unknown keywords in reshape: {', '.join(unknown)}. "
            "Accepted keyword arguments are 'shape' and 'reverse'."
        )
    codes = (int(shape),) if isinstance(shape, (int, np.integer)) else tuple(int(n) for n in shape)
    try:
        made = reshaped(self.shape, codes, bool(kwargs.get("reverse", False)))
    except ValueError as error:
        raise MXNetError(f"reshape: {error}") from None
    if prod(made) != self.size and not self.size and min(codes) >= 0:
        made = codes  # of no elements, where 0 can be meant as a length
    if prod(made) != self.size:
        wrong = f"Cannot reshape array of size {self.size} into shape {codes}"
        raise ValueError(wrong) if prod(made) < self.size else MXNetError(wrong)
    return made


def _view(self, shape):
    if state.recording and self._node is not None:
        return recorded.reshape(self, shape=shape)
    return wrap(k.reshape(in_rows(self), shape=shape), self._ctx, type(self))


def expand_dims(self, axis, inplace=False):
    """A copy with a new axis of length one before `axis`; with `inplace` on the same memory."""
    if not inplace:
        return ops.expand_dims(self, axis=axis)
    ndim = self._data.dim()
    assert -ndim - 1 <= axis <= ndim, f"axis {axis} is out of range for {ndim}d array"
    at = axis + ndim + 1 if axis < 0 else axis
    return _view(self, (*self.shape[:at], 1, *self.shape[at:]))


def squeeze(self, axis=None, inplace=False):
    """A copy without axes of length one, or those named; with `inplace` on the same memory."""
    if not inplace:
        return ops.squeeze(self, axis=axis)
    ndim = self._data.dim()
    axes = range(ndim) if axis is None else (axis,) if isinstance(axis, int) else tuple(axis)
    assert len({a % ndim for a in axes}) == len(axes), (
        "axis contains duplicate which is not allowed."
    )
    for a in axes:
        assert -ndim <= a < ndim, f"axis {a} is out of range for {ndim}d array"
        assert axis is None or self.shape[a] == 1, (
            f"Squeeze target axis {a} must be size 1, got {self.shape[a]}."
        )
    dropped = {a % ndim for a in axes}
    kept = tuple(n for i, n in enumerate(self.shape) if i not in dropped or n != 1)
    return _view(self, kept or (() if is_np_shape() else (1,)))


def flatten(self, inplace=False):
    """A copy as a matrix, all axes after the first as one; `inplace` shares the memory."""
    if not inplace:
        return ops.flatten(self)
    return _view(
        self, (self.shape[0], prod(self.shape[1:])) if self._data.dim() > 1 else (self.size,)
    )


def diag(self, k=0, **kwargs):
    """`mx.nd.diag` of this array."""
    return ops.diag(self, k, **kwargs)


def broadcast_to(self, shape):
    """A copy repeated to `shape`; axes of length one, and missing ones before the first, are
    repeated.
    """
    missing = len(shape) - self._data.dim()
    array = self.reshape((1,) * missing + self.shape) if missing > 0 else self
    if missing < 0 or any(n not in (1, m) for n, m in zip(array.shape, shape, strict=True)):
        raise ValueError(
            f"operands could not be broadcast together with remapped shapes"
            f"[original->remapped]: {self.shape} and requested shape {tuple(shape)}"
        )
    return ops.broadcast_to(array, shape=tuple(shape))


def broadcast_like(self, other):
    """A copy repeated to the shape of another array."""
    return self.broadcast_to(other.shape)
