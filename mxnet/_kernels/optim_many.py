"""One step of every optimizer on many parameters at once, written over weights and states.

Each takes a `Piece` (`optim_parts.py`) and hyperparameters by MXNet's names: `scale` is
rescale_grad, `clip` the bound of gradients or None. They agree with `optim.py`, whose steps make
new tensors and serve the operators. torch's fused kernels do not count their writes:
`count_writes` does. What does not live here: bookkeeping of rates and counts.
"""

import torch

from .aten import count_writes
from .rng import generator

__all__ = [
    "many_sgd", "many_sgd_mom", "many_nag_mom", "many_adam", "many_adamax", "many_nadam",
    "many_ftml", "many_ftrl", "many_adagrad", "many_group_adagrad", "many_adadelta",
    "many_rmsprop", "many_rmspropalex", "many_signsgd", "many_signum", "many_dcasgd", "many_sgld",
    "many_lamb", "many_accumulate",
    "lengths",
]  # fmt: skip

_add_, _mul_ = torch._foreach_add_, torch._foreach_mul_
_LATE = 1e9  # a step count at which torch's bias corrections are 1: MXNet's rate carries them
_late: dict[torch.device, torch.Tensor] = {}


def _clip_(tensors, bound):
    if bound is not None:
        torch._foreach_clamp_min_(tensors, -bound)
        torch._foreach_clamp_max_(tensors, bound)
    return tensors


def _decayed(piece, scale, clip, wd=0.0):
    """The gradients rescaled, weight decay added, then clipped; in memory of their own."""
    grads = piece.scaled(scale)
    if wd:
        _add_(grads, piece.weights, alpha=wd)
    return _clip_(grads, clip)


def _raw(piece, scale, clip, wd=0.0):
    """Gradients that are not to be written, and the scale that is left to apply.

    Where nothing but the scale is to be done it goes into later factors, which saves a pass.
    """
    if clip is None and not wd and piece.low[0] is None and scale and abs(scale) < 1e9:
        return piece.grads, scale
    return _decayed(piece, scale, clip, wd), 1.0


def many_sgd(piece, *, lr, wd, scale, clip):
    grads, scale = _raw(piece, scale, clip)
    torch._fused_sgd_(
        piece.weights, grads, [], weight_decay=wd / scale, momentum=0.0, lr=lr * scale,
        dampening=0.0, nesterov=False, maximize=False, is_first_step=False,
    )  # fmt: skip
    count_writes(piece.weights)


def many_sgd_mom(piece, *, lr, wd, scale, clip, momentum):
    """MXNet's momentum holds the rate: torch's kernel is asked for a rate of -1 and for
    `1 - dampening = -lr`."""
    (moms,) = piece.states
    grads, scale = _raw(piece, scale, clip)
    rate = lr * scale
    if abs(rate) > 1e-6 and moms[0].dtype is torch.float32:
        torch._fused_sgd_(
            piece.weights, grads, moms, weight_decay=wd / scale, momentum=momentum, lr=-1.0,
            dampening=1 + rate, nesterov=False, maximize=False, is_first_step=False,
        )  # fmt: skip
        count_writes(piece.weights)
        return
    _mul_(moms, momentum)  # 1 + rate would round a tiny rate away
    if wd:
        _add_(moms, piece.weights, alpha=-lr * wd)
    _add_(moms, grads, alpha=-rate)
    _add_(piece.weights, moms)


def many_nag_mom(piece, *, lr, wd, scale, clip, momentum):
    """The momentum's weight decay looks at the new weight, as in `step_nag_mom`."""
    (moms,) = piece.states
    step = _decayed(piece, -lr * scale, None if clip is None else clip * abs(lr))
    if not wd:
        torch._fused_sgd_(
            piece.weights, step, moms, weight_decay=0.0, momentum=momentum, lr=-1.0,
            dampening=0.0, nesterov=True, maximize=False, is_first_step=False,
        )  # fmt: skip
        count_writes(piece.weights)
        return
    _mul_(moms, momentum)
    now = torch._foreach_add(step, piece.weights, alpha=-lr * wd)
    ahead = torch._foreach_add(moms, now)
    _add_(piece.weights, now)
    _add_(piece.weights, ahead, alpha=momentum)
    _add_(moms, step)
    _add_(moms, piece.weights, alpha=-lr * wd)


def many_adam(piece, *, lr, wd, scale, clip, beta1, beta2, epsilon):
    means, variances = piece.states
    if clip is None:
        grads = piece.grads if scale == 1 and piece.low[0] is None else piece.scaled(scale)
    else:
        grads, wd = _decayed(piece, scale, clip, wd), 0.0
    torch._fused_adam_(
        piece.weights, grads, means, variances, [], _steps(piece.weights), lr=lr, beta1=beta1,
        beta2=beta2, weight_decay=wd, eps=epsilon, amsgrad=False, maximize=False,
    )  # fmt: skip
    count_writes(piece.weights)


def _steps(weights):
    """Step counts for torch's kernel, one for each weight."""
    device = weights[0].device
    if device not in _late:
        _late[device] = torch.tensor(_LATE, device=device)
    return [_late[device]] * len(weights)


def many_adamax(piece, *, lr, wd, scale, clip, beta1, beta2):
    means, greatest = piece.states
    grads, scale = _raw(piece, scale, clip, wd)
    _mul_(means, beta1)
    _add_(means, grads, alpha=(1 - beta1) * scale)
    _mul_(greatest, beta2)
    sizes = torch._foreach_abs(grads)
    if scale != 1:
        _mul_(sizes, abs(scale))
    torch._foreach_maximum_(greatest, sizes)
    # Where no gradient ever came both are 0, and the weight stays.
    tiny = torch.finfo(greatest[0].dtype).tiny
    torch._foreach_addcdiv_(
        piece.weights, means, torch._foreach_clamp_min(greatest, tiny), value=-lr
    )


def many_nadam(piece, *, lr, wd, scale, clip, beta1, beta2, epsilon, now, later, corrections):
    """`now` and `later` are the weights of gradient and mean, `corrections` undo the bias."""
    means, variances = piece.states
    grads, scale = _raw(piece, scale, clip, wd)
    _mul_(means, beta1)
    _add_(means, grads, alpha=(1 - beta1) * scale)
    _mul_(variances, beta2)
    torch._foreach_addcmul_(variances, grads, grads, value=(1 - beta2) * scale**2)
    of_grad, of_mean, of_variance = corrections
    ahead = torch._foreach_mul(grads, scale * now / of_grad)
    _add_(ahead, means, alpha=later / of_mean)
    below = torch._foreach_div(variances, of_variance)
    torch._foreach_sqrt_(below)
    _add_(below, epsilon)
    torch._foreach_addcdiv_(piece.weights, ahead, below, value=-lr)


def many_ftml(piece, *, lr, wd, scale, clip, beta1, beta2, epsilon, t):
    if not lr:  # a schedule's end: the step is divided by the rate, and has no length
        return
    distances, variances, sums = piece.states
    grads, scale = _raw(piece, scale, clip, wd)
    _mul_(variances, beta2)
    torch._foreach_addcmul_(variances, grads, grads, value=(1 - beta2) * scale**2)
    new = torch._foreach_div(variances, 1 - beta2**t)
    torch._foreach_sqrt_(new)
    _add_(new, epsilon)
    _mul_(new, (1 - beta1**t) / lr)
    _mul_(sums, beta1)
    _add_(sums, grads, alpha=(1 - beta1) * scale)
    torch._foreach_addcmul_(sums, new, piece.weights, value=-1)
    torch._foreach_addcmul_(sums, distances, piece.weights, value=beta1)
    torch._foreach_copy_(distances, new)
    torch._foreach_copy_(piece.weights, torch._foreach_div(sums, new))
    torch._foreach_neg_(piece.weights)


def many_ftrl(piece, *, lr, wd, scale, clip, lamda1, beta):
    if not lr:
        return
    sums, squares = piece.states
    grads, scale = _raw(piece, scale, clip)
    before = torch._foreach_sqrt(squares)
    torch._foreach_addcmul_(squares, grads, grads, value=scale**2)
    after = torch._foreach_sqrt(squares)
    _add_(sums, grads, alpha=scale)
    torch._foreach_sub_(before, after)
    torch._foreach_addcmul_(sums, before, piece.weights, value=1 / lr)
    _add_(after, beta)
    torch._foreach_div_(after, lr)
    _add_(after, wd)
    # sign(z) * max(|z| - lamda1, 0), negated: what is left of the sum outside the dead zone
    inside = torch._foreach_clamp_max(sums, lamda1)
    torch._foreach_clamp_min_(inside, -lamda1)
    torch._foreach_sub_(inside, sums)
    torch._foreach_copy_(piece.weights, torch._foreach_div(inside, after))


def many_adagrad(piece, *, lr, wd, scale, clip, epsilon):
    (history,) = piece.states
    grads, scale = _raw(piece, scale, clip)
    torch._foreach_addcmul_(history, grads, grads, value=scale**2)
    below = torch._foreach_add(history, epsilon)
    torch._foreach_sqrt_(below)
    if wd:
        _mul_(piece.weights, 1 - lr * wd)
    torch._foreach_addcdiv_(piece.weights, grads, below, value=-lr * scale)


def many_group_adagrad(piece, *, lr, wd, scale, clip, epsilon):
    """One accumulated number per row; pieces are whole."""
    (history,) = piece.states
    grads = _decayed(piece, scale, clip)
    for weight, grad, held in zip(piece.weights, grads, history, strict=True):
        held.add_(grad.square().mean(1, keepdim=True))
        weight.addcdiv_(grad, (held + epsilon).sqrt_(), value=-lr)


def many_adadelta(piece, *, wd, scale, clip, rho, epsilon):
    squares, steps = piece.states
    grads, scale = _raw(piece, scale, clip)
    _mul_(squares, rho)
    torch._foreach_addcmul_(squares, grads, grads, value=(1 - rho) * scale**2)
    step = torch._foreach_add(steps, epsilon)
    torch._foreach_sqrt_(step)
    below = torch._foreach_add(squares, epsilon)
    torch._foreach_sqrt_(below)
    torch._foreach_div_(step, below)
    _mul_(step, grads)
    _mul_(steps, rho)
    torch._foreach_addcmul_(steps, step, step, value=(1 - rho) * scale**2)
    if wd:
        _mul_(piece.weights, 1 - wd)
    _add_(piece.weights, step, alpha=-scale)


def many_rmsprop(piece, *, lr, wd, scale, clip, gamma1, epsilon, clip_weights):
    (squares,) = piece.states
    grads, scale = _raw(piece, scale, clip, wd)
    _mul_(squares, gamma1)
    torch._foreach_addcmul_(squares, grads, grads, value=(1 - gamma1) * scale**2)
    below = torch._foreach_add(squares, epsilon)
    torch._foreach_sqrt_(below)
    torch._foreach_addcdiv_(piece.weights, grads, below, value=-lr * scale)
    _clip_(piece.weights, clip_weights)


def many_rmspropalex(piece, *, lr, wd, scale, clip, gamma1, gamma2, epsilon, clip_weights):
    squares, means, steps = piece.states
    grads, scale = _raw(piece, scale, clip, wd)
    _mul_(squares, gamma1)
    torch._foreach_addcmul_(squares, grads, grads, value=(1 - gamma1) * scale**2)
    _mul_(means, gamma1)
    _add_(means, grads, alpha=(1 - gamma1) * scale)
    below = torch._foreach_addcmul(squares, means, means, value=-1)
    _add_(below, epsilon)
    torch._foreach_sqrt_(below)
    _mul_(steps, gamma2)
    torch._foreach_addcdiv_(steps, grads, below, value=-lr * scale)
    _add_(piece.weights, steps)
    _clip_(piece.weights, clip_weights)


def many_signsgd(piece, *, lr, wd, scale, clip):
    """The gradient's sign alone counts, so `scale` and `clip` do not."""
    signs = torch._foreach_sign(piece.scaled(1.0))
    if wd:
        _mul_(piece.weights, 1 - lr * wd)
    _add_(piece.weights, signs, alpha=-lr)


def many_signum(piece, *, lr, wd, scale, clip, momentum, wd_lh):
    (moms,) = piece.states
    grads = _decayed(piece, scale, clip)
    if wd:
        _add_(grads, piece.weights, alpha=wd)
    _mul_(moms, momentum)
    _add_(moms, grads, alpha=momentum - 1)
    if wd_lh:
        _mul_(piece.weights, 1 - lr * wd_lh)
    _add_(piece.weights, torch._foreach_sign(moms), alpha=lr)


def many_dcasgd(piece, *, lr, wd, scale, clip, momentum, lamda):
    """The last state is the weight before this step; the first, if there are two, the momentum."""
    *moms, before = piece.states
    grads = _decayed(piece, scale, clip)
    drift = torch._foreach_sub(piece.weights, before)
    _mul_(drift, grads)
    _mul_(drift, grads)
    step = torch._foreach_add(grads, drift, alpha=lamda)
    if wd:
        _add_(step, piece.weights, alpha=wd)
    _mul_(step, -lr)
    if moms:
        _mul_(moms[0], momentum)
        _add_(moms[0], step)
        step = moms[0]
    torch._foreach_copy_(before, piece.weights)
    _add_(piece.weights, step)


def many_sgld(piece, *, lr, wd, scale, clip):
    """Half a step along the gradient, and noise whose variance is the rate."""
    grads = _decayed(piece, scale, clip)
    if wd:
        _add_(grads, piece.weights, alpha=wd)
    _add_(piece.weights, grads, alpha=-lr / 2)
    for weight, grad in zip(piece.weights, grads, strict=True):
        grad.normal_(generator=generator(grad.device))
        weight.add_(grad, alpha=lr**0.5)


def many_lamb(
    piece, *, lr, wd, scale, clip, beta1, beta2, epsilon, t, bias_correction, lower, upper
):
    """Pieces are whole: a step is as long as its weight says."""
    means, variances = piece.states
    grads, scale = _raw(piece, scale, clip)
    _mul_(means, beta1)
    _add_(means, grads, alpha=(1 - beta1) * scale)
    _mul_(variances, beta2)
    torch._foreach_addcmul_(variances, grads, grads, value=(1 - beta2) * scale**2)
    below = torch._foreach_div(variances, 1 - beta2**t if bias_correction else 1.0)
    torch._foreach_sqrt_(below)
    _add_(below, epsilon)
    step = torch._foreach_div(means, 1 - beta1**t if bias_correction else 1.0)
    torch._foreach_div_(step, below)
    if wd:
        _add_(step, piece.weights, alpha=wd)
    lengths, of_steps = _norms(piece.weights), _norms(step)
    if lower is not None:
        torch._foreach_clamp_min_(lengths, lower)
    if upper is not None:
        torch._foreach_clamp_max_(lengths, upper)
    for s, r1, r2 in zip(step, lengths, of_steps, strict=True):
        s.mul_(torch.where((r1 == 0) | (r2 == 0), torch.ones_like(r1), r1 / r2))
    _add_(piece.weights, step, alpha=-lr)


def many_accumulate(piece, *, scale):
    """The weight grows by its gradient, and the state is a copy of it."""
    (copies,) = piece.states
    _add_(piece.weights, piece.grads, alpha=scale)
    torch._foreach_copy_(copies, piece.weights)


def _norms(tensors):
    return torch._foreach_norm(tensors, 2, torch.promote_types(tensors[0].dtype, torch.float32))


def lengths(tensors):
    """The Euclidean lengths of tensors as Python numbers, computed in float32 at least."""
    return torch.stack(_norms(tensors)).tolist() if tensors else []
