"""MXNet 1.9.1's Python API, made anew: `import mxnet as mx` and the old program runs.

Its modules are loaded when one is first used, see Note [Lazy root]. What does not live here:
anything but names.
"""

# Note [Lazy root]
# ~~~~~~~~~~~~~~~~
# `import mxnet.recordio` runs this file first, and who only reads files shall not wait for torch.
# So nothing heavy is imported here: the lists below say where a name is found, and
# `_core/lazy.py` loads all of it when the first heavy name is used. Type checkers read
# `__init__.pyi`, which `tools/make_stubs.py` writes from the same lists.

from ._core import flags as _flags
from ._core import stale as _stale
from ._core.errors import MXNetError
from ._core.lazy import lazily as _lazily
from .libinfo import __version__

_stale.refuse(__path__[0])

_MODULES = """
attribute autograd base callback context contrib engine error executor executor_manager files gluon
image initializer io kvstore libinfo log lr_scheduler metric model module monitor name ndarray numpy
numpy_extension operator optimizer profiler random recordio registry rnn runtime symbol test_utils
util visualization
""".split()

_LIGHT = "base error files libinfo log recordio".split()

_ALSO = {
    "ag": "autograd", "img": "image", "init": "initializer", "kv": "kvstore", "mod": "module",
    "mon": "monitor", "nd": "ndarray", "np": "numpy", "npx": "numpy_extension", "rnd": "random",
    "sym": "symbol", "viz": "visualization",
}  # fmt: skip

_MEMBERS = {
    "attribute": ["AttrScope"],
    "context": [
        "Context", "cpu", "cpu_pinned", "current_context", "gpu", "gpu_memory_info", "num_gpus",
    ],
    "util": [
        "is_np_array", "is_np_shape", "np_array", "np_shape", "set_np_shape", "use_np",
        "use_np_array", "use_np_shape",
    ],
}  # fmt: skip

__getattr__, __dir__, __all__ = _lazily(__name__, _MODULES, _LIGHT, _ALSO, _MEMBERS)
__all__ += ["MXNetError", "__version__"]

if _flags.PROFILER_AUTOSTART.value:
    from . import profiler
