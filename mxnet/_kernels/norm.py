"""Normalization to mean 0 and variance 1: over batches (channel by channel) and over the last axis.

The statistics are results beside the output, as `mean` and `invstd` (one over the square root of
variance plus `eps`); the gradient kernels take them back. What does not live here: layouts, moving
averages' write-back, `fix_gamma`.
"""

from functools import lru_cache

import torch

from .aten import aten

__all__ = [
    "batch_norm",
    "batch_norm_fixed",
    "batch_norm_dx",
    "batch_norm_dgamma",
    "batch_norm_grads",
    "moving_stats",
    "layer_norm",
    "layer_norm_dx",
    "layer_norm_dgamma",
    "layer_norm_grads",
]

_batch_back = aten("native_batch_norm_backward")
_layer_back = aten("native_layer_norm_backward")
_statistics = aten("batch_norm_update_stats")
_LONG = 1024  # rows; torch adds so many up one after the other without harm


def dense(x):
    """`x` with its elements side by side: of views torch sums the mean in single precision, which
    is five times as far off, and takes several times as long for the gradient."""
    return x if x.is_contiguous() or _is_channels_last(x) else x.contiguous()


def _is_channels_last(x):
    return x.dim() == 4 and x.is_contiguous(memory_format=torch.channels_last)


def alike(dy, x):
    """`(dy, x)` as of `dense`, and in one order of axes: torch mixes two only slowly."""
    x = dense(x)
    if x.is_contiguous():
        return dy.contiguous(), x
    return dy.contiguous(memory_format=torch.channels_last), x


def batch_norm(x, gamma, beta, *, eps):
    """`(out, mean, invstd)` with the statistics of the batch; channels on axis 1."""
    x = dense(x)
    rows = x.numel() // x.shape[1] if x.numel() else 0
    if rows > _LONG and x.dtype is torch.float32 and x.device.type == "cpu":
        if not x.is_contiguous() or rows == x.shape[0]:
            mean, var = statistics(x, rows)
            out = torch.native_batch_norm(x, gamma, beta, mean, var, False, 0.0, eps)[0]
            return out, mean, torch.rsqrt(var + eps)
    return torch.native_batch_norm(x, gamma, beta, None, None, True, 0.0, eps)


def statistics(x, rows):
    """`(mean, variance)` of data whose channels are side by side in memory.

    torch adds such rows up one after the other in single precision; of a million, four digits of
    the sum are lost. Here several rows at a time are taken for one of more channels.
    """
    channels = x.shape[1]
    parts = _parts(rows, channels)
    many = x.movedim(1, -1).reshape(rows // parts, parts * channels, 1, 1)
    mean, var = (t.view(parts, channels) for t in _statistics(many, None, None, 0.0))
    between, whole = torch.var_mean(mean, 0, correction=0)
    return whole, between + var.mean(0)


@lru_cache(1024)
def _parts(rows, channels):
    """How many rows to take for one: a divisor; sums stay in the cache and are still sums."""
    most = min(4096 // channels, rows // 64)
    return next((n for n in range(most, 1, -1) if rows % n == 0), 1)


def batch_norm_fixed(x, gamma, beta, mean, var, *, eps):
    """`(out, mean, invstd)` with given statistics."""
    out = torch.native_batch_norm(dense(x), gamma, beta, mean, var, False, 0.0, eps)[0]
    return out, mean.clone(), torch.rsqrt(var + eps)


def batch_norm_dx(dy, x, gamma, mean, invstd):
    """What `batch_norm` gives back to its data, through the batch's statistics too."""
    dy, x = alike(dy, x)
    return _batch_back(dy, x, gamma, None, None, mean, invstd, True, 0.0, (True, False, False))[0]


def batch_norm_dgamma(dy, x, mean, invstd):
    """The sum of `dy` times the normalized data, channel by channel."""
    dy, x = alike(dy, x)
    return _batch_back(
        dy, x, torch.ones_like(mean), None, None, mean, invstd, True, 0.0, (False, True, False)
    )[1]


def batch_norm_grads(dy, x, gamma, mean, invstd, *, wanted):
    """What `batch_norm` gives back to data, gamma and beta (positions in `wanted`; None for
    others)."""
    mask = [i in wanted for i in range(3)]
    dy, x = alike(dy, x)
    return _batch_back(dy, x, gamma, None, None, mean, invstd, True, 0.0, mask)


def moving_stats(moving_mean, moving_var, mean, invstd, *, momentum, eps):
    """The moving averages moved towards a batch's statistics by `1 - momentum`."""
    var = invstd.pow(-2).sub_(eps).clamp_(min=0)
    return torch.lerp(mean.to(moving_mean.dtype), moving_mean, momentum), torch.lerp(
        var.to(moving_var.dtype), moving_var, momentum
    )


def layer_norm(x, gamma=None, beta=None, *, eps):
    """`(out, mean, invstd)` over the last axis; the statistics keep it with length 1."""
    return torch.native_layer_norm(x, x.shape[-1:], gamma, beta, eps)


def layer_norm_dx(dy, x, gamma, mean, invstd):
    """What `layer_norm` gives back to its data."""
    return _layer_back(dy, x, x.shape[-1:], mean, invstd, gamma, None, (True, False, False))[0]


def layer_norm_dgamma(dy, x, mean, invstd):
    """The sum of `dy` times the normalized data over all axes but the last."""
    return _layer_back(
        dy,
        x,
        x.shape[-1:],
        mean,
        invstd,
        x.new_ones(x.shape[-1:]),
        None,
        (False, True, False),
    )[1]


def layer_norm_grads(dy, x, gamma, mean, invstd, *, wanted):
    """What `layer_norm` gives back to data, gamma and beta (positions in `wanted`; None for
    others)."""
    mask = [i in wanted for i in range(3)]
    return _layer_back(dy, x, x.shape[-1:], mean, invstd, gamma, gamma, mask)
