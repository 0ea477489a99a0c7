"""Function: what forward leaves on `self`, and gradients of every order through it."""

import gc
import weakref
from types import SimpleNamespace

import numpy as np
import pytest

import mxnet as mx
from mxnet import autograd, nd


def variable(values):
    x = nd.array(values)
    x.attach_grad()
    return x


class Keeps(autograd.Function):
    """The sigmoid; how forward keeps a half-way result is up to the test."""

    def __init__(self, put, get):
        super().__init__()
        self.put, self.get, self.box, self.pile = put, get, SimpleNamespace(), []

    def forward(self, x):
        e = nd.exp(-x)
        y = 1 / (1 + e)
        self.put(self, x, e, y)
        return y

    def backward(self, dy):
        return dy * self.get(self)


def keep(name, pick):
    return lambda self, x, e, y: setattr(self, name, pick(x, e, y))


def slope_from_e(e):
    return e / (1 + e) ** 2


WAYS = {
    "an intermediate": (keep("e", lambda x, e, y: e), lambda s: slope_from_e(s.e)),
    "the output": (keep("y", lambda x, e, y: y), lambda s: s.y * (1 - s.y)),
    "the input": (keep("x", lambda x, e, y: x), lambda s: slope_from_e(nd.exp(-s.x))),
    "a part of the input": (
        keep("x", lambda x, e, y: x[:].reshape((-1,))),
        lambda s: slope_from_e(nd.exp(-s.x)),
    ),
    "a tuple": (keep("all", lambda x, e, y: (x, [e, y])), lambda s: s.all[1][0] * s.all[1][1] ** 2),
    "a dictionary": (
        keep("all", lambda x, e, y: {"e": e, "y": y}),
        lambda s: s.all["e"] * s.all["y"] ** 2,
    ),
    "a list from before": (
        lambda s, x, e, y: s.pile.append(e * 1),
        lambda s: slope_from_e(s.pile[-1]),
    ),
    "an object from before": (
        lambda s, x, e, y: setattr(s.box, "e", e),
        lambda s: slope_from_e(s.box.e),
    ),
    "a closure": (
        keep("slope", lambda x, e, y: lambda: slope_from_e(e)),
        lambda s: s.slope(),
    ),
    "saved, neither input nor output": (
        lambda s, x, e, y: s.save_for_backward(y, e),
        lambda s: s.saved_tensors[1] * s.saved_tensors[0] ** 2,
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_kept_on_self_to_the_third_order(way):
    at = [nd.array([0.3, -1.2])]
    assert autograd.check_gradients(lambda x: Keeps(*WAYS[way])(x), at, order=3)


@pytest.mark.parametrize("way", WAYS)
def test_kept_on_self_nested(way):
    at = [nd.array([0.3, -1.2])]
    assert autograd.check_gradients(
        lambda x: Keeps(*WAYS[way])(Keeps(*WAYS[way])(x * 2) + x), at, order=2
    )


@pytest.mark.parametrize("way", ["an intermediate", "the output", "a tuple", "a dictionary",
                                 "saved, neither input nor output"])  # fmt: skip
def test_one_object_called_twice(way):
    """Each call's backward finds what that call kept."""

    def twice(x):
        f = Keeps(*WAYS[way])
        return f(x) * f(x * x)

    assert autograd.check_gradients(twice, [nd.array([0.3, -1.2])], order=2)


class Polar(autograd.Function):
    """Two inputs, two outputs, and a radius kept in between."""

    def forward(self, x, y):
        self.x, self.y = x, y
        self.squared = x * x + y * y
        self.radius = nd.sqrt(self.squared)
        return self.radius, y / x

    def backward(self, dr, dq):
        dx = dr * self.x / self.radius - dq * self.y / (self.x * self.x)
        return dx, dr * self.y / self.radius + dq / self.x


def test_several_outputs():
    at = [nd.array([1.5, 0.7]), nd.array([0.4, -2.0])]
    assert autograd.check_gradients(lambda x, y: Polar()(x, y)[0], at, order=3)
    assert autograd.check_gradients(lambda x, y: sum(Polar()(x, y)), at, order=2)


def test_an_output_keeps_the_programs_own_gradient():
    """A straight-through estimator: the output on self is differentiated by backward's rule."""

    class Round(autograd.Function):
        def forward(self, x):
            self.y = nd.round(x)
            return self.y

        def backward(self, dy):
            return dy * self.y  # d/dx of round(x)²/2, straight through

    x = variable([1.7, -2.6])
    with autograd.record():
        (dx,) = autograd.grad(Round()(x), [x], create_graph=True)
    dx.backward()
    assert dx.asnumpy().tolist() == [2, -3]
    assert x.grad.asnumpy().tolist() == [2, -3]  # dy * self.y once more, with dy of 1


def test_numpy_numbers_on_self():
    class Scaled(autograd.Function):
        def forward(self, x):
            self.scale = np.sqrt(np.float32(x.shape[0]))
            self.order = np.array([1, 0])
            return x * x * self.scale

        def backward(self, dy):
            return 2 * self.saved() * dy * self.scale

        def saved(self):
            return self.x

        def __call__(self, x):
            self.x = x
            return super().__call__(x)

    x = variable([1.0, 2.0])
    with autograd.record():
        (dx,) = autograd.grad(Scaled()(x), [x], create_graph=True)
    dx.backward()
    np.testing.assert_allclose(x.grad.asnumpy(), 2 * np.sqrt(2) * np.ones(2), rtol=1e-6)


class NumpyInForward(autograd.Function):
    """The exponential by NumPy; backward keeps what `what` makes of it."""

    def __init__(self, what):
        super().__init__()
        self.what = what

    def forward(self, x):
        y = nd.array(np.exp(x.asnumpy()))
        self.kept = self.what(y)
        return y

    def backward(self, dy):
        return dy * self.kept


def test_numpy_in_forward_with_the_output_kept():
    x = variable([0.5, -1.0])
    with autograd.record():
        y = NumpyInForward(lambda y: y)(x)
        for _ in range(3):
            (y,) = autograd.grad(y, [x], create_graph=True)
    np.testing.assert_allclose(y.asnumpy(), np.exp([0.5, -1.0]), rtol=1e-6)


@pytest.mark.parametrize("what", [lambda y: y + 0, lambda y: [y, y.copy()][1]])
def test_numpy_in_forward_with_something_else_kept_is_refused(what):
    """The tape does not see NumPy; a constant would be a silently wrong second order."""
    x = variable([0.5])
    with autograd.record():
        y = NumpyInForward(what)(x)
        with pytest.raises(mx.MXNetError, match="NumpyInForward.forward takes numbers out"):
            autograd.grad(y, [x], create_graph=True)
    y.backward()  # the first order is as ever
    np.testing.assert_allclose(x.grad.asnumpy(), np.exp([0.5]), rtol=1e-6)


def test_random_numbers_are_drawn_again_alike():
    class Noisy(autograd.Function):
        def forward(self, x):
            self.noise = nd.random.uniform(1, 2, shape=x.shape)
            self.product = self.noise * x
            return self.product * x

        def backward(self, dy):
            return 2 * dy * self.product

    mx.random.seed(3)
    x = variable([1.0, 2.0, 3.0])
    f = Noisy()
    with autograd.record():
        y = f(x)
        nd.random.uniform(shape=(5,))  # what is drawn in between does not matter
        (dx,) = autograd.grad(y, [x], create_graph=True)
    state = nd.random.uniform(shape=(2,)).asnumpy()
    dx.backward()
    np.testing.assert_allclose(x.grad.asnumpy(), 2 * f.noise.asnumpy(), rtol=1e-6)
    mx.random.seed(3)
    nd.random.uniform(shape=(3,)), nd.random.uniform(shape=(5,))
    assert (nd.random.uniform(shape=(2,)).asnumpy() == state).all()  # nor does it disturb


def test_numbers_that_cannot_be_drawn_again_are_refused():
    class Noisy(autograd.Function):
        def forward(self, x):
            self.product = nd.array(np.random.rand(*x.shape)) * x
            return self.product * x

        def backward(self, dy):
            return 2 * dy * self.product

    x = variable([1.0, 2.0])
    with autograd.record():
        y = Noisy()(x)
        with pytest.raises(mx.MXNetError, match="left other numbers behind than the first time"):
            autograd.grad(y, [x], create_graph=True)


def test_an_input_written_to_matters_only_when_forward_is_run_again():
    x = variable([1.0])
    with autograd.record():
        h = x * 1
        y = Keeps(*WAYS["an intermediate"])(h)
    h[:] = 7
    y.backward(retain_graph=True)
    with autograd.record(), pytest.raises(mx.MXNetError, match="an input was written to since"):
        autograd.grad(y, [x], create_graph=True)


def test_an_input_on_self_that_is_written_to_is_an_error():
    x = variable([1.0])
    with autograd.record():
        h = x * 1
        y = Keeps(*WAYS["the input"])(h)
    h[:] = 7
    with pytest.raises(mx.MXNetError, match="written to after it was recorded"):
        y.backward()


def test_writes_in_a_forward_that_is_run_again_are_refused():
    class Writes(autograd.Function):
        def forward(self, x):
            self.twice = nd.zeros(x.shape)
            self.twice += 2 * x
            return x * x

        def backward(self, dy):
            return self.twice * dy

    x = variable([3.0])
    with autograd.record():
        y = Writes()(x)
        with pytest.raises(mx.MXNetError, match="Writes cannot be differentiated again") as caught:
            autograd.grad(y, [x], create_graph=True)
    assert "nplace" in str(caught.value)
    y.backward()
    assert x.grad.asscalar() == 6


def test_the_programs_object_is_left_as_it_is():
    f = Keeps(*WAYS["a list from before"])
    x = variable([1.0])
    with autograd.record():
        (dx,) = autograd.grad(f(x), [x], create_graph=True)
    dx.backward()
    assert len(f.pile) == 1 and f.pile[0]._node is None


def test_inputs_that_are_no_arrays_and_modes():
    class Power(autograd.Function):
        def forward(self, x, times, training):
            assert autograd.is_training() is training
            self.below = x ** (times - 1)
            self.times = times
            return self.below * x

        def backward(self, dy):
            return dy * self.times * self.below

    for training in (True, False):
        x = variable([2.0])
        with autograd.record(train_mode=training):
            y = Power()(x, 3, training)
        with autograd.record(train_mode=not training):
            (dx,) = autograd.grad(y, [x], create_graph=True)
        dx.backward()
        assert x.grad.asscalar() == 12


def test_memory_goes_with_the_last_reference():
    gc.collect()
    gc.disable()
    try:
        x = variable([1.0, 2.0])
        with autograd.record():
            y = Keeps(*WAYS["a tuple"])(x * 1)
        node = weakref.ref(y._node)
        y.backward()
        del y
        assert node() is None
    finally:
        gc.enable()
