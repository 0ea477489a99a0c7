"""What programs import from `mx.base`: the exceptions, the classes of numbers, small helpers.

What does not live here: handles and calls of a C library; there is none.
"""

import os

import numpy as np

from ._core.errors import MXNetError, NotSupportedForSparseNDArray
from ._core.flags import HOME

__all__ = [
    "MXNetError",
    "NotImplementedForSymbol",
    "NotSupportedForSparseNDArray",
    "basestring",
    "c2pyerror",
    "classproperty",
    "data_dir",
    "data_dir_default",
    "error_types",
    "integer_types",
    "long",
    "mx_real_t",
    "mx_uint",
    "numeric_types",
    "py_str",
    "register_error",
    "string_types",
    "with_metaclass",
]

integer_types = (int, int, np.int32, np.int64)
numeric_types = (float, int, int, np.generic)
string_types = (str,)
long = int
basestring = str
mx_uint = int
mx_real_t = np.float32

error_types: dict[str, type] = {}


class NotImplementedForSymbol(MXNetError):
    """A method of arrays was called on a symbol."""

    def __init__(self, function, alias, *args):
        self.function, self.alias = getattr(function, "__name__", str(function)), alias
        shown = f"{self.function} (namely operator {alias!r})" if alias else self.function
        given = f" with arguments {[str(type(a)) for a in args]}" if args else ""
        super().__init__(
            f"Function {shown}{given} is not implemented for Symbol and only available in NDArray."
        )


def register_error(func_name=None, cls=None):
    """Register an exception class, so that errors whose text begins with its name are raised as it.

    Examples
    --------
    >>> @register_error
    ... class DocumentedError(MXNetError):
    ...     pass
    >>> error_types["DocumentedError"] is DocumentedError
    True
    """
    if isinstance(func_name, type):
        cls, func_name = func_name, func_name.__name__

    def register(found):
        error_types[func_name or found.__name__] = found
        return found

    return register if cls is None else register(cls)


for _name, _error in (
    ("ValueError", ValueError),
    ("TypeError", TypeError),
    ("AttributeError", AttributeError),
    ("IndexError", IndexError),
    ("NotImplementedError", NotImplementedError),
    ("IOError", IOError),
    ("FloatingPointError", FloatingPointError),
    ("RuntimeError", RuntimeError),
    ("KeyError", KeyError),
    ("MXNetError", MXNetError),
):
    register_error(_name, _error)


def c2pyerror(err_msg):
    """`(message, name)`: a message split from the registered exception's name it begins with, or
    None for it.

    Examples
    --------
    >>> c2pyerror("ValueError: too large")[1]
    'ValueError'
    """
    head, colon, _ = err_msg.partition(":")
    name = head.strip()
    return err_msg, (name if colon and name in error_types else None)


class classproperty:
    """A property of a class, read without an instance.

    Examples
    --------
    >>> class Example:
    ...     @classproperty
    ...     def name(cls):
    ...         return cls.__name__
    >>> Example.name
    'Example'
    """

    def __init__(self, func):
        self.func = func.__func__ if isinstance(func, (classmethod, staticmethod)) else func

    def __get__(self, instance, owner=None):
        return self.func(owner if owner is not None else type(instance))


def with_metaclass(meta, *bases):
    """A base class that gives its subclasses a metaclass, in the notation of Python 2 and 3.

    Examples
    --------
    >>> class Meta(type):
    ...     pass
    >>> class Made(with_metaclass(Meta, object)):
    ...     pass
    >>> type(Made) is Meta
    True
    """

    class Between(type):
        def __new__(cls, name, _, body):
            return meta(name, bases, body)

        @classmethod
        def __prepare__(cls, name, _):
            return meta.__prepare__(name, bases)

    return type.__new__(Between, "temporary_class", (), {})


def data_dir_default():
    """The folder for data and models where `MXNET_HOME` is not set.

    Examples
    --------
    >>> data_dir_default().endswith("mxnet")
    True
    """
    if os.name == "nt":
        return os.path.join(os.environ.get("APPDATA", os.path.expanduser("~")), "mxnet")
    return os.path.join(os.path.expanduser("~"), ".mxnet")


def data_dir():
    """The folder for data and models: `MXNET_HOME`, or the default.

    Examples
    --------
    >>> isinstance(data_dir(), str)
    True
    """
    return HOME.value or data_dir_default()


def py_str(x):
    """Text of the bytes that a library gave.

    Examples
    --------
    >>> py_str(b"abc")
    'abc'
    """
    return x.decode("utf-8") if isinstance(x, (bytes, bytearray)) else x


def _as_list(obj):
    """A list or tuple as it is, anything else as the only entry of a list."""
    return obj if isinstance(obj, (list, tuple)) else [obj]
