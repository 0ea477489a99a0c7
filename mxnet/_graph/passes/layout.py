"""Images of a network with convolutions on a CPU lie in memory with their channels side by side.

Shapes stay as they are. What the kernels make of such images lies so too, so that most of the moves
put in here find nothing to do; results for the caller are brought back into the plain order.
"""

from ... import _kernels as k
from ..calls import Call, Value

__all__ = ["layout"]


def layout(trace):
    """The trace with moves in front of the kernels that gain."""
    if not any(call.kernel == "conv" and _image(call.args[0]) for call in trace.calls):
        return trace
    calls, moved = [], {}
    for call in trace.calls:
        places = () if call.opaque is not None else k.CHANNELS_LAST.get(call.kernel, ())
        if places and _image(call.args[0]):
            args = list(call.args)
            for place in places:
                if _image(args[place]):
                    args[place] = _moved(args[place], call, calls, moved)
            call = call.changed(args=tuple(args))
        calls.append(call)
    back = {x: _back(x, calls) for x in dict.fromkeys(trace.outputs) if _image(x)}
    return trace.replaced(calls, back)


def _image(x):
    return type(x) is Value and x.device.type == "cpu" and k.gains_from_channels_last(x.meta)


def _moved(x, call, calls, moved):
    if x not in moved:
        new = moved[x] = Value(x.meta, x.device)
        calls.append(Call("channels_last", (x,), {}, (new,), part=call.part, label=call.label))
    return moved[x]


def _back(x, calls):
    """A result in the plain order."""
    made = next((call for call in reversed(calls) if x in call.outs), None)
    if made is None:
        return x
    plain = Value(x.meta, x.device)
    calls.append(Call("rows_first", (x,), {}, (plain,), part=made.part, label=made.label))
    return plain
