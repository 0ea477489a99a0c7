"""Questions about index keys that MXNet's module answers in public; the package itself asks
`indexing.py`.

What does not live here: reading and writing parts of arrays.
"""

import numpy as np

from .handle import Handle

__all__ = [
    "get_indexing_dispatch_code",
    "get_oshape_of_gather_nd_op",
    "indexing_key_expand_implicit_axes",
    "check_boolean_array_dimension",
    "is_contiguous",
]

BASIC, ADVANCED, EMPTY = 0, 1, 2


def get_indexing_dispatch_code(key):
    """0 for a basic key, 1 for one with arrays, 2 for the empty tuple.

    Examples
    --------
    >>> get_indexing_dispatch_code((1, slice(None))), get_indexing_dispatch_code(([0, 1],))
    (0, 1)
    """
    assert isinstance(key, tuple), "key must be a tuple"
    if not key:
        return EMPTY
    basic = (slice, int, np.integer, type(None), type(Ellipsis))
    for part in key:
        if isinstance(part, (np.ndarray, list, tuple, range, Handle)):
            return ADVANCED
        if not isinstance(part, basic):
            raise ValueError(
                f"NDArray does not support slicing with key {part} of type {type(part)}."
            )
    return BASIC


def get_oshape_of_gather_nd_op(dshape, ishape):
    """The shape that `gather_nd` makes of data of `dshape` and indices of `ishape`.

    Examples
    --------
    >>> get_oshape_of_gather_nd_op((3, 4), (2, 5))
    (5,)
    """
    assert len(dshape) > 0 and len(ishape) > 0, "both need an axis"
    if ishape[0] > len(dshape):
        raise ValueError(f"indices of {ishape[0]} rows for data with {len(dshape)} axes")
    return (*ishape[1:], *dshape[ishape[0] :])


def indexing_key_expand_implicit_axes(key, shape):
    """`(key, place of the mask or -1)`: a key with the Ellipsis and the missing slices filled in.

    Examples
    --------
    >>> indexing_key_expand_implicit_axes((1,), (3, 4))
    ((1, slice(None, None, None)), -1)
    """
    key = key if isinstance(key, tuple) else (key,)
    spans = [0 if x is None or x is Ellipsis else _span(x) for x in key]
    dots = [i for i, x in enumerate(key) if x is Ellipsis]
    if len(dots) > 1:
        raise IndexError("Cannot use more than one ellipsis (`...`) for indexing")
    if sum(spans) > len(shape):
        raise IndexError(f"too many indices ({sum(spans)}) for array with {len(shape)} dimensions")
    at = dots[0] if dots else len(key)
    whole = (slice(None),) * (len(shape) - sum(spans))
    expanded = (*key[:at], *whole, *key[at + 1 :])
    masks = [i for i, x in enumerate(expanded) if _is_mask(x)]
    return expanded, masks[0] if masks else -1


def check_boolean_array_dimension(array_shape, axis, bool_shape):
    """Raise IndexError where a mask's shape is not that of the axes from `axis` on.

    Examples
    --------
    >>> check_boolean_array_dimension((3, 4), 0, (3,))
    """
    for i, length in enumerate(bool_shape):
        if array_shape[axis + i] != length:
            raise IndexError(
                f"boolean index did not match indexed array along axis {axis + i}; size is "
                f"{array_shape[axis + i]} but corresponding boolean size is {length}"
            )


def is_contiguous(key, shape):
    """Whether the elements a tuple of slices names lie in one run; a key that names none counts as
    such.
    """
    whole = True
    for part, size in reversed(list(zip(key, shape, strict=False))):
        positions = range(size)[part]
        if not len(positions):
            return True
        if len(positions) > 1:
            if not whole or positions.step != 1:
                return _is_empty(key, shape)
        whole = whole and len(positions) == size
    return True


def _is_empty(key, shape):
    return any(not len(range(size)[part]) for part, size in zip(key, shape, strict=False))


def _is_mask(part):
    return isinstance(part, (np.ndarray, Handle)) and part.dtype in (np.bool_, np.dtype(bool))


def _span(part):
    return len(part.shape) if _is_mask(part) else 1
