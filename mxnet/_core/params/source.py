"""Counted reading: every length is held against the bytes that are left before memory is taken.

What the bytes mean is `reader`'s business.
"""

from __future__ import annotations

import struct
from typing import IO

import numpy as np

from ..errors import MXNetError
from .layout import byte_count, dtype_name

__all__ = ["Source"]


class Source:
    """A binary stream of known size, which knows where it stands and says so in its errors.

    Parameters
    ----------
    stream : binary file object with readinto
        Stands at the beginning of the content.
    size : int
        Bytes in it.
    name : str
        What errors call it.
    """

    __slots__ = ("name", "offset", "part", "size", "stream")

    def __init__(self, stream: IO[bytes], size: int, name: str):
        self.stream = stream
        self.size = size
        self.name = name
        self.offset = 0
        self.part = ""

    @property
    def remaining(self) -> int:
        return self.size - self.offset

    def error(self, what: str) -> MXNetError:
        """The error to raise for `what`, found in the current part of the file."""
        part = f"{self.part}: " if self.part else ""
        return MXNetError(f"{self.name}: Invalid NDArray file format: {part}{what}")

    def need(self, count: int, what: str) -> None:
        """Raise if fewer than `count` bytes are left for `what`."""
        if count > self.remaining:
            raise self.error(
                f"the file ends too early: {what} at byte {self.offset} needs {count} bytes, but "
                f"{self.remaining} of the file's {self.size} are left. Was a download or a copy "
                "cut short?")

    def take(self, count: int, what: str) -> bytes:
        """The next `count` bytes."""
        self.need(count, what)
        data = self.stream.read(count)
        self._moved(len(data), count, what)
        return data

    def numbers(self, layout: struct.Struct, what: str) -> tuple:
        """The next numbers, as `layout` packs them."""
        return layout.unpack(self.take(layout.size, what))

    def array(self, shape: tuple[int, ...], dtype: np.dtype, what: str) -> np.ndarray:
        """The next array: new memory, aligned and writable, filled straight from the stream."""
        count = byte_count(shape, dtype)
        # The texts are put together only for an error: a file may hold 100 000 small arrays.
        if count is None:
            raise self.error(f"{what} has the shape {shape}, which no array can have")
        if count > self.remaining:
            self.need(count, f"{what} ({dtype_name(dtype)}) of shape {shape}")
        values = np.empty(shape, dtype)
        if count:
            target = values.reshape(-1).view(np.uint8).data
            self._moved(_read_into(self.stream, target), count, what)
        return values

    def _moved(self, got: int, wanted: int, what: str) -> None:
        if got != wanted:
            self.size = self.offset + got
            self.need(wanted, f"{what} (the file shrank while it was read)")
        self.offset += got


def _read_into(stream, target: memoryview) -> int:
    """Fill `target`; fewer bytes than it holds only where the stream ends."""
    done = 0
    while done < len(target):
        got = stream.readinto(target[done:])
        if not got:
            break
        done += got
    return done
