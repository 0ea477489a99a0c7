"""Arrays made from nothing whose shape is left open: `zeros((0, 4))` takes its first axis from
where it is used.

What does not live here: how shapes spread (`infer.py`).
"""

from .infer import Inference
from .ir import topological
from .opening import open_shape

__all__ = ["closed", "closed_by"]


def closed_by(heads, shapes, dtypes):
    """`closed` for variables whose shapes and dtypes are given by name."""
    order = topological(heads)
    if all(open_shape(node) is None for node in order):
        return heads
    variables = {node: node.name for node in order if node.op is None}
    found = Inference(
        heads,
        {node: tuple(shapes[name]) for node, name in variables.items() if name in shapes},
        {node: dtypes[name] for node, name in variables.items() if name in dtypes},
        order,
    ).run_shapes()
    return closed(heads, order, found)


def closed(heads, order, found):
    """The graph with every open axis replaced by the size that was found for it.

    Variables stay the nodes they are. The same `heads` come back where nothing is open; an axis
    that nothing decides stays 0, an empty one.

    Parameters
    ----------
    heads : list of (Node, int)
    order : list of Node
        All nodes behind them, inputs first.
    found : Inference
        What is known of their shapes.
    """
    made: dict = {}
    for node in order:
        attrs = _with_sizes(node, found)
        inputs = tuple((made.get(n, n), i) for n, i in node.inputs)
        if attrs is not None or inputs != node.inputs:
            made[node] = node.again(inputs, attrs or node.attrs)
    return [(made.get(n, n), i) for n, i in heads] if made else heads


def _with_sizes(node, found):
    shape = found.shapes[node][0] if open_shape(node) is not None else None
    if shape is None:
        return None
    return node.attrs | {"shape": str(tuple(n or 0 for n in shape))}
