"""`mx.nd`: arrays and the operators on them."""

import sys as _sys

from . import contrib, ndarray, sparse, utils
from .cached import CachedOp
from .functions import module_getattr as _module_getattr
from .functions import operator_module as _operator_module
from .ndarray import *  # noqa: F403
from .ndarray import _DTYPE_MX_TO_NP, _DTYPE_NP_TO_MX, NDArray
from .utils import load, load_frombuffer, save

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


for _space in ("_internal", "linalg", "image"):
    _hold(_space, _space, f"The operators of mx.nd.{_space}.")
_hold(
    "op",
    "",
    "All operators of mx.nd itself, where a function of the same name stands in their way too.",
)
# The operators of NumPy's names that are there so far; mx.np itself comes later.
_hold("numpy", "np", "The operators of mx.nd.np.")
_hold("numpy_extension", "npx", "The operators of mx.nd.npx.")
np, npx = globals()["numpy"], globals()["numpy_extension"]
