"""Automatic mixed precision: for arrays and layers by `init`, for finished graphs by `convert_...`.

The code is in the files beside this one. What does not live here: tables of operators (`lists/`).
"""

from ..._core.dtypes import bfloat16  # noqa: F401  what upstream keeps here
from . import lists  # noqa: F401
from .converting import convert_model, convert_symbol
from .networks import convert_bucketing_module, convert_hybrid_block
from .scaling import _State, disable, init, init_trainer, scale_loss, unscale
from .tables import (
    list_conditional_fp32_ops,
    list_fp32_ops,
    list_loss_output_functions,
    list_lp16_fp32_ops,
    list_lp16_ops,
    list_lp16_use_fp32_params,
    list_widest_type_cast,
)

__all__ = [
    "init", "init_trainer", "scale_loss", "unscale", "convert_symbol", "convert_model",
    "convert_hybrid_block", "list_lp16_ops", "list_fp32_ops", "list_lp16_fp32_ops",
    "list_conditional_fp32_ops", "list_widest_type_cast", "list_loss_output_functions",
    "list_lp16_use_fp32_params", "disable",
]  # fmt: skip



def __getattr__(name):
    """What GluonNLP asks this module: whether mixed precision is on."""
    if name == "_amp_initialized":
        return _State.scaler is not None
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


convert_bucketing_module.__module__ = __name__
