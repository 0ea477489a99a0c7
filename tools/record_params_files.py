"""Write the array files of tests/files/data with the real MXNet 1.9.1.

Run it with a Python that has mxnet 1.9.1: ``python tools/record_params_files.py``. What goes into
them is told in tests/files/cases.py. Running it again gives the same files.
"""

import pathlib
import sys

# Last, so that `mxnet` is the reference and not the package beside the tests.
sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent))

import mxnet as mx
from tests.files import cases

ROOT = pathlib.Path(__file__).resolve().parent.parent
DATA = ROOT / "tests" / "files" / "data"


def main():
    """Write every case, then say how much there is."""
    if ROOT in pathlib.Path(mx.__file__).resolve().parents:
        sys.exit(f"this needs the reference, not mxnet {mx.__version__} of {mx.__file__}")
    DATA.mkdir(exist_ok=True)
    for name, content in cases.dense().items():
        mx.nd.save(str(DATA / name), each(nd_array, content))
    for name, (shape, values, rows) in cases.row_sparse().items():
        array = mx.nd.sparse.row_sparse_array((values, rows), shape=shape, dtype=values.dtype)
        mx.nd.save(str(DATA / name), [array])
    for name, (shape, values, columns, pointers) in cases.csr().items():
        array = mx.nd.sparse.csr_matrix((values, columns, pointers), shape, dtype=values.dtype)
        mx.nd.save(str(DATA / name), [array])
    mx.npx.set_np()
    for name, content in cases.np_shape().items():
        mx.npx.save(str(DATA / name), each(np_array, content))
    files = list(DATA.glob("*.nd"))
    print(f"{len(files)} files, {sum(path.stat().st_size for path in files)} bytes")


def each(convert, content):
    """Convert the arrays of a list or dict."""
    if isinstance(content, dict):
        return {name: convert(array) for name, array in content.items()}
    return [convert(array) for array in content]


def nd_array(values):
    """An NDArray of the dtype and values of a NumPy array."""
    if values.dtype != cases.BFLOAT16:
        return mx.nd.array(values, dtype=values.dtype)
    # The reference converts no records; it casts numbers.
    floats = (values.view("<u2").astype("<u4") << 16).view("<f4")
    return mx.nd.array(floats).astype(cases.BFLOAT16)


def np_array(values):
    """The same under NumPy semantics."""
    return mx.np.array(values, dtype=values.dtype)


if __name__ == "__main__":
    main()
