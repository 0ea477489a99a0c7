"""`ImageRecordIter` and its kin: fast batches of images from record files.

What does not live here: their parameters (`image_record_options.py`), the order of records
(`image_record_source.py`), augmentation (`image_record_augment.py`, `image_record_boxes.py`) and
threads (`image_record_reader.py`).
"""

import inspect
import logging

import numpy as np

from .._core.errors import MXNetError
from .image_record_augment import DRAWN, Augmentation
from .image_record_boxes import DetectionAugmentation, parsed_label
from .image_record_options import DETECTION, IMAGES, NORMALIZED, described, parsed
from .image_record_reader import Finish, Reader, mean_image, unpacked
from .image_record_source import open_source
from .source_iter import MXDataIter, ignored

__all__ = [
    "ImageDetRecordIter", "ImageRecordInt8Iter", "ImageRecordIter", "ImageRecordIter_v1",
    "ImageRecordUInt8Iter", "ImageRecordUInt8Iter_v1",
]  # fmt: skip

logger = logging.getLogger(__name__)

_DOCUMENTATION = """{summary}

    Images are decoded and augmented by threads while the program works on earlier batches. What is
    drawn follows from the seeds and the epoch, whatever the number of threads.

    Parameters
    ----------
{parameters}
    data_name, label_name : str
        Names of data and labels.

    Returns
    -------
    MXDataIter
        Of batches (batch_size, *data_shape), red first.

    Raises
    ------
    MXNetError
        Parameters are wrong, a file is damaged, or an image cannot be decoded.
    ImportError
        OpenCV is not installed; it comes with the extra `mxnet-rekindled[image]`.
    """


def _made(name, table, given, default_dtype):
    """Parse what was given; return the parameters, the dtype, and the names of data and labels."""
    given = dict(given)
    names = {k: given.pop(k) for k in ("data_name", "label_name") if k in given}
    p, unknown = parsed(name, table, given)
    if unknown:
        ignored(name, unknown)
    dtype = default_dtype if p.dtype in (None, "None") else p.dtype
    if dtype not in ("float32", "uint8", "int8"):
        raise MXNetError(f"{name}: unknown dtype {dtype}: give float32, uint8 or int8")
    if p.verbose:
        logger.info("%s: %s, use %d threads for decoding", name, p.path_imgrec,
                    p.preprocess_threads)  # fmt: skip
    return p, dtype, names


def _images(name, given, dtype, table):
    p, dtype, names = _made(name, table, given, dtype)
    source, augmentation = open_source(name, p), Augmentation(p)

    def make(image, label, u):
        return augmentation(image, u), label

    mean = mean_image(name, p, source, make, DRAWN) if dtype == "float32" and "scale" in table \
        else None  # fmt: skip
    label_shape = (p.label_width,) if p.label_width > 1 else ()
    reader = Reader(name, p, source, make, DRAWN, Finish(p, dtype, mean), label_shape)
    return MXDataIter(reader, **names)


def ImageRecordIter(**given):
    return _images("ImageRecordIter", given, "float32", IMAGES | NORMALIZED)


def ImageRecordIter_v1(**given):
    return _images("ImageRecordIter_v1", given, "float32", IMAGES | NORMALIZED)


def ImageRecordUInt8Iter(**given):
    return _images("ImageRecordUInt8Iter", given, "uint8", IMAGES)


def ImageRecordUInt8Iter_v1(**given):
    return _images("ImageRecordUInt8Iter_v1", given, "uint8", IMAGES)


def ImageRecordInt8Iter(**given):
    return _images("ImageRecordInt8Iter", given, "int8", IMAGES)


def ImageDetRecordIter(**given):
    name = "ImageDetRecordIter"
    p, dtype, names = _made(name, DETECTION, given, "float32")
    source, augmentation = open_source(name, p), DetectionAugmentation(p)
    width = _label_width(name, p, source)

    def make(image, label, u):
        image, told = augmentation(image, label, u)
        return _in_corner(image, p.data_shape), told

    mean = mean_image(name, p, source, make, augmentation.drawn) if dtype == "float32" else None
    reader = Reader(
        name, p, source, make, augmentation.drawn, Finish(p, dtype, mean), (width + 4,),
        p.label_pad_value,
    )  # fmt: skip
    return MXDataIter(reader, **names)


def _in_corner(image, shape):
    """An image of the batch's shape: what is smaller lies in its upper left corner."""
    if image.shape[:2] == tuple(shape[1:]):
        return image
    whole = np.zeros((*shape[1:], *image.shape[2:]), np.uint8)
    whole[: image.shape[0], : image.shape[1]] = image
    return whole


def _label_width(name, p, source):
    """The width of the longest label, or what was asked for."""
    most = 0
    for record in source.epoch():
        label = np.atleast_1d(unpacked(name, p.path_imgrec, record)[0].label)
        parsed_label(label)
        most = max(most, label.size)
    if p.label_pad_width and p.label_pad_width < most:
        raise MXNetError(
            f"{name}: label_pad_width: {p.label_pad_width} smaller than estimated width: {most}"
        )
    return p.label_pad_width or most


def _signature(table):
    """What `inspect` and `help` show: the parameters with their defaults."""
    keyword = inspect.Parameter.KEYWORD_ONLY
    shown = [
        inspect.Parameter(name, keyword, default=keyword_default)
        for name, keyword_default in (
            *((n, inspect.Parameter.empty if a.required else a.default) for n, a in table.items()),
            ("data_name", "data"), ("label_name", "softmax_label"),
        )
    ]  # fmt: skip
    return inspect.Signature(shown)


for _function, _summary, _table in (
    (ImageRecordIter, "Batches of images and labels as float32.", IMAGES | NORMALIZED),
    (ImageRecordIter_v1, "An older name of `ImageRecordIter`.", IMAGES | NORMALIZED),
    (ImageRecordUInt8Iter, "Batches of images as bytes, not normalized.", IMAGES),
    (ImageRecordUInt8Iter_v1, "An older name of `ImageRecordUInt8Iter`.", IMAGES),
    (ImageRecordInt8Iter, "Batches of images as int8, cut off at 127.", IMAGES),
    (ImageDetRecordIter, "Batches of images and boxes as float32.", DETECTION),
):
    _function.__signature__ = _signature(_table)
    _function.__doc__ = _DOCUMENTATION.format(summary=_summary, parameters=described(_table))
