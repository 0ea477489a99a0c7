"""Initializers: what every name gets, what they print, what they refuse."""

import json

import numpy as np
import pytest

import mxnet as mx
from mxnet import init, nd
from mxnet.initializer import InitDesc


def start(initializer, name, shape, attrs=None):
    x = nd.ones(shape) * 7
    initializer(InitDesc(name, attrs), x)
    return x.asnumpy()


@pytest.mark.parametrize(
    "name, value",
    [
        ("fc_weight", 3),
        ("fc_bias", 0),
        ("bn_gamma", 1),
        ("bn_beta", 0),
        ("bn_moving_mean", 0),
        ("bn_moving_var", 1),
        ("bn_running_mean", 0),
        ("bn_running_var", 1),
        ("bn_moving_inv_var", 0),
        ("x_moving_avg", 0),
        ("x_min", 0),
        ("x_max", 1),
        ("stn_loc_weight", 3),
        ("stn_loc_bias", 0),
        ("upsampling0_weight", 3),
        ("fc_bias_quantize", 0),
    ],
)
def test_the_name_decides(name, value):
    assert (start(init.Constant(3), name, (2, 3)) == value).all()


def test_names_with_rules_of_their_own_where_they_are_plain_text():
    for name, shape in (("stn_loc_bias", (6,)), ("stn_loc_weight", (2, 3))):
        x = nd.ones(shape)
        init.One()(name, x)
        assert x.asnumpy().ravel().tolist() == ([1, 0, 0, 0, 1, 0] if len(shape) == 1 else [0] * 6)
    x = nd.ones((1, 1, 4, 4))
    init.One()("upsampling0_weight", x)
    assert x[0, 0, 0, 0].asscalar() == 0.0625
    with pytest.raises(ValueError, match="Unknown initialization pattern"):
        init.One()("fc_weight_quantize", x)


def test_quantized_weights_are_small_whole_numbers():
    found = start(init.One(), "fc_weight_quantize", (500,))
    assert (found == np.round(found)).all() and -127 <= found.min() < -90 and 90 < found.max() < 127


def test_names_no_rule_fits_are_refused():
    with pytest.raises(ValueError, match="Unknown initialization pattern for weird"):
        start(init.Xavier(), "weird", (2, 2))
    with pytest.raises(TypeError, match="name must be string"):
        init.One()(3, nd.zeros((2,)))


@pytest.mark.parametrize(
    "initializer, text",
    [
        (init.Zero(), ["zero", {}]),
        (init.One(), ["one", {}]),
        (init.Constant(3), ["constant", {"value": 3}]),
        (init.Uniform(), ["uniform", {"scale": 0.07}]),
        (init.Normal(0.8), ["normal", {"sigma": 0.8}]),
        (init.Orthogonal(), ["orthogonal", {"scale": 1.414, "rand_type": "uniform"}]),
        (init.Xavier(), ["xavier", {"rnd_type": "uniform", "factor_type": "avg", "magnitude": 3}]),
        (init.MSRAPrelu("in", 0.1), ["msraprelu", {"factor_type": "in", "slope": 0.1}]),
        (init.Bilinear(), ["bilinear", {}]),
        (init.LSTMBias(0.3), ["lstmbias", {"forget_bias": 0.3}]),
        (
            init.FusedRNN(init.One(), 2, 1, "lstm"),
            [
                "fusedrnn",
                {
                    "init": '["one", {}]',
                    "num_hidden": 2,
                    "num_layers": 1,
                    "mode": "lstm",
                    "bidirectional": False,
                    "forget_bias": 1.0,
                },
            ],
        ),
    ],
)
def test_dumps_and_back(initializer, text):
    assert initializer.dumps() == json.dumps(text)
    again = mx.initializer.create(initializer.dumps())
    assert again == initializer and type(again) is type(initializer)


def test_constant_of_an_array():
    assert init.Constant(nd.array([1])).dumps() == '["constant", {"value": [1.0]}]'
    np.testing.assert_array_equal(start(init.Constant([1, 2]), "a_weight", (2,)), [1, 2])


def test_create_by_every_name():
    for name, cls in [
        ("zeros", init.Zero),
        ("ones", init.One),
        ("Xavier", init.Xavier),
        ("normal", init.Normal),
    ]:
        assert type(mx.initializer.create(name)) is cls
    assert mx.initializer.create("normal", sigma=3) == init.Normal(3)
    with pytest.raises(AssertionError, match="nope is not registered"):
        mx.initializer.create("nope")
    with pytest.raises(AssertionError, match="Did you mean 'xavier'"):
        mx.initializer.create("xavierr")


def test_a_variable_can_bring_its_own():
    assert (start(init.One(), "a_weight", (2,), {"__init__": init.Constant(9).dumps()}) == 9).all()
    assert (start(init.One(), "weird", (2,), {"__init__": "ones"}) == 1).all()


def bounds(initializer, shape):
    a = start(initializer, "a_weight", shape)
    return abs(a).max(), a.std(), abs(a.mean())


@pytest.mark.parametrize(
    "initializer, limit, std",
    [
        (init.Uniform(0.5), 0.5, 0.5 / 3**0.5),
        (init.Xavier(), 0.02**0.5, (0.02 / 3) ** 0.5),
        (init.Xavier(factor_type="in", magnitude=2), 0.1, 0.1 / 3**0.5),
        (init.Normal(0.3), None, 0.3),
        (init.Xavier("gaussian", "out", 2), None, 0.02**0.5),
        (init.MSRAPrelu(), None, (2 / (1 + 0.0625) / 150) ** 0.5),
    ],
)
def test_scales(initializer, limit, std):
    mx.random.seed(1)
    top, spread, mean = bounds(initializer, (100, 200))
    assert limit is None or 0.99 * limit < top <= limit
    np.testing.assert_allclose(spread, std, rtol=0.02)
    assert mean < 0.03 * std


def test_fan_of_convolutions_counts_the_window():
    mx.random.seed(1)
    assert (
        abs(bounds(init.Xavier(factor_type="in", magnitude=2), (100, 200, 3, 3))[0] - 1 / 30) < 1e-4
    )


@pytest.mark.parametrize("shape", [(3, 5), (5, 3), (4, 2, 3)])
@pytest.mark.parametrize("kind", ["uniform", "normal"])
def test_orthogonal(shape, kind):
    a = start(init.Orthogonal(2, kind), "a_weight", shape).reshape(shape[0], -1)
    small = a @ a.T if a.shape[0] <= a.shape[1] else a.T @ a
    np.testing.assert_allclose(small, 4 * np.eye(len(small)), atol=1e-5)


def test_xavier_refusals():
    with pytest.raises(ValueError, match="at least 2D"):
        start(init.Xavier(), "a_weight", (3,))
    with pytest.raises(ValueError, match="factor type 'foo'"):
        start(init.Xavier(factor_type="foo"), "a_weight", (3, 3))


def test_bilinear_numbers_of_the_reference():
    row = start(init.Bilinear(), "up_weight", (1, 1, 4, 4)).ravel()[:8]
    np.testing.assert_array_equal(
        row, [0.0625, 0.1875, 0.1875, 0.0625, 0.1875, 0.5625, 0.5625, 0.1875]
    )
    odd = start(init.Bilinear(), "up_weight", (1, 1, 3, 3)).ravel()[:8]
    np.testing.assert_array_equal(
        odd, [0.0625, 0.1875, 0.1875, 0.1875, 0.5625, 0.5625, 0.1875, 0.5625]
    )


def test_fused_rnn_numbers_of_the_reference():
    x = nd.zeros((4 * 2 * (3 + 2) + 2 * 4 * 2,))
    text = init.FusedRNN(init.Constant(5), 2, 1, "lstm", forget_bias=3).dumps()
    init.One()(InitDesc("rnn_parameters", {"__init__": text}), x)
    biases = [0, 0, 3, 3, 0, 0, 0, 0]
    np.testing.assert_array_equal(x.asnumpy(), [5] * 40 + biases * 2)


def test_fused_rnn_falls_back_to_the_global_initializer():
    x = nd.zeros((4 * 2 * (3 + 2) + 2 * 4 * 2,))
    desc = InitDesc(
        "rnn", {"__init__": init.FusedRNN(None, 2, 1, "lstm").dumps()}, global_init=init.One()
    )
    init.Zero()(desc, x)
    np.testing.assert_array_equal(x.asnumpy()[:40], 1)
    with pytest.raises(ValueError, match="do not fit"):
        init.FusedRNN(init.One(), 2, 1, "lstm")._init_weight(InitDesc("rnn"), nd.zeros((7,)))


def test_mixed():
    m = init.Mixed(["bias", "fc.*"], [init.Zero(), init.Constant(2)])
    assert (start(m, "fc_weight", (2,)) == 2).all()
    with pytest.raises(ValueError, match="did not match any pattern"):
        start(m, "conv_weight", (2,))


def test_load(tmp_path):
    path = str(tmp_path / "saved.params")
    nd.save(path, {"arg:a_weight": nd.ones((2,)) * 4, "b": nd.ones((3,))})
    loading = init.Load(path, default_init=init.Zero())
    assert (start(loading, "a_weight", (2,)) == 4).all()
    assert (start(loading, "c_weight", (2,)) == 0).all()
    with pytest.raises(AssertionError, match="Shape mismatch"):
        start(loading, "b", (2,))
    with pytest.raises(AssertionError, match="no default"):
        start(init.Load({}), "b", (2,))


def test_register_and_alias():
    @init.register
    @mx.initializer.alias("forty_two")
    class MyInit(init.Initializer):
        def _init_weight(self, _, arr):
            arr[:] = 42

    assert (start(mx.initializer.create("myinit"), "a_weight", (2,)) == 42).all()
    assert type(mx.initializer.create("forty_two")) is MyInit


def test_verbosity_logs(caplog):
    caplog.set_level("INFO")
    init.One().set_verbosity(True)(InitDesc("a_weight"), nd.zeros((4,)))
    assert "Initialized a_weight as weight: 1.0" in caplog.text


@pytest.mark.parametrize("dtype", ["float16", "float64"])
def test_dtype_is_the_arrays(dtype):
    x = nd.zeros((4, 4), dtype=dtype)
    init.Xavier()("fc_weight", x)
    assert x.dtype == np.dtype(dtype) and (x.asnumpy() != 0).any()


def test_same_seed_same_numbers():
    mx.random.seed(3)
    a = start(init.Xavier(), "a_weight", (4, 4))
    mx.random.seed(3)
    np.testing.assert_array_equal(a, start(init.Xavier(), "a_weight", (4, 4)))
