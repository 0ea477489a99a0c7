"""RecordIO files: the reference's bytes both ways, order, indexes, processes."""

import json
import multiprocessing
import os
import pathlib
import pickle
import struct
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mxnet import recordio
from mxnet._core import records
from mxnet.base import MXNetError
from tests.recordio.cases import HEADERS, MAGIC, RECORDS

RECORDED = json.loads((pathlib.Path(__file__).parent / "recorded.json").read_text())


@pytest.fixture
def paths(tmp_path):
    return str(tmp_path / "a.idx"), str(tmp_path / "a.rec")


CONTENTS = tuple(RECORDS.values())


def written(paths, contents=CONTENTS, step=3):
    with recordio.MXIndexedRecordIO(*paths, "w") as record:
        for number, data in enumerate(contents):
            record.write_idx(step * number, data)
    return paths


def test_the_reference_s_bytes_are_written(paths):
    written(paths)
    assert pathlib.Path(paths[1]).read_bytes().hex() == RECORDED["rec"]
    assert pathlib.Path(paths[0]).read_text() == RECORDED["idx"]


def test_the_reference_s_bytes_are_read(paths):
    pathlib.Path(paths[1]).write_bytes(bytes.fromhex(RECORDED["rec"]))
    pathlib.Path(paths[0]).write_text(RECORDED["idx"])
    assert list(recordio.MXRecordIO(paths[1], "r")) == list(RECORDS.values())
    record = recordio.MXIndexedRecordIO(*paths, "r")
    assert [record.read_idx(3 * i) for i in range(len(RECORDS))] == list(RECORDS.values())
    starts = [start for start, _ in records.parts(paths[1])]
    assert starts == list(record.idx.values())


@pytest.mark.parametrize("name", HEADERS)
def test_headers(name):
    header, data = HEADERS[name]
    packed = recordio.pack(header, data)
    assert packed.hex() == RECORDED["packed"][name]
    found, rest = recordio.unpack(packed)
    if name == "no labels":  # as in the reference: no labels are written like the number 0
        assert found.label == 0
    else:
        assert np.array_equal(found.label, np.ravel(header[1]) if found.flag else header[1])
    assert (found.id, found.id2, rest) == (header[2], header[3], data)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.sampled_from([MAGIC, b"a", b"\0", MAGIC[:2], b"1234"])).map(b"".join)))
def test_any_records_come_back(tmp_path_factory, contents):
    path = str(tmp_path_factory.mktemp("any") / "a.rec")
    with recordio.MXRecordIO(path, "w") as record:
        for data in contents:
            record.write(data)
    assert list(recordio.MXRecordIO(path, "r")) == contents


def test_long_records_beside_short_ones(paths):
    rng = np.random.default_rng(0)
    sizes = [10, 1 << 17, 3, (1 << 20) + 5, 9000, 0, 1 << 20]
    contents = [rng.bytes(size) for size in sizes]
    record = recordio.MXIndexedRecordIO(*written(paths, contents, step=1), "r")
    assert [record.read() for _ in sizes] == contents
    assert record.read() is None
    for i in (3, 0, 6, 1, 4, 5, 2):
        assert record.read_idx(i) == contents[i]
    record.seek(1)
    assert [record.read(), record.read()] == contents[1:3]


def test_reading_goes_on_behind_an_indexed_record(paths):
    contents = [b"%d" % i for i in range(5)]
    record = recordio.MXIndexedRecordIO(*written(paths, contents, step=1), "r")
    assert [record.read_idx(3), record.read(), record.read()] == [b"3", b"4", None]
    assert [record.read_idx(0), record.read()] == [b"0", b"1"]
    record.reset()
    assert record.read() == b"0"


def test_a_growing_file_is_followed(paths):
    writer = recordio.MXRecordIO(paths[1], "w")
    reader = recordio.MXRecordIO(paths[1], "r")
    assert reader.read() is None
    writer.write(b"late")
    writer.close()
    assert [reader.read(), reader.read()] == [b"late", None]


def test_keys_of_another_type(paths):
    with recordio.MXIndexedRecordIO(*paths, "w", key_type=str) as record:
        record.write_idx("größe", b"a")
        assert record.tell() == 12
    record = recordio.MXIndexedRecordIO(*paths, "r", str)
    assert record.keys == ["größe"] and record.read_idx("größe") == b"a"
    with pytest.raises(KeyError):
        record.read_idx("b")


def test_pickled_readers_open_the_file_again(paths):
    record = recordio.MXIndexedRecordIO(*written(paths), "r")
    twin = pickle.loads(pickle.dumps(record))
    assert twin.read_idx(3) == record.read_idx(3) == b"a"
    assert twin.handle is not record.handle
    record.close()
    assert not pickle.loads(pickle.dumps(record)).is_open


def test_a_writer_is_not_pickled(paths):
    writer = recordio.MXRecordIO(paths[1], "w")
    with pytest.raises(RuntimeError, match="Close it first"):
        pickle.dumps(writer)


def in_child(work):
    """What `work` returns in a forked child."""
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe()
    child = context.Process(target=lambda: there.send(work()))
    child.start()
    assert here.poll(20)
    answer = here.recv()
    child.join()
    return answer


def refused(work):
    try:
        work()
    except RuntimeError as problem:
        return str(problem)


def test_forked_children_read_by_key_and_never_in_order(paths):
    record = recordio.MXIndexedRecordIO(*written(paths), "r")
    record.read()
    assert "multiple processes" in in_child(lambda: refused(record.read))
    assert in_child(lambda: [record.read_idx(6), record.read_idx(3)]) == [b"abcd", b"a"]
    assert record.read() == b"a"


def test_a_forked_child_writes_nothing_twice(paths):
    record = recordio.MXIndexedRecordIO(*paths, "w")
    record.write_idx(0, b"once")
    assert "multiple processes" in in_child(lambda: refused(lambda: record.write(b"twice")))
    assert in_child(record.close) is None
    record.write_idx(1, b"more")
    record.close()
    assert list(recordio.MXRecordIO(paths[1], "r")) == [b"once", b"more"]
    assert pathlib.Path(paths[0]).read_text() == "0\t0\n1\t12\n"


def test_refusals(paths):
    with pytest.raises(ValueError, match="Invalid flag"):
        recordio.MXRecordIO(paths[1], "a")
    with pytest.raises(MXNetError, match="No such file"):
        recordio.MXRecordIO(paths[1], "r")
    writer = recordio.MXRecordIO(paths[1], "w")
    for other in ("text", bytearray(b"a"), None):
        with pytest.raises(TypeError):
            writer.write(other)
    with pytest.raises(AssertionError):
        writer.read()
    writer.close()
    with pytest.raises(FileNotFoundError):
        recordio.MXIndexedRecordIO(paths[0], paths[1], "r")
    reader = recordio.MXRecordIO(paths[1], "r")
    with pytest.raises(AssertionError):
        reader.write(b"")
    reader.close()
    with pytest.raises(RuntimeError, match="closed"):
        reader.read()


def test_a_record_that_is_too_long(monkeypatch, paths):
    monkeypatch.setattr(records, "LIMIT", 16)
    writer = recordio.MXRecordIO(paths[1], "w")
    with pytest.raises(MXNetError, match="less than 16 bytes"):
        writer.write(b"x" * 16)


def test_torn_and_damaged_files_say_where(paths):
    whole = pathlib.Path(written(paths)[1]).read_bytes()
    torn = pathlib.Path(paths[1])
    starts = [start for start, _ in records.parts(paths[1])]
    for end in range(len(whole)):
        torn.write_bytes(whole[:end])
        reader = recordio.MXRecordIO(paths[1], "r")
        complete = [data for start, data in zip([*starts[1:], len(whole)], RECORDS.values())
                    if start <= end]  # fmt: skip
        assert [reader.read() for _ in complete] == complete
        if end in starts:
            assert reader.read() is None
            continue
        for _ in range(2):  # and it stays an error: nobody takes a torn record for the end
            with pytest.raises(MXNetError, match=f"record {len(complete)} at byte") as told:
                reader.read()
            assert "torn" in str(told.value) and paths[1] in str(told.value)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=12))
def test_hostile_files_end_in_records_or_errors(tmp_path_factory, place, bytes_there):
    folder = tmp_path_factory.mktemp("hostile")
    paths = written((str(folder / "a.idx"), str(folder / "a.rec")))
    whole = bytearray(pathlib.Path(paths[1]).read_bytes())
    place %= len(whole)
    whole[place : place + len(bytes_there)] = bytes_there
    pathlib.Path(paths[1]).write_bytes(whole)
    try:
        assert sum(map(len, recordio.MXRecordIO(paths[1], "r"))) <= len(whole)
    except MXNetError as told:
        assert "at byte" in str(told)
    record = recordio.MXIndexedRecordIO(*paths, "r")
    for key in record.keys:
        try:
            record.read_idx(key)
        except MXNetError as told:
            assert f"asks for it as {key}" in str(told)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=40) | st.text("0123456789\t\n -", max_size=30).map(str.encode))
def test_hostile_indexes_end_in_keys_or_errors(tmp_path_factory, content):
    folder = tmp_path_factory.mktemp("index")
    paths = written((str(folder / "a.idx"), str(folder / "a.rec")))
    pathlib.Path(paths[0]).write_bytes(content)
    try:
        record = recordio.MXIndexedRecordIO(*paths, "r")
    except (ValueError, IndexError) as told:
        assert "line" in str(told) and paths[0] in str(told)
        return
    for key in record.keys:
        try:
            assert isinstance(record.read_idx(key), bytes)
        except MXNetError as told:
            assert paths[1] in str(told)


def test_short_headers():
    with pytest.raises(struct.error):
        recordio.unpack(b"short")
    with pytest.raises(ValueError, match="cannot hold the 9 labels"):
        recordio.unpack(struct.pack("IfQQ", 9, 0, 0, 0) + b"few")


def test_images_in_records():
    image = np.arange(4 * 5 * 3, dtype=np.uint8).reshape(4, 5, 3)
    packed = recordio.pack_img(recordio.IRHeader(0, 3, 1, 0), image, quality=3, img_fmt=".png")
    header, again = recordio.unpack_img(packed)
    assert header.label == 3 and np.array_equal(again, image)
    _, gray = recordio.unpack_img(packed, iscolor=0)
    assert gray.shape == (4, 5)
    jpeg = recordio.pack_img((0, 3, 1, 0), np.full((8, 8, 3), 100, np.uint8), quality=90)
    assert abs(recordio.unpack_img(jpeg)[1].astype(int) - 100).max() < 3


def test_a_missing_opencv_is_named():
    program = (
        "import sys; sys.modules['cv2'] = None\n"
        "from mxnet import recordio\n"
        "try: recordio.unpack_img(recordio.pack((0, 1, 1, 0), b'x'))\n"
        "except ImportError as told: print(told)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True,
                          env={**os.environ, "OMP_NUM_THREADS": "1"})  # fmt: skip
    assert "mxnet-rekindled[image]" in done.stdout, done.stderr
