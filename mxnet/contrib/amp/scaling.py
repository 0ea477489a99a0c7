"""Mixed precision of arrays and layers: turning it on, and scaled losses.

What does not live here: the functions that cast (`calling.py`), finished graphs (`converting.py`).
"""

import contextlib
import logging

from ...gluon.trainer import Trainer
from .calling import replace_functions, restore_functions
from .loss_scaler import LossScaler
from .tables import Choice, list_loss_output_functions, lower

__all__ = ["disable", "init", "init_trainer", "scale_loss", "unscale"]


class _State:
    """Whether mixed precision is on, the scaler that the first trainer takes over, and what of
    `mx.nd` and `mx.sym` was replaced."""

    scaler = None
    taken = False
    replaced = ()


def init(
    target_dtype="float16", target_precision_ops=None, conditional_fp32_ops=None, fp32_ops=None
):
    """Turn mixed precision on, for the rest of the program or until `disable`.

    The operators of `mx.nd` and `mx.sym` cast their inputs from then on. Call it before networks
    are made. A second call changes nothing.

    Parameters
    ----------
    target_dtype : str or type
        float16 or bfloat16.
    target_precision_ops, fp32_ops : list of str, optional
        Operators for lower precision, and for float32, in place of the tables.
    conditional_fp32_ops : list of (str, str, list of str), optional
        Operator, attribute, and its values with which the operator computes in float32.

    Raises
    ------
    AssertionError
        Another dtype, or an operator in two lists.
    """
    if _State.scaler is not None:
        return
    dtype = lower(
        target_dtype, "AMP currently supports only float16 or bfloat16 as a target_dtype"
    )
    choice = Choice(dtype, target_precision_ops, fp32_ops, conditional_fp32_ops)
    logging.info("Using AMP")
    scaler = LossScaler()
    _State.replaced = replace_functions(choice, list_loss_output_functions(dtype), scaler)
    _State.scaler = scaler


def disable():
    """Turn mixed precision off: operators compute in what they are given again.

    Graphs that were made meanwhile keep their casts, those of hybridized blocks until the next
    `hybridize`; trainers keep their scalers. `init` may be called again, for another dtype too.

    Examples
    --------
    >>> import mxnet as mx
    >>> x = mx.nd.ones((1, 2))
    >>> init("float16")
    >>> mx.nd.FullyConnected(x, x, num_hidden=1, no_bias=True).dtype.__name__
    'float16'
    >>> disable()
    >>> mx.nd.FullyConnected(x, x, num_hidden=1, no_bias=True).dtype.__name__
    'float32'
    """
    restore_functions(_State.replaced)
    _State.scaler, _State.taken, _State.replaced = None, False, ()


def init_trainer(optimizer_or_trainer):
    """Give a trainer a loss scaler: steps with infinite gradients are then left out.

    Parameters
    ----------
    optimizer_or_trainer : gluon.Trainer

    Raises
    ------
    AssertionError
        `init` was not called.
    TypeError
        An optimizer.
    """
    assert _State.scaler is not None, "AMP not initialized, did you forget to call amp.init()?"
    trainer = _checked(optimizer_or_trainer)
    trainer._amp_loss_scaler = LossScaler() if _State.taken else _State.scaler
    trainer._amp_original_scale = trainer._scale
    _State.taken = True


@contextlib.contextmanager
def scale_loss(loss, optimizer_or_trainer):
    """A context that gives the loss, or losses, times the trainer's factor.

    The trainer divides the gradients by it again.

    Parameters
    ----------
    loss : NDArray or list of NDArray
    optimizer_or_trainer : gluon.Trainer
        After `init_trainer`.

    Raises
    ------
    AttributeError
        `init_trainer` was not called.
    """
    trainer, scaler = optimizer_or_trainer, _scaler_of(optimizer_or_trainer)
    trainer._scale = trainer._amp_original_scale / scaler.loss_scale
    if isinstance(loss, (list, tuple)):
        yield [each * scaler.loss_scale for each in loss]
    else:
        yield loss * scaler.loss_scale


def unscale(optimizer_or_trainer):
    """Divide the gradients by the factor now, for programs that look at them before a step.

    Parameters
    ----------
    optimizer_or_trainer : gluon.Trainer
        After `init_trainer`.

    Raises
    ------
    TypeError
        An optimizer.
    """
    trainer = _checked(optimizer_or_trainer)
    _scaler_of(trainer)
    for param in trainer._params:
        for grad in () if param.grad_req == "null" else param.list_grad():
            grad *= trainer._scale
    trainer._scale = trainer._amp_original_scale


def _checked(trainer):
    if not isinstance(trainer, Trainer):
        raise TypeError(
            "AMP is currently only compatible with Gluon Trainer, not "
            f"{type(trainer).__name__}"
        )
    return trainer


def _scaler_of(trainer):
    scaler = getattr(trainer, "_amp_loss_scaler", None)
    if scaler is None:
        raise AttributeError("the trainer has no loss scaler: call amp.init_trainer(trainer) first")
    return scaler
