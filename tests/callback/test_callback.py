"""Callbacks, the monitor and loggers say what MXNet's say."""

import logging
import re

import numpy as np
import pytest

import mxnet as mx

A = mx.nd.array


def param(nbatch=0, metric=None, epoch=0):
    return mx.model.BatchEndParam(epoch=epoch, nbatch=nbatch, eval_metric=metric, locals=None)


def half_right():
    metric = mx.metric.Accuracy()
    metric.update([A([1, 0])], [A([[0, 1], [0, 1]])])
    return metric


def lines(caplog, callback, params):
    caplog.set_level(logging.INFO)
    caplog.clear()
    for each in params:
        callback(each)
    return [re.sub(r"Speed: [\d.inf]+ ", "Speed: _ ", r.getMessage()) for r in caplog.records]


def test_speedometer_starts_the_metric_anew(caplog):
    metric = half_right()
    params = [param(i, metric, 3) for i in range(5)] + [param(0, metric, 4)]
    assert lines(caplog, mx.callback.Speedometer(4, 2), params) == [
        "Epoch[3] Batch [0-2]\tSpeed: _ samples/sec\taccuracy=0.500000",
        "Epoch[3] Batch [2-4]\tSpeed: _ samples/sec\taccuracy=nan",
    ]
    assert metric.get_global()[1] == 0.5


def test_speedometer_over_the_epoch(caplog):
    metric = mx.metric.create(["acc", "ce"])
    metric.update([A([1, 0])], [A([[0, 1], [0, 1]])])
    params = [param(i, metric, 3) for i in range(5)]
    values = "accuracy=0.500000\tcross-entropy=13.815511"
    assert lines(caplog, mx.callback.Speedometer(4, 2, auto_reset=False), params) == [
        f"Epoch[3] Batch [0-2]\tSpeed: _ samples/sec\t{values}",
        f"Epoch[3] Batch [0-4]\tSpeed: _ samples/sec\t{values}",
    ]


def test_speedometer_without_a_metric(caplog):
    found = lines(caplog, mx.callback.Speedometer(4, 2), [param(i, None, 1) for i in range(3)])
    assert found == ["Iter[1] Batch [2]\tSpeed: _ samples/sec"]


def test_the_speed_is_of_the_batches_between(caplog, monkeypatch):
    clock = iter(range(100))
    monkeypatch.setattr(mx.callback.time, "time", lambda: float(next(clock)))
    caplog.set_level(logging.INFO)
    speed = mx.callback.Speedometer(32, 10)
    for i in range(11):
        speed(param(i))
    assert caplog.messages == ["Iter[0] Batch [10]\tSpeed: 320.00 samples/sec"]


def test_progress_bar(caplog):
    found = lines(caplog, mx.callback.ProgressBar(7, 20), [param(i) for i in (0, 1, 3, 7)])
    assert found == ["[--------------------] 0%\r", "[===-----------------] 15%\r",
                     "[=========-----------] 43%\r", "[====================] 100%\r"]  # fmt: skip


def test_metric_lines(caplog):
    metric = half_right()
    found = lines(caplog, mx.callback.log_train_metric(2, auto_reset=True),
                  [param(i, metric, 1) for i in range(4)])  # fmt: skip
    assert found == ["Iter[1] Batch[0] Train-accuracy=0.500000",
                     "Iter[1] Batch[2] Train-accuracy=nan"]  # fmt: skip
    validation = mx.callback.LogValidationMetricsCallback()
    found = lines(caplog, validation, [param(3, half_right(), 2), param(3, None, 2)])
    assert found == ["Epoch[2] Validation-accuracy=0.500000"]


def test_checkpoints_every_so_often(tmp_path):
    x = mx.sym.FullyConnected(mx.sym.var("data"), num_hidden=2, name="fc")
    save = mx.callback.do_checkpoint(str(tmp_path / "a"), 2)
    for epoch in range(4):
        save(epoch, x, {"fc_bias": A([epoch])}, {})
    net = mx.mod.Module(x, label_names=None)
    net.bind([("data", (1, 2))])
    net.init_params()
    net.init_optimizer()
    save = mx.callback.module_checkpoint(net, str(tmp_path / "b"), 3, save_optimizer_states=True)
    for epoch in range(4):
        save(epoch)
    mx.callback.do_checkpoint(str(tmp_path / "c"), 0)(0, x, {}, {})
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "a-0002.params", "a-0004.params", "a-symbol.json", "b-0003.params", "b-0003.states",
        "b-symbol.json", "c-0001.params", "c-symbol.json"]  # fmt: skip
    assert mx.model.load_params(str(tmp_path / "a"), 4)[0]["fc_bias"].asscalar() == 3


def bound(monitor):
    x = mx.sym.FullyConnected(mx.sym.var("data"), num_hidden=2, name="fc")
    x = mx.sym.Activation(x, act_type="sigmoid", name="act")
    net = mx.mod.Module(mx.sym.LinearRegressionOutput(x, name="softmax"))
    net.bind([("data", (1, 2))], [("softmax_label", (1, 2))])
    net.install_monitor(monitor)
    net.init_params(mx.init.One())
    return net, mx.io.DataBatch([A([[0.05, 0.1]])], [A([[0.01, 0.99]])])


def test_monitor():
    """Names and values are those that MXNet 1.9.1 prints, but for memory it never wrote to."""
    monitor = mx.mon.Monitor(1, sort=True)
    net, batch = bound(monitor)
    monitor.tic()
    net.forward_backward(batch)
    seen = monitor.toc()
    assert [step for step, _, _ in seen] == [1] * 13
    values = {name: float(text) for _, name, text in seen}
    expected = {
        "act_backward_output": 0.061084196, "act_output": 0.53742987, "data": 0.07905695,
        "fc_backward_output0": 0, "fc_backward_output1": 0.00482913,
        "fc_backward_output2": 0.061084196, "fc_bias": 0, "fc_output": 0.15, "fc_weight": 1,
        "softmax_backward_output0": 0.24571376, "softmax_backward_output1": 0,
        "softmax_label": 0.70007145, "softmax_output": 0.53742987,
    }  # fmt: skip
    assert list(values) == sorted(expected)
    for name, value in expected.items():
        np.testing.assert_allclose(values[name], value, rtol=1e-5, atol=1e-7)
    assert monitor.toc() == []


def test_gradients_are_seen_node_by_node_in_the_order_of_the_inputs():
    x = mx.sym.BatchNorm(mx.sym.var("data"), name="norm")
    x = mx.sym.FullyConnected(x, num_hidden=2, name="fc")
    x = mx.sym.Activation(x, act_type="relu", name="act")
    executor = mx.sym.SoftmaxOutput(x, name="out").simple_bind(mx.cpu(), data=(3, 2))
    seen = []
    executor.set_monitor_callback(lambda name, array: seen.append(name))
    for _ in range(2):
        executor.forward(is_train=True)
        seen.clear()
        executor.backward()
        assert seen == [
            "out_backward_output0", "out_backward_output1", "act_backward_output",
            "fc_backward_output0", "fc_backward_output1", "fc_backward_output2",
            "norm_backward_output0", "norm_backward_output1", "norm_backward_output2",
        ]  # fmt: skip


def test_monitor_changes_no_gradient():
    monitor = mx.mon.Monitor(1)
    watched, batch = bound(monitor)
    plain, _ = bound(mx.mon.Monitor(1))
    plain._exec_group.execs[0].set_monitor_callback(None)
    monitor.tic()
    for net in (watched, plain):
        net.forward_backward(batch)
    for mine, other in zip(watched._exec_group.grad_arrays, plain._exec_group.grad_arrays):
        np.testing.assert_allclose(mine[0].asnumpy(), other[0].asnumpy(), rtol=1e-6)


def test_monitor_by_pattern_and_interval(caplog):
    monitor = mx.mon.Monitor(2, stat_func=lambda x: [x.max(), x.min()], pattern="fc.*")
    net, batch = bound(monitor)
    found = []
    for _ in range(4):
        monitor.tic()
        net.forward(batch, is_train=False)
        found.append([(step, name) for step, name, _ in monitor.toc()])
    names = ["fc_output", "fc_weight", "fc_bias"]
    assert found == [[(step, n) for n in names] if step in (1, 3) else [] for step in (1, 2, 3, 4)]
    caplog.set_level(logging.INFO)
    monitor.tic()
    net.forward(batch, is_train=False)
    monitor.toc_print()
    assert caplog.messages[-1] == f"Batch: {5:7d} {'fc_bias':30s} 0.0\t0.0\t"


def test_monitor_sees_batches_of_other_shapes():
    monitor = mx.mon.Monitor(1)
    net, _ = bound(monitor)
    monitor.tic()
    net.forward(mx.io.DataBatch([mx.nd.ones((3, 2))]), is_train=False)
    assert "act_output" in [name for _, name, _ in monitor.toc()]
    seen = []
    net._exec_group._monitor = None  # one's own callback, without a monitor
    net._exec_group.execs[0].set_monitor_callback(lambda name, array: seen.append(array.shape))
    net.forward(mx.io.DataBatch([mx.nd.ones((7, 2))]), is_train=False)
    assert set(seen) == {(7, 2)}


def test_monitor_refuses_what_is_no_array():
    monitor = mx.mon.Monitor(1, stat_func=lambda x: 3)
    net, batch = bound(monitor)
    monitor.tic()
    net.forward(batch, is_train=False)
    with pytest.raises(AssertionError, match="NDArray"):
        monitor.toc()


def test_loggers(tmp_path, capsys):
    logger = mx.log.get_logger("of_this_test", level=mx.log.INFO)
    logger.info("said")
    logger.debug("not said")
    said = capsys.readouterr().err
    assert re.fullmatch(r"\x1b\[32mI\d{4} \d\d:\d\d:\d\d \d+ \S+test_callback.py:test_loggers:\d+\]"
                        r"\x1b\[0m said\n", said)  # fmt: skip
    assert mx.log.get_logger("of_this_test") is logger and len(logger.handlers) == 1
    path = tmp_path / "log"
    mx.log.get_logger("of_this_test_too", str(path), level=mx.log.DEBUG).debug("written")
    assert path.read_text() == "written\n"
    with pytest.warns(DeprecationWarning):
        assert mx.log.getLogger() is logging.getLogger()
