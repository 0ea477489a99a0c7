"""Batches of arrays: what may be handed in, and what is refused."""

import pickle

import numpy as np
import pytest

import mxnet as mx
from mxnet.io import DataBatch, DataDesc, DataIter, NDArrayIter

A = mx.nd.array


class Dataset:
    """As h5py's: rows by a slice or by rising positions, one reading at a time."""

    def __init__(self, values):
        self.values, self.shape, self.dtype = values, values.shape, values.dtype

    def __getitem__(self, positions):
        assert (np.diff(positions[-1]) > 0).all()
        return self.values[positions]


Dataset.__module__ = "h5py._hl.dataset"


@pytest.mark.parametrize("shuffle", [False, True])
@pytest.mark.parametrize("handle", ["pad", "discard", "roll_over"])
def test_datasets_are_read_as_they_are_needed(shuffle, handle):
    values = np.random.RandomState(0).rand(7, 2).astype("float32")
    given = {"batch_size": 3, "shuffle": shuffle, "last_batch_handle": handle}
    epochs = []
    for source in (values, Dataset(values)):
        np.random.seed(1)
        rows = NDArrayIter(source, np.arange(7), **given)
        assert (rows.data[0][1] is source) == isinstance(source, Dataset)
        epochs.append([batch.data[0].asnumpy() for batch in rows])
    np.testing.assert_array_equal(*epochs)


def test_labels_stay_with_their_rows():
    values = np.arange(24).reshape(12, 2)
    for batch in NDArrayIter({"a": values, "b": -values}, values[:, 0], 5, shuffle=True):
        np.testing.assert_array_equal(batch.data[0].asnumpy(), -batch.data[1].asnumpy())
        np.testing.assert_array_equal(batch.data[0].asnumpy()[:, 0], batch.label[0].asnumpy())


def test_dtypes_of_arrays_stay_and_numpys_become_float32():
    rows = NDArrayIter([A([1, 2], dtype="int32"), np.array([1, 2])], A([1, 2], dtype="uint8"))
    batch = next(rows)
    assert [a.dtype for a in batch.data + batch.label] == [np.int32, np.float32, np.uint8]
    assert [d.dtype for d in rows.provide_data] == [np.int32, np.float32]


def test_batches_are_copies():
    values = mx.nd.zeros((4, 2))
    next(NDArrayIter(values, batch_size=2)).data[0][:] = 7
    assert values.asnumpy().sum() == 0


@pytest.mark.parametrize(
    "wrong, error",
    [
        (None, AssertionError),
        ([], AssertionError),
        ("rows", TypeError),
        ((1, 2), TypeError),
        ({"a": "rows"}, TypeError),
    ],
)
def test_what_is_no_array(wrong, error):
    with pytest.raises(error):
        NDArrayIter(wrong)


def test_after_the_last_batch():
    rows = NDArrayIter(np.arange(4), batch_size=2)
    list(rows)
    with pytest.raises(StopIteration):
        rows.next()
    with pytest.raises(AssertionError, match="DataIter needs reset"):
        rows.getdata()
    rows.reset()
    assert rows.iter_next() and rows.getdata()[0].asnumpy().tolist() == [0, 1]


@pytest.mark.parametrize("source", [np.asarray, Dataset])
@pytest.mark.parametrize("shuffle", [False, True])
def test_rows_lie_along_n(source, shuffle):
    values = np.arange(60).reshape(3, 10, 2)
    rows = NDArrayIter(source(values), values[:, :, 0], 4, shuffle, layout="TNC")
    assert [d.shape for d in rows.provide_data + rows.provide_label] == [(3, 4, 2), (3, 4)]
    seen = []
    for batch in rows:
        data, label = batch.data[0].asnumpy(), batch.label[0].asnumpy()
        np.testing.assert_array_equal(data[:, :, 0], label)
        seen += label[0].astype(int).tolist()[: 4 - batch.pad]
    assert sorted(seen) == values[0, :, 0].tolist()


def test_batches_larger_than_everything_roll_over():
    rows = NDArrayIter(np.arange(10), batch_size=23, last_batch_handle="roll_over")
    found = []
    for _ in range(5):
        found += [batch.data[0].asnumpy() for batch in rows]
        rows.reset()
    np.testing.assert_array_equal(np.concatenate(found), np.arange(2 * 23) % 10)


def test_hard_reset_drops_what_was_kept():
    rows = NDArrayIter(np.arange(5), batch_size=2, last_batch_handle="roll_over")
    list(rows)
    rows.hard_reset()
    assert next(rows).data[0].asnumpy().tolist() == [0, 1]


def test_descriptions():
    desc = DataDesc("data", (2, 3), "int32", "NT")
    assert repr(desc) == "DataDesc[data,(2, 3),int32,NT]"
    assert desc == ("data", (2, 3)) and tuple(desc) == ("data", (2, 3))
    again = pickle.loads(pickle.dumps(desc))
    assert (again, again.dtype, again.layout) == (desc, "int32", "NT")
    assert [DataDesc.get_batch_axis(x) for x in (None, "NCHW", "TNC", "CHW")] == [0, 0, 1, -1]
    listed = DataDesc.get_list([("a", (1,)), ("b", (2,))], [("b", "int8"), ("a", "int32")])
    assert [d.dtype for d in listed] == ["int32", "int8"]


def test_what_a_batch_refuses():
    with pytest.raises(AssertionError, match="Data must be list of NDArrays"):
        DataBatch(A([1]))
    with pytest.raises(AssertionError, match="Label must be list of NDArrays"):
        DataBatch([A([1])], A([1]))
    batch = DataBatch([A([1]), mx.nd.ones((2, 3))])
    assert str(batch) == "DataBatch: data shapes: [(1,), (2, 3)] label shapes: None"


def test_the_base_has_nothing():
    base = DataIter(4)
    assert list(base) == [] and base.batch_size == 4 and iter(base) is base
