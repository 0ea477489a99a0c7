"""What a line of `cases.txt` gives, as plain values: asked here of this package, and of MXNet 1.9.1
by whoever records: ``python tests/sparse/answers.py``, from another folder, by a Python with mxnet
1.9.1.

`c` is a csr matrix, `r` a row_sparse one, `d` dense; statements before the last `;` run first.
"""

import json
import pathlib

HERE = pathlib.Path(__file__).parent


def lines():
    """Return the expressions."""
    text = (HERE / "cases.txt").read_text()
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def answer(mx, line):
    """Return what a line gives, or the name of what it raises."""
    import numpy as np
    import scipy.sparse as ss

    nd, sp = mx.nd, mx.nd.sparse
    names = {
        "mx": mx, "nd": nd, "sp": sp, "np": np, "ss": ss, "d": nd.ones((3, 4)),
        "c": sp.csr_matrix(([1.0, 2, 3], [0, 2, 1], [0, 2, 2, 3]), shape=(3, 4)),
        "r": sp.row_sparse_array(([[1.0, 2], [3, 4]], [1, 3]), shape=(5, 2)),
    }  # fmt: skip
    *before, last = line.split(";")
    try:
        exec(";".join(before), names)
        return told(mx, eval(last, names))
    except Exception as error:
        return {"raised": type(error).__name__}


def told(mx, value):
    """Return an array, or anything else, as JSON can hold it."""
    if not isinstance(value, mx.nd.NDArray):
        return {"value": str(value)}
    found = {"stype": value.stype, "dtype": value.dtype.__name__, "shape": list(value.shape)}
    parts = {"default": [], "csr": ["data", "indices", "indptr"], "row_sparse": ["data", "indices"]}
    for part in parts[value.stype]:
        found[part] = getattr(value, part).asnumpy().tolist()
    if value.stype == "default":
        found["data"] = value.asnumpy().tolist()
    return found


if __name__ == "__main__":
    import mxnet

    recorded = {line: answer(mxnet, line) for line in lines()}
    rows = (f"{json.dumps(line)}: {json.dumps(found)}" for line, found in recorded.items())
    (HERE / "recorded.json").write_text("{\n" + ",\n".join(rows) + "\n}\n")
