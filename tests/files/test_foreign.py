"""Files of other kinds: the error says what they look like."""

import io
import json
import pickle
import struct
import zipfile

import numpy as np
import pytest

from mxnet._core import params_file
from mxnet._core.errors import MXNetError


def numpy_file(save, *arrays):
    stream = io.BytesIO()
    save(stream, *arrays)
    return stream.getvalue()


def archive(member):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as writer:
        writer.writestr(member, "content")
    return stream.getvalue()


def safetensors():
    header = json.dumps({"w": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}}).encode()
    return struct.pack("<Q", len(header)) + header + bytes(4)


KINDS = {
    "empty": (b"", "an empty file"),
    "html": (b"\n<!DOCTYPE html><html><body>404</body></html>", "a web page"),
    "xml": (b"<?xml version='1.0'?><Error><Code>AccessDenied</Code></Error>", "a web page or XML"),
    "lfs": (b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9\n", "git lfs pull"),
    "npy": (numpy_file(np.save, np.ones(2)), "a NumPy .npy file"),
    "npz": (numpy_file(np.savez, np.ones(2)), "a NumPy .npz archive"),
    "torch": (archive("model/data.pkl"), "a PyTorch checkpoint"),
    "zip": (archive("readme.txt"), "a zip archive"),
    "safetensors": (safetensors(), "a safetensors file"),
    "pickle": (pickle.dumps({"a": 1}), "a Python pickle"),
    "old pickle": (pickle.dumps({"a": 1}, protocol=2), "a Python pickle"),
    "json": (b'{"nodes": [], "arg_nodes": []}', "JSON text, perhaps a -symbol.json file"),
    "json list": (b"  [1, 2]", "JSON text"),
    "gzip": (b"\x1f\x8b\x08\0" + bytes(30), "gzip-compressed"),
    "hdf5": (b"\x89HDF\r\n\x1a\n" + bytes(30), "an HDF5 file"),
    "recordio": (struct.pack("<II", 0xCED7230A, 4) + b"data", "a RecordIO"),
    "text": (b"Not Found", "text beginning 'Not Found'"),
    "zeros": (bytes(1000), "nothing but zero bytes"),
}


@pytest.mark.parametrize("content, likeness", KINDS.values(), ids=KINDS)
def test_kinds(content, likeness, tmp_path):
    path = tmp_path / "model.params"
    path.write_bytes(content)
    with pytest.raises(MXNetError) as from_file:
        params_file.read(path)
    with pytest.raises(MXNetError) as from_bytes:
        params_file.loads(content, name=str(path))
    text = str(from_file.value)
    assert text.startswith(f"{path}: Invalid NDArray file format: this is not an MXNet array file")
    assert likeness in text
    assert str(from_bytes.value) == text


def test_the_unknown_is_not_guessed_at():
    with pytest.raises(MXNetError) as caught:
        params_file.loads(b"\xfe\xed\xfa\xce" * 10)
    assert "looks like" not in str(caught.value)
    assert "begins with fe ed fa ce" in str(caught.value)
