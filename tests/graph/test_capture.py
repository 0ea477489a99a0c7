"""Functions replayed on tensors of their own: the bookkeeping, and CUDA graphs where CUDA is."""

import logging
import threading

import numpy as np
import pytest

import mxnet as mx
from mxnet import _kernels as k
from mxnet._core.flags import override
from mxnet._graph import compiled
from mxnet._graph.compiled import clear_cache, compile_graph
from mxnet._kernels import capture
from mxnet._kernels.device import here
from tests.graph.networks import lenet, mlp, recurrent, residual

NETWORKS = [mlp, lenet, residual, recurrent]


class Fake:
    """In place of a CUDA graph: results stay at their addresses, and nothing is read but the
    inputs that were there when it was made."""

    busy = False

    def __init__(self, function, inputs):
        function(*inputs)
        self.function, self.inputs = function, list(inputs)
        self.held, before = [], here.held
        here.held = self.held
        try:
            self.outputs = function(*inputs)
        finally:
            here.held = before
        self.replays, self.before = 0, [k.to_numpy(x).copy() for x in inputs]

    def begin(self):
        return not self.busy

    def replay(self):
        self.replays += 1
        given = {id(x) for x in self.inputs}
        for held, new in zip(self.outputs, self.function(*self.inputs), strict=True):
            if held is not None and id(held) not in given:
                k.assign(held, new)


def captured(function):
    return capture.Captured(function, Fake)


def draw(seed, *shape):
    return k.from_numpy(np.random.RandomState(seed).randn(*shape).astype("float32"))


def test_values_are_copied_in_and_out():
    run = captured(lambda x, w: (k.mul(x, w), None, k.add(x, w)))
    w = draw(0, 3)
    kept = []
    for seed in (1, 2, 3):
        x = draw(seed, 3)
        product, nothing, total = run(x, w)
        assert nothing is None
        kept.append((k.to_numpy(x) * k.to_numpy(w), product))
        np.testing.assert_array_equal(k.to_numpy(total), k.to_numpy(x) + k.to_numpy(w))
    for wanted, product in kept:  # a later call leaves earlier results alone
        np.testing.assert_array_equal(k.to_numpy(product), wanted)
    assert run.recording.replays == 3


def test_what_was_written_to_is_copied_again():
    run, w = captured(lambda w: (k.mul(w, 2),)), draw(0, 4)
    run(w)
    first = run.inputs[0]
    run(w)
    assert run.inputs[0] is first
    k.add_(w, 1.0)
    np.testing.assert_array_equal(k.to_numpy(run(w)[0]), 2 * k.to_numpy(w))
    other = draw(1, 4)
    np.testing.assert_array_equal(k.to_numpy(run(other)[0]), 2 * k.to_numpy(other))
    assert not np.array_equal(k.to_numpy(w), k.to_numpy(other))  # the caller's memory is its own


def test_inputs_that_are_results_are_those_given():
    run, x, w = captured(lambda x, w: (k.mul(x, w), w, None, x)), draw(0, 3), draw(1, 3)
    for _ in range(2):
        _, second, _, fourth = run(x, w)
        assert second is w and fourth is x


@pytest.mark.parametrize("error", [RuntimeError, NotImplementedError])
def test_what_cannot_be_recorded_is_called(error, monkeypatch, caplog):
    monkeypatch.setattr(capture, "_told", [])

    def refuses(function, inputs):
        raise error("operation not permitted when stream is capturing")

    with caplog.at_level(logging.WARNING, "mxnet"):
        for _ in range(2):
            run = k.Captured(lambda x: (k.mul(x, 3),), refuses)
            for seed in (0, 1):
                x = draw(seed, 2)
                np.testing.assert_array_equal(k.to_numpy(run(x)[0]), 3 * k.to_numpy(x))
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "not permitted" in caplog.text and "MXNET_CUDA_GRAPHS" in caplog.text


def test_errors_of_the_function_itself_are_its_own():
    def wrong(x):
        raise ValueError("shapes do not fit")

    run = captured(wrong)
    for _ in range(2):
        with pytest.raises(ValueError, match="do not fit"):
            run(draw(0, 2))
    assert not run.refused


def test_inside_another_recording_the_function_is_called():
    run = captured(lambda x: (k.mul(x, 3),))
    x = draw(0, 2)
    run(x)
    run.recording.busy = True
    np.testing.assert_array_equal(k.to_numpy(run(x)[0]), 3 * k.to_numpy(x))
    assert run.recording.replays == 1


def test_constants_that_kernels_keep_are_held():
    symbol = mx.sym.SoftmaxOutput(mx.sym.var("data"), name="softmax")
    names, shapes = symbol.list_arguments(), {"data": (2, 3), "softmax_label": (2,)}
    kinds = dict.fromkeys(names, "float32")
    program = compile_graph(symbol._entries, names, shapes, kinds, True, ["data"])
    run = captured(program.function("step"))
    run(draw(0, 2, 3), k.from_numpy(np.array([0, 2], "float32")))
    assert here.held is None
    assert len(run.recording.held) == 1


def test_threads_do_not_mix_their_values():
    """Python may change threads between copying in and copying out; the lock keeps it together."""
    run = captured(lambda x: (k.mul(x, 2),))
    run(draw(0, 4))
    wrong = []

    def work(number):
        for _ in range(200):
            x = k.full(shape=(4,), value=float(number), dtype="float32")
            if (k.to_numpy(run(x)[0]) != 2 * number).any():
                wrong.append(number)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(1, 5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


@pytest.fixture
def everywhere(monkeypatch):
    """Let every static program be recorded, as on a CUDA device; gives what was."""
    made = []

    def keep(function):
        made.append(captured(function))
        return made[-1]

    monkeypatch.setattr(k, "Captured", keep)
    monkeypatch.setattr(compiled, "_records", lambda device: True)
    clear_cache()
    yield made
    clear_cache()


@pytest.mark.parametrize("network", NETWORKS)
def test_executors_that_replay(network, everywhere):
    symbol, shapes = network()
    results = []
    for replays in (False, True):
        with override(MXNET_CUDA_GRAPHS=replays, MXNET_EXEC_COMPILE=replays):
            executor = symbol.simple_bind(mx.cpu(), **shapes)
            found = []
            for turn in range(3):
                for i, (name, array) in enumerate(sorted(executor.arg_dict.items())):
                    if turn == 0 or name in shapes:  # weights stay, batches come
                        array[:] = k.to_numpy(draw(i + turn, *array.shape)) / 3
                found += [x.asnumpy() for x in executor.forward(is_train=turn > 0)]
                if turn:
                    executor.backward([mx.nd.ones(x.shape) for x in executor.outputs])
                    found += [g.asnumpy() for g in executor.grad_arrays]
                found += [x.asnumpy() for x in executor.aux_arrays]
            results.append(found)
    assert sum(each.recording is not None and each.recording.replays for each in everywhere) >= 3
    for plain, replayed in zip(*results, strict=True):
        np.testing.assert_allclose(replayed, plain, rtol=2e-4, atol=2e-5)


def test_hybridized_blocks_that_replay(everywhere):
    mx.random.seed(0)
    net = mx.gluon.nn.HybridSequential()
    net.add(mx.gluon.nn.Dense(5, activation="tanh"), mx.gluon.nn.Dense(2))
    net.initialize()
    x, results = mx.nd.random.normal(shape=(3, 4)), []
    trainer = mx.gluon.Trainer(net.collect_params(), "sgd", {"learning_rate": 0.1})
    with override(MXNET_CUDA_GRAPHS=True):
        net.hybridize()
        for _ in range(3):
            with mx.autograd.record():
                loss = (net(x) ** 2).sum()
            loss.backward()
            trainer.step(1)
            results.append(loss.asscalar())
    assert everywhere and results[0] > results[1] > results[2]


def test_what_draws_or_gives_its_memory_away_is_not_recorded(everywhere):
    with override(MXNET_CUDA_GRAPHS=True):
        executor = mx.sym.Dropout(mx.sym.var("x"), p=0.5).simple_bind(mx.cpu(), x=(50,))
        executor.arg_dict["x"][:] = 1
        first, second = (executor.forward(is_train=True)[0].asnumpy() for _ in range(2))
        executor.backward([mx.nd.ones((50,))])
    assert not everywhere and (first != second).any()


@pytest.mark.skipif(not k.capabilities()["cuda"], reason="CUDA graphs need a CUDA device")
def test_programs_as_cuda_graphs():
    symbol, shapes = mlp()
    names = symbol.list_arguments()
    found, _, _ = symbol.infer_shape(**shapes)
    forms, kinds = dict(zip(names, found, strict=True)), dict.fromkeys(names, "float32")
    weights, device = [n for n in names if n not in shapes], k.device_of(2, 0)
    results = []
    for graphs in (False, True):
        clear_cache()
        with override(MXNET_CUDA_GRAPHS=graphs):
            program = compile_graph(symbol._entries, names, forms, kinds, True, weights, False,
                                    device)  # fmt: skip
            assert (type(program.function("step")) is k.Captured) == graphs
            for seed in (0, 1):
                values = [k.copy_to(draw(seed + i, *forms[n]), device) for i, n in enumerate(names)]
                outputs, gradients, _ = program.forward_backward(values)
            results.append([k.to_numpy(x) for x in (*outputs, *gradients)])
    for captured, plain in zip(*results, strict=True):
        np.testing.assert_allclose(captured, plain, rtol=1e-5, atol=1e-6)
