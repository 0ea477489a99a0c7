"""From a graph of operators to a trace of kernel calls, forward and, where asked, back.

Every operator's own forward is run in the graph world; the walk back is the tape's. What does not
live here: passes, text, or anything that runs on data.
"""

from .. import _kernels as k
from .._core.errors import GradientError, MXNetError
from .._tape.backward import backward
from .._tape.node import Leaf
from .calls import Trace, Value
from .ir import topological
from .loops import written
from .opened import closed_by
from .world import FAILURES, Untraceable, World, add_node

__all__ = ["Lowered", "lower"]


class Lowered:
    """A trace and what its inputs and outputs are.

    Attributes
    ----------
    trace : Trace
        Returns the heads, then the new states, then the gradients.
    arguments, states, wanted : tuple of str
        Names of the inputs, of the variables that get new values, of those with gradients.
    heads : int
        How many heads there are.
    """

    __slots__ = ("trace", "arguments", "states", "wanted", "heads")

    def __init__(self, trace, arguments, states, wanted, heads):
        self.trace, self.arguments, self.states = trace, arguments, states
        self.wanted, self.heads = wanted, heads


def lower(heads, arguments, shapes, dtypes, train, wanted, given, device, compiler):
    """Write a graph down; see `compile_graph` for what is asked.

    Parameters
    ----------
    given : tuple of bool
        For every head whether its gradient is an input of the program; else it is one.
    compiler : callable
        `compile_graph`, for the graphs that nodes hold.
    """
    heads = closed_by(heads, shapes, dtypes)
    world, order = World(device), topological(heads)
    world.compiler = compiler
    inputs = {name: world.value(shapes[name], dtypes[name], name) for name in arguments}
    _check_names(order, inputs)
    gradients: dict = {}
    for name in wanted:
        world.origin[inputs[name]] = (Leaf(_sink(gradients, name)), 0)
    values, states = _forward(world, order, inputs, train)
    results = [values[node][i] for node, i in heads]
    seeds = [world.value(x.shape, x.dtype, f"head{i}_grad") if ask else None
             for i, (x, ask) in enumerate(zip(results, given, strict=True))]  # fmt: skip
    if wanted:
        _backward(world, results, seeds)
    trace = Trace(
        [*inputs.values(), *[g for g in seeds if g is not None]],
        world.calls,
        [*results, *states.values(), *[gradients.get(name) for name in wanted]],
    )
    return Lowered(trace, tuple(arguments), tuple(states), tuple(wanted), len(heads))


def _check_names(order, inputs):
    seen = set()
    for node in order:
        if node.op is None:
            if node.name in seen:
                raise Untraceable(f"two variables are named {node.name!r}")
            if node.name not in inputs:
                raise MXNetError(f"the argument {node.name!r} of the graph was not given")
            seen.add(node.name)


def _sink(gradients, name):
    def arrive(g):
        gradients[name] = g

    return arrive


def _forward(world, order, inputs, train):
    """The values of every node, and the new values of variables that operators write to."""
    values, states = {}, {}
    for node in order:
        if node.op is None:
            values[node] = [inputs[node.name]]
            continue
        world.label = f"{node.op.name} {node.name}"
        entries = node.aligned(list(node.inputs))
        xs = [None if e is None else values[e[0]][e[1]] for e in entries]
        outs = _call(world, node, xs, train)
        places = _written_places(node, len(xs))
        for place, new in zip(places, outs[len(outs) - len(places) :], strict=True):
            if new is not None and entries[place] is not None:
                source, i = entries[place]
                values[source][i] = _as_like(world, new, xs[place])
                if source.op is None:
                    states[source.name] = values[source][i]
        values[node] = list(outs[: len(outs) - len(places)])
    return values, states


def _writes(op):
    return op.aux or op._mutates is not None


def _written_places(node, count):
    if node.subgraphs:
        return node.mutated()
    return node.op.mutates(node.params(), count) if _writes(node.op) else ()


def _as_like(world, new, old):
    return new if new.dtype is old.dtype else world.cast(new, dtype=k.dtype_name(old))


def _call(world, node, xs, train):
    """Write one operator down; all its outputs, new states among them."""
    op = node.op
    if node.subgraphs:
        return written(world, node, xs, train)
    p = node.params(train) if op.mode else node.params()
    if "open" in op.traits:
        raise Untraceable(f"{op.name} {node.name!r} runs the program's own Python")
    if op.check is not None:
        op.check(p, *[None if x is None else x.meta for x in xs])
    wanted = tuple(i for i, x in enumerate(xs) if x is not None and x in world.origin)
    world.recording = bool(wanted) and not op.rules and op.gradient == "yes"
    try:
        outs = _traced(world, op, p, xs)
        outs = _distinct(world, outs, xs)
    finally:
        composed, world.recording = world.recording, False
    if wanted and not composed:
        count = len(op.mutates(p, len(xs))) if _writes(op) else 0
        add_node(world, op, p, xs, outs[: len(outs) - count], wanted)
    return outs


def _distinct(world, outs, xs):
    """The outputs as values of their own: not inputs, and none of them twice."""
    seen, found = [x for x in xs if x is not None], []
    for x in outs:
        if x is not None and any(x is y for y in seen):
            x = world.identity(x)
        seen.append(x)
        found.append(x)
    return tuple(found)


def _traced(world, op, p, xs):
    mark = len(world.calls)
    try:
        outs = op.forward(world, p, *xs)
    except (MXNetError, GradientError):
        raise
    except FAILURES as error:
        del world.calls[mark:]
        return _opaque(world, op, p, xs, error)
    return outs if type(outs) is tuple else (outs,)


def _opaque(world, op, p, xs, error):
    """An operator that reads values, as one call of its forward."""
    if world.recording:
        raise Untraceable(f"{world.label}: its forward cannot be differentiated: {error}")

    def forward(*tensors):
        outs = op.forward(k, p, *tensors)
        return outs if type(outs) is tuple else (outs,)

    try:
        metas, drawn = k.dry_run(forward, [x.meta if type(x) is Value else x for x in xs])
    except FAILURES as reason:
        raise Untraceable(f"{world.label}: {reason}") from error
    return world.write(op.name, xs, {}, metas, listed=True, random=drawn, opaque=forward)


def _backward(world, results, seeds):
    world.part = 1
    starts = []
    for x, g in zip(results, seeds, strict=True):
        if x in world.origin:
            starts.append((*world.origin[x], world.ones_like(x) if g is None else g))
    backward(starts, world)
