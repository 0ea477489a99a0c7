"""Making symbols: names, attributes, composition, parts, what is refused."""

import copy

import pytest

import mxnet as mx

S = mx.sym


@pytest.fixture(autouse=True)
def fresh_names():
    with mx.name.NameManager():
        yield


def last(symbol):
    node = symbol._entries[0][0]
    return node.op.name, node.name, node.attrs


@pytest.mark.parametrize(
    ("make", "wanted"),
    [
        (lambda a, b: a + b, ("elemwise_add", "_plus0", {})),
        (lambda a, b: a + 1, ("_plus_scalar", "_plusscalar0", {"scalar": "1"})),
        (lambda a, b: 3 - a, ("_rminus_scalar", "_rminusscalar0", {"scalar": "3"})),
        (lambda a, b: a / b, ("elemwise_div", "_div0", {})),
        (lambda a, b: 2**a, ("_rpower_scalar", "_rpower_scalar0", {"scalar": "2"})),
        (lambda a, b: a % b, ("_mod", "_mod0", {})),
        (lambda a, b: -a, ("_mul_scalar", "_mulscalar0", {"scalar": "-1.0"})),
        (lambda a, b: a >= 2, ("_greater_equal_scalar", "_greater_equal_scalar0", {"scalar": "2"})),
        (lambda a, b: S.maximum(2, a), ("_maximum_scalar", "_maximumscalar0", {"scalar": "2"})),
        (lambda a, b: S.flatten(a), ("Flatten", "flatten0", {})),
        (lambda a, b: a.sum(axis=1), ("sum", "sum0", {"axis": "1"})),
        (lambda a, b: a.astype("float16"), ("Cast", "cast0", {"dtype": "float16"})),
        (lambda a, b: S.linalg.gemm2(a, b), ("_linalg_gemm2", "gemm20", {})),
        (lambda a, b: S.concat(a, b, dim=0), ("Concat", "concat0", {"dim": "0", "num_args": "2"})),
    ],
)
def test_names_and_attributes_are_those_of_the_reference(make, wanted):
    assert last(make(S.var("a"), S.var("b"))) == wanted


def test_missing_inputs_become_variables_with_the_attributes_of_the_node():
    net = S.FullyConnected(num_hidden=3, name="fc", attr={"lr_mult": "3"})
    assert net.list_arguments() == ["fc_data", "fc_weight", "fc_bias"]
    assert net.attr_dict()["fc_weight"] == {
        "num_hidden": "3", "__lr_mult__": "3", "lr_mult": "3"}  # fmt: skip
    assert S.Concat(S.var("a"), num_args=2, name="c").list_arguments() == ["a", "c_arg1"]


def test_states_are_listed_apart_and_say_how_they_start():
    net = S.BatchNorm(S.var("x"), name="bn")
    assert net.list_arguments() == ["x", "bn_gamma", "bn_beta"]
    assert net.list_auxiliary_states() == ["bn_moving_mean", "bn_moving_var"]
    assert net.attr_dict()["bn_moving_var"]["__init__"] == '["one", {}]'
    assert S.BatchNorm(S.var("x"), output_mean_var=True, name="b").list_outputs() == [
        "b_output", "b_mean", "b_var"]  # fmt: skip


def test_composition_copies_and_replaces_by_name():
    net = S.FullyConnected(S.exp(S.var("x"), name="e"), num_hidden=3, name="fc")
    other = net(x=S.tanh(S.var("y")), name="new")
    assert other.list_arguments() == ["y", "fc_weight", "fc_bias"]
    assert (other.name, net.name) == ("new", "fc")
    assert net.list_arguments()[0] == "x"
    with pytest.raises(mx.MXNetError, match="zz not found"):
        net(zz=S.var("y"))
    with pytest.raises(TypeError):
        net(x=3)


def test_scopes_nest_and_reach_automatic_variables():
    with mx.AttrScope(ctx_group="a", __y__="2"), mx.AttrScope(__z__="1"), mx.name.Prefix("p_"):
        net = S.FullyConnected(S.var("x"), num_hidden=2)
    assert net.name == "p_fullyconnected0"
    assert net.attr("ctx_group") == "a" and net.attr("__z__") == "1"
    assert net.attr_dict()["p_fullyconnected0_weight"]["__y__"] == "2"
    assert mx.AttrScope.current.get(None) == {}
    with pytest.raises(ValueError):
        mx.AttrScope(a=1)


def test_parts():
    a, b = S.var("a"), S.var("b")
    group = S.Group([a, a + b, S.split(b, num_outputs=2, name="s")])
    assert group.list_outputs() == ["a", "_plus0_output", "s_output0", "s_output1"]
    assert group["s_output1"].list_arguments() == ["b"]
    assert [each.name for each in group[1:3]] == ["_plus0", "s"]
    assert group.name is None and repr(a + b) == "<Symbol _plus1>"
    assert a.get_children() is None
    for wrong, error in (
        (9, IndexError),
        ("zz", ValueError),
        (-1, mx.MXNetError),
        ((1,), TypeError),
    ):
        with pytest.raises(error):
            group[wrong]
    with pytest.raises(ValueError, match="multiple"):
        S.Group([a, a])["a"]


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda a: S.FullyConnected(a), mx.MXNetError),
        (lambda a: S.FullyConnected(a, num_hidden="x"), mx.MXNetError),
        (lambda a: S.FullyConnected(a, num_hidden=1, bogus=2), mx.MXNetError),
        (lambda a: S.FullyConnected(a, num_hidden=1, bogus=a), mx.MXNetError),
        (lambda a: S.FullyConnected(a, a, a, num_hidden=1, no_bias=True), mx.MXNetError),
        (lambda a: S.FullyConnected(mx.nd.ones(2), num_hidden=1), AssertionError),
        (lambda a: S.exp(S.Group([a, a])), mx.MXNetError),
        (lambda a: a + "x", TypeError),
        (lambda a: bool(a), mx.base.NotImplementedForSymbol),
        (lambda a: a.asnumpy(), mx.base.NotImplementedForSymbol),
        (lambda a: a.__iadd__(a), mx.base.NotImplementedForSymbol),
        (lambda a: hash(a), TypeError),
        (lambda a: S.var(3), TypeError),
        (lambda a: S.var("x", foo="1"), ValueError),
        (lambda a: S.Group([]), TypeError),
        (lambda a: S.Group([a, 3]), TypeError),
        (lambda a: a.gradient(["a"]), mx.MXNetError),
        (lambda a: S.NoSuchOperator, AttributeError),
    ],
)
def test_refusals_have_the_types_of_the_reference(call, error):
    with pytest.raises(error):
        call(S.var("a"))


def test_copies_are_apart():
    a = S.var("a")
    other = copy.deepcopy(a)
    other._set_attr(mood="angry")
    assert a.attr("mood") is None and other.attr("mood") == "angry"
