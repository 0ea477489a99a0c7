"""Files of optimizer states, of 1.9.1's and our own: pickles, read by an allow-list.

What does not live here: the pickle format (`_core/unpickle.py`), or writing.
"""

import codecs
import re
from functools import partial

import numpy as np

from .._core.errors import MXNetError
from .._core.unpickle import Kind, loads
from ..context import Context
from ..lr_scheduler import LRScheduler
from ..ndarray import NDArray
from ..ndarray.sparse import CSRNDArray, RowSparseNDArray
from .base import Optimizer

__all__ = ["read_states"]

_ARRAYS = {
    ("mxnet.ndarray.ndarray", "NDArray"): NDArray,
    ("mxnet.ndarray", "NDArray"): NDArray,
    ("mxnet.ndarray.sparse", "RowSparseNDArray"): RowSparseNDArray,
    ("mxnet.ndarray.sparse", "CSRNDArray"): CSRNDArray,
}
_DEPTH, _WIDTH = 4, 64  # of one parameter's state: no optimizer nests deeper or holds more


def read_states(data):
    """The states, and the optimizer where there is one, that `Updater.get_states` wrote.

    Parameters
    ----------
    data : bytes

    Returns
    -------
    (dict, Optimizer or None)

    Raises
    ------
    MXNetError
        The data is damaged or holds anything but states and optimizers.

    Examples
    --------
    >>> import pickle
    >>> read_states(pickle.dumps({0: None}))
    ({0: None}, None)
    """
    found = loads(data, _find, "the file of optimizer states")
    states, optimizer = found if type(found) is tuple and len(found) == 2 else (found, None)
    if type(states) is not dict or not all(type(key) in (int, str) for key in states):
        raise MXNetError("the file of optimizer states holds no states by parameter.")
    if optimizer is not None and not isinstance(optimizer, Optimizer):
        raise MXNetError("the file of optimizer states holds no optimizer where one belongs.")
    for key, state in states.items():
        if not _is_state(state, _DEPTH):
            raise MXNetError(f"the file of optimizer states holds no state for parameter {key!r}.")
    return states, optimizer


def _is_state(state, depth):
    if state is None or isinstance(state, (NDArray, int, float)):
        return True
    if type(state) not in (tuple, list, dict) or not depth or len(state) > _WIDTH:
        return False
    parts = state.values() if type(state) is dict else state
    return all(_is_state(part, depth - 1) for part in parts)


def _find(module, name):
    """The Kind of a name in the file; None where it is not on the list."""
    array = _ARRAYS.get((module, name))
    if array is not None:
        return Kind(partial(_new_array, array), _build_array)
    plain = _PLAIN.get((module, name))
    if plain is not None:
        return plain
    for base in (Optimizer, LRScheduler, Context):
        klass = _known_class(base, module, name)
        if klass is not None:
            return Kind(partial(_bare, klass), _build_object)
    return None


def _known_class(base, module, name):
    """The class of this name, where the program has defined it already: nothing is imported."""
    todo = [base]
    while todo:
        klass = todo.pop()
        if klass.__qualname__ == name and klass.__module__ == module:
            return klass
        todo += klass.__subclasses__()
    if base is Optimizer and module == "mxnet.optimizer":  # where they were before 1.3
        return _known_class(Optimizer, "mxnet.optimizer.optimizer", name)
    return None


def _bare(klass, *arguments):
    if arguments:
        raise ValueError(f"{klass.__name__} takes no arguments here")
    return object.__new__(klass)


def _build_object(made, state):
    if type(state) is not dict or not all(type(key) is str for key in state):
        raise ValueError(f"the fields of {type(made).__name__} are no dict")
    if isinstance(made, Optimizer):
        made.__setstate__(state)
    else:
        made.__dict__.update(state)


def _new_array(kind, *arguments):
    if arguments not in ((), (None,)):
        raise ValueError("an array takes no arguments here")
    return object.__new__(kind)


def _build_array(made, state):
    handle = state.get("handle") if type(state) is dict else None
    if not isinstance(handle, (bytes, bytearray)) or not handle:
        raise ValueError("an array has no contents")
    made.__setstate__({"handle": handle})


def _bytes(*arguments):
    """bytearray(bytes), or what Python 2 wrote: bytearray(text, "latin-1")."""
    text, *encoding = arguments or (b"",)
    if isinstance(text, (bytes, bytearray)) and not encoding:
        return bytearray(text)
    if isinstance(text, str) and encoding == ["latin-1"]:
        return bytearray(text, "latin-1")
    raise ValueError("bytes are expected")


def _encoded(text, encoding):
    if not isinstance(text, str) or encoding not in ("latin1", "latin-1"):
        raise ValueError("text in latin-1 is expected")
    return codecs.latin_1_encode(text)[0]


def _dtype(code, *_):
    if not isinstance(code, str) or not re.fullmatch(r"[<|=]?([biuf][1248]|bool)", code):
        raise ValueError(f"{code!r} is no plain dtype")
    return np.dtype(code)


def _little(dtype, state):
    """Numbers of the other byte order would be read wrong, so they are not read."""
    if type(state) is not tuple or len(state) < 2 or state[1] not in ("<", "|", "="):
        raise ValueError("numbers are in an unknown order of bytes")


def _scalar(dtype, data):
    if not isinstance(dtype, np.dtype) or not isinstance(data, (bytes, bytearray)):
        raise ValueError("a number is expected")
    (value,) = np.frombuffer(data, dtype)
    return value


_PLAIN = {
    ("builtins", "bytearray"): Kind(_bytes),
    ("__builtin__", "bytearray"): Kind(_bytes),
    ("_codecs", "encode"): Kind(_encoded),
    ("numpy", "dtype"): Kind(_dtype, _little),
    ("numpy.core.multiarray", "scalar"): Kind(_scalar),
    ("numpy._core.multiarray", "scalar"): Kind(_scalar),
}
