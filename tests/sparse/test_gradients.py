"""Gradients that meet sparse arrays, on their way and at their end."""

import numpy as np
import pytest

import mxnet as mx
from mxnet import autograd, nd
from mxnet.ndarray import sparse


def matrix():
    """Return a csr matrix and its dense values."""
    dense = np.array([[1, 0, 2, 0], [0, 0, 0, 0], [0, 3, 0, 0]], "float32")
    return nd.array(dense).tostype("csr"), dense


@pytest.mark.parametrize("stype", ["default", "row_sparse"])
@pytest.mark.parametrize("request_", ["write", "add"])
def test_a_product_with_csr(stype, request_):
    csr, dense = matrix()
    weight = nd.array(np.arange(8).reshape(4, 2))
    weight.attach_grad(request_, stype=stype)
    for _ in range(2):
        with autograd.record():
            loss = (nd.dot(csr, weight) * nd.array([[1, 2], [3, 4], [5, 6]])).sum()
        loss.backward()
    wanted = dense.T @ np.array([[1, 2], [3, 4], [5, 6]])
    assert weight.grad.stype == stype
    np.testing.assert_allclose(
        weight.grad.asnumpy(), wanted * (2 if request_ == "add" else 1), rtol=1e-6
    )
    if stype == "row_sparse":
        assert weight.grad.indices.asnumpy().tolist() == [0, 1, 2]


@pytest.mark.parametrize("transpose", [False, True])
@pytest.mark.parametrize("left", ["csr", "default"])
def test_products_agree_with_dense_ones_to_the_second_order(left, transpose):
    csr, dense = matrix()
    shape = (3, 2) if transpose else (4, 2)

    def loss(x):
        factor = csr if left == "csr" else nd.array(dense)
        return (nd.dot(factor, x, transpose_a=transpose) ** 3).sum()

    x = nd.array(np.linspace(-1, 1, 6 if transpose else 8).reshape(shape))
    x.attach_grad()
    with autograd.record():
        first = autograd.grad(loss(x), [x], create_graph=True)[0]
        (first**2).sum().backward()
    factor = dense.T if transpose else dense
    y = factor @ x.asnumpy()
    g = factor.T @ (3 * y**2)
    np.testing.assert_allclose(first.asnumpy(), g, rtol=1e-5)
    np.testing.assert_allclose(x.grad.asnumpy(), factor.T @ (6 * y * (factor @ (2 * g))), rtol=1e-4)


def test_the_csr_factor_has_a_gradient_too():
    csr, dense = matrix()
    csr.attach_grad()
    weight = nd.array(np.arange(8).reshape(4, 2))
    with autograd.record():
        loss = nd.dot(csr, weight).sum()
    loss.backward()
    assert csr.grad.stype == "csr"
    wanted = np.ones((3, 2)) @ np.arange(8).reshape(4, 2).T
    np.testing.assert_allclose(csr.grad.asnumpy(), wanted)


@pytest.mark.parametrize("hybridize", [False, True])
def test_an_embedding_gives_only_the_rows_it_read(hybridize):
    layer = mx.gluon.nn.Embedding(6, 2, sparse_grad=True)
    layer.initialize()
    if hybridize:
        layer.hybridize()
    with autograd.record():
        loss = (layer(nd.array([4, 1, 4])) * nd.array([[1, 2], [3, 4], [5, 6]])).sum()
    loss.backward()
    grad = layer.weight.grad()
    assert grad.stype == "row_sparse"
    assert grad.indices.asnumpy().tolist() == [1, 4]
    assert grad.data.asnumpy().tolist() == [[3, 4], [6, 8]]


def test_rows_read_twice_add_up_and_dense_parts_join_in():
    weight = nd.ones((4, 2))
    for stype, rows in (("row_sparse", [0, 1, 2, 3]), ("default", None)):
        weight.attach_grad(stype=stype)
        with autograd.record():
            few = nd.Embedding(nd.array([1]), weight, input_dim=4, output_dim=2, sparse_grad=True)
            more = nd.Embedding(nd.array([2]), weight, input_dim=4, output_dim=2, sparse_grad=True)
            loss = few.sum() + 2 * more.sum() + 3 * (weight * weight).sum() / 2
        loss.backward()
        assert weight.grad.asnumpy().tolist() == [[3, 3], [4, 4], [5, 5], [3, 3]]
        if rows:
            assert weight.grad.indices.asnumpy().tolist() == rows


def test_gradients_of_sparse_embeddings_can_be_differentiated_again():
    weight = nd.array([[1, 2], [3, 4], [5, 6]])
    weight.attach_grad()
    with autograd.record():
        out = nd.Embedding(nd.array([2, 0]), weight, input_dim=3, output_dim=2, sparse_grad=True)
        first = autograd.grad((out**3).sum(), [weight], create_graph=True)[0]
        assert first.stype == "row_sparse"
        (first * first).sum().backward()
    values = weight.asnumpy() * np.array([[1], [0], [1]])
    np.testing.assert_allclose(weight.grad.asnumpy(), 36 * values**3, rtol=1e-5)


@pytest.mark.parametrize("stype", ["csr", "row_sparse"])
def test_conversions_sums_and_parts_pass_gradients_on(stype):
    x = nd.array([[0, 1], [2, 0], [0, 0]])
    x.attach_grad()
    weights = nd.array([[1, 2], [3, 4], [5, 6]])
    with autograd.record():
        few = x.tostype(stype)
        both = few + few * 2
        loss = (both.tostype("default") * weights).sum()
    assert both.stype == stype
    loss.backward()
    np.testing.assert_allclose(x.grad.asnumpy(), 3 * weights.asnumpy())


def test_rows_that_were_retained_pass_gradients_on():
    x = nd.array([[1, 2], [3, 4], [5, 6]]).tostype("row_sparse")
    x.attach_grad()
    with autograd.record():
        loss = (sparse.retain(x, nd.array([2, 0])) * 2).sum()
    loss.backward()
    assert x.grad.indices.asnumpy().tolist() == [0, 2]
    assert x.grad.data.asnumpy().tolist() == [[2, 2], [2, 2]]


def test_operators_without_a_sparse_form_pass_gradients_on():
    x = nd.array([[0, 1], [2, 0]]).tostype("csr")
    x.attach_grad()
    with autograd.record():
        loss = nd.exp(x).sum()
    loss.backward()
    np.testing.assert_allclose(x.grad.asnumpy(), np.exp(x.asnumpy()), rtol=1e-6)


def test_sparse_heads_take_sparse_and_dense_seeds():
    for seed in (nd.ones((2, 2)) * 3, nd.array([[0, 3], [3, 0]]).tostype("csr")):
        x = nd.array([[0, 1], [2, 0]]).tostype("csr")
        x.attach_grad(stype="default")
        with autograd.record():
            y = x * 2
        y.backward(seed)
        np.testing.assert_allclose(x.grad.asnumpy(), 2 * seed.asnumpy())


def test_a_gradient_of_nothing_empties_the_buffer():
    x = nd.ones((3, 2)).tostype("row_sparse")
    x.attach_grad()
    x.grad[:] = 5
    with autograd.record():
        loss = nd.sign(x).sum()
    loss.backward()
    assert x.grad.asnumpy().any() == np.False_


def test_writes_while_recording_are_refused():
    x = nd.ones((3, 2)).tostype("row_sparse")
    x.attach_grad()
    with autograd.record():
        with pytest.raises(mx.MXNetError, match="Inplace operations"):
            x[:] = 2
        with pytest.raises(mx.MXNetError, match="Inplace operations"):
            x += x
    assert (x.asnumpy() == 1).all()


def test_what_was_kept_stays_what_it_was():
    csr, dense = matrix()
    weight = nd.ones((4, 2))
    weight.attach_grad()
    with autograd.record():
        loss = nd.dot(csr, weight).sum()
    csr[:] = nd.zeros((3, 4))
    loss.backward()
    np.testing.assert_allclose(weight.grad.asnumpy(), dense.T @ np.ones((3, 2)))
