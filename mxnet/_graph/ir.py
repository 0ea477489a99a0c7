"""The nodes of a graph: an operator, its attributes as text, and where its inputs come from.

An entry is a pair `(node, index)`: one output of a node. Nothing here recurses, so graphs may be
as deep as memory allows. What does not live here: names of new nodes, shapes, running.
"""

from .._core.attrs import Null
from .._core.errors import MXNetError
from .._tape.watch import caller_of_package, place, watch
from .control import sources
from .custom import is_custom, names

__all__ = ["Node", "topological", "copied", "arguments_and_states", "is_hidden", "HIDDEN_KEYS"]

# Keys that belong to a node and not to its operator, and are stored between double underscores.
HIDDEN_KEYS = (
    "ctx_group",
    "lr_mult",
    "wd_mult",
    "force_mirroring",
    "mirror_stage",
    "profiler_scope",
)


def is_hidden(key):
    """Whether an attribute is about the node, not for its operator."""
    return key.startswith("__") and key.endswith("__")


class Node:
    """One call of an operator, or a variable.

    Attributes
    ----------
    op : Op or None
        None for a variable.
    name : str
    attrs : dict of str
        The operator's attributes as a program or a file gave them, and the hidden ones.
    inputs : tuple of (Node, int)
        One entry for every input that the attributes call for.
    subgraphs : tuple of (tuple of (Node, int))
        The heads of the graphs that a loop or a branch holds.
    where : (str, int, str) or None
        File, line and function of the program that made it, with `MXNET_DEBUG=where`.
    """

    __slots__ = ("op", "name", "attrs", "inputs", "subgraphs", "where", "_parsed", "__weakref__")

    def __init__(self, op, name, attrs=None, inputs=(), subgraphs=()):
        self.op, self.name, self.inputs = op, name, tuple(inputs)
        self.subgraphs = tuple(subgraphs)
        self.attrs = {} if attrs is None else attrs
        self._parsed = {}
        self.where = caller_of_package() if watch.lines else None

    def __repr__(self):
        return f"<{self.op.name if self.op else 'variable'} {self.name}>"

    def told(self):
        """Its name, and the line that made it where that is known."""
        return f"{self.name}{place('made', self.where)}"

    def again(self, inputs, attrs=None, subgraphs=None):
        """The same call of other inputs."""
        attrs = dict(self.attrs) if attrs is None else attrs
        subgraphs = self.subgraphs if subgraphs is None else subgraphs
        made = Node(self.op, self.name, attrs, inputs, subgraphs)
        made.where = self.where
        return made

    def params(self, training=False):
        """The checked attributes of the operator."""
        found = self._parsed.get(training)
        if found is None or is_custom(self.op):  # what one call keeps is no other's
            found = self._parsed[training] = parse(self.op, self.attrs, training)
        return found

    def mutated(self):
        """Positions of the inputs that the operator writes to."""
        if self.op is None:
            return ()
        if is_custom(self.op):
            return range(len(names(self)[0]), len(self.inputs))
        if self.subgraphs:
            return self._mutated_inside()
        return self.op.mutates(self.params(), len(self.inputs))

    def _mutated_inside(self):
        """Positions of the inputs that the node's own graphs write to."""
        found = self._parsed.get("mutated")
        if found is None:
            places = set()
            for heads, source in zip(self.subgraphs, sources(self), strict=True):
                order = topological(heads)
                written = set(arguments_and_states(order)[1])
                variables = [node for node in order if node.op is None]
                places |= {i for i, node in zip(source, variables, strict=True) if node in written}
            found = self._parsed["mutated"] = tuple(sorted(places))
        return found

    def aligned(self, values):
        """`values`, one per input of this node, as one per slot of the operator; None if absent."""
        op = self.op
        if op.variadic is not None:
            return values
        p, values = self.params(), iter(values)
        present = op.present(p)
        return [next(values, None) if slot in present else None for slot in op.inputs]


def parse(op, attrs, training=False):
    """Attributes given as text, checked by the operator's own readers."""
    given = {}
    for key, text in attrs.items():
        if is_hidden(key):
            continue
        attr = op.attrs.get(key)
        given[key] = Null if attr is not None and text == "None" and attr.default is None else text
    if "open" in op.traits:
        rest = {key: given.pop(key) for key in list(given) if key not in op.attrs}
        given["arguments"] = rest
    return op.parse_dict(given, training)


def topological(heads):
    """Every node behind the entries `heads`, inputs before users, in the order of a depth-first
    walk.

    Raises
    ------
    MXNetError
        The graph has a cycle.
    """
    order, state = [], {}
    for head, _ in heads:
        if head in state:
            continue
        stack = [(head, 0)]
        state[head] = False
        while stack:
            node, place = stack.pop()
            inputs = node.inputs
            while place < len(inputs) and state.get(inputs[place][0]):
                place += 1
            if place == len(inputs):
                state[node] = True
                order.append(node)
                continue
            child = inputs[place][0]
            if child in state:
                raise MXNetError(f"the graph has a cycle through {child.name!r}")
            state[child] = False
            stack.append((node, place + 1))
            stack.append((child, 0))
    return order


def copied(heads, replace=None):
    """A copy of the graph behind `heads`; a node in `replace` gives way to the entry it maps to."""
    replace = replace or {}
    made = {}
    for node in topological(heads):
        if node in replace:
            continue
        new = made[node] = node.again(())
        new.inputs = tuple(replace[n] if n in replace else (made[n], i) for n, i in node.inputs)
    return [replace[n] if n in replace else (made[n], i) for n, i in heads]


def arguments_and_states(order):
    """The variables of a graph that nothing writes to, and those that an operator does."""
    written = {node.inputs[i][0] for node in order for i in node.mutated()}
    variables = [node for node in order if node.op is None]
    return (
        [node for node in variables if node not in written],
        [node for node in variables if node in written],
    )
