"""`BucketingModule`: networks for data of several lengths, which share their parameters.

What does not live here: how one network is run (`module.py`), and data in buckets (`mx.rnn`).
"""

import logging
import warnings

import numpy as np

from .. import context as ctx
from .. import ndarray, symbol
from .._core.errors import MXNetError
from ..initializer import Uniform
from ..name import NameManager
from .base_module import BaseModule
from .checkpoints import load_params
from .module import Module

__all__ = ["BucketingModule"]


class BucketingModule(BaseModule):
    """A network for each bucket, made when a batch of it comes.

    Parameters
    ----------
    sym_gen : callable
        `sym_gen(bucket_key)` gives symbol, data names and label names.
    default_bucket_key : object
        Of the bucket that needs most memory.
    logger : logging.Logger
    context : Context or list of Context
    work_load_list : list of number, optional
    fixed_param_names, state_names : list of str, optional
    group2ctxs : dict or list of dict, optional
    compression_params : dict, optional

    Examples
    --------
    >>> def sum_of(length):
    ...     return mx.sym.sum(mx.sym.var("data"), axis=1), ["data"], None
    >>> net = BucketingModule(sum_of, default_bucket_key=5)
    >>> net.bind([("data", (2, 5))], for_training=False)
    >>> net.init_params()
    >>> batch = mx.io.DataBatch([mx.nd.ones((2, 3))], bucket_key=3,
    ...                         provide_data=[("data", (2, 3))])
    >>> net.forward(batch)
    >>> net.get_outputs()[0].asnumpy().tolist()
    [3.0, 3.0]
    """

    def __init__(self, sym_gen, default_bucket_key=None, logger=logging,
                 context=ctx.cpu(), work_load_list=None, fixed_param_names=None,  # noqa: B008
                 state_names=None, group2ctxs=None, compression_params=None):  # fmt: skip
        super().__init__(logger=logger)
        assert default_bucket_key is not None, "default_bucket_key is needed"
        self._default_bucket_key = default_bucket_key
        self._sym_gen = sym_gen
        self._given = {
            "logger": logger, "context": context, "work_load_list": work_load_list,
            "fixed_param_names": list(fixed_param_names or []),
            "state_names": list(state_names or []), "group2ctxs": group2ctxs,
            "compression_params": compression_params,
        }  # fmt: skip
        self._made(default_bucket_key)  # wrong names are told here
        self._buckets, self._params_dirty = {}, False
        self._curr_module = self._curr_bucket_key = self._monitor = self._grad_req = None

    def _made(self, bucket_key):
        """The module of a bucket, to be bound."""
        made, data_names, label_names = self._generated(bucket_key)
        return Module(made, data_names, label_names, **self._given)

    def _generated(self, bucket_key):
        """Symbol, data names and label names of a bucket."""
        with NameManager():  # names begin at 0, so every bucket has the same
            made = self._sym_gen(bucket_key)
        return made if isinstance(made, tuple) else (made, ("data",), ("softmax_label",))

    def _reset_bind(self):
        self.binded = False
        self._buckets = {}
        self._curr_module = None
        self._curr_bucket_key = None

    # ---------------------------------------------------------------- properties

    @property
    def data_names(self):
        """Those of the current bucket; of the default one before `bind`."""
        if self.binded:
            return self._curr_module.data_names
        return list(self._generated(self._default_bucket_key)[1])

    @property
    def output_names(self):
        """Those of the current bucket; of the default one before `bind`."""
        if self.binded:
            return self._curr_module.output_names
        return self._generated(self._default_bucket_key)[0].list_outputs()

    @property
    def data_shapes(self):
        """Those of the current bucket."""
        assert self.binded, "bind comes first"
        return self._curr_module.data_shapes

    @property
    def label_shapes(self):
        """Those of the current bucket."""
        assert self.binded, "bind comes first"
        return self._curr_module.label_shapes

    @property
    def output_shapes(self):
        """Those of the current bucket."""
        assert self.binded, "bind comes first"
        return self._curr_module.output_shapes

    @property
    def symbol(self):
        """The network of the current bucket."""
        assert self.binded, "bind comes first"
        return self._curr_module.symbol

    # ---------------------------------------------------------------- parameters

    def get_params(self):
        """The arguments and the auxiliary states, which all buckets share."""
        assert self.binded and self.params_initialized, "bind and init_params come first"
        self._curr_module._params_dirty = self._params_dirty
        params = self._curr_module.get_params()
        self._params_dirty = False
        return params

    def init_params(self, initializer=Uniform(0.01), arg_params=None, aux_params=None,  # noqa: B008
                    allow_missing=False, force_init=False, allow_extra=False):  # fmt: skip
        """Give the parameters their first values; see `Module.init_params`."""
        if self.params_initialized and not force_init:
            return
        assert self.binded, "call bind before initializing the parameters"
        self._curr_module.init_params(
            initializer=initializer, arg_params=arg_params, aux_params=aux_params,
            allow_missing=allow_missing, force_init=force_init, allow_extra=allow_extra,
        )  # fmt: skip
        self._params_dirty = False
        self.params_initialized = True

    def set_params(self, arg_params, aux_params, allow_missing=False, force_init=True,
                   allow_extra=False):  # fmt: skip
        """Set parameters; see `Module.set_params`."""
        if not allow_missing:
            self.init_params(
                initializer=None, arg_params=arg_params, aux_params=aux_params,
                allow_missing=allow_missing, force_init=force_init, allow_extra=allow_extra,
            )  # fmt: skip
            return
        if self.params_initialized and not force_init:
            warnings.warn(
                "Parameters already initialized and force_init=False. set_params call ignored.",
                stacklevel=2,
            )
            return
        self._curr_module.set_params(arg_params, aux_params, allow_missing=allow_missing,
                                     force_init=force_init, allow_extra=allow_extra)  # fmt: skip
        self._params_dirty = True  # the current module's copy is not the devices'
        self.params_initialized = True

    def get_states(self, merge_multi_context=True):
        """The states of the current bucket."""
        assert self.binded and self.params_initialized, "bind and init_params come first"
        return self._curr_module.get_states(merge_multi_context=merge_multi_context)

    def set_states(self, states=None, value=None):
        """Set the states of the current bucket."""
        assert self.binded and self.params_initialized, "bind and init_params come first"
        self._curr_module.set_states(states, value)

    # ------------------------------------------------------------------- buckets

    def bind(self, data_shapes, label_shapes=None, for_training=True, inputs_need_grad=False,
             force_rebind=False, shared_module=None, grad_req="write"):  # fmt: skip
        """Bind the default bucket's network; see `Module.bind`."""
        params = None
        if self.params_initialized and self.binded:
            params = self.get_params()
        if force_rebind:
            self._reset_bind()
        if self.binded:
            self.logger.warning("Already bound, ignoring bind()")
            return
        assert shared_module is None, "shared_module for BucketingModule is not supported"
        self.for_training, self.inputs_need_grad = for_training, inputs_need_grad
        self._grad_req = grad_req
        module = self._buckets.get(self._default_bucket_key)  # a loaded one has its parameters
        if module is None:
            module = self._buckets[self._default_bucket_key] = self._made(self._default_bucket_key)
        module.bind(data_shapes, label_shapes, for_training, inputs_need_grad,
                    force_rebind=False, shared_module=None, grad_req=grad_req)  # fmt: skip
        self.binded = True
        self._curr_module, self._curr_bucket_key = module, self._default_bucket_key
        self.params_initialized = module.params_initialized
        if params is not None:
            self.set_params(*params)

    def switch_bucket(self, bucket_key, data_shapes, label_shapes=None):
        """Make a bucket the current one; its network is made where it is not there.

        Parameters
        ----------
        bucket_key : object
        data_shapes, label_shapes : list of DataDesc or of (str, tuple)
        """
        assert self.binded, "call bind before switching bucket"
        module = self._buckets.get(bucket_key)
        if module is None or not module.binded:
            module = module or self._made(bucket_key)
            module.bind(
                data_shapes, label_shapes, self._curr_module.for_training,
                self._curr_module.inputs_need_grad, force_rebind=False,
                shared_module=self._buckets[self._default_bucket_key], grad_req=self._grad_req,
            )  # fmt: skip
            if self._monitor is not None:
                module.install_monitor(self._monitor)
            self._buckets[bucket_key] = module
        if self.optimizer_initialized and not module.optimizer_initialized:
            module.borrow_optimizer(self._curr_module)
        self._curr_module, self._curr_bucket_key = module, bucket_key

    def prepare(self, data_batch, sparse_row_id_fn=None):
        """Make the network of a batch's bucket, if it is not there."""
        assert self.binded and self.params_initialized, "bind and init_params come first"
        key = self._curr_bucket_key
        self.switch_bucket(
            data_batch.bucket_key, data_batch.provide_data, data_batch.provide_label
        )
        self._curr_module.prepare(data_batch, sparse_row_id_fn=sparse_row_id_fn)
        self.switch_bucket(key, None, None)

    # --------------------------------------------------------------- computation

    def forward(self, data_batch, is_train=None):
        """Compute the outputs by the network of the batch's bucket."""
        assert self.binded and self.params_initialized, "bind and init_params come first"
        self.switch_bucket(
            data_batch.bucket_key, data_batch.provide_data, data_batch.provide_label
        )
        self._curr_module.forward(data_batch, is_train=is_train)

    def backward(self, out_grads=None):
        """Compute the gradients."""
        assert self.binded and self.params_initialized, "bind and init_params come first"
        self._curr_module.backward(out_grads=out_grads)

    def init_optimizer(self, kvstore="local", optimizer="sgd",
                       optimizer_params=(("learning_rate", 0.01),), force_init=False):  # fmt: skip
        """Make the optimizer, which all buckets share; see `Module.init_optimizer`."""
        assert self.binded and self.params_initialized, "bind and init_params come first"
        if self.optimizer_initialized and not force_init:
            self.logger.warning("optimizer already initialized, ignoring.")
            return
        self._curr_module.init_optimizer(kvstore, optimizer, optimizer_params,
                                         force_init=force_init)  # fmt: skip
        for module in self._buckets.values():
            if module is not self._curr_module:
                module.borrow_optimizer(self._curr_module)
        self.optimizer_initialized = True

    def update(self):
        """Change the parameters by the gradients of the last backward."""
        assert self.binded and self.params_initialized and self.optimizer_initialized, (
            "bind, init_params and init_optimizer come first"
        )
        self._params_dirty = True
        self._curr_module.update()

    def get_outputs(self, merge_multi_context=True):
        """The outputs of the last forward."""
        assert self.binded and self.params_initialized, "bind and init_params come first"
        return self._curr_module.get_outputs(merge_multi_context=merge_multi_context)

    def get_input_grads(self, merge_multi_context=True):
        """The gradients of the data, of the last backward."""
        assert self.binded and self.params_initialized, "bind and init_params come first"
        assert self.inputs_need_grad, "bind with inputs_need_grad=True"
        return self._curr_module.get_input_grads(merge_multi_context=merge_multi_context)

    def update_metric(self, eval_metric, labels, pre_sliced=False):
        """Hold the outputs of the last forward against labels."""
        assert self.binded and self.params_initialized, "bind and init_params come first"
        self._curr_module.update_metric(eval_metric, labels, pre_sliced)

    def install_monitor(self, mon):
        """Have a monitor look at all networks, those to come as well."""
        assert self.binded, "bind comes first"
        self._monitor = mon
        for module in self._buckets.values():
            if module.binded:
                module.install_monitor(mon)

    # --------------------------------------------------------------------- files

    def save_checkpoint(self, prefix, epoch, remove_amp_cast=False):
        """Write all networks, their keys, and the parameters to files.

        Parameters
        ----------
        prefix : str
        epoch : int
        remove_amp_cast : bool

        Raises
        ------
        MXNetError
            A bucket's key is no integer: the file of keys cannot hold it.
        """
        assert self._buckets, "Empty BucketingModule cannot be saved"
        keys = list(self._buckets)
        if any(isinstance(key, bool) or not isinstance(key, int | np.integer) for key in keys):
            raise MXNetError(f"bucket keys must be integers to be saved, not {keys}")
        self.save_params(f"{prefix}-{epoch:04d}.params")
        for key, module in self._buckets.items():
            module._symbol.save(f"{prefix}-{key}-symbol.json", remove_amp_cast=remove_amp_cast)
        ndarray.save(f"{prefix}.buckets", ndarray.array(keys, dtype="int32"))

    @staticmethod
    def load(prefix, epoch, sym_gen=None, default_bucket_key=None, **kwargs):
        """Make a module of what `save_checkpoint` wrote.

        Parameters
        ----------
        prefix : str
        epoch : int
        sym_gen : callable
        default_bucket_key : int
        **kwargs
            For the constructor.

        Returns
        -------
        BucketingModule
            To be bound.
        """
        assert sym_gen is not None, "sym_gen is required for loading BucketingModule"
        assert default_bucket_key is not None, (
            "default_bucket_key is required for loading BucketingModule"
        )
        keys = ndarray.load(f"{prefix}.buckets")[0].asnumpy().tolist()
        symbols = {key: symbol.load(f"{prefix}-{key}-symbol.json") for key in keys}
        arg_params, aux_params = load_params(prefix, epoch)
        return BucketingModule.load_dict(symbols, sym_gen, default_bucket_key, arg_params,
                                         aux_params, **kwargs)  # fmt: skip

    @staticmethod
    def load_dict(sym_dict=None, sym_gen=None, default_bucket_key=None, arg_params=None,
                  aux_params=None, **kwargs):  # fmt: skip
        """Make a module of networks by their buckets' keys, and parameters.

        Parameters
        ----------
        sym_dict : dict of object to Symbol
        sym_gen : callable
        default_bucket_key : object
        arg_params, aux_params : dict of str to NDArray
        **kwargs
            For the constructor.

        Returns
        -------
        BucketingModule
            To be bound.
        """
        assert sym_dict is not None, "sym_dict is required for loading BucketingModule"
        assert arg_params is not None, "arg_params is required for loading BucketingModule"
        assert aux_params is not None, "aux_params is required for loading BucketingModule"
        found = BucketingModule(sym_gen, default_bucket_key, **kwargs)
        for key, made in sym_dict.items():
            _, data_names, label_names = found._generated(key)
            module = Module(made, data_names, label_names, **found._given)
            module._arg_params, module._aux_params = arg_params, aux_params
            module.params_initialized = True
            found._buckets[key] = module
        return found
