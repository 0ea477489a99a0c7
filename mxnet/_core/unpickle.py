"""Reading pickles that came from a file: plain values and what an allow-list names, nothing else.

`pickle.load` calls whatever a file asks it to. This reader knows the format's stack machine but no
import: a name in the file is looked up in a table that the caller hands in, and anything else is
refused. What does not live here: such tables, or writing.
"""

import pickletools
from collections.abc import Callable
from typing import NamedTuple

from .errors import MXNetError

__all__ = ["Kind", "loads"]


class Kind(NamedTuple):
    """How objects of one name are made: `new(*arguments)`, then `build(object, state)`.

    With `build` None the object is complete when made, and a state is refused.
    """

    new: Callable
    build: Callable | None = None


class _Refused(Exception):
    """Why a pickle is not read; the caller adds where it stood."""


_MARK = object()
_PLAIN = {
    "INT", "BININT", "BININT1", "BININT2", "LONG", "LONG1", "LONG4", "STRING", "BINSTRING",
    "SHORT_BINSTRING", "BINBYTES", "SHORT_BINBYTES", "BINBYTES8", "BYTEARRAY8", "UNICODE",
    "SHORT_BINUNICODE", "BINUNICODE", "BINUNICODE8", "FLOAT", "BINFLOAT",
}  # fmt: skip
_CONSTANT = {"NONE": None, "NEWTRUE": True, "NEWFALSE": False}
_EMPTY = {"EMPTY_LIST": list, "EMPTY_TUPLE": tuple, "EMPTY_DICT": dict, "EMPTY_SET": set}


def loads(data, find, what="the file"):
    """The value that a pickle holds.

    Parameters
    ----------
    data : bytes
    find : callable
        `find(module, name)` gives the Kind of a name in the pickle, None where it is not allowed.
    what : str
        What is being read, for errors.

    Raises
    ------
    MXNetError
        The pickle is damaged, or names something that `find` does not know.

    Examples
    --------
    >>> import pickle
    >>> loads(pickle.dumps({"a": (1, 2.5)}), lambda module, name: None)
    {'a': (1, 2.5)}
    """
    machine = _Machine(find)
    try:
        for opcode, argument, machine.at in pickletools.genops(bytes(data)):
            machine.step(opcode.name, argument)
        return machine.result()
    except _Refused as refused:
        raise MXNetError(f"{what} cannot be read: {refused} (at byte {machine.at}).") from None
    except (ValueError, IndexError, KeyError, TypeError, AttributeError, OverflowError,
            RecursionError, MemoryError, UnicodeError) as error:  # fmt: skip
        raise MXNetError(
            f"{what} cannot be read: it is damaged or no pickle (near byte {machine.at}: {error})."
        ) from None


class _Machine:
    """The stack, the memo and the objects that still wait for their state."""

    def __init__(self, find):
        self.find, self.stack, self.memo = find, [], {}
        self.at: int | None = 0
        self.waiting, self.kinds = {}, {}

    def result(self):
        if self.waiting:
            raise _Refused("an object in it has no state")
        (value,) = self.stack
        return _checked(value)

    def step(self, name, argument):
        """Run one opcode."""
        stack = self.stack
        if name in _PLAIN:
            stack.append(argument)
        elif name in _CONSTANT:
            stack.append(_CONSTANT[name])
        elif name in _EMPTY:
            stack.append(_EMPTY[name]())
        elif name == "MARK":
            stack.append(_MARK)
        else:
            run = getattr(self, f"run_{name.lower()}", None)
            if run is None:
                raise _Refused(f"it uses {name}, which files of this kind do not")
            run(argument)

    def pop(self):
        value = self.stack.pop()
        if value is _MARK:
            raise _Refused("its parts do not fit together")
        return value

    def top(self, kind):
        if type(self.stack[-1]) is not kind:
            raise _Refused(f"it adds to something that is no {kind.__name__}")
        return self.stack[-1]

    def since_mark(self):
        """Everything above the last mark, which goes too."""
        for start in range(len(self.stack) - 1, -1, -1):
            if self.stack[start] is _MARK:
                found = self.stack[start + 1 :]
                del self.stack[start:]
                return found
        raise _Refused("its parts do not fit together")

    def run_proto(self, version):
        if version > 5:
            raise _Refused(f"it is a pickle of protocol {version}; 5 is the newest known")

    def run_frame(self, _):
        """Frames are a hint for buffering."""

    def run_stop(self, _):
        """`genops` ends here."""

    def run_pop(self, _):
        self.stack.pop()

    def run_tuple(self, _):
        self.stack.append(tuple(self.since_mark()))

    def run_list(self, _):
        self.stack.append(self.since_mark())

    def run_dict(self, _):
        self.stack.append(_pairs(self.since_mark()))

    def run_tuple1(self, _):
        self.stack.append((self.pop(),))

    def run_tuple2(self, _):
        second = self.pop()
        self.stack.append((self.pop(), second))

    def run_tuple3(self, _):
        third, second = self.pop(), self.pop()
        self.stack.append((self.pop(), second, third))

    def run_append(self, _):
        value = self.pop()
        self.top(list).append(value)

    def run_appends(self, _):
        values = self.since_mark()
        self.top(list).extend(values)

    def run_setitem(self, _):
        value, key = self.pop(), self.pop()
        self.top(dict).update(_pairs([key, value]))

    def run_setitems(self, _):
        values = self.since_mark()
        self.top(dict).update(_pairs(values))

    def run_additems(self, _):
        values = self.since_mark()
        self.top(set).update(values)

    def run_memoize(self, _):
        self.memo[len(self.memo)] = self.stack[-1]

    def run_put(self, index):
        self.memo[index] = self.stack[-1]

    run_binput = run_long_binput = run_put

    def run_get(self, index):
        self.stack.append(self.memo[index])

    run_binget = run_long_binget = run_get

    def run_global(self, argument):
        self._name(*argument.split(" ", 1))

    def run_stack_global(self, _):
        name = self.pop()
        self._name(self.pop(), name)

    def _name(self, module, name):
        found = self.find(module, name)
        if found is None:
            raise _Refused(f"it asks for {module}.{name}, which is not on the list of what is read")
        self.stack.append(found)

    def run_reduce(self, _):
        arguments = self.pop()
        self._make(self.pop(), arguments)

    run_newobj = run_reduce

    def _make(self, kind, arguments):
        if type(kind) is not Kind or type(arguments) is not tuple:
            raise _Refused("it calls what cannot be called")
        made = kind.new(*arguments)
        if kind.build is not None:
            self.waiting[id(made)] = made
            self.kinds[id(made)] = made, kind
        self.stack.append(made)

    def run_build(self, _):
        state = self.pop()
        made, kind = self.kinds.get(id(self.stack[-1]), (None, None))
        if kind is None:
            raise _Refused("it gives a state to what has none")
        kind.build(made, state)
        self.waiting.pop(id(made), None)


def _pairs(values):
    """A dict of keys and values in turn."""
    if len(values) % 2:
        raise _Refused("its parts do not fit together")
    return dict(zip(values[::2], values[1::2], strict=True))


def _checked(value):
    if type(value) is Kind or value is _MARK:
        raise _Refused("it holds a bare name")
    return value
