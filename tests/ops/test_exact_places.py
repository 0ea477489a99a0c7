"""Gradients and indices at places where formulas of the textbook divide by zero or round.

The reference, and often torch, give zeros, NaN or a neighbouring index there; so do not look for
these numbers in the recordings.
"""

import numpy as np
import pytest

import mxnet as mx
from mxnet import autograd, nd


def gradient(function, values):
    """Return the gradient of the sum of a function at float64 values."""
    x = nd.array(values, dtype="float64")
    x.attach_grad()
    with autograd.record():
        y = function(x)
    y.backward()
    return x.grad.asnumpy()


def cofactors(matrix):
    """Return the derivative of the determinant, minor by minor."""
    n = len(matrix)
    out = np.empty((n, n))
    for i in range(n):
        for j in range(n):
            minor = np.delete(np.delete(matrix, i, 0), j, 1)
            out[i, j] = (-1) ** (i + j) * np.linalg.det(minor)
    return out


SINGULAR = [
    [[1, 2], [2, 4]],
    [[1, 2, 3], [4, 5, 6], [5, 7, 9]],
    [[0, 0, 0], [0, 1, 2], [0, 3, 4]],
    [[1, 1, 1], [1, 1, 1], [1, 1, 1]],
]


@pytest.mark.parametrize("matrix", SINGULAR)
def test_determinant_of_a_singular_matrix(matrix):
    matrix = np.array(matrix, "float64")
    found = gradient(nd.linalg.det, matrix)
    np.testing.assert_allclose(found, cofactors(matrix), atol=1e-9)


def test_determinants_of_a_stack_with_singular_matrices():
    stack = np.array([SINGULAR[1], np.eye(3) * 2, SINGULAR[2]], "float64")
    found = gradient(nd.linalg.det, stack)
    np.testing.assert_allclose(found, [cofactors(m) for m in stack], atol=1e-9)


def test_second_order_of_a_singular_determinant_is_refused():
    x = nd.array(SINGULAR[0])
    x.attach_grad()
    with autograd.record():
        y = nd.linalg.det(x)
        g = autograd.grad(y, x, create_graph=True)[0]
        z = (g * g).sum()
    with pytest.raises(mx.base.MXNetError, match="singular"):
        z.backward()


def test_second_order_of_products_with_zeros():
    x = nd.array([[0, 0, 3, 4], [0, 2, 3, 4]], dtype="float64")
    x.attach_grad()
    with autograd.record():
        y = nd.prod(x, axis=1)
        g = autograd.grad(y, x, create_graph=True)[0]
    weights = nd.array([[1, 1, 1, 1], [1, 0, 0, 0]], dtype="float64")
    g.backward(weights)
    # d²/dx_i dx_j is the product of the other two.
    np.testing.assert_allclose(x.grad.asnumpy(), [[12, 12, 0, 0], [0, 12, 8, 6]])


def test_norm_of_zeros_has_no_slope():
    np.testing.assert_array_equal(gradient(nd.norm, np.zeros(3)), np.zeros(3))


def test_projection_on_eigenvectors_of_one_eigenvalue():
    """Eigenvectors of equal eigenvalues are arbitrary; what they span is not."""
    def projection(x):
        u = nd.linalg.syevd(x)[0]
        both = nd.slice_axis(u, axis=0, begin=0, end=2)
        return nd.dot(both, both, transpose_a=True) * nd.array([[1, 2, 3], [2, 4, 5], [3, 5, 6]],
                                                               dtype="float64")

    point, weights = np.diag([1.0, 1.0, 3.0]), np.array([[1, 2, 3], [2, 4, 5], [3, 5, 6.0]])
    found = gradient(projection, point)
    for turn in ([[0, 0, 1], [0, 0, 0], [1, 0, 0]], [[0, 1, 0], [1, 0, 0], [0, 0, 0]],
                 [[0, 0, 0], [0, 0, 1], [0, 1, 0]], np.eye(3)):
        turn, step = np.array(turn, "float64"), 1e-6
        wanted = (span(point + step * turn) - span(point - step * turn)) / (2 * step)
        np.testing.assert_allclose((found * turn).sum(), (wanted * weights).sum(), atol=1e-6)


def span(matrix):
    """Return the projection on the two lowest eigenvectors."""
    vectors = np.linalg.eigh(matrix)[1][:, :2]
    return vectors @ vectors.T


LONG = 2**24 + 2  # float32 holds no odd number from 2**24 on


@pytest.fixture(scope="module")
def long_row():
    """Zeros but for the last entry, whose index float32 cannot hold."""
    return nd.one_hot(nd.array([LONG - 1], dtype="int32"), LONG, dtype="uint8").reshape((-1,))


def test_index_that_float32_cannot_hold_is_exact_as_integer(long_row):
    assert nd.topk(long_row, k=1, dtype="int32").asscalar() == LONG - 1
    assert nd.argmax(long_row.astype("int32"), axis=0).asscalar() == LONG - 1


def test_index_that_float32_cannot_hold_warns(long_row):
    with pytest.warns(RuntimeWarning, match="does not fit float32"):
        nd.topk(long_row, k=1)


def test_index_that_an_integer_cannot_hold_is_refused(long_row):
    with pytest.raises(mx.base.MXNetError, match="argmax.*does not fit uint8"):
        nd.argmax(long_row, axis=0)


def test_index_that_fits_is_quiet(long_row, recwarn):
    assert nd.topk(long_row, k=1, is_ascend=True).asscalar() == 0
    assert not recwarn.list


def test_nan_sorts_last():
    x = nd.array([2, np.nan, -np.inf, 1, np.nan, np.inf])
    np.testing.assert_array_equal(nd.argsort(x).asnumpy(), [2, 3, 0, 5, 1, 4])
    np.testing.assert_array_equal(nd.argsort(x, is_ascend=False).asnumpy(), [1, 4, 5, 0, 3, 2])
    np.testing.assert_array_equal(nd.topk(x, k=1, is_ascend=True).asnumpy(), [2])


def test_norm_does_not_overflow():
    for dtype, big in (("float16", 3e4), ("float32", 3e30), ("float64", 3e200)):
        x = nd.array([big, big], dtype=dtype)
        np.testing.assert_allclose(nd.norm(x).asscalar(), np.sqrt(2) * big, rtol=1e-3)
