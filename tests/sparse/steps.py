"""Three updates of a weight by a row_sparse gradient, under several optimizers.

`steps.json` is what MXNet 1.9.1 gives, by `python tests/sparse/steps.py`, as for `answers.py`.
"""

import json
import pathlib

HERE = pathlib.Path(__file__).parent

OPTIMIZERS = {
    "sgd": ("SGD", {"wd": 0.1}),
    "sgd clipped": ("SGD", {"wd": 0.1, "clip_gradient": 0.1, "rescale_grad": 2.0}),
    "sgd momentum": ("SGD", {"wd": 0.1, "momentum": 0.9}),
    "sgd standard": ("SGD", {"wd": 0.1, "momentum": 0.9, "lazy_update": False}),
    "adam": ("Adam", {"wd": 0.1}),
    "adam standard": ("Adam", {"wd": 0.1, "lazy_update": False}),
    "adagrad": ("AdaGrad", {}),
    "ftrl": ("Ftrl", {"wd": 0.1}),
    "group adagrad": ("GroupAdaGrad", {}),
    "rmsprop": ("RMSProp", {}),
    "signum": ("Signum", {}),
}
CASES = {
    f"{name}, {stype}": (*made, stype)
    for name, made in OPTIMIZERS.items()
    for stype in ("default", "row_sparse")
    # of these 1.9.1 has no form for a dense weight
    if not (stype == "default" and made[0] in ("AdaGrad", "GroupAdaGrad"))
}


def run(mx, name, options, stype):
    """Return the weight and the storages of its state behind three updates."""
    home = mx.optimizer.contrib if name == "GroupAdaGrad" else mx.optimizer
    optimizer = getattr(home, name)(learning_rate=0.1, **options)
    weight = mx.nd.array([[0.5, 0.7], [0.6, 0.5], [0.4, 0.6], [0.4, 0.9]]).tostype(stype)
    grad = mx.nd.array([[0, 0], [0.3, -0.2], [0, 0], [-0.5, 0.1]]).tostype("row_sparse")
    state = optimizer.create_state_multi_precision(0, weight)
    for _ in range(3):
        optimizer.update_multi_precision(0, weight, grad, state)
    state = state if isinstance(state, (list, tuple)) else [state]
    return [
        weight.stype, [x.stype for x in state if x is not None], weight.asnumpy().tolist(),
    ]  # fmt: skip


if __name__ == "__main__":
    import mxnet

    found = {case: run(mxnet, *CASES[case]) for case in CASES}
    rows = (f"{json.dumps(case)}: {json.dumps(value)}" for case, value in found.items())
    (HERE / "steps.json").write_text("{\n" + ",\n".join(rows) + "\n}\n")
