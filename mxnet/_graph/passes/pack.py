"""At inference on a CPU: weights of convolutions in the order that their kernel reads, once for all
calls, and the sum and the rectifier behind a convolution in one call with it.

What does not live here: computing the weights again when they change (`_graph/prepared.py`).
"""

from collections import Counter

from ... import _kernels as k
from ..calls import Call, Value

__all__ = ["pack"]

_THEN = {"conv": "none", "conv_relu": "relu"}


def pack(trace):
    """The trace with joined convolutions, where it has no gradients."""
    if any(call.part for call in trace.calls):
        return trace
    inputs = set(trace.inputs)
    calls = [each for call in trace.calls for each in _packed(call, inputs)]
    return _summed(trace.replaced(calls))


def _packed(call, inputs):
    """A convolution as a joined one, its weight packed in front; any other call as it is."""
    if call.kernel in k.PREPARES and all(x in inputs for x in call.values()):
        inputs.update(call.outs)
    if call.kernel not in _THEN or call.opaque is not None:
        return [call]
    x, weight, *rest = call.args
    if x.device.type != "cpu" or not k.can_join(x.meta):
        return [call]
    made = []
    if weight in inputs and k.gains_from_packing(weight.meta):
        new = Value(weight.meta, weight.device, "packed")
        params = {**call.params, "shape": tuple(x.shape)}
        made.append(Call("packed", (weight,), params, (new,), label=call.label))
        weight = new
    args = (x, weight, rest[0] if rest else None)
    params = {"then": _THEN[call.kernel], **call.params}
    return [*made, call.changed(kernel="conv_joined", args=args, params=params)]


def _summed(trace):
    """Sums of a convolution's result, and the rectifier behind them, in one call with it."""
    uses = Counter(x for call in trace.calls for x in call.values())
    uses.update(x for x in trace.outputs if x is not None)
    last = {x: at for at, call in enumerate(trace.calls) for x in call.outs}
    maker = {call.outs[0]: call for call in trace.calls if call.kernel == "conv_joined"}
    gone, new = set(), {}
    for call in trace.calls:
        if call.kernel == "add" and call.opaque is None:
            conv, other = _terms(call, maker, uses, last)
            if conv is not None:
                label = f"{conv.label} + {call.label}"
                joined = conv.changed(args=(*conv.args, other), outs=call.outs, label=label)
                gone.add(conv)
                new[call] = maker[call.outs[0]] = joined
        elif call.kernel == "relu" and call.args[0] in maker and uses[call.args[0]] == 1:
            conv = maker[call.args[0]]
            if len(conv.args) == 4 and conv.params["then"] == "none":
                params = {**conv.params, "then": "relu"}
                label = f"{conv.label} + {call.label}"
                joined = conv.changed(params=params, outs=call.outs, label=label)
                gone.update(each for each, by in new.items() if by is conv)
                new[call] = maker[call.outs[0]] = joined
    return trace.replaced([new.get(call, call) for call in trace.calls if call not in gone])


def _terms(call, maker, uses, last):
    """`(convolution, other operand)`, the later convolution of two; None where neither is one."""
    found = []
    for x, other in (call.args, call.args[::-1]):
        conv = maker.get(x) if type(x) is Value and type(other) is Value else None
        if conv is not None and len(conv.args) == 3 and conv.params["then"] == "none":
            if uses[x] == 1 and x is not other and x.shape == other.shape:
                found.append((last[x], conv, other))
    return max(found, key=lambda each: each[0])[1:] if found else (None, None)
