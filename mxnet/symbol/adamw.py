"""The updates of AdamW as `mx.sym.contrib` has them, with a number or a symbol as `rescale_grad`.

What does not live here: the operators.
"""

from . import creation
from .entries import Entries
from .functions import ops

__all__ = ["adamw_update", "mp_adamw_update"]


def _scale(rescale_grad):
    if isinstance(rescale_grad, Entries):
        return rescale_grad
    return creation.full(shape=(1,), val=rescale_grad)


def adamw_update(weight, grad, mean, var, rescale_grad, lr, eta, beta1=0.9, beta2=0.999,
                 epsilon=1e-8, wd=0, clip_gradient=-1, out=None, name=None, **kwargs):  # fmt: skip
    """One step of AdamW; see `mx.nd.contrib.adamw_update`. Symbols have no `out`."""
    _refuse_out(out)
    return ops._adamw_update(
        weight, grad, mean, var, _scale(rescale_grad), lr=lr, eta=eta, beta1=beta1, beta2=beta2,
        epsilon=epsilon, wd=wd, clip_gradient=clip_gradient, name=name, **kwargs,
    )  # fmt: skip


def mp_adamw_update(weight, grad, mean, var, weight32, rescale_grad, lr, eta, beta1=0.9,
                    beta2=0.999, epsilon=1e-8, wd=0, clip_gradient=-1, out=None,
                    name=None, **kwargs):  # fmt: skip
    """`adamw_update` of a half precision weight with its single precision twin `weight32`."""
    _refuse_out(out)
    return ops._mp_adamw_update(
        weight, grad, mean, var, weight32, _scale(rescale_grad), lr=lr, eta=eta, beta1=beta1,
        beta2=beta2, epsilon=epsilon, wd=wd, clip_gradient=clip_gradient, name=name, **kwargs,
    )  # fmt: skip


def _refuse_out(out):
    if out is not None:
        raise TypeError("a symbol is not written into anything: leave out= away")
