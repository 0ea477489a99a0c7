"""Boxes: their overlap, suppression of those that overlap, matching, and their coding.

A box is its corners (x1, y1, x2, y2) or its centre and size (x, y, w, h). What does not live here:
anchors and the targets of training (`anchors.py`), or pooling over regions (`vision.py`).
"""

from math import prod

import torch

__all__ = ["box_nms", "box_iou", "match_pairs", "box_encode", "box_decode"]


def box_nms(x, *, overlap, valid, topk, coord, score, ident, background, force, center, to_center):
    """`(out, where)`: the rows that survive, best first, filled up with -1, and their places.

    A place is that of an entry in the flat data; -1 where there is none.
    """
    shape, (rows, width) = x.shape, x.shape[-2:]
    if x.is_meta:
        return torch.empty_like(x), torch.empty_like(x, dtype=torch.long)
    flat = x.reshape(prod(shape[:-2]), rows, width)
    source = torch.full(flat.shape[:2], -1, device=x.device)
    if topk == 0:
        source[:], to_center = torch.arange(rows, device=x.device), center
    else:
        for image, places in zip(flat, source):
            fit = image[:, score] > valid
            if ident >= 0:
                fit &= image[:, ident] != background
            found = torch.nonzero(fit)[:, 0]
            order = torch.sort(image[found, score], descending=True, stable=True).indices
            found = found[order[:topk] if topk > 0 else order]
            boxes = image[found, coord : coord + 4]
            kinds = None if force or ident < 0 else image[found, ident].to(torch.int32)
            found = found[survivors(corners(boxes) if center else boxes, kinds, overlap)]
            places[: len(found)] = found
    start = torch.arange(len(flat), device=x.device)[:, None] * rows
    where = torch.where(source < 0, -1, (source + start) * width)[..., None]
    where = torch.where(where < 0, -1, where + torch.arange(width, device=x.device))
    filled = torch.cat([x.reshape(-1), x.new_full((1,), -1)])
    out = filled[where]
    if center != to_center:
        turned = (centers if to_center else corners)(out[..., coord : coord + 4])
        parts = [out[..., :coord], turned, out[..., coord + 4 :]]
        out = torch.where(where < 0, -1, torch.cat(parts, -1))
    return out.reshape(shape), where.reshape(shape)


def survivors(boxes, kinds, overlap, *, at=False):
    """Places of the boxes (corners, best first) that no better survivor of their kind overlaps.

    They overlap where their intersection over union is above `overlap`, or, with `at`, equal to
    it. Boxes are taken in blocks, so that memory is linear in their number. Within a block the
    answer is found by repetition: what is hit only by those that are hit lives, until nothing
    changes, which takes as many rounds as the longest chain of such boxes.
    """
    count = len(boxes)
    alive = torch.ones(count, dtype=torch.bool, device=boxes.device)
    step = max(16, min(256, (1 << 22) // max(count, 1)))
    for start in range(0, count, step):
        stop = min(start + step, count)
        block = torch.nonzero(alive[start:stop])[:, 0] + start
        ratio = overlaps(boxes[block], boxes[start:], zero=at)
        hit = ratio >= overlap if at else ratio > overlap
        if kinds is not None:
            hit &= kinds[block, None] == kinds[start:]
        inner = hit[:, block - start].triu(1)
        lives, before = ~inner.any(0), None
        while before is None or not torch.equal(lives, before):
            lives, before = ~(inner & lives[:, None]).any(0), lives
        alive[block] = lives
        alive[stop:] &= ~hit[lives, stop - start :].any(0)
    return torch.nonzero(alive)[:, 0]


def overlaps(one, two, *, zero):
    """(n, m): intersection over union of boxes given by corners; `zero` where there is no union."""
    low = torch.maximum(one[:, None, :2], two[:, :2])
    size = (torch.minimum(one[:, None, 2:], two[:, 2:]) - low).clamp(min=0)
    both = size[..., 0] * size[..., 1]
    union = _area(one)[:, None] + _area(two) - both
    return torch.where(union <= 0, 0, both / union) if zero else both / union


def _area(boxes):
    width, height = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    return torch.where((width < 0) | (height < 0), 0, width * height)


def corners(boxes):
    """Boxes given by centre and size, by their corners."""
    middle, half = boxes[..., :2], boxes[..., 2:] / 2
    return torch.cat([middle - half, middle + half], -1)


def centers(boxes):
    """Boxes given by corners, by centre and size."""
    low, high = boxes[..., :2], boxes[..., 2:]
    return torch.cat([(low + high) / 2, high - low], -1)


def box_iou(x, y, *, center):
    """The intersection over union of every box of `x` with every one of `y`."""
    one, two = (t.reshape(-1, 4) for t in (x, y))
    if center:
        one, two = corners(one), corners(two)
    return overlaps(one, two, zero=True).reshape(*x.shape[:-1], *y.shape[:-1])


def match_pairs(x, *, ascend, threshold, topk):
    """Pair rows with columns, the best score first: each one's partner, -1 without one.

    Every round pairs the best score that is left, of all matrices at once; the first of equal
    ones. Up to `topk + 1` pairs are made where `topk` is positive.
    """
    rows, columns = x.shape[-2:]
    left = (-x if ascend else x).reshape(prod(x.shape[:-2]), rows, columns).clone()
    least = -threshold if ascend else threshold
    partner = [x.new_full((len(left), n), -1) for n in (rows, columns)]
    matrix = torch.arange(len(left), device=x.device)
    rounds = min(rows, columns, topk + 1 if topk > 0 else rows)
    for _ in range(0 if x.is_meta or not left.numel() else rounds):
        flat = left.reshape(len(left), -1)
        at = flat.argmax(1)
        good = flat[matrix, at] > least
        if not bool(good.any()):
            break
        which, row, column = matrix[good], at[good] // columns, at[good] % columns
        partner[0][which, row] = column.to(x.dtype)
        partner[1][which, column] = row.to(x.dtype)
        left[which, row] = -torch.inf
        left[which, :, column] = -torch.inf
    return partner[0].reshape(x.shape[:-1]), partner[1].reshape(*x.shape[:-2], columns)


def box_encode(samples, matches, anchors, refs, means, stds):
    """How far the box that each anchor is matched with lies from it, and where that counts."""
    at = matches.long().clamp(0, refs.shape[1] - 1)[..., None].expand(*matches.shape, 4)
    goal, box = centers(torch.gather(refs, 1, at)), centers(anchors)
    shift = (goal[..., :2] - box[..., :2]) / box[..., 2:]
    code = (torch.cat([shift, torch.log(goal[..., 2:] / box[..., 2:])], -1) - means) / stds
    counts = (samples > 0.5)[..., None].expand(code.shape)
    return torch.where(counts, code, 0), counts.to(code.dtype)


def box_decode(x, anchors, *, stds, clip, center):
    """Boxes by their corners, from their distances to the anchors; sizes up to `exp(clip)`."""
    box = anchors if center else centers(anchors)
    code = x * x.new_tensor(stds) if not x.is_meta else x
    middle = code[..., :2] * box[..., 2:] + box[..., :2]
    size = code[..., 2:].clamp(max=clip) if clip > 0 else code[..., 2:]
    half = torch.exp(size) * box[..., 2:] / 2
    return torch.cat([middle - half, middle + half], -1)
