"""`mx.nd.sparse`: sparse arrays, which are not there yet; what would make one says so.

Operators of this namespace are there for dense arrays. What does not live here: operators.
"""

from .._core.errors import sparse_missing
from .arithmetic import FUNCTIONS, binary
from .array import NDArray
from .functions import module_getattr

__all__ = [
    "BaseSparseNDArray",
    "CSRNDArray",
    "RowSparseNDArray",
    "add",
    "array",
    "csr_matrix",
    "divide",
    "empty",
    "gs_retain",
    "multiply",
    "row_sparse_array",
    "subtract",
    "zeros",
]

_getter, _names = module_getattr("sparse", __name__)
_rows = {row[0]: row for row in FUNCTIONS}
add, subtract = binary(*_rows["add"]), binary(*_rows["subtract"])
multiply, divide = binary(*_rows["multiply"]), binary(*_rows["divide"])


def __getattr__(name):
    made = globals()[name] = _getter(name)
    return made


def __dir__():
    return sorted({*globals(), *_names()})


class BaseSparseNDArray(NDArray):
    """What sparse arrays share. There are none yet, so programs can ask `isinstance` and nothing
    else.
    """

    def __init__(self, handle, writable=True):
        raise sparse_missing(type(self).__name__)


class CSRNDArray(BaseSparseNDArray):
    """A matrix in compressed rows. There are none yet."""


class RowSparseNDArray(BaseSparseNDArray):
    """An array of which few rows are stored. There are none yet."""


def csr_matrix(arg1, shape=None, ctx=None, dtype=None):
    """A matrix in compressed rows.

    Raises
    ------
    MXNetError
        Always: sparse arrays are not there yet.
    """
    raise sparse_missing("csr_matrix")


def row_sparse_array(arg1, shape=None, ctx=None, dtype=None):
    """An array of which few rows are stored.

    Raises
    ------
    MXNetError
        Always: sparse arrays are not there yet.
    """
    raise sparse_missing("row_sparse_array")


def array(source_array, ctx=None, dtype=None):
    """A sparse array of a sparse one, or of a SciPy matrix.

    Raises
    ------
    MXNetError
        Always: sparse arrays are not there yet.
    """
    raise sparse_missing("sparse.array")


def zeros(stype, shape, ctx=None, dtype=None, **kwargs):
    """A sparse array without stored values.

    Raises
    ------
    MXNetError
        Always: sparse arrays are not there yet.
    """
    raise sparse_missing("sparse.zeros")


def empty(stype, shape, ctx=None, dtype=None):
    """A sparse array without stored values.

    Raises
    ------
    MXNetError
        Always: sparse arrays are not there yet.
    """
    raise sparse_missing("sparse.empty")


def gs_retain(data=None, indices=None, out=None, name=None, **kwargs):
    """The stored rows that `indices` names.

    Raises
    ------
    MXNetError
        Always: sparse arrays are not there yet.
    """
    raise sparse_missing("gs_retain")
