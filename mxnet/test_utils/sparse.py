"""Names that make sparse arrays, which are not there yet; each says so.

What does not live here: anything that works.
"""

from .._core.errors import sparse_missing

__all__ = [
    "create_sparse_array", "create_sparse_array_zd", "rand_sparse_ndarray",
    "shuffle_csr_column_indices",
]  # fmt: skip


def create_sparse_array(shape, stype, data_init=None, rsp_indices=None, dtype=None,
                        modifier_func=None, density=.5, shuffle_csr_indices=False):  # fmt: skip
    """A random sparse array; there are none yet.

    Raises
    ------
    MXNetError
        Always.
    """
    raise sparse_missing("create_sparse_array")


def create_sparse_array_zd(shape, stype, density, data_init=None, rsp_indices=None, dtype=None,
                           modifier_func=None, shuffle_csr_indices=False):  # fmt: skip
    """A random sparse array of a density that may be zero; there are none yet.

    Raises
    ------
    MXNetError
        Always.
    """
    raise sparse_missing("create_sparse_array_zd")


def rand_sparse_ndarray(shape, stype, density=None, dtype=None, distribution=None, data_init=None,
                        rsp_indices=None, modifier_func=None, shuffle_csr_indices=False,
                        ctx=None):  # fmt: skip
    """A random sparse array with its values and places; there are none yet.

    Raises
    ------
    MXNetError
        Always.
    """
    raise sparse_missing("rand_sparse_ndarray")


def shuffle_csr_column_indices(csr):
    """Put the columns of each row of a sparse matrix into another order; there are none yet.

    Raises
    ------
    MXNetError
        Always.
    """
    raise sparse_missing("shuffle_csr_column_indices")
