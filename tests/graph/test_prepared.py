"""Weights that a program prepares once: what they become, and when they are prepared again."""

import gc
import weakref

import numpy as np
import pytest

from mxnet import _kernels as k
from mxnet._graph.compiled import clear_cache
from mxnet._graph.prepared import Prepared
from tests.graph.networks import Sample, residual


@pytest.fixture
def sample(monkeypatch):
    clear_cache()
    monkeypatch.setattr(k, "gains_from_packing", lambda weight: True)
    yield Sample(residual)
    clear_cache()


def tensors(sample, program):
    return [k.from_numpy(sample.values[name]) for name in program.arguments]


def counted(program):
    """The program's forward, and a list that grows when it prepares weights."""
    run, times = program.function("forward"), []
    assert type(run) is Prepared
    inner = run.prepare
    run.prepare = lambda *weights: times.append(len(weights)) or inner(*weights)
    return run, times


def test_source_shows_both_parts(sample):
    source = sample.compiled(train=False).source
    assert source.index("def prepare(") < source.index("def forward(")
    first, second = source.split("def forward(")
    assert first.count("k.folded(") == 2 and first.count("k.packed(") == 2
    assert "batch_norm" not in second and second.count("k.conv_joined(") == 2
    assert "k.add" not in second  # the sum and its rectifier are part of the second convolution
    assert "then='relu'" in second


def test_weights_are_prepared_when_they_change(sample):
    program = sample.compiled(train=False)
    run, times = counted(program)
    values = tensors(sample, program)
    first = run(*values)
    again = run(*values)
    assert len(times) == 1
    np.testing.assert_array_equal(k.to_numpy(first[0]), k.to_numpy(again[0]))
    data = list(values)
    data[program.arguments.index("data")] = values[program.arguments.index("data")] * 2
    run(*data)
    assert len(times) == 1
    for name in ("conv2_weight", "bn1_moving_var", "bn2_beta"):
        k.add_(values[program.arguments.index(name)], 0.5)
        sample.values[name] = sample.values[name] + np.float32(0.5)
    changed = run(*values)
    assert len(times) == 2
    wanted = sample.by_executor(train=False)[0][0]
    np.testing.assert_allclose(k.to_numpy(changed[0]), wanted, rtol=1e-4, atol=1e-5)


def test_two_sets_of_weights_do_not_disturb_each_other(sample):
    program = sample.compiled(train=False)
    run, times = counted(program)
    one, other = tensors(sample, program), [x * 1.5 for x in tensors(sample, program)]
    results = [k.to_numpy(run(*values)[0]) for values in (one, other, one, other)]
    assert len(times) == 2
    np.testing.assert_array_equal(results[0], results[2])
    np.testing.assert_array_equal(results[1], results[3])


def test_what_was_prepared_goes_with_the_weights(sample):
    program = sample.compiled(train=False)
    run, _ = counted(program)
    values = tensors(sample, program)
    run(*values)
    ((_, _, made),) = run.kept.values()
    gone = weakref.ref(made[0])
    del made, values
    gc.collect()
    assert not run.kept and gone() is None
