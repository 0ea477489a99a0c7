"""Trainer: applies an optimizer to a network's parameters, after summing gradients over devices.

What does not live here: optimizers, stores, parameters.
"""

from operator import attrgetter

from .. import optimizer as opt
from .._core.atomic import write_bytes
from ..kvstore import KVStore
from ..kvstore.base import KVStoreBase
from ..kvstore.choosing import choose
from ._parameter import Parameter, epoch
from ._parameter_dict import ParameterDict
from ._sparse_training import SparseTraining

__all__ = ["Trainer"]


class Trainer(SparseTraining):
    """Updates parameters by their gradients, once for each `step`.

    Parameters
    ----------
    params : ParameterDict, dict of str to Parameter, or list of Parameter
        What to train; a dict in the order of its sorted names.
    optimizer : str or Optimizer
    optimizer_params : dict, optional
        What the optimizer's class takes; only where `optimizer` is a name.
    kvstore : str, KVStoreBase or None
        What sums gradients over several devices.
    compression_params : dict, optional
        Gradient compression, such as `{"type": "2bit", "threshold": 0.5}`.
    update_on_kvstore : bool, optional
        Whether the store updates, once, or every device for itself. By default the store, where it
        can.

    Raises
    ------
    ValueError
        `params` holds something else.
    AssertionError
        The parameters lie on different sets of devices.

    Examples
    --------
    >>> import mxnet as mx
    >>> net = mx.gluon.nn.Dense(1, in_units=2)
    >>> net.initialize(mx.init.One())
    >>> trainer = mx.gluon.Trainer(net.collect_params(), "sgd", {"learning_rate": 0.5})
    >>> with mx.autograd.record():
    ...     loss = net(mx.nd.array([[1, 2]])).sum()
    >>> loss.backward()
    >>> trainer.step(batch_size=1)
    >>> net.weight.data().asnumpy().tolist()
    [[0.5, 0.0]]
    """

    def __init__(
        self, params, optimizer, optimizer_params=None, kvstore="device", compression_params=None,
        update_on_kvstore=None,
    ):  # fmt: skip
        self._params = _checked(params)
        self._param2idx = {param.name: i for i, param in enumerate(self._params)}
        for param in self._params:
            param._set_trainer(self)
        self._compression_params = compression_params
        self._contexts = self._check_contexts()
        self._init_optimizer(optimizer, optimizer_params or {})
        self._scale = self._optimizer.rescale_grad
        self._kvstore_params = {"kvstore": kvstore, "update_on_kvstore": update_on_kvstore}
        self._kv_initialized = False
        self._kvstore = self._update_on_kvstore = self._distributed = None
        self._params_to_init = []
        self._rows = self._rows_epoch = None
        self._reset_kvstore()

    def _check_contexts(self):
        """The devices that all parameters lie on."""
        contexts = None
        for param in self._params:
            found = param.list_ctx()
            assert contexts is None or contexts == found, (
                f"All Parameters must be initialized on the same set of contexts, but Parameter "
                f"{param.name} is initialized on {found} while previous Parameters are "
                f"initialized on {contexts}."
            )
            contexts = found
        return contexts or []

    def _init_optimizer(self, optimizer, optimizer_params):
        params = dict(enumerate(self._params))
        if isinstance(optimizer, opt.Optimizer):
            assert not optimizer_params, (
                "optimizer_params must be None if optimizer is an instance of Optimizer instead "
                "of str"
            )
            optimizer.param_dict = params
            self._optimizer = optimizer
        else:
            self._optimizer = opt.create(optimizer, param_dict=params, **optimizer_params)
        self._updaters = [opt.get_updater(self._optimizer) for _ in self._contexts]

    # The store

    def _reset_kvstore(self):
        """Forget the store; the next step makes one from the parameters as they are then."""
        if self._kvstore and "dist" in self._kvstore.type:
            raise RuntimeError("Cannot reset distributed KVStore.")
        self._kv_initialized = False
        self._kvstore = self._update_on_kvstore = self._distributed = None
        self._params_to_init = list(self._params)

    def _init_kvstore(self):
        wanted = self._kvstore_params["update_on_kvstore"]
        if self._has_sparse_weights:
            self._take_store(self._sparse_store(), True)
            return
        first = [param.data(self._contexts[0]) for param in self._params]
        store, updates = choose(self._kvstore_params["kvstore"], len(self._contexts), first)
        if self._has_sparse_grads:
            updates = store is not None and "dist" in store.type
        if wanted is not None:
            updates = wanted
        self._take_store(store, updates)

    def _take_store(self, store, updates):
        wanted = self._kvstore_params["update_on_kvstore"]
        if store is None:
            self._update_on_kvstore = None
        else:
            if updates and not store.is_capable(KVStoreBase.OPTIMIZER):
                if wanted:
                    raise ValueError(
                        f"Please set update_on_kvstore=False when training with {type(store)}"
                    )
                updates = False
            if self._compression_params:
                store.set_gradient_compression(self._compression_params)
            if updates:
                store.set_optimizer(self._optimizer)
            self._update_on_kvstore = updates
        self._distributed = store is not None and "dist" in store.type
        self._kvstore = store
        self._kv_initialized = True

    def _init_params(self):
        """Enter parameters in the store; those that wait for their shape go on waiting."""
        assert self._kv_initialized, (
            "Cannot initialize parameters in KVStore when KVStore is not initialized."
        )
        waiting = []
        for param in self._params_to_init if self._kvstore is not None else ():
            if param._deferred_init:
                waiting.append(param)
            else:
                self._enter(self._param2idx[param.name], param, param._all(param._arrays))
        self._params_to_init = waiting

    def _prepare(self):
        if not self._kv_initialized:
            self._init_kvstore()
        if self._params_to_init:
            self._init_params()

    # The optimizer

    @property
    def learning_rate(self):
        """The rate of the next step."""
        self._check_optimizer("its learning rate can be accessed")
        return self._optimizer.learning_rate

    @property
    def optimizer(self):
        """The optimizer."""
        self._check_optimizer("it can be accessed")
        return self._optimizer

    def set_learning_rate(self, lr):
        """Use another rate from now on.

        Parameters
        ----------
        lr : float

        Raises
        ------
        UserWarning
            A scheduler decides the rate.

        Examples
        --------
        >>> import mxnet as mx
        >>> w = mx.gluon.Parameter("w", shape=(1,)); w.initialize()
        >>> trainer = mx.gluon.Trainer([w], "sgd")
        >>> trainer.set_learning_rate(0.25); trainer.learning_rate
        0.25
        """
        self._check_optimizer("its learning rate is mutated")
        self._optimizer.set_learning_rate(lr)

    def _check_optimizer(self, what):
        if not isinstance(self._optimizer, opt.Optimizer):
            raise UserWarning(f"Optimizer has to be defined before {what}.")

    # Steps

    def step(self, batch_size, ignore_stale_grad=False):
        """One step: gradients summed over devices, divided by the batch size, and applied.

        Parameters
        ----------
        batch_size : int
        ignore_stale_grad : bool
            Leave parameters alone that got no gradient since the last step, instead of an error.

        Raises
        ------
        UserWarning
            A parameter got no gradient since the last step.

        Examples
        --------
        >>> import mxnet as mx
        >>> w = mx.gluon.Parameter("w", shape=(1,)); w.initialize(mx.init.One())
        >>> trainer = mx.gluon.Trainer([w], "sgd", {"learning_rate": 1})
        >>> with mx.autograd.record():
        ...     loss = w.data() * 2
        >>> loss.backward()
        >>> trainer.step(4)
        >>> w.data().item()
        0.5
        """
        self._check_and_rescale_grad(self._scale / batch_size)
        self._prepare()
        self._allreduce_grads()
        self._update(ignore_stale_grad)

    def allreduce_grads(self):
        """Sum gradients over devices, for programs that look at them before `update`.

        Raises
        ------
        AssertionError
            The store updates parameters, so gradients stay there.

        Examples
        --------
        >>> import mxnet as mx
        >>> w = mx.gluon.Parameter("w", shape=(1,))
        >>> w.initialize(mx.init.One(), ctx=[mx.cpu(0), mx.cpu(1)])
        >>> trainer = mx.gluon.Trainer([w], "sgd", update_on_kvstore=False)
        >>> with mx.autograd.record():
        ...     losses = [x * 2 for x in w.list_data()]
        >>> mx.autograd.backward(losses)
        >>> trainer.allreduce_grads()
        >>> [g.item() for g in w.list_grad()]
        [4.0, 4.0]
        """
        self._prepare()
        assert not (self._kvstore and self._update_on_kvstore), (
            "allreduce_grads() when parameters are updated on kvstore is not supported. Try "
            "setting `update_on_kvstore` to False when creating trainer."
        )
        self._allreduce_grads()

    def update(self, batch_size, ignore_stale_grad=False):
        """`step` without the sum over devices: after `allreduce_grads`.

        Parameters
        ----------
        batch_size : int
        ignore_stale_grad : bool

        Raises
        ------
        AssertionError
            The store updates parameters.
        UserWarning
            A parameter got no gradient since the last step.
        """
        self._prepare()
        assert not (self._kvstore and self._update_on_kvstore), (
            "update() when parameters are updated on kvstore is not supported. Try setting "
            "`update_on_kvstore` to False when creating trainer."
        )
        self._check_and_rescale_grad(self._scale / batch_size)
        self._update(ignore_stale_grad)

    def _check_and_rescale_grad(self, scale):
        if self._update_on_kvstore and self._distributed and self._kv_initialized:
            if self._optimizer.rescale_grad != scale:
                raise UserWarning(
                    "Possible change in the `batch_size` from previous `step` detected. Optimizer "
                    "gradient normalizing factor will not change w.r.t new batch_size when "
                    "update_on_kvstore=True and when distributed kvstore is used."
                )
        self._optimizer.rescale_grad = scale

    def _trained(self):
        """`(indices, arrays, gradients)` of what has gradients, the last two by device.

        The gradients are the arrays' own, which backward marks when they arrive.

        Kept while no parameter's arrays are replaced.
        """
        if self._rows_epoch != epoch.now:
            rows = [(i, p) for i, p in enumerate(self._params) if p.grad_req != "null"]
            arrays = [p._all(p._arrays) for _, p in rows]
            grads = [[x._grad for x in of_one] for of_one in arrays]
            by_device = range(len(self._contexts))
            self._rows = (
                [i for i, _ in rows],
                [[of_one[d] for of_one in arrays] for d in by_device],
                [[of_one[d] for of_one in grads] for d in by_device],
            )
            self._rows_epoch = epoch.now
        return self._rows

    def _allreduce_grads(self):
        store = self._kvstore
        if not store:
            return
        indices, arrays, grads = self._trained()
        indices, grads = list(indices), list(map(list, zip(*grads, strict=True)))
        arrays = list(map(list, zip(*arrays, strict=True)))
        if self._has_sparse_grads:
            for place in reversed(range(len(indices))):
                if grads[place][0]._sparse:
                    parts = (row.pop(place) for row in (indices, grads, arrays))
                    self._reduce_sparse(*parts)
        if not indices:
            return
        if type(store) is KVStore:  # ours takes all at once
            store.pushpull(indices, grads, out=arrays if self._update_on_kvstore else None)
            return
        for i, values, targets in zip(indices, grads, arrays, strict=True):
            if self._update_on_kvstore:
                store.pushpull(i, values, out=targets, priority=-i)
            else:
                store.pushpull(i, values, priority=-i)

    def _update(self, ignore_stale_grad=False):
        scaler = getattr(self, "_amp_loss_scaler", None)
        if scaler is not None and scaler.has_overflow(self._params):
            return
        indices, arrays, grads = self._trained()
        chosen = []
        for weights, own in zip(arrays, grads, strict=True):
            stale = _stale(own)
            if stale and not ignore_stale_grad:
                raise self._warning(indices[stale[0]], weights[stale[0]])
            chosen.append(_without(stale, indices, own, weights))
        if self._kvstore and self._update_on_kvstore:
            return
        for row, updater in zip(chosen, self._updaters, strict=True):
            for grad in row[1]:
                grad._arrived = False
            updater(*row)

    def _warning(self, index, weight):
        return UserWarning(
            f"Gradient of Parameter `{self._params[index].name}` on context {weight.context} has "
            "not been updated by backward since last `step`. This could mean a bug in your model "
            "that made it only use a subset of the Parameters (Blocks) for this iteration. If you "
            "are intentionally only using a subset, call step with ignore_stale_grad=True to "
            "suppress this warning and skip updating of Parameters with stale gradient"
        )

    # Files

    def save_states(self, fname):
        """Write the optimizer and its states to a file, which is replaced in one step.

        MXNet 1.9.1 reads it too.

        Parameters
        ----------
        fname : str

        Examples
        --------
        >>> import mxnet as mx, os, tempfile
        >>> w = mx.gluon.Parameter("w", shape=(1,)); w.initialize()
        >>> trainer = mx.gluon.Trainer([w], "adam", {"learning_rate": 0.5})
        >>> path = os.path.join(tempfile.mkdtemp(), "trainer.states")
        >>> trainer.save_states(path)
        >>> other = mx.gluon.Trainer([w], "adam")
        >>> other.load_states(path); other.learning_rate
        0.5
        """
        assert self._optimizer is not None, "there is no optimizer"
        self._prepare()
        if self._update_on_kvstore:
            assert not self._params_to_init, (
                "Cannot save trainer states when some parameters are not yet initialized in "
                "kvstore."
            )
            self._kvstore.save_optimizer_states(fname, dump_optimizer=True)
        else:
            write_bytes(fname, self._updaters[0].get_states(dump_optimizer=True))

    def load_states(self, fname):
        """Read what `save_states` wrote, here or in MXNet 1.9.1.

        The file's optimizer takes the place of this trainer's.

        Parameters
        ----------
        fname : str

        Raises
        ------
        MXNetError
            The file is damaged, or holds anything but optimizers and states.
        """
        self._prepare()
        if self._update_on_kvstore:
            self._kvstore.load_optimizer_states(fname)
            self._optimizer = self._kvstore._updater.optimizer
        else:
            with open(fname, "rb") as stream:
                states = stream.read()
            for updater in self._updaters:
                updater.set_states(states)
                updater.optimizer = self._updaters[0].optimizer
            self._optimizer = self._updaters[0].optimizer
        self._optimizer.param_dict = dict(enumerate(self._params))


_arrived = attrgetter("_arrived")


def _stale(grads):
    """The places of gradients that did not arrive since the last step."""
    try:
        if all(map(_arrived, grads)):
            return ()
    except AttributeError:  # some never arrived
        pass
    return [at for at, grad in enumerate(grads) if not getattr(grad, "_arrived", False)]


def _without(places, *rows):
    """Rows without the elements at some places."""
    if not places:
        return rows
    left = sorted(set(range(len(rows[0]))) - set(places))
    return [[row[at] for at in left] for row in rows]


def _checked(params):
    """The parameters as a list."""
    if isinstance(params, (dict, ParameterDict)):
        params = [params[key] for key in sorted(params.keys())]
    if not isinstance(params, (list, tuple)):
        raise ValueError(
            f"First argument must be a list or dict of Parameters, got {type(params)}."
        )
    for param in params:
        if not isinstance(param, Parameter):
            raise ValueError(
                f"First argument must be a list or dict of Parameters, got list of {type(param)}."
            )
    return list(params)
