"""`mx.image`: numbers of MXNet 1.9.1, and what it refuses."""

import json
import pathlib
import subprocess
import sys

import numpy as np
import pytest

import mxnet as mx
from mxnet import image, nd
from tests.image.cases import CASES, FOLDER, JPEG, PNG, RAW_BOXES

RECORDED = np.load(pathlib.Path(__file__).parent / "recorded.npz")


@pytest.mark.parametrize("name", CASES)
def test_recorded(name):
    found = CASES[name](mx)
    found = found.asnumpy() if isinstance(found, nd.NDArray) else found
    wanted = RECORDED[name]
    assert found.dtype == wanted.dtype
    np.testing.assert_allclose(found, wanted, rtol=1e-5, atol=1e-3)  # sines in float32


def test_images_come_from_bytes_of_any_kind():
    encoded = JPEG.read_bytes()
    wanted = image.imread(str(JPEG)).asnumpy()
    for buffer in (encoded, bytearray(encoded), np.frombuffer(encoded, np.uint8),
                   nd.array(np.frombuffer(encoded, np.uint8), dtype="uint8")):  # fmt: skip
        assert np.array_equal(image.imdecode(buffer).asnumpy(), wanted)
    out = nd.zeros(wanted.shape, dtype="uint8")
    image.imdecode(encoded, out=out)
    assert np.array_equal(out.asnumpy(), wanted)


def test_images_that_are_none():
    with pytest.raises(ValueError, match="convert to bytes"):
        image.imdecode("text")
    for broken in (b"", b"no image", JPEG.read_bytes()[:40]):
        with pytest.raises(mx.MXNetError, match="empty|Decoding failed"):
            image.imdecode(broken)
    with pytest.raises(mx.MXNetError, match="nowhere.jpg"):
        image.imread("nowhere.jpg")
    with pytest.raises(ValueError, match="Unknown interp"):
        image.resize_short(image.imread(str(PNG)), 9, 7)


def test_scale_down():
    assert image.scale_down((640, 480), (720, 120)) == (640, 106)
    assert image.scale_down((360, 1000), (480, 500)) == (360, 375)


@pytest.mark.parametrize(
    "call, error",
    [
        (lambda x: image.imrotate(x, 3, True, True), ValueError),
        (lambda x: image.imrotate(x.astype("uint8"), 3), TypeError),
        (lambda x: image.imrotate(x[0], 3), ValueError),
        (lambda x: image.imrotate(x, nd.array([3])), TypeError),
        (lambda x: image.imrotate(x.expand_dims(0), nd.array([3, 4])), ValueError),
    ],
)
def test_rotation_refuses(call, error):
    with pytest.raises(error):
        call(nd.ones((1, 4, 4)))


def test_rotation_is_differentiable():
    x = nd.ones((1, 4, 4))
    x.attach_grad()
    with mx.autograd.record():
        y = image.imrotate(x, 90)
    y.backward()
    assert x.grad.asnumpy().sum() == pytest.approx(y.asnumpy().sum())


def test_augmenters_tell_what_they_are():
    jitter = image.ColorJitterAug(0.1, 0, 0.2)
    name, inner = jitter.dumps()
    assert name == "colorjitteraug"
    assert [json.loads(each)[1] for each in inner] == [{"brightness": 0.1}, {"saturation": 0.2}]
    assert json.loads(image.ColorNormalizeAug(nd.array([1, 2, 3]), None).dumps())[1] == {
        "mean": [1, 2, 3], "std": None,
    }  # fmt: skip
    assert image.DetBorrowAug(image.CastAug()).dumps()[0] == "detborrowaug"
    sequence = image.SequentialAug([image.CenterCropAug((4, 3)), image.CastAug()])
    assert sequence(nd.ones((9, 9, 3), dtype="uint8")).shape == (3, 4, 3)


def test_augmenters_refuse():
    with pytest.raises(TypeError, match="Borrowing"):
        image.DetBorrowAug(3)
    with pytest.raises(ValueError, match="DetAugmenter"):
        image.DetRandomSelectAug([image.CastAug()])
    with pytest.raises(AssertionError, match="rand_crop"):
        image.CreateAugmenter((3, 4, 4), rand_resize=True)
    with pytest.raises(AssertionError, match="lists of 3"):
        image.CreateMultiRandCropAugmenter([0.1, 0.2], max_attempts=[1, 2, 3])


class TestImageIter:
    def test_lists(self, tmp_path):
        (tmp_path / "a.lst").write_text(f"5\t1\t2\t{PNG.name}\n9\t3\t4\t{JPEG.name}\n")
        found = image.ImageIter(
            2, (3, 8, 8), label_width=2, path_imglist=str(tmp_path / "a.lst"), path_root=str(FOLDER)
        )
        assert found.provide_label == [("softmax_label", (2, 2))]
        batch = found.next()
        assert batch.label[0].asnumpy().tolist() == [[1, 2], [3, 4]]
        assert batch.data[0].shape == (2, 3, 8, 8) and found.seq == [5, 9]
        with pytest.raises(StopIteration):
            found.next()

    def test_parts_and_shuffling(self):
        listed = [[i, PNG.name] for i in range(10)]
        parts = [
            image.ImageIter(5, (3, 8, 8), imglist=listed, path_root=str(FOLDER), shuffle=True,
                            num_parts=2, part_index=i)
            for i in range(2)
        ]  # fmt: skip
        labels = [sorted(part.next().label[0].asnumpy().tolist()) for part in parts]
        assert labels == [[0, 1, 2, 3, 4], [5, 6, 7, 8, 9]]

    def test_refusals(self, tmp_path):
        listed = [[1, PNG.name]]
        for options, error in [
            ({}, AssertionError),
            ({"imglist": listed, "dtype": "float16"}, AssertionError),
            ({"imglist": listed, "num_parts": 1, "data_shape": (1, 8, 8)}, ValueError),
            ({"imglist": listed, "data_shape": (3, 8)}, ValueError),
        ]:
            with pytest.raises(error):
                image.ImageIter(**{"batch_size": 2, "data_shape": (3, 8, 8), **options})
        (tmp_path / "bad.lst").write_text("0\t1\ta.png\nnumber\t1\tb.png\n")
        with pytest.raises(ValueError, match="line 2"):
            image.ImageIter(2, (3, 8, 8), path_imglist=str(tmp_path / "bad.lst"))

    def test_broken_images_are_named(self):
        found = image.ImageIter(1, (3, 8, 8), imglist=[[1, "cases.py"]], path_root=str(FOLDER))
        with pytest.raises(RuntimeError, match="filename: cases.py"):
            found.next()


class TestImageDetIter:
    def make(self, boxes=RAW_BOXES, **options):
        return image.ImageDetIter(2, (3, 8, 8), imglist=boxes, path_root=str(FOLDER), **options)

    def test_shapes_are_shared(self):
        large, small = self.make(), self.make(RAW_BOXES[1:])
        assert (large.label_shape, small.label_shape) == ((2, 5), (1, 5))
        assert large.sync_label_shape(small).provide_label == [("label", (2, 2, 5))]
        large.reshape((3, 9, 7), (4, 5))
        assert large.provide_data == [("data", (2, 3, 9, 7))]
        for shape in ((1, 5), (4, 6), (4,)):
            with pytest.raises(ValueError):
                large.reshape(label_shape=shape)

    def test_augmented_boxes_stay_in_the_image(self):
        mx.random.seed(0)
        found = self.make(rand_crop=0.7, rand_pad=0.7, rand_mirror=True)
        for _ in range(3):
            for batch in found:
                rows = batch.label[0].asnumpy()
                real = rows[rows[:, :, 0] >= 0]
                assert len(real) and real[:, 1:].min() >= 0 and real[:, 1:].max() <= 1
                assert (real[:, 3] > real[:, 1]).all() and (real[:, 4] > real[:, 2]).all()
            found.reset()

    def test_labels_that_are_none(self):
        for label in ([2, 5, 0], [2, 4, 0, 0.1, 0.1, 0.5, 0.5], [2, 5, 0, 0.5, 0.5, 0.1, 0.1]):
            with pytest.raises(RuntimeError):
                self.make([[label, PNG.name]])

    def test_drawing(self):
        drawn = list(self.make().draw_next(color=(255, 0, 0), id2labels={0: "cat"}))
        assert len(drawn) == 3 and drawn[0].shape == (8, 8, 3)
        assert (drawn[0] == [255, 0, 0]).all(axis=2).any()


def test_a_missing_opencv_is_named():
    program = (
        "import sys; sys.modules['cv2'] = None\n"
        "import mxnet as mx\n"
        "for call in (lambda: mx.image.imdecode(b'x'),\n"
        f"             mx.image.ImageIter(1, (3, 8, 8), imglist=[[0, {PNG.name!r}]],\n"
        f"                                path_root={str(FOLDER)!r}).next,\n"
        "             lambda: mx.nd.image.resize(mx.nd.ones((4, 4, 3)), size=2)):\n"
        "    try: call()\n"
        "    except ImportError as told: print(told)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout.count("mxnet-rekindled[image]") == 3, done.stderr
