"""`mx.sym.symbol`: Symbol and the functions around it; the code is in the files beside this one.

What does not live here: that code.
"""

from collections import Counter
from html import escape

from .._graph.drawing import svg
from .._graph.outline import outline
from . import arithmetic, fluent, refused
from .arithmetic import FUNCTIONS, binary
from .binding import Binding
from .creation import (
    Variable,
    arange,
    eye,
    full,
    group,
    histogram,
    linspace,
    ones,
    split_v2,
    var,
    zeros,
)
from .entries import classes
from .inferring import Inferring
from .json import fromjson, load, load_json
from .structure import Structure

__all__ = [
    "Symbol",
    "var",
    "Variable",
    "Group",
    "load",
    "load_json",
    "fromjson",
    "pow",
    "power",
    "maximum",
    "minimum",
    "hypot",
    "eye",
    "zeros",
    "ones",
    "full",
    "arange",
    "linspace",
    "histogram",
    "split_v2",
]

DRAWN_AT_MOST = 400  # nodes


class Symbol(Binding, Inferring, Structure):
    """A computation as a graph: made by operators of symbols, run by `bind`, written as JSON.

    Examples
    --------
    >>> import mxnet as mx
    >>> a, b = mx.sym.var("a"), mx.sym.var("b")
    >>> c = 2 * a + b
    >>> c.list_arguments()
    ['a', 'b']
    >>> c.eval(a=mx.nd.array([1, 2]), b=mx.nd.array([2, 3]))[0].asnumpy().tolist()
    [4.0, 7.0]
    """

    __slots__ = ()

    def _repr_html_(self):
        """A picture for notebooks; of a large network, its description."""
        boxes, arrows = outline(self._entries)
        if len(boxes) > DRAWN_AT_MOST:
            kinds = Counter(lines[0] for lines, _ in boxes if len(lines) > 1)
            told = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common(12))
            return f"<pre>{escape(repr(self))}\n{len(boxes)} nodes: {escape(told)}</pre>"
        return svg(boxes, arrows, repr(self))

    def as_np_ndarray(self):
        """This symbol; the NumPy interface of symbols comes with `mx.sym.np`."""
        return self

    def as_nd_ndarray(self):
        """This symbol."""
        return self


classes["sym"] = Symbol
for _install in (arithmetic.install, fluent.install, refused.install):
    _install(Symbol)
del _install


def Group(symbols, create_fn=Symbol):
    """One symbol of all outputs of several.

    Parameters
    ----------
    symbols : list of Symbol
    create_fn : callable
        Makes the result of its entries.

    Raises
    ------
    TypeError
        There are none, or something else among them.

    Examples
    --------
    >>> import mxnet as mx
    >>> mx.sym.Group([mx.sym.var("a"), mx.sym.var("b")]).list_outputs()
    ['a', 'b']
    """
    return group(symbols, create_fn)


maximum, minimum, hypot, power, pow = (binary(*row) for row in FUNCTIONS)
