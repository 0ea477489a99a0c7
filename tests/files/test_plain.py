"""`mxnet.files`: parameter files as NumPy arrays, to and from the rest of the package."""

import numpy as np
import pytest

import mxnet as mx
from mxnet import files


@pytest.fixture
def path(tmp_path):
    return tmp_path / "x.params"


def test_what_nd_saves_is_read_and_the_other_way_round(path):
    arrays = {"arg:w": mx.nd.array([[1.5, 2]]), "aux:m": mx.nd.array([3], dtype="int64")}
    mx.nd.save(str(path), arrays)
    found = files.load(path)
    assert list(found) == list(arrays)
    assert found["arg:w"].dtype == np.float32 and found["arg:w"].tolist() == [[1.5, 2]]
    assert found["aux:m"].dtype == np.int64 and found["aux:m"].flags.writeable
    before = path.read_bytes()
    files.save(path, found)
    assert path.read_bytes() == before


def test_lists_and_single_arrays(path):
    files.save(path, [np.arange(3), np.ones((2, 0), "float16")])
    assert [x.shape for x in files.load(str(path))] == [(3,), (2, 0)]
    assert [x.dtype for x in mx.nd.load(str(path))] == [np.int64, np.float16]
    files.save(str(path), np.arange(2.0))
    (only,) = files.load(path)
    assert only.tolist() == [0, 1]


def test_numbers_sparse_arrays_and_bfloat16(path):
    files.save(path, {"n": np.array(7.0)}, np_shape=True)
    assert files.load(path)["n"].shape == ()
    with pytest.raises(files.MXNetError, match="no dimensions"):
        files.save(path, [np.array(7.0)])
    rows = files.Sparse("row_sparse", (4, 2), np.ones((1, 2), "float32"), np.array([2]))
    files.save(path, [rows])
    (found,) = files.load(path)
    assert (found.stype, found.shape, found.indices.tolist()) == ("row_sparse", (4, 2), [2])
    mx.nd.save(str(path), [mx.nd.array([1.0]).astype("bfloat16")])
    (bits,) = files.load(path)
    assert bits["bfloat16"].tolist() == [0x3F80]


def test_errors_name_the_file(path):
    with pytest.raises(files.MXNetError, match="x.params"):
        files.load(path)
    path.write_bytes(b"\x12\x01" + bytes(5))
    with pytest.raises(mx.MXNetError, match="x.params.*ends too early"):
        files.load(path)
    with pytest.raises(files.MXNetError, match="not one of float32"):
        files.save(path, [np.ones(2, "complex64")])
    assert path.read_bytes()[:2] == b"\x12\x01"  # what was there stands
