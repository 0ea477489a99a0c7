"""Rows of the update operators: one step each, weights and states; longer runs are in
tests/optim."""

import numpy as np

from tests.ops.row import Row, Sample, Wrong, array, normal, positive

SHAPE = (3, 4)
CLIPPED = {"rescale_grad": 0.5, "clip_gradient": 0.3}
DECAYED = dict(CLIPPED, wd=0.1)
NO_GRADIENT = dict(
    differentiable=(),
    attached=(),
    order=0,
    dtypes=("float64",),
    rtol=1e-4,
    because="an update has no gradient",
)


def arrays(names, master=None):
    """Weight, gradient, then states; capitals are positive; `master` is where a float32 copy
    goes."""
    dtype = "float16" if master else "float32"
    made = [normal(*SHAPE, seed=1, dtype=dtype), normal(*SHAPE, seed=2, dtype=dtype)]
    made += [(positive if n.isupper() else normal)(*SHAPE, seed=3 + i) for i, n in enumerate(names)]
    if master:
        made.insert(master, made[0].astype("float32"))
    return made


def row(name, names, *attrs, master=None, aux=None, **options):
    """A row whose every sample has the same arrays and other attributes; refuses a short
    gradient."""
    inputs = arrays(names, master)
    wrong = [inputs[0], inputs[1][:2], *inputs[2:]]
    aux = tuple(range(2, len(inputs))) if aux is None else aux
    return Row(
        name,
        *(Sample(*inputs, **a) for a in attrs),
        wrong=[Wrong(*wrong, says="grad has shape", **attrs[0])],
        aux=aux,
        **dict(NO_GRADIENT, **options),
    )


def interleaved(groups, names, master=None):
    """The inputs of a multi-tensor update."""
    found = []
    for i in range(groups):
        found += [np.roll(x, i) for x in arrays(names, master)]
    return found


class IntoWeights:
    """Calls a multi-tensor update with `out=` copies of the weights, as the reference insists."""

    def __init__(self, name, group):
        self.name, self.group = name, group

    def __repr__(self):
        return f"{self.name} into copies of every {self.group}th array"

    def __call__(self, *data, **attrs):
        import mxnet  # this module is read without it, too

        count = int(attrs.get("num_weights") or attrs["num_tensors"])
        weights = [x.copy() for x in data[: count * self.group : self.group]]
        function = getattr(mxnet.nd, self.name, None) or getattr(mxnet.nd._internal, self.name)
        return function(*data, out=weights, **attrs)


def many(name, group, names, attrs, aux, master=None, tail=(), **options):
    """A row of a multi-tensor update of two weights; refuses a missing array."""
    inputs = interleaved(2, names, master) + list(tail)
    positions = tuple(i * group + a for i in range(2) for a in aux)
    return Row(
        name,
        Sample(*inputs, **attrs),
        wrong=[Wrong(*inputs[1:], says="arrays came", **attrs)],
        aux=positions,
        call=IntoWeights(name, group),
        out=False,
        **dict(
            NO_GRADIENT,
            **dict(
                options,
                because=options.get("because", NO_GRADIENT["because"])
                + "; the reference insists on out=",
            ),
        ),
    )


def master_step(weight, g, r1, r2, weight32, lr):
    """A LAMB step of the master copy; the weight follows it."""
    return (weight32 - lr * r1 / r2 * g).astype(weight.dtype)


MOMENTUM = {"lr": 0.1, "momentum": 0.9}
PAIR = {"lrs": (0.1, 0.2), "wds": (0.01, 0.02), "num_weights": 2}
PRELOADED = (array([0.1, 0.2]), array([0.01, 0.02]))
LAMB = {"t": 2, "wd": 0.1}
ADAMW = {"lr": 0.1, "wd": 0.1, "eta": 0.7}
LOW = dict(
    dtypes=(), rtol=2e-3, because="an update has no gradient; the weight is float16 by definition"
)

ROWS = [
    row("sgd_update", "", {"lr": 0.1}, dict(DECAYED, lr=0.1)),
    row("sgd_mom_update", "m", MOMENTUM, dict(DECAYED, **MOMENTUM)),
    row("mp_sgd_update", "", {"lr": 0.1}, dict(DECAYED, lr=0.1), master=2, **LOW),
    row("mp_sgd_mom_update", "m", MOMENTUM, dict(DECAYED, **MOMENTUM), master=3, **LOW),
    row("nag_mom_update", "m", MOMENTUM, dict(CLIPPED, **MOMENTUM)),
    row("mp_nag_mom_update", "m", MOMENTUM, dict(CLIPPED, **MOMENTUM), master=3, **LOW),
    row("adam_update", "mV", {"lr": 0.1}, dict(DECAYED, lr=0.1)),
    row(
        "ftml_update",
        "DVz",
        {"lr": 0.1, "t": 2},
        {"lr": 0.1, "t": 3, "wd": 0.1, "rescale_grad": 0.5, "clip_grad": 0.3},
    ),
    row("ftrl_update", "zN", {"lr": 0.1}, dict(DECAYED, lr=0.1, lamda1=0.05, beta=0.5)),
    row("rmsprop_update", "N", {"lr": 0.1}, dict(DECAYED, lr=0.1, clip_weights=0.8, gamma1=0.8)),
    row(
        "rmspropalex_update",
        "NGd",
        {"lr": 0.01},
        dict(DECAYED, lr=0.01, clip_weights=0.8),
        because="an update has no gradient",
    ),
    row("signsgd_update", "", {"lr": 0.1}, dict(DECAYED, lr=0.1)),
    row("signum_update", "m", MOMENTUM, dict(DECAYED, wd_lh=0.01, **MOMENTUM)),
    row("lamb_update_phase1", "mV", LAMB, dict(LAMB, bias_correction=False, **CLIPPED)),
    row("mp_lamb_update_phase1", "mV", LAMB, master=4, aux=(2, 3), **LOW),
    Row(
        "lamb_update_phase2",
        Sample(*arrays(""), array([1.5]), array([0.5]), lr=0.1),
        Sample(*arrays(""), array([1.5]), array([0.5]), lr=0.1, lower_bound=2.0, upper_bound=3.0),
        Sample(*arrays(""), array([0.0]), array([0.5]), lr=0.1),
        **NO_GRADIENT,
    ),
    Row(
        "mp_lamb_update_phase2",
        Sample(
            arrays("", 2)[0],
            normal(*SHAPE, seed=5),
            array([1.5]),
            array([0.5]),
            arrays("", 2)[2],
            lr=0.1,
        ),
        aux=(4,),
        out=False,
        reference=master_step,
        **dict(NO_GRADIENT, **dict(LOW, because="1.9.1 leaves the master copy as it was")),
    ),
    Row("_adamw_update", Sample(*arrays("mV"), array([0.5]), **ADAMW), aux=(2, 3), **NO_GRADIENT),
    Row(
        "_mp_adamw_update",
        Sample(*arrays("mV", 4), array([0.5]), **ADAMW),
        aux=(2, 3, 4),
        **dict(NO_GRADIENT, **LOW),
    ),
    Row(
        "_contrib_group_adagrad_update",
        Sample(*arrays(""), np.ones((3, 1), "float32"), lr=0.1),
        aux=(2,),
        reference=lambda w, g, h, lr: (
            w - lr * g / np.sqrt((h + (g * g).mean(1, keepdims=True)) + 1e-5)
        ),
        **dict(NO_GRADIENT, because="1.9.1 has no dense CPU form; an update has no gradient"),
    ),
    many("multi_sgd_update", 2, "", dict(PAIR, **CLIPPED), ()),
    many("multi_sgd_mom_update", 3, "m", dict(PAIR, momentum=0.9), (2,)),
    many("multi_mp_sgd_update", 3, "", PAIR, (2,), master=2, **LOW),
    many("multi_mp_sgd_mom_update", 4, "m", dict(PAIR, momentum=0.9), (2, 3), master=3, **LOW),
    many("preloaded_multi_sgd_update", 2, "", {"num_weights": 2}, (), tail=PRELOADED),
    many(
        "preloaded_multi_sgd_mom_update",
        3,
        "m",
        {"num_weights": 2, "momentum": 0.9},
        (2,),
        tail=PRELOADED,
    ),
    many(
        "preloaded_multi_mp_sgd_update",
        3,
        "",
        {"num_weights": 2},
        (2,),
        master=2,
        tail=PRELOADED,
        **LOW,
    ),
    many(
        "preloaded_multi_mp_sgd_mom_update",
        4,
        "m",
        {"num_weights": 2, "momentum": 0.9},
        (2, 3),
        master=3,
        tail=PRELOADED,
        **LOW,
    ),
    many("_multi_adamw_update", 4, "mV", dict(PAIR, etas=(1.0, 0.5)), (2, 3), tail=(array([0.5]),)),
    many(
        "_multi_mp_adamw_update",
        5,
        "mV",
        dict(PAIR, etas=(1.0, 0.5)),
        (2, 3, 4),
        master=4,
        tail=(array([0.5]),),
        **LOW,
    ),
    many(
        "_multi_lamb_update",
        4,
        "mV",
        {"learning_rates": (0.1, 0.2), "wds": (0.01, 0.02), "step_count": (1, 2), "num_tensors": 2},
        (2, 3),
    ),
    many(
        "_multi_mp_lamb_update",
        5,
        "mV",
        {"learning_rates": (0.1, 0.2), "wds": (0.01, 0.02), "step_count": (1, 2), "num_tensors": 2},
        (2, 3, 4),
        master=4,
        **LOW,
    ),
    Row(
        "multi_lars",
        Sample(
            array([0.1, 0.2, 0.3]),
            array([1, 2, 0]),
            array([3, 0, 1]),
            array([0.1, 0.1, 0.1]),
            eta=0.01,
            eps=1e-5,
            rescale_grad=0.5,
        ),
        **NO_GRADIENT,
    ),
    Row(
        "reset_arrays",
        Sample(normal(2, 3), normal(4), num_arrays=2),
        aux=(0, 1),
        out=False,
        reference=lambda a, b, num_arrays: [],
        **dict(NO_GRADIENT, because="it has no outputs; an update has no gradient"),
    ),
]
