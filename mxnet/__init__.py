"""MXNet 1.9.1's Python API, made anew."""

from . import autograd, ndarray
from . import ndarray as nd
from ._core.errors import MXNetError
from .context import Context, cpu, cpu_pinned, current_context, gpu, gpu_memory_info, num_gpus

__version__ = "1.9.1"
