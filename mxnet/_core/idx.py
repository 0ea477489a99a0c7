"""Files in the format IDX, in which the handwritten digits come, packed by gzip.

What does not live here: which files there are, and where from.
"""

import gzip
import struct

import numpy as np

from .errors import MXNetError

__all__ = ["read_packed"]


def read_packed(path, rank):
    """The array of bytes in a packed file.

    Raises
    ------
    MXNetError
        It is none of that rank.
    """
    try:
        with gzip.open(path, "rb") as file:
            shape = struct.unpack(f">I{rank}I", file.read(4 + 4 * rank))[1:]
            return np.frombuffer(file.read(), np.uint8).reshape(shape)
    except (struct.error, ValueError, EOFError, OSError) as problem:
        raise MXNetError(f"{path} is no IDX file of rank {rank}: {problem}") from problem
