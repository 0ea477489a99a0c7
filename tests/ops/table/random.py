"""Rows of samplers (shapes, dtypes, refusals; their laws are in tests/random) and of densities."""

from tests.ops.row import Row, Sample, Wrong, array, integers, normal, positive

DRAWN = dict(
    random=True,
    differentiable=(),
    attached=(),
    order=0,
    mathematical=False,
    dtypes=(),
    because="what is drawn has no gradient",
)

KINDS = {
    "uniform": ({"low": 1.0, "high": 3.0}, {"low": 3.0, "high": 1.0}, "low must be at most high"),
    "normal": ({"loc": 1.0, "scale": 3.0}, {"scale": -1.0}, "scale must be positive"),
    "gamma": ({"alpha": 2.0, "beta": 3.0}, {"alpha": -1.0}, "alpha must be positive"),
    "exponential": ({"lam": 3.0}, {"lam": -1.0}, "lam must be positive"),
    "poisson": ({"lam": 3.0}, {"lam": -1.0}, "lam must be positive"),
    "negative_binomial": ({"k": 3, "p": 0.5}, {"k": -1}, "k must be positive"),
    "generalized_negative_binomial": (
        {"mu": 3.0, "alpha": 0.5},
        {"mu": -1.0},
        "mu must be positive",
    ),
}


def samplers(kind):
    """The three rows of a distribution."""
    good, bad, says = KINDS[kind]
    parameters = [
        array([0.3, 0.5, 0.9]) if k == "p" else positive(3, seed=i) for i, k in enumerate(good)
    ]
    if kind == "uniform":
        parameters[1] = parameters[1] + 2
    yield Row(
        f"_random_{kind}",
        Sample(shape=(3, 4), **good),
        Sample(shape=(2,), dtype="float64"),
        Sample(shape=(2,), dtype="float16", **good),
        wrong=[
            Wrong(shape=(2,), says=says, **bad),
            Wrong(shape=(0, 2), says="shape"),
            Wrong(shape=(2,), dtype="int32", says="dtype"),
        ],
        **DRAWN,
    )
    yield Row(
        f"_random_{kind}_like",
        Sample(normal(3, 4), **good),
        Sample(normal(2, dtype="float64"), **good),
        wrong=[Wrong(normal(2), says=says, **bad)],
        **DRAWN,
    )
    wrong = (
        [Wrong(*parameters[:-1], normal(2), says="one shape", shape=(2,))]
        if len(parameters) > 1
        else []
    )
    yield Row(
        f"_sample_{kind}",
        Sample(*parameters, shape=(2, 5)),
        Sample(*parameters),
        Sample(*parameters, shape=(2,), dtype="float64"),
        wrong=wrong,
        **DRAWN,
    )


def density(name, sample, *parameters, **options):
    """A row of a density, plain and as a logarithm."""
    wrong = [Wrong(sample, *(p[:1] for p in parameters), says="sample")]
    return Row(
        f"_random_pdf_{name}",
        Sample(sample, *parameters),
        Sample(sample, *parameters, is_log=True),
        Sample(sample[:, :1], *(p[:, None] for p in parameters)),
        Sample(sample[:, None], *parameters),
        wrong=wrong,
        rtol=1e-4,
        atol=1e-5,
        **options,
    )


COUNTS = integers(2, 4, low=0, high=6)
SIMPLEX = array([[[0.1, 0.2, 0.7], [0.3, 0.3, 0.4]], [[0.5, 0.25, 0.25], [0.2, 0.6, 0.2]]])
WHOLE = dict(differentiable=(1, 2), because="counts have no gradient")

ROWS = [
    *(row for kind in KINDS for row in samplers(kind)),
    Row(
        "_random_randint",
        Sample(low=2, high=9, shape=(3, 4)),
        Sample(low=-5, high=5, shape=(2,), dtype="int64"),
        wrong=[
            Wrong(low=2, high=9, shape=(0,), says="shape"),
            Wrong(high=9, shape=(2,), says="low"),
        ],
        **DRAWN,
    ),
    Row(
        "_sample_multinomial",
        Sample(array([0.2, 0.3, 0.5])),
        Sample(array([[0.2, 0.3, 0.5], [1, 0, 0]]), shape=(4,)),
        Sample(array([[0.2, 0.3, 0.5], [1, 0, 0]]), shape=(2, 3), get_prob=True),
        Sample(array([0.2, 0.3, 0.5]), shape=(4,), dtype="uint8"),
        wrong=[
            Wrong(positive(2, 2, 2), says="one or two axes"),
            Wrong(array([0.5, 0.5]), dtype="int8", says="dtype"),
        ],
        **DRAWN,
    ),
    Row("_shuffle", Sample(normal(5, 2)), Sample(normal(4)), **DRAWN),
    Row(
        "_sample_unique_zipfian",
        Sample(range_max=100, shape=(3, 5)),
        wrong=[Wrong(range_max=3, shape=(2, 5), says="K at most range_max")],
        **DRAWN,
    ),
    density(
        "uniform",
        normal(2, 4),
        array([-1, -2]),
        array([3, 4]),
        differentiable=(1, 2),
        because="the density does not depend on where in the interval a sample lies",
    ),
    density("normal", normal(2, 4), normal(2, seed=1), positive(2)),
    density("gamma", positive(2, 4), positive(2, seed=1), positive(2)),
    density("exponential", positive(2, 4), positive(2)),
    density("poisson", COUNTS, positive(2), differentiable=(1,), because="counts have no gradient"),
    density("negative_binomial", COUNTS, positive(2), array([0.3, 0.6]), **WHOLE),
    density("generalized_negative_binomial", COUNTS, positive(2), positive(2, seed=1), **WHOLE),
    density("dirichlet", SIMPLEX, positive(2, 3)),
]
