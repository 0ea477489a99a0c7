"""From what the tape recorded to a Symbol: a node of the tape and a node of a graph say the same.

What does not live here: the tape, or JSON.
"""

from functools import partial

from .._core import registry
from .._core.attrs import REQUIRED
from .._core.errors import MXNetError
from .._graph.ir import Node
from .._tape.node import Leaf
from ..ndarray.cached_node import Graph
from ..ndarray.handle import classes
from .compose import text_of
from .entries import wrapped
from .history_parts import TRANSLATED, translated

__all__ = ["attributes_of", "given_inputs", "symbol_of"]


def symbol_of(array):
    """The recorded history of an array as a symbol.

    Variables are `var0`, `var1`, ... in the order in which they were marked, then come the arrays
    that were not marked; calls are `node_0`, `node_1`, ... in the order in which they were made.

    Raises
    ------
    MXNetError
        The array was not recorded, or its history was let go by a backward.
    """
    if array._node is None:
        raise MXNetError(
            "get_symbol: NDArray is not part of a computation graph. Did you forget to turn on "
            "recording?"
        )
    return _History(_reachable(array._node)).symbol(array)


classes["symbol_of"] = symbol_of


class _History:
    """A symbol of recorded nodes, oldest first.

    `made` holds for every node of the tape its node in the graph, or the entries of its outputs.
    """

    def __init__(self, nodes):
        leaves = [node for node in nodes if type(node) is Leaf]
        self.made = {node: Node(None, f"var{i}") for i, node in enumerate(leaves)}
        self.unmarked = iter(range(len(leaves), 1 << 30))
        for number, node in enumerate(node for node in nodes if type(node) is not Leaf):
            self.made[node] = self._node(node, f"node_{number}")

    def symbol(self, array):
        return wrapped([self._entry(array._node, array._slot)])

    def _entry(self, node, slot):
        """What an output of a recorded call is in the graph; a variable of what was not marked."""
        if node is None:
            return Node(None, f"null{next(self.unmarked)}"), 0
        found = self.made[node]
        return found[slot] if type(found) is list else (found, _slot(node, slot))

    def _node(self, node, name):
        if node.origin is None and (node.op.name in TRANSLATED or type(node.p) is Graph):
            if not node.parents or node.kept is None:
                raise _let_go()
            pairs = list(zip(node.parents, node.slots, strict=True))
            if type(node.p) is Graph:
                return self._inlined(node.p, [self._entry(*pair) for pair in pairs], name)
            return [translated(node, [partial(self._entry, *pair) for pair in pairs], name)]
        op, p, parents, slots, _ = _call(node)
        given = given_inputs(op, p, list(zip(parents, slots, strict=True)))
        inputs = [self._entry(*pair) for pair in given]
        return Node(op, name, attributes_of(op, p, len(parents)), inputs)

    @staticmethod
    def _inlined(graph, given, name):
        """The nodes of a graph that was called, with their names behind that of the call."""
        made = {node: [entry] for node, entry in zip(graph.variables, given, strict=True)}
        for node in graph.order:
            if node.op is not None:
                inputs = [_output(made[n], i) for n, i in node.inputs]
                made[node] = Node(
                    node.op, f"{name}_{node.name}", dict(node.attrs), inputs, node.subgraphs
                )
        return [_output(made[n], i) for n, i in graph.heads]


def _output(made, i):
    return made[i] if type(made) is list else (made, i)


def _let_go():
    return MXNetError("get_symbol: the history was let go by a backward; use retain_graph=True.")


def _call(node):
    """The public call that a node stands for."""
    origin = node.origin
    if origin is not None:
        return origin.op, origin.p, origin.parents, origin.slots, origin.index
    if node.op.name in TRANSLATED or type(node.p) is Graph:
        return node.op, node.p, node.parents, node.slots, 0
    if node.op.name not in registry.operators() or "primitive" in node.op.traits:
        raise MXNetError(
            f"get_symbol: the history goes through {node.op.name}, which is no public operator "
            "(as a gradient recorded with create_graph, or a Function, is)."
        )
    if not node.parents:
        raise _let_go()
    return node.op, node.p, node.parents, node.slots, 0


def _slot(node, slot):
    """Which output of its public call an output of a node is."""
    origin = None if type(node) is Leaf else node.origin
    return slot if origin is None else origin.index


def _reachable(start):
    """Every node behind one, oldest first."""
    found, stack = {start}, [start]
    while stack:
        node = stack.pop()
        if type(node) is Leaf:
            continue
        for parent in _call(node)[2]:
            if parent is not None and parent not in found:
                found.add(parent)
                stack.append(parent)
    return sorted(found, key=lambda node: -node.seq)


def given_inputs(op, p, pairs):
    """The inputs that the attributes call for, of pairs with None first where one is absent."""
    if op.variadic is not None:
        return pairs
    present = op.present(p)
    return [
        pair
        for slot, pair in zip(op.inputs, pairs, strict=False)
        if slot in present and (pair[0] is not None or not slot.optional)
    ]


def attributes_of(op, p, count):
    """The attributes that are not at their defaults, as text."""
    found = {}
    for key, attr in op.attrs.items():
        value = getattr(p, key)
        if key == op.count_attr:
            found[key] = str(count)
        elif attr.default is REQUIRED or value != attr.default:
            found[key] = text_of(value)
    return found
