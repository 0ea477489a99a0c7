"""Python's operators on symbols, and their twins as functions (`mx.sym.maximum`): one table.

The names are those that 1.9.1 makes automatic node names of. What does not live here: what the
operators compute.
"""

import math
import numbers
import operator

from ..base import NotImplementedForSymbol
from .entries import Entries
from .functions import ops

__all__ = ["install", "FUNCTIONS", "binary"]

# method, operator of two symbols, of a symbol and a number, of a number and a symbol
DUNDERS = [
    ("add", "_Plus", "_PlusScalar", "_PlusScalar"),
    ("sub", "_Minus", "_MinusScalar", "_RMinusScalar"),
    ("mul", "_Mul", "_MulScalar", "_MulScalar"),
    ("truediv", "_Div", "_DivScalar", "_RDivScalar"),
    ("div", "_Div", "_DivScalar", "_RDivScalar"),
    ("mod", "_Mod", "_ModScalar", "_RModScalar"),
    ("pow", "_Power", "_PowerScalar", "_rpower_scalar"),
    ("eq", "_equal", "_equal_scalar", None),
    ("ne", "_not_equal", "_not_equal_scalar", None),
    ("gt", "_greater", "_greater_scalar", None),
    ("ge", "_greater_equal", "_greater_equal_scalar", None),
    ("lt", "_lesser", "_lesser_scalar", None),
    ("le", "_lesser_equal", "_lesser_equal_scalar", None),
]

IN_PLACE = [("add", "+="), ("sub", "-="), ("mul", "*="), ("div", "/="), ("truediv", "/=")]

# function, two symbols, symbol-number, number-symbol, number-number, names of the operands
FUNCTIONS = [
    ("maximum", "_Maximum", "_MaximumScalar", "_MaximumScalar", max, "left right"),
    ("minimum", "_Minimum", "_MinimumScalar", "_MinimumScalar", min, "left right"),
    ("hypot", "_Hypot", "_HypotScalar", "_HypotScalar", math.hypot, "left right"),
    ("power", "_Power", "_PowerScalar", "_RPowerScalar", operator.pow, "base exp"),
    ("pow", "_Power", "_PowerScalar", "_RPowerScalar", operator.pow, "base exp"),
]


def install(cls):
    """Give the class its arithmetic methods."""
    for name, both, scalar, reflected in DUNDERS:
        _put(cls, f"__{name}__", _method(both, scalar))
        if reflected:
            _put(cls, f"__r{name}__", _reflected(reflected))
    for name, sign in IN_PLACE:
        _put(cls, f"__i{name}__", _refused(f"__i{name}__", sign))
    _put(cls, "__neg__", lambda self: ops._MulScalar(self, scalar=-1.0))
    _put(cls, "__abs__", lambda self: ops.abs(self))
    cls.__hash__ = None
    cls.__array_priority__ = 1000.0


def _put(cls, name, method):
    method.__name__, method.__qualname__, method.__module__ = (
        name,
        f"{cls.__name__}.{name}",
        cls.__module__,
    )
    setattr(cls, name, method)


def _method(both, scalar):
    def method(self, other):
        if isinstance(other, Entries):
            return getattr(ops, both)(self, other)
        return getattr(ops, scalar)(self, scalar=_number(other))

    method.__doc__ = f"The operator `{both}`, or `{scalar}` with a number."
    return method


def _reflected(scalar):
    def method(self, other):
        return getattr(ops, scalar)(self, scalar=_number(other))

    method.__doc__ = f"The operator `{scalar}` with the number on the left."
    return method


def _refused(name, sign):
    def method(self, other):
        raise NotImplementedForSymbol(name, sign, self, other)

    method.__doc__ = "Refused: symbols do not change."
    return method


def _number(value):
    if not isinstance(value, numbers.Number):
        raise TypeError(f"type {type(value)} not supported")
    return value


def binary(name, both, scalar, reflected, on_numbers, words):
    """The function of two operands of which either may be a number."""

    def call(x, y):
        if isinstance(x, Entries):
            return (
                getattr(ops, both)(x, y)
                if isinstance(y, Entries)
                else getattr(ops, scalar)(x, scalar=_number(y))
            )
        if isinstance(y, Entries):
            return getattr(ops, reflected)(y, scalar=_number(x))
        for side in (x, y):
            if not isinstance(side, numbers.Number):
                raise TypeError(f"types ({type(x)}, {type(y)}) not supported")
        return on_numbers(x, y)

    if words == "base exp":

        def function(base, exp):
            return call(base, exp)
    else:

        def function(left, right):
            return call(left, right)

    function.__name__ = function.__qualname__ = name
    function.__module__ = "mxnet.symbol"
    function.__doc__ = f"""The operator `{both}` of symbols or numbers, which share one shape.

    Parameters
    ----------
    {", ".join(words.split())} : Symbol or number
        Two numbers give a number.

    Returns
    -------
    Symbol or number

    Examples
    --------
    >>> import mxnet as mx
    >>> mx.sym.{name}(3, 4)
    {on_numbers(3, 4)}
    """
    return function
