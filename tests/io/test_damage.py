"""Files that are not what they should be: an error that names the place, and nothing worse."""

import random
import struct

import pytest

import mxnet as mx
from tests.io import cases

READERS = {
    "csv": ("CSVIter", "data_csv", {"data_shape": (3,), "batch_size": 2}, "rows.csv"),
    "libsvm": ("LibSVMIter", "data_libsvm", {"data_shape": (3,), "batch_size": 2}, "rows.t"),
    "images": ("MNISTIter", "image", {"label": "labels", "batch_size": 2}, "images"),
    "labels": ("MNISTIter", "label", {"image": "images", "batch_size": 2}, "labels"),
}


def read(name, path):
    kind, file, given, _ = READERS[name]
    return [batch.pad for batch in getattr(mx.io, kind)(**{file: str(path)}, **given)]


def damaged(content, chance):
    """The content cut, or with bytes changed, taken out or put in."""
    content = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(content) + 1)
        way = chance.randrange(4)
        if way == 0:
            del content[at:]
        elif way == 1:
            content[at : at + 1] = bytes([chance.randrange(256)])
        elif way == 2:
            content[at:at] = chance.choice([b",", b":", b"\n", b"-", b"\0", b"\xff", b"9" * 40])
        else:
            del content[at : at + chance.randint(1, 5)]
        if not content:
            break
    return bytes(content)


@pytest.mark.parametrize("name", READERS)
def test_fuzzed(name, tmp_path, monkeypatch):
    cases.write_files(tmp_path)
    monkeypatch.chdir(tmp_path)
    content = (tmp_path / READERS[name][3]).read_bytes()
    chance = random.Random(name)
    refused = 0
    for _ in range(300):
        (tmp_path / "damaged").write_bytes(damaged(content, chance))
        try:
            read(name, "damaged")
        except (mx.MXNetError, StopIteration):
            refused += 1
    assert refused > 100


@pytest.mark.parametrize(
    "name, content, says",
    [
        ("csv", "1,2,3\n4,5\n6,7,8\n", "line at byte 6.*3 numbers are needed, 2 are there: '4,5'"),
        ("csv", "1,2,3\n4,x,5\n", "line at byte 6: 'x' is no float32"),
        ("csv", "", "empty"),
        ("csv", "1,2,é\n", "not plain text"),
        ("libsvm", "1 0:1\n1 -1:2\n", "line at byte 6: index -1 is not below"),
        ("libsvm", "1 3:1\n", "index 3 is not below"),
        ("libsvm", "1 1:1 1:2\n", "twice"),
        ("libsvm", "1 a:1\n", "line at byte 0"),
        ("libsvm", "x 1:1\n", "line at byte 0"),
    ],
)
def test_the_place_is_named(name, content, says, tmp_path):
    (tmp_path / "file").write_text(content, encoding="utf-8")
    with pytest.raises(mx.MXNetError, match=says):
        read(name, tmp_path / "file")


def test_fewer_rows_than_a_batch(tmp_path):
    (tmp_path / "rows.csv").write_text("1\n2\n")
    given = {"data_csv": str(tmp_path / "rows.csv"), "data_shape": (1,), "batch_size": 5}
    with pytest.raises(mx.MXNetError, match="number of input must be bigger than batch size"):
        mx.io.CSVIter(**given)
    batch = next(mx.io.CSVIter(**given, round_batch=False))
    assert (batch.data[0].asnumpy()[:, 0].tolist(), batch.pad) == ([1, 2, 0, 0, 0], 3)


def test_digits_that_do_not_belong_together(tmp_path, monkeypatch):
    cases.write_files(tmp_path)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "four").write_bytes(struct.pack(">2i", 2049, 4) + bytes(4))
    with pytest.raises(mx.MXNetError, match="5 images, four 4"):
        mx.io.MNISTIter(image="images", label="four")
    with pytest.raises(mx.MXNetError, match="begins with 2049, not 2051"):
        mx.io.MNISTIter(image="labels", label="labels")
    with pytest.raises(mx.MXNetError, match="cannot read nowhere"):
        mx.io.MNISTIter(image="nowhere", label="labels")
    with pytest.raises(StopIteration):
        mx.io.MNISTIter(image="images", label="labels", batch_size=6)


def test_parameters_that_make_no_sense(tmp_path, monkeypatch):
    cases.write_files(tmp_path)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(mx.MXNetError, match="Required parameter batch_size"):
        mx.io.CSVIter(data_csv="rows.csv", data_shape=(3,))
    with pytest.raises(mx.MXNetError, match="Required parameter data_shape"):
        mx.io.CSVIter(data_csv="rows.csv", batch_size=1)
    with pytest.raises(mx.MXNetError, match="Required parameter data_libsvm"):
        mx.io.LibSVMIter(data_shape=(3,), batch_size=1)
    with pytest.raises(mx.MXNetError, match="Invalid Parameter batch_size=0"):
        mx.io.CSVIter(data_csv="rows.csv", data_shape=(3,), batch_size=0)
    with pytest.raises(mx.MXNetError, match="float64 is not supported for CSVIter"):
        mx.io.CSVIter(data_csv="rows.csv", data_shape=(3,), batch_size=1, dtype="float64")
    with pytest.raises(mx.MXNetError, match="dimension of data_shape is expected to be 1"):
        mx.io.LibSVMIter(data_libsvm="rows.t", data_shape=(3, 1), batch_size=1)
    with pytest.raises(mx.MXNetError, match="round_batch"):
        mx.io.LibSVMIter(data_libsvm="rows.t", data_shape=(3,), batch_size=1, round_batch=False)
    with pytest.warns(UserWarning, match="CSVIter ignores colour"):
        mx.io.CSVIter(data_csv="rows.csv", data_shape=(3,), batch_size=1, colour=3)


def test_parts_are_the_whole(tmp_path):
    lines = [f"{n} {n % 50}:1\n" for n in range(37)]
    (tmp_path / "rows.t").write_text("".join(lines))
    seen = []
    for part in range(5):
        iterator = mx.io.LibSVMIter(data_libsvm=str(tmp_path / "rows.t"), data_shape=(50,),
                                    batch_size=1, num_parts=5, part_index=part)  # fmt: skip
        seen += [int(batch.label[0].asscalar()) for batch in iterator]
    assert seen == list(range(37))


def test_a_shuffle_is_its_seeds(tmp_path, monkeypatch):
    cases.write_files(tmp_path)
    monkeypatch.chdir(tmp_path)

    def order(seed):
        digits = mx.io.MNISTIter(image="images", label="labels", batch_size=1, seed=seed)
        first = [int(b.label[0].asscalar()) for b in digits]
        digits.reset()
        assert first == [int(b.label[0].asscalar()) for b in digits]
        return first

    assert order(3) == order(3) and sorted(order(3)) == [0, 1, 2, 3, 4]
    assert len({tuple(order(seed)) for seed in range(6)}) > 1
