"""Record what the real MXNet 1.9.1 answers to the programs of tests/gluon/block_cases.py.

Run it with a Python that has mxnet 1.9.1: ``python tools/record_blocks.py``.
"""

import json
import pathlib
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
# Last, so that `mxnet` is the reference and not the package beside the tests.
sys.path.append(str(ROOT))

import mxnet as mx
from tests.gluon import block_cases


def main():
    """Write tests/gluon/recorded_blocks.json."""
    found = {}
    for name in block_cases.CASES:
        with tempfile.TemporaryDirectory() as folder:
            found[name] = block_cases.run(mx, name, folder)
    text = json.dumps(found, indent=1, sort_keys=True)
    (ROOT / "tests/gluon/recorded_blocks.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
