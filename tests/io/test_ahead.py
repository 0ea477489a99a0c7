"""Iterators around iterators: their batches, their errors, and threads that end."""

import gc
import subprocess
import sys
import threading
import weakref

import numpy as np
import pytest

import mxnet as mx
from mxnet.io import DataIter, NDArrayIter, PrefetchingIter, ResizeIter


def rows(count=10, batch_size=4, **given):
    return NDArrayIter(np.arange(count), np.arange(count), batch_size, **given)


def firsts(iterator):
    return [batch.data[0].asnumpy()[0] for batch in iterator]


def prefetching():
    return [t for t in threading.enumerate() if t.name == "mxnet-prefetch"]


class Failing(DataIter):
    """Two batches, then an error."""

    provide_data = provide_label = rows().provide_data

    def __init__(self):
        super().__init__(4)
        self.count = 0

    def reset(self):
        self.count = 0

    def next(self):
        self.count += 1
        if self.count == 3:
            raise OSError("the disk is gone")
        return mx.io.DataBatch([mx.nd.ones(4)], [mx.nd.ones(4)], pad=0)


def test_resized():
    longer = ResizeIter(rows(), 5)
    assert firsts(longer) == [0, 4, 8, 0, 4]
    longer.reset()
    assert firsts(longer) == [0, 4, 8, 0, 4]
    going_on = ResizeIter(rows(), 2, reset_internal=False)
    assert firsts(going_on) == [0, 4]
    going_on.reset()
    assert firsts(going_on) == [8, 0]
    assert longer.provide_data == rows().provide_data and longer.batch_size == 4


def test_prefetched():
    ahead = PrefetchingIter(rows())
    for _ in range(2):
        assert [(b.data[0].asnumpy()[0], b.pad) for b in ahead] == [(0, 0), (4, 0), (8, 2)]
        with pytest.raises(StopIteration):
            ahead.next()
        ahead.reset()
    next(ahead)
    ahead.reset()
    assert firsts(ahead) == [0, 4, 8]
    ahead.close()


def test_an_iterator_may_describe_its_data_by_pairs():
    class Pairs(mx.io.DataIter):
        provide_data, provide_label = [("data", (3, 2))], [("softmax_label", (3,))]
        left = 2

        def next(self):
            if not self.left:
                raise StopIteration
            self.left -= 1
            return mx.io.DataBatch([mx.nd.ones((3, 2))], [mx.nd.ones((3,))], 0)

    ahead = PrefetchingIter(Pairs())
    assert ahead.batch_size == 3 and len(list(ahead)) == 2
    ahead.close()


def test_two_together_renamed():
    ahead = PrefetchingIter(
        [rows(), rows(data_name="d2")],
        rename_data=[{"data": "a"}, {"d2": "b"}],
        rename_label=[{"softmax_label": "l1"}, {"softmax_label": "l2"}],
    )
    assert [d.name for d in ahead.provide_data + ahead.provide_label] == ["a", "b", "l1", "l2"]
    batch = next(ahead)
    assert str(batch) == "DataBatch: data shapes: [(4,), (4,)] label shapes: [(4,), (4,)]"
    assert batch.provide_data == ahead.provide_data
    ahead.close()


def test_unequal_lengths_are_an_error():
    ahead = PrefetchingIter([rows(8), rows(16)])
    with pytest.raises(AssertionError, match="Number of entry mismatches"):
        list(ahead)
    ahead.close()


def test_an_error_in_the_thread_is_the_consumers():
    ahead = PrefetchingIter(Failing())
    for _ in range(2):
        next(ahead)
        next(ahead)
        with pytest.raises(OSError, match="the disk is gone"):
            next(ahead)
        ahead.reset()
    ahead.close()


def test_threads_end_with_the_consumer():
    before = prefetching()
    ahead = PrefetchingIter([rows(), rows()])
    next(ahead)
    threads, gone = ahead.prefetch_threads, weakref.ref(ahead)
    assert len(prefetching()) == len(before) + 2
    del ahead
    gc.collect()
    assert gone() is None
    for thread in threads:
        thread.join(5)
        assert not thread.is_alive()


def test_nothing_after_close():
    ahead = PrefetchingIter(rows())
    assert ahead.started
    ahead.close()
    ahead.close()
    assert not ahead.started
    with pytest.raises(RuntimeError, match="closed"):
        next(ahead)


LEAVING = """
import mxnet as mx, numpy as np
ahead = mx.io.PrefetchingIter(mx.io.NDArrayIter(np.zeros((10, 2)), batch_size=2))
next(ahead)
{how}
"""


@pytest.mark.parametrize("how", ["", "raise KeyboardInterrupt"])
def test_a_program_ends_whatever_it_left_open(how):
    done = subprocess.run([sys.executable, "-c", LEAVING.format(how=how)], capture_output=True,
                          timeout=120)  # fmt: skip
    assert (done.returncode == 0) == (how == ""), done.stderr.decode()
    assert (b"KeyboardInterrupt" in done.stderr) == (how != "")
