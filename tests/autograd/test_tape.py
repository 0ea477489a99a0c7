"""The tape itself: linear, iterative, one per thread, and gone when nobody looks."""

import gc
import threading
import tracemalloc
import weakref

import numpy as np
import pytest

from mxnet import autograd, nd


def chain(x, w, length):
    y = x
    for _ in range(length):
        y = y * w
    return y


@pytest.mark.parametrize("length", [10, 1000, 100_000])
def test_chains_of_any_length(length):
    x, w = nd.array([2.0]), nd.array([1.0])
    x.attach_grad()
    with autograd.record():
        y = chain(x, w, length)
    y.backward()
    assert x.grad.asscalar() == 1


def test_a_long_chain_dies_without_recursion_and_without_the_collector():
    x, w = nd.array([2.0]), nd.array([1.0])
    x.attach_grad()
    gc.collect()
    gc.disable()
    try:
        with autograd.record():
            y = chain(x, w, 100_000)
        first = weakref.ref(y._node)
        del y
        assert first() is None
    finally:
        gc.enable()


def test_backward_releases_what_was_kept():
    x, w = nd.array([2.0]), nd.array([1.0])
    x.attach_grad()
    with autograd.record():
        middle = chain(x, w, 5)
        y = chain(middle, w, 5)
    node = weakref.ref(middle._node)
    del middle
    assert node() is not None
    y.backward()
    assert node() is None


def test_ten_thousand_steps_leave_memory_flat():
    x, w = nd.ones((4, 4)), nd.ones((4, 4))
    x.attach_grad()

    def steps(count):
        for _ in range(count):
            with autograd.record():
                y = nd.tanh(x * w) + x
            y.backward()

    def grown(count):
        gc.collect()
        tracemalloc.start()
        before = tracemalloc.get_traced_memory()[0]
        steps(count)
        gc.collect()
        after = tracemalloc.get_traced_memory()[0]
        tracemalloc.stop()
        return after - before

    steps(500)
    # What other threads or first uses allocate is counted too, but not three times in a row.
    assert min(grown(3000) for _ in range(3)) < 10_000


def test_work_per_operator_does_not_grow_with_length(monkeypatch):
    """Counted, not timed: rules run and nodes touched per operator are the same for short and long
    chains."""
    from mxnet._tape import backward

    counts = []
    for length in (10, 100, 1000):
        pushes = [0]

        def push(heap, item, pushes=pushes, heappush=backward.heappush):
            pushes[0] += 1
            assert len(heap) < 4
            heappush(heap, item)

        x, w = nd.array([2.0]), nd.array([1.0])
        x.attach_grad()
        with autograd.record():
            y = chain(x, w, length)
        with monkeypatch.context() as patch:
            patch.setattr(backward, "heappush", push)
            y.backward()
        counts.append(pushes[0])
        assert pushes[0] <= length + 2
    assert len(counts) == 3


def test_each_thread_has_its_own_tape():
    barrier, results = threading.Barrier(4), {}

    def work(number):
        x = nd.array([float(number)])
        x.attach_grad()
        for _ in range(50):
            barrier.wait()
            with autograd.record():
                y = x * x
                assert autograd.is_recording()
            barrier.wait()
            assert not autograd.is_recording()
            y.backward()
        results[number] = x.grad.asscalar()

    threads = [threading.Thread(target=work, args=(n,)) for n in range(1, 5)]
    for t in threads:
        t.start()
    for t in threads:
        t.join(60)
    assert results == {n: 2.0 * n for n in range(1, 5)}


def test_recording_in_one_thread_is_not_seen_by_another():
    seen = []
    with autograd.record():
        t = threading.Thread(target=lambda: seen.append(autograd.is_recording()))
        t.start()
        t.join()
    assert seen == [False]


def test_freezing_a_weight_frees_the_data_it_multiplied():
    """What a rule names is what the tape keeps: with the weight frozen nobody names the data."""
    x, w = nd.ones((8,)), nd.ones((8,))
    x.attach_grad()
    with autograd.record():
        y = x + 1
        data = weakref.ref(y._data)
        z = y * w
    del y
    assert data() is None
    z.backward()
    np.testing.assert_array_equal(x.grad.asnumpy(), np.ones(8))
