"""Sequences for cells: whole or step by step, arrays or symbols, masked and reversed by length.

What does not live here: cells.
"""

from ... import ndarray, symbol
from ...ndarray import NDArray
from ...symbol import Symbol

__all__ = ["Sequence", "formed", "masked", "reversed_steps", "last_states", "is_whole"]


class Sequence:
    """The inputs of `unroll` as a cell wants them.

    Attributes
    ----------
    inputs : NDArray, Symbol, or list of them
    F : module
        `mx.nd` or `mx.sym`.
    axis, batch_size : int
        Where time is; 0 for a symbol's batch.
    """

    __slots__ = ("inputs", "F", "axis", "batch_size")

    def __init__(self, inputs, F, axis, batch_size):
        self.inputs, self.F, self.axis, self.batch_size = inputs, F, axis, batch_size

    def first_states(self, cell, given):
        """The states to begin with: those given, else zeros of the inputs' type and context."""
        if given is not None:
            return given
        if self.F is symbol:
            return cell.begin_state(func=symbol.zeros, batch_size=self.batch_size)
        first = self.inputs[0] if isinstance(self.inputs, (list, tuple)) else self.inputs
        return cell.begin_state(
            func=ndarray.zeros, batch_size=self.batch_size, ctx=first.context, dtype=first.dtype
        )


def is_whole(inputs):
    """Whether a sequence is one array or symbol."""
    return isinstance(inputs, (NDArray, Symbol))


def formed(length, inputs, layout, merge):
    """A Sequence in the form asked for.

    Parameters
    ----------
    length : int or None
        How many steps there must be.
    inputs : NDArray, Symbol, or list of them
    layout : str
        `"NTC"` or `"TNC"`; of single steps without the `T`.
    merge : bool or None
        Whether it becomes one array, or one for every step; None leaves it as it is.
    """
    axis, batch_axis = layout.find("T"), layout.find("N")
    if axis not in (0, 1) or batch_axis < 0:
        raise AssertionError(f"layout {layout!r} must have N and T, T among the first two axes")
    if is_whole(inputs):
        F = ndarray if isinstance(inputs, NDArray) else symbol
        batch = inputs.shape[batch_axis] if F is ndarray else 0
        inputs = _split(F, inputs, length, axis) if merge is False else inputs
        return Sequence(inputs, F, axis, batch)
    if length is not None and len(inputs) != length:
        raise AssertionError(f"{length} steps are to be unrolled; {len(inputs)} inputs are given")
    F = ndarray if isinstance(inputs[0], NDArray) else symbol
    batch = inputs[0].shape[layout.replace("T", "").find("N")] if F is ndarray else 0
    return Sequence(F.stack(*inputs, axis=axis) if merge else inputs, F, axis, batch)


def _split(F, whole, length, axis):
    if F is symbol:
        if len(whole.list_outputs()) != 1:
            raise AssertionError(
                "unroll doesn't allow grouped symbol as input. Please convert to list with "
                "list(inputs) first or let unroll handle splitting."
            )
        return list(symbol.split(whole, axis=axis, num_outputs=length, squeeze_axis=1))
    steps = whole.shape[axis]
    if length is not None and length != steps:
        raise AssertionError(f"{length} steps are to be unrolled; the inputs {whole.shape} have "
                             f"{steps}")  # fmt: skip
    return _listed(ndarray.split(whole, axis=axis, num_outputs=steps, squeeze_axis=1))


def _listed(outputs):
    """The outputs of a split, which gives a single one as it is."""
    return [outputs] if isinstance(outputs, NDArray) else list(outputs)


def masked(F, data, length, valid_length, axis, merge):
    """Zeros beyond every sequence's length.

    Parameters
    ----------
    data : NDArray, Symbol, or list of them
    length, axis : int
        The number of steps, and the axis of time.
    valid_length : NDArray or Symbol
        (batch,).
    merge : bool
        Whether the result is one array.
    """
    whole = data if is_whole(data) else F.stack(*data, axis=axis)
    whole = F.SequenceMask(whole, sequence_length=valid_length, use_sequence_length=True, axis=axis)
    if merge:
        return whole
    return _listed(F.split(whole, num_outputs=length, axis=axis, squeeze_axis=True))


def reversed_steps(F, steps, length, valid_length):
    """The steps from last to first; with lengths, the padding stays where it is."""
    if valid_length is None:
        return list(reversed(steps))
    turned = F.SequenceReverse(
        F.stack(*steps, axis=0), sequence_length=valid_length, use_sequence_length=True
    )
    if F is ndarray or length > 1:
        return _listed(F.split(turned, axis=0, num_outputs=length, squeeze_axis=True))
    return [F.reshape(turned, shape=(-3, -2))]


def last_states(F, history, valid_length):
    """Every state as it was at each sequence's own end.

    Parameters
    ----------
    history : list of list
        The states after each step.
    """
    return [
        F.SequenceLast(
            F.stack(*states, axis=0),
            sequence_length=valid_length,
            use_sequence_length=True,
            axis=0,
        )
        for states in zip(*history, strict=True)
    ]
