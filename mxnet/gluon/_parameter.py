"""Parameter: an array that a network learns, on one or several devices.

What does not live here: how the arrays come to be (`_filling.py`), sets of parameters
(`_parameter_dict.py`), arrays that nobody learns (`_constant.py`), files.
"""

import numpy as np

from .. import autograd
from .._tape.state import state
from ..context import cpu, current_context
from ..ndarray import NDArray, zeros_like
from ..ndarray import add_n as add_arrays
from ..symbol import Symbol, var
from ..util import is_np_shape
from ._filling import Filling
from ._sparse_training import rows_of, whole_of
from ._waiting import DeferredInitializationError, contexts_of, epoch

__all__ = ["Parameter", "tensor_types"]

tensor_types = (Symbol, NDArray)
_STORAGE = ("default", "row_sparse", "csr")
_OF_THE_CPU = {"cpu", "cpu_pinned", "cpu_shared"}


class Parameter(Filling):
    """An array that a network learns, with its gradient, on one or several devices.

    Parameters
    ----------
    name : str
        Unique among the parameters of a network.
    grad_req : str
        What a backward does with the gradient: `"write"`, `"add"` or `"null"` (there is none).
    shape : int or tuple of int, optional
        0 stands for an axis that the first batch decides.
    dtype : str or type
    lr_mult, wd_mult : float
        Factors of the learning rate and of the weight decay.
    init : Initializer or str, optional
        How to fill it; None leaves that to who initializes the network.
    allow_deferred_init : bool
        Whether an unknown shape may be found out later.
    differentiable : bool
        False makes `grad_req` always `"null"`.
    stype, grad_stype : str
        Storage of the array and of its gradient; only `"default"` can be initialized so far.

    Examples
    --------
    >>> import mxnet as mx
    >>> w = mx.gluon.Parameter("w", shape=(2, 3))
    >>> w.initialize(init="ones")
    >>> w.data().asnumpy().tolist()
    [[1.0, 1.0, 1.0], [1.0, 1.0, 1.0]]
    """

    __module__ = "mxnet.gluon.parameter"

    def __init__(
        self,
        name,
        grad_req="write",
        shape=None,
        dtype=np.float32,
        lr_mult=1.0,
        wd_mult=1.0,
        init=None,
        allow_deferred_init=False,
        differentiable=True,
        stype="default",
        grad_stype="default",
    ):
        for which, kind in (("stype", stype), ("grad_stype", grad_stype)):
            if kind not in _STORAGE:
                raise AssertionError(
                    f"{which} for Parameter '{name}' must be one of 'default', 'row_sparse', or "
                    f"'csr', but got '{kind}'"
                )
        self._var = self._arrays = self._grad = self._trainer = None
        self._deferred_init = ()
        self._ctx_list = []
        self._differentiable, self._allow_deferred_init = differentiable, allow_deferred_init
        self._grad_req = None
        self._shape = (shape,) if isinstance(shape, int) else shape
        self._dtype, self._stype, self._grad_stype = dtype, stype, grad_stype
        self.name, self.lr_mult, self.wd_mult, self.init = name, lr_mult, wd_mult, init
        self.grad_req = grad_req

    def __repr__(self):
        return f"Parameter {self.name} (shape={self.shape}, dtype={self.dtype})"

    def __getstate__(self):
        return {**self.__dict__, "_grad": None, "_trainer": None, "_var": None}

    def __setstate__(self, state):
        self.__dict__.update(state)
        if self._arrays is not None:
            self._init_impl(self._arrays[0], self._ctx_list)

    # ---------------------------------------------------------------------- what it is

    @property
    def _data(self):
        """The arrays, one for each device; None before they are there."""
        return self._arrays

    @_data.setter
    def _data(self, arrays):
        self._arrays = arrays
        epoch.now += 1

    @property
    def grad_req(self):
        """What a backward does with the gradient: `"write"`, `"add"` or `"null"`."""
        return self._grad_req

    @grad_req.setter
    def grad_req(self, req):
        if req not in ("write", "add", "null"):
            raise AssertionError(
                f"grad_req must be one of 'write', 'add', or 'null', but got '{req}'"
            )
        if not self._differentiable:
            req = "null"
        if self._grad_req == req:
            return
        self._grad_req = req
        if req != "null":
            if self._arrays is not None:
                self._init_grad()
        elif self._grad is not None:
            self._grad = None
            self._data = [x.detach() for x in self._arrays]

    @property
    def dtype(self):
        """The type of the elements; setting it casts."""
        return self._dtype

    @dtype.setter
    def dtype(self, dtype):
        self.cast(dtype)

    @property
    def shape(self):
        """The lengths of the axes, 0 for those not known yet; setting it may only fill those in.

        Under `mx.np_shape` what is not known is -1.
        """
        if is_np_shape() and self._shape is not None:
            return tuple(size or -1 for size in self._shape)
        return self._shape

    @shape.setter
    def shape(self, new_shape):
        if self._shape is None:
            self._shape = new_shape
            return
        if len(self._shape) != len(new_shape) or not all(
            old in (0, -1, new) for old, new in zip(self._shape, new_shape, strict=True)
        ):
            raise AssertionError(
                f"Expected shape {new_shape} is incompatible with given shape {self._shape}."
            )
        self._shape = new_shape

    @property
    def stype(self):
        """The storage type of the array."""
        return self._stype

    def _set_trainer(self, trainer):
        """Remember who updates this parameter."""
        if self._stype != "default" and self._trainer and trainer and self._trainer is not trainer:
            raise RuntimeError(
                f"Failed to set the trainer for Parameter '{self.name}' because it was already "
                f"set. More than one trainers for a {self._stype} Parameter is not supported."
            )
        self._trainer = trainer

    # ------------------------------------------------------------------------- arrays

    def data(self, ctx=None):
        """The array on a context; where there is only one array, that one.

        Parameters
        ----------
        ctx : Context, optional

        Raises
        ------
        DeferredInitializationError
            The array waits for its shape.
        RuntimeError
            The parameter was not initialized, or not on this context.

        Examples
        --------
        >>> import mxnet as mx
        >>> w = mx.gluon.Parameter("w", shape=(2,), init="zeros")
        >>> w.initialize()
        >>> w.data().shape
        (2,)
        """
        arrays = self._arrays
        alone = arrays is not None and len(arrays) == 1 and self._stype == "default"
        if not alone or not (ctx is None or ctx is arrays[0]._ctx):
            self._refuse_row_sparse("data")
            found = self._of(arrays, ctx)
        else:
            found = arrays[0]
        return found if state.tracer is None else state.tracer.parameter(self, found)

    def grad(self, ctx=None):
        """The gradient on a context; see `data`.

        Raises
        ------
        RuntimeError
            There is none, as `grad_req` is `"null"`; and as of `data`.
        """
        return self._of(self._gradients(), ctx)

    def list_data(self):
        """The arrays on all contexts, in the order of `list_ctx`."""
        self._refuse_row_sparse("list_data")
        return self._all(self._arrays)

    def list_grad(self):
        """The gradients on all contexts, in the order of `list_ctx`."""
        return self._all(self._gradients())

    def list_ctx(self):
        """The contexts that the parameter is, or will be, initialized on."""
        if self._arrays is not None:
            return self._ctx_list
        if self._deferred_init:
            return self._deferred_init[1]
        raise RuntimeError(f"Parameter '{self.name}' has not been initialized")

    def row_sparse_data(self, row_id):
        """Rows of a row_sparse parameter, on the context of `row_id`.

        The array is the parameter's own: gradients of what is computed from it are the
        parameter's.

        Parameters
        ----------
        row_id : NDArray
            The rows to have, in any order.

        Raises
        ------
        RuntimeError
            The parameter is dense, or no trainer keeps it.

        Examples
        --------
        >>> import mxnet as mx
        >>> w = mx.gluon.Parameter("w", shape=(4, 2), stype="row_sparse", init="ones")
        >>> w.initialize()
        >>> trainer = mx.gluon.Trainer([w], "sgd")
        >>> w.row_sparse_data(mx.nd.array([3, 1])).indices.asnumpy().tolist()
        [1, 3]
        """
        self._refuse_dense("row_sparse_data")
        return rows_of(self, self._of(self._arrays, row_id.context), row_id)

    def list_row_sparse_data(self, row_id):
        """`row_sparse_data` on all contexts."""
        self._refuse_dense("list_row_sparse_data")
        return rows_of(self, self._all(self._arrays), row_id)

    def _refuse_dense(self, method):
        if self._stype != "row_sparse":
            raise RuntimeError(
                f"Cannot return a copy of Parameter {self.name} via {method}() because its storage "
                f"type is {self._stype}. Please use data() instead."
            )

    def _refuse_row_sparse(self, method):
        if self._stype == "row_sparse":
            raise RuntimeError(
                f"Cannot return a copy of Parameter '{self.name}' on ctx via {method}() because "
                f"its storage type is {self._stype}. Please use row_sparse_data() instead."
            )

    def _gradients(self):
        if self._arrays is not None and self._grad is None:
            raise RuntimeError(
                f"Cannot get gradient array for Parameter '{self.name}' because grad_req='null'"
            )
        return self._grad

    def _of(self, arrays, ctx):
        """The one of `arrays`, or of those not there yet, that lies on a context."""
        if arrays is None:
            raise self._missing()
        if ctx is None:
            if len(arrays) == 1:
                return arrays[0]
            ctx = current_context()
        for x in arrays:
            if x._ctx is ctx or x._ctx == ctx:
                return x
        for x in arrays:  # pinned and shared memory is the CPU's: a loader's batches lie there
            if {x._ctx.device_type, ctx.device_type} <= _OF_THE_CPU:
                if x._ctx.device_id == ctx.device_id:
                    return x
        raise RuntimeError(
            f"Parameter '{self.name}' was not initialized on context {ctx}. It was only "
            f"initialized on {self._ctx_list}."
        )

    def _all(self, arrays):
        if arrays is None:
            raise self._missing()
        return list(arrays)

    def _missing(self):
        if self._deferred_init:
            return DeferredInitializationError(
                f"Parameter '{self.name}' has not been initialized yet because initialization was "
                "deferred. Actual initialization happens during the first forward pass. Please "
                "pass one batch of data through the network before accessing Parameters. You can "
                "also avoid deferred initialization by specifying in_units, num_features, etc., "
                "for network layers."
            )
        return RuntimeError(
            f"Parameter '{self.name}' has not been initialized. Note that you should initialize "
            "parameters and create Trainer with Block.collect_params() instead of Block.params "
            "because the later does not include Parameters of nested child Blocks"
        )

    # ------------------------------------------------------------------------ changing

    def set_data(self, data):
        """Write an array's values into the arrays on all contexts.

        Parameters
        ----------
        data : NDArray

        Raises
        ------
        AssertionError
            Another shape, or the parameter was not initialized.
        """
        self.shape = tuple(data.shape)
        if self._arrays is None:
            if not self._deferred_init:
                raise AssertionError(f"Parameter '{self.name}' has not been initialized")
            self._deferred_init = (*self._deferred_init[:3], data)
            return
        trainer = self._trainer
        if (
            trainer
            and trainer._kv_initialized
            and trainer._update_on_kvstore
            and self not in trainer._params_to_init
        ):
            trainer._reset_kvstore()
        data = self._stored(data) if isinstance(data, NDArray) else data
        for x in self._arrays:
            x[:] = data

    def zero_grad(self):
        """Set the gradients to zero; nothing to do where there are none."""
        for g in self._grad or ():
            if g._sparse:
                g._put(zeros_like(g)._store)
            else:
                g[:] = 0

    def reset_ctx(self, ctx):
        """Move the arrays to other contexts.

        Parameters
        ----------
        ctx : Context or list of Context
            The current context if None.

        Raises
        ------
        ValueError
            The parameter was not initialized.
        """
        contexts = contexts_of(ctx)
        if self._arrays is not None:
            data = self._reduce()
            with autograd.pause():
                self._init_impl(data, contexts)
        elif self._deferred_init:
            init, _, default_init, data = self._deferred_init
            self._deferred_init = (init, contexts, default_init, data)
        else:
            raise ValueError(
                f"Cannot reset context for Parameter '{self.name}' because it has not been "
                "initialized."
            )

    def cast(self, dtype):
        """Convert the arrays and their gradients to another type.

        Parameters
        ----------
        dtype : str or type
        """
        self._dtype, self._var = dtype, None  # the symbol tells the dtype
        if self._arrays is None:
            return
        with autograd.pause():
            self._data = [x.astype(dtype) for x in self._arrays]
            if self._grad is not None:
                self._grad = [g.astype(dtype) for g in self._grad]
                autograd.mark_variables(self._arrays, self._grad, self.grad_req)

    def _reduce(self):
        """The mean of the arrays on all contexts, on the CPU."""
        if self._stype == "row_sparse":
            return whole_of(self).copyto(cpu())
        arrays = self.list_data()
        if len(arrays) == 1:
            return arrays[0].detach().copyto(cpu())
        with autograd.pause():
            return add_arrays(*(x.copyto(cpu()) for x in arrays)) / len(arrays)

    def var(self):
        """The symbol that stands for this parameter in graphs."""
        if self._var is None:
            self._var = var(
                self.name,
                shape=self.shape,
                dtype=self.dtype,
                lr_mult=self.lr_mult,
                wd_mult=self.wd_mult,
                init=self.init,
                stype=self._stype,
            )
        return self._var
