"""`mx.contrib`: what upstream called contributed; the operators are those of `mx.nd.contrib`.

What does not live here: operators.
"""

from . import amp, autograd, io, ndarray, svrg_optimization, symbol, tensorboard, text
from . import ndarray as nd
from . import symbol as sym

__all__ = [
    "amp", "autograd", "io", "nd", "ndarray", "svrg_optimization", "sym", "symbol", "tensorboard",
    "text",
]  # fmt: skip
