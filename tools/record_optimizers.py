"""Ask MXNet 1.9.1 for 20 updates of every optimizer in tests/optimizer/cases.py, and for files.

Run it with a Python that has the real MXNet 1.9.1 (and not this package), from anywhere:

    python tools/record_optimizers.py

It writes recorded.npz, schedules.json and the *.states files in tests/optimizer/.
"""

import json
import os
import sys
import warnings

import numpy as np

import mxnet as mx

FOLDER = os.path.join(
    os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "tests", "optimizer"
)
sys.path.insert(0, FOLDER)

import cases  # noqa: E402
import schedules  # noqa: E402


def files():
    """States as 1.9.1 writes them: plain ones, and ones with optimizer and scheduler."""
    for file, name, keywords in (
        ("sgd.states", "sgd", {"momentum": 0.9, "dtype": "float16", "multi_precision": True}),
        ("adam.states", "adam", {"schedule": True}),
        ("lbsgd.states", "lbsgd", {"momentum": 0.9, "batch_scale": 2}),
    ):
        dtype = keywords.get("dtype", "float32")
        weights, grads = cases.data(name, dtype)
        weights = [mx.nd.array(w, dtype=dtype) for w in weights]
        update = mx.optimizer.get_updater(cases.optimizer(mx, name, keywords))
        for row in grads[:3]:
            update([0, 1, 2], [mx.nd.array(g, dtype=dtype) for g in row], weights)
        with open(os.path.join(FOLDER, file), "wb") as stream:
            stream.write(update.get_states(dump_optimizer=True))
        with open(os.path.join(FOLDER, f"plain_{file}"), "wb") as stream:
            stream.write(update.get_states())


def main():
    """Record every case."""
    assert mx.__version__ == "1.9.1" and hasattr(mx.base, "_LIB"), "this is not the real MXNet"
    warnings.simplefilter("ignore")
    found = {}
    for key, name, keywords in cases.cases():
        values = cases.run(mx, name, keywords)
        exact = keywords.get("dtype") == "float64"
        found[key] = values if exact else values.astype("float32")
    np.savez_compressed(os.path.join(FOLDER, "recorded.npz"), **found)
    files()
    told = {
        "rates": [schedules.rates(mx, *row) for row in schedules.SCHEDULES],
        "refusals": [schedules.refusal(mx, *row) for row in schedules.WRONG],
    }
    with open(os.path.join(FOLDER, "schedules.json"), "w") as stream:
        json.dump(told, stream)
        stream.write("\n")
    print(f"{len(found)} runs")


if __name__ == "__main__":
    main()
