"""`SequentialModule`: modules one behind the other.

What does not live here: what the modules do.
"""

import logging

from ..initializer import Uniform
from ..io import DataBatch, DataDesc
from .base_module import BaseModule

__all__ = ["SequentialModule"]


class SequentialModule(BaseModule):
    """A chain: the outputs of each module are the data of the next.

    Parameters
    ----------
    logger : logging.Logger

    Examples
    --------
    >>> def layer(name):
    ...     return mx.sym.FullyConnected(mx.sym.var(name), num_hidden=2, name="of_" + name)
    >>> chain = SequentialModule()
    >>> _ = chain.add(mx.mod.Module(layer("a"), ["a"], None))
    >>> _ = chain.add(mx.mod.Module(layer("b"), ["b"], None), auto_wiring=True)
    >>> chain.bind([("a", (1, 3))], for_training=False)
    >>> chain.init_params(mx.init.One())
    >>> chain.predict(mx.nd.array([[1, 2, 3]])).asnumpy().tolist()
    [[12.0, 12.0]]
    """

    META_TAKE_LABELS = "take_labels"
    META_AUTO_WIRING = "auto_wiring"

    def __init__(self, logger=logging):
        super().__init__(logger=logger)
        self._modules = []
        self._metas = []
        self._data_shapes = self._label_shapes = None

    def add(self, module, **kwargs):
        """Append a module.

        Parameters
        ----------
        module : BaseModule
        take_labels : bool
            Whether it gets the labels.
        auto_wiring : bool
            Whether the outputs before it take the names of its data.

        Returns
        -------
        SequentialModule
            This one.
        """
        known = {self.META_TAKE_LABELS, self.META_AUTO_WIRING}
        for key in kwargs:
            assert key in known, f'Unknown meta "{key}", a typo?'
        self._modules.append(module)
        self._metas.append(kwargs)
        # What was done is to be done again, with the new one.
        self.binded = self.params_initialized = self.optimizer_initialized = False
        return self

    @property
    def data_names(self):
        """Those of the first module."""
        return self._modules[0].data_names if self._modules else []

    @property
    def output_names(self):
        """Those of the last module."""
        return self._modules[-1].output_names if self._modules else []

    @property
    def data_shapes(self):
        """Those of the first module."""
        assert self.binded, "bind comes first"
        return self._modules[0].data_shapes

    @property
    def label_shapes(self):
        """Descriptions of the labels; None without labels."""
        assert self.binded, "bind comes first"
        return self._label_shapes

    @property
    def output_shapes(self):
        """Those of the last module."""
        assert self.binded, "bind comes first"
        return self._modules[-1].output_shapes

    def get_params(self):
        """The parameters of all modules."""
        assert self.binded and self.params_initialized, "bind and init_params come first"
        arg_params, aux_params = {}, {}
        for module in self._modules:
            arg, aux = module.get_params()
            arg_params.update(arg)
            aux_params.update(aux)
        return arg_params, aux_params

    def init_params(self, initializer=Uniform(0.01), arg_params=None, aux_params=None,  # noqa: B008
                    allow_missing=False, force_init=False, allow_extra=False):  # fmt: skip
        """Give the parameters of all modules their first values.

        Raises
        ------
        AssertionError
            Two modules have a parameter of the same name.
        """
        if self.params_initialized and not force_init:
            return
        assert self.binded, "call bind before initializing the parameters"
        for module in self._modules:
            module.init_params(
                initializer=initializer, arg_params=arg_params, aux_params=aux_params,
                allow_missing=allow_missing, force_init=force_init, allow_extra=allow_extra,
            )  # fmt: skip
        owners = {}
        for i, module in enumerate(self._modules):
            for name in [name for params in module.get_params() for name in params]:
                assert name not in owners, (
                    f"Duplicated parameter names: {name} in layer {i} ({type(module)}) is already "
                    f"used in layer {owners[name]} ({type(self._modules[owners[name]])})"
                )
                owners[name] = i
        self.params_initialized = True

    def bind(self, data_shapes, label_shapes=None, for_training=True, inputs_need_grad=False,
             force_rebind=False, shared_module=None, grad_req="write"):  # fmt: skip
        """Bind all modules, each to the shapes of the outputs before it."""
        if self.binded and not force_rebind:
            self.logger.warning("Already bound, ignoring bind()")
            return
        if inputs_need_grad:
            assert for_training, "gradients of the data need for_training"
        assert shared_module is None, "Shared module is not supported"
        assert self._modules, "Attempting to bind an empty SequentialModule"
        self.binded = True
        self._label_shapes = label_shapes
        labels_taken = False
        for i, (module, meta) in enumerate(zip(self._modules, self._metas)):
            takes = meta.get(self.META_TAKE_LABELS, False)
            labels_taken = labels_taken or takes
            if meta.get(self.META_AUTO_WIRING, False):
                assert len(module.data_names) == len(data_shapes), "auto_wiring: as many data"
                data_shapes = [
                    DataDesc(name, desc[1]) for name, desc in zip(module.data_names, data_shapes)
                ]
            module.bind(
                data_shapes=data_shapes, label_shapes=label_shapes if takes else None,
                for_training=for_training,
                inputs_need_grad=bool(inputs_need_grad or (for_training and i > 0)),
                force_rebind=force_rebind, shared_module=None, grad_req=grad_req,
            )  # fmt: skip
            data_shapes = module.output_shapes
        if not labels_taken:
            self._label_shapes = None
        self.for_training, self.inputs_need_grad = for_training, inputs_need_grad

    def init_optimizer(self, kvstore="local", optimizer="sgd",
                       optimizer_params=(("learning_rate", 0.01),), force_init=False):  # fmt: skip
        """Make an optimizer for each module."""
        assert self.binded and self.params_initialized, "bind and init_params come first"
        if self.optimizer_initialized and not force_init:
            self.logger.warning("optimizer already initialized, ignoring.")
            return
        for module in self._modules:
            module.init_optimizer(kvstore=kvstore, optimizer=optimizer,
                                  optimizer_params=optimizer_params,
                                  force_init=force_init)  # fmt: skip
        self.optimizer_initialized = True

    def forward(self, data_batch, is_train=None):
        """Pass a batch through all modules."""
        assert self.binded and self.params_initialized, "bind and init_params come first"
        batch = DataBatch(
            data=data_batch.data, label=data_batch.label, pad=data_batch.pad,
            index=data_batch.index, bucket_key=getattr(data_batch, "bucket_key", None),
            provide_data=getattr(data_batch, "provide_data", None),
            provide_label=getattr(data_batch, "provide_label", None),
        )  # fmt: skip
        for i, module in enumerate(self._modules):
            module.forward(batch, is_train=is_train)
            if i + 1 == len(self._modules):
                break
            batch.data = module.get_outputs()
            if batch.provide_data is not None:
                names = self._modules[i + 1].data_names
                batch.provide_data = [
                    DataDesc(name, array.shape, array.dtype)
                    for name, array in zip(names, batch.data)
                ]

    def backward(self, out_grads=None):
        """Pass gradients back through all modules."""
        assert self.binded and self.params_initialized, "bind and init_params come first"
        for i, module in reversed(list(enumerate(self._modules))):
            module.backward(out_grads=out_grads)
            if i:
                out_grads = module.get_input_grads()

    def update(self):
        """Update all modules."""
        assert self.binded and self.params_initialized and self.optimizer_initialized, (
            "bind, init_params and init_optimizer come first"
        )
        for module in self._modules:
            module.update()

    def get_outputs(self, merge_multi_context=True):
        """Those of the last module."""
        assert self.binded and self.params_initialized, "bind and init_params come first"
        return self._modules[-1].get_outputs(merge_multi_context=merge_multi_context)

    def get_input_grads(self, merge_multi_context=True):
        """Those of the first module."""
        assert self.binded and self.params_initialized, "bind and init_params come first"
        assert self.inputs_need_grad, "bind with inputs_need_grad=True"
        return self._modules[0].get_input_grads(merge_multi_context=merge_multi_context)

    def update_metric(self, eval_metric, labels, pre_sliced=False):
        """Hold the outputs of the modules that take labels against them."""
        assert self.binded and self.params_initialized, "bind and init_params come first"
        for meta, module in zip(self._metas, self._modules):
            if meta.get(self.META_TAKE_LABELS, False):
                module.update_metric(eval_metric, labels, pre_sliced)

    def install_monitor(self, mon):
        """Have a monitor look at all modules."""
        assert self.binded, "bind comes first"
        for module in self._modules:
            module.install_monitor(mon)
