"""`mx.autograd`: recording and differentiating, to any order.

What does not live here: the walk back over the tape (`_tape/backward.py`) and what an operator
records (`ndarray/invoke.py`).
"""

from ..ndarray.handle import classes as _classes
from .anomaly import detect_anomaly
from .checking import check_gradients
from .checkpointing import checkpoint
from .function import Function
from .functional import hessian, jacobian, jvp, vjp
from .gradients import backward, get_symbol, grad, mark_variables
from .hooks import HookHandle, register_hook
from .scopes import (
    is_recording,
    is_training,
    pause,
    predict_mode,
    record,
    set_recording,
    set_training,
    train_mode,
)

__all__ = [
    "Function",
    "HookHandle",
    "NDArray",
    "backward",
    "check_gradients",
    "checkpoint",
    "detect_anomaly",
    "get_symbol",
    "grad",
    "hessian",
    "is_recording",
    "is_training",
    "jacobian",
    "jvp",
    "mark_variables",
    "pause",
    "predict_mode",
    "record",
    "register_hook",
    "set_recording",
    "set_training",
    "train_mode",
    "vjp",
]


def __getattr__(name):
    """`NDArray`, which MXNet's module has too, is there once the array's class is."""
    if name == "NDArray":
        return _classes["nd"]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
