"""Attributes that every symbol made inside a `with` block gets.

What does not live here: what an attribute means.
"""

import threading
from collections import defaultdict

__all__ = ["AttrScope"]

_thread = threading.local()


class _HasCurrent(type):
    """Gives a class the property `current`: the innermost scope of this thread."""

    @property
    def current(cls):
        """The scope that new symbols ask in this thread."""
        if not hasattr(_thread, "current"):
            _thread.current = AttrScope()
        return _thread.current

    @current.setter
    def current(cls, scope):
        _thread.current = scope


class AttrScope(metaclass=_HasCurrent):
    """Gives the symbols that are made inside it attributes; scopes nest, the inner one wins.

    Parameters
    ----------
    **kwargs : str
        The attributes.

    Raises
    ------
    ValueError
        A value is no string.

    Examples
    --------
    >>> with AttrScope(ctx_group="dev1"), AttrScope(__note__="deep"):
    ...     AttrScope.current.get({"mine": "1"})
    {'ctx_group': 'dev1', '__note__': 'deep', 'mine': '1'}
    """

    _subgraph_names: defaultdict = defaultdict(int)  # how often a body's name was given

    def __init__(self, **kwargs):
        for value in kwargs.values():
            if not isinstance(value, str):
                raise ValueError("Attributes need to be string")
        self._attr = kwargs
        self._before = []

    @property
    def current(self):
        """The scope that new symbols ask in this thread."""
        return AttrScope.current

    def get(self, attr):
        """The scope's attributes with those of `attr` (a dict or None) over them."""
        if not self._attr:
            return attr if attr else {}
        return {**self._attr, **(attr or {})}

    def __enter__(self):
        outer = AttrScope.current
        self._before.append((outer, self._attr))
        self._attr = {**outer._attr, **self._attr}
        AttrScope.current = self
        return self

    def __exit__(self, *_):
        AttrScope.current, self._attr = self._before.pop()
