"""What `MXNET_DEBUG` watches: lines of nodes and calls, numbers that are none, and times."""

import numpy as np
import pytest

import mxnet as mx
from mxnet._core.flags import override
from mxnet._graph import times
from mxnet._graph.compiled import clear_cache
from mxnet._tape.watch import watch


def debug(words):
    return override(MXNET_DEBUG=tuple((word, "") for word in words.split(",")))


def network(fill=1.0):
    """`log(data · 1ᵀ)`: finite where the data's sums are positive."""
    data = mx.sym.var("data")
    total = mx.sym.sum(data, axis=1, name="total")
    executor = mx.sym.log(total, name="logarithm").simple_bind(mx.cpu(), data=(2, 3))
    executor.arg_dict["data"][:] = fill
    return executor


def test_errors_name_the_line_that_made_the_node():
    with debug("where"):
        wrong = mx.sym.reshape(mx.sym.var("data"), shape=(7,), name="wrong")
        with pytest.raises(mx.MXNetError, match=r"wrong \(made at .*test_debug.py, line \d+, in"):
            wrong.infer_shape(data=(2, 3))
        assert network().forward()[0].asnumpy() == pytest.approx(np.log(3))
        executor = network()
        executor.forward()
        assert executor.source is not None  # compiled all the same
    assert not watch.depth and not watch.lines
    assert mx.sym.var("data")._entries[0][0].where is None


def test_errors_name_the_line_of_a_recorded_call():
    x = mx.nd.array([1.0])
    x.attach_grad()
    with debug("where"), mx.autograd.record():
        y = x / 0 * x
    x[:] = 2
    with pytest.raises(mx.MXNetError, match=r"recorded at .*test_debug.py, line"):
        y.backward()


@pytest.mark.parametrize("train", [False, True])
def test_the_first_number_that_is_none(train):
    with debug("nan"):
        network().forward(is_train=train)
        with pytest.raises(mx.MXNetError, match=r"logarithm \(made at .*NaN or Inf"):
            network(-1.0).forward(is_train=train)
        cached = mx.nd.CachedOp(mx.sym.sqrt(mx.sym.var("a"), name="root"))
        with pytest.raises(mx.MXNetError, match="root.*NaN or Inf"):
            cached(mx.nd.array([-1.0]))
    assert np.isnan(network(-1.0).forward(is_train=train)[0].asnumpy()).all()
    assert not watch.looks


def test_a_detector_inside_is_left_again():
    with debug("nan"):
        with mx.autograd.detect_anomaly():
            assert watch.looks == 2
        assert watch.looks == 1
    assert not watch.looks and not watch.depth


def test_times_of_every_line(monkeypatch):
    monkeypatch.setattr(times, "_timed", [])
    registered = []
    monkeypatch.setattr(times.atexit, "register", registered.append)
    clear_cache()
    with debug("times"):
        executor = network()
        for _ in range(3):
            executor.forward(is_train=True)
            executor.backward([mx.nd.ones((2,))])
        assert executor.grad_dict["data"].asnumpy() == pytest.approx(1 / 3)
    clear_cache()
    assert len(registered) == 1
    told = times.report()
    heads = [line for line in told if "calls" in line]
    assert len(heads) == 2 and all(": 3 calls, " in line for line in heads)
    assert any("log logarithm" in line for line in told)
    assert any("gradient of sum total" in line for line in told)
