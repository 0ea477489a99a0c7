"""A graph in which no two calls compute the same.

What does not live here: the same for programs (`passes/cse.py`), which is what runs faster.
"""

from .._core import registry
from .custom import is_custom
from .ir import Node, topological

__all__ = ["merged"]


def merged(heads):
    """The entries of an equal graph where calls of one operator with the same attributes on the
    same inputs are one node; the first of them stays."""
    made, known = {}, {}
    for node in topological(heads):
        inputs = tuple((made[n], i) for n, i in node.inputs)
        if node.op is None:
            made[node] = node
            continue
        new = node
        if inputs != node.inputs:
            new = node.again(inputs)
        if _may_merge(node):
            new = known.setdefault((node.op.name, *sorted(node.attrs.items()), inputs), new)
        made[node] = new
    return _apart(heads, [(made[node], i) for node, i in heads])


def _apart(heads, entries):
    """The entries with copies where two heads have become one, named as 1.9.1 names them."""
    taken, found = {}, []
    for head, entry in zip(heads, entries, strict=True):
        if taken.setdefault(entry, head) != head:
            last, i = taken[entry, "copy"] if (entry, "copy") in taken else entry
            copy = Node(registry.find("_copy"), f"{last.name}_{i}_copy", {}, [(last, i)])
            taken[entry, "copy"] = (copy, 0)
            entry = copy, 0
        found.append(entry)
    return found


def _may_merge(node):
    return not (node.op.random or node.subgraphs or is_custom(node.op) or node.mutated())
