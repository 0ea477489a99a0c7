"""Parts of arrays as public operators: what `x[key]` recorded, for symbols of a history.

The tape knows a few calls that are no operators of MXNet; each is one or several of those. What
does not live here: the walk over the history (`history.py`).
"""

from .. import _kernels as k
from .._core import registry
from .._graph.ir import Node

__all__ = ["translated", "TRANSLATED"]


def translated(node, inputs, name):
    """The entry of a graph that gives what a node of the tape gave.

    Parameters
    ----------
    node : mxnet._tape.node.Node
        Of one of `TRANSLATED`, with what it kept.
    inputs : list of callable
        Each makes the entry of one input; a variable where there is none.
    name : str
        What new nodes are called.
    """
    entry = inputs[0]()
    for number, (op, attrs, count) in enumerate(_CALLS[node.op.name](node)):
        more = [inputs[1]() for _ in range(count)]
        made = Node(registry.find(op), name if not number else f"{name}_{number}", attrs,
                    [entry, *more])  # fmt: skip
        entry = made, 0
    return entry


def _same(node):
    return [("_copy", {}, 0)]


def _reshape(node):
    return [("Reshape", {"shape": str(tuple(node.p.shape))}, 0)]


def _cast(node):
    return [("Cast", {"dtype": node.p.dtype}, 0)]


def _broadcast(node):
    return [("broadcast_to", {"shape": str(tuple(node.p.shape))}, 0)]


def _basic(node):
    """A slice of every axis, then the shape that numbers and new axes make of it."""
    shape, key = tuple(node.kept[0].shape), node.p.key
    result = tuple(k.index_basic(k.hollow(shape, "float32"), key=key).shape)
    begin, end, step = zip(*_ranges(key, shape), strict=True)
    attrs = {"begin": str(begin), "end": str(end), "step": str(step)}
    return [("slice", attrs, 0), ("Reshape", {"shape": str(result or (1,))}, 0)]


def _ranges(key, shape):
    """`(begin, end, step)` of every axis, None for what is open."""
    key = [part for part in key if part is not None]
    if Ellipsis in [part for part in key if type(part) is not tuple]:
        at = next(i for i, part in enumerate(key) if part is Ellipsis)
        key[at : at + 1] = [slice(None)] * (len(shape) - len(key) + 1)
    key += [slice(None)] * (len(shape) - len(key))
    for part, size in zip(key, shape, strict=True):
        if type(part) is tuple:
            start, stop, step = part
            yield start, None if stop < 0 else stop, step
        elif type(part) is slice:
            yield part.start, part.stop, part.step
        else:
            start = part + size if part < 0 else part
            yield start, start + 1, None


def _array(node):
    """`gather_nd` over the indexed axes in front; the indices, stacked, are a variable."""
    axes, kept = node.p.axes, node.kept
    rank, ranks = len(kept[0].shape), kept[1][0].dim()
    others = [axis for axis in range(rank) if axis not in axes]
    calls = [("gather_nd", {}, 1)]
    if [*axes, *others] != list(range(rank)):
        calls.insert(0, ("transpose", {"axes": str((*axes, *others))}, 0))
    together = list(axes) == list(range(axes[0], axes[0] + len(axes)))
    if together and axes[0]:  # the new axes stand where the indexed ones did
        before = range(ranks, ranks + axes[0])
        after = range(ranks + axes[0], ranks + len(others))
        calls.append(("transpose", {"axes": str((*before, *range(ranks), *after))}, 0))
    return calls


_CALLS = {
    "identity": _same,
    "move": _same,
    "reshape": _reshape,
    "cast": _cast,
    "broadcast_to": _broadcast,
    "index_basic": _basic,
    "index_array": _array,
}
TRANSLATED = frozenset(_CALLS)
