"""Data sets of images, from files, and transforms."""

import gzip
import hashlib
import io
import random
import struct
import tarfile

import numpy as np
import pytest

import mxnet as mx
from mxnet import autograd, nd, recordio
from mxnet.gluon import data, nn
from mxnet.gluon.data import vision
from mxnet.gluon.data.vision import transforms

RNG = np.random.default_rng(0)


def idx(array):
    """A compressed IDX file of bytes."""
    head = struct.pack(f">HBB{array.ndim}I", 0, 8, array.ndim, *array.shape)
    return gzip.compress(head + array.tobytes())


def placed(folder, name, content):
    (folder / name).write_bytes(content)
    return name, hashlib.sha1(content).hexdigest()


@pytest.mark.parametrize("kind", [vision.MNIST, vision.FashionMNIST])
def test_digits(kind, tmp_path, monkeypatch):
    pixels, labels = RNG.integers(0, 256, (5, 28, 28), np.uint8), np.arange(5, dtype=np.uint8)
    files = [placed(tmp_path, "images.gz", idx(pixels)), placed(tmp_path, "labels.gz", idx(labels))]
    monkeypatch.setattr(kind, "_test_files", files)
    found = kind(root=str(tmp_path), train=False)
    image, label = found[3]
    assert len(found) == 5 and (image.shape, image.dtype, label) == ((28, 28, 1), np.uint8, 3)
    assert np.array_equal(image.asnumpy()[..., 0], pixels[3]) and label.dtype == np.int32
    doubled = kind(str(tmp_path), False, lambda x, y: (x.astype("float32") * 2, y))
    assert doubled[3][0].dtype == np.float32
    (x, y), = data.DataLoader(found, 5)
    assert np.array_equal(x.asnumpy()[..., 0], pixels) and y.dtype == np.int32


def test_files_of_the_wrong_content(tmp_path, monkeypatch):
    monkeypatch.setenv("MXNET_GLUON_REPO", (tmp_path / "nowhere").as_uri())
    with pytest.raises((OSError, RuntimeError), match="put it into"):
        vision.MNIST(root=str(tmp_path))
    files = [placed(tmp_path, "images.gz", b"no gzip"), placed(tmp_path, "labels.gz", b"no gzip")]
    monkeypatch.setattr(vision.MNIST, "_train_files", files)
    with pytest.raises(mx.MXNetError, match="no IDX file"):
        vision.MNIST(root=str(tmp_path))


def test_files_are_fetched_and_verified(tmp_path, monkeypatch):
    there, here = tmp_path / "gluon" / "dataset" / "mnist", tmp_path / "here"
    there.mkdir(parents=True)
    pixels, labels = np.zeros((2, 28, 28), np.uint8), np.zeros(2, np.uint8)
    files = [placed(there, "images.gz", idx(pixels)), placed(there, "labels.gz", idx(labels))]
    monkeypatch.setattr(vision.MNIST, "_train_files", files)
    monkeypatch.setenv("MXNET_GLUON_REPO", tmp_path.as_uri())
    assert len(vision.MNIST(root=str(here))) == 2
    (here / "images.gz").write_bytes(b"broken")
    assert len(vision.MNIST(root=str(here))) == 2  # fetched again


def test_cifar(tmp_path, monkeypatch):
    rows = RNG.integers(0, 256, (4, 1 + 3072), np.uint8)
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        for name, content in [("x/test_batch.bin", rows.tobytes()), ("../evil", b"x")]:
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    folder = tmp_path / "root"
    folder.mkdir()
    monkeypatch.setattr(
        vision.CIFAR10, "_archive_file", placed(folder, "all.tar.gz", packed.getvalue())
    )
    sha1 = hashlib.sha1(rows.tobytes()).hexdigest()
    monkeypatch.setattr(vision.CIFAR10, "_test_data", [("test_batch.bin", sha1)])
    found = vision.CIFAR10(root=str(folder), train=False)
    image, label = found[2]
    assert len(found) == 4 and (image.shape, label) == ((32, 32, 3), rows[2, 0])
    assert np.array_equal(image.asnumpy(), rows[2, 1:].reshape(3, 32, 32).transpose(1, 2, 0))
    assert not (tmp_path / "evil").exists()


@pytest.mark.parametrize("fine", [False, True])
def test_cifar100(fine, tmp_path, monkeypatch):
    rows = RNG.integers(0, 100, (3, 2 + 3072), np.uint8)
    monkeypatch.setattr(
        vision.CIFAR100, "_train_data", [placed(tmp_path, "train.bin", rows.tobytes())]
    )
    found = vision.CIFAR100(root=str(tmp_path), fine_label=fine)
    assert [found[i][1] for i in range(3)] == rows[:, int(fine)].tolist()
    monkeypatch.setattr(
        vision.CIFAR100, "_train_data", [placed(tmp_path, "train.bin", rows.tobytes()[:-1])]
    )
    with pytest.raises(mx.MXNetError, match="multiple of 3074"):
        vision.CIFAR100(root=str(tmp_path))


def encoded(value, suffix=".png"):
    image = np.full((4, 5, 3), value, np.uint8)
    return recordio.unpack(recordio.pack_img((0, 0, 0, 0), image, 9, suffix))[1]


def test_folders(tmp_path):
    for name, value in (("b/2.png", 2), ("b/1.PNG", 1), ("a/3.jpeg", 3)):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(encoded(value))
    (tmp_path / "a" / "notes.txt").write_text("")
    (tmp_path / "top.png").write_text("")
    with pytest.warns(UserWarning) as told:
        found = vision.ImageFolderDataset(str(tmp_path))
    assert ["notes.txt" in str(told[0].message), "directory" in str(told[1].message)] == [True] * 2
    assert found.synsets == ["a", "b"] and [label for _, label in found.items] == [0, 1, 1]
    assert [(int(x[0, 0, 0].asscalar()), y) for x, y in map(found.__getitem__, range(3))] == [
        (3, 0), (1, 1), (2, 1),
    ]  # fmt: skip
    with pytest.warns(UserWarning):
        gray = vision.ImageFolderDataset(str(tmp_path), 0, lambda x, y: (x.shape, y + 5))
    assert gray[0] == ((4, 5, 1), 5)


def test_records(tmp_path):
    with recordio.MXIndexedRecordIO(str(tmp_path / "a.idx"), str(tmp_path / "a.rec"), "w") as file:
        for i, label in enumerate((3, [1.0, 5.0])):
            file.write_idx(i, recordio.pack((0, label, i, 0), encoded(i)))
    found = vision.ImageRecordDataset(str(tmp_path / "a.rec"))
    assert found[0][1] == 3.0 and found[1][1].tolist() == [1, 5]
    assert found[1][0].shape == (4, 5, 3) and (found[1][0].asnumpy() == 1).all()
    shapes = vision.ImageRecordDataset(str(tmp_path / "a.rec"), 0, lambda x, y: x.shape)
    assert shapes[0] == (4, 5, 1)


# ---------------------------------------------------------------------------------- transforms

PIXELS = RNG.integers(0, 256, (8, 6, 3), np.uint8)


@pytest.fixture
def pixels():
    return nd.array(PIXELS, dtype="uint8")


def test_compose_compiles_what_is_hybrid():
    chain = transforms.Compose(
        [transforms.ToTensor(), transforms.Normalize(0, 1), transforms.Rotate(0), nn.Flatten()]
    )
    kinds = [type(child).__name__ for child in chain._children.values()]
    assert kinds == ["HybridSequential", "Rotate", "Flatten"]
    given = [transforms.ToTensor()]
    transforms.Compose(given)
    assert len(given) == 1
    assert transforms.Compose([lambda x: x + 1])(nd.ones(1)).asscalar() == 2


@pytest.mark.parametrize(
    "make, shape",
    [
        (lambda: transforms.Cast("float16"), (8, 6, 3)),
        (transforms.ToTensor, (3, 8, 6)),
        (lambda: transforms.Resize((4, 5)), (5, 4, 3)),
        (lambda: transforms.Resize(3, keep_ratio=True), (4, 3, 3)),
        (lambda: transforms.CenterCrop((4, 5)), (5, 4, 3)),
        (lambda: transforms.CropResize(1, 2, 3, 4), (4, 3, 3)),
        (lambda: transforms.CropResize(1, 2, 3, 4, (5, 6)), (6, 5, 3)),
        (lambda: transforms.RandomResizedCrop((4, 5)), (5, 4, 3)),
        (transforms.RandomFlipLeftRight, (8, 6, 3)),
        (transforms.RandomFlipTopBottom, (8, 6, 3)),
        (lambda: transforms.RandomBrightness(0.5), (8, 6, 3)),
        (lambda: transforms.RandomContrast(0.5), (8, 6, 3)),
        (lambda: transforms.RandomSaturation(0.5), (8, 6, 3)),
        (lambda: transforms.RandomHue(0.5), (8, 6, 3)),
        (lambda: transforms.RandomColorJitter(0.1, 0.2, 0.3, 0.1), (8, 6, 3)),
        (lambda: transforms.RandomLighting(0.5), (8, 6, 3)),
        (lambda: transforms.RandomApply(transforms.Resize(4), 1.0), (4, 4, 3)),
        (lambda: transforms.RandomApply(transforms.Resize(4), 0.0), (8, 6, 3)),
    ],
)
def test_shapes_of_bytes_and_of_floats(pixels, make, shape):
    for x in (pixels, pixels.astype("float32")):
        transform = make()
        y = transform(x)
        assert y.shape == shape
        if isinstance(transform, mx.gluon.HybridBlock):
            transform.hybridize()
            assert transform(x).shape == shape and transform(x).dtype == y.dtype


def test_compiled_transforms_draw_anew_each_time(pixels):
    x = pixels.astype("float32")
    chain = transforms.Compose(
        [transforms.RandomColorJitter(0.4, 0.4, 0.4, 0.4), transforms.RandomFlipLeftRight()]
    )
    found = [chain(x).asnumpy() for _ in range(5)]
    assert not any(np.array_equal(found[0], other) for other in found[1:])
    mx.random.seed(4)
    first = chain(x).asnumpy()
    mx.random.seed(4)
    assert np.array_equal(chain(x).asnumpy(), first)


@pytest.mark.parametrize("name", ["random_flip_left_right", "random_flip_top_bottom"])
def test_every_other_image_is_flipped(name, pixels):
    mx.random.seed(1)
    flip = getattr(nd.image, name)
    flipped = sum(not np.array_equal(flip(pixels).asnumpy(), PIXELS) for _ in range(200))
    assert 60 < flipped < 140


@pytest.mark.parametrize("kinds", [("hue",), ("contrast", "saturation"), ("brightness", "hue")])
def test_colours_recorded_are_colours_not_recorded(pixels, kinds):
    """What is recorded is made of other kernels: the same numbers must come out."""
    x = pixels.astype("float32")
    attrs = {k: 0.3 * (k in kinds) for k in ("brightness", "contrast", "saturation", "hue")}
    x.attach_grad()
    for seed in range(4):
        mx.random.seed(seed)
        plain = nd.image.random_color_jitter(x, **attrs).asnumpy()
        mx.random.seed(seed)
        with autograd.record():
            recorded = nd.image.random_color_jitter(x, **attrs)
        recorded.backward()
        np.testing.assert_allclose(recorded.asnumpy(), plain, rtol=1e-4, atol=1e-2)
        assert np.isfinite(x.grad.asnumpy()).all() and x.grad.asnumpy().any()


def test_brightness_by_chance_stays_in_its_bounds(pixels):
    factors = [
        float((nd.image.random_brightness(nd.ones((2, 2, 3)), 0.5, 1.5).asnumpy()).mean())
        for _ in range(100)
    ]
    assert 0.5 <= min(factors) < 0.6 and 1.4 < max(factors) <= 1.5


def test_rotation(pixels):
    with pytest.raises(TypeError, match="float32"):
        transforms.Rotate(30)(pixels)
    with pytest.raises(ValueError, match="ordered"):
        transforms.RandomRotation((10, 5))
    with pytest.raises(ValueError, match="Probability"):
        transforms.RandomRotation((1, 5), rotate_with_proba=2)
    x = transforms.ToTensor()(pixels)
    upright = transforms.RandomRotation((-90, 90), rotate_with_proba=0)(x)
    assert np.array_equal(upright.asnumpy(), x.asnumpy())
    assert transforms.RandomRotation((10, 20))(x).shape == x.shape
    half_turn = transforms.Rotate(180)(x).asnumpy()
    np.testing.assert_allclose(half_turn, x.asnumpy()[:, ::-1, ::-1], atol=1e-4)


def test_random_apply_follows_pythons_seed():
    random.seed(1)
    wanted = [random.random() <= 0.3 for _ in range(20)]
    random.seed(1)
    chance = transforms.RandomApply(nn.Lambda(lambda x: x + 1), 0.3)
    assert [bool(chance(nd.zeros(1)).asscalar()) for _ in range(20)] == wanted
