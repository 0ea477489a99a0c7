"""Gradients of convolutions as products of matrices: of windows of the data and of cotangents.

For images of one channel, and of many, the weight's gradient takes a quarter to four fifths of
oneDNN's time so (`docs/benchmarks.md`); the data's four fifths where the images are few and small.
What does not live here: all other convolutions (`conv.py`).
"""

import math

import torch

__all__ = ["by_product", "data_by_product", "product_grads", "product_data_grad", "conv_weight_out",
           "many_channels", "result_by_product", "product_conv"]  # fmt: skip

_MANY = 96  # channels; with fewer there is nothing to gain
_FEW = 128  # positions in all results; with so few, products beat oneDNN for the data too
_LARGE = 1 << 20  # elements of a weight whose gradient is worth no copy
_HUGE = 1 << 21  # elements of a weight that oneDNN would copy twice to read it
_SOME = 1 << 13  # positions; with so few there is nothing to divide
_BLOCK = 1 << 19  # elements of windows written out at a time


def many_channels(x, shape, groups):
    """Whether a convolution has enough channels to gain, wherever it runs."""
    return (
        x.shape[1] >= _MANY
        and len(shape) == 4
        and shape[2] * shape[3] > 1
        and groups == 1
        and x.dtype is torch.float32
    )


def by_product(x, shape, groups):
    """Whether the gradient of a weight of `shape` for images `x` is faster off here."""
    if x.device.type != "cpu" or x.dtype is not torch.float32 or len(shape) != 4 or groups != 1:
        return False
    return x.shape[1] == 1 or many_channels(x, shape, groups)


def data_by_product(dy, weight, groups):
    """Whether the gradient of the data is faster off here."""
    return (
        dy.device.type == "cpu"
        and dy.dim() == 4
        and dy.shape[0] * dy.shape[2] * dy.shape[3] <= _FEW
        and many_channels(dy, weight.shape, groups)
        and weight.is_contiguous()
    )


def result_by_product(x, weight, stride, pad, dilate, groups):
    """Whether a convolution with a huge weight has so few results that it is no slower here; it
    takes the weight as it lies."""
    if weight.numel() < _HUGE or x.device.type != "cpu" or not weight.is_contiguous():
        return False
    if not many_channels(x, weight.shape, groups) or x.shape[1] != weight.shape[1]:
        return False
    rows, columns = _extent(x, weight.shape, stride, pad, dilate)
    return 0 < x.shape[0] * rows * columns <= _FEW


def _extent(x, shape, stride, pad, dilate):
    """How many rows and columns of results there are."""
    return tuple(
        (x.shape[i + 2] + 2 * pad[i] - dilate[i] * (shape[i + 2] - 1) - 1) // stride[i] + 1
        for i in (0, 1)
    )


def product_conv(x, weight, bias, *, stride, pad, dilate):
    """The convolution itself."""
    rows, columns = _extent(x, weight.shape, stride, pad, dilate)
    windows = _windows(x, weight.shape, rows, columns, stride, pad, dilate)
    y = torch.nn.functional.linear(windows, weight.view(weight.shape[0], -1), bias)
    return y.view(x.shape[0], rows, columns, -1).permute(0, 3, 1, 2)


def _windows(x, shape, rows, columns, stride, pad, dilate):
    """Every window a row, in the order of a weight's numbers."""
    if any(pad):
        x = torch.constant_pad_nd(x, (pad[1], pad[1], pad[0], pad[0]))
    by = x.stride()
    windows = x.as_strided(
        (x.shape[0], rows, columns, *shape[1:]),
        (by[0], by[2] * stride[0], by[3] * stride[1], by[1], by[2] * dilate[0], by[3] * dilate[1]),
        x.storage_offset(),
    )
    return windows.reshape(x.shape[0] * rows * columns, -1)


def product_grads(dy, x, *, shape, stride, pad, dilate, bias=True):
    """`(weight's, bias's)` gradient; None for the bias's where it is not asked for."""
    if any(pad):
        x = torch.constant_pad_nd(x, (pad[1], pad[1], pad[0], pad[0]))
    if shape[1] == 1:
        return _single(dy, x, shape, stride, dilate)
    if _is_long(dy, shape):
        windows = _windows(x, shape, *dy.shape[2:], stride, (0, 0), dilate)
        found = torch.mm(_rows(dy).t(), windows).view(shape)
    else:
        found = _many(dy, x, shape, stride, dilate)
    return found, dy.sum((0, 2, 3)) if bias else None


def _is_long(dy, shape):
    """Whether a weight of `shape` is so large, and its windows so few, that it is best written in
    its own order, which leaves nothing to copy."""
    few = dy.shape[0] * dy.shape[2] * dy.shape[3] <= _FEW
    return few and math.prod(shape) >= _LARGE


def _single(dy, x, shape, stride, dilate):
    """Of images of one channel: every window a column, under them all a row of ones."""
    filters, _, high, wide = shape
    count, _, rows, columns = dy.shape
    by, size = x.stride(), rows * columns
    windows = x.as_strided(
        (high, wide, count, rows, columns),
        (by[2] * dilate[0], by[3] * dilate[1], by[0], by[2] * stride[0], by[3] * stride[1]),
        x.storage_offset(),
    )
    if count * size <= _SOME:  # calls count, not numbers
        g = _rows(dy)
        found = torch.mm(windows.reshape(high * wide, -1), g)
        return found.t().reshape(shape), g.sum(0)
    step = min(count, max(1, _BLOCK // 2 // ((high * wide + 1) * size)))
    table = x.new_empty((high * wide + 1, step * size))
    table[-1].fill_(1)
    found = x.new_empty((high * wide + 1, filters))
    for at in range(0, count, step):
        part, g = windows[:, :, at : at + step], dy[at : at + step]
        block = table[:, : g.shape[0] * size]
        block[:-1].view(part.shape).copy_(part)
        if g.is_contiguous():
            g = g.permute(1, 0, 2, 3).reshape(filters, -1).t()
        else:
            g = _rows(g)
        torch.mm(block, g, out=found) if at == 0 else found.addmm_(block, g)
    return found[:-1].t().reshape(shape), found[-1]


def conv_weight_out(place, dy, x, *, shape, stride, pad, dilate, groups):
    """The gradient of a weight of many channels, written into `place`."""
    if not _is_long(dy, shape) or not place.is_contiguous():
        window = {"stride": stride, "pad": pad, "dilate": dilate}
        return place.copy_(product_grads(dy, x, shape=shape, bias=False, **window)[0])
    windows = _windows(x, shape, *dy.shape[2:], stride, pad, dilate)
    torch.mm(_rows(dy).t(), windows, out=place.view(shape[0], -1))
    return place


def product_data_grad(dy, weight, *, shape, stride, pad, dilate):
    """The gradient of the data: what every position gives to its window, added up."""
    count, _, rows, columns = dy.shape
    channels, high, wide = weight.shape[1:]
    given = torch.mm(_rows(dy), weight.view(weight.shape[0], -1))
    given = given.view(count, rows, columns, channels, high, wide)
    tall, broad = shape[2] + 2 * pad[0], shape[3] + 2 * pad[1]
    dx = dy.new_zeros((count, tall, broad, channels))
    for i in range(high):
        for j in range(wide):
            top, left = i * dilate[0], j * dilate[1]
            bottom, right = top + stride[0] * rows, left + stride[1] * columns
            dx[:, top : bottom : stride[0], left : right : stride[1]].add_(given[..., i, j])
    dx = dx[:, pad[0] : pad[0] + shape[2], pad[1] : pad[1] + shape[3]]
    return dx.permute(0, 3, 1, 2)


def _rows(dy):
    """Cotangents of positions as rows of a matrix."""
    return dy.permute(0, 2, 3, 1).reshape(-1, dy.shape[1])


def _many(dy, x, shape, stride, dilate):
    """Of images of many channels: every window a row, as many images at a time as fit a cache."""
    filters, channels, high, wide = shape
    count, _, rows, columns = dy.shape
    x = x.contiguous(memory_format=torch.channels_last)
    by = x.stride()
    windows = x.as_strided(
        (count, rows, columns, high, wide, channels),
        (by[0], by[2] * stride[0], by[3] * stride[1], by[2] * dilate[0], by[3] * dilate[1], 1),
        x.storage_offset(),
    )
    dy, width = dy.permute(0, 2, 3, 1), high * wide * channels
    step = max(1, _BLOCK // (rows * columns * width))
    found = dy.new_empty((filters, width))
    for at in range(0, count, step):
        part = windows[at : at + step].reshape(-1, width)
        g = dy[at : at + step].reshape(-1, filters).t()
        torch.mm(g, part, out=found) if at == 0 else found.addmm_(g, part)
    return found.view(filters, high, wide, channels).permute(0, 3, 1, 2)
