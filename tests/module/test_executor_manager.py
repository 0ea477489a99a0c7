"""The oldest groups of executors: one step is a module's step."""

import numpy as np

import mxnet as mx
from mxnet.executor_manager import DataParallelExecutorManager
from tests.module import cases


def manager(rows, **given):
    symbol = cases.mlp(mx, True)
    args, aux = cases.params(mx, True)
    made = DataParallelExecutorManager(
        symbol, [mx.cpu(0), mx.cpu(1)], rows, symbol.list_arguments(), sorted(args), sorted(aux),
        work_load_list=[1, 3], **given)  # fmt: skip
    made.set_params(args, aux)
    return made, args, aux


def test_gradients_are_a_modules(caplog):
    caplog.set_level("INFO")
    rows = cases.data(mx)
    made, args, aux = manager(rows)
    assert caplog.messages == ["Start training with [cpu(0), cpu(1)]"]
    net = mx.mod.Module(cases.mlp(mx, True), context=[mx.cpu(0), mx.cpu(1)], work_load_list=[1, 3])
    net.bind(rows.provide_data, rows.provide_label)
    net.init_params(arg_params=args, aux_params=aux)
    batch = next(rows)
    made.load_data_batch(batch)
    made.forward(is_train=True)
    made.backward()
    net.forward_backward(batch)
    for mine, other in zip(made.grad_arrays, net._exec_group.grad_arrays, strict=True):
        for a, b in zip(mine, other, strict=True):
            np.testing.assert_array_equal(a.asnumpy(), b.asnumpy())
    metric, other = mx.metric.create("ce"), mx.metric.create("ce")
    made.update_metric(metric, batch.label)
    net.update_metric(other, batch.label)
    assert metric.get() == other.get()
    copies = {name: mx.nd.zeros(a.shape) for name, a in aux.items()}
    made.copy_to({name: mx.nd.zeros(a.shape) for name, a in args.items()}, copies)
    net._params_dirty = True
    np.testing.assert_allclose(copies["bn_moving_mean"].asnumpy(),
                               net.get_params()[1]["bn_moving_mean"].asnumpy())  # fmt: skip


def test_buckets_share_parameters():
    def network(length):
        x = mx.sym.sum(mx.sym.var("data"), axis=1, keepdims=True)
        x = mx.sym.FullyConnected(x, num_hidden=3, name="fc")
        return mx.sym.SoftmaxOutput(x, name="softmax")

    rows = cases.data(mx)
    rows.default_bucket_key = 6
    symbol = network(6)
    made = DataParallelExecutorManager(symbol, [mx.cpu(0)], rows, symbol.list_arguments(),
                                       ["fc_weight", "fc_bias"], [], sym_gen=network)  # fmt: skip
    made.set_params({"fc_weight": mx.nd.ones((3, 1)), "fc_bias": mx.nd.zeros(3)}, {})
    batch = mx.io.DataBatch([mx.nd.ones((8, 2))], [mx.nd.zeros(8)], bucket_key=2,
                            provide_data=[("data", (8, 2))],
                            provide_label=[("softmax_label", (8,))])  # fmt: skip
    made.load_data_batch(batch)
    made.forward(is_train=True)
    made.backward()
    assert made.curr_execgrp is not made.execgrp
    mine, shared = made.curr_execgrp.param_arrays, made.param_arrays
    assert all(a[0] is b[0] for a, b in zip(mine, shared, strict=True))
    assert made.grad_arrays[0][0].asnumpy().any()
