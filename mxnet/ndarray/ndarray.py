"""`mx.nd.ndarray`: NDArray and the functions around it, gathered; the code is in the files beside
this one.
"""

import builtins

from .._core.dtypes import FLAGS, NUMPY
from .arithmetic import FUNCTIONS, binary
from .array import NDArray
from .creation import arange, array, empty, eye, full, linspace, ones, zeros
from .interop import to_dlpack_for_read, to_dlpack_for_write
from .joining import concatenate, histogram, imdecode, moveaxis, onehot_encode, split_v2, waitall
from .keys import (
    check_boolean_array_dimension,
    get_indexing_dispatch_code,
    get_oshape_of_gather_nd_op,
    indexing_key_expand_implicit_axes,
)
from .sharing import from_dlpack, from_numpy

for _row in FUNCTIONS:
    globals()[_row[0]] = binary(*_row)

__all__ = [
    "NDArray",
    "arange",
    "array",
    "check_boolean_array_dimension",
    "concatenate",
    "empty",
    "eye",
    "from_dlpack",
    "from_numpy",
    "full",
    "get_indexing_dispatch_code",
    "get_oshape_of_gather_nd_op",
    "histogram",
    "imdecode",
    "indexing_key_expand_implicit_axes",
    "linspace",
    "moveaxis",
    "ones",
    "onehot_encode",
    "split_v2",
    "to_dlpack_for_read",
    "to_dlpack_for_write",
    "waitall",
    "zeros",
]
__all__.extend(row[0] for row in FUNCTIONS)

py_slice = builtins.slice  # tests of MXNet take it from here
_DTYPE_NP_TO_MX = {NUMPY[name]: number for name, number in FLAGS.items() if name != "bfloat16"}
_DTYPE_MX_TO_NP = {number: kind for kind, number in _DTYPE_NP_TO_MX.items()}
_STORAGE_TYPE_STR_TO_ID = {"undefined": -1, "default": 0, "row_sparse": 1, "csr": 2}
_STORAGE_TYPE_ID_TO_STR = {number: name for name, number in _STORAGE_TYPE_STR_TO_ID.items()}
