"""Arguments, states and expected values of a symbol, given by position or by name.

What does not live here: the checks that use them (`symbols.py`).
"""

import numpy as np

from .. import ndarray as nd

__all__ = ["arguments_of", "states_of", "by_name", "as_array"]

FLOATS = (np.float16, np.float32, np.float64)


def arguments_of(sym, location, ctx, dtype):
    """`{argument: NDArray}` from a dict or a list in the order of `sym.list_arguments()`.

    Raises
    ------
    ValueError
        Names that are not exactly the symbol's arguments.
    """
    if not any(dtype in (kind, np.dtype(kind).name, "asnumpy") for kind in FLOATS):
        raise AssertionError(f"dtype is one of float16, float32 and float64, not {dtype!r}")
    names = sym.list_arguments()
    if isinstance(location, dict):
        if set(location) != set(names):
            raise ValueError(
                f"Symbol arguments and keys of the given location do not match. symbol "
                f"args:{set(names)}, location.keys():{set(location)}"
            )
        given = {name: location[name] for name in names}
    else:
        given = dict(zip(names, location, strict=False))
    return {name: as_array(value, ctx, dtype) for name, value in given.items()}


def states_of(sym, aux_states, ctx, dtype):
    """`{auxiliary state: NDArray}`, or None where none are given."""
    if aux_states is None:
        return None
    names = sym.list_auxiliary_states()
    if isinstance(aux_states, dict):
        if set(aux_states) != set(names):
            raise ValueError(
                f"Symbol aux_states names and given aux_states do not match. symbol "
                f"aux_names:{set(names)}, aux_states.keys():{set(aux_states)}"
            )
        given = aux_states
    else:
        given = dict(zip(names, aux_states, strict=True))
    return {name: as_array(value, ctx, dtype) for name, value in given.items()}


def by_name(names, values):
    """`{name: value}` of values given by name, or in the order of `names`."""
    return dict(values) if isinstance(values, dict) else dict(zip(names, values, strict=False))


def as_array(value, ctx, dtype):
    """An NDArray on `ctx`; arrays keep their dtype, anything else takes `dtype`."""
    if isinstance(value, nd.NDArray):
        return value.as_in_context(ctx)
    value = np.asarray(value)
    return nd.array(value, ctx=ctx, dtype=value.dtype if dtype == "asnumpy" else dtype)
