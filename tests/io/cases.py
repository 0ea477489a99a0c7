"""Iterators whose batches stand in ``recorded.json``.

Run as a program by a Python that has MXNet 1.9.1, this file records them anew.
"""

import json
import os
import pathlib
import struct
import tempfile

import numpy as np

RECORDED = pathlib.Path(__file__).with_name("recorded.json")

ROWS = np.arange(20).reshape(10, 2)
LABELS = np.arange(10)


def array_cases():
    """NDArrayIter in all its ways."""
    for handle in ("pad", "discard", "roll_over"):
        for batch_size in (3, 5, 10, 15, 23):
            if handle == "roll_over" and batch_size == 23:
                continue  # 1.9.1 cannot keep more than there is
            for shuffle in (False, True):
                name = f"arrays, {handle}, {batch_size}" + ", shuffled" * shuffle
                yield name, "NDArrayIter", {
                    "data": ROWS, "label": LABELS, "batch_size": batch_size,
                    "last_batch_handle": handle, "shuffle": shuffle,
                }  # fmt: skip
    two = {"b": ROWS, "a": ROWS * 2}
    yield "arrays by name", "NDArrayIter", {"data": two, "label": {"c": LABELS}, "batch_size": 4}
    yield "arrays in a list", "NDArrayIter", {"data": [ROWS, ROWS], "batch_size": 4}
    yield "no label", "NDArrayIter", {"data": ROWS.astype("float64"), "batch_size": 4}


FILES = {
    "rows.csv": "1,2,3\n4,5,6\n7,8,9\n1.5,-2e3, 3 \n+1,.5,0\n",
    "labels.csv": "0\n1\n2\n3\n4\n",
    "pairs.csv": "0,1\n1,2\n3,4\n5,6\n7,8\n",
    "ints.csv": "1,2147483648\n\n3,-4\n5,6",
    "rows.t": "1.0 0:0.5 2:1.2\n-2.0\n-3.0 0:0.6 1:2.4 2:1.2\n4 2:-1.2\n",
    "labels.t": "1.0\n-2.0 0:0.125\n-3.0 2:1.2\n4 1:1.0 2:-1.2\n",
}
CSV = {"data_csv": "rows.csv", "data_shape": (3,)}
SVM = {"data_libsvm": "rows.t", "data_shape": (3,)}
DIGITS = {"image": "images", "label": "labels", "silent": True, "shuffle": False}
FILE_CASES = [
    ("csv", "CSVIter", {**CSV, "label_csv": "labels.csv", "batch_size": 2}),
    ("csv without rounding", "CSVIter", {**CSV, "batch_size": 2, "round_batch": False}),
    ("csv of texts", "CSVIter", {"data_csv": "rows.csv", "data_shape": "(3,)", "batch_size": "4"}),
    ("csv of matrices", "CSVIter", {"data_csv": "rows.csv", "data_shape": (3, 1), "batch_size": 5,
                                    "label_csv": "pairs.csv", "label_shape": (2,)}),
    ("csv of int64", "CSVIter", {"data_csv": "ints.csv", "data_shape": (2,), "batch_size": 2,
                                 "dtype": "int64"}),
    ("csv, named", "CSVIter", {**CSV, "batch_size": 5, "data_name": "x", "label_name": "y"}),
    ("libsvm", "LibSVMIter", {**SVM, "batch_size": 3}),
    ("libsvm, whole", "LibSVMIter", {**SVM, "batch_size": 2}),
    ("libsvm, labels apart", "LibSVMIter", {**SVM, "batch_size": 3, "label_libsvm": "labels.t",
                                            "label_shape": (3,)}),
    ("digits", "MNISTIter", {**DIGITS, "batch_size": 2}),
    ("digits, flat", "MNISTIter", {**DIGITS, "batch_size": 2, "flat": True}),
    ("digits, a part", "MNISTIter", {**DIGITS, "batch_size": 1, "num_parts": 2, "part_index": 1}),
]  # fmt: skip
CASES = {name: (kind, given) for name, kind, given in [*array_cases(), *FILE_CASES]}


def write_files(folder):
    """The files that the cases read."""
    for name, text in FILES.items():
        pathlib.Path(folder, name).write_text(text)
    pixels = (np.arange(5 * 2 * 3) * 8).astype("uint8").tobytes()
    pathlib.Path(folder, "images").write_bytes(struct.pack(">4i", 2051, 5, 2, 3) + pixels)
    pathlib.Path(folder, "labels").write_bytes(struct.pack(">2i", 2049, 5) + bytes(range(5)))


def answer(mx, case):
    """Descriptions, then the batches of three epochs. Files are those of the working directory."""
    kind, given = CASES[case]
    np.random.seed(7)
    iterator = getattr(mx.io, kind)(**given)
    described = [
        [d.name, list(d.shape), np.dtype(d.dtype).name, d.layout]
        for d in iterator.provide_data + iterator.provide_label
    ]
    epochs = []
    for _ in range(3):
        epochs.append([shown(batch) for batch in iterator])
        iterator.reset()
    return [described, epochs]


def shown(batch):
    """What a batch holds; rows that do not count only where they are defined."""
    return [
        [a.asnumpy().tolist() for a in batch.data],
        [a.asnumpy().tolist() for a in batch.label],
        batch.pad,
    ]


def main():
    """Record."""
    import mxnet as mx

    assert mx.__version__ == "1.9.1" and hasattr(mx.base, "_LIB"), "this records the real one"
    with tempfile.TemporaryDirectory() as folder:
        write_files(folder)
        os.chdir(folder)
        found = {case: answer(mx, case) for case in CASES}
    RECORDED.write_text(json.dumps(found) + "\n")


if __name__ == "__main__":
    main()
