"""Typed operator attributes: parse what a program or a JSON file gives, print it back.

What does not live here: which attributes an operator has (`op.py`) or what they mean.
"""

import ast
import math
import numbers
import struct

import numpy as np

from .errors import closest

__all__ = [
    "Attr",
    "REQUIRED",
    "Null",
    "real",
    "shape",
    "floats",
    "single",
    "singles",
    "dtype",
    "dtype_word",
    "maybe",
    "parse_tuple",
]


class _Null:
    """The marker for 'not given' in generated signatures."""

    __slots__ = ()

    def __repr__(self):
        return "_Null"

    def __bool__(self):
        return False


Null = _Null()
REQUIRED = object()


def parse_tuple(value):
    """`(1, 2)`, `[1, 2]`, `"(1, 2)"`, `"[1,2]"` or `"(1,)"` as a tuple of literals; a number as
    itself.
    """
    if isinstance(value, str):
        text = value.strip()
        if text.endswith("L"):
            text = text[:-1]
        try:
            value = ast.literal_eval(text.replace("L,", ",").replace("L)", ")"))
        except (ValueError, SyntaxError, RecursionError, MemoryError):
            raise ValueError(f"{value!r} is not a tuple of numbers") from None
    if isinstance(value, (list, tuple)):
        return tuple(value)
    if hasattr(value, "tolist"):
        value = value.tolist()
        return tuple(value) if isinstance(value, list) else value
    return value


def integer(value):
    """An int from an int, a NumPy integer or their text; neither from 3.0 nor from True."""
    if isinstance(value, str):
        return int(value.strip().rstrip("L"))
    if type(value) is int:
        return value
    if not isinstance(value, (bool, np.bool_)) and hasattr(value, "__index__"):
        return int(value)
    if hasattr(value, "item") and getattr(value, "size", 0) == 1:
        return integer(value.item())
    raise ValueError(f"{value!r} is not an integer")


def boolean(value):
    """A bool from a bool, 0/1, or the texts True, true, 1, False, false, 0."""
    if isinstance(value, str):
        text = value.strip()
        if text in ("True", "true", "1"):
            return True
        if text in ("False", "false", "0"):
            return False
        raise ValueError(f"{value!r} is not a boolean")
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    if isinstance(value, numbers.Integral) and value in (0, 1):
        return value == 1
    raise ValueError(f"{value!r} is not a boolean")


def real(value):
    """A float from any real number or its text (`inf`, `nan` and `1e-5f`-free forms)."""
    if not isinstance(value, (bool, np.bool_)) and isinstance(value, (numbers.Real, str)):
        return float(value)
    if hasattr(value, "item") and getattr(value, "size", 1) == 1:
        return float(value.item())
    raise ValueError(f"{value!r} is not a number")


def single(value):
    """A float rounded to float32, as the reference holds every `float` attribute."""
    return struct.unpack("f", struct.pack("f", real(value)))[0]


def singles(value):
    """A tuple of floats rounded to float32."""
    return tuple(single(x) for x in floats(value))


def scalar(value):
    """A Python number that stays int when it is one: the `scalar` of `_plus_scalar`."""
    if isinstance(value, str):
        try:
            return int(value)
        except ValueError:  # 1e35 is no whole number to any kernel
            return float(value)
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, numbers.Integral):
        return int(value)
    return real(value)


def text(value):
    """A string as itself; anything else by `str`."""
    return value if isinstance(value, str) else str(value)


def shape(value):
    """A tuple of ints; a single integer n gives `(n,)`."""
    value = parse_tuple(value)
    if isinstance(value, tuple):
        return tuple(integer(x) for x in value)
    return (integer(value),)


def dims(value):
    """A tuple of ints where an entry may be None: `begin` and `end` of slices."""
    value = parse_tuple(value)
    if not isinstance(value, tuple):
        value = (value,)
    return tuple(None if x is None else integer(x) for x in value)


def floats(value):
    """A tuple of floats; a single number x gives `(x,)`."""
    value = parse_tuple(value)
    return tuple(real(x) for x in value) if isinstance(value, tuple) else (real(value),)


def axes(value):
    """An axis or axes: an int stays an int, several become a tuple (empty tuple: not given)."""
    value = parse_tuple(value)
    return tuple(integer(x) for x in value) if isinstance(value, tuple) else integer(value)


def dtype(value):
    """The canonical name of a dtype: `float32` from `"float32"`, `np.float32`, `np.dtype(...)`."""
    if isinstance(value, str):
        return value.strip()
    name = getattr(value, "__name__", None) or getattr(value, "name", None) or str(value)
    return {"bool_": "bool", "float": "float64", "int": "int64", "void16": "bfloat16"}.get(
        name, name
    )


def dtype_word(value):
    """What NumPy calls a dtype: `int64` for `"int"`, `float64` for None; or the value as it is."""
    if value is Null or (isinstance(value, str) and value in ("None", "bfloat16")):
        return value
    try:
        return dtype(np.dtype(value))
    except (TypeError, ValueError):
        return value


def maybe(parse):
    """The same parser, taking None and the text `None` too."""
    if parse in _BUILTIN:
        parse = _BUILTIN[parse]

    def parse_or_none(value):
        if value is None or (isinstance(value, str) and value.strip() == "None"):
            return None
        return parse(value)

    parse_or_none.__name__ = f"{parse.__name__} or None"
    return parse_or_none


_BUILTIN = {int: integer, float: real, bool: boolean, str: text}
FLOATING = {"real", "single", "singles", "scalar", "floats"}


class Attr:
    """One attribute of an operator: its parser, default, range, and a line of documentation.

    Parameters
    ----------
    parse : callable, type, or tuple
        `int`, `float`, `bool`, `str`, a parser of this module, or a tuple of the allowed words.
    default : object
        Left out, the attribute is required.
    ge, gt, le, lt : number, optional
        Bounds of the value, or of every entry of a tuple.
    doc : str
        What it means, for the generated docstring.

    Examples
    --------
    >>> Attr(int, ge=1).read("3")
    3
    >>> Attr(("avg", "max"), "max").read("sum")
    Traceback (most recent call last):
    ValueError: 'sum' is not one of 'avg', 'max'
    """

    __slots__ = ("parse", "default", "ge", "gt", "le", "lt", "doc", "choices", "kind")

    def __init__(self, parse, default=REQUIRED, *, ge=None, gt=None, le=None, lt=None, doc=""):
        self.choices = parse if isinstance(parse, tuple) else ()
        self.parse = self._choose if self.choices else _BUILTIN.get(parse, parse)
        self.kind = self._word(parse)
        self.default, self.doc = default, doc
        self.ge, self.gt, self.le, self.lt = ge, gt, le, lt

    @property
    def floating(self):
        """Whether the value may be a fraction, so that a zero has a sign."""
        return self.parse.__name__.partition(" or ")[0] in FLOATING

    @property
    def required(self):
        """Whether a call must give it."""
        return self.default is REQUIRED

    def read(self, value):
        """The parsed and checked value; ValueError says in plain words what is wrong with it."""
        value = self.parse(value)
        if self.ge is None and self.gt is None and self.le is None and self.lt is None:
            return value
        for number in value if isinstance(value, tuple) else (value,):
            if number is not None:
                self._bound(number)
        return value

    def show(self, value):
        """The text a Symbol JSON holds for the value."""
        if isinstance(value, float):
            return repr(value) if not math.isfinite(value) else f"{value:.17g}"
        return str(value)

    def _bound(self, x):
        if (self.ge is not None and x < self.ge) or (self.gt is not None and not x > self.gt):
            raise ValueError(
                f"{x} must be {'at least' if self.ge is not None else 'above'} "
                f"{self.ge if self.ge is not None else self.gt}"
            )
        if (self.le is not None and x > self.le) or (self.lt is not None and not x < self.lt):
            raise ValueError(
                f"{x} must be {'at most' if self.le is not None else 'below'} "
                f"{self.le if self.le is not None else self.lt}"
            )

    def _choose(self, value):
        if value is None or (isinstance(value, str) and value == "None"):
            if None in self.choices:
                return None
        word = value if isinstance(value, str) else dtype(value)
        if word in self.choices:
            return word
        hint = closest(str(word), [c for c in self.choices if c])
        raise ValueError(
            f"{value!r} is not one of {', '.join(map(repr, self.choices))}.{hint}".rstrip(".")
        )

    def _word(self, parse):
        if self.choices:
            return "{" + ", ".join(map(repr, self.choices)) + "}"
        return {
            "integer": "int",
            "real": "float",
            "single": "float",
            "boolean": "bool",
            "text": "str",
        }.get(self.parse.__name__, self.parse.__name__)
