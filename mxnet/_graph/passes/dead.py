"""Drop the calls that no result needs; draws of random numbers stay, so that those after them are
the same as without this pass."""

__all__ = ["dead"]


def dead(trace):
    """The trace without dead calls."""
    needed = {x for x in trace.outputs if x is not None}
    kept = []
    for call in reversed(trace.calls):
        if call.random or any(x in needed for x in call.outs):
            kept.append(call)
            needed.update(call.values())
    return trace.replaced(reversed(kept))
