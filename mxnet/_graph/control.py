"""The nodes that hold graphs of their own, loops and branches: which input goes where.

What does not live here: running them (`loops.py`, `mxnet/ndarray/control_run.py`), shapes.
"""

from .._core.errors import MXNetError

__all__ = ["GRAPHS", "sources", "check_places", "variable_inputs"]

# How many graphs a node of an operator holds.
GRAPHS = {"_foreach": 1, "_while_loop": 2, "_cond": 3}


def sources(node):
    """For every graph of a node, and every variable of that graph, the node's input it reads."""
    p = node.params()
    if node.op.name == "_foreach":
        locs = (*p.in_data_locs, *p.in_state_locs, *p.remain_locs)
        place = {loc: i for i, loc in enumerate(locs)}
        return (tuple(place[i] for i in range(len(locs))),)
    if node.op.name == "_while_loop":
        return tuple(p.cond_input_locs), tuple(p.func_input_locs)
    return tuple(p.cond_input_locs), tuple(p.then_input_locs), tuple(p.else_input_locs)


def variable_inputs(p):
    """The inputs of a while loop's node that are its variables, in their order."""
    return tuple(p.func_input_locs[loc] for loc in p.func_var_locs)


def check_places(node, variables):
    """Refuse a node whose attributes name inputs that it or its graphs do not have.

    Parameters
    ----------
    variables : sequence of int
        How many variables each of its graphs has.
    """
    p, name = node.params(), f"{node.op.name} {node.name!r}"
    heads = [len(graph) for graph in node.subgraphs]
    if len(heads) != GRAPHS[node.op.name]:
        raise MXNetError(f"{name} holds {len(heads)} graphs; it needs {GRAPHS[node.op.name]}")
    if node.op.name == "_foreach":
        locs = (*p.in_data_locs, *p.in_state_locs, *p.remain_locs)
        good = sorted(locs) == list(range(variables[0])) and len(locs) == len(node.inputs)
        good = good and p.in_data_locs and heads[0] == p.num_outputs
        good = good and p.num_outputs - p.num_out_data == len(p.in_state_locs)
    else:
        found = sources(node)
        good = [len(each) for each in found] == list(variables)
        good = good and all(0 <= i < len(node.inputs) for each in found for i in each)
        good = good and heads[0] == 1 and all(n == p.num_outputs for n in heads[1:])
    if node.op.name == "_while_loop" and good:
        good = all(0 <= i < variables[1] for i in p.func_var_locs)
        good = good and p.num_outputs - p.num_out_data == len(p.func_var_locs)
        good = good and p.max_iterations >= 0
    if not good or p.num_outputs < 1 or getattr(p, "num_out_data", 0) < 0:
        raise MXNetError(f"{name}: its attributes do not fit its graphs and inputs: {p!r}")
