"""Rows of the elementwise functions of an array and a number."""

from tests.ops.row import Row, Sample, Wrong, array, away, distinct, integers, normal, positive

NAN, INF = float("nan"), float("inf")
HERE = normal(3, 4)
OFF_ZERO = away(3, 4, margin=0.3)
SPREAD = distinct(3, 4)
EDGES = array([0.0, 1.0, -1.5, 2.0, INF, -INF, NAN])
WHOLE = integers(3, 4, low=1, high=9, dtype="int32")
SIGNED = array([-7, -3, -1, 1, 4, 6], dtype="int32")
BYTES = array([1, 2, 7, 100, 200, 255], dtype="uint8")
TRUTHS = array([True, True], dtype="bool")
FLOAT_ONLY = "no differences at kinks, infinity and NaN"
NUMBERS = (2.0, -1.5)

# Operator: values of the array within its smooth domain, numbers to try.
SMOOTH = {
    "_plus_scalar": (HERE, NUMBERS),
    "_minus_scalar": (HERE, NUMBERS),
    "_rminus_scalar": (HERE, NUMBERS),
    "_mul_scalar": (HERE, NUMBERS),
    "_div_scalar": (HERE, NUMBERS),
    "_rdiv_scalar": (OFF_ZERO, NUMBERS),
    "_mod_scalar": (array([[5.3, -4.2], [7.7, -1.1]]), NUMBERS),
    "_rmod_scalar": (array([[5.3, -4.2], [0.7, -1.1]]), NUMBERS),
    "_power_scalar": (positive(3, 4), (3.0, -1.5, 1.0, 0.0)),
    "_rpower_scalar": (HERE, (2.0, 0.3)),
    "_maximum_scalar": (SPREAD, NUMBERS),
    "_minimum_scalar": (SPREAD, NUMBERS),
    "_hypot_scalar": (OFF_ZERO, NUMBERS),
    "_scatter_plus_scalar": (HERE, NUMBERS),
    "_scatter_minus_scalar": (HERE, NUMBERS),
}
STEPS = (
    "_equal_scalar", "_not_equal_scalar", "_greater_scalar", "_greater_equal_scalar",
    "_lesser_scalar", "_lesser_equal_scalar", "_logical_and_scalar", "_logical_or_scalar",
    "_logical_xor_scalar",
)
WRONG = [Wrong(HERE, scalar="two", says="scalar"), Wrong(scalar=1.0, says="data")]
EMPTY = [Sample(normal(0, 4), scalar=2.0), Sample(array(0.6), scalar=2.0)]


def whole():
    """Return samples of integers and truths: the number is cut to their dtype."""
    return [
        Sample(WHOLE, scalar=2),
        Sample(SIGNED, scalar=-2.7),
        Sample(BYTES, scalar=2.7),
        Sample(BYTES, scalar=258),
        Sample(TRUTHS, scalar=1.0),
        Sample(SIGNED, scalar=2.5, is_int=False),
        Sample(TRUTHS, scalar=0.5, is_int=False),
    ]


def smooth(name, values, numbers):
    """Return the row of a smooth function."""
    edges = [Sample(EDGES, scalar=s).but(order=0, because=FLOAT_ONLY) for s in (2.0, -3.0)]
    return Row(name, *(Sample(values, scalar=s) for s in numbers), *edges, *whole(),
               wrong=WRONG, empty=EMPTY)


def steps(name):
    """Return the row of a function of 0 and 1."""
    edges = [Sample(EDGES, scalar=s).but(order=0, because=FLOAT_ONLY) for s in (0.0, 1.0, 2.0)]
    return Row(name, *(Sample(SPREAD, scalar=s) for s in (0.1, 0.0)), *edges, *whole(),
               wrong=WRONG, empty=EMPTY)


ROWS = [
    *(smooth(name, values, numbers) for name, (values, numbers) in SMOOTH.items()),
    *(steps(name) for name in STEPS),
]
