"""`LibSVMIter`: batches of rows that name the places of what is not zero.

What does not live here: how rows become batches (`rounds.py`).
"""

import math
from itertools import zip_longest

import numpy

from .._core.errors import MXNetError
from ..ndarray.sparse import csr_matrix
from .lines import blocks_of_lines, wrong_line
from .rounds import Rounds, element_type, parsed, required
from .source_iter import MXDataIter, ignored

__all__ = ["LibSVMIter"]


def LibSVMIter(*, data_libsvm=None, data_shape=None, label_libsvm="NULL", label_shape=(1,),
               num_parts=1, part_index=0, batch_size=None, round_batch=True, prefetch_buffer=4,
               ctx="gpu", dtype=None, data_name="data", label_name="softmax_label",
               **others):  # fmt: skip
    """Batches from a file in LibSVM's format, read as they are needed.

    A line is a label and pairs of an index, counted from 0, and a value: ``1 0:0.5 7:2``.

    Parameters
    ----------
    data_libsvm : str
    data_shape : (int,)
        How many features an example has.
    label_libsvm : str
        A second file in the same format whose features are the labels.
    label_shape : tuple of int
    num_parts, part_index : int
        Read one of so many parts of the file.
    batch_size : int
    round_batch : bool
        Fill the last batch up with rows from the start. It has to be true.
    prefetch_buffer, ctx : object
        Taken for programs that give them.
    dtype : {'float32', 'int32', 'int64'}, optional
    data_name, label_name : str

    Returns
    -------
    MXDataIter
        Its batches are CSRNDArrays; so are labels out of a file of their own, of one axis.

    Raises
    ------
    MXNetError
        For a file that cannot be read and for a line that is not of the format, or has an index
        that is negative, too large or there twice.

    Examples
    --------
    >>> import os, tempfile
    >>> path = os.path.join(tempfile.mkdtemp(), "rows.t")
    >>> with open(path, "w") as stream:
    ...     _ = stream.write("1 0:0.5 2:2\\n-1 1:3\\n")
    >>> batch = next(LibSVMIter(data_libsvm=path, data_shape=(3,), batch_size=2))
    >>> batch.data[0].stype
    'csr'
    >>> batch.data[0].asnumpy().tolist(), batch.label[0].asnumpy().tolist()
    ([[0.5, 0.0, 2.0], [0.0, 3.0, 0.0]], [1.0, -1.0])
    """
    required("LibSVMIter", data_libsvm=data_libsvm, data_shape=data_shape, batch_size=batch_size)
    ignored("LibSVMIter", others)
    kind = element_type("LibSVMIter", dtype)
    (data_shape, label_shape, num_parts, part_index, batch_size, round_batch, _) = parsed(
        "LibSVMIter", data_shape=data_shape, label_shape=label_shape, num_parts=num_parts,
        part_index=part_index, batch_size=batch_size, round_batch=round_batch,
        prefetch_buffer=prefetch_buffer,
    )  # fmt: skip
    if len(data_shape) != 1:
        raise MXNetError(f"LibSVMIter: dimension of data_shape is expected to be 1, not "
                         f"{len(data_shape)}: {data_shape}")  # fmt: skip
    if not round_batch:
        raise MXNetError("LibSVMIter: sparse batch loader doesn't support round_batch == false yet")
    if part_index >= num_parts:
        raise MXNetError(f"LibSVMIter: part_index={part_index} of num_parts={num_parts}")
    part = (num_parts, part_index)
    separate = label_libsvm not in (None, "NULL")
    labels = 1 if separate else math.prod(label_shape)

    def pairs():
        data = _rows(data_libsvm, data_shape[0], labels, kind, part)
        if not separate:
            return ((features, label) for label, features in data)
        others = _rows(label_libsvm, math.prod(label_shape), 1, kind, part)
        return _side_by_side(data_libsvm, data, label_libsvm, others)

    def build_label(rows):
        if separate and len(label_shape) == 1:
            return _matrix(rows, label_shape[0], kind)
        if separate:
            found = _matrix(rows, math.prod(label_shape), kind).asnumpy()
            return found.reshape(-1, *label_shape)
        return numpy.array(rows, kind).reshape(-1 if label_shape == (1,) else (-1, *label_shape))

    reader = Rounds("LibSVMIter", pairs, batch_size, True,
                    lambda rows: _matrix(rows, data_shape[0], kind), build_label)  # fmt: skip
    return MXDataIter(reader, data_name=data_name, label_name=label_name)


def _side_by_side(data_libsvm, data, label_libsvm, label):
    for row, its_label in zip_longest(data, label):
        if row is None or its_label is None:
            raise MXNetError(f"{data_libsvm} and {label_libsvm} differ in their number of rows")
        yield row[1], its_label[1]


def _matrix(rows, width, kind):
    """Rows of (indices, values) as a CSRNDArray, the indices of a row in order."""
    indices, values, starts = [], [], [0]
    for its_indices, its_values in rows:
        order = sorted(range(len(its_indices)), key=its_indices.__getitem__)
        indices += [its_indices[i] for i in order]
        values += [its_values[i] for i in order]
        starts.append(len(indices))
    parts = numpy.array(values, kind), numpy.array(indices, "int64"), numpy.array(starts, "int64")
    return csr_matrix(parts, shape=(len(rows), width))


def _rows(path, width, labels, kind, part):
    """All lines as (labels, (indices, values))."""
    for block in blocks_of_lines(path, *part):
        for at, line in block:
            words = line.partition("#")[0].split()
            if words:
                try:
                    with numpy.errstate(over="ignore"):  # 1e400 is infinity, as elsewhere
                        row = _parsed(words, width, labels, kind)
                except (ValueError, OverflowError) as error:
                    raise wrong_line(path, at, line, error) from None
                yield row


def _parsed(words, width, labels, kind):
    number = numpy.dtype(kind).type
    label = [number(word) for word in words[0].split(",")]
    if len(label) != labels:
        raise ValueError(f"{len(label)} labels where {labels} are needed")
    pairs = [word.partition(":") for word in words[1:]]
    # A feature without a value is there once. `qid` groups lines for rankings and is no feature.
    indices = [int(index) for index, _, _ in pairs if index != "qid"]
    values = [number(value) if colon else number(1) for i, colon, value in pairs if i != "qid"]
    for index in indices:
        if not 0 <= index < width:
            raise ValueError(f"index {index} is not below data_shape=({width},)")
    if len(set(indices)) != len(indices):
        raise ValueError("an index is there twice")
    return label, (indices, values)
