"""Names without promise that libraries import all the same: GluonCV, GluonNLP and GluonTS.

They were found by looking through those libraries for names of MXNet. What does not live here:
names that MXNet promises, which `check.py` compares.
"""

import multiprocessing
import os
import random
import subprocess
import sys
import textwrap

import numpy as np
import pytest

import mxnet as mx
from mxnet import gluon, nd
from mxnet.contrib.amp import amp
from mxnet.gluon.block import _flatten
from mxnet.gluon.data import dataloader
from mxnet.gluon.data.dataset import _DownloadedDataset
from mxnet.gluon.utils import _get_repo_file_url, _get_repo_url
from mxnet.image.image import _get_interp_method


def test_addresses_of_files(monkeypatch):
    assert _get_repo_url().startswith("https://")
    monkeypatch.setenv("MXNET_GLUON_REPO", "file:///models")
    assert _get_repo_url() == "file:///models/"
    assert _get_repo_file_url("gluon/dataset/x", "y.zip") == "file:///models/gluon/dataset/x/y.zip"


def test_nested_arrays_are_counted():
    x = nd.ones((1,))
    flat, form = _flatten((x, [x, None]), "input")
    assert len(flat) == 3 and form == [0, [0, -1]]


def test_interpolation_by_sizes():
    found = [_get_interp_method(9, sizes) for sizes in ((2, 3, 4, 5), (4, 5, 2, 3), (4, 5, 2, 9))]
    assert found == [2, 3, 1]  # cubic to enlarge, area to shrink, linear for both
    assert mx.metric.ndarray is nd and amp._amp_initialized is False


def test_a_data_set_of_a_programs_own_files(tmp_path):
    class Two(_DownloadedDataset):
        def _get_data(self):
            self._data, self._label = nd.ones((2, 3)), np.array([5, 6])

    plain, doubled = Two(str(tmp_path), None), Two(str(tmp_path), lambda x, y: (x, 2 * y))
    assert len(plain) == 2 and plain[1][1] == 6 and doubled[0][1] == 10


class Randomly(dataloader._MultiWorkerIter):
    """Tasks for the workers with a number drawn for each, as GluonCV's loader has transforms."""

    def __init__(self, *arguments, prefetch, **keywords):
        super().__init__(*arguments, prefetch=0, **keywords)
        self.drawn = []
        for _ in range(prefetch):
            self._push_next()

    def _push_next(self):
        indices = next(self._iter, None)
        if indices is None:
            return
        self.drawn.append(random.choice([10, 20]))
        self._data_buffer[self._sent_idx] = self._worker_pool.apply_async(
            self._worker_fn, (indices, self.drawn[-1])
        )
        self._sent_idx += 1


def times(indices, factor):
    """A worker's answer: the bytes of a batch."""
    return bytes(dataloader.ForkingPickler.dumps(nd.array(indices) * factor))


def test_workers_of_a_programs_own():
    batches = gluon.data.BatchSampler(gluon.data.SequentialSampler(7), 3, "keep")
    with multiprocessing.Pool(1) as pool:
        found = Randomly(pool, None, batches, pin_memory=True, worker_fn=times, prefetch=2)
        arrays = list(found)
    assert len(found) == 3 and {x.context.device_type for x in arrays} == {"cpu_pinned"}
    for x, indices, factor in zip(arrays, [[0, 1, 2], [3, 4, 5], [6]], found.drawn, strict=True):
        assert (x.asnumpy() == np.array(indices) * factor).all()


@pytest.mark.parametrize("threads", [False, True])
def test_batches_of_a_pool(threads):
    dataset = gluon.data.ArrayDataset(np.arange(5.0), np.arange(5))
    if threads:
        pool = multiprocessing.pool.ThreadPool(1)
        options = {"worker_fn": dataloader._thread_worker_fn, "dataset": dataset}
    else:
        pool = multiprocessing.Pool(1, dataloader._worker_initializer, [dataset])
        options = {}
    with pool:
        batches = dataloader._MultiWorkerIter(
            pool, dataloader.default_batchify_fn, [[0, 1], [4]], prefetch=1, **options
        )
        assert [y.asnumpy().tolist() for _, y in batches] == [[0, 1], [4]]
    moved = dataloader._as_in_context([nd.ones(1), "text"], mx.cpu_pinned())
    assert moved[0].context.device_type == "cpu_pinned" and moved[1] == "text"


FORKING = """
    import multiprocessing
    import mxnet as mx

    def total(n):
        return float((mx.nd.ones((n, n)) * 2).sum().asscalar())

    total(1000)  # two threads are at work here, and neither is there in the other process
    with multiprocessing.get_context("fork").Pool(1) as pool:
        assert pool.apply_async(total, (1000,)).get(60) == 2e6
"""


def test_programs_may_fork():
    """Kernels of a forked process wait for no thread of its parent's; GluonCV's loaders do so."""
    subprocess.run(
        [sys.executable, "-W", "ignore", "-c", textwrap.dedent(FORKING)],
        env={**os.environ, "OMP_NUM_THREADS": "2"}, check=True, timeout=120,
    )  # fmt: skip
