"""Which store a training loop works with, and who updates: the store or the loop.

What does not live here: stores.
"""

from math import prod

from .._core.flags import UPDATE_ON_KVSTORE
from .base import KVStoreBase, create

__all__ = ["choose"]

_LARGE = 1024 * 1024 * 16  # elements; above, summing on the devices and updating there is faster


def choose(kvstore, num_device, arrays):
    """The store that an argument `kvstore` asks for.

    Parameters
    ----------
    kvstore : KVStoreBase, str or None
        A name gives no store where there is one device: nothing is to be summed.
    num_device : int
    arrays : iterable of NDArray
        What is trained.

    Returns
    -------
    (KVStoreBase or None, bool)
        The store, and whether it updates.

    Raises
    ------
    TypeError
        `kvstore` is nothing of the kind.

    Examples
    --------
    >>> choose("device", 1, [])
    (None, False)
    """
    updates = bool(UPDATE_ON_KVSTORE.value)
    if kvstore is None:
        return None, False
    if isinstance(kvstore, KVStoreBase):
        store = kvstore
    elif isinstance(kvstore, str):
        if num_device == 1 and "dist" not in kvstore:
            return None, False
        store = create(kvstore)
        if kvstore == "local" and max((prod(x.shape) for x in arrays), default=0) > _LARGE:
            updates = False
    else:
        raise TypeError(f"kvstore must be KVStore, str or None, not {type(kvstore).__name__}")
    return store, updates and store.is_capable(KVStoreBase.OPTIMIZER)
