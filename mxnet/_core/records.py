"""The layout of RecordIO files: bytes to records and back, plain Python without arrays.

What does not live here: the public classes (`mxnet.recordio`), and what a record means.

Note [RecordIO layout]
----------------------
A file is a run of *parts*. A part is a magic word, a word of two fields (three high bits say which
part it is, the others count bytes), the bytes, and zeros up to a multiple of four. A record is one
part (flag 0), unless its bytes hold the magic word at a multiple of four: that would mislead who
looks for the start of a record in the middle of a file. There the record is cut, the magic word is
left out, and its parts carry the flags 1 (first), 2 (more) and 3 (last); reading puts it back.
"""

import os
import struct

from .errors import MXNetError

__all__ = ["LIMIT", "MAGIC", "Appender", "Reader", "encode", "first_from", "parts"]

MAGIC = struct.pack("<I", 0xCED7230A)
LIMIT = 1 << 29  # the length field has 29 bits
WHOLE, FIRST, MORE, LAST = range(4)
_BUFFER = 1 << 19
_GUESS = 1 << 13  # what a read at a place asks for at least: most records come with one call
_head = struct.Struct("<4sI")
_unpack_head = _head.unpack_from


def encode(data):
    """The bytes that stand for one record, as a list of pieces to be written in order."""
    size = len(data)
    if size >= LIMIT:
        raise MXNetError(
            f"RecordIO only accepts records of less than {LIMIT} bytes; this one has {size}. "
            "Split it into several records."
        )
    padding = bytes(-size % 4)
    if data.find(MAGIC) < 0:
        return [_head.pack(MAGIC, size), data, padding]
    pieces, start = [], 0
    for cut in _cuts(data):
        pieces += [_head.pack(MAGIC, (MORE if start else FIRST) << 29 | cut - start)]
        pieces += [data[start:cut]]
        start = cut + 4
    flag = LAST if start else WHOLE
    return [*pieces, _head.pack(MAGIC, flag << 29 | size - start), data[start:], padding]


def _cuts(data):
    """Where `data` holds the magic word at a multiple of four."""
    at = data.find(MAGIC)
    while at >= 0:
        if at % 4 == 0:
            yield at
            at = data.find(MAGIC, at + 4)
        else:
            at = data.find(MAGIC, at + 1)


class Appender:
    """A file that grows at its end; what a forked child inherits of it is never written twice.

    Python's own buffered files are flushed by every process that holds one, a child of `fork`
    included; this one is flushed by the process that opened it, and by no other.
    """

    __slots__ = ("_file", "_pending", "_size", "_written", "_pid")

    def __init__(self, path):
        self._file = open(path, "wb", buffering=0)
        self._pending, self._size, self._written, self._pid = [], 0, 0, os.getpid()

    def write(self, pieces):
        """Append these pieces."""
        self._pending += pieces
        self._size += sum(map(len, pieces))
        if self._size >= _BUFFER:
            self.flush()

    def tell(self):
        """The number of bytes appended so far."""
        return self._written + self._size

    def flush(self):
        """Hand everything to the operating system."""
        rest = memoryview(b"".join(self._pending))
        self._pending, self._size = [], 0
        while rest:
            done = self._file.write(rest)
            self._written += done
            rest = rest[done:]

    def close(self):
        """Flush, unless this is another process than the one that opened the file, and close."""
        try:
            if self._pid == os.getpid() and not self._file.closed:
                self.flush()
        finally:
            self._file.close()


class Reader:
    """The records of one file, in order or at places that an index names.

    Parameters
    ----------
    path : str
        The file. Errors name it, the record's number where it is known, and the byte.
    """

    __slots__ = ("path", "number", "_file", "_buffer", "_in", "_filled", "_base", "_guess")

    def __init__(self, path):
        self.path = path
        self.number: int | None = 0
        self._file = open(path, "rb", buffering=0)
        # What was read ahead: the bytes of the file from `_base` on, of which `_in` are consumed.
        self._buffer, self._in, self._filled, self._base = b"", 0, 0, 0
        self._guess = _GUESS

    def close(self):
        """Close the file."""
        self._file.close()

    def tell(self):
        """Where the next record begins."""
        return self._base + self._in

    def seek(self, position):
        """Let the next record be the one at this byte."""
        if position < 0:
            raise MXNetError(f"Invalid RecordIO File {self.path}: byte {position} asked for.")
        self._go(position)
        self.number = 0 if position == 0 else None

    def _go(self, position):
        self._buffer, self._in, self._filled, self._base = b"", 0, 0, position

    def read(self):
        """The next record, or None at the end of the file."""
        at = self._in
        start = at + 8
        if start <= self._filled:
            magic, word = _unpack_head(self._buffer, at)
            end = start + ((word + 3) & ~3)
            if end <= self._filled and magic == MAGIC and word < LIMIT:  # whole, and all here
                self._in = end
                if self.number is not None:
                    self.number += 1
                return self._buffer[start : start + word]
        return self._read_on()

    def _read_on(self):
        """What `read` gives where the record is not read ahead whole."""
        start = self.tell()
        ahead = _pread(self._file, _BUFFER, start)
        if len(ahead) >= 8:
            magic, word = _unpack_head(ahead)
            if magic == MAGIC and word < LIMIT and 8 + ((word + 3) & ~3) <= len(ahead):
                self._buffer, self._in, self._filled, self._base = ahead, 0, len(ahead), start
                return self.read()
        return self._read_carefully(start)

    def read_at(self, position):
        """The record at this byte; the next one in order is the one behind it."""
        if position < 0:
            raise MXNetError(f"Invalid RecordIO File {self.path}: byte {position} asked for.")
        block = _pread(self._file, self._guess, position)
        self.number = None
        if len(block) >= 8:
            magic, word = _unpack_head(block)
            end = 8 + ((word + 3) & ~3)
            if magic == MAGIC and word < LIMIT:
                if end <= len(block):
                    self._go(position + end)
                    return block[8 : 8 + word]
                self._guess = min(end, 1 << 20)
        return self._read_carefully(position)

    def _read_carefully(self, start):
        """The record at a byte, if it is long or in parts; else an error that says enough."""
        self._go(start)
        data, end = self._join(start)
        if data is not None:
            self._go(end)
            if self.number is not None:
                self.number += 1
        return data

    def _join(self, start):
        """The record at a byte and the byte behind it; `(None, start)` at the end of the file."""
        size, at, pieces = os.fstat(self._file.fileno()).st_size, start, []
        while True:
            if at >= size and not pieces:
                return None, start
            flag, length = self._head_at(at, size, start, bool(pieces))
            data = _pread(self._file, length, at + 8)
            if len(data) != length:
                raise self._damage(start, f"the file ends at byte {at + 8 + len(data)} within it")
            pieces.append(data)
            at += 8 + length + -length % 4
            if flag in (WHOLE, LAST):
                return (pieces[0] if len(pieces) == 1 else MAGIC.join(pieces)), at

    def _head_at(self, at, size, start, continued):
        head = _pread(self._file, 8, at)
        if len(head) < 8:
            raise self._damage(start, f"it is torn: the file ends at byte {size} within it")
        magic, word = _head.unpack(head)
        flag, length = word >> 29, word & LIMIT - 1
        if magic != MAGIC:
            raise self._damage(start, f"no record begins at byte {at} (bytes {head[:4].hex()})")
        if flag > LAST or continued != (flag in (MORE, LAST)):
            raise self._damage(start, f"the part at byte {at} has flag {flag}, out of order")
        if at + 8 + length + -length % 4 > size:
            raise self._damage(
                start, f"it is torn: {length} bytes are announced, and the file ends at byte {size}"
            )
        return flag, length

    def _damage(self, start, what):
        which = "the record" if self.number is None else f"record {self.number}"
        return MXNetError(f"Invalid RecordIO File {self.path}: {which} at byte {start}: {what}.")


def _pread(file, count, position):
    """Up to `count` bytes from a place, whatever the file's own position is."""
    if hasattr(os, "pread"):
        pieces, missing = [], count
        while missing:
            data = os.pread(file.fileno(), missing, position + count - missing)
            if not data:
                break
            if len(data) == count:
                return data
            pieces.append(data)
            missing -= len(data)
            if count in (_GUESS, _BUFFER):  # a guess is content with what there is
                break
        return b"".join(pieces)
    file.seek(position)  # a system without pread
    return file.read(count)


def parts(path):
    """Yield where every record of a file begins, and its length in the file, in order."""
    reader = Reader(path)
    try:
        while True:
            start = reader.tell()
            if reader.read() is None:
                return
            yield start, reader.tell() - start
    finally:
        reader.close()


def first_from(path, position):
    """Where the first record begins at or behind a byte; the file's size if there is none.

    It is looked for as one who enters in the middle must: a record begins at a multiple of four
    with the magic word and a flag of a first part.
    """
    size = os.stat(path).st_size
    at = -(-position // 4) * 4
    with open(path, "rb") as file:
        while at < size:
            file.seek(at)
            block = file.read(1 << 16)
            found = block.find(MAGIC)
            while 0 <= found <= len(block) - 8:
                if found % 4 == 0 and _unpack_head(block, found)[1] >> 29 in (WHOLE, FIRST):
                    return at + found
                found = block.find(MAGIC, found + 1)
            at += max(len(block) - 8, 4) // 4 * 4
    return size
