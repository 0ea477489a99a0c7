"""`mx.sym`: computations as graphs."""

import sys as _sys

from . import contrib, history, random, symbol
from .functions import module_getattr as _module_getattr
from .functions import operator_module as _operator_module
from .symbol import *  # noqa: F403
from .symbol import Symbol

_getter, _operator_names = _module_getattr("", __name__)


def __getattr__(name):
    made = globals()[name] = _getter(name)
    return made


def __dir__():
    return sorted({*globals(), *_operator_names()})


def _hold(place, space, doc):
    """Make a module of the operators of a namespace and put it below this one."""
    full = f"{__name__}.{place}"
    globals()[place] = _sys.modules[full] = _operator_module(full, space, doc)


for _space in ("_internal", "linalg", "image", "sparse"):
    _hold(_space, _space, f"The operators of mx.sym.{_space}.")
_hold(
    "op",
    "",
    "All operators of mx.sym itself, where a function of the same name stands in their way too.",
)
# The operators of NumPy's names that are there so far; mx.np itself comes later.
_hold("numpy", "np", "The operators of mx.sym.np.")
_hold("numpy_extension", "npx", "The operators of mx.sym.npx.")
np, npx = globals()["numpy"], globals()["numpy_extension"]
