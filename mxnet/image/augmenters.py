"""Augmenters: what is done to an image before it is learnt from, drawn anew for every image.

What does not live here: those of boxes (`detection`), and the functions they call.
"""

import json
import random

import numpy as np

from .. import ndarray as nd
from ..ndarray import NDArray
from . import functions

__all__ = [
    "Augmenter", "BrightnessJitterAug", "CastAug", "CenterCropAug", "ColorJitterAug",
    "ColorNormalizeAug", "ContrastJitterAug", "CreateAugmenter", "ForceResizeAug",
    "HorizontalFlipAug", "HueJitterAug", "LightingAug", "RandomCropAug", "RandomGrayAug",
    "RandomOrderAug", "RandomSizedCropAug", "ResizeAug", "SaturationJitterAug", "SequentialAug",
]  # fmt: skip

LUMA = [[[0.299, 0.587, 0.114]]]
MEAN, STD = [123.68, 116.28, 103.53], [58.395, 57.12, 57.375]  # of ImageNet
PRINCIPAL_SIZES = [55.46, 4.794, 1.148]
PRINCIPAL_COLORS = [
    [-0.5675, 0.7192, 0.4009], [-0.5808, -0.0045, -0.8140], [-0.5836, -0.6948, 0.4203],
]  # fmt: skip


class Augmenter:
    """Base class of augmenters: a function of an image that can tell what it is.

    Parameters
    ----------
    **kwargs
        What `dumps` tells.
    """

    def __init__(self, **kwargs):
        self._kwargs = {name: _plain(value) for name, value in kwargs.items()}

    def dumps(self):
        """Return the augmenter's name and parameters as JSON.

        Examples
        --------
        >>> mx.image.HorizontalFlipAug(0.5).dumps()
        '["horizontalflipaug", {"p": 0.5}]'
        """
        return json.dumps([type(self).__name__.lower(), self._kwargs])

    def __call__(self, src):
        raise NotImplementedError("Must override implementation.")


def _plain(value):
    if isinstance(value, NDArray):
        value = value.asnumpy()
    return value.tolist() if isinstance(value, (np.ndarray, np.generic)) else value


class _Several(Augmenter):
    """What is made of several augmenters."""

    def __init__(self, ts):
        super().__init__()
        self.ts = ts

    def dumps(self):
        """Return the names and parameters of all."""
        return [type(self).__name__.lower(), [each.dumps() for each in self.ts]]


class SequentialAug(_Several):
    """Several augmenters, one after the other.

    Parameters
    ----------
    ts : list of Augmenter
    """

    def __call__(self, src):
        for each in self.ts:
            src = each(src)
        return src


class RandomOrderAug(_Several):
    """Several augmenters in random order.

    Parameters
    ----------
    ts : list of Augmenter
    """

    def __call__(self, src):
        random.shuffle(self.ts)
        for each in self.ts:
            src = each(src)
        return src


class _Sized(Augmenter):
    """What gives images a size."""

    def __init__(self, size, interp=2):
        super().__init__(size=size, interp=interp)
        self.size, self.interp = size, interp


class ResizeAug(_Sized):
    """Resize so that the shorter edge has a length.

    Parameters
    ----------
    size : int
    interp : int
        As of `resize_short`.
    """

    def __call__(self, src):
        return functions.resize_short(src, self.size, self.interp)


class ForceResizeAug(_Sized):
    """Resize to a width and height, whatever the aspect ratio was.

    Parameters
    ----------
    size : tuple of int
        Width and height.
    interp : int
        As of `resize_short`.
    """

    def __call__(self, src):
        sizes = (src.shape[0], src.shape[1], self.size[1], self.size[0])
        return functions.imresize(
            src, *self.size, interp=functions.interp_method(self.interp, sizes)
        )


class RandomCropAug(_Sized):
    """Cut a rectangle out of a random place.

    Parameters
    ----------
    size : tuple of int
        Width and height.
    interp : int
        As of `random_crop`.
    """

    def __call__(self, src):
        return functions.random_crop(src, self.size, self.interp)[0]


class RandomSizedCropAug(Augmenter):
    """Cut a random part out and resize it.

    Parameters
    ----------
    size, area, ratio, interp
        As of `random_size_crop`.
    """

    def __init__(self, size, area, ratio, interp=2, **kwargs):
        area = kwargs.pop("min_area", area)
        if kwargs:
            raise AssertionError(f"unexpected keyword arguments for `RandomSizedCropAug`: {kwargs}")
        super().__init__(size=size, area=area, ratio=ratio, interp=interp)
        self.size, self.area, self.ratio, self.interp = size, area, ratio, interp

    def __call__(self, src):
        return functions.random_size_crop(src, self.size, self.area, self.ratio, self.interp)[0]


class CenterCropAug(_Sized):
    """Cut a rectangle out of the middle.

    Parameters
    ----------
    size : tuple of int
        Width and height.
    interp : int
        As of `center_crop`.
    """

    def __call__(self, src):
        return functions.center_crop(src, self.size, self.interp)[0]


class BrightnessJitterAug(Augmenter):
    """Multiply an image, in place, by a random factor around 1.

    Parameters
    ----------
    brightness : float
        How far the factor may be from 1.
    """

    def __init__(self, brightness):
        super().__init__(brightness=brightness)
        self.brightness = brightness

    def __call__(self, src):
        src *= 1.0 + random.uniform(-self.brightness, self.brightness)
        return src


class ContrastJitterAug(Augmenter):
    """Move an image, in place, away from its mean brightness by a random factor around 1.

    Parameters
    ----------
    contrast : float
        How far the factor may be from 1.
    """

    def __init__(self, contrast):
        super().__init__(contrast=contrast)
        self.contrast, self.coef = contrast, nd.array(LUMA)

    def __call__(self, src):
        alpha = 1.0 + random.uniform(-self.contrast, self.contrast)
        gray = src * self.coef
        gray = (3.0 * (1.0 - alpha) / gray.size) * nd.sum(gray)
        src *= alpha
        src += gray
        return src


class SaturationJitterAug(Augmenter):
    """Move every pixel, in place, away from its own gray by a random factor around 1.

    Parameters
    ----------
    saturation : float
        How far the factor may be from 1.
    """

    def __init__(self, saturation):
        super().__init__(saturation=saturation)
        self.saturation, self.coef = saturation, nd.array(LUMA)

    def __call__(self, src):
        alpha = 1.0 + random.uniform(-self.saturation, self.saturation)
        gray = nd.sum(src * self.coef, axis=2, keepdims=True)
        gray *= 1.0 - alpha
        src *= alpha
        src += gray
        return src


class HueJitterAug(Augmenter):
    """Turn the hue by a random angle: chroma is rotated in the YIQ colours.

    Parameters
    ----------
    hue : float
        How much of half a circle it may be turned by.
    """

    def __init__(self, hue):
        super().__init__(hue=hue)
        self.hue = hue
        self.tyiq = np.array(
            [[0.299, 0.587, 0.114], [0.596, -0.274, -0.321], [0.211, -0.523, 0.311]]
        )
        self.ityiq = np.array([[1.0, 0.956, 0.621], [1.0, -0.272, -0.647], [1.0, -1.107, 1.705]])

    def __call__(self, src):
        alpha = random.uniform(-self.hue, self.hue)
        u, w = np.cos(alpha * np.pi), np.sin(alpha * np.pi)
        turn = np.array([[1.0, 0.0, 0.0], [0.0, u, -w], [0.0, w, u]])
        mixer = np.dot(np.dot(self.ityiq, turn), self.tyiq).T
        return nd.dot(src, nd.array(mixer))


class ColorJitterAug(RandomOrderAug):
    """Change brightness, contrast and saturation in random order.

    Parameters
    ----------
    brightness, contrast, saturation : float
        How far each factor may be from 1; with 0 the step is left out.
    """

    def __init__(self, brightness, contrast, saturation):
        kinds = {
            BrightnessJitterAug: brightness, ContrastJitterAug: contrast,
            SaturationJitterAug: saturation,
        }  # fmt: skip
        super().__init__([kind(most) for kind, most in kinds.items() if most > 0])


class LightingAug(Augmenter):
    """Add random steps along principal colours, in place.

    Parameters
    ----------
    alphastd : float
        Standard deviation of the steps.
    eigval : numpy.ndarray
        (3,), sizes of the steps.
    eigvec : numpy.ndarray
        (3, 3), the colours as columns.
    """

    def __init__(self, alphastd, eigval, eigvec):
        super().__init__(alphastd=alphastd, eigval=eigval, eigvec=eigvec)
        self.alphastd, self.eigval, self.eigvec = alphastd, eigval, eigvec

    def __call__(self, src):
        alpha = np.random.normal(0, self.alphastd, size=(3,))
        src += nd.array(np.dot(self.eigvec * alpha, self.eigval))
        return src


class ColorNormalizeAug(Augmenter):
    """Subtract a mean and divide by a standard deviation, in place.

    Parameters
    ----------
    mean, std : array_like, optional
        A number for each channel.
    """

    def __init__(self, mean, std):
        self.mean = mean if mean is None or isinstance(mean, NDArray) else nd.array(mean)
        self.std = std if std is None or isinstance(std, NDArray) else nd.array(std)
        super().__init__(mean=mean, std=std)

    def __call__(self, src):
        return functions.color_normalize(src, self.mean, self.std)


class RandomGrayAug(Augmenter):
    """Make an image gray, now and then.

    Parameters
    ----------
    p : float
        Probability.
    """

    def __init__(self, p):
        super().__init__(p=p)
        self.p = p
        self.mat = nd.array([[0.21] * 3, [0.72] * 3, [0.07] * 3])

    def __call__(self, src):
        return nd.dot(src, self.mat) if random.random() < self.p else src


class HorizontalFlipAug(Augmenter):
    """Mirror an image along its width, now and then.

    Parameters
    ----------
    p : float
        Probability.
    """

    def __init__(self, p):
        super().__init__(p=p)
        self.p = p

    def __call__(self, src):
        return nd.flip(src, axis=1) if random.random() < self.p else src


class CastAug(Augmenter):
    """Cast to a dtype.

    Parameters
    ----------
    typ : str
    """

    def __init__(self, typ="float32"):
        super().__init__(type=typ)
        self.typ = typ

    def __call__(self, src):
        return src.astype(self.typ)


def constants(mean, std):
    """Return mean and standard deviation as arrays, with those of ImageNet where it is True."""
    found = []
    for value, known in ((mean, MEAN), (std, STD)):
        if value is True:
            value = np.array(known)
        elif value is not None:
            if not isinstance(value, np.ndarray) or value.shape[0] not in (1, 3):
                raise AssertionError(f"mean and std are arrays of 1 or 3 numbers, not {value!r}")
        found.append(value)
    return found


def colors(brightness, contrast, saturation, hue, pca_noise, rand_gray):
    """The augmenters of colours, in the order in which they are applied."""
    found = []
    if brightness or contrast or saturation:
        found.append(ColorJitterAug(brightness, contrast, saturation))
    if hue:
        found.append(HueJitterAug(hue))
    if pca_noise > 0:
        found.append(
            LightingAug(pca_noise, np.array(PRINCIPAL_SIZES), np.array(PRINCIPAL_COLORS))
        )
    if rand_gray > 0:
        found.append(RandomGrayAug(rand_gray))
    return found


def CreateAugmenter(
    data_shape,
    resize=0,
    rand_crop=False,
    rand_resize=False,
    rand_mirror=False,
    mean=None,
    std=None,
    brightness=0,
    contrast=0,
    saturation=0,
    hue=0,
    pca_noise=0,
    rand_gray=0,
    inter_method=2,
):
    """Return the usual augmenters of classification, in their usual order.

    Parameters
    ----------
    data_shape : tuple of int
        Channels, height and width of what comes out.
    resize : int
        First resize the shorter edge to this; not if 0.
    rand_crop : bool
        Crop at a random place, else in the middle.
    rand_resize : bool
        Crop parts of random size and aspect ratio too.
    rand_mirror : bool
        Mirror every other image on average.
    mean, std : numpy.ndarray or True, optional
        Normalize by a number for each channel; True stands for those of ImageNet.
    brightness, contrast, saturation, hue : float
        As of the augmenters of those names; not if 0.
    pca_noise : float
        Standard deviation of `LightingAug`; not if 0.
    rand_gray : float
        Probability of `RandomGrayAug`.
    inter_method : int
        As `interp` of `resize_short`.

    Examples
    --------
    >>> augmenters = mx.image.CreateAugmenter((3, 4, 4), rand_mirror=True, mean=True)
    >>> [type(each).__name__ for each in augmenters]
    ['CenterCropAug', 'HorizontalFlipAug', 'CastAug', 'ColorNormalizeAug']
    """
    size = (data_shape[2], data_shape[1])
    found = [ResizeAug(resize, inter_method)] if resize > 0 else []
    if rand_resize:
        if not rand_crop:
            raise AssertionError("rand_resize needs rand_crop")
        found.append(RandomSizedCropAug(size, 0.08, (3.0 / 4.0, 4.0 / 3.0), inter_method))
    else:
        found.append((RandomCropAug if rand_crop else CenterCropAug)(size, inter_method))
    if rand_mirror:
        found.append(HorizontalFlipAug(0.5))
    found.append(CastAug())
    found += colors(brightness, contrast, saturation, hue, pca_noise, rand_gray)
    mean, std = constants(mean, std)
    if mean is not None or std is not None:
        arrays = (None if each is None else nd.array(each) for each in (mean, std))
        found.append(ColorNormalizeAug(*arrays))
    return found
