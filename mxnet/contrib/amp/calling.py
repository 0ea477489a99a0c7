"""Functions of operators that cast what they are given, and their places in the namespaces.

Nothing here runs before `init`: the functions of `mx.nd` and `mx.sym` are replaced then, so they
cost nothing more while mixed precision is off, and `disable` puts them back. What does not live
here: which operator is of which kind (`tables.py`).
"""

import functools
import logging

from ... import ndarray as nd
from ... import symbol as sym
from ..._core import dtypes, registry
from ...autograd import Function
from ...ndarray import NDArray
from ...ndarray.arithmetic import DUNDERS, HOT
from ...ndarray.operators import ops as nd_ops
from ...symbol.entries import wrapped
from ...symbol.functions import ops as sym_ops

__all__ = ["replace_functions", "restore_functions"]

_FLOATS = frozenset({"float16", "bfloat16", "float32"})


def replace_functions(choice, losses, scaler):
    """Put casting functions in the places of the operators' own.

    Parameters
    ----------
    choice : Choice
    losses : list of str
        Operators whose gradient is to be scaled.
    scaler : LossScaler
        By what.

    Returns
    -------
    list of (object, str, callable)
        What was replaced where, for `restore_functions`.
    """
    replaced = []
    for name in sorted(choice.names & set(registry.names())):
        op = registry.find(name)
        arrays, symbols = _array_caster(op, name, choice), _symbol_caster(name, choice)
        if name in losses:
            arrays, symbols = _scaled(arrays, op, scaler), _warned(symbols, op)
        replaced += _replace(name, nd, nd_ops, arrays)
        replaced += _replace(name, sym, sym_ops, symbols)
    for name, array, *_ in DUNDERS:
        if name in HOT and array in choice.names:
            replaced.append(_replace_method(f"__{name}__", array))
    return replaced


def restore_functions(replaced):
    """Put the operators' own functions back.

    Parameters
    ----------
    replaced : list of (object, str, callable)
    """
    for place, name, function in replaced:
        setattr(place, name, function)


def _replace(name, module, internal, wrap):
    """Replace the function of one name in every place that programs take it from."""
    space, short = registry.place(name)
    places = [getattr(module, space, None)] if space else [module, module.op]
    named = [(place, short) for place in places if getattr(place, short, None) is not None]
    replaced = [(place, key, getattr(place, key)) for place, key in [*named, (internal, name)]]
    for place, key, function in replaced:
        setattr(place, key, wrap(function))
    return replaced


def _replace_method(method, name):
    """Have a method of arrays, in which an operator is written out, call its function."""
    own = getattr(NDArray, method)

    @functools.wraps(own)
    def calling(self, other):
        if isinstance(other, NDArray):
            return getattr(nd_ops, name)(self, other)
        return own(self, other)

    setattr(NDArray, method, calling)
    return NDArray, method, own


def _array_caster(op, name, choice):
    """A decorator for the function of an operator on arrays."""
    states = {slot.name for slot in op.inputs if slot.aux} | {"out", "name"}
    parameters = [slot.name for slot in op.inputs if not slot.variadic]
    if op.variadic is None:
        parameters += list(op.attrs)

    def wrap(function):
        @functools.wraps(function)
        def casting(*args, **kwargs):
            given = dict(zip(parameters, args, strict=False)) | kwargs

            def value_of(key):
                return str(given.get(key, op.attrs[key].default))

            kind = choice.kind(name, value_of)
            free = [
                i for i, x in enumerate(args)
                if isinstance(x, NDArray) and (i >= len(parameters) or parameters[i] not in states)
            ]  # fmt: skip
            keys = [k for k, x in kwargs.items() if isinstance(x, NDArray) and k not in states]
            arrays = [args[i] for i in free] + [kwargs[k] for k in keys]
            cast = _cast_all(arrays, kind, choice.dtype)
            args = list(args)
            for i, x in zip(free, cast, strict=False):
                args[i] = x
            kwargs.update(zip(keys, cast[len(free) :], strict=True))
            return function(*args, **kwargs)

        return casting

    return wrap


def _cast_all(arrays, kind, low):
    """Arrays in the dtype that a kind of operator wants; those that have it stay themselves."""
    names = [dtypes.to_name(x.dtype) for x in arrays]
    if kind == "widest":
        present = {name for name in names if name in _FLOATS}
        if len(present) < 2:
            return arrays
        return nd_ops.amp_multicast(*arrays, num_outputs=len(arrays))
    if kind is None:
        return arrays
    wanted = low if kind == "target" else "float32"
    return [
        nd_ops.amp_cast(x, dtype=wanted) if has in _FLOATS and has != wanted else x
        for x, has in zip(arrays, names, strict=True)
    ]


def _symbol_caster(name, choice):
    """A decorator for the function of an operator on symbols.

    The node is made first, as the variables of inputs that nobody gave are cast as well.
    """

    def wrap(function):
        @functools.wraps(function)
        def casting(*args, **kwargs):
            made = function(*args, **kwargs)
            node = made._entries[0][0]
            p = node.params()
            kind = choice.kind(name, lambda key: node.attrs.get(key, str(getattr(p, key, ""))))
            node.inputs = _cast_entries(node, kind, choice.dtype)
            return made

        return casting

    return wrap


def _cast_entries(node, kind, low):
    if kind is None or not node.inputs:
        return node.inputs
    inputs = [wrapped([entry]) for entry in node.inputs]
    if kind == "widest":
        if len(inputs) < 2:
            return node.inputs
        return tuple(sym_ops.amp_multicast(*inputs, num_outputs=len(inputs))._entries)
    dtype = low if kind == "target" else "float32"
    states = set(node.mutated())
    return tuple(
        entry if i in states else sym_ops.amp_cast(each, dtype=dtype)._entries[0]
        for i, (entry, each) in enumerate(zip(node.inputs, inputs, strict=True))
    )


class _Scaled(Function):
    """The same array; its gradient times a factor."""

    def __init__(self, factor):
        super().__init__()
        self.factor = factor

    def forward(self, x):
        return x

    def backward(self, g):
        return g * self.factor


def _scaled(wrap, op, scaler):
    """Losses that make their own gradient: scaled where it leaves them, at their data."""
    first = op.inputs[0].name

    def wrap_scaled(function):
        inner = wrap(function)

        @functools.wraps(function)
        def scaling(*args, **kwargs):
            factor = _Scaled(scaler.loss_scale)
            if args:
                return inner(factor(args[0]), *args[1:], **kwargs)
            return inner(**{**kwargs, first: factor(kwargs[first])})

        return scaling

    return wrap_scaled


def _warned(wrap, op):
    def wrap_warned(function):
        inner = wrap(function)

        @functools.wraps(function)
        def warning(*args, **kwargs):
            logging.warning(
                "%s does not support dynamic loss scaling in symbolic and hybridized execution.",
                op.name,
            )
            return inner(*args, **kwargs)

        return warning

    return wrap_warned
