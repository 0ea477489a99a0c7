"""Convolution and its two transposes in one to three dimensions, channels behind the batch axis.

The three are linear in each operand and closed under differentiation: the gradient of each is
made of the other two. What does not live here: layouts, attributes, refusals.
"""

import torch

from .aten import aten
from .conv_point import by_point, point, point_data_grad, point_weight_grad
from .conv_product import (
    by_product,
    data_by_product,
    product_conv,
    product_data_grad,
    product_grads,
    result_by_product,
)
from .layout import channels_last
from .storage import unread

__all__ = ["conv", "conv_data_grad", "conv_weight_grad", "conv_grads", "deconv"]

_backward = aten("convolution_backward")


def conv(x, weight, bias=None, *, stride, pad, dilate, groups):
    """Cross-correlation of `x` (N, C, *space) with `weight` (filters, C / groups, *kernel).

    On a CPU the result of float32 images has the channels of a pixel side by side in memory: the
    kernels that follow, pooling above all, are the faster for it.
    """
    if x.dtype is torch.float32 and len(stride) == 2 and x.is_cpu:
        x = channels_last(x)
        if x.shape[1] == 1:  # both orders are the same; say which is meant
            x = x.as_strided(x.shape, (x.shape[2] * x.shape[3], 1, x.shape[3], 1))
    if by_point(x, weight.shape, stride, pad, groups):
        return point(x, weight, bias)
    if result_by_product(x, weight, stride, pad, dilate, groups):
        return product_conv(x, weight, bias, stride=stride, pad=pad, dilate=dilate)
    return torch.convolution(x, weight, bias, stride, pad, dilate, False, _zeros(stride), groups)


def deconv(x, weight, bias=None, *, stride, pad, dilate, groups, adjust):
    """The transpose of `conv`; `adjust` more rows and columns at the end, fewer than the stride."""
    return torch.convolution(x, weight, bias, stride, pad, dilate, True, adjust, groups)


def conv_data_grad(dy, weight, *, shape, stride, pad, dilate, groups):
    """What `conv` must give back to its data, of `shape`, for the cotangent `dy` of its result."""
    if by_point(dy, weight.shape, stride, pad, groups):
        return point_data_grad(dy, weight)
    if data_by_product(dy, weight, groups):
        window = {"stride": stride, "pad": pad, "dilate": dilate}
        return product_data_grad(dy, weight, shape=shape, **window)
    return _backward(
        dy,
        unread_like(shape, dy),
        weight,
        None,
        stride,
        pad,
        dilate,
        False,
        _zeros(stride),
        groups,
        (True, False, False),
    )[0]


def conv_weight_grad(dy, x, *, shape, stride, pad, dilate, groups):
    """What `conv` must give back to its weight, of `shape`, for its output's cotangent `dy`."""
    if by_point(dy, shape, stride, pad, groups) and x.stride(1) == 1:
        return point_weight_grad(dy, x)
    if by_product(x, shape, groups):
        window = {"stride": stride, "pad": pad, "dilate": dilate}
        return product_grads(dy, x, shape=shape, bias=False, **window)[0]
    return _backward(
        dy,
        x,
        unread(shape, dy),
        None,
        stride,
        pad,
        dilate,
        False,
        _zeros(stride),
        groups,
        (False, True, False),
    )[1]


def conv_grads(dy, x, weight, *, shapes, wanted, stride, pad, dilate, groups):
    """What `conv` must give back to data, weight and bias (positions in `wanted`; None for others).

    `x` may be None where the weight's is not wanted, `weight` where the data's is not; their
    `shapes` are given.
    """
    window = {"stride": stride, "pad": pad, "dilate": dilate}
    if by_point(dy, shapes[1], stride, pad, groups) and (x is None or x.stride(1) == 1):
        return (
            point_data_grad(dy, weight) if 0 in wanted else None,
            point_weight_grad(dy, x) if 1 in wanted else None,
            dy.sum((0, 2, 3)) if 2 in wanted else None,
        )
    if 1 in wanted and by_product(x, shapes[1], groups):
        dx, dw, db = None, *product_grads(dy, x, shape=shapes[1], bias=2 in wanted, **window)
        if 0 in wanted:
            dx = conv_data_grad(dy, weight, shape=shapes[0], groups=groups, **window)
        return dx, dw, db if 2 in wanted else None
    return _backward(
        dy,
        unread_like(shapes[0], dy) if x is None else x,
        unread(shapes[1], dy) if weight is None else weight,
        shapes[1][:1],
        stride,
        pad,
        dilate,
        False,
        _zeros(stride),
        groups,
        _MASKS[wanted],
    )


def unread_like(shape, dy):
    """`unread` in the order of `dy`, which torch takes for the order of what it is to write."""
    like = unread(shape, dy)
    if len(shape) == 4 and dy.stride(1) == 1:
        n, c, rows, columns = shape
        like = like.view(n, rows, columns, c).permute(0, 3, 1, 2)
    return like


_MASKS = {
    tuple(i for i in range(3) if mask >> i & 1): [bool(mask >> i & 1) for i in range(3)]
    for mask in range(8)
}


def _zeros(stride):
    return (0,) * len(stride)
