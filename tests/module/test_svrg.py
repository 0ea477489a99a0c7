"""Gradients of reduced variance: what holds beside the recorded numbers."""

import numpy as np
import pytest

import mxnet as mx
from mxnet.contrib.svrg_optimization.svrg_module import SVRGModule
from mxnet.contrib.svrg_optimization.svrg_optimizer import _SVRGOptimizer

# `fit` says so where a program goes on with parameters that are there.
pytestmark = pytest.mark.filterwarnings("ignore:Parameters already initialized")


def line(**given):
    """A linear network and the rows of a plane; the last batch is not full."""
    values = np.random.RandomState(0).rand(22, 3).astype("float32")
    rows = mx.io.NDArrayIter(values, values @ np.array([1, 2, 3], "float32"), 5)
    x = mx.sym.FullyConnected(mx.sym.var("data"), num_hidden=1, name="fc")
    given = {"update_freq": 2, **given}
    net = SVRGModule(mx.sym.LinearRegressionOutput(x, name="softmax"), **given)
    net.bind(rows.provide_data, rows.provide_label)
    net.init_params(mx.init.One())
    net.init_optimizer(optimizer_params={"learning_rate": 0.0})
    return net, rows


def test_at_the_snapshot_every_gradient_is_the_whole_one():
    net, rows = line()
    for _ in range(2):  # the second snapshot is not the first one's sum
        net.update_full_grads(rows)
    rows.reset()
    seen = []
    for batch in rows:
        net.forward_backward(batch)
        net.update()
        seen.append(net._exec_group.grad_arrays[0][0].asnumpy())
    np.testing.assert_allclose(seen, [seen[0]] * len(seen), rtol=1e-5)
    np.testing.assert_allclose(seen[0], net._full[0].asnumpy(), rtol=1e-5)


def test_devices_make_no_difference():
    found = []
    for contexts in ([mx.cpu(0)], [mx.cpu(0), mx.cpu(1)]):
        net, rows = line(context=contexts)
        net.init_optimizer(optimizer_params={"learning_rate": 0.05}, force_init=True)
        net.fit(rows, eval_metric="mse", num_epoch=3)
        found.append(net.get_params()[0]["fc_weight"].asnumpy())
    np.testing.assert_allclose(*found, rtol=1e-4)


def test_parameters_that_are_not_trained():
    net, rows = line(fixed_param_names=["fc_bias"])
    net.init_optimizer(optimizer_params={"learning_rate": 0.05}, force_init=True)
    net.fit(rows, eval_metric="mse", num_epoch=2)
    assert net.get_params()[0]["fc_bias"].asscalar() == 0


def test_frequencies_that_are_none():
    for wrong, error in ((None, TypeError), (1.5, TypeError), (0, ValueError), (-1, ValueError)):
        with pytest.raises(error, match="update_freq in SVRGModule"):
            line(update_freq=wrong)


def test_the_optimizer_writes_full_gradients_as_they_are():
    store = mx.kv.create("local")
    store.set_optimizer(_SVRGOptimizer("sgd", param_idx2name={0: "weight", 1: "weight_full"},
                                       learning_rate=1.0))  # fmt: skip
    outs = [mx.nd.zeros(2), mx.nd.zeros(2)]
    store.init([0, 1], [mx.nd.zeros(2), mx.nd.ones(2)])
    store.push([0, 1], [mx.nd.ones(2), mx.nd.full(2, 7)])
    store.pull([0, 1], out=outs)
    assert [x.asnumpy().tolist() for x in outs] == [[-1, -1], [7, 7]]
