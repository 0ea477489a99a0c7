"""From what the tape recorded to a Symbol: a node of the tape and a node of a graph say the same.

What does not live here: the tape, or JSON.
"""

from .._core import registry
from .._core.attrs import REQUIRED
from .._core.errors import MXNetError
from .._graph.ir import Node
from .._tape.node import Leaf
from ..ndarray.handle import classes
from .compose import text_of
from .entries import wrapped

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
    found = _reachable(array._node)
    leaves = [node for node in found if type(node) is Leaf]
    made = {node: Node(None, f"var{i}") for i, node in enumerate(leaves)}
    unmarked = iter(range(len(leaves), 1 << 30))
    for number, node in enumerate(node for node in found if type(node) is not Leaf):
        op, p, parents, slots, _ = _call(node)
        new = made[node] = Node(op, f"node_{number}", attributes_of(op, p, len(parents)))
        new.inputs = tuple(
            (made[parent], _slot(parent, slot))
            if parent is not None
            else (Node(None, f"null{next(unmarked)}"), 0)
            for parent, slot in given_inputs(op, p, list(zip(parents, slots, strict=True)))
        )
    return wrapped([(made[array._node], _slot(array._node, array._slot))])


classes["symbol_of"] = symbol_of


def _call(node):
    """The public call that a node stands for."""
    origin = node.origin
    if origin is not None:
        return origin.op, origin.p, origin.parents, origin.slots, origin.index
    if node.op.name not in registry.operators() or "primitive" in node.op.traits:
        raise MXNetError(
            f"get_symbol: the history goes through {node.op.name}, which is no public operator "
            "(as a gradient recorded with create_graph, or a Function, is)."
        )
    if not node.parents:
        raise MXNetError("get_symbol: the history was let go by a backward; use retain_graph=True.")
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
