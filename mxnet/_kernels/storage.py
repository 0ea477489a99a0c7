"""Tensors made, read, copied and cast; the only place that maps dtypes to torch's."""

import numpy as np
import torch

from .._core.dtypes import to_name
from .._core.rules import Like
from .device import held, here

__all__ = [
    "dtype_name",
    "from_numpy",
    "to_numpy",
    "from_torch",
    "empty",
    "full",
    "zeros",
    "ones",
    "zeros_like",
    "ones_like",
    "full_like",
    "cast",
    "own",
    "assign",
    "copy_to",
    "stop",
    "identity",
    "arange",
    "element_size",
    "like",
    "add_",
    "not_finite",
    "unread",
]

TORCH = {
    "float32": torch.float32,
    "float64": torch.float64,
    "float16": torch.float16,
    "uint8": torch.uint8,
    "int32": torch.int32,
    "int8": torch.int8,
    "int64": torch.int64,
    "bool": torch.bool,
    "bfloat16": torch.bfloat16,
}
_NAME = {t: name for name, t in TORCH.items()}


def torch_dtype(dtype):
    """torch's dtype of a name or NumPy type; a torch dtype stays what it is."""
    if type(dtype) is torch.dtype:
        return dtype
    return TORCH[to_name(dtype)]


def dtype_name(tensor):
    """The name of a tensor's (or a `Like`'s) dtype."""
    return _NAME.get(tensor.dtype) or to_name(tensor.dtype)


def from_numpy(array, device=None, copy=True):
    """A tensor of a NumPy array; without `copy` it shares the memory when it can."""
    if copy or not array.flags.writeable or any(s < 0 for s in array.strides):
        array = np.array(array, order="C", copy=True)
    if array.dtype.fields and "bfloat16" in array.dtype.fields:
        tensor = torch.from_numpy(array.view(np.int16)).view(torch.bfloat16)
    else:
        if not array.dtype.isnative:
            array = array.astype(array.dtype.newbyteorder("="))
        tensor = torch.from_numpy(array)
    return tensor if device is None or device.type == "cpu" else tensor.to(device)


def to_numpy(tensor, copy=True):
    """A NumPy array of a tensor; bfloat16 comes as its raw 16 bits in a structured dtype."""
    if tensor.dtype is torch.bfloat16:
        bits = tensor.contiguous().cpu().view(torch.int16).numpy().view(np.uint16)
        return np.array(bits).view(np.dtype([("bfloat16", np.uint16)]))
    array = tensor.cpu().numpy()
    return np.array(array, order="C") if copy and tensor.device.type == "cpu" else array


def from_torch(tensor):
    """Another program's tensor, sharing memory, outside its autograd."""
    return tensor.detach()


def empty(shape, dtype="float32"):
    return torch.empty(shape, dtype=torch_dtype(dtype), device=here.device)


def full(*, shape, value, dtype="float32"):
    return torch.full(shape, value, dtype=torch_dtype(dtype), device=here.device)


def zeros(*, shape, dtype="float32"):
    return torch.zeros(shape, dtype=torch_dtype(dtype), device=here.device)


def ones(*, shape, dtype="float32"):
    return torch.ones(shape, dtype=torch_dtype(dtype), device=here.device)


def arange(*, start, stop, step=1, dtype="float32"):
    return torch.arange(start, stop, step, dtype=torch_dtype(dtype), device=here.device)


def zeros_like(x):
    """Zeros of a tensor's or a `Like`'s shape, dtype and device."""
    return torch.zeros(x.shape, dtype=x.dtype, device=x.device)


def without_halves(x):
    """A tensor as float32 where it holds halves on a CPU, for which not every kernel has code."""
    return x.float() if x.dtype is torch.float16 and x.device.type == "cpu" else x


def ones_like(x):
    return torch.ones(x.shape, dtype=x.dtype, device=x.device)


def full_like(x, *, value):
    return torch.full(x.shape, value, dtype=x.dtype, device=x.device)


def cast(x, *, dtype):
    """`x` as another dtype; the same tensor when it has it already."""
    return x.to(torch_dtype(dtype))


def own(x):
    """A contiguous copy that shares memory with nothing."""
    return x.clone(memory_format=torch.contiguous_format)


def assign(target, value):
    """Write `value` into `target`'s memory, casting and broadcasting."""
    return target.copy_(value)


def copy_to(x, device):
    """A copy on another device, or on the same one."""
    return x.to(device, copy=True)


def stop(x):
    """The same values, through which no gradient goes."""
    return x


def identity(x):
    return x


def element_size(x):
    """Bytes of one element."""
    return x.element_size()


def like(x):
    """Shape, dtype and device of a tensor without its data."""
    return Like(x)


def add_(x, y):
    """`x + y`, written into `x`: for buffers the caller alone holds."""
    return x.add_(y)


def not_finite(x):
    """Whether a floating tensor holds a NaN or Inf."""
    return x.is_floating_point() and not bool(torch.isfinite(x).all())


def unread(shape, like):
    """A tensor of a shape for kernels that look at its shape alone: its numbers mean nothing.

    Small ones are views of one buffer, since nobody reads or writes them.
    """
    key = tuple(shape), like.dtype, like.device
    found = _unread.get(key)
    if found is None:
        found = torch.empty(key[0], dtype=like.dtype, device=like.device)
        shared = _SHARED if like.device.type == "cpu" else _SHARED >> 7
        if found.numel() > shared:
            return found
        if len(_unread) > 512:
            _unread.clear()
        buffer = _unread.get(key[1:])
        if buffer is None:
            buffer = _unread[key[1:]] = found.new_empty(shared)
        found = _unread[key] = buffer[: found.numel()].view(key[0])
    return held(found)


_SHARED = 1 << 24  # elements; a processor's memory that nobody touches is none
_unread: dict[tuple, torch.Tensor] = {}
