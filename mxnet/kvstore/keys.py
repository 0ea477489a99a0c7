"""Keys and values as programs give them, one or many, put in order.

What does not live here: what a store does with them.
"""

from ..ndarray import NDArray

__all__ = ["grouped", "spread"]


def spread(keys, values):
    """`(key, value)` for every value, in the order given.

    Raises
    ------
    AssertionError
        A key is neither int nor str, or a value no NDArray; lists of unequal length; keys of both
        kinds.

    Examples
    --------
    >>> import mxnet as mx
    >>> x = mx.nd.ones((1,))
    >>> [key for key, _ in spread([3, 5], [x, [x, x]])]
    [3, 5, 5]
    """
    if isinstance(keys, (list, tuple)):
        assert len(keys) == len(values), f"{len(keys)} keys for {len(values)} values"
        found = [
            pair for key, value in zip(keys, values, strict=True) for pair in spread(key, value)
        ]
        kinds = {type(key) is str for key, _ in found}
        assert len(kinds) < 2, "inconsistent types of keys detected."
        return found
    assert isinstance(keys, (int, str)), f"unexpected type for keys: {type(keys)}"
    key = keys if isinstance(keys, str) else int(keys)
    if isinstance(values, NDArray):
        return [(key, values)]
    values = list(values)
    assert all(isinstance(value, NDArray) for value in values), "values must be NDArrays"
    return [(key, value) for value in values]


def grouped(keys, values):
    """The values of every key, a dict in the order of first mention."""
    found = {}
    for key, value in spread(keys, values):
        found.setdefault(key, []).append(value)
    return found
