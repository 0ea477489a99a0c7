"""Record what MXNet 1.9.1 answers to the cases of tests/image/cases.py.

    <python with mxnet 1.9.1> tools/record_image.py

Run from a folder that holds no `mxnet` of its own.
"""

import importlib.util
import pathlib

import numpy as np

import mxnet as mx

FOLDER = pathlib.Path(__file__).resolve().parents[1] / "tests" / "image"


def main():
    """Write recorded.npz."""
    assert mx.__version__ == "1.9.1"
    spec = importlib.util.spec_from_file_location("cases", FOLDER / "cases.py")
    cases = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(cases)
    found = {}
    for name, case in cases.CASES.items():
        answer = case(mx)
        found[name] = answer.asnumpy() if hasattr(answer, "asnumpy") else answer
    np.savez_compressed(FOLDER / "recorded.npz", **found)


if __name__ == "__main__":
    main()
