"""What all optimizers share: rates, multipliers, counts, states and the registry.

A subclass of ours names a kernel in `_step` and its hyperparameters in `_hyper`; one of a user's
overrides `update`. What does not live here: any arithmetic on weights.
"""

import warnings
from operator import attrgetter

import numpy as np

from ..ndarray import NDArray
from ..util import is_np_array
from .together import Together

__all__ = ["Optimizer"]

_lr_mult, _wd_mult = attrgetter("lr_mult"), attrgetter("wd_mult")

_LOW = (
    "Accumulating with float16 in optimizer can lead to poor accuracy or slow convergence. "
    "Consider using multi_precision=True option of the {}optimizer"
)


class Optimizer:
    """The base of optimizers.

    Parameters
    ----------
    rescale_grad : float
        Factor of every gradient before all else, such as 1 / batch size.
    param_idx2name : dict of int to str, optional
        Names of the parameters. Those that end neither in `_weight` nor in `_gamma` get no weight
        decay then.
    wd : float
        Weight decay.
    clip_gradient : float, optional
        Bound of the rescaled gradient's elements.
    learning_rate : float, optional
        0.01 if neither this nor a scheduler is given; a scheduler's `base_lr` is replaced by it.
    lr_scheduler : LRScheduler, optional
        Gives the rate for a number of updates.
    sym : Symbol, optional
        Whose variables' attributes `__lr_mult__` and `__wd_mult__` are taken as multipliers.
    begin_num_update : int
        How many updates count as done.
    multi_precision : bool
        Update a float32 copy of every float16 weight.
    param_dict : dict of int to Parameter, optional
        Parameters whose `lr_mult` and `wd_mult` are multipliers.

    Raises
    ------
    AssertionError
        `param_idx2name` is no dict.

    Examples
    --------
    >>> import mxnet as mx
    >>> @mx.optimizer.register
    ... class Plain(mx.optimizer.Optimizer):
    ...     def create_state(self, index, weight):
    ...         return None
    ...     def update(self, index, weight, grad, state):
    ...         self._update_count(index)
    ...         weight[:] -= self._get_lr(index) * grad
    >>> update = mx.optimizer.get_updater(mx.optimizer.create("plain", learning_rate=0.5))
    >>> weight = mx.nd.ones((2,))
    >>> update(0, mx.nd.ones((2,)), weight)
    >>> weight.asnumpy().tolist()
    [0.5, 0.5]
    """

    __module__ = "mxnet.optimizer.optimizer"

    opt_registry: dict[str, type] = {}

    # How a subclass of ours steps; see `together.py`.
    _step = None  # the kernel
    _whole = False  # parameters are never cut into pieces
    _lazy = False  # a row_sparse gradient leaves the rows that it does not store alone
    _apart = False  # every parameter has hyperparameters of its own
    _master_last = False  # the state of a float16 weight is (state, master), not (master, state)
    _one_by_one = False  # parameters must go one after the other, or in the reference's groups
    _title = ""  # what the warning about float16 calls it

    def __init__(
        self, rescale_grad=1.0, param_idx2name=None, wd=0.0, clip_gradient=None, learning_rate=None,
        lr_scheduler=None, sym=None, begin_num_update=0, multi_precision=False, param_dict=None,
    ):  # fmt: skip
        names = {} if param_idx2name is None else param_idx2name
        assert isinstance(names, dict), "param_idx2name should be a dict of indexes to names."
        self.rescale_grad = rescale_grad
        self.lr_scheduler = lr_scheduler
        self.lr = 0.01 if lr_scheduler is None and learning_rate is None else learning_rate
        self._replace_rate_of_scheduler(learning_rate)
        self.wd, self.lr_mult, self.wd_mult = wd, {}, {}
        self.num_update = self.begin_num_update = begin_num_update
        self._index_update_count = {}
        self._all_index_update_counts = {0: self._index_update_count}
        self.clip_gradient, self.multi_precision = clip_gradient, multi_precision
        self.aggregate_num = 0
        self.idx2name = dict(names)
        self.sym_info = (sym.attr_dict(), sym.list_arguments()) if sym is not None else ()
        self.param_dict, self.allow_np_array = param_dict or {}, is_np_array()
        self.set_lr_mult({})
        self.set_wd_mult({})

    def _replace_rate_of_scheduler(self, rate):
        if self.lr_scheduler is None or rate is None or self.lr_scheduler.base_lr == rate:
            return
        warnings.warn(
            "learning rate from ``lr_scheduler`` has been overwritten by ``learning_rate`` in "
            "optimizer.",
            UserWarning,
            stacklevel=4,
        )
        self.lr_scheduler.base_lr = rate

    # The registry

    @staticmethod
    def register(klass):
        """Make a class known to `create` by its name in lower case; a decorator.

        Raises
        ------
        AssertionError
            It is no class.

        Examples
        --------
        >>> import mxnet as mx
        >>> @mx.optimizer.Optimizer.register
        ... class Still(mx.optimizer.Optimizer): pass
        >>> type(mx.optimizer.create("still")).__name__
        'Still'
        """
        assert isinstance(klass, type), f"only classes can be registered, not {klass!r}"
        name = klass.__name__.lower()
        known = Optimizer.opt_registry.get(name)
        if known is not None:
            warnings.warn(
                f"WARNING: New optimizer {klass.__module__}.{klass.__name__} is overriding "
                f"existing optimizer {known.__module__}.{known.__name__}",
                stacklevel=2,
            )
        Optimizer.opt_registry[name] = klass
        return klass

    @staticmethod
    def create_optimizer(name, **kwargs):
        """An optimizer by its name, in any case.

        Parameters
        ----------
        name : str
        **kwargs
            What its class takes.

        Raises
        ------
        ValueError
            No optimizer has this name.

        Examples
        --------
        >>> import mxnet as mx
        >>> mx.optimizer.create("adam", learning_rate=0.1).learning_rate
        0.1
        """
        klass = Optimizer.opt_registry.get(name.lower())
        if klass is None:
            raise ValueError(f"Cannot find optimizer {name}")
        return klass(**kwargs)

    # States

    def create_state(self, index, weight):
        """What to remember of one parameter between updates; by default nothing.

        Parameters
        ----------
        index : int or str
        weight : NDArray

        Returns
        -------
        NDArray, tuple of NDArray or None
        """

    def create_state_multi_precision(self, index, weight):
        """The state of one parameter; for a float16 weight with `multi_precision` a float32 copy
        of it besides.

        Examples
        --------
        >>> import mxnet as mx
        >>> adam = mx.optimizer.Adam(multi_precision=True)
        >>> weight = mx.nd.ones(2, dtype="float16")
        >>> master, (mean, var) = adam.create_state_multi_precision(0, weight)
        >>> master.dtype.__name__, mean.dtype.__name__
        ('float32', 'float32')
        """
        if weight.dtype != np.float16:
            return self.create_state(index, weight)
        if not self.multi_precision:
            warnings.warn(_LOW.format(self._title), stacklevel=2)
            return self.create_state(index, weight)
        master = weight.astype(np.float32)
        state = self.create_state(index, master)
        return (state, master) if self._master_last else (master, state)

    def _halves(self, state):
        """The float32 copy of a weight and the rest of its state."""
        return (state[1], state[0]) if self._master_last else (state[0], state[1])

    # Updates

    def update(self, index, weight, grad, state):
        """One step of a parameter, or of several given as lists; weight and state are written.

        Parameters
        ----------
        index : int, str, or list of them
        weight, grad : NDArray or list of NDArray
        state : as `create_state` made it, or a list

        Raises
        ------
        NotImplementedError
            A subclass of a user's that does not override it.

        Examples
        --------
        >>> import mxnet as mx
        >>> sgd = mx.optimizer.SGD(learning_rate=0.5)
        >>> weight = mx.nd.ones((2,))
        >>> sgd.update(0, weight, mx.nd.ones((2,)), sgd.create_state(0, weight))
        >>> weight.asnumpy().tolist()
        [0.5, 0.5]
        """
        if self._step is None:
            raise NotImplementedError()
        Together().run(self, *_lists(index, weight, grad, state), mixed=False)

    def update_multi_precision(self, index, weight, grad, state):
        """`update`, for a float16 weight with `multi_precision` on its float32 copy."""
        if self._steps_alone():
            Together().run(self, *_lists(index, weight, grad, state), mixed=True)
        elif self.multi_precision and weight.dtype == np.float16:
            master, state = self._halves(state)
            self.update(index, master, grad.astype(np.float32), state)
            master.copyto(weight)
        else:
            self.update(index, weight, grad, state)

    def _steps_alone(self):
        """Whether `_step` is all there is to an update: no subclass overrides it."""
        return self._step is not None and type(self).update is Optimizer.update

    def _hyper(self, index, lr, wd, t):
        """The keywords of `_step` for a parameter at its `t`-th update."""
        raise NotImplementedError()

    def _hypers(self, indices, weights, grads):
        """Count an update of all; `(positions, keywords)` for every set with the same keywords.

        The positions are a tuple, None where they are all.
        """
        self._update_count(indices)
        lrs, wds = self._get_lrs(indices), self._get_wds(indices)
        counts = self._index_update_count
        ts = list(map(counts.__getitem__, indices))
        n = len(ts)
        if lrs.count(lrs[0]) == wds.count(wds[0]) == ts.count(ts[0]) == n and not self._apart:
            return [(None, self._hyper(indices[0], lrs[0], wds[0], ts[0]))]
        keys = zip(lrs, wds, ts, strict=True)
        if self._apart:
            rates = zip(indices, keys, strict=True)
            return [((at,), self._hyper(index, *key)) for at, (index, key) in enumerate(rates)]
        sets = {}
        for position, key in enumerate(keys):
            sets.setdefault(key, []).append(position)
        return [(tuple(at), self._hyper(indices[at[0]], *key)) for key, at in sets.items()]

    # Rates

    @property
    def learning_rate(self):
        """The rate of the next update, before multipliers."""
        return self.lr if self.lr_scheduler is None else self.lr_scheduler(self.num_update)

    def set_learning_rate(self, lr):
        """Use another rate from now on.

        Raises
        ------
        UserWarning
            A scheduler decides the rate.

        Examples
        --------
        >>> import mxnet as mx
        >>> sgd = mx.optimizer.SGD(); sgd.set_learning_rate(0.5); sgd.learning_rate
        0.5
        """
        if self.lr_scheduler is not None:
            raise UserWarning(
                "LRScheduler of the optimizer has already been defined. Note that "
                "set_learning_rate can mutate the value of the learning rate of the optimizer "
                "only when the LRScheduler of the optimizer is undefined."
            )
        self.lr = lr

    def set_lr_scale(self, args_lrscale):
        """Given up long ago for `set_lr_mult`; raises DeprecationWarning."""
        raise DeprecationWarning("set_lr_scale is gone; use set_lr_mult")

    def set_lr_mult(self, args_lr_mult):
        """Multiply the rate of some parameters, besides what the symbol's attributes say.

        Parameters
        ----------
        args_lr_mult : dict of (str or int) to float
            By name or by index.

        Examples
        --------
        >>> import mxnet as mx
        >>> sgd = mx.optimizer.SGD(param_idx2name={0: "fc_weight"})
        >>> sgd.set_lr_mult({"fc_weight": 0.1}); sgd.lr_mult
        {'fc_weight': 0.1}
        """
        self.lr_mult = {**self._attributes("__lr_mult__"), **args_lr_mult}

    def set_wd_mult(self, args_wd_mult):
        """Multiply the weight decay of some parameters, besides what the symbol's attributes say.

        It is 0 for parameters whose name ends neither in `_weight` nor in `_gamma`.

        Parameters
        ----------
        args_wd_mult : dict of (str or int) to float
            By name or by index.

        Examples
        --------
        >>> import mxnet as mx
        >>> mx.optimizer.SGD(param_idx2name={0: "fc_bias", 1: "fc_weight"}).wd_mult
        {'fc_bias': 0.0}
        """
        self.wd_mult = {name: 0.0 for name in self.idx2name.values() if not self._decays(name)}
        self.wd_mult.update(self._attributes("__wd_mult__"))
        self.wd_mult.update(args_wd_mult)

    def _decays(self, name):
        return name.endswith(("_weight", "_gamma"))

    def _attributes(self, key):
        """Multipliers that the symbol's variables carry."""
        if not self.sym_info:
            return {}
        attributes, names = self.sym_info
        return {
            name: float(attributes[name][key])
            for name in names
            if key in attributes.get(name, ())
        }  # fmt: skip

    def _set_current_context(self, device_id):
        """Count updates apart for every device."""
        counts = self._all_index_update_counts
        if device_id not in counts:
            counts[device_id] = {}
        self._index_update_count = counts[device_id]

    def _update_count(self, index):
        """Count one update of a parameter, or of each of several."""
        counts, indices = self._index_update_count, index
        if not isinstance(index, (list, tuple)):
            indices = (index,)
        before = list(map(counts.get, indices))
        if before and before[0] is not None and before.count(before[0]) == len(before):
            after = dict.fromkeys(indices, before[0] + 1)
            if len(after) == len(before):  # the usual case, without Python for each parameter
                counts.update(after)
                self.num_update = max(self.num_update, before[0] + 1)
                return
        for one in indices:
            counts[one] = counts.get(one, self.begin_num_update) + 1
            self.num_update = max(self.num_update, counts[one])

    def _get_lrs(self, indices):
        """The rates of parameters, with their multipliers."""
        return self._multiplied(self.learning_rate, indices, _lr_mult, self.lr_mult)

    def _get_lr(self, index):
        return self._get_lrs([index])[0]

    def _get_wds(self, indices):
        """The weight decays of parameters, with their multipliers."""
        return self._multiplied(self.wd, indices, _wd_mult, self.wd_mult)

    def _get_wd(self, index):
        return self._get_wds([index])[0]

    def _multiplied(self, value, indices, attribute, by_key):
        """A number for every index: a Parameter's multiplier, else that of its index or name."""
        params = self.param_dict
        try:
            if params:
                found = list(map(attribute, map(params.__getitem__, indices)))
            elif by_key:
                found = [_multiplier(by_key, index, self.idx2name) for index in indices]
            else:
                return [value] * len(indices)
        except KeyError:  # some are no Parameters
            found = [
                attribute(params[index])
                if index in params
                else _multiplier(by_key, index, self.idx2name)
                for index in indices
            ]
        if found.count(1.0) == len(found):
            return [value] * len(found)
        return [value * factor for factor in found]

    # Pickles: the same fields as the reference's, so that either reads the other's

    def __getstate__(self):
        """All fields but `param_dict`, which whoever loads gives anew."""
        state = self.__dict__.copy()
        del state["param_dict"]
        return state

    def __setstate__(self, state):
        # Fields that older versions did not write yet.
        self.aggregate_num, self.allow_np_array = 0, False
        self.__dict__.update(state)
        if "_all_index_update_counts" not in state:
            self._all_index_update_counts = {0: state.get("_index_update_count", {})}
        self.param_dict = {}


def _multiplier(by_key, index, names):
    return by_key[index] if index in by_key else by_key.get(names.get(index), 1.0)


def _lists(index, weight, grad, state):
    """The arguments of an update as lists, of one parameter too."""
    if not isinstance(index, (list, tuple)):
        index, weight, grad, state = [index], [weight], [grad], [state]
    assert all(isinstance(x, NDArray) for x in (*weight, *grad)), "weight and grad are NDArrays"
    return list(index), list(weight), list(grad), list(state)
