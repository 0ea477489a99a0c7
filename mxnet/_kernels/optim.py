"""One step of every optimizer: new weights and states from old ones; nothing is written in place.

`h` holds the hyperparameters by MXNet's names. Source: the reference's update operators, whose
order of rescaling, clipping and weight decay differs from one to the next and is kept.
"""

import torch

__all__ = [
    "step_sgd",
    "step_sgd_mom",
    "step_nag_mom",
    "step_adam",
    "step_adamw",
    "step_ftml",
    "step_ftrl",
    "step_rmsprop",
    "step_rmspropalex",
    "step_signsgd",
    "step_signum",
    "lamb_direction",
    "lamb_apply",
    "lars_rates",
    "adagrad_rows",
    "sum_of_squares",
    "narrowed",
]


def narrowed(x, *, like):
    """`x` in the dtype of `like`."""
    return x.to(like.dtype)


def _clip(g, bound):
    return g.clamp(-bound, bound) if bound >= 0 else g


def _scaled(grad, h):
    """The gradient rescaled, then clipped."""
    return _clip(grad * h.rescale_grad, h.clip_gradient)


def _decayed_then_clipped(weight, grad, h):
    """The gradient rescaled, weight decay added, then clipped."""
    return _clip(grad * h.rescale_grad + weight * h.wd, h.clip_gradient)


def step_sgd(weight, grad, *, h, lr, wd):
    return weight * (1 - lr * wd) - _scaled(grad, h) * lr


def step_sgd_mom(weight, grad, mom, *, h, lr, wd):
    mom = mom * h.momentum - weight * (lr * wd) - _scaled(grad, h) * lr
    return weight + mom, mom


def step_nag_mom(weight, grad, mom, *, h, lr, wd):
    """The momentum's weight decay looks at the new weight.

    Source: the reference, called as every program calls it, with `out=weight`.
    """
    g = _scaled(grad, h)
    ahead = mom * h.momentum - (g + weight * wd) * lr
    new = weight + ahead * h.momentum - (g + weight * wd) * lr
    return new, mom * h.momentum - (g + new * wd) * lr


def step_adam(weight, grad, mean, var, *, h):
    g = _decayed_then_clipped(weight, grad, h)
    mean = mean * h.beta1 + g * (1 - h.beta1)
    var = var * h.beta2 + g * g * (1 - h.beta2)
    return weight - h.lr * mean / (var.sqrt() + h.epsilon), mean, var


def step_adamw(weight, grad, mean, var, rescale, *, h, lr, wd, eta):
    """Weight decay apart from the gradient; a rescale that is zero or not finite skips the step."""
    scale = rescale.reshape(-1)[0]
    if not bool(torch.isfinite(scale)) or float(scale) == 0:
        return weight, mean, var
    g = _clip(grad * scale, h.clip_gradient)
    mean = mean * h.beta1 + g * (1 - h.beta1)
    var = var * h.beta2 + g * g * (1 - h.beta2)
    return weight - eta * (lr * mean / (var.sqrt() + h.epsilon) + wd * weight), mean, var


def step_ftml(weight, grad, d, v, z, *, h):
    g = _clip(grad * h.rescale_grad + weight * h.wd, h.clip_grad)
    v = v * h.beta2 + g * g * (1 - h.beta2)
    new_d = ((v / (1 - h.beta2**h.t)).sqrt() + h.epsilon) * (1 - h.beta1**h.t) / h.lr
    z = z * h.beta1 + g * (1 - h.beta1) - (new_d - h.beta1 * d) * weight
    return -z / new_d, new_d, v, z


def step_ftrl(weight, grad, z, n, *, h):
    g = _scaled(grad, h)
    more = n + g * g
    z = z + g - (more.sqrt() - n.sqrt()) * weight / h.lr
    rate = (h.beta + more.sqrt()) / h.lr + h.wd
    new = (torch.sign(z) * h.lamda1 - z) / rate * (z.abs() > h.lamda1)
    return new, z, more


def step_rmsprop(weight, grad, n, *, h):
    g = _decayed_then_clipped(weight, grad, h)
    n = n * h.gamma1 + g * g * (1 - h.gamma1)
    return _clip(weight - h.lr * g / (n + h.epsilon).sqrt(), h.clip_weights), n


def step_rmspropalex(weight, grad, n, g, delta, *, h):
    s = _decayed_then_clipped(weight, grad, h)
    n = n * h.gamma1 + s * s * (1 - h.gamma1)
    g = g * h.gamma1 + s * (1 - h.gamma1)
    delta = delta * h.gamma2 - h.lr * s / (n - g * g + h.epsilon).sqrt()
    return _clip(weight + delta, h.clip_weights), n, g, delta


def step_signsgd(weight, grad, *, h):
    return weight * (1 - h.lr * h.wd) - h.lr * torch.sign(grad)


def step_signum(weight, grad, mom, *, h):
    mom = mom * h.momentum - (weight * h.wd + _scaled(grad, h)) * (1 - h.momentum)
    return weight * (1 - h.lr * h.wd_lh) + h.lr * torch.sign(mom), mom


def lamb_direction(weight, grad, mean, var, *, h, t, wd):
    """Phase one: Adam's direction with weight decay, before its length is set."""
    g = _scaled(grad, h)
    mean = mean * h.beta1 + g * (1 - h.beta1)
    var = var * h.beta2 + g * g * (1 - h.beta2)
    first, second = mean, var
    if h.bias_correction:
        first, second = mean / (1 - h.beta1**t), var / (1 - h.beta2**t)
    return first / (second.sqrt() + h.epsilon) + weight * wd, mean, var


def lamb_apply(weight, g, r1, r2, *, lr, lower, upper):
    """Phase two: a step whose length is that of the weight over that of the direction."""
    r1 = r1.clamp_min(lower) if lower >= 0 else r1
    r1 = r1.clamp_max(upper) if upper >= 0 else r1
    ratio = torch.where((r1 == 0) | (r2 == 0), torch.ones_like(r1), r1 / r2)
    return weight - lr * ratio * g


def lars_rates(lrs, weights, grads, wds, *, eta, eps, rescale):
    """Learning rates by layer, from the squared norms of weights and gradients."""
    w, g = weights.sqrt(), grads.sqrt() * rescale
    return torch.where((w > 0) & (g > 0), lrs * eta * w / (g + wds * w + eps), lrs)


def adagrad_rows(weight, grad, history, *, h):
    """AdaGrad with one accumulated number per row."""
    g = _scaled(grad, h)
    history = history + (g * g).reshape(g.shape[0], -1).mean(1).reshape(history.shape)
    scale = (history + h.epsilon).sqrt().reshape(-1, *(1,) * (g.dim() - 1))
    return weight - h.lr * g / scale, history


def sum_of_squares(x):
    """The squared length, in float32 at least."""
    return (
        (x.float() if x.element_size() < 4 else x).square().sum().reshape(1)
        if x.numel()
        else torch.zeros(1)
    )
