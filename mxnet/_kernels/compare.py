"""Comparisons and logic. The second operand may be a number.

Those named like torch's give truth values, for other kernels; those with a word for a name give 0
and 1 in the dtype of their first operand, as MXNet's operators do. What does not live here:
arithmetic (`elementwise.py`).
"""

import torch

__all__ = [
    "eq", "ne", "gt", "ge", "lt", "le", "logical_and", "logical_or", "logical_xor", "logical_not",
    "isnan", "isinf", "isfinite", "equal", "not_equal", "greater", "greater_equal", "lesser",
    "lesser_equal", "both", "either", "one_of_two", "truth", "untruth", "all_finite", "allclose",
]

eq, ne, gt, ge, lt, le = torch.eq, torch.ne, torch.gt, torch.ge, torch.lt, torch.le
logical_and, logical_or = torch.logical_and, torch.logical_or
logical_xor, logical_not = torch.logical_xor, torch.logical_not
isnan, isinf, isfinite = torch.isnan, torch.isinf, torch.isfinite


def _numeric(compare):
    """A comparison that writes 0 and 1 of its first operand's dtype, in one kernel."""
    def call(x, y):
        return compare(x, y, out=x.new_empty(0))
    return call


equal, not_equal = _numeric(torch.eq), _numeric(torch.ne)
greater, greater_equal = _numeric(torch.gt), _numeric(torch.ge)
lesser, lesser_equal = _numeric(torch.lt), _numeric(torch.le)
both, either = _numeric(torch.logical_and), _numeric(torch.logical_or)
one_of_two = _numeric(torch.logical_xor)


def truth(x):
    """1 where an element is not zero (NaN is not), else 0."""
    return torch.ne(x, 0, out=x.new_empty(0))


def untruth(x):
    """1 where an element is zero, else 0."""
    return torch.eq(x, 0, out=x.new_empty(0))


def all_finite(*xs):
    """`[1.0]` if no element of any tensor is infinite or NaN, else `[0.0]`; float32."""
    found = [torch.isfinite(x).all() for x in xs]
    one = found[0] if len(found) == 1 else torch.stack(found).all()
    return one.to(torch.float32).reshape(1)


def allclose(a, b, *, rtol, atol, equal_nan):
    """Whether `|a - b| <= atol + rtol * |b|` everywhere: 1 or 0, a uint8 without axes."""
    close = torch.isclose(a, b, rtol=rtol, atol=atol, equal_nan=equal_nan and a.is_floating_point())
    return close.all().to(torch.uint8)
