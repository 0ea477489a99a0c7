"""The gradients of a convolution whose images have a single channel, as one product of matrices.

oneDNN takes four to five times as long for these. With more channels it is the faster one, so what
does not live here: any other convolution (`conv.py`).
"""

import torch

__all__ = ["is_narrow", "narrow_grads"]


def is_narrow(x, shape):
    """Whether images `x` and a weight of `shape` are faster off here."""
    return (
        shape[1] == 1 and len(shape) == 4 and x.shape[1] == 1
        and x.dtype is torch.float32 and x.device.type == "cpu"
    )  # fmt: skip


def narrow_grads(dy, x, *, shape, stride, pad, dilate):
    """`(weight's, bias's)` gradient: every window a column, under them all a row of ones."""
    if any(pad):
        x = torch.nn.functional.pad(x, (pad[1], pad[1], pad[0], pad[0]))
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
