"""Nodes whose operator the program wrote itself: names and shapes are what its property says.

What does not live here: properties, or running them (`mxnet/operator.py`, handed in).
"""

from .. import _kernels as k

__all__ = ["is_custom", "names", "inferred", "inferred_types"]


def is_custom(op):
    """Whether an operator's inputs and outputs are the program's own business."""
    return op is not None and "open" in op.traits


def names(node):
    """The names of the inputs, outputs and auxiliary states of such a node."""
    found = node._parsed.get("names")
    if found is None:
        p = node.params()
        found = node._parsed["names"] = k.custom_names(p.op_type, p.arguments)
    return found


def inferred_types(node, dtypes):
    """`(inputs and states, outputs)`: lists of dtypes, from the inputs'; None is unknown."""
    p, (arguments, _, _) = node.params(), names(node)
    ins, outs, states = k.custom_types(p.op_type, p.arguments, dtypes[: len(arguments)])
    return [*ins, *states], outs


def inferred(node, shapes, dtypes):
    """`(inputs and states, outputs)`: lists of `(shape, dtype)`, from those of the inputs."""
    p, (arguments, _, _) = node.params(), names(node)
    known = next((d for d in dtypes if d is not None), "float32")
    types = [d or known for d in dtypes]
    ins, outs, states = k.custom_infer(
        p.op_type, p.arguments, shapes[: len(arguments)], types[: len(arguments)]
    )
    return [*ins, *states], outs
