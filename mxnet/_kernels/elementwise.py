"""Arithmetic, element by element: torch's own kernels where the meaning agrees with MXNet's.

Integers stay integers (quotients are cut toward zero) and a zero divisor of integers gives 0.
Operands may be numbers. What does not live here: comparisons (`compare.py`), functions of one
array (`functions.py`).
"""

import torch

__all__ = [
    "add", "sub", "mul", "div", "neg", "power", "mod", "maximum", "minimum", "hypot", "abs", "sign",
    "square", "reciprocal", "add_n", "clamp", "clamp_grad", "quadratic", "where", "floor", "ceil",
    "trunc", "round", "rint", "round_even", "xlogy",
]

Tensor = torch.Tensor

add = torch.add
sub = torch.sub
mul = torch.mul
neg = torch.neg
abs = torch.abs
sign = torch.sign
where = torch.where
floor, ceil, trunc = torch.floor, torch.ceil, torch.trunc
round_even = torch.round
xlogy = torch.special.xlogy  # x * log(y), 0 where x is 0


def div(x, y):
    """The quotient; of integers cut toward zero, and 0 where the divisor is 0."""
    like = x if isinstance(x, Tensor) else y
    return torch.div(x, y) if like.is_floating_point() else _whole_div(x, y, like)


div.bare = torch.div


def _whole_div(x, y, like):
    x, y = _tensor(x, like), _tensor(y, like)
    zero, minus = torch.eq(y, 0), _minus_one(y)
    q = torch.div(x, y.masked_fill(zero | minus, 1), rounding_mode="trunc")
    return torch.where(zero, 0, torch.where(minus, torch.neg(x), q)).to(like.dtype)


def _tensor(x, like):
    """An operand as a tensor."""
    return x if isinstance(x, Tensor) else torch.tensor(x, dtype=like.dtype, device=like.device)


def _minus_one(y):
    """Where a divisor is -1: the processor traps on the least integer divided by it."""
    return torch.eq(y, -1) if y.dtype.is_signed else torch.zeros_like(y, dtype=torch.bool)


def mod(x, y):
    """The remainder with the sign of the divisor; 0 where the divisor is 0."""
    like = x if isinstance(x, Tensor) else y
    if like.is_floating_point():
        if isinstance(y, Tensor):
            return torch.where(torch.eq(y, 0), 0, torch.remainder(_tensor(x, y), y))
        return torch.remainder(x, y) if y else torch.zeros_like(x)
    y = _tensor(y, like)
    safe = y.masked_fill(torch.eq(y, 0) | _minus_one(y), 1)
    return torch.remainder(_tensor(x, like), safe).to(like.dtype)


def power(x, y):
    """`x` to the power `y`; of integers computed in float64 and cut toward zero."""
    like = x if isinstance(x, Tensor) else y
    return torch.pow(x, y) if like.is_floating_point() else _in_double(torch.pow, x, y, like)


def hypot(x, y):
    """The length of the hypotenuse, without overflow on the way."""
    if not isinstance(y, Tensor):
        y = torch.tensor(y, dtype=x.dtype, device=x.device)
    return torch.hypot(x, y) if x.is_floating_point() else _in_double(torch.hypot, x, y, x)


def _in_double(function, x, y, like):
    x, y = (v.double() if isinstance(v, Tensor) else float(v) for v in (x, y))
    result = function(x, y)
    return (result if like.dtype is torch.int64 else result.int()).to(like.dtype)


def maximum(x, y):
    """The larger; NaN where either is."""
    return torch.maximum(x, y) if isinstance(y, Tensor) else torch.clamp_min(x, y)


def minimum(x, y):
    """The smaller; NaN where either is."""
    return torch.minimum(x, y) if isinstance(y, Tensor) else torch.clamp_max(x, y)


def square(x):
    return torch.mul(x, x)


def reciprocal(x):
    return torch.reciprocal(x) if x.is_floating_point() else torch.reciprocal(x).to(x.dtype)


def round(x):
    """To the nearest whole number, half away from zero."""
    if not x.is_floating_point():
        return x.clone()
    whole = torch.trunc(x)
    up = torch.ge(torch.abs(torch.sub(x, whole)), 0.5)
    return torch.add(whole, torch.copysign(up.to(x.dtype), x))


def rint(x):
    """To the nearest whole number, half downwards."""
    whole = torch.floor(x)
    return torch.add(whole, torch.gt(torch.sub(x, whole), 0.5))


def add_n(*xs):
    """The sum of any number of tensors of one shape."""
    if len(xs) == 1:
        return xs[0]
    total = torch.add(xs[0], xs[1])
    for x in xs[2:]:
        total.add_(x)
    return total


def clamp(x, *, low=None, high=None):
    """`x` held between two numbers.

    Where they cross, what is above `high` becomes `high`, the rest at least `low`.
    """
    if not x.is_floating_point():
        low, high = _bound(low, x.dtype), _bound(high, x.dtype)
    if low is not None and high is not None and low > high:
        return torch.where(torch.gt(x, high), high, torch.clamp_min(x, low))
    return torch.clamp(x, low, high)


def _bound(value, dtype):
    """A bound cut to a whole number that the dtype holds."""
    if value is None:
        return None
    info = torch.iinfo(dtype)
    if value <= info.min or value >= info.max:
        return info.min if value <= info.min else info.max
    return int(value)


def clamp_grad(g, x, *, low=None, high=None):
    """`g` where `x` was not cut; the bounds themselves pass it."""
    outside = torch.lt(x, low) if low is not None else None
    if high is not None:
        above = torch.gt(x, high)
        outside = above if outside is None else outside | above
    return torch.masked_fill(g, outside, 0)


def quadratic(x, *, a, b, c):
    """`a * x² + b * x + c` in the dtype of `x`."""
    return torch.add(torch.mul(torch.add(torch.mul(x, a), b), x), c).to(x.dtype)
