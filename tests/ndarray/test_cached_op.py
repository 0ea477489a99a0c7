"""`CachedOp`: one node of the tape, compiled; the same numbers as the graph run node by node."""

import gc
import weakref

import numpy as np
import pytest

import mxnet as mx
from mxnet import autograd, nd

sym = mx.sym
D = sym.var("d")


def dense(x=D, name="fc", units=5):
    return sym.FullyConnected(x, num_hidden=units, name=name)


def tanh(x):
    return sym.Activation(x, act_type="tanh")


SPLIT = sym.split(D, num_outputs=2)
NETWORKS = {
    "two layers": dense(tanh(dense()), "fc2", 3),
    "batch norm": sym.BatchNorm(dense(), name="bn", fix_gamma=False),
    "dropout": sym.Dropout(tanh(dense()), p=0.5),
    "noise": tanh(dense()) * sym.random.uniform(0.5, 1, shape=(4, 5)),
    "several outputs": sym.Group([dense(), D * 2, D]),
    "one of two pieces": SPLIT[0],
    "both pieces": sym.Group([SPLIT[0], SPLIT[1] * 3]),
    "zero gradient": sym.Group([D * D, sym.sign(D)]),
    "a loss": sym.LinearRegressionOutput(dense(), sym.var("label")),
    "no short way": sym.linalg.syrk(D) * 2,
}


def arrays_for(symbol):
    """One array for each input, the same at every call, the arguments marked."""
    shapes, _, aux = symbol.infer_shape(d=(4, 6))
    draw = np.random.RandomState(3).uniform
    found = {n: nd.array(draw(0.3, 1, s)) for n, s in zip(symbol.list_arguments(), shapes)}
    for x in found.values():
        x.attach_grad()
    found |= {n: nd.array(draw(0.5, 1, s)) for n, s in
              zip(symbol.list_auxiliary_states(), aux)}  # fmt: skip
    return [found[name] for name in symbol.list_inputs()]


def numbers(call, arrays, order, train):
    """All that two steps give: outputs, gradients of the given order, states."""
    mx.random.seed(5)
    found, marked = [], [x for x in arrays if x.grad is not None]
    for _ in range(2):
        with autograd.record(train_mode=train):
            made = call(*arrays)
            made = made if isinstance(made, list) else [made]
            total = sum((y * y).sum() for y in made)
            for _ in range(order - 1):
                grads = autograd.grad(total, marked, create_graph=True)
                total = sum((g * g).sum() for g in grads)
        total.backward(train_mode=train)
        found += [*made, *(x.grad.copy() for x in marked), *(x.copy() for x in arrays)]
    return [x.asnumpy() for x in found]


@pytest.mark.parametrize("train", [True, False])
@pytest.mark.parametrize("order", [1, 2, 3])
@pytest.mark.parametrize("name", NETWORKS)
def test_the_same_numbers_as_node_by_node(name, order, train):
    if name == "batch norm" and order == 3 or name == "a loss" and order > 1:
        pytest.skip("the operators themselves have no gradient of that order")
    symbol = NETWORKS[name]
    op = nd.CachedOp(symbol)
    found = numbers(op, arrays_for(symbol), order, train)
    assert all(recent.form.run is not None for recent in op._recent.values())
    wanted = numbers(lambda *xs: op._graph.run(xs), arrays_for(symbol), order, train)
    for a, b in zip(found, wanted, strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-3, atol=1e-4 * max(1, abs(b).max()))


def test_a_recorded_call_is_one_node():
    op = nd.CachedOp(NETWORKS["two layers"])
    arrays = arrays_for(NETWORKS["two layers"])
    with autograd.record():
        y = op(*arrays)
    assert [node for node in y._node.parents] == [x._node for x in arrays]


def test_what_was_kept_is_released():
    op, (x,) = nd.CachedOp(sym.exp(sym.sin(D))), arrays_for(sym.sin(D))
    with autograd.record():
        y = op(x)
    kept = [weakref.ref(t) for t in y._node.kept[: y._node.plan._facts.count]]
    y.backward(retain_graph=True)
    first = x.grad.asnumpy()
    gc.disable()
    y.backward()
    with pytest.raises(mx.MXNetError, match="freed"):
        y.backward()
    del y
    assert all(ref() is None or ref() is x._data for ref in kept)
    gc.enable()
    np.testing.assert_array_equal(first, x.grad.asnumpy())


def test_requests_write_add_and_null():
    a, b, c = (nd.array([2.0, 3.0]) for _ in range(3))
    a.attach_grad("write"), b.attach_grad("add"), c.attach_grad("null")
    op = nd.CachedOp(sym.var("a") * sym.var("b") * sym.var("c"))
    for _ in range(2):
        with autograd.record():
            y = op(a, b, c)
        y.backward()
    assert a.grad.asnumpy().tolist() == [4, 9] and b.grad.asnumpy().tolist() == [8, 18]
    with autograd.record():
        y = op(a, a, a)
    y.backward()
    assert a.grad.asnumpy().tolist() == [12, 27]


def test_gradients_share_no_memory_with_what_was_given():
    x, y = nd.array([1.0, 2.0]), nd.array([3.0, 4.0])
    x.attach_grad(), y.attach_grad()
    op = nd.CachedOp(sym.MakeLoss(sym.var("x") * sym.var("y")))
    with autograd.record():
        z = op(x, y)
    gx, gy = autograd.grad(z, [x, y])
    gx[:] = 7
    assert y.asnumpy().tolist() == [3, 4] and gy.asnumpy().tolist() == [1, 2]


def test_a_kept_input_that_was_written_to_is_an_error():
    x, w, b = nd.ones((2, 3)), nd.ones((4, 3)), nd.ones((4,))
    x.attach_grad(), b.attach_grad()
    op = nd.CachedOp(dense(units=4))
    with autograd.record():
        y = op(x, w, b)
    b[:] = 5  # no rule reads it
    y.backward(retain_graph=True)
    w[:] = 5
    with pytest.raises(mx.MXNetError, match="'fc_weight'.*was written to"):
        y.backward()


def test_a_kept_output_that_was_written_to_is_an_error():
    x = nd.ones((2, 3))
    x.attach_grad()
    with autograd.record():
        y = nd.CachedOp(sym.exp(D))(x)
    y[:] = 0
    with pytest.raises(mx.MXNetError, match="an output.*was written to"):
        y.backward()


def test_states_change_in_training_only():
    symbol = NETWORKS["batch norm"]
    op, arrays = nd.CachedOp(symbol), arrays_for(symbol)
    before = arrays[-1].asnumpy()
    op(*arrays)
    with autograd.record(train_mode=False):
        op(*arrays)
    np.testing.assert_array_equal(arrays[-1].asnumpy(), before)
    with autograd.record():
        op(*arrays)
    assert abs(arrays[-1].asnumpy() - before).max() > 1e-3


def test_draws_are_new_each_call_and_follow_the_seed():
    op, x = nd.CachedOp(sym.Dropout(D, p=0.5)), nd.ones((50,))
    x.attach_grad()
    found = []
    for seed in (1, None, 1):
        if seed:
            mx.random.seed(seed)
        with autograd.record():
            y = op(x)
        y.backward()
        np.testing.assert_array_equal(x.grad.asnumpy(), y.asnumpy())
        found.append(y.asnumpy())
    assert (found[0] != found[1]).any() and (found[0] == found[2]).all()


def test_shapes_dtypes_and_modes_get_programs_of_their_own():
    op = nd.CachedOp(sym.Dropout(D * 2, p=0.5))
    for shape in ((2, 3), (4,), (0, 3), (2, 3)):
        for dtype in ("float32", "float64"):
            y = op(nd.array(np.ones(shape), dtype=dtype))
            assert y.shape == shape and y.dtype == np.dtype(dtype) and (y.asnumpy() == 2).all()
    assert len(op._forms) == 6


def test_no_more_programs_are_kept_than_the_flag_says():
    op = nd.CachedOp(D * 2)
    with mx._core.flags.override(MXNET_GRAPH_CACHE=3):
        for n in range(1, 9):
            assert op(nd.ones((n,))).shape == (n,)
    assert len(op._forms) == 3


def test_strided_inputs():
    x = nd.array(np.arange(12).reshape(3, 4)).T
    assert x.shape == (4, 3)
    found = nd.CachedOp(sym.reshape(D, shape=(-1,)) + 1)(x[1:3])
    np.testing.assert_array_equal(found.asnumpy(), x.asnumpy()[1:3].reshape(-1) + 1)


def test_errors_name_the_operator_and_the_node():
    op = nd.CachedOp(dense(name="second"))
    with pytest.raises(mx.MXNetError, match=r"second: FullyConnected.*\(5, 7\)"):
        op(nd.ones((2, 3)), nd.ones((5, 7)), nd.ones((5,)))
    with pytest.raises(mx.MXNetError, match="2 arrays came for 3 inputs: d, second_weight"):
        op(nd.ones((2, 3)), nd.ones((5, 7)))
    with pytest.raises(TypeError, match="takes NDArrays, not int"):
        op(nd.ones((2, 3)), nd.ones((5, 7)), 1)
    with pytest.raises(mx.MXNetError, match="Cannot find argument 'static_alocc'.*static_alloc"):
        nd.CachedOp(D * 2, [("static_alocc", True)])


def test_out():
    x, out = nd.array([1.0, 2.0]), nd.zeros((2,))
    op = nd.CachedOp(D + 1)
    assert op(x, out=out) is out and out.asnumpy().tolist() == [2, 3]
    with pytest.raises(mx.MXNetError, match="out has shape"):
        op(x, out=nd.zeros((3,)))
    with pytest.raises(mx.MXNetError, match="2 arrays for 1 outputs"):
        op(x, out=[out, out])


def test_shapes_that_depend_on_values_run_node_by_node():
    x, mask = nd.array([[1.0], [2.0], [3.0]]), nd.array([1, 0, 1])
    x.attach_grad()
    op = nd.CachedOp(sym.contrib.boolean_mask(D * 2, sym.var("m")))
    with autograd.record():
        y = op(x, mask)
    y.backward()
    assert y.asnumpy().tolist() == [[2], [6]] and x.grad.asnumpy().tolist() == [[2], [0], [2]]


def test_hooks_see_every_operator():
    seen, arrays = [], [nd.ones((2, 3)), nd.ones((5, 3)), nd.ones((5,))]
    op = nd.CachedOp(sym.Activation(dense(), act_type="relu", name="act"))
    op._register_op_hook(lambda name, kind, x: seen.append((name, kind, x.shape)))
    op(*arrays)
    assert seen == [("fc_output", "FullyConnected", (2, 5)), ("act_output", "Activation", (2, 5))]
    del seen[:]
    op._register_op_hook(lambda name, kind, x: seen.append(name), True)
    op(*arrays)
    assert seen[:4] == ["fc_data", "fc_weight", "fc_bias", "fc_output"] and len(seen) == 6
    op._register_op_hook(None)
    op(*arrays)
    assert len(seen) == 6


def test_a_graph_without_inputs():
    assert nd.CachedOp(sym.ones((2,)) + 1)().asnumpy().tolist() == [2, 2]


def test_an_array_used_outside_too_gets_all_of_its_gradient():
    x = nd.array([2.0])
    x.attach_grad()
    op = nd.CachedOp(sym.var("a") * sym.var("b"))
    with autograd.record():
        y = x * x
        z = op(x, y) + x
        (g,) = autograd.grad(z, [x], create_graph=True)
        h = g * g
    h.backward()
    assert g.asscalar() == 13 and x.grad.asscalar() == 2 * 13 * 12


def bound_pair():
    w, b = nd.array([[1, 2], [3, 4]]), nd.array([5, 6])
    w.attach_grad(), b.attach_grad()
    return nd.CachedOp(tanh(dense(D, units=2))), w, b


def steps(op, w, b, xs, again=1):
    with autograd.record():
        total = sum((op(x, w, b) ** 2).sum() for x in xs)
    for turn in range(again):
        total.backward(retain_graph=turn + 1 < again)
    return w.grad.asnumpy(), b.grad.asnumpy()


@pytest.mark.parametrize("calls", [1, 2, 3])
@pytest.mark.parametrize("again", [1, 2])
def test_gradients_land_in_their_buffers_whole(calls, again):
    """A program writes into the buffers itself only where nothing else comes to them."""
    op, w, b = bound_pair()
    xs = [nd.array(np.random.RandomState(i).rand(3, 2)) for i in range(calls)]
    found, buffer = [], w.grad._data
    for land in (True, False):
        with mx._core.flags.override(MXNET_GRAPH_LAND=land):
            op = nd.CachedOp(tanh(dense(D, units=2)))
            found.append(steps(op, w, b, xs, again))
    assert w.grad._data is buffer
    for a, c in zip(*found, strict=True):
        np.testing.assert_allclose(a, c, rtol=1e-6)


def test_a_gradient_that_is_read_does_not_land_too_early():
    op, w, b = bound_pair()
    x = nd.array([[0.1, 0.2]])
    want = steps(op, w, b, [x])[0]
    with autograd.record():
        y = (w * w.grad).sum() + (op(x, w, b) ** 2).sum()
    y.backward()  # reads what the buffer held while walking back
    np.testing.assert_allclose(w.grad.asnumpy(), 2 * want, rtol=1e-5)
    want = w.grad.asnumpy()
    twice = nd.CachedOp(sym.var("a") * sym.var("b"))
    with autograd.record():
        y = twice(w, w.grad)
    y.backward()
    np.testing.assert_array_equal(w.grad.asnumpy(), want)


def test_buffers_that_share_memory():
    op, w, b = bound_pair()
    x, memory = nd.array([[0.1, 0.2]]), nd.zeros((3, 2))
    want = steps(op, w, b, [x])
    autograd.mark_variables([w, b], [memory[0:2], memory[1]])
    with autograd.record():
        total = (op(x, w, b) ** 2).sum()
    total.backward()
    assert memory.asnumpy()[0].tolist() == pytest.approx(want[0][0].tolist())


def test_kept_values_go_as_the_backward_reads_them():
    op, x = nd.CachedOp(tanh(tanh(tanh(D)))), nd.ones((3,))
    x.attach_grad()
    with autograd.record():
        y = op(x)
    node, count = y._node, y._node.plan._facts.count
    inner = [t for t in node.kept[:count] if t is not y._data]
    kept = weakref.ref(inner[0])
    del inner
    assert kept() is not None
    y.backward()
    assert node.kept is None and kept() is None


@pytest.mark.parametrize("compiled", [True, False])
def test_sizes_left_open_are_those_of_the_call(compiled):
    symbol = sym.zeros((0, 4)) + sym.square(D)
    with mx._core.flags.override(MXNET_EXEC_COMPILE=compiled):
        op = nd.CachedOp(symbol)
        for size in (3, 2):
            x = nd.ones((size, 4))
            x.attach_grad()
            with autograd.record():
                y = op(x)
                (g,) = autograd.grad(y, [x], create_graph=True)
            g.backward()
            assert y.shape == (size, 4) and (x.grad.asnumpy() == 2).all()


def test_what_looks_at_a_tape_sees_a_hybrid_call_too():
    op = nd.CachedOp(tanh(dense(D, units=2)))
    w, b = nd.array([[1, 2], [3, 4]]), nd.array([5, 6])
    x = nd.array([[0.1, -0.2]])
    for each in (x, w, b):
        each.attach_grad()

    def gradients(call):
        with autograd.record():
            total = (call(x) ** 2).sum()
        total.backward()
        return [each.grad.asnumpy() for each in (x, w, b)]

    want = gradients(lambda x: op(x, w, b))
    with autograd.detect_anomaly():
        seen = gradients(lambda x: op(x, w, b))
        with pytest.raises(mx.MXNetError, match="log.*NaN or Inf"), autograd.record():
            nd.CachedOp(sym.log(D * -1))(w)
    for found in (seen, gradients(autograd.checkpoint(lambda x: op(x, w, b)))):
        for a, c in zip(found, want, strict=True):
            np.testing.assert_allclose(a, c, rtol=1e-5)
    handle = autograd.register_hook(w, lambda g: g * 10)
    np.testing.assert_allclose(gradients(lambda x: op(x, w, b))[1], want[1] * 10, rtol=1e-6)
    handle.remove()
    assert autograd.jacobian(lambda x: op(x, w, b), x).shape == (1, 2, 1, 2)
