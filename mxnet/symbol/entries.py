"""What a symbol is to the machinery: a tuple of entries, each one output of a node.

`Symbol` is such a tuple with the public methods. What does not live here: those methods.
"""

__all__ = ["Entries", "classes", "wrapped"]


class Entries:
    """Outputs of graph nodes."""

    __slots__ = ("_entries", "__weakref__")

    def __init__(self, handle):
        self._entries = tuple(handle)


classes = {"sym": Entries}


def wrapped(entries):
    """A public symbol around entries."""
    return classes["sym"](entries)
