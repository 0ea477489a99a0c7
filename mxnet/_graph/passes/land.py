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
    skipped = _without_moves(trace, targets, outputs)
    calls, made = [], set()
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
        elif call not in skipped:
            calls.append(call)
            for x in call.outs:
                calls += [_copy(x, place, call) for place in targets.get(x, ())]
        made.update(call.outs)
    for x, found in targets.items():
        if x not in made:  # an input, as where a gradient is the head's own
            calls += [_copy(x, place, None) for place in found]
    return Trace([*trace.inputs, *places], calls, outputs, places, trace.packed)


def _without_moves(trace, targets, outputs):
    """Calls that bring a result into plain order, which the copy does anyway; `targets` are moved
    to what they bring."""
    read = {x for call in trace.calls for x in call.values()} | set(outputs)
    skipped = set()
    for call in trace.calls:
        out = call.outs[0] if call.kernel == "rows_first" else None
        if out in targets and out not in read:
            targets.setdefault(call.args[0], []).extend(targets.pop(out))
            skipped.add(call)
    return skipped


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
    if call.kernel == "conv_weight_grad":
        x, shape, groups = call.args[1], call.params["shape"], call.params["groups"]
        return x.device.type == "cpu" and k.many_channels(x.meta, shape, groups)
    if call.kernel == "sum" and call.params.get("axis") is None:
        return False
    return all(x.dtype is place.dtype and x.dtype.is_floating_point for x in values)


def _copy(x, place, call):
    label = call.label if call is not None else ""
    out = Value(place.meta, place.device)
    return Call("assign_out", (place, x), {}, (out,), part=1, label=label, over=place)
