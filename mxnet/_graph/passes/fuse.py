"""Join calls into one kernel where that is faster: a convolution and the rectifier behind it.

(A linear layer and its rectifier were measured too: writing the rectifier over the layer's result,
as `inplace` does, is as fast as any joined kernel.) What does not live here: the joined kernels.
"""

from collections import Counter

from ... import _kernels as k

__all__ = ["fuse"]


def fuse(trace):
    """The trace with pairs of calls joined."""
    uses = Counter(x for call in trace.calls for x in call.values())
    uses.update(x for x in trace.outputs if x is not None)
    made = {call.outs[0]: call for call in trace.calls if call.kernel == "conv"}
    joined = {}
    for call in trace.calls:
        source = made.get(call.args[0]) if call.kernel == "relu" else None
        if source is not None and uses[call.args[0]] == 1 and source.opaque is None:
            if source.part == call.part and k.fused_conv_wins(source.args[0].meta):
                joined[source] = call
    if not joined:
        return trace
    behind = set(joined.values())
    calls = []
    for call in trace.calls:
        if call in joined:
            relu = joined[call]
            label = f"{call.label} + {relu.label}"
            call = call.changed(kernel="conv_relu", outs=relu.outs, label=label)
        elif call in behind:
            continue
        calls.append(call)
    return trace.replaced(calls)
