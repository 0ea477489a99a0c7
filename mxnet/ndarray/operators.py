"""Operators by name, for the code of this room: `ops.broadcast_add(x, y)`.

What does not live here: what an operator means, or how its function is made (`functions.py`).
"""

from .._core import registry
from .functions import function

__all__ = ["ops"]


class Operators:
    """Attribute access makes an operator's function on first touch and keeps it."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        made = function(registry.find(name), name)
        setattr(self, name, made)
        return made


ops = Operators()
