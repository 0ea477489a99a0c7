"""Operators that a program writes itself in Python, for `nd.Custom`; and what operators there are.

An operator is a `CustomOpProp`, which says what goes in and comes out, and the `CustomOp` that it
creates, which computes. What does not live here: the operator `Custom` itself (`_ops/custom.py`).
"""

import os
from collections import namedtuple

import numpy as np

from . import _kernels as k
from ._core import registry
from ._core.dtypes import FLAGS, to_name, to_numpy
from ._core.errors import GradientError, MXNetError, closest
from ._tape.state import scope, state
from .context import canonical, current_context
from .ndarray.handle import wrap
from .ndarray.world import context_of

__all__ = [
    "CustomOp",
    "CustomOpProp",
    "NDArrayOp",
    "NumpyOp",
    "OperatorArguments",
    "PythonOp",
    "get_all_registered_operators",
    "get_operator_arguments",
    "register",
]

_properties: dict[str, type] = {}
_PACKAGE = os.path.dirname(os.path.abspath(__file__)) + os.sep

OperatorArguments = namedtuple("OperatorArguments", ["narg", "names", "types"])


class CustomOp:
    """What a program's operator computes; subclasses write `forward` and `backward`.

    One object lives from a forward to its backward and may keep things between the two; that of an
    executor lives as long as the executor. Both run in the thread that calls them, unrecorded, and
    may use NumPy.

    Examples
    --------
    See `CustomOpProp`.
    """

    def forward(self, is_train, req, in_data, out_data, aux):
        """Compute the outputs.

        Parameters
        ----------
        is_train : bool
            Whether this is training.
        req : list of str
            For every output how to write it: hand it to `assign`.
        in_data, out_data, aux : list of NDArray
            Inputs; outputs to write; auxiliary states, which may be written.
        """

    def backward(self, req, out_grad, in_data, out_data, in_grad, aux):
        """Compute the gradients of the inputs.

        Parameters
        ----------
        req : list of str
            For every input how to write its gradient; `"null"` where nobody wants it.
        out_grad, in_data, out_data : list of NDArray
            Gradients of the outputs; inputs and outputs of the forward. An array that
            `declare_backward_dependency` left out is None.
        in_grad : list of NDArray
            Gradients to write.
        aux : list of NDArray
            Auxiliary states.
        """

    def assign(self, dst, req, src):
        """Write `src` into `dst` as `req` says: `"null"`, `"write"`, `"inplace"` or `"add"`."""
        if req in ("write", "inplace"):
            dst[:] = src
        elif req == "add":
            dst[:] += src


class CustomOpProp:
    """What a program's operator takes and gives; subclasses write what differs from the defaults.

    By default there is one input `data` and one output `output` of the same shape and dtype.
    The other keywords of `nd.Custom` come to the constructor as text.

    Parameters
    ----------
    need_top_grad : bool
        Whether backward needs the gradients of the outputs; a loss does not.

    Examples
    --------
    >>> import mxnet as mx
    >>> class Square(mx.operator.CustomOp):
    ...     def forward(self, is_train, req, in_data, out_data, aux):
    ...         self.assign(out_data[0], req[0], in_data[0] * in_data[0])
    ...     def backward(self, req, out_grad, in_data, out_data, in_grad, aux):
    ...         self.assign(in_grad[0], req[0], 2 * in_data[0] * out_grad[0])
    >>> @mx.operator.register("square_of_mine")
    ... class SquareProp(mx.operator.CustomOpProp):
    ...     def create_operator(self, ctx, in_shapes, in_dtypes):
    ...         return Square()
    >>> mx.nd.Custom(mx.nd.array([3.0]), op_type="square_of_mine").asscalar().item()
    9.0
    """

    def __init__(self, need_top_grad=True):
        self.need_top_grad_ = need_top_grad

    def infer_shape(self, in_shape):
        """`(inputs, outputs, auxiliary states)`: lists of shapes, from the shapes of the inputs."""
        return in_shape, (in_shape[0],) * len(self.list_outputs()), ()

    def infer_type(self, in_type):
        """`(inputs, outputs, auxiliary states)`: lists of NumPy types; by default the first
        input's.
        """
        first = in_type[0]
        states = [first] * len(self.list_auxiliary_states())
        return in_type, [first] * len(self.list_outputs()), states

    def infer_storage_type(self, in_stype):
        """Storage types of inputs, outputs and states: dense ones alone by default."""
        if any(each != "default" for each in in_stype):
            raise MXNetError(
                "a custom operator takes sparse arrays only if its property writes "
                "infer_storage_type"
            )
        outputs, states = len(self.list_outputs()), len(self.list_auxiliary_states())
        return in_stype, ["default"] * outputs, ["default"] * states

    def infer_storage_type_backward(self, ograd_stype, in_stype, out_stype, igrad_stype, aux_stype):
        """Storage types of all arrays of the backward: dense ones alone by default."""
        groups = (ograd_stype, in_stype, out_stype, igrad_stype, aux_stype)
        if any(each not in ("default", "undefined") for group in groups for each in group):
            raise MXNetError(
                "a custom operator takes sparse arrays only if its property writes "
                "infer_storage_type_backward"
            )
        return tuple(["default"] * len(group) for group in groups)

    def list_outputs(self):
        """Names of the outputs."""
        return ["output"]

    def list_arguments(self):
        """Names of the inputs."""
        return ["data"]

    def list_auxiliary_states(self):
        """Names of the auxiliary states."""
        return []

    def declare_backward_dependency(self, out_grad, in_data, out_data):
        """The numbers of the arrays that backward reads, of the numbers given for each kind."""
        return [*(out_grad if self.need_top_grad_ else ()), *in_data, *out_data]

    def create_operator(self, ctx, in_shapes, in_dtypes):
        """The `CustomOp` for a context (as text), shapes and numbers of dtypes."""
        return CustomOp()


def register(reg_name):
    """Decorator: make a `CustomOpProp` known as `op_type=reg_name`; a later one replaces it.

    Examples
    --------
    See `CustomOpProp`.
    """

    def keep(prop_cls):
        _properties[reg_name] = prop_cls
        return prop_cls

    return keep


def get_all_registered_operators():
    """The names of all operators of this package, aliases too.

    Examples
    --------
    >>> "Convolution" in get_all_registered_operators()
    True
    """
    return sorted(registry.names())


def get_operator_arguments(op_name):
    """Names and types of what an operator takes: arrays first, then attributes.

    Examples
    --------
    >>> get_operator_arguments("Activation").names
    ['data', 'act_type']
    """
    op = registry.find(op_name)
    names = [slot.name for slot in op.inputs] + list(op.attrs)
    types = ["NDArray-or-Symbol[]" if slot.variadic else "NDArray-or-Symbol" for slot in op.inputs]
    types += [
        f"{attr.kind}, required"
        if attr.required
        else f"{attr.kind}, optional, default={attr.default!r}"
        for attr in op.attrs.values()
    ]
    return OperatorArguments(len(names), names, types)


class _Kept:
    """What one call's forward leaves for its backward."""

    __slots__ = ("operator", "prop", "name", "ctx", "inputs", "outputs", "aux", "versions", "likes")


class _Runner:
    """Runs operators on tensors: the kernels' side of `Custom`."""

    def names(self, name, call):
        """The names of inputs, outputs and states."""
        prop = _property(name, call.keywords)
        lists = (prop.list_arguments, prop.list_outputs, prop.list_auxiliary_states)
        return tuple(list(_told(name, each)) for each in lists)

    def infer(self, name, call, shapes, dtypes):
        """Shapes and dtypes of inputs, outputs and states; shapes not known yet are empty lists."""
        prop = _property(name, call.keywords)
        said = list(_told(name, prop.infer_shape, [list(s or ()) for s in shapes]))
        kinds = list(_told(name, prop.infer_type, [to_numpy(d) for d in dtypes]))
        return [
            [(tuple(map(int, s)), to_name(d)) for s, d in zip(group, types, strict=False)]
            for group, types in zip((said + [[]])[:3], (kinds + [[]])[:3], strict=True)
        ]

    def types(self, name, call, dtypes):
        """Dtypes of inputs, outputs and states; None where they are not known."""
        prop = _property(name, call.keywords)
        given = [None if d is None else to_numpy(d) for d in dtypes]
        kinds = list(_told(name, prop.infer_type, given))
        return [[None if d is None else to_name(d) for d in group] for group in (kinds + [[]])[:3]]

    def forward(self, name, call, tensors, training):
        """The outputs' tensors."""
        prop = _property(name, call.keywords)
        count = len(_told(name, prop.list_arguments))
        arrays = [wrap(x, context_of(x)) for x in tensors]
        states = len(_told(name, prop.list_auxiliary_states))
        if len(arrays) != count + states:
            raise MXNetError(
                f"Custom {name!r}: expects {count + states} inputs "
                f"({count} arguments, {states} auxiliary states), but got {len(arrays)}."
            )
        ctx = arrays[0]._ctx if arrays else canonical(current_context())
        shapes, types = _infer(name, prop, arrays[:count])
        outputs = [_new(shape, kind, ctx) for shape, kind in zip(shapes, types, strict=True)]
        operator = _operator(name, prop, call.home, ctx, arrays)
        inputs, aux = arrays[:count], arrays[count:]
        with scope(False, None):
            _told(
                name,
                operator.forward,
                is_train=training,
                req=["write"] * len(outputs),
                in_data=list(inputs),
                out_data=list(outputs),
                aux=list(aux),
            )
        if state.recording:
            call.kept = self._keep(name, prop, operator, ctx, inputs, outputs, aux)
        return tuple(y._data for y in outputs)

    def _keep(self, name, prop, operator, ctx, inputs, outputs, aux):
        kept = _Kept()
        kept.operator, kept.prop, kept.name, kept.ctx, kept.aux = operator, prop, name, ctx, aux
        n, m = len(outputs), len(inputs)
        numbers = list(range(n)), list(range(n, n + m)), list(range(n + m, n + m + n))
        read = set(_told(name, prop.declare_backward_dependency, *numbers))
        kept.likes = [k.like(x._data) for x in (*inputs, *aux)]
        kept.inputs = [x if i in read else None for i, x in zip(numbers[1], inputs, strict=True)]
        kept.outputs = [y if i in read else None for i, y in zip(numbers[2], outputs, strict=True)]
        kept.versions = _versions(kept)
        return kept

    def backward(self, call, gs, wanted):
        """The gradients' tensors, of all inputs and states."""
        kept = call.kept
        if kept is None:
            raise GradientError(
                "Custom: its forward ran without recording, so there is no backward."
            )
        if _versions(kept) != kept.versions:
            raise GradientError(
                f"Custom {kept.name!r}: an input or output, kept for backward, was "
                "written to after it was recorded; copy it before changing it."
            )
        grads = [wrap(k.zeros_like(each), kept.ctx) for each in kept.likes]
        inputs = grads[: len(kept.inputs)]
        req = ["write" if i in wanted else "null" for i in range(len(inputs))]
        with scope(False, None):
            _told(
                kept.name,
                kept.operator.backward,
                req=req,
                out_grad=[wrap(g, kept.ctx) for g in gs],
                in_data=list(kept.inputs),
                out_data=list(kept.outputs),
                in_grad=list(inputs),
                aux=list(kept.aux),
            )
        return tuple(x._data for x in grads)


def _property(name, keywords):
    if name not in _properties:
        raise MXNetError(
            f"Custom: Cannot find custom operator {name!r}."
            f"{closest(name, _properties)} Register it with mx.operator.register."
        )
    return _told(name, _properties[name], **keywords)


def _operator(name, prop, home, ctx, arrays):
    """A new operator, or that of an earlier call that had the same home."""
    shapes = [list(x.shape) for x in arrays]
    kinds = [FLAGS[k.dtype_name(x._data)] for x in arrays]
    if home is not None and home.get("made for") == (shapes, kinds):
        return home["operator"]
    made = _told(name, prop.create_operator, str(ctx), shapes, kinds)
    if home is not None:
        home["operator"], home["made for"] = made, (shapes, kinds)
    return made


def _told(name, function, *args, **kwargs):
    """Call the program's code; what it raises comes out as an MXNetError, caused by it."""
    try:
        return function(*args, **kwargs)
    except Exception as e:
        where = getattr(function, "__qualname__", str(function))
        text = f"Custom {name!r}: Error in {where}: {type(e).__name__}: {e}{_line_of(e)}"
        raise MXNetError(text) from e


def _line_of(error):
    """The innermost line outside this package that an error came through."""
    found, frame = "", error.__traceback__
    while frame is not None:
        code = frame.tb_frame.f_code
        if not code.co_filename.startswith((_PACKAGE, "<mxnet")):
            found = f" ({code.co_filename}, line {frame.tb_lineno}, in {code.co_name})"
        frame = frame.tb_next
    return found


def _infer(name, prop, inputs):
    """Shapes and types of the outputs, after asking the property."""
    shapes = [list(x.shape) for x in inputs]
    said = _told(name, prop.infer_shape, [list(s) for s in shapes])
    types = [x.dtype for x in inputs]
    kinds = _told(name, prop.infer_type, types) if types else ([], None)
    outputs = _told(name, prop.list_outputs)
    for argument, came, needed in zip(prop.list_arguments(), shapes, said[0], strict=False):
        if list(needed) != came:
            raise MXNetError(
                f"Custom {name!r}: {argument} has shape {tuple(came)}; infer_shape needs "
                f"{tuple(needed)}."
            )
    if len(said[1]) != len(outputs):
        raise MXNetError(
            f"Custom {name!r}: infer_shape gives {len(said[1])} shapes for {len(outputs)} outputs."
        )
    return said[1], kinds[1] or [np.float32] * len(outputs)


def _versions(kept):
    return [x._data._version for x in (*kept.inputs, *kept.outputs) if x is not None]


def _new(shape, kind, ctx):
    """Zeros for an output."""
    with k.placed(_device_of(ctx)):
        return wrap(k.zeros(shape=tuple(int(n) for n in shape), dtype=to_name(kind)), ctx)


def _device_of(ctx):
    return k.device_of(ctx.device_typeid, ctx.device_id)


class PythonOp:
    """The base of MXNet's first kind of Python operators, given up long ago; use `CustomOp`."""

    def __init__(self, need_top_grad=True):
        self.info_ = None
        self.need_top_grad_ = need_top_grad

    def __call__(self, *args, **kwargs):
        return self.get_symbol(*args, **kwargs)

    def get_symbol(self, *args, **kwargs):
        """Refused: this kind of operator is gone."""
        raise NotImplementedError(
            f"{type(self).__name__}: operators of this kind are gone; write a "
            "CustomOp and a CustomOpProp, and call it by nd.Custom."
        )

    def forward(self, in_data, out_data):
        """Compute the outputs: by default the first input itself."""
        out_data[0][:] = in_data[0]

    def backward(self, out_grad, in_data, out_data, in_grad):
        """Compute the gradients: by default that of the first input is one."""
        in_grad[0][:] = 1.0

    def infer_shape(self, in_shape):
        """Shapes of inputs and outputs: by default those of the first input."""
        return in_shape, [in_shape[0]]

    def list_outputs(self):
        """Names of the outputs."""
        return ["output"]

    def list_arguments(self):
        """Names of the inputs."""
        return ["data"]

    def need_top_grad(self):
        """Whether backward needs the gradients of the outputs."""
        return self.need_top_grad_


class NumpyOp(PythonOp):
    """Such an operator on NumPy arrays."""


class NDArrayOp(PythonOp):
    """Such an operator on NDArrays."""

    def declare_backward_dependency(self, out_grad, in_data, out_data):
        """The numbers of the arrays that backward reads."""
        return [*(out_grad if self.need_top_grad_ else ()), *in_data, *out_data]


k.hand_in(_Runner())
