"""Executors: forward, backward, requests for gradients, states, copies, other shapes."""

import gc
import weakref

import numpy as np
import pytest

import mxnet as mx

S = mx.sym


def example(**options):
    a, b = S.var("a"), S.var("b")
    arrays = {"a": mx.nd.array([1, 2]), "b": mx.nd.array([2, 3])}
    grads = {"a": mx.nd.zeros((2,)), "b": mx.nd.zeros((2,))}
    return (2 * a + b).bind(mx.cpu(), arrays, grads, **options)


def test_the_example_of_the_reference():
    executor = example()
    (out,) = executor.forward(is_train=True)
    assert out.asnumpy().tolist() == [4, 7]
    executor.backward(out)
    assert executor.grad_dict["a"].asnumpy().tolist() == [8, 14]
    assert executor.grad_dict["b"].asnumpy().tolist() == [4, 7]


@pytest.mark.parametrize("form", ["one", "list", "dict"])
def test_head_gradients_in_every_form(form):
    executor = example()
    executor.forward(is_train=True)
    g = mx.nd.array([3, 4])
    executor.backward({"one": g, "list": [g], "dict": {executor._output_names[0]: g}}[form])
    executor.backward({"one": g, "list": [g], "dict": {executor._output_names[0]: g}}[form])
    assert executor.grad_dict["a"].asnumpy().tolist() == [6, 8]


def test_requests():
    executor = example(grad_req={"a": "add"})
    for _ in range(2):
        executor.forward(is_train=True)
        executor.backward(mx.nd.ones((2,)))
    assert executor.grad_dict["a"].asnumpy().tolist() == [4, 4]
    assert executor.grad_dict["b"].asnumpy().tolist() == [0, 0]
    executor = example(grad_req=["null", "write"])
    executor.forward(is_train=True)
    executor.backward(mx.nd.ones((2,)))
    assert executor.grad_dict["a"].asnumpy().tolist() == [0, 0]
    with pytest.raises(ValueError, match="grad_req"):
        example(grad_req="often")


def test_backward_without_a_training_forward_and_with_stale_buffers():
    executor = example()
    executor.forward()
    executor.backward(mx.nd.ones((2,)))
    assert executor.grad_dict["a"].asnumpy().tolist() == [2, 2]
    a, b = S.var("a"), S.var("b")
    grads = {"a": mx.nd.ones((2,)), "b": mx.nd.ones((2,))}
    net = S.Group([a * 1, S.stop_gradient(b)])
    executor = net.bind(mx.cpu(), {"a": mx.nd.ones((2,)), "b": mx.nd.ones((2,))}, grads)
    executor.forward(is_train=True)
    executor.backward([mx.nd.ones((2,)), mx.nd.ones((2,))])
    assert grads["b"].asnumpy().tolist() == [0, 0]


def test_losses_need_no_head_gradient_and_others_do():
    executor = example()
    executor.forward(is_train=True)
    with pytest.raises(mx.MXNetError, match="not Loss function"):
        executor.backward()
    for make in (
        lambda x: S.SoftmaxOutput(x, name="l"),
        lambda x: S.LinearRegressionOutput(x, name="l"),
        lambda x: S.MAERegressionOutput(x, name="l"),
        lambda x: S.LogisticRegressionOutput(x, name="l"),
        lambda x: S.SVMOutput(x, name="l"),
        lambda x: S.MakeLoss(x, name="l"),
        lambda x: S.make_loss(x, name="l"),
    ):
        executor = make(S.var("x")).simple_bind(mx.cpu(), x=(3, 2))
        executor.arg_dict["x"][:] = 1
        executor.forward(is_train=True)
        executor.backward()
        assert np.abs(executor.grad_dict["x"].asnumpy()).sum() > 0


def test_states_change_in_training_only():
    executor = S.BatchNorm(S.var("x"), name="bn").simple_bind(mx.cpu(), x=(4, 3))
    executor.arg_dict["x"][:] = np.arange(12).reshape(4, 3)
    executor.forward()
    assert executor.aux_dict["bn_moving_mean"].asnumpy().tolist() == [0, 0, 0]
    executor.forward(is_train=True)
    executor.backward(mx.nd.ones((4, 3)))
    np.testing.assert_allclose(
        executor.aux_dict["bn_moving_mean"].asnumpy(), [0.45, 0.55, 0.65], 1e-5
    )


def test_new_inputs_are_checked():
    executor = example()
    out = executor.forward(a=np.array([5, 6]))[0]
    assert out.asnumpy().tolist() == [12, 15]
    assert executor.arg_dict["a"].asnumpy().tolist() == [5, 6]
    for wrong, error in (
        ({"zz": mx.nd.ones(2)}, TypeError),
        ({"a": mx.nd.ones(3)}, ValueError),
        ({"a": [1, 2]}, ValueError),
    ):
        with pytest.raises(error):
            executor.forward(**wrong)


def test_bind_refuses_what_does_not_fit():
    ab, one = S.var("a") + S.var("b"), mx.nd.ones((2,))
    for args, error in (
        ({"a": one}, ValueError), ([one], ValueError), (3, TypeError), ([3, 4], TypeError),
        ([one, mx.nd.ones((3,))], mx.MXNetError),
    ):  # fmt: skip
        with pytest.raises(error):
            ab.bind(mx.cpu(), args)
    with pytest.raises(TypeError, match="Context"):
        ab.bind("cpu", [one, one])
    with pytest.raises(RuntimeError, match="simple_bind error"):
        ab.simple_bind(mx.cpu())
    with pytest.raises(mx.MXNetError, match="non-differentiable"):
        S.batch_take(S.var("x"), S.var("i")).simple_bind(
            mx.cpu(), x=(3, 3), i=(3,), type_dict={"i": "int32"}
        )


def test_copy_params_from():
    executor = S.FullyConnected(S.var("x"), num_hidden=2, name="fc").simple_bind(mx.cpu(), x=(4, 3))
    executor.copy_params_from({"fc_bias": mx.nd.ones((2,), dtype="float16")})
    assert executor.arg_dict["fc_bias"].asnumpy().tolist() == [1, 1]
    with pytest.raises(ValueError, match="not in the arguments"):
        executor.copy_params_from({"zz": mx.nd.ones((2,))})
    executor.copy_params_from({"zz": mx.nd.ones((2,))}, allow_extra_params=True)
    with pytest.raises(mx.MXNetError, match="shape"):
        executor.copy_params_from({"fc_bias": mx.nd.ones((3,))})


def test_reshape_shares_what_fits():
    executor = S.FullyConnected(S.var("x"), num_hidden=4, name="fc").simple_bind(mx.cpu(), x=(5, 4))
    executor.arg_dict["x"][:] = 1
    executor.arg_dict["fc_weight"][:] = 1
    smaller = executor.reshape(x=(3, 4))
    assert (smaller.forward()[0].asnumpy() == 4).all()
    executor.arg_dict["fc_weight"][:] = 2
    assert (smaller.forward()[0].asnumpy() == 8).all()
    with pytest.raises(mx.MXNetError, match="larger than original"):
        executor.reshape(x=(6, 4))
    larger = executor.reshape(allow_up_sizing=True, x=(6, 4))
    larger.arg_dict["x"][:] = 0
    assert (executor.arg_dict["x"].asnumpy() == 1).all()
    with pytest.raises(mx.MXNetError, match="unspecifie"):
        executor.reshape(x=(5, 3))


def test_the_monitor_sees_every_output_and_input():
    net = S.Activation(
        S.FullyConnected(S.var("x"), num_hidden=2, name="fc"), act_type="relu", name="act"
    )
    executor = net.simple_bind(mx.cpu(), x=(1, 3))
    seen = []
    executor.set_monitor_callback(lambda name, array: seen.append((name, array.shape)))
    executor.forward()
    assert seen == [("fc_output", (1, 2)), ("act_output", (1, 2))]
    seen.clear()
    executor.set_monitor_callback(lambda name, array: seen.append(name), monitor_all=True)
    executor.forward()
    assert seen == [
        "x", "fc_data", "fc_weight", "fc_weight", "fc_bias", "fc_bias",
        "fc_output", "act_input0", "act_output",
    ]  # fmt: skip


def test_an_error_while_running_names_the_node():
    net = S.take(S.var("x"), S.var("i"), mode="raise", name="pick_me")
    executor = net.simple_bind(mx.cpu(), grad_req="null", x=(3,), i=(1,))
    executor.arg_dict["i"][:] = 9
    with pytest.raises(mx.MXNetError, match="pick_me"):
        executor.forward()[0].asnumpy()


def test_memory_falls_without_the_garbage_collector():
    gc.disable()
    try:
        executor = example()
        executor.forward(is_train=True)
        executor.backward(mx.nd.ones((2,)))
        gone = weakref.ref(executor)
        del executor
        assert gone() is None
    finally:
        gc.enable()


class Square(mx.operator.CustomOp):
    def forward(self, is_train, req, in_data, out_data, aux):
        self.assign(out_data[0], req[0], in_data[0] * in_data[0])
        aux[0][:] = 1

    def backward(self, req, out_grad, in_data, out_data, in_grad, aux):
        self.assign(in_grad[0], req[0], 2 * in_data[0] * out_grad[0])


@mx.operator.register("square_of_the_executor_tests")
class SquareProp(mx.operator.CustomOpProp):
    def list_auxiliary_states(self):
        return ["seen"]

    def infer_shape(self, in_shape):
        return in_shape, [in_shape[0]], [in_shape[0]]

    def create_operator(self, ctx, in_shapes, in_dtypes):
        return Square()


def test_operators_of_the_program_itself():
    net = S.Custom(S.var("x"), name="sq", op_type="square_of_the_executor_tests") * 2
    net = mx.sym.load_json(net.tojson())
    assert net.list_arguments() == ["x"] and net.list_auxiliary_states() == ["sq_seen"]
    executor = net.simple_bind(mx.cpu(), x=(2,))
    executor.arg_dict["x"][:] = 3
    assert executor.forward(is_train=True)[0].asnumpy().tolist() == [18, 18]
    executor.backward(mx.nd.ones((2,)))
    assert executor.grad_dict["x"].asnumpy().tolist() == [12, 12]
    assert executor.aux_dict["sq_seen"].asnumpy().tolist() == [1, 1]


def test_programs_and_the_way_node_by_node_agree():
    net = S.FullyConnected(S.var("x"), num_hidden=4, name="fc")
    net = S.BatchNorm(S.Activation(net, act_type="tanh"), fix_gamma=False, name="bn")
    net = S.broadcast_mul(S.norm(net, axis=1, keepdims=True), net)
    net = S.SoftmaxOutput(net, name="softmax")
    found = {}
    for watched in (False, True):
        executor = net.simple_bind(mx.cpu(), x=(6, 3))
        generator = np.random.RandomState(1)
        for array in executor.arg_arrays:
            array[:] = generator.uniform(size=array.shape)
        if watched:  # a monitor sees every node, so they run one by one
            executor.set_monitor_callback(lambda name, array: None)
        executor.forward(is_train=True)
        assert (executor.source is None) == watched
        executor.backward()
        found[watched] = executor.outputs + executor.grad_arrays + executor.aux_arrays
    for one, other in zip(found[False], found[True]):
        np.testing.assert_allclose(one.asnumpy(), other.asnumpy(), rtol=1e-4, atol=1e-6)


def test_an_operator_without_gradient_may_stand_behind_stop_gradient():
    net = S.stop_gradient(S.batch_take(S.var("x"), S.var("i")))
    executor = net.simple_bind(mx.cpu(), x=(3, 3), i=(3,), type_dict={"i": "int32"})
    executor.grad_dict["x"][:] = 7
    executor.forward(is_train=True)
    executor.backward()
    assert executor.grad_dict["x"].asnumpy().sum() == 0


@pytest.mark.parametrize("monitored", [False, True])
def test_outputs_that_a_program_holds_show_the_last_forward(monitored):
    x = S.var("x")
    executor = S.Group([x * 2, x]).simple_bind(mx.cpu(), x=(2,))
    if monitored:
        executor.set_monitor_callback(lambda name, array: None)
    twice, same = executor.outputs
    for value in (1, 5):
        executor.forward(is_train=value == 5, x=mx.nd.array([value, value]))
        assert twice.asnumpy().tolist() == [2 * value] * 2
        assert same.asnumpy().tolist() == [value] * 2
        assert executor.outputs[0].asnumpy().tolist() == [2 * value] * 2


def test_arrays_elsewhere_are_refused():
    a, b = S.var("a"), S.var("b")
    here, there = mx.nd.ones((2,)), mx.nd.ones((2,), ctx=mx.cpu(1))
    for args, grads in (([here, there], None), ([here, here], [here, there])):
        with pytest.raises(mx.MXNetError, match=r"array is in cpu\(1\) while binding with ctx=cpu"):
            (a + b).bind(mx.cpu(), args, grads)
    with pytest.raises(mx.MXNetError, match="group2ctx"):
        (a + b).bind(mx.cpu(1), [here, here])
    with pytest.raises(mx.MXNetError, match=r"a is on cpu\(0\) while b is on cpu\(1\)"):
        mx.nd.CachedOp(a + b)(here, there)
    assert (a + b).bind(mx.cpu(1), [there, there]).forward()[0].context == mx.cpu(1)


def test_arrays_are_shared_where_1_9_1_shares_them():
    symbol = S.BatchNorm(S.FullyConnected(S.var("data"), num_hidden=2, name="fc"), name="bn")
    first = symbol.simple_bind(mx.cpu(), data=(4, 3))
    memory = symbol.simple_bind(mx.cpu(), data=(2, 3), shared_exec=first)
    named = symbol.simple_bind(
        mx.cpu(), data=(2, 3), shared_exec=first, shared_arg_names=["fc_weight"], shared_buffer={}
    )
    assert memory.arg_dict["fc_weight"] is not first.arg_dict["fc_weight"]
    assert memory.aux_dict["bn_moving_mean"] is not first.aux_dict["bn_moving_mean"]
    for name in ("arg_dict", "grad_dict"):
        mine, theirs = getattr(named, name), getattr(first, name)
        assert mine["fc_weight"] is theirs["fc_weight"]
        assert mine["fc_bias"] is not theirs["fc_bias"]
    assert named.aux_dict["bn_moving_mean"] is first.aux_dict["bn_moving_mean"]


def test_what_does_not_fit_is_refused_in_binding():
    x = mx.nd.ones((2,))
    with pytest.raises(mx.MXNetError, match=r"gradient's array of 'a' has shape \(3,\)"):
        (S.var("a") * 2).bind(mx.cpu(), {"a": x}, {"a": mx.nd.ones((3,))})
    with pytest.raises(RuntimeError, match="grad_req must be in"):
        S.var("a").simple_bind(mx.cpu(), a=(2,), grad_req="often")
    with pytest.raises(TypeError):
        S.var("a").infer_shape(a=(2.5, 3))
