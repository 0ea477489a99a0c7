"""The store of one machine: values by key, sums over devices in a fixed order, an updater.

What does not live here: plug-ins and names (`base.py`).
"""

from .. import _kernels as k
from .._core.atomic import write_bytes
from .._core.errors import MXNetError
from ..ndarray import NDArray
from ..ndarray.handle import stored, wrap
from ..ndarray.operators import ops
from ..optimizer import Updater, get_updater
from .base import KVStoreBase, natives
from .compression import TwoBit
from .keys import grouped, spread

__all__ = ["KVStore"]

_NAMES = (
    "local", "device", "nccl", "local_update_cpu", "local_allreduce_cpu", "local_allreduce_device",
)  # fmt: skip


class KVStore(KVStoreBase):
    """Values by key on one machine, made by `mx.kv.create`.

    Without an updater, a push replaces the value by the sum of what was pushed; with one, the
    updater is called with the sum and the value.

    Parameters
    ----------
    handle : str
        The store's name.

    Examples
    --------
    >>> import mxnet as mx
    >>> store = mx.kv.create("local")
    >>> store.init("w", mx.nd.zeros((2,)))
    >>> store.push("w", [mx.nd.ones((2,)), mx.nd.ones((2,))])
    >>> out = mx.nd.zeros((2,))
    >>> store.pull("w", out=out)
    >>> out.asnumpy().tolist()
    [2.0, 2.0]
    """

    def __init__(self, handle):
        assert handle in _NAMES, f"a store is made by mx.kv.create, with a name, not {handle!r}"
        self.handle = handle
        self._values = {}
        self._sums = {}
        self._places = {}
        self._updater = None
        self._compression = None

    # Values

    def init(self, key, value):
        """Enter values under new keys.

        Parameters
        ----------
        key : int, str, or list of them
        value : NDArray or list of NDArray

        Raises
        ------
        MXNetError
            A key is there already, or others of another type are.
        """
        for one, array in spread(key, value):
            if one in self._values:
                raise MXNetError(
                    f"duplicate init of key {one}. Please double check if you called kv.init or "
                    "kv.broadcast with this key multiple times"
                )
            self._check_kind(one)
            self._places[one] = one if isinstance(one, int) else len(self._places)
            self._values[one] = array.detach().copy()

    def _check_kind(self, key):
        for known in self._values:
            if isinstance(known, str) != isinstance(key, str):
                raise MXNetError("Mixed key types are not allowed: int and str in one store")
            return

    def _value(self, key):
        self._check_kind(key)
        found = self._values.get(key)
        if found is None:
            raise MXNetError(f"key {key} has not been inited")
        return found

    def push(self, key, value, priority=0):
        """Sum the values given for each key; update the store with the sum.

        Parameters
        ----------
        key : int, str, or list of them
            The same key may come several times.
        value : NDArray, or list of NDArray or of lists of them
            For one key, those of several devices.
        priority : int
            Taken for compatibility.

        Raises
        ------
        MXNetError
            A key was not inited, or a value has another shape.

        Examples
        --------
        >>> import mxnet as mx
        >>> store = mx.kv.create("device")
        >>> store.init([3, 5], [mx.nd.zeros((1,))] * 2)
        >>> store.push([3, 5], [[mx.nd.ones((1,))] * 2, mx.nd.ones((1,))])
        >>> outs = [mx.nd.zeros((1,)), mx.nd.zeros((1,))]
        >>> store.pull([3, 5], out=outs)
        >>> [x.item() for x in outs]
        [2.0, 1.0]
        """
        groups = grouped(key, value)
        for one, arrays in groups.items():
            self._check_shapes(one, arrays)
        order = sorted(groups, key=self._places.__getitem__)
        if self._updater is None:
            for one in order:
                self._replace(one, groups[one])
        else:
            self._update(order, [self._sum(one, groups[one]) for one in order])

    def _check_shapes(self, key, arrays):
        wanted = stored(self._value(key)).shape
        for array in arrays:
            if stored(array).shape != wanted:
                raise MXNetError(
                    f"operands shape mismatch: key {key} has shape {tuple(wanted)}, "
                    f"the array {tuple(stored(array).shape)}"
                )

    def _sent(self, key, arrays):
        """What the devices send of their arrays."""
        if self._compression is None:
            return arrays
        return [self._compression.sent(key, i, array) for i, array in enumerate(arrays)]

    def _replace(self, key, arrays):
        """Make the sum over devices the value, in memory of the store's own."""
        if _any_sparse(arrays) or self._values[key]._sparse:
            self._values[key] = _total(arrays).copy()
            return
        arrays = self._sent(key, arrays)
        self._values[key] = _fitting(self._values[key], arrays[0])
        k.sum_into(self._values[key]._data, [array._data for array in arrays])

    def _sum(self, key, arrays):
        """The sum over devices, first to last; one array is its own sum.

        The buffer is the same every time, so that an optimizer knows it again.
        """
        if _any_sparse(arrays):
            return _total(arrays)
        arrays = self._sent(key, arrays)
        if len(arrays) == 1:
            return arrays[0]
        total = self._sums[key] = _fitting(self._sums.get(key), arrays[0])
        k.sum_into(total._data, [array._data for array in arrays])
        return total

    def _update(self, keys, sums):
        values = [self._beside(key, total) for key, total in zip(keys, sums, strict=True)]
        if isinstance(self._updater, Updater):
            self._updater(keys, sums, values)
            return
        for key, total, value in zip(keys, sums, values, strict=True):
            self._updater(key, total, value)

    def _beside(self, key, total):
        """The value of a key on the device of a sum."""
        value = self._values[key]
        if stored(value).device != stored(total).device:
            value = self._values[key] = value.as_in_context(total.context)
        return value

    def pull(self, key, out=None, priority=0, ignore_sparse=True):
        """Write the values of keys into arrays.

        Parameters
        ----------
        key : int, str, or list of them
        out : NDArray, or list of NDArray or of lists of them
            For one key, one or those of several devices.
        priority : int
            Taken for compatibility.
        ignore_sparse : bool
            Leave row_sparse arrays among `out` as they are; `row_sparse_pull` is for those.

        Raises
        ------
        AssertionError
            `out` is missing.
        MXNetError
            A key was not inited, or an array has another shape.
        """
        assert out is not None, "out is where the values go"
        groups = grouped(key, out)
        for one, arrays in groups.items():
            self._check_shapes(one, arrays)
        pairs = [(x, self._values[one]) for one, xs in groups.items() for x in xs]
        for x, value in pairs:
            if value._sparse and not x._sparse:
                value.as_in_context(x.context).copyto(x)
            elif x._sparse and not ignore_sparse:
                x._put(stored(value.as_in_context(x.context)))
        dense = [(x._data, value._data) for x, value in pairs if not (x._sparse or value._sparse)]
        if dense:
            k.assign_all(*map(list, zip(*dense, strict=True)))

    def pushpull(self, key, value, out=None, priority=0):
        """Push, then pull: into `out`, or into the values where there is none.

        Parameters
        ----------
        key : int, str, or list of them
        value : NDArray, or list of NDArray or of lists of them
        out : as value, optional
        priority : int
            Taken for compatibility.

        Examples
        --------
        >>> import mxnet as mx
        >>> store = mx.kv.create("device")
        >>> store.init(0, mx.nd.zeros((1,)))
        >>> grads = [mx.nd.array([1]), mx.nd.array([2])]
        >>> store.pushpull(0, grads)
        >>> [g.item() for g in grads]
        [3.0, 3.0]
        """
        self.push(key, value, priority)
        self.pull(key, value if out is None else out, priority)

    def broadcast(self, key, value, out, priority=0):
        """Init, then pull.

        Parameters
        ----------
        key : int, str, or list of them
        value : NDArray or list of NDArray
        out : NDArray, or list of NDArray or of lists of them
        priority : int
            Taken for compatibility.
        """
        self.init(key, value)
        self.pull(key, out, priority)

    def row_sparse_pull(self, key, out=None, priority=0, row_ids=None):
        """Give row_sparse arrays some rows of row_sparse values.

        Parameters
        ----------
        key : int, str, or list of them
        out : NDArray, or list of NDArray or of lists of them
            The row_sparse arrays that take over the rows.
        priority : int
            Taken for compatibility.
        row_ids : NDArray or list of NDArray
            One for each array, or one for all; in any order, and a row may come twice.

        Raises
        ------
        AssertionError
            `out` or `row_ids` is missing, or they are not equally many.
        MXNetError
            A key was not inited, an array has another shape, or one of the two is not row_sparse.

        Examples
        --------
        >>> import mxnet as mx
        >>> store = mx.kv.create("local")
        >>> store.init("w", mx.nd.array([[1, 1], [2, 2], [3, 3]]).tostype("row_sparse"))
        >>> out = mx.nd.zeros((3, 2), stype="row_sparse")
        >>> store.row_sparse_pull("w", out=out, row_ids=mx.nd.array([2, 0]))
        >>> out.indices.asnumpy().tolist(), out.data.asnumpy().tolist()
        ([0, 2], [[1.0, 1.0], [3.0, 3.0]])
        """
        assert out is not None, "out is where the rows go"
        assert row_ids is not None, "row_ids says which rows"
        row_ids = [row_ids] if isinstance(row_ids, NDArray) else row_ids
        assert isinstance(row_ids, list), "row_ids should be NDArray or list of NDArray"
        pairs = spread(key, out)
        if len(row_ids) == 1:
            wanted = row_ids * len(pairs)
        else:
            wanted = [rows for _, rows in spread(key, row_ids)]
        assert len(wanted) == len(pairs), "the number of row_ids doesn't match the number of values"
        for (one, array), rows in zip(pairs, wanted, strict=True):
            self._check_shapes(one, [array])
            value = self._values[one]
            for what, x in (("values", value), ("out", array)):
                if x.stype != "row_sparse":
                    raise MXNetError(
                        f"row_sparse_pull expects row_sparse {what}; key {one} has {x.stype} ones"
                    )
            kept = value.as_in_context(array.context).retain(_each_once(rows, array))
            array._put(kept._store)  # the loop's own array, while it records too

    # How values change

    def set_gradient_compression(self, compression_params):
        """Send gradients between devices in 2 bits each.

        Parameters
        ----------
        compression_params : dict
            `type`, which is `"2bit"`, and `threshold`, above 0 (0.5 if left out).

        Raises
        ------
        Exception
            The store's name has no `device` in it.
        AssertionError
            The parameters are no dict.
        MXNetError
            They are none of a compression.

        Examples
        --------
        >>> import mxnet as mx
        >>> store = mx.kv.create("device")
        >>> store.set_gradient_compression({"type": "2bit", "threshold": 0.5})
        """
        if "device" not in self.type:
            raise Exception("Gradient compression is not supported for this type of kvstore")
        assert isinstance(compression_params, dict), "compression_params is a dict"
        self._compression = TwoBit(compression_params)

    def is_capable(self, capability):
        """Whether the store can do something; an optimizer it can have.

        Raises
        ------
        ValueError
            Nobody knows this capability.
        """
        if capability.lower() == KVStoreBase.OPTIMIZER:
            return True
        raise ValueError(f"Unknown capability: {capability}")

    def set_optimizer(self, optimizer):
        """Update values by an optimizer: what is pushed are gradients then.

        Parameters
        ----------
        optimizer : Optimizer

        Examples
        --------
        >>> import mxnet as mx
        >>> store = mx.kv.create("local")
        >>> store.init("w", mx.nd.ones((1,)))
        >>> store.set_optimizer(mx.optimizer.SGD(learning_rate=0.25))
        >>> out = mx.nd.zeros((1,))
        >>> store.pushpull("w", mx.nd.ones((1,)), out=out)
        >>> out.item()
        0.75
        """
        self._set_updater(get_updater(optimizer))

    def _set_updater(self, updater):
        """Call `updater(key, sum, value)` at every push; it changes the value."""
        self._updater = updater

    set_updater = _set_updater

    def save_optimizer_states(self, fname, dump_optimizer=False):
        """Write the states of the optimizer, and with `dump_optimizer` itself, to a file.

        The file is replaced in one step.

        Raises
        ------
        AssertionError
            The store has no optimizer.
        """
        assert self._updater is not None, "Cannot save states for distributed training"
        write_bytes(fname, self._updater.get_states(dump_optimizer))

    def load_optimizer_states(self, fname):
        """Read what `save_optimizer_states` wrote, here or in MXNet 1.9.1.

        Raises
        ------
        AssertionError
            The store has no optimizer.
        MXNetError
            The file is damaged.
        """
        assert self._updater is not None, "Cannot load states for distributed training"
        with open(fname, "rb") as stream:
            self._updater.set_states(stream.read())

    # What the store is

    @property
    def type(self):
        """The name that the store was made by."""
        return self.handle

    @property
    def rank(self):
        """0: there is one worker."""
        return 0

    @property
    def num_workers(self):
        """1."""
        return 1

    def _barrier(self):
        """Wait for the other workers, of which there are none."""

    def _send_command_to_servers(self, head, body):
        raise MXNetError("there are no servers on one machine to send a command to")


def _any_sparse(arrays):
    return any(array._sparse for array in arrays)


def _total(arrays):
    """The sum over devices, on the first one's; sparse where all are row_sparse."""
    if len(arrays) == 1:
        return arrays[0]
    return ops.add_n(*(array.as_in_context(arrays[0].context) for array in arrays))


def _each_once(rows, near):
    """Rows in ascending order, each once, on the device of an array."""
    found = k.each_once(rows.as_in_context(near.context).astype("int64")._data)
    return wrap(found, near.context)


def _fitting(buffer, like):
    """A buffer, or a new one where it has not the dtype and the device of an array."""
    if buffer is not None and not buffer._sparse and buffer._ctx == like._ctx:
        if buffer._data.dtype is like._data.dtype:
            return buffer
    return wrap(k.zeros_like(like._data), like._ctx, NDArray)


natives.update(dict.fromkeys(_NAMES, KVStore))
