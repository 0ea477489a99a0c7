"""Record what MXNet 1.9.1 answers to the cases of tests/image.

    <python with mxnet 1.9.1> tools/record_image.py

Run from a folder that holds no `mxnet` of its own.
"""

import importlib.util
import pathlib

import numpy as np

import mxnet as mx

FOLDER = pathlib.Path(__file__).resolve().parents[1] / "tests" / "image"


def main():
    """Write recorded.npz and recorded_records.npz."""
    assert mx.__version__ == "1.9.1"
    for module, name in (("cases", "recorded"), ("record_cases", "recorded_records")):
        spec = importlib.util.spec_from_file_location(module, FOLDER / f"{module}.py")
        cases = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(cases)
        found = {}
        for key, case in cases.CASES.items():
            answer = case(mx)
            found[key] = answer.asnumpy() if hasattr(answer, "asnumpy") else answer
        np.savez_compressed(FOLDER / f"{name}.npz", **found)


if __name__ == "__main__":
    main()
