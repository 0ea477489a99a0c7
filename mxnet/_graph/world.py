"""The graph world: every kernel as a function of values that writes its call down.

Running an operator's forward in it is lowering; running rules in it is differentiation.
What does not live here: graphs of operators (`lower.py`), or what becomes of the calls.
"""

from types import SimpleNamespace

from .. import _kernels as k
from .._core.errors import GradientError, MXNetError
from .._core.primitive import defaults_of, find_composite, find_primitive
from .._core.rules import Like
from .._tape.node import Node
from .calls import Call, Value

__all__ = ["World", "Untraceable", "add_node", "FAILURES"]

_MADE_LIKE = {"zeros_like": 0, "ones_like": 1}


# What running an operator or a rule on values without data may raise where it asks for data.
FAILURES = (AttributeError, TypeError, ValueError, IndexError, RuntimeError, NotImplementedError)


class Untraceable(MXNetError):
    """The graph cannot be a program; it has to be run operator by operator."""


class World:
    """`F` of a rule that is written down. Attribute access makes the form of a kernel once.

    Attributes
    ----------
    calls : list of Call
        What was written down.
    origin : dict
        For every value that a gradient may pass through, its `(node, slot)` on the tape.
    recording : bool
        Whether calls are put on the tape one by one, as for operators without rules of their own.
    part, label
        What new calls are marked with.
    compiler : callable or None
        `compile_graph`, for the graphs that loops and branches hold.
    """

    def __init__(self, device):
        self.device, self.calls, self.origin = device, [], {}
        self.recording, self.part, self.label = False, 0, ""
        self.compiler = None

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        call = _written(self, "add" if name == "add_" else name)
        setattr(self, name, call)
        return call

    def value(self, shape, dtype, name=None):
        """A value without a call: an input of the program."""
        return Value(k.hollow(shape, dtype), self.device, name)

    def write(self, kernel, args, params, metas, *, listed, random, opaque=None):
        """Write one call down; returns its results."""
        outs = tuple(Value(m, self.device) if k.is_tensor(m) else None for m in metas)
        self.calls.append(
            Call(
                kernel,
                tuple(args),
                params,
                outs,
                listed=listed,
                random=random,
                part=self.part,
                label=self.label,
                opaque=opaque,
            )  # fmt: skip
        )
        return outs


def _written(world, name):
    kernel = getattr(k, name, None)
    if kernel is None:
        raise AttributeError(f"there is no kernel {name!r}")
    twin = getattr(kernel, "twin", None)
    if twin is not None:  # of a kernel that gives sparse results: the dense one
        return getattr(world, twin)
    prim, defaults, whole = find_primitive(name), defaults_of(kernel), find_composite(name)

    def call(*values, **params):
        if world.recording and whole is not None:
            return whole(world, *values, **params)
        if name in _MADE_LIKE or (name == "full_like" and "value" in params):
            x = values[0]
            kind = {"shape": tuple(x.shape), "dtype": k.dtype_name(x)}
            if name == "full_like":
                return world.full(**kind, value=params["value"])
            return world.ones(**kind) if _MADE_LIKE[name] else world.zeros(**kind)
        if any(type(x) in (Value, Like) for x in params.values()):
            raise Untraceable(f"{name} takes an array by keyword")
        metas = [_meta(x) for x in values]
        result, drawn = k.known_form(name, metas, params), False
        if result is None:
            result, drawn = k.dry_run(lambda *xs: kernel(*xs, **params), metas)
        outs = result if type(result) is tuple else (result,)
        if not any(map(k.is_tensor, outs)):  # a fact about an array, as dtype_name
            return result
        if any(type(x) is Like for x in values):
            raise Untraceable(f"{name} was given a shape in place of an array")
        listed = type(result) is tuple
        made = world.write(name, values, params, outs, listed=listed, random=drawn)
        if world.recording:
            _record(world, prim, name, defaults, params, values, made)
        return made if listed else made[0]

    call.__name__ = name
    return call


def _meta(x):
    if type(x) is Value:
        return x.meta
    return k.hollow(x.shape, x.dtype) if type(x) is Like else x


def _record(world, prim, name, defaults, params, values, outs):
    """Put one primitive on the tape where a gradient may pass through one of its operands."""
    origin = world.origin
    wanted = tuple(i for i, x in enumerate(values) if type(x) is Value and x in origin)
    if not wanted:
        return
    if prim is None or (not prim.rules and prim.gradient == "yes"):
        raise GradientError(
            f"{name}: this kernel has no gradient rule, so what was recorded here "
            "cannot be differentiated."
        )
    arity = max(len(values), len(prim.inputs) if prim.variadic is None else 0)
    aligned = [*values, *[None] * (arity - len(values))]
    add_node(world, prim, SimpleNamespace(**(defaults | params)), aligned, outs, wanted)


def add_node(world, op, p, inputs, outs, wanted):
    """A tape node of `op` with values for arrays; its outputs lead to it from now on."""
    ends = [world.origin.get(x) if type(x) is Value else None for x in inputs]
    parents = tuple(None if e is None else e[0] for e in ends)
    slots = tuple(0 if e is None else e[1] for e in ends)
    plan, kept, stamp = None, (), ()
    if op.gradient != "none":
        plan = Guarded(op.plan(wanted, len(parents)), inputs, outs, world.label)
        kept, stamp = plan.save(inputs, outs)
    likes = tuple(None if x is None else Like(x) for x in outs) if len(outs) > 1 else None
    node = Node(op, p, parents, slots, plan, kept, stamp, likes, None)
    for i, x in enumerate(outs):
        if x is not None:
            world.origin[x] = (node, i)
    return node


class Guarded:
    """A Plan whose rules, where they cannot be written down, become one opaque call."""

    __slots__ = ("plan", "inputs", "outs", "label")

    def __init__(self, plan, inputs, outs, label):
        self.plan, self.inputs, self.outs, self.label = plan, tuple(inputs), tuple(outs), label

    def __getattr__(self, name):
        return getattr(self.plan, name)

    def run(self, F, node, gs):
        """The cotangents, written down in `F`."""
        mark, F.label = len(F.calls), f"gradient of {self.label}"
        try:
            return self.plan.run(F, node, gs)
        except MXNetError:
            raise
        except FAILURES:
            del F.calls[mark:]
            return self._opaque(F, node, gs)

    def _opaque(self, F, node, gs):
        plan, p, ins, outs = self.plan, node.p, len(self.inputs), len(self.outs)

        def gradient(*xs):
            inputs, results, cotangents = xs[:ins], xs[ins : ins + outs], xs[ins + outs :]
            found = plan.vjp(k, p, plan.keep(inputs, results), cotangents)
            pairs = zip(plan.targets, found, strict=True)
            return tuple(k.zeros_like(inputs[i]) if g is None else g for i, g in pairs)

        metas = [self.inputs[i].meta for i in plan.targets]
        args = (*self.inputs, *self.outs, *gs)
        return F.write(f"{node.op.name}_gradient", args, {}, metas, listed=True, random=False,
                       opaque=gradient)  # fmt: skip
