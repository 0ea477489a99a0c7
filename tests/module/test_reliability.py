"""Checkpoints while a program dies, and while the disk is full: the old files or the new ones."""

import os
import resource
import signal
import subprocess
import sys
import time

import numpy as np
import pytest

import mxnet as mx
from tests.module import cases

# `fit` says so where a program goes on with parameters that are there.
pytestmark = pytest.mark.filterwarnings("ignore:Parameters already initialized")

# Saves for ever, the epoch's number in every parameter; told when the first files are there.
SAVING = """
import itertools, sys
import mxnet as mx
x = mx.sym.FullyConnected(mx.sym.var("data"), num_hidden=300, name="fc")
net = mx.mod.Module(mx.sym.SoftmaxOutput(x, name="softmax"))
net.bind([("data", (2, 300))], [("softmax_label", (2,))])
net.init_params()
net.init_optimizer(optimizer_params={"momentum": 0.9})
batch = mx.io.DataBatch([mx.nd.ones((2, 300))], [mx.nd.zeros(2)])
net.forward_backward(batch)
net.update()
for number in itertools.count(1):
    args = {name: mx.nd.full(a.shape, number) for name, a in net.get_params()[0].items()}
    net.set_params(args, {})
    net._updater.states[0][:] = number
    net.save_checkpoint(sys.argv[1], 7, save_optimizer_states=True)
    if number == 1:
        print("saved", flush=True)
"""


def test_killed_at_any_moment(tmp_path):
    """Started once and killed once would hit one moment; a stop and a look hit many."""
    prefix = str(tmp_path / "net")
    program = subprocess.Popen([sys.executable, "-c", SAVING, prefix], stdout=subprocess.PIPE)
    try:
        assert program.stdout.readline() == b"saved\n"
        for _ in range(60):
            time.sleep(0.003)  # not for anything to happen: for the moments to differ
            program.send_signal(signal.SIGSTOP)
            number = look(prefix)
            program.send_signal(signal.SIGCONT)
        assert number > 1, "it saved nothing meanwhile"
        program.kill()
        program.wait(30)
        look(prefix)
    finally:
        program.kill()
        program.wait(30)
        program.stdout.close()


def look(prefix):
    """Load everything as a program that resumes does; every file is whole."""
    net = mx.mod.Module.load(prefix, 7, load_optimizer_states=True)
    net.bind([("data", (2, 300))], [("softmax_label", (2,))])
    net.init_optimizer(optimizer_params={"momentum": 0.9})
    numbers = {value for a in net.get_params()[0].values() for value in np.unique(a.asnumpy())}
    assert len(numbers) == 1, f"parameters of several epochs: {numbers}"
    states = np.unique(net._updater.states[0].asnumpy())
    assert len(states) == 1
    return numbers.pop()


@pytest.fixture
def full_disk():
    """Files may not grow beyond what was written so far: the error of a full disk, nearly."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    def limit(size):
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))

    yield limit
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    signal.signal(signal.SIGXFSZ, before)


def test_full_disk(tmp_path, full_disk):
    prefix = str(tmp_path / "net")
    net = cases.trained(mx, True, given={"momentum": 0.9})
    net.save_checkpoint(prefix, 2, True)
    files = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    net.set_params({n: a * 2 for n, a in net.get_params()[0].items()}, net.get_params()[1])
    for size in (0, 100, 400):
        full_disk(size)
        for save in (lambda: net.save_checkpoint(prefix, 2, True),
                     lambda: net.save_params(f"{prefix}-0002.params"),
                     lambda: net.save_optimizer_states(f"{prefix}-0002.states"),
                     lambda: mx.model.save_checkpoint(prefix, 2, net.symbol, *net.get_params())):
            with pytest.raises((OSError, mx.MXNetError)):
                save()
            found = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
            assert found == files, f"at {size} bytes"


def test_full_disk_and_the_states_of_trainers_and_stores(tmp_path, full_disk):
    net = mx.gluon.nn.Dense(20, in_units=20)
    net.initialize()
    trainer = mx.gluon.Trainer(net.collect_params(), "adam")
    store = mx.kv.create("local")
    store.init("w", mx.nd.ones((20, 20)))
    store.set_optimizer(mx.optimizer.Adam())
    writers = {"trainer": trainer.save_states, "store": store.save_optimizer_states}

    def step():
        with mx.autograd.record():
            loss = net(mx.nd.ones((1, 20))).sum()
        loss.backward()
        trainer.step(1)
        store.push("w", mx.nd.ones((20, 20)))

    step()
    for name, write in writers.items():
        write(str(tmp_path / name))
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    step()
    for size in (0, 100, 1000):
        full_disk(size)
        for name, write in writers.items():
            with pytest.raises((OSError, mx.MXNetError)):
                write(str(tmp_path / name))
        found = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
        assert found == before, f"at {size} bytes"
    trainer.load_states(str(tmp_path / "trainer"))
    store.load_optimizer_states(str(tmp_path / "store"))


def test_a_folder_that_is_not_there(tmp_path):
    net = cases.trained(mx, epochs=1)
    with pytest.raises((OSError, mx.MXNetError)):
        net.save_checkpoint(str(tmp_path / "nowhere" / "net"), 1)
    assert os.listdir(tmp_path) == []
    with pytest.raises(mx.MXNetError, match="nowhere"):
        mx.mod.Module.load(str(tmp_path / "nowhere"), 1)


@pytest.mark.parametrize("cut", [0, 1, 100, -1])
def test_a_file_cut_short_is_an_error(tmp_path, cut):
    prefix = str(tmp_path / "net")
    net = cases.trained(mx, epochs=1, given={"momentum": 0.9})
    for kind in ("params", "states"):
        net.save_checkpoint(prefix, 1, True)
        path = tmp_path / f"net-0001.{kind}"
        path.write_bytes(path.read_bytes()[:cut])
        with pytest.raises(mx.MXNetError):
            again = mx.mod.Module.load(prefix, 1, load_optimizer_states=True)
            again.fit(cases.data(mx), num_epoch=1)
