"""Augmenters of images with boxes: what is done to the image is done to its boxes.

A label has a row per object: its class, then left, top, right and bottom as shares of the image.
What does not live here: the iterator, which `detection` has beside these.
"""

import json
import logging
import math
import random

import numpy as np

from .. import ndarray as nd
from . import augmenters, functions
from .augmenters import Augmenter, CastAug, ColorNormalizeAug, ForceResizeAug, ResizeAug

__all__ = [
    "CreateDetAugmenter", "CreateMultiRandCropAugmenter", "DetAugmenter", "DetBorrowAug",
    "DetHorizontalFlipAug", "DetRandomCropAug", "DetRandomPadAug", "DetRandomSelectAug",
]  # fmt: skip


class DetAugmenter:
    """Base class: a function of an image and its label that can tell what it is.

    Parameters
    ----------
    **kwargs
        What `dumps` tells.
    """

    def __init__(self, **kwargs):
        self._kwargs = {name: augmenters._plain(value) for name, value in kwargs.items()}

    def dumps(self):
        """Return the augmenter's name and parameters as JSON."""
        return json.dumps([type(self).__name__.lower(), self._kwargs])

    def __call__(self, src, label):
        raise NotImplementedError("Must override implementation.")


class DetBorrowAug(DetAugmenter):
    """An augmenter of images that leaves boxes where they are.

    Parameters
    ----------
    augmenter : Augmenter
    """

    def __init__(self, augmenter):
        if not isinstance(augmenter, Augmenter):
            raise TypeError("Borrowing from invalid Augmenter")
        super().__init__(augmenter=augmenter.dumps())
        self.augmenter = augmenter

    def dumps(self):
        """Return the names of this augmenter and of the borrowed one."""
        return [type(self).__name__.lower(), self.augmenter.dumps()]

    def __call__(self, src, label):
        return self.augmenter(src), label


class DetRandomSelectAug(DetAugmenter):
    """One augmenter of several, or none, by chance.

    Parameters
    ----------
    aug_list : list of DetAugmenter
    skip_prob : float
        Probability of none.
    """

    def __init__(self, aug_list, skip_prob=0):
        super().__init__(skip_prob=skip_prob)
        aug_list = aug_list if isinstance(aug_list, (list, tuple)) else [aug_list]
        for each in aug_list:
            if not isinstance(each, DetAugmenter):
                raise ValueError("Allow DetAugmenter in list only")
        self.aug_list = aug_list
        self.skip_prob = skip_prob if aug_list else 1

    def dumps(self):
        """Return the names and parameters of all."""
        return [type(self).__name__.lower(), [each.dumps() for each in self.aug_list]]

    def __call__(self, src, label):
        if random.random() < self.skip_prob:
            return src, label
        random.shuffle(self.aug_list)
        return self.aug_list[0](src, label)


class DetHorizontalFlipAug(DetAugmenter):
    """Mirror an image and its boxes, now and then; the label is changed in place.

    Parameters
    ----------
    p : float
        Probability.
    """

    def __init__(self, p):
        super().__init__(p=p)
        self.p = p

    def __call__(self, src, label):
        if random.random() < self.p:
            src = nd.flip(src, axis=1)
            label[:, 1], label[:, 3] = 1.0 - label[:, 3], 1.0 - label[:, 1]
        return src, label


def _areas(boxes):
    """The areas of boxes (left, top, right, bottom, ...)."""
    return np.maximum(0, boxes[:, 2] - boxes[:, 0]) * np.maximum(0, boxes[:, 3] - boxes[:, 1])


def _range(value, name, owner):
    if isinstance(value, (tuple, list)):
        return value
    logging.info("%s uses the single %s %s for both ends.", owner, name, value)
    return (value, value)


def _shapes(attempts, aspects, areas, height, width, pick):
    """Draw sizes of a rectangle until one is right; `pick` says which are and where they go."""
    least, most = areas[0] * height * width, areas[1] * height * width
    for _ in range(attempts):
        aspect = random.uniform(*aspects)
        if aspect <= 0:
            continue
        low = int(round(math.sqrt(least / aspect)))
        high = int(round(math.sqrt(most / aspect)))
        found = pick(aspect, low, high, least, most)
        if found:
            return found
    return ()


class DetRandomCropAug(DetAugmenter):
    """Crop at random, so that objects stay in sight.

    Parameters
    ----------
    min_object_covered : float
        Of every object that the crop meets, more than this share lies in it.
    aspect_ratio_range : tuple of float
        Bounds of the crop's width over its height.
    area_range : tuple of float
        Bounds of its share of the image.
    min_eject_coverage : float
        Objects of which no more than this share is left are dropped.
    max_attempts : int
        How often to draw; the image stays if none fits.

    Source: Liu et al., "SSD: single shot multibox detector", 2016.
    """

    def __init__(
        self,
        min_object_covered=0.1,
        aspect_ratio_range=(0.75, 1.33),
        area_range=(0.05, 1.0),
        min_eject_coverage=0.3,
        max_attempts=50,
    ):
        aspect_ratio_range = _range(aspect_ratio_range, "aspect_ratio_range", "DetRandomCropAug")
        area_range = _range(area_range, "area_range", "DetRandomCropAug")
        super().__init__(
            min_object_covered=min_object_covered,
            aspect_ratio_range=aspect_ratio_range,
            area_range=area_range,
            min_eject_coverage=min_eject_coverage,
            max_attempts=max_attempts,
        )
        self.min_object_covered, self.min_eject_coverage = min_object_covered, min_eject_coverage
        self.max_attempts, self.area_range = max_attempts, area_range
        self.aspect_ratio_range = aspect_ratio_range
        self.enabled = _enabled(self, 0)

    def __call__(self, src, label):
        found = self._proposal(label, src.shape[0], src.shape[1])
        if found:
            x, y, w, h, label = found
            src = functions.fixed_crop(src, x, y, w, h, None)
        return src, label

    def _proposal(self, label, height, width):
        """`(x, y, w, h, label)` of a crop, or nothing."""
        if not self.enabled or height <= 0 or width <= 0:
            return ()

        def pick(aspect, h, most_h, least, most):
            if round(most_h * aspect) > width:
                most_h = int((width + 0.4999999) / aspect)
            most_h = min(most_h, height)
            h = min(h, most_h)
            if h < most_h:
                h = random.randint(h, most_h)
            w = int(round(h * aspect))
            if w * h < least:
                h += 1
                w = int(round(h * aspect))
            if w * h > most:
                h -= 1
                w = int(round(h * aspect))
            if not (least <= w * h <= most and 0 <= w <= width and 0 <= h <= height):
                return None
            y, x = random.randint(0, max(0, height - h)), random.randint(0, max(0, width - w))
            box = np.array([x / width, y / height, (x + w) / width, (y + h) / height])
            if w * h < 2 or not self._covers(label, box, width, height):
                return None
            cropped = self._cropped(label, box)
            return None if cropped is None else (x, y, w, h, cropped)

        return _shapes(
            self.max_attempts, self.aspect_ratio_range, self.area_range, height, width, pick
        )

    def _covers(self, label, box, width, height):
        """Whether the objects that a box meets lie in it far enough."""
        areas = _areas(label[:, 1:])
        seen = np.where(areas * width * height > 2)[0]
        if seen.size < 1:
            return False
        boxes = label[seen, 1:5]
        common = np.concatenate(
            [np.maximum(boxes[:, :2], box[:2]), np.minimum(boxes[:, 2:], box[2:])], axis=1
        )
        covered = _areas(common) / areas[seen]
        covered = covered[covered > 0]
        return covered.size > 0 and covered.min() > self.min_object_covered

    def _cropped(self, label, box):
        """The label within a box; None where no object is left."""
        w, h = box[2] - box[0], box[3] - box[1]
        out = label.copy()
        out[:, (1, 3)] = (out[:, (1, 3)] - box[0]) / w
        out[:, (2, 4)] = (out[:, (2, 4)] - box[1]) / h
        out[:, 1:5] = np.clip(out[:, 1:5], 0, 1)
        with np.errstate(divide="ignore", invalid="ignore"):
            left = _areas(out[:, 1:]) * w * h / _areas(label[:, 1:])
        there = (out[:, 3] > out[:, 1]) & (out[:, 4] > out[:, 2]) & (left > self.min_eject_coverage)
        return out[there] if there.any() else None


def _enabled(augmenter, least_area):
    """Whether the ranges of an augmenter can be drawn from; a warning says if not."""
    name = type(augmenter).__name__
    areas, aspects = augmenter.area_range, augmenter.aspect_ratio_range
    if areas[1] <= least_area or areas[0] > areas[1]:
        logging.warning("Skip %s due to invalid area_range: %s", name, areas)
        return False
    if aspects[0] > aspects[1] or aspects[0] <= 0:
        logging.warning("Skip %s due to invalid aspect_ratio_range: %s", name, aspects)
        return False
    return True


class DetRandomPadAug(DetAugmenter):
    """Put the image into a random place of a larger one.

    Parameters
    ----------
    aspect_ratio_range : tuple of float
        Bounds of the larger image's width over its height.
    area_range : tuple of float
        Bounds of its area over the image's.
    max_attempts : int
        How often to draw; the image stays if none fits.
    pad_val : tuple of float
        The colour around it.
    """

    def __init__(
        self,
        aspect_ratio_range=(0.75, 1.33),
        area_range=(1.0, 3.0),
        max_attempts=50,
        pad_val=(128, 128, 128),
    ):
        pad_val = pad_val if isinstance(pad_val, (list, tuple)) else (pad_val,)
        aspect_ratio_range = _range(aspect_ratio_range, "aspect_ratio_range", "DetRandomPadAug")
        area_range = _range(area_range, "area_range", "DetRandomPadAug")
        super().__init__(
            aspect_ratio_range=aspect_ratio_range,
            area_range=area_range,
            max_attempts=max_attempts,
            pad_val=pad_val,
        )
        self.pad_val, self.aspect_ratio_range = pad_val, aspect_ratio_range
        self.area_range, self.max_attempts = area_range, max_attempts
        self.enabled = _enabled(self, 1.0)

    def __call__(self, src, label):
        height, width, _ = src.shape
        found = self._proposal(label, height, width)
        if found:
            x, y, w, h, label = found
            src = functions.copyMakeBorder(
                src, y, h - y - height, x, w - x - width, 16, values=self.pad_val
            )
        return src, label

    def _proposal(self, label, height, width):
        """`(x, y, w, h, label)` of the image in a larger one, or nothing."""
        if not self.enabled or height <= 0 or width <= 0:
            return ()

        def pick(aspect, h, most_h, least, most):
            if round(h * aspect) < width:
                h = int((width + 0.499999) / aspect)
            h = min(max(h, height), most_h)
            if h < most_h:
                h = random.randint(h, most_h)
            w = int(round(h * aspect))
            if h - height < 2 or w - width < 2:  # too little to be of use
                return None
            y, x = random.randint(0, max(0, h - height)), random.randint(0, max(0, w - width))
            out = label.copy()
            out[:, (1, 3)] = (out[:, (1, 3)] * width + x) / w
            out[:, (2, 4)] = (out[:, (2, 4)] * height + y) / h
            return x, y, w, h, out

        return _shapes(
            self.max_attempts, self.aspect_ratio_range, self.area_range, height, width, pick
        )


def CreateMultiRandCropAugmenter(
    min_object_covered=0.1,
    aspect_ratio_range=(0.75, 1.33),
    area_range=(0.05, 1.0),
    min_eject_coverage=0.3,
    max_attempts=50,
    skip_prob=0,
):
    """Return an augmenter that crops in one of several ways.

    Parameters
    ----------
    min_object_covered, aspect_ratio_range, area_range, min_eject_coverage, max_attempts
        As of `DetRandomCropAug`, or a list of such values; lists of one go with all.
    skip_prob : float
        Probability of no crop.
    """
    given = [min_object_covered, aspect_ratio_range, area_range, min_eject_coverage, max_attempts]
    listed = [value if isinstance(value, list) else [value] for value in given]
    count = max(map(len, listed))
    for values in listed:
        if len(values) not in (1, count):
            raise AssertionError(f"lists of {count} values, or of one: {values}")
    columns = [values * count if len(values) == 1 else values for values in listed]
    crops = [DetRandomCropAug(*row) for row in zip(*columns)]
    return DetRandomSelectAug(crops, skip_prob=skip_prob)


def CreateDetAugmenter(
    data_shape,
    resize=0,
    rand_crop=0,
    rand_pad=0,
    rand_gray=0,
    rand_mirror=False,
    mean=None,
    std=None,
    brightness=0,
    contrast=0,
    saturation=0,
    pca_noise=0,
    hue=0,
    inter_method=2,
    min_object_covered=0.1,
    aspect_ratio_range=(0.75, 1.33),
    area_range=(0.05, 3.0),
    min_eject_coverage=0.3,
    max_attempts=50,
    pad_val=(127, 127, 127),
):
    """Return the usual augmenters of detection, in their usual order.

    Parameters
    ----------
    data_shape : tuple of int
        Channels, height and width of what comes out.
    resize : int
        First resize the shorter edge to this; not if 0.
    rand_crop, rand_pad, rand_gray : float
        Probabilities of cropping, padding, and of gray.
    rand_mirror : bool
        Mirror every other image on average.
    mean, std, brightness, contrast, saturation, pca_noise, hue, inter_method
        As of `CreateAugmenter`.
    min_object_covered, aspect_ratio_range, area_range, min_eject_coverage, max_attempts
        As of `CreateMultiRandCropAugmenter`; padding takes the upper end of `area_range`.
    pad_val : tuple of float
        The colour of padding.
    """
    found = [DetBorrowAug(ResizeAug(resize, inter_method))] if resize > 0 else []
    if rand_crop > 0:
        found.append(
            CreateMultiRandCropAugmenter(
                min_object_covered, aspect_ratio_range, area_range, min_eject_coverage,
                max_attempts, skip_prob=(1 - rand_crop),
            )
        )  # fmt: skip
    if rand_mirror > 0:
        found.append(DetHorizontalFlipAug(0.5))
    if rand_pad > 0:
        pad = DetRandomPadAug(aspect_ratio_range, (1.0, area_range[1]), max_attempts, pad_val)
        found.append(DetRandomSelectAug([pad], 1 - rand_pad))
    size = (data_shape[2], data_shape[1])
    borrowed = [ForceResizeAug(size, inter_method), CastAug()]
    borrowed += augmenters.colors(brightness, contrast, saturation, hue, pca_noise, rand_gray)
    mean, std = augmenters.constants(mean, std)
    if mean is not None or std is not None:
        borrowed.append(ColorNormalizeAug(mean, std))
    return found + [DetBorrowAug(each) for each in borrowed]
