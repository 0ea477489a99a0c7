"""Pooling over regions of interest.

A region is a row (image, x1, y1, x2, y2); those of a negative image give zeros. What does not live
here: anything that knows what the regions are for.
"""

import torch

__all__ = ["roi_pool", "roi_align", "roi_align_grad"]


def roi_pool(x, rois, *, size, scale):
    """The largest entry of each of `size` bins of every region, and its place in the flat data.

    Regions are rounded to whole pixels and hold at least one; a bin that lies outside the image
    gives 0 and place -1.
    """
    n, c, height, width = x.shape
    images = _images(rois, n)
    rows = _bins(rois[:, 2], rois[:, 4], size[0], scale, height)
    columns = _bins(rois[:, 1], rois[:, 3], size[1], scale, width)
    plane = torch.arange(c, device=x.device)[:, None, None] * (height * width)
    outs, places = [], []
    for image, ys, xs in zip(images, rows, columns):
        if image < 0:
            ys = xs = [(0, 0)] * max(size)
        out, at = _pool_one(x[image], ys[: size[0]], xs[: size[1]])
        outs.append(out)
        places.append(torch.where(at < 0, -1, at + plane + image * (c * height * width)))
    if not outs:
        return x.new_zeros((0, c, *size)), torch.zeros((0, c, *size), dtype=torch.long)
    return torch.stack(outs), torch.stack(places)


def _images(rois, count):
    images = [int(i) for i in rois[:, 0].tolist()]
    if images and max(images) >= count:
        raise ValueError(f"a region is of image {max(images)}; the data has {count}")
    return images


def _bins(first, last, count, scale, length):
    """For every region the `(start, end)` of its bins along one axis, cut to the image."""
    wide = torch.float64 if first.dtype is torch.float64 else torch.float32
    first, last = (_rounded(t.to(wide) * scale) for t in (first, last))
    step = (last - first + 1).clamp(min=1) / count
    number = torch.arange(count, dtype=wide, device=first.device)
    start = torch.floor(number * step[:, None]) + first[:, None]
    end = torch.ceil((number + 1) * step[:, None]) + first[:, None]
    both = torch.stack([start, end], -1).clamp(0, length).long()
    return both.tolist()


def _rounded(x):
    """Half away from zero."""
    return torch.trunc(x + torch.copysign(torch.full_like(x, 0.5), x))


def _pool_one(x, rows, columns):
    """One region of an image (C, H, W): first along the columns, then along the rows."""
    width = x.shape[2]
    top, bottom = min(a for a, _ in rows), max(b for _, b in rows)
    if bottom <= top:
        empty = x.new_zeros((x.shape[0], len(rows), len(columns)))
        return empty, torch.full(empty.shape, -1, device=x.device)
    parts = [_largest(x[:, top:bottom, a:b], 2, a) for a, b in columns]
    best, column = (torch.stack(each, 2) for each in zip(*parts))
    outs, places = [], []
    for a, b in rows:
        out, at = _largest(best[:, a - top : b - top], 1, a - top)
        if a < b:
            held = torch.gather(column, 1, at[:, None])[:, 0]
            at = torch.where(held < 0, -1, (at + top) * width + held)
        outs.append(out)
        places.append(at)
    return torch.stack(outs, 1), torch.stack(places, 1)


def _largest(x, axis, start):
    """The largest entries along an axis and where they are from `start` on; 0 and -1 of nothing."""
    if x.shape[axis]:
        found = torch.max(x, axis)
        return found.values, found.indices + start
    shape = [n for i, n in enumerate(x.shape) if i != axis]
    return x.new_zeros(shape), torch.full(shape, -1, device=x.device)


def roi_align(x, rois, *, size, scale, ratio, aligned, sensitive):
    """The mean of samples between the pixels of each of `size` bins of every region.

    There are `ratio` samples per bin and axis, or as many as it has pixels. With `sensitive` every
    bin reads channels of its own.
    """
    flat = _by_channel(x, size, sensitive)
    out = x.new_zeros((flat.shape[0], len(rois), size[0] * size[1]))
    for regions, places, weights in _samples(x.shape, rois, size, scale, ratio, aligned, sensitive):
        read = flat[:, places.reshape(-1)].reshape(flat.shape[0], *places.shape)
        out = out.index_copy(1, regions, (read * weights.to(x.dtype)).sum(-1))
    return out.transpose(0, 1).reshape(len(rois), flat.shape[0], *size)


def roi_align_grad(dy, rois, *, shape, size, scale, ratio, aligned, sensitive):
    """The transpose of `roi_align` on data of `shape`."""
    dx = dy.new_zeros(shape)
    flat = torch.zeros_like(_by_channel(dx, size, sensitive))
    dy = dy.flatten(2).transpose(0, 1)
    for regions, places, weights in _samples(shape, rois, size, scale, ratio, aligned, sensitive):
        each = dy[:, regions, :, None] * weights.to(dy.dtype)
        flat.index_add_(1, places.reshape(-1), each.reshape(len(flat), -1))
    if sensitive:
        flat = flat.reshape(-1, shape[0] * shape[2] * shape[3])
    return flat.reshape(shape[1], shape[0], *shape[2:]).transpose(0, 1).contiguous()


def _by_channel(x, size, sensitive):
    """Data as (output channels, all a channel reads): one row per channel, images in a line."""
    rows = x.transpose(0, 1).reshape(x.shape[1], -1)
    return rows.reshape(x.shape[1] // (size[0] * size[1]), -1) if sensitive else rows


def _samples(shape, rois, size, scale, ratio, aligned, sensitive):
    """`(regions, places, weights)` of regions with equally many samples.

    Places and weights are (regions, bins, 4 * samples); the weights hold the division by the count.
    """
    n, _, height, width = shape
    wide = torch.float64 if rois.dtype is torch.float64 else torch.float32
    box = rois[:, 1:].to(wide) * scale - (0.5 if aligned else 0.0)
    extent = box[:, 2:] - box[:, :2]
    if aligned and bool((extent <= 0).any()):
        raise ValueError("an aligned region must have a positive width and height")
    extent = extent if aligned else extent.clamp(min=1.0)
    step = extent / torch.tensor([size[1], size[0]], dtype=wide, device=box.device)
    counts = torch.full_like(step, ratio) if ratio > 0 else torch.ceil(step)
    image = torch.tensor(_images(rois, n), device=box.device)
    for count in torch.unique(counts, dim=0).tolist():
        regions = torch.nonzero((counts[:, 0] == count[0]) & (counts[:, 1] == count[1]))[:, 0]
        across = _axis(box[regions, 0], step[regions, 0], size[1], int(count[0]), width)
        down = _axis(box[regions, 1], step[regions, 1], size[0], int(count[1]), height)
        at, weight = _cross(down, across, width)
        held = image[regions][:, None, None]
        at = at + held.clamp(min=0) * (height * width)
        if sensitive:
            bins = torch.arange(size[0] * size[1], device=at.device)
            at = at + bins[:, None] * (n * height * width)
        weight = torch.where(held < 0, 0, weight / max(count[0] * count[1], 1))
        yield regions, at, weight


def _axis(start, step, bins, count, length):
    """`(pixel, weight)` of the two neighbours of every sample: (regions, bins, 2 * samples)."""
    inner = (torch.arange(count, dtype=step.dtype, device=step.device) + 0.5) / count
    number = torch.arange(bins, dtype=step.dtype, device=step.device)
    at = start[:, None, None] + (number[:, None] + inner) * step[:, None, None]
    inside = (at >= -1) & (at <= length)
    at = at.clamp(0, length - 1)
    low = torch.floor(at)
    high = (low + 1).clamp(max=length - 1)
    part = at - low
    weight = torch.cat([(1 - part) * inside, part * inside], -1)
    return torch.cat([low, high], -1).long(), weight


def _cross(down, across, width):
    """Places and weights of every pair of a row and a column within a bin."""
    (rows, row_weights), (columns, column_weights) = down, across
    at = rows[:, :, None, :, None] * width + columns[:, None, :, None, :]
    weight = row_weights[:, :, None, :, None] * column_weights[:, None, :, None, :]
    bins = rows.shape[1] * columns.shape[1]
    return at.reshape(len(rows), bins, -1), weight.reshape(len(rows), bins, -1)
