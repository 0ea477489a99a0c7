"""Functions of the contrib namespaces that are several operators, and their places."""

import numpy as np
import pytest

import mxnet as mx


def test_the_older_places():
    assert mx.contrib.sym is mx.contrib.symbol and mx.contrib.nd is mx.contrib.ndarray
    assert mx.contrib.sym.foreach is mx.sym.contrib.foreach
    assert mx.contrib.nd.isnan is mx.nd.contrib.isnan
    assert "foreach" in dir(mx.contrib.sym)
    with pytest.raises(AttributeError, match="no_such"):
        mx.contrib.sym.no_such  # noqa: B018  the look itself raises


def steps(scale):
    weight, grad = mx.nd.array([0.5, -1]), mx.nd.array([2, 4])
    mean, var = mx.nd.zeros((2,)), mx.nd.zeros((2,))
    mx.nd.contrib.adamw_update(weight, grad, mean, var, scale, lr=0.1, eta=0.5, wd=0.1, out=weight)
    return weight.asnumpy(), mean.asnumpy()


def test_a_step_of_adamw_takes_a_number_or_an_array():
    weight, mean = steps(0.5)
    # Recorded from MXNet 1.9.1.
    np.testing.assert_allclose(weight, [0.3168851, -1.108115], rtol=1e-5)
    np.testing.assert_allclose(mean, [0.1, 0.2], rtol=1e-6)
    np.testing.assert_array_equal(steps(mx.nd.array([0.5]))[0], weight)


def test_many_steps_are_as_many_single_ones():
    weights = [mx.nd.array([0.5, -1]), mx.nd.array([[0.25]])]
    grads = [mx.nd.array([2, 4]), mx.nd.array([[1]])]
    means, variances = ([mx.nd.zeros(w.shape) for w in weights] for _ in range(2))
    mx.nd.contrib.multi_adamw_update(
        weights, grads, means, variances, 0.5, lrs=[0.1, 0.2], wds=[0.1, 0], etas=[0.5, 1],
        out=weights,
    )  # fmt: skip
    np.testing.assert_allclose(weights[0].asnumpy(), steps(0.5)[0], rtol=1e-6)
    assert means[1].asscalar() == pytest.approx(0.05)


def test_half_precision_weights_follow_their_twins():
    low, full = mx.nd.array([0.5, -1], dtype="float16"), mx.nd.array([0.5, -1])
    grad = mx.nd.array([2, 4], dtype="float16")
    mean, var = mx.nd.zeros((2,)), mx.nd.zeros((2,))
    mx.nd.contrib.mp_adamw_update(low, grad, mean, var, full, 0.5, lr=0.1, eta=0.5, wd=0.1, out=low)
    np.testing.assert_allclose(full.asnumpy(), steps(0.5)[0], rtol=1e-5)
    np.testing.assert_array_equal(low.asnumpy(), full.asnumpy().astype("float16"))


def test_symbols_of_adamw():
    names = ["weight", "grad", "mean", "var"]
    made = mx.sym.contrib.adamw_update(*map(mx.sym.var, names), 0.5, lr=0.1, eta=0.5, wd=0.1)
    given = dict(zip(names, ([0.5, -1], [2, 4], [0, 0], [0, 0]), strict=True))
    found = made.eval(**{name: mx.nd.array(value) for name, value in given.items()})[0]
    np.testing.assert_allclose(found.asnumpy(), steps(0.5)[0], rtol=1e-6)


def test_steps_of_lamb_keep_the_dtype():
    for dtype in ("float32", "float16"):
        weight, grad = mx.nd.array([0.5, -1], dtype=dtype), mx.nd.array([2, 4], dtype=dtype)
        mean, var = mx.nd.zeros((2,), dtype=dtype), mx.nd.zeros((2,), dtype=dtype)
        mx.nd.contrib.multi_lamb_update(
            [weight], [grad], [mean], [var], [1], [0.1], [0.01], out=[weight]
        )
        assert weight.dtype == np.dtype(dtype)
        # Recorded from MXNet 1.9.1.
        np.testing.assert_allclose(weight.asnumpy(), [0.4203509, -1.0784603], rtol=2e-3)


def test_backends():
    symbol = mx.sym.var("a") * 2
    assert symbol.optimize_for("anything") is symbol
    assert symbol.get_backend_symbol("MKLDNN").list_outputs() == symbol.list_outputs()
    with pytest.raises(mx.MXNetError, match="'anything' is not found"):
        symbol.get_backend_symbol("anything")


def test_the_symbol_that_is_run_has_equal_calls_once():
    a, b = mx.sym.var("a"), mx.sym.var("b")
    drawn = mx.sym.Dropout(b, p=0.5) + mx.sym.Dropout(b, p=0.5)
    symbol = (a + 5) + (a + 5) * b + mx.sym.exp(b) * mx.sym.exp(b) + drawn
    shapes = {"a": (2,), "b": (2,)}
    count = len(symbol.get_internals().list_outputs())
    kept = []
    for value in ("1", "0"):
        with mx.test_utils.environment("MXNET_ELIMINATE_COMMON_EXPR", value):
            bound = symbol.simple_bind(mx.cpu(), **shapes)
            kept.append(bound.get_optimized_symbol())
    assert [len(s.get_internals().list_outputs()) for s in kept] == [count - 2, count]
    given = {"a": mx.nd.array([1, 2]), "b": mx.nd.array([3, 4])}
    twins = mx.sym.Group([a * b, a * b, a * b], mx.sym.Symbol)
    bound = twins.simple_bind(mx.cpu(), **shapes).get_optimized_symbol()
    names = [name.replace("_output", "") for name in bound.list_outputs()]
    # As MXNet 1.9.1 names them.
    assert names[1:] == [f"{names[0]}_0_copy", f"{names[0]}_0_copy_0_copy"]
    first, second = (s.eval(**given)[0].asnumpy() for s in kept)
    np.testing.assert_array_equal(first, second)
