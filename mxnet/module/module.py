"""`Module`: one network, given as a symbol, on one or several devices.

What does not live here: how optimizers reach the parameters (`optimizing.py`), executors
(`executor_group.py`), and loops (`base_module.py`).
"""

import logging
import warnings

from .. import context as ctx
from .. import ndarray
from ..initializer import Uniform
from ..io import DataDesc
from .base_module import BaseModule
from .checkpoints import load_checkpoint
from .executor_group import DataParallelExecutorGroup
from .filling import fill
from .names import check_input_names, parse_data_desc
from .optimizing import Optimizing

__all__ = ["Module"]


class Module(Optimizing, BaseModule):
    """A network with its parameters, bound to data of given shapes.

    Parameters
    ----------
    symbol : Symbol
    data_names, label_names : list of str, optional
        Which arguments are data and labels.
    logger : logging.Logger
    context : Context or list of Context
        Several devices share each batch.
    work_load_list : list of number, optional
        How large each device's share is, in proportion.
    fixed_param_names : list of str, optional
        Parameters that are not trained.
    state_names : list of str, optional
        Arguments that are carried from batch to batch by `set_states`.
    group2ctxs : dict or list of dict, optional
        Where groups of the network (`ctx_group`) run, for each device.
    compression_params : dict, optional
        How gradients are compressed between devices.

    Examples
    --------
    >>> x = mx.sym.FullyConnected(mx.sym.var("data"), num_hidden=3, name="fc")
    >>> net = Module(x, label_names=None)
    >>> net.bind([("data", (2, 4))], for_training=False)
    >>> net.init_params(mx.init.One())
    >>> net.forward(mx.io.DataBatch([mx.nd.ones((2, 4))]))
    >>> net.get_outputs()[0].asnumpy().tolist()
    [[4.0, 4.0, 4.0], [4.0, 4.0, 4.0]]
    """

    def __init__(self, symbol, data_names=("data",), label_names=("softmax_label",), logger=logging,
                 context=ctx.cpu(), work_load_list=None, fixed_param_names=None,  # noqa: B008
                 state_names=None, group2ctxs=None, compression_params=None):  # fmt: skip
        super().__init__(logger=logger)
        self._context = [context] if isinstance(context, ctx.Context) else context
        self._work_load_list = work_load_list or [1] * len(self._context)
        assert len(self._work_load_list) == len(self._context), "work_load_list: one per context"
        self._group2ctxs = group2ctxs
        self._symbol = symbol
        self._data_names = list(data_names or [])
        self._label_names = list(label_names or [])
        self._state_names = list(state_names or [])
        self._fixed_param_names = list(fixed_param_names or [])
        check_input_names(symbol, self._data_names, "data", True)
        check_input_names(symbol, self._label_names, "label", False)
        check_input_names(symbol, self._state_names, "state", True)
        check_input_names(symbol, self._fixed_param_names, "fixed_param", True)
        inputs = {*self._data_names, *self._label_names, *self._state_names}
        self._param_names = [name for name in symbol.list_arguments() if name not in inputs]
        self._aux_names = symbol.list_auxiliary_states()
        self._output_names = symbol.list_outputs()
        self._arg_params = self._aux_params = None
        self._params_dirty = False
        self._compression_params = compression_params
        self._forget_optimizer()
        self._reset_bind()

    @staticmethod
    def load(prefix, epoch, load_optimizer_states=False, **kwargs):
        """Make a module of a checkpoint.

        Parameters
        ----------
        prefix : str
        epoch : int
        load_optimizer_states : bool
            Read the optimizer's states, too, once there is an optimizer.
        **kwargs
            For the constructor.

        Returns
        -------
        Module
            To be bound.
        """
        symbol, arg_params, aux_params = load_checkpoint(prefix, epoch)
        found = Module(symbol=symbol, **kwargs)
        found._arg_params, found._aux_params = arg_params, aux_params
        found.params_initialized = True
        if load_optimizer_states:
            found._preload_opt_states = f"{prefix}-{epoch:04d}.states"
        return found

    def _reset_bind(self):
        self.binded = False
        self._exec_group = None
        self._data_shapes = None
        self._label_shapes = None

    # ---------------------------------------------------------------- properties

    @property
    def data_names(self):
        """The names of the data."""
        return self._data_names

    @property
    def label_names(self):
        """The names of the labels."""
        return self._label_names

    @property
    def output_names(self):
        """The names of the outputs."""
        return self._output_names

    @property
    def data_shapes(self):
        """Descriptions of the data that the module is bound to."""
        assert self.binded, "bind comes first"
        return self._data_shapes

    @property
    def label_shapes(self):
        """Descriptions of the labels that the module is bound to; None without labels."""
        assert self.binded, "bind comes first"
        return self._label_shapes

    @property
    def output_shapes(self):
        """Names and shapes of the outputs."""
        assert self.binded, "bind comes first"
        return self._exec_group.get_output_shapes()

    @property
    def _total_exec_bytes(self):
        """What the data's and the outputs' arrays take."""
        arrays = [x for arrays in self._exec_group.shared_data_arrays for x in arrays.values()]
        return sum(x.size * x.dtype(0).itemsize for x in arrays)

    @_total_exec_bytes.setter
    def _total_exec_bytes(self, value):
        """The base class sets it to 0; here it is always counted."""

    # ---------------------------------------------------------------- parameters

    def get_params(self):
        """The arguments and the auxiliary states, each a dict by name, brought up to date."""
        assert self.binded and self.params_initialized, "bind and init_params come first"
        if self._params_dirty:
            self._sync_params_from_devices()
        return self._arg_params, self._aux_params

    def _sync_params_from_devices(self):
        self._exec_group.get_params(self._arg_params, self._aux_params)
        if self._kvstore is not None and self._update_on_kvstore:
            for name, array in self._arg_params.items():
                if array.stype == "row_sparse":  # the devices hold the rows of a batch only
                    self._kvstore.pull(name, array, ignore_sparse=False)
        self._params_dirty = False

    def init_params(self, initializer=Uniform(0.01), arg_params=None, aux_params=None,  # noqa: B008
                    allow_missing=False, force_init=False, allow_extra=False):  # fmt: skip
        """Give the parameters their first values.

        Parameters
        ----------
        initializer : Initializer
            For what is not given. A variable's own `__init__` goes first.
        arg_params, aux_params : dict of str to NDArray, optional
        allow_missing : bool
            Whether the initializer fills what the dicts lack.
        force_init : bool
        allow_extra : bool
            Pass over names that are none of the network's.

        Raises
        ------
        RuntimeError
            A dict lacks a parameter.
        """
        if self.params_initialized and not force_init:
            self._warn_initialized("init_params")
            return
        assert self.binded, "call bind before initializing the parameters"
        attributes = self._symbol.attr_dict()
        for mine, given in ((self._arg_params, arg_params), (self._aux_params, aux_params)):
            fill(mine, given, initializer, allow_missing, attributes)
        self.params_initialized = True
        self._params_dirty = False
        self._exec_group.set_params(self._arg_params, self._aux_params, allow_extra=allow_extra)

    def set_params(self, arg_params, aux_params, allow_missing=False, force_init=True,
                   allow_extra=False):  # fmt: skip
        """Set parameters.

        Parameters
        ----------
        arg_params, aux_params : dict of str to NDArray
        allow_missing : bool
            Leave what the dicts lack as it is.
        force_init : bool
        allow_extra : bool
            Pass over names that are none of the network's.
        """
        if not allow_missing:
            self.init_params(
                initializer=None, arg_params=arg_params, aux_params=aux_params,
                allow_missing=allow_missing, force_init=force_init, allow_extra=allow_extra,
            )  # fmt: skip
            return
        if self.params_initialized and not force_init:
            self._warn_initialized("set_params")
            return
        self._exec_group.set_params(arg_params, aux_params, allow_extra=allow_extra)
        self._params_dirty = True
        self.params_initialized = True

    # ---------------------------------------------------------------------- bind

    def bind(self, data_shapes, label_shapes=None, for_training=True, inputs_need_grad=False,
             force_rebind=False, shared_module=None, grad_req="write"):  # fmt: skip
        """Make the arrays, for given shapes.

        Parameters
        ----------
        data_shapes, label_shapes : list of DataDesc or of (str, tuple)
        for_training : bool
        inputs_need_grad : bool
        force_rebind : bool
        shared_module : Module, optional
            Whose parameters, optimizer and memory for data are shared.
        grad_req : str, list or dict of str
        """
        if force_rebind:
            self._reset_bind()
        if self.binded:
            self.logger.warning("Already bound, ignoring bind()")
            return
        if not for_training:
            assert not inputs_need_grad, "gradients of the data need for_training"
        data_shapes, label_shapes = parse_data_desc(
            self.data_names, self.label_names, data_shapes, label_shapes
        )
        shared_group = None
        if shared_module is not None:
            assert isinstance(shared_module, Module), "shared_module must be a Module"
            assert shared_module.binded and shared_module.params_initialized, (
                "the module to share with must be bound and initialized"
            )
            shared_group = shared_module._exec_group
            assert len(shared_group.execs) >= len(self._context), "it has fewer devices"
        self._grad_req = grad_req
        self._exec_group = DataParallelExecutorGroup(
            self._symbol, self._context, self._work_load_list, data_shapes, label_shapes,
            self._param_names, for_training, inputs_need_grad, shared_group, logger=self.logger,
            fixed_param_names=self._fixed_param_names, grad_req=grad_req,
            group2ctxs=self._group2ctxs, state_names=self._state_names,
        )  # fmt: skip
        self._data_shapes, self._label_shapes = data_shapes, label_shapes
        self.for_training, self.inputs_need_grad = for_training, inputs_need_grad
        self.binded = True
        if shared_module is not None:
            self.params_initialized = True
            self._arg_params = shared_module._arg_params
            self._aux_params = shared_module._aux_params
            if shared_module.optimizer_initialized:
                self.borrow_optimizer(shared_module)
        elif self.params_initialized:  # loaded, or bound before
            self._exec_group.set_params(self._arg_params, self._aux_params)
        else:
            assert self._arg_params is None and self._aux_params is None
            group = self._exec_group
            names = [name for name in group.arg_names if name in group.param_names]
            self._arg_params = _like(names, group.param_arrays)
            self._aux_params = _like(group.aux_names, group.aux_arrays)

    def reshape(self, data_shapes, label_shapes=None):
        """Make ready for batches of other shapes; parameters stay.

        Parameters
        ----------
        data_shapes, label_shapes : list of DataDesc or of (str, tuple)
        """
        assert self.binded, "bind comes first"
        self._data_shapes, self._label_shapes = parse_data_desc(
            self.data_names, self.label_names, data_shapes, label_shapes
        )
        self._exec_group.reshape(self._data_shapes, self._label_shapes)

    # --------------------------------------------------------------- computation

    def forward(self, data_batch, is_train=None):
        """Compute the outputs of a batch; shapes other than before are made room for.

        Parameters
        ----------
        data_batch : DataBatch or list of DataBatch
            A list holds each device's share.
        is_train : bool, optional
        """
        assert self.binded and self.params_initialized, "bind and init_params come first"
        shapes = _shapes_of(data_batch, "data")
        if shapes != [tuple(desc.shape) for desc in self._data_shapes]:
            first = data_batch[0] if isinstance(data_batch, list) else data_batch
            data = _described(first, "provide_data", shapes, self._data_shapes)
            label = None
            if getattr(first, "provide_label", None):
                label = first.provide_label
            elif getattr(first, "label", None) and self._label_shapes:
                label = _described(
                    first, "", _shapes_of(data_batch, "label"), self._label_shapes
                )
            self._reshape_quietly(data, label)
        self._exec_group.forward(data_batch, is_train)

    def _reshape_quietly(self, data, label):
        """Reshape, without a warning where a batch comes without labels."""
        if label is not None:
            self.reshape(data, label)
            return
        self._data_shapes = parse_data_desc(self.data_names, [], data, None)[0]
        self._label_shapes = None
        self._exec_group.reshape(self._data_shapes, None)

    def backward(self, out_grads=None):
        """Compute the gradients.

        Parameters
        ----------
        out_grads : NDArray or list of NDArray, optional
            What arrives at outputs that are no losses.
        """
        assert self.binded and self.params_initialized, "bind and init_params come first"
        self._exec_group.backward(out_grads=out_grads)

    def get_outputs(self, merge_multi_context=True):
        """The outputs of the last forward; unmerged, a list over devices for each."""
        assert self.binded and self.params_initialized, "bind and init_params come first"
        return self._exec_group.get_outputs(merge_multi_context=merge_multi_context)

    def get_input_grads(self, merge_multi_context=True):
        """The gradients of the data, of the last backward."""
        assert self.binded and self.params_initialized, "bind and init_params come first"
        assert self.inputs_need_grad, "bind with inputs_need_grad=True"
        return self._exec_group.get_input_grads(merge_multi_context=merge_multi_context)

    def get_states(self, merge_multi_context=True):
        """The states, a list over devices for each."""
        assert self.binded and self.params_initialized, "bind and init_params come first"
        return self._exec_group.get_states(merge_multi_context=merge_multi_context)

    def set_states(self, states=None, value=None):
        """Set the states: to arrays, a list over devices for each, or all to one number."""
        assert self.binded and self.params_initialized, "bind and init_params come first"
        self._exec_group.set_states(states, value)

    def update_metric(self, eval_metric, labels, pre_sliced=False):
        """Hold the outputs of the last forward against labels.

        Parameters
        ----------
        eval_metric : EvalMetric
        labels : list of NDArray
        pre_sliced : bool
            Whether there is such a list for each device.
        """
        self._exec_group.update_metric(eval_metric, labels, pre_sliced)

    def install_monitor(self, mon):
        """Have a monitor look at everything that is computed."""
        assert self.binded, "bind comes first"
        self._exec_group.install_monitor(mon)

    def prepare(self, data_batch, sparse_row_id_fn=None):
        """Get ready for a batch: have the rows of row_sparse parameters that it needs.

        Parameters
        ----------
        data_batch : DataBatch
        sparse_row_id_fn : callable, optional
            Gives a dict of parameters' names to the rows, an NDArray, that a batch needs. Called
            where a store updates the parameters; elsewhere all rows are there already.

        Raises
        ------
        AssertionError
            The function gave no dict.
        ValueError
            It names a parameter that is not row_sparse.
        """
        assert self.binded, "bind comes first"
        if sparse_row_id_fn is None:
            return
        if not self._kvstore or not self._update_on_kvstore:
            warnings.warn(
                "Parameters are not updated in the KVStore. No need to call sparse_row_id_fn.",
                UserWarning,
                stacklevel=2,
            )
            return
        wanted = sparse_row_id_fn(data_batch)
        assert isinstance(wanted, dict), "Expected dict output from sparse_row_id_fn"
        arrays = dict(zip(self._trained_names(), self._exec_group.param_arrays))
        for name, rows in wanted.items():
            if arrays[name][0].stype != "row_sparse":
                raise ValueError(
                    f"sparse_row_id_fn names {name!r}, whose storage is {arrays[name][0].stype}, "
                    "not row_sparse"
                )
            self._kvstore.row_sparse_pull(name, arrays[name], row_ids=rows)


def _like(names, blocks):
    """Arrays by name for what lies on the devices."""
    return {
        name: ndarray.zeros(block[0].shape, dtype=block[0].dtype, stype=block[0].stype)
        for name, block in zip(names, blocks)
    }


def _shapes_of(batch, field):
    """The shapes of a batch's arrays; shares of the devices count together."""
    if not isinstance(batch, list):
        return [tuple(array.shape) for array in getattr(batch, field)]
    assert batch, "Encountered empty data batch"
    shapes = []
    for arrays in zip(*[getattr(one, field) for one in batch]):
        assert len({array.shape[1:] for array in arrays}) == 1, (
            "All data batches in a list need to have the same shape"
        )
        shapes.append((sum(array.shape[0] for array in arrays), *arrays[0].shape[1:]))
    return shapes


def _described(batch, field, shapes, before):
    """Descriptions of a batch's arrays: its own, or those from before with other shapes."""
    own = getattr(batch, field, None)
    if own:
        return own
    return [
        DataDesc(desc.name, shape, desc.dtype, desc.layout) for desc, shape in zip(before, shapes)
    ]
