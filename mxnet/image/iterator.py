"""`ImageIter`: batches of images from record files, lists or folders, augmented in Python.

What does not live here: the faster iterators of `mx.io`, which know a fixed set of augmentations.
"""

import logging
import os
import random

from .. import ndarray as nd
from .. import recordio
from ..io.base import DataIter
from ..io.desc import DataBatch
from . import functions
from .augmenters import CreateAugmenter

__all__ = ["ImageIter"]


class ImageIter(DataIter):
    """Batches of augmented images.

    Parameters
    ----------
    batch_size : int
    data_shape : tuple of int
        Channels (3), height and width.
    label_width : int
        How many numbers a label has.
    path_imgrec : str, optional
        A record file of images.
    path_imglist : str, optional
        A file of lines: number, labels and path, between tabs.
    path_root : str, optional
        The folder that paths begin at.
    path_imgidx : str, optional
        The index of the record file: needed to shuffle it, and for parts of it.
    shuffle : bool
        Shuffle before each epoch.
    part_index, num_parts : int
        Take one of so many equal parts.
    aug_list : list of Augmenter, optional
        What is done to each image; by default what `CreateAugmenter` makes of `kwargs`.
    imglist : list, optional
        Labels and path of every image, instead of a file of them.
    data_name, label_name : str
    dtype : {'float32', 'int32', 'int64', 'float64'}
        Of the labels.
    last_batch_handle : {'pad', 'discard', 'roll_over'}
        What becomes of too few images at the end: they are filled up from the beginning, left out,
        or begin the next epoch.
    **kwargs
        For `CreateAugmenter`.

    Raises
    ------
    RuntimeError
        An image cannot be decoded; the text says which.
    """

    def __init__(
        self,
        batch_size,
        data_shape,
        label_width=1,
        path_imgrec=None,
        path_imglist=None,
        path_root=None,
        path_imgidx=None,
        shuffle=False,
        part_index=0,
        num_parts=1,
        aug_list=None,
        imglist=None,
        data_name="data",
        label_name="softmax_label",
        dtype="float32",
        last_batch_handle="pad",
        **kwargs,
    ):
        super().__init__()
        if not (path_imgrec or path_imglist or isinstance(imglist, list)):
            raise AssertionError("give path_imgrec, path_imglist or imglist")
        if dtype not in ("int32", "float32", "int64", "float64"):
            raise AssertionError(f"{dtype} label not supported")
        self._open(path_imgrec, path_imgidx)
        self.imglist, keys = _listed(path_imglist, imglist, dtype)
        self.path_root = path_root
        self.check_data_shape(data_shape)
        label_shape = (batch_size, label_width) if label_width > 1 else (batch_size,)
        self.provide_data = [(data_name, (batch_size, *data_shape))]
        self.provide_label = [(label_name, label_shape)]
        self.batch_size, self.data_shape, self.label_width = batch_size, data_shape, label_width
        self.shuffle = shuffle
        self.seq = self._sequence(keys, shuffle, path_imgidx, part_index, num_parts)
        self.auglist = CreateAugmenter(data_shape, **kwargs) if aug_list is None else aug_list
        self.cur, self._allow_read, self.last_batch_handle = 0, True, last_batch_handle
        self.num_image = None if self.seq is None else len(self.seq)
        self._left = None  # batch and count of images that the next epoch begins with
        self.reset()

    def _open(self, path, index):
        self.imgrec, self.imgidx = None, None
        if not path:
            return
        logging.info("%s: loading recordio %s...", type(self).__name__, path)
        if index:
            self.imgrec = recordio.MXIndexedRecordIO(index, path, "r")
            self.imgidx = list(self.imgrec.keys)
        else:
            self.imgrec = recordio.MXRecordIO(path, "r")

    def _sequence(self, keys, shuffle, path_imgidx, part_index, num_parts):
        """The keys of the images in order; None to read a record file from end to end."""
        if self.imgrec is None:
            found = keys
        elif shuffle or num_parts > 1 or path_imgidx:
            if self.imgidx is None:
                raise AssertionError("shuffle and num_parts need path_imgidx")
            found = self.imgidx
        else:
            return None
        if num_parts > 1:
            if part_index >= num_parts:
                raise AssertionError(f"part_index {part_index} is not below num_parts {num_parts}")
            length = len(found) // num_parts
            found = found[part_index * length : (part_index + 1) * length]
        return found

    def reset(self):
        """Begin an epoch, with the images that the last one left if they roll over."""
        if self.seq is not None and self.shuffle:
            random.shuffle(self.seq)
        if self.last_batch_handle != "roll_over" or self._left is None:
            self._rewind()

    def hard_reset(self):
        """Begin an epoch, and forget what the last one left."""
        if self.seq is not None and self.shuffle:
            random.shuffle(self.seq)
        self._rewind()
        self._left = None

    def _rewind(self):
        if self.imgrec is not None:
            self.imgrec.reset()
        self.cur, self._allow_read = 0, True

    def next_sample(self):
        """Return label and encoded image of the next image."""
        if not self._allow_read:
            raise StopIteration
        if self.seq is None:
            return self._next_record()
        if self.cur >= self.num_image:
            if self.last_batch_handle != "discard":
                self.cur = 0
            raise StopIteration
        key = self.seq[self.cur]
        self.cur += 1
        if self.imgrec is None:
            label, name = self.imglist[key]
            return label, self.read_image(name)
        header, encoded = recordio.unpack(self.imgrec.read_idx(key))
        return (header.label if self.imglist is None else self.imglist[key][0]), encoded

    def _next_record(self):
        record = self.imgrec.read()
        if record is None:
            if self.last_batch_handle != "discard":
                self.imgrec.reset()
            raise StopIteration
        header, encoded = recordio.unpack(record)
        return header.label, encoded

    def _blank(self):
        """Arrays of a batch, to be filled."""
        return nd.zeros(self.provide_data[0][1]), nd.zeros(self.provide_label[0][1])

    def _fill(self, batch, count):
        """Put images into a batch behind its first `count`; return how many it has then."""
        data, labels = batch
        try:
            while count < self.batch_size:
                label, encoded = self.next_sample()
                image = self.imdecode(encoded)
                try:
                    self.check_valid_image([image])
                except RuntimeError as problem:
                    logging.debug("Invalid image, skipping:  %s", problem)
                    continue
                data[count] = self.postprocess_data(self.augmentation_transform(image))
                labels[count] = label
                count += 1
        except StopIteration:
            if not count:
                raise
        return count

    def next(self):
        """Return the next batch."""
        if self._left is not None:
            batch, count = self._left
        else:
            batch = self._blank()
            count = self._fill(batch, 0)
        pad = self.batch_size - count
        if pad:
            if self.last_batch_handle == "discard":
                raise StopIteration
            if self.last_batch_handle == "roll_over" and self._left is None:
                self._left = batch, count
                raise StopIteration
            self._fill(batch, count)
            if self.last_batch_handle == "pad":
                self._allow_read = False
            else:
                self._left = None
        return DataBatch([batch[0]], [batch[1]], pad=pad)

    def check_data_shape(self, data_shape):
        """Refuse a shape that is not (3, height, width)."""
        if not len(data_shape) == 3:
            raise ValueError("data_shape should have length 3, with dimensions CxHxW")
        if not data_shape[0] == 3:
            raise ValueError("This iterator expects inputs to have 3 channels.")

    def check_valid_image(self, data):
        """Refuse what has no shape."""
        if len(data[0].shape) == 0:
            raise RuntimeError("Data shape is wrong")

    def imdecode(self, s):
        """Return a decoded image; an error says which could not be."""
        try:
            return functions.imdecode(s)
        except ImportError:  # OpenCV is missing; the image may be whole
            raise
        except Exception as problem:
            raise RuntimeError(f"Broken image {self._where()}, {problem}") from problem

    def _where(self):
        if self.seq is None:
            return f"in a record of {self.imgrec.uri}"
        key = self.seq[self.cur % self.num_image - 1]
        if self.imglist is not None:
            return f"filename: {self.imglist[key][1]}"
        return f"index: {key} of {self.imgrec.uri}"

    def read_image(self, fname):
        """Return the bytes of an image file below `path_root`."""
        with open(os.path.join(self.path_root, fname), "rb") as file:
            return file.read()

    def augmentation_transform(self, data):
        """Return an image that went through all augmenters."""
        for augmenter in self.auglist:
            data = augmenter(data)
        return data

    def postprocess_data(self, datum):
        """Return an image with its channels in front."""
        return nd.transpose(datum, axes=(2, 0, 1))


def _listed(path, listed, dtype):
    """Label and path of every image by key, and the keys in order."""
    found = {}
    if path:
        with open(path, encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                fields = line.strip().split("\t")
                try:
                    key, label = int(fields[0]), [float(x) for x in fields[1:-1]]
                except ValueError as problem:
                    raise ValueError(f"{path}, line {number}: {problem}") from None
                found[key] = nd.array(label, dtype=dtype), fields[-1]
    elif isinstance(listed, list):
        for number, entry in enumerate(listed, 1):
            if len(entry) > 2:
                label = entry[:-1]
            else:
                label = entry[0] if hasattr(entry[0], "__len__") else [entry[0]]
            found[str(number)] = nd.array(label, dtype=dtype), entry[-1]
    else:
        return None, None
    return found, list(found)
