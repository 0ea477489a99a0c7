"""The gradient of the cross entropy in one call: no array of zeros with one number in every row."""

from collections import Counter

__all__ = ["cross"]


def cross(trace):
    """The trace with pairs of gradients, of `pick` and of the `log_softmax` behind it, joined."""
    uses = Counter(x for call in trace.calls for x in call.values())
    uses.update(x for x in trace.outputs if x is not None)
    picks = {
        call.outs[0]: call for call in trace.calls
        if call.kernel == "pick_grad" and call.opaque is None and uses[call.outs[0]] == 1
    }  # fmt: skip
    joined, gone = {}, set()
    for call in trace.calls:
        pick = picks.get(call.args[0]) if call.kernel == "log_softmax_grad" else None
        if pick is not None and _same_axis(pick, call) and _one_each(pick):
            g, index = pick.args
            params = {"axis": pick.params["axis"], "mode": pick.params.get("mode", "clip")}
            joined[call] = call.changed(
                kernel="picked_log_softmax_grad", args=(call.args[1], g, index), params=params,
                label=f"{pick.label} + {call.label}")  # fmt: skip
            gone.add(pick)
    if not joined:
        return trace
    return trace.replaced([joined.get(call, call) for call in trace.calls if call not in gone])


def _same_axis(pick, call):
    rank = len(call.outs[0].shape)
    return pick.params["axis"] % rank == call.params["axis"] % rank


def _one_each(pick):
    """Whether there is one index, and one cotangent of the same dtype, for every row."""
    g, index = pick.args
    shape, axis = pick.params["shape"], pick.params["axis"]
    rows = 1
    for i, n in enumerate(shape):
        rows *= 1 if i == axis % len(shape) else n
    return g.meta.numel() == index.meta.numel() == rows and g.dtype is pick.outs[0].dtype
