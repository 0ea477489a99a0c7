"""What an array is to the machinery: a tensor, its context, and its place on the tape.

`NDArray` is a Handle with the public methods. What does not live here: those methods.
"""

from .._core.errors import GradientError
from .._tape.state import state

__all__ = [
    "Handle", "classes", "wrap", "wrap_stored", "stored", "in_rows", "detached", "leaving",
]  # fmt: skip


class Handle:
    """A tensor with a context and, when it was recorded, the node it came from."""

    _node = None  # Node, Leaf or None
    _slot = 0  # which output of the node
    _grad = None  # the gradient's array of a marked variable
    _grad_req = "null"
    _sparse = False  # whether it holds a `_store` of few values in the place of `_data`

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


def stored(array):
    """What an array holds: its tensor, or the store of a sparse one."""
    return array._store if array._sparse else array._data


def wrap_stored(value, ctx):
    """A new array around a tensor, or around a store of few values: then a sparse one."""
    stype = getattr(value, "stype", None)
    if stype is None:
        return wrap(value, ctx)
    array = object.__new__(classes[stype])
    array._store = value
    array._ctx = ctx
    return array


def in_rows(array):
    """The tensor of an array whose parts are about to share its memory.

    Kernels may leave a result in another order of memory, as convolutions do; the array moves to
    the plain one first, the only one that its parts and other shapes can share.
    """
    data = array._data
    if not data.is_contiguous():
        data = array._data = data.contiguous()
    return data


def leaving(array):
    """The tensor of an array whose numbers leave for a library that the tape does not see.

    Raises
    ------
    GradientError
        A method of a Function does so while it is recorded: its own gradient would miss this path.
    """
    if state.replaying and array._node is not None:
        raise GradientError(
            f"{state.replaying} takes numbers out of a recorded array, so it cannot be "
            "differentiated again. Write it with nd operators, or detach() what is constant in it."
        )
    return array._data


def detached(array):
    """The same memory as an array without a place on the tape."""
    if array._sparse:
        return wrap_stored(array._store, array._ctx)
    return wrap(array._data, array._ctx, type(array))
