"""Operators as methods: `x.exp()` is `mx.sym.exp(x)`; the names are those that arrays have.

What does not live here: methods that do more than call an operator.
"""

from ..ndarray.fluent import NAMES
from .creation import split_v2
from .functions import ops

__all__ = ["install"]

MORE = ("broadcast_to", "broadcast_like", "reshape")


def install(cls):
    """Give the class a method for every operator in the list."""
    for name in (*NAMES, *MORE):
        setattr(cls, name, _method(name, cls))
    for method in (astype, diag, expand_dims, flatten, split_v2_method, squeeze):
        name = method.__name__.removesuffix("_method")
        method.__qualname__, method.__module__ = f"{cls.__name__}.{name}", cls.__module__
        setattr(cls, name, method)


def _method(name, cls):
    def method(self, *args, **kwargs):
        return getattr(ops, name)(self, *args, **kwargs)

    method.__name__, method.__qualname__, method.__module__ = (
        name,
        f"{cls.__name__}.{name}",
        cls.__module__,
    )
    method.__doc__ = f"`mx.sym.{name}` with this symbol as its first argument."
    return method


def astype(self, *args, **kwargs):
    """`mx.sym.cast` of this symbol."""
    return ops.cast(self, *args, **kwargs)


def diag(self, k=0, **kwargs):
    """`mx.sym.diag` of this symbol."""
    return ops.diag(self, k, **kwargs)


def expand_dims(self, axis, inplace=False, **kwargs):
    """`mx.sym.expand_dims` of this symbol; `inplace` has no meaning for symbols."""
    return ops.expand_dims(self, axis=axis, **kwargs)


def flatten(self, inplace=False, **kwargs):
    """`mx.sym.flatten` of this symbol; `inplace` has no meaning for symbols."""
    return ops.flatten(self, **kwargs)


def split_v2_method(self, *args, **kwargs):
    """`mx.sym.split_v2` of this symbol."""
    return split_v2(self, *args, **kwargs)


def squeeze(self, axis=None, inplace=False, **kwargs):
    """`mx.sym.squeeze` of this symbol; `inplace` has no meaning for symbols."""
    return ops.squeeze(self, axis=axis, **kwargs)
