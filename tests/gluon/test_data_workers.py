"""Loaders with workers: the same batches, whatever happens to the workers."""

import gc
import multiprocessing
import os
import random
import signal
import subprocess
import sys
import textwrap
import threading
import time

import numpy as np
import pytest

import mxnet as mx
from mxnet import nd, recordio
from mxnet.gluon import data
from mxnet.gluon.data import dataloader

KINDS = pytest.mark.parametrize("thread_pool", [False, True], ids=["processes", "threads"])


class Numbers(data.Dataset):
    def __init__(self, length=20, act=None):
        self.length, self.act = length, act or {}

    def __len__(self):
        return self.length

    def __getitem__(self, i):
        if i in self.act:
            self.act[i]()
        return nd.full((2, 3), i), i


def labels(loader):
    return [y.asnumpy().tolist() for _, y in loader]


@KINDS
def test_batches_are_those_without_workers(thread_pool):
    wanted = [[(x.asnumpy(), y.asnumpy()) for x, y in data.DataLoader(Numbers(), 3)]] * 2
    loader = data.DataLoader(Numbers(), 3, num_workers=2, thread_pool=thread_pool)
    assert len(loader) == 7
    for epoch in wanted:
        for (x, y), (u, v) in zip(loader, epoch, strict=True):
            assert np.array_equal(x.asnumpy(), u) and np.array_equal(y.asnumpy(), v)
            assert x.context == mx.Context("cpu" if thread_pool else "cpu_shared", 0)


@KINDS
def test_two_epochs_side_by_side(thread_pool):
    loader = data.DataLoader(Numbers(), 4, num_workers=2, thread_pool=thread_pool)
    pairs = [(x.asnumpy().tolist(), y.asnumpy().tolist()) for (_, x), (_, y) in zip(loader, loader)]
    assert pairs == [(b, b) for b in labels(data.DataLoader(Numbers(), 4))]


@KINDS
@pytest.mark.parametrize("prefetch", [0, 1, 50])
def test_prefetch(thread_pool, prefetch):
    loader = data.DataLoader(
        Numbers(), 3, num_workers=2, prefetch=prefetch, thread_pool=thread_pool
    )
    assert labels(loader) == labels(data.DataLoader(Numbers(), 3))


@KINDS
def test_leaving_early_and_coming_back(thread_pool):
    loader = data.DataLoader(Numbers(), 3, num_workers=2, thread_pool=thread_pool)
    for _ in range(3):
        assert next(iter(loader))[1].asnumpy().tolist() == [0, 1, 2]
    assert labels(loader) == labels(data.DataLoader(Numbers(), 3))


@KINDS
def test_auto_reload(thread_pool):
    loader = data.DataLoader(
        Numbers(), 3, num_workers=2, thread_pool=thread_pool, auto_reload=True
    )
    assert labels(loader) == labels(loader) == labels(data.DataLoader(Numbers(), 3))
    loader.clean()
    assert len(labels(loader)) == 7


def test_large_batches_and_long_tasks():
    """Neither fits into a pipe: the first need shared memory, the second patience."""
    pixels = np.random.default_rng(0).random((40_000, 3), np.float32)
    loader = data.DataLoader(data.ArrayDataset(pixels), 10_000, num_workers=2, prefetch=8)
    for _ in range(2):
        parts = [x.asnumpy() for x in loader]
        assert np.array_equal(np.concatenate(parts), pixels)


def test_what_batches_may_hold():
    def batchify(samples):
        x = nd.ones((3,))
        return {"x": x, "same": x, "half": np.ones(2, "float16"), "text": str(len(samples))}

    (batch,) = data.DataLoader(Numbers(4), 4, batchify_fn=batchify, num_workers=1)
    assert batch["text"] == "4" and batch["half"].dtype == np.float16
    batch["x"] += 1  # and it may be written to
    assert batch["same"].asnumpy().tolist() == [2, 2, 2] and batch["same"].context == mx.cpu()
    small = data.DataLoader(nd.ones((4, 2)).astype("bfloat16"), 4, num_workers=1)
    assert next(iter(small)).dtype == nd.ones(1).astype("bfloat16").dtype


def test_batches_outlive_their_loader():
    batches = list(data.DataLoader(nd.arange(300_000).reshape((3, -1)), 1, num_workers=1))
    gc.collect()
    assert [b[0, 1].asscalar() for b in batches] == [1, 100_001, 200_001]


@KINDS
def test_errors_come_with_their_type_and_traceback(thread_pool):
    def fails():
        raise KeyError("missing sample")

    loader = data.DataLoader(
        Numbers(act={4: fails}), 3, num_workers=2, thread_pool=thread_pool
    )
    for _ in range(2):
        batches = iter(loader)
        assert next(batches)[1].asnumpy().tolist() == [0, 1, 2]
        with pytest.raises(KeyError, match="missing sample") as told:
            next(batches)
        assert "in fails" in str(told.value.__cause__)
        assert next(batches)[1].asnumpy().tolist() == [6, 7, 8]  # the others are made


def test_errors_that_cannot_be_sent():
    class Odd(Exception):
        def __init__(self, a, b):
            super().__init__(f"{a} and {b}")

    def fails():
        raise Odd(1, 2)

    with pytest.raises(mx.MXNetError, match="Odd: 1 and 2"):
        labels(data.DataLoader(Numbers(act={0: fails}), 3, num_workers=1))
    with pytest.raises(mx.MXNetError, match="SystemExit"):
        labels(data.DataLoader(Numbers(act={0: sys.exit}), 3, num_workers=1))
    with pytest.raises(Exception, match="lambda"):
        list(data.DataLoader([1], 1, batchify_fn=lambda x: (lambda: x), num_workers=1))


@pytest.mark.parametrize(
    "end, told",
    [
        (lambda: os._exit(3), "exit code 3"),
        (lambda: os.kill(os.getpid(), signal.SIGKILL), "SIGKILL"),
    ],
    ids=["exit", "kill"],
)
def test_a_dead_worker_is_reported_at_once(end, told):
    loader = data.DataLoader(Numbers(act={7: end}), 3, num_workers=2, timeout=60)
    start = time.monotonic()
    with pytest.raises(RuntimeError, match=told) as error:
        labels(loader)
    assert time.monotonic() - start < 20 and "[6, 7, 8]" in str(error.value)
    loader._dataset.act.clear()
    assert len(labels(loader)) == 7  # new workers


@KINDS
def test_timeout(thread_pool):
    hang = threading.Event()
    loader = data.DataLoader(
        Numbers(act={0: lambda: hang.wait(20)}), 3, num_workers=1, timeout=0.2,
        thread_pool=thread_pool,
    )  # fmt: skip
    with pytest.raises(multiprocessing.TimeoutError, match="timed out after 0.2 seconds"):
        next(iter(loader))
    hang.set()


def test_workers_end_with_their_loader():
    loader = data.DataLoader(Numbers(act={5: lambda: time.sleep(60)}), 3, num_workers=2)
    batches = iter(loader)
    next(batches)
    processes = [w.process.pid for w in loader._worker_pool.workers]
    assert all(map(runs, processes))
    del loader, batches
    gc.collect()
    assert not any(map(runs, processes))


def runs(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


class Drawn(data.Dataset):
    """Numbers of all three generators."""

    def __len__(self):
        return 12

    def __getitem__(self, i):
        return nd.random.uniform(shape=(1,)).asscalar(), np.random.rand(), random.random()


def drawn(workers, **more):
    return [[x.asnumpy().tolist() for x in b]
            for b in data.DataLoader(Drawn(), 3, num_workers=workers, **more)]  # fmt: skip


def test_what_workers_draw_follows_from_the_seeds():
    def seeded(a, b, c):
        mx.random.seed(a)
        np.random.seed(b)
        random.seed(c)

    seeded(1, 1, 1)
    first, next_epoch = drawn(2), drawn(2)
    seeded(1, 1, 1)
    assert [drawn(3, prefetch=1), drawn(1)] == [first, next_epoch]
    values = {v for epoch in (first, next_epoch) for batch in epoch for part in batch for v in part}
    assert len(values) == 2 * 3 * 12
    for others in ((2, 1, 1), (1, 2, 1), (1, 1, 2)):
        seeded(*others)
        assert drawn(2) != first


def test_loading_draws_from_none_but_our_generator():
    np.random.seed(4)
    random.seed(4)
    wanted = np.random.rand(), random.random()
    np.random.seed(4)
    random.seed(4)
    drawn(1)
    assert (np.random.rand(), random.random()) == wanted


def test_record_files_are_opened_by_each_worker(tmp_path):
    with recordio.MXIndexedRecordIO(str(tmp_path / "a.idx"), str(tmp_path / "a.rec"), "w") as file:
        for i in range(20):
            file.write_idx(i, recordio.pack((0, i, i, 0), b"x" * i))
    records = data.RecordFileDataset(str(tmp_path / "a.rec"))
    assert records[3]  # opened here, too
    lengths = records.transform(lambda r: len(recordio.unpack(r)[1]))
    batches = list(data.DataLoader(lengths, 4, num_workers=3))
    assert np.concatenate([b.asnumpy() for b in batches]).tolist() == list(range(20))


PROGRAM = """
import os, sys, time
import mxnet as mx
from mxnet.gluon import data

class Slow(data.Dataset):
    def __len__(self): return 1000
    def __getitem__(self, i):
        time.sleep(0.001)
        return mx.nd.full((100, 100), i)

if __name__ == "__main__":
    loader = data.DataLoader(Slow(), 10, num_workers=2, thread_pool={threads})
    batches = iter(loader)
    next(batches)
    print([w.process.pid for w in getattr(loader._worker_pool, "workers", [])], flush=True)
    {end}
"""


ENDS = ["1 / 0", "os.kill(os.getpid(), 9)", "os.kill(os.getpid(), 2)"]


@pytest.mark.parametrize("threads, end", [(True, "pass"), *((False, end) for end in ENDS)])
def test_nothing_hangs_at_exit_and_nothing_is_left(threads, end, tmp_path):
    program = tmp_path / "program.py"
    program.write_text(textwrap.dedent(PROGRAM).format(threads=threads, end=end))
    before = set(os.listdir("/dev/shm")) if os.path.isdir("/dev/shm") else set()
    done = subprocess.run(
        [sys.executable, str(program)], capture_output=True, text=True, timeout=60,
        env={**os.environ, "PYTHONPATH": os.getcwd(), "OMP_NUM_THREADS": "1"},
    )  # fmt: skip
    pids = eval_list(done.stdout)
    deadline = time.monotonic() + 30
    while any(map(runs, pids)) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not any(map(runs, pids)), done.stderr
    assert "Traceback" not in done.stderr or end in ("1 / 0", "os.kill(os.getpid(), 2)")
    if before:
        left = {n for n in set(os.listdir("/dev/shm")) - before if "mxnet" in n}
        assert not left


def eval_list(text):
    return [int(word) for word in text.strip("[]\n ").split(",") if word]


def test_older_names(tmp_path):
    loader = dataloader.DataLoaderV1(Numbers(4), 2, num_workers=1)
    assert labels(loader) == [[0, 1], [2, 3]]
    here, there = multiprocessing.Pipe()
    dataloader.ConnectionWrapper(here).send(nd.ones((2,)))
    assert dataloader.ConnectionWrapper(there).recv().asnumpy().tolist() == [1, 1]
    rebuild, arguments = dataloader.reduce_ndarray(nd.arange(4))
    again = rebuild(*arguments)
    assert again.asnumpy().tolist() == [0, 1, 2, 3] and again.context.device_type == "cpu_shared"
    keys, made, found = dataloader.SimpleQueue(), dataloader.SimpleQueue(), {}
    for key in ((0, [1, 0]), (None, None)):
        keys.put(key)
    dataloader.worker_loop_v1([5, 6], keys, made, list)
    made.put((None, None))
    dataloader.fetcher_loop_v1(made, found)
    assert found == {0: [6, 5]}


@pytest.mark.parametrize("hybrid", [False, True])
@pytest.mark.parametrize("pinned", [False, True])
def test_networks_take_batches_as_they_come(hybrid, pinned):
    net = mx.gluon.nn.Dense(2)
    net.initialize()
    net.hybridize(hybrid)
    loader = data.DataLoader(nd.ones((4, 3)), 2, num_workers=1, pin_memory=pinned)
    for x in loader:
        with mx.autograd.record():
            loss = (net(x) + nd.ones((2, 2))).sum()
        loss.backward()
        assert x.context.device_type == ("cpu_pinned" if pinned else "cpu_shared")
