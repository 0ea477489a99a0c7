"""Arrays in files, in MXNet's binary format, and in bytes.

What does not live here: the format (`_core/params_file.py`).
"""

import os

from .. import _kernels as k
from .._core.errors import MXNetError
from .._core.params_file import Sparse, loads, read, write
from ..context import torch_device
from ..util import is_np_shape
from .creation import canonical_context
from .handle import Handle, wrap, wrap_stored
from .stores import from_record, to_record

__all__ = ["save", "load", "load_frombuffer"]


def save(fname, data):
    """Write arrays to a file, which MXNet 1.9.1 can read; the old file stands until the new one is
    complete.

    Parameters
    ----------
    fname : str
        The file.
    data : NDArray, list of NDArray or dict of str to NDArray
        What to write.

    Raises
    ------
    TypeError, ValueError
        `data` is or holds something else.
    OSError
        The file cannot be written.

    Examples
    --------
    >>> import mxnet as mx, os, tempfile
    >>> path = os.path.join(tempfile.mkdtemp(), "x.params")
    >>> mx.nd.save(path, {"x": mx.nd.ones((2,))})
    >>> mx.nd.load(path)["x"].asnumpy().tolist()
    [1.0, 1.0]
    """
    names, arrays = _listed(data)
    for name in names or ():
        if not isinstance(name, str):
            raise TypeError("save only accept dict str->NDArray or list of NDArray")
    for x in arrays:
        if not isinstance(x, Handle):
            raise TypeError("save only accept dict str->NDArray or list of NDArray")
    write(os.fspath(fname), [_dense(x) for x in arrays], names, np_shape=is_np_shape())


def _listed(data):
    if isinstance(data, Handle):
        return None, [data]
    if isinstance(data, dict):
        return list(data.keys()), list(data.values())
    if isinstance(data, list):
        return None, data
    raise ValueError(
        "data needs to either be a NDArray, dict of str, NDArray pairs or a list of NDarrays."
    )


def _dense(x):
    return to_record(x._store) if x._sparse else k.to_numpy(x._data)


def load(fname):
    """The arrays of a file that any version of MXNet wrote.

    Parameters
    ----------
    fname : str
        The file.

    Returns
    -------
    list or dict of NDArray
        As it was saved.

    Raises
    ------
    MXNetError
        It is no such file, or it is damaged; the text says where and how.

    Examples
    --------
    >>> import mxnet as mx, os, tempfile
    >>> path = os.path.join(tempfile.mkdtemp(), "x.params")
    >>> mx.nd.save(path, [mx.nd.ones((2,))])
    >>> [x.shape for x in mx.nd.load(path)]
    [(2,)]
    """
    if not isinstance(fname, (str, os.PathLike)):
        raise TypeError("fname required to be a string")
    try:
        return _arrays(*read(fname))
    except OSError as error:
        raise MXNetError(
            f"load: cannot read {os.fspath(fname)!r}: {error.strerror or error}"
        ) from error


def load_frombuffer(buf):
    """The arrays of a file's bytes.

    Examples
    --------
    >>> import mxnet as mx, os, tempfile
    >>> path = os.path.join(tempfile.mkdtemp(), "x.params")
    >>> mx.nd.save(path, [mx.nd.ones((2,))])
    >>> with open(path, "rb") as f:
    ...     len(mx.nd.load_frombuffer(f.read()))
    1
    """
    if not isinstance(buf, (str, bytes, bytearray, memoryview)):
        raise TypeError("buf required to be a string or bytes")
    return _arrays(*loads(buf.encode("latin-1") if isinstance(buf, str) else buf))


def _arrays(values, names):
    ctx = canonical_context(None)
    device = torch_device(ctx)
    arrays = []
    for value in values:
        if isinstance(value, Sparse):
            arrays.append(wrap_stored(from_record(value, device), ctx))
        else:
            arrays.append(wrap(k.from_numpy(value, device, copy=False), ctx))
    return dict(zip(names, arrays, strict=True)) if names else arrays
