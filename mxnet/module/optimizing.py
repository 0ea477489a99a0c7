"""The part of `Module` that has to do with optimizers: making, updating, sharing, files.

What does not live here: optimizers, and the sums over devices (`mx.kv`).
"""

import warnings

from .. import optimizer as opt
from .._core.atomic import write_bytes
from ..kvstore import KVStore
from ..kvstore.choosing import choose

__all__ = ["Optimizing"]


class Optimizing:
    """How a module's parameters change."""

    def _forget_optimizer(self):
        self._optimizer = self._kvstore = self._update_on_kvstore = self._updater = None
        self._preload_opt_states = None
        self._trained_of = self._trained_rows = None

    @staticmethod
    def _warn_initialized(what):
        warnings.warn(f"Parameters already initialized and force_init=False. {what} call ignored.",
                      stacklevel=3)  # fmt: skip

    def init_optimizer(self, kvstore="local", optimizer="sgd",
                       optimizer_params=(("learning_rate", 0.01),), force_init=False):  # fmt: skip
        """Make the optimizer. Gradients are divided by the batch's size, unless told otherwise.

        Parameters
        ----------
        kvstore : str, KVStore or None
            What sums the gradients of several devices.
        optimizer : str or Optimizer
        optimizer_params : dict or pairs
        force_init : bool
        """
        assert self.binded and self.params_initialized, "bind and init_params come first"
        if self.optimizer_initialized and not force_init:
            self.logger.warning("optimizer already initialized, ignoring...")
            return
        if self._params_dirty:
            self._sync_params_from_devices()
        store, on_store = choose(kvstore, len(self._context), self._arg_params.values())
        self._optimizer = self._made(optimizer, optimizer_params, store, on_store)
        self._kvstore, self._update_on_kvstore, self._updater = store, on_store, None
        if store is not None:
            if self._compression_params:
                store.set_gradient_compression(self._compression_params)
            if on_store:
                store.set_optimizer(self._optimizer)
            self._fill_store()
        if not on_store:
            self._updater = opt.get_updater(self._optimizer)
        self.optimizer_initialized = True
        if self._preload_opt_states is not None:
            self.load_optimizer_states(self._preload_opt_states)
            self._preload_opt_states = None

    def _made(self, optimizer, optimizer_params, store, on_store):
        """The optimizer, and which parameter each of its indices is."""
        scale = 1.0 / self._exec_group.batch_size
        if store is not None and "dist" in store.type and "_sync" in store.type:
            scale /= store.num_workers
        devices = 1 if on_store else len(self._context)
        idx2name = {
            i * devices + device: name
            for device in range(devices)
            for i, name in enumerate(self._trained_names())
        }
        if isinstance(optimizer, str):
            given = {"rescale_grad": scale, **dict(optimizer_params)}
            return opt.create(optimizer, sym=self.symbol, param_idx2name=idx2name, **given)
        assert isinstance(optimizer, opt.Optimizer), "optimizer must be a name or an Optimizer"
        if optimizer.rescale_grad != scale:
            warnings.warn(
                "Optimizer created manually outside Module but rescale_grad is not normalized to "
                f"1.0/batch_size/num_workers ({optimizer.rescale_grad} vs. {scale}). Is this "
                "intended?",
                stacklevel=3,
            )
        if not optimizer.idx2name:
            optimizer.idx2name = idx2name.copy()
        return optimizer

    def _trained_names(self):
        """The parameters in the order of the executors' arrays."""
        group = self._exec_group
        return [name for name in group.arg_names if name in group.param_names]

    def _fill_store(self):
        """Enter all parameters; where the store updates, its values are the devices'."""
        for name, devices in zip(self._trained_names(), self._exec_group.param_arrays):
            if not isinstance(self._kvstore, KVStore):
                self._kvstore.broadcast(name, self._arg_params[name], out=devices)
                continue
            self._kvstore.init(name, self._arg_params[name])
            if self._update_on_kvstore:
                self._kvstore.pull(name, devices)

    def borrow_optimizer(self, shared_module):
        """Use another module's optimizer, whose parameters are this one's, too.

        Parameters
        ----------
        shared_module : Module
        """
        assert shared_module.optimizer_initialized, "the other module has no optimizer"
        for name in ("_optimizer", "_kvstore", "_update_on_kvstore", "_updater"):
            setattr(self, name, getattr(shared_module, name))
        self.optimizer_initialized = True

    def update(self):
        """Change the parameters by the gradients of the last backward, all at once."""
        assert self.binded and self.params_initialized and self.optimizer_initialized, (
            "bind, init_params and init_optimizer come first"
        )
        self._params_dirty = True
        names, params, grads = self._trained()
        if self._update_on_kvstore:
            self._exchange(names, grads, params)
            return
        if self._kvstore is not None:
            self._exchange(names, grads, grads)
        count = len(self._context)
        for device in range(count):
            self._updater(
                [place * count + device for place in self._places],
                [each[device] for each in grads],
                [each[device] for each in params],
            )

    def _trained(self):
        """Names, arrays and gradients of all parameters that have a gradient."""
        group = self._exec_group
        if self._trained_of is group.param_arrays:
            return self._trained_rows
        rows = [
            (place, name, params, grads)
            for place, (name, params, grads) in enumerate(
                zip(self._trained_names(), group.param_arrays, group.grad_arrays)
            )
            if grads[0] is not None
        ]
        self._places = [row[0] for row in rows]
        self._trained_of = group.param_arrays
        self._trained_rows = [[row[i] for row in rows] for i in (1, 2, 3)]
        return self._trained_rows

    def _exchange(self, names, values, out):
        """Sum over devices, and write the sums, or what the store makes of them, to `out`."""
        if not names:
            return
        if isinstance(self._kvstore, KVStore):
            if out is values and any(each[0]._sparse for each in values):
                self._kvstore.push(names, values)
                self._kvstore.pull(names, values, ignore_sparse=False)
            else:
                self._kvstore.pushpull(names, values, out=out)
            return
        for i, (name, value, target) in enumerate(zip(names, values, out)):  # a plug-in
            self._kvstore.pushpull(name, value, out=target, priority=-i)

    # --------------------------------------------------------------------- files

    def save_checkpoint(self, prefix, epoch, save_optimizer_states=False, remove_amp_cast=True):
        """Write the network, its parameters and, if asked, the optimizer's states to files.

        Each file is replaced in one step.

        Parameters
        ----------
        prefix : str
        epoch : int
        save_optimizer_states : bool
        remove_amp_cast : bool
        """
        assert self.binded and self.params_initialized, "bind and init_params come first"
        self._symbol.save(f"{prefix}-symbol.json", remove_amp_cast=remove_amp_cast)
        params = f"{prefix}-{epoch:04d}.params"
        self.save_params(params)
        self.logger.info('Saved checkpoint to "%s"', params)
        if save_optimizer_states:
            states = f"{prefix}-{epoch:04d}.states"
            self.save_optimizer_states(states)
            self.logger.info('Saved optimizer state to "%s"', states)

    def save_optimizer_states(self, fname):
        """Write the optimizer's states to a file, which is replaced in one step."""
        assert self.optimizer_initialized, "init_optimizer comes first"
        if self._update_on_kvstore:
            self._kvstore.save_optimizer_states(fname)
        else:
            write_bytes(fname, self._updater.get_states())

    def load_optimizer_states(self, fname):
        """Read the optimizer's states from a file of `save_optimizer_states` or of MXNet 1.9.1."""
        assert self.optimizer_initialized, "init_optimizer comes first"
        if self._update_on_kvstore:
            self._kvstore.load_optimizer_states(fname)
            return
        with open(fname, "rb") as stream:
            self._updater.set_states(stream.read())
