"""Where a gradient lands when the walk back reaches a variable.

The kernels that write are handed in. What does not live here: the walk itself.
"""

__all__ = ["WriteSink", "AddSink", "SparseWriteSink", "SparseAddSink", "sink_of"]


class WriteSink:
    """Replaces what the buffer held; a gradient of zero writes zeros."""

    __slots__ = ("buffer", "kernels")
    sparse = False

    def __init__(self, buffer, kernels):
        self.buffer, self.kernels = buffer, kernels

    def __call__(self, g):
        self.buffer._arrived = True
        target = self.buffer._data
        if g is None:
            target.zero_()
        elif g is not target:  # else a program has written it there already
            self.kernels.assign(target, g)


class AddSink:
    """Adds to what the buffer held."""

    __slots__ = ("buffer", "kernels")
    sparse = False

    def __init__(self, buffer, kernels):
        self.buffer, self.kernels = buffer, kernels

    def __call__(self, g):
        self.buffer._arrived = True
        if g is not None:
            self.kernels.add_(self.buffer._data, g)


class SparseWriteSink:
    """Gives a sparse buffer the gradient in its storage: of a dense one what is not zero."""

    __slots__ = ("buffer", "kernels")
    sparse = True

    def __init__(self, buffer, kernels):
        self.buffer, self.kernels = buffer, kernels

    def __call__(self, g):
        self.buffer._arrived = True
        self.buffer._put(self.kernels.zeros_like(self.buffer._store) if g is None else g)


class SparseAddSink(SparseWriteSink):
    """Adds to what a sparse buffer held."""

    __slots__ = ()

    def __call__(self, g):
        self.buffer._arrived = True
        if g is not None:
            self.buffer._put(self.kernels.add(self.buffer._store, g))


_SINKS = {"write": (WriteSink, SparseWriteSink), "add": (AddSink, SparseAddSink)}


def sink_of(request, buffer, kernels):
    """The sink for a request, `"write"` or `"add"`, and an array of either storage."""
    return _SINKS[request][buffer._sparse](buffer, kernels)
