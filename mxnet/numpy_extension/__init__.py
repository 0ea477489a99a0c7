"""`mx.npx`: the switches of NumPy's rules, devices, and saving; its operators are not there yet.

What does not live here: the NumPy interface itself (`mx.np`).
"""

from ..context import (
    Context,
    cpu,
    cpu_pinned,
    current_context,
    gpu,
    gpu_memory_info,
    num_gpus,
)
from ..ndarray import load, save, waitall
from ..util import is_np_array, is_np_shape, reset_np, set_np, use_np, use_np_array, use_np_shape

__all__ = [
    "Context", "cpu", "cpu_pinned", "current_context", "gpu", "gpu_memory_info", "is_np_array",
    "is_np_shape", "load", "num_gpus", "reset_np", "save", "set_np", "use_np",
    "use_np_array", "use_np_shape", "waitall",
]  # fmt: skip


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    raise AttributeError(
        f"mx.npx.{name}: the NumPy interface is not there yet; mx.nd has the operators of networks."
    )
