"""Atomic writing: the old file or the new, whatever happens in between."""

import errno
import os
import signal
import stat
import subprocess
import sys
import time

import numpy as np
import pytest

from mxnet._core import atomic, params_file
from mxnet._core.errors import MXNetError

POSIX = pytest.mark.skipif(os.name != "posix", reason="POSIX permissions, links and signals")


@pytest.fixture
def old(tmp_path):
    path = tmp_path / "x.params"
    path.write_bytes(b"old")
    return path


def alone(path):
    """Nothing else is left in the folder."""
    return [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_replaces(old):
    atomic.write_bytes(old, b"ne", bytearray(b"w"))
    assert old.read_bytes() == b"new"
    assert alone(old)


def test_nothing_is_visible_before_the_end(old):
    with atomic.replacing(old) as stream:
        stream.write(b"new" * 10**6)
        stream.flush()
        assert old.read_bytes() == b"old"
    assert old.read_bytes() == b"new" * 10**6


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, MemoryError])
def test_an_error_midway_leaves_the_old(old, error):
    with pytest.raises(error), atomic.replacing(old) as stream:
        stream.write(b"half")
        raise error
    assert old.read_bytes() == b"old"
    assert alone(old)


def test_an_error_midway_leaves_nothing_where_nothing_was(tmp_path):
    with pytest.raises(ValueError), atomic.replacing(tmp_path / "x"):
        raise ValueError
    assert list(tmp_path.iterdir()) == []


class FullDisk:
    """A stream whose disk is full after so many bytes."""

    def __init__(self, stream, room):
        self.stream = stream
        self.room = room

    def write(self, data):
        self.room -= len(data)
        if self.room < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return self.stream.write(data)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.stream.close()

    def __getattr__(self, name):
        return getattr(self.stream, name)


@pytest.mark.parametrize("room", [0, 30, 500])
def test_a_full_disk_leaves_the_old(old, monkeypatch, room):
    open_descriptor = os.fdopen
    monkeypatch.setattr(atomic.os, "fdopen",
                        lambda *args, **kw: FullDisk(open_descriptor(*args, **kw), room))
    with pytest.raises(MXNetError, match="No space left on device") as caught:
        params_file.write(old, [np.ones(100)], ["a"])
    assert str(old) in str(caught.value)
    assert caught.value.__cause__.errno == errno.ENOSPC
    assert old.read_bytes() == b"old"
    assert alone(old)


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failing_last_step_leaves_the_old(old, monkeypatch, step):
    def fail(*_):
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(atomic.os, step, fail)
    with pytest.raises(MXNetError, match="Input/output error"):
        params_file.write(old, [np.ones(3)])
    assert old.read_bytes() == b"old"
    assert alone(old)


def test_a_file_system_that_cannot_flush_is_no_obstacle(old, monkeypatch):
    def unsupported(_):
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))

    monkeypatch.setattr(atomic.os, "fsync", unsupported)
    atomic.write_bytes(old, b"new")
    assert old.read_bytes() == b"new"


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no such device on this system")
def test_a_device_is_written_straight_and_tells_its_error():
    with pytest.raises(MXNetError, match="No space left on device"):
        params_file.write("/dev/full", [np.ones(3)])
    assert stat.S_ISCHR(os.stat("/dev/full").st_mode)


def test_a_missing_folder_is_named(tmp_path):
    path = tmp_path / "none" / "x.params"
    with pytest.raises(MXNetError) as caught:
        params_file.write(path, [np.ones(3)])
    assert str(caught.value) == f'Cannot write "{path}": No such file or directory'
    with pytest.raises(FileNotFoundError) as raw, atomic.replacing(path):
        pass
    assert raw.value.filename == str(path)


@pytest.mark.parametrize("path", ["", "bad\0name", "."])
def test_impossible_paths(path, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(MXNetError, match="Cannot write"):
        params_file.write(path, [np.ones(3)])
    assert list(tmp_path.iterdir()) == []


@POSIX
@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o755])
def test_permissions_are_kept(old, mode):
    old.chmod(mode)
    atomic.write_bytes(old, b"new")
    assert stat.S_IMODE(old.stat().st_mode) == mode


@POSIX
def test_a_new_file_has_the_usual_permissions(tmp_path):
    (tmp_path / "plain").write_bytes(b"")
    atomic.write_bytes(tmp_path / "ours", b"")
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "plain").stat().st_mode


@POSIX
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0,
                    reason="the superuser may write to every file")
def test_a_protected_file_is_refused(old):
    old.chmod(0o444)
    with pytest.raises(MXNetError, match="Permission denied"):
        params_file.write(old, [np.ones(3)])
    assert old.read_bytes() == b"old"


@POSIX
def test_a_link_stays_a_link(old):
    link = old.parent / "link"
    link.symlink_to(old.name)
    atomic.write_bytes(link, b"new")
    assert link.is_symlink()
    assert old.read_bytes() == b"new"


def test_long_names(tmp_path):
    path = tmp_path / ("n" * 250)
    atomic.write_bytes(path, b"new")
    assert alone(path)


WRITER = """
import sys
import numpy
from mxnet._core import params_file
number = 0
while True:
    number += 1
    params_file.write(sys.argv[1], [numpy.full(400_000, number), numpy.full(400_000, -number)])
    print(number, flush=True)
"""


@POSIX
@pytest.mark.timeout(120)
def test_a_killed_writer_leaves_a_whole_file(tmp_path):
    path = tmp_path / "x.params"
    command = [sys.executable, "-c", WRITER, path]
    for delay_s in (0.0, 0.004, 0.011):
        with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
            assert child.stdout.readline() == b"1\n"
            time.sleep(delay_s)
            child.send_signal(signal.SIGKILL)
        first, second = params_file.read(path)[0]
        assert len(first) == 400_000
        assert (first == first[0]).all()
        assert (second == -first[0]).all()
