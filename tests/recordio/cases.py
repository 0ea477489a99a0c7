"""Records and headers of the tests; the recorder reads this under the reference's Python too."""

import struct

import numpy as np

MAGIC = struct.pack("<I", 0xCED7230A)

RECORDS = {
    "empty": b"",
    "padded": b"a",
    "aligned": b"abcd",
    "magic": MAGIC,
    "two magics": MAGIC + MAGIC,
    "magic inside": b"abcd" + MAGIC + b"xyz",
    "magic between words": b"a" + MAGIC + b"bcd",
    "magic at both ends": MAGIC + b"x" * 9 + MAGIC,
    "magic last": b"abcdefgh" + MAGIC,
    "three parts": b"ab12" + MAGIC + b"cd34" + MAGIC + b"e",
}

HEADERS = {
    "number": ((0, 1.5, 7, 0), b"data"),
    "flag is ignored": ((5, 2, 1, 0), b""),
    "list": ((0, [1, 2, 3], 7, 0), b"data"),
    "array": ((3, np.array([1, 2.5]), 2, 1), b"x"),
    "matrix": ((0, np.ones((2, 2)), 1, 0), b"x"),
    "no labels": ((0, np.array([]), 1, 0), b"x"),
    "large id": ((0, (1, 2), 2**63, 2**64 - 1), b"x"),
}
