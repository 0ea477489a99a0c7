"""What `ImageRecordIter` does to an image before it is part of a batch.

All randomness of one image is a row of numbers drawn in advance, so that results do not depend on
which thread works on which image. What does not live here: threads, batches, boxes.
"""

import math

import numpy as np

from .._core.errors import MXNetError
from .._core.opencv import opencv

__all__ = ["DRAWN", "Augmentation", "interpolation", "shorter_edge"]

# Places in the row of uniform numbers of one image.
(SHEAR, ANGLE, SCALE, ASPECT, INTERPOLATION, TOP, LEFT, EDGE, MIRROR, CONTRAST, ILLUMINATION,
 JITTER, ORDER, HLS, NOISE, CROPS) = (
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 14, 17, 23, 29,
)  # fmt: skip
_TRIALS = 10
_PER_TRIAL = 5  # area, aspect ratio, where, and whether it stands upright
DRAWN = CROPS + _PER_TRIAL * _TRIALS
_PRINCIPAL = np.array(
    [
        [55.46 * -0.5675, 4.794 * 0.7192, 1.148 * 0.4009],
        [55.46 * -0.5808, 4.794 * -0.0045, 1.148 * -0.8140],
        [55.46 * -0.5836, 4.794 * -0.6948, 1.148 * 0.4203],
    ]
)


def _between(low, high, u):
    return low + (high - low) * u


def _whole_between(low, high, u):
    """A whole number from `low` to `high`, both included."""
    return min(low + int((high - low + 1) * u), high)


def interpolation(method, old, new, u):
    """OpenCV's number of an interpolation; 9 goes by the (height, width) before and after."""
    if method == 9:
        if new[0] > old[0] and new[1] > old[1]:
            return 2
        return 3 if new[0] < old[0] and new[1] < old[1] else 1
    return _whole_between(0, 4, u) if method == 10 else method


def shorter_edge(image, length, method, u):
    """An image whose shorter edge has a length."""
    high, wide = image.shape[:2]
    new = (length * high // wide, length) if high > wide else (length, length * wide // high)
    how = interpolation(method, (high, wide), new, u)
    return opencv("resize").resize(image, (new[1], new[0]), interpolation=how)


class Augmentation:
    """The steps that parameters ask for, as a function of an image and its random numbers.

    Parameters
    ----------
    p : namespace
        The parameters of `ImageRecordIter`.
    """

    def __init__(self, p):
        self._p = p
        if p.min_aspect_ratio is None:
            self._aspects = 1 - p.max_aspect_ratio, 1 + p.max_aspect_ratio
        else:
            self._aspects = p.min_aspect_ratio, p.max_aspect_ratio
        aspect = p.max_aspect_ratio != 0 or p.min_aspect_ratio is not None
        area = (p.min_random_area, p.max_random_area) != (1, 1)
        self._crops_parts = p.random_resized_crop and (area or self._aspects != (1, 1))
        self._warps = (
            p.max_rotate_angle > 0 or p.max_shear_ratio > 0 or p.rotate > 0
            or (p.min_random_scale, p.max_random_scale) != (1, 1)
            or aspect and not p.random_resized_crop
            or p.max_img_size != 1e10 or p.min_img_size != 0
        )  # fmt: skip
        self._jitters = p.brightness > 0 or p.contrast > 0 or p.saturation > 0
        self._turns = p.random_h != 0 or p.random_s != 0 or p.random_l != 0
        self._square = p.max_crop_size != -1 or p.min_crop_size != -1

    def __call__(self, image, u):
        """Return the image, of the shape asked for, red first; `u` is its row of numbers."""
        p = self._p
        if p.resize != -1:
            image = shorter_edge(image, p.resize, p.inter_method, u[INTERPOLATION])
        if self._warps:
            image = self._warp(image, u)
        if p.pad > 0:
            fill = (p.fill_value,) * 4
            image = opencv("pad").copyMakeBorder(image, *(p.pad,) * 4, 0, value=fill)
        image = self._crop(image, u)
        if self._jitters and image.ndim == 3:
            image = self._jitter(image, u)
        if self._turns and image.ndim == 3:
            # Large steps are rarer. Source: the frequencies of steps in batches of MXNet 1.9.1.
            steps = 0.8 * u[HLS : HLS + 3] + 0.2 * u[HLS + 3 : HLS + 6]
            image = shifted(image, (p.random_h, p.random_l, p.random_s), steps)
        if p.pca_noise > 0 and image.ndim == 3:
            image = self._light(image, u)
        return image

    def _warp(self, image, u):
        """Shear, rotate and scale about the middle."""
        p = self._p
        high, wide = image.shape[:2]
        shear = _between(-p.max_shear_ratio, p.max_shear_ratio, u[SHEAR])
        angle = _whole_between(-p.max_rotate_angle, p.max_rotate_angle, u[ANGLE])
        angle = math.radians(p.rotate if p.rotate > 0 else angle)
        cos, sin = math.cos(angle), math.sin(angle)
        scale = _between(p.min_random_scale, p.max_random_scale, u[SCALE])
        aspect = 1.0
        if not p.random_resized_crop:
            aspect = _between(*self._aspects, u[ASPECT])
        down = 2 * scale / (1 + aspect)
        across = aspect * down
        # In float32, since 0.7 of 90 is 63 there and less in float64.
        new_wide, new_high = (
            max(p.min_img_size, min(p.max_img_size, float(np.float32(scale) * np.float32(n))))
            for n in (wide, high)
        )
        matrix = np.array(
            [[down * cos - shear * sin * across, down * sin + shear * cos * across, 0],
             [-sin * across, cos * across, 0]], np.float32,
        )  # fmt: skip
        matrix[:, 2] = (np.array([new_wide, new_high]) - matrix[:, :2] @ [wide, high]) / 2
        size = int(new_wide), int(new_high)
        how = interpolation(
            p.inter_method, (high, wide), (new_high, new_wide), u[INTERPOLATION]
        )
        fill = (p.fill_value,) * 4
        return opencv("warp").warpAffine(image, matrix, size, flags=how, borderValue=fill)

    def _crop(self, image, u):
        p = self._p
        if self._crops_parts:
            found = self._part(image, u)
            if found is not None:
                return found
        if self._square:
            return self._cropped_square(image, u)
        _, high, wide = p.data_shape
        image = _at_least(image, high, wide, p.inter_method, u[INTERPOLATION])
        return self._placed(image, high, wide, u)

    def _placed(self, image, high, wide, u):
        """A rectangle of a size, at random or in the middle."""
        rows, columns = image.shape[0] - high, image.shape[1] - wide
        if self._p.rand_crop:
            top, left = _whole_between(0, rows, u[TOP]), _whole_between(0, columns, u[LEFT])
        else:
            top, left = rows // 2, columns // 2
        return image[top : top + high, left : left + wide]

    def _cropped_square(self, image, u):
        p = self._p
        edge = _whole_between(p.min_crop_size, p.max_crop_size, u[EDGE])
        if min(image.shape[:2]) < edge:
            raise MXNetError(
                f"input image size {image.shape[:2]} is smaller than the crop of {edge}"
            )
        return self._fitted(self._placed(image, edge, edge, u), u)

    def _fitted(self, image, u):
        _, high, wide = self._p.data_shape
        how = interpolation(
            self._p.inter_method, image.shape[:2], (high, wide), u[INTERPOLATION]
        )
        return opencv("resize").resize(
            np.ascontiguousarray(image), (wide, high), interpolation=how
        )

    def _part(self, image, u):
        """A part of random area and aspect ratio, resized; None where no trial fits."""
        p = self._p
        high, wide = image.shape[:2]
        for trial in range(CROPS, DRAWN, _PER_TRIAL):
            area = _between(p.min_random_area, p.max_random_area, u[trial]) * high * wide
            aspect = _between(*self._aspects, u[trial + 1])
            if aspect <= 0:
                continue
            w, h = round(math.sqrt(area * aspect)), round(math.sqrt(area / aspect))
            if u[trial + 4] < 0.5:
                w, h = h, w
            if 0 < w <= wide and 0 < h <= high:
                top = _whole_between(0, high - h, u[trial + 2])
                left = _whole_between(0, wide - w, u[trial + 3])
                return self._fitted(image[top : top + h, left : left + w], u)
        return None

    def _jitter(self, image, u):
        """Brightness, contrast and saturation, in random order."""
        p, cv2 = self._p, opencv("jitter")
        reach = (p.brightness, p.contrast, p.saturation)
        factors = [1 + _between(-r, r, u[JITTER + i]) for i, r in enumerate(reach)]
        for step in np.argsort(u[ORDER : ORDER + 3]):
            factor = factors[step]
            if step == 0:
                image = cv2.convertScaleAbs(image, alpha=factor)
                continue
            # Its weights of red and blue are exchanged, as those of MXNet 1.9.1 are.
            gray = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
            if step == 1:
                mean = float(gray.mean())
                image = cv2.addWeighted(image, factor, image, 0, (1 - factor) * mean)
            else:
                gray = cv2.cvtColor(gray, cv2.COLOR_GRAY2RGB)
                image = cv2.addWeighted(image, factor, gray, 1 - factor, 0)
        return image

    def _light(self, image, u):
        """Steps along the principal colours: normal numbers of pairs of uniform ones."""
        radius = np.sqrt(-2 * np.log1p(-u[NOISE : NOISE + 3]))
        steps = self._p.pca_noise * radius * np.cos(2 * np.pi * u[NOISE + 3 : NOISE + 6])
        shift = _PRINCIPAL @ steps
        return np.clip(image + shift, 0, 255).astype(np.uint8)


def _at_least(image, high, wide, method, u):
    """The image, enlarged where it is smaller: its height first, then its width, as MXNet does."""
    rows, columns = image.shape[:2]
    if rows < high:
        image = _enlarged(image, (high, int(columns * high / rows)), method, u)
        rows, columns = image.shape[:2]
    if columns < wide:
        image = _enlarged(image, (max(high, int(rows * wide / columns)), wide), method, u)
    return image


def _enlarged(image, new, method, u):
    how = interpolation(method, image.shape[:2], new, u)
    return opencv("resize").resize(image, (new[1], new[0]), interpolation=how)


def shifted(image, reach, u):
    """Hue, lightness and saturation, each moved by up to its reach."""
    cv2 = opencv("shift")
    hls = cv2.cvtColor(image, cv2.COLOR_RGB2HLS).astype(np.int16)
    moves = [int(_between(-r, r, x)) for r, x in zip(reach, u)]
    hls = np.clip(hls + np.array(moves, np.int16), 0, (180, 255, 255)).astype(np.uint8)
    return cv2.cvtColor(hls, cv2.COLOR_HLS2RGB)
