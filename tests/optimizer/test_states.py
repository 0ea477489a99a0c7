"""State files: those of 1.9.1 are read and go on with its numbers; bad ones are refused."""

import io
import os
import pickle
import pickletools
import struct
from pathlib import Path

import numpy as np
import pytest

import mxnet as mx
from mxnet import MXNetError
from mxnet._core.unpickle import loads
from mxnet.optimizer.reading import read_states

from . import cases

FOLDER = Path(__file__).parent
FILES = {
    "sgd.states": ("sgd", {"momentum": 0.9, "dtype": "float16", "multi_precision": True}),
    "adam.states": ("adam", {"schedule": True}),
    "lbsgd.states": ("lbsgd", {"momentum": 0.9, "batch_scale": 2}),
}


def steps(update, weights, grads):
    dtype = weights[0].dtype
    for row in grads:
        update([0, 1, 2], [mx.nd.array(g, dtype=dtype) for g in row], weights)
    return [w.asnumpy() for w in weights]


def started(file):
    """An updater after three steps, its weights, and the gradients of the rest."""
    name, keywords = FILES[file]
    dtype = keywords.get("dtype", "float32")
    weights, grads = cases.data(name, dtype)
    weights = [mx.nd.array(w, dtype=dtype) for w in weights]
    update = mx.optimizer.get_updater(cases.optimizer(mx, name, keywords))
    steps(update, weights, grads[:3])
    return update, weights, grads[3:]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("file", FILES)
def test_training_goes_on_from_a_file_of_the_reference(file):
    update, weights, rest = started(file)
    other, copies, _ = started(file)
    for index, state in update.states.items():  # our own three steps
        states, _ = read_states((FOLDER / file).read_bytes())
        for mine, theirs in zip(cases.leaves(state), cases.leaves(states[index]), strict=True):
            np.testing.assert_allclose(mine.asnumpy(), theirs.asnumpy(), rtol=1e-5, atol=1e-6)
    other.set_states((FOLDER / file).read_bytes())
    assert other.optimizer.num_update == 3
    assert type(other.optimizer) is type(update.optimizer)
    for mine, theirs in zip(
        steps(update, weights, rest), steps(other, copies, rest), strict=True
    ):  # fmt: skip
        np.testing.assert_allclose(mine, theirs, rtol=1e-5, atol=1e-6)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("file", FILES)
def test_a_file_without_optimizer_keeps_ours(file):
    update, _, _ = started(file)
    before = update.optimizer
    update.set_states((FOLDER / f"plain_{file}").read_bytes())
    assert update.optimizer is before and set(update.states) == {0, 1, 2}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("dump", [False, True])
def test_our_own_go_around(dump):
    update, weights, rest = started("adam.states")
    other, copies, _ = started("adam.states")
    other.set_states(update.get_states(dump_optimizer=dump))
    for mine, theirs in zip(
        steps(update, weights, rest), steps(other, copies, rest), strict=True
    ):  # fmt: skip
        np.testing.assert_array_equal(mine, theirs)


@pytest.mark.filterwarnings("ignore")
def test_our_pickles_name_what_the_reference_knows():
    """1.9.1 looks classes up by these names; it was seen to go on from such files."""
    update, _, _ = started("adam.states")
    names, text = set(), []
    for opcode, argument, _ in pickletools.genops(update.get_states(dump_optimizer=True)):
        if opcode.name == "STACK_GLOBAL":
            names.add(".".join(text[-2:]))
        elif isinstance(argument, str):
            text.append(argument)
    assert names == {
        "mxnet.ndarray.ndarray.NDArray",
        "builtins.bytearray",
        "mxnet.optimizer.optimizer.Adam",
        "mxnet.lr_scheduler.FactorScheduler",
    }


def test_counts_stay_one_table():
    """The counts of the current device are the table of that device, after reading too."""
    optimizer = read_states((FOLDER / "adam.states").read_bytes())[1]
    assert optimizer._index_update_count is optimizer._all_index_update_counts[0]
    assert optimizer._index_update_count == {0: 3, 1: 3, 2: 3}


class Halving(mx.lr_scheduler.LRScheduler):
    def __call__(self, num_update):
        return self.base_lr / 2**num_update


class Plain(mx.optimizer.Optimizer):
    def update(self, index, weight, grad, state):
        self._update_count(index)
        weight[:] -= self._get_lr(index) * grad


def test_a_programs_own_classes_are_read_back():
    update = mx.optimizer.get_updater(Plain(lr_scheduler=Halving(8.0), rescale_grad=np.float32(1)))
    update("w", mx.nd.ones((1,)), mx.nd.ones((1,)))
    _, optimizer = read_states(update.get_states(dump_optimizer=True))
    assert type(optimizer) is Plain and type(optimizer.lr_scheduler) is Halving
    assert optimizer.learning_rate == 4.0 and optimizer.rescale_grad == 1


class Evil:
    """Pickles as a call of a function."""

    def __init__(self, function, *arguments):
        self.call = function, arguments

    def __reduce__(self):
        return self.call


HOSTILE = {
    "a command": lambda: Evil(os.system, "touch hostile_was_here"),
    "eval": lambda: Evil(eval, "1"),
    "an import": lambda: Evil(__import__, "antigravity"),
    "getattr": lambda: Evil(getattr, mx.optimizer.SGD, "update"),
    "a class that is no optimizer": lambda: Path("x"),
    "a state in a state": lambda: {0: ((((((None,),),),),),)},
    "a wide state": lambda: {0: (None,) * 100},
    "a state of text": lambda: {0: "text"},
    "no dict": lambda: [1, 2],
    "keys that are no keys": lambda: {(1, 2): None},
    "an optimizer of text": lambda: ({}, "sgd"),
    "a bare class": lambda: {0: mx.optimizer.SGD},
    "an optimizer for a state": lambda: {0: mx.optimizer.SGD()},
    "an array of objects": lambda: {0: np.array([None])},
}


@pytest.mark.parametrize("protocol", [0, 2, 4, 5])
@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_files_are_refused(what, protocol, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    data = pickle.dumps(HOSTILE[what](), protocol)
    with pytest.raises(MXNetError, match="optimizer states"):
        read_states(data)
    assert not list(tmp_path.iterdir())


RAW = {
    "nothing": b"",
    "text": b"not a pickle at all",
    "only a stop": b".",
    "an unknown memo": b"\x80\x04h\x05.",
    "a bytearray longer than the file": b"\x80\x05\x96" + struct.pack("<Q", 1 << 40) + b"x.",
    "bytes longer than the file": b"\x80\x04\x8e" + struct.pack("<Q", 1 << 62) + b"x.",
    "a mark alone": b"\x80\x04(.",
    "setitem on a tuple": b"\x80\x04)K\x01K\x02s.",
    "an array without a state": b"\x80\x04}K\x00cmxnet.ndarray.ndarray\nNDArray\n)\x81s.",
    "a state twice": b"\x80\x04}K\x00cbuiltins\nbytearray\n)R}bs.",
    "a persistent id": b"\x80\x04Pabc\n.",
    "an extension": b"\x80\x04\x82\x01.",
    "a list in itself": b"\x80\x04}K\x00]\x94h\x00as.",
    "a newer protocol": b"\x80\x09}.",
}


@pytest.mark.parametrize("what", RAW)
def test_damaged_files_are_refused(what):
    with pytest.raises(MXNetError, match="optimizer states"):
        read_states(RAW[what])


def test_a_state_nested_by_reference_is_refused_at_once():
    """Twice itself, forty times over: 2^40 leaves in a few bytes."""
    doubled = b")\x940" + b"".join(b"h%ch%c\x86\x940" % (i, i) for i in range(40))
    with pytest.raises(MXNetError, match="parameter 0"):
        read_states(b"\x80\x04}K\x00" + doubled + b"h\x28s.")


def test_a_huge_memo_index_takes_no_memory():
    assert read_states(b"\x80\x04}r\xff\xff\xff\x7f.") == ({}, None)


@pytest.mark.parametrize("file", FILES)
def test_cut_files_are_refused(file):
    data = (FOLDER / file).read_bytes()
    for length in range(0, len(data) - 1, 7):
        with pytest.raises(MXNetError):
            read_states(data[:length])


def test_changed_files_are_read_or_refused():
    """Bytes changed at random: states that can be used, or MXNetError, nothing else."""
    random = np.random.RandomState(0)
    original = (FOLDER / "adam.states").read_bytes()
    refused = 0
    for _ in range(600):
        data = bytearray(original)
        for _ in range(random.randint(1, 4)):
            data[random.randint(len(data))] = random.randint(256)
        try:
            states, _ = read_states(bytes(data))
            for state in states.values():
                for leaf in cases.leaves(state):
                    assert not isinstance(leaf, mx.nd.NDArray) or leaf.asnumpy() is not None
        except MXNetError:
            refused += 1
    assert 100 < refused < 600


@pytest.mark.parametrize("protocol", range(6))
def test_the_reader_agrees_with_pickle_on_plain_values(protocol):
    shared = [None, True]
    value = {"a": [1, -2, 1 << 70, 2.5, "ä", shared], (1, 2, 3, 4): ({"b": ()}, [[]], shared)}
    data = pickle.dumps(value, protocol)
    found = loads(data, lambda *_: None)
    assert found == value == pickle.load(io.BytesIO(data))
    assert found["a"][-1] is found[1, 2, 3, 4][-1]
