"""Bulk execution of MXNet's engine: kept so that programs run. Operators run at once here, there is
nothing to bulk.

What does not live here: an engine.
"""

__all__ = ["bulk", "set_bulk_size"]

_size = 0


def set_bulk_size(size):
    """Remember a size and return the one before; it changes nothing about how operators run.

    Examples
    --------
    >>> before = set_bulk_size(5)
    >>> set_bulk_size(before)
    5
    """
    global _size
    before, _size = _size, int(size)
    return before


class _BulkScope:
    """Sets the size and puts it back."""

    def __init__(self, size):
        self._size, self._before = size, None

    def __enter__(self):
        self._before = set_bulk_size(self._size)
        return self

    def __exit__(self, *_):
        set_bulk_size(self._before)


def bulk(size):
    """Context manager around `set_bulk_size`; like it, it changes nothing about how operators run.

    Examples
    --------
    >>> with bulk(10):
    ...     set_bulk_size(10)
    10
    """
    return _BulkScope(size)
