"""Rows of the elementwise functions of two arrays, with broadcasting and without."""

import numpy as np

from tests.ops.row import Row, Sample, Wrong, array, away, distinct, integers, normal, positive

NAN, INF = float("nan"), float("inf")
LEFT, RIGHT = normal(3, 4), away(3, 4, margin=0.3, seed=1)
SPREAD = distinct(2, 3, 4)
WHOLE = integers(3, 4, low=-9, high=9, dtype="int32")
DIVISORS = np.where(WHOLE.T.reshape(3, 4) == 0, 4, WHOLE.T.reshape(3, 4)).astype("int32")
BYTES = integers(3, 4, low=0, high=256, dtype="uint8")
MORE_BYTES = integers(3, 4, low=1, high=256, seed=1, dtype="uint8")
# Quotients well off the whole numbers, where the remainder jumps; all pairs of signs.
DIVIDENDS, MODULI = array([[5.3, -4.2], [7.7, -1.1]]), array([[2.0, 3.0], [-3.0, -2.5]])
TIES = array([-1.0, 0.0, 0.0, 2.0, 3.0, -2.0])
TIED = array([-1.0, 0.0, 1.0, 2.0, -3.0, 2.0])
EDGES = array([0.0, 1.0, -2.0, INF, -INF, NAN, 2.0, INF])
OTHERS = array([2.0, 0.0, INF, 2.0, 3.0, 1.0, NAN, INF])
AT_A_KINK = "the function has a kink or a jump here"
AT_INFINITY = "no differences at infinity and NaN"

# Function: operands within its smooth domain.
SMOOTH = {
    "add": (LEFT, RIGHT),
    "sub": (LEFT, RIGHT),
    "mul": (LEFT, RIGHT),
    "div": (LEFT, RIGHT),
    "mod": (DIVIDENDS, MODULI),
    "power": (positive(3, 4), normal(3, 4, seed=1)),
    "maximum": (SPREAD[0], SPREAD[1]),
    "minimum": (SPREAD[0], SPREAD[1]),
    "hypot": (away(3, 4, seed=2), RIGHT),
}
COMPARISONS = ("equal", "not_equal", "greater", "greater_equal", "lesser", "lesser_equal",
               "logical_and", "logical_or", "logical_xor")


def kinks(name):
    """Return the samples of ties, zeros and infinities, where the reference alone decides."""
    at_zero = "0 ** 0 and 0 ** y have gradient 0 here, not NaN" if name == "power" else ""
    flat = {"gradient_recorded": not at_zero}
    return [
        Sample(TIES, TIED).but(order=0, because=at_zero or AT_A_KINK, **flat),
        Sample(EDGES, OTHERS).but(order=0, because=at_zero or AT_INFINITY, **flat),
    ]


def whole(name):
    """Return the samples of integers, which stay integers and wrap around."""
    if name == "power":
        return [Sample(WHOLE, abs(DIVISORS) % 4), Sample(BYTES, MORE_BYTES % 4)]
    return [Sample(WHOLE, DIVISORS), Sample(BYTES, MORE_BYTES)]


def both_ways(name, lhs, rhs):
    """Return samples that broadcast: a row, a column, more axes, axes of one."""
    line, column = rhs[:1], lhs[:, :1]
    return [
        Sample(lhs, line),
        Sample(line[0], lhs) if name not in ("power", "mod") else Sample(lhs[0], rhs),
        Sample(column, line),
        Sample(lhs.reshape(lhs.shape[0], 1, -1), rhs.reshape(1, rhs.shape[0], -1)),
    ]


def broadcasting(name, samples, lhs, rhs):
    """Return the row of a broadcast operator."""
    return Row(
        f"broadcast_{name}",
        *samples,
        wrong=[
            Wrong(normal(2), normal(3), says="broadcast"),
            Wrong(normal(2, 3), normal(3, 2), says="broadcast"),
            Wrong(normal(3), normal(3, dtype="float64"), says="dtype"),
            Wrong(normal(3), says="rhs"),
        ],
        empty=[Sample(lhs[:0], rhs[:0]), Sample(np.asarray(lhs[0, 0]), rhs[0])],
    )


def of_one_shape(name, samples, lhs, rhs, **options):
    """Return the row of an operator whose operands must have one shape."""
    return Row(
        name,
        *samples,
        wrong=[
            Wrong(normal(2), normal(3), says="shape"),
            Wrong(normal(2, 3), normal(1, 3), says="shape"),
            Wrong(normal(3), normal(1, 3), says="shape"),
            Wrong(normal(3), normal(3, dtype="float64"), says="dtype"),
            Wrong(normal(3), says="rhs"),
        ],
        empty=[Sample(lhs[:0], rhs[:0]), Sample(*(np.asarray(x[0, 0]) for x in (lhs, rhs)))],
        **options,
    )


def compared(samples=()):
    """Return the samples of a comparison."""
    ties = integers(3, 4, low=-1, high=2)
    others = integers(3, 4, low=-1, high=2, seed=1)
    return [
        Sample(SPREAD[0], SPREAD[1]),
        *samples,
        Sample(ties, others).but(order=0, because=AT_A_KINK),
        Sample(EDGES, OTHERS).but(order=0, because=AT_INFINITY),
        Sample(ties.astype("int32"), others.astype("int32")),
    ]


def smooth_rows():
    """Yield the rows of the smooth functions, under all their names."""
    for name, (lhs, rhs) in SMOOTH.items():
        samples = [Sample(lhs, rhs), *kinks(name), *whole(name)]
        yield broadcasting(name, [*samples, *both_ways(name, lhs, rhs)], lhs, rhs)
        prefix = "elemwise" if name in ("add", "sub", "mul", "div") else ""
        yield of_one_shape(f"{prefix}_{name}", samples, lhs, rhs)


def comparison_rows():
    """Yield the rows of the comparisons."""
    for name in COMPARISONS:
        broad = [Sample(SPREAD[0], SPREAD[1][:1]), Sample(SPREAD[0][:, :1], SPREAD[1][:1])]
        yield broadcasting(name, compared(broad), SPREAD[0], SPREAD[1])
        yield of_one_shape(f"_{name}", compared(), SPREAD[0], SPREAD[1])


ROWS = [
    *smooth_rows(),
    *comparison_rows(),
    of_one_shape("_scatter_elemwise_div", [Sample(LEFT, RIGHT)], LEFT, RIGHT),
    of_one_shape("_grad_add", [Sample(LEFT, RIGHT), Sample(WHOLE, DIVISORS)], LEFT, RIGHT,
                 differentiable=(), attached=(), order=0, because="it has no gradient"),
    of_one_shape("_identity_with_attr_like_rhs", [Sample(LEFT, RIGHT), Sample(WHOLE, DIVISORS)],
                 LEFT, RIGHT),
    Row(
        "add_n",
        Sample(LEFT, RIGHT),
        Sample(LEFT),
        Sample(LEFT, RIGHT, LEFT, normal(3, 4, seed=5)),
        Sample(WHOLE, DIVISORS, WHOLE),
        wrong=[Wrong(normal(2), normal(3), says="shape"),
               Wrong(normal(2), normal(2), normal(1), says="shape"),
               Wrong(normal(2), normal(2, dtype="float64"), says="dtype")],
        empty=[Sample(normal(0, 3), normal(0, 3))],
    ),
    Row(
        "where",
        Sample(integers(3, 4, high=2), LEFT, RIGHT),
        Sample(integers(3, high=2), LEFT, RIGHT),
        Sample(integers(3, 4, high=2, dtype="int32"), LEFT, RIGHT),
        Sample(array([0.0, NAN, -1.0, 0.5]), LEFT[0], RIGHT[0]),
        Sample(integers(3, 4, high=2), WHOLE, DIVISORS).but(differentiable=()),
        differentiable=(1, 2),
        wrong=[
            Wrong(integers(2, high=2), LEFT, RIGHT, says="condition"),
            Wrong(integers(1, 4, high=2), LEFT, RIGHT, says="condition"),
            Wrong(integers(3, high=2), LEFT, RIGHT[:1], says="shape"),
            Wrong(integers(3, high=2), LEFT, WHOLE, says="dtype"),
            Wrong(integers(3, high=2), LEFT, says="y"),
        ],
        empty=[Sample(integers(0, 4), LEFT[:0], RIGHT[:0])],
    ),
]
