"""Connectionist temporal classification: labels made ready, loss, gradient, and the loss in plain
form.

Source: Graves and others, 2006. What does not live here: which arguments an operator has.
"""

import torch

__all__ = ["ctc_targets", "ctc_sizes", "ctc_steps", "ctc", "ctc_grad", "ctc_plain"]

NEVER = -1e30  # the logarithm of nothing, finite so that derivatives stay numbers


def ctc_targets(label, *, classes):
    """The labels as whole numbers; what is below 0 is padding and becomes 0.

    Raises
    ------
    ValueError
        A label is no class.
    """
    label = label.to(torch.int64)
    if label.numel() and int(label.max()) >= classes:
        raise ValueError(f"label holds {int(label.max())}; there are {classes} classes")
    return label.clamp(min=0)


def ctc_sizes(label, *, low):
    """How many labels stand before the first padding."""
    return (label.to(torch.int64) >= low).to(torch.int64).cumprod(1).sum(1)


def ctc_steps(lengths, *, most, name):
    """Lengths as whole numbers.

    Raises
    ------
    ValueError
        A length is below nought or above `most`.
    """
    lengths = lengths.to(torch.int64)
    if lengths.numel() and (int(lengths.min()) < 0 or int(lengths.max()) > most):
        raise ValueError(f"{name} must lie between 0 and {most}; they are {lengths.tolist()[:10]}")
    return lengths


def wide(x):
    """As float32 at least: the kernels know no narrower floats."""
    return x.float() if x.dtype in (torch.float16, torch.bfloat16) else x


def ctc(x, targets, steps, sizes, *, blank):
    """`(loss, log-probabilities, forward scores)`; the loss is zero where no path fits.

    Parameters
    ----------
    x : tensor (T, N, classes)
        Scores before softmax.
    targets : tensor (N, L)
    steps, sizes : tensor (N,)
        How much of `x` and of `targets` counts.
    """
    scores = torch.log_softmax(wide(x), 2)
    loss, alpha = torch.ops.aten._ctc_loss(
        scores, targets, steps.tolist(), sizes.tolist(), blank, True
    )
    return torch.where(torch.isinf(loss), 0, loss).to(x.dtype), scores, alpha


def ctc_grad(x, targets, steps, sizes, dy, loss, scores, alpha, *, blank):
    """The gradient of `x`: softmax minus how often each class is met on the way, for each step."""
    # torch's kernel gives the gradient before log_softmax already, as it subtracts from
    # exp(scores). A loss of zero stands for "no path"; a true one of exactly zero has no gradient
    # either.
    found = torch.where(loss == 0, torch.inf, wide(loss))
    grad = torch.ops.aten._ctc_loss_backward(
        wide(dy), scores, targets, steps.tolist(), sizes.tolist(), found, alpha, blank, True
    )
    return grad.to(x.dtype)


def ctc_plain(x, targets, steps, sizes, *, blank):
    """The loss by formulas that write nothing: what higher orders differentiate."""
    scores = torch.log_softmax(x, 2)
    path = torch.full((targets.shape[0], 2 * targets.shape[1] + 1), blank, device=x.device)
    path[:, 1::2] = targets
    leap = torch.zeros_like(path, dtype=torch.bool)
    # By place and not by class: a label may be the blank's class, as it may in torch's kernel.
    leap[:, 3::2] = targets[:, 1:] != targets[:, :-1]
    place = torch.arange(path.shape[1], device=x.device)[None]
    alpha = torch.where(place < 2, scores[0].gather(1, path), NEVER)
    for t in range(1, len(x)):
        two = torch.where(leap, before(alpha, 2), NEVER)
        new = torch.logsumexp(torch.stack([alpha, before(alpha, 1), two]), 0)
        alpha = torch.where(t < steps[:, None], new + scores[t].gather(1, path), alpha)
    last = alpha.gather(1, 2 * sizes[:, None])
    label = alpha.gather(1, (2 * sizes[:, None] - 1).clamp(min=0))
    label = torch.where(sizes[:, None] > 0, label, NEVER)
    loss = -torch.logsumexp(torch.cat([last, label], 1), 1)
    return torch.where(loss > -NEVER / 2, 0, loss)


def before(alpha, count):
    """The scores `count` places further left along the path."""
    return torch.nn.functional.pad(alpha, (count, 0), value=NEVER)[:, : alpha.shape[1]]
