"""Shapes and dtypes that follow without running anything, for the most frequent kernels.

torch's own way to run elementwise kernels without memory is slower than the kernels are, and loads
a computer algebra system first. What does not live here: kernels, or how others are tried
(`dry.py`).
"""

import torch

from .in_place import IN_PLACE

__all__ = ["known_form"]

_META = torch.device("meta")
_FLOATS = (torch.float32, torch.float64, torch.float16, torch.bfloat16)
_ELEMENTWISE = frozenset(IN_PLACE) | {
    "maximum", "minimum", "leaky_relu", "leaky_relu_grad", "elu", "elu_grad", "gelu", "gelu_grad",
    "softrelu", "softrelu_grad", "clamp", "clamp_grad", "arcsin", "arccos", "arctan", "sinh",
    "cosh", "tan",
}  # fmt: skip
_TRUTHS = frozenset(("eq", "ne", "gt", "ge", "lt", "le"))
_LIKE_FIRST = frozenset(("batch_norm_dx", "softmax_output_grad", "difference_grad"))


def known_form(name, values):
    """What the kernel gives for tensors without memory, or None where it has to be tried."""
    if name in _ELEMENTWISE or name in _TRUTHS:
        return _elementwise(name, values)
    if name in _LIKE_FIRST:
        x = values[1] if name == "batch_norm_dx" else values[0]
        return _fresh(x.shape, x.dtype) if x.dtype in _FLOATS else None
    if name == "batch_norm" and values[0].dtype in (torch.float32, torch.float64):
        x = values[0]
        return _fresh(x.shape, x.dtype), *(_fresh((x.shape[1],), x.dtype) for _ in (0, 1))
    if name == "batch_norm_dgamma":
        return _fresh(values[2].shape, values[2].dtype)
    if name == "moving_stats":
        return tuple(_fresh(x.shape, x.dtype) for x in values[:2])
    return None


def _elementwise(name, values):
    tensors = [x for x in values if isinstance(x, torch.Tensor)]
    if not tensors or any(type(x) not in (int, float, torch.Tensor) for x in values):
        return None
    dtype = tensors[0].dtype
    if dtype not in _FLOATS or any(x.dtype is not dtype for x in tensors):
        return None
    shape = tensors[0].shape
    if any(x.shape != shape for x in tensors):
        shape = _broadcast([x.shape for x in tensors])
    return None if shape is None else _fresh(shape, torch.bool if name in _TRUTHS else dtype)


def _broadcast(shapes):
    """NumPy's rule; None where they do not fit."""
    rank, found = max(map(len, shapes)), []
    for axis in range(-rank, 0):
        sizes = {s[axis] for s in shapes if len(s) >= -axis} - {1}
        if len(sizes) > 1:
            return None
        found.append(sizes.pop() if sizes else 1)
    return tuple(found)


def _fresh(shape, dtype):
    return torch.empty(shape, dtype=dtype, device=_META)
