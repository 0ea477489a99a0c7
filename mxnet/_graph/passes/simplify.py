"""Drop calls that change nothing, join moves of moves, and work out what constants give.

What does not live here: sums of zero times something, which need not be zero.
"""

from ... import _kernels as k
from ..calls import Value, substituted

__all__ = ["simplify"]

_MAKERS = {"zeros": 0, "ones": 1}
_REDUCTIONS = ("sum", "mean", "max", "min", "prod")
_MOVES = ("reshape", "broadcast_to", "expand_dims", "squeeze", "transpose", "sum_to")


def simplify(trace):
    """The trace without calls whose result is known beforehand."""
    mapping: dict = {}
    constants: dict = {}
    maker: dict = {}
    calls = []
    for before in trace.calls:
        call = substituted(before, mapping)
        if call.random or call.opaque is not None or call.listed or len(call.outs) != 1:
            calls.append(call)
            continue
        out = call.outs[0]
        same = _same(call, before, constants, maker)
        if same is not None:
            mapping[out] = same
            continue
        call = _shortened(call, constants, maker)
        number = _constant(call)
        if number is not None:
            constants[out] = number
        maker[out] = call
        calls.append(call)
    return trace.replaced(calls, mapping)


def _same(call, before, constants, maker):
    """The operand that the result equals, or None; `before` is the call as it was traced."""
    out, args = call.outs[0], call.args
    first = args[0] if args and type(args[0]) is Value else None
    if first is not None and len(args) == 1 and k.same_view(out.meta, before.args[0].meta):
        return first
    if call.kernel == "neg" and first in maker and maker[first].kernel == "neg":
        return maker[first].args[0]
    if call.kernel in ("mul", "add"):
        neutral = 1 if call.kernel == "mul" else 0
        for x, other in ((args[0], args[1]), (args[1], args[0])):
            if type(x) is Value and _is(other, neutral, constants) and _fits(x, out):
                return x
    if call.kernel in ("div", "sub") and first is not None:
        neutral = 1 if call.kernel == "div" else 0
        if _is(args[1], neutral, constants) and _fits(first, out):
            return first
    return None


def _is(x, number, constants):
    if type(x) is Value:
        return constants.get(x) == number
    return type(x) in (int, float) and x == number


def _fits(x, out):
    return x.shape == out.shape and x.dtype is out.dtype


def _constant(call):
    """The number that a value holds everywhere."""
    if call.kernel in _MAKERS:
        return _MAKERS[call.kernel]
    if call.kernel == "full" and type(call.params.get("value")) in (int, float):
        return call.params["value"]
    return None


def _shortened(call, constants, maker):
    """A call that gives the same with less: a move of a constant is made, moves are joined.

    What is reduced over axes of length one is moved.
    """
    x = call.args[0] if call.args else None
    if type(x) is not Value or len(call.args) != 1:
        return call
    out = call.outs[0]
    if call.kernel in _REDUCTIONS and x.meta.numel() == out.meta.numel() and x.dtype is out.dtype:
        call = call.changed(kernel="reshape", params={"shape": tuple(out.shape)})
    number = constants.get(x)
    if number is not None and call.kernel in _MOVES and (call.kernel != "sum_to" or number == 0):
        kind = {"shape": tuple(out.shape), "dtype": k.dtype_name(out)}
        if number in (0, 1):
            return call.changed(kernel="ones" if number else "zeros", args=(), params=kind)
        return call.changed(kernel="full", args=(), params={**kind, "value": number})
    if call.kernel == "reshape" and x in maker and maker[x].kernel == "reshape":
        return call.changed(args=maker[x].args)
    return call
