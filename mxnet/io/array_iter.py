"""`NDArrayIter`: batches cut from arrays that are all there.

What does not live here: reading files (`readers.py`), and what may be handed in (`sources.py`).
"""

import numpy

from .. import ndarray
from ..ndarray import NDArray
from .base import DataIter
from .desc import DataBatch, DataDesc
from .sources import named_arrays

__all__ = ["NDArrayIter"]


class NDArrayIter(DataIter):
    """Batches of the rows of arrays.

    Parameters
    ----------
    data : NDArray, CSRNDArray, numpy.ndarray, h5py.Dataset, or a list or dict of these
        All of the same length. Datasets of h5py are read as they are needed. Batches of a
        CSRNDArray, or of a SciPy matrix, are CSRNDArrays; these take `last_batch_handle='discard'`.
    label : the same, optional
    batch_size : int
    shuffle : bool
        Put the rows into a new order at every `reset`, by NumPy's global generator.
    last_batch_handle : {'pad', 'discard', 'roll_over'}
        What becomes of rows that do not fill a batch: filled up from the start and counted in
        `pad`, left out, or kept for the next epoch.
    data_name, label_name : str
        Names of arrays that come without one.
    layout : str
        A letter for each axis of the data and the labels; the rows lie along `N`.

    Examples
    --------
    >>> rows = NDArrayIter(mx.nd.arange(10).reshape((5, 2)), mx.nd.arange(5), batch_size=2)
    >>> [(batch.label[0].asnumpy().tolist(), batch.pad) for batch in rows]
    [([0.0, 1.0], 0), ([2.0, 3.0], 0), ([4.0, 0.0], 1)]
    >>> rows.provide_data
    [DataDesc[data,(2, 2),<class 'numpy.float32'>,NCHW]]
    """

    def __init__(self, data, label=None, batch_size=1, shuffle=False, last_batch_handle="pad",
                 data_name="data", label_name="softmax_label", layout="NCHW"):  # fmt: skip
        super().__init__(batch_size)
        self.data = named_arrays(data, allow_empty=False, default_name=data_name)
        self.label = named_arrays(label, allow_empty=True, default_name=label_name)
        self._axis = max(layout.find("N"), 0)
        self.num_data = self.data[0][1].shape[self._axis]
        self.idx = numpy.arange(self.num_data)
        self._order = self.idx.copy()  # shuffling writes to `idx`
        self.shuffle = shuffle
        self.last_batch_handle = last_batch_handle
        if last_batch_handle != "discard" and any(map(_is_csr, self.data + self.label)):
            raise NotImplementedError(
                "`NDArrayIter` only supports ``CSRNDArray`` with `last_batch_handle` set to "
                "`discard`."
            )
        self.data_list = [array for _, array in self.data + self.label]
        self.num_source = len(self.data_list)
        self.layout = layout
        self.cursor = -batch_size
        self._cache_data = None
        self._cache_label = None
        self.reset()

    @property
    def provide_data(self):
        """Names, shapes and dtypes of a batch's data."""
        return [self._described(name, array) for name, array in self.data]

    @property
    def provide_label(self):
        """Names, shapes and dtypes of a batch's labels."""
        return [self._described(name, array) for name, array in self.label]

    def _described(self, name, array):
        shape = list(array.shape)
        shape[self._axis] = self.batch_size
        return DataDesc(name, tuple(shape), array.dtype, layout=self.layout)

    def hard_reset(self):
        """Start over, rows that were kept for this epoch forgotten."""
        self._shuffle()
        self.cursor = -self.batch_size
        self._cache_data = None
        self._cache_label = None

    def reset(self):
        """Start over, with the rows first that `roll_over` kept."""
        self._shuffle()
        kept = self.num_data - self.batch_size < self.cursor < self.num_data
        if self.last_batch_handle == "roll_over" and kept:
            self.cursor -= self.num_data + self.batch_size
        else:
            self.cursor = -self.batch_size

    def _shuffle(self):
        """Shuffle `idx` and, as MXNet does, apply it to the order there was."""
        if self.shuffle:
            numpy.random.shuffle(self.idx)
            self._order = self._order[self.idx]

    def iter_next(self):
        """Go to the next batch."""
        self.cursor += self.batch_size
        return self.cursor < self.num_data

    def next(self):
        """The next batch."""
        if not self.iter_next():
            raise StopIteration
        data, label = self.getdata(), self.getlabel()
        if data[0].shape[self._axis] != self.batch_size:  # the rest, where it is not filled up
            self._cache_data, self._cache_label = data, label
            raise StopIteration
        return DataBatch(data=data, label=label, pad=self.getpad(), index=None)

    def getdata(self):
        """The current batch's data."""
        return self._batch(self.data, self._cache_data)

    def getlabel(self):
        """The current batch's labels."""
        return self._batch(self.label, self._cache_label)

    def getpad(self):
        """How many rows of the current batch came before."""
        if self.last_batch_handle == "pad":
            return max(0, self.cursor + self.batch_size - self.num_data)
        if self.last_batch_handle == "roll_over" and -self.batch_size < self.cursor < 0:
            return -self.cursor
        return 0

    def _batch(self, source, kept):
        if self.cursor >= self.num_data:
            raise AssertionError("DataIter needs reset.")
        if self.cursor <= -self.batch_size:
            raise AssertionError("DataIter is before its first batch: call next or iter_next.")
        stop = self.cursor + self.batch_size
        if self.last_batch_handle == "roll_over" and self.cursor < 0:
            if kept is None:
                raise AssertionError("next epoch should have cached data")
            first = self._rows(source, 0, min(stop, self.num_data))
            return [self._joined(pair) for pair in zip(kept, first)]
        if self.last_batch_handle != "pad" or stop <= self.num_data:
            return self._rows(source, self.cursor, min(stop, self.num_data))
        whole, rest = divmod(stop - self.num_data, self.num_data)
        pieces = [self._rows(source, self.cursor, self.num_data)]
        pieces += [self._rows(source, 0, self.num_data)] * whole
        pieces += [self._rows(source, 0, rest)] * bool(rest)
        return [self._joined(parts) for parts in zip(*pieces)]

    def _rows(self, source, start, stop):
        """Copies of rows, in the order of this epoch: whoever writes to a batch harms no data."""
        return [self._rows_of(array, start, stop) for _, array in source]

    def _rows_of(self, array, start, stop):
        rows = self._order[start:stop]
        if not isinstance(array, NDArray):  # h5py: rising positions only
            positions, places = numpy.unique(rows, return_inverse=True)
            before = (slice(None),) * self._axis
            return ndarray.array(array[(*before, positions)][(*before, places.reshape(-1))])
        if array.stype == "csr" and not self.shuffle:
            return array[start:stop]
        if self.shuffle:
            rows = ndarray.array(rows, ctx=array.context, dtype="int64")
            return ndarray.take(array, rows, axis=self._axis)
        return ndarray.slice_axis(array, axis=self._axis, begin=start, end=stop)

    def _joined(self, parts):
        return ndarray.concat(*parts, dim=self._axis) if len(parts) > 1 else parts[0]


def _is_csr(pair):
    return getattr(pair[1], "stype", "") == "csr"
