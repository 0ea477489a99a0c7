"""Names and descriptions of data and labels: whether they are the network's, and in its order.

What does not live here: anything about arrays.
"""

import warnings

from ..io import DataDesc

__all__ = ["as_list", "check_input_names", "described", "parse_data_desc"]

_PARAMETER_ENDINGS = ("_weight", "_bias", "_gamma", "_beta")
_RED, _PLAIN = "\033[91m", "\033[0m"


def as_list(one_or_several):
    """A list of one where it is none."""
    return one_or_several if isinstance(one_or_several, list) else [one_or_several]


def check_input_names(symbol, names, kind, refuse):
    """Complain of names that are no arguments of the network, and say which may be meant.

    Parameters
    ----------
    symbol : Symbol
    names : list of str
    kind : str
        What they are: `data`, `label`, `state` or `fixed_param`.
    refuse : bool
        Raise ValueError; else only warn.
    """
    arguments = symbol.list_arguments()
    for name in names:
        if name in arguments:
            continue
        candidates = [each for each in arguments if not each.endswith(_PARAMETER_ENDINGS)]
        message = (
            f"{_RED}You created Module with Module(..., {kind}_names={names}) but input with name "
            f"'{name}' is not found in symbol.list_arguments(). Did you mean one of:\n\t"
            + "\n\t".join(candidates)
            + _PLAIN
        )
        if refuse:
            raise ValueError(message)
        warnings.warn(message, stacklevel=4)


def parse_data_desc(data_names, label_names, data_shapes, label_shapes):
    """Descriptions of data and labels, held against the names that the network has for them.

    Returns
    -------
    (list of DataDesc, list of DataDesc or None)
    """
    data_shapes = described(data_shapes)
    _check_match(data_names, data_shapes, "data", refuse=True)
    if label_shapes is not None:
        label_shapes = described(label_shapes)
    _check_match(label_names, label_shapes or [], "label", refuse=False)
    return data_shapes, label_shapes


def described(shapes):
    """Descriptions of what may be pairs of names and shapes."""
    return [_as_desc(one) for one in shapes]


def _as_desc(one):
    if not isinstance(one, DataDesc):
        one = DataDesc(*one)
    if not isinstance(one.shape, tuple | list):
        raise TypeError(f"the shape of {one.name!r} is {type(one.shape).__name__}, not a tuple")
    return DataDesc(one.name, tuple(one.shape), one.dtype, one.layout)


def _check_match(names, shapes, kind, refuse):
    actual = [one[0] for one in shapes]
    if sorted(names) == sorted(actual):
        return
    message = (
        f"Data provided by {kind}_shapes don't match names specified by {kind}_names "
        f"({shapes} vs. {names})"
    )
    if refuse:
        raise ValueError(message)
    warnings.warn(message, stacklevel=5)
