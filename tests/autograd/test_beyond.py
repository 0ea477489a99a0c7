"""What 1.9.1 does not have: hooks, checkpoints, Jacobians, Hessians, the gradient checker."""

import numpy as np
import pytest

import mxnet as mx
from mxnet import autograd, nd


def variable(values):
    x = nd.array(values)
    x.attach_grad()
    return x


def test_hook_sees_and_replaces():
    x = variable([1.0, 2.0])
    seen = []
    with autograd.record():
        y = x * x
        handle = y.register_hook(lambda g: seen.append(g.asnumpy().tolist()))
        y.register_hook(lambda g: g * 10)
        z = y * 3
    z.backward()
    assert seen == [[3, 3]]
    assert x.grad.asnumpy().tolist() == [60, 120]
    handle.remove()
    handle.remove()


def test_hook_on_a_variable_sees_the_whole_gradient_once():
    x = variable([2.0])
    seen = []
    handle = x.register_hook(lambda g: seen.append(g.asscalar()))
    with autograd.record():
        y = x * x + x
    y.backward()
    handle.remove()
    with autograd.record():
        y = x * x
    y.backward()
    assert seen == [5]


def test_hook_results_are_checked():
    x = variable([1.0, 2.0])
    x.register_hook(lambda g: nd.ones((3,)))
    with autograd.record():
        y = x * 2
    with pytest.raises(mx.MXNetError, match=r"shape \(3,\)"):
        y.backward()
    with pytest.raises(mx.MXNetError, match="attach_grad"):
        nd.ones((1,)).register_hook(print)


def test_hooks_under_higher_orders():
    x = variable([3.0])
    x.register_hook(lambda g: g * 2)
    with autograd.record():
        y = x * x * x
        dx = autograd.grad(y, [x], create_graph=True)[0]
    assert dx.asscalar() == 54
    dx.backward()
    assert x.grad.asscalar() == 2 * 2 * 18


def plain_and_checkpointed(function, *values):
    """First and second order gradients of a function and of its checkpoint."""
    results = []
    for f in (function, autograd.checkpoint(function)):
        arrays = [variable(v) for v in values]
        with autograd.record():
            y = f(*arrays) * 2
            first = autograd.grad(y, arrays, create_graph=True)
            total = first[0] * first[0]
        total.backward()
        results.append([a.grad.asnumpy() for a in arrays] + [g.asnumpy() for g in first])
    return results


def test_checkpoint_changes_nothing_but_memory():
    plain, again = plain_and_checkpointed(
        lambda x, y: nd.tanh(x * y) * nd.exp(x), [0.3, 0.5], [1.0, -2.0]
    )
    for a, b in zip(plain, again, strict=True):
        np.testing.assert_array_equal(a, b)


def test_checkpoint_feeds_captured_variables_and_others_too():
    w, x = variable([2.0]), variable([3.0])
    block = autograd.checkpoint(lambda v: v * w * w)
    with autograd.record():
        y = block(x) + w
    y.backward()
    assert (w.grad.asscalar(), x.grad.asscalar()) == (13, 4)


def test_checkpoints_nest():
    w, x = variable([2.0]), variable([3.0])
    inner = autograd.checkpoint(lambda v: v * w)
    outer = autograd.checkpoint(lambda v: inner(v) * v)
    with autograd.record():
        y = outer(x)
    y.backward()
    assert (w.grad.asscalar(), x.grad.asscalar()) == (9, 12)


def test_checkpoint_repeats_its_random_numbers():
    x = nd.ones((1000,))
    x.attach_grad()
    block = autograd.checkpoint(lambda v: nd.Dropout(v, p=0.5))
    with autograd.record():
        y = block(x)
    y.backward()
    np.testing.assert_array_equal(x.grad.asnumpy(), y.asnumpy())
    assert 0 < (y.asnumpy() == 0).mean() < 1


def test_checkpoint_refuses_changed_inputs():
    x = variable([3.0])
    block = autograd.checkpoint(lambda v: v * v)
    with autograd.record():
        y = block(x)
    x[:] = 9
    with pytest.raises(mx.MXNetError, match="checkpoint.*written to"):
        y.backward()


def test_vjp_and_jvp_are_transposes():
    def f(x, y):
        return nd.tanh(x) * y * x

    x, y = nd.array([0.1, 0.7]), nd.array([2.0, -1.0])
    u, v = nd.array([0.3, 0.4]), [nd.array([1.0, 2.0]), nd.array([-0.5, 0.25])]
    out, rows = autograd.vjp(f, [x, y], u)
    same, change = autograd.jvp(f, [x, y], v)
    np.testing.assert_array_equal(out.asnumpy(), same.asnumpy())
    left = sum(float((r * d).sum().asscalar()) for r, d in zip(rows, v, strict=True))
    np.testing.assert_allclose(left, float((u * change).sum().asscalar()), rtol=1e-5)


def test_jvp_of_a_linear_function_and_of_a_constant():
    x = nd.array([1.0, 2.0])
    assert autograd.jvp(lambda v: v * 3, x, nd.ones((2,)))[1].asnumpy().tolist() == [3, 3]


def test_jacobian_of_several_inputs():
    a, b = autograd.jacobian(lambda x, y: x * y, [nd.array([1.0, 2.0]), nd.array([5.0, 7.0])])
    assert a.asnumpy().tolist() == [[5, 0], [0, 7]]
    assert b.asnumpy().tolist() == [[1, 0], [0, 2]]


def test_jacobian_of_a_matrix_has_both_shapes():
    x = nd.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    j = autograd.jacobian(lambda v: v * v, x)
    assert j.shape == (2, 3, 2, 3)
    np.testing.assert_array_equal(np.diag(j.asnumpy().reshape(6, 6)), 2 * x.asnumpy().ravel())


def test_hessian_of_several_inputs():
    h = autograd.hessian(lambda x, y: (x * x * y).sum(), [nd.array([2.0]), nd.array([3.0])])
    assert [[float(b.asscalar()) for b in row] for row in h] == [[6, 4], [4, 0]]
    with pytest.raises(mx.MXNetError, match="one element"):
        autograd.hessian(lambda x: x * x, nd.array([1.0, 2.0]))


def test_check_gradients_accepts_right_ones():
    assert autograd.check_gradients(
        lambda x, y: nd.tanh(x * y) + x * x * y,
        [nd.array([0.3, -0.8]), nd.array([1.1, 0.4])],
        order=3,
    )


def test_check_gradients_finds_a_wrong_backward():
    class Off(autograd.Function):
        def forward(self, x):
            self.save_for_backward(x)
            return x * x

        def backward(self, dy):
            (x,) = self.saved_tensors
            return 2.01 * x * dy

    with pytest.raises(AssertionError, match="order 1, input 0"):
        autograd.check_gradients(lambda x: Off()(x), [nd.array([0.5])])


def test_check_gradients_finds_a_wrong_second_order():
    class HalfRight(autograd.Function):
        def forward(self, x):
            self.save_for_backward(x.detach())
            return x * x * x

        def backward(self, dy):
            (x,) = self.saved_tensors
            return dy * 3 * x * x  # cut off from its history, so the second order is too small

    with pytest.raises(AssertionError, match="order 2"):
        autograd.check_gradients(lambda x: HalfRight()(x) * x, [nd.array([0.5])])


@pytest.mark.parametrize("call, text", [
    (lambda x: autograd.jacobian(lambda v: None, x), "returned NoneType"),
    (lambda x: autograd.hessian(lambda v: v, 3), "inputs must be NDArrays; got int"),
    (lambda x: autograd.checkpoint(3), "int is not callable"),
    (lambda x: x.register_hook(3), "int is not callable")])
def test_what_is_no_function_or_array_is_named(call, text):
    with pytest.raises(TypeError, match=text):
        call(variable([1.0]))


def test_a_checkpoint_whose_inputs_come_from_each_other():
    x = mx.nd.array([2.0])
    x.attach_grad()
    block = autograd.checkpoint(lambda a, b: a * b)
    for order in (1, 2):
        with autograd.record():
            y = x * x
            z = block(x, y)
            if order == 2:
                (z,) = autograd.grad(z, [x], create_graph=True)
        z.backward()
        assert x.grad.asscalar() == 12  # of x³: 3x² and 6x


@pytest.mark.parametrize("hybrid", [False, True])
@pytest.mark.parametrize("again", ["checkpoint", "Function"])
def test_moving_averages_move_once_when_a_forward_is_run_again(hybrid, again):
    x = nd.array([[1.0, 2.0], [3.0, 5.0]])
    x.attach_grad()
    norms = []
    for wrapped in (False, True):
        norm = mx.gluon.nn.BatchNorm(in_channels=2)
        norm.initialize()
        if hybrid:
            norm.hybridize()

        class Squared(autograd.Function):
            def forward(self, v):
                self.y = norm(v)  # noqa: B023 - called at once
                return self.y**2

            def backward(self, dy):
                return 2 * dy * self.y

        if again == "checkpoint":
            run = autograd.checkpoint(norm) if wrapped else norm
        else:
            run = Squared()
        with autograd.record():
            y = run(x)
            if wrapped or again == "checkpoint":
                (y,) = autograd.grad(y, [x], create_graph=True)
        y.backward()
        norms.append(norm.running_mean.data().asnumpy())
    assert norms[0].any() and (norms[0] == norms[1]).all()
