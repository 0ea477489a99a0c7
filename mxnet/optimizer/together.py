"""Steps of many parameters at once: how they lie in memory is worked out once and remembered.

What does not live here: rates (`base.py`), the arithmetic (`_kernels/optim_many.py`).
"""

from operator import is_

from .. import _kernels as k
from .._core.errors import MXNetError, NotDense
from ..ndarray.handle import stored
from .sparse import arrays_of, step_sparse

__all__ = ["Together"]


class Together:
    """Runs an optimizer's step on parameters, and knows them again at the next call.

    Note [Steady state]: between two steps of a training loop nothing changes but numbers inside
    the same memory. So a step compares identities of tensors and states, a few tens of nanoseconds
    for each, and runs the pieces it laid out the first time.
    """

    __slots__ = ("_tensors", "_states", "_mixed", "_parts")

    def __init__(self):
        self._tensors, self._states, self._mixed, self._parts = (), (), None, {}

    def run(self, optimizer, indices, weights, grads, states, mixed):
        """One step of all.

        Parameters
        ----------
        indices, weights, grads, states : list
            Equally long.
        mixed : bool
            States of float16 weights hold a float32 copy, if the optimizer's `multi_precision`
            says so.
        """
        low = mixed and optimizer.multi_precision
        try:
            tensors = [w._data for w in weights]
            tensors += [g._data for g in grads]
        except NotDense:
            _check(optimizer, weights, grads)
            step_sparse(optimizer, indices, weights, grads, states, low)
            return
        if not self._knows(tensors, states, low):
            _check(optimizer, weights, grads)
            self._tensors, self._states, self._mixed, self._parts = tensors, states, low, {}
        for positions, keywords in optimizer._hypers(indices, weights, grads):
            parts = self._parts.get(positions)
            if parts is None:
                at = range(len(weights)) if positions is None else positions
                parts = self._parts[positions] = self._lay_out(optimizer, at, low)
            for part in parts:
                part.run(optimizer._step, **keywords)

    def _knows(self, tensors, states, low):
        return (
            low == self._mixed
            and len(tensors) == len(self._tensors)
            and all(map(is_, tensors, self._tensors))
            and all(map(is_, states, self._states))
        )

    def _lay_out(self, optimizer, positions, low):
        """The parameters at some positions, in sets of one dtype, device and number of states."""
        half = len(self._states)
        sets = {}
        for at in positions:
            weight, grad, state = self._tensors[at], self._tensors[half + at], self._states[at]
            master = None
            if low and k.dtype_name(weight) == "float16":
                master, state = optimizer._halves(state)
                master = master._data
            held = [x._data for x in arrays_of(state)]
            key = weight.dtype, weight.device, len(held)
            sets.setdefault(key, []).append((weight, grad, held, master))
        return [_parts(rows, optimizer._whole) for rows in sets.values()]


def _parts(rows, whole):
    weights, grads, states, masters = map(list, zip(*rows, strict=True))
    return k.Parts(weights, grads, states, None if masters[0] is None else masters, whole)


def _check(optimizer, weights, grads):
    """Refuse what the kernels would take for something else."""
    name = type(optimizer).__name__
    for weight, grad in zip(weights, grads, strict=True):
        if weight.shape != grad.shape:
            raise MXNetError(
                f"{name}: grad has shape {grad.shape}; weight {weight.shape} needs its own."
            )
        own, given = stored(weight), stored(grad)
        if own.dtype is not given.dtype:
            raise MXNetError(
                f"{name}: grad is {k.dtype_name(given)}, weight {k.dtype_name(own)}; convert one "
                "with astype()."
            )
        if not own.dtype.is_floating_point:
            raise MXNetError(
                f"{name}: weight is {k.dtype_name(own)}, not of a floating point type."
            )
