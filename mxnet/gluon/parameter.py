"""`mx.gluon.parameter`: parameters and sets of them; the code is in the files beside this one.

What does not live here: that code.
"""

from ._constant import Constant
from ._parameter import Parameter, tensor_types
from ._parameter_dict import ParameterDict
from ._waiting import DeferredInitializationError

__all__ = ["DeferredInitializationError", "Parameter", "Constant", "ParameterDict", "tensor_types"]
