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
        return x.new_zeros((0, c, *size)), torch.zeros(
            (0, c, *size), dtype=torch.long, device=x.device
        )
    return torch.stack(outs), torch.stack(places)


def _images(rois, count):
    """The image of every region; refused where there is none such, or no corner."""
    if not bool(torch.isfinite(rois).all()):
        raise ValueError("a region has a number that is not finite")
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
    bin reads channels of its own. Interpolation and mean are linear along each axis, so a region
    is two matrices: one that mixes rows, one that mixes columns.
    """
    channels = x.shape[1] // (size[0] * size[1] if sensitive else 1)
    out = x.new_zeros((len(rois), channels, *size))
    for image, regions, down, across in _mixers(x, x.shape, rois, size, scale, ratio, aligned):
        if sensitive:
            planes = x[image].reshape(channels, *size, *x.shape[2:])
            rows = torch.einsum("cpqhw,rph->rcpqw", planes, down)
            found = torch.einsum("rcpqw,rqw->rcpq", rows, across)
        else:
            columns = torch.einsum("chw,rqw->rchq", x[image], across)
            found = torch.einsum("rchq,rph->rcpq", columns, down)
        out = out.index_copy(0, regions, found)
    return out


def roi_align_grad(dy, rois, *, shape, size, scale, ratio, aligned, sensitive):
    """The transpose of `roi_align` on data of `shape`."""
    dx = [dy.new_zeros(shape[1:])] * shape[0]
    for image, regions, down, across in _mixers(dy, shape, rois, size, scale, ratio, aligned):
        rows = torch.einsum(
            "rcpq,rqw->rcpqw" if sensitive else "rcpq,rqw->rcpw", dy[regions], across
        )
        form = "rcpqw,rph->cpqhw" if sensitive else "rcpw,rph->chw"
        dx[image] = torch.einsum(form, rows, down).reshape(shape[1:])
    return torch.stack(dx) if dx else dy.new_zeros(shape)


def _mixers(x, shape, rois, size, scale, ratio, aligned):
    """`(image, regions, rows' matrices, columns' matrices)` of every image that has regions."""
    n, _, height, width = shape
    wide = torch.float64 if rois.dtype is torch.float64 else torch.float32
    box = rois[:, 1:].to(wide) * scale - (0.5 if aligned else 0.0)
    extent = box[:, 2:] - box[:, :2]
    if aligned and bool((extent <= 0).any()):
        raise ValueError("an aligned region must have a positive width and height")
    extent = extent if aligned else extent.clamp(min=1.0)
    images = torch.tensor(_images(rois, n), device=box.device)
    across = _mixer(box[:, 0], extent[:, 0], size[1], ratio, width).to(x.dtype)
    down = _mixer(box[:, 1], extent[:, 1], size[0], ratio, height).to(x.dtype)
    for image in torch.unique(images[images >= 0]).tolist():
        regions = torch.nonzero(images == image)[:, 0]
        yield image, regions, down[regions], across[regions]


def _mixer(start, extent, bins, ratio, length):
    """(regions, bins, pixels): what every pixel along one axis counts for in each bin's mean."""
    step = extent / bins
    counts = torch.full_like(step, ratio) if ratio > 0 else torch.ceil(step)
    if len(counts) and float(counts.max()) > _MOST_SAMPLES:
        raise ValueError(f"a region needs {int(counts.max())} samples per bin; give sample_ratio")
    total = torch.zeros((len(start), bins, length), dtype=step.dtype, device=step.device)
    number = torch.arange(bins, dtype=step.dtype, device=step.device)[:, None]
    for count in torch.unique(counts).tolist():
        regions = torch.nonzero(counts == count)[:, 0]
        inner = (torch.arange(int(count), dtype=step.dtype, device=step.device) + 0.5) / count
        at = start[regions, None, None] + (number + inner) * step[regions, None, None]
        inside = (at >= -1) & (at <= length)
        at = at.clamp(0, length - 1)
        low = torch.floor(at)
        part = at - low
        mixed = total[regions]
        mixed.scatter_add_(2, low.long(), (1 - part) * inside / count)
        mixed.scatter_add_(2, (low + 1).clamp(max=length - 1).long(), part * inside / count)
        total[regions] = mixed
    return total


_MOST_SAMPLES = 1 << 16  # an honest region has no more pixels per bin than an image has
