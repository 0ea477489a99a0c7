"""The gradient of a convolution's weight as a product of matrices: windows of the data, cotangents.

For images of one channel, and of many, this takes a quarter to four fifths of oneDNN's time
(`docs/benchmarks.md`). What does not live here: all other convolutions (`conv.py`).
"""

import torch

__all__ = ["by_product", "product_grads"]

_MANY = 96  # channels; with fewer there is nothing to gain
_BLOCK = 1 << 19  # elements of windows written out at a time


def by_product(x, shape, groups):
    """Whether the gradient of a weight of `shape` for images `x` is faster off here."""
    return (
        (x.shape[1] == 1 or (x.shape[1] >= _MANY and shape[2] * shape[3] > 1))
        and groups == 1
        and len(shape) == 4
        and x.dtype is torch.float32
        and x.device.type == "cpu"
    )


def product_grads(dy, x, *, shape, stride, pad, dilate, bias=True):
    """`(weight's, bias's)` gradient; None for the bias's where it is not asked for."""
    if any(pad):
        x = torch.nn.functional.pad(x, (pad[1], pad[1], pad[0], pad[0]))
    if shape[1] == 1:
        return _single(dy, x, shape, stride, dilate)
    return _many(dy, x, shape, stride, dilate), dy.sum((0, 2, 3)) if bias else None


def _single(dy, x, shape, stride, dilate):
    """Of images of one channel: every window a column, under them all a row of ones."""
    filters, _, high, wide = shape
    count, _, rows, columns = dy.shape
    by = x.stride()
    windows = x.as_strided(
        (high, wide, count, rows, columns),
        (by[2] * dilate[0], by[3] * dilate[1], by[0], by[2] * stride[0], by[3] * stride[1]),
        x.storage_offset(),
    )
    table = x.new_empty((high * wide + 1, count * rows * columns))
    table[-1].fill_(1)
    table[:-1].view(windows.shape).copy_(windows)
    if dy.is_contiguous():
        dy = dy.permute(1, 0, 2, 3).reshape(filters, -1).t()
    else:
        dy = dy.permute(0, 2, 3, 1).reshape(-1, filters)
    found = torch.mm(table, dy)
    return found[:-1].t().reshape(shape), found[-1]


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
    return found.view(filters, high, wide, channels).permute(0, 3, 1, 2).contiguous()
