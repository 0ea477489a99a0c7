"""Which nodes leave their shape open: those without inputs whose attribute `shape` holds a -1, or
a 0 where that is no length, or (there too) is empty or missing.

What does not live here: finding what the open axes are (`infer.py`, `opened.py`).
"""

__all__ = ["open_shape", "read_zeros_by"]

_asked = [lambda: False]


def read_zeros_by(is_length):
    """Hand in the question whether a 0 is a length, as in NumPy, or unknown, as in MXNet 1."""
    _asked[0] = is_length


def open_shape(node):
    """The shape of a node that makes an array, None for each open axis; None if none is open.

    `()` stands for any number of axes.
    """
    if node.op is None or node.inputs or "shape" not in node.op.attrs:
        return None
    shape = getattr(node.params(), "shape", None)
    shape = (shape,) if isinstance(shape, int) else shape
    zero_is_length = _asked[0]()
    if not shape and shape in (None, ()):
        return None if zero_is_length or node.op.name.startswith("_np") else ()
    if type(shape) is not tuple or min(shape) > 0:
        return None
    least = 0 if zero_is_length else 1
    if min(shape) >= least:
        return None
    return tuple(n if n >= least else None for n in shape)
