"""Damaged and hostile files: always an MXNetError that says where, never much memory."""

import functools
import os
import random
import subprocess
import sys
import tracemalloc

import numpy as np
import pytest

from mxnet._core import params_file
from mxnet._core.errors import MXNetError
from tests.files import build, cases

HUGE = 2**62
ONE = build.array(build.V2, (1,), 0, build.floats(1))


def peak_memory(function, bound):
    """The most bytes that `function` held at once; within `bound`, if any of three runs was.

    What is allocated once in a process (a cache, a module loaded on first use) and what other
    threads allocate meanwhile is counted too, but does not happen three times in a row.
    """
    peak = 0
    for _ in range(3):
        tracemalloc.start()
        try:
            function()
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        if peak < bound:
            break
    return peak


def sound_files():
    """A small file of each kind."""
    dense = [np.arange(6, dtype="float32").reshape(2, 3), np.ones(3, bool), cases.bfloat16(1, 2)]
    old = [build.array(magic, (2,), 0, build.floats(1, 2)) for magic in (None, build.V1)]
    stored = build.floats(1, 2) + build.u64(0) + build.u64(1) + build.u64(2)
    columns = build.u64(1) + build.u64(0)
    return {
        "list": params_file.dumps(dense),
        "dict": params_file.dumps(dense, ["weight", "größe", ""]),
        "np": params_file.dumps([np.array(3.0), np.zeros((0, 2))], ["a", "b"], np_shape=True),
        "old": build.file(*old, names=["a", "b"]),
        "sparse": build.file(
            build.sparse(1, (1, 2), (5, 2), 0, [(6, (1,))], build.floats(1, 2) + build.u64(4)),
            build.sparse(2, (2,), (2, 3), 0, [(6, (3,)), (6, (2,))], stored + columns)),
    }


@pytest.mark.parametrize("kind", sound_files())
def test_truncation_at_every_byte(kind, tmp_path):
    whole = sound_files()[kind]
    params_file.loads(whole)
    path = tmp_path / "cut.params"
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        for load in (lambda: params_file.read(path), lambda: params_file.loads(path.read_bytes())):
            with pytest.raises(MXNetError, match="Invalid NDArray file format") as caught:
                load()
            assert "ends too early" in str(caught.value) or length == 0


def test_truncation_says_where(tmp_path):
    path = tmp_path / "cut.params"
    path.write_bytes(params_file.dumps([np.ones(2, "float32"), np.ones((3, 4))], ["a", "b"])[:110])
    with pytest.raises(MXNetError) as caught:
        params_file.read(path)
    text = str(caught.value)
    for part in (str(path), "array 1 of 2", "its data (float64) of shape (3, 4)", "at byte 104",
                 "needs 96 bytes", "6 of the file's 110 are left"):
        assert part in text, text


@pytest.mark.parametrize("kind", sound_files())
def test_random_damage(kind):
    """Flipped, overwritten and cut bytes give an error or arrays, and take little memory."""
    whole = sound_files()[kind]
    dice = random.Random(kind)
    refused = 0
    bound = 8 * len(whole) + 50_000
    for _ in range(1500):
        data = bytearray(whole)
        for _ in range(dice.randint(1, 4)):
            position = dice.randrange(len(data))
            data[position] = dice.choice([0, 1, 127, 128, 255, dice.randrange(256)])
        if dice.random() < 0.2:
            start = dice.randrange(len(data))
            del data[start:start + dice.randint(1, 9)]
        assert peak_memory(functools.partial(loads_or_refuses, bytes(data)), bound) < bound
        refused += not loads_or_refuses(bytes(data))
    assert refused > 100


def loads_or_refuses(data):
    try:
        arrays, names = params_file.loads(data)
    except MXNetError:
        return False
    assert len(names) in (0, len(arrays))
    return True


@pytest.mark.parametrize("replacement", [b"\0", b"\1", b"\x7f", b"\x80", b"\xff"])
@pytest.mark.parametrize("kind", sound_files())
def test_each_byte_replaced(kind, replacement):
    whole = sound_files()[kind]
    outcomes = {loads_or_refuses(whole[:at] + replacement + whole[at + 1:])
                for at in range(len(whole))}
    assert outcomes == {True, False}


DENSE = build.u32(build.V2) + build.i32(0)
REST = build.CPU + build.i32(0)
HOSTILE = {
    "list of 2**64-1": (build.file(ONE, count=2**64 - 1), "list of 18446744073709551615 arrays"),
    "more arrays than there are": (build.file(ONE, count=2), "array 1 of 2"),
    "dimension": (build.file(DENSE + build.shape(HUGE // 8) + REST), "needs 2305843009213693952"),
    "product over 64 bits": (build.file(DENSE + build.shape(2**33, 2**33) + REST), "no array can"),
    "zero times huge": (build.file(DENSE + build.shape(0, 2**63 - 1) + REST), "no array can"),
    "old huge": (build.file(build.array(None, (2**32 - 1,) * 32, 0, b"")), "no array can"),
    "negative dimension": (build.file(DENSE + build.shape(-1) + REST), "negative size"),
    "two negative": (build.file(DENSE + build.shape(-1, -4) + REST + bytes(16)), "negative size"),
    "33 dimensions": (build.file(DENSE + build.shape(*[1] * 33) + REST), "33 dimensions"),
    "negative ndim": (build.file(DENSE + build.i32(-1) + REST), "-1 dimensions"),
    "ndim 2**31-1": (build.file(DENSE + build.i32(2**31 - 1) + REST), "2147483647 dimensions"),
    "magic": (build.file(build.u32(0xF993FACB) + bytes(40)), "unknown magic number 0xf993facb"),
    "storage type": (build.file(build.u32(build.V2) + build.i32(3) + bytes(40)),
                     "unknown storage type 3"),
    "undefined storage": (build.file(build.u32(build.V2) + build.i32(-1) + bytes(40)),
                          "unknown storage type -1"),
    "dtype": (build.file(build.array(build.V2, (1,), 8, bytes(8))), "unknown dtype flag 8"),
    "negative dtype": (build.file(build.array(build.V2, (1,), -1, bytes(8))), "dtype flag -1"),
    "name count": (build.file(ONE, names=["a", "b"]), "2 names for 1 arrays"),
    "name length": (build.file(ONE)[:-8] + build.u64(1) + build.u64(HUGE), "its text"),
    "name encoding": (build.file(ONE, names=[b"\xff\xfe"]), "is not UTF-8"),
    "appended": (build.file(ONE) + b"more", "4 bytes follow"),
}


def row_sparse(stored=(1, 2), sizes=(5, 2), index=(1,), flag=6, row=4):
    data = build.floats(*[0] * int(np.prod(stored))) + row.to_bytes(8, "little", signed=True)
    return build.file(build.sparse(1, stored, sizes, 0, [(flag, index)], data))


def csr(pointers=(0, 1), columns=(2,), sizes=(1, 3), pointer_count=None):
    data = build.floats(*[0] * len(columns)) + b"".join(map(build.u64, pointers + columns))
    count = len(pointers) if pointer_count is None else pointer_count
    layout = [(6, (count,)), (6, (len(columns),))]
    return build.file(build.sparse(2, (len(columns),), sizes, 0, layout, data))


HOSTILE_SPARSE = {
    "row outside": (row_sparse(row=5), "index lies outside 0 to 4"),
    "negative row": (row_sparse(row=-1), "index lies outside 0 to 4"),
    "width": (row_sparse(stored=(1, 3)), "cannot have stored values"),
    "row count": (row_sparse(index=(2,)), "cannot have stored values"),
    "index dimensions": (row_sparse(index=(1, 1)), "cannot have stored values"),
    "float indices": (row_sparse(flag=1), "must be integers"),
    "no dimensions": (row_sparse(stored=(), sizes=()), "without a value"),
    "stored huge": (row_sparse(stored=(2**40, 0), sizes=(5, 0), index=(2**40,)), "needs 8796093"),
    "column outside": (csr(columns=(3,)), "index lies outside 0 to 2"),
    "falling pointers": (csr(pointers=(0, 2, 1), sizes=(2, 3)), "do not rise"),
    "pointers past the end": (csr(pointers=(0, 2)), "do not rise"),
    "pointers not from 0": (csr(pointers=(1, 1)), "do not rise"),
    "pointer count": (csr(pointer_count=3), "cannot have stored values"),
    "three dimensions": (csr(sizes=(1, 3, 1)), "cannot have stored values"),
}


@pytest.mark.parametrize("data, message", [*HOSTILE.values(), *HOSTILE_SPARSE.values()],
                         ids=[*HOSTILE, *HOSTILE_SPARSE])
def test_hostile_claims(data, message, tmp_path):
    path = tmp_path / "hostile.params"
    path.write_bytes(data)
    caught = []

    def refuse():
        with pytest.raises(MXNetError, match=message) as error:
            params_file.read(path)
        caught.append(str(error.value))

    # A constant for the file's buffer and the error; nothing grows with what is claimed.
    bound = 8 * len(data) + 300_000
    assert peak_memory(refuse, bound) < bound
    assert str(path) in caught[0]


def test_many_tiny_arrays_take_memory_like_the_file():
    data = build.file(*[build.array(None, (0,), 0, b"")] * 5000)
    bound = 15 * len(data)
    assert peak_memory(lambda: params_file.loads(data), bound) < bound
    assert len(params_file.loads(data)[0]) == 5000


@pytest.mark.parametrize("path", ["no-such-folder/x.params", "bad\0name", "."])
def test_unreadable_paths(path, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(MXNetError, match='Cannot read "'):
        params_file.read(path)


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="no such device on this system")
def test_a_device_without_end_is_not_read_through():
    with pytest.raises(MXNetError, match="not an MXNet array file"):
        params_file.read("/dev/zero")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_a_pipe_can_be_read(tmp_path):
    pipe, source = tmp_path / "pipe", tmp_path / "x.params"
    os.mkfifo(pipe)
    params_file.write(source, [np.arange(100000)], ["a"])
    copy = "import sys; open(sys.argv[2], 'wb').write(open(sys.argv[1], 'rb').read())"
    child = subprocess.Popen([sys.executable, "-c", copy, source, pipe])
    arrays, names = params_file.read(pipe)
    assert child.wait(timeout=60) == 0
    assert names == ["a"]
    assert arrays[0].tolist() == list(range(100000))
