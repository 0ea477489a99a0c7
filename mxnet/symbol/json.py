"""Symbol JSON, the only place that knows it: what 1.9.1 writes, and every older form.

A file is not trusted: its size is limited, inputs may only name earlier nodes, nothing is
evaluated, and unknown operators are told all at once. What does not live here: the graph itself.
"""

import json
import os
from textwrap import indent

from .._core import registry
from .._core.atomic import replacing
from .._core.attrs import parse_tuple
from .._core.errors import MXNetError, closest
from .._graph import outputs
from .._graph.control import GRAPHS, check_places
from .._graph.ir import HIDDEN_KEYS, Node, arguments_and_states, topological
from ..libinfo import __version__
from ..util import is_np_shape
from .compose import variables_for
from .entries import wrapped

__all__ = ["tojson", "save", "load", "load_json", "fromjson", "variable"]

MAX_BYTES = 1 << 28
MAX_NODES = 1 << 20
MAX_NESTING = 32
_DROPPED = ("amp_cast", "amp_multicast")


def variable(name, attrs=None):
    """A variable's node."""
    return Node(None, name, attrs)


# --------------------------------------------------------------------------------- writing


def tojson(symbol, remove_amp_cast=True):
    """The JSON text of a symbol, as 1.9.1 writes it."""
    heads = _without_casts(symbol._entries) if remove_amp_cast else list(symbol._entries)
    release = [int(part) for part in __version__.split(".")[:3]]
    attrs = {
        **({"is_np_shape": ["int", 1]} if is_np_shape() else {}),
        "mxnet_version": ["int", _version_number(release)],
    }
    return _graph_text(heads, attrs)


def _graph_text(heads, attrs=None):
    """A graph as text; those inside its nodes have no attributes."""
    order = topological(heads)
    number = {node: i for i, node in enumerate(order)}
    states = set(arguments_and_states(order)[1])
    pointers = [0]
    for node in order:
        pointers.append(pointers[-1] + outputs.count(node))
    entries = [[number[node], i, 0] for node, i in heads]
    variables = [i for i, node in enumerate(order) if node.op is None]
    nodes = ", \n".join(_node_text(node, number, states) for node in order)
    lines = [
        "{",
        '  "nodes": [',
        nodes,
        "  ], ",
        f'  "arg_nodes": {_list(variables)}, ',
        f'  "node_row_ptr": {_list(pointers)}, ',
        f'  "heads": {_list(entries)}',
    ]
    if attrs is not None:
        lines[-1] += ", "
        lines.append(_attrs_text(attrs, "  "))
    return "\n".join([*lines, "}"])


def _version_number(release):
    """1.9.1 is 10901; a later release of this project still writes the format of 1.9.1."""
    return max(release[0], 1) * 10000 + release[1] * 100 + release[2] if release[0] == 1 else 10901


def _node_text(node, number, states):
    lines = [
        f'      "op": {_string(node.op.name if node.op else "null")}, ',
        f'      "name": {_string(node.name)}, ',
    ]
    if node.attrs:
        lines.append(_attrs_text(dict(sorted(node.attrs.items())), "      ") + ", ")
    inputs = [[number[n], i, 1 if n in states else 0] for n, i in node.inputs]
    lines.append(f'      "inputs": {_list(inputs, "      ")}')
    if node.subgraphs:
        inner = ", \n".join(_graph_text(heads) for heads in node.subgraphs)
        lines[-1] += ", "
        lines += ['      "subgraphs": [', indent(inner, " " * 8), "      ]"]
    return "    {\n" + "\n".join(lines) + "\n    }"


def _attrs_text(attrs, indent):
    pairs = [f"{_string(key)}: {json.dumps(value)}" for key, value in attrs.items()]
    if len(pairs) == 1:
        return f'{indent}"attrs": {{{pairs[0]}}}'
    inner = ", \n".join(f"{indent}  {pair}" for pair in pairs)
    return f'{indent}"attrs": {{\n{inner}\n{indent}}}'


def _string(text):
    return json.dumps(text, ensure_ascii=False)


def _list(values, indent="  "):
    """A list as text; one of more than ten entries takes a line for each, as in 1.9.1."""
    if len(values) <= 10:
        return json.dumps(values)
    lines = ", \n".join(f"{indent}  {json.dumps(each)}" for each in values)
    return f"[\n{lines}\n{indent}]"


def _without_casts(heads):
    """The graph with the casts of mixed precision taken out, but for those that are its outputs:
    they tell the outputs' dtypes and names."""
    order = topological(heads)
    if not any(node.op is not None and node.op.name in _DROPPED for node in order):
        return list(heads)
    made, skip = {}, {}

    def moved(entry):
        node, i = entry
        return skip[entry] if entry in skip else (made[node], i)

    last = {node for node, _ in heads}
    for node in order:
        dropped = node.op is not None and node.op.name in _DROPPED
        if dropped:
            for i, entry in enumerate(node.inputs):
                skip[node, i] = moved(entry)
        if not dropped or node in last:
            inside = tuple(tuple(_without_casts(heads)) for heads in node.subgraphs)
            made[node] = node.again(tuple(moved(e) for e in node.inputs), subgraphs=inside)
    return [(made[node], i) for node, i in heads]


def save(symbol, fname, remove_amp_cast=True):
    """Write a symbol's JSON text to a file, whole or not at all."""
    if not isinstance(fname, (str, os.PathLike)):
        raise TypeError("fname need to be string")
    with replacing(os.fspath(fname)) as file:
        file.write(tojson(symbol, remove_amp_cast).encode("utf-8"))


# --------------------------------------------------------------------------------- reading


def load(fname):
    """Read a symbol from a JSON file.

    Parameters
    ----------
    fname : str
        Its path.

    Returns
    -------
    Symbol

    Raises
    ------
    MXNetError
        The file is not there, or is no symbol.
    """
    if not isinstance(fname, (str, os.PathLike)):
        raise TypeError("fname need to be string")
    try:
        with open(fname, "rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise MXNetError(f'Open "{fname}": {error.strerror}') from None
    if len(data) > MAX_BYTES:
        raise MXNetError(f"{fname} has more than {MAX_BYTES} bytes; it is no symbol.")
    try:
        return load_json(data.decode("utf-8"))
    except UnicodeDecodeError:
        raise MXNetError(f"{fname} is no text in UTF-8; it is no symbol.") from None


def load_json(json_str):
    """Read a symbol from JSON text, of 1.9.1 or any older version.

    Parameters
    ----------
    json_str : str

    Returns
    -------
    Symbol

    Raises
    ------
    TypeError
        Not given text.
    MXNetError
        The text is no symbol; it names an operator that is not there; an input names a later node.

    Examples
    --------
    >>> import mxnet as mx
    >>> net = mx.sym.FullyConnected(mx.sym.var("data"), num_hidden=10, name="fc")
    >>> mx.sym.load_json(net.tojson()).list_arguments()
    ['data', 'fc_weight', 'fc_bias']
    """
    if not isinstance(json_str, str):
        raise TypeError("fname required to be string")
    if len(json_str) > MAX_BYTES:
        raise MXNetError(f"the JSON text has more than {MAX_BYTES} characters; it is no symbol.")
    try:
        graph = json.loads(json_str)
    except (ValueError, RecursionError) as error:
        raise MXNetError(f"the text is no JSON: {error}") from None
    return _Reader(graph).symbol()


fromjson = load_json


class _Reader:
    """One graph as JSON gives it, checked as it is turned into nodes."""

    def __init__(self, graph, depth=0, outer=None):
        self.depth = depth
        if depth > MAX_NESTING:
            raise MXNetError(f"the symbol's graphs are nested more than {MAX_NESTING} deep")
        if not isinstance(graph, dict):
            raise MXNetError(f"a symbol's JSON is an object, not {type(graph).__name__}")
        self.nodes = self._field(graph, "nodes")
        self.heads = self._field(graph, "heads")
        if not self.nodes or len(self.nodes) > MAX_NODES:
            raise MXNetError(f"a symbol has 1 to {MAX_NODES} nodes, not {len(self.nodes)}")
        said = graph.get("attrs")
        told = isinstance(said, dict) and "is_np_shape" in said
        self.version = self._version(said) if outer is None else outer.version
        self.old_shapes = is_np_shape() and not told if outer is None else outer.old_shapes
        self.made = []

    @staticmethod
    def _field(graph, name):
        value = graph.get(name)
        if not isinstance(value, list):
            raise MXNetError(
                f"a symbol's JSON has a list {name!r}; this one has {type(value).__name__}"
            )
        return value

    @staticmethod
    def _version(attrs):
        try:
            return int(attrs["mxnet_version"][1])
        except (TypeError, KeyError, IndexError, ValueError):
            return 800

    def symbol(self):
        return wrapped(self.entries())

    def entries(self):
        self._refuse_unknown()
        for i, each in enumerate(self.nodes):
            self.made.append(self._node(i, each))
        heads = [self._entry(each, len(self.made), "heads") for each in self.heads]
        if not heads:
            raise MXNetError("the symbol has no outputs: 'heads' is empty")
        return heads

    def _refuse_unknown(self):
        known, missing = registry.names(), {}
        for i, each in enumerate(self.nodes):
            if (
                not isinstance(each, dict)
                or not isinstance(each.get("op"), str)
                or not isinstance(each.get("name"), str)
            ):
                raise MXNetError(f"node {i} has no 'op' and 'name' that are text")
            if each["op"] != "null" and each["op"] not in known:
                missing.setdefault(each["op"], each["name"])
        if missing:
            told = "; ".join(
                f"{op!r} (node {name!r}).{closest(op, known)}"
                for op, name in list(missing.items())[:20]
            )
            raise MXNetError(f"Operator is not registered: {told}")

    def _node(self, i, each):
        attrs = {}
        for field in ("param", "attr", "attrs"):
            attrs.update(self._texts(i, each.get(field)))
        inputs = each.get("inputs", [])
        if not isinstance(inputs, list):
            raise MXNetError(f"node {i}: 'inputs' is no list")
        entries = [self._entry(entry, i, f"inputs of node {i}") for entry in inputs]
        op = None if each["op"] == "null" else registry.find(each["op"])
        if op is None:
            if entries:
                raise MXNetError(f"node {i}: the variable {each['name']!r} has inputs")
            return Node(None, each["name"], self._variable(_upgraded(attrs)))
        graphs = each.get("subgraphs", [])
        if not isinstance(graphs, list) or bool(graphs) != (op.name in GRAPHS):
            raise MXNetError(
                f"node {i} {each['name']!r}: {op.name} with {graphs!r:.40} for its graphs"
            )
        inner = [tuple(_Reader(graph, self.depth + 1, self).entries()) for graph in graphs]
        return self._call(i, op, each["name"], attrs, entries, inner)

    def _variable(self, attrs):
        """The attributes of a variable; a shape of old files has 0 for what is unknown, not -1."""
        if self.old_shapes and "__shape__" in attrs:
            sizes = parse_tuple(attrs["__shape__"])
            attrs["__shape__"] = str(tuple(-1 if size == 0 else size for size in sizes))
        return attrs

    def _call(self, i, op, name, attrs, entries, graphs):
        lent = _lend(op, attrs)
        node = Node(op, name, _upgraded(attrs), entries, graphs)
        if self.version < 905 and op.name in ("argmax", "argmin") and attrs.get("axis") == "-1":
            del node.attrs["axis"]
        try:
            node.params()
            if graphs:
                orders = [topological(heads) for heads in graphs]
                check_places(node, [sum(n.op is None for n in order) for order in orders])
            outputs.count(node)
        except MXNetError as error:
            raise MXNetError(f"node {i} {name!r}: {error}") from None
        self._lend_to_inputs(node, lent)
        variables_for(node, lent)
        self._check_arity(i, node)
        return node

    def _check_arity(self, i, node):
        op = node.op
        if op.variadic is None and len(node.inputs) > len(op.present(node.params())):
            raise MXNetError(
                f"node {i} {node.name!r}: {op.name} takes {len(op.present(node.params()))} inputs, "
                f"not {len(node.inputs)}"
            )

    @staticmethod
    def _lend_to_inputs(node, lent):
        present = node.op.present(node.params()) if node.op.variadic is None else ()
        for slot, (source, _) in zip(present, node.inputs, strict=False):
            if source.op is None:
                source.attrs.update(lent.get(slot.name, {}))

    @staticmethod
    def _texts(i, value):
        if value is None:
            return {}
        if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
            raise MXNetError(f"node {i}: the attributes are no object of texts")
        return value

    def _entry(self, entry, limit, what):
        if (
            not isinstance(entry, list)
            or not 2 <= len(entry) <= 3
            or not all(type(number) is int for number in entry)
        ):
            raise MXNetError(
                f"{what}: {entry!r:.60} is no [node, output] or [node, output, version]"
            )
        place, index = entry[0], entry[1]
        if not 0 <= place < limit or place >= len(self.made):
            raise MXNetError(f"{what}: {entry!r} names node {place}, which is not before it")
        node = self.made[place]
        if not 0 <= index < outputs.count(node):
            raise MXNetError(
                f"{what}: node {place} {node.name!r} has {outputs.count(node)} outputs; "
                f"there is no output {index}"
            )
        return node, index


def _upgraded(attrs):
    """Attributes with the hidden ones of old files between double underscores."""
    return {f"__{key}__" if key in HIDDEN_KEYS else key: text for key, text in attrs.items()}


def _lend(op, attrs):
    """Take out what an old file says of an input's variable: `weight_lr_mult`."""
    found = {}
    for key in list(attrs):
        for hidden in HIDDEN_KEYS:
            slot = key[: -len(hidden) - 1]
            if key.endswith(f"_{hidden}") and slot in op.names:
                found.setdefault(slot, {})[f"__{hidden}__"] = attrs.pop(key)
                break
    return found
