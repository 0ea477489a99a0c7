"""Loops and branches: symbols, compiled and node by node, against the same loop over arrays."""

import json
import re
from pathlib import Path

import numpy as np
import pytest

import mxnet as mx
from mxnet import autograd, nd
from tests.symbol import loop_nets
from tests.symbol.loop_nets import CASES, SHAPES, accumulate

HERE = Path(__file__).parent
sym = mx.sym


def arrays():
    found = {name: nd.array(value) for name, value in loop_nets.numbers().items()}
    for x in found.values():
        x.attach_grad()
    return found


def graph(case):
    return loop_nets.graph(mx, case)


def gradients(outs, xs, order):
    total = sum((y * y).sum() for y in [*outs, *xs])  # so that all are reached
    for _ in range(order - 1):
        grads = autograd.grad(total, [x for x in xs if x.grad is not None], create_graph=True)
        total = sum((g * g).sum() for g in grads)
    total.backward()
    return [x.grad.asnumpy() for x in xs]


@pytest.mark.parametrize("order", [1, 2])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__doc__)
def test_the_same_as_a_loop_over_arrays(case, order):
    symbol, given = graph(case), arrays()
    used = [given[name] for name in symbol.list_inputs()]
    with autograd.record():
        wanted = case(nd, **given)
        want = gradients(wanted, used, order)
        op = nd.CachedOp(symbol)
        found = op(*used)
        found = found if isinstance(found, list) else [found]
        got = gradients(found, used, order)
    assert all(recent.form.run is not None for recent in op._recent.values())
    for a, b in zip([*found, *got], [*wanted, *want], strict=True):
        a, b = (x if isinstance(x, np.ndarray) else x.asnumpy() for x in (a, b))
        np.testing.assert_allclose(a, b, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("compiled", [True, False])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__doc__)
def test_executors(case, compiled):
    symbol, given = graph(case), arrays()
    with autograd.record():
        wanted = case(nd, **given)
        total = sum(y.sum() for y in wanted)
    total.backward()
    with mx._core.flags.override(MXNET_EXEC_COMPILE=compiled):
        names = symbol.list_arguments()
        bound = symbol.simple_bind(mx.cpu(), **{name: SHAPES[name] for name in names})
        for name in names:
            bound.arg_dict[name][:] = given[name]
        found = bound.forward(is_train=True)
        bound.backward([nd.ones(y.shape) for y in found])
    assert (bound.source is not None) == compiled
    for a, b in zip(found, wanted, strict=True):
        np.testing.assert_allclose(a.asnumpy(), b.asnumpy(), rtol=1e-5, atol=1e-6)
    for name in names:
        np.testing.assert_allclose(
            bound.grad_dict[name].asnumpy(), given[name].grad.asnumpy(), rtol=1e-4, atol=1e-5
        )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__doc__)
def test_json(case):
    symbol, given = graph(case), arrays()
    again = sym.load_json(symbol.tojson())
    assert again.tojson() == symbol.tojson()
    assert json.loads(symbol.tojson())["heads"]
    feed = {name: given[name] for name in symbol.list_inputs()}
    for a, b in zip(symbol.eval(**feed), again.eval(**feed), strict=True):
        np.testing.assert_array_equal(a.asnumpy(), b.asnumpy())


@pytest.mark.parametrize("name", json.loads((HERE / "recorded_loops.json").read_text()))
def test_files_and_numbers_of_the_reference(name):
    theirs = json.loads((HERE / "recorded_loops.json").read_text())[name]
    back = json.loads((HERE / "recorded_from_our_loops.json").read_text())[name]
    ours = json.loads((HERE / "our_loops.json").read_text())[name]
    case = next(case for case in CASES if case.__doc__ == name)
    assert structure(graph(case).tojson()) == structure(ours)
    for text in (ours, theirs["json"]):
        found = loop_nets.run(mx, sym.load_json(text))
        for key, value in found.items():
            np.testing.assert_allclose(value, theirs["numbers"][key], rtol=1e-3, atol=3e-5)
            np.testing.assert_allclose(value, back["numbers"][key], rtol=1e-3, atol=3e-5)


def structure(text):
    """A graph without the names that count what was made before."""
    return re.sub(r"\d+", "", text)


def test_shapes_spread_into_bodies_and_out_again():
    def step(x, s):
        y = sym.FullyConnected(x, num_hidden=5, name="fc") + s
        return y, y

    outs, last = sym.contrib.foreach(step, sym.var("x"), sym.var("s"))
    both = sym.Group([outs, last])
    assert both.list_arguments() == ["x", "s", "fc_weight", "fc_bias"]
    found, results, _ = both.infer_shape(x=(7, 2, 3))
    assert found == [(7, 2, 3), (2, 5), (5, 3), (5,)] and results == [(7, 2, 5), (2, 5)]
    kinds, results, _ = both.infer_type(x="float64")
    assert set(kinds) == set(results) == {np.float64}


def test_masks_are_new_at_every_step_and_go_back_as_they_came():
    outs, _ = sym.contrib.foreach(
        lambda x, s: (sym.Dropout(x, p=0.5) + s * 0, s), sym.var("x"), sym.var("s")
    )
    op, x, s = nd.CachedOp(outs), nd.ones((3, 40)), nd.zeros((40,))
    x.attach_grad()
    with autograd.record():
        y = op(x, s)
    y.backward()
    found = y.asnumpy()
    np.testing.assert_array_equal(x.grad.asnumpy(), found)
    assert (found[0] != found[1]).any() and set(found.ravel()) == {0, 2}


@pytest.mark.parametrize("compiled", [True, False])
def test_states_of_operators_inside_are_updated(compiled):
    def step(x, s):
        return sym.BatchNorm(x, name="bn", fix_gamma=False) + s, s * 1

    outs, _ = sym.contrib.foreach(step, sym.var("x"), sym.var("s"))
    assert outs.list_auxiliary_states() == ["bn_moving_mean", "bn_moving_var"]
    x = nd.array(np.random.RandomState(0).uniform(1, 2, (3, 4, 2)))
    named = {"x": x, "s": nd.zeros((4, 2)), "bn_gamma": nd.ones(2), "bn_beta": nd.zeros(2),
             "bn_moving_mean": nd.zeros(2), "bn_moving_var": nd.ones(2)}  # fmt: skip
    x.attach_grad()
    with mx._core.flags.override(MXNET_EXEC_COMPILE=compiled), autograd.record():
        y = nd.CachedOp(outs)(*[named[name] for name in outs.list_inputs()])
        total = (y * y).sum()
    total.backward()
    mean = np.zeros(2)
    for each in x.asnumpy():
        mean = 0.9 * mean + 0.1 * each.mean(0)
    np.testing.assert_allclose(named["bn_moving_mean"].asnumpy(), mean, rtol=1e-5)
    found = x.grad.asnumpy()
    with autograd.record():
        y = nd.BatchNorm(x[1], nd.ones(2), nd.zeros(2), nd.zeros(2), nd.ones(2), fix_gamma=False)
        total = (y * y).sum()
    total.backward()
    np.testing.assert_allclose(found[1], x.grad.asnumpy()[1], rtol=1e-4)


def test_no_slices():
    outs, last = sym.contrib.foreach(lambda x, s: (x + s, s * 2), sym.var("x"), sym.var("s"))
    x, s = nd.array(np.zeros((0, 3))), nd.ones((3,))
    for compiled in (True, False):
        with mx._core.flags.override(MXNET_EXEC_COMPILE=compiled):
            found = nd.CachedOp(sym.Group([outs, last]))(x, s)
        assert found[0].shape == (0, 3) and found[1].asnumpy().tolist() == [1, 1, 1]


def test_refusals_of_symbols():
    x, s, loop = sym.var("x"), sym.var("s"), sym.contrib.while_loop
    with pytest.raises(AssertionError, match="the data arrays have to be used"):
        sym.contrib.foreach(lambda x, s: (s * 2, s * 1), x, s)
    with pytest.raises(AssertionError, match="different format"):
        sym.contrib.foreach(lambda x, s: (x, [s]), x, s)
    with pytest.raises(AssertionError, match="nested"):
        sym.contrib.foreach(lambda x, s: (x, s), x, 3)
    with pytest.raises(ValueError, match="max_iterations should be specified"):
        loop(lambda s: s < 1, lambda s: (s, s), [s])
    with pytest.raises(ValueError, match="The 1-th loop_var"):
        loop(lambda s: s < 1, lambda s: (x * 1, x * 2), [s], max_iterations=2)
    with pytest.raises(ValueError, match="at least one element"):
        loop(lambda: s < 1, lambda: ([], []), [], max_iterations=2)
    with pytest.raises(ValueError, match="Number of outputs differs"):
        sym.contrib.cond(x < 1, lambda: [x, s], lambda: x * 2)
    grown, _ = sym.contrib.foreach(lambda x, s: (x, sym.concat(s, x, dim=0)), x, s)
    with pytest.raises(mx.MXNetError, match="_foreach0?"):
        grown.eval(x=nd.ones((2, 3)), s=nd.ones((3,)))


def test_refusals_of_arrays():
    x, loop = nd.ones((2, 3)), nd.contrib.while_loop
    with pytest.raises(AssertionError, match="nested"):
        nd.contrib.foreach(lambda x, s: (x, s), 3, x)
    with pytest.raises(ValueError, match="max_iterations should be specified"):
        loop(lambda s: s < 1, lambda s: (s, s), [x])
    with pytest.raises(ValueError, match="should be consistent"):
        loop(lambda s: 1, lambda s: (s, [s, s]), [x], max_iterations=2)
    with pytest.raises(ValueError, match="Cannot convert max_iteration"):
        loop(lambda s: 1, lambda s: (s, s), [x], max_iterations="some")


@pytest.mark.parametrize(
    "changes",
    [
        {"in_data_locs": "[7]"},
        {"remain_locs": "[]"},
        {"num_outputs": "9"},
        {"num_out_data": "0"},
    ],
)
def test_files_whose_places_do_not_fit_are_refused(changes):
    text = json.loads(graph(accumulate).tojson())
    node = next(n for n in text["nodes"] if n["op"] == "_foreach")
    node["attrs"].update(changes)
    with pytest.raises(mx.MXNetError, match="do not fit"):
        sym.load_json(json.dumps(text))
    del node["subgraphs"]
    with pytest.raises(mx.MXNetError, match="_foreach"):
        sym.load_json(json.dumps(text))


def test_files_nested_too_deep_are_refused():
    inner = json.loads(graph(accumulate).tojson())
    node = next(n for n in inner["nodes"] if n["op"] == "_foreach")
    for _ in range(40):
        node["subgraphs"] = [json.loads(json.dumps(inner))]
        inner["nodes"][[n["op"] for n in inner["nodes"]].index("_foreach")] = dict(node)
    with pytest.raises(mx.MXNetError, match="nested"):
        sym.load_json(json.dumps(inner))


class Tripled(mx.operator.CustomOp):
    """Three times its input, in Python."""

    def forward(self, is_train, req, in_data, out_data, aux):
        self.assign(out_data[0], req[0], in_data[0] * 3)

    def backward(self, req, out_grad, in_data, out_data, in_grad, aux):
        self.assign(in_grad[0], req[0], out_grad[0] * 3)


@mx.operator.register("tripled_in_a_loop")
class TripledProp(mx.operator.CustomOpProp):
    """Its property."""

    def create_operator(self, ctx, in_shapes, in_dtypes):
        return Tripled()


def test_operators_of_the_programs_own_inside():
    """A body that cannot be compiled runs operator by operator."""

    def step(x, s):
        y = sym.Custom(x + s, op_type="tripled_in_a_loop")
        return y, y

    outs, _ = sym.contrib.foreach(step, sym.var("x"), sym.var("s"))
    x, s = nd.array([[1], [2]]), nd.ones((1,))
    x.attach_grad()
    with autograd.record():
        y = nd.CachedOp(outs)(x, s)
    y.backward()
    assert y.asnumpy().ravel().tolist() == [6, 24]
    assert x.grad.asnumpy().ravel().tolist() == [3 + 9, 3]
    bound = outs.simple_bind(mx.cpu(), x=(2, 1), s=(1,))
    found = bound.forward(is_train=True, x=x, s=s)[0]
    bound.backward(nd.ones((2, 1)))
    assert found.asnumpy().ravel().tolist() == [6, 24]
    assert bound.grad_dict["x"].asnumpy().ravel().tolist() == [12, 3]
