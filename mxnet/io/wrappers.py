"""Iterators around other iterators: of another length, or read ahead by threads.

What does not live here: sources of data.
"""

from .ahead import Ahead
from .base import DataIter
from .desc import DataBatch, DataDesc

__all__ = ["PrefetchingIter", "ResizeIter"]


class ResizeIter(DataIter):
    """Another iterator, cut or repeated to a given number of batches in an epoch.

    Parameters
    ----------
    data_iter : DataIter
    size : int
        Batches in an epoch.
    reset_internal : bool
        Whether `reset` makes the iterator inside start over, too.

    Examples
    --------
    >>> inside = mx.io.NDArrayIter(mx.nd.arange(4), batch_size=2)
    >>> [batch.data[0].asnumpy().tolist() for batch in ResizeIter(inside, 3)]
    [[0.0, 1.0], [2.0, 3.0], [0.0, 1.0]]
    """

    def __init__(self, data_iter, size, reset_internal=True):
        super().__init__(data_iter.batch_size)
        self.data_iter, self.size, self.reset_internal = data_iter, size, reset_internal
        self.cur, self.current_batch = 0, None
        self.provide_data, self.provide_label = data_iter.provide_data, data_iter.provide_label
        if hasattr(data_iter, "default_bucket_key"):
            self.default_bucket_key = data_iter.default_bucket_key

    def reset(self):
        """Start a new epoch."""
        self.cur = 0
        if self.reset_internal:
            self.data_iter.reset()

    def iter_next(self):
        """Go to the next batch; the iterator inside starts over where it ends."""
        if self.cur == self.size:
            return False
        try:
            batch = self.data_iter.next()
        except StopIteration:
            self.data_iter.reset()
            batch = self.data_iter.next()
        self.current_batch, self.cur = batch, self.cur + 1
        return True

    def next(self):
        """The next batch, as the iterator inside made it."""
        if not self.iter_next():
            raise StopIteration
        return self.current_batch

    def getdata(self):
        """The current batch's data."""
        return self.current_batch.data

    def getlabel(self):
        """The current batch's labels."""
        return self.current_batch.label

    def getindex(self):
        """The numbers of the current batch's rows."""
        return self.current_batch.index

    def getpad(self):
        """How many rows of the current batch do not count."""
        return self.current_batch.pad


class PrefetchingIter(DataIter):
    """One or more iterators, each read one batch ahead by a thread of its own.

    An error in a thread is raised by `next`. The threads end with the iterator, with `close` or
    with the program.

    Parameters
    ----------
    iters : DataIter or list of DataIter
        Several are joined: a batch has the data of all.
    rename_data, rename_label : list of dict of str to str, optional
        For each iterator, its names and what they become.

    Examples
    --------
    >>> inside = mx.io.NDArrayIter(mx.nd.arange(4), batch_size=2)
    >>> ahead = PrefetchingIter(inside, rename_data=[{"data": "rows"}])
    >>> ahead.provide_data[0].name, [batch.data[0].asnumpy().tolist() for batch in ahead]
    ('rows', [[0.0, 1.0], [2.0, 3.0]])
    >>> ahead.close()
    """

    def __init__(self, iters, rename_data=None, rename_label=None):
        iters = iters if isinstance(iters, list) else [iters]
        if not iters:
            raise AssertionError("PrefetchingIter needs an iterator")
        self.n_iter = len(iters)
        self.iters = iters
        self.rename_data = rename_data
        self.rename_label = rename_label
        super().__init__(self.provide_data[0][1][0])  # a pair, or a DataDesc
        self.current_batch = None
        self._ended = False
        self._ahead = [Ahead(inside) for inside in iters]

    def close(self):
        """End the threads; nothing can be read any more."""
        for one in self._ahead:
            one.close()

    @property
    def started(self):
        """Whether the threads are there."""
        return not any(one.closed for one in self._ahead)

    @property
    def prefetch_threads(self):
        """The threads, one for each iterator."""
        return [one.thread for one in self._ahead]

    @property
    def provide_data(self):
        """Names, shapes and dtypes of a batch's data, renamed."""
        return _renamed([i.provide_data for i in self.iters], self.rename_data)

    @property
    def provide_label(self):
        """Names, shapes and dtypes of a batch's labels, renamed."""
        return _renamed([i.provide_label for i in self.iters], self.rename_label)

    def reset(self):
        """Start over; what was read ahead is dropped."""
        for one in self._ahead:
            one.reset()
        self._ended = False

    def iter_next(self):
        """Go to the next batch; False after the last one, until `reset`."""
        if self._ended:
            return False
        batches = [one.take() for one in self._ahead]
        self._ended = batches[0] is None
        if any((batch is None) != self._ended for batch in batches):
            raise AssertionError("Number of entry mismatches between iterators")
        if self._ended:
            return False
        if any(batch.pad != batches[0].pad for batch in batches):
            raise AssertionError("Number of entry mismatches between iterators")
        self.current_batch = DataBatch(
            [array for batch in batches for array in batch.data],
            [array for batch in batches for array in batch.label or []],
            batches[0].pad,
            batches[0].index,
            bucket_key=batches[0].bucket_key,
            provide_data=self.provide_data,
            provide_label=self.provide_label,
        )
        return True

    def next(self):
        """The next batch."""
        if not self.iter_next():
            raise StopIteration
        return self.current_batch

    def getdata(self):
        """The current batch's data."""
        return self.current_batch.data

    def getlabel(self):
        """The current batch's labels."""
        return self.current_batch.label

    def getindex(self):
        """The numbers of the current batch's rows."""
        return self.current_batch.index

    def getpad(self):
        """How many rows of the current batch do not count."""
        return self.current_batch.pad


def _renamed(described, names):
    """The descriptions of all iterators in one list, under their new names."""
    if names is None:
        return [one for several in described for one in several]
    return [
        DataDesc(new[one.name], one.shape, one.dtype, one.layout)
        if isinstance(one, DataDesc)
        else DataDesc(new[one[0]], *one[1:])
        for new, several in zip(names, described)
        for one in several
    ]
