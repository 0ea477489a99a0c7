"""The updater: an optimizer with the states of all parameters it has seen.

What does not live here: steps (`together.py`), reading state files (`reading.py`).
"""

import pickle

from ..ndarray import NDArray
from .base import Optimizer
from .reading import read_states
from .together import Together

__all__ = ["Updater", "get_updater"]

_SETS = 16  # of several parameters that are remembered, besides every single one


class Updater:
    """Applies an optimizer to parameters by index, and keeps their states.

    Parameters
    ----------
    optimizer : Optimizer

    Examples
    --------
    >>> import mxnet as mx
    >>> update = mx.optimizer.Updater(mx.optimizer.SGD(learning_rate=0.5))
    >>> weights = [mx.nd.ones((1,)), mx.nd.zeros((1,))]
    >>> update([0, 1], [mx.nd.ones((1,)), mx.nd.ones((1,))], weights)
    >>> [w.item() for w in weights]
    [0.5, -0.5]
    """

    __module__ = "mxnet.optimizer.optimizer"

    def __init__(self, optimizer):
        self.optimizer = optimizer
        self.states, self.states_synced = {}, {}
        self.aggregate_updates = optimizer.aggregate_num > 0
        self._layouts = {}
        self._foreign = False  # whether some states may lie on another device than their weights

    def __call__(self, index, grad, weight):
        """One update of a parameter, or of several given as lists.

        Parameters
        ----------
        index : int, str, or list of them
        grad, weight : NDArray or list of NDArray
        """
        if not isinstance(index, (list, tuple)):
            index, grad, weight = (index,), (grad,), (weight,)
        if not index:
            return
        optimizer = self.optimizer
        optimizer._set_current_context(weight[0].context.device_id)
        try:
            states = list(map(self.states.__getitem__, index))
        except KeyError:
            states = None
        if states is None or self._foreign:
            index = [i.decode() if isinstance(i, bytes) else i for i in index]
            states = [self._state(i, w) for i, w in zip(index, weight, strict=True)]
        if self._at_once(optimizer, index):
            layout = self._layout(index)
            layout.run(optimizer, index, weight, grad, states, mixed=True)
        else:
            self._in_turn(optimizer, index, weight, grad, states)

    def _state(self, index, weight):
        """The state of a parameter, made or moved to the weight's device where it has to be."""
        if index not in self.states:
            self.states[index] = self.optimizer.create_state_multi_precision(index, weight)
        elif not self.states_synced[index]:
            self.states[index] = self.sync_state_context(self.states[index], weight.context)
        if not self.states_synced.get(index):
            self.states_synced[index] = True
            self._foreign = not all(self.states_synced.values())
        return self.states[index]

    def _at_once(self, optimizer, indices):
        """Whether all can step together with the numbers of one after the other.

        A scheduler looks at the greatest count so far, so with one the counts must be equal.
        """
        kind = type(optimizer)
        if kind.update_multi_precision is not Optimizer.update_multi_precision:
            return False
        if optimizer._one_by_one or not optimizer._steps_alone():
            return False
        if optimizer.lr_scheduler is None or len(indices) == 1:
            return True
        counts = set(map(optimizer._index_update_count.get, indices))
        return len(counts) == 1 or counts == {None, optimizer.begin_num_update}

    def _layout(self, indices):
        """The layout of these parameters; a program whose sets vary starts over at times."""
        key = indices[0] if len(indices) == 1 else tuple(indices)
        found = self._layouts.get(key)
        if found is None:
            if type(key) is tuple:
                sets = [known for known in self._layouts if type(known) is tuple]
                for known in sets if len(sets) >= _SETS else ():
                    del self._layouts[known]
            found = self._layouts[key] = Together()
        return found

    def _in_turn(self, optimizer, indices, weights, grads, states):
        """The reference's order: one by one, or so many of one dtype at a time."""
        rows = list(zip(indices, weights, grads, states, strict=True))
        if not self.aggregate_updates:
            for row in rows:
                optimizer.update_multi_precision(*row)
            return
        by_dtype = {}
        for row in rows:
            by_dtype.setdefault(row[1].dtype, []).append(row)
        many = max(optimizer.aggregate_num, 1)
        for same in by_dtype.values():
            for start in range(0, len(same), many):
                optimizer.update_multi_precision(
                    *map(list, zip(*same[start : start + many], strict=True))
                )

    def sync_state_context(self, state, context):
        """A state with all its arrays on a device.

        Examples
        --------
        >>> import mxnet as mx
        >>> update = mx.optimizer.get_updater(mx.optimizer.Adam())
        >>> update.sync_state_context((mx.nd.ones((1,)), None), mx.cpu(1))[0].context
        cpu(1)
        """
        if isinstance(state, NDArray):
            return state.as_in_context(context)
        if isinstance(state, (tuple, list)):
            return type(state)(self.sync_state_context(part, context) for part in state)
        return state

    def get_states(self, dump_optimizer=False):
        """All states as bytes that `set_states`, and MXNet 1.9.1, read.

        Parameters
        ----------
        dump_optimizer : bool
            The optimizer too, with its counts and rates.

        Examples
        --------
        >>> import mxnet as mx
        >>> update = mx.optimizer.get_updater(mx.optimizer.Test())
        >>> weight = mx.nd.ones((1,))
        >>> update(0, mx.nd.ones((1,)), weight)
        >>> other = mx.optimizer.get_updater(mx.optimizer.Test())
        >>> other.set_states(update.get_states())
        >>> other.states[0].item()
        2.0
        """
        held = (self.states, self.optimizer) if dump_optimizer else self.states
        return pickle.dumps(held, protocol=4)

    def set_states(self, states):
        """Take over what `get_states` gave, here or in MXNet 1.9.1.

        Only arrays, numbers, optimizers and schedulers are read; of those a program defined
        itself, the ones that it has defined by now.

        Parameters
        ----------
        states : bytes

        Raises
        ------
        MXNetError
            The bytes are damaged or hold anything else.
        """
        self.states, optimizer = read_states(states)
        if optimizer is not None:
            self.optimizer = optimizer
        self.states_synced = dict.fromkeys(self.states, False)
        self._layouts, self._foreign = {}, True

    def __getstate__(self):
        """All fields but the layouts, which are about memory."""
        return {**self.__dict__, "_layouts": {}}


def get_updater(optimizer):
    """The updater of an optimizer: `updater(index, grad, weight)`.

    Parameters
    ----------
    optimizer : Optimizer

    Returns
    -------
    Updater

    Examples
    --------
    >>> import mxnet as mx
    >>> weight = mx.nd.ones((1,))
    >>> mx.optimizer.get_updater(mx.optimizer.SGD(learning_rate=1))(0, mx.nd.ones((1,)), weight)
    >>> weight.item()
    0.0
    """
    return Updater(optimizer)


get_updater.__module__ = Updater.__module__
