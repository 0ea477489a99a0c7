"""Switches of NumPy semantics, environment variables, and small helpers that programs import from
`mx.util`.

What does not live here: `mx.np` itself.
"""

import functools
import os
import threading

from . import _kernels as k
from ._core import flags
from ._core.errors import MXNetError

__all__ = [
    "get_cuda_compute_capability",
    "get_gpu_count",
    "get_gpu_memory",
    "getenv",
    "is_np_array",
    "is_np_shape",
    "makedirs",
    "np_array",
    "np_shape",
    "np_ufunc_legal_option",
    "reset_np",
    "set_module",
    "set_np",
    "set_np_shape",
    "setenv",
    "use_np",
    "use_np_array",
    "use_np_shape",
    "wrap_np_binary_func",
    "wrap_np_unary_func",
]


class _Semantics(threading.local):
    """The two switches of one thread; a new thread starts with what `set_np` said last anywhere."""

    def __init__(self):
        self.shape, self.array = _everywhere["shape"], _everywhere["array"]


_everywhere = {"shape": False, "array": False}
_semantics = _Semantics()


def makedirs(d):
    """Make a folder and its parents; one that exists is fine.

    Examples
    --------
    >>> import tempfile
    >>> makedirs(tempfile.mkdtemp() + "/a/b")
    """
    os.makedirs(os.path.expanduser(d), exist_ok=True)


def is_np_shape():
    """Whether () is a scalar's shape and 0 a length, as in NumPy, or both mean "unknown", as in
    MXNet 1.

    Examples
    --------
    >>> is_np_shape()
    False
    """
    return _semantics.shape


def set_np_shape(active):
    """Switch NumPy shapes on or off in this thread; return what they were.

    Examples
    --------
    >>> set_np_shape(False)
    False
    """
    before, _semantics.shape = _semantics.shape, bool(active)
    return before


def is_np_array():
    """Whether Gluon blocks make `mx.np` arrays.

    Examples
    --------
    >>> is_np_array()
    False
    """
    return _semantics.array


class _Switch:
    """Context manager that sets one switch and puts it back."""

    def __init__(self, name, active):
        self._name, self._active, self._before = name, bool(active), None

    def __enter__(self):
        self._before = getattr(_semantics, self._name)
        setattr(_semantics, self._name, self._active)
        return self

    def __exit__(self, *_):
        setattr(_semantics, self._name, self._before)


def np_shape(active=True):
    """Context manager: NumPy shapes inside `with`.

    Examples
    --------
    >>> with np_shape():
    ...     is_np_shape()
    True
    """
    return _Switch("shape", active)


def np_array(active=True):
    """Context manager: Gluon blocks make `mx.np` arrays inside `with`.

    Examples
    --------
    >>> with np_array():
    ...     is_np_array()
    True
    """
    return _Switch("array", active)


def _inside(func, make):
    """`func`, or every method a class defines, run inside a context manager."""
    if isinstance(func, type):
        for name, value in list(vars(func).items()):
            if callable(value) and not isinstance(value, (type, staticmethod, classmethod)):
                setattr(func, name, _inside(value, make))
            elif isinstance(value, property):
                setattr(
                    func,
                    name,
                    property(
                        *(f and _inside(f, make) for f in (value.fget, value.fset, value.fdel)),
                        value.__doc__,
                    ),
                )
        return func
    if not callable(func):
        raise TypeError(f"only functions and classes can be decorated, not {type(func).__name__}")

    @functools.wraps(func)
    def call(*args, **kwargs):
        with make():
            return func(*args, **kwargs)

    return call


def use_np_shape(func):
    """Decorator of a function or class: it runs with NumPy shapes.

    Examples
    --------
    >>> use_np_shape(is_np_shape)()
    True
    """
    return _inside(func, np_shape)


def use_np_array(func):
    """Decorator of a function or class: it runs with `mx.np` arrays.

    Examples
    --------
    >>> use_np_array(is_np_array)()
    True
    """
    return _inside(func, np_array)


def use_np(func):
    """Decorator of a function or class: both NumPy shapes and `mx.np` arrays.

    Examples
    --------
    >>> use_np(lambda: (is_np_shape(), is_np_array()))()
    (True, True)
    """
    return use_np_shape(use_np_array(func))


def set_np(shape=True, array=True):
    """Switch NumPy semantics on for this thread and those started from now on.

    Raises
    ------
    ValueError
        Arrays without shapes: `mx.np` arrays need NumPy shapes.

    Examples
    --------
    >>> set_np(); is_np_array()
    True
    >>> reset_np(); is_np_array()
    False
    """
    if array and not shape:
        raise ValueError(
            "NumPy array semantics need NumPy shape semantics: array=True asks for shape=True"
        )
    _everywhere["shape"] = _semantics.shape = bool(shape)
    _everywhere["array"] = _semantics.array = bool(array)


def reset_np():
    """Switch NumPy semantics off again.

    Examples
    --------
    >>> reset_np()
    """
    set_np(shape=False, array=False)


def set_module(module):
    """Decorator that says in which module a function or class appears.

    Examples
    --------
    >>> set_module("mxnet")(lambda: 0).__module__
    'mxnet'
    """

    def mark(func):
        if module is not None:
            func.__module__ = module
        return func

    return mark


# Keywords of NumPy's ufuncs that `mx.np` takes, each with the values it can honour.
_LEGAL = {
    "where": lambda v: v is True,
    "casting": lambda v: v == "same_kind",
    "order": lambda v: v in ("K", None),
    "dtype": lambda v: v is None,
    "subok": lambda v: v is True,
    "out": lambda v: True,
}


def np_ufunc_legal_option(key, value):
    """Whether a keyword of a NumPy ufunc has a value that can be honoured.

    Examples
    --------
    >>> np_ufunc_legal_option("casting", "same_kind"), np_ufunc_legal_option("casting", "unsafe")
    (True, False)
    """
    return key in _LEGAL and bool(_LEGAL[key](value))


def _checked_options(func, kwargs):
    for key, value in kwargs.items():
        if key not in _LEGAL:
            raise TypeError(f"{func.__name__}() got an unexpected keyword argument {key!r}")
        if not np_ufunc_legal_option(key, value):
            raise TypeError(f"{key}={value!r} is not implemented for operator {func.__name__}")


def wrap_np_unary_func(func):
    """Decorator of a function `f(x, out=None)`: ufunc keywords it cannot honour are refused.

    Examples
    --------
    >>> wrap_np_unary_func(lambda x, out=None: x)(1, casting="same_kind")
    1
    """

    @functools.wraps(func)
    def call(x, out=None, **kwargs):
        _checked_options(func, kwargs)
        return func(x, out=out)

    return call


def wrap_np_binary_func(func):
    """Decorator of a function `f(x1, x2, out=None)`: ufunc keywords it cannot honour are refused.

    Examples
    --------
    >>> wrap_np_binary_func(lambda x1, x2, out=None: x1 + x2)(1, 2)
    3
    """

    @functools.wraps(func)
    def call(x1, x2, out=None, **kwargs):
        _checked_options(func, kwargs)
        return func(x1, x2, out=out)

    return call


def getenv(name):
    """The value of an environment variable, or None.

    Examples
    --------
    >>> getenv("MXNET_THERE_IS_NO_SUCH_VARIABLE") is None
    True
    """
    return os.environ.get(name)


def setenv(name, value):
    """Set an environment variable of this process; None removes it. One that this package reads
    is read again.

    Examples
    --------
    >>> setenv("MXNET_EXAMPLE", "1"); getenv("MXNET_EXAMPLE")
    '1'
    >>> setenv("MXNET_EXAMPLE", None)
    """
    if value is None:
        os.environ.pop(name, None)
    else:
        os.environ[name] = str(value)
    if name in flags.flags:
        flags.flags[name].forget()


def get_gpu_count():
    """How many CUDA devices this process sees.

    Examples
    --------
    >>> get_gpu_count() >= 0
    True
    """
    return k.device_count()


def get_gpu_memory(gpu_dev_id):
    """`(free, total)` bytes of a CUDA device.

    Raises
    ------
    MXNetError
        There is no such device.
    """
    if not 0 <= gpu_dev_id < k.device_count():
        raise MXNetError(
            f"gpu({gpu_dev_id}) is not there: this process sees {k.device_count()} CUDA device(s)."
        )
    return k.device_memory(gpu_dev_id)


def get_cuda_compute_capability(ctx):
    """The compute capability of a CUDA device as one number: 90 for 9.0; None where there is none.

    Raises
    ------
    ValueError
        The context is no GPU.
    """
    if ctx.device_type != "gpu":
        raise ValueError(f"expected a GPU context, but got {ctx}")
    return k.compute_capability(ctx.device_id) if ctx.device_id < k.device_count() else None
