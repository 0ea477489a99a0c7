"""Which nodes leave their shape open: those without inputs whose attribute `shape` holds a 0 or -1.

What does not live here: finding what the open axes are (`infer.py`, `opened.py`).
"""

__all__ = ["open_shape"]


def open_shape(node):
    """The shape of a node that makes an array, None for each open axis; None if none is open."""
    if node.op is None or node.inputs or "shape" not in node.attrs:
        return None
    shape = getattr(node.params(), "shape", None)
    shape = (shape,) if isinstance(shape, int) else shape
    if not shape or type(shape) is not tuple or min(shape) > 0:
        return None
    return tuple(n if n > 0 else None for n in shape)
