"""Function: an operator whose forward and backward a program writes itself."""

import copy

from .. import _kernels as k
from .._core.errors import GradientError, MXNetError
from .._core.op import In, Op, Out
from .._tape.node import Node
from .._tape.state import scope, second_run, state
from .._tape.watch import watch
from ..ndarray.handle import Handle, wrap
from .remembered import copied, filled, left_behind, marked, needs_rerun, refuse_changes, snapshot

__all__ = ["Function"]


class Function:
    """A differentiable function with a backward of one's own.

    Subclasses write `forward(*inputs)` and `backward(*output_gradients)`; both may use NumPy
    inside. What backward needs goes through `save_for_backward` or into attributes of `self`.
    Written with `nd` operators, backward can itself be differentiated. Where forward keeps more
    than inputs and outputs, it is then run once more, recorded, so it must consist of `nd`
    operators too and compute the same again.

    Examples
    --------
    >>> import mxnet as mx
    >>> class Square(mx.autograd.Function):
    ...     def forward(self, x):
    ...         self.save_for_backward(x)
    ...         return x * x
    ...     def backward(self, dy):
    ...         x, = self.saved_tensors
    ...         return 2 * x * dy
    >>> x = mx.nd.array([3.0])
    >>> x.attach_grad()
    >>> with mx.autograd.record():
    ...     y = Square()(x)
    >>> y.backward()
    >>> x.grad.asscalar().item()
    6.0
    """

    _bwd_functype = None
    _del_functype = None

    _turn = 0  # counts recorded calls, which may leave different things on self

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        cls._operators = {}  # by the numbers of inputs and outputs

    def __init__(self):
        self._used = False
        self.saved_tensors = ()

    def save_for_backward(self, *args):
        """Keep arrays for `backward`, where they are `self.saved_tensors`."""
        self.saved_tensors = args

    def __call__(self, *inputs):
        """Run `forward` unrecorded, and record the whole call as one operator."""
        if not state.recording:
            return self.forward(*inputs)
        on_tape = any(isinstance(x, Handle) and x._node is not None for x in inputs)
        start = _Start(self) if on_tape else None
        with scope(False, None):
            returned = self.forward(*inputs)
        several = isinstance(returned, (list, tuple))
        outputs = returned if several else (returned,)
        for y in outputs:
            if not isinstance(y, Handle):
                raise TypeError(
                    f"{type(self).__name__}.forward returned {type(y).__name__}; return NDArrays"
                )
        node = _record(self, start, inputs, outputs) if on_tape else None
        linked = []
        for slot, y in enumerate(outputs):
            linked.append(wrap(y._data, y._ctx, type(y)))
            linked[-1]._node, linked[-1]._slot = node, slot
        return type(returned)(linked) if several else linked[0]

    def forward(self, *inputs):
        """Compute the outputs from the inputs; written by the subclass."""
        raise NotImplementedError(f"{type(self).__name__} must write forward(self, *inputs)")

    def backward(self, *output_grads):
        """Compute the gradients of the inputs; written by the subclass."""
        raise NotImplementedError(f"{type(self).__name__} must write backward(self, *output_grads)")


class _Start:
    """How things were before `forward` ran: attributes, mode and random generators."""

    __slots__ = ("attributes", "leaves", "training", "generators")

    def __init__(self, function):
        self.attributes = copied(vars(function))
        self.leaves = snapshot(function)
        self.training, self.generators = state.training, k.random_state()


class _Replaying:
    """While a method is recorded: numbers that leave the tape are an error, not a constant."""

    def __init__(self, name):
        self.name = name

    def __enter__(self):
        self.before, state.replaying = state.replaying, self.name

    def __exit__(self, *_):
        state.replaying = self.before


class _FunctionPlan:
    """The plan of one call: what the subclass saved, and its `backward` as the rule.

    `tensors` and `attributes` are what forward saved and left on `self`, with a `Place` for every
    input and output. `start`, where it is not None, says that forward has to be run again for
    higher orders; the inputs are kept for that, behind the first `watched` arrays that any
    backward needs.
    """

    complete = False
    start = later = None

    def __init__(self, function, targets, likes, count):
        self.function, self.targets, self.likes = function, targets, likes
        self.uses, self.turn = frozenset(range(count)), function._turn
        self.tensors, self.attributes, self.saved, self.watched = (), {}, (), 0

    def keep(self, start, given, inputs, outputs):
        """Take over what forward left behind, and return the tensors that the node keeps."""
        sources, used = _sources(inputs, outputs), []
        self.tensors = marked(self.function.saved_tensors, sources, used)
        self.attributes = marked(left_behind(self.function, start.leaves), sources, used)
        self.watched = len(dict.fromkeys(used))
        again = needs_rerun((self.tensors, self.attributes))
        if again:
            self.start, self.inputs = start, marked(given, sources, used)
        self.saved = tuple(dict.fromkeys(used))
        kept = tuple((inputs if kind == "in" else outputs)[i]._data for kind, i in self.saved)
        self.later = [x._version for x in kept[self.watched :]]
        return kept

    def stamp(self, kept):
        return tuple(x._version for x in kept[: self.watched])

    def run(self, F, node, gs):
        """The cotangents of the wanted inputs, by the subclass's backward on plain arrays."""
        if self.stamp(node.kept) != node.stamp:
            return None
        function = self.function
        arrays = [wrap(x, node.ctx) for x in node.kept]
        given = dict(zip(self.saved, arrays, strict=True))
        if function._turn != self.turn:  # called again since, which left other things on self
            vars(function).update(filled(self.attributes, given))
        function.saved_tensors = filled(self.tensors, given)
        with _Replaying(""):
            found = function.backward(*(wrap(g, node.ctx) for g in gs))
        return self._checked(F, found, True)

    def vjp(self, F, p, kept, gs):
        """The same on the tape, where what backward uses has a history."""
        given = dict(zip(self.saved, kept, strict=True))
        function = self._again(given) if self.start is not None else self._linked(given)
        with _Replaying(f"{type(function).__name__}.backward"):
            found = function.backward(*gs)
        return self._checked(F, found, False)

    def _linked(self, given):
        """The subclass's object with inputs and outputs that are on the tape."""
        function = self.function
        if self.attributes:
            function = copy.copy(function)
            vars(function).update(filled(self.attributes, given))
        function.saved_tensors = filled(self.tensors, given)
        return function

    def _again(self, given):
        """A copy of the subclass's object as it was before the call, with forward run on the
        tape."""
        function, name = copy.copy(self.function), type(self.function).__name__
        vars(function).clear()
        vars(function).update(filled(self.start.attributes, {}))
        if self.later != [given[source]._data._version for source in self.saved[self.watched :]]:
            raise GradientError(
                f"{name} cannot be differentiated again: its forward has to be run again for that, "
                "and an input was written to since; copy it before changing it in place."
            )
        before = k.random_state()
        k.set_random_state(self.start.generators)
        inputs = filled(self.inputs, given)
        try:
            with second_run(self.start.training), _Replaying(f"{name}.forward"):
                returned = function.forward(*inputs)
        except MXNetError as error:
            raise GradientError(
                f"{name} cannot be differentiated again: its forward keeps what is neither input "
                "nor output, so it is run again, recorded, and that failed. Keep inputs and "
                f"outputs alone, or write forward with nd operators. The error was: {error}"
            ) from error
        finally:
            k.set_random_state(before)
        outputs = returned if isinstance(returned, (list, tuple)) else (returned,)
        sources = _sources([x for x in inputs if isinstance(x, Handle)], outputs)
        saved = marked(function.saved_tensors, sources, [])
        found = marked({at: vars(function).get(at) for at in self.attributes}, sources, [])
        refuse_changes(name, (self.tensors, self.attributes), (saved, found))
        vars(function).update(filled(found, given))
        function.saved_tensors = filled(saved, given)
        return function

    def _checked(self, F, found, raw):
        """What backward returned, as cotangents of the wanted inputs; or a refusal."""
        found = found if isinstance(found, (list, tuple)) else (found,)
        if len(found) != len(self.likes):
            raise GradientError(
                f"{type(self.function).__name__}.backward returned {len(found)} gradients for "
                f"{len(self.likes)} inputs."
            )
        return [self._fitted(F, found[i], i, raw) for i in self.targets]

    def _fitted(self, F, g, i, raw):
        """A gradient of the input's shape and dtype: broadcast and cast to them, or refused."""
        if g is None:
            return None
        if not isinstance(g, Handle):
            raise TypeError(
                f"{type(self.function).__name__}.backward returned {type(g).__name__}; "
                "return NDArrays or None"
            )
        like, data = self.likes[i], g._data
        if raw:
            g = data
        if data.dtype is not like.dtype:
            g = F.cast(g, dtype=k.dtype_name(like))
        if data.shape == like.shape:
            return g
        if not _broadcasts(data.shape, like.shape):
            raise GradientError(
                f"{type(self.function).__name__}.backward returned gradient {i} of shape "
                f"{tuple(data.shape)}; input {i} needs {tuple(like.shape)}."
            )
        return F.broadcast_to(g, shape=tuple(like.shape))


def _broadcasts(shape, target):
    ends = zip(reversed(shape), reversed(target), strict=False)
    return len(shape) <= len(target) and all(n in (1, m) for n, m in ends)


def _record(function, start, given, outputs):
    """The node of one call of which an input is on the tape."""
    inputs = [x for x in given if isinstance(x, Handle)]
    targets = tuple(i for i, x in enumerate(inputs) if x._node is not None)
    function._turn += 1
    likes = tuple(k.like(x._data) for x in inputs)
    plan = _FunctionPlan(function, targets, likes, len(outputs))
    kept = plan.keep(start, given, inputs, outputs)
    function.saved_tensors = ()
    node = Node(
        _operator(function, len(inputs), len(outputs)),
        None,
        tuple(x._node for x in inputs),
        tuple(x._slot for x in inputs),
        plan,
        kept,
        plan.stamp(kept),
        tuple(k.like(y._data) for y in outputs) if len(outputs) > 1 else None,
        inputs[0]._ctx,
    )
    if watch.depth:
        watch.forward(node, [y._data for y in outputs])
    return node


def _sources(inputs, outputs):
    """By identity, which input or output an array is; higher orders find its history there."""
    found = {id(y): ("out", i) for i, y in enumerate(outputs)}
    return found | {id(x): ("in", i) for i, x in enumerate(inputs)}


def _operator(function, inputs, outputs):
    """An operator record that names the subclass in errors."""
    known, name = type(function)._operators, type(function).__name__
    if (inputs, outputs) in known:
        return known[inputs, outputs]
    ins, outs = [In() for _ in range(inputs)], [Out() for _ in range(outputs)]
    for i, slot in enumerate(ins):
        slot.name = f"input{i}"
    for i, slot in enumerate(outs):
        slot.name = f"output{i}"

    def forward(F, p, *values):
        raise MXNetError(f"{name} is a Python function and cannot be run as a graph.")

    made = known[inputs, outputs] = Op(name, ins, outs, {}, forward=forward)
    return made
