"""What makes a sparse record whole: shapes that fit together and indices that stay inside.

The reader holds files against it and the writer records. Each function returns why it is not whole,
or an empty text.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

__all__ = ["index_problem", "pointer_problem", "shape_problem"]

Shape = tuple[int, ...]


def shape_problem(stype: str, shape: Shape, stored: Shape, index_shapes: Sequence[Shape]) -> str:
    """Compare the whole shape, the shape of the stored values and those of the index arrays."""
    fits = _row_sparse_fits if stype == "row_sparse" else _csr_fits
    if fits(tuple(shape), tuple(stored), list(index_shapes)):
        return ""
    shapes = ", ".join(map(str, index_shapes))
    return (f"a {stype} array of shape {shape} cannot have stored values of shape {stored} with "
            f"index arrays of shape {shapes}")


def _row_sparse_fits(shape: Shape, stored: Shape, index_shapes: list[Shape]) -> bool:
    return (len(shape) > 0 and len(stored) == len(shape) and stored[1:] == shape[1:]
            and index_shapes == [stored[:1]])


def _csr_fits(shape: Shape, stored: Shape, index_shapes: list[Shape]) -> bool:
    if len(shape) != 2 or len(stored) != 1:
        return False
    pointers, columns = index_shapes
    # MXNet can leave the row pointers out where nothing is stored.
    without_pointers = stored == (0,) and pointers == (0,)
    return columns == stored and (pointers == (shape[0] + 1,) or without_pointers)


def index_problem(indices: np.ndarray, limit: int) -> str:
    """Each index is at least 0 and less than `limit`."""
    if len(indices) and not (indices.min() >= 0 and indices.max() < limit):
        return f"an index lies outside 0 to {limit - 1}"
    return ""


def pointer_problem(pointers: np.ndarray, count: int) -> str:
    """Row pointers begin at 0, never fall, and end at most at the `count` stored values."""
    if not len(pointers):
        return ""
    if pointers[0] == 0 and pointers[-1] <= count and bool(np.all(pointers[1:] >= pointers[:-1])):
        return ""
    return f"its row pointers do not rise from 0 to at most {count}"
