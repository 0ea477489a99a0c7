"""Rows of normalization."""

import mxnet as mx
from tests.ops.row import Row, Sample, Wrong, integers, normal, positive

X = normal(3, 2, 2, 2)
G = positive(2)
B = normal(2)
M = normal(2, seed=1)
V = positive(2, seed=1)
ARGS = (X, G, B, M, V)
LOOSE = {"rtol": 1e-4, "atol": 1e-5}

# The moving averages stay where they are with this momentum. The reference moves them when
# `backward` runs, which the rows below that train take part in.
STILL = {"momentum": 1}
SCALED = {"fix_gamma": False, **STILL}
HALF = {"dtypes": (), "because": "16-bit data takes float32 parameters; casting all is refused"}
# The recorder calls backward in training mode, which the reference takes for the mode of the
# operator; recorded and run in prediction mode throughout, the gradients agree.
FIXED = {
    "train": False,
    "gradient_recorded": False,
    "because": "the reference looks at the mode that backward runs in, not the recorded one",
}
# The reference gives cotangents of mean and variance no way to the data.
STATISTICS = {"heads": (0,)}


class Trained:
    """An operator run forward and backward, giving its moving averages and a gradient too."""

    def __init__(self, name):
        self.name = name

    def __repr__(self):  # it names the recording
        return f"trained {self.name}"

    def __call__(self, data, gamma, beta, moving_mean, moving_var, **attrs):
        if isinstance(data, mx.nd.NDArray):
            data.attach_grad()
        with mx.autograd.record():
            call = getattr(mx.nd, self.name, None) or getattr(mx.nd.contrib, self.name)
            out = call(data, gamma, beta, moving_mean, moving_var, **attrs)
        out.backward()
        return [out, moving_mean, moving_var, data.grad]


TRAINED = {
    "differentiable": (),
    "attached": (),
    "aux": (3, 4),
    "out": False,
    "strings": False,
    "dtypes": ("float64",),
    "because": "the function under test trains for a step; it has no out= and no gradient",
    **LOOSE,
}


class Statistics:
    """A normalization that gives its statistics too, whose gradients are then checked."""

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"statistics of {self.name}"

    def __call__(self, *inputs, **attrs):
        call = getattr(mx.nd, self.name, None) or getattr(mx.nd.contrib, self.name)
        return call(*inputs, output_mean_var=True, **attrs)


ALL_HEADS = {
    "gradient_recorded": False,
    "because": "the reference gives cotangents of the statistics no way to the data",
    **LOOSE,
}

WRONG = [
    Wrong(X, positive(3), B, M, V, says="gamma"),
    Wrong(X, G, normal(3), M, V, says="beta"),
    Wrong(X, G, B, M, positive(3), says="moving_var"),
    Wrong(X, G, B, says="moving_mean"),
    Wrong(integers(2, 2, dtype="int32"), G, B, M, V, says="floating point"),
    Wrong(X.astype("float16"), *(x.astype("float16") for x in ARGS[1:]), says="float32"),
    Wrong(X.astype("float64"), G, B, M, V, says="dtype"),
]

OLD_ARGS = (X, G, B)
MOVING = {"moving_mean": M, "moving_var": V}
OLD_CALL = {
    "record": False,
    "because": "1.9.1 lists no moving averages for it in nd, so every call of it there fails",
}


def old_batch_norm(data, gamma, beta, moving_mean, moving_var, fix_gamma=True, **attrs):
    """Return batch normalization with the moving averages."""
    c = (1, -1, 1, 1)
    out = (data - moving_mean.reshape(c)) / (moving_var.reshape(c) + 1e-3) ** 0.5
    out = out * (1 if fix_gamma else gamma.reshape(c)) + beta.reshape(c)
    return [out, moving_mean, moving_var] if attrs.get("output_mean_var") else out


def old_training(data, gamma, beta, moving_mean, moving_var, fix_gamma, **attrs):
    """Return batch normalization with the statistics of the batch."""
    mean, var = data.mean(axis=(0, 2, 3)), data.var(axis=(0, 2, 3))
    return old_batch_norm(data, gamma, beta, mean, var, fix_gamma, output_mean_var=True)


BATCH = {"aux": (3, 4), "dtypes": ("float64",), **LOOSE}

ROWS = [
    Row(
        "BatchNorm",
        Sample(*ARGS, **STILL).but(train=True),
        Sample(*ARGS, **SCALED).but(train=True),
        Sample(*ARGS, **SCALED).but(**FIXED),
        Sample(*ARGS).but(**FIXED),
        Sample(*ARGS, use_global_stats=True, fix_gamma=False).but(train=True),
        Sample(*ARGS, output_mean_var=True, eps=0.1, **SCALED).but(train=True, **STATISTICS),
        Sample(*ARGS, output_mean_var=True, **SCALED).but(**FIXED),
        Sample(normal(4, 2), *ARGS[1:], **SCALED).but(train=True),
        Sample(normal(2, 2, 3), *ARGS[1:], **SCALED).but(train=True),
        Sample(normal(2, 2, 2, 1, 2), *ARGS[1:], **SCALED).but(train=True),
        Sample(normal(3, 2, 3, 2), *ARGS[1:], axis=-1, **SCALED).but(train=True),
        Sample(normal(3, 2, 3), *ARGS[1:], axis=-2, **SCALED).but(**FIXED),
        Sample(normal(2, 3), *ARGS[1:], axis=0, **SCALED).but(train=True),
        Sample(normal(2), *ARGS[1:], axis=0, **SCALED).but(**FIXED),
        Sample(X.astype("float16"), *ARGS[1:], **SCALED).but(train=True, rtol=1e-2, **HALF),
        Sample(X.astype("float16"), *ARGS[1:], **SCALED).but(**{**FIXED, **HALF, "rtol": 1e-2}),
        wrong=[*WRONG, Wrong(*ARGS, axis=4, says="axis"), Wrong(*ARGS, axis=-5, says="axis")],
        **BATCH,
    ),
    Row(
        "BatchNorm",
        Sample(*ARGS, fix_gamma=False),
        Sample(*ARGS, momentum=0.5, eps=1e-5),
        Sample(*ARGS, momentum=0.5, use_global_stats=True),
        call=Trained("BatchNorm"),
        **TRAINED,
    ),
    Row(
        "BatchNorm",
        Sample(*ARGS, **SCALED).but(train=True),
        call=Statistics("BatchNorm"),
        aux=(3, 4),
        **{**ALL_HEADS, "dtypes": ("float64",)},
    ),
    Row(
        "_contrib_BatchNormWithReLU",
        Sample(*ARGS, **SCALED).but(train=True),
        Sample(*ARGS, **STILL).but(train=True),
        Sample(*ARGS, output_mean_var=True, **SCALED).but(train=True, **STATISTICS),
        Sample(*ARGS, **SCALED).but(
            train=False,
            gradient_recorded=False,
            because="the reference reads a mask there that only training writes",
        ),
        wrong=WRONG,
        **BATCH,
    ),
    Row(
        "_contrib_SyncBatchNorm",
        Sample(*ARGS, key="a", **SCALED).but(train=True),
        Sample(*ARGS, key="b", **STILL).but(train=True),
        Sample(*ARGS, key="c", output_mean_var=True, **SCALED).but(train=True, **STATISTICS),
        Sample(*ARGS, key="d", **SCALED).but(**FIXED),
        wrong=[Wrong(*ARGS, says="key"), Wrong(*ARGS, key="a", ndev=2, says="ndev")],
        **BATCH,
    ),
    Row(
        "_contrib_SyncBatchNorm",
        Sample(*ARGS, key="f", **SCALED).but(train=True),
        call=Statistics("SyncBatchNorm"),
        aux=(3, 4),
        **{**ALL_HEADS, "dtypes": ("float64",)},
    ),
    Row(
        "_contrib_SyncBatchNorm",
        Sample(*ARGS, key="e", fix_gamma=False),
        call=Trained("SyncBatchNorm"),
        **TRAINED,
    ),
    Row(
        "BatchNorm_v1",
        Sample(*OLD_ARGS, **MOVING).but(reference=old_batch_norm, train=False, **OLD_CALL),
        Sample(*OLD_ARGS, **MOVING, fix_gamma=False, output_mean_var=True).but(
            reference=old_batch_norm, train=False, **OLD_CALL
        ),
        Sample(*OLD_ARGS, **MOVING, output_mean_var=True, **SCALED).but(
            reference=old_training, train=True, **STATISTICS, **OLD_CALL
        ),
        wrong=[Wrong(X, positive(3), B, **MOVING, says="gamma")],
        **BATCH,
    ),
    Row(
        "LayerNorm",
        Sample(normal(2, 3), positive(3), normal(3)),
        Sample(normal(2, 3), positive(3), normal(3), eps=0.1, output_mean_var=True).but(
            **STATISTICS
        ),
        Sample(normal(2, 3, 2), positive(3), normal(3), axis=1),
        Sample(normal(2, 3, 2), positive(3), normal(3), axis=-2, output_mean_var=True).but(
            **STATISTICS
        ),
        Sample(normal(4), positive(4), normal(4)),
        wrong=[
            Wrong(normal(2, 3), positive(2), normal(3), says="gamma"),
            Wrong(normal(2, 3), positive(3), normal(2), says="beta"),
            Wrong(normal(2, 3), positive(3), normal(3), axis=2, says="axis"),
            Wrong(*(integers(3, dtype="int32") for _ in range(3)), says="floating point"),
        ],
        **LOOSE,
    ),
    Row(
        "GroupNorm",
        Sample(normal(2, 4, 3), positive(2), normal(2), num_groups=2),
        Sample(normal(2, 4, 2, 2), positive(4), normal(4), num_groups=4, eps=0.1),
        Sample(normal(2, 4, 3), positive(1), normal(1)),
        Sample(normal(2, 4, 3), positive(2), normal(2), num_groups=2, output_mean_var=True).but(
            **STATISTICS
        ),
        wrong=[
            Wrong(normal(2, 4, 3), positive(4), normal(2), num_groups=2, says="gamma"),
            Wrong(normal(2, 4, 3), positive(3), normal(3), num_groups=3, says="num_groups"),
            Wrong(normal(2, 4), positive(2), normal(2), num_groups=2, says="data"),
        ],
        **LOOSE,
    ),
    Row(
        "LayerNorm",
        Sample(normal(2, 3, 2), positive(3), normal(3), axis=1),
        call=Statistics("LayerNorm"),
        **ALL_HEADS,
    ),
    Row(
        "GroupNorm",
        Sample(normal(2, 4, 3), positive(2), normal(2), num_groups=2),
        call=Statistics("GroupNorm"),
        attached=(0,),
        **ALL_HEADS,
    ),
    Row(
        "InstanceNorm",
        Sample(normal(2, 3, 4), positive(3), normal(3)),
        Sample(normal(2, 2, 3, 2), positive(2), normal(2), eps=0.1),
        wrong=[
            Wrong(normal(2, 3), positive(3), normal(3), says="data"),
            Wrong(normal(2, 3, 4), positive(2), normal(3), says="gamma"),
            Wrong(normal(2, 3, 4), positive(3), normal(2), says="beta"),
        ],
        **LOOSE,
    ),
    Row(
        "L2Normalization",
        Sample(normal(2, 3)),
        Sample(normal(2, 3, 2)),
        Sample(normal(2, 3, 2, 2), mode="channel"),
        Sample(normal(2, 3, 2, 2), mode="spatial", eps=0.1),
        Sample(normal(2, 3, 2), mode="spatial"),
        wrong=[
            Wrong(normal(2, 3), mode="channel", says="data"),
            Wrong(normal(2, 3), mode="spatial", says="data"),
            Wrong(normal(2, 3), mode="row", says="mode"),
            Wrong(integers(2, 3, dtype="int32"), says="floating point"),
        ],
    ),
    Row(
        "LRN",
        Sample(normal(2, 5, 2, 1), nsize=3),
        Sample(normal(2, 5, 2, 1), nsize=5, alpha=0.5, beta=0.6, knorm=1.5),
        Sample(normal(1, 4, 1, 2), nsize=1, alpha=2.0),
        Sample(normal(1, 4, 1, 2), nsize=4, alpha=2.0),
        wrong=[
            Wrong(normal(2, 5, 2, 1), says="nsize"),
            Wrong(normal(2, 5, 2, 1), nsize=0, says="nsize"),
            Wrong(normal(2, 5, 2), nsize=3, says="data"),
        ],
        rtol=1e-4,
    ),
]
