"""Event files that TensorBoard reads."""

import struct

import mxnet as mx
from mxnet.contrib import tensorboard


def test_the_checksum_is_castagnolis():
    assert tensorboard._crc32c(b"123456789") == 0xE3069283  # RFC 3720's own check
    assert tensorboard._crc32c(bytes(32)) == 0x8A9136AA


def records(path):
    """The events of a file, held against their checksums."""
    content, at = path.read_bytes(), 0
    while at < len(content):
        head = content[at : at + 8]
        (length,) = struct.unpack("<Q", head)
        event = content[at + 12 : at + 12 + length]
        assert content[at + 8 : at + 12] == tensorboard._checksum(head)
        assert content[at + 12 + length : at + 16 + length] == tensorboard._checksum(event)
        yield event
        at += 16 + length


def fields(message):
    """The fields of a protocol buffer: number and raw value."""
    at = 0
    while at < len(message):
        key = message[at]
        at += 1
        if key & 7 in (1, 5):
            size = 8 if key & 7 == 1 else 4
            yield key >> 3, message[at : at + size]
            at += size
            continue
        number, shift = 0, 0
        while True:
            number |= (message[at] & 0x7F) << shift
            shift += 7
            at += 1
            if not message[at - 1] & 0x80:
                break
        if key & 7 == 0:
            yield key >> 3, number
        else:
            yield key >> 3, message[at : at + number]
            at += number


def test_scalars(tmp_path):
    metric = mx.metric.create(["acc", "ce"])
    metric.update([mx.nd.array([1, 0])], [mx.nd.array([[0, 1], [0, 1]])])
    log = tensorboard.LogMetricsCallback(str(tmp_path / "train"), prefix="train")
    for epoch in (0, 300):
        log(mx.model.BatchEndParam(epoch, 1, metric, None))
    log(mx.model.BatchEndParam(0, 1, None, None))
    (path,) = (tmp_path / "train").iterdir()
    version, *events = [dict(fields(event)) for event in records(path)]
    assert version[3] == b"brain.Event:2"
    found = []
    for event in events:
        value = dict(fields(dict(fields(event[5]))[1]))
        found.append((event[2], value[1].decode(), round(struct.unpack("<f", value[2])[0], 4)))
    assert found == [
        (0, "train-accuracy", 0.5), (0, "train-cross-entropy", 13.8155),
        (300, "train-accuracy", 0.5), (300, "train-cross-entropy", 13.8155),
    ]  # fmt: skip


def test_every_log_has_its_file(tmp_path):
    logs = [tensorboard.LogMetricsCallback(str(tmp_path)) for _ in range(3)]
    assert len({log.summary_writer.path for log in logs}) == 3
