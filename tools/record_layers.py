"""Record what layers and losses of the real MXNet 1.9.1 compute.

Run it with a Python that has mxnet 1.9.1: ``python tools/record_layers.py``. Running it again
gives the same file.
"""

import json
import os
import pathlib
import sys

os.environ["OMP_NUM_THREADS"] = "1"  # one order of summation
# Last, so that `mxnet` is the reference and not the package beside the tests.
sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent))

import numpy as np

import mxnet as mx
from tests.gluon import nn_cases

PATH = pathlib.Path(nn_cases.__file__).with_name("recorded_nn.npz")


def main():
    """Write tests/gluon/recorded_nn.npz: all numbers in a row, where each array's are, and digests
    of graphs."""
    index, graphs, numbers, start = {}, {}, [], 0
    for name, case in {**nn_cases.layers(), **nn_cases.losses()}.items():
        index[name] = {}
        try:
            graphs[name] = nn_cases.graph(mx, case)
        except (AttributeError, mx.MXNetError):
            pass  # some losses know arrays only
        for key, array in nn_cases.run(mx, name, case, hybridize=False).items():
            index[name][key] = [start, list(array.shape)]
            numbers.append(array.ravel())
            start += array.size
    np.savez_compressed(PATH, index=json.dumps([index, graphs]), numbers=np.concatenate(numbers))
    print(len(index), "cases,", PATH.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
