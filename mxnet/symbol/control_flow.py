"""`foreach`, `while_loop` and `cond` of symbols: nodes that hold graphs of their own.

What a body uses from outside becomes an input of the node: nodes that were made inside know it by
the attribute `__subgraph_name__`, all others are cut off. What does not live here: running loops.
"""

from .._core import registry
from .._graph.control import check_places
from .._graph.ir import Node, topological
from .._graph.nesting import flatten, regroup
from ..attribute import AttrScope
from ..name import NameManager
from .compose import stored_key
from .creation import Variable, group
from .entries import Entries, classes, wrapped
from .functions import ops

__all__ = ["foreach", "while_loop", "cond"]

MARK = "__subgraph_name__"


def foreach(body, data, init_states, name="foreach"):
    """Call `body` on every slice of the data along its first axis, passing states on.

    Parameters
    ----------
    body : callable
        `body(slice, states)` gives `(outputs, new states)`; each a Symbol or nested lists. It must
        use every slice and every state.
    data, init_states : Symbol or nested lists of Symbol
        What is sliced; the states of the first call.
    name : str
        Of the graph that `body` makes.

    Returns
    -------
    outputs, states : Symbol or nested lists of Symbol
        The outputs of all calls, stacked along a new first axis; the states of the last one.

    Raises
    ------
    AssertionError
        Something that is no symbol, states that change their form, or a slice that is not used.

    Examples
    --------
    >>> import mxnet as mx
    >>> sums, last = foreach(lambda x, s: (x + s, x + s), mx.sym.var("x"), mx.sym.var("s"))
    >>> sums.eval(x=mx.nd.array([[1], [2], [3]]), s=mx.nd.zeros((1,)))[0].asnumpy().ravel().tolist()
    [1.0, 3.0, 6.0]
    """
    flat_data, data_form = _flat(data, "foreach input")
    flat_states, state_form = _flat(init_states, "foreach states")
    given = flat_data + flat_states
    with _Scope(name) as scope:
        inner = [Variable(_inner_name(x)) for x in given]
        made = body(
            regroup(inner[: len(flat_data)], data_form),
            regroup(inner[len(flat_data) :], state_form),
        )
        outs, out_form = _flat(made[0], "foreach output")
        states, new_form = _flat(made[1], "foreach loop_vars")
        if new_form != state_form:
            raise AssertionError("The input and output loop_vars have different format")
        heads = scope.heads(outs, states)
    graph = _Cut(heads, scope.name)
    locs = []
    for i, x in enumerate(given):
        if _inner_name(x) not in graph.names:
            kind = "data" if i < len(flat_data) else "state"
            raise AssertionError(f"the {kind} arrays have to be used in the loop body")
        locs.append(graph.names.index(_inner_name(x)))
    rest = [i for i in range(len(graph.names)) if i not in locs]
    ret = _node(
        "_foreach",
        [graph],
        [*[_entry(x) for x in given], *[graph.outside(i) for i in rest]],
        in_data_locs=locs[: len(flat_data)],
        in_state_locs=locs[len(flat_data) :],
        remain_locs=rest,
        num_out_data=len(outs),
        num_outputs=len(outs) + len(states),
    )
    return regroup(ret[: len(outs)], out_form), regroup(ret[len(outs) :], new_form)


def while_loop(cond, func, loop_vars, max_iterations=None, name="while_loop"):
    """Call `func` on variables for as long as `cond` of them holds.

    Parameters
    ----------
    cond : callable
        `cond(*variables)` gives a Symbol of one element.
    func : callable
        `func(*variables)` gives `(outputs, new variables)`. It must use every variable.
    loop_vars : Symbol or nested lists of Symbol
        The variables of the first call.
    max_iterations : int
        The most calls there may be.
    name : str
        Of the graphs that the functions make.

    Returns
    -------
    outputs, states : Symbol or nested lists of Symbol
        The outputs, stacked along a new first axis of length `max_iterations` with zeros behind the
        last call; the last variables.

    Raises
    ------
    ValueError
        `max_iterations` is missing, there are no variables, one is not used, or their number
        changes.

    Examples
    --------
    >>> import mxnet as mx
    >>> i = mx.sym.var("i")
    >>> outs, last = while_loop(lambda i: i < 8, lambda i: (i, i * 2), [i], max_iterations=5)
    >>> outs.eval(i=mx.nd.array([1]))[0].asnumpy().ravel().tolist()
    [1.0, 2.0, 4.0, 0.0, 0.0]
    """
    flat, form = _flat(loop_vars, "while loop_vars")
    if max_iterations is None:
        raise ValueError("max_iterations should be specified")
    try:
        most = int(max_iterations)
    except (TypeError, ValueError):
        raise ValueError("Cannot convert max_iteration to python int") from None
    if not flat:
        raise ValueError("loop_vars should contain at least one element")
    asked = _asked(cond, flat, form, f"{name}_cond")
    called, outs, states, out_form = _called(func, flat, form, f"{name}_func")
    union, given = _Union(), {_inner_name(x): _entry(x) for x in flat}
    asks, reads = union.places(asked, given), union.places(called, given)
    locs = []
    for i, x in enumerate(flat, 1):
        if _inner_name(x) not in called.names:
            raise ValueError(f"The {i}-th loop_var doesn't involve into the computation")
        locs.append(called.names.index(_inner_name(x)))
    ret = _node(
        "_while_loop",
        [asked, called],
        union.entries,
        max_iterations=most,
        cond_input_locs=asks,
        func_input_locs=reads,
        func_var_locs=locs,
        num_out_data=outs,
        num_outputs=outs + states,
    )
    return regroup(ret[:outs], out_form), regroup(ret[outs:], form)


def cond(pred, then_func, else_func, name="cond"):
    """What one of two functions gives, as a condition says when the graph runs.

    Parameters
    ----------
    pred : Symbol
        Of one element.
    then_func, else_func : callable
        Without arguments; each gives a Symbol or nested lists, of the same shapes and dtypes.
    name : str
        Of the graphs that the functions make.

    Returns
    -------
    Symbol or nested lists of Symbol

    Raises
    ------
    ValueError
        The functions give different numbers of outputs, or the condition has several.

    Examples
    --------
    >>> import mxnet as mx
    >>> x = mx.sym.var("x")
    >>> y = cond(x > 2, lambda: x * 2, lambda: x - 2)
    >>> y.eval(x=mx.nd.array([3]))[0].asscalar().item()
    6.0
    """
    graphs, forms = [], []
    for function, what in ((lambda: pred, "pred"), (then_func, "then"), (else_func, "else")):
        with _Scope(f"{name}_{what}") as scope:
            outs, form = _flat(function(), "cond outputs")
            heads = scope.heads(outs)
        graphs.append(_Cut(heads, scope.name))
        forms.append(form)
        if what == "pred" and len(outs) != 1:
            raise ValueError("pred should always be a single output")
    count = len(graphs[1].heads)
    if count != len(graphs[2].heads):
        raise ValueError("Number of outputs differs between then-branch and else-branch")
    union = _Union()
    asks, first, second = (union.places(graph, {}) for graph in graphs)
    ret = _node(
        "_cond",
        graphs,
        union.entries,
        cond_input_locs=asks,
        then_input_locs=first,
        else_input_locs=second,
        num_outputs=count,
    )
    return regroup(ret, forms[1])


def _asked(cond, flat, form, name):
    with _Scope(name) as scope:
        given = regroup([Variable(_inner_name(x)) for x in flat], form)
        made = cond(*([given] if isinstance(given, Entries) else given))
        if not isinstance(made, Entries):
            raise ValueError("Return of cond must be a Symbol")
        heads = scope.heads([made])
    return _Cut(heads, scope.name)


def _called(func, flat, form, name):
    """The body's graph, how many outputs and variables it gives, and the form of the outputs."""
    with _Scope(name) as scope:
        given = regroup([Variable(_inner_name(x)) for x in flat], form)
        given = [given] if isinstance(given, Entries) else given
        outs, new = func(*given)
        outs, out_form = _flat([] if outs is None else outs, "while output")
        new, _ = _flat([] if new is None else new, "while loop_vars")
        if len(new) != len(flat):
            raise ValueError("The number of loop_vars should be consistent during the loop")
        heads = scope.heads(outs, new)
    return _Cut(heads, scope.name), len(outs), len(new), out_form


# ------------------------------------------------------------------------------- pieces


class _Scope:
    """What is made inside knows the name of its graph."""

    def __init__(self, name):
        outer = AttrScope.current._attr.get(MARK, "")
        full = f"{outer}${name}" if outer else name
        AttrScope._subgraph_names[full] += 1
        self.name = f"{full}{AttrScope._subgraph_names[full] - 1}"
        self._scope = AttrScope(**{MARK: self.name})

    def __enter__(self):
        self._scope.__enter__()
        return self

    def __exit__(self, *_):
        self._scope.__exit__(*_)

    def heads(self, outs, states=()):
        """The outputs' entries; what is an input, not of this graph, or there twice is copied."""
        inputs = set(group([*outs, *states]).list_inputs()) if [*outs, *states] else set()
        taken = {x.name for x in outs}
        found = []
        for i, x in enumerate([*outs, *states]):
            copied_once = x.name in inputs or i >= len(outs) and x.name in taken
            if copied_once or (x.list_attr().get(MARK, "") != self.name):
                x = ops.identity(x)
            found.append(_entry(x))
        return found


class _Cut:
    """A body's graph apart from all around it.

    Attributes
    ----------
    heads : list of (Node, int)
    names : list of str
        Of its variables.
    """

    def __init__(self, heads, name):
        self._cut = _borders(topological(heads), name)
        self.heads, self._origin = _apart(heads, self._cut)
        variables = [node for node in topological(self.heads) if node.op is None]
        self.names = [node.name for node in variables]
        if len(set(self.names)) < len(self.names):
            raise AssertionError(
                f"The inputs of the subgraph don't have unique names: {self.names}"
            )
        self._outside = [self._origin[node] for node in variables]

    def outside(self, i):
        """The entry that gives one of the variables its value."""
        return self._outside[i]


def _borders(order, name):
    """The entries from outside that operators of a graph read, each with a variable for it."""
    found = {}
    for node in order:
        if node.op is None or node.attrs.get(MARK, "") != name:
            continue
        for entry in node.inputs:
            source = entry[0]
            if source.op is not None and source.attrs.get(MARK, "") != name:
                if entry not in found:
                    found[entry] = Node(None, wrapped([entry]).list_outputs()[0])
    return found


def _apart(heads, cut):
    """A copy of a graph as far as its borders; and for every variable the entry it stands for."""
    made, origin = {}, {}
    stack = [node for node, _ in heads]
    order, seen = [], set(stack)
    while stack:
        node = stack.pop()
        order.append(node)
        for entry in node.inputs:
            if entry not in cut and entry[0] not in seen:
                seen.add(entry[0])
                stack.append(entry[0])
    for node in order:
        new = made[node] = node.again(())
        if node.op is None:
            origin[new] = (node, 0)
    for node in order:
        made[node].inputs = tuple(
            (cut[entry], 0) if entry in cut else (made[entry[0]], entry[1]) for entry in node.inputs
        )
    origin.update({variable: entry for entry, variable in cut.items()})
    return [(made[node], i) for node, i in heads], origin


class _Union:
    """The inputs of several graphs as one list."""

    def __init__(self):
        self.entries, self._known = [], {}

    def places(self, graph, given):
        """For every variable of a graph its place in the list; `given` knows some by name."""
        found = []
        for i, name in enumerate(graph.names):
            inner = name in given  # a loop's variable is apart from what it started as
            entry = given[name] if inner else graph.outside(i)
            if (entry, inner) not in self._known:
                self._known[entry, inner] = len(self.entries)
                self.entries.append(entry)
            found.append(self._known[entry, inner])
        return found


def _flat(value, what):
    return flatten(value, classes["sym"], what, lambda x: [wrapped([e]) for e in x._entries])


def _entry(symbol):
    return symbol._entries[0]


def _inner_name(symbol):
    """What a variable of a body is called: unlike anything that is cut off."""
    node, i = _entry(symbol)
    return f"{node.name}-{i}"


def _node(op, graphs, entries, **attrs):
    """The outputs of a new node that holds graphs."""
    texts = {key: str(value) for key, value in attrs.items()}
    texts["num_args"] = str(len(entries) + len(graphs))
    scope = {stored_key(key): value for key, value in AttrScope.current.get(None).items()}
    node = Node(registry.find(op), NameManager.current.get(None, op), {**scope, **texts}, entries,
                [tuple(graph.heads) for graph in graphs])  # fmt: skip
    check_places(node, [len(graph.names) for graph in graphs])
    return [wrapped([(node, i)]) for i in range(attrs["num_outputs"])]
