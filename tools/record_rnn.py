"""Record what MXNet 1.9.1 makes of recurrent networks, in files beside the tests.

Run it with a Python that has MXNet 1.9.1: ``python tools/record_rnn.py``. It writes
tests/gluon/rnn_recorded.json (graphs of tests/gluon/rnn_cases.py as digests, numbers of layers),
tests/gluon/lstm.params (a file of parameters) and tests/rnn/recorded.json (graphs of `mx.rnn`,
tests/rnn/cases.py). What does not live here: the cases.
"""

import importlib.util
import json
from pathlib import Path

import mxnet as mx

TESTS = Path(__file__).resolve().parents[1] / "tests"


def load(path):
    """Return a module of cases, without importing the package around it."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def write(path, found):
    path.write_text(json.dumps(found, indent=0, separators=(",", ":"), sort_keys=True) + "\n")


def rounded(value):
    if isinstance(value, float):
        return float(f"{value:.6g}")
    return [rounded(each) for each in value]


def gluon():
    cases = load(TESTS / "gluon" / "rnn_cases.py")
    found = {"graphs": {}, "numbers": {}}
    for name, make in cases.graphs(mx).items():
        if name not in cases.OURS_ONLY:
            found["graphs"][name] = cases.digest(cases.nodes(mx, make))
    for name, make in cases.layers(mx).items():
        shape = (cases.STEPS, cases.BATCH, cases.FEATURES)
        shape = (shape[1], shape[0], shape[2]) if name == "NTC" else shape
        numbers = cases.run(mx, make(), shape, gradients=name != "projected")
        found["numbers"][name] = {
            key: rounded(value if isinstance(value, float) else value.tolist())
            for key, value in numbers.items()
        }
    write(TESTS / "gluon" / "rnn_recorded.json", found)
    layer = mx.gluon.rnn.LSTM(2, 2, bidirectional=True, input_size=2)
    cases.fill(mx, layer, mx.nd.ones((3, 1, 2)))
    layer.save_parameters(str(TESTS / "gluon" / "lstm.params"))


def symbolic():
    cases, shared = load(TESTS / "rnn" / "cases.py"), load(TESTS / "gluon" / "rnn_cases.py")
    found = {name: shared.digest(shared.nodes(mx, make)) for name, make in cases.graphs(mx).items()}
    write(TESTS / "rnn" / "recorded.json", found)


if __name__ == "__main__":
    gluon()
    symbolic()
