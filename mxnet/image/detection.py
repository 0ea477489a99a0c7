"""Images with boxes: `ImageDetIter`, and where programs find the augmenters of boxes.

What does not live here: the augmenters' code (`boxes.py`).
"""

import logging

import numpy as np

from .. import ndarray as nd
from .._core.opencv import opencv
from ..ndarray import NDArray
from . import boxes
from .boxes import (
    CreateDetAugmenter,
    CreateMultiRandCropAugmenter,
    DetAugmenter,
    DetBorrowAug,
    DetHorizontalFlipAug,
    DetRandomCropAug,
    DetRandomPadAug,
    DetRandomSelectAug,
)
from .iterator import ImageIter

__all__ = [
    "CreateDetAugmenter", "CreateMultiRandCropAugmenter", "DetAugmenter", "DetBorrowAug",
    "DetHorizontalFlipAug", "DetRandomCropAug", "DetRandomPadAug", "DetRandomSelectAug",
    "ImageDetIter",
]  # fmt: skip

for _name in boxes.__all__:  # where programs find them
    globals()[_name].__module__ = __name__


class ImageDetIter(ImageIter):
    """Batches of images with boxes.

    A label in the file is: the width of its header, the width of an object's row, the rest of the
    header, then the rows: class, left, top, right and bottom as shares of the image, and more. A
    batch holds the rows, filled up with -1.

    Parameters
    ----------
    batch_size, data_shape, path_imgrec, path_imglist, path_root, path_imgidx, shuffle, part_index,
    num_parts, imglist, data_name, label_name, last_batch_handle
        As of `ImageIter`.
    aug_list : list of DetAugmenter, optional
        What is done to each image; by default what `CreateDetAugmenter` makes of `kwargs`.
    **kwargs
        For `CreateDetAugmenter`.
    """

    def __init__(
        self,
        batch_size,
        data_shape,
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
        label_name="label",
        last_batch_handle="pad",
        **kwargs,
    ):
        super().__init__(
            batch_size=batch_size, data_shape=data_shape, path_imgrec=path_imgrec,
            path_imglist=path_imglist, path_root=path_root, path_imgidx=path_imgidx,
            shuffle=shuffle, part_index=part_index, num_parts=num_parts, aug_list=[],
            imglist=imglist, data_name=data_name, label_name=label_name,
            last_batch_handle=last_batch_handle,
        )  # fmt: skip
        self.auglist = CreateDetAugmenter(data_shape, **kwargs) if aug_list is None else aug_list
        self.label_shape = self._estimate_label_shape()
        self.provide_label = [(label_name, (batch_size, *self.label_shape))]

    def _estimate_label_shape(self):
        """The most objects of any image, and the width of their rows."""
        most, width = 0, 5
        self.reset()
        try:
            while True:
                label = self._parse_label(self.next_sample()[0])
                most, width = max(most, label.shape[0]), label.shape[1]
        except StopIteration:
            pass
        self.reset()
        return most, width

    def _parse_label(self, label):
        """The rows of a raw label's objects, those of no size left out."""
        raw = (label.asnumpy() if isinstance(label, NDArray) else np.asarray(label)).ravel()
        if raw.size < 7:
            raise RuntimeError(f"Label shape is invalid: {raw.shape}")
        header, width = int(raw[0]), int(raw[1])
        if header < 2 or width < 5 or (raw.size - header) % width:
            raise RuntimeError(
                f"Label shape {raw.shape} inconsistent with annotation width {width} "
                f"(header width {header})."
            )
        rows = raw[header:].reshape(-1, width)
        sound = (rows[:, 3] > rows[:, 1]) & (rows[:, 4] > rows[:, 2])
        if not sound.any():
            raise RuntimeError("Encounter sample with no valid label.")
        return rows[sound]

    def _check_valid_label(self, label):
        """Refuse a label in which no object is left."""
        if len(label.shape) != 2 or label.shape[1] < 5:
            raise RuntimeError(f"Label with shape (1+, 5+) required, {label} received.")
        sound = (label[:, 0] >= 0) & (label[:, 3] > label[:, 1])
        if not sound.any():
            raise RuntimeError("Invalid label occurs.")

    def reshape(self, data_shape=None, label_shape=None):
        """Change the shapes of what comes out.

        Parameters
        ----------
        data_shape : tuple of int, optional
            Channels, height and width.
        label_shape : tuple of int, optional
            Objects and width of their rows.
        """
        if data_shape is not None:
            self.check_data_shape(data_shape)
            self.provide_data = [(self.provide_data[0][0], (self.batch_size, *data_shape))]
            self.data_shape = data_shape
        if label_shape is not None:
            self.check_label_shape(label_shape)
            self.provide_label = [(self.provide_label[0][0], (self.batch_size, *label_shape))]
            self.label_shape = label_shape

    def _blank(self):
        return nd.zeros(self.provide_data[0][1]), nd.full(self.provide_label[0][1], -1)

    def _fill(self, batch, count):
        data, labels = batch
        try:
            while count < self.batch_size:
                found = self._sample()
                if found is not None:
                    data[count] = self.postprocess_data(found[0])
                    labels[count] = -1
                    labels[count, : len(found[1])] = nd.array(found[1])
                    count += 1
        except StopIteration:
            if not count:
                raise
        return count

    def _sample(self):
        """The next image and label, augmented; None where they are of no use."""
        label, encoded = self.next_sample()
        image = self.imdecode(encoded)
        try:
            self.check_valid_image([image])
            image, label = self.augmentation_transform(image, self._parse_label(label))
            self._check_valid_label(label)
        except RuntimeError as problem:
            logging.debug("Invalid image, skipping: %s", problem)
            return None
        return image, label

    def augmentation_transform(self, data, label):
        """Return an image and its label after all augmenters."""
        for augmenter in self.auglist:
            data, label = augmenter(data, label)
        return data, label

    def check_label_shape(self, label_shape):
        """Refuse a shape that has not room for all labels."""
        if not len(label_shape) == 2:
            raise ValueError("label_shape should have length 2")
        if label_shape[0] < self.label_shape[0]:
            raise ValueError(
                f"Attempts to reduce label count from {self.label_shape[0]} to {label_shape[0]}, "
                "not allowed."
            )
        if label_shape[1] != self.provide_label[0][1][2]:
            raise ValueError(
                f"label_shape object width inconsistent: {self.provide_label[0][1][2]} vs "
                f"{label_shape[1]}."
            )

    def draw_next(
        self,
        color=None,
        thickness=2,
        mean=None,
        std=None,
        clip=True,
        waitKey=None,
        window_name="draw_next",
        id2labels=None,
    ):
        """Yield the next images with their boxes drawn into them.

        Parameters
        ----------
        color : tuple of float, optional
            Of the boxes, red first; random if left out.
        thickness : int
            Of their lines.
        mean, std : bool or numpy.ndarray, optional
            What to undo: True stands for those of ImageNet.
        clip : bool
            Keep pixels within 0 to 255.
        waitKey : int, optional
            Show each in a window, and wait so many milliseconds.
        window_name : str
        id2labels : dict, optional
            Names of the classes, to be written beside the boxes.
        """
        cv2 = opencv("draw_next")
        mean, std = boxes.augmenters.constants(mean, std)
        try:
            while True:
                found = self._sample()
                if found is None:
                    continue
                image = found[0].asnumpy().astype(np.float32)
                image = image if std is None else image * std
                image = image if mean is None else image + mean
                image = np.ascontiguousarray(np.clip(image, 0, 255) if clip else image)
                for row in found[1]:
                    _draw(cv2, image, row, color, thickness, id2labels)
                if waitKey is not None:
                    cv2.imshow(window_name, image[:, :, ::-1].astype(np.uint8))
                    cv2.waitKey(waitKey)
                yield image
        except StopIteration:
            return

    def sync_label_shape(self, it, verbose=False):
        """Give this iterator and another the larger label shape of both; return the other.

        Parameters
        ----------
        it : ImageDetIter
        verbose : bool
            Log the shape.
        """
        if not isinstance(it, ImageDetIter):
            raise AssertionError("Synchronize with invalid iterator.")
        if self.label_shape[1] != it.label_shape[1]:
            raise AssertionError("object width mismatch.")
        most = max(self.label_shape[0], it.label_shape[0])
        for each in (self, it):
            if each.label_shape[0] < most:
                each.reshape(None, (most, each.label_shape[1]))
        if verbose:
            logging.info("Resized label_shape to (%d, %d).", *self.label_shape)
        return it


def _draw(cv2, image, row, color, thickness, names):
    """Draw one object's box, and its name, into an image."""
    height, width = image.shape[:2]
    left, right = (int(x * width) for x in row[[1, 3]])
    top, bottom = (int(y * height) for y in row[[2, 4]])
    color = tuple(np.random.rand(3) * 255) if color is None else color
    cv2.rectangle(image, (left, top), (right, bottom), color, thickness)
    name = (names or {}).get(int(row[0]))
    if name is not None:  # OpenCV writes into bytes only
        text = np.zeros((height, width), np.uint8)
        cv2.putText(text, str(name), (left + 5, top + 20), cv2.FONT_HERSHEY_SIMPLEX, 0.5, 255, 2)
        image[text > 127] = color
