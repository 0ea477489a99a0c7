"""Recording and differentiating: the public face of the tape.

What does not live here: the walk back (`_tape/backward.py`) and what is recorded (`ndarray/invoke.py`).
"""

from . import _kernels as k
from ._core.errors import GradientError
from ._tape.backward import backward as _walk
from ._tape.node import Leaf
from ._tape.state import scope, state
from .ndarray.handle import wrap
from .ndarray.world import lift, recorded


def record(train_mode=True):
    """Record what is computed inside `with`, in training mode by default."""
    return scope(True, train_mode)


def pause(train_mode=False):
    """Do not record inside `with`."""
    return scope(False, train_mode)


def train_mode():
    """Training mode inside `with`."""
    return scope(None, True)


def predict_mode():
    """Prediction mode inside `with`."""
    return scope(None, False)


def is_recording():
    """Whether this thread records."""
    return state.recording


def is_training():
    """Whether this thread is in training mode."""
    return state.training


def _write(grad):
    def sink(g):
        if g is None:
            grad._data.zero_()
        else:
            k.assign(grad._data, g)
    return sink


def _add(grad):
    def sink(g):
        if g is not None:
            k.add_(grad._data, g)
    return sink


def mark_variables(variables, gradients, grad_reqs="write"):
    """Mark arrays as variables whose gradients go to the given arrays."""
    reqs = [grad_reqs] * len(variables) if isinstance(grad_reqs, str) else grad_reqs
    for x, grad, req in zip(variables, gradients, reqs, strict=True):
        x._grad, x._slot = grad, 0
        x._node = None if req == "null" else Leaf({"write": _write, "add": _add}[req](grad))


def backward(heads, head_grads=None, retain_graph=False, train_mode=True):
    """Gradients of the heads with respect to the variables they were computed from."""
    heads = heads if isinstance(heads, (list, tuple)) else [heads]
    seeds = _seeds(heads, head_grads)
    with scope(False, train_mode):
        _walk([(h._node, h._slot, g._data) for h, g in zip(heads, seeds, strict=True)], k, retain=retain_graph)


def _seeds(heads, head_grads):
    if head_grads is not None and not isinstance(head_grads, (list, tuple)):
        head_grads = [head_grads]
    for h in heads:
        if h._node is None:
            raise GradientError("cannot differentiate: the array was not computed while recording")
    return [wrap(k.ones_like(h._data), h._ctx) if head_grads is None or head_grads[i] is None else head_grads[i]
            for i, h in enumerate(heads)]


def grad(heads, variables, head_grads=None, retain_graph=None, create_graph=False, train_mode=True):
    """The gradients of the heads with respect to `variables`, as new arrays."""
    heads = heads if isinstance(heads, (list, tuple)) else [heads]
    single = not isinstance(variables, (list, tuple))
    variables = [variables] if single else variables
    seeds = _seeds(heads, head_grads)
    retain = create_graph if retain_graph is None else retain_graph
    targets = [(v._node, v._slot) for v in variables]
    with scope(create_graph, train_mode):
        starts = [(h._node, h._slot, g if create_graph else g._data) for h, g in zip(heads, seeds, strict=True)]
        found = _walk(starts, recorded if create_graph else k, lift=lift if create_graph else None, retain=retain,
                      targets=targets)
    found = [g if create_graph else wrap(g, v._ctx) for g, v in zip(found, variables, strict=True)]
    return found[0] if single else found
