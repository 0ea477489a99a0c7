"""Anchors of detectors: the boxes themselves, what they are trained on, and what they have found.

What does not live here: what any box needs (`boxes.py`).
"""

import torch

from .boxes import centers, corners, match_pairs, overlaps, survivors

__all__ = ["anchor_boxes", "anchor_targets", "anchor_detections"]

_TOUCHING = 1e-6  # an anchor that overlaps a box by no more is not its best match


def anchor_boxes(x, *, sizes, ratios, clip, steps, offsets):
    """(1, h * w * n, 4): corners of boxes around every pixel, as parts of the image.

    Every size comes with the first ratio, then every other ratio with the first size. Sizes are
    parts of the height.
    """
    height, width = x.shape[2:4]
    new = {"dtype": x.dtype, "device": x.device}
    down = (torch.arange(height, **new) + offsets[0]) * steps[0]
    across = (torch.arange(width, **new) + offsets[1]) * steps[1]
    pairs = [(s, ratios[0]) for s in sizes] + [(sizes[0], r) for r in ratios[1:]]
    size, ratio = (torch.tensor(each, **new) for each in zip(*pairs))
    root = torch.sqrt(ratio)
    extent = torch.stack([size * height / width * root, size / root], -1)
    grid = torch.stack(torch.meshgrid(down, across, indexing="ij")[::-1], -1)[:, :, None]
    shape = (height, width, len(pairs), 2)
    boxes = corners(torch.cat([grid.expand(shape), extent.expand(shape)], -1)).reshape(1, -1, 4)
    return boxes.clamp(0, 1) if clip else boxes


def anchor_targets(
    anchors, labels, scores, *, overlap, ignore, mining, mining_overlap, variances
):  # fmt: skip
    """`(codes, mask, classes)` for every image: what each anchor is trained on.

    An anchor without a box has class 0, or `ignore` where it does not count.
    """
    images, count = len(labels), anchors.shape[1]
    codes, mask = (scores.new_zeros((images, count, 4)) for _ in range(2))
    classes = scores.new_full((images, count), ignore)
    for i in range(0 if scores.is_meta or not count else images):
        end = torch.nonzero(labels[i, :, 0] == -1)[:1, 0]
        found = labels[i, : int(end) if len(end) else None]
        if len(found):
            box, best = _matched(anchors[0], found[:, 1:5], overlap)
            good = box >= 0
            box = found[box.clamp(min=0)]
            code = _encode(anchors[0], box[:, 1:5]) / _scale(variances, codes)
            codes[i] = torch.where(good[:, None], code, 0)
            mask[i] = good[:, None].to(mask.dtype)
            empty = 0
            if mining > 0:
                chosen = _hard(scores[i], good, best < mining_overlap, mining)
                empty = torch.where(chosen, 0, classes[i])
            classes[i] = torch.where(good, box[:, 0] + 1, empty)
    return codes.reshape(images, -1), mask.reshape(images, -1), classes


def _matched(anchors, boxes, overlap):
    """The box of each anchor, -1 without one, and the largest of its overlaps.

    Every box gets the anchor that overlaps it most, each anchor once; then the other anchors the
    box that they overlap most, if that is more than a positive `overlap`.
    """
    ratio = overlaps(anchors, boxes, zero=True)
    box = match_pairs(ratio, ascend=False, threshold=_TOUCHING, topk=-1)[0].long()
    nearest = ratio.argmax(1)
    best = ratio.gather(1, nearest[:, None])[:, 0]
    if overlap > 0:
        box = torch.where((box < 0) & (best > overlap), nearest, box)
    return box, best


def _encode(anchors, boxes):
    one, two = centers(anchors), centers(boxes)
    shift = (two[:, :2] - one[:, :2]) / one[:, 2:]
    return torch.cat([shift, torch.log(two[:, 2:] / one[:, 2:])], 1)


def _hard(scores, good, far, ratio):
    """Where the anchors without a box are that look least like background, `ratio` to each good
    one."""
    wanted = min(int(int(good.sum()) * ratio), int((~good).sum()))
    places = torch.nonzero(~good & far)[:, 0]
    if len(places) < wanted:
        raise ValueError(
            f"{wanted} negative anchors are wanted, and only {len(places)} overlap all boxes by "
            "less than negative_mining_thresh"
        )
    background = torch.softmax(scores[:, places], 0)[0]
    chosen = torch.zeros_like(good)
    chosen[places[torch.sort(background, stable=True).indices[:wanted]]] = True
    return chosen


def anchor_detections(
    scores, codes, anchors, *, clip, threshold, overlap, force, variances, topk
):  # fmt: skip
    """(images, anchors, 6): class, score and corners of what was found; class -1 is nothing.

    Rows are the anchors whose best class but the first is scored well enough. Where `overlap` is
    between 0 and 1 the best come first, and those that overlap a better one lose their class.
    """
    images, kinds, count = scores.shape
    out = scores.new_full((images, count, 6), -1)
    codes = codes.reshape(images, count, 4)
    for i in range(0 if scores.is_meta or kinds < 2 or not count else images):
        kind = scores[i, 1:].argmax(0)
        score = scores[i, 1:].gather(0, kind[None])[0]
        places = torch.nonzero((score >= threshold) & (score > -1))[:, 0]
        boxes = _decode(codes[i, places], anchors[0, places], variances)
        boxes = boxes.clamp(0, 1) if clip else boxes
        rows = torch.cat([kind[places, None].to(out.dtype), score[places, None], boxes], 1)
        if 0 < overlap <= 1:
            rows = _best(rows, overlap, force, topk)
        out[i, : len(rows)] = rows
    return out


def _decode(codes, anchors, variances):
    box, codes = centers(anchors), codes * _scale(variances, codes)
    middle = codes[:, :2] * box[:, 2:] + box[:, :2]
    return corners(torch.cat([middle, torch.exp(codes[:, 2:]) * box[:, 2:]], 1))


def _scale(variances, like):
    return torch.tensor(variances, dtype=like.dtype, device=like.device)


def _best(rows, overlap, force, topk):
    """The rows, best first, with class -1 where a better one overlaps.

    Beyond the `topk` best the rows stay as they were, without a class.
    """
    order = torch.sort(rows[:, 1], descending=True, stable=True).indices
    order = order[:topk] if topk > 0 else order
    best = rows[order]
    lives = survivors(best[:, 2:], None if force else best[:, 0], overlap, at=True)
    rows = torch.cat([best, rows[len(best) :]])
    kind = torch.full_like(rows[:, 0], -1)
    kind[lives] = rows[lives, 0]
    return torch.cat([kind[:, None], rows[:, 1:]], 1)
