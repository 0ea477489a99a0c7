"""Records of images made into batches by threads, some batches ahead.

What does not live here: the order of records (`image_record_source.py`), or what is done to images
(`image_record_augment.py`, `image_record_boxes.py`).

Note [Threads of a reader]: threads know a queue of tasks and nothing else, so a reader that is
dropped is collected, and its finalizer, which also runs when the program ends, tells them to stop.
An image is one task. A batch is done when the last of its tasks is; what a task raises is raised
where the batch is read.
"""

import os
import queue
import struct
import threading
import weakref

import numpy as np

from .. import ndarray
from .._core.errors import MXNetError
from .._core.opencv import opencv
from .._core.threads import end
from .._kernels.opencv import decode
from ..recordio import unpack
from .image_record_augment import CONTRAST, ILLUMINATION, MIRROR

__all__ = ["Finish", "Reader", "unpacked"]


def unpacked(iterator, path, record):
    """The header of a record and the bytes behind it; an error that names the file if none fits."""
    try:
        return unpack(record)
    except (ValueError, struct.error) as problem:
        raise MXNetError(
            f"{iterator}: a record of {path} is no header with labels and an image: {problem}"
        ) from problem


class _Workers:
    """Threads that run tasks from a queue."""

    def __init__(self, count):
        tasks = queue.SimpleQueue()
        threads = [
            threading.Thread(target=_work, args=(tasks,), name=f"mxnet-decode-{i}", daemon=True)
            for i in range(count)
        ]
        for thread in threads:
            thread.start()
        self.put = tasks.put
        self.close = weakref.finalize(self, end, tasks, threads)


def _work(tasks):
    while True:
        task = tasks.get()
        if task is None:
            return
        task()
        task = None


class _Batch:
    """A batch in the making: its memory, and how many of its images are missing."""

    def __init__(self, size, shape, dtype, label_shape, label_fill):
        self.data = np.empty((size, *shape), dtype)
        self.labels = np.full((size, *label_shape), label_fill, np.float32)
        self.label_rows = self.labels.reshape(size, -1)
        self.index = np.zeros(size, np.uint64)
        self.pad = 0
        self._missing, self._lock, self._done = size, threading.Lock(), threading.Event()
        self.problem = None

    def arrived(self, problem=None):
        """Tell that an image is there, or why it never will be."""
        with self._lock:
            self._missing -= 1
            self.problem = self.problem or problem
            if not self._missing:
                self._done.set()

    def wait(self):
        """Wait for all images; raise what went wrong."""
        self._done.wait()
        if self.problem is not None:
            raise self.problem


class Reader:
    """A reader for `MXDataIter`.

    Parameters
    ----------
    name : str
        The iterator, for messages.
    p : namespace
        Its parameters.
    source : object
        Whose `epoch()` gives records.
    make : callable
        From an image, its label and a row of random numbers to the image, and the label.
    drawn : int
        How many random numbers that takes.
    finish : Finish
        Puts an image into the batch.
    label_shape : tuple of int
        Of one label.
    fill_value : float
        What labels are filled up with.
    """

    def __init__(self, name, p, source, make, drawn, finish, label_shape, fill_value=0.0):
        self._name, self._p, self._source = name, p, source
        self._make, self._drawn, self._finish = make, drawn, finish
        self._label_shape, self._label_fill = label_shape, fill_value
        self._listed = _labels(name, p.path_imglist)
        aug_seed = getattr(p, "seed_aug", None)
        self._seeds = [p.seed if aug_seed is None else aug_seed, p.part_index]
        self._workers = _Workers(p.preprocess_threads)
        self._epoch, self._skip, self._ahead, self._records = -1, 0, [], None
        self.reset()

    def reset(self):
        """Begin an epoch, behind the images that filled up the last one's last batch."""
        for batch in self._ahead:
            batch._done.wait()
        self._epoch += 1
        self._random = np.random.default_rng([s & 0xFFFFFFFF for s in (*self._seeds, self._epoch)])
        self._records, self._ended, self._ahead = self._source.epoch(), False, []
        skip, self._skip = self._skip, 0
        for _ in range(skip):
            if next(self._records, None) is None:
                break

    def read(self):
        """The next batch: data, labels, how many of it are filled up, and the images' numbers."""
        while not self._ended and len(self._ahead) <= self._p.prefetch_buffer:
            self._begin()
        if not self._ahead:
            return None
        batch = self._ahead.pop(0)
        batch.wait()
        if not self._ended:
            self._begin()
        if batch.pad and self._p.round_batch:
            self._skip = batch.pad
        return (
            ndarray.from_numpy(batch.data), ndarray.from_numpy(batch.labels), batch.pad, batch.index
        )  # fmt: skip

    def _begin(self):
        """Hand the images of one more batch to the threads."""
        p, records = self._p, []
        for record in self._records:
            records.append(record)
            if len(records) == p.batch_size:
                break
        if len(records) < p.batch_size:
            self._ended = True
            if not records:
                return
        missing = p.batch_size - len(records)
        if missing and p.round_batch:
            records += self._from_the_start(missing)
        batch = _Batch(
            p.batch_size, p.data_shape, self._finish.dtype, self._label_shape, self._label_fill
        )
        batch.pad = missing
        numbers = self._random.random((p.batch_size, self._drawn))
        for slot, record in enumerate(records):
            self._workers.put(_Task(self, batch, slot, record, numbers[slot]))
        for slot in range(len(records), p.batch_size):
            batch.data[slot] = 0
            batch.labels[slot] = self._label_fill
            batch.arrived()
        self._ahead.append(batch)

    def _from_the_start(self, count):
        found = []
        for record in self._source.epoch():
            found.append(record)
            if len(found) == count:
                return found
        raise MXNetError(
            f"{self._name}: number of input images must be bigger than the batch size: "
            f"{self._p.path_imgrec} has {len(found)} for batches of {self._p.batch_size}"
        )

    def one(self, batch, slot, record, numbers):
        """Decode an image, change it, and put it into its place."""
        header, encoded = unpacked(self._name, self._p.path_imgrec, record)
        number = header.id
        try:
            label = self._label(header)
            channels = self._p.data_shape[0]
            flag = {1: 0, 3: 1, 4: -1}[channels]
            image = decode(np.frombuffer(encoded, np.uint8), flag, True)
            if channels == 4 and image.shape[2] != 4:
                raise MXNetError(f"Expected 4 channels, got {image.shape[2]}")
            if channels == 1:
                image = image[:, :, 0]
            elif channels == 4:
                image = image[:, :, [2, 1, 0, 3]]
            image, label = self._make(image, label, numbers)
            self._finish(image, batch.data[slot], numbers)
            batch.label_rows[slot, : label.size] = label
            batch.index[slot] = number
        except (MXNetError, ValueError) as problem:
            raise MXNetError(
                f"{self._name}: Invalid image with index {number} in {self._p.path_imgrec}: "
                f"{problem}"
            ) from problem

    def _label(self, header):
        """The label of a record, or of the list."""
        if self._listed is None:
            label = np.atleast_1d(np.asarray(header.label, np.float32))
            where = "rec file provide"
        else:
            if header.id not in self._listed:
                raise MXNetError(f"{self._p.path_imglist} has no line for it")
            label = self._listed[header.id]
            where = f"{self._p.path_imglist} has"
        width = self._p.label_width
        if width not in (-1, label.size):
            raise MXNetError(
                f"{where} {label.size}-dimensional label but label_width is set to {width}"
            )
        return label


class _Task:
    """One image of one batch."""

    __slots__ = ("_reader", "_arguments")

    def __init__(self, reader, *arguments):
        self._reader, self._arguments = reader, arguments

    def __call__(self):
        batch = self._arguments[0]
        try:
            self._reader.one(*self._arguments)
        except BaseException as problem:
            batch.arrived(problem)
        else:
            batch.arrived()


def _labels(name, path):
    """The labels of a list by number, or None."""
    if not path:
        return None
    found = {}
    try:
        with open(path, encoding="utf-8") as lines:
            for count, line in enumerate(lines, 1):
                fields = line.split("\t")
                if len(fields) < 3:
                    raise MXNetError(f"{name}: {path}, line {count}: number, labels and path, "
                                     "between tabs, are needed")  # fmt: skip
                found[int(fields[0])] = np.array(fields[1:-1], np.float32)
    except (OSError, ValueError) as problem:
        raise MXNetError(f"{name}: {path}: {problem}") from problem
    return found


class Finish:
    """Pixels as numbers of the batch: mirrored, normalized, channels in front.

    Parameters
    ----------
    p : namespace
        `mean_*`, `std_*` and `scale`, and where they are there `mirror`, `rand_mirror`,
        `max_random_contrast`, `max_random_illumination`.
    dtype : str
        float32; with uint8 and int8 pixels stay as they are.
    mean : numpy.ndarray, optional
        The mean image, (channels, height, width).
    """

    def __init__(self, p, dtype, mean=None):
        self.dtype, self._mean_image = np.dtype(dtype), mean
        get = vars(p).get
        self._mirror, self._rand_mirror = get("mirror", False), get("rand_mirror", False)
        # Iterators over boxes have parameters of these names too, which mean bytes.
        normalizes = "rand_mirror" in vars(p)
        self._contrast = get("max_random_contrast", 0.0) if normalizes else 0.0
        self._illumination = get("max_random_illumination", 0.0) if normalizes else 0.0
        self._scale = np.float32(get("scale", 1.0))
        letters = "rgba"[: p.data_shape[0]]
        self._mean = np.array([get(f"mean_{c}", 0.0) for c in letters], np.float32)
        self._std = np.array([get(f"std_{c}", 1.0) or 1.0 for c in letters], np.float32)
        self._varies = self._contrast > 0 or self._illumination > 0
        self._tables = self._tabled(1.0, 0.0)

    def _tabled(self, contrast, illumination):
        """For each channel, what each byte becomes."""
        bytes_ = np.arange(256, dtype=np.float32)
        centred = (bytes_ - self._mean[:, None]) * np.float32(contrast) + np.float32(illumination)
        return centred * self._scale / self._std[:, None]

    def __call__(self, image, out, u):
        """Write an image (height, width[, channels]) of bytes into `out`, channels in front."""
        cv2 = opencv("ImageRecordIter")
        if self._mirror or self._rand_mirror and u[MIRROR] < 0.5:
            image = cv2.flip(image, 1)
        planes = [image] if image.ndim == 2 else cv2.split(image)
        if self.dtype == np.float32 and self._mean_image is None:
            tables = self._varied(u)[2] if self._varies else self._tables
            for plane, table, target in zip(planes, tables, out):
                cv2.LUT(plane, table, dst=target)
        elif self.dtype == np.float32:
            contrast, illumination, _ = self._varied(u)
            for c, target in enumerate(out):
                centred = (planes[c] - self._mean_image[c]) * contrast + illumination
                target[...] = centred * self._scale / self._std[c]
        else:
            ends = np.iinfo(self.dtype)
            for plane, target in zip(planes, out):
                np.minimum(plane, ends.max, out=target, casting="unsafe")

    def _varied(self, u):
        contrast, illumination = 1.0, 0.0
        if self._varies:
            contrast += self._contrast * (2 * u[CONTRAST] - 1)
            illumination = self._illumination * (2 * u[ILLUMINATION] - 1)
        tables = self._tabled(contrast, illumination) if self._mean_image is None else None
        return np.float32(contrast), np.float32(illumination), tables


def mean_image(name, p, source, make, drawn):
    """The mean image that `mean_img` names: read, or made of all images and written.

    Returns
    -------
    numpy.ndarray or None
        (channels, height, width)
    """
    if not p.mean_img:
        return None
    if os.path.exists(p.mean_img):
        found = ndarray.load(p.mean_img)
        found = found["mean_img"] if isinstance(found, dict) else found[0]
        if found.shape != tuple(p.data_shape):
            raise MXNetError(
                f"{name}: {p.mean_img} has shape {found.shape}; data_shape is {p.data_shape}"
            )
        return found.asnumpy()
    total, count = np.zeros(p.data_shape, np.float64), 0
    plain = Finish(_plain(p), "float32")
    single = Reader(name, _plain(p), source, make, drawn, plain, _any_label(p))
    while (found := single.read()) is not None:
        data, _, pad, _ = found
        rows = data.asnumpy()[: len(data) - pad]
        total, count = total + rows.sum(0, dtype=np.float64), count + len(rows)
    mean = (total / max(count, 1)).astype(np.float32)
    ndarray.save(p.mean_img, {"mean_img": ndarray.array(mean)})
    return mean


def _any_label(p):
    return (p.label_width,) if p.label_width > 0 else (0,)


def _plain(p):
    """The parameters, without normalization, and without filling batches up."""
    kept = {k: v for k, v in vars(p).items() if not k.startswith(("mean_", "std_"))}
    kept.update(mean_img="", scale=1.0, rand_mirror=False, mirror=False, round_batch=False)
    return type(p)(**kept)
