"""Metrics and batches whose numbers stand in ``recorded.json``.

Run as a program by a Python that has MXNet 1.9.1, this file records them anew.
"""

import json
import pathlib

import numpy as np

RECORDED = pathlib.Path(__file__).with_name("recorded.json")

# name of the case: metric, arguments, kind of batch
CASES = {
    "accuracy": ("acc", {}, "classes"),
    "accuracy, two axes": ("acc", {"axis": 1}, "maps"),
    "accuracy of classes": ("acc", {}, "guesses"),
    "top 2": ("top_k_accuracy", {"top_k": 2}, "classes"),
    "top 4": ("top_k_acc", {"top_k": 4}, "classes"),
    "f1": ("f1", {}, "binary"),
    "f1, micro": ("f1", {"average": "micro"}, "binary"),
    "mcc": ("mcc", {}, "binary"),
    "mcc, micro": ("mcc", {"average": "micro"}, "binary"),
    "perplexity": ("perplexity", {"ignore_label": None}, "classes"),
    "perplexity without class 1": ("perplexity", {"ignore_label": 1}, "classes"),
    "mae": ("mae", {}, "numbers"),
    "mae of a vector": ("mae", {}, "vectors"),
    "mse": ("mse", {}, "numbers"),
    "rmse": ("rmse", {}, "numbers"),
    "cross entropy": ("ce", {}, "classes"),
    "cross entropy, eps": ("ce", {"eps": 0.1}, "classes"),
    "nll": ("nll_loss", {}, "classes"),
    "pearson": ("pearsonr", {}, "numbers"),
    "pearson, micro": ("pearsonr", {"average": "micro"}, "numbers"),
    "pcc": ("pcc", {}, "classes"),
    "pcc of two": ("pcc", {}, "binary"),
    "loss": ("loss", {}, "numbers"),
    "torch": ("torch", {}, "numbers"),
    "caffe": ("caffe", {}, "numbers"),
    "custom": (lambda label, pred: np.abs(label - pred).max(), {}, "numbers"),
    "custom, counted": (lambda label, pred: ((label * pred).sum(), 3), {}, "numbers"),
    "several": (["acc", "ce", "pcc"], {}, "classes"),
}


def batches(kind):
    """Four batches of two outputs each: pairs of lists of NumPy arrays."""
    random = np.random.RandomState(len(kind))
    for _ in range(4):
        pairs = [PAIRS[kind](random) for _ in range(2)]
        yield [label for label, _ in pairs], [pred for _, pred in pairs]


def scores(random, *shape):
    """Probabilities over axis 1."""
    found = random.uniform(0.01, 1, shape)
    return (found / found.sum(axis=1, keepdims=True)).astype("float32")


PAIRS = {
    "classes": lambda r: (r.randint(0, 5, 7).astype("float32"), scores(r, 7, 5)),
    "maps": lambda r: (r.randint(0, 3, (2, 4)).astype("float32"), scores(r, 2, 3, 4)),
    "guesses": lambda r: (r.randint(0, 3, 9).astype("int32"), r.randint(0, 3, 9).astype("int32")),
    "binary": lambda r: (r.randint(0, 2, 8).astype("float32"), scores(r, 8, 2)),
    "numbers": lambda r: (r.randn(4, 3).astype("float32"), r.randn(4, 3).astype("float32")),
    "vectors": lambda r: (r.randn(6).astype("float32"), r.randn(6, 1).astype("float32")),
}


def answer(mx, case):
    """What a metric says after each batch; the local sums are emptied after the second."""
    metric, arguments, kind = CASES[case]
    metric = mx.metric.create(metric, **arguments)
    said = []
    for number, (labels, preds) in enumerate(batches(kind)):
        metric.update([mx.nd.array(a, dtype=a.dtype) for a in labels],
                      [mx.nd.array(a, dtype=a.dtype) for a in preds])  # fmt: skip
        said.append([plain(metric.get()), plain(metric.get_global())])
        if number == 1:
            metric.reset_local()
    metric.reset()
    return [*said, [plain(metric.get()), plain(metric.get_global())]]


def plain(pair):
    """Fit for JSON."""
    name, value = pair
    return [name, [float(v) for v in value] if isinstance(value, list) else float(value)]


def main():
    """Record."""
    import mxnet as mx

    assert mx.__version__ == "1.9.1" and hasattr(mx.base, "_LIB"), "this records the real one"
    RECORDED.write_text(json.dumps({case: answer(mx, case) for case in CASES}, indent=0) + "\n")


if __name__ == "__main__":
    main()
