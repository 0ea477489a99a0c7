"""Common subexpressions: what was computed already is not computed again, unless it is drawn."""

from ..calls import Value, substituted

__all__ = ["cse", "frozen"]


def cse(trace):
    """The trace with every call once."""
    seen: dict = {}
    mapping: dict = {}
    calls = []
    for call in trace.calls:
        call = substituted(call, mapping)
        if call.random or call.opaque is not None:
            calls.append(call)
            continue
        before = seen.setdefault(signature(call), call)
        if before is call:
            calls.append(call)
        else:
            mapping.update(zip(call.outs, before.outs, strict=True))
    mapping.pop(None, None)
    return trace.replaced(calls, mapping)


def signature(call):
    """What two calls share that give the same."""
    args = tuple(x if type(x) is Value else frozen(x) for x in call.args)
    params = tuple((name, frozen(call.params[name])) for name in sorted(call.params))
    return call.kernel, args, params


def frozen(x):
    """A number, name, dtype or tuple of them as something to compare: 1, 1.0 and True differ."""
    if isinstance(x, (tuple, list)):
        return (type(x).__name__, *map(frozen, x))
    if x is None or isinstance(x, (bool, int, float, str)):
        return type(x).__name__, repr(x)
    try:
        hash(x)
    except TypeError:
        return "object", id(x)
    return type(x).__name__, x
