"""`mx.contrib.autograd`, the first interface to gradients, and `mx.contrib.nd`."""

import numpy as np
import pytest

import mxnet as mx
from mxnet.contrib import autograd as first


def state():
    return mx.autograd.is_recording(), mx.autograd.is_training()


def test_sections_switch_both_states_and_put_them_back():
    with first.train_section():
        assert state() == (True, True)
        with first.test_section():
            assert state() == (False, False)
        assert state() == (True, True)
    assert state() == (False, False)
    assert first.set_is_training(True) is False
    assert first.set_is_training(False) is True
    assert state() == (False, False)


def test_gradients_of_all_arguments_and_the_loss():
    x, y = mx.nd.array([1.0, 2.0]), mx.nd.array([3.0, 4.0])
    gradients, loss = first.grad_and_loss(lambda x, y: x * x * y)(x, y)
    np.testing.assert_array_equal(gradients[0].asnumpy(), [6, 16])
    np.testing.assert_array_equal(gradients[1].asnumpy(), [1, 4])
    np.testing.assert_array_equal(loss.asnumpy(), [3, 16])


def test_gradient_of_one_argument_and_of_a_sum_of_outputs():
    x, y = mx.nd.array([1.0, 2.0]), mx.nd.array([3.0, 4.0])
    (gradient,) = first.grad(lambda x, y: (x * x * y, x), argnum=0)(x, y)
    np.testing.assert_array_equal(gradient.asnumpy(), [7, 17])


def test_gradients_add_up_where_asked():
    x, gradient = mx.nd.array([1.0]), mx.nd.zeros(1)
    first.mark_variables([x], [gradient], "add")
    with first.train_section():
        y = x * 3
    first.compute_gradient([y])
    with first.train_section():
        y = x * 3
    first.backward([y], [mx.nd.array([2.0])])
    assert gradient.asscalar() == 9


def test_what_is_no_array_is_refused():
    with pytest.raises(AssertionError, match="NDArray"):
        first.grad_and_loss(lambda x: x)(3)
    with pytest.raises(AssertionError, match="list or tuple"):
        first.backward(mx.nd.ones(1))


def test_the_older_place_holds_the_same_functions():
    assert mx.contrib.nd.rand_zipfian is mx.nd.contrib.rand_zipfian
    assert "isnan" in dir(mx.contrib.ndarray)
    with pytest.raises(AttributeError):
        mx.contrib.nd.no_such_function  # noqa: B018


def test_zipfian_draws_as_often_as_expected():
    mx.random.seed(7)
    drawn, true, expected = mx.nd.contrib.rand_zipfian(mx.nd.arange(10), 20000, 10)
    counts = np.bincount(drawn.asnumpy(), minlength=10)
    assert drawn.dtype == np.int64
    assert true.dtype == np.float64
    np.testing.assert_allclose(true.asnumpy().sum(), 20000)
    np.testing.assert_allclose(counts, true.asnumpy(), rtol=0.1)
    np.testing.assert_allclose(expected.asnumpy(), true.asnumpy()[drawn.asnumpy()])
