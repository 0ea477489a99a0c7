"""Reading and writing parts of arrays: `x[key]` and `x[key] = value`.

A key is parsed into a *basic* part (ints, slices, new axes; one entry per axis) and index tensors
for the axes that arrays or masks index. What does not live here: how parts are read and written
(`_kernels/index_basic.py`).
"""

import math
import numbers

import numpy as np

from .. import _kernels as k
from .._core.errors import MXNetError
from .._tape.state import state
from ..context import torch_device
from ..util import is_np_shape
from .arithmetic import refuse_recorded
from .handle import Handle, in_rows, wrap
from .world import recorded

__all__ = ["read", "write", "parse", "slice_assign", "slice_assign_scalar"]


def read(array, key):
    """The part of an array that a key names.

    Note [Shared memory]: a basic key whose elements lie in one contiguous run gives an array on the
    same memory, as in MXNet 1.9.1; every other key gives a copy.
    """
    if _is_whole(key):
        return array
    if _is_plain(key):
        found = _plain_part(array, key if type(key) is tuple else (key,))
        if found is not None:
            return found
    basic, indices, axes = parse(key, array._data.shape)
    if not indices and all(x is None for x in basic):
        return array
    F, part = (recorded, array) if _on_tape(array) else (k, in_rows(array))
    if any(x is not None for x in basic):
        part = F.index_basic(part, key=_drawn(basic, part.shape))
    if indices:
        part = F.index_array(part, *k.index_tensors(indices, _device(array)), axes=axes)
    return _array_of(part, array)


def _on_tape(array):
    return state.recording and array._node is not None


def _array_of(part, array):
    """A part, an array or a bare tensor, as an array whose elements lie in one run."""
    if isinstance(part, Handle):
        if not part._data.is_contiguous():
            part._data = k.own(part._data)
        return part
    return wrap(part if part.is_contiguous() else k.own(part), array._ctx, type(array))


def _is_whole(key):
    kind = type(key)
    return key is Ellipsis or (kind is slice and key == slice(None)) or (kind is tuple and not key)


def _is_plain(key):
    """Whether a key is made of numbers, forward slices, new axes and dots, which kernels read."""
    for part in key if type(key) is tuple else (key,):
        kind = type(part)
        if kind is slice:
            if part.step is not None and not (type(part.step) is int and part.step > 0):
                return False
        elif kind is not int and part is not None and part is not Ellipsis:
            return False
    return True


def _plain_part(array, key):
    """The part of a plain key, or None: then `parse` says what is wrong with it."""
    recording = _on_tape(array)
    try:
        part = recorded.index_basic(array, key=key) if recording else in_rows(array)[key]
    except (IndexError, TypeError, ValueError, RuntimeError):
        return None
    if not is_np_shape() and not (part._data if recording else part).dim():
        # Without NumPy shapes one element is an array of shape (1,).
        part = recorded.reshape(part, shape=(1,)) if recording else part.reshape(1)
    return _array_of(part, array)


def _plain_view(data, key):
    """The view of a plain key to write to; None for other keys, and for one `parse` refuses."""
    if not _is_plain(key):
        return None
    try:
        return data[key]
    except (IndexError, TypeError, ValueError, RuntimeError):
        return None


def write(array, key, value):
    """Write a number, an array, or what NumPy can read, broadcast and cast, into the part a key
    names.

    Raises
    ------
    MXNetError
        While recording, the array is on the tape, or the value is and only a part is written.
    ValueError
        The array is read-only, or the value's shape does not fit.
    TypeError
        The value is nothing that can be read as numbers.
    """
    if not array._writable:
        raise ValueError("this array is read-only")
    if isinstance(value, Handle) and value._sparse:
        value = value._dense()
    whole = _is_whole(key)
    if whole and isinstance(value, Handle) and not state.recording:
        if value._data.shape == array._data.shape:  # an update of a parameter: no questions
            k.assign(array._data, value._data)
            return
    if state.recording:
        if isinstance(value, Handle) and value._node is not None and array._node is None:
            all_of_it = array._data if whole else _plain_view(array._data, key)
            if all_of_it is not None and all_of_it.numel() == array._data.numel():
                return _write_recorded(array, value, tuple(all_of_it.shape))
        refuse_recorded(array, value)
    target = array._data
    view = target if whole else _plain_view(target, key)
    try:
        if view is not None:
            _put_whole(view, _value(value, target, view.dim()))
            return
        basic, indices, axes = parse(key, target.shape, reading=False)
        value = _value(value, target, _result_ndim(basic, indices, axes))
        _put(target, basic, indices, axes, value)
    except MXNetError:
        raise
    except RuntimeError:
        shape = tuple(value.shape) if hasattr(value, "shape") else np.shape(value)
        part = tuple(read(wrap(target, array._ctx), key).shape)
        raise ValueError(
            f"could not be broadcast: a value of shape {shape} does not fit the part it is "
            f"written to, which has shape {part}."
        ) from None


def _device(array):
    return torch_device(array._ctx)


def _write_recorded(array, value, shape):
    """`array[:] = value` with a recorded value: the array becomes what was recorded.

    `shape` is that of the array as the key sees it, as `(2,)` for `array[0]` of shape `(1, 2)`.
    """
    if value._data.dtype is not array._data.dtype:
        value = recorded.cast(value, dtype=k.dtype_name(array._data))
    if tuple(value._data.shape) != shape:
        extra = value._data.dim() - len(shape)
        if extra > 0 and value._data.shape[:extra].numel() == 1:
            value = recorded.reshape(value, shape=tuple(value._data.shape[extra:]))
        try:
            value = recorded.broadcast_to(value, shape=shape)
        except RuntimeError:
            raise ValueError(
                f"could not be broadcast: a value of shape {tuple(value._data.shape)} does not fit "
                f"an array of shape {shape}"
            ) from None
    if shape == tuple(array._data.shape):
        value = recorded.identity(value)
    else:
        value = recorded.reshape(value, shape=tuple(array._data.shape))
    k.assign(array._data, value._data)
    array._node, array._slot = value._node, value._slot


def parse(key, shape, reading=True):
    """`(basic, indices, axes)` of a key.

    `basic` has None for an axis taken whole, an int, a `(start, stop, step)` or `NEW`; `indices`
    are int64 NumPy arrays or tensors of one shape, for the axes `axes` of what the basic part
    gives.

    Raises
    ------
    IndexError
        A number lies outside its axis, there are too many indices, or a mask has another shape than
        its axes.
    ValueError
        A part is of a type that cannot index.
    """
    parts = _expanded(key if type(key) is tuple else (key,), len(shape))
    arrays = any(kind in (ARRAY, MASK) for kind, _ in parts)
    basic, indices, axes, axis, place = [], [], [], 0, 0
    for kind, part in parts:
        if kind is NEW:
            basic.append(NEW)
        elif kind is MASK:
            for index in _mask(part, shape, axis):
                basic.append(None)
                indices.append(index)
                axes.append(place)
                axis, place = axis + 1, place + 1
            continue
        elif kind is ARRAY or (arrays and kind is INT):
            index = np.asarray(part, np.int64) if kind is INT else part
            if not reading:  # a kernel that reads checks by itself; one that writes may have begun
                _check_bounds(index, shape[axis], axis)
            basic.append(None)
            indices.append(index)
            axes.append(place)
            axis += 1
        elif kind is INT:
            basic.append(_checked(part, shape[axis], axis))
            axis += 1
            continue
        else:
            basic.append(_bounds(part, shape[axis]))
            axis += 1
        place += 1
    if not axes and reading and basic and not is_np_shape() and all(type(x) is int for x in basic):
        basic[-1] = (
            basic[-1],
            basic[-1] + 1,
            1,
        )  # without NumPy shapes one element is an array of shape (1,)
    return tuple(basic), _one_shape(indices), tuple(axes)


INT, SLICE, ARRAY, MASK, NEW = "int", "slice", "array", "mask", "new axis"


def _expanded(key, ndim):
    """`(kind, part)` for every entry, with the Ellipsis or missing slices filled in."""
    parts = [(None, part) if part is Ellipsis else _kind(part) for part in key]
    used = sum(part.ndim if kind is MASK else kind not in (None, NEW) for kind, part in parts)
    if used > ndim:
        raise IndexError(f"too many indices ({used}) for array with {ndim} dimensions")
    dots = [i for i, (kind, _) in enumerate(parts) if kind is None]
    if len(dots) > 1:
        raise IndexError("an index can only have a single ellipsis ('...')")
    at = dots[0] if dots else len(parts)
    parts[at : at + 1] = [(SLICE, slice(None))] * (ndim - used)
    return parts


def _kind(part):
    """What one entry of a key is, in a form the rest of this module takes."""
    if part is None:
        return NEW, None
    if isinstance(part, slice):
        return SLICE, part
    if isinstance(part, numbers.Integral):
        return INT, int(part)
    if isinstance(part, Handle):
        return _array_kind(part._data, k.dtype_name(part._data) == "bool")
    if isinstance(part, (list, tuple, range)):
        part = np.asarray([x.asnumpy() if isinstance(x, Handle) else x for x in part])
        if part.size == 0:
            part = part.astype(np.int64)
    if isinstance(part, np.ndarray) and part.dtype.kind in "biuf":
        if part.dtype.kind == "b":
            return _array_kind(part, True)
        return _array_kind(part if part.dtype == np.int64 else part.astype(np.int64), False)
    raise ValueError(f"NDArray does not support slicing with key {part} of type {type(part)}.")


def _array_kind(part, is_mask):
    if not part.ndim:
        return INT, int(part)
    return (MASK if is_mask else ARRAY), part


def _checked(index, size, axis):
    if not -size <= index < size:
        raise IndexError(f"index {index} is out of bounds for axis {axis} with size {size}")
    return index + size if index < 0 else index


def _check_bounds(index, size, axis):
    if not math.prod(index.shape):
        return
    for value in (int(index.min()), int(index.max())):
        _checked(value, size, axis)


def _bounds(part, size):
    """A slice's bounds inside its axis; None for the whole axis."""
    if part.start is None and part.stop is None and part.step is None:
        return None
    start, stop, step = part.indices(size)
    if step > 0:
        return None if (start, step) == (0, 1) and stop >= size else (start, max(start, stop), step)
    return start, stop, step


def _mask(mask, shape, axis):
    """The indices of a mask's true entries, one array per axis it covers."""
    covered = tuple(shape[axis : axis + mask.ndim])
    if tuple(mask.shape) != covered:
        raise IndexError(
            "boolean index did not match indexed array: the mask has shape "
            f"{tuple(mask.shape)}, the "
            f"axes it covers have {covered}"
        )
    return np.nonzero(mask if isinstance(mask, np.ndarray) else k.to_numpy(mask))


def _one_shape(indices):
    """Index arrays broadcast to one shape; ValueError where they cannot be."""
    if len(indices) < 2:
        return tuple(indices)
    try:
        shape = np.broadcast_shapes(*[tuple(x.shape) for x in indices])
    except ValueError:
        shapes = ", ".join(str(tuple(x.shape)) for x in indices)
        raise ValueError(
            f"shape mismatch: index arrays of shapes {shapes} could not be broadcast together"
        ) from None
    return tuple(
        np.broadcast_to(x, shape) if isinstance(x, np.ndarray) else x.expand(shape) for x in indices
    )


def _drawn(basic, shape):
    """The key as kernels take it: every axis spelled out."""
    axis, drawn = 0, []
    for part in basic:
        if part is NEW:
            drawn.append(None)
            continue
        drawn.append((0, shape[axis], 1) if part is None else part)
        axis += 1
    return tuple(drawn)


def _result_ndim(basic, indices, axes):
    ndim = sum(type(x) is not int for x in basic)
    return ndim - len(axes) + (len(indices[0].shape) if indices else 0)


def _value(value, target, ndim):
    """A number, or a tensor with no more axes than what it is written to."""
    if isinstance(value, Handle):
        value = value._data
        if k.shares_memory(value, target):
            value = k.own(value)
    elif isinstance(value, np.generic):
        return value.item()
    elif isinstance(value, (bool, int, float)):
        return value
    else:
        value = k.from_numpy(_numbers(value, k.dtype_name(target)))
    extra = value.dim() - ndim
    if extra > 0 and math.prod(value.shape[:extra]) == 1:
        value = value.reshape(value.shape[extra:])
    return value if value.device == target.device else k.copy_to(value, target.device)


def _numbers(value, dtype):
    if isinstance(value, (list, tuple)):
        value = [x.asnumpy() if isinstance(x, Handle) else x for x in value]
    try:
        if isinstance(value, np.ndarray) and value.dtype.kind in "biuf":
            return (
                value
                if value.dtype.name not in ("uint16", "uint32", "uint64")
                else value.astype(np.int64)
            )
        return np.asarray(value, dtype=None if dtype == "bfloat16" else dtype)
    except (TypeError, ValueError):
        raise TypeError(
            f"an array does not support assignment with non-array-like object {value!r:.80} of "
            "type "
            f"{type(value)}"
        ) from None


def _put(target, basic, indices, axes, value):
    """Write into the part; index arrays beside backward slices go by flat positions."""
    if indices:
        indices = k.index_tensors(indices, target.device)
        if any(type(x) is tuple and x[2] < 0 for x in basic):
            key = _drawn(basic, target.shape)
            k.write_flat(target, value, *indices, key=key, axes=axes)
            return
    if any(x is not None for x in basic):
        key = _drawn(basic, target.shape)
        if not indices:
            k.write_basic(target, value, key=key)
            return
        target = k.index_basic(target, key=key)
    if indices:
        k.write_array(target, value, *indices, axes=axes)
    else:
        _put_whole(target, value)


def _put_whole(target, value):
    if hasattr(value, "shape"):
        k.assign(target, value)
    else:
        k.fill(target, value)


def slice_assign(self, rhs, begin, end, step):
    """Write an array into the part between `begin` and `end`; None takes the end of an axis.

    Examples
    --------
    >>> import mxnet as mx
    >>> x = mx.nd.zeros((1, 3))
    >>> x.slice_assign(mx.nd.ones((1, 2)), (0, 0), (1, 2), (1, 1)).asnumpy().tolist()
    [[1.0, 1.0, 0.0]]
    """
    write(self, _box(begin, end, step), rhs)
    return self


def slice_assign_scalar(self, value, begin, end, step):
    """Write a number into the part between `begin` and `end`; None takes the end of an axis.

    Examples
    --------
    >>> import mxnet as mx
    >>> mx.nd.zeros((1, 3)).slice_assign_scalar(5, (0, 0), (1, 2), (1, 1)).asnumpy().tolist()
    [[5.0, 5.0, 0.0]]
    """
    write(self, _box(begin, end, step), value)
    return self


def _box(begin, end, step):
    steps = step or (None,) * len(begin)
    return tuple(slice(b, e, s) for b, e, s in zip(begin, end, steps, strict=True))
