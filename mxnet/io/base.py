"""The base of all data iterators.

What does not live here: any particular source of data.
"""

from .desc import DataBatch

__all__ = ["DataIter"]


class DataIter:
    """Batches, one after the other, as often as `reset` is called.

    Subclasses give `iter_next`, `getdata`, `getlabel`, `getpad` and `getindex`, or `next` alone.

    Parameters
    ----------
    batch_size : int

    Examples
    --------
    >>> class Twice(DataIter):
    ...     count = 0
    ...     def iter_next(self):
    ...         self.count += 1
    ...         return self.count <= 2
    ...     def getdata(self):
    ...         return [mx.nd.ones(self.batch_size)]
    >>> [batch.data[0].shape for batch in Twice(4)]
    [(4,), (4,)]
    """

    def __init__(self, batch_size=0):
        self.batch_size = batch_size

    def __iter__(self):
        return self

    def reset(self):
        """Start over."""

    def next(self):
        """The next batch.

        Raises
        ------
        StopIteration
            After the last one.
        """
        if not self.iter_next():
            raise StopIteration
        return DataBatch(
            data=self.getdata(), label=self.getlabel(), pad=self.getpad(), index=self.getindex()
        )

    def __next__(self):
        return self.next()

    def iter_next(self):
        """Go to the next batch; False after the last one."""

    def getdata(self):
        """The current batch's data."""

    def getlabel(self):
        """The current batch's labels."""

    def getindex(self):
        """The numbers of the current batch's rows in the data set."""

    def getpad(self):
        """How many rows at the end of the current batch do not count."""
