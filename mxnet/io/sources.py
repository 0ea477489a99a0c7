"""Arrays as users hand them over, put in order: names and arrays, in pairs.

What does not live here: how batches are cut from them (`array_iter.py`).
"""

import numpy

from .. import ndarray
from ..ndarray import NDArray

__all__ = ["named_arrays"]

_ACCEPTED = "NDArray, numpy.ndarray, h5py.Dataset a list of them or dict with them as values"


def named_arrays(data, allow_empty, default_name):
    """Pairs of names and arrays from an array, a list or a dict.

    Parameters
    ----------
    data : array, list of arrays, dict of str to array, or None
        Datasets of h5py stay on the disk; all else becomes NDArray.
    allow_empty : bool
        Whether there may be none.
    default_name : str
        The name of a single array; several are numbered.

    Returns
    -------
    list of (str, array)
        Those of a dict in the order of their names.

    Raises
    ------
    TypeError
        For anything that is no array.
    """
    if data is None:
        data = []
        if not allow_empty:
            raise AssertionError(f"{default_name}: there is nothing to iterate over")
    if isinstance(data, NDArray | numpy.ndarray) or _is_dataset(data) or _is_scipy(data):
        data = [data]
    if isinstance(data, list):
        if not allow_empty and not data:
            raise AssertionError(f"{default_name}: there is nothing to iterate over")
        if len(data) == 1:
            data = {default_name: data[0]}
        else:
            data = {f"_{i}_{default_name}": array for i, array in enumerate(data)}
    if not isinstance(data, dict):
        raise TypeError("Input must be " + _ACCEPTED)
    return [(name, _as_array(name, array)) for name, array in sorted(data.items())]


def _as_array(name, source):
    if isinstance(source, NDArray) or _is_dataset(source):
        return source
    if _is_scipy(source):
        return ndarray.sparse.array(source)
    try:
        return ndarray.array(source)
    except Exception as error:
        raise TypeError(
            f"Invalid type '{type(source)}' for {name}, should be NDArray, numpy.ndarray or "
            "h5py.Dataset"
        ) from error


def _is_dataset(source):
    """Whether h5py made it: that is told by its class, so h5py need not be installed."""
    return any(
        base.__name__ == "Dataset" and base.__module__.partition(".")[0] == "h5py"
        for base in type(source).__mro__
    )


def _is_scipy(source):
    """Whether it is one of SciPy's sparse matrices."""
    return type(source).__module__.startswith("scipy.sparse")
