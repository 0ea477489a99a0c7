"""Files fetched and unpacked for tests; checks of whole networks."""

import gzip
import struct
import zipfile

import numpy as np
import pytest

import mxnet as mx
from mxnet import test_utils
from mxnet.gluon import nn


def idx(path, array):
    """Write bytes in the format of the digits' files."""
    head = struct.pack(f">I{array.ndim}I", 2048 + array.ndim, *array.shape)
    path.write_bytes(gzip.compress(head + array.tobytes()))


def test_the_digits_are_read_from_a_folder(tmp_path, monkeypatch):
    rng = np.random.RandomState(0)
    for prefix, count in (("train", 5), ("t10k", 3)):
        images = rng.randint(0, 256, (count, 28, 28)).astype(np.uint8)
        idx(tmp_path / f"{prefix}-images-idx3-ubyte.gz", images)
        idx(tmp_path / f"{prefix}-labels-idx1-ubyte.gz", np.arange(count, dtype=np.uint8))
    found = test_utils.get_mnist(str(tmp_path))
    assert found["train_data"].shape == (5, 1, 28, 28) and found["test_label"].tolist() == [0, 1, 2]
    assert found["test_data"].dtype == np.float32
    np.testing.assert_allclose(found["test_data"][:, 0] * 255, images, rtol=1e-6)
    (tmp_path / "t10k-images-idx3-ubyte.gz").write_bytes(b"nonsense")
    with pytest.raises(mx.MXNetError, match="t10k-images"):
        test_utils.get_mnist(str(tmp_path))


def test_an_archive_may_not_write_elsewhere(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("../outside", "content")
    with pytest.raises(mx.MXNetError, match="outside"):
        test_utils.get_zip_data(str(tmp_path), "file:///nowhere", "a.zip")
    assert not (tmp_path.parent / "outside").exists()


def test_models_are_fetched_by_their_addresses(tmp_path):
    (tmp_path / "s.json").write_text("{}")
    (tmp_path / "p.bin").write_bytes(b"1")
    meta = {"net": {"symbol": (tmp_path / "s.json").as_uri(),
                    "params": (tmp_path / "p.bin").as_uri()}}  # fmt: skip
    prefix, epoch = test_utils.download_model("net", str(tmp_path / "zoo"), meta)
    assert epoch == 0 and prefix.endswith("net")
    assert (tmp_path / "zoo" / "net-0000.params").read_bytes() == b"1"
    assert test_utils.download_model("unknown", str(tmp_path)) == (None, 0)
    with pytest.raises(mx.MXNetError, match="no address 'params'"):
        test_utils.download_model("net", str(tmp_path), {"net": {"symbol": meta["net"]["symbol"]}})


def test_a_block_that_hybridizes_differently_is_found():
    x = mx.nd.random.uniform(shape=(2, 4))
    test_utils.check_gluon_hybridize_consistency(
        lambda: nn.HybridLambda(lambda F, x: F.exp(x) * 2), [x], lambda x: np.exp(x) * 2
    )
    test_utils.check_gluon_hybridize_consistency(lambda: nn.BatchNorm(), [x])

    class Different(nn.Dense):
        def hybrid_forward(self, F, x, weight, bias=None):
            made = super().hybrid_forward(F, x, weight, bias)
            return made if F is mx.nd else made * 2

    with pytest.raises(AssertionError):
        test_utils.check_gluon_hybridize_consistency(lambda: Different(3), [x])
    with pytest.raises(AssertionError):
        test_utils.check_gluon_hybridize_consistency(
            lambda: nn.Activation("relu"), [x], lambda x: x + 1
        )


def test_the_same_batch_again_and_again():
    real = mx.io.NDArrayIter(np.arange(8, dtype="float32"), batch_size=2)
    dummy = test_utils.DummyIter(real)
    first = dummy.next()
    assert all(dummy.next() is first for _ in range(9))
    assert dummy.provide_data == real.provide_data and dummy.batch_size == 2
