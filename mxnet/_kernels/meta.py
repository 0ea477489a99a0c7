"""Running a calculation on tensors without memory, to learn the shapes and dtypes of its results.

What does not live here: any kernel.
"""

from math import prod

import torch

from .._core.errors import MXNetError
from .device import here, placed
from .rng import random_state, set_random_state
from .storage import _NAME, torch_dtype

__all__ = ["shapes_of"]

_META = torch.device("meta")
_SMALL = 1 << 22  # elements; what must be run on memory to be known is run up to here


def shapes_of(call, shapes, dtypes, known=False):
    """`[(shape, dtype), ...]` of what `call(tensors)` returns for such tensors.

    A shape of None stands for an input left out. Where a kernel needs memory the calculation is run
    on small arrays of zeros, unless the results are `known`; the random generators stay as they
    were.

    Raises
    ------
    Exception
        Whatever the kernels raise for tensors that do not fit; NotImplementedError where only the
        values would tell.
    """
    try:
        with placed(_META):
            return _told(call(_tensors(shapes, dtypes, _META)))
    except MXNetError:
        raise
    except (RuntimeError, TypeError, ValueError) as error:
        if known:
            raise NotImplementedError from error
        if sum(prod(s) for s in shapes if s is not None) > _SMALL:
            raise error
    states = random_state()
    try:
        return _told(call(_tensors(shapes, dtypes, here.device)))
    finally:
        set_random_state(states)


def _tensors(shapes, dtypes, device):
    return [
        None if s is None else torch.zeros(s, dtype=torch_dtype(d), device=device)
        for s, d in zip(shapes, dtypes, strict=True)
    ]


def _told(results):
    results = results if type(results) is tuple else (results,)
    return [None if t is None else (tuple(t.shape), _NAME[t.dtype]) for t in results]
