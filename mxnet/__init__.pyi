"""MXNet 1.9.1's Python API, made anew: `import mxnet as mx` and the old program runs.

Written by tools/make_stubs.py; edit what it reads instead.
"""

from ._core.errors import MXNetError
from .libinfo import __version__
from .attribute import AttrScope as AttrScope
from .context import Context as Context
from . import autograd as ag
from . import attribute as attribute
from . import autograd as autograd
from . import base as base
from . import callback as callback
from . import context as context
from . import contrib as contrib
from .context import cpu as cpu
from .context import cpu_pinned as cpu_pinned
from .context import current_context as current_context
from . import engine as engine
from . import error as error
from . import executor as executor
from . import executor_manager as executor_manager
from . import files as files
from . import gluon as gluon
from .context import gpu as gpu
from .context import gpu_memory_info as gpu_memory_info
from . import image as image
from . import image as img
from . import initializer as init
from . import initializer as initializer
from . import io as io
from .util import is_np_array as is_np_array
from .util import is_np_shape as is_np_shape
from . import kvstore as kv
from . import kvstore as kvstore
from . import libinfo as libinfo
from . import log as log
from . import lr_scheduler as lr_scheduler
from . import metric as metric
from . import module as mod
from . import model as model
from . import module as module
from . import monitor as mon
from . import monitor as monitor
from . import name as name
from . import ndarray as nd
from . import ndarray as ndarray
from . import numpy as np
from .util import np_array as np_array
from .util import np_shape as np_shape
from . import numpy_extension as npx
from .context import num_gpus as num_gpus
from . import numpy as numpy
from . import numpy_extension as numpy_extension
from . import operator as operator
from . import optimizer as optimizer
from . import profiler as profiler
from . import random as random
from . import recordio as recordio
from . import registry as registry
from . import random as rnd
from . import rnn as rnn
from . import runtime as runtime
from .util import set_np_shape as set_np_shape
from . import symbol as sym
from . import symbol as symbol
from . import test_utils as test_utils
from .util import use_np as use_np
from .util import use_np_array as use_np_array
from .util import use_np_shape as use_np_shape
from . import util as util
from . import visualization as visualization
from . import visualization as viz

__all__ = ["AttrScope", "Context", "MXNetError", "__version__", "ag", "attribute", "autograd", "base", "callback", "context", "contrib", "cpu", "cpu_pinned", "current_context", "engine", "error", "executor", "executor_manager", "files", "gluon", "gpu", "gpu_memory_info", "image", "img", "init", "initializer", "io", "is_np_array", "is_np_shape", "kv", "kvstore", "libinfo", "log", "lr_scheduler", "metric", "mod", "model", "module", "mon", "monitor", "name", "nd", "ndarray", "np", "np_array", "np_shape", "npx", "num_gpus", "numpy", "numpy_extension", "operator", "optimizer", "profiler", "random", "recordio", "registry", "rnd", "rnn", "runtime", "set_np_shape", "sym", "symbol", "test_utils", "use_np", "use_np_array", "use_np_shape", "util", "visualization", "viz"]
