"""The table of all operators: names, aliases, and which public namespace each name lives in.

What does not live here: how an operator is written (`op.py`) or called (the fronts).
"""

from .errors import MXNetError, closest
from .op import Op, read_block

__all__ = ["op", "add", "find", "operators", "names", "place", "namespace"]

_operators: dict[str, Op] = {}
_names: dict[str, Op] = {}

# A name's prefix decides its namespace below mx.nd and mx.sym; "" is the namespace itself.
_PREFIXES = (
    ("_contrib_", "contrib"),
    ("_linalg_", "linalg"),
    ("_image_", "image"),
    ("_sparse_", "sparse"),
    ("_npx__image_", "npx.image"),
    ("_npx_", "npx"),
    ("_npi_", "np._internal"),
    ("_np_", "np"),
)


def op(name, *, also=(), **flags):
    """Decorator: read a block (a class body) and register it under `name` and the names in
    `also`."""

    def register(cls):
        return add(read_block(cls, name, also=also, **flags))

    return register


def add(record):
    """Register an Op under its name and aliases; a name taken already is an error."""
    for name in (record.name, *record.aliases):
        if name in _names:
            raise TypeError(f"operator name {name!r} is registered twice")
        _names[name] = record
    _operators[record.name] = record
    return record


def find(name):
    """The Op of a name or alias.

    Raises
    ------
    MXNetError
        With the closest names there are.
    """
    record = _names.get(name)
    if record is None:
        raise MXNetError(f"there is no operator {name!r}.{closest(name, _names)}")
    return record


def operators():
    """All operators by canonical name."""
    return _operators


def names():
    """All operators by every name and alias."""
    return _names


def place(name):
    """`(namespace, short name)`: where a registered name is found below `mx.nd` and `mx.sym`."""
    if name.startswith("_random_") and name.endswith("_like"):
        return "random", name[len("_random_") :]
    for prefix, space in _PREFIXES:
        if name.startswith(prefix) and len(name) > len(prefix):
            return space, name[len(prefix) :]
    return ("_internal" if name.startswith("_") else ""), name


def namespace(space):
    """`{short name: Op}` of one namespace."""
    return {
        short: record
        for name, record in _names.items()
        for where, short in (place(name),)
        if where == space
    }
