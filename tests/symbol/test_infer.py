"""Shapes and dtypes follow in both directions; what contradicts is told with node and shapes."""

import numpy as np
import pytest

import mxnet as mx

S = mx.sym


def shapes(symbol, **given):
    arguments, _, _ = symbol.infer_shape_partial(**given)
    return dict(zip(symbol.list_arguments(), arguments))


def test_from_data_to_weight_and_back_through_elementwise_operators():
    net = S.FullyConnected(S.var("x", shape=(0, 10)), num_hidden=21, name="fc")
    net = net + S.var("c", shape=(5, 0))
    assert shapes(net) == {"x": (5, 10), "fc_weight": (21, 10), "fc_bias": (21,), "c": (5, 21)}


def test_unknown_axes_go_through_operators_that_have_no_rule_for_them():
    x = S.var("x")
    assert S.transpose(x, axes=(0, 2, 1)).infer_shape_partial(x=(0, 3, 4))[1] == [(0, 4, 3)]
    assert S.dot(x, S.var("y")).infer_shape_partial(x=(0, 3), y=(3, 5))[1] == [(0, 5)]
    assert S.sin(x).infer_shape_partial()[1] == [()]
    with mx.np_shape():
        assert S.transpose(x).infer_shape_partial(x=(-1, 3))[1] == [(3, -1)]
        assert S.sin(x).infer_shape_partial()[1] == [None]


def test_what_is_given_wins_over_what_the_variable_says():
    a = S.var("a", shape=(2, 3))
    assert (a + S.var("b")).infer_shape(a=(5, 6))[1] == [(5, 6)]


def test_too_little_gives_none_with_a_warning():
    net = S.FullyConnected(S.var("x"), num_hidden=2, name="fc")
    with pytest.warns(UserWarning, match="Cannot decide shape"):
        assert net.infer_shape() == (None, None, None)
    with pytest.warns(UserWarning, match="Cannot decide type"):
        assert net.infer_type() == (None, None, None)


def test_a_contradiction_names_node_operator_and_both_shapes():
    net = S.FullyConnected(S.var("x"), num_hidden=10, name="fc1")
    with pytest.raises(mx.MXNetError) as told:
        net.infer_shape(x=(32, 100), fc1_weight=(10, 64))
    for word in ("fc1", "FullyConnected", "(10, 64)", "(10, 100)"):
        assert word in str(told.value)
    v = S.var("v")
    with pytest.raises(mx.MXNetError):
        (S.transpose(v) + (S.var("x") + v)).infer_shape(x=(2, 3))


def test_arguments_of_the_wrong_kind():
    net = S.exp(S.var("x"))
    with pytest.raises(TypeError):
        net.infer_shape(x=np.array([2, 3]))
    with pytest.raises(ValueError):
        net.infer_shape((2,), x=(2,))
    with pytest.raises(mx.MXNetError, match="not found"):
        net.infer_shape(zz=(2,))
    assert net.infer_shape((2, 3))[1] == [(2, 3)]


def test_types_follow_both_ways():
    net = S.FullyConnected(S.Cast(S.var("x"), dtype="float32"), num_hidden=2, name="fc")
    net = S.SoftmaxOutput(net, name="softmax")
    arguments, outputs, _ = net.infer_type(x="float16")
    assert arguments == [np.float16, np.float32, np.float32, np.float32]
    assert outputs == [np.float32]
    assert net.infer_type_partial()[0][0] is None
    with pytest.raises(mx.MXNetError, match="share one dtype"):
        (S.var("a") + S.var("b")).infer_type(a="float16", b="float64")


def test_the_unknown_axis_of_a_reshaped_input_follows_from_the_output():
    net = S.reshape(S.var("x"), shape=(6, 5)) + S.var("y")
    assert shapes(net, x=(0, 10), y=(6, 5))["x"] == (3, 10)
    net = S.slice_axis(S.var("x"), axis=0, begin=0, end=5) + S.var("y")
    assert shapes(net, x=(0,), y=(5,))["x"] == (0,)


def test_refusals_while_inferring_are_in_our_words():
    a, b = mx.sym.var("a"), mx.sym.var("b")
    with pytest.raises(mx.MXNetError) as refused:
        mx.sym.dot(a, b).infer_shape(a=(2, 3), b=(4, 5))
    for word in ("mat1", "size mismatch", "tensor"):
        assert word not in str(refused.value)


@pytest.mark.parametrize("kind, own", [("float64", "float64"), ("float16", "float32")])
def test_parameters_of_normalization_follow_the_data(kind, own):
    symbol = mx.sym.BatchNorm(mx.sym.relu(mx.sym.var("x")))
    arguments, outputs, states = symbol.infer_type(x=kind)
    assert [t.__name__ for t in (*arguments, *outputs, *states)] == [kind, own, own, kind, own, own]
    executor = symbol.simple_bind(mx.cpu(), type_dict={"x": kind}, x=(2, 3))
    assert executor.forward()[0].dtype.__name__ == kind


def test_types_of_indices_and_of_what_they_pick():
    double, single = np.float64, np.float32
    words = mx.sym.Embedding(mx.sym.var("x"), input_dim=3, output_dim=2, dtype="float64")
    assert words.infer_type(x="int32") == ([np.int32, double], [double], [])
    both = mx.sym.topk(mx.sym.var("x"), ret_typ="both")
    assert both.infer_type(x="float64") == ([double], [double, single], [])
    assert (both[0] * mx.sym.var("y")).infer_type(x="float64")[0] == [double, double]
