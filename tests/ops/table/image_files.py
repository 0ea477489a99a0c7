"""Rows of the operators that need OpenCV."""

import pathlib

import numpy as np

import mxnet as mx
from tests.ops.row import Row, Sample, Wrong, integers, uniform

BYTES = integers(4, 6, 3, high=256, dtype="uint8")
COLORS = uniform(4, 6, 3, low=0, high=255)
GRAYS = uniform(4, 6, 1, low=0, high=255)

# A PNG of 3 x 2 colours, and the same as the file that is read.
FILE = pathlib.Path(__file__).with_name("colors.png")
ENCODED = np.frombuffer(FILE.read_bytes(), np.uint8)
PLAIN = {
    "dtypes": (), "differentiable": (), "order": 0, "strided": False,
    "because": "what comes and goes are bytes",
}  # fmt: skip


class Read:
    """Read a file that lies beside this one, wherever that is."""

    def __repr__(self):  # it names the recording
        return "read of a file"

    def __call__(self, filename, **attrs):
        return mx.nd._internal._cvimread(filename=str(FILE.with_name(filename)), **attrs)


def as_floats(outputs):
    """Bytes as floats, so that a tolerance applies."""
    return [each.astype("float32") for each in outputs]


EDGE = {"top": 1, "bot": 2, "left": 0, "right": 3}
NEVER = {"differentiable": (), "order": 0, "because": "1.9.1 has no gradient here"}


ROWS = [
    Row(
        "_cvimdecode",
        Sample(ENCODED),
        Sample(ENCODED, to_rgb=False),
        Sample(ENCODED, flag=0),
        wrong=[
            Wrong(ENCODED[:30], says="Decoding failed"),
            Wrong(ENCODED[:0], says="empty"),
            Wrong(ENCODED, flag=-1, says="flag"),
            Wrong(uniform(4), says="uint8"),
        ],
        **PLAIN,
    ),
    Row(
        "_cvimread",
        Sample(filename=FILE.name),
        Sample(filename=FILE.name, flag=0, to_rgb=False),
        wrong=[
            Wrong(filename="none.png", says="none.png"),
            Wrong(filename="image.py", says="Decoding failed"),
        ],
        call=Read(),
        **PLAIN,
    ),
    Row(
        "_cvimresize",
        Sample(COLORS, w=9, h=5),
        Sample(GRAYS, w=3, h=2, interp=3),
        Sample(BYTES, w=5, h=7),
        Sample(BYTES, w=2, h=9, interp=2).but(
            canonical=as_floats, atol=1.01, because="versions of OpenCV round cubics otherwise"
        ),
        wrong=[
            Wrong(COLORS, w=0, h=2, says="w"),
            Wrong(uniform(4, 6), w=2, h=2, says="shape"),
            Wrong(COLORS, w=2, h=2, interp=77, says="interp"),
            Wrong(integers(4, 6, 3, dtype="int32"), w=2, h=2, says="int32"),
        ],
        rtol=1e-4,
        **(NEVER | {"dtypes": ("float64",)}),
    ),
    Row(
        "_cvcopyMakeBorder",
        Sample(COLORS, **EDGE),
        Sample(BYTES, value=7, **EDGE),
        Sample(BYTES, values=(1, 2, 3), **EDGE),
        Sample(GRAYS, type=1, **EDGE),
        Sample(BYTES, type=2, **EDGE),
        Sample(BYTES, type=3, **EDGE),
        Sample(COLORS, type=4, **EDGE),
        wrong=[
            Wrong(COLORS, **(EDGE | {"top": -1}), says="negative"),
            Wrong(COLORS, type=9, **EDGE, says="type"),
            Wrong(uniform(4, 6), **EDGE, says="shape"),
        ],
        **(NEVER | {"dtypes": ("float64",)}),
    ),
]
