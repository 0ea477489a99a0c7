"""Blocks: what 1.9.1 does not answer, or not in one number: devices, sharing, files that are
damaged, copies, threads.

What 1.9.1 answers is in block_cases.py.
"""

import copy
import gc
import json
import pickle
import threading
import warnings
import weakref

import numpy as np
import pytest

import mxnet as mx
from mxnet import autograd, gluon
from mxnet.gluon import nn


def network(**options):
    net = nn.HybridSequential(**options)
    with net.name_scope():
        net.add(nn.Dense(3, activation="tanh", in_units=4), nn.BatchNorm(), nn.Dense(2))
    return net


def ready(hybridize=False, **options):
    net = network(**options)
    net.initialize(mx.init.Uniform(0.5))
    if hybridize:
        net.hybridize()
    return net


def arrays(net):
    return {name: p.data().asnumpy() for name, p in net._collect_params_with_prefix().items()}


X = mx.nd.array(np.random.RandomState(0).uniform(-1, 1, (5, 4)))

either = pytest.mark.parametrize("hybridize", [False, True], ids=["eager", "hybridized"])


@either
def test_changes_of_parameters_are_seen(hybridize):
    net = ready(hybridize)
    net(X)
    net[0].weight.set_data(mx.nd.zeros((3, 4)))
    net[0].bias.set_data(mx.nd.zeros((3,)))
    net[2].bias.set_data(mx.nd.array([1, 2]))
    assert net(X).asnumpy()[0].tolist() == [1, 2]
    net.initialize(mx.init.One(), force_reinit=True)
    assert net(X).asnumpy()[0].tolist() != [1, 2]
    net.collect_params().reset_ctx(mx.cpu(1))
    assert net(X.as_in_context(mx.cpu(1))).context == mx.cpu(1)
    with pytest.raises(RuntimeError, match="not initialized on context"):
        net(X)
    net.collect_params().reset_ctx(mx.cpu(0))
    net.cast("float64")
    assert net(X.astype("float64")).dtype is np.float64


@either
def test_frozen_parameters_get_no_gradient(hybridize):
    net = ready(hybridize)
    net(X)
    net[0].collect_params().setattr("grad_req", "null")
    net[2].weight.grad_req = "add"
    for _ in range(2):
        with autograd.record():
            out = net(X).sum()
        out.backward()
    with pytest.raises(RuntimeError, match="grad_req='null'"):
        net[0].weight.grad()
    assert net[2].bias.grad().asnumpy().tolist() == [5, 5]
    added = net[2].weight.grad().asnumpy()
    net.collect_params().zero_grad()
    assert not net[2].weight.grad().asnumpy().any()
    with autograd.record():
        out = net(X).sum()
    out.backward()
    # Batch norm's statistics are the batch's, so every step has the same gradient.
    np.testing.assert_allclose(2 * net[2].weight.grad().asnumpy(), added, rtol=1e-5)


@either
def test_several_devices(hybridize):
    net = network()
    contexts = [mx.cpu(0), mx.cpu(1)]
    net.initialize(ctx=contexts)
    if hybridize:
        net.hybridize()
    parts = gluon.utils.split_and_load(X[:4], contexts)
    with autograd.record():
        outs = [net(part) for part in parts]
    autograd.backward(outs)
    assert [out.context for out in outs] == contexts
    assert [g.context for g in net[2].bias.list_grad()] == contexts
    assert net[0].weight.data(contexts[1]).context == contexts[1]
    np.testing.assert_array_equal(*[w.asnumpy() for w in net[0].weight.list_data()])


def test_arguments_on_two_devices_are_refused():
    class Add(gluon.HybridBlock):
        def hybrid_forward(self, F, a, b):
            return a + b

    net = Add()
    net.hybridize()
    with pytest.raises(ValueError, match="multiple contexts"):
        net(X, X.as_in_context(mx.cpu(1)))
    pinned = X.as_in_context(mx.cpu_pinned())
    assert net(X, pinned).shape == X.shape


@either
def test_shared_parameters(hybridize):
    first = nn.Dense(4, in_units=4, prefix="tied_")
    second = nn.Dense(4, in_units=4, prefix="other_", params=first.params)
    assert second.weight is first.weight
    net = nn.HybridSequential()
    net.add(first, second)
    net.initialize(mx.init.One())
    if hybridize:
        net.hybridize()
    with autograd.record():
        out = net(mx.nd.ones((1, 4)))
    out.backward()
    assert out.asnumpy().tolist() == [[16] * 4]
    assert first.weight.grad().asnumpy()[0].tolist() == [8] * 4
    assert len(net.collect_params().keys()) == 2


def test_a_container_that_is_no_block_is_told():
    class Net(gluon.Block):
        def __init__(self):
            super().__init__()
            self.layers = {"one": [nn.Dense(1)]}

    with pytest.warns(UserWarning, match="Net.layers.*unregistered container"):
        Net().collect_params()
    net = gluon.Block()
    net.layers = [nn.Dense(1)]
    net.register_child(net.layers[0])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        net.collect_params()


def test_a_second_initialization_is_told():
    net = ready()
    net(X)
    before = arrays(net)
    with pytest.warns(UserWarning, match="already initialized"):
        net.initialize(mx.init.One())
    assert all((arrays(net)[name] == before[name]).all() for name in before)


@either
@pytest.mark.parametrize("copied", [copy.deepcopy, lambda net: pickle.loads(pickle.dumps(net))])
def test_copies(copied, hybridize):
    net = ready(hybridize)
    out = net(X).asnumpy()
    other = copied(net)
    np.testing.assert_array_equal(other(X).asnumpy(), out)
    assert other[0].weight is other.collect_params()[net[0].weight.name]
    other[0].weight.set_data(mx.nd.zeros((3, 4)))
    with autograd.record():
        loss = other(X).sum()
    loss.backward()
    assert other[2].bias.grad().asnumpy().tolist() == [5, 5]
    np.testing.assert_array_equal(net(X).asnumpy(), out)


def test_blocks_go_when_nobody_holds_them():
    net = ready(True)
    with autograd.record():
        loss = net(X).sum()
    loss.backward()
    watched = weakref.ref(net)
    del net, loss
    gc.collect()
    assert watched() is None


def test_threads_name_and_run_on_their_own():
    found, net = [], ready(True)
    right = net(X).asnumpy()

    def work():
        with mx.name.NameManager():
            inner = network()
        found.append((inner.name, inner[0].name, np.array_equal(net(X).asnumpy(), right)))

    with net.name_scope():
        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert found == [("hybridsequential0", "hybridsequential0_dense0", True)] * 4


def test_hybridize_warns_of_hooks():
    net = ready()
    handle = net.register_forward_hook(lambda *_: None)
    with pytest.warns(UserWarning, match="forward hook"):
        net.hybridize()
    handle.detach()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        net.hybridize()


def test_unused_arguments_and_parameters_are_told():
    class Net(gluon.HybridBlock):
        def __init__(self):
            super().__init__(prefix="net_")
            with self.name_scope():
                for name in ("unused", "idle"):
                    setattr(self, name, self.params.get(name, shape=(1,), init="ones"))

        def hybrid_forward(self, F, x, y, unused, idle):
            return x * 2

    net = Net()
    net.initialize()
    net.hybridize()
    with pytest.warns(UserWarning) as told:
        net(X, X)
    texts = [str(each.message) for each in told]
    assert len(texts) == 2 and "The 1-th input to HybridBlock is not used" in texts[0]
    assert "Parameter net_unused, net_idle is not used" in texts[1]
    assert all(each.filename == __file__ for each in told)


def test_op_hooks():
    net = ready(True, prefix="net_")
    seen = []
    net.register_op_hook(lambda name, op, x: seen.append((name, op, x.shape)))
    net(X)
    assert seen == [
        ("net_dense0_fwd_output", "FullyConnected", (5, 3)),
        ("net_dense0_tanh_fwd_output", "Activation", (5, 3)),
        ("net_batchnorm0_fwd_output", "BatchNorm", (5, 3)),
        ("net_dense1_fwd_output", "FullyConnected", (5, 2)),
    ]
    seen.clear()
    net.register_op_hook(lambda name, op, x: seen.append(name), monitor_all=True)
    net(X)
    assert seen[:3] == ["net_dense0_fwd_data", "net_dense0_fwd_weight", "net_dense0_fwd_bias"]


def test_optimize_for():
    net = ready()
    with pytest.raises(ValueError, match="backend"):
        net.optimize_for(X)
    net.optimize_for(X, backend="any", static_alloc=True)
    assert net._active and net(X).shape == (5, 2)


def test_repr_html():
    net = ready()
    text = net._repr_html_()
    assert "<b>HybridSequential</b>" in text and "(2): Dense(None -&gt; 2, linear)" in text
    assert "<b>(0): Dense</b> <small>15 parameters" in text


@either
def test_files(tmp_path, hybridize):
    net = ready(hybridize)
    net(X)
    path = str(tmp_path / "net.params")
    net.save_parameters(path)
    other = network()
    other.load_parameters(path)
    for name, values in arrays(net).items():
        np.testing.assert_array_equal(arrays(other)[name], values)
    np.testing.assert_array_equal(other(X).asnumpy(), net(X).asnumpy())
    with pytest.warns(UserWarning, match="deprecated"):
        net.save_params(path)
    third = network()
    third.load_parameters(path)
    with pytest.warns(UserWarning, match="deprecated"):
        third.load_params(path)
    np.testing.assert_array_equal(third(X).asnumpy(), net(X).asnumpy())


def test_exported_parameters_can_be_loaded(tmp_path):
    net = ready(True, prefix="net_")
    out = net(X).asnumpy()
    net.export(str(tmp_path / "net"))
    other = network(prefix="net_")
    other.load_parameters(str(tmp_path / "net-0000.params"))
    np.testing.assert_array_equal(other(X).asnumpy(), out)


def test_a_lone_layer_whose_parameters_have_other_names(tmp_path):
    class Scale(gluon.HybridBlock):
        def __init__(self):
            super().__init__()
            with self.name_scope():
                self.factor = self.params.get("scale", shape=(1,), init="ones")

        def hybrid_forward(self, F, x, factor):
            return x * factor

    net, path = Scale(), str(tmp_path / "scale")
    net.initialize()
    net.save_parameters(path)
    Scale().load_parameters(path)


DAMAGES = {
    "no JSON": lambda model: "{",
    "a list": lambda model: "[]",
    "no block": lambda model: json.dumps({"net": 3}),
    "no children": lambda model: json.dumps({"net": {"orig_name": "net"}}),
    "a graph that is none": lambda model: json.dumps(
        {"net": {**next(iter(model.values())), "symbol": "{}"}}
    ),
    "a graph of another type": lambda model: json.dumps(
        {"net": {**next(iter(model.values())), "symbol": 3}}
    ),
    "inputs of another type": lambda model: json.dumps(
        {"net": {**next(iter(model.values())), "inputs": 3}}
    ),
    "a format that is none": lambda model: json.dumps(
        {"net": {**next(iter(model.values())), "in_format": {"a": 1}}}
    ),
    "a format without end": lambda model: json.dumps(
        {"net": {**next(iter(model.values())), "in_format": [1 << 40]}}
    ),
    "more inputs than there are": lambda model: json.dumps(
        {"net": {**next(iter(model.values())), "in_format": [0, 0, 0]}}
    ),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_damaged_structures_are_refused(tmp_path, name):
    net = ready(True)
    net(X)
    net.save(str(tmp_path / "net"))
    path = tmp_path / "net-model.json"
    path.write_text(DAMAGES[name](json.loads(path.read_text())))
    with pytest.raises(mx.MXNetError):
        network().load(str(tmp_path / "net"))


def test_structures_bring_their_graphs(tmp_path):
    net = ready(True, prefix="net_")
    out = net(X).asnumpy()
    net.save(str(tmp_path / "net"))
    same, renamed = network(prefix="net_"), network(prefix="other_")
    for other in (same, renamed):
        other.load(str(tmp_path / "net"))
        assert other._active
        np.testing.assert_array_equal(other(X).asnumpy(), out)
    with pytest.raises(mx.MXNetError, match="blocks inside"):
        nn.HybridSequential().load(str(tmp_path / "net"))
    with pytest.raises(mx.MXNetError, match="cannot read"):
        same.load(str(tmp_path / "none"))
