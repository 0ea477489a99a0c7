"""`mx.contrib.autograd`: the first interface to gradients, kept for programs that still call it.

It says *training* for what `mx.autograd` tells apart as recording and training. What does not live
here: the tape, or anything new.
"""

import functools

from .. import autograd
from ..ndarray import NDArray, zeros_like

__all__ = [
    "TrainingStateScope",
    "backward",
    "compute_gradient",
    "grad",
    "grad_and_loss",
    "mark_variables",
    "set_is_training",
    "test_section",
    "train_section",
]


def set_is_training(is_train):
    """Switch recording and training on or off together, in this thread.

    Parameters
    ----------
    is_train : bool
        Whether operators are recorded and behave as in training.

    Returns
    -------
    bool
        Whether training was on before.
    """
    autograd.set_recording(is_train)
    return autograd.set_training(is_train)


class TrainingStateScope:
    """Inside `with`, training is as `enter_state` says; behind it, as it was."""

    def __init__(self, enter_state):
        self._enter_state = enter_state
        self._before = None

    def __enter__(self):
        self._before = set_is_training(self._enter_state)

    def __exit__(self, *raised):
        if self._before != self._enter_state:
            set_is_training(self._before)


def train_section():
    """Record what is computed inside, in training mode.

    Examples
    --------
    >>> import mxnet as mx
    >>> from mxnet.contrib import autograd
    >>> x, gradient = mx.nd.array([3.0]), mx.nd.zeros(1)
    >>> autograd.mark_variables([x], [gradient])
    >>> with autograd.train_section():
    ...     y = x * x
    >>> autograd.backward([y])
    >>> gradient.asscalar().item()
    6.0
    """
    return TrainingStateScope(True)


def test_section():
    """Inside a `train_section`, leave a part unrecorded and in prediction mode."""
    return TrainingStateScope(False)


def mark_variables(variables, gradients, grad_reqs="write"):
    """Make arrays variables whose gradients land in `gradients`; see `mx.autograd`."""
    autograd.mark_variables(variables, gradients, grad_reqs)


def backward(outputs, out_grads=None, retain_graph=False):
    """Send the gradients of `outputs` to the variables they were computed from.

    Parameters
    ----------
    outputs : list of NDArray
    out_grads : list of NDArray, optional
        Gradients of the outputs; ones where left out.
    retain_graph : bool
        Keep the record, so that it can be walked again.
    """
    if not isinstance(outputs, (list, tuple)):
        raise AssertionError(f"outputs must be a list or tuple of NDArrays, not {type(outputs)}")
    autograd.backward(outputs, out_grads, retain_graph)


def compute_gradient(outputs):
    """`backward` by its oldest name."""
    backward(outputs)


def grad_and_loss(func, argnum=None):
    """A function that gives the gradients of `func` and what `func` returns.

    Parameters
    ----------
    func : callable
        Arrays to an array, or to a list of arrays whose sum is meant.
    argnum : int or list of int, optional
        Which arguments to differentiate with respect to; all of them when left out.

    Returns
    -------
    callable
        Its result is `(list of gradients, outputs)`.

    Examples
    --------
    >>> import mxnet as mx
    >>> from mxnet.contrib import autograd
    >>> gradients, loss = autograd.grad_and_loss(lambda x: x * x)(mx.nd.array([4.0]))
    >>> gradients[0].asscalar().item(), loss.asscalar().item()
    (8.0, 16.0)
    """

    @functools.wraps(func)
    def wrapped(*args):
        variables = _chosen(args, argnum)
        gradients = [zeros_like(x) for x in variables]
        mark_variables(variables, gradients)
        with train_section():
            outputs = func(*args)
        backward([outputs] if isinstance(outputs, NDArray) else outputs)
        return gradients, outputs

    return wrapped


def grad(func, argnum=None):
    """A function that gives the gradients of `func`; see `grad_and_loss`."""
    both = grad_and_loss(func, argnum)

    @functools.wraps(func)
    def wrapped(*args):
        return both(*args)[0]

    return wrapped


def _chosen(args, argnum):
    if argnum is None:
        variables = list(args)
    else:
        variables = [args[i] for i in ([argnum] if isinstance(argnum, int) else argnum)]
    for x in variables:
        if not isinstance(x, NDArray):
            raise AssertionError(f"autograd differentiates with respect to NDArrays, not {x!r}")
    return variables
