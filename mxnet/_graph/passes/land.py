"""Gradients go straight into the buffers that the caller keeps for them.

Where their kernel can, it writes there; else its result is copied as soon as it is made. What does
not live here: which kernels can (`_kernels/land.py`), whether buffers overlap (the caller knows).
"""

from math import prod

from ... import _kernels as k
from ..calls import Call, Trace, Value

__all__ = ["land"]


def land(trace, wanted):
    """The trace with one more input for every output in `wanted` (positions), which gets it.

    Returns
    -------
    Trace
        The outputs that landed are None.
    """
    places, targets, outputs = [], {}, list(trace.outputs)
    for i in wanted:
        x, outputs[i] = outputs[i], None
        if x is None:
            continue
        place = Value(x.meta.contiguous(), x.device, f"place{i}")
        places.append(place)
        targets.setdefault(x, []).append(place)
    calls, made = [], set()
    read = {x for call in trace.calls for x in call.values()} | set(outputs)
    plain = {c.outs[0]: c for c in trace.calls if c.kernel == "rows_first"}
    for call in trace.calls:
        out = call.outs[0] if len(call.outs) == 1 else None
        first = targets.get(out, ())
        if call.kernel == "sliced" and call.opaque is None:
            call = _sliced(call, targets)
        if first and _lands(call, first[0]):
            call = call.changed(kernel=k.LANDS[call.kernel], args=(first[0], *call.args),
                                over=first[0])  # fmt: skip
            calls.append(call)
            calls += [_copy(out, place, call) for place in first[1:]]
        else:
            if out not in plain or out not in targets or out in read:
                calls.append(call)
            for x in call.outs:
                source = plain[x].args[0] if x in plain else x
                calls += [_copy(source, place, call) for place in targets.get(x, ())]
        made.update(call.outs)
    for x, found in targets.items():
        if x not in made:  # an input, as where a gradient is the head's own
            calls += [_copy(x, place, None) for place in found]
    return Trace([*trace.inputs, *places], calls, outputs, places)


def _sliced(call, targets):
    """A chain that writes those of its results into a place that have one; it leaves `targets`."""
    own = {x: targets[x].pop(0) for x in call.outs if targets.get(x) and prod(x.shape) > 1}
    if not own:
        return call
    chain = call.params["chain"].writing(own)
    return call.changed(kernel="sliced_out", args=chain.sources, params={"chain": chain})


def _lands(call, place):
    if call.opaque is not None or call.kernel not in k.LANDS:
        return False
    values = call.values()
    if call.kernel == "dot" and any(len(x.shape) != 2 for x in values):
        return False
    if call.kernel == "sum" and call.params.get("axis") is None:
        return False
    return all(x.dtype is place.dtype and x.dtype.is_floating_point for x in values)


def _copy(x, place, call):
    label = call.label if call is not None else ""
    out = Value(place.meta, place.device)
    return Call("assign_out", (place, x), {}, (out,), part=1, label=label, over=place)
