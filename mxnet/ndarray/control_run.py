"""Loops and branches of a graph run step by step on arrays, recorded as such where that is on.

What does not live here: compiled loops (`mxnet/_graph/loops.py`), the public functions on arrays
(`control_flow.py`).
"""

from .. import _kernels as k
from .._graph.control import sources, variable_inputs
from .handle import wrap
from .operators import ops

__all__ = ["run_control"]


def run_control(node, graphs, inputs):
    """The outputs of a node that holds graphs, as a list of arrays.

    Parameters
    ----------
    graphs : list
        Each one's `run(arrays)` gives the outputs of that graph.
    inputs : list of Handle
    """
    return _KINDS[node.op.name](node.params(), sources(node), graphs, inputs)


def _foreach(p, places, graphs, inputs):
    slices, states = len(p.in_data_locs), len(p.in_data_locs) + len(p.in_state_locs)
    now, columns = list(inputs), [[] for _ in range(p.num_out_data)]
    steps = inputs[0].shape[0]
    for step in range(max(steps, 1)):
        source = inputs if steps else [_blank(x) for x in inputs[:slices]]
        for i in range(slices):
            now[i] = source[i][step]
        made = graphs[0].run([now[i] for i in places[0]])
        for column, x in zip(columns, made, strict=False):
            column.append(x)
        if steps:
            now[slices:states] = made[p.num_out_data :]
    outs = [ops.stack(*column, axis=0)[:steps] if not steps else ops.stack(*column, axis=0)
            for column in columns]  # fmt: skip
    return [*outs, *now[slices:states]]


def _blank(x):
    """An array with one slice of zeros in place of none."""
    return wrap(k.zeros(shape=(1, *x.shape[1:]), dtype=k.dtype_name(x._data)), x._ctx)


def _while_loop(p, places, graphs, inputs):
    asks, reads = places
    now, variables = list(inputs), variable_inputs(p)
    columns, steps = [[] for _ in range(p.num_out_data)], 0
    while steps < p.max_iterations and bool(graphs[0].run([now[i] for i in asks])[0].asscalar()):
        made = graphs[1].run([now[i] for i in reads])
        for column, x in zip(columns, made, strict=False):
            column.append(x)
        for i, x in zip(variables, made[p.num_out_data :], strict=True):
            now[i] = x
        steps += 1
    if not steps and columns:  # for the forms alone
        made = graphs[1].run([_unrecorded(now[i]) for i in reads])
        columns = [[x] for x in made[: p.num_out_data]]
    outs = [_padded(column, steps, p.max_iterations) for column in columns]
    return [*outs, *[now[i] for i in variables]]


def _unrecorded(x):
    return wrap(k.own(x._data), x._ctx)


def _padded(column, steps, most):
    """Arrays stacked, with zeros behind them up to the most there may be."""
    x = column[0]
    rest = most - steps
    pad = wrap(k.zeros(shape=(rest, *x.shape), dtype=k.dtype_name(x._data)), x._ctx)
    if not steps:
        return pad
    stacked = ops.stack(*column, axis=0)
    return ops.concat(stacked, pad, dim=0) if rest else stacked


def _cond(p, places, graphs, inputs):
    asks, first, second = places
    chosen = bool(graphs[0].run([inputs[i] for i in asks])[0].asscalar())
    graph, reads = (graphs[1], first) if chosen else (graphs[2], second)
    return graph.run([inputs[i] for i in reads])


_KINDS = {"_foreach": _foreach, "_while_loop": _while_loop, "_cond": _cond}
