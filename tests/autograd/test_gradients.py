"""`backward` and `grad`: what they give, for the programs that people write."""

import numpy as np
import pytest

import mxnet as mx
from mxnet import autograd, nd


def variable(values, grad_req="write"):
    x = nd.array(values)
    x.attach_grad(grad_req=grad_req)
    return x


def test_product_rule():
    x, y = variable([1.0, 2.0]), variable([3.0, 5.0])
    with autograd.record():
        z = x * y + x
    z.backward()
    assert x.grad.asnumpy().tolist() == [4, 6]
    assert y.grad.asnumpy().tolist() == [1, 2]


def test_head_gradient_scales():
    x = variable([1.0, 2.0])
    with autograd.record():
        y = x * x
    y.backward(nd.array([10.0, 100.0]))
    assert x.grad.asnumpy().tolist() == [20, 400]


def test_several_heads_add_up():
    x = variable([3.0])
    with autograd.record():
        y, z = x * x, x * 2
    autograd.backward([y, z, y], [None, nd.array([5.0]), None])
    assert x.grad.asscalar() == 6 + 10 + 6


def test_write_replaces_and_add_adds():
    x, y = variable([2.0]), variable([2.0], "add")
    for _ in range(3):
        with autograd.record():
            z = x * x + y * y
        z.backward()
    assert (x.grad.asscalar(), y.grad.asscalar()) == (4, 12)


def test_add_counts_every_use_of_a_reused_array():
    """The reference documents this one as fragile: an array used twice under grad_req add."""
    x = variable([2.0], "add")
    for _ in range(2):
        with autograd.record():
            y = x * x * x + x
        y.backward()
    assert x.grad.asscalar() == 2 * (12 + 1)


def test_a_variable_used_many_times():
    x = variable([1.5])
    with autograd.record():
        y = x
        for _ in range(9):
            y = y * x
    y.backward()
    np.testing.assert_allclose(x.grad.asscalar(), 10 * 1.5**9, rtol=1e-6)


def test_null_request_wants_nothing():
    x, w = variable([2.0], "null"), variable([3.0])
    with autograd.record():
        y = x * w
    y.backward()
    assert x.grad is None
    assert w.grad.asscalar() == 2


def test_a_head_that_is_a_leaf():
    """The reference leaves a zero gradient here in some forms; the gradient of x by x is one."""
    x = variable([5.0, 6.0])
    alias = x
    alias.backward()
    assert x.grad.asnumpy().tolist() == [1, 1]


def test_grad_leaves_the_variables_own_gradients_alone():
    x = variable([3.0])
    with autograd.record():
        y = x * x
    dx = autograd.grad(y, [x])
    assert [g.asscalar() for g in dx] == [6]
    assert x.grad.asscalar() == 0


def test_grad_of_an_intermediate():
    x = variable([3.0])
    with autograd.record():
        y = x * 2
        z = y * y
    assert autograd.grad(z, y)[0].asscalar() == 12


def test_orders_up_to_five():
    x = variable([2.0])
    with autograd.record():
        y = x * x * x * x * x
        for _ in range(4):
            y = autograd.grad(y, [x], create_graph=True)[0]
    y.backward()
    assert x.grad.asscalar() == 120


def test_gradient_of_a_gradient_norm():
    x = variable([0.5, -1.0])
    with autograd.record():
        y = nd.tanh(x)
        dx = autograd.grad(y, [x], create_graph=True)[0]
        penalty = dx * dx
    penalty.backward()
    t = np.tanh([0.5, -1.0])
    np.testing.assert_allclose(x.grad.asnumpy(), 2 * (1 - t**2) * (-2 * t * (1 - t**2)), rtol=1e-5)


def test_retain_graph_allows_a_second_walk():
    x = variable([2.0], "add")
    with autograd.record():
        y = x * x
    y.backward(retain_graph=True)
    y.backward()
    assert x.grad.asscalar() == 8


def test_two_heads_one_after_the_other_share_what_is_retained():
    x = variable([2.0], "add")
    with autograd.record():
        shared = x * x
        a, b = shared * 3, shared * 4
    a.backward(retain_graph=True)
    b.backward()
    assert x.grad.asscalar() == 12 + 16


def test_detach_stops_a_gradient():
    x = variable([3.0])
    with autograd.record():
        y = x.detach() * x
    y.backward()
    assert x.grad.asscalar() == 3


def test_marking_an_intermediate_cuts_it_off():
    x = variable([2.0])
    with autograd.record():
        y = x * 2
        y.attach_grad()
        z = y * 3
    z.backward()
    assert (x.grad.asscalar(), y.grad.asscalar()) == (0, 3)


def test_marking_again_after_use_keeps_the_old_graph_whole():
    x = variable([2.0])
    first = x.grad
    with autograd.record():
        y = x * x
    x.attach_grad()
    y.backward()
    assert first.asscalar() == 4
    assert x.grad.asscalar() == 0


def test_a_variable_that_is_a_view():
    base = nd.array([[1.0, 2.0], [3.0, 4.0]])
    row = base[1]
    row.attach_grad()
    with autograd.record():
        y = row * row
    y.backward()
    assert row.grad.asnumpy().tolist() == [6, 8]


def test_python_control_flow():
    x = variable([1.0])
    with autograd.record():
        y = x
        while y.asscalar() < 100:
            y = y * 3 if y.asscalar() < 30 else y * 2
    y.backward()
    assert x.grad.asscalar() == y.asscalar()


def test_predict_mode_records_too():
    x = variable([1.0, 2.0])
    with autograd.record(train_mode=False):
        assert autograd.is_recording() and not autograd.is_training()
        y = x * x
    y.backward(train_mode=False)
    assert x.grad.asnumpy().tolist() == [2, 4]


@pytest.mark.parametrize("kind, slope", [("int32", 0), ("uint8", 0), ("float32", 2)])
@pytest.mark.parametrize("divisor", [3, nd.array([2, 4])])
def test_remainders_of_whole_numbers_have_no_slope(kind, slope, divisor):
    """As in the reference; of floats they have one."""
    x = nd.array([5, 6], dtype=kind)
    x.attach_grad()
    with autograd.record():
        z = x % (divisor if isinstance(divisor, int) else divisor.astype(kind))
    z.backward(nd.array([2, 2], dtype=kind))
    assert x.grad.asnumpy().tolist() == [slope, slope]


def test_an_integer_variable():
    x = nd.array([1, 2], dtype="int32")
    x.attach_grad()
    with autograd.record():
        y = x * 2
    y.backward()
    assert x.grad.dtype == np.int32 and x.grad.asnumpy().tolist() == [2, 2]


def test_fresh_grad_tells_of_an_arrival():
    x, y = variable([1.0]), variable([1.0])
    assert not x._fresh_grad and not y._fresh_grad
    with autograd.record():
        z = x * 2
    z.backward()
    assert x._fresh_grad and not y._fresh_grad
    x._fresh_grad = False
    assert not x._fresh_grad


def test_a_path_of_zero_gradient_writes_zeros():
    x = variable([1.5, 2.5])
    x.grad[:] = 7
    with autograd.record():
        y = nd.floor(x)
    y.backward()
    assert x.grad.asnumpy().tolist() == [0, 0]
    with autograd.record():
        y = nd.floor(x) * 3
    assert autograd.grad(y, x)[0].asnumpy().tolist() == [0, 0]


@pytest.mark.parametrize(
    "switch, ask",
    [
        (autograd.set_recording, autograd.is_recording),
        (autograd.set_training, autograd.is_training),
    ],
)
def test_switches_return_what_was(switch, ask):
    assert switch(True) is False and ask()
    assert switch(False) is True and not ask()


def test_scopes_nest_and_survive_exceptions():
    with pytest.raises(ZeroDivisionError), autograd.record():
        with autograd.pause(), autograd.train_mode():
            assert not autograd.is_recording() and autograd.is_training()
        with autograd.predict_mode():
            assert autograd.is_recording() and not autograd.is_training()
        raise ZeroDivisionError
    assert not autograd.is_recording() and not autograd.is_training()


def test_contexts_are_kept():
    with mx.cpu(1):
        x = variable([1.0])
    with autograd.record():
        y = x * x
    y.backward()
    assert x.grad.context == mx.cpu(1)


def test_layer_normalization_of_no_rows_gives_zero_gradients():
    x, gamma, beta = nd.array([]).reshape((0, 3)), nd.ones((3,)), nd.ones((3,))
    for v in (x, gamma, beta):
        v.attach_grad()
    with autograd.record():
        y = nd.LayerNorm(x, gamma, beta)
    y.backward()
    assert x.grad.shape == (0, 3)
    assert not gamma.grad.asnumpy().any() and not beta.grad.asnumpy().any()


def test_a_state_carried_over_steps_is_a_constant_once_its_graph_is_freed():
    """Truncated backpropagation without `detach`, as programs for MXNet write it."""
    w, state, found = nd.array([2.0]), nd.array([1.0]), []
    w.attach_grad()
    for _ in range(3):
        with autograd.record():
            state = state * w
            loss = state * 3
        loss.backward()
        found.append(w.grad.asscalar())
    assert found == [3, 6, 12]
    with autograd.record():
        loss = nd.dot(state, state) + nd.BlockGrad(state) * w
    loss.backward()
    assert w.grad.asscalar() == 8


def test_gradients_of_grad_have_memory_of_their_own():
    a, b, seed = mx.nd.array([1, 2]), mx.nd.array([3, 4]), mx.nd.array([5, 6])
    a.attach_grad(), b.attach_grad()
    with mx.autograd.record():
        c = a + b
    ga, gb = mx.autograd.grad(c, [a, b], head_grads=seed)
    ga[:] = 0
    assert gb.asnumpy().tolist() == [5, 6] and seed.asnumpy().tolist() == [5, 6]


@pytest.mark.parametrize("mode", ["rnn_tanh", "gru", "lstm"])
def test_a_recurrent_net_over_no_steps_passes_its_states_gradients_on(mode):
    x, size = nd.array(np.zeros((0, 2, 3))), {"rnn_tanh": 1, "gru": 3, "lstm": 4}[mode]
    weights = nd.ones((size * (3 * 4 + 4 * 4 + 8),))
    states = [nd.ones((1, 2, 4)) for _ in range(1 + (mode == "lstm"))]
    for each in (weights, *states):
        each.attach_grad()
    with autograd.record():
        outs = nd.RNN(
            x, weights, *states, state_size=4, num_layers=1, mode=mode, state_outputs=True
        )
    autograd.backward(outs)
    assert outs[0].shape == (0, 2, 4) and not weights.grad.asnumpy().any()
    assert all((state.grad.asnumpy() == 1).all() for state in states)
