"""The text of `mx.sym.X(...)`: a function that makes a node.

What does not live here: making the node; `symbol/compose.py` is handed in.
"""

from .docs import docstring
from .nd import is_open, quoted

__all__ = ["function_text"]


def function_text(op, name, hint):
    """The definition, which refers to `create`, `op` and `_Null`.

    States that upstream's functions do not list (`late_aux`) come behind the attributes.
    """
    doc = f"    {quoted(docstring(op, name, 'sym'))}\n"
    if op.variadic is not None:
        return _variadic(op, name, hint, doc)
    keys = [key for key in op.attrs if not is_open(op, key)]
    late = [s.name for s in op.inputs if s.aux and "late_aux" in op.traits]
    parts = [f"{s.name}=None" for s in op.inputs if s.name not in late]
    parts += [*(f"{key}=_Null" for key in keys), *(f"{state}=None" for state in late)]
    inputs = "".join(f"{s.name}, " for s in op.inputs)
    given = ", ".join(f"{key!r}: {key}" for key in keys)
    return (
        f"def {name}({', '.join([*parts, 'name=None', 'attr=None', 'out=None'])}, **kwargs):\n{doc}"
        f"    return create(op, {hint!r}, ({inputs}), {{{given}}}, name, attr, kwargs)\n"
    )


def _variadic(op, name, hint, doc):
    slot = op.inputs[op.variadic].name
    fixed = [s.name for s in op.inputs if not s.variadic]
    keys = [key for key in op.attrs if not is_open(op, key)]
    lead = "".join(f"{s}, " for s in fixed)
    return (
        f"def {name}({lead}*{slot}, **kwargs):\n{doc}"
        f"    if len({slot}) == 1 and isinstance({slot}[0], (list, tuple)):\n"
        f"        {slot} = tuple({slot}[0])\n"
        f"    name, attr = kwargs.pop('name', None), kwargs.pop('attr', None)\n"
        f"    kwargs.pop('out', None)\n"
        f"    given = {{key: kwargs.pop(key) for key in {keys!r} if key in kwargs}}\n"
        f"    return create(op, {hint!r}, ({lead}*{slot},), given, name, attr, kwargs)\n"
    )
