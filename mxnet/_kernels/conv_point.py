"""Convolutions of single pixels as products of matrices, pixels by channels.

Where a pixel's channels lie side by side this moves nothing, and the product takes 0.6 to 1.0 of
the time of torch's kernel (`docs/benchmarks.md`). What does not live here: all other convolutions
(`conv.py`).
"""

import torch

__all__ = ["by_point", "point", "point_data_grad", "point_weight_grad"]


def by_point(x, shape, stride, pad, groups):
    """Whether a convolution of images ordered as `x` is one: by its weight's `shape` and window."""
    return (
        len(shape) == 4
        and shape[2] == shape[3] == 1
        and groups == 1
        and shape[1] > 1
        and stride[0] == stride[1] == 1
        and pad[0] == pad[1] == 0
        and x.dtype is torch.float32
        and x.is_cpu
        and x.stride(1) == 1
    )


def point(x, weight, bias):
    """The convolution of `x` (N, C, rows, columns) with `weight` (filters, C, 1, 1)."""
    return _images(torch.nn.functional.linear(_pixels(x), weight.flatten(1), bias), x.shape)


def point_data_grad(dy, weight):
    """What `point` must give back to its data."""
    return _images(torch.mm(_pixels(dy), weight.flatten(1)), dy.shape)


def point_weight_grad(dy, x):
    """What `point` must give back to its weight."""
    return torch.mm(_pixels(dy).t(), _pixels(x))[:, :, None, None]


def _pixels(x):
    return x.permute(0, 2, 3, 1).reshape(-1, x.shape[1])


def _images(rows, shape):
    return rows.view(shape[0], shape[2], shape[3], -1).permute(0, 3, 1, 2)
