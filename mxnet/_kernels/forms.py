"""Shapes and dtypes that follow without running anything, for the most frequent kernels.

torch's own way to run elementwise kernels without memory is slower than the kernels are, and loads
a computer algebra system first. What does not live here: kernels, or how others are tried
(`dry.py`).
"""

import sys

import torch

from .dry import dry_run
from .in_place import IN_PLACE

__all__ = ["known_form", "forms"]

_META = torch.device("meta")
_FLOATS = (torch.float32, torch.float64, torch.float16, torch.bfloat16)
_ELEMENTWISE = frozenset(IN_PLACE) | {
    "maximum", "minimum", "leaky_relu", "leaky_relu_grad", "elu", "elu_grad", "gelu", "gelu_grad",
    "softrelu", "softrelu_grad", "clamp", "clamp_grad", "arcsin", "arccos", "arctan", "sinh",
    "cosh", "tan",
}  # fmt: skip
_TRUTHS = frozenset(("eq", "ne", "gt", "ge", "lt", "le"))
_LIKE_FIRST = frozenset((
    "batch_norm_dx", "softmax_output_grad", "difference_grad", "softmax", "log_softmax",
    "softmax_grad", "log_softmax_grad",
))  # fmt: skip
# Kernels that are told the shape of their result.
_SHAPED = frozenset(("conv_data_grad", "conv_weight_grad", "max_pool_grad", "avg_pool_grad"))
_KNOWN = _ELEMENTWISE | _TRUTHS | _LIKE_FIRST | _SHAPED | {
    "batch_norm", "batch_norm_fixed", "batch_norm_dgamma", "moving_stats", "conv", "linear", "dot",
    "max_pool", "avg_pool", "sum", "mean", "concat", "conv_grads", "batch_norm_grads",
    "layer_norm_grads", "layer_norm",
}  # fmt: skip


def known_form(name, values, params):
    """What the kernel gives for tensors without memory, or None where it has to be tried."""
    if name not in _KNOWN:
        return None
    if name in _ELEMENTWISE or name in _TRUTHS:
        return _elementwise(name, values)
    x = values[0]
    if x.dtype not in _FLOATS or any(y is not None and y.dtype not in _KINDS for y in values):
        return None
    if name in _LIKE_FIRST:
        return _fresh((values[1] if name == "batch_norm_dx" else x).shape, x.dtype)
    if name in _SHAPED:
        return _fresh(params["shape"], x.dtype)
    if name in ("max_pool", "avg_pool"):
        if len(params["size"]) != x.dim() - 2:
            return None
        shape = (*x.shape[:2], *params["size"])
        out = _fresh(shape, x.dtype)
        return (out, _fresh(shape, torch.int64)) if name == "max_pool" else out
    return _RULES[name](*values, **params)


class _Forms:
    """The kernels for tensors without memory alone: those whose results follow are not run."""

    def __getattr__(self, name):
        kernel = getattr(sys.modules[__package__], name)

        def call(*values, **params):
            found = known_form(name, values, params)
            if found is None:
                found, _ = dry_run(lambda *xs: kernel(*xs, **params), values)
            return found

        setattr(self, name, call)
        return call


forms = _Forms()


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


def _batch_norm(x, gamma, beta, *, eps):
    if x.dtype not in (torch.float32, torch.float64):
        return None
    return _fresh(x.shape, x.dtype), *(_fresh((x.shape[1],), x.dtype) for _ in (0, 1))


def _batch_norm_fixed(x, gamma, beta, mean, var, *, eps):
    return tuple(_fresh(y.shape, y.dtype) for y in (x, mean, var))


def _moving_stats(moving_mean, moving_var, *others, **options):
    return tuple(_fresh(x.shape, x.dtype) for x in (moving_mean, moving_var))


def _conv(x, weight, bias=None, *, stride, pad, dilate, groups):
    fits = x.dim() == weight.dim() == len(stride) + 2 and x.shape[1] == weight.shape[1] * groups
    if not fits or not _agree(x, weight, bias) or weight.shape[0] % groups:
        return None
    window = zip(x.shape[2:], weight.shape[2:], stride, pad, dilate, strict=True)
    space = [(n + 2 * p - d * (k - 1) - 1) // s + 1 for n, k, s, p, d in window]
    return _fresh((x.shape[0], weight.shape[0], *space), x.dtype) if min(space) > 0 else None


def _conv_grads(dy, x, weight, *, shapes, wanted, **window):
    shapes = (*shapes, shapes[1][:1])
    return tuple(_fresh(s, dy.dtype) if i in wanted else None for i, s in enumerate(shapes))


def _norm_grads(dy, x, gamma, mean, invstd, *, wanted):
    vector = mean if gamma is None else gamma
    return tuple(
        _fresh(like.shape, like.dtype) if i in wanted else None
        for i, like in enumerate((x, vector, vector))
    )


def _layer_norm(x, gamma=None, beta=None, *, eps):
    if x.dtype not in (torch.float32, torch.float64) or not x.dim():
        return None
    rows = (*x.shape[:-1], 1)
    return _fresh(x.shape, x.dtype), _fresh(rows, x.dtype), _fresh(rows, x.dtype)


def _linear(x, weight, bias=None):
    if weight.dim() != 2 or x.dim() < 1 or x.shape[-1] != weight.shape[1]:
        return None
    return _fresh((*x.shape[:-1], weight.shape[0]), x.dtype) if _agree(x, weight, bias) else None


def _agree(x, weight, bias):
    """Whether the dtypes are one and the bias has a number for every row of the weight."""
    if weight.dtype is not x.dtype:
        return False
    return bias is None or (bias.shape == weight.shape[:1] and bias.dtype is x.dtype)


def _dot(x, y):
    if x.dim() != 2 or y.dim() != 2 or x.shape[1] != y.shape[0] or x.dtype is not y.dtype:
        return None
    return _fresh((x.shape[0], y.shape[1]), x.dtype)


def _reduced(x, *, axis=None, keepdims=False):
    axes = axis if isinstance(axis, tuple) else tuple(range(x.dim())) if axis is None else (axis,)
    if any(not -x.dim() <= a < x.dim() for a in axes):
        return None
    axes = {a % x.dim() for a in axes or range(x.dim())}
    sizes = enumerate(x.shape)
    kept = [1 if i in axes else n for i, n in sizes if keepdims or i not in axes]
    return _fresh(kept, x.dtype)


def _concat(*xs, axis):
    """Of arrays of one dtype and rank whose other axes agree."""
    first = xs[0]
    axis = axis % first.dim() if -first.dim() <= axis < first.dim() else None
    if axis is None or any(x.dim() != first.dim() or x.dtype is not first.dtype for x in xs):
        return None
    others = {(*x.shape[:axis], *x.shape[axis + 1 :]) for x in xs}
    if len(others) > 1:
        return None
    total = sum(x.shape[axis] for x in xs)
    return _fresh((*first.shape[:axis], total, *first.shape[axis + 1 :]), first.dtype)


_KINDS = (*_FLOATS, torch.int64)
_RULES = {
    "batch_norm": _batch_norm,
    "batch_norm_fixed": _batch_norm_fixed,
    "batch_norm_dgamma": lambda dy, x, mean, invstd: _fresh(mean.shape, mean.dtype),
    "batch_norm_grads": _norm_grads,
    "layer_norm_grads": _norm_grads,
    "layer_norm": _layer_norm,
    "moving_stats": _moving_stats,
    "conv_grads": _conv_grads,
    "conv": _conv,
    "linear": _linear,
    "dot": _dot,
    "sum": _reduced,
    "mean": _reduced,
    "concat": _concat,
}
