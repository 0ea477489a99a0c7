"""Optimizers with hyperparameters, and a run of 20 updates that any MXNet can do.

The recording tool runs this with MXNet 1.9.1, the tests with this package. What does not live
here: expected numbers.
"""

import numpy as np

SHAPES = [(4, 3), (5,), (2, 3, 2)]
TABLES = [(4, 3), (5, 2)]  # for GroupAdaGrad, which takes two axes
NAMES = ["fc_weight", "fc_bias", "conv_gamma"]
STEPS = 20
SHOWN = (1, 5, 20)

COMMON = [
    {},
    {"wd": 0.05, "clip_gradient": 0.4, "rescale_grad": 0.5},
    {"wd": 0.05, "rescale_grad": 0.25, "param_idx2name": dict(enumerate(NAMES))},
    {"schedule": True, "wd": 0.01},
    {"dtype": "float16", "multi_precision": True, "wd": 0.02, "rescale_grad": 0.5},
]
HALF = {"dtype": "float16", "wd": 0.02}
DOUBLE = {"dtype": "float64", "wd": 0.02, "clip_gradient": 0.5}

OWN = {
    "sgd": [{}, {"momentum": 0.9}],
    "nag": [{}, {"momentum": 0.9}],
    "signum": [{}, {"momentum": 0.0}, {"wd_lh": 0.1}],
    "dcasgd": [{}, {"lamda": 0.5}],
    "test": [{}],
    "adagrad": [{}, {"eps": 0.01}],
    "adadelta": [{}, {"rho": 0.7, "epsilon": 0.01}],
    "rmsprop": [{}, {"centered": True}, {"gamma1": 0.7, "clip_weights": 0.5},
                {"centered": True, "gamma2": 0.5, "epsilon": 0.01}],
    "ftrl": [{}, {"lamda1": 0.2, "beta": 0.5}],
    "adam": [{}, {"beta1": 0.7, "beta2": 0.9, "epsilon": 0.01}],
    "adamax": [{}, {"beta1": 0.7, "beta2": 0.9}],
    "nadam": [{}, {"beta1": 0.7, "schedule_decay": 0.1}],
    "ftml": [{}, {"beta1": 0.8, "epsilon": 0.01}],
    "lars": [{"eta": 0.1}, {"momentum": 0.9, "eta": 0.1, "eps": 0.01},
             {"momentum": 0.9, "momentum_correction": False}],
    "lamb": [{}, {"bias_correction": False, "lower_bound": 0.5, "upper_bound": 1.0}],
    "lbsgd": [{"momentum": 0.9}, {"batch_scale": 4, "warmup_epochs": 2, "updates_per_epoch": 4},
              {"warmup_strategy": "lars"}, {"warmup_strategy": "power2", "batch_scale": 2},
              {"warmup_strategy": "sqrt", "batch_scale": 2, "momentum": 0.5}],
    "groupadagrad": [{}, {"eps": 0.1}],
}  # fmt: skip
WITHOUT_HALF = {"adagrad", "adadelta", "rmsprop", "ftrl", "groupadagrad", "test"}


def cases():
    """`(key, name, keywords)` of every run."""
    found = []
    for name, owns in OWN.items():
        shared = list(COMMON)
        if name not in WITHOUT_HALF:
            shared += [HALF, DOUBLE]
        for own in owns:
            for common in shared:
                if name == "groupadagrad":
                    common = {key: value for key, value in common.items() if key != "wd"}
                both = {**common, **own}
                text = ",".join(f"{key}={value}" for key, value in sorted(both.items()))
                found.append((f"{name}({text})", name, both))
    return found


def optimizer(mx, name, keywords):
    """The optimizer of a case."""
    keywords = {**keywords, "learning_rate": 0.1}
    keywords.pop("dtype", None)
    if keywords.pop("schedule", False):
        keywords["lr_scheduler"] = mx.lr_scheduler.FactorScheduler(step=4, factor=0.7, base_lr=0.1)
    made = mx.optimizer.create(name, **keywords)
    if "param_idx2name" in keywords:
        made.set_lr_mult({"fc_bias": 2.0})
        made.set_wd_mult({"fc_bias": 0.5})
    return made


def leaves(state):
    """The arrays of a state, in order."""
    if state is None:
        return []
    if isinstance(state, (tuple, list)):
        return [leaf for part in state for leaf in leaves(part)]
    return [state]


def data(name, dtype):
    """First weights, and gradients of every step, none of them small enough to round to nothing."""
    random = np.random.RandomState(7)
    shapes = TABLES if name == "groupadagrad" else SHAPES
    weights = [random.uniform(-1, 1, shape).astype(dtype) for shape in shapes]
    grads = [[random.uniform(-1, 1, s).astype(dtype) for s in shapes] for _ in range(STEPS)]
    return weights, grads


def run(mx, name, keywords):
    """The weights after some steps and the states after the last, on one axis."""
    dtype = keywords.get("dtype", "float32")
    weights, grads = data(name, dtype)
    weights = [mx.nd.array(w, dtype=dtype) for w in weights]
    update = mx.optimizer.get_updater(optimizer(mx, name, keywords))
    found = []
    for step, row in enumerate(grads, 1):
        update(list(range(len(row))), [mx.nd.array(g, dtype=dtype) for g in row], weights)
        if step in SHOWN:
            found += [w.asnumpy() for w in weights]
    for index in range(len(weights)):
        found += [leaf.asnumpy() for leaf in leaves(update.states[index])]
    return np.concatenate([x.ravel().astype("float64") for x in found])
