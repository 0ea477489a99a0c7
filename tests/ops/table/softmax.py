"""Rows of the softmax family."""

from tests.ops.row import Row, Sample, Wrong, array, integers, normal

DATA = normal(2, 3, 4, scale=2)
HALF = normal(2, 3, dtype="float16")
LENGTHS = array([[1, 2, 3, 0], [3, 3, 2, 1]], dtype="int32")
WIDER = "the reference computes in float16 and casts the result"
FLAT = "the backward of the reference takes all axes but the first as one; its forward the last"
MIXED = "differences are taken in the dtype of data alone"


def lengths(*rows, dtype="int32"):
    """Return lengths."""
    return array(rows, dtype=dtype)


def shared(name, integers_say="floating point"):
    """Return the row options that all of the family share."""
    return dict(
        wrong=[
            Wrong(DATA, axis=3, says="axis 3"),
            Wrong(DATA, axis=-4, says="axis -4"),
            Wrong(integers(2, 3, dtype="int32"), says=integers_say),
            Wrong(DATA, dtype="int32", says="float16"),
        ],
        empty=[Sample(normal(0, 3))],
    )


def plain(name):
    """Return the row of an operator without lengths."""
    options = shared(name)
    options["wrong"].append(Wrong(DATA, use_length=True, says="use_length"))
    return Row(
        name,
        Sample(DATA),
        Sample(DATA, axis=1, temperature=2.5),
        Sample(DATA, axis=0),
        Sample(normal(2, 3, scale=40)),
        Sample(HALF, dtype="float32").but(rtol=2e-3, atol=1e-3, order=0, because=WIDER),
        Sample(DATA, dtype="float64").but(order=0, because=MIXED),
        Sample(DATA, dtype="float16").but(rtol=1e-3, atol=1e-3, order=0, because=MIXED),
        **options,
    )


OPTIONS = shared("softmax")
OPTIONS["wrong"] += [
    Wrong(DATA, use_length=True, says="length"),
    Wrong(DATA, lengths([1, 2, 3], [1, 1, 1]), says="use_length"),
    Wrong(DATA, lengths([1, 2, 3, 1]), use_length=True, says="length has shape"),
    Wrong(
        DATA, lengths([1, 2, 3], [1, 1, 1], dtype="float32"), use_length=True, says="integer types"
    ),
]

ROWS = [
    Row(
        "softmax",
        Sample(DATA),
        Sample(DATA, axis=1, temperature=2.5),
        Sample(DATA, axis=0),
        Sample(normal(2, 3, scale=40)),
        Sample(DATA, LENGTHS, axis=1, use_length=True, temperature=0.5),
        Sample(DATA, lengths([1, 2, 3], [4, 0, 1], dtype="int64"), use_length=True),
        Sample(HALF, dtype="float32").but(rtol=2e-3, atol=1e-3, order=0, because=WIDER),
        Sample(DATA, dtype="float64").but(order=0, because=MIXED),
        Sample(DATA, dtype="float16").but(rtol=1e-3, atol=1e-3, order=0, because=MIXED),
        **OPTIONS,
    ),
    plain("softmin"),
    plain("log_softmax"),
    Row(
        "SoftmaxActivation",
        Sample(normal(3, 4)),
        Sample(DATA).but(gradient_recorded=False, because=FLAT),
        Sample(normal(4)).but(gradient_recorded=False, because=FLAT),
        Sample(DATA, mode="channel"),
        Sample(normal(2, 3, 2, 2), mode="channel"),
        wrong=[
            Wrong(normal(2, 3), mode="channel", says="3 dimensions"),
            Wrong(DATA, mode="batch", says="instance"),
        ],
    ),
]
