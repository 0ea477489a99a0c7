"""The functions `mx.sym.X` of every operator, written by `_front` and compiled on first touch."""

import keyword
import types

from .. import _ops  # noqa: F401  registers the operators
from .._core import registry
from .._core.attrs import Null
from .._core.source import compile_source
from .._front.sym import function_text
from .compose import create

__all__ = ["function", "module_getattr", "operator_module", "ops"]

_made: dict = {}


def function(op, name):
    """The generated function of an operator under a public name."""
    made = _made.get((op.name, name))
    if made is None:
        safe = name if name.isidentifier() and not keyword.iskeyword(name) else f"{name}_"
        space = {"create": create, "op": op, "_Null": Null, "__name__": "mxnet.symbol"}
        made = compile_source(f"sym.{name}", function_text(op, safe, name), space)[safe]
        made.__module__ = "mxnet.symbol"
        _made[op.name, name] = made
    return made


def module_getattr(space, module_name):
    """A module-level `__getattr__` and a table of names for the operators of a namespace."""
    table = {}

    def names():
        if not table:
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


class Operators:
    """Operators by any of their names, as functions of symbols; made on first touch and kept."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        made = function(registry.find(name), name)
        setattr(self, name, made)
        return made


ops = Operators()
