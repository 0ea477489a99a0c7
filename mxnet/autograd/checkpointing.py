"""Trading time for memory: forget what a part of a program kept, compute it again when it is
needed."""

import functools

from .. import _kernels as k
from .._core.errors import GradientError
from .._core.op import In, Op, Out
from .._tape.node import Leaf, Node, next_seq
from .._tape.state import second_run, state
from ..ndarray.handle import Handle, wrap
from .gradients import collect

__all__ = ["checkpoint"]


def checkpoint(function):
    """Make a function keep only its inputs while recording, and run again during backward.

    Parameters
    ----------
    function : callable
        Takes arrays (and anything else) and returns an array or a list of arrays. It must compute
        the same again; random operators inside it do, since the generator's state is put back.

    Returns
    -------
    callable
        The same function, checkpointed. Variables that it uses without taking them as arguments get
        their gradients too. It can be nested and differentiated to any order.

    Raises
    ------
    GradientError
        In backward, when an array it started from was written to since.

    Examples
    --------
    >>> import mxnet as mx
    >>> x = mx.nd.array([0.5])
    >>> x.attach_grad()
    >>> block = checkpoint(lambda v: mx.nd.exp(v) * v)
    >>> with mx.autograd.record():
    ...     y = block(x)
    >>> y.backward()
    >>> round(float(x.grad.asscalar()), 4)
    2.4731
    """

    if not callable(function):
        raise TypeError(f"checkpoint: {type(function).__name__} is not callable")

    @functools.wraps(function)
    def call(*args, **kwargs):
        if not state.recording:
            return function(*args, **kwargs)
        return _run(function, args, kwargs)

    return call


def _run(function, args, kwargs):
    generators = k.random_state()
    start = next_seq()
    returned = function(*args, **kwargs)
    outputs = list(returned) if isinstance(returned, (list, tuple)) else [returned]
    frontier, kept = _frontier([y._node for y in outputs if y._node is not None], start)
    if not frontier:
        return returned
    plan = _Replay(function, args, kwargs, generators, frontier, kept, len(outputs))
    node = Node(
        _OPERATOR,
        None,
        tuple(n for n, _ in frontier),
        tuple(s for _, s in frontier),
        plan,
        tuple(kept),
        plan.stamp(kept),
        tuple(k.like(y._data) for y in outputs),
        outputs[0]._ctx,
    )
    linked = []
    for slot, y in enumerate(outputs):
        linked.append(wrap(y._data, y._ctx, type(y)))
        linked[-1]._node, linked[-1]._slot = node, slot
    return type(returned)(linked) if isinstance(returned, (list, tuple)) else linked[0]


def _frontier(nodes, start):
    """What was there before `start` and is used by the nodes made since; and those values that were
    kept."""
    found, kept, seen, stack = {}, [], set(), list(nodes)
    while stack:
        node = stack.pop()
        if node in seen or type(node) is Leaf or node.seq > start:
            continue
        seen.add(node)
        for i, (parent, slot) in enumerate(zip(node.parents, node.slots, strict=True)):
            if parent is None:
                continue
            if type(parent) is Leaf or parent.seq > start:
                found[parent, slot] = None
                kept += [
                    v
                    for v, s in zip(node.kept, getattr(node.plan, "saved", ()), strict=False)
                    if s == ("in", i) and hasattr(v, "_version")
                ]
            stack.append(parent)
    for node in nodes:
        if type(node) is Leaf or node.seq > start:
            raise GradientError(
                "checkpoint: the function returned one of its inputs unchanged; return a result."
            )
    return list(found), kept


class _Replay:
    """The plan of a checkpoint: run the function again, recorded, and walk back over what that
    recorded."""

    complete = False

    def __init__(self, function, args, kwargs, generators, frontier, kept, count):
        self.saved = (None,) * len(kept)  # only watched, never lifted
        self.function, self.args, self.kwargs = function, [_detachable(a) for a in args], kwargs
        self.generators, self.frontier = generators, frontier
        self.training, self.uses = state.training, frozenset(range(count))
        self.targets = tuple(range(len(frontier)))

    def stamp(self, kept):
        return tuple(x._version for x in kept)

    def run(self, F, node, gs):
        if self.stamp(node.kept) != node.stamp:
            return None
        return self.vjp(F, node.p, node.kept, gs)

    def vjp(self, F, p, kept, gs):
        before = k.random_state()
        k.set_random_state(self.generators)
        try:
            with second_run(self.training):
                returned = self.function(*(rebuild() for rebuild in self.args), **self.kwargs)
        finally:
            k.set_random_state(before)
        outputs = list(returned) if isinstance(returned, (list, tuple)) else [returned]
        raw = F is k
        heads = [(y, g) for y, g in zip(outputs, gs, strict=True) if y._node is not None]
        seeds = [wrap(g, y._ctx) if raw else g for y, g in heads]
        found = collect([y for y, _ in heads], seeds, self.frontier, not raw, not raw, cut=True)
        return [g._data if raw else g for g in found]


def _detachable(value):
    """A maker of the same argument with the same history, without holding the caller's array
    object."""
    if not isinstance(value, Handle):
        return lambda: value
    data, ctx, cls, node, slot = value._data, value._ctx, type(value), value._node, value._slot

    def rebuild():
        array = wrap(data, ctx, cls)
        array._node, array._slot = node, slot
        return array

    return rebuild


def _operator():
    slot, out = (
        In("whatever the function started from", variadic=True),
        Out("its results", variadic=True),
    )
    slot.name, out.name = "inputs", "outputs"

    def forward(F, p, *values):
        raise GradientError("checkpoint: a checkpointed function cannot be run as a graph.")

    return Op("checkpoint", [slot], [out], {}, forward=forward)


_OPERATOR = _operator()
