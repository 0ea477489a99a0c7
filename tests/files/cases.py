"""The content of the recorded array files, in NumPy alone.

Both `tools/record_params_files.py`, under the reference's Python, and the tests read it.
"""

import numpy as np

DTYPES = ["float32", "float64", "float16", "uint8", "int32", "int8", "int64", "bool"]
BFLOAT16 = np.dtype([("bfloat16", np.uint16)])


def _values(dtype, shape):
    count = int(np.prod(shape))
    start = 0 if dtype in ("uint8", "bool") else -2
    return (np.arange(count) + start).astype(dtype).reshape(shape)


def bfloat16(*floats):
    """bfloat16 values of floats that need no more than its 8 bits of precision."""
    upper = np.array(floats, dtype="<f4").view("<u4") >> 16
    return upper.astype("<u2").view(BFLOAT16)


def dense():
    """File name -> list of arrays, or dict of name to array, saved by `nd.save`."""
    cases = {f"list-{dtype}.nd": [_values(dtype, (2, 3)), _values(dtype, (5,))] for dtype in DTYPES}
    cases.update(
        {f"dict-{dtype}.nd": {"weight": _values(dtype, (3, 1, 2)), "a": _values(dtype, (1,))}
         for dtype in DTYPES})
    cases["list-bfloat16.nd"] = [bfloat16(1, -2, 0.5)]
    cases["dict-bfloat16.nd"] = {"weight": bfloat16(1, -2, 0.5, 3)}
    cases["mixed.nd"] = {f"arg:{dtype}": _values(dtype, (2, 2)) for dtype in DTYPES}
    cases["names.nd"] = {"": _values("float32", (1,)), "größe 重み": _values("float32", (2,))}
    cases["many-dimensions.nd"] = [_values("float32", (1, 2, 1, 3, 1, 2))]
    cases["empty-list.nd"] = []
    cases["empty-dict.nd"] = {}
    return cases


def np_shape():
    """The same for `npx.save`, under NumPy shape semantics."""
    cases = {f"np-{dtype}.nd": [_values(dtype, (2, 3)), _values(dtype, ())] for dtype in DTYPES}
    cases["np-dict.nd"] = {"scalar": np.array(1.5, "float32"), "none": np.zeros((0, 3), "float32")}
    return cases


def row_sparse():
    """File name -> (shape, values, rows)."""
    return {
        "row-sparse.nd": ((5, 2), np.array([[1, 2], [3, 4]], "float32"), np.array([1, 3])),
        "row-sparse-3d.nd": ((4, 2, 3), np.ones((1, 2, 3), "float64"), np.array([3])),
        "row-sparse-empty.nd": ((5, 2), np.zeros((0, 2), "float32"), np.zeros(0, "int64")),
    }


def csr():
    """File name -> (shape, values, columns, row pointers)."""
    integers = np.array
    return {
        "csr.nd": ((3, 4), np.array([1, 2, 3], "float32"), integers([0, 2, 1]),
                   integers([0, 2, 2, 3])),
        "csr-float64.nd": ((2, 2), np.array([7], "float64"), integers([1]), integers([0, 0, 1])),
        "csr-empty.nd": ((5, 2), np.zeros(0, "float32"), np.zeros(0, "int64"),
                         np.zeros(6, "int64")),
    }
