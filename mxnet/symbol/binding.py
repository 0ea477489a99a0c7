"""The part of `Symbol` that gives it arrays and makes an Executor.

What does not live here: running (`mxnet/executor.py`).
"""

from .._core import dtypes
from .._core.errors import MXNetError
from .._graph.infer import Inference
from .._graph.ir import arguments_and_states, topological
from ..context import Context, canonical, current_context, torch_device
from ..executor import Executor
from ..ndarray.bound import Bound, requests
from ..ndarray.creation import zeros
from ..ndarray.handle import Handle, stored
from .entries import Entries
from .inferring import _read, known_dtypes, known_shapes
from .storages import gradient_storages, storages

__all__ = ["Binding"]


BACKENDS = ("MKLDNN", "MKLDNN_QUANTIZE", "default")


class Binding(Entries):
    """From a graph to something that runs."""

    __slots__ = ()

    def bind(
        self,
        ctx,
        args,
        args_grad=None,
        grad_req="write",
        aux_states=None,
        group2ctx=None,
        shared_exec=None,
    ):
        """An Executor of this graph on given arrays.

        Parameters
        ----------
        ctx : Context
            Where it runs.
        args : list or dict of NDArray
            Every argument, in the order of `list_arguments` or by name.
        args_grad : list or dict of (NDArray or None), optional
            Where the gradients go; an argument without an array gets none.
        grad_req : str, list or dict of str
            `"write"`, `"add"` or `"null"`, for all or for each argument.
        aux_states : list or dict of NDArray, optional
            Every auxiliary state.
        group2ctx : dict of str to Context, optional
            Where the nodes of an attribute `ctx_group` run.
        shared_exec : Executor, optional
            Taken for compatibility; memory is shared without it.

        Returns
        -------
        Executor

        Raises
        ------
        ValueError, TypeError
            Arrays are missing, or are none.
        MXNetError
            The arrays' shapes do not fit the graph, or they are not where it runs.

        Examples
        --------
        >>> import mxnet as mx
        >>> a, b = mx.sym.var("a"), mx.sym.var("b")
        >>> exe = (2 * a + b).bind(mx.cpu(), {"a": mx.nd.array([1, 2]), "b": mx.nd.array([2, 3])})
        >>> exe.forward()[0].asnumpy().tolist()
        [4.0, 7.0]
        """
        if not isinstance(ctx, Context):
            raise TypeError("Context type error")
        order = topological(self._entries)
        arguments, states = arguments_and_states(order)
        names = [node.name for node in arguments]
        arg_arrays = _arrays(args, names, "args", False)
        grads = (
            [None] * len(names)
            if args_grad is None
            else _arrays(args_grad, names, "args_grad", True)
        )
        aux = _arrays(aux_states or [], [node.name for node in states], "aux_states", False)
        for node, x, g in zip(arguments, arg_arrays, grads, strict=True):
            if g is not None and g.shape != x.shape:
                raise MXNetError(
                    f"bind: the gradient's array of {node.name!r} has shape {g.shape}; the "
                    f"argument has {x.shape}."
                )
        if not group2ctx:
            _in_one_place(canonical(ctx), {"Input": arg_arrays, "Gradient": grads, "State": aux})
        shapes = {
            node: tuple(x.shape)
            for node, x in zip([*arguments, *states], [*arg_arrays, *aux], strict=True)
        }
        kinds = {
            node: dtypes.to_name(x.dtype)
            for node, x in zip([*arguments, *states], [*arg_arrays, *aux], strict=True)
        }
        found = Inference(self._entries, shapes, kinds, order).run_shapes()
        reqs = requests(grad_req, names)
        handle = Bound(self._entries, order, found, arg_arrays, grads, aux, reqs)
        return Executor(handle, self, ctx, grad_req, group2ctx)

    def simple_bind(
        self,
        ctx,
        grad_req="write",
        type_dict=None,
        stype_dict=None,
        group2ctx=None,
        shared_arg_names=None,
        shared_exec=None,
        shared_buffer=None,
        **kwargs,
    ):
        """An Executor on new arrays, whose shapes follow from those of some arguments.

        Parameters
        ----------
        ctx, grad_req, group2ctx
            As of `bind`.
        type_dict : dict of str to type, optional
            Types of arguments; those of the others follow, float32 if nothing tells.
        stype_dict : dict of str to str, optional
            Storage types of arguments; those of variables made with an `stype` are known.
        shared_arg_names : list of str, optional
            Arguments to take over from `shared_exec`, with their gradients.
        shared_exec : Executor, optional
            Whose arrays of these names and whose states are taken over where shapes agree, if there
            is a `shared_buffer` too; else nothing is, as in 1.9.1.
        shared_buffer : dict of str to NDArray, optional
            Arrays to use where name and shape agree; new ones are added to it.
        **kwargs : tuple
            Shapes by name.

        Returns
        -------
        Executor

        Raises
        ------
        RuntimeError
            The shapes do not decide all others, or contradict each other.
        """
        if not isinstance(ctx, Context):
            raise TypeError("Context type error")
        order = topological(self._entries)
        arguments, states = arguments_and_states(order)
        given = {
            name: _read(shape) for name, shape in kwargs.items() if isinstance(shape, (tuple, list))
        }
        try:
            found = self._settled(order, given, type_dict or {})
        except MXNetError as error:
            raise RuntimeError(_simple_bind_told(kwargs, self) + str(error)) from error.__cause__
        for node in (*arguments, *states):
            shape = found.shapes[node][0]
            if shape is None or None in shape:
                raise RuntimeError(
                    _simple_bind_told(kwargs, self)
                    + f"the shape of {node.name} does not follow from the shapes given."
                )
        try:
            reqs = requests(grad_req, [node.name for node in arguments])
        except ValueError as error:  # here, and not in bind, it is 1.9.1's compiled part that looks
            raise RuntimeError(_simple_bind_told(kwargs, self) + str(error)) from None
        make = _Maker(ctx, group2ctx, found, shared_arg_names, shared_exec, shared_buffer)
        make.stypes = storages([*arguments, *states], stype_dict or {})
        make.gradient_stypes = gradient_storages(order, make.stypes)
        args = [make.argument(node) for node in arguments]
        grads = [
            make.gradient(node) if req != "null" else None
            for node, req in zip(arguments, reqs, strict=True)
        ]
        aux = [make.state(node) for node in states]
        handle = Bound(self._entries, order, found, args, grads, aux, reqs)
        return Executor(handle, self, ctx, grad_req, group2ctx)

    def _settled(self, order, shapes, types):
        """Shapes and dtypes of everything, float32 where nothing tells."""
        kinds = known_dtypes(order, {name: dtypes.to_name(kind) for name, kind in types.items()})
        first = Inference(self._entries, {}, kinds, order).run_dtypes()
        for node in order:
            if node.op is None and first.dtypes[node][0] is None:
                first.dtypes[node][0] = "float32"
        first.run_dtypes()
        for node, shape in known_shapes(order, shapes).items():
            first.shapes[node][0] = shape
        return first.run_shapes()

    def eval(self, ctx=None, **kwargs):
        """The outputs for arrays given by name.

        Returns
        -------
        list of NDArray

        Examples
        --------
        >>> import mxnet as mx
        >>> (mx.sym.var("a") + 1).eval(a=mx.nd.ones((2,)))[0].asnumpy().tolist()
        [2.0, 2.0]
        """
        states = self.list_auxiliary_states()
        aux = {name: kwargs[name] for name in states if name in kwargs}
        return self.bind(ctx or current_context(), kwargs, aux_states=aux).forward()

    def gradient(self, wrt):
        """Not there, as in 1.9.1: bind the symbol and call `backward`."""
        raise MXNetError(
            "Symbol.gradient is not implemented, as in 1.9.1; bind the symbol and call backward()."
        )

    def optimize_for(
        self,
        backend,
        args=None,
        aux=None,
        ctx=None,
        shape_dict=None,
        type_dict=None,
        stype_dict=None,
        skip_infer=False,
        **kwargs,
    ):
        """This symbol: the one compiler there is has no other backends to split graphs for.

        What 1.9.1 gives a backend to look at (`args`, `aux`, shapes, types) is not looked at.

        Raises
        ------
        TypeError
            `backend` is no string.
        """
        if not isinstance(backend, str):
            raise TypeError(f"backend must be a string, not {type(backend).__name__}")
        return self

    def get_backend_symbol(self, backend):
        """This symbol, for the backends that 1.9.1 is built with on a CPU.

        Raises
        ------
        MXNetError
            A backend of another name.
        """
        if backend not in BACKENDS:
            raise MXNetError(
                f"SubgraphBackend {backend!r} is not found; there are {', '.join(BACKENDS)}, which "
                "change nothing here."
            )
        return self


def _simple_bind_told(kwargs, symbol):
    told = ", ".join(f"{name}: {kwargs.get(name)}" for name in symbol.list_arguments())
    return f"simple_bind error. Arguments:\n{told},\n"


def _arrays(given, names, what, gaps):
    """The arrays in the order of `names`, from a list or a dict."""
    if isinstance(given, (list, tuple)):
        if len(given) != len(names):
            raise ValueError(f"Length of {what} does not match the number of arguments")
        found = list(given)
    elif isinstance(given, dict):
        for name in names:
            if name not in given and not gaps:
                raise ValueError(f"key `{name}` is missing in `{what}`")
        found = [given.get(name) for name in names]
    else:
        raise TypeError("Only accept list of NDArrays or dict of str to NDArray")
    for each in found:
        if not isinstance(each, Handle) and not (gaps and each is None):
            raise TypeError("Only accept list of NDArrays or dict of str to NDArray")
    return found


def _in_one_place(ctx, groups):
    """Refuse arrays of another context than the one that the graph is bound to."""
    device = torch_device(ctx)
    for what, arrays in groups.items():
        for x in arrays:
            if x is None or (stored(x).device == device and x._ctx.device_id == ctx.device_id):
                continue
            raise MXNetError(
                f"bind: {what} array is in {x._ctx} while binding with ctx={ctx}. All arrays "
                f"must be in global context ({ctx}) unless group2ctx is specified for cross-device "
                "graph."
            )


class _Maker:
    """Makes the arrays of `simple_bind`, or takes them over."""

    def __init__(self, ctx, groups, found, shared_names, shared_exec, buffer):
        self.ctx, self.groups, self.found = canonical(ctx), groups or {}, found
        self.buffer, self.unbuffered = buffer, frozenset(shared_names or ())
        self.args, self.grads, self.states = {}, {}, {}
        if shared_exec is None or buffer is None:  # as in 1.9.1: then only memory would be shared
            return
        there, gradients = shared_exec.arg_dict, shared_exec.grad_dict
        self.args = {name: there[name] for name in self.unbuffered if name in there}
        self.grads = {name: gradients.get(name) for name in self.args}
        self.states = dict(shared_exec.aux_dict)

    def argument(self, node):
        kept = self._take(node, self.args, self.stypes[node])
        return self._buffered(node) if kept is None else kept

    def gradient(self, node):
        stype = self.gradient_stypes[node]
        kept = self._take(node, self.grads, stype)
        return self._new(node, stype) if kept is None else kept

    def state(self, node):
        kept = self._take(node, self.states, self.stypes[node])
        return self._new(node, self.stypes[node]) if kept is None else kept

    def _take(self, node, table, stype):
        array = table.get(node.name)
        fits = (
            array is not None
            and array.shape == self.found.shapes[node][0]
            and array.stype == stype
            and dtypes.to_name(array.dtype) == self.found.dtypes[node][0]
        )
        return array if fits else None

    def _buffered(self, node):
        stype = self.stypes[node]
        if self.buffer is None or node.name in self.unbuffered:
            return self._new(node, stype)
        kept = self._take(node, self.buffer, stype)
        if kept is None:
            kept = self.buffer[node.name] = self._new(node, stype)
        return kept

    def _new(self, node, stype):
        ctx = self.groups.get(node.attrs.get("__ctx_group__"), self.ctx)
        shape, dtype = self.found.shapes[node][0], dtypes.to_numpy(self.found.dtypes[node][0])
        return zeros(shape, ctx, dtype, stype=stype)
