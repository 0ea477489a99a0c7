"""The updates of AdamW and LAMB as `mx.nd.contrib` has them: lists of arrays, a number or an array
as `rescale_grad`.

What does not live here: the operators.
"""

from . import creation
from .handle import Handle
from .operators import ops

__all__ = ["adamw_update", "mp_adamw_update", "multi_adamw_update", "multi_mp_adamw_update",
           "multi_lamb_update", "multi_mp_lamb_update"]  # fmt: skip


def _scale(rescale_grad, ctx):
    if isinstance(rescale_grad, Handle):
        return rescale_grad.as_in_context(ctx)
    return creation.full(shape=(1,), val=rescale_grad, ctx=ctx)


def _woven(*lists):
    """The first of each list, then the second of each."""
    return [x for group in zip(*lists, strict=True) for x in group]


def adamw_update(weight, grad, mean, var, rescale_grad, lr, eta, beta1=0.9, beta2=0.999,
                 epsilon=1e-8, wd=0, clip_gradient=-1, out=None, name=None, **kwargs):  # fmt: skip
    """One step of AdamW: Adam with the weight decay apart from the gradient.

    Parameters
    ----------
    weight, grad, mean, var : NDArray
        `mean` and `var` are updated in place.
    rescale_grad : NDArray or float
        Multiplies the gradient; where it is 0, infinite or NaN, nothing changes.
    lr, eta, beta1, beta2, epsilon, wd, clip_gradient : float
        As of the operator `_adamw_update`.
    out : NDArray, optional
        Where the new weight goes.

    Returns
    -------
    NDArray

    Examples
    --------
    >>> import mxnet as mx
    >>> w, g, m, v = mx.nd.ones((2,)), mx.nd.ones((2,)), mx.nd.zeros((2,)), mx.nd.zeros((2,))
    >>> adamw_update(w, g, m, v, 1.0, lr=0.1, eta=1.0).shape
    (2,)
    """
    scale = _scale(rescale_grad, weight.context)
    return ops._adamw_update(
        weight, grad, mean, var, scale, lr=lr, eta=eta, beta1=beta1, beta2=beta2, epsilon=epsilon,
        wd=wd, clip_gradient=clip_gradient, out=out, **kwargs,
    )  # fmt: skip


def mp_adamw_update(weight, grad, mean, var, weight32, rescale_grad, lr, eta, beta1=0.9,
                    beta2=0.999, epsilon=1e-8, wd=0, clip_gradient=-1, out=None,
                    name=None, **kwargs):  # fmt: skip
    """`adamw_update` of a half precision weight with its single precision twin `weight32`."""
    scale = _scale(rescale_grad, weight.context)
    return ops._mp_adamw_update(
        weight, grad, mean, var, weight32, scale, lr=lr, eta=eta, beta1=beta1, beta2=beta2,
        epsilon=epsilon, wd=wd, clip_gradient=clip_gradient, out=out, **kwargs,
    )  # fmt: skip


def multi_adamw_update(weights, grads, mean, var, rescale_grad, lrs, wds, etas,
                       out=None, name=None, size=0, **kwargs):  # fmt: skip
    """`adamw_update` of several weights at once; lists of arrays and of numbers."""
    scale = _scale(rescale_grad, weights[0].context)
    return ops._multi_adamw_update(
        *_woven(weights, grads, mean, var), scale, out=out, num_weights=size or len(weights),
        lrs=lrs, wds=wds, etas=etas, **kwargs,
    )  # fmt: skip


def multi_mp_adamw_update(weights, grads, mean, var, weights32, rescale_grad, lrs, wds, etas,
                          out=None, name=None, size=0, **kwargs):  # fmt: skip
    """`mp_adamw_update` of several weights at once."""
    scale = _scale(rescale_grad, weights[0].context)
    return ops._multi_mp_adamw_update(
        *_woven(weights, grads, mean, var, weights32), scale, out=out,
        num_weights=size or len(weights), lrs=lrs, wds=wds, etas=etas, **kwargs,
    )  # fmt: skip


def multi_lamb_update(weights, grads, mean, var, step_count,
                      lrs, wds, out=None, num_tensors=0, **kwargs):  # fmt: skip
    """One step of LAMB for several weights: Adam's direction, scaled by the norms of each weight.

    Parameters
    ----------
    weights, grads, mean, var : list of NDArray
        `mean` and `var` are updated in place.
    step_count : list of int
        Which step it is for each.
    lrs, wds : list of float
        Learning rates and weight decays.
    out : list of NDArray, optional
        Where the new weights go.

    Returns
    -------
    list of NDArray
    """
    return ops._multi_lamb_update(
        *_woven(weights, grads, mean, var), out=out, num_tensors=num_tensors or len(weights),
        step_count=step_count, learning_rates=lrs, wds=wds, **kwargs,
    )  # fmt: skip


def multi_mp_lamb_update(weights, grads, mean, var, weights32, step_count,
                         lrs, wds, out=None, num_tensors=0, **kwargs):  # fmt: skip
    """`multi_lamb_update` of half precision weights with their single precision twins."""
    return ops._multi_mp_lamb_update(
        *_woven(weights, grads, mean, var, weights32), out=out,
        num_tensors=num_tensors or len(weights), step_count=step_count, learning_rates=lrs,
        wds=wds, **kwargs,
    )  # fmt: skip
