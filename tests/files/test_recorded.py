"""Files that MXNet 1.9.1 wrote: read to what was saved, and written again byte for byte."""

import pathlib

import numpy as np
import pytest

from mxnet._core import params_file
from tests.files import cases

DATA = pathlib.Path(__file__).parent / "data"


def listed(contents):
    """(file name, arrays, names) of each case."""
    rows = []
    for name, content in contents.items():
        named = isinstance(content, dict)
        arrays = list(content.values()) if named else content
        rows.append(pytest.param(name, arrays, list(content) if named else [], id=name))
    return rows


def assert_same(got, wanted):
    assert isinstance(got, np.ndarray)
    assert got.dtype == wanted.dtype
    assert got.shape == wanted.shape
    assert got.tobytes() == wanted.tobytes()
    assert got.flags.writeable and got.flags.aligned and got.flags.owndata


@pytest.mark.parametrize("name, arrays, names", listed(cases.dense() | cases.np_shape()))
def test_dense_files(name, arrays, names):
    for got, got_names in (params_file.read(DATA / name),
                           params_file.loads((DATA / name).read_bytes())):
        assert got_names == names
        assert len(got) == len(arrays)
        for one, wanted in zip(got, arrays, strict=True):
            assert_same(one, wanted)


@pytest.mark.parametrize("name, arrays, names", listed(cases.dense()))
def test_our_bytes_are_those_of_nd_save(name, arrays, names, tmp_path):
    recorded = (DATA / name).read_bytes()
    assert params_file.dumps(arrays, names) == recorded
    params_file.write(tmp_path / name, arrays, names)
    assert (tmp_path / name).read_bytes() == recorded


@pytest.mark.parametrize("name, arrays, names", listed(cases.np_shape()))
def test_our_bytes_are_those_of_npx_save(name, arrays, names):
    assert params_file.dumps(arrays, names, np_shape=True) == (DATA / name).read_bytes()


@pytest.mark.parametrize("name", cases.row_sparse())
def test_row_sparse_files(name):
    shape, values, rows = cases.row_sparse()[name]
    recorded = (DATA / name).read_bytes()
    (got,), names = params_file.loads(recorded)
    assert (got.stype, got.shape, got.indptr, names) == ("row_sparse", shape, None, [])
    assert_same(got.data, values)
    assert_same(got.indices, rows)
    assert params_file.dumps([got]) == recorded


@pytest.mark.parametrize("name", cases.csr())
def test_csr_files(name):
    shape, values, columns, pointers = cases.csr()[name]
    recorded = (DATA / name).read_bytes()
    (got,), names = params_file.loads(recorded)
    assert (got.stype, got.shape, names) == ("csr", shape, [])
    assert_same(got.data, values)
    assert_same(got.indices, columns)
    assert_same(got.indptr, pointers)
    assert params_file.dumps([got]) == recorded


def test_every_recorded_file_has_a_test():
    known = {*cases.dense(), *cases.np_shape(), *cases.row_sparse(), *cases.csr()}
    assert {path.name for path in DATA.glob("*.nd")} == known
