"""Ask MXNet 1.9.1 what its store holds after pushes in two bits: tests/kvstore/compressed.npz.

Run it with a Python that has the real MXNet 1.9.1 (and not this package), from anywhere:

    python tools/record_kvstore.py
"""

import os
import sys

import numpy as np

import mxnet as mx

FOLDER = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "tests/kvstore")
sys.path.insert(0, FOLDER)

import compressed  # noqa: E402


def main():
    """Record every sample."""
    assert mx.__version__ == "1.9.1" and hasattr(mx.base, "_LIB"), "this is not the real MXNet"
    found = {str(sample): compressed.sums(mx, *sample) for sample in compressed.SAMPLES}
    np.savez_compressed(os.path.join(FOLDER, "compressed.npz"), **found)
    print(f"{len(found)} samples")


if __name__ == "__main__":
    main()
