"""Write results over operands whose memory nothing reads any more.

Only memory that a kernel of this program made alone is written over, never an input. What does not
live here: which kernels can do it (`_kernels/in_place.py`).
"""

from ... import _kernels as k
from ..calls import Value, aliases

__all__ = ["inplace"]


def inplace(trace):
    """The trace with calls that overwrite."""
    root = aliases(trace)
    last = _last_reads(trace, root)
    made = {out for call in trace.calls if call.opaque is None and call.kernel in k.FRESH
            for out in call.outs}  # fmt: skip
    calls = []
    for at, call in enumerate(trace.calls):
        place = _place(call, at, root, last, made)
        if place is not None:
            over = call.args[place]
            args = call.args if place == 0 else (over, call.args[0])
            call = call.changed(kernel=k.IN_PLACE[call.kernel][0], args=args, over=over)
            # From here on the result is what the memory holds: it is read as long as the result.
            family, out = _memory(root, over), _memory(root, call.outs[0])
            last[family] = max(last[family], last.get(out, at))
            root[out] = family
        calls.append(call)
    return trace.replaced(calls)


def _memory(root, x):
    """What stands for the memory of a value, also where its leader has joined another."""
    while root[x] is not x:
        x = root[x]
    return x


def _last_reads(trace, root):
    """For every piece of memory the place of the last call that reads it."""
    last = {}
    for at, call in enumerate(trace.calls):
        for x in (*call.values(), *call.outs):
            if x is not None:
                last[root[x]] = at
    end = len(trace.calls)
    for x in (*trace.outputs, *trace.inputs):
        if x is not None:
            last[root[x]] = end
    return last


def _place(call, at, root, last, made):
    """Which operand the call may write over, or None."""
    if call.opaque is not None or call.kernel not in k.IN_PLACE or call.listed or call.random:
        return None
    out = call.outs[0]
    if not out.dtype.is_floating_point:
        return None
    for place in k.IN_PLACE[call.kernel][1]:
        x = call.args[place]
        if type(x) is not Value or x not in made or last[_memory(root, x)] > at:
            continue
        if x.shape != out.shape or x.dtype is not out.dtype:
            continue
        others = [y for i, y in enumerate(call.args) if i != place and type(y) is Value]
        if all(y is x or _memory(root, y) is not _memory(root, x) for y in others):
            return place
    return None
