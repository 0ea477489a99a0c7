"""Nested lists of arrays, laid out flat and put together again.

What does not live here: what the arrays are for.
"""

from .._core.errors import MXNetError
from ..ndarray import NDArray
from ..symbol import Symbol

__all__ = ["NOTHING", "flatten", "regroup", "is_flat"]

# The format of one value: 0 for an array, -1 for None, the number of outputs for a symbol of
# several, and a list of formats for a list or tuple.
ONE, NOTHING = 0, -1


def flatten(args, what):
    """The arrays or symbols of a nested list, None for None, and the format of the nesting.

    Parameters
    ----------
    args : NDArray, Symbol, None, or nested list or tuple of them
    what : str
        `"input"` or `"output"`, for messages.

    Raises
    ------
    ValueError
        Something else is among them.
    """
    if isinstance(args, NDArray):
        return [args], ONE
    if args is None:
        return [None], NOTHING
    if isinstance(args, Symbol):
        return [args], len(args) if len(args) > 1 else ONE
    if not isinstance(args, (list, tuple)):
        raise ValueError(
            f"When hybridized, the input of HybridBlock {what} must be (nested) list of Symbol or "
            f"NDArray, but got {args} of type {type(args)}"
        )
    flat, formats = [], []
    for each in args:
        found, form = flatten(each, what)
        flat.extend(found)
        formats.append(form)
    return flat, formats


def regroup(flat, form):
    """The nested list of a format, made of flat values.

    Parameters
    ----------
    flat : list
    form : int or list
        As `flatten` gave it.

    Returns
    -------
    nested, rest
        The nested lists, and the values that were left over.

    Raises
    ------
    ValueError
        There are fewer values than the format asks for.
    """
    if isinstance(form, int):
        count = form if form > 1 else 1
        if len(flat) < count:
            raise ValueError(f"{len(flat)} values are left for a part of {count}")
        if form == NOTHING:
            if flat[0] is not None:
                raise ValueError("We do not support passing types that are not None")
            return None, flat[1:]
        return (flat[0] if form == ONE else flat[:count]), flat[count:]
    if not isinstance(form, list):
        raise MXNetError(f"{form!r} is no format of arguments")
    made = []
    for each in form:
        value, flat = regroup(flat, each)
        made.append(value)
    return made, flat


def is_flat(form):
    """Whether a format is a plain list of arrays."""
    return isinstance(form, list) and not any(form) and all(type(each) is int for each in form)
