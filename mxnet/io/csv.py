"""`CSVIter`: batches of rows of numbers, separated by commas.

What does not live here: other formats.
"""

import math
from itertools import zip_longest

import numpy

from .._core.errors import MXNetError
from .lines import blocks_of_lines, wrong_line
from .rounds import Rounds, element_type, parsed, required
from .source_iter import MXDataIter, ignored

__all__ = ["CSVIter"]


def CSVIter(*, data_csv=None, data_shape=None, label_csv="NULL", label_shape=(1,), batch_size=None,
            round_batch=True, prefetch_buffer=4, ctx="gpu", dtype=None, data_name="data",
            label_name="softmax_label", **others):  # fmt: skip
    """Batches of rows of numbers from a CSV file, read as they are needed.

    Parameters
    ----------
    data_csv : str
        The file; a row holds one example.
    data_shape : tuple of int
        Of one example.
    label_csv : str
        A second file with the labels, as many rows; without it all labels are 0.
    label_shape : tuple of int
        Of one label.
    batch_size : int
    round_batch : bool
        Fill the last batch up with rows from the start, counted in `pad`; the next epoch begins
        behind them.
    prefetch_buffer, ctx : object
        Taken for programs that give them.
    dtype : {'float32', 'int32', 'int64'}, optional
    data_name, label_name : str

    Returns
    -------
    MXDataIter

    Raises
    ------
    MXNetError
        For a file that cannot be read and for a row that is no row of numbers of that many.

    Examples
    --------
    >>> import os, tempfile
    >>> path = os.path.join(tempfile.mkdtemp(), "rows.csv")
    >>> with open(path, "w") as stream:
    ...     _ = stream.write("1,2\\n3,4\\n")
    >>> next(CSVIter(data_csv=path, data_shape=(2,), batch_size=2)).data[0].asnumpy().tolist()
    [[1.0, 2.0], [3.0, 4.0]]
    """
    required("CSVIter", data_csv=data_csv, data_shape=data_shape, batch_size=batch_size)
    ignored("CSVIter", others)
    kind = element_type("CSVIter", dtype)
    data_shape, label_shape, batch_size, round_batch, _ = parsed(
        "CSVIter", data_shape=data_shape, label_shape=label_shape, batch_size=batch_size,
        round_batch=round_batch, prefetch_buffer=prefetch_buffer,
    )  # fmt: skip

    def pairs():
        data = _rows(data_csv, data_shape, kind)
        if label_csv in (None, "NULL"):
            no_label = numpy.zeros(label_shape, kind)
            return ((row, no_label) for row in data)
        return _side_by_side(data_csv, data, label_csv, _rows(label_csv, label_shape, kind))

    def build(shape, flat=False):
        def stack(rows):
            rows = [numpy.zeros(shape, kind) if row is None else row for row in rows]
            return numpy.stack(rows).reshape(-1) if flat else numpy.stack(rows)

        return stack

    reader = Rounds("CSVIter", pairs, batch_size, round_batch,
                    build(data_shape), build(label_shape, label_shape == (1,)))  # fmt: skip
    return MXDataIter(reader, data_name=data_name, label_name=label_name)


def _side_by_side(data_csv, data, label_csv, label):
    for row, its_label in zip_longest(data, label):
        if its_label is None:
            raise MXNetError(f"{label_csv} has fewer rows than {data_csv}")
        if row is None:
            return  # labels nobody needs, as in MXNet
        yield row, its_label


def _rows(path, shape, kind):
    """All rows of a file as arrays of a shape."""
    width = math.prod(shape)
    for block in blocks_of_lines(path):
        try:
            table = numpy.loadtxt(
                [line for _, line in block], dtype=kind, delimiter=",", ndmin=2, comments=None
            )
        except ValueError:
            _complain(path, block, width, kind)
            raise
        if table.shape != (len(block), width):
            _complain(path, block, width, kind)
        yield from table.reshape(len(block), *shape)


def _complain(path, block, width, kind):
    """Raise for the first wrong line of a block."""
    for at, line in block:
        fields = line.strip().split(",")
        if len(fields) != width:
            raise wrong_line(path, at, line, f"The data size in CSV do not match size of shape: "
                             f"{width} numbers are needed, {len(fields)} are there")  # fmt: skip
        for field in fields:
            try:
                numpy.loadtxt([field or "nothing"], dtype=kind, comments=None)
            except ValueError:
                raise wrong_line(path, at, line, f"{field!r} is no {kind}") from None
    raise wrong_line(path, *block[0], "not rows of numbers")
