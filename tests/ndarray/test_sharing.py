"""Memory shared with NumPy and PyTorch, pickles, copies, notebooks."""

import copy
import pickle

import numpy as np
import pytest
import torch

import mxnet as mx
from mxnet import nd

DTYPES = ["float16", "float32", "float64", "bfloat16", "uint8", "int8", "int32", "int64", "bool"]


@pytest.mark.parametrize("dtype", DTYPES)
def test_torch_both_ways_without_a_copy(dtype):
    x = nd.array([1, 0, 1]).astype(dtype)
    tensor = torch.from_dlpack(x)
    back = nd.from_dlpack(tensor)
    assert back.dtype == x.dtype and back.context == mx.cpu()
    back[:] = 0
    assert not tensor.float().any() and not x.astype("float32").asnumpy().any()


def test_a_torch_tensor_that_records_is_no_part_of_ours():
    tensor = torch.ones(2)
    x = nd.from_dlpack(tensor)
    x[0] = 5
    assert tensor.tolist() == [5, 1]
    assert nd.array(tensor).asnumpy().tolist() == [5, 1]


def test_numpy_reads_without_a_copy():
    x = nd.array([1, 2])
    view = np.asarray(x)
    x[0] = 9
    assert view.tolist() == [9, 2]
    assert np.array(x, dtype="int64").tolist() == [9, 2]
    fresh = np.array(x)
    x[0] = 1
    assert fresh.tolist() == [9, 2]
    with pytest.raises(ValueError, match="without a copy"):
        x.astype("bfloat16").__array__(copy=False)
    assert np.sin(x).shape == (2,)


def test_borrowed_numpy_memory_is_read_only_to_numpy():
    values = np.zeros(3, dtype="float32")
    x = nd.from_numpy(values)
    again = nd.from_numpy(values)  # read-only by now, and still shared
    x[1] = 4
    assert values.tolist() == [0, 4, 0] and again.asnumpy().tolist() == [0, 4, 0]
    with pytest.raises(ValueError):
        values[0] = 1


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("shape", [(2, 3), (0, 2), (1,)])
def test_pickle(dtype, shape):
    x = nd.array(np.ones(shape)).astype(dtype)
    y = pickle.loads(pickle.dumps(x))
    assert y.shape == shape and y.dtype == x.dtype
    assert np.array_equal(y.asnumpy(), x.asnumpy())


def test_a_pickle_of_a_part_holds_only_that_part():
    x = nd.zeros((1000, 2))
    assert len(pickle.dumps(x[0:1])) < 500


def test_copies_share_nothing():
    x = nd.array([1, 2])
    x.attach_grad()
    for y in (x.copy(), copy.copy(x), copy.deepcopy(x), nd.array(x), x.copyto(mx.cpu())):
        y[:] = 0
        assert y.grad is None
    assert x.asnumpy().tolist() == [1, 2]


def test_a_damaged_pickle_is_an_error():
    shell = nd.NDArray.__new__(nd.NDArray)
    state = nd.ones((3,)).__getstate__()
    with pytest.raises(mx.MXNetError):
        shell.__setstate__({"handle": state["handle"][:-2]})


def test_notebooks_show_a_table():
    text = nd.array([[1, 2.5], [3, 4]])._repr_html_()
    assert text.count("<tr>") == 2 and "2.5" in text and "NDArray 2x2 @cpu(0)" in text
    assert "<pre>" in nd.zeros((2, 2, 2))._repr_html_()
    assert "<pre>" in nd.zeros((100, 2))._repr_html_()


def test_bfloat16_prints_its_numbers():
    assert str(nd.array([1.5]).astype("bfloat16")) == "\n[1.5]\n<NDArray 1 @cpu(0)>"


@pytest.mark.parametrize("kind", ["int16", "complex64"])
def test_memory_of_a_dtype_that_arrays_have_not_is_refused_in_our_words(kind):
    with pytest.raises(TypeError, match=f"arrays cannot hold dtype .*{kind}; they"):
        nd.from_dlpack(torch.ones(2, dtype=getattr(torch, kind)))
