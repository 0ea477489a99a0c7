"""The functions `mx.nd.X` of every operator, written by `_front` and compiled on first touch."""

import keyword
import types

from .. import _kernels as k
from .. import _ops  # noqa: F401  registers the operators
from .._core import registry
from .._core.attrs import Null
from .._core.errors import NotDense
from .._core.rules import Like
from .._core.source import compile_source
from .._front.nd import function_text, plans, short
from .._graph.ir import is_hidden
from .._tape.node import Node, next_seq
from .._tape.state import state
from .._tape.watch import watch
from .handle import Handle, classes
from .invoke import complete, invoke

__all__ = ["function", "names_of", "module_getattr", "operator_module"]

_made: dict = {}


def function(op, name):
    """The generated function of an operator under a public name."""
    made = _made.get((op.name, name))
    if made is None:
        made = _made[op.name, name] = _make(op, name)
    return made


def _masks(op):
    """The plans of an operator by the inputs on the tape as bits, and what makes them."""
    arity = len(op.inputs)
    masked = [None] * (1 << arity if arity <= 4 else 1)

    def plan_of(mask):
        wanted = tuple(i for i in range(arity) if mask >> i & 1)
        plan = masked[mask] = op.plan(wanted, arity)
        return plan

    return {"masked": masked, "plan_of": plan_of}


def _make(op, name):
    safe = name if name.isidentifier() and not keyword.iskeyword(name) else f"{name}_"
    space, bare = names_of(op)
    made = compile_source(f"nd.{name}", function_text(op, safe, bare), space)[safe]
    made.__module__ = "mxnet.ndarray"
    return made


def names_of(op):
    """What the text of an operator's function refers to; and whether its kernel there is a `bare`
    one."""
    called = op.kernel or (short(op) or (None,))[0]
    kernel = getattr(k, called, None) if called else None
    bare = getattr(kernel, "bare", None)  # right for floats, with less around it
    space = {
        "op": op,
        "kernel": bare or kernel,
        "invoke": invoke,
        "complete": complete,
        "Handle": Handle,
        "_kernels": k,
        "_forward": op.forward,
        "_check": op.check,
        "tape_state": state,
        "_Null": Null,
        "refuse": _refuse,
        "gather": _gather,
        "new": object.__new__,
        "NDArray": classes["nd"],
        "NotDense": NotDense,
        "Node": Node,
        "next_seq": next_seq,
        "Like": Like,
        "watch": watch,
        **plans(op),
        **_masks(op),
        "NO_ATTRS": None if op.attrs or op.mode else op.parse(()),
        "__name__": "mxnet.ndarray",
    }
    return space, bare is not None


def _refuse(op, kwargs):
    """Refuse keywords that the operator does not take; `__layout__` and the like are for graphs."""
    for name in kwargs:
        if name != "attr" and not is_hidden(name):
            op.refuse(name)


def _gather(op, inputs, kwargs):
    """Inputs of a variadic operator, those given by keyword (`arg0=x`, `data=[...]`) included."""
    slot = op.inputs[op.variadic].name
    said = kwargs.pop(op.count_attr, None)
    if slot in kwargs and isinstance(kwargs[slot], (list, tuple)):
        inputs = (*inputs, *kwargs.pop(slot))
    numbered = sorted(
        (n for n in kwargs if n.startswith("arg") and n[3:].isdigit()), key=lambda n: int(n[3:])
    )
    inputs = (*inputs, *(kwargs.pop(n) for n in numbered))
    if said is not None and op.any_count is None and str(said) != str(len(inputs)):
        raise op.miscounted(said, len(inputs))
    _refuse(op, kwargs)
    return inputs


def module_getattr(space, module_name):
    """A module-level `__getattr__` and `__dir__` that make the operators of a namespace on first
    touch."""
    table, known = {}, 0

    def names():
        nonlocal known
        if len(registry.names()) != known:  # a program may add operators at any time
            known = len(registry.names())
            table.update(registry.namespace(space))
        return table

    def getter(name):
        record = names().get(name)
        if record is None:
            raise AttributeError(f"module {module_name!r} has no attribute {name!r}")
        return function(record, name)

    return getter, names


def operator_module(name, space, doc):
    """A module object holding the operators of a namespace, made on first touch."""
    module = types.ModuleType(name, doc)
    getter, names = module_getattr(space, name)
    module.__getattr__ = getter
    module.__dir__ = lambda: sorted(names())
    return module
