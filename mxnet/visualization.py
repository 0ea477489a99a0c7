"""`mx.viz`: a network as a table of its layers, or as a picture.

What does not live here: graphs themselves (`mx.sym`).
"""

import warnings
from math import prod

from ._graph.ir import topological
from .symbol import Symbol

__all__ = ["print_summary", "plot_network"]

HEADINGS = ("Layer (type)", "Output Shape", "Param #", "Previous Layer")
COLORS = {
    "Convolution": "#fb8072", "Deconvolution": "#fb8072", "FullyConnected": "#fb8072",
    "BatchNorm": "#bebada", "Activation": "#ffffb3", "LeakyReLU": "#ffffb3",
    "Pooling": "#80b1d3", "Concat": "#fdb462", "Flatten": "#fdb462", "Reshape": "#fdb462",
    "Softmax": "#b3de69", "SoftmaxOutput": "#b3de69",
}  # fmt: skip


def print_summary(symbol, shape=None, line_length=120,
                  positions=[0.44, 0.64, 0.74, 1.0]):  # fmt: skip  # noqa: B006
    """Print the layers of a network: output shapes, numbers of parameters, what they take.

    Parameters
    ----------
    symbol : Symbol
    shape : dict of str to tuple, optional
        Shapes of inputs; without them shapes are left out and only parameters whose shapes are
        known all the same are counted.
    line_length : int
        Columns of the table.
    positions : sequence of float
        Where each of the four fields ends, as parts of the line.

    Raises
    ------
    TypeError
        Not given a symbol.
    MXNetError
        The shapes do not fit.

    Notes
    -----
    A parameter that two layers share is counted once, at the first of them.

    Examples
    --------
    >>> import mxnet as mx
    >>> net = mx.sym.FullyConnected(mx.sym.var("data"), num_hidden=2, name="fc")
    >>> mx.viz.print_summary(net, shape={"data": (1, 3)}, line_length=60)  # doctest: +ELLIPSIS
    ____...
    """
    _check(symbol)
    ends = [int(line_length * part) if part <= 1 else int(part) for part in positions]
    sizes, forms = _sizes(symbol, shape), _output_shapes(symbol, shape)
    rows, counted, total = [], set(), 0
    order = topological(symbol._entries)
    data = _inputs_of_the_network(order, shape)
    for node in order:
        if node.op is None and node not in data:
            continue
        own = [n for n in _parameters(node) if n not in counted]
        counted.update(own)
        count = sum(sizes.get(n.name, 0) for n in own)
        total += count
        form = "x".join(map(str, forms.get(node.name, ())[1:]))
        before = [n.name for n, _ in node.inputs if n.op is not None or n in data]
        rows.append((f"{node.name}({node.op.name if node.op else 'null'})", form, count, before))
    _print_table(rows, total, line_length, ends)


def plot_network(symbol, title="plot", save_format="pdf", shape=None, dtype=None,
                 node_attrs={}, hide_weights=True):  # fmt: skip  # noqa: B006
    """A picture of a network, for the package graphviz to draw.

    Parameters
    ----------
    symbol : Symbol
    title, save_format : str
        Name and format of the file that the result's `render` writes.
    shape : dict of str to tuple, optional
        Shapes of inputs; arrows then carry shapes.
    dtype : dict of str to type, optional
        Types of inputs.
    node_attrs : dict, optional
        Graphviz attributes of all nodes.
    hide_weights : bool
        Leave parameters out.

    Returns
    -------
    graphviz.Digraph

    Raises
    ------
    ImportError
        The package graphviz is not installed.
    TypeError
        Not given a symbol.
    """
    _check(symbol)
    try:
        from graphviz import Digraph
    except ImportError:
        raise ImportError("plot_network needs the package graphviz: pip install graphviz") from None
    _warn_of_twins(symbol)
    style = {"shape": "box", "fixedsize": "true", "width": "1.3", "height": "0.8034",
             "style": "filled", **node_attrs}  # fmt: skip
    picture = Digraph(name=title, format=save_format)
    forms = _output_shapes(symbol, shape)
    if dtype is not None:
        symbol.infer_type_partial(**dtype)
    order = topological(symbol._entries)
    number = {node: str(i) for i, node in enumerate(order)}
    hidden = {n for node in order for n in _parameters(node)} if hide_weights else set()
    for node in order:
        if node in hidden:
            continue
        kind = node.op.name if node.op else "null"
        label = node.name if node.op is None else f"{kind}\n{node.name}"
        picture.node(number[node], label=label, fillcolor=COLORS.get(kind, "#8dd3c7"), **style)
        for source, _ in node.inputs:
            if source not in hidden:
                label = "x".join(map(str, forms.get(source.name, ())[1:]))
                picture.edge(number[node], number[source], label=label, dir="back")
    return picture


def _check(symbol):
    if not isinstance(symbol, Symbol):
        raise TypeError("symbol must be Symbol")


def _parameters(node):
    """The variables that belong to a node: named after it, or in a slot for parameters."""
    if node.op is None or node.op.variadic is not None:
        return []
    slots = node.op.present(node.params())
    return [
        n
        for slot, (n, _) in zip(slots, node.inputs, strict=False)
        if n.op is None and slot.name not in ("data", "label", "lhs", "rhs", "index")
    ]


def _inputs_of_the_network(order, shape):
    """The variables that are inputs of the network and no parameters or labels."""
    uses = {}
    for user in order:
        if user.op is not None:
            slots = [""] * len(user.inputs)
            if user.op.variadic is None:
                slots = [slot.name for slot in user.op.present(user.params())]
            for slot, (node, _) in zip(slots, user.inputs, strict=False):
                uses.setdefault(node, []).append(slot)
    return {
        node
        for node in order
        if node.op is None
        and (
            not node.name.endswith("label")
            if node.name in (shape or {})
            else all(slot in ("data", "lhs", "rhs") for slot in uses.get(node, ["data"]))
        )
    }


def _sizes(symbol, shape):
    """How many elements every argument has whose shape is known."""
    found = symbol.infer_shape_partial(**(shape or {}))[0]
    return {
        name: prod(each)
        for name, each in zip(symbol.list_arguments(), found, strict=True)
        if each and 0 not in each
    }


def _output_shapes(symbol, shape):
    """The shape of every node's first output, by the node's name."""
    if not shape:
        return {}
    inner = symbol.get_internals()
    found = inner.infer_shape_partial(**shape)[1]
    shapes = {}
    for (node, i), each in zip(inner._entries, found, strict=True):
        if i == 0:
            shapes[node.name] = each
    return shapes


def _warn_of_twins(symbol):
    names = [node.name for node in topological(symbol._entries)]
    twins = sorted({name for name in names if names.count(name) > 1})
    if twins:
        warnings.warn(
            "There are multiple variables with the same name in your graph, this may result in "
            f"cyclic graph. Repeated names: {','.join(twins)}",
            RuntimeWarning,
            stacklevel=3,
        )


def _print_table(rows, total, width, ends):
    print("_" * width)
    _print_row(HEADINGS, ends)
    print("=" * width)
    for i, (layer, form, count, before) in enumerate(rows):
        _print_row((layer, form, count, before[0] if before else ""), ends)
        for name in before[1:]:
            _print_row(("", "", "", name), ends)
        print(("=" if i == len(rows) - 1 else "_") * width)
    print(f"Total params: {total}")
    print("_" * width)


def _print_row(fields, ends):
    line = ""
    for field, end in zip(fields, ends, strict=True):
        line = (line + str(field))[:end].ljust(end)
    print(line)
