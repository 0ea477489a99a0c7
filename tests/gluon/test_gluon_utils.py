"""Downloads: complete or not there, resumed, verified, never waiting forever; hook handles.

What 1.9.1 answers too is in block_cases.py.
"""

import functools
import hashlib
import http.server
import pickle
import socket
import threading

import numpy as np
import pytest

import mxnet as mx
from mxnet._core import flags
from mxnet.gluon import _download, utils

CONTENT = bytes(range(256)) * 40
SHA1 = hashlib.sha1(CONTENT).hexdigest()


class Server(http.server.BaseHTTPRequestHandler):
    """Serves CONTENT; `plan` holds what to do with each request in turn."""

    def log_message(self, *_):
        pass

    def do_GET(self):
        server = self.server
        server.asked.append((self.path, self.headers.get("Range")))
        act = server.plan.pop(0) if server.plan else "all"
        if act in (404, 503):
            self.send_error(act)
            return
        start = 0
        asked = self.headers.get("Range")
        if asked and act != "no ranges":
            start = int(asked[len("bytes=") : -1])
            if start >= len(CONTENT):
                self.send_error(416)
                return
            self.send_response(206)
            self.send_header("Content-Range", f"bytes {start}-{len(CONTENT) - 1}/{len(CONTENT)}")
        else:
            self.send_response(200)
        self.send_header("Content-Length", str(len(CONTENT) - start))
        self.end_headers()
        body = CONTENT[start:]
        if act == "half":
            self.wfile.write(body[: len(body) // 2])
            return  # and the connection ends
        self.wfile.write(b"x" * len(body) if act == "other" else body)


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setattr(_download, "_PAUSE_S", 0)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
    server.plan, server.asked = [], []
    server.url = f"http://127.0.0.1:{server.server_port}/folder/file%20name.bin?key=1"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_file_arrives_under_its_name(server, tmp_path):
    assert utils.download(server.url, str(tmp_path)) == str(tmp_path / "file name.bin")
    assert contents(tmp_path) == {"file name.bin": CONTENT}
    deep = tmp_path / "a" / "b" / "mine"
    assert utils.download(server.url, str(deep), sha1_hash=SHA1.upper()) == str(deep)
    assert deep.read_bytes() == CONTENT


def test_what_is_there_is_not_fetched(server, tmp_path):
    path = tmp_path / "f"
    path.write_bytes(CONTENT)
    utils.download(server.url, str(path))
    utils.download(server.url, str(path), sha1_hash=SHA1)
    assert server.asked == []
    path.write_bytes(b"old")
    utils.download(server.url, str(path))
    assert path.read_bytes() == b"old"
    utils.download(server.url, str(path), sha1_hash=SHA1)
    assert path.read_bytes() == CONTENT
    path.write_bytes(b"old")
    utils.download(server.url, str(path), overwrite=True)
    assert path.read_bytes() == CONTENT


def test_a_broken_transfer_is_taken_up_again(server, tmp_path):
    server.plan = ["half", "half"]
    utils.download(server.url, str(tmp_path / "f"), sha1_hash=SHA1)
    assert contents(tmp_path) == {"f": CONTENT}
    half, quarter = len(CONTENT) // 2, len(CONTENT) * 3 // 4
    assert [asked for _, asked in server.asked] == [None, f"bytes={half}-", f"bytes={quarter}-"]


def test_a_broken_transfer_is_taken_up_by_a_later_call(server, tmp_path):
    server.plan = ["half"]
    with pytest.raises(OSError, match="after 5120 of 10240 bytes"):
        utils.download(server.url, str(tmp_path / "f"), retries=1)
    assert not (tmp_path / "f").exists()
    utils.download(server.url, str(tmp_path / "f"), retries=1)
    assert contents(tmp_path) == {"f": CONTENT}
    assert server.asked[1][1] == "bytes=5120-"


def test_a_server_without_ranges_sends_all_again(server, tmp_path):
    server.plan = ["half", "no ranges"]
    utils.download(server.url, str(tmp_path / "f"), sha1_hash=SHA1)
    assert (tmp_path / "f").read_bytes() == CONTENT


def test_wrong_content_is_not_put_in_place(server, tmp_path):
    path = tmp_path / "f"
    path.write_bytes(b"old")
    server.plan = ["other", "other"]
    with pytest.raises(UserWarning, match="hash does not match"):
        utils.download(server.url, str(path), sha1_hash=SHA1, retries=2)
    assert contents(tmp_path) == {"f": b"old"}
    server.plan = ["other"]
    utils.download(server.url, str(path), sha1_hash=SHA1)
    assert path.read_bytes() == CONTENT


def test_what_is_not_there_is_not_asked_for_again(server, tmp_path):
    server.plan = [404]
    with pytest.raises(RuntimeError, match="Failed downloading url .*404"):
        utils.download(server.url, str(tmp_path / "f"))
    assert len(server.asked) == 1
    server.plan = [503, 503]
    utils.download(server.url, str(tmp_path / "f"))
    assert len(server.asked) == 4
    assert (tmp_path / "f").read_bytes() == CONTENT


def test_a_silent_server_is_given_up(monkeypatch, tmp_path):
    monkeypatch.setattr(_download, "TIMEOUT_S", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/f"
        with pytest.raises(OSError, match="timed out"):
            utils.download(url, str(tmp_path / "f"), retries=1)


def test_files_and_other_schemes(tmp_path):
    source = tmp_path / "source"
    source.write_bytes(CONTENT)
    utils.download(source.as_uri(), str(tmp_path / "copy"), sha1_hash=SHA1)
    assert (tmp_path / "copy").read_bytes() == CONTENT
    with pytest.raises(OSError):
        utils.download((tmp_path / "none").as_uri(), str(tmp_path / "f"), retries=1)
    with pytest.raises(ValueError, match="http, https and file"):
        utils.download("ftp://127.0.0.1/f", str(tmp_path / "f"))


def test_progress_is_shown_for_large_files(server, tmp_path, monkeypatch, capfd):
    monkeypatch.setattr(_download, "_SHOWN_BYTES", 0)
    utils.download(server.url, str(tmp_path / "f"))
    assert "100%" in capfd.readouterr().err


def test_replace_file(tmp_path):
    for name in "ab":
        (tmp_path / name).write_text(name)
    utils.replace_file(str(tmp_path / "a"), str(tmp_path / "b"))
    assert contents(tmp_path) == {"b": b"a"}
    with pytest.raises(OSError):
        utils.replace_file(str(tmp_path / "a"), str(tmp_path / "b"))


def test_clip_warns_of_norms_that_are_no_numbers():
    x = mx.nd.array([np.nan, 1])
    with pytest.warns(UserWarning, match="nan or inf"):
        utils.clip_global_norm([x], 1.0)
    mixed = [mx.nd.ones((2,), dtype="float16") * 3, mx.nd.ones((2,), ctx=mx.cpu(1)) * 4]
    assert utils.clip_global_norm(mixed, 5.0) == pytest.approx(50**0.5)
    assert mixed[0].dtype is np.float16 and mixed[1].context == mx.cpu(1)


def test_more_devices_than_rows():
    parts = utils.split_and_load(np.ones((2, 3)), [mx.cpu(i) for i in range(3)], even_split=False)
    assert [part.shape for part in parts] == [(1, 3), (1, 3), (0, 3)]


def test_hook_handles():
    hooks = {}
    handle = utils.HookHandle()
    handle.detach()
    handle.attach(hooks, functools.partial(print, 1))
    with pytest.raises(AssertionError, match="twice"):
        handle.attach(hooks, print)
    hooks_again, handle_again = pickle.loads(pickle.dumps((hooks, handle)))
    handle_again.detach()
    assert not hooks_again and hooks
    handle.detach()
    handle.detach()
    assert not hooks


def test_folder_and_server_are_asked_for_each_time(monkeypatch):
    monkeypatch.setenv("MXNET_HOME", "/first")
    assert mx.base.data_dir() == "/first"
    with flags.override(MXNET_HOME="/second"):
        assert mx.base.data_dir() == "/second"
    monkeypatch.setenv("MXNET_HOME", "/third")
    assert mx.base.data_dir() == "/third"
    monkeypatch.delenv("MXNET_HOME")
    assert mx.base.data_dir() == mx.base.data_dir_default()
