"""Take chains of elementwise calls on long arrays together, and go through them slice by slice.

What one call writes the next finds in the cache. Calls in between that do not belong to the chain
stand in front of it, or behind it where they read what it makes. What does not live here: the
kernels that write into a slice (`_kernels/slices.py`), the text of a chain (`chain.py`).
"""

from collections import Counter
from math import prod

from ... import _kernels as k
from ..calls import Call, Value, substituted
from ..chain import Chain

__all__ = ["slices"]

_LONG = 4 * k.SLICE  # elements; shorter arrays stay in the cache anyway
_SPREADS = frozenset(("add", "sub", "mul", "div"))  # take one number in place of an array


def slices(trace):
    """The trace with chains as one call each."""
    pick = _Pick(trace)
    calls, at = [], 0
    while at < len(trace.calls):
        group = _group(trace, at, pick)
        joined = group and _joined(group[1], trace, group[3], group[2], pick)
        if not joined:
            calls.append(trace.calls[at])
            at += 1
            continue
        before, _, behind, at = group
        calls += [*before, joined, *behind]
    return trace.replaced(calls)


class _Pick:
    """Which calls of a trace can be part of a chain, and of which."""

    def __init__(self, trace):
        self.images = any(call.kernel in k.CHANNELS_LAST for call in trace.calls)
        # Arrays that hold one number everywhere: that number, as an array of one.
        self.numbers = {
            call.outs[0]: call.args[0] for call in trace.calls
            if call.kernel == "broadcast_to" and prod(call.args[0].shape) == 1
        }  # fmt: skip

    def form(self, call):
        """The shape and dtype of a call that can begin a chain; None of any other."""
        if call.opaque is not None or call.kernel not in k.INTO or call.params or call.listed:
            return None
        out = call.outs[0]
        shape, dtype = form = tuple(out.shape), k.dtype_name(out.meta)
        if prod(shape) < _LONG or dtype not in ("float32", "float64") or out.device.type != "cpu":
            return None
        if self.images and len(shape) == 4:  # their order in memory is not known here
            return None
        if not any(type(x) is Value and x not in self.numbers for x in call.args):
            return None
        if type(call.args[0]) is not Value and call.kernel not in ("add", "mul"):
            return None
        fits = all(self._fits(call, x, form) for x in call.args)
        return form if fits else None

    def _fits(self, call, x, form):
        if type(x) is not Value:
            return type(x) in (int, float)
        if x in self.numbers and call.kernel not in _SPREADS:
            return False
        return form_of(x) == form

    def belongs(self, call, form):
        """Whether a call can be part of a chain of a shape and dtype."""
        if call.kernel == "sum" and call.opaque is None:
            x = call.args[0]
            return form_of(x) == form and prod(call.outs[0].shape) == 1 and x not in self.numbers
        return self.form(call) == form


def form_of(x):
    return tuple(x.shape), k.dtype_name(x.meta)


def _group(trace, start, pick):
    """`(calls before, members, calls behind, end)` of the chain that begins at a place, or None."""
    form = pick.form(trace.calls[start])
    if form is None:
        return None
    members, made, late, places, drawn = [], set(), set(), {}, False
    for at in range(start, len(trace.calls)):
        call = trace.calls[at]
        values = call.values()
        waits = any(x in late for x in values) or (call.random and drawn)
        if not waits and pick.belongs(call, form):
            members.append(call)
            places[at] = "member"  # a sum is known only behind the last slice
            (late if call.kernel == "sum" else made).update(call.outs)
        elif pick.form(call) not in (None, form):
            break  # a chain of another shape: this one ends
        elif waits or any(x in made for x in values):
            late.update(x for x in call.outs if x is not None)
            drawn = drawn or call.random
            places[at] = "behind"
    if sum(call.kernel != "sum" for call in members) < 2:
        return None
    end = 1 + max(at for at, place in places.items() if place == "member")
    inside = [(trace.calls[at], places.get(at, "before")) for at in range(start, end)]
    before = [call for call, place in inside if place == "before"]
    behind = [call for call, place in inside if place == "behind"]
    return before, members, behind, end


def _joined(members, trace, end, behind, pick):
    """The chain as one call; None where nothing reads what it makes."""
    needed = {x for x in trace.outputs if x is not None}
    for call in (*behind, *trace.calls[end:]):
        needed.update(call.values())
    members = contracted([substituted(call, pick.numbers) for call in members], needed)
    made = {x for call in members for x in call.outs}
    sources = list(dict.fromkeys(x for c in members for x in c.values() if x not in made))
    results = [x for call in members for x in call.outs if x in needed]
    if not results:
        return None
    label = f"{members[0].label} to {members[-1].label}"
    form = form_of(next(c.outs[0] for c in members if c.kernel != "sum"))
    chain = Chain(members, sources, results, form[0])
    part = max(call.part for call in members)
    return Call("sliced", sources, {"chain": chain}, tuple(results), listed=True, part=part,
                label=label)  # fmt: skip


def contracted(members, needed):
    """Sums of products as one call each: `x + a * b * number`; `needed` are read elsewhere too."""
    uses = Counter(x for call in members for x in call.values())
    maker = {call.outs[0]: call for call in members if uses[call.outs[0]] == 1}
    maker = {x: call for x, call in maker.items() if x not in needed}
    found = []
    for call in members:
        if call.kernel in ("add", "sub") and all(type(x) is Value for x in call.args):
            call = _with_term(call, maker)
        found.append(call)
    read = needed | {x for call in found for x in call.values()}
    while any(call.outs[0] not in read for call in found):
        found = [call for call in found if call.outs[0] in read]
        read = needed | {x for call in found for x in call.values()}
    return found


def _with_term(call, maker):
    first, second = call.args
    sides = [(first, second)] if call.kernel == "sub" else [(first, second), (second, first)]
    for base, x in sides:
        factor, parts = _term(x, maker)
        factor = -factor if call.kernel == "sub" else factor
        if len(parts) == 2:
            return call.changed(kernel="addcmul", args=(base, *parts), params={"value": factor})
        if parts[0] is not x:
            return call.changed(kernel="add", args=(base, parts[0]), params={"alpha": factor})
    return call


def _term(x, maker):
    """`(number, values)` whose product is `x`, through calls that nothing else reads."""
    factor = 1.0
    while x in maker:
        call = maker[x]
        values = call.values()
        if call.kernel == "neg":
            factor, x = -factor, values[0]
        elif call.kernel == "mul" and len(values) == 1 and len(call.args) == 2:
            factor *= next(a for a in call.args if type(a) is not Value)
            x = values[0]
        elif call.kernel == "mul":
            return factor, values
        else:
            break
    return factor, (x,)
