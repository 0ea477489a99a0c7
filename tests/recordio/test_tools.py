"""The programs that make record files and their indexes."""

import shutil

import numpy as np
import pytest

from mxnet import recordio
from mxnet._core.opencv import opencv
from mxnet.tools import im2rec, rec2idx


@pytest.fixture
def folder(tmp_path):
    """Six images in two folders, one that is none, and a file of another kind."""
    cv2 = opencv("tests")
    for i in range(6):
        place = tmp_path / "images" / ("cats" if i % 2 else "dogs")
        place.mkdir(parents=True, exist_ok=True)
        cv2.imwrite(str(place / f"{i}.png"), np.full((8 + i, 12, 3), 40 * i, np.uint8))
    (tmp_path / "images" / "dogs" / "notes.txt").write_text("no image")
    return tmp_path


def run(folder, *options):
    return im2rec.main([*options, str(folder / "data"), str(folder / "images")])


def lines(path):
    return [line.split("\t") for line in path.read_text().splitlines()]


def test_lists(folder, capsys):
    assert run(folder, "--list", "--recursive", "--no-shuffle") == 0
    found = lines(folder / "data.lst")
    assert [f[0] for f in found] == list("012345")
    assert found[0] == ["0", "0.000000", "cats/1.png"]
    assert found[3][1:] == ["1.000000", "dogs/0.png"]
    assert capsys.readouterr().out == "cats 0\ndogs 1\n"
    shutil.copy(folder / "images" / "cats" / "1.png", folder / "images" / "top.PNG")
    assert run(folder, "--list", "--no-shuffle") == 0
    assert lines(folder / "data.lst") == [["0", "0.000000", "top.PNG"]]


def test_lists_are_shuffled_the_same_way_each_time(folder):
    orders = []
    for _ in range(2):
        run(folder, "--list", "--recursive")
        orders.append((folder / "data.lst").read_text())
    assert orders[0] == orders[1]
    assert [f[0] for f in lines(folder / "data.lst")] != list("012345")


def test_lists_in_parts(folder):
    run(folder, "--list", "--recursive", "--train-ratio", "0.5", "--test-ratio", "0.34")
    names = ["data_test.lst", "data_train.lst", "data_val.lst"]
    assert sorted(p.name for p in folder.glob("*.lst")) == names
    assert [len(lines(folder / n)) for n in names] == [2, 3, 1]
    for path in folder.glob("*.lst"):
        path.unlink()
    run(folder, "--list", "--recursive", "--chunks", "4")
    assert [len(lines(folder / f"data_{i}.lst")) for i in range(4)] == [2, 2, 2, 0]


@pytest.mark.parametrize("threads", ["1", "3"])
def test_packing(folder, threads):
    run(folder, "--list", "--recursive")
    assert run(folder, "--num-thread", threads, "--encoding", ".png", "--quality", "3") == 0
    record = recordio.MXIndexedRecordIO(str(folder / "data.idx"), str(folder / "data.rec"), "r")
    listed = lines(folder / "data.lst")
    assert record.keys == [int(number) for number, _, _ in listed]
    for number, label, name in listed:
        header, image = recordio.unpack_img(record.read_idx(int(number)))
        i = int(name[-5])
        assert (header.label, header.id, header.flag) == (float(label), int(number), 0)
        assert image.shape == (8 + i, 12, 3) and (image == 40 * i).all()


def test_sizes_and_labels(folder):
    (folder / "data.lst").write_text("7\t1\t2.5\tdogs/4.png\nbad line\n8\tx\tdogs/4.png\n")
    assert run(folder, "--resize", "6", "--center-crop", "--pack-label", "--color", "0") == 0
    header, image = recordio.unpack_img(recordio.MXRecordIO(str(folder / "data.rec"), "r").read())
    assert header.label.tolist() == [1, 2.5] and image.shape[:2] == (6, 6)
    assert run(folder, "--resize", "4") == 0
    header, image = recordio.unpack_img(recordio.MXRecordIO(str(folder / "data.rec"), "r").read())
    assert header.label == 1 and image.shape == (4, 4, 3)


def test_files_as_they_are(folder, capsys):
    (folder / "data.lst").write_text("0\t1\tdogs/notes.txt\n1\t1\tnowhere.png\n")
    assert run(folder, "--pass-through") == 0
    record = recordio.MXRecordIO(str(folder / "data.rec"), "r")
    assert recordio.unpack(record.read())[1] == b"no image" and record.read() is None
    assert "nowhere.png" in capsys.readouterr().out
    assert run(folder) == 1  # neither can be decoded
    assert "1 could not" not in capsys.readouterr().err


def test_a_missing_list(folder, capsys):
    assert run(folder) == 1
    assert "data" in capsys.readouterr().err


def test_indexes(folder, capsys):
    run(folder, "--list", "--recursive", "--no-shuffle")
    run(folder)
    wanted = (folder / "data.idx").read_text()
    assert rec2idx.main([str(folder / "data.rec"), str(folder / "again.idx")]) == 0
    assert (folder / "again.idx").read_text() == wanted
    (folder / "torn.rec").write_bytes((folder / "data.rec").read_bytes()[:-9])
    assert rec2idx.main([str(folder / "torn.rec"), str(folder / "again.idx")]) == 1
    assert "torn" in capsys.readouterr().err
    assert (folder / "again.idx").read_text() == wanted  # the old one stands
