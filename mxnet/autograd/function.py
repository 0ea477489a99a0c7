"""Function: an operator whose forward and backward a program writes itself."""

from .. import _kernels as k
from .._core.errors import GradientError, MXNetError
from .._core.op import In, Op, Out
from .._tape.node import Node
from .._tape.state import scope, state
from .._tape.watch import watch
from ..ndarray.handle import Handle, classes, wrap

__all__ = ["Function"]


class Function:
    """A differentiable function with a backward of one's own.

    Subclasses write `forward(*inputs)` and `backward(*output_gradients)`; both may use NumPy
    inside. What backward needs goes through `save_for_backward`. Written with `nd` operators,
    backward can itself be differentiated.

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

    def __init__(self):
        self._used = False
        self.saved_tensors = ()

    def save_for_backward(self, *args):
        """Keep arrays for `backward`, where they are `self.saved_tensors`."""
        self.saved_tensors = args

    def __call__(self, *inputs):
        """Run `forward` unrecorded, and record the whole call as one operator."""
        recording = state.recording
        with scope(False, None):
            returned = self.forward(*inputs)
        outputs = returned if isinstance(returned, (list, tuple)) else (returned,)
        for y in outputs:
            if not isinstance(y, Handle):
                raise TypeError(
                    f"{type(self).__name__}.forward returned {type(y).__name__}; return NDArrays"
                )
        if not recording:
            return returned
        arrays = [x for x in inputs if isinstance(x, Handle)]
        node = _record(self, arrays, outputs)
        linked = []
        for slot, y in enumerate(outputs):
            linked.append(wrap(y._data, y._ctx, type(y)))
            linked[-1]._node, linked[-1]._slot = node, slot
        return type(returned)(linked) if isinstance(returned, (list, tuple)) else linked[0]

    def forward(self, *inputs):
        """Compute the outputs from the inputs; written by the subclass."""
        raise NotImplementedError(f"{type(self).__name__} must write forward(self, *inputs)")

    def backward(self, *output_grads):
        """Compute the gradients of the inputs; written by the subclass."""
        raise NotImplementedError(f"{type(self).__name__} must write backward(self, *output_grads)")


class _Replaying:
    """While a backward is recorded: numbers that leave the tape are an error, not a constant."""

    def __init__(self, name):
        self.name = name

    def __enter__(self):
        self.before, state.replaying = state.replaying, self.name

    def __exit__(self, *_):
        state.replaying = self.before


class _FunctionPlan:
    """The plan of one call: what the subclass saved, and its `backward` as the rule."""

    complete = False

    def __init__(self, function, targets, likes, place, extras, sources, count):
        self.function, self.targets, self.likes, self.place = function, targets, likes, place
        self.extras, self.saved, self.uses = extras, sources, frozenset(range(count))

    def stamp(self, kept):
        return tuple(x._version for x in kept)

    def run(self, F, node, gs):
        if self.stamp(node.kept) != node.stamp:
            return None
        return self.vjp(F, node.p, node.kept, gs)

    def vjp(self, F, p, kept, gs):
        """Call the subclass's backward on arrays, and give back what the world works with."""
        raw = F is k
        ctx, cls = self.place
        arrays = [wrap(x, ctx, cls) if raw else x for x in kept]
        function = self.function
        function.saved_tensors = tuple(
            arrays.pop(0) if extra is None else extra[0] for extra in self.extras
        )
        with _Replaying("" if raw else type(function).__name__):
            found = function.backward(*(wrap(g, ctx, cls) if raw else g for g in gs))
        found = found if isinstance(found, (list, tuple)) else (found,)
        if len(found) != len(self.likes):
            raise GradientError(
                f"{type(function).__name__}.backward returned {len(found)} gradients for "
                f"{len(self.likes)} inputs."
            )
        return [self._checked(F, found[i], i, raw) for i in self.targets]

    def _checked(self, F, g, i, raw):
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


def _record(function, inputs, outputs):
    """The node of one call, or None when no input is on the tape."""
    targets = tuple(i for i, x in enumerate(inputs) if x._node is not None)
    if not targets:
        return None
    parents = tuple(x._node for x in inputs)
    slots = tuple(x._slot for x in inputs)
    kept, sources, extras = [], [], []
    for value in function.saved_tensors:
        source = _source(value, inputs, outputs)
        extras.append(None if source else (value,))
        if source:
            kept.append(value._data)
            sources.append(source)
    place = (inputs[0]._ctx, classes["nd"])
    given = tuple(k.like(x._data) for x in inputs)
    plan = _FunctionPlan(function, targets, given, place, extras, tuple(sources), len(outputs))
    function.saved_tensors = ()
    likes = tuple(k.like(y._data) for y in outputs) if len(outputs) > 1 else None
    node = Node(
        _operator(function, len(inputs), len(outputs)),
        None,
        parents,
        slots,
        plan,
        tuple(kept),
        plan.stamp(kept),
        likes,
        place,
    )
    if watch.depth:
        watch.forward(node, [y._data for y in outputs])
    return node


def _source(value, inputs, outputs):
    """Which input or output a saved value is, so that higher orders find its history; None for
    anything else."""
    if isinstance(value, Handle):
        for kind, arrays in (("in", inputs), ("out", outputs)):
            for i, x in enumerate(arrays):
                if value is x:
                    return kind, i
    return None


def _operator(function, inputs, outputs):
    """An operator record that names the subclass in errors."""
    ins, outs = [In() for _ in range(inputs)], [Out() for _ in range(outputs)]
    for i, slot in enumerate(ins):
        slot.name = f"input{i}"
    for i, slot in enumerate(outs):
        slot.name = f"output{i}"

    def forward(F, p, *values):
        raise MXNetError(
            f"{type(function).__name__} is a Python function and cannot be run as a graph."
        )

    return Op(type(function).__name__, ins, outs, {}, forward=forward)
