"""At inference batch normalization is a scale and a shift per channel: they go into the weight and
bias of the layer in front.

What does not live here: computing the weights again when they change (`_graph/prepared.py`).
"""

from collections import Counter

from ..calls import Call, Value

__all__ = ["fold"]

_LAYERS = frozenset(("conv", "linear"))


def fold(trace):
    """The trace with normalizations folded, where it has no gradients."""
    if any(call.part for call in trace.calls):
        return trace
    uses = Counter(x for call in trace.calls for x in call.values())
    uses.update(x for x in trace.outputs if x is not None)
    maker = {call.outs[0]: call for call in trace.calls if call.kernel in _LAYERS}
    norms = {}
    for call in trace.calls:
        layer = maker.get(call.args[0]) if call.kernel == "batch_norm_fixed" else None
        if layer is not None and _folds(call, layer, uses):
            norms[layer] = call
    if not norms:
        return trace
    behind, calls = set(norms.values()), []
    for call in trace.calls:
        if call in norms:
            calls += _folded(call, norms[call])
        elif call not in behind:
            calls.append(call)
    return trace.replaced(calls)


def _folds(norm, layer, uses):
    y, weight = norm.args[0], layer.args[1]
    parameters = [x for x in norm.args[1:] if type(x) is Value]
    return (
        layer.opaque is None
        and uses[y] == 1
        and not any(uses[x] for x in norm.outs[1:])
        and (layer.kernel == "conv" or len(y.shape) == 2)
        and all(x.dtype is weight.dtype for x in parameters)
    )


def _folded(layer, norm):
    """The layer with other weights."""
    x, weight, *rest = layer.args
    bias = rest[0] if rest else None
    shape = Value(norm.args[4].meta, weight.device, "folded")
    new = Value(weight.meta, weight.device, "folded"), shape
    label = f"{layer.label} + {norm.label}"
    made = Call("folded", (weight, bias, *norm.args[1:]), dict(norm.params), new, listed=True,
                label=label)  # fmt: skip
    return [made, layer.changed(args=(x, *new), outs=norm.outs[:1], label=label)]
