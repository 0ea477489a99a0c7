"""What the arguments of a graph tell of its other variables: their shapes and types.

What does not live here: how they follow from each other (`_graph/infer.py`).
"""

import warnings

from .._core import dtypes
from .._core.errors import MXNetError
from .._graph.infer import Inference
from .._graph.ir import topological
from ..symbol.inferring import known_dtypes, known_shapes

__all__ = ["shapes_of_variables", "types_of_variables"]


def shapes_of_variables(out, arrays):
    """The shapes of a graph's variables, by name.

    Parameters
    ----------
    out : Symbol
    arrays : dict of str to NDArray
        What is known of some variables.

    Raises
    ------
    ValueError
        The arrays do not decide all.
    """
    shapes = {name: x.shape for name, x in arrays.items()}
    order = topological(out._entries)
    known = known_shapes(order, shapes)
    kinds = {name: dtypes.to_name(x.dtype) for name, x in arrays.items()}
    try:
        inferred = Inference(out._entries, known, known_dtypes(order, kinds), order).run_shapes()
    except MXNetError:  # shapes can be decided where types contradict each other
        inferred = Inference(out._entries, known, known_dtypes(order, {}), order).run_shapes()
    found = {node.name: inferred.shapes[node][0] for node in order if node.op is None}
    if any(shape is None or None in shape for shape in found.values()):
        raise ValueError(_complaint(out.infer_shape, shapes))
    return {name: tuple(shape) for name, shape in found.items()}


def types_of_variables(out, arrays):
    """The types of a graph's variables, by name; see `shapes_of_variables`."""
    given = {name: x.dtype for name, x in arrays.items()}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        arguments, _, states = out.infer_type(**given)
    if arguments is None:
        raise ValueError(_complaint(out.infer_type, given))
    found = dict(zip(out.list_arguments(), arguments, strict=True))
    found.update(zip(out.list_auxiliary_states(), states, strict=True))
    return found


def _complaint(infer, given):
    """What a symbol warns of when it cannot decide."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        infer(**given)
    return str(caught[0].message) if caught else "the arguments do not decide all shapes"
