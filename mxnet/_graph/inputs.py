"""What monitors and hooks call the inputs of a node, as 1.9.1 does.

What does not live here: the names of outputs (`outputs.py`) and of variables.
"""

from . import custom

__all__ = ["name", "numbered"]

# Operators of one input called `data` for which 1.9.1 has that name; it numbers the input of all
# others of that form.
NAMED = set(
    """
Dropout GridGenerator L2Normalization LRN MakeLoss Pad Pooling Pooling_v1 SliceChannel SwapAxis
_contrib_index_array _contrib_quadratic _image_normalize _image_to_tensor _ravel_multi_index
_split_v2 _unravel_index all_finite col2im depth_to_space diag im2col log_softmax moments repeat
reverse space_to_depth squeeze tile
""".split()
)

# What goes before the number of an input, where there are as many as a program likes.
PREFIXES = {"amp_multicast": "data_", "multi_all_finite": "array_", "multi_sum_sq": "array_"}


def name(node, i):
    """What one of the inputs of a node is called.

    Examples
    --------
    >>> import mxnet as mx
    >>> node_of = lambda symbol: symbol._entries[0][0]
    >>> x = mx.sym.var("x")
    >>> name(node_of(mx.sym.softmax(x)), 0), name(node_of(mx.sym.relu(x)), 0)
    ('data', 'input0')
    """
    op = node.op
    if custom.is_custom(op):
        arguments, _, states = custom.names(node)
        return [*arguments, *states][i]
    if op.variadic is not None:
        return f"{PREFIXES.get(op.name, 'arg')}{i}"
    return f"input{i}" if numbered(op) else op.present(node.params())[i].name


def numbered(op):
    """Whether 1.9.1 has no name for an operator's only input."""
    alone = len(op.inputs) == 1 and op.variadic is None
    return alone and op.inputs[0].name == "data" and op.name not in NAMED
