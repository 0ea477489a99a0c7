"""RecordIO files: many binary records in one file, read in order or through an index.

NumPy is all this needs; OpenCV is asked for only where images are encoded or decoded.
What does not live here: the layout (`mxnet._core.records`) and iterators over images (`mxnet.io`).
"""

import numbers
import os
import struct
from collections import namedtuple

import numpy as np

from ._core import records
from ._core.errors import MXNetError
from ._core.opencv import opencv

__all__ = [
    "IRHeader", "MXIndexedRecordIO", "MXRecordIO", "pack", "pack_img", "unpack", "unpack_img",
]  # fmt: skip


class MXRecordIO:
    """A RecordIO file, written or read from its beginning to its end.

    Parameters
    ----------
    uri : str
        Path of the file.
    flag : {'w', 'r'}
        Whether to write a new file or to read one.

    Raises
    ------
    MXNetError
        The file cannot be opened, or a record is damaged or torn; the text names record and byte.
    RuntimeError
        Another process than the one that opened the file reads or writes in order.

    Examples
    --------
    >>> import os, tempfile
    >>> path = os.path.join(tempfile.mkdtemp(), "a.rec")
    >>> with MXRecordIO(path, "w") as record:
    ...     record.write(b"first")
    ...     record.write(b"second")
    >>> list(MXRecordIO(path, "r"))
    [b'first', b'second']
    """

    def __init__(self, uri, flag):
        self.uri, self.flag = os.fspath(uri), flag
        self.handle, self.pid, self.is_open = None, None, False
        self.open()

    def open(self):
        """Open the file; a file opened for writing begins empty."""
        if self.flag not in ("w", "r"):
            raise ValueError(f"Invalid flag {self.flag}")
        self.writable = self.flag == "w"
        try:
            self.handle = (records.Appender if self.writable else records.Reader)(self.uri)
        except OSError as problem:
            raise MXNetError(f"Open {self.uri!r}: {problem.strerror}") from problem
        self.pid, self.is_open = os.getpid(), True

    def close(self):
        """Write what is pending and close the file; closing twice does no harm."""
        if self.is_open:
            self.is_open, self.pid = False, None
            self.handle.close()

    def reset(self):
        """Begin anew: reading goes back to the first record, writing to an empty file."""
        self.close()
        self.open()

    def read(self):
        """Return the next record as bytes, or None where the file ends."""
        if self.writable:
            raise AssertionError(f"{self.uri} is open for writing")
        if self.pid != os.getpid():
            self._refuse()
        return self.handle.read()

    def write(self, buf):
        """Append a record.

        Parameters
        ----------
        buf : bytes
            Less than 2**29 of them.
        """
        if not self.writable:
            raise AssertionError(f"{self.uri} is open for reading")
        if self.pid != os.getpid():
            self._refuse()
        if not isinstance(buf, bytes):
            raise TypeError(f"a record is bytes, not {type(buf).__name__}")
        self.handle.write(records.encode(buf))

    def _refuse(self):
        if not self.is_open:
            raise RuntimeError(f"{self.uri} is closed; reset() opens it again")
        raise RuntimeError(
            f"Forbidden operation in multiple processes: {self.uri} was opened by process "
            f"{self.pid}, this is {os.getpid()}. reset() opens it for this process."
        )

    def __iter__(self):
        return iter(self.read, None)

    def __enter__(self):
        return self

    def __exit__(self, *problem):
        self.close()

    def __del__(self):
        if getattr(self, "is_open", False):
            self.close()

    def __getstate__(self):
        if self.is_open and self.writable:
            raise RuntimeError(
                f"{self.uri} is being written and cannot be pickled: opening it again, as "
                "unpickling does, would empty it. Close it first."
            )
        state = dict(self.__dict__)
        state.update(handle=None, pid=None)
        return state

    def __setstate__(self, state):
        self.__dict__.update(state)
        is_open, self.is_open = self.is_open, False
        if is_open:
            self.open()


class MXIndexedRecordIO(MXRecordIO):
    """A RecordIO file beside an index of keys, for reading records in any order.

    Parameters
    ----------
    idx_path : str
        Path of the index: a line of key, tab and byte for every record.
    uri, flag
        As those of `MXRecordIO`.
    key_type : type
        What the index's texts are turned into.

    Examples
    --------
    >>> import os, tempfile
    >>> folder = tempfile.mkdtemp()
    >>> names = os.path.join(folder, "a.idx"), os.path.join(folder, "a.rec")
    >>> with MXIndexedRecordIO(*names, "w") as record:
    ...     for i in range(3):
    ...         record.write_idx(i, b"record %d" % i)
    >>> record = MXIndexedRecordIO(*names, "r")
    >>> record.keys, record.read_idx(2)
    ([0, 1, 2], b'record 2')
    """

    def __init__(self, idx_path, uri, flag, key_type=int):
        self.idx_path, self.key_type = os.fspath(idx_path), key_type
        self.idx, self.keys, self.fidx = {}, [], None
        super().__init__(uri, flag)

    def open(self):
        """Open both files; for reading, the index is read whole."""
        super().open()
        try:
            if self.writable:
                self.idx, self.keys, self.fidx = {}, [], records.Appender(self.idx_path)
            else:
                self.idx, self.keys = _read_index(self.idx_path, self.key_type)
        except BaseException:
            super().close()
            raise

    def close(self):
        """Write what is pending and close both files."""
        try:
            super().close()
        finally:
            if self.fidx is not None:
                self.fidx.close()
                self.fidx = None

    def seek(self, idx):
        """Let the next `read` give the record of this key."""
        if self.writable:
            raise AssertionError(f"{self.uri} is open for writing")
        self._here()
        self.handle.seek(self.idx[idx])

    def tell(self):
        """Return the byte at which the next record is written, or read."""
        if self.pid != os.getpid():
            self._refuse()
        return self.handle.tell()

    def read_idx(self, idx):
        """Return the record of a key as bytes."""
        if self.writable:
            raise AssertionError(f"{self.uri} is open for writing")
        if self.pid != os.getpid():
            self._here()
        position = self.idx[idx]
        try:
            data = self.handle.read_at(position)
        except MXNetError as problem:
            raise MXNetError(f"{problem} The index asks for it as {idx!r}.") from None
        if data is None:
            raise MXNetError(
                f"Invalid RecordIO File {self.uri}: the index has {idx!r} at byte {position}, "
                "where the file has ended already."
            )
        return data

    def write_idx(self, idx, buf):
        """Append a record under a key."""
        key = self.key_type(idx)
        position = self.tell()
        self.write(buf)
        self.fidx.write([f"{key}\t{position}\n".encode()])
        self.idx[key] = position
        self.keys.append(key)

    def _here(self):
        """Open the file again where another process had opened it."""
        if self.is_open and self.pid != os.getpid():
            MXRecordIO.close(self)
            MXRecordIO.open(self)
        elif not self.is_open:
            self._refuse()

    def __getstate__(self):
        state = super().__getstate__()
        state["fidx"] = None
        return state


def _read_index(path, key_type):
    """Where each key's record begins, and the keys as the index lists them."""
    index, keys = {}, []
    with open(path, encoding="utf-8", errors="surrogateescape") as lines:
        for number, line in enumerate(lines, 1):
            fields = line.rstrip("\n").split("\t")
            try:
                key, position = key_type(fields[0]), int(fields[1])
            except (IndexError, ValueError) as problem:
                raise type(problem)(
                    f"{path}, line {number}: {line[:80]!r} is not a key, a tab and a byte "
                    f"({problem})"
                ) from None
            index[key] = position
            keys.append(key)
    return index, keys


IRHeader = namedtuple("HEADER", ["flag", "label", "id", "id2"])
IRHeader.__doc__ = """What stands before an image in its record: its label and two numbers.

Parameters
----------
flag : int
    The number of labels that follow the header; 0 where `label` is a single number.
label : float or array of float
    The label, or labels.
id, id2 : int
    Whatever the program likes to know the record by.
"""
_IR_FORMAT = "IfQQ"
_IR_SIZE = struct.calcsize(_IR_FORMAT)
_ir_header = struct.Struct(_IR_FORMAT)


def pack(header, s):
    """Return a header and bytes as one record.

    Parameters
    ----------
    header : IRHeader or tuple
        Where its label is not a number, it is written as an array and `flag` counts it.
    s : bytes
        What follows the header.

    Examples
    --------
    >>> record = pack(IRHeader(0, [1.0, 2.0], 7, 0), b"pixels")
    >>> unpack(record)
    (HEADER(flag=2, label=array([1., 2.], dtype=float32), id=7, id2=0), b'pixels')
    """
    flag, label, first, second = header
    if isinstance(label, numbers.Number):
        return _ir_header.pack(0, label, first, second) + s
    label = np.asarray(label, dtype=np.float32)
    return _ir_header.pack(label.size, 0, first, second) + label.tobytes() + s


def unpack(s):
    """Return a record's header and the bytes behind it.

    Parameters
    ----------
    s : bytes
        A record that `pack` made.

    Returns
    -------
    header : IRHeader
    s : bytes
    """
    flag, label, first, second = _ir_header.unpack(s[:_IR_SIZE])
    if flag == 0:
        return IRHeader(flag, label, first, second), s[_IR_SIZE:]
    if len(s) < _IR_SIZE + 4 * flag:
        raise ValueError(f"a record of {len(s)} bytes cannot hold the {flag} labels it announces")
    labels = np.frombuffer(s, np.float32, flag, _IR_SIZE)
    return IRHeader(flag, labels, first, second), s[_IR_SIZE + 4 * flag :]


def unpack_img(s, iscolor=-1):
    """Return a record's header and its image, decoded.

    Parameters
    ----------
    s : bytes
        A record that holds an encoded image.
    iscolor : int
        1 for three channels, 0 for one, -1 for those of the file.

    Returns
    -------
    header : IRHeader
    img : numpy.ndarray
        Height, width and channels, blue first, as OpenCV has them; None if it cannot be decoded.
    """
    header, s = unpack(s)
    return header, opencv("unpack_img").imdecode(np.frombuffer(s, np.uint8), iscolor)


def pack_img(header, img, quality=95, img_fmt=".jpg"):
    """Return a header and an image, encoded, as one record.

    Parameters
    ----------
    header : IRHeader
    img : numpy.ndarray
        Height, width and channels, blue first, as OpenCV has them.
    quality : int
        1 to 100 for JPEG; 0 to 9, the effort of compressing, for PNG.
    img_fmt : str
        The suffix of a format that OpenCV writes.
    """
    cv2 = opencv("pack_img")
    options = {
        ".JPG": [cv2.IMWRITE_JPEG_QUALITY, quality],
        ".JPEG": [cv2.IMWRITE_JPEG_QUALITY, quality],
        ".PNG": [cv2.IMWRITE_PNG_COMPRESSION, quality],
    }.get(img_fmt.upper())
    done, encoded = cv2.imencode(img_fmt, img, options or [])
    if not done:
        raise AssertionError("failed to encode image")
    return pack(header, encoded.tobytes())
