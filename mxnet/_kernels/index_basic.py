"""Reading and writing parts of a tensor: what `x[...]` means once the key has been normalised.

A basic key is a tuple of ints, None, Ellipsis and forward slices; or of ints, None and, for every
other axis, `(start, stop, step)`: a step of either sign, bounds inside the axis, a stop of -1
meaning "before the first". An array key is a tuple of axes, one per index tensor. What does not
live here: reading keys as users write them.
"""

import numpy as np
import torch

from .aten import aten

__all__ = [
    "index_basic",
    "index_basic_put",
    "index_array",
    "index_array_add",
    "write_basic",
    "write_array",
    "write_flat",
    "fill",
    "index_tensors",
    "add_to",
    "sub_from",
    "mul_into",
    "div_into",
]

_index_put = aten("index_put_")


def _view(x, key):
    """A view of the entries, in ascending order, and the axes of the result that the key runs
    backwards.
    """
    if tuple not in map(type, key):
        return x[key], ()
    parts, backwards, axis = [], [], 0
    for part in key:
        if type(part) is tuple:
            start, stop, step = part
            if step < 0:
                count = max(0, (start - stop - step - 1) // -step)
                start, stop, step = start + (count - 1) * step, start + 1, -step
                if count == 0:
                    start = stop
                backwards.append(axis)
            part = slice(start, stop, step)
        if part is None or type(part) is slice:
            axis += 1
        parts.append(part)
    return x[tuple(parts)], backwards


def index_basic(x, *, key):
    """The entries a basic key names: a view of `x` where no step is negative."""
    view, backwards = _view(x, key)
    return torch.flip(view, backwards) if backwards else view


def index_basic_put(g, *, key, shape):
    """Zeros of `shape` with `g` at a basic key: the transpose of `index_basic`."""
    out = torch.zeros(shape, dtype=g.dtype, device=g.device)
    view, backwards = _view(out, key)
    view.copy_(torch.flip(g, backwards) if backwards else g)
    return out


def _array_key(x, indices, axes):
    key = [None] * x.dim()
    for axis, index in zip(axes, indices, strict=True):
        if (
            index.device.type == "cuda" and index.numel()
        ):  # a kernel's own check would end the process
            _check_bounds(index, axis, x.shape[axis])
        key[axis] = index
    return key


def _check_bounds(index, axis, size):
    low, high = torch.aminmax(index)
    for value in (int(low), int(high)):
        if not -size <= value < size:
            raise IndexError(f"index {value} is out of bounds for axis {axis} with size {size}")


def index_array(x, *indices, axes):
    """The entries at index tensors of one common shape, NumPy's rules for where the new axes go."""
    return x[tuple(slice(None) if i is None else i for i in _array_key(x, indices, axes))]


def index_array_add(g, *indices, axes, shape):
    """Zeros of `shape` with `g` added at index tensors: the transpose of `index_array`."""
    out = torch.zeros(shape, dtype=g.dtype, device=g.device)
    return _index_put(out, _array_key(out, indices, axes), g, True)


def write_basic(target, value, *, key):
    """Write `value`, broadcast and cast, where a basic key says; a number fills."""
    view, backwards = _view(target, key)
    if not isinstance(value, torch.Tensor):
        fill(view, value)
    else:
        view.copy_(torch.flip(value.expand(view.shape), backwards) if backwards else value)


def write_array(target, value, *indices, axes):
    """Write `value`, broadcast and cast, at index tensors; the last of equal places wins."""
    if not isinstance(value, torch.Tensor):
        value = fill(torch.empty((), dtype=target.dtype, device=target.device), value)
    _index_put(target, _array_key(target, indices, axes), value.to(target.dtype))


def write_flat(target, value, *indices, key, axes):
    """Write where a basic key and index tensors together say, by the elements' numbers in row-major
    order.
    """
    numbers = torch.arange(target.numel(), device=target.device).reshape(target.shape)
    numbers = index_array(index_basic(numbers, key=key), *indices, axes=axes)
    if isinstance(value, torch.Tensor):
        value = value.expand(numbers.shape)
    write_array(target.view(-1), value, numbers, axes=(0,))


def fill(target, number):
    """Fill with a number converted the way C does it: towards zero, and modulo the width."""
    if target.dtype is torch.bool:
        number = number != 0
    elif not target.dtype.is_floating_point:
        bits = 8 * target.element_size()
        number = int(number) & ((1 << bits) - 1)
        if target.dtype is not torch.uint8 and number >> (bits - 1):
            number -= 1 << bits
    return target.fill_(number)


def index_tensors(indices, device):
    """NumPy arrays or tensors of indices as int64 tensors on a device."""
    tensors = (x if isinstance(x, torch.Tensor) else torch.from_numpy(np.array(x)) for x in indices)
    return [x.to(device=device, dtype=torch.int64) for x in tensors]


def add_to(x, y):
    """`x += y`."""
    return x.add_(y)


def sub_from(x, y):
    """`x -= y`."""
    return x.sub_(y)


def mul_into(x, y):
    """`x *= y`."""
    return x.mul_(y)


def div_into(x, y):
    """`x /= y`."""
    return x.div_(y)
