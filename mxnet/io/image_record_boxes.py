"""What `ImageDetRecordIter` does to an image and its boxes before they are part of a batch.

All randomness of one image is a row of numbers drawn in advance, as in `image_record_augment.py`.
What does not live here: threads, batches.
"""

import math

import numpy as np

from .._core.errors import MXNetError
from .._core.opencv import opencv
from .image_record_augment import interpolation, shifted, shorter_edge

__all__ = ["DetectionAugmentation"]

(INTERPOLATION, HUE, SATURATION, LIGHTNESS, CONTRAST, MIRROR, PAD, CROP, SAMPLER) = range(9)
_MOVES = 9  # three more for how far hue, lightness and saturation go, one for the contrast
_PAD_PLACE = 13
_CROPS = 16
_BOX = slice(1, 5)  # left, top, right, bottom in an object's row


class DetectionAugmentation:
    """The steps that parameters ask for, as a function of an image, its label and random numbers.

    Parameters
    ----------
    p : namespace
        The parameters of `ImageDetRecordIter`.
    """

    def __init__(self, p):
        self._p = p
        names = [
            f"{end}_crop_{what}" for what in
            ("scales", "aspect_ratios", "overlaps", "sample_coverages", "object_coverages")
            for end in ("min", "max")
        ]  # fmt: skip
        columns = [_per_sampler(n, getattr(p, n), p.num_crop_sampler) for n in names]
        trials = _per_sampler("max_crop_trials", p.max_crop_trials, p.num_crop_sampler)
        self._samplers = list(zip(*columns, trials))
        for least, most in zip(columns[0::2], columns[1::2]):
            if any(a > b for a, b in zip(least, most)):
                raise MXNetError(f"ImageDetRecordIter: {names} must be ranges: {least} to {most}")
        self.drawn = _CROPS + 4 * sum(trials)

    def __call__(self, image, label, u):
        """Return the image and its label with what stands before it in a batch."""
        p = self._p
        head, rows = parsed_label(label)
        if p.resize > 0:
            image = shorter_edge(image, p.resize, p.inter_method, u[INTERPOLATION])
        if image.ndim == 3:
            image = self._distorted(image, u)
        if u[MIRROR] < p.rand_mirror_prob:
            image = opencv("mirror").flip(image, 1)
            rows[:, 1], rows[:, 3] = 1 - rows[:, 3], 1 - rows[:, 1]
        if p.max_pad_scale > 1 and u[PAD] < p.rand_pad_prob:
            image, rows = self._padded(image, rows, u)
        if u[CROP] < p.rand_crop_prob:
            image, rows = self._cropped(image, rows, u)
        image = self._resized(image, u)
        high, wide = image.shape[:2]
        count = len(head) + rows.size
        told = np.concatenate([[p.data_shape[0], high, wide, count], head, rows.ravel()])
        return image, told.astype(np.float32)

    def _distorted(self, image, u):
        """Hue, lightness and saturation moved, then contrast, each with its probability."""
        p = self._p
        reach = [
            p.max_random_hue * (u[HUE] < p.random_hue_prob),
            p.max_random_illumination * (u[LIGHTNESS] < p.random_illumination_prob),
            p.max_random_saturation * (u[SATURATION] < p.random_saturation_prob),
        ]
        if any(reach):
            image = shifted(image, reach, u[_MOVES : _MOVES + 3])
        if u[CONTRAST] < p.random_contrast_prob:
            factor = 1 + p.max_random_contrast * (2 * u[_MOVES + 3] - 1)
            image = opencv("contrast").convertScaleAbs(image, alpha=factor)
        return image

    def _padded(self, image, rows, u):
        """The image in a random place of a larger one."""
        p = self._p
        high, wide = image.shape[:2]
        scale = 1 + (p.max_pad_scale - 1) * u[_PAD_PLACE]
        new_high, new_wide = int(high * scale), int(wide * scale)
        top = int((new_high - high) * u[_PAD_PLACE + 1])
        left = int((new_wide - wide) * u[_PAD_PLACE + 2])
        image = opencv("pad").copyMakeBorder(
            image, top, new_high - high - top, left, new_wide - wide - left, 0,
            value=(p.fill_value,) * 4,
        )  # fmt: skip
        rows[:, _BOX] *= [wide, high] * 2
        rows[:, _BOX] += [left, top] * 2
        rows[:, _BOX] /= [new_wide, new_high] * 2
        return image, rows

    def _cropped(self, image, rows, u):
        """A crop that one of the samplers accepts; the whole image where none does."""
        count = len(self._samplers)
        first, at = int(count * u[SAMPLER]), _CROPS
        for i in range(count):
            sampler = self._samplers[(first + i) % count]
            for _ in range(sampler[-1]):
                box = _drawn_box(sampler, image.shape, u[at : at + 4])
                at += 4
                kept = self._accepted(sampler, box, rows)
                if kept is None:
                    continue
                high, wide = image.shape[:2]
                left, top = int(box[0] * wide), int(box[1] * high)
                across, down = (box[2:] - box[:2]) * [wide, high] + 1e-6
                image = image[top : top + max(1, int(down)), left : left + max(1, int(across))]
                return image, kept
        return image, rows

    def _accepted(self, sampler, box, rows):
        """The objects' rows within a box, or None where the sampler does not want it."""
        boxes = rows[:, _BOX]
        low, high = np.maximum(boxes[:, :2], box[:2]), np.minimum(boxes[:, 2:], box[2:])
        common = np.prod(np.maximum(high - low, 0), axis=1)
        own = np.prod(boxes[:, 2:] - boxes[:, :2], axis=1)
        whole = float(np.prod(box[2:] - box[:2]))
        measures = common / (own + whole - common), common / whole, common / own
        wanted = np.ones(len(rows), bool)
        for measure, least, most in zip(measures, sampler[4::2], sampler[5::2]):
            wanted &= (measure >= least) & (measure <= most)
        if tuple(sampler[4:10]) != (0, 1) * 3 and not wanted.any():
            return None
        if self._p.crop_emit_mode == "center":
            middle = (boxes[:, :2] + boxes[:, 2:]) / 2
            stays = ((middle >= box[:2]) & (middle <= box[2:])).all(axis=1)
        else:
            stays = common / own > self._p.emit_overlap_thresh
        if not stays.any():
            return None
        kept = rows[stays].copy()
        size = np.tile(box[2:] - box[:2], 2)
        kept[:, _BOX] = np.clip((kept[:, _BOX] - np.tile(box[:2], 2)) / size, 0, 1)
        return kept

    def _resized(self, image, u):
        """The image in the shape of the batch, or within it."""
        p = self._p
        _, high, wide = p.data_shape
        old = image.shape[:2]
        if p.resize_mode == "force":
            new = high, wide
        else:
            factor = min(high / old[0], wide / old[1])
            factor = min(factor, 1) if p.resize_mode == "shrink" else factor
            new = max(1, int(old[0] * factor + 1e-6)), max(1, int(old[1] * factor + 1e-6))
        how = interpolation(p.inter_method, old, new, u[INTERPOLATION])
        return opencv("resize").resize(
            np.ascontiguousarray(image), (new[1], new[0]), interpolation=how
        )


def _per_sampler(name, values, count):
    if len(values) not in (1, count):
        raise MXNetError(
            f"ImageDetRecordIter: {name} {tuple(values)} needs one value, or as many as "
            f"num_crop_sampler={count}"
        )
    return list(values) * count if len(values) == 1 else list(values)


def parsed_label(label):
    """The header of a label, and its objects' rows.

    A label is: the width of its header, the width of an object's row, the rest of the header, then
    the rows: class, left, top, right and bottom as shares of the image, and more.
    """
    if label.size < 7:
        raise MXNetError(f"a label of {label.size} numbers has no object")
    header, width = int(label[0]), int(label[1])
    if header < 2 or width < 5 or label.size <= header or (label.size - header) % width:
        raise MXNetError(
            f"a label of {label.size} numbers does not fit a header of {header} and rows of {width}"
        )
    return label[:header], label[header:].reshape(-1, width).astype(np.float64)


def _drawn_box(sampler, shape, u):
    """(left, top, right, bottom) of a random crop, as shares of the image."""
    scale = max(sampler[0] + (sampler[1] - sampler[0]) * u[0], 1e-6)
    # Of an image that is not square, a crop's shares have another aspect ratio than its pixels.
    own = shape[1] / shape[0]
    least = max(sampler[2] / own, scale * scale)
    most = min(sampler[3] / own, 1 / (scale * scale))
    root = math.sqrt(least + (most - least) * u[1])  # where no ratio fits, one in between
    wide, high = min(1.0, scale * root), min(1.0, scale / root)
    left, top = (1 - wide) * u[2], (1 - high) * u[3]
    return np.array([left, top, left + wide, top + high])
