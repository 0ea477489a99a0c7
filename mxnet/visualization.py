"""`mx.viz`: a network as a table of its layers, or as a picture.

What does not live here: graphs themselves (`mx.sym`).
"""

import os
import shutil
import warnings
import webbrowser
from collections import Counter
from math import prod

from ._core.atomic import write_bytes
from ._graph.drawing import svg
from ._graph.ir import topological
from ._graph.outline import outline, parameters
from .symbol import Symbol

__all__ = ["print_summary", "plot_network"]

HEADINGS = ("Layer (type)", "Output Shape", "Param #", "Previous Layer")


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
        own = [n for n in parameters(node) if n not in counted]
        counted.update(own)
        count = sum(sizes.get(n.name, 0) for n in own)
        total += count
        form = "x".join(map(str, forms.get(node.name, ())[1:]))
        before = [n.name for n, _ in node.inputs if n.op is not None or n in data]
        rows.append((f"{node.name}({node.op.name if node.op else 'null'})", form, count, before))
    _print_table(rows, total, line_length, ends)


def plot_network(symbol, title="plot", save_format="pdf", shape=None, dtype=None,
                 node_attrs={}, hide_weights=True):  # fmt: skip  # noqa: B006
    """A picture of a network: for graphviz to draw where it is installed, else drawn here.

    Parameters
    ----------
    symbol : Symbol
    title, save_format : str
        Name and format of the file that the result's `render` writes; what is drawn here is always
        SVG.
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
    graphviz.Digraph or Picture
        Both show themselves in a notebook, and have `render`, `save`, `view` and `source`. A
        Digraph needs the package graphviz and the program `dot`.

    Raises
    ------
    TypeError
        Not given a symbol.

    Examples
    --------
    >>> import mxnet as mx
    >>> net = mx.sym.FullyConnected(mx.sym.var("data"), num_hidden=2, name="fc")
    >>> picture = mx.viz.plot_network(net, shape={"data": (1, 3)})
    >>> "FullyConnected" in picture.source
    True
    """
    _check(symbol)
    _warn_of_twins(symbol)
    forms = _output_shapes(symbol, shape)
    if dtype is not None:
        symbol.infer_type_partial(**dtype)
    boxes, arrows = outline(symbol._entries, forms, hide_weights)
    style = {"shape": "box", "fixedsize": "true", "width": "1.3", "height": "0.8034",
             "style": "filled", **node_attrs}  # fmt: skip
    graphviz = _graphviz()
    if graphviz is None:
        return Picture(boxes, arrows, title, style)
    picture = graphviz.Digraph(name=title, format=save_format)
    for number, (lines, colour) in enumerate(boxes):
        picture.node(str(number), label="\n".join(lines), fillcolor=colour, **style)
    for source, user, label in arrows:
        picture.edge(str(user), str(source), label=label, dir="back")
    return picture


def _graphviz():
    """The package graphviz, where it and its program are installed."""
    try:
        import graphviz
    except ImportError:
        return None
    return graphviz if shutil.which("dot") else None


class Picture:
    """A network drawn as SVG, where graphviz is not installed; a notebook shows it.

    Attributes
    ----------
    source : str
        The same network in graphviz' language, for drawing it elsewhere.
    svg : str
        The picture.

    Examples
    --------
    >>> Picture([(["data"], "#ffffff")], [], "plot", {}).svg.startswith("<svg")
    True
    """

    format = "svg"

    def __init__(self, boxes, arrows, title, style):
        self.name = self.filename = title
        self.svg = svg(boxes, arrows, title)
        self.source = _dot(boxes, arrows, title, style)

    def _repr_svg_(self):
        return self.svg

    def render(self, filename=None, directory=None, view=False, cleanup=False, **options):
        """Write the picture; returns the file's name, which ends in `.svg`.

        Parameters
        ----------
        filename, directory : str, optional
            Where; the title in the working folder if left out.
        view : bool
            Open it too.
        cleanup, **options
            Graphviz' own, without meaning here.
        """
        path = os.path.join(directory or "", f"{filename or self.filename}.svg")
        os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
        write_bytes(path, self.svg.encode())
        if view:
            webbrowser.open(f"file://{os.path.abspath(path)}")
        return path

    def save(self, filename=None, directory=None):
        """Write `source`; returns the file's name."""
        path = os.path.join(directory or "", filename or f"{self.filename}.gv")
        write_bytes(path, self.source.encode())
        return path

    def view(self, filename=None, directory=None, cleanup=False):
        """Write the picture and open it; returns the file's name."""
        return self.render(filename, directory, view=True)


def _dot(boxes, arrows, title, style):
    """The text of a graph in graphviz' language."""

    def quoted(text):
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'

    lines = [f"digraph {quoted(title)} {{"]
    for number, (words, colour) in enumerate(boxes):
        attrs = {"label": "\n".join(words), "fillcolor": colour, **style}
        told = " ".join(f"{key}={quoted(str(value))}" for key, value in attrs.items())
        lines.append(f"\t{number} [{told}]")
    lines += [f"\t{b} -> {a} [label={quoted(label)} dir=back]" for a, b, label in arrows]
    return "\n".join([*lines, "}", ""])


def _check(symbol):
    if not isinstance(symbol, Symbol):
        raise TypeError("symbol must be Symbol")


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
    counts = Counter(node.name for node in topological(symbol._entries))
    twins = sorted(name for name, count in counts.items() if count > 1)
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
