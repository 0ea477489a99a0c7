"""The records of a file in the order of an epoch: parts of it, in chunks, shuffled.

What does not live here: what is in a record.
"""

import os
import random

from .._core import records
from .._core.errors import MXNetError
from ..recordio import MXIndexedRecordIO

__all__ = ["open_source"]

_CHUNK_BYTES = 64 << 20  # what is shuffled together where there is no index


def open_source(iterator, p):
    """Return the source of records that an iterator's parameters ask for.

    A source has `epoch()`, which gives the records one after the other, as bytes, for ever anew.
    """
    if not os.path.isfile(p.path_imgrec):
        raise MXNetError(
            f"{iterator}: Cannot find any files that matches the URI pattern {p.path_imgrec}"
        )
    if getattr(p, "path_imgidx", ""):
        return _Indexed(p)
    return _Streamed(p)


class _Indexed:
    """Records by an index: each part has as many, and all are shuffled."""

    def __init__(self, p):
        try:
            self._file = MXIndexedRecordIO(p.path_imgidx, p.path_imgrec, "r")
        except (OSError, ValueError, IndexError) as problem:
            raise MXNetError(f"{p.path_imgidx}: {problem}") from problem
        keys = self._file.keys
        step = -(-len(keys) // p.num_parts)
        self._keys = keys[step * p.part_index : step * (p.part_index + 1)]
        self._random = random.Random(p.seed) if p.shuffle else None

    def epoch(self):
        """Yield the records."""
        if self._random:
            self._random.shuffle(self._keys)
        for key in self._keys:
            yield self._file.read_idx(key)


class _Streamed:
    """Records from end to end of a part of the file's bytes, in chunks where it is shuffled."""

    def __init__(self, p):
        self._path = p.path_imgrec
        size = os.stat(self._path).st_size
        step = -(-size // p.num_parts)
        self._begin = records.first_from(self._path, min(step * p.part_index, size))
        self._end = records.first_from(self._path, min(step * (p.part_index + 1), size))
        self._random = random.Random(p.seed) if p.shuffle else None
        self._chunk_random = random.Random(p.shuffle_chunk_seed)
        self._chunk_bytes = p.shuffle_chunk_size << 20

    def epoch(self):
        """Yield the records."""
        if self._chunk_bytes:
            starts = list(range(self._begin, self._end, self._chunk_bytes))
            self._chunk_random.shuffle(starts)
            spans = [(start, min(start + self._chunk_bytes, self._end)) for start in starts]
        else:
            spans = [(self._begin, self._end)]
        for start, stop in spans:
            found = self._span(start, stop)
            yield from self._shuffled(found) if self._random else found

    def _span(self, start, stop):
        """The records that begin in a span of the file."""
        start = start if start == self._begin else records.first_from(self._path, start)
        reader = records.Reader(self._path)
        try:
            reader.seek(start)
            while reader.tell() < stop:
                record = reader.read()
                if record is None:
                    return
                yield record
        finally:
            reader.close()

    def _shuffled(self, found):
        """The records, chunk by chunk in random order."""
        chunk, size = [], 0
        for record in found:
            chunk.append(record)
            size += len(record)
            if size >= (self._chunk_bytes or _CHUNK_BYTES):
                self._random.shuffle(chunk)
                yield from chunk
                chunk, size = [], 0
        self._random.shuffle(chunk)
        yield from chunk
