"""Face records: the pair the example makes, one with identities in it, one without."""

import re

from mxnet import recordio
from tests.examples.running import assert_drawn, run


def test_what_is_made_is_read(tmp_path):
    done = run("read_faces", tmp_path, "--identities", 7)
    images = int(re.search(r"(\d+) images of 7 identities", done.stdout)[1])
    assert 7 * 3 <= images <= 7 * 8
    assert "0 identities with more than one label" in done.stdout
    assert "image 1: label 0, (112, 112, 3)" in done.stdout
    assert_drawn(tmp_path / "read_faces.png")
    names = str(tmp_path / "faces.idx"), str(tmp_path / "faces.rec")
    record = recordio.MXIndexedRecordIO(*names, "r")
    header, rest = recordio.unpack(record.read_idx(0))
    assert (header.flag, list(header.label), rest) == (2, [images + 1, images + 8], b"")

    again = run("read_faces", tmp_path / "again", tmp_path / "faces.rec")
    assert f"{images} images of 7 identities" in again.stdout and "wrote" not in again.stdout
    assert (tmp_path / "again/read_faces.png").read_bytes() == (
        tmp_path / "read_faces.png").read_bytes()  # fmt: skip


def test_records_without_identities_are_named(tmp_path):
    names = str(tmp_path / "plain.idx"), str(tmp_path / "plain.rec")
    with recordio.MXIndexedRecordIO(*names, "w") as record:
        record.write_idx(0, recordio.pack(recordio.IRHeader(0, 1.0, 0, 0), b"pixels"))
    done = run("read_faces", tmp_path, names[1], status=1)
    assert "record 0 is no header of identities" in done.stderr
