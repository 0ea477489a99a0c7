"""Primitives: the record of a kernel's inputs and rules, under the kernel's name.

What does not live here: the kernels, or any rule.
"""

import inspect
from types import SimpleNamespace

from .op import In, Op, Out, caller_file
from .rules import read_rule, slots_of

__all__ = [
    "primitive", "primitives", "find_primitive", "composite", "find_composite", "defaults_of",
]  # fmt: skip

_primitives: dict[str, Op] = {}
_composites: dict = {}


def primitive(inputs="x", outputs="out", *, name=None, gradient="yes", optional="", **rules):
    """Declare a kernel's inputs and rules, as a decorator of a class or as a table row.

    Parameters
    ----------
    inputs, outputs : str
        Names in the order of the kernel's positional arguments and results; `*xs` is variadic.
    name : str
        The kernel's name, where this is a row and not a decorated class.
    gradient : str
        `"yes"`, `"zero"` or `"none"`.
    optional : str
        Inputs that may be None.
    **rules : callable
        `d_<input>=lambda F, p, ...: ...`.

    Examples
    --------
    A row: `primitive("x y", name="mul", d_x=lambda F, p, x, y, g: ...)`. A class:

    >>> @primitive("x")
    ... class twice_for_doc:
    ...     def d_x(F, p, g):
    ...         return F.mul(g, 2)
    """
    where = caller_file()
    if name is not None:
        return _record(name, inputs, outputs, rules, gradient, optional, "", where)

    def read(cls):
        found = {k: v for k, v in vars(cls).items() if k.startswith("d_")}
        return _record(
            cls.__name__.rstrip("_"), inputs, outputs, found, gradient, optional, cls.__doc__, where
        )

    return read


def _record(name, inputs, outputs, rules, gradient, optional, doc, where):
    ins = []
    for word in inputs.replace(",", " ").split():
        slot = In(variadic=word.startswith("*"), optional=word in optional.split(), dtype="any")
        slot.name = word.lstrip("*")
        ins.append(slot)
    outs = []
    for word in outputs.replace(",", " ").split():
        out = Out(variadic=word.startswith("*"))
        out.name = word.lstrip("*")
        outs.append(out)
    names, results = [s.name for s in ins], [o.name for o in outs]
    read = [read_rule(name, slots_of(k, names), f, names, results) for k, f in rules.items()]

    def forward(F, p, *values):
        return getattr(F, name)(*values, **vars(p))

    if name in _primitives:
        raise TypeError(f"primitive {name!r} is declared twice")
    record = _primitives[name] = Op(
        name,
        ins,
        outs,
        {},
        forward=forward,
        rules=read,
        doc=doc or "",
        where=where,
        gradient=gradient,
        kernel=name,
        traits={"primitive"},
    )
    return record


def params(values):
    """The attributes of one call of a primitive, read by its rules as `p.name`."""
    return SimpleNamespace(**values)


def defaults_of(kernel):
    """The keywords of a kernel that have defaults, with them."""
    try:
        parameters = inspect.signature(kernel).parameters.values()
    except (TypeError, ValueError):  # torch's own builtins: their arguments are all inputs
        return {}
    return {
        q.name: q.default
        for q in parameters
        if q.kind is q.KEYWORD_ONLY and q.default is not q.empty
    }


def composite(function):
    """Declare the kernel of this name, which does several primitives' work in one, as the
    composition of them.

    Worlds that go on differentiating run the composition `function(F, ...)`; the others the kernel.
    """
    _composites[function.__name__] = function
    return function


def find_composite(name):
    """The composition that a kernel's name stands for, or None."""
    return _composites.get(name)


def find_primitive(name):
    """The record of a kernel's name, or None."""
    return _primitives.get(name)


def primitives():
    """All primitives by name."""
    return _primitives
