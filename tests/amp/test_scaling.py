"""Loss scaling, and what `init` changes, in programs of their own: no other test sees it."""

import json
import os
import subprocess
import sys

import numpy as np
import pytest

import mxnet as mx
from mxnet.contrib import amp
from mxnet.contrib.amp.loss_scaler import LossScaler


def weight_with_gradient(value):
    """A parameter whose gradient is a number."""
    weight = mx.gluon.Parameter("w", shape=(2,))
    weight.initialize()
    weight.list_grad()[0][:] = value
    return weight


def test_the_factor_halves_with_every_overflow_from_the_next_step_on():
    scaler, weight = LossScaler(), weight_with_gradient(np.inf)
    assert scaler.has_overflow([weight]) and scaler.loss_scale == 2**16
    weight.list_grad()[0][:] = np.nan
    assert scaler.has_overflow([weight]) and scaler.loss_scale == 2**15
    weight.list_grad()[0][:] = 1
    assert not scaler.has_overflow([weight]) and scaler.loss_scale == 2**14


@pytest.mark.parametrize("first, then", [(2.0**14, 2.0**15), (2.0**24, 2.0**24)])
def test_the_factor_doubles_after_2000_steps_up_to_a_bound(first, then):
    scaler, weight = LossScaler(), weight_with_gradient(1)
    scaler._next_loss_scale, scaler._unskipped = first, 1998
    scales = [(scaler.has_overflow([weight]), scaler.loss_scale)[1] for _ in range(3)]
    assert scales == [first, first, then]


def test_parameters_without_gradient_are_left_out():
    scaler, fixed = LossScaler(), mx.gluon.Parameter("f", shape=(1,), grad_req="null")
    assert not scaler.has_overflow([fixed]) and scaler._unskipped == 1


def test_trainers_need_init():
    trainer = mx.gluon.Trainer([weight_with_gradient(1)], "sgd")
    with pytest.raises(AssertionError, match="did you forget to call amp.init"):
        amp.init_trainer(trainer)
    with pytest.raises(AttributeError, match="init_trainer"), amp.scale_loss(1, trainer):
        pass
    with pytest.raises(TypeError, match="only compatible with Gluon Trainer"):
        amp.unscale(mx.optimizer.SGD())
    with pytest.raises(AssertionError, match="only float16 or bfloat16"):
        amp.init("float64")


PROGRAM = """
import json, sys, numpy as np, mxnet as mx
from mxnet.contrib import amp
low, out = sys.argv[1], {}
kind = lambda x: "bfloat16" if "bfloat16" in str(x.dtype) else np.dtype(x.dtype).name
net = mx.gluon.nn.HybridSequential()
net.add(mx.gluon.nn.Dense(4, in_units=3), mx.gluon.nn.Dense(2, in_units=4))
net.initialize(mx.init.Xavier())
x, label = mx.nd.array([[1, 2, 3], [3, 2, 1]]), mx.nd.array([0, 1])
plain = net(x).asnumpy()
before = mx.nd.FullyConnected
amp.init(low); amp.init(low)
out["replaced"] = before is not mx.nd.FullyConnected
mixed = net(x)
out["dtype"] = kind(mixed)
out["error"] = float(abs(mixed.astype("float32").asnumpy() - plain).max())
net.hybridize()
out["hybrid"] = float(abs(net(x) - mixed).astype("float32").asnumpy().max())
small, whole = mx.nd.ones((2,), dtype=low), mx.nd.ones((2,), dtype="int32")
out["exp"], out["method"] = kind(mx.nd.exp(small)), kind(small.exp())
out["sum"], out["either"] = kind(small + mx.nd.ones((2,))), kind(small + small)
out["integers"] = kind(whole + whole)
out["condition"] = [kind(mx.nd.Activation(small, act_type=t)) for t in ("softrelu", "tanh")]
s = mx.sym.FullyConnected(mx.sym.var("x"), num_hidden=2, name="f")
s = mx.sym.softmax(s + s, name="s")
out["names"] = [n["name"] for n in json.loads(s.tojson(remove_amp_cast=False))["nodes"]]
data = mx.nd.ones((2, 3)); data.attach_grad()
with mx.autograd.record():
    y = mx.nd.SoftmaxOutput(data, label)
y.backward()
out["loss output"] = data.grad.asnumpy()[0].tolist()
trainer = mx.gluon.Trainer(net.collect_params(), "sgd", {"learning_rate": 0.05})
amp.init_trainer(trainer)
trainer._amp_loss_scaler._next_loss_scale = trainer._amp_loss_scaler._loss_scale = 256.0
function, losses = mx.gluon.loss.SoftmaxCrossEntropyLoss(), []
def step(factor=1, unscale=False):
    with mx.autograd.record():
        loss = function(net(x), label)
        with amp.scale_loss(loss, trainer) as scaled:
            scaled = scaled * factor
    scaled.backward()
    if unscale:
        amp.unscale(trainer)
        out["unscaled"] = float(abs(net[1].bias.grad()).max().asscalar()), trainer._scale
    trainer.step(2)
    return float(loss.mean().asscalar())
losses = [step() for _ in range(6)] + [step(unscale=True)]
out["losses"] = losses
weight = net[0].weight.data().asnumpy()
step(float("inf"))
out["kept"] = bool((net[0].weight.data().asnumpy() == weight).all())
step()
out["scale"] = trainer._amp_loss_scaler.loss_scale
amp.disable(); amp.disable()
out["back"] = before is mx.nd.FullyConnected is mx.nd.op.FullyConnected
out["off"] = [kind(f(small)) for f in (mx.nd.exp, lambda x: x.exp(), lambda x: x + x)]
out["off, symbol"] = json.loads((mx.sym.exp(mx.sym.var("x")) + 1).tojson(False))["heads"]
other = {"float16": "bfloat16", "bfloat16": "float16"}[low]
amp.init(other)
out["other"] = kind(mx.nd.FullyConnected(x, x, num_hidden=2, no_bias=True)) == other
print(json.dumps(out))
"""


@pytest.fixture(scope="module", params=["float16", "bfloat16"])
def told(request):
    """What a program of mixed precision saw."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, request.param],
        capture_output=True, text=True, timeout=120, env={**os.environ, "OMP_NUM_THREADS": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return request.param, json.loads(done.stdout.splitlines()[-1])


def test_layers_compute_in_lower_precision(told):
    low, out = told
    assert out["replaced"] and out["dtype"] == low
    assert 0 < out["error"] < {"float16": 5e-3, "bfloat16": 5e-2}[low]  # some last places
    assert out["hybrid"] == 0


def test_operators_cast_what_they_are_given(told):
    low, out = told
    assert out["exp"] == out["method"] == out["sum"] == "float32"
    assert out["either"] == low and out["integers"] == "int32"
    assert out["condition"] == ["float32", low]


def test_symbols_are_made_with_casts_named_as_in_1_9_1(told):
    _, out = told
    assert out["names"] == [
        "x", "amp_cast0", "f_weight", "amp_cast1", "f_bias", "amp_cast2", "f", "amp_multicast0",
        "_plus0", "amp_cast3", "s",
    ]  # fmt: skip


def test_losses_with_gradients_of_their_own_are_scaled(told):
    third = 2**16 / 3  # of a softmax of equal numbers
    np.testing.assert_allclose(told[1]["loss output"], [-2 * third, third, third], rtol=1e-3)


def test_training_goes_on_and_leaves_out_steps_that_overflow(told):
    _, out = told
    assert sorted(out["losses"], reverse=True) == out["losses"]
    assert out["unscaled"][0] < 4 and out["unscaled"][1] == 1
    assert out["kept"] and out["scale"] == 128


def test_it_can_be_turned_off_and_on_again_for_another_dtype(told):
    low, out = told
    assert out["back"] and out["off"] == [low] * 3 and out["off, symbol"] == [[2, 0, 0]]
    assert out["other"]
