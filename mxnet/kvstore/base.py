"""What every store offers, plug-ins too, and how one is made by its name.

What does not live here: our own store (`kvstore.py`), which enters itself in `natives`.
"""

import warnings

from .._core.errors import MXNetError, closest
from ..ndarray import NDArray

__all__ = ["KVStoreBase", "create"]

natives: dict[str, type] = {}  # our own store's names, each with its class


class KVStoreBase:
    """The base of stores: values by key, broadcast to devices and reduced over them.

    A plug-in is a subclass that is registered and overrides what it can do.

    Examples
    --------
    >>> import mxnet as mx
    >>> @mx.kv.KVStoreBase.register
    ... class Deaf(mx.kv.KVStoreBase):
    ...     @staticmethod
    ...     def is_capable(capability): return False
    >>> mx.kv.create("deaf").is_capable("optimizer")
    False
    """

    OPTIMIZER = "optimizer"
    kv_registry: dict[str, type] = {}

    def broadcast(self, key, value, out, priority=0):
        """Write a value to all devices under a new key.

        Parameters
        ----------
        key : int, str, or list of them
        value : NDArray or list of NDArray
        out : NDArray or list of NDArray
        priority : int
            A larger one goes first, where a store has a choice.
        """
        raise NotImplementedError()

    def pushpull(self, key, value, out=None, priority=0):
        """Sum the values of all devices, and write the sum to all; into the values without `out`.

        Parameters
        ----------
        key : int, str, or list of them
        value : NDArray or list of NDArray
        out : NDArray or list of NDArray, optional
        priority : int
        """
        raise NotImplementedError()

    def set_optimizer(self, optimizer):
        """Let the store update its values with an optimizer."""
        raise NotImplementedError()

    def is_capable(self, capability):
        """Whether the store can do something, such as `KVStoreBase.OPTIMIZER`."""
        raise NotImplementedError()

    def save_optimizer_states(self, fname, dump_optimizer=False):
        """Write the states of the store's optimizer to a file."""
        raise NotImplementedError()

    def load_optimizer_states(self, fname):
        """Read the states of the store's optimizer from a file."""
        raise NotImplementedError()

    @property
    def type(self):
        """The name that the store was made by."""
        raise NotImplementedError()

    @property
    def rank(self):
        """This worker's number."""
        raise NotImplementedError()

    @property
    def num_workers(self):
        """How many workers there are."""
        raise NotImplementedError()

    @staticmethod
    def register(klass):
        """Make a class known to `create` by its name in lower case; a decorator.

        Raises
        ------
        AssertionError
            It is no class.
        """
        assert isinstance(klass, type), f"only classes can be registered, not {klass!r}"
        name = klass.__name__.lower()
        known = KVStoreBase.kv_registry.get(name)
        if known is not None:
            warnings.warn(
                f"WARNING: New kvstore {klass.__module__}.{klass.__name__} is overriding existing "
                f"kvstore {known.__module__}.{known.__name__}",
                stacklevel=2,
            )
        KVStoreBase.kv_registry[name] = klass
        return klass


@KVStoreBase.register
class TestStore(KVStoreBase):
    """A store that keeps nothing, for tests of what works with plug-ins.

    Examples
    --------
    >>> import mxnet as mx
    >>> store = mx.kv.create("teststore")
    >>> values = [mx.nd.array([1]), mx.nd.array([2])]
    >>> store.pushpull("grad", values)
    >>> values[0].item()
    3.0
    """

    __test__ = False  # no test case, whatever a test runner makes of its name

    def broadcast(self, key, value, out, priority=0):
        """Write the value into every array of `out`."""
        for each in out if isinstance(out, list) else [out]:
            each[:] = value

    def pushpull(self, key, value, out=None, priority=0):
        """Write the sum of the values into every array of `out`, else into the values."""
        if isinstance(value, NDArray):
            if out is None:
                return
            total = value
        else:
            total = value[0].copy()
            for each in value[1:]:
                total += each.as_in_context(total.context)
        targets = value if out is None else out if isinstance(out, list) else [out]
        for each in targets:
            each[:] = total

    @staticmethod
    def is_capable(capability):
        """It has no optimizer.

        Raises
        ------
        ValueError
            Nobody knows this capability.
        """
        if capability.lower() == KVStoreBase.OPTIMIZER:
            return False
        raise ValueError(f"Unknown capability: {capability}")

    @property
    def type(self):
        """`"teststore"`."""
        return "teststore"

    @property
    def rank(self):
        """0: there is one worker."""
        return 0

    @property
    def num_workers(self):
        """1."""
        return 1


def create(name="local"):
    """A store by its name.

    Parameters
    ----------
    name : str
        `"local"`, `"device"` and their older names, `"nccl"` (which is `"device"` here), or a
        registered plug-in's, in any case.

    Returns
    -------
    KVStoreBase

    Raises
    ------
    TypeError
        The name is no text.
    MXNetError
        It is a store over several machines, which is not there, or nobody's name.

    Examples
    --------
    >>> import mxnet as mx
    >>> store = mx.kv.create("local")
    >>> store.type, store.rank, store.num_workers
    ('local', 0, 1)
    """
    if not isinstance(name, str):
        raise TypeError("name must be a string")
    name = name.lower()
    if name in KVStoreBase.kv_registry:
        return KVStoreBase.kv_registry[name]()
    if name in natives:
        return natives[name](name)
    if name.startswith("dist") or name == "p3":
        raise MXNetError(
            f"kvstore {name!r} trains on several machines, which is not supported; 'local' and "
            "'device' sum over the devices of this one."
        )
    known = [*natives, *KVStoreBase.kv_registry]
    raise MXNetError(
        f"there is no kvstore {name!r}; there are {', '.join(known)}.{closest(name, known)}"
    )
