"""HybridBlock: a block that runs step by step, or as one compiled graph.

What does not live here: the call of the graph (`_compiled.py`), blocks made of graphs
(`_symbol_block.py`).
"""

import warnings

from .. import ndarray as nd
from .. import symbol as sym
from .._core.errors import MXNetError
from .._tape.state import state
from ..context import current_context
from ..ndarray import NDArray
from ..symbol import Group, Symbol, var
from ._block import Block
from ._compiled import Compiled
from ._inferring import shapes_of_variables, types_of_variables
from ._nested import flatten, regroup
from ._tracing import TracedCalls, has_symbol
from ._waiting import DeferredInitializationError, epoch

__all__ = ["HybridBlock"]


class HybridBlock(Block):
    """A block that runs step by step or, after `hybridize`, as one compiled graph.

    Subclasses write `hybrid_forward(self, F, x, ...)`, where `F` is `mx.nd` or `mx.sym` and the
    block's parameters come as keywords; or, beyond 1.9.1, a plain `forward(self, x, ...)`, which is
    traced.

    Parameters
    ----------
    prefix, params
        As of `Block`.

    Examples
    --------
    >>> import mxnet as mx
    >>> class Square(mx.gluon.HybridBlock):
    ...     def hybrid_forward(self, F, x):
    ...         return F.square(x)
    >>> net = Square()
    >>> net.hybridize()
    >>> net(mx.nd.array([2, 3])).asnumpy().tolist()
    [4.0, 9.0]
    """

    __module__ = "mxnet.gluon.block"

    _plain = False  # whether the subclass writes `forward`, not `hybrid_forward`

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        cls._plain = (
            cls.forward is not HybridBlock.forward
            and cls.hybrid_forward is HybridBlock.hybrid_forward
        )

    def __init__(self, prefix=None, params=None):
        super().__init__(prefix=prefix, params=params)
        self._active = False
        self._flags = []
        self._backend = None
        self._backend_opts = {}
        self._op_hook = None
        self._eager = (-1, None, None)  # epoch, context and arrays of the last step-by-step call
        self._clear_cached_op()

    def __setattr__(self, name, value):
        super().__setattr__(name, value)
        if isinstance(value, HybridBlock):
            self._clear_cached_op()

    def __getstate__(self):
        return {**self.__dict__, "_cached_op": None, "_eager": (-1, None, None), "_op_hook": None}

    # ------------------------------------------------------------------------ settings

    def register_child(self, block, name=None):
        """Make a hybrid block a part of this one.

        Raises
        ------
        ValueError
            The block is not hybrid.
        """
        if not isinstance(block, HybridBlock):
            raise ValueError(
                f"Children of HybridBlock must also be HybridBlock, but {block} has type "
                f"{type(block)}. If you are using Sequential, please try HybridSequential instead."
            )
        super().register_child(block, name)
        self._clear_cached_op()

    def hybridize(
        self, active=True, backend=None, clear=True, static_alloc=False, static_shape=False,
        inline_limit=2, forward_bulk_size=None, backward_bulk_size=None, **kwargs,
    ):  # fmt: skip
        """Run as a compiled graph from now on, or step by step again.

        Parameters
        ----------
        active : bool
        backend : str, optional
            Taken for compatibility; every graph goes through the same compiler.
        clear : bool
            Forget graphs made before.
        static_alloc, static_shape : bool
            Promises that memory and shapes stay the same from call to call.
        inline_limit, forward_bulk_size, backward_bulk_size : int
            Taken for compatibility.
        **kwargs
            Options of the backend.

        Examples
        --------
        >>> import mxnet as mx
        >>> net = mx.gluon.nn.Dense(2)
        >>> net.initialize()
        >>> net.hybridize(static_alloc=True, static_shape=True)
        >>> net(mx.nd.ones((1, 3))).shape
        (1, 2)
        """
        self._backend, self._backend_opts = backend, kwargs
        self._active = active
        flags = {
            "static_alloc": static_alloc,
            "static_shape": static_shape,
            "inline_limit": inline_limit,
        }
        bulk = {
            "forward_bulk_size": forward_bulk_size,
            "backward_bulk_size": backward_bulk_size,
        }
        flags.update({name: size for name, size in bulk.items() if size is not None})
        self._flags = list(flags.items())
        if clear or not active:
            self._clear_cached_op()
        if active and (self._forward_hooks or self._forward_pre_hooks):
            warnings.warn(
                f'"{self}" is being hybridized while still having forward hook/pre-hook. If '
                f'"{self}" is a child of HybridBlock, the hooks will not take effect.',
                stacklevel=2,
            )
        super().hybridize(active, **{**flags, **bulk})

    def optimize_for(
        self, x, *args, backend=None, clear=False, static_alloc=False, static_shape=False,
        inline_limit=2, forward_bulk_size=None, backward_bulk_size=None, **kwargs,
    ):  # fmt: skip
        """Make the graph for arguments like these, without running it; then as `hybridize`.

        Parameters
        ----------
        x, *args : NDArray
        backend : str
            Taken for compatibility; every graph goes through the same compiler.
        clear, static_alloc, static_shape, inline_limit, forward_bulk_size, backward_bulk_size
            As of `hybridize`.

        Raises
        ------
        ValueError
            There is no backend.
        """
        if backend is None:
            raise ValueError('Must specify "backend" to optimize_for')
        self.hybridize(
            True, backend, clear, static_alloc, static_shape, inline_limit, forward_bulk_size,
            backward_bulk_size, **kwargs,
        )  # fmt: skip
        self._prepared((x, *args))

    def register_op_hook(self, callback, monitor_all=False):
        """Call `callback(name, operator, array)` for what every operator of the graph computes.

        Parameters
        ----------
        callback : callable
            Gets `str`, `str` and NDArray.
        monitor_all : bool
            For the inputs of operators too.
        """
        self._op_hook = (callback, monitor_all)
        if self._cached_op is not None:
            self._cached_op.listen(self._op_hook)
        super().register_op_hook(callback, monitor_all)

    def cast(self, dtype):
        """Convert the parameters to another type.

        Parameters
        ----------
        dtype : str or type
        """
        self._clear_cached_op()
        super().cast(dtype)

    def _clear_cached_op(self):
        """Forget the graph."""
        self._cached_graph = ()  # the variables of the arguments, and the outputs
        self._cached_op = None
        self._in_format = self._out_format = None
        self._held = {}  # constants of a traced graph

    # ------------------------------------------------------------------------- calling

    def __call__(self, *args):
        """The outputs, step by step or compiled, with the hooks before and after."""
        if self._forward_pre_hooks:
            self._tell_before(args)
        out = self._plain_call(args) if self._plain else self.forward(*args)
        if self._forward_hooks:
            self._tell_after(args, out)
        return out

    def forward(self, x, *args):
        """Compute the outputs by `hybrid_forward`; or subclasses write this one.

        Parameters
        ----------
        x, *args : NDArray or Symbol, nested lists of them, or None
        """
        first = x if not args and x.__class__ is NDArray else first_array(x, args)
        if isinstance(first, Symbol):
            return self._symbolic(x, args)
        if self._active and state.tracer is None:
            return self._call_cached_op(x, *args)
        ctx = first._ctx
        known, where, params = self._eager
        # A trace changes the epoch too, so what is kept for steps is never used in it.
        if known != epoch.now or where is not ctx:
            params = self._parameters(ctx, x, args)
            if state.tracer is not None:
                with self.name_scope():
                    return self.hybrid_forward(nd, x, *args, **params)
            self._eager = (epoch.now, ctx, params)
        if current_context() is ctx:
            return self.hybrid_forward(nd, x, *args, **params)
        with ctx:
            return self.hybrid_forward(nd, x, *args, **params)

    def _symbolic(self, x, args):
        """`hybrid_forward` of symbols."""
        params = {name: param.var() for name, param in self._reg_params.items()}
        with self.name_scope():
            return self.hybrid_forward(sym, x, *args, **params)

    def hybrid_forward(self, F, x, *args, **kwargs):
        """Compute the outputs with the functions of `F`; for subclasses to write.

        Parameters
        ----------
        F : module
            `mx.nd` or `mx.sym`.
        x, *args : NDArray or Symbol
        **kwargs : NDArray or Symbol
            The block's parameters by the names of its attributes.
        """
        raise NotImplementedError(
            f"{type(self).__name__} must write hybrid_forward(self, F, x, ...)"
        )

    def _parameters(self, ctx, x, args):
        """The arrays of this block's own parameters on a context, by attribute."""
        try:
            return {name: param.data(ctx) for name, param in self._reg_params.items()}
        except DeferredInitializationError:
            self._finish_parameters(x, *args)
        return {name: param.data(ctx) for name, param in self._reg_params.items()}

    def _finish_parameters(self, *args):
        """Find out the shapes that are not known, from the arguments, and fill the parameters."""
        self._deferred_infer_shape(*args)
        for param in self.collect_params().values():
            param._finish_deferred_init()

    def _plain_call(self, args):
        """Run a `forward` that the subclass wrote."""
        if self._active and state.tracer is None and not has_symbol(args):
            return self._call_cached_op(*args)
        return self._forward_by_name(args)

    def _forward_by_name(self, args):
        """Run `forward`; names given meanwhile in a trace begin with this block's prefix."""
        if state.tracer is None:
            return self._finished_forward(args)
        with self.name_scope():
            return self._finished_forward(args)

    def _finished_forward(self, args):
        """Run `forward`, and where its own parameters wait for shapes, ask `infer_shape` first."""
        try:
            return self.forward(*args)
        except DeferredInitializationError:
            if not self._plain or type(self).infer_shape is HybridBlock.infer_shape:
                raise
        self.infer_shape(*args)
        for param in self.params.values():
            param._finish_deferred_init()
        return self.forward(*args)

    def _is_traced(self):
        """Whether this block or one inside it writes a plain `forward`."""
        stack = [self]
        while stack:
            block = stack.pop()
            if block._plain:
                return True
            stack.extend(block._children.values())
        return False

    # --------------------------------------------------------------------------- graph

    def _call_cached_op(self, *args):
        """Run as a graph."""
        graph = self._cached_op
        if graph is None:
            graph = self._prepared(args)
        try:
            return graph(args)
        except DeferredInitializationError:
            self._finish_parameters(*args)
            return graph(args)

    def _prepared(self, args):
        """The graph as a function, made if it is not there."""
        if self._is_traced():
            made = TracedCalls(self, self._flags)
        else:
            inputs, out = self._get_graph(*args)
            formats = self._in_format, self._out_format
            made = Compiled(inputs, out, formats, self.collect_params(), self._flags)
        made.listen(self._op_hook)
        self._cached_op = made
        return made

    def _get_graph(self, *args):
        """The variables of the arguments, and the graph for arguments of such a form."""
        if not self._cached_graph:
            if self._is_traced():
                raise MXNetError(
                    f"{self.name} writes a plain forward, or a block inside it does: shapes of its "
                    "own parameters are to be given, or found by an infer_shape of its own."
                )
            flat, form = flatten(args, "input")
            inputs = _variables(flat)
            grouped = regroup(inputs, form)[0]
            params = {name: param.var() for name, param in self._reg_params.items()}
            with self.name_scope():
                out = self.hybrid_forward(sym, *grouped, **params)
            out, self._out_format = flatten(out, "output")
            self._in_format = form
            self._cached_graph = inputs, Group(out) if len(out) > 1 else out[0]
        return self._cached_graph

    def infer_shape(self, *args):
        """Find out the shapes of parameters from arguments.

        Parameters
        ----------
        *args : NDArray

        Raises
        ------
        ValueError
            The arguments do not decide them.
        """
        self._infer("shape", args, shapes_of_variables)

    def infer_type(self, *args):
        """Find out the types of parameters from arguments.

        Parameters
        ----------
        *args : NDArray
        """
        self._infer("dtype", args, types_of_variables)

    def _infer(self, what, args, infer):
        """Set an attribute of the parameters as it follows from the arguments."""
        inputs, out = self._get_graph(*args)
        flat, _ = flatten(args, "input")
        pairs = zip(inputs, flat, strict=True)
        found = infer(out, {each.name: x for each, x in pairs if each is not None})
        for name, param in self.collect_params().items():
            if name in found:
                setattr(param, what, found[name])

    def _deferred_infer_shape(self, *args):
        try:
            self.infer_shape(*args)
        except Exception as error:
            raise ValueError(
                f"Deferred initialization failed because shape cannot be inferred. {error}"
            ) from error

    # --------------------------------------------------------------------------- files

    def export(self, path, epoch=0, remove_amp_cast=True):
        """Write the graph and the parameters to files that 1.9.1 and `SymbolBlock` read.

        Parameters
        ----------
        path : str
            Of the files `path-symbol.json` and `path-0000.params`.
        epoch : int
            The number in the name of the second.
        remove_amp_cast : bool
            Leave out the casts of mixed precision.

        Raises
        ------
        RuntimeError
            The block was not hybridized, or did not run since.
        """
        if not self._cached_graph:
            raise RuntimeError(
                "Please first call block.hybridize() and then run forward with this block at "
                "least once before calling export."
            )
        out = self._cached_graph[1]
        out.save(f"{path}-symbol.json", remove_amp_cast=remove_amp_cast)
        arguments, states = set(out.list_arguments()), set(out.list_auxiliary_states())
        arrays = {}
        for name, param in [*self.collect_params().items(), *self._held.items()]:
            if name in arguments:
                arrays[f"arg:{name}"] = param._reduce()
            elif name in states:
                arrays[f"aux:{name}"] = param._reduce()
            else:
                warnings.warn(f'Parameter "{name}" is not found in the graph. ', stacklevel=2)
        nd.save(f"{path}-{epoch:04d}.params", arrays)


def _variables(flat):
    """A variable for every array, None for None: `data`, or of several `data0`, `data1`, ..."""
    several = sum(each is not None for each in flat) > 1
    number = iter(range(len(flat)))
    return [
        None if each is None else var(f"data{next(number)}" if several else "data") for each in flat
    ]


def first_array(x, args):
    """The first array or symbol among nested arguments; arrays and symbols may not be mixed."""
    found, stack = None, [*reversed(args), x]
    while stack:
        each = stack.pop()
        if isinstance(each, (NDArray, Symbol)):
            if found is None:
                found = each
            elif isinstance(each, NDArray) is not isinstance(found, NDArray):
                raise ValueError(
                    "In HybridBlock, we do not support mixed NDArrays and Symbols types for the "
                    "input. Please check the type of the args.\n"
                )
        elif isinstance(each, (list, tuple)):
            stack.extend(reversed(each))
    if found is None:
        raise ValueError(
            "In HybridBlock, there must be one NDArray or one Symbol in the input. Please check "
            "the type of the args.\n"
        )
    return found
