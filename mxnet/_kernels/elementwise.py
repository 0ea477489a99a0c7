"""Elementwise kernels: torch's own under the names that rules use, and MXNet's where they differ.

Every function takes tensors (or numbers) first and parameters by keyword; none writes to its inputs.
"""

import torch

__all__ = ["add", "sub", "mul", "div", "neg", "power", "mod", "maximum", "minimum", "hypot", "abs", "sign", "square",
           "sqrt", "rsqrt", "exp", "expm1", "log", "log2", "log10", "log1p", "sin", "cos", "tan", "arcsin", "arccos",
           "arctan", "sinh", "cosh", "tanh", "arcsinh", "arccosh", "arctanh", "sigmoid", "relu", "reciprocal", "erf",
           "erfinv", "where", "eq", "ne", "gt", "ge", "lt", "le", "logical_and", "logical_or", "logical_xor",
           "logical_not", "clamp", "floor", "ceil", "trunc", "round", "rint", "tanh_grad", "sigmoid_grad",
           "relu_grad", "isnan", "isinf", "isfinite", "lgamma", "digamma", "polygamma"]

add = torch.add
sub = torch.sub
mul = torch.mul
div = torch.div
neg = torch.neg
maximum = torch.maximum
minimum = torch.minimum
hypot = torch.hypot
abs = torch.abs
sign = torch.sign
square = torch.square
sqrt = torch.sqrt
rsqrt = torch.rsqrt
exp = torch.exp
expm1 = torch.expm1
log = torch.log
log2 = torch.log2
log10 = torch.log10
log1p = torch.log1p
sin = torch.sin
cos = torch.cos
tan = torch.tan
arcsin = torch.arcsin
arccos = torch.arccos
arctan = torch.arctan
sinh = torch.sinh
cosh = torch.cosh
tanh = torch.tanh
arcsinh = torch.arcsinh
arccosh = torch.arccosh
arctanh = torch.arctanh
sigmoid = torch.sigmoid
relu = torch.relu
reciprocal = torch.reciprocal
erf = torch.erf
erfinv = torch.erfinv
where = torch.where
eq, ne, gt, ge, lt, le = torch.eq, torch.ne, torch.gt, torch.ge, torch.lt, torch.le
logical_and, logical_or = torch.logical_and, torch.logical_or
logical_xor, logical_not = torch.logical_xor, torch.logical_not
floor, ceil, trunc = torch.floor, torch.ceil, torch.trunc
isnan, isinf, isfinite = torch.isnan, torch.isinf, torch.isfinite
lgamma, digamma = torch.lgamma, torch.digamma
rint = torch.round  # half to even, as C's rint


def polygamma(x, *, n):
    return torch.polygamma(n, x)


def round(x):
    """Half away from zero, as MXNet rounds."""
    return torch.trunc(x + torch.copysign(torch.full_like(x, 0.5), x))


def power(x, y):
    return torch.pow(x, y)


def mod(x, y):
    """The remainder with the sign of the divisor; 0 where the divisor is 0, as MXNet has it."""
    r = torch.remainder(x, y)
    return torch.where(torch.as_tensor(y, device=r.device) == 0, torch.zeros_like(r), r)


def clamp(x, *, low=None, high=None):
    return torch.clamp(x, low, high)


def tanh_grad(g, out):
    """`g * (1 - out²)` in one kernel."""
    return torch.ops.aten.tanh_backward(g, out)


def sigmoid_grad(g, out):
    """`g * out * (1 - out)` in one kernel."""
    return torch.ops.aten.sigmoid_backward(g, out)


def relu_grad(g, out):
    """`g` where `out` is above zero, else zero, in one kernel."""
    return torch.ops.aten.threshold_backward(g, out, 0)
