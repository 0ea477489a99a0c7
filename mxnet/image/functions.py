"""Functions of images: read, decoded, resized, cropped, rotated.

An image is an NDArray of height, width and channels, red first. What does not live here: the
operators themselves (`mxnet._ops.image_files`), and augmenters.
"""

import math
import numbers
import random
import warnings

import numpy as np

from .. import ndarray as nd
from ..ndarray import NDArray, _internal

__all__ = [
    "center_crop", "color_normalize", "copyMakeBorder", "fixed_crop", "imdecode", "imread",
    "imresize", "imrotate", "random_crop", "random_rotate", "random_size_crop", "resize_short",
    "scale_down",
]  # fmt: skip


def imread(filename, *args, **kwargs):
    """Read an image file.

    Parameters
    ----------
    filename : str
    flag : {1, 0}
        1 for three channels, 0 for one.
    to_rgb : bool
        Red first; else blue, as OpenCV has it.
    out : NDArray, optional
        Where to write.

    Returns
    -------
    NDArray
        (height, width, channels), uint8.

    Raises
    ------
    MXNetError
        The file is not there, or is no image.
    ImportError
        OpenCV is not installed; it comes with the extra `mxnet-rekindled[image]`.
    """
    return _internal._cvimread(filename, *args, **kwargs)


def imdecode(buf, *args, **kwargs):
    """Decode an image.

    Parameters
    ----------
    buf : bytes, bytearray, numpy.ndarray or NDArray
        What an image file holds.
    flag, to_rgb, out
        As of `imread`.

    Returns
    -------
    NDArray
        (height, width, channels), uint8.

    Examples
    --------
    >>> image = np.full((4, 6, 3), 50, np.uint8)
    >>> from mxnet import recordio
    >>> packed = recordio.pack_img((0, 1, 0, 0), image, img_fmt=".png")
    >>> mx.image.imdecode(recordio.unpack(packed)[1]).shape
    (4, 6, 3)
    """
    if not isinstance(buf, NDArray):
        if not isinstance(buf, (bytes, bytearray, np.ndarray)):
            raise ValueError(
                "buf must be of type bytes, bytearray or numpy.ndarray,"
                "if you would like to input type str, please convert to bytes"
            )
        buf = nd.array(np.frombuffer(buf, dtype=np.uint8), dtype=np.uint8)
    return _internal._cvimdecode(buf, *args, **kwargs)


def imresize(src, w, h, *args, **kwargs):
    """Resize an image by OpenCV's rules.

    Parameters
    ----------
    src : NDArray
    w, h : int
        The new width and height.
    interp : int
        0 nearest, 1 linear, 2 cubic, 3 area, 4 Lanczos.
    out : NDArray, optional

    Examples
    --------
    >>> mx.image.imresize(mx.nd.zeros((4, 6, 3)), 3, 2).shape
    (2, 3, 3)
    """
    return _internal._cvimresize(src, w, h, *args, **kwargs)


def copyMakeBorder(src, top, bot, left, right, *args, **kwargs):
    """Put an image into a frame.

    Parameters
    ----------
    src : NDArray
    top, bot, left, right : int
        Widths of the frame.
    type : int
        0 constant, 1 replicated edge, 2 reflection, 3 wrapping, 4 reflection without the edge.
    value : float
        The constant.
    values : tuple of float
        The constant of each channel.
    """
    return _internal._cvcopyMakeBorder(src, top, bot, left, right, *args, **kwargs)


def scale_down(src_size, size):
    """Return `size` made small enough to be cropped from `src_size`, with its aspect ratio.

    Parameters
    ----------
    src_size, size : tuple of int
        Width and height.

    Examples
    --------
    >>> mx.image.scale_down((640, 480), (720, 120))
    (640, 106)
    """
    (w, h), (wide, high) = size, src_size
    if high < h:
        w, h = float(w * high) / h, high
    if wide < w:
        w, h = wide, float(h * wide) / w
    return int(w), int(h)


def interp_method(interp, sizes=()):
    """Return OpenCV's number of an interpolation: 9 chooses by the sizes, 10 at random.

    Parameters
    ----------
    interp : int
    sizes : tuple of int
        Old height and width, new height and width.
    """
    if interp == 9:
        if not sizes:
            return 2
        old_h, old_w, new_h, new_w = sizes
        if new_h > old_h and new_w > old_w:
            return 2
        return 3 if new_h < old_h and new_w < old_w else 1
    if interp == 10:
        return random.randint(0, 4)
    if interp not in (0, 1, 2, 3, 4):
        raise ValueError(f"Unknown interp method {interp}")
    return interp


def resize_short(src, size, interp=2):
    """Resize an image so that its shorter edge has a length.

    Parameters
    ----------
    src : NDArray
    size : int
        The new length of the shorter edge.
    interp : int
        As of `imresize`; 9 chooses by the sizes, 10 at random.

    Examples
    --------
    >>> mx.image.resize_short(mx.nd.zeros((4, 6, 3)), 2).shape
    (2, 3, 3)
    """
    h, w, _ = src.shape
    new_h, new_w = (size * h // w, size) if h > w else (size, size * w // h)
    return imresize(src, new_w, new_h, interp=interp_method(interp, (h, w, new_h, new_w)))


def fixed_crop(src, x0, y0, w, h, size=None, interp=2):
    """Cut a rectangle out of an image, and resize it.

    Parameters
    ----------
    src : NDArray
    x0, y0, w, h : int
        Left, top, width and height of the rectangle.
    size : tuple of int, optional
        The new width and height.
    interp : int
        As of `resize_short`.
    """
    out = src[y0 : y0 + h, x0 : x0 + w]
    if size is not None and (w, h) != size:
        out = imresize(out, *size, interp=interp_method(interp, (h, w, size[1], size[0])))
    return out


def random_crop(src, size, interp=2):
    """Cut a rectangle of a size out of a random place; smaller images give a resized part.

    Parameters
    ----------
    src : NDArray
    size : tuple of int
        Width and height.
    interp : int
        As of `resize_short`.

    Returns
    -------
    NDArray
        The crop.
    tuple of int
        Left, top, width and height of the rectangle.
    """
    h, w, _ = src.shape
    new_w, new_h = scale_down((w, h), size)
    x0, y0 = random.randint(0, w - new_w), random.randint(0, h - new_h)
    return fixed_crop(src, x0, y0, new_w, new_h, size, interp), (x0, y0, new_w, new_h)


def center_crop(src, size, interp=2):
    """Cut a rectangle of a size out of the middle; smaller images give a resized part.

    Parameters
    ----------
    src : NDArray
    size : tuple of int
        Width and height.
    interp : int
        As of `resize_short`.

    Returns
    -------
    NDArray
        The crop.
    tuple of int
        Left, top, width and height of the rectangle.
    """
    h, w, _ = src.shape
    new_w, new_h = scale_down((w, h), size)
    x0, y0 = int((w - new_w) / 2), int((h - new_h) / 2)
    return fixed_crop(src, x0, y0, new_w, new_h, size, interp), (x0, y0, new_w, new_h)


def color_normalize(src, mean, std=None):
    """Subtract a mean and divide by a standard deviation, in place.

    Parameters
    ----------
    src : NDArray
        Floating point.
    mean, std : NDArray or float, optional
    """
    if mean is not None:
        src -= mean
    if std is not None:
        src /= std
    return src


def random_size_crop(src, size, area, ratio, interp=2, **kwargs):
    """Cut a random part out of an image and resize it.

    Parameters
    ----------
    src : NDArray
    size : tuple of int
        Width and height of the result.
    area : float or tuple of float
        Bounds of the part's share of the image; the lower one, if it is a number.
    ratio : tuple of float
        Bounds of its width over its height.
    interp : int
        As of `resize_short`.

    Returns
    -------
    NDArray
        The crop; that of the middle, if ten draws did not fit.
    tuple of int
        Left, top, width and height of the part.
    """
    h, w, _ = src.shape
    if "min_area" in kwargs:
        warnings.warn(
            "`min_area` is deprecated. Please use `area` instead.",
            DeprecationWarning,
            stacklevel=2,
        )
        area = kwargs.pop("min_area")
    if kwargs:
        raise AssertionError(f"unexpected keyword arguments for `random_size_crop`: {kwargs}")
    if isinstance(area, numbers.Number):
        area = (area, 1.0)
    logs = math.log(ratio[0]), math.log(ratio[1])
    for _ in range(10):
        target = random.uniform(*area) * (h * w)
        aspect = math.exp(random.uniform(*logs))
        new_w = int(round(math.sqrt(target * aspect)))
        new_h = int(round(math.sqrt(target / aspect)))
        if new_w <= w and new_h <= h:
            x0, y0 = random.randint(0, w - new_w), random.randint(0, h - new_h)
            return fixed_crop(src, x0, y0, new_w, new_h, size, interp), (x0, y0, new_w, new_h)
    return center_crop(src, size, interp)


def imrotate(src, rotation_degrees, zoom_in=False, zoom_out=False):
    """Rotate images about their middle.

    Parameters
    ----------
    src : NDArray
        (channels, height, width) or (N, channels, height, width), float32.
    rotation_degrees : float or NDArray
        Counterclockwise; an array of one for each image of a batch.
    zoom_in : bool
        Enlarge so that the corners, which would stay empty, lie outside.
    zoom_out : bool
        Shrink so that the whole image is seen.
    """
    if zoom_in and zoom_out:
        raise ValueError("`zoom_in` and `zoom_out` cannot be both True")
    if src.dtype is not np.float32:
        raise TypeError("Only `float32` images are supported by this function")
    single = src.ndim == 3
    if src.ndim not in (3, 4):
        raise ValueError("Only 3D and 4D are supported by this function")
    if single:
        if not isinstance(rotation_degrees, numbers.Number):
            raise TypeError("When a single image is passed the rotation angle is required to be a "
                            "scalar.")  # fmt: skip
        src = src.expand_dims(0)
    if isinstance(rotation_degrees, numbers.Number):
        rotation_degrees = nd.full((len(src),), rotation_degrees, ctx=src.context)
    if len(src) != len(rotation_degrees):
        raise ValueError("The number of images must be equal to the number of rotation angles")
    angles = (rotation_degrees.as_in_context(src.context) * (math.pi / 180)).astype("float32")
    grid = _rotated_grid(src.shape[2:], angles, zoom_in, zoom_out)
    rotated = nd.BilinearSampler(src, grid)
    return rotated[0] if single else rotated


def _rotated_grid(size, angles, zoom_in, zoom_out):
    """Where each pixel of the rotated images comes from, in (-1, 1) along width and height."""
    high, wide = size
    half_h, half_w = (high - 1) / 2, (wide - 1) / 2
    rows, columns = np.mgrid[-half_h : half_h + 1 : 1, -half_w : half_w + 1 : 1][:, :high, :wide]
    cos, sin = np.cos(angles.asnumpy())[:, None, None], np.sin(angles.asnumpy())[:, None, None]
    x = (columns * cos - rows * sin) / half_w
    y = (columns * sin + rows * cos) / half_h
    if zoom_in or zoom_out:
        across = (wide * np.abs(cos) + high * np.abs(sin)) / wide  # as long as the image is then
        down = (wide * np.abs(sin) + high * np.abs(cos)) / high
        scale = np.maximum(across, down)
        scale = scale if zoom_out else 1 / scale
        x, y = x * scale, y * scale
    grid = np.stack([x, y], 1).astype(np.float32)
    return nd.array(grid, ctx=angles.context)


def random_rotate(src, angle_limits, zoom_in=False, zoom_out=False):
    """Rotate images by random angles.

    Parameters
    ----------
    src : NDArray
        As of `imrotate`.
    angle_limits : tuple of float
        Bounds of the angle in degrees.
    zoom_in, zoom_out : bool
        As of `imrotate`.
    """
    if src.ndim == 3:
        degrees = np.random.uniform(*angle_limits)
    else:
        degrees = nd.array(np.random.uniform(*angle_limits, size=len(src)))
    return imrotate(src, degrees, zoom_in=zoom_in, zoom_out=zoom_out)
