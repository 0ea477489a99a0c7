"""`MNISTIter`: batches of the digits, from files in the format of that data set.

What does not live here: the data set for Gluon (`gluon.data.vision`).
"""

import logging
import math
import struct

import numpy

from .._core.attrs import Attr
from .._core.errors import MXNetError
from ..ndarray import array
from .rounds import element_type
from .source_iter import MXDataIter, ignored

__all__ = ["MNISTIter"]

logger = logging.getLogger(__name__)

_PARAMETERS = {
    "batch_size": Attr(int, ge=1),
    "shuffle": Attr(bool),
    "flat": Attr(bool),
    "seed": Attr(int),
    "silent": Attr(bool),
    "num_parts": Attr(int, ge=1),
    "part_index": Attr(int, ge=0),
}
_IMAGES, _LABELS = 2051, 2049


def MNISTIter(*, image="./train-images-idx3-ubyte", label="./train-labels-idx1-ubyte",
              batch_size=128, shuffle=True, flat=False, seed=0, silent=False, num_parts=1,
              part_index=0, prefetch_buffer=4, ctx="gpu", dtype=None, data_name="data",
              label_name="softmax_label", **others):  # fmt: skip
    """Batches of images and labels from MNIST's two files; a last batch not full is left out.

    Parameters
    ----------
    image, label : str
        The files, unpacked.
    batch_size : int
    shuffle : bool
        Put the images into an order that `seed` decides; it is the same in every epoch.
    flat : bool
        Vectors instead of images of one channel.
    seed : int
    silent : bool
        Do not log what was loaded.
    num_parts, part_index : int
        Use one of so many parts of the images.
    prefetch_buffer, ctx : object
        Taken for programs that give them.
    dtype : {'float32'}, optional
    data_name, label_name : str

    Returns
    -------
    MXDataIter
        Pixels are float32 in [0, 1).

    Raises
    ------
    MXNetError
        For files that cannot be read, are not of the format, or do not belong together.
    StopIteration
        Where there are fewer images than `batch_size`.

    Examples
    --------
    >>> MNISTIter(image="nowhere", label="nowhere")
    Traceback (most recent call last):
    mxnet.base.MXNetError: MNISTIter: cannot read nowhere: No such file or directory
    """
    ignored("MNISTIter", set(others) - {"data_shape", "input_shape"})  # the file tells the shape
    given = {"batch_size": batch_size, "shuffle": shuffle, "flat": flat, "seed": seed,
             "silent": silent, "num_parts": num_parts, "part_index": part_index}  # fmt: skip
    for name, value in given.items():
        try:
            given[name] = _PARAMETERS[name].read(value)
        except (TypeError, ValueError) as error:
            raise MXNetError(f"MNISTIter: Invalid Parameter {name}={value!r}: {error}") from None
    element_type("MNISTIter", dtype, accepted=("float32",))
    if given["part_index"] >= given["num_parts"]:
        raise MXNetError(f"MNISTIter: part_index={part_index} of num_parts={num_parts}")
    images, labels = _idx(image, _IMAGES, 3), _idx(label, _LABELS, 1)
    if len(images) != len(labels):
        raise MXNetError(f"MNISTIter: {image} has {len(images)} images, {label} {len(labels)}")
    reader = _Digits(images, labels, given)
    if not given["silent"]:
        logger.info("MNISTIter: load %d images, shuffle=%d, shape=%s", len(reader.rows),
                    given["shuffle"], (given["batch_size"], *reader.shape))  # fmt: skip
    return MXDataIter(reader, data_name=data_name, label_name=label_name)


class _Digits:
    """A reader for `MXDataIter`: images as they lie in the file, a batch at a time as floats."""

    def __init__(self, images, labels, given):
        parts, part = given["num_parts"], given["part_index"]
        self.rows = numpy.arange(len(images) * part // parts, len(images) * (part + 1) // parts)
        if given["shuffle"]:
            numpy.random.RandomState(given["seed"] & 0xFFFFFFFF).shuffle(self.rows)
        self.shape = (images[0].size,) if given["flat"] else (1, *images.shape[1:])
        self._images, self._labels = images, labels
        self._batch_size = given["batch_size"]
        self.reset()

    def reset(self):
        self._at = 0

    def read(self):
        rows = self.rows[self._at : self._at + self._batch_size]
        if len(rows) < self._batch_size:
            return None
        self._at += self._batch_size
        pixels = self._images[rows].reshape(-1, *self.shape).astype(numpy.float32)
        pixels /= 256
        labels = self._labels[rows].astype(numpy.float32)
        return array(pixels), array(labels), 0, rows.astype(numpy.uint64)


def _idx(path, magic, axes):
    """The bytes of a file in the format IDX, as an array."""
    try:
        with open(path, "rb") as stream:
            content = stream.read()
    except OSError as error:
        raise MXNetError(f"MNISTIter: cannot read {path}: {error.strerror}") from error
    head = 4 * (1 + axes)
    found = int.from_bytes(content[:4], "big")
    if found != magic:
        hint = " It is compressed: unpack it." if content[:2] == b"\x1f\x8b" else ""
        raise MXNetError(f"MNISTIter: {path} begins with {found}, not {magic}.{hint}")
    if len(content) < head:
        raise MXNetError(f"MNISTIter: {path} has {len(content)} bytes and no whole header")
    sizes = struct.unpack(f">{axes}I", content[4:head])
    total = math.prod(sizes)
    if total != len(content) - head or total == 0:
        raise MXNetError(f"MNISTIter: {path} says {sizes} and holds {len(content) - head} "
                         "bytes")  # fmt: skip
    return numpy.frombuffer(content, numpy.uint8, offset=head).reshape(sizes)
