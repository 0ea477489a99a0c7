"""How close numbers of a dtype have to be.

What does not live here: comparing them.
"""

import numpy as np

__all__ = [
    "default_rtols",
    "default_atols",
    "default_numeric_eps",
    "effective_dtype",
    "get_atol",
    "get_rtol",
    "get_etol",
    "get_tolerance",
    "get_tols",
]

_EXACT = ("bool", "int8", "uint8", "int32", "uint32", "int64", "uint64")
_FLOAT64 = np.dtype("float64")


def _table(half, single, double):
    floats = {"float16": half, "float32": single, "float64": double}
    return {np.dtype(name): value for name, value in floats.items()}


def _with_exact(table):
    return table | {np.dtype(name): 0 for name in _EXACT}


def default_rtols():
    """Relative tolerances by dtype.

    Examples
    --------
    >>> default_rtols()[np.dtype("float32")]
    0.0001
    """
    return _with_exact(_table(1e-2, 1e-4, 1e-5))


def default_atols():
    """Absolute tolerances by dtype.

    Examples
    --------
    >>> default_atols()[np.dtype("float32")]
    0.001
    """
    return _with_exact(_table(1e-1, 1e-3, 1e-20))


def default_numeric_eps():
    """Steps of numeric differentiation by dtype: powers of two, so that they lose no digits.

    Examples
    --------
    >>> default_numeric_eps()[np.dtype("float64")] == 2 ** -14
    True
    """
    return _table(2.0**-6, 2.0**-9, 2.0**-14)


def effective_dtype(dat):
    """The dtype whose precision the values of an array have.

    Examples
    --------
    >>> effective_dtype(np.ones(1, "float16")).name
    'float16'
    """
    dtype = getattr(dat, "dtype", None)
    return np.dtype(dtype) if dtype is not None else np.asarray(dat).dtype


def get_tolerance(dat, tol, default_tol):
    """A tolerance given as a number, or by dtype; that of `default_tol` where it is None.

    Examples
    --------
    >>> get_tolerance(np.ones(1, "float32"), None, default_rtols())
    0.0001
    """
    if isinstance(tol, (int, float, np.generic)):
        return tol
    dtype = effective_dtype(dat)
    table = {np.dtype(key): value for key, value in (default_tol if tol is None else tol).items()}
    return table.get(dtype, default_tol.get(dtype, 0))


def get_tols(x, y, rtol, atol):
    """`(rtol, atol)` for comparing two arrays: the looser of theirs.

    Examples
    --------
    >>> get_tols(np.ones(1, "float32"), np.ones(1, "float16"), None, None)
    (0.01, 0.1)
    """
    return (
        max(get_tolerance(x, rtol, default_rtols()), get_tolerance(y, rtol, default_rtols())),
        max(get_tolerance(x, atol, default_atols()), get_tolerance(y, atol, default_atols())),
    )


def get_atol(atol=None, dtype=_FLOAT64):
    """`atol`, or the default of a dtype.

    Examples
    --------
    >>> get_atol(), get_atol(0.5)
    (1e-20, 0.5)
    """
    return default_atols()[np.dtype(dtype)] if atol is None else atol


def get_rtol(rtol=None, dtype=_FLOAT64):
    """`rtol`, or the default of a dtype.

    Examples
    --------
    >>> get_rtol(), get_rtol(0.5)
    (1e-05, 0.5)
    """
    return default_rtols()[np.dtype(dtype)] if rtol is None else rtol


def get_etol(etol=None):
    """`etol`, the fraction of elements that may differ, or 0.

    Examples
    --------
    >>> get_etol(), get_etol(0.1)
    (0, 0.1)
    """
    return 0 if etol is None else etol
