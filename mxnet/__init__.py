"""MXNet 1.9.1's Python API, made anew: `import mxnet as mx` and the old program runs.

What does not live here: anything but names.
"""

from ._core import stale

stale.refuse(__path__[0])

from . import (  # noqa: E402  # noqa: E402, F401
    attribute,
    autograd,
    base,
    callback,
    context,
    contrib,
    engine,
    error,
    executor,
    executor_manager,
    gluon,
    image,
    initializer,
    io,
    log,
    lr_scheduler,
    metric,
    model,
    module,
    monitor,
    name,
    ndarray,
    numpy,
    numpy_extension,
    operator,
    optimizer,
    profiler,
    random,
    recordio,
    registry,
    rnn,
    runtime,
    symbol,
    test_utils,
    util,
    visualization,
)
from . import autograd as ag  # noqa: E402
from . import image as img  # noqa: E402
from . import initializer as init  # noqa: E402
from . import kvstore as kv  # noqa: E402
from . import module as mod  # noqa: E402
from . import monitor as mon  # noqa: E402
from . import ndarray as nd  # noqa: E402
from . import numpy as np  # noqa: E402
from . import numpy_extension as npx  # noqa: E402
from . import random as rnd  # noqa: E402
from . import symbol as sym  # noqa: E402
from . import visualization as viz  # noqa: E402
from .attribute import AttrScope  # noqa: E402
from .base import MXNetError  # noqa: E402
from .context import (  # noqa: E402
    Context,
    cpu,
    cpu_pinned,
    current_context,
    gpu,
    gpu_memory_info,
    num_gpus,
)
from .libinfo import __version__  # noqa: E402
from .util import (  # noqa: E402
    is_np_array,
    is_np_shape,
    np_array,
    np_shape,
    set_np_shape,
    use_np,
    use_np_array,
    use_np_shape,
)

__all__ = [
    "AttrScope",
    "Context",
    "MXNetError",
    "__version__",
    "attribute",
    "autograd",
    "base",
    "context",
    "contrib",
    "cpu",
    "cpu_pinned",
    "current_context",
    "gpu",
    "gluon",
    "gpu_memory_info",
    "init",
    "initializer",
    "nd",
    "ndarray",
    "np",
    "npx",
    "num_gpus",
    "random",
    "registry",
    "rnn",
    "util",
]
