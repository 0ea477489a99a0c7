"""Python's operators on arrays, and their twins as functions (`mx.nd.add`): one table, one text for
each kind.

What does not live here: what the operators compute, or broadcasting; those are operators
themselves.
"""

import operator
import warnings

import numpy as np

from .. import _kernels as k
from .._core import registry
from .._core.errors import MXNetError, NotDense
from .._core.source import compile_source
from .._front.nd import short_path
from .._tape.state import state
from .functions import names_of
from .handle import Handle, stored
from .invoke import REFUSED_IN_PLACE
from .operators import ops

__all__ = ["binary", "install", "refuse_recorded", "NUMBERS", "FUNCTIONS"]

NUMBERS = (float, int, np.generic)

# method, operator of two arrays, operator of an array and a number, of a number and an array
DUNDERS = [
    ("add", "broadcast_add", "_plus_scalar", "_plus_scalar"),
    ("sub", "broadcast_sub", "_minus_scalar", "_rminus_scalar"),
    ("mul", "broadcast_mul", "_mul_scalar", "_mul_scalar"),
    ("truediv", "broadcast_div", "_div_scalar", "_rdiv_scalar"),
    ("div", "broadcast_div", "_div_scalar", "_rdiv_scalar"),
    ("mod", "broadcast_mod", "_mod_scalar", "_rmod_scalar"),
    ("pow", "broadcast_power", "_power_scalar", "_rpower_scalar"),
    ("eq", "broadcast_equal", "_equal_scalar", None),
    ("ne", "broadcast_not_equal", "_not_equal_scalar", None),
    ("gt", "broadcast_greater", "_greater_scalar", None),
    ("ge", "broadcast_greater_equal", "_greater_equal_scalar", None),
    ("lt", "broadcast_lesser", "_lesser_scalar", None),
    ("le", "broadcast_lesser_equal", "_lesser_equal_scalar", None),
]

# In-place forms, and the kernel that writes floats of one shape without a copy.
IN_PLACE = [
    ("add", "add_to"),
    ("sub", "sub_from"),
    ("mul", "mul_into"),
    ("truediv", "div_into"),
    ("div", "div_into"),
    ("mod", None),
]

# function, operator, array-number, number-array, number-number
FUNCTIONS = [
    ("add", "broadcast_add", "_plus_scalar", "_plus_scalar", operator.add),
    ("subtract", "broadcast_sub", "_minus_scalar", "_rminus_scalar", operator.sub),
    ("multiply", "broadcast_mul", "_mul_scalar", "_mul_scalar", operator.mul),
    ("divide", "broadcast_div", "_div_scalar", "_rdiv_scalar", operator.truediv),
    ("true_divide", "broadcast_div", "_div_scalar", "_rdiv_scalar", operator.truediv),
    ("modulo", "broadcast_mod", "_mod_scalar", "_rmod_scalar", operator.mod),
    ("power", "broadcast_power", "_power_scalar", "_rpower_scalar", operator.pow),
    ("maximum", "broadcast_maximum", "_maximum_scalar", "_maximum_scalar", max),
    ("minimum", "broadcast_minimum", "_minimum_scalar", "_minimum_scalar", min),
    ("equal", "broadcast_equal", "_equal_scalar", "_equal_scalar", lambda x, y: int(x == y)),
    (
        "not_equal",
        "broadcast_not_equal",
        "_not_equal_scalar",
        "_not_equal_scalar",
        lambda x, y: int(x != y),
    ),
    ("greater", "broadcast_greater", "_greater_scalar", "_lesser_scalar", lambda x, y: int(x > y)),
    (
        "greater_equal",
        "broadcast_greater_equal",
        "_greater_equal_scalar",
        "_lesser_equal_scalar",
        lambda x, y: int(x >= y),
    ),
    ("lesser", "broadcast_lesser", "_lesser_scalar", "_greater_scalar", lambda x, y: int(x < y)),
    (
        "lesser_equal",
        "broadcast_lesser_equal",
        "_lesser_equal_scalar",
        "_greater_equal_scalar",
        lambda x, y: int(x <= y),
    ),
    (
        "logical_and",
        "broadcast_logical_and",
        "_logical_and_scalar",
        "_logical_and_scalar",
        lambda x, y: int(bool(x) and bool(y)),
    ),
    (
        "logical_or",
        "broadcast_logical_or",
        "_logical_or_scalar",
        "_logical_or_scalar",
        lambda x, y: int(bool(x) or bool(y)),
    ),
    (
        "logical_xor",
        "broadcast_logical_xor",
        "_logical_xor_scalar",
        "_logical_xor_scalar",
        lambda x, y: int(bool(x) != bool(y)),
    ),
]

# The hottest Python of the package: an array and an array, or a plain number, take one test each.
# Those in HOT have the path of two arrays written out.
HOT = ("add", "sub", "mul", "truediv")

_DUNDER = '''
def __{name}__(self, other):
    """The operator `{array}`, or `{scalar}` with a number, broadcasting as NumPy does."""
    if not isinstance(other, NDArray):
        kind = other.__class__
        if kind is int or kind is float and self._data.is_floating_point():
            return ops.{scalar}(self, other)
        return ops.{scalar}(self, number(other, self))
{on_arrays}'''

_REFLECTED = '''
def __r{name}__(self, other):
    """The operator `{scalar}` with the number on the left."""
    return ops.{scalar}(self, number(other, self))
'''

_INPLACE = '''
def __i{name}__(self, other):
    """`{array}`, or `{scalar}` with a number, written into this array's memory."""
    if not self._writable:
        raise ValueError("this array is read-only")
    if state.recording:
        refuse_recorded(self, other)
    data = self._data
    if isinstance(other, NDArray):
        {fast_array}return ops.{array}(self, other, out=self)
    {fast_scalar}return ops.{scalar}(self, number(other, self), out=self)
'''

_FAST_ARRAY = """try:
            right = other._data
        except NotDense:
            return ops.{array}(self, other, out=self)
        if data.dtype is right.dtype and data.shape == right.shape and data.is_floating_point():
            if self._ctx is other._ctx:
                {kernel}(data, right)
                return self
        """

_FAST_SCALAR = """kind = other.__class__
    if (kind is float or kind is int) and data.is_floating_point():
        {kernel}(data, other)
        return self
    """


def install(cls):
    """Give the class its arithmetic methods."""
    space = {
        "NDArray": cls,
        "NotDense": NotDense,
        "ops": ops,
        "number": number,
        "state": state,
        "refuse_recorded": refuse_recorded,
        **{kernel: getattr(k, kernel) for _, kernel in IN_PLACE if kernel},
    }
    text = []
    for name, array, scalar, reflected in DUNDERS:
        if name in HOT:
            _install_hot(cls, name, array, scalar, space)
        else:
            on_arrays = f"    return ops.{array}(self, other)\n"
            text.append(_DUNDER.format(name=name, array=array, scalar=scalar, on_arrays=on_arrays))
        if reflected:
            text.append(_REFLECTED.format(name=name, scalar=reflected))
    rows = {row[0]: row for row in DUNDERS}
    for name, kernel in IN_PLACE:
        fast = ("", "")
        if kernel:
            on_array = _FAST_ARRAY.format(kernel=kernel, array=rows[name][1])
            fast = on_array, _FAST_SCALAR.format(kernel=kernel)
        text.append(
            _INPLACE.format(
                name=name,
                array=rows[name][1],
                scalar=rows[name][2],
                fast_array=fast[0],
                fast_scalar=fast[1],
            )
        )
    compile_source("NDArray arithmetic", "".join(text), space)
    for name, method in space.items():
        if (
            name.startswith("__")
            and callable(method)
            and getattr(method, "__globals__", None) is space
        ):
            _set(cls, name, method)


def _install_hot(cls, name, array, scalar, space):
    """A method in which the operator's own short path stands instead of a call of it."""
    op = registry.find(array)
    names, bare = names_of(op)
    on_arrays = short_path(op, ["self", "other"], bare)
    text = _DUNDER.format(name=name, array=array, scalar=scalar, on_arrays=on_arrays)
    made = compile_source(f"NDArray.__{name}__", text, names | space)
    _set(cls, f"__{name}__", made[f"__{name}__"])


def _set(cls, name, method):
    method.__qualname__ = f"NDArray.{name}"
    setattr(cls, name, method)


_warned = False


def number(value, array):
    """A number as the scalar operators take it; a fraction for an array of integers is told once.

    Raises
    ------
    TypeError
        `value` is no number.
    """
    global _warned
    if isinstance(value, np.generic):
        value = value.item()
    if not isinstance(value, (float, int)):
        raise TypeError(f"type {type(value)} not supported")
    if (
        not _warned
        and isinstance(value, float)
        and not value.is_integer()
        and not stored(array).dtype.is_floating_point
    ):
        _warned = True
        warnings.warn(
            f"an array of {k.dtype_name(stored(array))} meets the number {value}: as in MXNet "
            "1.9.1 its "
            "fraction is cut off before the operator runs. Convert the array with "
            "astype('float32') "
            "to keep it. (This is said once.)",
            RuntimeWarning,
            stacklevel=3,
        )
    return value


def refuse_recorded(array, other=None):
    """Raise, before anything changes, when a write while recording would lose a gradient."""
    if array._node is not None or (isinstance(other, Handle) and other._node is not None):
        raise MXNetError(REFUSED_IN_PLACE)


_FUNCTION = '''
def {name}({lhs}, {rhs}):
    """The operator `{array}` on arrays or numbers, broadcasting as NumPy does.

    Parameters
    ----------
    {lhs}, {rhs} : NDArray or number
        Arrays share one dtype. A number meets an array by `{scalar}`; two numbers give a number.

    Returns
    -------
    NDArray or number

    Examples
    --------
    >>> import mxnet as mx
    >>> mx.nd.{name}(mx.nd.array([1, 2]), 2).shape
    (2,)
    """
    if isinstance({lhs}, Handle):
        if isinstance({rhs}, Handle):
            return ops.{array}({lhs}, {rhs})
        return ops.{scalar}({lhs}, number({rhs}, {lhs}))
    if isinstance({rhs}, Handle):
        return ops.{reflected}({rhs}, number({lhs}, {rhs}))
    return numbers({lhs}, {rhs})
'''


def binary(name, array, scalar, reflected, on_numbers):
    """The function of two operands of which either may be a number."""
    lhs, rhs = ("base", "exp") if name == "power" else ("lhs", "rhs")

    def numbers(x, y):
        for side in (x, y):
            if not isinstance(side, NUMBERS):
                raise TypeError(f"type {type(side)} not supported")
        return on_numbers(x, y)

    space = {
        "Handle": Handle,
        "ops": ops,
        "number": number,
        "numbers": numbers,
        "__name__": "mxnet.ndarray",
    }
    text = _FUNCTION.format(
        name=name, lhs=lhs, rhs=rhs, array=array, scalar=scalar, reflected=reflected
    )
    return compile_source(f"nd.{name} of two", text, space)[name]
