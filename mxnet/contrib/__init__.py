"""`mx.contrib`: what upstream called contributed; the operators are those of `mx.nd.contrib`.

What does not live here: operators.
"""

from . import autograd, ndarray
from . import ndarray as nd

__all__ = ["autograd", "nd", "ndarray"]
