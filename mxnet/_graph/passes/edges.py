"""Results that may be views of an input, or of each other, become copies: a program never hands out
its caller's memory. Gradients and new states may be views; callers write them elsewhere."""

from ..calls import Call, Value, aliases

__all__ = ["edges"]


def edges(trace, heads):
    """The trace with its first `heads` outputs in memory of their own."""
    root = aliases(trace)
    taken = {root[x] for x in trace.inputs}
    outputs, calls = list(trace.outputs), list(trace.calls)
    for i, x in enumerate(outputs[:heads]):
        if root[x] not in taken:
            taken.add(root[x])
            continue
        copy = outputs[i] = Value(x.meta.contiguous(), x.device, f"{x.name or 'head'}_copy")
        place = 1 + max((j for j, call in enumerate(calls) if x in call.outs), default=-1)
        made = Call("own", (x,), {}, (copy,), label="a copy for the caller")
        calls.insert(place, made)
    return type(trace)(trace.inputs, calls, outputs)
