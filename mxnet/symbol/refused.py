"""Methods of arrays that a symbol has only to say that it cannot: it holds no values.

What does not live here: methods that work.
"""

from ..base import NotImplementedForSymbol

__all__ = ["install"]

NAMES = ("wait_to_read", "asnumpy", "asscalar", "copy", "as_in_context", "detach", "backward")


def install(cls):
    """Give the class methods that raise."""
    for name in NAMES:
        setattr(cls, name, _method(cls, name))
    cls.__bool__ = _method(cls, "__bool__", "bool")
    cls.__nonzero__ = _method(cls, "__nonzero__", "bool")


def _method(cls, name, alias=None):
    def method(self):
        raise NotImplementedForSymbol(name, alias)

    method.__name__, method.__qualname__, method.__module__ = (
        name,
        f"{cls.__name__}.{name}",
        cls.__module__,
    )
    method.__doc__ = "Refused: a symbol holds no values. Bind it, or call `eval`."
    return method
