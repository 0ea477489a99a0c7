"""Data sets of images: the four that everybody begins with, folders, and records.

What does not live here: the transfer of files (`gluon.utils.download`).
"""

import os
import tarfile
import warnings

import numpy as np

from .... import image, recordio
from .... import ndarray as nd
from ...._core.atomic import replacing
from ...._core.errors import MXNetError
from ...._core.idx import read_packed
from ....base import data_dir
from ...utils import check_sha1
from .. import dataset
from ..dataset import _DownloadedDataset

__all__ = [
    "CIFAR10", "CIFAR100", "FashionMNIST", "ImageFolderDataset", "ImageRecordDataset", "MNIST",
]  # fmt: skip

_MNIST_ROOT, _FASHION_MNIST_ROOT, _CIFAR10_ROOT, _CIFAR100_ROOT = (
    os.path.join(data_dir(), "datasets", name)
    for name in ("mnist", "fashion-mnist", "cifar10", "cifar100")
)


class MNIST(_DownloadedDataset):
    """Handwritten digits: 60 000 for training and 10 000 for testing, (28, 28, 1) of uint8.

    Parameters
    ----------
    root : str
        The folder of the files, which are fetched if they are not there.
    train : bool
        Those for training, or for testing.
    transform : callable, optional
        From an image and a label to a sample.

    Source: LeCun et al., "Gradient-based learning applied to document recognition", 1998.
    """

    _namespace = "mnist"
    _train_files = [
        ("train-images-idx3-ubyte.gz", "6c95f4b05d2bf285e1bfb0e7960c31bd3b3f8a7d"),
        ("train-labels-idx1-ubyte.gz", "2a80914081dc54586dbdf242f9805a6b8d2a15fc"),
    ]
    _test_files = [
        ("t10k-images-idx3-ubyte.gz", "c3a25af1f52dad7f726cce8cacb138654b760d48"),
        ("t10k-labels-idx1-ubyte.gz", "763e7fa3757d93b0cdec073cef058b2004252c17"),
    ]

    def __init__(self, root=_MNIST_ROOT, train=True, transform=None):
        self._train = train
        super().__init__(root, transform)

    def _get_data(self):
        images, labels = self._train_files if self._train else self._test_files
        self._label = read_packed(self._file(*labels), 1).astype(np.int32)
        self._data = nd.array(read_packed(self._file(*images), 3)[..., None], dtype=np.uint8)


class FashionMNIST(MNIST):
    """Pictures of clothes in ten classes, in numbers and sizes those of `MNIST`.

    Parameters
    ----------
    root, train, transform
        As of `MNIST`.

    Source: Xiao et al., "Fashion-MNIST", 2017.
    """

    _namespace = "fashion-mnist"
    _train_files = [
        ("train-images-idx3-ubyte.gz", "0cf37b0d40ed5169c6b3aba31069a9770ac9043d"),
        ("train-labels-idx1-ubyte.gz", "236021d52f1e40852b06a4c3008d8de8aef1e40b"),
    ]
    _test_files = [
        ("t10k-images-idx3-ubyte.gz", "626ed6a7c06dd17c0eec72fa3be1740f146a2863"),
        ("t10k-labels-idx1-ubyte.gz", "17f9ab60e7257a1620f4ad76bbbaf857c3920701"),
    ]

    def __init__(self, root=_FASHION_MNIST_ROOT, train=True, transform=None):
        super().__init__(root, train, transform)


class CIFAR10(_DownloadedDataset):
    """Small photographs in ten classes: 50 000 for training and 10 000 for testing, (32, 32, 3).

    Parameters
    ----------
    root, train, transform
        As of `MNIST`.

    Source: Krizhevsky, "Learning multiple layers of features from tiny images", 2009.
    """

    _namespace = "cifar10"
    _archive_file = ("cifar-10-binary.tar.gz", "fab780a1e191a7eda0f345501ccd62d20f7ed891")
    _train_data = [
        ("data_batch_1.bin", "aadd24acce27caa71bf4b10992e9e7b2d74c2540"),
        ("data_batch_2.bin", "c0ba65cce70568cd57b4e03e9ac8d2a5367c1795"),
        ("data_batch_3.bin", "1dd00a74ab1d17a6e7d73e185b69dbf31242f295"),
        ("data_batch_4.bin", "aab85764eb3584312d3c7f65fd2fd016e36a258e"),
        ("data_batch_5.bin", "26e2849e66a845b7f1e4614ae70f4889ae604628"),
    ]
    _test_data = [("test_batch.bin", "67eb016db431130d61cd03c7ad570b013799c88c")]
    _label_bytes, _label_at = 1, 0

    def __init__(self, root=_CIFAR10_ROOT, train=True, transform=None):
        self._train = train
        super().__init__(root, transform)

    def _get_data(self):
        files = [(os.path.join(self._root, n), sha1) for n, sha1 in self._train_data]
        if not self._train:
            files = [(os.path.join(self._root, n), sha1) for n, sha1 in self._test_data]
        if not all(os.path.exists(path) and check_sha1(path, sha1) for path, sha1 in files):
            self._unpack()
        batches = [self._read_batch(path) for path, _ in files]
        images, labels = (np.concatenate(each) for each in zip(*batches))
        self._data, self._label = nd.array(images, dtype=np.uint8), labels

    def _unpack(self):
        """Take the files that belong to the data set out of the archive, and no others."""
        wanted = {name for name, _ in self._train_data + self._test_data}
        with tarfile.open(self._file(*self._archive_file)) as archive:
            for member in archive:
                name = os.path.basename(member.name)
                if name in wanted and member.isfile():
                    with replacing(os.path.join(self._root, name)) as file:
                        file.write(archive.extractfile(member).read())

    def _read_batch(self, filename):
        """Images and labels of one file."""
        content = np.fromfile(filename, np.uint8)
        row = self._label_bytes + 3 * 32 * 32
        if content.size % row:
            raise MXNetError(f"{filename} has {content.size} bytes: no multiple of {row}")
        content = content.reshape(-1, row)
        images = content[:, self._label_bytes :].reshape(-1, 3, 32, 32).transpose(0, 2, 3, 1)
        return images, content[:, self._label_at].astype(np.int32)


class CIFAR100(CIFAR10):
    """Small photographs in a hundred classes, in numbers and sizes those of `CIFAR10`.

    Parameters
    ----------
    root : str
        As of `MNIST`.
    fine_label : bool
        The hundred classes as labels, or the twenty groups of them.
    train, transform
        As of `MNIST`.
    """

    _namespace = "cifar100"
    _archive_file = ("cifar-100-binary.tar.gz", "a0bb982c76b83111308126cc779a992fa506b90b")
    _train_data = [("train.bin", "e207cd2e05b73b1393c74c7f5e7bea451d63e08e")]
    _test_data = [("test.bin", "8fb6623e830365ff53cf14adec797474f5478006")]
    _label_bytes = 2

    def __init__(
        self,
        root=_CIFAR100_ROOT,
        fine_label=False,
        train=True,
        transform=None,
    ):
        self._fine_label = fine_label
        self._label_at = int(fine_label)
        super().__init__(root, train, transform)


class ImageRecordDataset(dataset.RecordFileDataset):
    """The images and labels of a RecordIO file, as `im2rec` makes them.

    Parameters
    ----------
    filename : str
        Path of the `.rec` file; its index lies beside it.
    flag : {0, 1}
        1 for three channels, 0 for one.
    transform : callable, optional
        From an image and a label to a sample.
    """

    def __init__(self, filename, flag=1, transform=None):
        super().__init__(filename)
        self._flag, self._transform = flag, transform

    def __getitem__(self, idx):
        header, encoded = recordio.unpack(super().__getitem__(idx))
        decoded = image.imdecode(encoded, self._flag)
        if self._transform is not None:
            return self._transform(decoded, header.label)
        return decoded, header.label


class ImageFolderDataset(dataset.Dataset):
    """The images of a folder of folders; the inner folders, in order of their names, are classes.

    Parameters
    ----------
    root : str
    flag : {0, 1}
        1 for three channels, 0 for one.
    transform : callable, optional
        From an image and a label to a sample.

    Attributes
    ----------
    synsets : list of str
        The names of the classes.
    items : list of tuple
        The path and class of every image.
    """

    def __init__(self, root, flag=1, transform=None):
        self._root, self._flag, self._transform = os.path.expanduser(root), flag, transform
        self._exts = [".jpg", ".jpeg", ".png"]
        self.synsets, self.items = [], []
        for name in sorted(os.listdir(self._root)):
            folder = os.path.join(self._root, name)
            if not os.path.isdir(folder):
                warnings.warn(f"Ignoring {folder}, which is not a directory.", stacklevel=3)
                continue
            self.synsets.append(name)
            self._list(folder, len(self.synsets) - 1)

    def _list(self, folder, label):
        for name in sorted(os.listdir(folder)):
            path, kind = os.path.join(folder, name), os.path.splitext(name)[1]
            if kind.lower() in self._exts:
                self.items.append((path, label))
            else:
                known = ", ".join(self._exts)
                warnings.warn(
                    f"Ignoring {path} of type {kind}. Only support {known}", stacklevel=4
                )

    def __getitem__(self, idx):
        path, label = self.items[idx]
        decoded = image.imread(path, self._flag)
        if self._transform is not None:
            return self._transform(decoded, label)
        return decoded, label

    def __len__(self):
        return len(self.items)
