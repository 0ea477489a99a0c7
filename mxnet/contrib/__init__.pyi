"""`mx.contrib`: what upstream called contributed; the operators are those of `mx.nd.contrib`.

Written by tools/make_stubs.py; edit what it reads instead.
"""

from . import amp as amp
from . import autograd as autograd
from . import io as io
from . import ndarray as nd
from . import ndarray as ndarray
from . import svrg_optimization as svrg_optimization
from . import symbol as sym
from . import symbol as symbol
from . import tensorboard as tensorboard
from . import text as text

__all__ = ["amp", "autograd", "io", "nd", "ndarray", "svrg_optimization", "sym", "symbol", "tensorboard", "text"]
