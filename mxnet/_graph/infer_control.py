"""Shapes and dtypes of loops and branches: what is known spreads through their graphs too.

What does not live here: inference of graphs (`infer.py`), which hands itself in.
"""

from .._core.shapes import unify
from .control import sources, variable_inputs

__all__ = ["infer_control"]


def infer_control(inference, node, ins, outs):
    """`(inputs, outputs)`: lists of `(shape, dtype)` with what the node's graphs add.

    Parameters
    ----------
    inference : callable
        `(heads, shapes, dtypes)` to an `Inference` that has run.
    ins, outs : list of (shape, dtype)
        What is known of the node's inputs and outputs.
    """
    p, ins, outs = node.params(), list(ins), list(outs)
    places, loop = sources(node), node.op.name != "_cond"
    data = set(range(len(p.in_data_locs))) if node.op.name == "_foreach" else set()
    stacked = p.num_out_data if loop else 0
    variables = ()
    if node.op.name == "_foreach":
        variables = tuple(range(len(data), len(data) + len(p.in_state_locs)))
    elif loop:
        variables = variable_inputs(p)
    for at, (heads, source) in enumerate(zip(node.subgraphs, places, strict=True)):
        given = [_slice(ins[i]) if i in data else ins[i] for i in source]
        found, results = inference(heads, given)
        for i, told in zip(source, found, strict=True):
            ins[i] = _merged(ins[i], _stacked(told, _length(ins[i])) if i in data else told)
        if at == 0 and len(node.subgraphs) > 1:
            continue  # a condition
        steps = _length(ins[0]) if data else getattr(p, "max_iterations", None)
        for j, told in enumerate(results):
            outs[j] = _merged(outs[j], _stacked(told, steps) if j < stacked else told)
        for i, told in zip(variables, outs[stacked:], strict=False):
            ins[i] = _merged(ins[i], told)
            outs[stacked + variables.index(i)] = _merged(told, ins[i])
    return ins, outs


def _length(form):
    return form[0][0] if form[0] else None


def _slice(form):
    shape, dtype = form
    return (None if shape is None else tuple(shape[1:]) or (1,)), dtype


def _stacked(form, steps):
    shape, dtype = form
    return (None if shape is None else (steps, *shape)), dtype


def _merged(known, told):
    shape, dtype = told
    before = known[0]
    if before is not None and shape is not None and len(before) == 1 and shape[1:] == (1,):
        shape = shape[:1]  # a vector, whose slices are vectors of one
    return unify(before, shape), known[1] or dtype
