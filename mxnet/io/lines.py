"""Lines of a text file, or of one of its parts, in blocks.

What does not live here: what the lines say.
"""

import os

from .._core.errors import MXNetError

__all__ = ["blocks_of_lines", "wrong_line"]

_BLOCK_BYTES = 1 << 20


def blocks_of_lines(path, num_parts=1, part_index=0):
    """Lists of numbered lines that are not blank.

    A part holds the lines that begin in its share of the file's bytes, so that parts are disjoint
    and together everything.

    Parameters
    ----------
    path : str
    num_parts, part_index : int

    Yields
    ------
    list of (int, str)
        Where the line begins, in bytes, and the line.

    Raises
    ------
    MXNetError
        For a file that cannot be read or holds bytes that are no text.
    """
    try:
        with open(path, "rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            if size == 0:
                raise MXNetError(f"{path} is empty")
            start, stop = (size * (part_index + i) // num_parts for i in (0, 1))
            at = _seek_line(stream, start)
            while at < stop:
                lines = stream.readlines(_BLOCK_BYTES)
                if not lines:  # the file was cut meanwhile
                    break
                block = []
                for line in lines:
                    if at >= stop:
                        break
                    if line.strip():
                        block.append((at, _text(path, at, line)))
                    at += len(line)
                if block:
                    yield block
    except OSError as error:
        raise MXNetError(f"cannot read {path}: {error.strerror}") from error


def _seek_line(stream, start):
    """Go to the first line that begins at `start` or later."""
    if start == 0:
        return 0
    stream.seek(start - 1)
    return start - 1 + len(stream.readline())


def _text(path, at, line):
    try:
        return line.decode("ascii")
    except UnicodeDecodeError:
        raise wrong_line(path, at, repr(line), "this is not plain text") from None


def wrong_line(path, at, line, why):
    """The error that names a line."""
    shown = line.strip()
    shown = shown if len(shown) <= 60 else shown[:57] + "..."
    return MXNetError(f"{path}: the line at byte {at}: {why}: {shown!r}")
