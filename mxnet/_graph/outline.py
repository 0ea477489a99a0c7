"""What a picture of a graph shows: boxes for its nodes, arrows for its edges, and their labels.

What does not live here: where things stand on the picture (`drawing.py`).
"""

from .ir import topological

__all__ = ["COLORS", "OTHER", "outline", "parameters"]

COLORS = {
    "Convolution": "#fb8072", "Deconvolution": "#fb8072", "FullyConnected": "#fb8072",
    "BatchNorm": "#bebada", "Activation": "#ffffb3", "LeakyReLU": "#ffffb3",
    "Pooling": "#80b1d3", "Concat": "#fdb462", "Flatten": "#fdb462", "Reshape": "#fdb462",
    "Softmax": "#b3de69", "SoftmaxOutput": "#b3de69",
}  # fmt: skip
OTHER = "#8dd3c7"
_CHOICES = {
    "Convolution": ("num_filter",), "Deconvolution": ("num_filter",), "Pooling": ("pool_type",),
    "FullyConnected": ("num_hidden",), "Activation": ("act_type",), "LeakyReLU": ("act_type",),
}  # fmt: skip
_DATA = ("data", "label", "lhs", "rhs", "index")


def parameters(node):
    """The variables that belong to a node: those in its slots for parameters."""
    if node.op is None or node.op.variadic is not None or node.subgraphs:
        return []
    slots = node.op.present(node.params())
    pairs = zip(slots, node.inputs, strict=False)
    return [n for slot, (n, _) in pairs if n.op is None and slot.name not in _DATA]


def outline(heads, forms=None, hide_weights=True):
    """`(boxes, arrows)` of a graph.

    Parameters
    ----------
    heads : list of (Node, int)
    forms : dict of str to tuple, optional
        Shapes of the nodes' outputs by name; arrows are labelled with them but for the batch axis.
    hide_weights : bool
        Leave parameters out.

    Returns
    -------
    boxes : list of (list of str, str)
        Lines of text and a colour, sources before users.
    arrows : list of (int, int, str)
        From one box to another, with a label.
    """
    order = topological(heads)
    hidden = {n for node in order for n in parameters(node)} if hide_weights else set()
    shown = [node for node in order if node not in hidden]
    number = {node: i for i, node in enumerate(shown)}
    boxes, arrows = [], []
    for node in shown:
        kind = node.op.name if node.op else "null"
        lines = [node.name] if node.op is None else [kind, node.name, *_chosen(node)]
        boxes.append((lines, COLORS.get(kind, OTHER)))
        for source in dict.fromkeys(n for n, _ in node.inputs):
            if source in number:
                label = "x".join(map(str, (forms or {}).get(source.name, ())[1:]))
                arrows.append((number[source], number[node], label))
    return boxes, arrows


def _chosen(node):
    """What was chosen for a layer in a few letters, as 1.9.1 shows it: `["3x3/2x2, 64"]`."""
    p = node.params() if node.op.name in _CHOICES else None
    if p is None:
        return []
    parts = [getattr(p, key) for key in _CHOICES[node.op.name]]
    window = ""
    if getattr(p, "kernel", None):
        window = "x".join(map(str, p.kernel)) + "/" + ("x".join(map(str, p.stride or ())) or "1")
    return [", ".join([*([window] if window else []), *map(str, parts)])]
