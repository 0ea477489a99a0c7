"""Tracing: a block's `forward` is run once on arrays without values, and what it computes becomes
a graph.

What does not live here: those arrays (`_traced.py`), the call of the graph (`_compiled.py`).
"""

import linecache
import os
from collections import OrderedDict

from .._core import dtypes
from .._core.errors import MXNetError
from .._graph import custom, outputs
from .._graph.infer import evaluate
from .._graph.ir import Node
from .._tape.node import Leaf
from .._tape.state import scope, state
from ..attribute import AttrScope
from ..context import canonical, current_context
from ..name import NameManager
from ..ndarray import NDArray
from ..ndarray.handle import Handle, wrap
from ..ndarray.invoke import invoke
from ..ndarray.operators import ops
from ..symbol import Symbol
from ..symbol.control_flow import cond as conditional
from ..symbol.entries import wrapped
from ..symbol.history import attributes_of, given_inputs
from ._compiled import Program
from ._traced import Blank, Traced, ValueNeeded
from ._waiting import epoch, untraced

__all__ = ["TracedCalls", "has_symbol"]

_HOME = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "")
_NOTHING = wrap(None, None)  # where an array goes
_LIMIT = 64  # graphs of one block; with more shapes than these, the oldest are forgotten


class TracedCalls:
    """Calls a block by graphs, one for every form of arguments: shapes, dtypes, plain values.

    Parameters
    ----------
    block : HybridBlock
    flags : list of (str, object)
        For `CachedOp`.
    """

    def __init__(self, block, flags):
        self.block, self.flags = block, flags
        self.graphs, self.hook = OrderedDict(), None

    def listen(self, hook):
        """Tell a hook of what operators compute; see `Program.listen`."""
        self.hook = hook
        for program, *_ in self.graphs.values():
            if program is not None:
                program.listen(hook)

    def __call__(self, args):
        arrays = []
        if any(isinstance(x, NDArray) and x._sparse for x in args):  # graphs hold tensors alone
            return self.block._forward_by_name(args)
        key = (state.training, current_context(), _form(args, arrays))
        found = self.graphs.get(key)
        if found is None:
            found = self.graphs[key] = self._traced(args)
            if len(self.graphs) > _LIMIT:
                self.graphs.popitem(last=False)
        program, rebuild, graph, held = found
        if program is None:
            return rebuild([])
        own = self.block.__dict__  # what `export` writes is the graph of the last call
        own["_cached_graph"], own["_held"] = graph, held
        return rebuild(program.run(arrays, arrays[0]._ctx if arrays else None))

    def _traced(self, args):
        trace = Trace()
        variables, given = [], []
        several = sum(1 for _ in _leaves(args)) > 1
        for x in _leaves(args):
            name = f"data{len(variables)}" if several else "data"
            variables.append(trace.variable(name))
            given.append(trace.array((variables[-1], 0), x.shape, x.dtype, x._ctx))
        made = trace.run(self.block, _rebuilt(args, iter(given)))
        leaves = list(_leaves(made))
        if not leaves:
            return None, lambda _: made, (), {}
        out = wrapped([trace.entry(x) for x in leaves])
        inputs = [wrapped([(node, 0)]) for node in variables]
        program = Program(inputs, out, trace.sources(), self.flags)
        program.listen(self.hook)
        made = _rebuilt(made, iter([_NOTHING] * len(leaves)))
        return program, lambda results: _rebuilt(made, iter(results)), (inputs, out), trace.held()


class Trace:
    """One run of a block: what its operators are told to, instead of computing.

    Attributes
    ----------
    params : dict of Parameter to Node
    constants : dict of int to (NDArray, Node)
        Arrays that the block brings along, by identity.
    """

    def __init__(self):
        self.params, self.constants, self.names = {}, {}, set()

    def run(self, block, args):
        """The outputs of a block's `forward`."""
        before, state.tracer = state.tracer, self
        epoch.now += 1  # nothing that was kept may be used in place of what is traced
        try:
            with NameManager(), scope(True, None):
                return block._forward_by_name(args)
        except ValueNeeded as error:
            raise _told(block, error) from error
        finally:
            state.tracer = before
            epoch.now += 1

    # ------------------------------------------------------------------- what is there

    def variable(self, name):
        """A new variable's node."""
        return Node(None, self._unique(name))

    def _unique(self, name):
        found, number = name, 0
        while found in self.names:
            number += 1
            found = f"{name}_{number}"
        self.names.add(found)
        return found

    def array(self, entry, shape, dtype, ctx):
        """A traced array that stands for an output of a node."""
        return wrap(Blank(entry, shape, dtypes.to_name(dtype)), ctx, Traced)

    def parameter(self, param, data):
        """The traced array that stands for a parameter."""
        node = self.params.get(param)
        if node is None:
            node = self.params[param] = param.var()._entries[0][0]
            self.names.add(node.name)
        return self.array((node, 0), data.shape, data.dtype, data._ctx)

    def entry(self, x):
        """The output of a node that an array stands for; an array with values is a constant."""
        blank = x._data
        if type(blank) is Blank:
            return blank.entry
        known = self.constants.get(id(x))
        if known is None:
            if x._node is not None and type(x._node) is not Leaf:
                raise MXNetError(
                    "a block that is traced computes with an array that was recorded outside of "
                    "it. Give it as an argument, or detach() it."
                )
            name = NameManager.current.get(None, "constant")
            known = self.constants[id(x)] = x, self.variable(name)
        return known[1], 0

    def sources(self):
        """What gives the array of every variable that is no argument, by name."""
        found = {node.name: param for param, node in self.params.items()}
        found.update(self.held())
        return found

    def held(self):
        """The constants by name."""
        return {node.name: Held(x) for x, node in self.constants.values()}

    # ------------------------------------------------------------------- what is called

    def call(self, op, p, inputs, out=None):
        """The traced outputs of a call of an operator."""
        if out is not None:
            raise MXNetError(f"{op.name}: a block that is traced cannot write to out=")
        pairs = given_inputs(op, p, [(x, 0) for x in inputs])
        arrays = [x for x, _ in pairs]
        for x in arrays:
            if not isinstance(x, Handle):
                return self._refused(op, p, inputs)
        name = self._unique(NameManager.current.get(None, op.name.lower().lstrip("_")))
        attrs = {**AttrScope.current.get(None), **attributes_of(op, p, len(inputs))}
        if "open" in op.traits:
            del attrs["arguments"]
            attrs.update(p.arguments.keywords)
        node = Node(op, name, attrs, [self.entry(x) for x in arrays])
        ctx = next((x._ctx for x in arrays), None) or canonical(current_context())
        made = [
            self.array((node, i), shape, dtype, ctx)
            for i, (shape, dtype) in enumerate(self._results(node, arrays))
        ]
        if not state.recording and op.name != "BlockGrad":
            made = [ops.stop_gradient(x) for x in made]
        return made[0] if len(made) == 1 and not op.listed else made

    def cond(self, pred, then_func, else_func):
        """What one of two functions gives, as a condition says when the graph runs."""
        if not isinstance(pred, NDArray) or type(pred._data) is not Blank:
            return then_func() if pred else else_func()
        results = []

        def symbols_of(function):
            results.append(function())
            return [wrapped([self.entry(x)]) for x in _leaves(results[-1])]

        made = conditional(
            wrapped([self.entry(pred)]),
            lambda: symbols_of(then_func),
            lambda: symbols_of(else_func),
        )
        first, second = ([(x.shape, x.dtype) for x in _leaves(each)] for each in results)
        if first != second:
            raise MXNetError(f"cond: one branch gives {first}, the other {second}")
        arrays = [
            self.array(symbol._entries[0], x.shape, x.dtype, x._ctx)
            for symbol, x in zip(made, _leaves(results[0]), strict=True)
        ]
        return _rebuilt(results[0], iter(arrays))

    @staticmethod
    def _results(node, arrays):
        """Shapes and dtypes of the outputs that the caller sees."""
        shapes = [x.shape for x in arrays]
        kinds = [dtypes.to_name(x.dtype) for x in arrays]
        if "by_value" in node.op.traits:
            found = None
        elif custom.is_custom(node.op):
            found = custom.inferred(node, shapes, kinds)[1]
        else:
            found = evaluate(node, shapes, kinds)
        if found is None:
            raise ValueNeeded(f"the shape of what {node.op.name} computes depends on values")
        return found[: outputs.visible(node)]

    @staticmethod
    def _refused(op, p, inputs):
        """What the operator says of arguments that are no arrays."""
        with untraced():
            return invoke(op, p, [None if type(x) is Traced else x for x in inputs])


class Held:
    """An array that a traced block brought along, in the place of a parameter."""

    __slots__ = ("array",)

    def __init__(self, array):
        self.array = array

    def data(self, ctx=None):
        """The array."""
        return self.array

    def _reduce(self):
        return self.array.detach()


def _told(block, error):
    """The error that names the user's line that needed values."""
    place, trace = None, error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if not file.startswith((_HOME, "<mxnet ", "<frozen ")):
            place = file, trace.tb_lineno
        trace = trace.tb_next
    told = ""
    if place is not None:
        line = linecache.getline(*place).strip()
        told = f" at {place[0]}:{place[1]}" + (f" (`{line}`)" if line else "")
    return MXNetError(
        f"{block.name}: forward needs the values of an array{told}, but a hybridized block is "
        "traced without values: it may look at shapes and dtypes, and may not branch on what "
        "arrays hold. Use mx.nd.where or mx.nd.contrib.cond in its place, or do not hybridize this "
        f"block. ({error})"
    )


def _form(value, arrays):
    """What a graph depends on, in a form that can be compared; collects the arrays."""
    if isinstance(value, NDArray):
        arrays.append(value)
        data = value._data
        return data.shape, data.dtype, value._ctx
    if isinstance(value, (list, tuple)):
        return (type(value), *[_form(each, arrays) for each in value])
    if isinstance(value, dict):
        return dict, tuple([(key, _form(each, arrays)) for key, each in value.items()])
    if isinstance(value, Symbol):
        raise ValueError(
            "In HybridBlock, we do not support mixed NDArrays and Symbols types for the input. "
            "Please check the type of the args.\n"
        )
    try:
        hash(value)
    except TypeError:
        raise TypeError(
            "a hybridized block takes arrays, nested lists and dicts of them, and values that can "
            f"be hashed; not {type(value).__name__}"
        ) from None
    return type(value), value


def has_symbol(args):
    """Whether there is a symbol in nested lists and tuples."""
    return any(
        isinstance(each, Symbol) or isinstance(each, (list, tuple)) and has_symbol(each)
        for each in args
    )


def _leaves(value):
    """The arrays in nested lists, tuples and dicts."""
    if isinstance(value, NDArray):
        yield value
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from _leaves(each)
    elif isinstance(value, dict):
        for each in value.values():
            yield from _leaves(each)


def _rebuilt(value, arrays):
    """The same nesting with other arrays in it."""
    if isinstance(value, NDArray):
        return next(arrays)
    if isinstance(value, (list, tuple)):
        made = [_rebuilt(each, arrays) for each in value]
        return type(value)(*made) if hasattr(value, "_fields") else type(value)(made)
    if isinstance(value, dict):
        return {key: _rebuilt(each, arrays) for key, each in value.items()}
    return value
