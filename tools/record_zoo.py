"""Record the networks of the real MXNet 1.9.1: how they print, their parameters, their numbers.

Run it with a Python that has mxnet 1.9.1: ``python tools/record_zoo.py``. Running it again gives
the same file.
"""

import gzip
import json
import os
import pathlib
import sys

os.environ["OMP_NUM_THREADS"] = "1"  # one order of summation
# Last, so that `mxnet` is the reference and not the package beside the tests.
sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent))

import mxnet as mx
from mxnet.gluon.model_zoo.vision import get_model
from tests.gluon import zoo_cases

PATH = pathlib.Path(zoo_cases.__file__).with_name("recorded_zoo.json.gz")


def main():
    """Write tests/gluon/recorded_zoo.json.gz."""
    try:
        get_model("")
    except ValueError as error:
        names = str(error).split("\n\t")[1:]
    found = {"described": {name: zoo_cases.describe(mx, name) for name in names}}
    found["predicted"], found["trained"] = {}, {}
    for name in zoo_cases.SIZES:
        net = zoo_cases.made(mx, name)
        found["predicted"][name] = rounded(zoo_cases.predict(mx, name, net))
        if name in zoo_cases.TRAINED:
            found["trained"][name] = rounded(zoo_cases.train(mx, name, net))
    PATH.write_bytes(gzip.compress(json.dumps(found).encode(), mtime=0))
    print(len(names), "networks,", PATH.stat().st_size, "bytes")


def rounded(value):
    """Return nested numbers with seven digits, which is what float32 holds."""
    if isinstance(value, dict):
        return {key: rounded(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [rounded(each) for each in value]
    return float(f"{value:.7g}")


if __name__ == "__main__":
    main()
