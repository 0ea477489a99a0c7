"""Modules beside their numbers: states, shapes, sharing, refusals, files."""

import logging
import warnings

import numpy as np
import pytest

import mxnet as mx
from tests.module import cases

A = mx.nd.array
Batch = mx.io.DataBatch


def fc(**given):
    """A bound layer without a loss, all weights 1."""
    net = mx.mod.Module(mx.sym.FullyConnected(mx.sym.var("data"), num_hidden=2, name="fc"),
                        label_names=None, **given)  # fmt: skip
    net.bind([("data", (4, 3))], inputs_need_grad=True)
    net.init_params(mx.init.One())
    return net


def loss(**given):
    net = mx.mod.Module(cases.mlp(mx), **given)
    rows = cases.data(mx)
    net.bind(rows.provide_data, rows.provide_label)
    net.init_params(arg_params=cases.params(mx)[0])
    return net, rows


def test_nothing_works_before_its_time():
    net = mx.mod.Module(cases.mlp(mx))
    for early in (lambda: net.forward(None), net.get_params, lambda: net.output_shapes,
                  net.init_params, net.update, net.init_optimizer, lambda: net.data_shapes,
                  lambda: net.save_checkpoint("x", 1), lambda: net.borrow_optimizer(net),
                  lambda: net.fit(cases.data(mx))):  # fmt: skip
        with pytest.raises(AssertionError):
            early()
    assert net.data_names == ["data"] and net.output_names == ["softmax_output"]


def test_names_that_are_none():
    for wrong in ({"data_names": ["dat"]}, {"fixed_param_names": ["x"]}, {"state_names": ["x"]}):
        with pytest.raises(ValueError, match="Did you mean one of:\n\tdata\n\tsoftmax_label"):
            mx.mod.Module(cases.mlp(mx), **wrong)
    with pytest.warns(UserWarning, match="label_names"):
        mx.mod.Module(cases.mlp(mx), label_names=["x"])
    net = mx.mod.Module(cases.mlp(mx))
    with pytest.raises(ValueError, match="don't match names"):
        net.bind([("dat", (2, 6))])
    with pytest.raises(TypeError):
        net.bind([("data", mx.nd.ones(2))], [("softmax_label", (2,))])
    assert not net.binded


def test_parameters_from_dicts():
    net, _ = loss()
    full = cases.params(mx)[0]
    some = {"fc1_bias": full["fc1_bias"]}
    with pytest.raises(RuntimeError, match="fc1_weight is not presented"):
        net.set_params(some, {})
    net.set_params({"fc1_bias": A([9] * 5)}, {}, allow_missing=True)
    assert net.get_params()[0]["fc1_bias"].asnumpy().tolist() == [9] * 5
    np.testing.assert_array_equal(net.get_params()[0]["fc2_bias"].asnumpy(),
                                  full["fc2_bias"].asnumpy())  # fmt: skip
    with pytest.raises(ValueError, match='Find name "x" that is not in the arguments'):
        net.set_params({"x": A([1])}, {}, allow_missing=True)
    net.set_params({"x": A([1])}, {}, allow_missing=True, allow_extra=True)
    with pytest.warns(UserWarning, match="init_params call ignored"):
        net.init_params()


def test_initializers_by_pattern_and_by_attribute():
    x = mx.sym.var("data")
    weight = mx.sym.var("b_weight", init=mx.init.Constant(7))
    x = mx.sym.FullyConnected(x, num_hidden=2, name="a")
    x = mx.sym.FullyConnected(x, weight=weight, num_hidden=2, name="b")
    net = mx.mod.Module(x, label_names=None)
    net.bind([("data", (1, 2))])
    net.init_params(mx.init.Mixed(["a_.*", ".*"], [mx.init.Constant(3), mx.init.Constant(5)]))
    found = {name: array.asnumpy().flat[0] for name, array in net.get_params()[0].items()}
    assert (found["a_weight"], found["b_weight"]) == (3, 7)


def test_batches_of_other_shapes():
    net = fc()
    for rows in (2, 7, 4, 2):
        net.forward(Batch([mx.nd.ones((rows, 3))]), is_train=True)
        assert net.get_outputs()[0].shape == (rows, 2)
        assert net.output_shapes == [("fc_output", (rows, 2))]
        net.backward([mx.nd.ones((rows, 2))])
        assert net.get_input_grads()[0].asnumpy().tolist() == [[2.0] * 3] * rows
    with pytest.raises(mx.MXNetError, match="fc_weight"):
        net.forward(Batch([mx.nd.ones((2, 5))]))


def test_parameters_are_shared_by_all_shapes():
    net = fc()
    net.init_optimizer(optimizer_params={"learning_rate": 1})
    for rows in (4, 2, 4):
        net.forward(Batch([mx.nd.ones((rows, 3))]), is_train=True)
        net.backward([mx.nd.ones((rows, 2))])
        net.update()
    # The bias's gradient is the number of rows; the scale is that of the shape at the beginning.
    assert net.get_params()[0]["fc_bias"].asnumpy().tolist() == [-10 / 4] * 2


def test_arrays_are_predicted_whatever_their_number():
    net, rows = loss()
    whole = net.predict(rows).asnumpy()
    values = rows.data[0][1]
    for count in (3, 22):
        some = net.predict(values[:count]).asnumpy()
        np.testing.assert_allclose(some, whole[:count], rtol=1e-6)  # other blocks of a product
    assert net.predict(values.asnumpy()).shape == (22, 3)
    with pytest.raises(ValueError, match="NDArray or DataIter"):
        net.predict("rows")


def test_predictions_in_their_forms():
    net, rows = loss()
    assert [len(b[0]) for b in net.predict(rows, merge_batches=False)] == [8, 8, 6]
    assert net.predict(rows, num_batch=2).shape == (16, 3)
    assert [x.shape for x in net.predict(rows, always_output_list=True)] == [(22, 3)]
    seen = [(o[0].shape[0], n, b.pad) for o, n, b in net.iter_predict(rows)]
    assert seen == [(8, 0, 0), (8, 1, 0), (6, 2, 2)]
    assert net.score(rows, "acc", num_batch=0)[0][0] == "accuracy"


def test_shares_of_devices():
    net, rows = loss(context=[mx.cpu(0), mx.cpu(1)], work_load_list=[1, 3])
    assert net._exec_group.slices == [slice(0, 2), slice(2, 8)]
    net.forward(next(rows))
    assert [x.shape for x in net.get_outputs(False)[0]] == [(2, 3), (6, 3)]
    with pytest.raises(ValueError, match="Too many slices"):
        loss(context=[mx.cpu(i) for i in range(9)])


def test_a_batch_for_each_device():
    net, rows = loss(context=[mx.cpu(0), mx.cpu(1)])
    batch = next(rows)
    net.forward(batch)
    whole = net.get_outputs()[0].asnumpy()
    halves = [Batch([batch.data[0][i : i + 4]], [batch.label[0][i : i + 4]]) for i in (0, 4)]
    net.forward(halves)
    np.testing.assert_array_equal(net.get_outputs()[0].asnumpy(), whole)
    metric, sliced = mx.metric.create("ce"), mx.metric.create("ce")
    net.update_metric(metric, batch.label)
    net.update_metric(sliced, [half.label for half in halves], pre_sliced=True)
    assert metric.get() == sliced.get()


def test_update_is_by_the_store_or_not(monkeypatch):
    found = []
    for on_store in ("1", "0"):
        monkeypatch.setenv("MXNET_UPDATE_ON_KVSTORE", on_store)
        net = cases.trained(mx, context=[mx.cpu(0), mx.cpu(1)], given={"momentum": 0.9})
        found.append(net.get_params()[0]["fc1_weight"].asnumpy())
    np.testing.assert_allclose(*found, rtol=1e-6)


def test_a_plug_in_store():
    one = cases.trained(mx)
    two = mx.mod.Module(cases.mlp(mx), context=[mx.cpu(0), mx.cpu(1)])
    two.fit(cases.data(mx), num_epoch=2, arg_params=cases.params(mx)[0],
            kvstore=mx.kv.create("teststore"), optimizer_params={"learning_rate": 0.1})  # fmt: skip
    np.testing.assert_allclose(two.get_params()[0]["fc1_weight"].asnumpy(),
                               one.get_params()[0]["fc1_weight"].asnumpy(), rtol=1e-5)  # fmt: skip


def test_optimizers_made_outside():
    net, _ = loss()
    with pytest.warns(UserWarning, match="rescale_grad is not normalized"):
        net.init_optimizer(optimizer=mx.optimizer.SGD(rescale_grad=0.5))
    assert net._optimizer.idx2name == {0: "fc1_weight", 1: "fc1_bias", 2: "fc2_weight",
                                       3: "fc2_bias"}  # fmt: skip
    net.init_optimizer(force_init=True)
    assert net._optimizer.rescale_grad == 1 / cases.BATCH


def test_gradients_that_nobody_wants():
    net = mx.mod.Module(cases.mlp(mx), fixed_param_names=["fc1_weight"])
    net.bind([("data", (8, 6))], [("softmax_label", (8,))])
    grads = net._exec_group.execs[0].grad_dict
    assert grads["fc1_weight"] is None and grads["data"] is None and grads["fc1_bias"] is not None
    unused = mx.mod.Module(cases.mlp(mx))
    unused.bind([("data", (8, 6))], [("softmax_label", (8,))], for_training=False)
    assert unused._exec_group.grad_arrays is None
    unused.init_params()
    with pytest.raises(AssertionError, match="for_training=True"):
        unused.backward()


def test_shared_modules_train_together():
    first, rows = loss()
    first.init_optimizer(optimizer_params={"learning_rate": 1})
    second = mx.mod.Module(cases.mlp(mx))
    second.bind(rows.provide_data, rows.provide_label, shared_module=first)
    assert second.optimizer_initialized
    before = first._exec_group.execs[0].arg_dict["fc2_bias"].asnumpy()
    second.forward_backward(next(rows))
    second.update()
    after = first._exec_group.execs[0].arg_dict["fc2_bias"].asnumpy()
    assert (before != after).any()


def test_states_are_carried():
    state = mx.sym.var("state")
    net = mx.mod.Module(mx.sym.elemwise_add(mx.sym.var("data"), state), label_names=None,
                        state_names=["state"], context=[mx.cpu(0), mx.cpu(1)])  # fmt: skip
    net.bind([("data", (4, 1))], for_training=False)
    net.init_params()
    net.set_states(value=10)
    for total in (11, 12):
        net.forward(Batch([mx.nd.ones((4, 1))]))
        net.set_states(states=net.get_outputs(merge_multi_context=False))
        assert net.get_states(False)[0][1].asnumpy().tolist() == [[total]] * 2


def test_a_bucketing_module_from_files(tmp_path):
    def network(length):
        x = mx.sym.sum(mx.sym.var("data"), axis=1, keepdims=True)
        return mx.sym.FullyConnected(x, num_hidden=2, name="fc"), ["data"], None

    net = mx.mod.BucketingModule(network, 8)
    net.bind([("data", (3, 8))], for_training=False)
    net.init_params(mx.init.One())
    batch = Batch([mx.nd.ones((3, 4))], bucket_key=4, provide_data=[("data", (3, 4))])
    net.forward(batch)
    net.save_checkpoint(str(tmp_path / "net"), 1)
    again = mx.mod.BucketingModule.load(str(tmp_path / "net"), 1, network, 8)
    again.bind([("data", (3, 8))], for_training=False)
    again.forward(batch)
    assert again.get_outputs()[0].asnumpy().tolist() == [[4, 4]] * 3
    with pytest.raises(mx.MXNetError, match="must be integers"):
        odd = mx.mod.BucketingModule(network, "long")
        odd.bind([("data", (3, 8))], for_training=False)
        odd.init_params()
        odd.save_checkpoint(str(tmp_path / "odd"), 1)


def test_bound_twice(caplog):
    net, rows = loss()
    net.bind(rows.provide_data, rows.provide_label)
    assert "Already bound, ignoring bind()" in caplog.text
    weight = net.get_params()[0]["fc1_weight"].asnumpy()
    net.bind([("data", (5, 6))], [("softmax_label", (5,))], force_rebind=True)
    np.testing.assert_array_equal(net.get_params()[0]["fc1_weight"].asnumpy(), weight)
    assert net.data_shapes[0].shape == (5, 6)


def test_files_of_parameters(tmp_path):
    net, _ = loss()
    net.save_params(str(tmp_path / "net.params"))
    assert set(mx.nd.load(str(tmp_path / "net.params"))) == {
        "arg:fc1_weight", "arg:fc1_bias", "arg:fc2_weight", "arg:fc2_bias"}  # fmt: skip
    net.load_params(str(tmp_path / "net.params"))
    mx.nd.save(str(tmp_path / "wrong"), {"x:a": mx.nd.ones(1)})
    with pytest.raises(ValueError, match="Invalid param file"):
        net.load_params(str(tmp_path / "wrong"))


def test_feedforward_of_arrays(tmp_path):
    rows = cases.data(mx)
    values, classes = rows.data[0][1].asnumpy(), rows.label[0][1].asnumpy()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # FeedForward's own
        net = mx.model.FeedForward(cases.mlp(mx), num_epoch=3, numpy_batch_size=5, epoch_size=2,
                                   learning_rate=0.5, momentum=0.9)  # fmt: skip
        seen = []
        net.fit(values, classes, eval_data=(values, classes),
                batch_end_callback=lambda p: seen.append((p.epoch, p.nbatch)))  # fmt: skip
        assert seen == [(epoch, batch) for epoch in range(3) for batch in range(2)]
        net.save(str(tmp_path / "net"))
        again = mx.model.FeedForward.load(str(tmp_path / "net"), 3, numpy_batch_size=5)
        np.testing.assert_array_equal(again.predict(values), net.predict(values))
        out, data, label = net.predict(rows, return_data=True)
        np.testing.assert_array_equal(data, values)
        np.testing.assert_array_equal(label, classes)
        for wrong in (("rows", None), (values, None), (values, classes[:3])):
            with pytest.raises((TypeError, ValueError)):
                net.fit(*wrong)
    with pytest.warns(DeprecationWarning, match="Module"):
        mx.model.FeedForward(cases.mlp(mx))


def test_what_callbacks_may_look_at():
    seen = {}

    def look(param):
        seen.update(param.locals)

    net = mx.mod.Module(cases.mlp(mx), logger=logging.getLogger("quiet"))
    net.fit(cases.data(mx), num_epoch=1, batch_end_callback=look)
    assert seen["self"] is net and seen["num_epoch"] == 1 and seen["optimizer"] == "sgd"
    assert {
        "epoch", "nbatch", "data_batch", "eval_metric", "train_data", "eval_data", "arg_params",
        "aux_params", "monitor", "kvstore", "begin_epoch", "optimizer_params",
    } <= seen.keys()  # fmt: skip


def test_labels_that_the_network_does_not_know_are_refused():
    net = mx.mod.Module(mx.sym.SoftmaxOutput(mx.sym.var("data"), name="softmax"))
    rows = mx.io.NDArrayIter(np.ones((4, 2)), np.ones(4), 2, label_name="lable")
    with pytest.warns(UserWarning, match="label_names"), pytest.raises(KeyError, match="lable"):
        net.bind(rows.provide_data, rows.provide_label)


@pytest.mark.parametrize("round_batch", [True, False])
def test_score_counts_the_rows_that_fill_the_last_batch_up(tmp_path, round_batch):
    """As 1.9.1 was seen to do, whatever fills it up; `predict` leaves them out."""

    class Rows(mx.metric.EvalMetric):
        def __init__(self):
            super().__init__("rows")

        def update(self, labels, preds):
            self.sum_metric += len(labels[0]) if len(labels[0]) == len(preds[0]) else np.nan
            self.num_inst = 1

    path = tmp_path / "rows.csv"
    np.savetxt(path, np.ones((10, 5)), delimiter=",")
    np.savetxt(tmp_path / "labels.csv", np.zeros(10))
    rows = mx.io.CSVIter(
        data_csv=str(path), data_shape=(5,), label_csv=str(tmp_path / "labels.csv"), batch_size=4,
        round_batch=round_batch,
    )  # fmt: skip
    net = mx.mod.Module(mx.sym.SoftmaxOutput(mx.sym.var("data"), name="softmax"), ["data"])
    net.bind([("data", (4, 5))], [("softmax_label", (4,))], for_training=False)
    net.init_params()
    assert net.score(rows, Rows()) == [("rows", 12)]
    # With `round_batch` the second epoch begins behind the rows that filled up the first.
    assert net.predict(rows).shape == (8 if round_batch else 10, 5)


def test_an_epoch_without_a_batch_says_so():
    """1.9.1 raises a StopIteration that says nothing."""

    class Nothing(mx.io.NDArrayIter):
        def next(self):
            raise StopIteration

    net = mx.mod.Module(cases.mlp(mx))
    rows = cases.data(mx)
    empty = Nothing(np.ones((4, *rows.provide_data[0].shape[1:])), np.ones(4), 4)
    with pytest.raises(mx.MXNetError, match="fit: train_data .Nothing. gave no batch in epoch 0"):
        net.fit(empty, num_epoch=1)
