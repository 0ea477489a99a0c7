"""Files that tests and examples use: fetched, unpacked, read.

Addresses that went dark with the project they belonged to are asked all the same; a failure says
what file was wanted, and where to put it by hand. What does not live here: the transfer itself
(`gluon.utils.download`) and the data sets of `gluon.data.vision`.
"""

import bz2
import os
import zipfile

import numpy as np

from .._core.atomic import replacing
from .._core.errors import MXNetError
from .._core.idx import read_packed
from ..gluon.utils import download as fetch
from ..io import MNISTIter

__all__ = [
    "download", "download_model", "get_bz2_data", "get_cifar10", "get_im2rec_path", "get_mnist",
    "get_mnist_iterator", "get_mnist_pkl", "get_mnist_ubyte", "get_zip_data",
]  # fmt: skip

_DATA = "http://data.mxnet.io/mxnet/data/"
_MNIST = "http://yann.lecun.com/exdb/mnist/"
_MODELS = "http://data.mxnet.io/models/imagenet/"
_ZOO = {
    "imagenet1k-inception-bn": "inception-bn/Inception-BN",
    "imagenet1k-resnet-50": "resnet/50-layers/resnet-50",
    "imagenet1k-resnet-101": "resnet/101-layers/resnet-101",
    "imagenet1k-resnet-152": "resnet/152-layers/resnet-152",
    "imagenet1k-resnext-50": "resnext/50-layers/resnext-50",
    "imagenet1k-resnext-101": "resnext/101-layers/resnext-101",
}
_EPOCH = "-0000.params"


def download(url, fname=None, dirname=None, overwrite=False, retries=5):
    """Fetch a file; one that is there already stays, unless it is to be overwritten.

    Parameters
    ----------
    url : str
    fname : str, optional
        What the file is to be called; the last part of the address if left out.
    dirname : str, optional
        The folder; the working folder if left out.
    overwrite : bool
    retries : int
        How often to try again.

    Returns
    -------
    str
        The file's path.

    Raises
    ------
    OSError, RuntimeError
        The network did not give it.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> _ = (folder / "x").write_text("content")
    >>> copy = download((folder / "x").as_uri(), "y", str(folder))  # doctest: +ELLIPSIS
    Downloading ...
    >>> pathlib.Path(copy).read_text()
    'content'
    """
    path = os.path.join(dirname or "", fname or url.rsplit("/", 1)[-1])
    if dirname:
        os.makedirs(dirname, exist_ok=True)
    return fetch(url, path, overwrite=overwrite, retries=retries)


def get_bz2_data(data_dir, data_name, url, data_origin_name):
    """Fetch a file packed by bzip2, and unpack it as `data_name` into `data_dir`.

    Examples
    --------
    >>> import bz2, pathlib, tempfile
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> _ = (folder / "a.bz2").write_bytes(bz2.compress(b"content"))
    >>> get_bz2_data(str(folder), "a", "file:///nowhere", "a.bz2")
    >>> (folder / "a").read_text()
    'content'
    """
    target, packed = os.path.join(data_dir, data_name), os.path.join(data_dir, data_origin_name)
    if os.path.exists(target):
        return
    if not os.path.exists(packed):
        download(url, data_origin_name, data_dir)
    with bz2.BZ2File(packed) as file, replacing(target) as out:
        while block := file.read(1 << 20):
            out.write(block)


def get_zip_data(data_dir, url, data_origin_name):
    """Fetch a zip archive, and unpack it into `data_dir`.

    Raises
    ------
    MXNetError
        A member's name leads out of the folder.

    Examples
    --------
    >>> import pathlib, tempfile, zipfile
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> with zipfile.ZipFile(folder / "a.zip", "w") as archive:
    ...     archive.writestr("inside/a", "content")
    >>> get_zip_data(str(folder), "file:///nowhere", "a.zip")
    >>> (folder / "inside" / "a").read_text()
    'content'
    """
    packed = os.path.join(data_dir, data_origin_name)
    if not os.path.exists(packed):
        download(url, data_origin_name, data_dir)
    home = os.path.realpath(data_dir)
    with zipfile.ZipFile(packed) as archive:
        for name in archive.namelist():
            if not os.path.realpath(os.path.join(home, name)).startswith(home + os.sep):
                raise MXNetError(f"{packed}: the member {name!r} leads out of {data_dir!r}.")
        archive.extractall(home)


def get_mnist(path="data"):
    """The digits as a dict: `train_data`, `train_label`, `test_data`, `test_label`.

    Images are float32 (N, 1, 28, 28) in 0..1. The four files are read from the folder `data` of the
    working folder, and fetched into it if they are not there.

    Raises
    ------
    OSError, RuntimeError
        The network did not give a file.
    MXNetError
        A file is damaged.
    """
    found = {}
    for part, prefix in (("train", "train"), ("test", "t10k")):
        images = read_packed(_mnist_file(path, f"{prefix}-images-idx3-ubyte.gz"), 3)
        found[f"{part}_data"] = images[:, None].astype(np.float32) / 255
        found[f"{part}_label"] = read_packed(_mnist_file(path, f"{prefix}-labels-idx1-ubyte.gz"), 1)
    return found


def _mnist_file(folder, name):
    path = os.path.join(folder, name)
    return path if os.path.exists(path) else download(_MNIST + name, name, folder)


def get_mnist_pkl():
    """Fetch the digits as one pickle, `data/mnist.pkl.gz`; nothing here reads it."""
    if not os.path.exists(os.path.join("data", "mnist.pkl.gz")):
        download("http://deeplearning.net/data/mnist/mnist.pkl.gz", dirname="data")


def get_mnist_ubyte():
    """Fetch the digits unpacked, four files in the folder `data`."""
    names = ("train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte",
             "t10k-labels-idx1-ubyte")  # fmt: skip
    if not all(os.path.exists(os.path.join("data", name)) for name in names):
        get_zip_data("data", f"{_DATA}mnist.zip", "mnist.zip")


def get_cifar10():
    """Fetch CIFAR-10 as records, in the folder `data/cifar`."""
    names = ("train.rec", "test.rec", "train.lst", "test.lst")
    if not all(os.path.exists(os.path.join("data", "cifar", name)) for name in names):
        get_zip_data("data", f"{_DATA}cifar10.zip", "cifar10.zip")


def get_mnist_iterator(batch_size, input_shape, num_parts=1, part_index=0):
    """`(training, validation)`: iterators over the digits of `get_mnist_ubyte`.

    Parameters
    ----------
    batch_size : int
    input_shape : tuple
        Of one image; of one number where images are to be vectors.
    num_parts, part_index : int
        Use one of so many parts of the images.
    """
    get_mnist_ubyte()
    flat = len(input_shape) != 3

    def over(prefix, shuffle):
        return MNISTIter(
            image=f"data/{prefix}-images-idx3-ubyte", label=f"data/{prefix}-labels-idx1-ubyte",
            batch_size=batch_size, shuffle=shuffle, flat=flat, num_parts=num_parts,
            part_index=part_index,
        )  # fmt: skip

    return over("train", True), over("t10k", False)


def download_model(model_name, dst_dir="./", meta_info=None):
    """Fetch a network's symbol and parameters.

    Parameters
    ----------
    model_name : str
    dst_dir : str
        The folder they go into.
    meta_info : dict of dict, optional
        By name the addresses `symbol` and `params`; those of the old model zoo if left out.

    Returns
    -------
    (str or None, int)
        The prefix of the files and 0, the epoch; None for a name that is not known.
    """
    if meta_info is None:
        meta_info = {
            name: {"symbol": f"{_MODELS}{path}-symbol.json", "params": f"{_MODELS}{path}{_EPOCH}"}
            for name, path in _ZOO.items()
        }
    meta = meta_info.get(model_name)
    if meta is None:
        return None, 0
    for kind in ("symbol", "params"):
        if kind not in meta:
            raise MXNetError(f"meta_info of {model_name!r} has no address {kind!r}.")
    prefix = os.path.join(dst_dir, model_name)
    download(meta["symbol"], f"{model_name}-symbol.json", dst_dir)
    download(meta["params"], f"{model_name}{_EPOCH}", dst_dir)
    return prefix, 0


def get_im2rec_path(home_env="MXNET_HOME"):
    """The path of the tool that makes records of images, `mxnet/tools/im2rec.py`.

    Parameters
    ----------
    home_env : str
        A variable that names a folder with an MXNet of its own; where it has no such tool, ours is
        told.

    Examples
    --------
    >>> get_im2rec_path().endswith("im2rec.py")
    True
    """
    ours = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "tools")
    theirs = os.path.join(os.environ.get(home_env, ""), "tools")
    for folder in (theirs, ours):
        path = os.path.join(folder, "im2rec.py")
        if os.path.isfile(path):
            return path
    raise MXNetError(f"there is no im2rec.py in {ours!r}, and none where {home_env} points to.")
