"""What a Function's forward leaves on `self`, so that its backward can be differentiated again.

First orders read it from `self` as it is. For higher ones, arrays among it must have a history:
inputs and outputs get theirs from the tape; other numbers come from running `forward` again.
What does not live here: the node, and the calls of a program's methods (`function.py`).
"""

import numbers
import types

import numpy as np

from .. import _kernels as k
from .._core.errors import GradientError
from ..ndarray.handle import Handle

__all__ = ["Place", "snapshot", "left_behind", "copied", "marked", "filled",
           "needs_rerun", "refuse_changes"]  # fmt: skip

_OURS = ("saved_tensors", "_used", "_turn")
_FUNCTIONS = (types.FunctionType, types.MethodType, types.BuiltinFunctionType, types.ModuleType)
_DEPTH, _LARGE = 8, 1000  # what is nested deeper or longer is taken as a whole
_TOLERANCES = {"float64": 1e-9, "float32": 1e-4}  # kernels may round in another order


class Place:
    """Stands for an input or output of the call where `forward` left one on `self`."""

    __slots__ = ("source",)

    def __init__(self, source):
        self.source = source


def _leaves(value, found, depth=_DEPTH):
    """Add to the list `found` what a value holds: items of containers, attributes of objects."""
    if depth and isinstance(value, (dict, list, tuple, set, frozenset)):
        found.append(len(value))
        if len(value) <= _LARGE:
            for item in value.items() if isinstance(value, dict) else value:
                _leaves(item, found, depth - 1)
        return found
    found.append(value)
    if depth and _is_plain_object(value):
        _leaves(vars(value), found, depth - 1)
    return found


def _is_plain_object(value):
    """Whether a value is an object of a program's own class, which may hold arrays."""
    return (
        hasattr(value, "__dict__")
        and not isinstance(value, (Handle, type, np.ndarray, *_FUNCTIONS))
        and type(value).__module__.split(".")[0] not in ("mxnet", "builtins", "numpy")
        and not any(c.__module__.startswith("mxnet.gluon") for c in type(value).__mro__)
    )


def snapshot(function):
    """Every attribute of a Function with its leaves, to find out later which have changed."""
    return {name: _leaves(v, []) for name, v in vars(function).items() if name not in _OURS}


def left_behind(function, before):
    """The attributes that are new or changed since `snapshot`, containers copied."""
    return {
        name: copied(value)
        for name, value in vars(function).items()
        if name not in _OURS and not _same(_leaves(value, []), before.get(name))
    }


def _same(now, before):
    return (
        before is not None
        and len(now) == len(before)
        and all(a is b or _equal_numbers(a, b) for a, b in zip(now, before, strict=True))
    )


def _equal_numbers(a, b):
    return type(a) is type(b) and isinstance(a, (numbers.Number, str)) and a == b


def _mapped(value, change, depth=_DEPTH):
    """The value with `change` made to every leaf, in new lists, tuples and dicts."""
    kind = type(value)
    if not depth or kind not in (list, tuple, dict) or len(value) > _LARGE:
        return change(value)
    if kind is dict:
        return {key: _mapped(x, change, depth - 1) for key, x in value.items()}
    return kind(_mapped(x, change, depth - 1) for x in value)


def copied(value):
    """The value in containers of its own, with the same leaves."""
    return _mapped(value, lambda x: x)


def marked(value, sources, used):
    """The value with a `Place` for every array whose id is among `sources`; those are added to
    `used`."""

    def mark(x):
        if id(x) not in sources:
            return x
        used.append(sources[id(x)])
        return Place(used[-1])

    return _mapped(value, mark)


def filled(value, arrays):
    """The value with the array of its source for every `Place`."""
    return _mapped(value, lambda x: arrays[x.source] if type(x) is Place else x)


def needs_rerun(attributes):
    """Whether anything that `forward` left behind may have a derivative of its own: arrays and
    numbers with fractions, and objects that nothing is known of."""
    return any(not _is_constant(x) for x in _leaves(attributes, []))


def _is_constant(value):
    if isinstance(value, Handle):
        return not value._data.is_floating_point()
    if isinstance(value, (np.ndarray, np.generic)):
        return value.dtype.kind not in "fcOV"
    return value is None or isinstance(value, (Place, int, str, bytes, type, np.dtype))


def refuse_changes(name, before, now):
    """Refuse a second run of `forward` that left other numbers behind than the first."""
    before, now = _leaves(before, []), _leaves(now, [])
    if len(before) == len(now) and all(map(_is_close, before, now)):
        return
    raise GradientError(
        f"{name} cannot be differentiated again: its forward keeps what is neither input nor "
        "output, so it was run again, and left other numbers behind than the first time. What it "
        "draws must come from nd.random, and what it counts must not enter its results."
    )


def _is_close(before, now):
    if type(before) is not type(now):
        return False
    if isinstance(before, Handle):
        within = _TOLERANCES.get(k.dtype_name(before._data), 2e-2)
        before, now = (k.to_numpy(k.cast(x._data, dtype="float64")) for x in (before, now))
    elif isinstance(before, (np.ndarray, np.floating, float)):
        before, now = np.asarray(before), np.asarray(now)
        within = _TOLERANCES.get(before.dtype.name, 2e-2)
    else:
        return True  # constants, and objects that nothing is known of
    if before.shape != now.shape or before.dtype.kind != "f":
        return before.shape == now.shape
    size = np.abs(before[np.isfinite(before)]).max(initial=0)
    return np.allclose(before, now, rtol=within, atol=within * size, equal_nan=True)
