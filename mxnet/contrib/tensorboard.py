"""`mx.contrib.tensorboard`: metrics as scalars that TensorBoard shows.

The event files are written here, so that no other package is needed. What does not live here:
reading them, and anything but scalars.
"""

import os
import socket
import struct
import time

__all__ = ["LogMetricsCallback"]


class LogMetricsCallback:
    """Write the metric to a TensorBoard log; a `batch_end_callback` or `eval_end_callback`.

    Parameters
    ----------
    logging_dir : str
        The folder; one for training and one for validation show side by side.
    prefix : str, optional
        Put before the metric's name, with a dash.

    Examples
    --------
    >>> import os, tempfile
    >>> folder = tempfile.mkdtemp()
    >>> log = LogMetricsCallback(folder)
    >>> metric = mx.metric.Loss()
    >>> metric.update(None, mx.nd.array([1, 2]))
    >>> log(mx.model.BatchEndParam(epoch=0, nbatch=1, eval_metric=metric, locals=None))
    >>> os.listdir(folder)[0].startswith("events.out.tfevents.")
    True
    """

    def __init__(self, logging_dir, prefix=None):
        self.prefix = prefix
        self.summary_writer = _ScalarWriter(logging_dir)

    def __call__(self, param):
        """Write the values the metric has now, at the epoch's number."""
        if param.eval_metric is None:
            return
        for name, value in param.eval_metric.get_name_value():
            if self.prefix is not None:
                name = f"{self.prefix}-{name}"
            self.summary_writer.add_scalar(name, value, global_step=param.epoch)


class _ScalarWriter:
    """Appends scalars to an event file of its own.

    The format is TensorFlow's: records with a length, checksums, and a protocol buffer `Event`.
    """

    def __init__(self, folder):
        os.makedirs(folder, exist_ok=True)
        name = f"events.out.tfevents.{int(time.time()):010d}.{socket.gethostname()}.{os.getpid()}"
        path = os.path.join(folder, name)
        number = 0
        while os.path.exists(f"{path}.{number}"):
            number += 1
        self.path = f"{path}.{number}"
        self._append(_text(3, "brain.Event:2"))

    def add_scalar(self, tag, value, global_step=0):
        """Append one value."""
        point = _text(1, tag) + b"\x15" + struct.pack("<f", value)
        step = b"\x10" + _varint(int(global_step))
        self._append(step + _bytes(5, _bytes(1, point)))

    def _append(self, event):
        event = b"\x09" + struct.pack("<d", time.time()) + event
        length = struct.pack("<Q", len(event))
        with open(self.path, "ab") as stream:
            stream.write(length + _checksum(length) + event + _checksum(event))


def _varint(number):
    found = bytearray()
    while number > 0x7F:
        found.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*found, number])


def _bytes(field, content):
    """A field of a protocol buffer that holds bytes."""
    return bytes([field << 3 | 2]) + _varint(len(content)) + content


def _text(field, content):
    return _bytes(field, content.encode("utf-8"))


def _crc_table():
    table = []
    for byte in range(256):
        for _ in range(8):
            byte = byte >> 1 ^ 0x82F63B78 * (byte & 1)
        table.append(byte)
    return table


_TABLE = _crc_table()


def _crc32c(content):
    """The Castagnoli checksum."""
    crc = 0xFFFFFFFF
    for byte in content:
        crc = crc >> 8 ^ _TABLE[(crc ^ byte) & 0xFF]
    return crc ^ 0xFFFFFFFF


def _checksum(content):
    """The checksum as these files hold it: turned, and moved by a constant."""
    crc = _crc32c(content)
    return struct.pack("<I", ((crc >> 15 | crc << 17) + 0xA282EAD8) & 0xFFFFFFFF)
