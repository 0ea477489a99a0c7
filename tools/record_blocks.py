"""Record what the real MXNet 1.9.1 answers to the programs of tests/gluon/block_cases.py and of
program_cases.py, and the network that it exports.

Run it with a Python that has mxnet 1.9.1: ``python tools/record_blocks.py``.
"""

import json
import pathlib
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
# Last, so that `mxnet` is the reference and not the package beside the tests.
sys.path.append(str(ROOT))

import numpy as np  # noqa: E402

import mxnet as mx  # noqa: E402
from tests.gluon import block_cases, parameter_cases, program_cases  # noqa: E402, F401


def main():
    """Write the two files recorded_*.json and the folder `exported` of tests/gluon."""
    found = {}
    for name in block_cases.CASES:
        with tempfile.TemporaryDirectory() as folder:
            found[name] = block_cases.run(mx, name, folder)
    text = json.dumps(found, indent=1, sort_keys=True)
    (ROOT / "tests/gluon/recorded_blocks.json").write_text(text + "\n", encoding="utf-8")
    numbers = {name: _numbers(program) for name, program in program_cases.CASES.items()}
    text = json.dumps(numbers, sort_keys=True)
    (ROOT / "tests/gluon/recorded_programs.json").write_text(text + "\n", encoding="utf-8")
    folder = ROOT / "tests/gluon/exported"
    folder.mkdir(exist_ok=True)
    with mx.name.NameManager():
        x, out = block_cases.export(mx, str(folder / "net"))
    mx.nd.save(str(folder / "numbers"), {"x": x, "out": out})


def _numbers(program):
    """What a program computes, to six digits."""
    with mx.name.NameManager():
        arrays = [x.asnumpy() for x in program(mx, True)]
    return [np.vectorize(lambda v: float(f"{v:.6g}"))(x).tolist() for x in arrays]


if __name__ == "__main__":
    main()
