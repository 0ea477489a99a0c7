"""Data sets: samples by number, and what is made of one data set by choosing and transforming.

What does not live here: data sets of images (`vision`), and batches (`dataloader.py`).
"""

import os

from ... import recordio
from ...ndarray import NDArray
from ..utils import _get_repo_file_url, check_sha1, download
from .sampler import FilterSampler, Sampler, SequentialSampler

__all__ = ["Dataset", "SimpleDataset", "ArrayDataset", "RecordFileDataset"]


class Dataset:
    """Base class of data sets: `dataset[i]` is a sample, `len(dataset)` how many there are.

    Examples
    --------
    >>> class Squares(mx.gluon.data.Dataset):
    ...     def __len__(self):
    ...         return 4
    ...     def __getitem__(self, i):
    ...         return i * i
    >>> list(mx.gluon.data.DataLoader(Squares(), 2))[1].asnumpy().tolist()
    [4, 9]
    """

    def __len__(self):
        raise NotImplementedError

    def __getitem__(self, idx):
        raise NotImplementedError

    def filter(self, fn):
        """Return the data set of the samples that `fn` says yes to.

        Parameters
        ----------
        fn : callable
            From a sample to a truth value. It is called now, once for every sample.
        """
        return _SampledDataset(self, FilterSampler(fn, self))

    def shard(self, num_shards, index):
        """Return one of `num_shards` parts, whose lengths differ by at most one.

        Parameters
        ----------
        num_shards : int
            How many parts.
        index : int
            Which of them, from 0.
        """
        if not 0 <= index < num_shards:
            raise AssertionError(
                f"Shard index {index} is out of bound: there are {num_shards} shards"
            )
        length, longer = divmod(len(self), num_shards)
        start = length * index + min(index, longer)
        return _SampledDataset(self, SequentialSampler(length + (index < longer), start))

    def take(self, count):
        """Return the data set of the first `count` samples; all of them if it is None."""
        if count is not None and count < 0:
            raise ValueError(f"take() counts from the start: {count} samples cannot be.")
        if count is None or count > len(self):
            count = len(self)
        return _SampledDataset(self, SequentialSampler(count))

    def sample(self, sampler):
        """Return the data set of the samples that a sampler names, in its order.

        Parameters
        ----------
        sampler : Sampler
            It is asked once, now.
        """
        if not isinstance(sampler, Sampler):
            raise TypeError(f"Invalid sampler type: {type(sampler)}. Expected Sampler")
        return _SampledDataset(self, sampler)

    def transform(self, fn, lazy=True):
        """Return the data set of the samples that `fn` makes of these.

        Parameters
        ----------
        fn : callable
            Called with a sample; with its members, if it is a tuple.
        lazy : bool
            Call it whenever a sample is asked for; else for all of them now.
        """
        made = _LazyTransformDataset(self, fn)
        return made if lazy else SimpleDataset([made[i] for i in range(len(made))])

    def transform_first(self, fn, lazy=True):
        """Return the data set of samples whose first member, the data, went through `fn`.

        Parameters
        ----------
        fn : callable
            From the first member to what replaces it.
        lazy : bool
            As of `transform`.
        """
        return self.transform(_TransformFirstClosure(fn), lazy)


class SimpleDataset(Dataset):
    """The data set of a list, or of anything with a length and an index.

    Parameters
    ----------
    data : sequence
    """

    def __init__(self, data):
        self._data = data

    def __getitem__(self, idx):
        return self._data[idx]

    def __len__(self):
        return len(self._data)


class _LazyTransformDataset(Dataset):
    """Samples of another data set, each sent through a function when asked for."""

    def __init__(self, data, fn):
        self._data, self._fn = data, fn

    def __getitem__(self, idx):
        sample = self._data[idx]
        return self._fn(*sample) if isinstance(sample, tuple) else self._fn(sample)

    def __len__(self):
        return len(self._data)


class _TransformFirstClosure:
    """The function of a sample that sends its first member through another; it can be pickled."""

    def __init__(self, fn):
        self._fn = fn

    def __call__(self, x, *rest):
        return (self._fn(x), *rest) if rest else self._fn(x)


class _SampledDataset(Dataset):
    """Some samples of another data set, in an order of their own."""

    def __init__(self, dataset, sampler):
        self._dataset, self._sampler = dataset, sampler
        plain = isinstance(sampler, SequentialSampler)
        self._indices = sampler._indices if plain else list(sampler)

    def __getitem__(self, idx):
        return self._dataset[self._indices[idx]]

    def __len__(self):
        return len(self._indices)


class ArrayDataset(Dataset):
    """Samples that are tuples: the entries of several arrays, lists or data sets at one place.

    Parameters
    ----------
    *args : sequences of one length
        With one, a sample is its entry and no tuple.

    Examples
    --------
    >>> data = mx.gluon.data.ArrayDataset([1.5, 2.5], ["a", "b"])
    >>> len(data), data[1]
    (2, (2.5, 'b'))
    """

    def __init__(self, *args):
        if not args:
            raise AssertionError("Needs at least 1 arrays")
        self._length = len(args[0])
        self._data = []
        for i, data in enumerate(args):
            if len(data) != self._length:
                raise AssertionError(
                    "All arrays must have the same length; array[0] has length "
                    f"{self._length} while array[{i}] has {len(data)}."
                )
            if isinstance(data, NDArray) and len(data.shape) == 1:
                data = data.asnumpy()
            self._data.append(data)

    def __len__(self):
        return self._length

    def __getitem__(self, idx):
        sample = tuple(data[idx] for data in self._data)
        return sample if len(sample) > 1 else sample[0]


class RecordFileDataset(Dataset):
    """The records of a RecordIO file, as bytes.

    Parameters
    ----------
    filename : str
        Path of the `.rec` file; its index lies beside it with the suffix `.idx`.
    """

    def __init__(self, filename):
        self.idx_file = os.path.splitext(filename)[0] + ".idx"
        self.filename = filename
        self._record = recordio.MXIndexedRecordIO(self.idx_file, self.filename, "r")

    def __getitem__(self, idx):
        records = self._record
        return records.read_idx(records.keys[idx])

    def __len__(self):
        return len(self._record.keys)


class _DownloadedDataset(Dataset):
    """A data set whose files lie in a folder, and are fetched if they do not."""

    def __init__(self, root, transform):
        self._transform, self._data, self._label = transform, None, None
        self._root = os.path.expanduser(root)
        os.makedirs(self._root, exist_ok=True)
        self._get_data()

    def __len__(self):
        return len(self._label)

    def __getitem__(self, idx):
        sample = self._data[idx], self._label[idx]
        return sample if self._transform is None else self._transform(*sample)

    def _columns(self):
        """The arrays whose rows are the samples."""
        return None if self._transform is not None else [self._data, self._label]

    def _get_data(self):
        raise NotImplementedError

    def _file(self, name, sha1):
        """The path of a file of the right content."""
        path = os.path.join(self._root, name)
        if os.path.exists(path) and check_sha1(path, sha1):
            return path
        url = _get_repo_file_url(f"gluon/dataset/{self._namespace}", name)
        try:
            return download(url, path=path, sha1_hash=sha1)
        except (OSError, RuntimeError) as problem:
            raise type(problem)(
                f"{problem}\n{type(self).__name__} needs the file {name} with SHA-1 {sha1}. Where "
                f"the network does not give it, put it into {self._root!r} by hand."
            ) from problem
