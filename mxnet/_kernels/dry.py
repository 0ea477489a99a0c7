"""Kernels run on tensors without memory: what comes out, whether it is drawn, what it is a view of.

What does not live here: the kernels, or what is done with what was learnt.
"""

from math import prod

import torch

from .._core.errors import MXNetError
from .device import here, placed
from .rng import random_state, set_random_state
from .storage import _NAME, torch_dtype

__all__ = ["hollow", "dry_run", "shapes_of", "shares_memory", "same_view", "is_tensor",
           "dtype_called"]  # fmt: skip

_META = torch.device("meta")
_LIMIT = 1 << 24  # elements; what must be run on memory to be known is run up to here
_SMALL = 1 << 18  # elements; up to here running on memory is quick


def hollow(shape, dtype):
    """A tensor of a shape and dtype without memory."""
    return torch.empty(shape, dtype=torch_dtype(dtype), device=_META)


def is_tensor(x):
    """Whether `x` is a tensor and no number, text or tuple."""
    return isinstance(x, torch.Tensor)


def dtype_called(x):
    """The name of a torch dtype; None of anything else."""
    return _NAME.get(x) if isinstance(x, torch.dtype) else None


def dry_run(call, values):
    """`(result, drawn)`: what `call` gives for tensors without memory, and whether it is random.

    Small tensors are given memory: zeros, and ones to see that the shapes do not depend on the
    values. Others, and views, are tried without, for which torch may load a computer algebra system
    and its compiler first, more than a second of work; where that is refused, on memory again.

    Raises
    ------
    NotImplementedError
        Only the values would tell, or the tensors are too large to try.
    Exception
        Whatever the kernel raises for tensors that do not fit.
    """
    if 0 < _elements(values) <= _SMALL:
        try:
            return _on_memory(call, values, views=False)
        except _REFUSALS:
            pass
    try:
        return _without_memory(call, values)
    except _REFUSALS:
        if _elements(values) > _LIMIT:
            raise
    return _on_memory(call, values)


def shapes_of(call, shapes, dtypes, known=False):
    """`[(shape, dtype), ...]` of what `call` gives for such tensors, learnt as of `dry_run`.

    A shape of None stands for an operand left out. Memory is used where a kernel needs it, unless
    the results are `known`.

    Raises
    ------
    Exception
        As of `dry_run`.
    """
    values = [None if s is None else hollow(s, d) for s, d in zip(shapes, dtypes, strict=True)]
    try:
        results, _ = _without_memory(call, values)
    except MXNetError:
        raise
    except _REFUSALS as error:
        if known:
            raise NotImplementedError from error
        if _elements(values) > _LIMIT:
            raise
        results, _ = _on_memory(call, values)
    results = results if type(results) is tuple else (results,)
    return [None if x is None else (tuple(x.shape), _NAME[x.dtype]) for x in results]


def _elements(values):
    return sum(prod(x.shape) for x in values if is_tensor(x))


def _without_memory(call, values):
    here.drawn = False
    with placed(_META):
        return call(*values), here.drawn


_REFUSALS = (NotImplementedError, RuntimeError, TypeError, ValueError)


def _on_memory(call, values, views=True):
    """`dry_run` on zeros and on ones; without `views` a result that is one is refused."""
    before = random_state()
    try:
        with placed(torch.device("cpu")):
            given = [[_filled(x, n) for x in values] for n in (0, 1)]
            results = [call(*xs) for xs in given]
        after = random_state()
        drawn = after.keys() != before.keys() or any(
            not torch.equal(after[d], before[d]) for d in before
        )
    finally:
        set_random_state(before)
    listed = [r if type(r) is tuple else (r,) for r in results]
    if not views:
        for x in filter(is_tensor, given[0]):
            if any(is_tensor(y) and shares_memory(x, y) for y in listed[0]):
                raise NotImplementedError("the result is a view of an operand")
    for zero, one in zip(*listed, strict=True):
        if is_tensor(zero) and (zero.shape != one.shape or zero.dtype is not one.dtype):
            raise NotImplementedError("the shape of the result depends on the values")
    told = tuple(hollow(x.shape, x.dtype) if is_tensor(x) else x for x in listed[0])
    return (told if type(results[0]) is tuple else told[0]), drawn


def _filled(x, value):
    return torch.full(x.shape, value, dtype=x.dtype) if is_tensor(x) else x


def shares_memory(x, y):
    """Whether two tensors, with memory or without, are views of one buffer."""
    return torch._C._is_alias_of(x, y)


def same_view(x, y):
    """Whether `x` is `y` again: the same elements in the same places."""
    return (
        x.shape == y.shape
        and x.dtype is y.dtype
        and x.stride() == y.stride()
        and x.storage_offset() == y.storage_offset()
        and shares_memory(x, y)
    )
