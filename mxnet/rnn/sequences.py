"""Sequences of symbols in the form a cell wants them: one symbol, or one for every step.

What does not live here: cells.
"""

from .. import symbol

__all__ = ["as_steps", "as_whole", "in_form"]


def in_form(length, inputs, layout, merge):
    """`inputs` as one symbol (`merge` true), as one per step (false), or as they are (None).

    Parameters
    ----------
    length : int
        How many steps there are.
    inputs : Symbol, or list of Symbol
    layout : str
        Where `T` stands is the axis of time.
    merge : bool or None
    """
    if inputs is None:
        raise AssertionError(
            "unroll(inputs=None) has been deprecated. Please create input variables outside unroll."
        )
    axis = layout.find("T")
    if isinstance(inputs, symbol.Symbol):
        return as_steps(length, inputs, axis) if merge is False else inputs
    if length is not None and len(inputs) != length:
        raise AssertionError(f"{length} steps are to be unrolled; {len(inputs)} inputs are given")
    return as_whole(inputs, axis) if merge else inputs


def as_steps(length, inputs, axis):
    """One symbol per step of `inputs`."""
    if len(inputs.list_outputs()) != 1:
        raise AssertionError(
            "unroll doesn't allow grouped symbol as input. Please convert to list with "
            "list(inputs) first or let unroll handle splitting."
        )
    return list(symbol.split(inputs, axis=axis, num_outputs=length, squeeze_axis=1))


def as_whole(steps, axis):
    """The steps as one symbol with a new axis of time."""
    return symbol.Concat(*[symbol.expand_dims(step, axis=axis) for step in steps], dim=axis)
