"""Rows of the elementwise unary functions."""

from tests.ops.row import Row, Sample, Wrong, array, away, integers, normal, uniform

EVERYWHERE = normal(3, 4)
POSITIVE = uniform(3, 4, low=0.3, high=3)
INSIDE = uniform(3, 4, low=-0.9, high=0.9)
OFF_ZERO = away(3, 4, margin=0.2)
SPECIAL = array([float("nan"), float("inf"), float("-inf"), 0.0])
# Off the whole and half numbers, where rounding functions jump.
BETWEEN = array([[-2.7, -1.3, -0.6, -0.3], [0.3, 0.6, 1.2, 2.8]])
HALVES = array([-2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 3.0])

# Operator, numbers within its smooth domain. Beside them each is given NaN, infinities and
# zero, where only values and first-order gradients of the reference count.
SMOOTH = {
    "arccos": INSIDE,
    "arccosh": uniform(3, 4, low=1.2, high=4),
    "arcsin": INSIDE,
    "arcsinh": EVERYWHERE,
    "arctan": EVERYWHERE,
    "arctanh": INSIDE,
    "cbrt": OFF_ZERO,
    "cos": EVERYWHERE,
    "cosh": EVERYWHERE,
    "degrees": EVERYWHERE,
    "erf": EVERYWHERE,
    "erfinv": INSIDE,
    "exp": EVERYWHERE,
    "expm1": EVERYWHERE,
    "gamma": POSITIVE,
    "gammaln": POSITIVE,
    "log": POSITIVE,
    "log10": POSITIVE,
    "log1p": uniform(3, 4, low=-0.7, high=3),
    "log2": POSITIVE,
    "negative": EVERYWHERE,
    "radians": EVERYWHERE,
    "rcbrt": OFF_ZERO,
    "reciprocal": OFF_ZERO,
    "rsqrt": POSITIVE,
    "sigmoid": EVERYWHERE,
    "sin": EVERYWHERE,
    "sinh": EVERYWHERE,
    "sqrt": POSITIVE,
    "square": EVERYWHERE,
    "tan": INSIDE,
    "tanh": EVERYWHERE,
    "abs": OFF_ZERO,
    "relu": OFF_ZERO,
    "softsign": OFF_ZERO,
}

# Step functions: flat between their jumps.
STEPS = ("ceil", "fix", "floor", "rint", "round", "sign", "trunc", "logical_not")


SPECIAL_SAMPLE = Sample(SPECIAL).but(order=0, because="no differences at infinity and NaN")


def smooth(name, values):
    """Return the row of a smooth function."""
    special = SPECIAL_SAMPLE
    if name == "relu":
        special = special.but(
            gradient_recorded=False, because="the head gradient passes at NaN; in 1.9.1 it is NaN"
        )
    return Row(
        name,
        Sample(values),
        special,
        Sample(values[0, 0:1].reshape(1, 1, 1)),
        empty=[Sample(normal(0, 4)), Sample(array(0.6))],
        wrong=[Wrong(says="data")],
    )


def steps(name):
    """Return the row of a step function."""
    return Row(
        name,
        Sample(BETWEEN),
        Sample(HALVES).but(order=0, because="a step stands at each of these"),
        SPECIAL_SAMPLE,
        empty=[Sample(normal(0, 4)), Sample(array(0.6))],
        wrong=[Wrong(says="data")],
    )


ROWS = [
    *(smooth(name, values) for name, values in SMOOTH.items()),
    *(steps(name) for name in STEPS),
    Row(
        "hard_sigmoid",
        Sample(away(3, 4, kinks=(-2.5, 2.5), scale=2)),
        Sample(away(3, 4, kinks=(-1.5, 3.5)), alpha=0.2, beta=0.3),
        empty=[Sample(normal(0, 4))],
    ),
    Row(
        "smooth_l1",
        Sample(away(3, 4, kinks=(-1, 0, 1)), scalar=1.0),
        Sample(away(3, 4, kinks=(-0.25, 0, 0.25)), scalar=2.0),
        empty=[Sample(normal(0, 4), scalar=1.0)],
    ),
    Row(
        "clip",
        Sample(away(3, 4, kinks=(-0.5, 1)), a_min=-0.5, a_max=1.0),
        Sample(array([-0.5, 1.0, 0.0, 2.0]), a_min=-0.5, a_max=1.0).but(
            order=0, because="two elements stand on the bounds"
        ),
        Sample(integers(3, 4, low=-5, high=5, dtype="int32"), a_min=-2, a_max=2),
        empty=[Sample(normal(0, 4), a_min=0, a_max=1)],
    ),
    Row(
        "_contrib_quadratic",
        Sample(EVERYWHERE, a=0.5, b=-2.0, c=1.5),
        Sample(EVERYWHERE, b=3.0),
        empty=[Sample(normal(0, 4), a=1.0)],
    ),
    Row(
        "_contrib_div_sqrt_dim",
        Sample(EVERYWHERE),
        Sample(normal(2, 3, 5)),
        empty=[Sample(normal(0, 4))],
    ),
    *(
        Row(
            name,
            Sample(BETWEEN),
            Sample(HALVES),
            empty=[Sample(normal(0, 4))],
            mathematical=False,
            because="straight-through: gradients pass as if nothing were rounded",
        )
        for name in ("_contrib_round_ste", "_contrib_sign_ste")
    ),
    *(
        Row(
            name,
            Sample(EVERYWHERE),
            SPECIAL_SAMPLE,
            Sample(integers(3, 4, dtype="int32")),
            empty=[Sample(normal(0, 4))],
        )
        for name in ("zeros_like", "ones_like")
    ),
]
