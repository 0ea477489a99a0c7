"""`mx.nd.CachedOp`: a symbol's graph called as one function of arrays.

A call runs a compiled program, one for every shape, dtype and mode that comes, and is one node of
the tape. What cannot be compiled runs operator by operator. What does not live here: symbols (only
the entries of one are read), the node's gradients (`cached_node.py`).
"""

from collections import OrderedDict

from .. import _kernels as k
from .._core import flags
from .._core.errors import MXNetError, NotDense, closest
from .._graph import outputs
from .._graph.calls import Illegal
from .._graph.compiled import compile_graph
from .._graph.custom import is_custom
from .._graph.inputs import name as input_name
from .._tape.node import Leaf, Node
from .._tape.state import state
from .._tape.watch import watch
from ..context import canonical, current_context, torch_device
from .cached_look import Look
from .cached_node import Graph, GraphPlan
from .handle import Handle, stored, wrap
from .invoke import write_out

__all__ = ["CachedOp"]

FLAGS = (
    "static_alloc", "static_shape", "inline_limit", "forward_bulk_size", "backward_bulk_size",
    "is_dynamic", "data_indices", "param_indices", "subgraph",
)  # fmt: skip

_FAILED = (RuntimeError, TypeError, ValueError, IndexError)


class CachedOp:
    """Calls the graph of a symbol on arrays, one for each of its variables.

    Parameters
    ----------
    sym : Symbol
    flags : sequence of (str, object)
        Those of 1.9.1, such as `static_alloc`; `param_indices` tells which inputs are the same
        arrays from call to call, so that looking at them is quick.

    Raises
    ------
    MXNetError
        A flag that there is not.

    Notes
    -----
    Inside `record()` a call is one node of the tape, whose backward is a compiled program. It
    can be differentiated again: then the graph is run a second time, operator by operator. Graphs
    with `Custom` operators, or whose shapes depend on values, always run that way.

    Examples
    --------
    >>> import mxnet as mx
    >>> op = mx.nd.CachedOp(mx.sym.var("a") + 1)
    >>> op(mx.nd.array([1, 2])).asnumpy().tolist()
    [2.0, 3.0]
    """

    __slots__ = ("handle", "is_np_sym", "flags", "_graph", "_forms", "_recent", "_hook",
                 "_steady", "__weakref__")  # fmt: skip

    def __init__(self, sym, flags=()):
        self.handle, self.is_np_sym = sym, False
        self.flags = tuple((name, value) for name, value in flags)
        for name, _ in self.flags:
            if name not in FLAGS:
                raise MXNetError(f"Cannot find argument {name!r}.{closest(name, FLAGS)}")
        self._graph, self._hook = Graph(sym._entries), None
        self._steady = _indices(dict(self.flags).get("param_indices"))
        self._forms, self._recent = OrderedDict(), {}

    def __call__(self, *args, out=None, default_ctx=None):
        """The outputs for arrays in the order of the symbol's `list_inputs`.

        Parameters
        ----------
        *args : NDArray
        out : NDArray or list of NDArray, optional
            Where to write the outputs.
        default_ctx : Context, optional
            Where a graph without inputs computes; the current context where left out.

        Returns
        -------
        NDArray or list of NDArray

        Raises
        ------
        MXNetError
            More or fewer arrays than variables, arrays on several devices, or an operator that
            refuses what reaches it; the message names its node.
        """
        if state.tracer is not None:  # part of a larger graph, node by node
            return self._shown(self._graph.run(args, self._hook), out)
        if watch.looks or self._hook is not None:
            self._checked(args, default_ctx)
            return self._shown(self._graph.run(args, self._hook), out)
        recording = state.recording
        recent, found = self._recent.get((recording, state.training)), None
        if recent is not None:
            look = recent.look
            try:
                found = look.read(args, look.known)
            except (AttributeError, ValueError, NotDense):  # no arrays, or another number of them
                found = None
        if found is None:
            if any(_is_sparse(x) for x in args):  # programs hold tensors alone
                self._checked(args, default_ctx)
                return self._shown(self._graph.run(args), out)
            recent, found = self._other(args, recording, default_ctx)
        form, ctx = recent.form, recent.ctx
        datas = found[0] if recording else found
        if form.run is None:
            return self._shown(self._graph.run(args), out)
        generators = k.random_state() if form.random else None
        try:
            results = form.run(*datas)
        except Illegal:  # a program that is wrong in itself
            raise
        except _FAILED:  # node by node, so that the error says at which node
            return self._shown(self._graph.run(args), out)
        heads = form.heads
        if form.states and not state.again:
            for i, place in form.states:
                k.assign(datas[i], results[place])
        if form.plan is not None:
            made = _recorded(self._graph, form, found, results, ctx, generators)
        elif heads == 1:
            made = [wrap(results[0], ctx)]
        else:
            made = [wrap(t, ctx) for t in results[:heads]]
        if out is None:
            return made[0] if heads == 1 else made
        return self._shown(made, out)

    def _shown(self, results, out):
        if out is not None:
            count = len(out) if isinstance(out, (list, tuple)) else 1
            if count != len(results):
                raise MXNetError(f"CachedOp: out has {count} arrays for {len(results)} outputs")
            return write_out(self._graph.op, results, out)
        return results[0] if len(results) == 1 else results

    def _register_op_hook(self, callback, monitor_all=False):
        """Have `callback(name, operator, array)` called for every output of every operator, and
        for its inputs too with `monitor_all`. None takes it off."""
        if callback is None:
            self._hook = None
            return

        def told(node, inputs, made):
            op = node.op.name
            if monitor_all:
                for i, x in enumerate(inputs):
                    callback(f"{node.name}_{input_name(node, i)}", op, x)
            for name, x in zip(outputs.names(node), made, strict=False):
                callback(name, op, x)

        self._hook = told

    # ------------------------------------------------------------------- what fits a call

    def _other(self, args, recording, default_ctx):
        """The program for arrays unlike those of the last call, and their tensors."""
        ctx = self._checked(args, default_ctx)
        datas = tuple([x._data for x in args])
        wants = tuple([bool(recording) and x._node is not None for x in args])
        key = (state.training, wants, tuple([(d.shape, d.dtype) for d in datas]), ctx)
        form = self._forms.get(key)
        if form is None:
            form = self._forms[key] = _Form(self._graph, datas, wants, ctx)
            while len(self._forms) > max(flags.GRAPH_CACHE.value, 1):
                self._forms.popitem(last=False)
        else:
            self._forms.move_to_end(key)
        recent = _Recent(form, ctx, Look(args, ctx, recording, self._steady))
        if args:
            self._recent[recording, state.training] = recent
        if not recording:
            return recent, datas
        nodes, slots = tuple([x._node for x in args]), tuple([x._slot for x in args])
        return recent, (datas, nodes, slots)

    def _checked(self, args, default_ctx):
        """The context of the arrays; a refusal of what cannot be one call."""
        variables = self._graph.variables
        if len(args) != len(variables):
            names = ", ".join(node.name for node in variables)
            raise MXNetError(
                f"CachedOp: {len(args)} arrays came for {len(variables)} inputs: {names}"
            )
        for x in args:
            if not isinstance(x, Handle):
                raise TypeError(f"CachedOp takes NDArrays, not {type(x).__name__}")
        if not args:
            return canonical(default_ctx or current_context())
        ctx, device = args[0]._ctx, stored(args[0]).device
        for node, x in zip(variables, args, strict=True):
            if stored(x).device != device or x._ctx.device_id != ctx.device_id:
                raise MXNetError(
                    "CachedOp requires all inputs to live on the same context. But "
                    f"{variables[0].name} is on {ctx} while {node.name} is on {x._ctx}"
                )
        return ctx


def _is_sparse(x):
    """Whether an array, or the gradient that its variable wants, is sparse."""
    if not isinstance(x, Handle):
        return False
    return x._sparse or type(x._node) is Leaf and state.recording and x._node.sink.sparse


def _indices(value):
    """Numbers of inputs, given as numbers or as text."""
    if value is None:
        return None
    if isinstance(value, str):
        value = [part for part in value.strip("[]() ").split(",") if part.strip()]
    return frozenset(int(i) for i in value)


class _Recent:
    """The last call of one mode: its program, its context and what its arrays were like."""

    __slots__ = ("form", "ctx", "look")

    def __init__(self, form, ctx, look):
        self.form, self.ctx, self.look = form, ctx, look


class _Form:
    """The program for one set of shapes, dtypes, wanted gradients and mode; `run` is None where
    the graph has to be run operator by operator.

    Attributes
    ----------
    run : callable or None
        Tensors to outputs, new states and, where gradients are wanted, what backward reads.
    heads, kept : int
        How many outputs there are; where what backward reads starts.
    states : list of (int, int)
        Argument and result: new values of states.
    plan : GraphPlan or None
    random : bool
        Whether the generators' state is needed to run the graph again.
    """

    __slots__ = ("run", "heads", "kept", "states", "plan", "watched", "likes", "random", "program")

    def __init__(self, graph, datas, wants, ctx):
        self.heads, self.plan, self.random = len(graph.heads), None, False
        self.run, self.program = None, _program(graph, datas, wants, ctx)
        if self.program is None:
            return
        program, places = self.program, {n.name: i for i, n in enumerate(graph.variables)}
        self.states = [(places[name], self.heads + j) for j, name in enumerate(program.states)]
        self.kept = self.heads + len(self.states)
        if not any(wants):
            self.run = program.function("forward")
            return
        facts = program.kept()
        targets = tuple(i for i, want in enumerate(wants) if want)
        states = [i for i, _ in self.states]
        self.plan = GraphPlan(graph, program, facts, targets, states, state.training)
        self.random, self.watched, self.likes = facts.random, sorted(facts.heads), None
        self.run = program.function("forward_saving")


def _program(graph, datas, wants, ctx):
    """The compiled graph, or None where there is none."""
    names = [node.name for node in graph.variables]
    if not flags.EXEC_COMPILE.value or any(is_custom(node.op) for node in graph.order):
        return None
    shapes = {name: tuple(d.shape) for name, d in zip(names, datas, strict=True)}
    dtypes = {name: k.dtype_name(d) for name, d in zip(names, datas, strict=True)}
    wanted = [name for name, want in zip(names, wants, strict=True) if want]
    try:
        return compile_graph(
            graph.heads, names, shapes, dtypes, bool(state.training), wanted, bool(wanted),
            torch_device(ctx),
        )  # fmt: skip
    except MXNetError:  # where the arrays are at fault, running node by node says at which node
        return None


def _recorded(graph, form, found, results, ctx, generators):
    """The outputs as arrays, with the tape's node of the call behind them."""
    datas, parents, slots = found
    heads, likes = form.heads, form.likes
    if heads > 1 and likes is None:
        likes = form.likes = tuple(k.like(t) for t in results[:heads])
    versions = [d._version for d in datas]
    versions.append([(results[i], results[i]._version) for i in form.watched])
    kept = (*results[form.kept :], *datas, versions, generators)
    node = Node(graph.op, graph, parents, slots, form.plan, kept, versions, likes, ctx)
    if heads == 1:
        array = wrap(results[0], ctx)
        array._node = node
        return [array]
    made = []
    for slot in range(heads):
        array = wrap(results[slot], ctx)
        array._node, array._slot = node, slot
        made.append(array)
    return made
