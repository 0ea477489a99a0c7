"""The tape's node of a whole graph: a compiled backward, and the graph again for higher orders.

What does not live here: which program runs (`cached.py`), or programs (`mxnet/_graph/`).
"""

from .. import _kernels as k
from .._core.errors import GradientError, MXNetError
from .._core.op import In, Op, Out
from .._graph.custom import is_custom
from .._graph.ir import topological
from .._graph.opened import closed_by
from .._graph.opening import open_shape
from .._tape.backward import Unreached
from .._tape.backward import backward as walk
from .._tape.state import scope, state
from .._tape.watch import watch
from .cached_landing import Landing
from .control_run import run_control
from .handle import stored, wrap
from .invoke import invoke
from .world import lift, recorded

__all__ = ["Graph", "GraphPlan", "call_node"]


class Graph:
    """A symbol's graph as one operator: its order, its variables, and how it runs node by node.

    Attributes
    ----------
    heads : tuple of (Node, int)
    order, variables : list of Node
        All nodes; those that are given.
    op : Op
        What errors and the tape call it.
    """

    __slots__ = ("heads", "order", "variables", "op", "_open")

    def __init__(self, heads):
        self.heads = tuple(heads)
        self.order = topological(heads)
        self.variables = [node for node in self.order if node.op is None]
        self._open = any(open_shape(node) is not None for node in self.order)
        self.op = _operator([node.name for node in self.variables], len(self.heads))

    def run(self, arrays, watch=None):
        """The outputs for one array per variable, operator by operator, recorded as such.

        Parameters
        ----------
        arrays : sequence of Handle
        watch : callable, optional
            `(node, inputs, outputs)`, called behind every operator.
        """
        if self._open:
            return self._closed(arrays).run(arrays, watch)
        values = {node: [x] for node, x in zip(self.variables, arrays, strict=True)}
        for node in self.order:
            if node.op is None:
                continue
            inputs = [values[n][i] for n, i in node.inputs]
            values[node] = call_node(node, inputs)
            if watch is not None:
                watch(node, inputs, values[node])
        return [_owned(values[node][i]) if node.op is None else values[node][i]
                for node, i in self.heads]  # fmt: skip

    def _closed(self, arrays):
        """The graph with the sizes that arrays made from nothing leave open."""
        names = [node.name for node in self.variables]
        shapes = {name: x.shape for name, x in zip(names, arrays, strict=True)}
        dtypes = {name: k.dtype_name(stored(x)) for name, x in zip(names, arrays, strict=True)}
        made = Graph(closed_by(self.heads, shapes, dtypes))
        made._open = False  # what nothing decides stays empty
        return made


def call_node(node, inputs, homes=None):
    """The visible outputs of a graph's node for its inputs, as a list of arrays.

    `homes` is a dict where nodes of the program's own operators keep these from call to call.
    """
    if node.subgraphs:
        graphs = node._parsed.get("graphs")
        if graphs is None:
            graphs = node._parsed["graphs"] = [Graph(heads) for heads in node.subgraphs]
        return run_control(node, graphs, inputs)
    p = node.params(state.training) if node.op.mode else node.params()
    if homes is not None and is_custom(node.op):
        p.arguments.home = homes.setdefault(node, {})
    try:
        made = invoke(node.op, p, node.aligned(inputs))
    except MXNetError as error:
        raise type(error)(f"Error in operator {node.told()}: {error}") from error.__cause__
    made = list(made) if isinstance(made, (list, tuple)) else [made]
    if watch.looks:
        _look(node, made)
    return made


def _look(node, made):
    """Refuse what is not finite: `watch` itself sees recorded calls only."""
    for i, x in enumerate(made):
        if watch.bad(k.to_dense(stored(x))):
            raise MXNetError(
                f"Error in operator {node.told()}: {node.op.name} gave a NaN or Inf in output {i}."
            )


def _owned(x):
    """A variable that is an output too, as an array of its own."""
    if state.tracer is not None:
        return x
    if x._sparse:
        return x.copy()
    return recorded.identity(x) if state.recording else wrap(k.own(x._data), x._ctx, type(x))


def _operator(names, count):
    ins, outs = [In() for _ in names], [Out() for _ in range(count)]
    for slot, name in zip(ins, names, strict=True):
        slot.name = name
    for i, slot in enumerate(outs):
        slot.name = f"output{i}"

    def forward(F, p, *values):
        raise MXNetError("CachedOp: a graph that was called is no operator of another graph.")

    return Op("CachedOp", ins, outs, {}, forward=forward)


class GraphPlan:
    """The plan of a compiled graph's node.

    A node keeps what the program's backward reads, then all arguments, then their versions, then
    the state of the random generators where the graph draws. The arguments and the generators are
    for gradients of gradients: those run the graph again, operator by operator, on the tape.
    """

    __slots__ = ("saved", "targets", "uses", "_graph", "_program", "_landing", "_facts",
                 "_states", "_training", "_watched", "_later")  # fmt: skip

    complete = False

    def __init__(self, graph, program, facts, targets, states, training):
        inputs = len(graph.variables)
        self._graph, self._program, self._facts = graph, program, facts
        self._landing = Landing(program, targets)
        self.targets, self._states, self._training = targets, frozenset(states), training
        self.uses = facts.seeds
        given = [("in", i) for i in range(inputs)]
        self.saved = (*[None] * facts.count, *given, None, None)
        self._watched = [(facts.count + i, i) for i in sorted(facts.inputs)]
        self._later = [(facts.count + i, i) for i in range(inputs) if i not in self._states]

    def stamp(self, kept):
        """The versions that the node kept; `run` and `vjp` compare them, naming the array."""
        return kept[-2]

    def run(self, F, node, gs):
        """The gradients of the wanted arguments, by the compiled backward."""
        kept, count = node.kept, self._facts.count
        versions = kept[-2]
        for place, i in self._watched:
            if kept[place]._version != versions[i]:
                raise self._written(i)
        for output, version in versions[-1]:
            if output._version != version:
                raise self._written(None)
        retain, waiting = state.walk
        places, buffers = self._landing.choose(node.parents, gs, kept[count:-2], waiting)
        lent, saved = self._facts.lent, list(kept[:count])
        held = {k.memory_of(x) for x in saved} if lent else ()
        if retain:
            found = self._program.backward_into(saved, gs, buffers, places)
        else:  # the program lets go of what it has read
            node.kept = kept = versions = None
            found = self._program.backward_into(saved, gs, buffers, places, True)
        if not lent and not places:
            return found
        found = list(found)
        for i, buffer in zip(places, buffers, strict=True):
            found[i] = buffer
        for i in lent:
            if k.memory_of(found[i]) in held:
                found[i] = k.own(found[i])
        return found

    def vjp(self, F, p, kept, gs):
        """The gradients as arrays on the tape: the graph is run again in the recorded world."""
        count, versions = self._facts.count, kept[-2]
        for place, i in self._later:
            if kept[place]._data._version != versions[i]:
                raise self._written(i)
        arrays = list(kept[count : count + len(self._graph.variables)])
        for i in self._states:
            arrays[i] = wrap(k.own(arrays[i]._data), arrays[i]._ctx)
        for i in self.targets:  # a place on the tape of its own: the walk back ends there
            arrays[i] = recorded.identity(arrays[i])
        before = k.random_state()
        if kept[-1] is not None:
            k.set_random_state(kept[-1])
        try:
            with scope(True, self._training):
                heads = self._graph.run(arrays)
        finally:
            k.set_random_state(before)
        starts = [(x._node, x._slot, g) for x, g in zip(heads, gs, strict=True)
                  if x._node is not None and g is not None]  # fmt: skip
        ends = [(arrays[i]._node, 0) for i in self.targets]
        found = walk(starts, F, lift=lift, retain=True, targets=ends)
        return [None if g is Unreached else g for g in found]

    def _written(self, i):
        told = "an output" if i is None else repr(self._graph.variables[i].name)
        return GradientError(
            f"CachedOp: {told}, kept for its gradient, was written to after it was recorded; "
            "copy the array before changing it in place, or call backward first."
        )
