"""Sparse arrays as users have them: files, pickles, copies, and what is refused."""

import copy
import logging
import pathlib
import pickle

import numpy as np
import pytest

import mxnet as mx
from mxnet import nd
from mxnet.ndarray import sparse

REFERENCE = pathlib.Path(__file__).with_name("reference.params")


def csr(**options):
    """Return a matrix that stores three values."""
    return sparse.csr_matrix(([1.0, 2, 3], [0, 2, 1], [0, 2, 2, 3]), shape=(3, 4), **options)


def rows(**options):
    """Return an array that stores two rows."""
    return sparse.row_sparse_array(([[1.0, 2], [3, 4]], [1, 3]), shape=(5, 2), **options)


def test_a_file_of_the_reference_is_read_and_written_alike(tmp_path):
    found = nd.load(str(REFERENCE))
    assert {name: (x.stype, x.dtype.__name__, x.shape) for name, x in found.items()} == {
        "c": ("csr", "float32", (3, 4)),
        "r": ("row_sparse", "float64", (5, 2)),
        "d": ("default", "float32", (2,)),
        "none": ("csr", "float32", (2, 3)),
        "ints": ("row_sparse", "int32", (2, 3)),
    }
    assert (found["c"].asnumpy() == csr().asnumpy()).all()
    assert (found["r"].asnumpy() == rows().asnumpy()).all()
    nd.save(str(tmp_path / "again"), found)
    assert (tmp_path / "again").read_bytes() == REFERENCE.read_bytes()


def test_damaged_files_are_refused():
    whole = REFERENCE.read_bytes()
    for at in range(24, len(whole), 3):
        try:
            made = nd.load_frombuffer(whole[:at] + bytes([whole[at] ^ 0x41]) + whole[at + 1 :])
            for x in made.values():
                if x.stype != "default":
                    x.check_format(full_check=False)
        except (mx.MXNetError, UnicodeDecodeError):
            pass
        with pytest.raises(mx.MXNetError):
            nd.load_frombuffer(whole[:at])


@pytest.mark.parametrize("make", [csr, rows])
def test_copies_are_independent(make):
    one = make()
    for other in (one.copy(), copy.deepcopy(one), pickle.loads(pickle.dumps(one)),
                  one.astype("float64"), sparse.array(one), nd.array(one)):  # fmt: skip
        assert type(other) is type(one)
        assert (other.asnumpy() == one.asnumpy()).all()
        other[:] = nd.zeros(one.shape, dtype=other.dtype)
        assert one.asnumpy().sum() > 0
    parts = one.data
    parts[:] = 7
    assert 7 not in one.asnumpy()


def test_a_pickle_of_another_kind_is_refused():
    bad = sparse.CSRNDArray(None)
    with pytest.raises(mx.MXNetError, match="another kind"):
        bad.__setstate__(rows().__getstate__())
    with pytest.raises(mx.MXNetError, match="another kind"):
        bad.__setstate__(nd.ones((2,)).__getstate__())


@pytest.mark.parametrize(
    "make, says",
    [
        (lambda: sparse.csr_matrix(([1.0], [9], [0, 1]), shape=(1, 2)), "columns"),
        (lambda: sparse.csr_matrix(([1.0], [-1], [0, 1]), shape=(1, 2)), "columns"),
        (lambda: sparse.csr_matrix(([1.0, 2], [0, 1], [0, 5, 2]), shape=(2, 2)), "decrease"),
        (lambda: sparse.csr_matrix(([1.0, 2], [0, 1], [0, 1, 9]), shape=(2, 2)), "end with 2"),
        (lambda: sparse.row_sparse_array(([[1.0]], [7]), shape=(2, 1)), "rows"),
        (lambda: sparse.row_sparse_array(([[1.0]], [-1]), shape=(2, 1)), "rows"),
    ],
)
def test_indices_that_lead_outside_are_told_when_they_are_followed(make, says):
    array = make()
    for use in (array.check_format, array.asnumpy, lambda: nd.sqrt(array).asnumpy(),
                lambda: array + array, lambda: nd.dot(array, nd.ones((array.shape[1], 1))),
                lambda: nd.cos(array)):  # fmt: skip
        with pytest.raises(mx.MXNetError, match=says):
            use()


@pytest.mark.parametrize(
    "make, error",
    [
        (lambda: sparse.csr_matrix(([1.0], [0, 1], [0, 1]), shape=(1, 2)), mx.MXNetError),
        (lambda: sparse.csr_matrix(([1.0], [0], [0, 1]), shape=(5, 2)), mx.MXNetError),
        (lambda: sparse.csr_matrix(([1.0], ([5], [0])), shape=(2, 2)), ValueError),
        (lambda: sparse.csr_matrix(([1.0], ([-1], [0])), shape=(2, 2)), ValueError),
        (lambda: sparse.csr_matrix(([1.0, 2], ([0], [0])), shape=(2, 2)), ValueError),
        (lambda: sparse.csr_matrix(([1.0], [0], [0, 1]), shape=(-1, 2)), ValueError),
        (lambda: sparse.row_sparse_array(([[1.0]], [0, 1]), shape=(2, 1)), mx.MXNetError),
        (lambda: nd.ones((2, 2), stype="csr"), mx.MXNetError),
        (lambda: csr()[5], IndexError),
        (lambda: nd.sparse.retain(rows(), [1]), TypeError),
        (lambda: nd.elemwise_add(csr(), csr().astype("float64")), mx.MXNetError),
        (lambda: nd.elemwise_add(csr(), rows()), mx.MXNetError),
        (lambda: nd.add_n(rows(), sparse.zeros("row_sparse", (2, 2))), mx.MXNetError),
        (lambda: nd.concat(csr(), sparse.zeros("csr", (2, 2)), dim=0), mx.MXNetError),
        (lambda: sparse.zeros("row_sparse", (2, -1)), mx.MXNetError),
    ],
)
def test_what_does_not_fit_is_refused(make, error):
    with pytest.raises(error):
        make()


def test_rows_beyond_the_end_end_a_loop():
    assert [row.asnumpy().tolist() for row in csr()] == [[[1, 0, 2, 0]], [[0] * 4], [[0, 3, 0, 0]]]


def test_scipy_matrices_come_and_go():
    scipy_sparse = pytest.importorskip("scipy.sparse")
    unsorted = scipy_sparse.csr_matrix(
        ([1.0, 2, 4], [2, 0, 2], [0, 3]), shape=(1, 3), dtype="float32"
    )
    array = nd.array(unsorted)
    array.check_format()
    assert array.asnumpy().tolist() == [[2, 0, 5]]
    assert unsorted.data.tolist() == [1, 2, 4]  # as it was
    back = csr().asscipy()
    assert back.dtype == np.float32 and (back.toarray() == csr().asnumpy()).all()
    assert nd.array(scipy_sparse.coo_matrix(np.eye(2))).stype == "csr"


def test_dense_arrays_take_sparse_ones_in_place():
    x = nd.ones((3, 4))
    x += csr()
    x -= csr()
    x *= csr()
    assert (x.asnumpy() == csr().asnumpy()).all()
    x[:] = csr() * 2
    x[0:1] = csr()[2]
    assert x.asnumpy().tolist() == [[0, 3, 0, 0], [0] * 4, [0, 6, 0, 0]]


def test_results_go_where_out_says():
    out = sparse.zeros("row_sparse", (5, 2))
    assert nd.elemwise_add(rows(), rows(), out=out) is out
    assert out.indices.asnumpy().tolist() == [1, 3]
    nd.broadcast_add(nd.ones((5, 2)), nd.ones((1, 2)), out=out)
    assert (out.asnumpy() == 2).all()
    dense = nd.zeros((3, 4))
    nd.sqrt(csr(), out=dense)
    assert dense.asnumpy()[0, 0] == 1
    with pytest.raises(mx.MXNetError, match="out has shape"):
        nd.sqrt(csr(), out=out)


def test_states_in_sparse_arrays_are_written():
    gamma, mean = nd.ones((2,)).tostype("row_sparse"), nd.ones((2,)).tostype("row_sparse")
    with mx.autograd.train_mode():
        nd.BatchNorm(nd.array([[1, 2], [3, 4]]), gamma, nd.zeros((2,)), mean, nd.ones((2,)),
                     momentum=0.5, fix_gamma=False)  # fmt: skip
    assert mean.asnumpy().tolist() == [1.5, 2]


def test_a_dense_copy_is_told_once(caplog):
    operator = "arccosh"  # of no other test here
    with caplog.at_level(logging.WARNING, "mxnet"):
        for _ in range(2):
            getattr(nd, operator)(csr())
    told = [record for record in caplog.records if operator in record.getMessage()]
    assert len(told) == 1 and "csr" in told[0].getMessage()


def test_they_are_shown_in_short():
    assert repr(csr()) == "\n<CSRNDArray 3x4 @cpu(0)>"
    assert "CSRNDArray 3x4" in csr()._repr_html_()
    assert csr().size == 12 and len(csr()) == 3 and csr().T.shape == (4, 3)


def test_what_is_too_large_to_be_dense_says_so():
    few = sparse.row_sparse_array(([[1.0, 2]], [5]), shape=(1 << 50, 2))
    assert (few * 2).data.asnumpy().tolist() == [[2, 4]]
    with pytest.raises(mx.MXNetError, match="memory"):
        few.asnumpy()
