"""A program before it is text: values and the kernel calls that make them, in order.

What does not live here: where the calls come from (`world.py`), or what is made of them
(`passes/`, `codegen.py`).
"""

from .. import _kernels as k
from .._core.errors import MXNetError

__all__ = ["Value", "Call", "Trace", "Families", "Illegal", "verify", "aliases", "substituted"]


class Illegal(MXNetError):
    """A pass made a program that is none."""


class Value:
    """The result of a call, or an input of the program: a shape, a dtype and no data.

    `meta` is a tensor without memory. What a rule may ask of a tensor it may ask of this.
    """

    __slots__ = ("meta", "device", "name")

    _version = 0

    def __init__(self, meta, device, name=None):
        self.meta, self.device, self.name = meta, device, name

    shape = property(lambda self: self.meta.shape)
    dtype = property(lambda self: self.meta.dtype)

    def __bool__(self):
        raise TypeError("only running the program tells what a value holds")

    def __repr__(self):
        return f"<{self.name or 'value'} {k.dtype_name(self.meta)}{list(self.shape)}>"


class Call:
    """One call of a kernel.

    Attributes
    ----------
    kernel : str
        Its name in the kernels' namespace; of an opaque call, what it is for.
    args : tuple
        Values, numbers and None.
    params : dict
        Its keywords.
    outs : tuple of (Value or None)
    listed : bool
        Whether the kernel gives a tuple.
    random : bool
        Whether two calls differ; such a call is neither dropped nor joined with another.
    part : int
        0: the forward, 1: the gradients.
    label : str
        The operator and the node that it is for.
    over : Value or None
        The operand that the result is written over.
    opaque : callable or None
        What is called where it is no single kernel.
    """

    __slots__ = ("kernel", "args", "params", "outs", "listed", "random", "part", "label", "over",
                 "opaque")  # fmt: skip

    def __init__(self, kernel, args, params, outs, *, listed=False, random=False, part=0, label="",
                 over=None, opaque=None):  # fmt: skip
        self.kernel, self.args, self.params, self.outs = kernel, args, params, outs
        self.listed, self.random, self.part, self.label = listed, random, part, label
        self.over, self.opaque = over, opaque

    def changed(self, **changes):
        """A copy with some attributes changed."""
        fields = {name: getattr(self, name) for name in Call.__slots__} | changes
        return Call(**fields)

    def values(self):
        """The operands that are values."""
        return [x for x in self.args if type(x) is Value]

    def __repr__(self):
        return f"<{self.kernel} {self.label}>"


class Trace:
    """A program: its inputs, its calls in order, and what it returns (None: nothing).

    `places` are inputs that it writes; the first `packed` inputs come as one list, which it
    empties, so that each is let go at its last use.
    """

    __slots__ = ("inputs", "calls", "outputs", "places", "packed")

    def __init__(self, inputs, calls, outputs, places=(), packed=0):
        self.inputs, self.calls, self.outputs = tuple(inputs), list(calls), tuple(outputs)
        self.places, self.packed = tuple(places), packed

    def replaced(self, calls, mapping=None):
        """The same program with other calls, its outputs taken through `mapping`."""
        mapping = mapping or {}
        outputs = [mapping.get(x, x) for x in self.outputs]
        return Trace(self.inputs, calls, outputs, self.places, self.packed)


def substituted(call, mapping):
    """`call` with its operands taken through `mapping`."""
    if not mapping or not any(type(x) is Value and x in mapping for x in call.args):
        return call
    args = tuple(mapping.get(x, x) if type(x) is Value else x for x in call.args)
    return call.changed(args=args)


class Families:
    """Which values may share memory, as far as the calls that were joined tell.

    Parameters
    ----------
    values : iterable of Value
        Those that are there before the first call; none shares with another.
    """

    def __init__(self, values):
        self._leader = {x: x for x in values}
        self._members = {x: [x] for x in self._leader}

    def find(self, x):
        """The value that stands for all those that may share memory with `x`."""
        leader = self._leader
        while leader[x] is not x:
            leader[x] = leader[leader[x]]
            x = leader[x]
        return x

    def members(self, x):
        """All values that may share memory with `x`."""
        return self._members[self.find(x)]

    def values(self):
        """All values there are."""
        return self._leader

    def join(self, call):
        """Take the results of a call in: fresh, views of operands, or what was written over."""
        fresh = call.over is None and _is_fresh(call)
        sources = [] if fresh else call.values() if call.over is None else [call.over]
        group = None
        for x in sources:  # it may be a view of any: they are one from here on
            group = self._united(group, self.find(x))
        for out in call.outs:
            if out is not None:
                self._leader[out], self._members[out] = out, [out]
                group = out if fresh else self._united(group, out)

    def _united(self, a, b):
        if a is None or a is b:
            return b
        if len(self._members[a]) < len(self._members[b]):
            a, b = b, a
        self._leader[b] = a
        self._members[a] += self._members.pop(b)
        return a


def aliases(trace):
    """For every value one that stands for all those that may share memory with it."""
    families = Families(trace.inputs)
    for call in trace.calls:
        families.join(call)
    return {x: families.find(x) for x in families.values()}


def _is_fresh(call):
    """Whether the results of a call share memory with no operand."""
    if call.opaque is not None:
        return getattr(call.opaque, "fresh", False)
    return call.kernel in k.FRESH


def verify(trace, after=""):
    """Raise `Illegal` unless every operand is there when it is read, and holds what it should."""
    known, spoiled, families = set(trace.inputs), set(), Families(trace.inputs)
    held = set(trace.inputs) - set(trace.places)
    for call in trace.calls:
        for x in call.values():
            if x not in known:
                raise Illegal(f"{after}: {call!r} reads {x!r} before it is made")
            if x in spoiled:
                raise Illegal(f"{after}: {call!r} reads {x!r}, which was written over")
        if call.over is not None:
            over = families.members(call.over)
            if not held.isdisjoint(over):
                raise Illegal(f"{after}: {call!r} writes over an input of the program")
            spoiled.update(over)
        for out in call.outs:
            if out is not None and out in known:
                raise Illegal(f"{after}: {out!r} is made twice")
            known.add(out)
        families.join(call)
    for x in trace.outputs:
        if x is not None and (x not in known or x in spoiled):
            raise Illegal(f"{after}: the result {x!r} is not there at the end")
