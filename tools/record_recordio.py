"""Record what MXNet 1.9.1 writes for the records of tests/recordio/cases.py.

    <python with mxnet 1.9.1> tools/record_recordio.py

Run from a folder that holds no `mxnet` of its own.
"""

import importlib.util
import json
import pathlib
import tempfile

import mxnet as mx

FOLDER = pathlib.Path(__file__).resolve().parents[1] / "tests" / "recordio"


def load_cases():
    """The module of cases, without importing the project's package."""
    spec = importlib.util.spec_from_file_location("cases", FOLDER / "cases.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main():
    """Write recorded.json."""
    assert mx.__version__ == "1.9.1"
    cases = load_cases()
    folder = pathlib.Path(tempfile.mkdtemp())
    record = mx.recordio.MXIndexedRecordIO(str(folder / "a.idx"), str(folder / "a.rec"), "w")
    for number, data in enumerate(cases.RECORDS.values()):
        record.write_idx(3 * number, data)
    record.close()
    found = {
        "rec": (folder / "a.rec").read_bytes().hex(),
        "idx": (folder / "a.idx").read_text(),
        "packed": {k: mx.recordio.pack(*v).hex() for k, v in cases.HEADERS.items()},
    }
    (FOLDER / "recorded.json").write_text(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
