"""Rows of casts, of operators that pass their input on, and of those that look at whole arrays."""

import numpy as np

from tests.ops.row import Row, Sample, Wrong, array, integers, normal

NAN, INF = float("nan"), float("inf")
HERE = normal(3, 4)
WHOLE = integers(3, 4, low=-300, high=300, dtype="int32")
CRASHES = "the reference's CPU build refuses float16 and float64 here, and may hang after"


def widest(*arrays, cast_narrow=False, num_outputs=None):
    """Return the arrays of float16 and float32 in the wider or narrower dtype there is."""
    kinds = {str(x.dtype) for x in arrays} & {"float16", "float32"}
    target = min(kinds) if cast_narrow else max(kinds)
    return [x.astype(target) if str(x.dtype) in kinds else x for x in arrays]


def amp(x, dtype):
    """Return the array cast if it holds floating-point numbers."""
    return x.astype(dtype) if x.dtype.kind == "f" else x


def passed(name, **options):
    """Return the row of an operator that returns its input."""
    special = Sample(array([NAN, INF, 0.0])).but(order=0, because="no differences at infinity")
    return Row(name, Sample(HERE), Sample(WHOLE), special, wrong=[Wrong(says="data")],
               empty=[Sample(normal(0, 4)), Sample(array(0.6))], **options)


ROWS = [
    Row(
        "Cast",
        Sample(HERE, dtype="float64"),
        Sample(HERE, dtype="float32"),
        Sample(HERE, dtype="float16").but(order=0, because="float16 is too coarse to difference"),
        Sample(array([-1.7, 1.7, 300.0, -300.0, 0.3]), dtype="uint8").but(
            order=0, because="the result is a step function; its gradient passes by convention"),
        Sample(array([-1.7, 1.7, 3e4, -300.0, 0.3]), dtype="int32").but(
            order=0, because="the result is a step function; its gradient passes by convention"),
        Sample(array([-1.7, 0.0, 0.3, NAN, INF]), dtype="bool").but(
            order=0, because="the result is a step function; its gradient passes by convention"),
        Sample(WHOLE, dtype="int8"),
        Sample(WHOLE, dtype="float32"),
        Sample(array([True, False], dtype="bool"), dtype="float32"),
        wrong=[Wrong(HERE, dtype="uint16", says="dtype"), Wrong(HERE, says="dtype")],
        empty=[Sample(normal(0, 4), dtype="int64")],
    ),
    Row(
        "amp_cast",
        Sample(HERE, dtype="float64"),
        Sample(HERE, dtype="float32"),
        Sample(HERE, dtype="float16").but(order=0, because="float16 is too coarse to difference"),
        Sample(WHOLE, dtype="float16"),
        record=False, reference=amp, because=CRASHES, dtypes=(),
        wrong=[Wrong(HERE, dtype="bool", says="dtype"), Wrong(HERE, says="dtype")],
    ),
    Row(
        "amp_multicast",
        Sample(HERE, WHOLE, num_outputs=2),
        Sample(HERE, HERE.astype("float16"), num_outputs=2).but(
            order=0, because="float16 is too coarse to difference"),
        Sample(HERE, HERE.astype("float16"), num_outputs=2, cast_narrow=True).but(
            order=0, because="float16 is too coarse to difference"),
        Sample(HERE.astype("float64"), HERE, num_outputs=2),
        record=False, reference=widest, because=CRASHES, dtypes=(),
    ),
    passed("_copy"),
    passed("BlockGrad", mathematical=False, because="it stops gradients"),
    passed("make_loss", mathematical=False, because="its gradient is one, whatever the head's"),
    Row(
        "_contrib_gradientmultiplier",
        Sample(HERE, scalar=3.0),
        Sample(HERE, scalar=-0.5),
        Sample(WHOLE, scalar=2),
        mathematical=False, because="its gradient is multiplied by a number",
    ),
    Row(
        "all_finite",
        Sample(HERE),
        Sample(array([1.0, NAN])),
        Sample(array([[1.0], [-INF]])),
        differentiable=(), attached=(), order=0, because="it has no gradient",
        wrong=[Wrong(WHOLE, says="float")],
        empty=[Sample(normal(0, 4))],
    ),
    Row(
        "multi_all_finite",
        Sample(HERE, HERE[0], num_arrays=2),
        Sample(HERE, array([INF]), num_arrays=2),
        Sample(array([NAN]), num_arrays=1),
        differentiable=(), attached=(), order=0, because="it has no gradient",
        wrong=[Wrong(WHOLE, num_arrays=1, says="float")],
    ),
    Row(
        "_contrib_allclose",
        Sample(HERE, HERE + np.float32(1e-7)),
        Sample(HERE, HERE + np.float32(0.01)),
        Sample(HERE, HERE + np.float32(0.01), atol=0.1),
        Sample(array([1.0, NAN]), array([1.0, NAN])),
        Sample(array([1.0, NAN]), array([1.0, NAN]), equal_nan=False),
        Sample(array([1.0, INF]), array([1.0, INF])),
        differentiable=(), attached=(), order=0, because="it has no gradient",
        wrong=[Wrong(HERE, HERE[:2], says="shape")],
    ),
]
