"""`MXDataIter`: what CSVIter and its like return, an iterator over a reader of files.

What does not live here: the readers (`text_files.py`, `mnist.py` and those of images). A reader
has `reset()`, and `read()`, which gives (data, label, pad, index), or None after the last batch.
"""

import warnings

from .base import DataIter
from .desc import DataBatch, DataDesc

__all__ = ["MXDataIter", "ignored"]


class MXDataIter(DataIter):
    """An iterator over a reader of files; made by `CSVIter`, `MNISTIter` and their like.

    The first batch is read at once, since it tells the shapes.

    Parameters
    ----------
    handle : object
        A reader.
    data_name, label_name : str
    **_
        Not used.

    Examples
    --------
    >>> class Once:
    ...     batches = [(mx.nd.ones((2, 3)), mx.nd.zeros(2), 0, None)]
    ...     def reset(self): pass
    ...     def read(self): return self.batches.pop() if self.batches else None
    >>> iterator = MXDataIter(Once(), data_name="image")
    >>> iterator.provide_data, len(list(iterator))
    ([DataDesc[image,(2, 3),<class 'numpy.float32'>,NCHW]], 1)
    """

    def __init__(self, handle, data_name="data", label_name="softmax_label", **_):
        super().__init__()
        self.handle = handle
        self._debug_skip_load = False
        self._current = None
        self.first_batch = self._read()
        if self.first_batch is None:
            raise StopIteration("there is not one whole batch to read")
        data, label = self.first_batch.data[0], self.first_batch.label[0]
        self.provide_data = [DataDesc(data_name, data.shape, data.dtype)]
        self.provide_label = [DataDesc(label_name, label.shape, label.dtype)]
        self.batch_size = data.shape[0]

    def _read(self):
        found = self.handle.read()
        if found is None:
            return None
        data, label, pad, index = found
        return DataBatch(data=[data], label=[label], pad=pad, index=index)

    def debug_skip_load(self):
        """Return the first batch for ever, to measure everything but the reading."""
        self._debug_skip_load = True

    def reset(self):
        """Start over."""
        self.first_batch = None
        self.handle.reset()

    def iter_next(self):
        """Go to the next batch."""
        if self._debug_skip_load and self._current is not None:
            return True
        first, self.first_batch = self.first_batch, None
        batch = first if first is not None else self._read()
        if batch is not None:
            self._current = batch
        return batch is not None

    def next(self):
        """The next batch."""
        if not self.iter_next():
            raise StopIteration
        return self._current

    def getdata(self):
        """The current batch's data: one array, not a list."""
        return self._current.data[0]

    def getlabel(self):
        """The current batch's labels: one array, not a list."""
        return self._current.label[0]

    def getindex(self):
        """The numbers of the current batch's rows in the file."""
        return self._current.index

    def getpad(self):
        """How many rows of the current batch do not count."""
        return self._current.pad


def ignored(iterator, keywords):
    """Warn of keywords that this iterator has no use for; MXNet passes over them in silence."""
    if keywords:
        warnings.warn(f"{iterator} ignores {', '.join(sorted(keywords))}", stacklevel=3)
