"""Reading images at places between their pixels, and what undoes it.

A grid is (N, 2, h, w): x and y of every output pixel, from -1 (the centre of the first column or
row) to 1 (that of the last). Outside the image everything is 0. What does not live here: how a
grid is made of a transformation.
"""

import torch

from .aten import aten
from .storage import without_halves

__all__ = [
    "grid_sample",
    "grid_sample_dx",
    "grid_sample_dgrid",
    "grid_cells",
    "flat_pick",
    "flat_put",
    "affine_coordinates",
    "pixel_coordinates",
    "resize_bilinear",
    "resize_bilinear_grad",
]

_grid_back, _resize_back = aten("grid_sampler_2d_backward"), aten("upsample_bilinear2d_backward")
_BILINEAR, _ZEROS = 0, 0


def grid_sample(x, grid):
    """Bilinear interpolation of `x` (N, C, H, W) at the places of `grid`."""
    places = without_halves(grid).permute(0, 2, 3, 1)
    return torch.grid_sampler_2d(without_halves(x), places, _BILINEAR, _ZEROS, True).to(x.dtype)


def grid_sample_dx(dy, grid, *, shape):
    """What `grid_sample` gives back to its data of `shape`."""
    wide, places, mask = without_halves(dy), without_halves(grid).permute(0, 2, 3, 1), (True, False)
    like = wide.new_empty(()).expand(shape)
    return _grid_back(wide, like, places, _BILINEAR, _ZEROS, True, mask)[0].to(dy.dtype)


def grid_sample_dgrid(dy, x, grid):
    """What `grid_sample` gives back to its grid."""
    dy, x, places = (without_halves(t) for t in (dy, x, grid))
    places, mask = places.permute(0, 2, 3, 1), (False, True)
    found = _grid_back(dy, x, places, _BILINEAR, _ZEROS, True, mask)[1]
    return found.permute(0, 3, 1, 2).to(grid.dtype)


def grid_cells(grid, *, shape):
    """`(x0, y0, at00, at01, at10, at11)`: the cell of pixels that each place of a grid lies in.

    `x0` and `y0` (N, 1, h, w) are its first column and row as numbers; the rest (N, C, h, w) are
    its four corners, row by row, as places in the flat data of `shape`, -1 outside it.
    """
    n, c, height, width = shape
    x0 = torch.floor((grid[:, :1] + 1) * ((width - 1) / 2))
    y0 = torch.floor((grid[:, 1:] + 1) * ((height - 1) / 2))
    plane = torch.arange(n * c, device=grid.device).reshape(n, c, 1, 1) * (height * width)
    corners = []
    for row in (y0, y0 + 1):
        for column in (x0, x0 + 1):
            inside = (row >= 0) & (row < height) & (column >= 0) & (column < width)
            at = torch.where(inside, row * width + column, 0).long()
            corners.append(torch.where(inside, plane + at, -1))
    return x0, y0, *corners


def flat_pick(x, where):
    """The entries of the flat data at the places `where`; 0 for place -1."""
    found = x.reshape(-1)[where.clamp(min=0)]
    return torch.where(where < 0, 0, found)


def flat_put(dy, where, *, shape):
    """Every entry of `dy` added at its place in data of `shape`; the transpose of `flat_pick`."""
    flat = dy.new_zeros(torch.Size(shape).numel() + 1)
    places = torch.where(where < 0, flat.numel() - 1, where)
    return flat.index_add_(0, places.reshape(-1), dy.reshape(-1))[:-1].reshape(shape)


def affine_coordinates(x, *, size):
    """(3, h * w): x, y and 1 of every pixel of an image of `size`, in the dtype of `x`.

    An axis of one pixel has it in the middle, at 0.
    """
    height, width = size
    rows, columns = _even(height, x), _even(width, x)
    ones = torch.ones(height * width, dtype=x.dtype, device=x.device)
    return torch.stack([columns.repeat(height), rows.repeat_interleave(width), ones])


def _even(count, x):
    if count == 1:
        return torch.zeros(1, dtype=x.dtype, device=x.device)
    return torch.linspace(-1, 1, count, dtype=x.dtype, device=x.device)


def pixel_coordinates(x, *, size):
    """(1, 2, h, w): column and row of every pixel, in the dtype of `x`."""
    height, width = size
    columns = torch.arange(width, dtype=x.dtype, device=x.device).expand(height, width)
    rows = torch.arange(height, dtype=x.dtype, device=x.device)[:, None].expand(height, width)
    return torch.stack([columns, rows])[None]


def resize_bilinear(x, *, size, align):
    """`x` (N, C, H, W) interpolated to `size`; with `align` corner pixels stay corner pixels."""
    return torch._C._nn.upsample_bilinear2d(x, size, align)


def resize_bilinear_grad(dy, *, shape, align):
    """The transpose of `resize_bilinear` on data of `shape`."""
    return _resize_back(dy, dy.shape[2:], shape, align)
