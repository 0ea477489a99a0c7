"""Proposals of regions: where a first network sees something, for a second one to look at.

What does not live here: pooling over the regions (`vision.py`), or what any box needs (`boxes.py`).
"""

from math import floor, sqrt

import torch

from .boxes import survivors

__all__ = ["propose_regions"]


def propose_regions(
    scores, codes, info, *, before, after, overlap, least, scales, ratios, stride, shifts
):  # fmt: skip
    """`(regions, scores)` of the `after` best proposals of every image, repeated if there are less.

    A region is (image, x1, y1, x2, y2), in pixels that belong to it. `shifts` says that codes are
    distances of corners; otherwise they are shifts of the centre and logarithms of sizes.
    """
    images, _, height, width = scores.shape
    shapes = scores.new_tensor(_shapes(scales, ratios, stride)) if not scores.is_meta else None
    regions = scores.new_zeros((images, after, 5))
    chosen = scores.new_zeros((images, after, 1))
    for i in range(0 if scores.is_meta or not after or not height * width else images):
        grid = torch.meshgrid(*(torch.arange(n) for n in (height, width)), indexing="ij")
        corner = torch.stack([grid[1], grid[0]] * 2, -1).to(shapes) * stride
        code = codes[i].reshape(len(shapes), 4, height, width).permute(2, 3, 0, 1)
        high, wide, scale = info[i].tolist()
        box = (_shift if shifts else _turn)(corner[:, :, None] + shapes, code)
        box = torch.minimum(box.clamp(min=0), box.new_tensor([wide - 1, high - 1] * 2))
        rows, columns = int(high / stride), int(wide / stride)
        if rows > height or columns > width:
            raise ValueError(
                f"im_info tells of {rows} x {columns} pixels of the map; it has {height} x {width}"
            )
        seen = torch.ones((height, width, 1), dtype=torch.bool, device=box.device)
        seen[rows:] = seen[:, columns:] = False
        score = scores[i, len(shapes) :].permute(1, 2, 0)
        score = torch.where(seen, score, -1).reshape(-1)
        found, score = _grown(box.reshape(-1, 4), score, least * scale)
        order = torch.sort(score, descending=True, stable=True).indices
        order = order[:before] if before > 0 else order
        found, score = found[order], score[order]
        ends = found.new_tensor([0, 0, 1, 1])  # the last pixel belongs to a region
        places = survivors(found + ends, None, overlap)[:after]
        places = places[torch.arange(after, device=places.device) % len(places)]
        regions[i, :, 0] = i
        regions[i, :, 1:], chosen[i, :, 0] = found[places], score[places]
    return regions.reshape(-1, 5), chosen.reshape(-1, 1)


def _shapes(scales, ratios, stride):
    """Corners of the anchors at the first pixel; their sizes are rounded for every ratio."""
    middle, found = (stride - 1) / 2, []
    for ratio in ratios:
        wide = floor(sqrt(floor(stride * stride / ratio)) + 0.5)
        high = floor(wide * ratio + 0.5)
        for scale in scales:
            x, y = (wide * scale - 1) / 2, (high * scale - 1) / 2
            found.append([middle - x, middle - y, middle + x, middle + y])
    return found


def _shift(boxes, codes):
    return boxes + codes


def _turn(boxes, codes):
    size = boxes[..., 2:] - boxes[..., :2] + 1
    middle = boxes[..., :2] + (size - 1) / 2 + codes[..., :2] * size
    half = (torch.exp(codes[..., 2:]) * size - 1) / 2
    return torch.cat([middle - half, middle + half], -1)


def _grown(boxes, scores, least):
    """Boxes that are too small grow on all sides, and lose their score."""
    small = (boxes[:, 2:] - boxes[:, :2] + 1 < least).any(1)
    grown = boxes + boxes.new_tensor([-1, -1, 1, 1]) * (least / 2)
    return torch.where(small[:, None], grown, boxes), torch.where(small, -1, scores)
