"""Function: operators whose backward a program writes."""

import numpy as np
import pytest

import mxnet as mx
from mxnet import autograd, nd


class Divide(autograd.Function):
    """Quotient and product, with the gradients by hand."""

    def forward(self, x, y):
        self.save_for_backward(x, y)
        return x / y, x * y

    def backward(self, dm, dn):
        x, y = self.saved_tensors
        return dm / y + dn * y, dn * x - dm * x / y / y


class Sigmoid(autograd.Function):
    """Keeps its own output."""

    def forward(self, x):
        y = 1 / (1 + nd.exp(-x))
        self.save_for_backward(y)
        return y

    def backward(self, dy):
        (y,) = self.saved_tensors
        return dy * y * (1 - y)


class NumpySine(autograd.Function):
    """NumPy inside."""

    def forward(self, x):
        self.x = x
        return nd.array(np.sin(x.asnumpy()))

    def backward(self, dy):
        return nd.array(np.cos(self.x.asnumpy())) * dy


def variable(values):
    x = nd.array(values)
    x.attach_grad()
    return x


def test_several_inputs_and_outputs():
    x, y = variable([1.0, 2.0]), variable([4.0, 5.0])
    with autograd.record():
        m, n = Divide()(x, y)
        autograd.backward([m, n], [nd.array([1.0, 1.0]), nd.array([10.0, 10.0])])
    np.testing.assert_allclose(x.grad.asnumpy(), 1 / np.array([4, 5.0]) + 10 * np.array([4, 5.0]))
    np.testing.assert_allclose(y.grad.asnumpy(), [10 - 1 / 16, 20 - 2 / 25], rtol=1e-6)


def test_one_of_the_outputs_used():
    x, y = variable([1.0]), variable([4.0])
    with autograd.record():
        m, _ = Divide()(x, y)
    m.backward()
    assert x.grad.asscalar() == 0.25


def test_used_twice_keeps_each_call_apart():
    f = Sigmoid()
    x, y = variable([0.0]), variable([2.0])
    with autograd.record():
        z = f(x) + f(y)
    z.backward()
    s = 1 / (1 + np.exp(-2.0))
    np.testing.assert_allclose(
        [x.grad.asscalar(), y.grad.asscalar()], [0.25, s * (1 - s)], rtol=1e-6
    )


def test_nested():
    x = variable([0.3])
    with autograd.record():
        z = Sigmoid()(Sigmoid()(x))
    z.backward()
    inner = 1 / (1 + np.exp(-0.3))
    outer = 1 / (1 + np.exp(-inner))
    np.testing.assert_allclose(
        x.grad.asscalar(), outer * (1 - outer) * inner * (1 - inner), rtol=1e-5
    )


def test_numpy_inside():
    x = variable([0.3, 0.4])
    with autograd.record():
        y = NumpySine()(x * 2)
    y.backward()
    np.testing.assert_allclose(x.grad.asnumpy(), 2 * np.cos([0.6, 0.8]), rtol=1e-6)


def test_differentiated_again():
    x = variable([0.7])
    with autograd.record():
        y = Sigmoid()(x)
        dy = autograd.grad(y, [x], create_graph=True)[0]
    dy.backward()
    s = 1 / (1 + np.exp(-0.7))
    np.testing.assert_allclose(x.grad.asscalar(), s * (1 - s) * (1 - 2 * s), rtol=1e-5)


def test_numpy_inside_differentiated_again_is_refused():
    """1.9.1 has no second order; a constant in its place would be a silently wrong gradient."""
    x = variable([0.7])
    with autograd.record():
        y = NumpySine()(x * 1)
        with pytest.raises(mx.MXNetError, match="NumpySine.backward takes numbers out"):
            autograd.grad(y, [x], create_graph=True)
    x.asnumpy()  # outside, it is free again


def test_numpy_of_a_constant_may_be_differentiated_again():
    class Doubled(autograd.Function):
        def forward(self, x):
            return x * 2

        def backward(self, dy):
            return nd.array(dy.detach().asnumpy() * 2)

    x = variable([0.7])
    with autograd.record():
        dy = autograd.grad(Doubled()(x), [x], create_graph=True)[0]
    assert dy.asscalar() == 2


def test_unrecorded_it_is_just_forward():
    assert Sigmoid()(nd.array([0.0])).asscalar() == 0.5


def test_inputs_that_are_not_variables():
    class AddOne(autograd.Function):
        def forward(self, x):
            return x + 1

        def backward(self, dy):
            return dy

    with autograd.record():
        x = nd.zeros((3, 4))
        for _ in range(5):
            x = AddOne()(x)
    assert (x.asnumpy() == 5).all()


def test_wrong_number_of_gradients():
    class Wrong(Divide):
        def backward(self, dm, dn):
            return dm

    x, y = variable([1.0]), variable([4.0])
    with autograd.record():
        m, _ = Wrong()(x, y)
    with pytest.raises(mx.MXNetError, match="Wrong.backward returned 1 gradients for 2 inputs"):
        m.backward()


def test_errors_in_user_code_keep_their_own_traceback():
    class Broken(Sigmoid):
        def backward(self, dy):
            raise LookupError("mine")

    x = variable([1.0])
    with autograd.record():
        y = Broken()(x)
    with pytest.raises(LookupError, match="mine"):
        y.backward()


def test_what_was_saved_must_not_change():
    x = variable([1.0])
    y = variable([2.0])
    with autograd.record():
        m, _ = Divide()(x, y)
    y[:] = 5
    with pytest.raises(mx.MXNetError, match="written to"):
        m.backward()


class Returns(autograd.Function):
    """Doubles; its backward returns what it was given, whatever arrives."""

    def __init__(self, given):
        super().__init__()
        self.given = given

    def forward(self, x):
        return x * 2

    def backward(self, dy):
        return self.given


def test_a_gradient_is_broadcast_and_cast_to_its_input():
    for given in (nd.full((1,), 4), nd.full((3,), 4, dtype="float64")):
        x = nd.ones((3,))
        x.attach_grad()
        with autograd.record():
            y = Returns(given)(x)
        y.backward()
        assert x.grad.asnumpy().tolist() == [4, 4, 4]


def test_a_gradient_of_another_shape_is_refused_by_name():
    x = nd.ones((3,))
    x.attach_grad()
    with autograd.record():
        y = Returns(nd.ones((7,)))(x)
    with pytest.raises(mx.MXNetError, match=r"Returns.backward .* \(7,\); input 0 needs \(3,\)"):
        y.backward()
