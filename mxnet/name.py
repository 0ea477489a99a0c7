"""Names for what programs leave unnamed: `convolution0`, `convolution1`, and so on.

What does not live here: what is named.
"""

import threading

__all__ = ["NameManager", "Prefix"]

_thread = threading.local()


class _HasCurrent(type):
    """Gives a class the property `current`: the innermost manager of this thread."""

    @property
    def current(cls):
        """The manager that names are asked of in this thread."""
        if not hasattr(_thread, "current"):
            _thread.current = NameManager()
        return _thread.current

    @current.setter
    def current(cls, manager):
        _thread.current = manager


class NameManager(metaclass=_HasCurrent):
    """Counts the names of each kind; as a context manager, starts counting anew.

    Examples
    --------
    >>> names = NameManager()
    >>> names.get(None, "conv"), names.get(None, "conv"), names.get("mine", "conv")
    ('conv0', 'conv1', 'mine')
    """

    def __init__(self):
        self._counter = {}
        self._before = None

    @property
    def current(self):
        """The manager that names are asked of in this thread."""
        return NameManager.current

    def get(self, name, hint):
        """`name`, or the next name made of `hint` where it is None or empty."""
        if name:
            return name
        number = self._counter.get(hint, 0)
        self._counter[hint] = number + 1
        return f"{hint}{number}"

    def __enter__(self):
        self._before = NameManager.current
        NameManager.current = self
        return self

    def __exit__(self, *_):
        NameManager.current = self._before


class Prefix(NameManager):
    """A manager that puts a prefix before every name.

    Examples
    --------
    >>> names = Prefix("net_")
    >>> names.get(None, "conv"), names.get("mine", "conv")
    ('net_conv0', 'net_mine')
    """

    def __init__(self, prefix):
        super().__init__()
        self._prefix = prefix

    def get(self, name, hint):
        """The name that `NameManager` gives, after the prefix."""
        return self._prefix + super().get(name, hint)
