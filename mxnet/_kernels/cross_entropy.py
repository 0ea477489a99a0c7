"""The gradient of an entry picked from a logarithm of a softmax: the cross entropy of classes.

What does not live here: where the compiler finds it (`_graph/passes/cross.py`).
"""

import torch

from .index import within

__all__ = ["picked_log_softmax_grad", "picked_log_softmax_grad_"]


def picked_log_softmax_grad(out, g, index, *, axis, mode):
    """What `pick(out)` gives back to the data of `out = log_softmax(data)`: `g` at the entry that
    `index` names, less `g` times the softmax everywhere."""
    return _filled(torch.exp(out), g, index, axis, mode)


def picked_log_softmax_grad_(out, g, index, *, axis, mode):
    """The same, written over `out`."""
    return _filled(out.exp_(), g, index, axis, mode)


def _filled(probabilities, g, index, axis, mode):
    shape = list(probabilities.shape)
    shape[axis] = 1
    g = g.reshape(shape)
    place = within(probabilities, index, axis, mode)
    return probabilities.mul_(torch.neg(g)).scatter_add_(axis, place, g)
