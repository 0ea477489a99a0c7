"""Whatever can be written comes back equal; what cannot is refused before anything is written."""

import hypothesis.extra.numpy as arrays_of
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mxnet._core import params_file
from mxnet._core.errors import MXNetError

DTYPES = [*params_file.FLAG_OF_DTYPE, np.dtype(">f4"), np.dtype(">i8")]
TEXT = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), max_size=8)


def arrays(min_dims):
    shapes = arrays_of.array_shapes(min_dims=min_dims, max_dims=5, min_side=0, max_side=4)
    return st.sampled_from(DTYPES).flatmap(lambda dtype: arrays_of.arrays(dtype, shapes))


@st.composite
def contents(draw, min_dims):
    found = draw(st.lists(arrays(min_dims), max_size=4))
    found = [array.T if draw(st.booleans()) else array for array in found]
    names = draw(st.none() | st.lists(TEXT, min_size=len(found), max_size=len(found)))
    return found, names


def assert_equal(got, wanted):
    assert got.shape == wanted.shape
    assert got.dtype == wanted.dtype.newbyteorder("<")
    assert got.tobytes() == wanted.astype(got.dtype).tobytes()


@given(contents(min_dims=1))
def test_lists_and_dicts(content):
    found, names = content
    got, got_names = params_file.loads(params_file.dumps(found, names))
    assert got_names == (names or [])
    for one, wanted in zip(got, found, strict=True):
        assert_equal(one, wanted)


@given(contents(min_dims=0))
def test_np_shape(content):
    found, names = content
    got, _ = params_file.loads(params_file.dumps(found, names, np_shape=True))
    for one, wanted in zip(got, found, strict=True):
        assert_equal(one, wanted)


@st.composite
def row_sparse(draw):
    rows, columns = draw(st.integers(1, 6)), draw(st.integers(0, 3))
    indices = np.array(sorted(draw(st.sets(st.integers(0, rows - 1)))), dtype="int64")
    data = draw(arrays_of.arrays(np.float32, (len(indices), columns)))
    return params_file.Sparse("row_sparse", (rows, columns), data, indices)


@given(row_sparse())
def test_row_sparse(array):
    (got,), _ = params_file.loads(params_file.dumps([array]))
    assert (got.stype, got.shape) == (array.stype, array.shape)
    assert_equal(got.data, array.data)
    assert_equal(got.indices, array.indices)


def test_non_contiguous_views():
    base = np.arange(24, dtype="float32").reshape(4, 6)
    for view in (base[::2, 1::2], base[::-1], base.T, np.broadcast_to(base[:1], (3, 6))):
        (got,), _ = params_file.loads(params_file.dumps([view]))
        assert_equal(got, view)


def test_files_equal_bytes(tmp_path):
    found = [np.arange(5), np.eye(3, dtype="float16")]
    params_file.write(str(tmp_path / "x"), found, ["a", "b"])
    assert (tmp_path / "x").read_bytes() == params_file.dumps(found, ["a", "b"])


def test_loaded_arrays_share_nothing_with_the_buffer():
    buffer = bytearray(params_file.dumps([np.zeros(3, "float32")]))
    (got,), _ = params_file.loads(memoryview(buffer))
    buffer[:] = b"\xff" * len(buffer)
    got += 1
    assert got.tolist() == [1, 1, 1]


def test_dense_records_equal_arrays():
    array = np.arange(6, dtype="int32").reshape(2, 3)
    record = params_file.Dense((2, 3), 4, array.tobytes())
    assert params_file.dumps([record]) == params_file.dumps([array])


def sparse(**changes):
    content = {"stype": "csr", "shape": (2, 3), "data": np.ones(1, "float32"),
               "indices": np.array([2]), "indptr": np.array([0, 1, 1])}
    return params_file.Sparse(**{**content, **changes})


REFUSED = {
    "scalar": (np.array(1.0), "no dimensions"),
    "complex": (np.ones(2, "complex64"), "dtype complex64 is not one of float32"),
    "uint16": (np.ones(2, "uint16"), "dtype uint16"),
    "object": (np.array([None]), "dtype object"),
    "a list": ([1, 2], "a list is not a NumPy array"),
    "record too short": (params_file.Dense((2,), 0, b"1234567"), "needs 8 bytes, not 7"),
    "record flag": (params_file.Dense((2,), 99, b""), "unknown dtype flag 99"),
    "stype": (sparse(stype="coo"), "unknown storage type 'coo'"),
    "no indptr": (sparse(indptr=None), "indptr belongs to csr"),
    "float indices": (sparse(indices=np.array([2.0])), "must be integers"),
    "indptr length": (sparse(indptr=np.array([0, 1])), "cannot have stored values"),
    "values shape": (sparse(data=np.ones((1, 1), "float32")), "cannot have stored values"),
}


@pytest.mark.parametrize("array, message", REFUSED.values(), ids=REFUSED)
def test_refusals_name_the_array_and_write_nothing(array, message, tmp_path):
    path = tmp_path / "x.params"
    with pytest.raises(MXNetError, match=message) as caught:
        params_file.write(path, [np.ones(1), array], ["fine", "wrong"])
    assert "array 1 of 2 ('wrong')" in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_sparse_is_refused_under_np_shape():
    with pytest.raises(MXNetError, match="NumPy shape semantics"):
        params_file.dumps([sparse()], np_shape=True)
    assert params_file.loads(params_file.dumps([sparse()]))[0][0].indices.tolist() == [2]


@pytest.mark.parametrize("names", [["a"], ["a", "b", "c"], ["a", 3], ["a", "nul\0"],
                                   ["a", "\ud800"]])
def test_bad_names_are_refused(names):
    with pytest.raises(MXNetError, match="Cannot save"):
        params_file.dumps([np.ones(1), np.ones(1)], names)
