"""Rows of a file as batches: what happens where the last batch is not full.

What does not live here: how rows are read (`csv.py`, `libsvm.py`).
"""

import itertools

import numpy

from .._core.attrs import Attr, dtype, shape
from .._core.errors import MXNetError
from ..ndarray import array

__all__ = ["Rounds", "element_type", "parsed", "required"]

# What all iterators over files take beside their own parameters.
_PARAMETERS = {
    "batch_size": Attr(int, ge=1),
    "round_batch": Attr(bool),
    "prefetch_buffer": Attr(int, ge=0),
    "num_parts": Attr(int, ge=1),
    "part_index": Attr(int, ge=0),
    "data_shape": Attr(shape),
    "label_shape": Attr(shape),
}


def required(iterator, **given):
    """Refuse parameters that were left out, as MXNet does; a TypeError would be Python's way."""
    for name, value in given.items():
        if value is None:
            raise MXNetError(f"{iterator}: Required parameter {name} is not presented")


def parsed(iterator, **given):
    """The parameters of an iterator, which may be given as texts, too; MXNetError tells wrong ones.

    Returns
    -------
    list
        The values, in the order given.
    """
    found = []
    for name, value in given.items():
        try:
            found.append(_PARAMETERS[name].read(value))
        except (TypeError, ValueError) as error:
            raise MXNetError(f"{iterator}: Invalid Parameter {name}={value!r}: {error}") from None
    return found


def element_type(iterator, given, accepted=("float32", "int32", "int64")):
    """The dtype of an iterator's arrays; float32 for None."""
    name = "float32" if given in (None, "None") else dtype(given)
    if name not in accepted:
        raise MXNetError(f"{name} is not supported for {iterator}: give {', '.join(accepted)}")
    return name


class Rounds:
    """A reader for `MXDataIter` over rows that come one after the other.

    Parameters
    ----------
    name : str
        Of the iterator, for messages.
    open_rows : callable
        Gives an iterator of (data, label) over all rows, from the first on.
    batch_size : int
    round_batch : bool
        Fill the last batch up with rows from the start; the next epoch begins behind them.
        Without, it is filled up with what stood there in the batch before.
    build : callable
        Makes an array of a list of rows' data; `build_label` of their labels.
    """

    def __init__(self, name, open_rows, batch_size, round_batch, build, build_label):
        self._name = name
        self._open_rows = open_rows
        self._batch_size = batch_size
        self._round_batch = round_batch
        self._build, self._build_label = build, build_label
        self._last = None
        self._wrapped = self._ended = False
        self._start()

    def _start(self):
        self._rows = enumerate(self._open_rows())

    def reset(self):
        """Start over; behind the rows that the last batch was filled up with, if it was."""
        if not (self._round_batch and self._wrapped):
            self._start()
        self._wrapped = self._ended = False

    def read(self):
        """The next batch: (data, label, pad, index), or None."""
        if self._ended:
            return None
        rows = list(itertools.islice(self._rows, self._batch_size))
        missing = self._batch_size - len(rows)
        if missing:
            self._ended = True
            if not rows:
                return None
            rows += self._filling(missing)
        self._last = rows
        data = self._build([data for _, (data, _) in rows])
        label = self._build_label([label for _, (_, label) in rows])
        index = numpy.array([number for number, _ in rows], dtype=numpy.uint64)
        return array(data, dtype=data.dtype), array(label, dtype=label.dtype), missing, index

    def _filling(self, missing):
        """The rows that fill the last batch up."""
        if not self._round_batch:
            before = self._last or []
            nothing = (0, (None, None))
            return before[-missing:] if before else [nothing] * missing
        self._start()
        self._wrapped = True
        rows = list(itertools.islice(self._rows, missing))
        if len(rows) < missing:
            raise MXNetError(f"{self._name}: number of input must be bigger than batch size; there "
                             f"are {len(rows)} rows, batch_size={self._batch_size}")  # fmt: skip
        return rows
