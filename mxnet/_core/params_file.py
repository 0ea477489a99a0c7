"""MXNet's binary array file (`.params`, `nd.save`): what the rest of the package uses of it.

Arrays come and go as NumPy arrays. Nothing here knows contexts, NDArray or torch. The layout is
told in `params.layout`, Note [Array file].
"""

from .params.layout import BFLOAT16, DTYPE_OF_FLAG, FLAG_OF_DTYPE, Dense, Sparse
from .params.reader import loads, loads_array, read
from .params.writer import dumps, dumps_array, write

__all__ = [
    "BFLOAT16", "DTYPE_OF_FLAG", "Dense", "FLAG_OF_DTYPE", "Sparse", "dumps", "dumps_array",
    "loads", "loads_array", "read", "write",
]
