"""A graph bound to arrays: forward, backward, and the arrays by name.

The graph runs as a compiled program. Where it cannot (operators that depend on values, a monitor,
several devices) it is run node by node through the calls of arrays, with the tape's walk back.
What does not live here: making the arrays (`symbol/binding.py`).
"""

import numpy as np

from . import _kernels as k
from ._core import flags
from ._core.errors import MXNetError
from ._graph import outputs
from ._graph.calls import Illegal
from ._graph.flow import takes_head_gradient
from ._graph.inputs import name as input_name
from ._graph.merging import merged
from ._tape.backward import backward as walk
from ._tape.node import Leaf
from ._tape.state import scope, state
from ._tape.watch import watch
from .context import canonical, torch_device
from .ndarray.array import NDArray
from .ndarray.bound import Saved
from .ndarray.cached_node import call_node
from .ndarray.creation import zeros
from .ndarray.handle import Handle, stored, wrap, wrap_stored
from .ndarray.monitored import BackwardMonitor

__all__ = ["Executor"]


class Executor:
    """Runs a graph on the arrays it is bound to; made by `Symbol.bind` and `simple_bind`.

    Attributes
    ----------
    arg_arrays, grad_arrays, aux_arrays : list of NDArray
        The arrays; change their contents in place.
    outputs : list of NDArray
        What the last forward gave: the same arrays each time, with new contents.

    Examples
    --------
    >>> import mxnet as mx
    >>> a, b = mx.sym.var("a"), mx.sym.var("b")
    >>> exe = (2 * a + b).simple_bind(mx.cpu(), a=(2,), b=(2,))
    >>> exe.arg_dict["a"][:], exe.arg_dict["b"][:] = [1, 2], [2, 3]
    >>> exe.forward(is_train=True)[0].asnumpy().tolist()
    [4.0, 7.0]
    >>> exe.backward(exe.outputs[0])
    >>> exe.grad_dict["a"].asnumpy().tolist()
    [8.0, 14.0]
    """

    def __init__(self, handle, symbol, ctx, grad_req, group2ctx):
        self.handle, self._symbol, self._ctx = handle, symbol, canonical(ctx)
        self._grad_req, self._group2ctx = grad_req, group2ctx
        self.arg_arrays, self.grad_arrays, self.aux_arrays = handle.args, handle.grads, handle.aux
        self._arg_names = symbol.list_arguments()
        self._aux_names = symbol.list_auxiliary_states()
        self._output_names = symbol.list_outputs()
        self._monitor, self._monitor_all, self._back_monitor = None, False, None
        self._outputs = self._heads = self._saved = None
        self._was_training, self._ones, self._homes = False, {}, {}
        self._merges = flags.ELIMINATE_COMMON_EXPR.value

    # ----------------------------------------------------------------- arrays by name

    @property
    def outputs(self):
        """What the last forward gave; zeros before the first."""
        if self._outputs is None:
            found = self.handle.found
            self._outputs = [
                wrap(
                    k.zeros(shape=found.shapes[n][i] or (), dtype=found.dtypes[n][i] or "float32"),
                    self._ctx,
                )
                for n, i in self.handle.heads
            ]
        return self._outputs

    @property
    def arg_dict(self):
        """The arguments by name."""
        return _by_name(self._arg_names, self.arg_arrays)

    @property
    def grad_dict(self):
        """The gradients by the arguments' names; None where none is computed."""
        return _by_name(self._arg_names, self.grad_arrays)

    @property
    def aux_dict(self):
        """The auxiliary states by name."""
        return _by_name(self._aux_names, self.aux_arrays)

    @property
    def output_dict(self):
        """The outputs by name."""
        return _by_name(self._output_names, self.outputs)

    # ------------------------------------------------------------------------ running

    def forward(self, is_train=False, **kwargs):
        """Run the graph.

        Parameters
        ----------
        is_train : bool
            Whether operators behave as in training, and auxiliary states are updated.
        **kwargs : NDArray or numpy.ndarray
            New contents of arguments.

        Returns
        -------
        list of NDArray
            The outputs.

        Raises
        ------
        TypeError
            A keyword that is no argument.
        ValueError
            An array of another shape than the argument.
        """
        if kwargs:
            self._set(kwargs)
        self._was_training = bool(is_train)
        self._run(record=bool(is_train and self.handle.sinks))
        return self._outputs

    def backward(self, out_grads=None, is_train=True):
        """Compute the gradients of the last forward.

        Parameters
        ----------
        out_grads : NDArray, or list or dict of NDArray, optional
            The gradient that arrives at each output. Losses need none.
        is_train : bool
            Taken for compatibility: the mode is that of the forward.

        Raises
        ------
        MXNetError
            An output that is no loss was given no gradient, or one of another shape.
        """
        if not self.handle.sinks:
            return
        seeds = self._seeds(out_grads)
        if self._heads is None and self._saved is None:
            self._run(record=True)
        if self._saved is not None:
            self._saved.backward(seeds)
            return
        if not any(x._node is not None for x in self._heads):
            self._run(record=True)
        starts = [
            (x._node, x._slot, g)
            for x, g in zip(self._heads, seeds, strict=True)
            if x._node is not None and g is not None
        ]
        for leaf in self._leaves:
            leaf.fresh = False
        if starts:
            with scope(False, self._was_training):
                walk(starts, k, retain=True)
        if self._back_monitor is not None:
            self._back_monitor.finish()
        for leaf in self._leaves:
            if not leaf.fresh:
                leaf.sink(None)

    def _set(self, given):
        arrays = self.arg_dict
        for name, value in given.items():
            if not isinstance(value, (NDArray, np.ndarray)):
                raise ValueError("only accept keyword argument of NDArrays and numpy.ndarray")
            if name not in arrays:
                raise TypeError(f"Unknown argument {name}")
            if arrays[name].shape != value.shape:
                raise ValueError(
                    f"Shape not match! Argument {name}, need: {arrays[name].shape}, "
                    f"received: {value.shape}"
                )
            arrays[name][:] = value

    def _run(self, record):
        self._heads = self._saved = None
        program = self._program(record)
        if program is None or not self._run_program(program):
            self._interpret(record)

    def _program(self, record):
        """The compiled form, or None where the graph has to be run node by node."""
        if self._monitor is not None or self._group2ctx or watch.looks:
            return None
        return self.handle.program(self._was_training, record, torch_device(self._ctx))

    def _run_program(self, program):
        """Run it; False where it failed, so that the way node by node can say at which node."""
        bound = self.handle
        datas = [bound.arrays[node]._data for node in bound.variables]
        try:
            if program.wanted:
                heads, states, saved = program.forward_saving(datas)
                self._saved = Saved(bound, program, datas, saved)
            else:
                heads, states = program.forward(datas)
        except Illegal:
            raise
        except (RuntimeError, TypeError, ValueError, IndexError):
            return False
        for name, new in zip(program.states, states, strict=True):
            if new is not None:
                k.assign(bound.by_name[name]._data, new)
        self._show(heads)
        return True

    def _show(self, tensors):
        """Let the output arrays, which programs may hold on to, be these from now on."""
        if self._outputs is None:
            self._outputs = [wrap_stored(t, self._ctx) for t in tensors]
            return
        for i, (array, tensor) in enumerate(zip(self._outputs, tensors, strict=True)):
            if array._sparse or k.is_sparse(tensor):
                self._outputs[i] = wrap_stored(tensor, self._ctx)
            else:
                array._data = tensor

    def _interpret(self, record):
        values, self._leaves, bound = {}, [], self.handle
        self._back_monitor = BackwardMonitor(self._monitor) if record and self._monitor else None
        with scope(record, self._was_training):
            for node in bound.order:
                if node.op is None:
                    values[node] = [self._variable(node, record)]
                    continue
                state.recording = record and node in bound.active
                values[node] = self._call(node, [values[n][i] for n, i in node.inputs])
        heads = [values[n][i] for n, i in bound.heads]
        self._heads = [self._owned(x, n) for x, (n, _) in zip(heads, bound.heads, strict=True)]
        self._show([stored(x) for x in self._heads])
        for array, head in zip(self._outputs, self._heads, strict=True):
            array._ctx = head._ctx

    def _variable(self, node, record):
        array, sink = self.handle.arrays[node], self.handle.sinks.get(node)
        inner = wrap_stored(stored(array), array._ctx)
        if record and sink is not None:
            inner._node = Leaf(sink)
            self._leaves.append(inner._node)
        return inner

    def _call(self, node, inputs):
        group = self._group2ctx and self._group2ctx.get(node.attrs.get("__ctx_group__"))
        if group:
            inputs = [x.as_in_context(group) for x in inputs]
        if self._monitor is not None and self._monitor_all:
            for i, x in enumerate(inputs):
                if node.inputs[i][0].op is None:
                    self._monitor(node.inputs[i][0].name, x)
                self._monitor(f"{node.name}_{input_name(node, i)}", x)
        if self._back_monitor is not None and state.recording:
            inputs = self._back_monitor.watched(node, inputs)
        made = call_node(node, inputs, self._homes)
        if self._monitor is not None:
            for name, x in zip(outputs.names(node), made, strict=False):
                self._monitor(name, x)
        return made

    @staticmethod
    def _owned(x, node):
        if node.op is not None:
            return x
        copy = wrap_stored(x._store if x._sparse else k.own(x._data), x._ctx)
        copy._node, copy._slot = x._node, x._slot
        return copy

    def _seeds(self, out_grads):
        given = self._given_seeds(out_grads)
        shown, seeds = self.outputs, []
        for i, ((node, _), x, g) in enumerate(zip(self.handle.heads, shown, given, strict=True)):
            needed = takes_head_gradient(node)
            if g is None or (not needed and g.shape != x.shape):  # nobody reads it
                if needed:
                    raise MXNetError(
                        "Because the last operator is not Loss function, head_gradient is required "
                        f"when calling backward: the output of {node.name!r} needs one."
                    )
                seeds.append(self._one(i, stored(x)))
                continue
            if not isinstance(g, Handle):
                raise TypeError("inputs must be NDArray")
            own, given_one = stored(x), k.to_dense(stored(g))
            if given_one.shape != own.shape:
                raise MXNetError(
                    f"backward: the gradient of {node.name!r} has shape {tuple(given_one.shape)}; "
                    f"the output has {tuple(own.shape)}."
                )
            seeds.append(k.cast(given_one, dtype=k.dtype_name(own)))
        return seeds

    def _one(self, i, like):
        """Ones for the gradient of a loss, which nothing writes to; they are kept."""
        found = self._ones.get(i)
        if found is None or found.shape != like.shape or found.dtype is not like.dtype:
            found = self._ones[i] = k.ones_like(like)
        return found

    def _given_seeds(self, out_grads):
        names = self._output_names
        if out_grads is None:
            return [None] * len(names)
        if isinstance(out_grads, Handle):
            out_grads = [out_grads]
        elif isinstance(out_grads, dict):
            out_grads = [out_grads[name] for name in names]
        elif not isinstance(out_grads, (list, tuple)):
            raise TypeError("inputs must be NDArray")
        given = list(out_grads)
        given = given[: len(names)]  # 1.9.1 reads no more of them either
        return given + [None] * (len(names) - len(given))

    # ------------------------------------------------------------------------- others

    def copy_params_from(self, arg_params, aux_params=None, allow_extra_params=False):
        """Copy arrays into the arguments and auxiliary states of the same names.

        Parameters
        ----------
        arg_params, aux_params : dict of str to NDArray
            The arrays; their dtypes may differ.
        allow_extra_params : bool
            Pass over names that are none of this graph's.

        Raises
        ------
        ValueError
            A name that is not there.
        """
        _copy_into(
            self.arg_dict,
            arg_params,
            allow_extra_params,
            'Find name "{}" that is not in the arguments',
        )
        if aux_params is not None:
            _copy_into(
                self.aux_dict,
                aux_params,
                allow_extra_params,
                "Find name {} that is not in the auxiliary states",
            )

    def reshape(self, partial_shaping=False, allow_up_sizing=False, **kwargs):
        """An Executor of the same graph for other shapes; arrays that fit are shared.

        Parameters
        ----------
        partial_shaping : bool
            Whether arguments that are not named may change their shapes.
        allow_up_sizing : bool
            Whether arrays may become larger; they are then new ones.
        **kwargs : tuple
            Shapes by name.

        Returns
        -------
        Executor

        Raises
        ------
        MXNetError
            A shape would change, or grow, without leave.
        """
        arg_shapes, _, aux_shapes = self._symbol.infer_shape(
            **{name: shape for name, shape in kwargs.items() if name in self._arg_names}
        )
        if arg_shapes is None:
            raise MXNetError(f"reshape: Insufficient argument shapes provided: {kwargs}")
        leave = partial_shaping, allow_up_sizing
        args, grads = [], []
        for name, shape, array, grad in zip(
            self._arg_names, arg_shapes, self.arg_arrays, self.grad_arrays, strict=True
        ):
            args.append(_resized(name, array, shape, name in kwargs, *leave))
            grads.append(
                None if grad is None else _resized(name, grad, shape, name in kwargs, *leave)
            )
        aux = [
            _resized(name, array, shape, name in kwargs, *leave)
            for name, shape, array in zip(self._aux_names, aux_shapes, self.aux_arrays, strict=True)
        ]
        made = self._symbol.bind(self._ctx, args, grads, self._grad_req, aux, self._group2ctx)
        made.set_monitor_callback(self._monitor, self._monitor_all)
        return made

    def set_monitor_callback(self, callback, monitor_all=False):
        """Have `callback(name, array)` called for every output of every node as it is computed.

        With `monitor_all` it is called for every input too.
        """
        self._monitor, self._monitor_all = callback, monitor_all

    def debug_str(self):
        """The graph as text, and how much memory its arrays take, gradients included."""
        found = self.handle.found
        total = sum(
            _bytes(found.shapes[n][i], found.dtypes[n][i]) * (2 if n in self.handle.active else 1)
            for n in self.handle.order
            if n.op is None or "view" not in n.op.traits
            for i in range(len(found.shapes[n]))
        )
        return (
            self._symbol.debug_str() + f"Total {total >> 20} MB allocated\n"
            "Total 0 TempSpace resource requested\n"
        )

    @property
    def source(self):
        """The text of the program that the last forward ran; None where it ran node by node."""
        if self._heads is not None or self._outputs is None:
            return None
        record = self._saved is not None
        return self.handle.program(self._was_training, record, torch_device(self._ctx)).source

    def get_optimized_symbol(self):
        """The symbol with calls that compute the same as one, as programs run it."""
        if not self._merges:
            return self._symbol
        return type(self._symbol)(merged(self._symbol._entries))


def _by_name(names, arrays):
    seen = set()
    for name in names:
        if name in seen:
            raise ValueError(f"Duplicate names detected: {name!r} in {names}")
        seen.add(name)
    return dict(zip(names, arrays, strict=True))


def _copy_into(arrays, given, extra, message):
    for name, value in given.items():
        if name not in arrays:
            if not extra:
                raise ValueError(message.format(name))
            continue
        target = arrays[name]
        if target.shape != value.shape:
            raise MXNetError(
                f"copy_params_from: {name} has shape {target.shape}; the given array has "
                f"{value.shape}."
            )
        value.astype(target.dtype).copyto(target)


def _resized(name, array, shape, named, partial, grow):
    """An array of another shape: the same memory where it suffices."""
    if array.shape == tuple(shape):
        return array
    if not named and not partial:
        raise MXNetError(
            f"Shape of unspecifie arg: {name} changed. This can cause the new executor to not "
            "share parameters with the old one. Please check for error in network. If this is "
            "intended, set partial_shaping=True to suppress this warning."
        )
    size = int(np.prod(shape))
    if size > array.size:
        if not grow:
            raise MXNetError(
                f"New shape of arg: {name} is larger than original. First making a big executor "
                "and then down sizing it is more efficient than the reverse. If you really want to "
                "up size, set allow_up_sizing=True to enable allocation of new arrays."
            )
    if size > array.size or array._sparse:
        return zeros(tuple(shape), array._ctx, array.dtype, stype=array.stype)
    return array.reshape((-1,))[0:size].reshape(tuple(shape))


def _bytes(shape, dtype):
    width = {
        "float64": 8,
        "int64": 8,
        "float16": 2,
        "bfloat16": 2,
        "int8": 1,
        "uint8": 1,
        "bool": 1,
    }
    return (
        int(np.prod(shape)) * width.get(dtype, 4) if shape is not None and None not in shape else 0
    )
