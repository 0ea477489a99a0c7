"""Parameter files (`.params`, what `mx.nd.save` writes) as NumPy arrays, for programs that want the
numbers and nothing else: importing this needs NumPy alone, and takes no longer.

What does not live here: NDArrays (`mx.nd.load`), records (`mx.recordio`), the layout of the files
(`mxnet._core.params_file`).
"""

import os

from ._core import params_file
from ._core.errors import MXNetError
from ._core.params_file import Sparse

__all__ = ["MXNetError", "Sparse", "load", "save"]


def load(fname):
    """Return the arrays of a file that any version of MXNet wrote.

    Parameters
    ----------
    fname : str or path
        The file.

    Returns
    -------
    list or dict of numpy.ndarray
        As it was saved. bfloat16 comes as raw bits, `[('bfloat16', uint16)]`, and a sparse array as
        a `Sparse`, which has `stype`, `shape`, `data`, `indices` and `indptr`.

    Raises
    ------
    MXNetError
        It is no such file, or it is damaged; the text says where and how.

    Examples
    --------
    >>> import os, tempfile
    >>> import numpy as np
    >>> from mxnet import files
    >>> path = os.path.join(tempfile.mkdtemp(), "x.params")
    >>> files.save(path, {"arg:weight": np.ones((2, 3), "float32")})
    >>> {name: x.shape for name, x in files.load(path).items()}
    {'arg:weight': (2, 3)}
    """
    arrays, names = params_file.read(os.fspath(fname))
    return dict(zip(names, arrays, strict=True)) if names else arrays


def save(fname, data, np_shape=False):
    """Write arrays to a file that MXNet 1.9.1 reads; the old file stands until the new is complete.

    Parameters
    ----------
    fname : str or path
        The file.
    data : numpy.ndarray, list or dict of them
        What to write; entries may be `Sparse`.
    np_shape : bool
        Whether arrays of no dimensions are numbers, as under `mx.np_shape`; without it they are
        refused, as 1.9.1 reads them as arrays that were never filled.

    Raises
    ------
    MXNetError
        An array or name that such a file cannot hold, or the file cannot be written.
    """
    if isinstance(data, dict):
        names, arrays = list(data), list(data.values())
    else:
        names, arrays = None, list(data) if isinstance(data, (list, tuple)) else [data]
    params_file.write(os.fspath(fname), arrays, names, np_shape=np_shape)
