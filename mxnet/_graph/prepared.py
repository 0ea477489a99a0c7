"""The part of a program that depends on weights alone, run again only when one was written to.

What does not live here: which calls are of that part (`_kernels/prepared.py`).
"""

import weakref

from .. import _kernels as k
from .calls import Trace

__all__ = ["divided", "Prepared"]


def divided(trace):
    """`(preparing trace, the rest)`; the first is None where nothing can be prepared.

    The rest takes what the other gives behind its own inputs.
    """
    known, first = set(trace.inputs), []
    for call in trace.calls:
        if call.opaque is None and call.kernel in k.PREPARES:
            if all(x in known for x in call.values()):
                known.update(call.outs)
                first.append(call)
    if not first:
        return None, trace
    chosen = set(first)
    second = [call for call in trace.calls if call not in chosen]
    read = {x for call in second for x in call.values()} | set(trace.outputs)
    given = [x for call in first for x in call.outs if x in read]
    made = {x for call in first for x in call.outs}
    needed = dict.fromkeys(x for call in first for x in call.values() if x not in made)
    inputs = [x for x in trace.inputs if x in needed]
    return Trace(inputs, first, given), Trace([*trace.inputs, *given], second, trace.outputs)


class Prepared:
    """A program's function that remembers what it prepared, for every set of weights alive.

    Parameters
    ----------
    prepare, run : callable
        The two parts.
    places : list of int
        Which of the inputs the first takes.
    """

    __slots__ = ("prepare", "run", "places", "kept")

    def __init__(self, prepare, run, places):
        self.prepare, self.run, self.places, self.kept = prepare, run, places, {}

    def __call__(self, *values):
        weights = [values[i] for i in self.places]
        found = self.kept.get(id(weights[0]))
        if found is not None:
            refs, versions, made = found
            for ref, version, x in zip(refs, versions, weights, strict=True):
                if ref() is not x or version != x._version:
                    break
            else:
                return self.run(*values, *made)
        made = self.prepare(*weights)
        self._keep(weights, made)
        return self.run(*values, *made)

    def _keep(self, weights, made):
        """Remember `made` for as long as the first of the weights lives."""
        first, kept = id(weights[0]), self.kept
        if not all(map(k.has_version, weights)):
            return
        refs = [weakref.ref(weights[0], lambda _: kept.pop(first, None))]
        refs += [weakref.ref(x) for x in weights[1:]]
        kept[first] = refs, [x._version for x in weights], made
