"""Transforms of images, as blocks.

A transform that gives for a batch what it gives for each image of it, and draws for each by itself,
has a method `_batched`: from (N, ...) to (N, ...), or None where it cannot. Loaders use it. What
does not live here: the operators that do the work.
"""

import random

import numpy as np

from .... import _kernels as k
from .... import image
from .... import ndarray as nd
from ....ndarray.handle import wrap
from ...block import Block, HybridBlock
from ...nn import HybridSequential, Sequential

__all__ = [
    "Cast", "CenterCrop", "Compose", "CropResize", "Normalize", "RandomApply", "RandomBrightness",
    "RandomColorJitter", "RandomContrast", "RandomFlipLeftRight", "RandomFlipTopBottom",
    "RandomHue", "RandomLighting", "RandomResizedCrop", "RandomRotation", "RandomSaturation",
    "Resize", "Rotate", "ToTensor",
]  # fmt: skip


class Compose(Sequential):
    """Transforms in a row; hybrid ones beside each other are compiled as one.

    Parameters
    ----------
    transforms : list of Block

    Examples
    --------
    >>> transforms = mx.gluon.data.vision.transforms
    >>> both = transforms.Compose([transforms.Resize(4), transforms.ToTensor()])
    >>> both(mx.nd.zeros((6, 8, 3), dtype="uint8")).shape
    (3, 4, 4)
    """

    _chained = True

    def __init__(self, transforms):
        super().__init__()
        with self.name_scope():
            for run in _runs(transforms):
                if len(run) == 1:
                    self.add(run[0])
                else:
                    several = HybridSequential()
                    several.add(*run)
                    several.hybridize()
                    self.add(several)


def _runs(transforms):
    """The transforms, those hybrid ones together that stand beside each other."""
    runs = []
    for each in transforms:
        hybrid = isinstance(each, HybridBlock)
        if hybrid and runs and isinstance(runs[-1][0], HybridBlock):
            runs[-1].append(each)
        else:
            runs.append([each])
    return runs


class Cast(HybridBlock):
    """Cast to a dtype.

    Parameters
    ----------
    dtype : str
    """

    def __init__(self, dtype="float32"):
        super().__init__()
        self._dtype = dtype

    def hybrid_forward(self, F, x):
        return F.cast(x, self._dtype)

    def _batched(self, x):
        return nd.cast(x, self._dtype)


class ToTensor(HybridBlock):
    """Pixels (..., height, width, channels) of 0 to 255 as float32 (..., channels, height, width)
    of 0 to 1.
    """

    def hybrid_forward(self, F, x):
        return F.image.to_tensor(x)

    def _batched(self, x):
        return nd.image.to_tensor(x) if x.ndim == 4 else None


class Normalize(HybridBlock):
    """Subtract each channel's mean, then divide by its standard deviation.

    Parameters
    ----------
    mean, std : float or tuple of float
    """

    def __init__(self, mean=0.0, std=1.0):
        super().__init__()
        self._mean, self._std = mean, std

    def hybrid_forward(self, F, x):
        return F.image.normalize(x, self._mean, self._std)

    def _batched(self, x):
        return nd.image.normalize(x, self._mean, self._std) if x.ndim == 4 else None


def _pair(size):
    return (size, size) if isinstance(size, int) else size


class RandomResizedCrop(Block):
    """Cut a random part out and resize it.

    Parameters
    ----------
    size : int or tuple of int
        Width and height of the result.
    scale : tuple of float
        Bounds of the part's share of the image.
    ratio : tuple of float
        Bounds of its width over its height.
    interpolation : int
        As `interp` of `mx.image.resize_short`.
    """

    def __init__(self, size, scale=(0.08, 1.0), ratio=(3.0 / 4.0, 4.0 / 3.0), interpolation=1):
        super().__init__()
        self._args = (_pair(size), scale, ratio, interpolation)

    def forward(self, x):
        return image.random_size_crop(x, *self._args)[0]


class CropResize(HybridBlock):
    """Cut a rectangle out, and resize it.

    Parameters
    ----------
    x, y, width, height : int
        Left, top, width and height of the rectangle.
    size : int or tuple of int, optional
        The new width and height.
    interpolation : int, optional
        As `interp` of `mx.nd.image.resize`; linear if left out.
    """

    def __init__(self, x, y, width, height, size=None, interpolation=None):
        super().__init__()
        self._x, self._y, self._width, self._height = x, y, width, height
        self._size, self._interpolation = size, interpolation

    def hybrid_forward(self, F, x):
        out = F.image.crop(x, self._x, self._y, self._width, self._height)
        if self._size:
            interp = 1 if self._interpolation is None else self._interpolation
            out = F.image.resize(out, self._size, False, interp)
        return out

    def _batched(self, x):
        return self.hybrid_forward(nd, x) if x.ndim == 4 else None


class CenterCrop(Block):
    """Cut a rectangle out of the middle; smaller images give a resized part.

    Parameters
    ----------
    size : int or tuple of int
        Width and height.
    interpolation : int
        As `interp` of `mx.image.resize_short`.
    """

    def __init__(self, size, interpolation=1):
        super().__init__()
        self._args = (_pair(size), interpolation)

    def forward(self, x):
        return image.center_crop(x, *self._args)[0]

    def _batched(self, x):
        (wide, high), _ = self._args
        if x.ndim != 4 or x.shape[1] < high or x.shape[2] < wide:
            return None
        left, top = int((x.shape[2] - wide) / 2), int((x.shape[1] - high) / 2)
        return nd.image.crop(x, left, top, wide, high)


class Resize(HybridBlock):
    """Resize by OpenCV's rules.

    Parameters
    ----------
    size : int or tuple of int
        Width and height.
    keep_ratio : bool
        With one size: let it be the shorter edge.
    interpolation : int
        0 nearest, 1 linear, 2 cubic, 3 area, 4 Lanczos.
    """

    def __init__(self, size, keep_ratio=False, interpolation=1):
        super().__init__()
        self._keep, self._size, self._interpolation = keep_ratio, size, interpolation

    def hybrid_forward(self, F, x):
        return F.image.resize(x, self._size, self._keep, self._interpolation)

    def _batched(self, x):
        return self.hybrid_forward(nd, x) if x.ndim == 4 else None


def _tossed(x, axis):
    """Every other image of a batch, on average, mirrored along an axis."""
    if x.ndim != 4 or x.shape[3] not in (1, 3):
        return None
    with k.placed(x._data.device):
        coins = k.toss(shape=(x.shape[0],))
    return wrap(k.flip_some(x._data, coins, axis=axis), x.context, type(x))


class RandomFlipLeftRight(HybridBlock):
    """Mirror an image along its width, every other time on average."""

    def hybrid_forward(self, F, x):
        return F.image.random_flip_left_right(x)

    def _batched(self, x):
        return _tossed(x, 2)


class RandomFlipTopBottom(HybridBlock):
    """Mirror an image along its height, every other time on average."""

    def hybrid_forward(self, F, x):
        return F.image.random_flip_top_bottom(x)

    def _batched(self, x):
        return _tossed(x, 1)


def _around_one(reach):
    return max(0, 1 - reach), 1 + reach


class RandomBrightness(HybridBlock):
    """Multiply an image by a random factor.

    Parameters
    ----------
    brightness : float
        How far the factor may be from 1.
    """

    def __init__(self, brightness):
        super().__init__()
        self._args = _around_one(brightness)

    def hybrid_forward(self, F, x):
        return F.image.random_brightness(x, *self._args)


class RandomContrast(HybridBlock):
    """Move the pixels of an image away from its mean brightness by a random factor.

    Parameters
    ----------
    contrast : float
        How far the factor may be from 1.
    """

    def __init__(self, contrast):
        super().__init__()
        self._args = _around_one(contrast)

    def hybrid_forward(self, F, x):
        return F.image.random_contrast(x, *self._args)


class RandomSaturation(HybridBlock):
    """Move every pixel away from its own gray by a random factor.

    Parameters
    ----------
    saturation : float
        How far the factor may be from 1.
    """

    def __init__(self, saturation):
        super().__init__()
        self._args = _around_one(saturation)

    def hybrid_forward(self, F, x):
        return F.image.random_saturation(x, *self._args)


class RandomHue(HybridBlock):
    """Turn the hue of an image by a random share of the circle.

    Parameters
    ----------
    hue : float
        The largest share, in either direction.
    """

    def __init__(self, hue):
        super().__init__()
        self._args = _around_one(hue)  # a full turn more or less is the same

    def hybrid_forward(self, F, x):
        return F.image.random_hue(x, *self._args)


class RandomColorJitter(HybridBlock):
    """Change brightness, contrast, saturation and hue at random, in random order.

    Parameters
    ----------
    brightness, contrast, saturation, hue : float
        As of the transforms of one of them; with 0 the step is left out.
    """

    def __init__(self, brightness=0, contrast=0, saturation=0, hue=0):
        super().__init__()
        self._args = (brightness, contrast, saturation, hue)

    def hybrid_forward(self, F, x):
        return F.image.random_color_jitter(x, *self._args)


class RandomLighting(HybridBlock):
    """Add random steps along the principal colours of photographs.

    Parameters
    ----------
    alpha : float
        Standard deviation of the steps.
    """

    def __init__(self, alpha):
        super().__init__()
        self._alpha = alpha

    def hybrid_forward(self, F, x):
        return F.image.random_lighting(x, self._alpha)


class RandomApply(Sequential):
    """Apply a transform now and then.

    Parameters
    ----------
    transforms : Block
        Such as a `Compose`.
    p : float
        Probability.
    """

    def __init__(self, transforms, p=0.5):
        super().__init__()
        self.transforms, self.p = transforms, p

    def forward(self, x):
        return x if self.p < random.random() else self.transforms(x)


def _check_rotatable(x):
    if np.dtype(x.dtype) != np.float32:
        raise TypeError(
            "This transformation only supports float32. Consider calling it after ToTensor, "
            f"given: {np.dtype(x.dtype).name}"
        )


class Rotate(Block):
    """Rotate images (channels, height, width) or batches of them about their middle.

    Parameters
    ----------
    rotation_degrees : float
        Counterclockwise.
    zoom_in : bool
        Enlarge so that the corners, which would stay empty, lie outside.
    zoom_out : bool
        Shrink so that the whole image is seen.
    """

    def __init__(self, rotation_degrees, zoom_in=False, zoom_out=False):
        super().__init__()
        self._args = (rotation_degrees, zoom_in, zoom_out)

    def forward(self, x):
        _check_rotatable(x)
        return image.imrotate(x, *self._args)


class RandomRotation(Block):
    """Rotate images (channels, height, width) by a random angle.

    Parameters
    ----------
    angle_limits : tuple of float
        Bounds of the angle in degrees.
    zoom_in, zoom_out : bool
        As of `Rotate`.
    rotate_with_proba : float
        Probability of rotating at all.
    """

    def __init__(self, angle_limits, zoom_in=False, zoom_out=False, rotate_with_proba=1.0):
        super().__init__()
        lower, upper = angle_limits
        if lower >= upper:
            raise ValueError("`angle_limits` must be an ordered tuple")
        if not 0 <= rotate_with_proba <= 1:
            raise ValueError("Probability of rotating the image should be between 0 and 1")
        self._args, self._share = (angle_limits, zoom_in, zoom_out), rotate_with_proba

    def forward(self, x):
        if np.random.random() > self._share:
            return x
        _check_rotatable(x)
        return image.random_rotate(x, *self._args)
