"""Symbols of arrays whose first axis is left open, as begin states of recurrent cells are."""

import numpy as np
import pytest

import mxnet as mx


def _sum(make):
    return make + mx.sym.Variable("x")


@pytest.mark.parametrize(
    "make",
    [
        lambda: mx.sym.zeros((0, 4)),
        lambda: mx.sym.ones((0, 4)),
        lambda: mx.sym.full((0, 4), 2),
        lambda: mx.sym.random.uniform(0, 1, (0, 4)),
        lambda: mx.sym.zeros((0, 0)),
        lambda: mx.sym.zeros((-1, 4)),
    ],
)
def test_an_open_axis_follows_from_where_it_is_used(make):
    net = _sum(make())
    assert net.infer_shape(x=(3, 4)) == ([(3, 4)], [(3, 4)], [])
    assert net.simple_bind(mx.cpu(), x=(3, 4)).forward()[0].shape == (3, 4)


def test_nothing_known_is_told_as_unknown():
    assert _sum(mx.sym.zeros((0, 4))).infer_shape_partial() == ([(0, 4)], [(0, 4)], [])
    with pytest.warns(UserWarning):
        assert mx.sym.zeros((0, 4)).infer_shape() == (None, None, None)


def test_gradients_and_values_pass_beside_an_open_array():
    net = _sum(mx.sym.ones((0, 2)))
    exe = net.simple_bind(mx.cpu(), x=(3, 2))
    exe.arg_dict["x"][:] = 2
    assert (exe.forward(is_train=True)[0].asnumpy() == 3).all()
    exe.backward(mx.nd.full((3, 2), 5))
    assert (exe.grad_dict["x"].asnumpy() == 5).all()


def test_a_cached_op_takes_each_batch_size():
    op = mx.nd.CachedOp(_sum(mx.sym.zeros((0, 2))))
    for batch in (3, 5):
        assert np.array_equal(op(mx.nd.ones((batch, 2))).asnumpy(), np.ones((batch, 2)))


def test_under_np_shape_a_zero_is_a_length():
    with mx.util.np_shape(True):
        empty = mx.sym.zeros((0, 4))
        assert empty.infer_shape() == ([], [(0, 4)], [])
        joined = mx.sym.concat(empty, mx.sym.var("x"), dim=0)
        assert joined.infer_shape(x=(2, 4))[1] == [(2, 4)]
        assert _sum(mx.sym.zeros((-1, 4))).infer_shape(x=(3, 4))[1] == [(3, 4)]


@pytest.mark.parametrize(
    "make",
    [
        lambda: mx.sym.random.normal(),
        lambda: mx.sym.random.randn(),
        lambda: mx.sym.random.uniform(shape=()),
        lambda: mx.sym.zeros(()),
    ],
)
def test_without_a_shape_all_axes_come_from_where_it_is_used(make):
    y = make() + mx.sym.var("x")
    assert y.infer_shape(x=(2, 3))[1] == [(2, 3)]
    assert y.bind(mx.cpu(), {"x": mx.nd.zeros((2, 3))}).forward()[0].shape == (2, 3)
    with mx.util.np_shape(True):
        assert mx.sym.zeros(()).infer_shape()[1] == [()]
