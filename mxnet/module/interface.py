"""What a subclass of `BaseModule` has to bring, and what of it may be left out.

What does not live here: anything that does something.
"""

from ..initializer import Uniform

__all__ = ["Interface"]


class Interface:
    """The methods and properties that the loops of `BaseModule` build on."""

    # ---------------------------------------------------------------- properties

    @property
    def data_names(self):
        """The names of the data, in order."""
        raise NotImplementedError()

    @property
    def output_names(self):
        """The names of the outputs, in order."""
        raise NotImplementedError()

    @property
    def data_shapes(self):
        """Names and shapes of the data, once bound."""
        raise NotImplementedError()

    @property
    def label_shapes(self):
        """Names and shapes of the labels, once bound."""
        raise NotImplementedError()

    @property
    def output_shapes(self):
        """Names and shapes of the outputs, once bound."""
        raise NotImplementedError()

    @property
    def symbol(self):
        """The network."""
        return self._symbol

    # ---------------------------------------------------------------- parameters

    def get_params(self):
        """The arguments and the auxiliary states, each a dict of NDArray by name."""
        raise NotImplementedError()

    def init_params(self, initializer=Uniform(0.01), arg_params=None, aux_params=None,  # noqa: B008
                    allow_missing=False, force_init=False, allow_extra=False):  # fmt: skip
        """Give the parameters their first values.

        Parameters
        ----------
        initializer : Initializer
            For what is not given.
        arg_params, aux_params : dict of str to NDArray, optional
            Values by name.
        allow_missing : bool
            Whether the initializer fills what the dicts lack.
        force_init : bool
            Do it again where it was done.
        allow_extra : bool
            Pass over names that are none of the network's.
        """
        raise NotImplementedError()

    # -------------------------------------------------------------- computation

    def bind(self, data_shapes, label_shapes=None, for_training=True, inputs_need_grad=False,
             force_rebind=False, shared_module=None, grad_req="write"):  # fmt: skip
        """Make the arrays, for given shapes.

        Parameters
        ----------
        data_shapes, label_shapes : list of DataDesc or of (str, tuple)
        for_training : bool
            Whether there will be a backward.
        inputs_need_grad : bool
            Whether gradients of the data are computed.
        force_rebind : bool
            Bind again where it was done.
        shared_module : BaseModule, optional
            Whose parameters are shared.
        grad_req : str, list or dict of str
        """
        raise NotImplementedError()

    def forward(self, data_batch, is_train=None):
        """Compute the outputs.

        Parameters
        ----------
        data_batch : DataBatch
        is_train : bool, optional
            What the module was bound for, if left out.
        """
        raise NotImplementedError()

    def backward(self, out_grads=None):
        """Compute the gradients.

        Parameters
        ----------
        out_grads : NDArray or list of NDArray, optional
            What arrives at outputs that are no losses.
        """
        raise NotImplementedError()

    def get_outputs(self, merge_multi_context=True):
        """The outputs of the last forward; unmerged, a list over devices for each."""
        raise NotImplementedError()

    def get_input_grads(self, merge_multi_context=True):
        """The gradients of the data, of the last backward."""
        raise NotImplementedError()

    def get_states(self, merge_multi_context=True):
        """The states that are carried from batch to batch."""
        assert self.binded and self.params_initialized, "bind and init_params come first"
        assert not merge_multi_context, "there are no states to merge"
        return []

    def set_states(self, states=None, value=None):
        """Set the states: from arrays over devices, or all to one number."""
        assert self.binded and self.params_initialized, "bind and init_params come first"
        assert not states and not value, "there are no states to set"

    # ------------------------------------------------------------------ training

    def init_optimizer(self, kvstore="local", optimizer="sgd",
                       optimizer_params=(("learning_rate", 0.01),), force_init=False):  # fmt: skip
        """Make the optimizer.

        Parameters
        ----------
        kvstore : str or KVStore
        optimizer : str or Optimizer
        optimizer_params : dict or pairs
        force_init : bool
            Do it again where it was done.
        """
        raise NotImplementedError()

    def update(self):
        """Change the parameters by their gradients."""
        raise NotImplementedError()

    def update_metric(self, eval_metric, labels, pre_sliced=False):
        """Hold the outputs of the last forward against labels.

        Parameters
        ----------
        eval_metric : EvalMetric
        labels : list of NDArray
            With `pre_sliced`, such a list for each device.
        pre_sliced : bool
        """
        raise NotImplementedError()

    def install_monitor(self, mon):
        """Have a monitor look at everything that is computed."""
        raise NotImplementedError()
