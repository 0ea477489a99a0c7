"""`mx.init`: how parameters start.

An initializer is called with a parameter's name and its array; the name's ending decides what
happens, unless the variable carries an `__init__` attribute. What does not live here: parameters.
"""

from .base import InitDesc, Initializer, alias, create, register
from .combine import Load, Mixed
from .filled import Bilinear, Constant, LSTMBias, One, Zero
from .fused import FusedRNN
from .scaled import MSRAPrelu, Normal, Orthogonal, Uniform, Xavier

__all__ = [
    "Bilinear", "Constant", "FusedRNN", "InitDesc", "Initializer", "LSTMBias", "Load", "MSRAPrelu",
    "Mixed", "Normal", "One", "Orthogonal", "Uniform", "Xavier", "Zero", "alias", "create",
    "register",
]  # fmt: skip

for _name in __all__:  # where programs find them, whatever file they are written in
    globals()[_name].__module__ = __name__
