"""Batches made at once where that gives what joining single samples gives, only sooner.

Two things are done for a whole batch: taking rows of arrays, and those transforms at the end of a
chain that know how to (they carry a method `_batched`). A transform draws for every sample of the
batch by itself, as it does for single ones. What does not live here: transforms, or loaders.
"""

import numpy as np

from ... import _kernels as k
from ... import autograd
from ...ndarray import NDArray, stack
from ...ndarray.handle import wrap
from ..block import Block
from ..nn import HybridSequential, Sequential
from .dataset import ArrayDataset, _LazyTransformDataset, _SampledDataset, _TransformFirstClosure

__all__ = ["batch_maker"]


def batch_maker(dataset, batchify, places):
    """Return the function from the indices of a batch to the batch.

    Parameters
    ----------
    dataset : Dataset
    batchify : callable
        From a list of samples to a batch.
    places : dict
        The functions whose meaning is known, each with what puts a joined array, or a NumPy array,
        where its batches go. With others every sample is made for itself.
    """
    if batchify not in places:
        return _OneByOne(dataset, batchify)
    base, transforms, bare = _taken_apart(dataset)
    known = 0
    while known < len(transforms) and _is_batched(transforms[-1 - known]):
        known += 1
    cut = len(transforms) - known
    columns = _columns(base) if not cut else None
    if not known and columns is None:
        return _OneByOne(dataset, batchify)
    maker = _OneByOne(dataset, batchify)
    return _AtOnce(maker, places[batchify], base, columns, transforms[:cut], transforms[cut:], bare)


class _OneByOne:
    """Batches joined from samples."""

    def __init__(self, dataset, batchify):
        self.dataset, self.batchify = dataset, batchify

    def __call__(self, indices):
        dataset = self.dataset
        return self.batchify([dataset[i] for i in indices])


class _AtOnce:
    """Batches whose last transforms run for all samples at once.

    Where they cannot, because the samples differ in shape or a gradient is recorded, the batch is
    joined from samples.
    """

    def __init__(self, maker, place, base, columns, head, tail, bare):
        self._maker, self._place, self._base, self._columns = maker, place, base, columns
        self._head, self._tail, self._bare = head, tail, bare

    def __call__(self, indices):
        batch = None
        if indices and not autograd.is_recording():
            if all(isinstance(i, (int, np.integer)) for i in indices):
                batch = self._made(*_located(self._base, indices))
        return self._maker(indices) if batch is None else batch

    def _made(self, base, places):
        members = self._joined(base, places)
        if members is None or self._bare and len(members) > 1:
            return None
        x = members[0]
        for transform in self._tail:
            x = transform._batched(x) if isinstance(x, NDArray) else None
            if x is None:
                return None
        members[0] = self._place(x)
        return members if len(members) > 1 else members[0]

    def _joined(self, base, places):
        """The members of the samples, each joined, after the transforms that know no batches."""
        if self._columns is not None:
            return [self._rows(column, places) for column in self._columns]
        samples = [base[i] for i in places]
        first, *rest = zip(*samples) if type(samples[0]) is tuple else [samples]
        for transform in self._head:
            first = [transform(x) for x in first]
        cls, shape = type(first[0]), getattr(first[0], "shape", None)
        if not issubclass(cls, NDArray):
            return None
        if any(type(x) is not cls or x.shape != shape for x in first):
            return None
        return [stack(*first), *(self._maker.batchify(member) for member in rest)]

    def _rows(self, column, places):
        if type(column) is np.ndarray and column.dtype.kind in "iuf":
            return self._place(column[places])
        if isinstance(column, NDArray) and column._node is None and not column._sparse:
            index = k.from_numpy(np.array(places), column._data.device)
            rows = wrap(k.rows_at(column._data, index), column.context, type(column))
            return self._place(rows)
        return self._maker.batchify([column[i] for i in places])


def _taken_apart(dataset):
    """What a data set was transformed from, the transforms of its data, and whether they take bare
    samples, as opposed to the first members of tuples."""
    if type(dataset) is not _LazyTransformDataset:
        return dataset, [], False
    fn, base = dataset._fn, dataset._data
    if type(fn) is _TransformFirstClosure:
        return base, _flat(fn._fn), False
    return base, _flat(fn), True


def _flat(fn):
    """The blocks that a chain of blocks runs one after the other."""
    chain = getattr(type(fn), "_chained", False) or type(fn) in (Sequential, HybridSequential)
    if isinstance(fn, Block) and chain and not _hooked(fn):
        return [leaf for child in fn._children.values() for leaf in _flat(child)]
    return [fn]


def _hooked(block):
    return bool(block._forward_hooks or block._forward_pre_hooks)


def _is_batched(fn):
    """Whether a transform itself, not one it inherits from, knows how to take a batch."""
    return "_batched" in vars(type(fn)) and not _hooked(fn)


def _columns(dataset):
    """The arrays whose rows are a data set's samples, or None."""
    while type(dataset) is _SampledDataset:
        dataset = dataset._dataset
    if type(dataset) is ArrayDataset:
        return dataset._data
    columns = getattr(dataset, "_columns", None)
    return columns() if columns else None


def _located(dataset, indices):
    """The data set that samples were chosen from, and where its chosen samples are."""
    while type(dataset) is _SampledDataset:
        indices = [dataset._indices[i] for i in indices]
        dataset = dataset._dataset
    return dataset, indices
