"""The part of `Symbol` that is about the graph: parts, names, attributes, copies, text.

What does not live here: shapes (`inferring.py`), running (`binding.py`), files (`json.py`).
"""

from .._core.errors import MXNetError
from .._graph import outputs
from .._graph.ir import HIDDEN_KEYS, arguments_and_states, copied, is_hidden, topological
from . import json
from .compose import stored_key, substitute
from .entries import Entries, wrapped

__all__ = ["Structure"]


class Structure(Entries):
    """Parts, names and attributes of a graph."""

    __slots__ = ()

    @property
    def handle(self):
        """What the symbol is made of, for code that only passes it on."""
        return self._entries

    @property
    def name(self):
        """The name of the one node this is made of; None for a group."""
        nodes = {node for node, _ in self._entries}
        return next(iter(nodes)).name if len(nodes) == 1 else None

    def __repr__(self):
        name = self.name
        if name is not None:
            return f"<Symbol {name}>"
        return f"<Symbol group [{', '.join(each.name for each in self)}]>"

    def __len__(self):
        return len(self._entries)

    def __iter__(self):
        return (self[i] for i in range(len(self)))

    def __getitem__(self, index):
        """One output, by its index or name, or several by a slice."""
        if isinstance(index, slice):
            return wrapped(self._entries[index])
        if isinstance(index, str):
            return wrapped([self._entries[self._index_of(index)]])
        if not isinstance(index, int):
            raise TypeError("Symbol only support integer index to fetch i-th output")
        if index >= len(self._entries):
            raise IndexError(
                f"there are {len(self._entries)} outputs; there is none of index {index}"
            )
        if index < 0:
            raise MXNetError(f"Symbol only accept nonnegative index, not {index}")
        return wrapped([self._entries[index]])

    def _index_of(self, name):
        found = [i for i, each in enumerate(self.list_outputs()) if each == name]
        if len(found) > 1:
            raise ValueError(f'There are multiple outputs with name "{name}"')
        if not found:
            raise ValueError(f'Cannot find output that matches name "{name}"')
        return found[0]

    def __call__(self, *args, **kwargs):
        """A copy with variables replaced by other symbols, given by keyword (or all by position).

        `name` renames the result.
        """
        name = kwargs.pop("name", None)
        if name is not None and not isinstance(name, str):
            raise TypeError(f"name must be a string, not {type(name).__name__}")
        if args and kwargs:
            raise TypeError(
                "compose only accept input Symbols either as positional or keyword arguments, "
                "not both"
            )
        for each in (*args, *kwargs.values()):
            if not isinstance(each, Entries):
                raise TypeError("Compose expect `Symbol` as arguments")
        return wrapped(substitute(self, args, kwargs, name))

    def __copy__(self):
        return self.__deepcopy__(None)

    def __deepcopy__(self, _):
        return wrapped(copied(self._entries))

    def __reduce__(self):
        return json.load_json, (json.tojson(self, remove_amp_cast=False),)

    def __getstate__(self):
        return {"handle": json.tojson(self, remove_amp_cast=False)}

    def __setstate__(self, state):
        self._entries = json.load_json(state["handle"])._entries

    # --------------------------------------------------------------------------- parts

    def get_internals(self):
        """A group of every output of every node behind this symbol."""
        return wrapped(
            (node, i) for node in topological(self._entries) for i in range(outputs.visible(node))
        )

    def get_children(self):
        """A group of what this symbol's nodes take as inputs; None for variables alone."""
        nodes = dict.fromkeys(node for node, _ in self._entries)
        entries = [entry for node in nodes for entry in node.inputs]
        return wrapped(entries) if entries else None

    def list_arguments(self):
        """The names of the variables that are inputs and parameters, in the order of `bind`."""
        return [node.name for node in arguments_and_states(topological(self._entries))[0]]

    def list_auxiliary_states(self):
        """The names of the variables that operators write to in training."""
        return [node.name for node in arguments_and_states(topological(self._entries))[1]]

    def list_inputs(self):
        """The names of all variables."""
        return [node.name for node in topological(self._entries) if node.op is None]

    def list_outputs(self):
        """The names of the outputs."""
        return [
            outputs.names(node)[i] if i < outputs.visible(node) else f"{node.name}_output{i}"
            for node, i in self._entries
        ]

    # ---------------------------------------------------------------------- attributes

    def attr(self, key):
        """The text of one attribute; None where it is not set."""
        attrs = self._entries[0][0].attrs
        return attrs.get(stored_key(key), attrs.get(key))

    def list_attr(self, recursive=False):
        """All attributes of this symbol's node."""
        if recursive:
            raise DeprecationWarning(
                "Symbol.list_attr with recursive=True has been deprecated. "
                "Please use attr_dict instead."
            )
        return shown(self._entries[0][0].attrs)

    def attr_dict(self):
        """The attributes of every node that has some, by the nodes' names."""
        return {node.name: shown(node.attrs) for node in topological(self._entries) if node.attrs}

    def _set_attr(self, **kwargs):
        """Set attributes, which must be text."""
        for key, value in kwargs.items():
            if not isinstance(value, str):
                raise ValueError("Set Attr only accepts string values")
            for node in dict.fromkeys(node for node, _ in self._entries):
                node.attrs[stored_key(key)] = value
                node._parsed.clear()

    def _gen_atomic_symbol(self):
        """This symbol's node alone, with new variables for its inputs."""
        node = self._entries[0][0]
        inner = {}
        for entry in node.inputs:
            inner.setdefault(
                entry,
                json.variable(f"{entry[0].name}_{entry[1]}" if entry[0].op else entry[0].name),
            )
        new = type(node)(
            node.op, node.name, dict(node.attrs), [(inner[entry], 0) for entry in node.inputs]
        )
        return wrapped((new, i) for i in range(outputs.visible(new)))

    # ---------------------------------------------------------------------------- text

    def tojson(self, remove_amp_cast=True):
        """The graph as JSON text that `mx.sym.load_json` reads, here and in 1.9.1."""
        return json.tojson(self, remove_amp_cast)

    def save(self, fname, remove_amp_cast=True):
        """Write the JSON text to a file, whole or not at all."""
        json.save(self, fname, remove_amp_cast)

    def debug_str(self):
        """The graph as text, node by node."""
        lines = ["Symbol Outputs:"]
        lines += [f"\toutput[{i}]={node.name}({j})" for i, (node, j) in enumerate(self._entries)]
        for node in topological(self._entries):
            if node.op is None:
                lines.append(f"Variable:{node.name}")
                continue
            lines += ["--------------------", f"Op:{node.op.name}, Name={node.name}", "Inputs:"]
            lines += [
                f"\targ[{i}]={n.name}({j})" + (" version=0" if n.op is None else "")
                for i, (n, j) in enumerate(node.inputs)
            ]
            if node.attrs:
                lines += ["Attrs:", *(f"\t{key}={node.attrs[key]}" for key in sorted(node.attrs))]
        return "\n".join(lines) + "\n"


def shown(attrs):
    """Attributes as programs see them: hidden keys of 1.9.1 under their plain names too."""
    plain = {
        key[2:-2]: value
        for key, value in attrs.items()
        if is_hidden(key) and key[2:-2] in HIDDEN_KEYS
    }
    return {**attrs, **plain}
