"""Trainer: steps on one device and several, with stores and without; stale gradients; files."""

import os
import pickle
from pathlib import Path

import numpy as np
import pytest

import mxnet as mx
from mxnet import MXNetError, autograd, gluon
from mxnet._core.flags import override

TWO = [mx.cpu(0), mx.cpu(1)]


def parameter(name="w", value=1.0, shape=(3,), ctx=None, **keywords):
    made = gluon.Parameter(name, shape=shape, **keywords)
    made.initialize(mx.init.Constant(value), ctx=ctx)
    return made


def backward(*params, factor=1.0):
    """Give every parameter the gradient `factor`, on all its devices."""
    with autograd.record():
        losses = [(x * factor).sum() for p in params for x in p.list_data()]
    autograd.backward(losses)


def values(param):
    return [x.asnumpy()[0] for x in param.list_data()]


STORES = [
    (kvstore, on_store, ctx)
    for kvstore in (None, "local", "device", "teststore")
    for on_store in (None, True, False)
    for ctx in ([mx.cpu(0)], TWO)
    if (kvstore, on_store, ctx) != ("teststore", True, TWO)  # refused, as the next test tells
]


@pytest.mark.parametrize(("kvstore", "on_store", "ctx"), STORES)
def test_a_step_sums_over_devices(kvstore, on_store, ctx):
    params = [parameter("a", ctx=ctx), parameter("b", 2.0, (2, 2), ctx=ctx)]
    trainer = gluon.Trainer(
        {p.name: p for p in params}, "sgd", {"learning_rate": 0.5, "momentum": 0.5},
        kvstore=kvstore, update_on_kvstore=on_store,
    )  # fmt: skip
    summed = len(ctx) if kvstore and len(ctx) > 1 else 1
    for _ in range(2):
        backward(*params)
        trainer.step(2)
    moved = 0.25 * summed * (1 + 1.5)
    assert values(params[0]) == pytest.approx([1 - moved] * len(ctx))
    assert values(params[1])[0] == pytest.approx([2 - moved] * 2)
    stored = bool(kvstore) and len(ctx) > 1 and kvstore != "teststore" and on_store is not False
    assert bool(trainer._update_on_kvstore) == stored


def test_a_store_that_cannot_update_says_so():
    param = parameter(ctx=TWO)
    trainer = gluon.Trainer([param], "sgd", kvstore="teststore", update_on_kvstore=True)
    backward(param)
    with pytest.raises(ValueError, match="update_on_kvstore=False"):
        trainer.step(1)


def test_an_environment_variable_keeps_updates_from_the_store():
    for wanted in (True, False):
        with override(MXNET_UPDATE_ON_KVSTORE=wanted):
            param = parameter(ctx=TWO)
            trainer = gluon.Trainer([param], "sgd")
            backward(param)
            trainer.step(1)
            assert trainer._update_on_kvstore is wanted


def test_allreduce_and_update_apart():
    param = parameter(ctx=TWO)
    trainer = gluon.Trainer([param], "sgd", {"learning_rate": 1.0}, update_on_kvstore=False)
    backward(param)
    trainer.allreduce_grads()
    assert [g.asnumpy()[0] for g in param.list_grad()] == [2, 2]
    for g in param.list_grad():
        g[:] = g.clip(-0.5, 0.5)
    trainer.update(1)
    assert values(param) == [0.5, 0.5]


def test_neither_where_the_store_updates():
    param = parameter(ctx=TWO)
    trainer = gluon.Trainer([param], "sgd")
    backward(param)
    with pytest.raises(AssertionError, match="not supported"):
        trainer.allreduce_grads()
    with pytest.raises(AssertionError, match="not supported"):
        trainer.update(1)


@pytest.mark.parametrize("ctx", [[mx.cpu(0)], TWO])
def test_stale_gradients_are_noticed(ctx):
    used, left = parameter("used", ctx=ctx), parameter("left", ctx=ctx)
    trainer = gluon.Trainer([used, left], "sgd", {"learning_rate": 1.0}, update_on_kvstore=False)
    backward(used, left)
    trainer.step(1)
    backward(used)
    before = values(used)
    with pytest.raises(UserWarning, match="Gradient of Parameter `left` on context cpu"):
        trainer.step(1)
    assert values(used) == before
    # 1.9.1 forgets here that `used` has a fresh gradient, and leaves it out below.
    trainer.step(1, ignore_stale_grad=True)
    assert values(used) == [before[0] - len(ctx) * (1 if len(ctx) == 1 else 2)] * len(ctx)
    assert values(left) == [1 - len(ctx)] * len(ctx)
    trainer.step(1, ignore_stale_grad=True)  # nothing is fresh: nothing happens
    assert values(left) == [1 - len(ctx)] * len(ctx)


def test_multipliers_and_changes_of_them_count():
    fast, slow = parameter("fast", lr_mult=2.0), parameter("slow", wd_mult=0.0)
    trainer = gluon.Trainer([fast, slow], "sgd", {"learning_rate": 0.25, "wd": 1.0})
    backward(fast, slow)
    trainer.step(1)
    assert (values(fast), values(slow)) == ([0.0], [0.75])
    slow.lr_mult = 0.0
    backward(fast, slow)
    trainer.step(1)
    assert (values(fast), values(slow)) == ([-0.5], [0.75])


def test_parameters_that_are_frozen_thawed_cast_or_moved_between_steps():
    one, other = parameter("one"), parameter("other")
    trainer = gluon.Trainer([one, other], "sgd", {"learning_rate": 0.5})
    backward(one, other)
    trainer.step(1)
    other.grad_req = "null"
    backward(one)
    trainer.step(1)
    assert (values(one), values(other)) == ([0.0], [0.5])
    other.grad_req = "write"
    backward(one, other)
    trainer.step(1)
    assert (values(one), values(other)) == ([-0.5], [0.0])
    other.grad_req = "add"
    backward(one, other)
    backward(one, other)
    trainer.step(1)
    assert (values(one), values(other)) == ([-1.0], [-1.0])
    one.cast("float64")
    backward(one, other)
    trainer.step(1, ignore_stale_grad=True)
    assert values(one) == [-1.5] and one.data().dtype == np.float64
    one.set_data(mx.nd.array([4, 4, 4]))
    backward(one)
    trainer.step(1, ignore_stale_grad=True)
    assert values(one) == [3.5]


def test_data_set_between_steps_reaches_the_store():
    param = parameter(ctx=TWO)
    trainer = gluon.Trainer([param], "sgd", {"learning_rate": 0.5})
    backward(param)
    trainer.step(1)
    assert values(param) == [0, 0]
    param.set_data(mx.nd.full((3,), 7))
    backward(param)
    trainer.step(1)
    assert values(param) == [6, 6]


def test_parameters_that_wait_for_their_shape():
    net = gluon.nn.Dense(2)
    net.initialize(mx.init.One(), ctx=TWO)
    trainer = gluon.Trainer(net.collect_params(), "sgd", {"learning_rate": 0.5})
    with autograd.record():
        losses = [net(mx.nd.ones((1, 3), ctx=ctx)).sum() for ctx in TWO]
    autograd.backward(losses)
    trainer.step(2)
    for ctx in TWO:
        assert net.weight.data(ctx).asnumpy().tolist() == [[0.5] * 3] * 2


def test_compressed_gradients():
    param = parameter(ctx=TWO)
    trainer = gluon.Trainer(
        [param], "sgd", {"learning_rate": 1.0},
        compression_params={"type": "2bit", "threshold": 0.5},
    )  # fmt: skip
    for expected in (1.0, 0.0, 0.0, -1.0):  # 0.3 and then 0.6, of which 0.5 are sent
        backward(param, factor=0.3)
        trainer.step(1)
        assert values(param) == pytest.approx([expected] * 2)


def test_rates():
    param = parameter()
    trainer = gluon.Trainer([param], "sgd", {"learning_rate": 0.5})
    trainer.set_learning_rate(0.25)
    assert trainer.learning_rate == 0.25 == trainer.optimizer.learning_rate
    schedule = mx.lr_scheduler.FactorScheduler(step=2, factor=0.1)
    with pytest.warns(UserWarning, match="overwritten"):
        trainer = gluon.Trainer([param], "sgd", {"learning_rate": 1.0, "lr_scheduler": schedule})
    rates = []
    for _ in range(4):
        backward(param)
        trainer.step(1)
        rates.append(trainer.learning_rate)
    assert rates == pytest.approx([1, 1, 0.1, 0.1])
    with pytest.raises(UserWarning, match="LRScheduler"):
        trainer.set_learning_rate(1)


def test_an_optimizer_as_an_object():
    param = parameter()
    trainer = gluon.Trainer([param], mx.optimizer.SGD(learning_rate=1.0, rescale_grad=0.5))
    backward(param)
    trainer.step(2)
    assert values(param) == [0.75]
    with pytest.raises(AssertionError, match="must be None"):
        gluon.Trainer([param], mx.optimizer.SGD(), {"learning_rate": 1})


def test_what_is_no_parameter():
    with pytest.raises(ValueError, match="list or dict of Parameters, got <class 'int'>"):
        gluon.Trainer(3, "sgd")
    with pytest.raises(ValueError, match="got list of <class 'int'>"):
        gluon.Trainer([3], "sgd")
    with pytest.raises(AssertionError, match="same set of contexts"):
        gluon.Trainer([parameter("a"), parameter("b", ctx=TWO)], "sgd")
    with pytest.raises(MXNetError, match="several machines"):
        trainer = gluon.Trainer([parameter()], "sgd", kvstore="dist_sync")
        trainer.step(1)
    with pytest.raises(TypeError, match="kvstore must be"):
        gluon.Trainer([parameter()], "sgd", kvstore=3).step(1)


@pytest.mark.parametrize("ctx", [[mx.cpu(0)], TWO])
@pytest.mark.parametrize("on_store", [True, False])
def test_training_goes_on_from_files(ctx, on_store, tmp_path):
    path = str(tmp_path / "trainer.states")

    def trained(steps, trainer, param):
        for step in range(steps):
            backward(param, factor=step + 1.0)
            trainer.step(1)
        return values(param)

    def fresh(value):
        param = parameter(value=value, ctx=ctx)
        keywords = {"learning_rate": 0.1, "wd": 0.1}
        return param, gluon.Trainer([param], "adam", keywords, update_on_kvstore=on_store)

    param, trainer = fresh(1.0)
    trained(3, trainer, param)
    trainer.save_states(path)
    after, wanted = values(param), trained(2, trainer, param)
    other, resumed = fresh(after[0])
    resumed.set_learning_rate(5.0)
    resumed.load_states(path)
    assert resumed.learning_rate == 0.1
    assert resumed.optimizer.param_dict == {0: other}
    np.testing.assert_allclose(trained(2, resumed, other), wanted, rtol=1e-6)
    assert [p.name for p in tmp_path.iterdir()] == ["trainer.states"]


def test_damaged_files_change_nothing(tmp_path):
    param = parameter()
    trainer = gluon.Trainer([param], "adam")
    backward(param)
    trainer.step(1)
    path = str(tmp_path / "trainer.states")
    trainer.save_states(path)
    kept, data = trainer._updaters[0].states, Path(path).read_bytes()
    for bad in (data[:-9], b"", pickle.dumps(os.system), b"text"):
        Path(path).write_bytes(bad)
        with pytest.raises(MXNetError, match="optimizer states"):
            trainer.load_states(path)
    assert trainer._updaters[0].states is kept
    with pytest.raises(FileNotFoundError):
        trainer.load_states(str(tmp_path / "nothing"))


def test_what_overflows_is_left_out():
    """A loss scaler that found inf in the gradients keeps the step from updating."""

    class Scaler:
        overflows = True

        def has_overflow(self, params):
            return self.overflows

    param = parameter()
    trainer = gluon.Trainer([param], "sgd", {"learning_rate": 0.5})
    trainer._amp_loss_scaler = Scaler()
    backward(param)
    trainer.step(1)
    assert values(param) == [1]
    Scaler.overflows = False
    trainer.step(1)
    assert values(param) == [0.5]
