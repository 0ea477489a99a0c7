"""Gluon's loaders as data iterators."""

import numpy as np
import pytest

import mxnet as mx
from mxnet.contrib.io import DataLoaderIter
from mxnet.gluon.data import ArrayDataset, DataLoader

ROWS = ArrayDataset(np.arange(20).reshape(10, 2).astype("float64"), np.arange(10))


def labels(batches):
    return [(batch.label[0].asnumpy().tolist(), batch.pad) for batch in batches]


@pytest.mark.parametrize(
    "last, epochs",
    [
        ("keep", [[4, 4, 2]] * 2),
        ("discard", [[4, 4]] * 2),
        ("rollover", [[4, 4], [4, 4, 4]]),
    ],
)
def test_last_batches(last, epochs):
    batches = DataLoaderIter(DataLoader(ROWS, 4, last_batch=last))
    assert batches.batch_size == 4 and batches.provide_data == [("data", (4, 2))]
    for counts in epochs:
        found = list(batches)
        assert [4 - batch.pad for batch in found] == counts
        assert all(b.data[0].shape == (4, 2) and b.data[0].dtype == np.float32 for b in found)
        batches.reset()


def test_rows_that_are_none_are_zeros():
    *_, last = labels(DataLoaderIter(DataLoader(ROWS, 4)))
    assert last == ([8, 9, 0, 0], 2)


def test_every_row_once_though_the_first_batch_tells_the_shapes():
    batches = DataLoaderIter(DataLoader(ROWS, 5, shuffle=True))
    for _ in range(2):
        assert sorted(row for rows, _ in labels(batches) for row in rows) == list(range(10))
        batches.reset()


def test_names_dtypes_and_the_end():
    batches = DataLoaderIter(DataLoader(ROWS, 4), "a", "b", "float16")
    assert [d.name for d in batches.provide_data + batches.provide_label] == ["a", "b"]
    assert next(batches).data[0].dtype == np.float16
    list(batches)
    assert not batches.iter_next()
    with pytest.raises(AssertionError, match="no current batch"):
        batches.getdata()


def test_a_module_trains_on_it():
    x = mx.sym.FullyConnected(mx.sym.var("data"), num_hidden=10, name="fc")
    net = mx.mod.Module(mx.sym.SoftmaxOutput(x, name="softmax"))
    batches = DataLoaderIter(DataLoader(ROWS, 4))
    net.fit(batches, num_epoch=1)
    assert net.predict(batches).shape == (10, 10)
