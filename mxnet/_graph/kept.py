"""What a program's backward part keeps, reads and gives back, as facts about its trace.

What does not live here: running it, or the tape's node (`mxnet/ndarray/cached_node.py`).
"""

from .calls import aliases
from .pipeline import halves

__all__ = ["Kept"]


class Kept:
    """Where the memory of kept values and of gradients may come from.

    Attributes
    ----------
    count : int
        How many values pass from the forward to the backward.
    inputs, heads : frozenset of int
        Arguments, and outputs, that share memory with a kept value: writing to them spoils it.
    seeds : frozenset of int
        Outputs whose gradient is read.
    lent : tuple of int
        Gradients that may be part of a kept value, so that who wants to own them must copy them.
    sources, metas : tuple
        For every kept value which argument it is, or None; its form.
    random : bool
        Whether two runs differ.
    """

    __slots__ = ("count", "inputs", "heads", "seeds", "lent", "sources", "metas", "random")

    def __init__(self, trace, heads, states, inputs):
        first, second, self.count = halves(trace, heads + states, inputs)
        root = aliases(trace)
        saved = second.inputs[: self.count]
        families = {root[x] for x in saved}
        self.inputs = frozenset(i for i, x in enumerate(first.inputs) if root[x] in families)
        self.heads = frozenset(
            i for i, x in enumerate(first.outputs[:heads]) if root[x] in families
        )
        read = {x for call in second.calls for x in call.values()} | set(second.outputs)
        seeds = second.inputs[self.count :]
        self.seeds = frozenset(i for i, x in enumerate(seeds) if x in read)
        inner = aliases(second)
        held = {inner[x] for x in saved}
        self.lent = tuple(
            i for i, x in enumerate(second.outputs) if x is not None and inner[x] in held
        )
        place = {x: i for i, x in enumerate(first.inputs)}
        self.sources = tuple(place.get(x) for x in saved)
        self.metas = tuple(x.meta for x in saved)
        self.random = any(call.random for call in trace.calls)
