"""`mx.contrib.io`: Gluon's data loaders where modules want data iterators.

What does not live here: loaders (`gluon.data`) and iterators (`mx.io`).
"""

from .. import ndarray
from ..io import DataDesc, DataIter

__all__ = ["DataLoaderIter"]


class DataLoaderIter(DataIter):
    """A data iterator over a loader whose batches are pairs of data and labels.

    A last batch that is not full is filled up with zeros, counted in `pad`.

    Parameters
    ----------
    loader : gluon.data.DataLoader
    data_name, label_name : str
    dtype : str

    Examples
    --------
    >>> from mxnet.gluon.data import ArrayDataset, DataLoader
    >>> rows = ArrayDataset(mx.nd.arange(6).reshape((3, 2)), mx.nd.arange(3))
    >>> batches = DataLoaderIter(DataLoader(rows, batch_size=2))
    >>> [(batch.label[0].asnumpy().tolist(), batch.pad) for batch in batches]
    [([0.0, 1.0], 0), ([2.0, 0.0], 1)]
    """

    def __init__(self, loader, data_name="data", label_name="softmax_label", dtype="float32"):
        super().__init__()
        self._loader = loader
        self._iter = iter(loader)
        self._current = None
        self._first = next(self._iter)
        data, label = self._first
        self.batch_size = data.shape[0]
        self.dtype = dtype
        self.provide_data = [DataDesc(data_name, data.shape, dtype)]
        self.provide_label = [DataDesc(label_name, label.shape, dtype)]

    def reset(self):
        """Start over."""
        self._first = None
        self._iter = iter(self._loader)

    def iter_next(self):
        """Go to the next batch."""
        self._current, self._first = self._first, None
        if self._current is None:
            self._current = next(self._iter, None)
        return self._current is not None

    def getdata(self):
        """The current batch's data."""
        return self._filled(0)

    def getlabel(self):
        """The current batch's labels."""
        return self._filled(1)

    def _filled(self, place):
        if self._current is None:
            raise AssertionError("DataLoaderIter has no current batch: call next or iter_next")
        array = self._current[place].astype(self.dtype)
        if not self.getpad():
            return [array]
        whole = ndarray.zeros((self.batch_size, *array.shape[1:]), dtype=self.dtype)
        whole[: array.shape[0]] = array
        return [whole]

    def getpad(self):
        """How many rows of the current batch are none."""
        return self.batch_size - self._current[0].shape[0]

    def getindex(self):
        """A loader does not tell its rows' numbers."""
        return None
