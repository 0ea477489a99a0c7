"""Loops and branches in a program: their graphs are compiled, and a whole loop is one call.

Forward and gradient are Python loops over the compiled graph. What its backward reads is stacked
over the steps, so that programs pass arrays to each other and nothing else. What does not live
here: loops over arrays of the public API (`mxnet/ndarray/control_run.py`).
"""

from .._core.rules import Like
from .._tape.node import Node
from .branch import Branch
from .calls import Value
from .foreach import Foreach
from .while_loop import While
from .world import Untraceable

__all__ = ["written"]

_KINDS = {"_foreach": Foreach, "_while_loop": While, "_cond": Branch}


def written(world, node, xs, train):
    """Write a node with graphs of its own down; its outputs, then the new states."""
    if world.compiler is None:
        raise Untraceable(f"{world.label}: nothing is there that compiles its graphs")
    wanted = tuple(i for i, x in enumerate(xs) if x in world.origin and x.dtype.is_floating_point)
    if world.recording and any(x in world.origin for x in xs):
        raise Untraceable(f"{world.label}: a loop inside a forward that is differentiated itself")
    label, metas = world.label, [x.meta for x in xs]
    run = _KINDS[node.op.name](node, metas, wanted, train, world.device, world.compiler)
    results = world.write(
        node.op.name, xs, {}, run.metas, listed=True, random=run.random, opaque=run.forward
    )
    world.label = label
    shown = results[: run.count]
    if wanted:
        _add_node(world, node, run, xs, shown, results[run.count + run.states :], wanted)
    return results[: run.count + run.states]


def _add_node(world, node, run, xs, outs, kept, wanted):
    parents = tuple(world.origin[x][0] if i in wanted else None for i, x in enumerate(xs))
    slots = tuple(world.origin[x][1] if i in wanted else 0 for i, x in enumerate(xs))
    plan = _LoopPlan(run, xs, outs, wanted, world.label)
    likes = tuple(Like(x) for x in outs) if len(outs) > 1 else None
    made = Node(node.op, node.params(), parents, slots, plan, kept, (), likes, None)
    for i, x in enumerate(outs):
        world.origin[x] = made, i


class _LoopPlan:
    """The plan of a loop in a program: its gradient is one call too."""

    __slots__ = ("targets", "uses", "complete", "saved", "_run", "_xs", "_label")

    def __init__(self, run, xs, outs, wanted, label):
        self.targets, self.complete, self.saved = wanted, True, ()
        self.uses = frozenset(i for i, x in enumerate(outs) if x.dtype.is_floating_point)
        self._run, self._xs, self._label = run, xs, label

    def run(self, F, node, gs):
        """The cotangents, written down in `F`."""
        F.label = f"gradient of {self._label}"
        run, xs = self._run, self._xs
        gs = [g if type(g) is Value else None for g in gs]
        args = (*[xs[i] for i in run.read], *node.kept, *gs)
        metas = [xs[i].meta for i in self.targets]
        found = F.write(f"{node.op.name}_gradient", args, {}, metas, listed=True,
                        random=run.random, opaque=run.backward)  # fmt: skip
        return found
