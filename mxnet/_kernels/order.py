"""Order: ranking, gathering along an axis and its transpose, indices as another dtype.

What does not live here: indexing by MXNet's rules (`index.py`).
"""

import warnings

import torch

from .._core.errors import MXNetError
from .storage import dtype_name, torch_dtype

__all__ = ["ranked", "take_along", "put_along", "as_index"]


def ranked(x, *, axis, descending=False, count=None):
    """Indices (int64) of the first `count` entries of an axis in order; equal entries keep theirs.

    NaN is larger than every number.
    """
    as_sorted = descending or not x.is_floating_point()  # argmin takes NaN for the smallest
    if count == 1 and x.shape[axis] > 0 and as_sorted and x.dtype is not torch.bool:
        return (torch.argmax if descending else torch.argmin)(x, axis, keepdim=True)
    index = torch.sort(x, dim=axis, descending=descending, stable=True).indices
    return index if count is None else index.narrow(axis, 0, count)


def take_along(x, index, *, axis):
    """The entries of an axis that `index` names, for every position of the other axes."""
    return torch.gather(x, axis, index)


def put_along(x, index, *, axis, length):
    """Zeros with an axis of `length`, `x` added at `index`: the transpose of `take_along`."""
    shape = list(x.shape)
    shape[axis] = length
    return torch.zeros(shape, dtype=x.dtype, device=x.device).scatter_add_(axis, index, x)


# Up to which number a floating dtype holds every whole one.
_EXACT = {torch.float16: 2**11, torch.bfloat16: 2**8, torch.float32: 2**24, torch.float64: 2**53}


def as_index(index, *, dtype, length):
    """Indices below `length` in the dtype the caller asked for.

    Raises
    ------
    MXNetError
        An integer dtype is too small for one of them. Where a floating dtype rounds one, it warns.
    """
    kind = torch_dtype(dtype)
    out = index.to(kind)
    limit = _EXACT[kind] if kind.is_floating_point else torch.iinfo(kind).max
    if length - 1 > limit and bool((out.to(torch.int64) != index).any()):
        text = f"an index on an axis of length {length} does not fit {dtype_name(out)}"
        if not kind.is_floating_point:
            raise MXNetError(f"{text}; use dtype int64, or cast the data to a dtype that holds it.")
        warnings.warn(f"{text} and was rounded. argsort and topk take dtype='int64'; argmax and "
                      "argmin return the dtype of their data, so cast that to float64.",
                      RuntimeWarning, stacklevel=2)
    return out
