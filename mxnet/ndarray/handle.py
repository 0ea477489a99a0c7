"""What an array is to the machinery: a tensor, its context, and its place on the tape.

`NDArray` is a Handle with the public methods. What does not live here: those methods.
"""

__all__ = ["Handle", "classes", "wrap", "detached"]


class Handle:
    """A tensor with a context and, when it was recorded, the node it came from."""

    _node = None  # Node, Leaf or None
    _slot = 0  # which output of the node
    _grad = None  # the gradient's array of a marked variable
    _grad_req = "null"

    def __init__(self, handle, writable=True):
        self._data = handle[0]
        self._ctx = handle[1]
        if not writable:
            self._writable = False

    _writable = True


classes = {"nd": Handle}


def wrap(tensor, ctx, cls=None):
    """A new array (of the public class) around a tensor."""
    array = object.__new__(cls or classes["nd"])
    array._data = tensor
    array._ctx = ctx
    return array


def detached(array):
    """The same memory as an array without a place on the tape."""
    return wrap(array._data, array._ctx, type(array))
