"""Where the windows of a deformable convolution look, and the pixels around those places.

A list of places is (N, groups, 2, count): row and column in pixels, as fractions. What does not
live here: reading the pixels (`flat_pick`), the convolution.
"""

import torch

__all__ = ["deform_places", "deform_cells"]


def deform_places(like, *, kernel, stride, dilate, pad, size):
    """(1, 1, 2, kernel · size): where every entry of every window looks by itself, in the dtype of
    `like`; for an output of `size`, entry by entry of the kernel.
    """
    axes = []
    for count, length, step, gap, border in zip(kernel, size, stride, dilate, pad, strict=True):
        entry = torch.arange(count, device=like.device)[:, None] * gap
        window = torch.arange(length, device=like.device) * step - border
        axes.append((entry + window).to(like.dtype))
    rows, columns = axes
    shape = (*kernel, *size)
    rows = rows[:, None, :, None].expand(shape).reshape(1, 1, 1, -1)
    columns = columns[None, :, None, :].expand(shape).reshape(1, 1, 1, -1)
    return torch.cat([rows, columns], 2)


def deform_cells(places, *, shape, held):
    """The cell of four pixels that each place lies in.

    Parameters
    ----------
    places : Tensor
        (N, groups, 2, count).
    shape : tuple of int
        Of the images, (N, C, H, W); the channels are shared out to the groups.
    held : bool
        Whether a place behind the last row or column is that row or column, and one a whole pixel
        behind or before the first sees nothing; else zeros stand around the image.

    Returns
    -------
    low : Tensor
        (N, groups, 2, count): row and column of the cell's first pixel.
    slope : Tensor
        1 where the fraction counts, 0 where a place is held.
    inside : Tensor
        (N, groups, 1, count): 1 where a place sees anything.
    at00, at01, at10, at11 : Tensor
        (N, C, count): the pixels in the flat images, row by row; -1 outside.
    """
    n, channels, height, width = shape
    last = torch.tensor([height - 1, width - 1], device=places.device).to(places.dtype)
    last = last[:, None]
    low, slope = torch.floor(places), torch.ones_like(places)
    inside = torch.ones_like(places[:, :, :1])
    if held:
        within = (places >= 0) & (places < last + 1)
        inside = within.all(2, keepdim=True).to(places.dtype)
        slope = (places < last).to(places.dtype)
        low = torch.minimum(low, last)
    each = channels // places.shape[1]
    plane = torch.arange(n * channels, device=places.device).reshape(n, channels, 1)
    rows, columns = low.repeat_interleave(each, 1).unbind(2)
    corners = []
    for row in (rows, rows + 1):
        for column in (columns, columns + 1):
            there = (row >= 0) & (row < height) & (column >= 0) & (column < width)
            at = torch.where(there, row, 0).long() * width + torch.where(there, column, 0).long()
            corners.append(torch.where(there, plane * (height * width) + at, -1))
    return low, slope, inside, *corners
