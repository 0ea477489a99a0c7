"""Compiled graphs: from heads to functions, kept for graphs that come again.

What does not live here: passes, the text of a function, arrays of the public API.
"""

import linecache
import weakref
from collections import OrderedDict
from itertools import count

from .. import _kernels as k
from .._core import flags
from .._core.source import compile_source
from .calls import Trace
from .codegen import bodies, text
from .ir import topological
from .kept import Kept
from .lower import lower
from .passes.cse import frozen
from .pipeline import finished, halves, optimized
from .prepared import Prepared, divided
from .times import Timed, line_times

__all__ = ["CompiledGraph", "compile_graph", "cache_size", "clear_cache"]

_numbers = count(1)
_cache: OrderedDict = OrderedDict()


def compile_graph(heads, arguments, shapes, dtypes, train=False, wanted=(), head_grads=False,
                  device=None):  # fmt: skip
    """A graph for given shapes and dtypes as a program; one that was made before is used again.

    Parameters
    ----------
    heads : list of (Node, int)
        What the program returns.
    arguments : sequence of str
        Names of all variables, in the order in which values will be given.
    shapes, dtypes : dict
        By name; dtypes as names.
    train : bool
        Whether operators behave as in training.
    wanted : sequence of str
        The variables whose gradients are asked for.
    head_grads : bool or sequence of bool
        Whether the heads' gradients will be given, for all or one by one; they are one where not.
    device : torch device, optional
        Where the program runs.

    Returns
    -------
    CompiledGraph

    Raises
    ------
    Untraceable
        Only values tell how the graph runs.
    MXNetError
        The shapes do not fit, or an operator on the way has no gradient.
    """
    given = (bool(head_grads),) * len(heads) if isinstance(head_grads, (bool, int)) else head_grads
    key = _key(heads, arguments, shapes, dtypes, train, wanted, given, device)
    found = _cache.get(key) if key is not None else None
    if found is not None:
        _cache.move_to_end(key)
        return found
    device = device or k.device_of(1, 0)
    lowered = lower(heads, arguments, shapes, dtypes, train, tuple(wanted), tuple(given), device,
                    compile_graph)  # fmt: skip
    made = CompiledGraph(lowered, device)
    if key is not None:
        _cache[key] = made
        while len(_cache) > max(flags.GRAPH_CACHE.value, 0):
            _cache.popitem(last=False)
    return made


def cache_size():
    """How many programs are kept."""
    return len(_cache)


def clear_cache():
    """Forget all programs that no one holds."""
    _cache.clear()


def _key(heads, arguments, shapes, dtypes, train, wanted, given, device):
    """What two graphs share that have one program; None where the graph has state of its own."""
    structure = _structure(heads)
    if structure is None:
        return None
    switches = tuple(f.value for f in flags.flags.values())
    forms = tuple((name, tuple(shapes[name]), dtypes[name]) for name in arguments)
    return (structure, forms, bool(train), tuple(wanted), tuple(given), device, switches)


def _structure(heads):
    """A graph as tuples of names, attributes and numbers; None as of `_key`."""
    order = topological(heads)
    number = {node: i for i, node in enumerate(order)}
    nodes = []
    for node in order:
        inner = [_structure(each) for each in node.subgraphs]
        if None in inner or node.op is not None and "open" in node.op.traits:
            return None
        inputs = tuple((number[n], i) for n, i in node.inputs)
        attrs = tuple((a, frozen(v)) for a, v in sorted(node.attrs.items()))
        nodes.append((node.op and node.op.name, node.name, attrs, inputs, *inner))
    return tuple(nodes), tuple((number[n], i) for n, i in heads)


class CompiledGraph:
    """A graph as straight-line Python functions over tensors.

    Attributes
    ----------
    arguments, states, wanted : tuple of str
        The inputs in order; the variables that get new values; those whose gradients it gives.

    Notes
    -----
    Heads have memory of their own; new states and gradients may share some with each other or with
    what was given, so write them elsewhere.
    """

    __slots__ = ("arguments", "states", "wanted", "device", "number", "_heads", "_trace",
                 "_functions", "__weakref__")  # fmt: skip

    def __init__(self, lowered, device):
        self.arguments, self.states = lowered.arguments, lowered.states
        self.wanted, self.device = lowered.wanted, device
        self.number, self._heads = next(_numbers), lowered.heads
        self._trace = optimized(lowered.trace, lowered.heads, f"program{self.number}")
        self._functions = {}

    def forward(self, values):
        """`(outputs, new states)` for the arguments' tensors, in order."""
        results = self._function("forward")(*values)
        return results[: self._heads], results[self._heads :]

    def forward_backward(self, values, head_grads=()):
        """`(outputs, gradients, new states)`; a gradient is None where it is zero."""
        results = self._function("step")(*values, *head_grads)
        n = self._heads + len(self.states)
        return results[: self._heads], results[n:], results[self._heads : n]

    def forward_saving(self, values):
        """`(outputs, new states, saved)`: what `backward` needs is in `saved`."""
        results = self._function("forward_saving")(*values)
        n = self._heads + len(self.states)
        return results[: self._heads], results[self._heads : n], results[n:]

    def backward(self, saved, head_grads=()):
        """The gradients of `wanted`; as often as one likes with the same `saved`."""
        return self._function("backward")(*saved, *head_grads)

    def backward_into(self, saved, head_grads, buffers=(), landing=(), once=False):
        """As `backward`, with the gradients at the places `landing` written into `buffers`; they
        come back as None. No buffer may share memory with another, or with an argument. With
        `once` the list `saved` is emptied, and its tensors let go as they are used."""
        form = landing, once and bool(saved)
        function = self._functions.get(form) or self._compiled("backward", form)
        if form[1]:
            return function(saved, *head_grads, *buffers)
        return function(*saved, *head_grads, *buffers)

    def lands(self, landing):
        """Those of the gradients at the places `landing` that are not None, always."""
        first = self._heads + len(self.states)
        return tuple(i for i in landing if self._trace.outputs[first + i] is not None)

    def function(self, name):
        """One of "forward", "step", "forward_saving" and "backward" as it is, tensors to a tuple:
        heads, states, gradients or what backward reads."""
        return self._function(name)

    def forms(self):
        """Tensors without memory, of the form of the outputs."""
        return [x.meta for x in self._trace.outputs[: self._heads]]

    def random(self):
        """Whether two runs differ."""
        return any(call.random for call in self._trace.calls)

    def kept(self):
        """What `backward` reads and gives, as facts."""
        return Kept(self._trace, self._heads, len(self.states), len(self.arguments))

    @property
    def source(self):
        """The text of the program: a step where gradients were asked for, else the forward. What
        its loops and branches call follows."""
        parts = self._parts("step" if self.wanted else "forward")
        told = [text(trace, name)[0] for name, trace in parts]
        for call in parts[-1][1].calls:
            if call.part == 0:
                told += [f"# {call.label}: {what}\n{each}" for what, each in bodies(call)]
        return "\n\n".join(told)

    def times(self, values, head_grads=(), repeats=10):
        """`[(seconds, line of the source), ...]` of the step, or of the forward where no gradients
        were asked for; weights prepared beforehand are not counted."""
        parts = self._parts("step" if self.wanted else "forward")
        given = [*values, *head_grads]
        if len(parts) > 1:
            (_, first), (_, second) = parts
            weights = [values[second.inputs.index(x)] for x in first.inputs]
            given += self._built("prepare", first)(*weights)
        name, trace = parts[-1]
        with k.placed(self.device):
            return line_times(trace, name, given, repeats)

    def _function(self, name):
        return self._functions.get(name) or self._compiled(name)

    def _compiled(self, name, form=None):
        parts = self._parts(name, form)
        functions = [self._built(*part) for part in parts]
        found = functions[-1]
        if len(parts) > 1:
            (_, first), (_, second) = parts
            found = Prepared(*functions, [second.inputs.index(x) for x in first.inputs])
        self._functions[form or name] = found
        return found

    def _parts(self, name, form=None):
        """`[(name, trace)]` of a function: what prepares weights, where there is such, and it."""
        trace = self._finished(name, *form or ())
        first, rest = divided(trace) if name == "forward" else (None, trace)
        return [(name, rest)] if first is None else [("prepare", first), (name, rest)]

    def _built(self, name, trace):
        source, constants = text(trace, name)
        title = f"program {self.number} {name}"
        space = compile_source(title, source, {"k": k, **constants})
        weakref.finalize(self, linecache.cache.pop, f"<mxnet {title}>", None)
        function = space[name]
        if "times" in dict(flags.DEBUG.value):
            function = Timed(title, trace, name)
        if any(call.opaque is not None or not call.values() for call in trace.calls):
            function = _placed(function, self.device)  # it makes tensors
        if flags.CUDA_GRAPHS.value and _records(self.device) and _static(trace):
            function = k.Captured(function)
        return function

    def _finished(self, name, landing=(), once=False):
        """The trace of one of the functions."""
        count, inputs = self._heads + len(self.states), len(self.arguments)
        trace, title = self._trace, f"program{self.number}_{name}"
        if name == "forward":
            calls = [call for call in trace.calls if call.part == 0]
            trace = Trace(trace.inputs[:inputs], calls, trace.outputs[:count])
        elif name in ("forward_saving", "backward"):
            first, second, passed = halves(trace, count, inputs)
            trace = first if name == "forward_saving" else second
            if once:
                trace.packed = passed
        return finished(trace, title, landing)


def _records(device):
    """Whether kernels on a device can be recorded and replayed."""
    return device.type == "cuda"


def _static(trace):
    """Whether a function does the same on the device whenever it is called."""
    if trace.places or trace.packed or not trace.calls:
        return False
    return not any(call.random or call.opaque is not None for call in trace.calls)


def _placed(function, device):
    def run(*values):
        with k.placed(device):
            return function(*values)

    return run
