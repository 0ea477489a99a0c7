"""`gluon.contrib.estimator`: the loop, its handlers, what they log and save."""

import os
import re

import numpy as np
import pytest

import mxnet as mx
from mxnet.gluon import Trainer, loss, nn
from mxnet.gluon.contrib import estimator as est
from mxnet.gluon.data import ArrayDataset, DataLoader

EVENTS = ("train_begin", "epoch_begin", "batch_begin", "batch_end", "epoch_end", "train_end")


def samples(count=10, batch=4):
    x = mx.nd.array(np.arange(count * 3).reshape(count, 3) / 30)
    return DataLoader(ArrayDataset(x, mx.nd.array(np.arange(count) % 2)), batch_size=batch)


def made(hybrid=False, **keywords):
    """An estimator of a small network, and what it logs."""
    net = (nn.HybridSequential if hybrid else nn.Sequential)()
    net.add(nn.Dense(4))
    net.initialize(mx.init.One())
    if hybrid:
        net.hybridize()
    trainer = Trainer(net.collect_params(), "sgd", {"learning_rate": 0.1, "momentum": 0.9})
    found = est.Estimator(net, loss.SoftmaxCrossEntropyLoss(), trainer=trainer, **keywords)
    found.logger.handlers.clear()
    lines = []
    found.logger.info = lines.append
    return found, lines


class Diary(est.TrainBegin, est.EpochBegin, est.BatchBegin, est.BatchEnd, est.EpochEnd,
            est.TrainEnd):  # fmt: skip
    """Writes down what happens."""

    def __init__(self):
        self.entries, self.given = [], {}

    def _write(self, name):
        def act(estimator, *args, **kwargs):
            self.entries.append(name)
            self.given[name] = sorted(kwargs)

        return act

    def __getattribute__(self, name):
        if name in EVENTS:
            return object.__getattribute__(self, "_write")(name)
        return object.__getattribute__(self, name)


def test_moments_come_in_order():
    estimator, _ = made()
    diary = Diary()
    estimator.fit(samples(), batches=4, event_handlers=[diary])
    batch = ["batch_begin", "batch_end"]
    assert diary.entries == [
        "train_begin", "epoch_begin", *batch * 3, "epoch_end", "epoch_begin", *batch, "epoch_end",
        "train_end",
    ]  # fmt: skip
    assert diary.given["batch_end"] == ["batch", "label", "loss", "pred"]
    diary = Diary()
    estimator.evaluate(samples(), event_handlers=diary)
    assert diary.entries == ["epoch_begin", *batch * 3, "epoch_end"]


def test_lines_are_those_of_the_reference():
    estimator, lines = made()
    estimator.fit(samples(), val_data=samples(), epochs=1)
    plain = [re.sub(r"in \d+\.\d+s", "in Xs", line) for line in lines]
    # The numbers are 1.9.1's, for the same network and data.
    assert plain == [
        "Training begin: using optimizer SGD with current learning rate 0.1000 ",
        "Train for 1 epochs.",
        "[Epoch 0] Begin, current learning rate: 0.1000",
        "Validation Begin",
        "[Epoch 0] Finished in Xs, validation accuracy: 0.5000, "
        "validation softmaxcrossentropyloss: 1.1894",
        "[Epoch 0] Finished in Xs, training accuracy: 0.5000, "
        "training softmaxcrossentropyloss: 1.3482",
        "Train finished using total 0s with 1 epochs. training accuracy: 0.5000, "
        "training softmaxcrossentropyloss: 1.3482",
    ]


def test_lines_every_few_batches():
    estimator, lines = made()
    every = est.LoggingHandler(log_interval=2, metrics=estimator.train_metrics)
    estimator.fit(samples(), epochs=1, event_handlers=[every])
    found = [line for line in lines if "[Batch" in line]
    for line, start in zip(
        found,
        ("[Epoch 0][Batch 0][Samples 4]", "[Epoch 0][Batch 2][Samples 10]"),
        strict=True,
    ):
        assert line.startswith(start)
        assert re.search(r"time/interval: \d+\.\d{3}s training accuracy: \d\.\d{4}, ", line)


def test_default_metrics_follow_from_the_loss():
    estimator, _ = made()
    assert [m.name for m in estimator.train_metrics] == [
        "training accuracy", "training softmaxcrossentropyloss"
    ]  # fmt: skip
    assert [m.name for m in estimator.val_metrics] == [
        "validation accuracy", "validation softmaxcrossentropyloss"
    ]  # fmt: skip
    accuracy = mx.metric.Accuracy()
    for _ in range(2):  # 1.9.1 prepends the word again
        estimator, _ = made(train_metrics=accuracy, val_metrics=mx.metric.F1())
        names = [m.name for m in estimator.train_metrics + estimator.val_metrics]
        assert estimator.train_metrics[0] is accuracy
        assert names == ["training accuracy", "validation f1"]


def test_handlers_act_by_priority():
    estimator, _ = made()
    early, late, plain = Diary(), Diary(), Diary()
    early.priority, late.priority = -5, 5
    order = estimator._prepare_default_handlers(samples(), [late, early, plain])
    kinds = [type(handler) for handler in order]
    assert kinds[:3] == [
        est.GradientUpdateHandler, est.MetricHandler, est.ValidationHandler
    ]  # fmt: skip
    assert order[3:5] == [early, plain] and order[6] is late
    assert kinds[5] is est.StoppingHandler and kinds[7] is est.LoggingHandler


def test_validation_by_batches():
    estimator, lines = made()
    handler = est.ValidationHandler(
        samples(), estimator.evaluate, epoch_period=None, batch_period=2
    )
    estimator.fit(samples(), epochs=2, event_handlers=[handler])
    assert lines.count("Validation Begin") == 3 and handler.current_batch == 6


def test_two_networks_of_shared_parameters():
    estimator, _ = made()
    other = nn.Sequential()
    other.add(estimator.net[0])
    estimator.val_net, estimator.val_loss = other, loss.L2Loss(batch_axis=0)
    estimator.val_loss = loss.SoftmaxCrossEntropyLoss(weight=2)
    estimator.evaluate(samples())
    estimator.val_loss = estimator.loss
    doubled = estimator.val_metrics[1].get()[1]
    estimator.evaluate(samples())
    assert doubled == pytest.approx(2 * estimator.val_metrics[1].get()[1], rel=1e-5)


def test_training_stops_when_nothing_gets_better():
    estimator, lines = made()
    accuracy, cost = estimator.train_metrics
    with pytest.warns(UserWarning, match="`greater` operator"):
        stop = est.EarlyStoppingHandler(accuracy, patience=2, min_delta=1)
    estimator.fit(samples(), epochs=9, event_handlers=[stop])
    assert (stop.current_epoch, stop.stopped_epoch, stop.wait) == (3, 2, 2)
    assert lines[-2].startswith("[Epoch 2] Early") or lines[-1].startswith("[Epoch 2] Early")
    # A loss gets better by falling: 1.9.1 takes the higher value for the better one.
    falling = est.EarlyStoppingHandler(cost, patience=1)
    estimator.fit(samples(), epochs=3, event_handlers=[falling])
    assert falling.current_epoch == 3 and falling.best == cost.get()[1]
    hard = est.EarlyStoppingHandler(cost, patience=1, baseline=0.0)
    estimator.fit(samples(), epochs=3, event_handlers=[hard])
    assert hard.current_epoch == 1


# ------------------------------------------------------------------------------- checkpoints


def test_checkpoints_and_the_best_one(tmp_path):
    estimator, lines = made(hybrid=True)
    keep = est.CheckpointHandler(
        str(tmp_path), "net", monitor=estimator.val_metrics[1], verbose=1, save_best=True,
        max_checkpoints=2,
    )  # fmt: skip
    estimator.fit(samples(), val_data=samples(), epochs=3, event_handlers=[keep])
    names = ["net-best", "net-epoch1batch6", "net-epoch2batch9"]
    wanted = [f"{name}.{end}" for name in names for end in ("params", "states")]
    assert sorted(os.listdir(tmp_path)) == sorted([*wanted, "net-symbol.json"])
    assert keep.best == estimator.val_metrics[1].get()[1]
    assert any("improved from inf to 1.18938, updating best" in line for line in lines)
    again = mx.gluon.SymbolBlock.imports(str(tmp_path / "net-symbol.json"), ["data"], None)
    assert again.collect_params().keys() == estimator.net.collect_params().keys()


def test_checkpoints_every_few_batches(tmp_path):
    estimator, lines = made()
    keep = est.CheckpointHandler(str(tmp_path), epoch_period=None, batch_period=2)
    estimator.fit(samples(), epochs=3, event_handlers=[keep])
    assert keep.saved_checkpoints == [
        "model-epoch0batch1", "model-epoch1batch3", "model-epoch1batch5", "model-epoch2batch7"
    ]  # fmt: skip
    assert any("Model architecture(symbol file) is not saved" in line for line in lines)


def test_training_goes_on_as_if_it_had_not_ended(tmp_path):
    through, _ = made()
    through.fit(samples(), epochs=4)
    first, _ = made()
    first.fit(samples(), epochs=2, event_handlers=[est.CheckpointHandler(str(tmp_path))])
    second, lines = made()
    resume = est.CheckpointHandler(str(tmp_path), resume_from_checkpoint=True)
    second.fit(samples(), epochs=4, event_handlers=[resume])
    assert lines[0].startswith("CheckpointHandler: Checkpoint resumed from epoch 1 batch 6, ")
    assert second.max_epoch == 2 and (resume.trained_epoch, resume.trained_batch) == (1, 6)
    assert resume.saved_checkpoints == ["model-epoch2batch9", "model-epoch3batch12"]
    for a, b in zip(
        through.net.collect_params().values(), second.net.collect_params().values(), strict=True
    ):
        assert np.array_equal(a.data().asnumpy(), b.data().asnumpy())
    with pytest.raises(ValueError, match="maximum number of epoch 4 reached"):
        second.fit(samples(), epochs=4, event_handlers=[resume])
    with pytest.raises(AssertionError, match="same type of period"):
        second.fit(samples(), batches=40, event_handlers=[resume])


def test_without_a_checkpoint_training_begins(tmp_path):
    estimator, lines = made()
    resume = est.CheckpointHandler(str(tmp_path), resume_from_checkpoint=True)
    estimator.fit(samples(), epochs=1, event_handlers=[resume])
    assert lines[0] == "CheckpointHandler: No checkpoint found, training from scratch for 1 epochs"
    assert resume.saved_checkpoints == ["model-epoch0batch3"]


# --------------------------------------------------------------------------------- refusals


NET = nn.Dense(2, in_units=3)
REFUSED = {
    "loss": (lambda e: est.Estimator(NET, "l2"), "loss must be a Loss"),
    "metrics": (lambda e: est.Estimator(NET, e.loss, train_metrics="acc"), "must be a Metric"),
    "trainer": (lambda e: est.Estimator(NET, e.loss, trainer="sgd"), "must be a Gluon Trainer"),
    "context": (lambda e: est.Estimator(NET, e.loss, context="cpu"), "must be a Context"),
    "processor": (lambda e: est.Estimator(NET, e.loss, trainer=e.trainer, batch_processor=1),
                  "fit_batch"),
    "both": (lambda e: e.fit(samples(), epochs=1, batches=2), "exactly one type"),
    "neither": (lambda e: e.fit(samples()), "exactly one type"),
    "data": (lambda e: e.fit([mx.nd.ones((2, 3))], epochs=1), "DataLoader"),
    "handler": (lambda e: e.fit(samples(), epochs=1, event_handlers=[object()]), "EventHandler"),
    "foreign metric": (lambda e: e.fit(samples(), epochs=1, event_handlers=[
        est.LoggingHandler(metrics=[mx.metric.RMSE()])]), "outside of the known"),
    "interval": (lambda e: est.LoggingHandler("batch"), "log_interval"),
    "monitor": (lambda e: est.EarlyStoppingHandler("acc"), "metric objects"),
}  # fmt: skip


@pytest.mark.filterwarnings("ignore:No trainer")
@pytest.mark.parametrize("what", REFUSED)
def test_refusals(what):
    call, text = REFUSED[what]
    estimator, _ = made()
    with pytest.raises(ValueError, match=text):
        call(estimator)


def test_a_best_checkpoint_needs_a_metric(tmp_path):
    with pytest.raises(ValueError, match="metric objects"):
        est.CheckpointHandler(str(tmp_path), save_best=True)
    with pytest.raises(AssertionError, match="is not available"):
        made(context=[mx.gpu(0), mx.gpu(100)])


def test_warnings_of_what_is_not_needed_or_missing():
    net = nn.Dense(2, in_units=3)
    with pytest.warns(UserWarning, match="No trainer specified"):
        est.Estimator(net, loss.L2Loss())  # which also initializes it
    trainer = Trainer(net.collect_params(), "sgd")
    with pytest.warns(UserWarning, match="Network already fully initialized"):
        est.Estimator(net, loss.L2Loss(), initializer=mx.init.One(), trainer=trainer)
    net = nn.Sequential()
    net.add(nn.Dense(2, in_units=3), nn.Dense(2, in_units=2))
    net[0].initialize(mx.init.One())
    with pytest.warns(UserWarning, match="No trainer specified"):
        est.Estimator(net, loss.L2Loss(), initializer=mx.init.Zero())
    assert net[0].weight.data().sum().asscalar() == 6 and not net[1].weight.data().sum().asscalar()
