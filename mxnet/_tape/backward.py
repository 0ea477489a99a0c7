"""The walk back over the tape: one function for `backward`, `grad` and higher orders.

It pops the newest node first, so every cotangent is complete when its node is reached; it never
recurses.
What does not live here: the rules, and what an array is; both are handed in.
"""

from heapq import heappop, heappush

from .._core.errors import GradientError
from .node import Leaf, next_seq
from .state import state
from .watch import told, watch

__all__ = ["backward", "Unreached"]


class Unreached:
    """What `backward` returns for a target that no head depends on."""


def backward(heads, F, *, lift=None, retain=False, targets=None, cut=False):
    """Run the rules from `heads` back to the leaves.

    Parameters
    ----------
    heads : list of (Node or Leaf, int, cotangent)
        Where to start.
    F : world
        What the rules call: the kernels themselves, or the recorded world for higher orders.
    lift : callable, optional
        `node -> kept values` as that world's arrays; left out, the kept tensors are used as they
        are.
    retain : bool
        Keep what the nodes saved, so that the walk can be repeated.
    targets : list of (Node or Leaf, int), optional
        Return the cotangents of these, in order, instead of feeding the leaves' sinks.
    cut : bool
        Do not go on behind a target: each one's cotangent is then without what comes to it by way
        of another.

    Returns
    -------
    list
        Cotangents of the targets (None: zero; `Unreached`: no path leads there), or an empty list.

    Raises
    ------
    GradientError
        The graph was freed, an operator has no gradient, or a kept array was written to since.
    """
    outer = state.walk
    try:
        return _walk(heads, F, lift, retain, targets, cut)
    finally:
        state.walk = outer


def _walk(heads, F, lift, retain, targets, cut):
    pending, heap, owned, leaves = {}, [], set(), []
    wanted = None if targets is None else _ancestors_of(targets, heads)
    collect = {} if targets is None else {node: {} for node, _ in targets}
    plain = lift is None and not watch.depth
    now = next_seq()
    state.walk = retain, heap if targets is None and lift is None else None
    for node, slot, g in heads:
        _arrive(F, pending, heap, owned, node, slot, g)
    node, gs = None, []
    while True:
        if node is None:
            if not heap:
                break
            node = heappop(heap)[1]
            gs = pending.pop(node)
        if node.hooks is not None:
            gs = _run_hooks(node, gs)
        if wanted is not None:
            if node in collect:
                collect[node] = dict(enumerate(gs))
            if not wanted[node] or cut and node in collect:
                node = None
                continue
        if type(node) is Leaf:
            leaves.append((node, gs[0]))
            node = None
            continue
        plan, parents = node.plan, node.parents
        if plain and node.likes is None and gs[0] is not None and parents and plan is not None:
            found = plan.run(F, node, gs)  # the usual case of _cotangents
            if found is None:
                raise _written_since(node)
        else:
            found = _cotangents(F, lift, node, gs)
        if not retain:
            node.kept, node.parents, node.stamp = None, (), now
        if len(found) == 1 and not heap and plan.complete and found[0] is not None:
            parent = parents[plan.targets[0]]
            if parent.likes is None and parent.kept is not None:
                node, gs = parent, found  # nothing else is waiting: go straight on
                continue
        every, slots = plan.complete and found is not NOTHING, node.slots
        for i, g in zip(plan.targets, found):
            parent = parents[i]
            if g is None or (parent.kept is None and _is_constant(parent, node)):
                every = False
            elif parent in pending or parent.likes is not None:
                _arrive(F, pending, heap, owned, parent, slots[i], g)
            else:
                pending[parent] = [g]
                heappush(heap, (parent.seq, parent))
        if not every:  # a path with zero gradient still reaches its leaves
            for parent in parents:
                if parent is None or parent in pending:
                    continue
                if parent.kept is not None or not _is_constant(parent, node):
                    _touch(pending, heap, parent)
        node = None
    if targets is not None:
        return [collect[node].get(slot, Unreached) for node, slot in targets]
    if not leaves:
        raise GradientError(
            "backward: everything behind the heads was freed by an earlier backward before they "
            "were recorded, so no variable gets a gradient; give retain_graph=True there."
        )
    for leaf, g in leaves:
        leaf.sink(g)
        leaf.fresh = True
    return []


NOTHING = ()


def _is_constant(freed, child):
    """Whether a freed node had been freed before `child` was recorded: what it made was a constant
    by then, as a state that a loop carries from step to step is.

    A child recorded before would lose a part of its gradient; that is an error.
    """
    return child.seq < freed.stamp


def _cotangents(F, lift, node, gs):
    """Run one node's rules; `NOTHING` where no gradient passes."""
    plan = node.plan
    if node.kept is None or plan is None:
        raise _no_rules(node)
    if not plan.targets or (gs[0] is None and all(g is None for g in gs)):
        return NOTHING
    if node.likes is not None:
        gs = [
            F.zeros_like(node.likes[i]) if g is None and i in plan.uses else g
            for i, g in enumerate(gs)
        ]
    if lift is None:
        found = plan.run(F, node, gs)
    elif plan.stamp(node.kept) != node.stamp:
        found = None
    else:
        found = plan.vjp(F, node.p, lift(node), gs)
    if found is None:
        raise _written_since(node)
    if watch.depth:
        watch.backward(node, found)
    return found


def _no_rules(node):
    if node.kept is None:
        return GradientError(
            f"{told(node)}: the recorded graph was freed by an earlier backward; give "
            f"retain_graph=True "
            "there to use it twice."
        )
    return GradientError(
        f"Operator {told(node)} is non-differentiable because it has no gradient; take it out of "
        f"the "
        "recorded part with detach() or autograd.pause()."
    )


def _touch(pending, heap, node):
    likes = node.likes
    gs = pending[node] = [None] * (1 if likes is None else len(likes))
    heappush(heap, (node.seq, node))
    return gs


def _arrive(F, pending, heap, owned, node, slot, g):
    """Add a cotangent to what has arrived for one output of a node."""
    gs = pending.get(node)
    if gs is None:
        gs = _touch(pending, heap, node)
    before = gs[slot]
    if before is None:
        gs[slot] = g
    elif (node, slot) in owned:
        gs[slot] = F.add_(before, g)
    else:
        gs[slot] = F.add(before, g)
        owned.add((node, slot))


def _run_hooks(node, gs):
    """The cotangents of a node's outputs, as its hooks change them."""
    gs = list(gs)
    for slot, hook in list(node.hooks):
        if gs[slot] is not None:
            changed = hook(gs[slot])
            if changed is not None:
                gs[slot] = changed
    return gs


def _ancestors_of(targets, heads):
    """For every node behind the heads, whether a target lies behind it (or it is one)."""
    aims = {node for node, _ in targets}
    found, stack = {}, [node for node, _, _ in heads]
    while stack:
        node = stack.pop()
        if node not in found:
            found[node] = node in aims
            if type(node) is not Leaf:
                stack.extend(p for p in node.parents if p is not None)
    for node in sorted(found, key=lambda n: -n.seq):
        if type(node) is not Leaf:
            found[node] = found[node] or any(found[p] for p in node.parents if p is not None)
    return found


def _written_since(node):
    kept = [s for s in node.plan.saved if s]
    now = node.plan.stamp(node.kept)
    name = "an array"
    if len(kept) == len(now):
        at = next(i for i, (a, b) in enumerate(zip(node.stamp, now, strict=True)) if a != b)
        kind, i = kept[at]
        name = repr((node.op.inputs if kind == "in" else node.op.outputs)[i].name)
    return GradientError(
        f"{told(node)}: {name}, kept for its gradient, was written to after it was recorded; "
        "copy the array before changing it in place, or call backward first."
        + ("" if node.where else " Under autograd.detect_anomaly() the line of the call is named.")
    )
