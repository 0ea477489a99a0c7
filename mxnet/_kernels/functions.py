"""The functions of one array, and the fused kernels of their gradients.

Of integers they are computed in floating point and cut toward zero. What does not live here:
arithmetic and rounding (`elementwise.py`), activations with parameters (`activation.py`).
"""

import torch

from .aten import aten

__all__ = [
    "exp", "expm1", "log", "log2", "log10", "log1p", "sqrt", "rsqrt", "cbrt", "rcbrt", "sin",
    "cos", "tan", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh", "arcsinh", "arccosh",
    "arctanh", "degrees", "radians", "sigmoid", "relu", "softsign", "hard_sigmoid", "smooth_l1",
    "erf", "erfinv", "gamma", "gammaln", "lgamma", "digamma", "polygamma", "tanh_grad",
    "sigmoid_grad", "relu_grad",
]


def _whole_too(function):
    """torch's function, with integers kept integers; `bare` is right for floats."""
    def call(x):
        return function(x) if x.is_floating_point() else _cut(function, x)
    call.__name__ = function.__name__
    call.bare = function
    return call


def _cut(function, x):
    """A function of integers, computed in float64."""
    return function(_double(x)).to(x.dtype)


def _double(x):
    """A tensor of numbers as float64."""
    if x.dtype is torch.bool:
        raise TypeError("boolean data has no such function")
    return x.double()


exp, expm1, sqrt, rsqrt = (_whole_too(f) for f in (torch.exp, torch.expm1, torch.sqrt, torch.rsqrt))
log, log2, log10, log1p = (_whole_too(f) for f in (torch.log, torch.log2, torch.log10, torch.log1p))
sin, cos, tan = (_whole_too(f) for f in (torch.sin, torch.cos, torch.tan))
arcsin, arccos, arctan = (_whole_too(f) for f in (torch.arcsin, torch.arccos, torch.arctan))
sinh, cosh, tanh = (_whole_too(f) for f in (torch.sinh, torch.cosh, torch.tanh))
arcsinh, arccosh, arctanh = (_whole_too(f) for f in (torch.arcsinh, torch.arccosh, torch.arctanh))
degrees, radians = _whole_too(torch.rad2deg), _whole_too(torch.deg2rad)
sigmoid, erf, erfinv = (_whole_too(f) for f in (torch.sigmoid, torch.erf, torch.erfinv))
gammaln = lgamma = _whole_too(torch.lgamma)
relu = torch.relu


def cbrt(x):
    """The real cube root, of negative numbers too."""
    a = torch.abs(_double(x))
    root = torch.pow(a, 1 / 3)
    # One step of Newton's method: the cube root of 64 is 4, not 3.999...
    better = root - (root * root * root - a) / (3 * root * root)
    root = torch.where(torch.isfinite(better), better, root)
    return torch.copysign(root, x).to(x.dtype)


def rcbrt(x):
    """One over the real cube root."""
    return torch.reciprocal(cbrt(x)) if x.is_floating_point() else _cut(rcbrt, x)


def gamma(x):
    """The gamma function; NaN at the negative whole numbers, infinite at 0."""
    wide = _double(x)
    size = torch.exp(torch.lgamma(wide))
    below = torch.floor(wide)
    odd = torch.ne(torch.remainder(below, 2), 0) & torch.lt(wide, 0)
    pole = torch.eq(below, wide) & torch.lt(wide, 0)
    return torch.where(odd, -size, size).masked_fill(pole, float("nan")).to(x.dtype)


def digamma(x):
    """The derivative of `gammaln`; infinite at its poles, 0 and the negative whole numbers."""
    pole = torch.eq(torch.floor(x), x) & torch.le(x, 0)
    return torch.digamma(x).masked_fill(pole, float("inf"))


def polygamma(x, *, n):
    """The derivative of order `n` of `digamma`."""
    return torch.polygamma(n, x)


def softsign(x):
    return torch.div(x, torch.add(torch.abs(x), 1)).to(x.dtype)


def hard_sigmoid(x, *, alpha, beta):
    """`alpha * x + beta` held between 0 and 1."""
    return torch.clamp(torch.add(torch.mul(x, alpha), beta), 0, 1)


def smooth_l1(x, *, sigma):
    """`(sigma * x)² / 2` where `|x| < 1 / sigma²`, else `|x| - 1 / (2 * sigma²)`."""
    size, squared = torch.abs(x), sigma * sigma
    if squared == 0:
        return torch.zeros_like(x)
    curve = torch.mul(torch.mul(x, x), 0.5 * squared)
    line = torch.sub(size, 0.5 / squared)
    return torch.where(torch.lt(size, 1 / squared), curve, line).to(x.dtype)


tanh_grad = aten("tanh_backward")  # g * (1 - out²)


sigmoid_grad = aten("sigmoid_backward")  # g * out * (1 - out)


_threshold_grad = aten("threshold_backward")


def relu_grad(g, out):
    """`g` where `out` is above zero, else zero, in one kernel."""
    return _threshold_grad(g, out, 0)
