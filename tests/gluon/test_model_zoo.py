"""The model zoo's networks are those of MXNet 1.9.1: parts, names, shapes, numbers.

`recorded_zoo.json.gz` is what 1.9.1 says of them, by tools/record_zoo.py.
"""

import functools
import gzip
import hashlib
import json
import zipfile
from pathlib import Path

import numpy as np
import pytest

import mxnet as mx
from mxnet.gluon.model_zoo import model_store, vision
from tests.gluon import zoo_cases


@functools.cache
def recorded():
    return json.loads(
        gzip.decompress(Path(__file__).with_name("recorded_zoo.json.gz").read_bytes())
    )


@pytest.mark.parametrize("name", recorded()["described"])
def test_parts_and_parameters(name):
    text, parameters, digest = zoo_cases.describe(mx, name)
    wanted_text, wanted_parameters, wanted_digest = recorded()["described"][name]
    assert text == wanted_text
    assert parameters == wanted_parameters
    assert digest == wanted_digest  # of the graph, as files hold it


@pytest.mark.parametrize("name", zoo_cases.SIZES)
def test_numbers(name):
    net = zoo_cases.made(mx, name)
    wanted = recorded()["predicted"][name]
    # Float32 through up to a hundred layers, summed in other orders.
    close = functools.partial(
        np.testing.assert_allclose, rtol=1e-3, atol=1e-3 * np.abs(wanted).max()
    )
    close(zoo_cases.predict(mx, name, net), wanted)
    net.hybridize()
    close(zoo_cases.predict(mx, name, net), wanted)


# Step by step only two of them, to save time: the layers are held in both ways one by one.
TRAININGS = [(name, True) for name in zoo_cases.TRAINED]
TRAININGS += [(name, False) for name in ("mobilenetv2_0.25", "resnet18_v2")]


@pytest.mark.parametrize("name, hybridize", TRAININGS)
def test_training(name, hybridize):
    net = zoo_cases.made(mx, name)
    net.hybridize(hybridize)
    out, lengths = zoo_cases.train(mx, name, net)
    wanted, wanted_lengths = recorded()["trained"][name]
    np.testing.assert_allclose(out, wanted, rtol=1e-2, atol=1e-2 * np.abs(wanted).max())
    assert set(lengths) == set(wanted_lengths)
    largest = max(wanted_lengths.values())
    for key, length in wanted_lengths.items():
        assert lengths[key] == pytest.approx(length, rel=2e-2, abs=1e-4 * largest), key


def test_names():
    with pytest.raises(ValueError, match="Model none is not supported. Available options are") as e:
        vision.get_model("None")
    assert str(e.value).split("\n\t")[1:] == sorted(recorded()["described"])
    assert vision.get_model("ResNet18_V1").name.startswith("resnetv1")
    with pytest.raises(AssertionError, match="Invalid number of layers: 17"):
        vision.get_resnet(1, 17)
    with pytest.raises(AssertionError, match="Invalid resnet version: 3"):
        vision.get_resnet(3, 18)
    with pytest.raises(AssertionError, match="Unsupported SqueezeNet version 2"):
        vision.SqueezeNet("2")
    with pytest.raises(ValueError, match="Pretrained model for none is not available"):
        model_store.get_model_file("none")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder of models with a small network's parameters, as if those were the published ones."""
    net = vision.mobilenet0_25(classes=3)
    net.initialize(mx.init.One())
    net(mx.nd.ones((1, 3, 32, 32)))
    source = tmp_path / "source.params"
    net.save_parameters(str(source))
    digest = hashlib.sha1(source.read_bytes()).hexdigest()
    monkeypatch.setitem(model_store._model_sha1, "mobilenet0.25", digest)
    root = tmp_path / "models"
    root.mkdir()
    source.rename(root / f"mobilenet0.25-{digest[:8]}.params")
    return root


def load(root):
    return vision.get_model("mobilenet0.25", classes=3, pretrained=True, root=str(root))


def test_pretrained_from_a_folder(folder):
    net = load(folder)
    assert net.output.weight.data().asnumpy().min() == 1
    assert net.output.weight.list_ctx() == [mx.cpu()]


def test_pretrained_from_a_server(folder, tmp_path, monkeypatch):
    (file,) = folder.iterdir()
    archives = tmp_path / "server" / "gluon" / "models"
    archives.mkdir(parents=True)
    with zipfile.ZipFile(archives / f"{file.stem}.zip", "w") as archive:
        archive.write(file, file.name)
    monkeypatch.setenv("MXNET_GLUON_REPO", (tmp_path / "server").as_uri())
    file.write_bytes(b"damaged")
    assert load(folder).output.weight.data().asnumpy().min() == 1
    assert load(tmp_path / "new").output.weight.data().asnumpy().min() == 1
    with zipfile.ZipFile(archives / f"{file.stem}.zip", "w") as archive:
        archive.writestr(file.name, b"something else")
    with pytest.raises(ValueError, match="different hash"):
        load(tmp_path / "newer")


def test_pretrained_offline(folder, tmp_path, monkeypatch):
    monkeypatch.setenv("MXNET_GLUON_REPO", (tmp_path / "nowhere").as_uri())
    empty = tmp_path / "empty"
    with pytest.raises(OSError, match=r"mobilenet0.25-\w{8}.params is not there") as error:
        load(empty)
    assert "MXNET_HOME" in str(error.value)
    assert not list(empty.iterdir())


def test_purge(folder):
    (folder / "kept.txt").write_text("")
    model_store.purge(str(folder))
    assert [file.name for file in folder.iterdir()] == ["kept.txt"]
