"""A graph with the arrays it is bound to, the requests for gradients, and its compiled forms.

What does not live here: running it (`mxnet/executor.py`).
"""

from collections import Counter

from .. import _kernels as k
from .._core import flags
from .._core.errors import GradientError
from .._graph.compiled import compile_graph
from .._graph.custom import is_custom
from .._graph.flow import active_nodes
from .._graph.infer import Inference
from .._graph.ir import arguments_and_states, topological
from .._graph.opened import closed
from .._graph.world import Untraceable
from .._tape.sinks import WriteSink, sink_of

__all__ = ["Bound", "Saved", "requests"]

REQUESTS = {"null": 0, "write": 1, "add": 3}


def requests(grad_req, names):
    """What is asked for every argument's gradient, from one word, a list or a dict.

    Raises
    ------
    ValueError
        A word that is no request.
    """
    if isinstance(grad_req, str):
        words = [grad_req] * len(names)
    elif isinstance(grad_req, (list, tuple)):
        words = list(grad_req) + ["null"] * (len(names) - len(grad_req))
    elif isinstance(grad_req, dict):
        words = [grad_req.get(name, "null") for name in names]
    else:
        raise TypeError(
            f"grad_req must be a string, a list or a dict, not {type(grad_req).__name__}"
        )
    for word in words:
        if word not in REQUESTS:
            raise ValueError(f"grad_req must be in {REQUESTS}")
    return words


class Bound:
    """A graph with its arrays, as `bind` hands it to an Executor.

    Raises
    ------
    GradientError
        A gradient is wanted through an operator that has none.
    """

    def __init__(self, heads, order, found, args, grads, aux, reqs):
        full = closed(heads, order, found)
        if full is not heads:
            known = {n: found.shapes[n][0] for n in order if n.op is None}
            kinds = {n: found.dtypes[n][0] for n in order if n.op is None}
            heads, order = full, topological(full)
            found = Inference(heads, known, kinds, order).run_shapes()
        self.heads, self.order, self.found = heads, order, found
        self.args, self.grads, self.aux, self.reqs = args, grads, aux, reqs
        arguments, states = arguments_and_states(order)
        self.arrays = dict(zip([*arguments, *states], [*args, *aux], strict=True))
        self.sinks = {
            node: sink_of(req, grad, k)
            for node, req, grad in zip(arguments, reqs, grads, strict=True)
            if req != "null" and grad is not None
        }
        self.active = active_nodes(order, heads, self.sinks)
        held = (*args, *aux, *(sink.buffer for sink in self.sinks.values()))
        self.sparse = any(x._sparse for x in held) or any(map(gives_sparse, order))
        self.variables = list(node for node in order if node.op is None)
        self.by_name = {node.name: self.arrays[node] for node in self.variables}
        self._programs, self._landing = {}, {}

    def program(self, training, record, device):
        """The graph compiled for one mode; None where only running it node by node will do."""
        key = training, record
        if key not in self._programs:
            self._programs[key] = self._compiled(training, record, device)
        return self._programs[key]

    def backward(self, program, saved, seeds):
        """Run a program's backward, and write or add what it gives.

        The list `saved` is taken to pieces, except where running the forward again would draw
        other numbers.
        """
        if program not in self._landing:
            landing = program.lands(self._own_buffers())
            memory = {k.memory_of(list(self.sinks.values())[i].buffer._data) for i in landing}
            self._landing[program] = landing, memory, not program.random()
        (landing, memory, once), sinks = self._landing[program], list(self.sinks.values())
        if any(k.memory_of(x) in memory for x in seeds):
            landing = ()
        buffers = [sinks[i].buffer for i in landing]
        places = [x._data for x in buffers]
        found = program.backward_into(saved, seeds, places, landing, once)
        for buffer in buffers:
            buffer._arrived = True
        for i, (sink, g) in enumerate(zip(sinks, found, strict=True)):
            if i not in landing:
                sink(g)

    def _own_buffers(self):
        """The gradients, by place, whose memory is theirs alone, and which are written."""
        if not flags.LAND.value:
            return ()
        memory = Counter(k.memory_of(x._data) for x in self._all_arrays())
        found = []
        for i, (node, sink) in enumerate(self.sinks.items()):
            own, variable = sink.buffer._data, self.arrays[node]._data
            if type(sink) is WriteSink and memory[k.memory_of(own)] == 1:
                if k.is_plain(own) and own.dtype is variable.dtype and own.shape == variable.shape:
                    found.append(i)
        return tuple(found)

    def _all_arrays(self):
        return [*self.arrays.values(), *(sink.buffer for sink in self.sinks.values())]

    def _compiled(self, training, record, device):
        names = [node.name for node in self.variables]
        if self.sparse:  # programs hold tensors alone
            return None
        devices = {array._data.device for array in self.arrays.values()}
        if any(is_custom(node.op) for node in self.order):
            return None
        if not flags.EXEC_COMPILE.value or len(self.by_name) < len(names) or len(devices) > 1:
            return None
        shapes = {name: tuple(array._data.shape) for name, array in self.by_name.items()}
        dtypes = {name: k.dtype_name(array._data) for name, array in self.by_name.items()}
        wanted = [node.name for node in self.sinks] if record else []
        try:
            return compile_graph(
                self.heads, names, shapes, dtypes, training, wanted, bool(wanted), device
            )
        except (Untraceable, GradientError):  # active_nodes saw that gradients can pass
            return None


def gives_sparse(node):
    """Whether a node's result is sparse whatever its inputs are."""
    if node.op is None:
        return False
    stype = node.attrs.get("stype" if node.op.name == "cast_storage" else "forward_stype")
    return stype in ("csr", "row_sparse") and node.op.name in ("cast_storage", "dot", "batch_dot")


class Saved:
    """What the forward of a program kept for its backward, and how the arrays were then.

    Parameters
    ----------
    bound : Bound
    program : CompiledGraph
    datas, saved : sequence of tensor
        What the program was given, and what it kept.
    """

    def __init__(self, bound, program, datas, saved):
        self.bound, self.program, self.tensors = bound, program, list(saved)
        kept = {id(x) for x in saved}
        pairs = zip(bound.variables, datas, strict=True)
        self.stamps = [(n.name, x, x._version) for n, x in pairs if id(x) in kept]
        self.versions = [x._version for x in datas]

    def backward(self, seeds):
        """The gradients into their arrays.

        Raises
        ------
        GradientError
            An array that was read has been written to since.
        """
        for name, tensor, version in self.stamps:
            if tensor._version != version:
                raise _written(name)
        if not self.tensors:
            self.tensors[:] = self._again()
        self.bound.backward(self.program, self.tensors, seeds)

    def _again(self):
        """What an earlier backward took to pieces, by running the forward once more."""
        bound = self.bound
        datas = [bound.arrays[node]._data for node in bound.variables]
        for node, x, version in zip(bound.variables, datas, self.versions, strict=True):
            if x._version != version and node.name not in self.program.states:
                raise _written(node.name)
        return self.program.forward_saving(datas)[2]


def _written(name):
    return GradientError(
        f"backward: the array of {name!r}, kept for its gradient, was written to after "
        "the forward; call forward again first."
    )
