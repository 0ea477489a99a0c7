"""Every version of the array record, built by hand, and the forms 1.9.1 reads but never writes."""

import numpy as np
import pytest

from mxnet._core import params_file
from mxnet._core.errors import MXNetError
from tests.files import build

VERSIONS = {"before V1": None, "V1": build.V1, "V2": build.V2, "V3": build.V3}


@pytest.mark.parametrize("magic", VERSIONS.values(), ids=VERSIONS)
@pytest.mark.parametrize("context", [build.CPU, build.GPU], ids=["cpu", "gpu"])
def test_versions(magic, context):
    matrix = build.array(magic, (2, 2), 0, build.floats(1, 2, 3, 4), context)
    vector = build.array(magic, (3,), 3, b"\1\2\3", context)
    arrays, names = params_file.loads(build.file(matrix, vector, names=["m", "v"]))
    assert names == ["m", "v"]
    assert arrays[0].dtype == np.float32
    assert arrays[0].tolist() == [[1, 2], [3, 4]]
    assert arrays[1].dtype == np.uint8
    assert arrays[1].tolist() == [1, 2, 3]


@pytest.mark.parametrize("magic", VERSIONS.values(), ids=VERSIONS)
@pytest.mark.parametrize("flag, dtype", params_file.DTYPE_OF_FLAG.items())
def test_dtype_flags(magic, flag, dtype):
    data = bytes([1, 0] * dtype.itemsize)
    (array,), _ = params_file.loads(build.file(build.array(magic, (2,), flag, data)))
    assert array.dtype == dtype
    assert array.tobytes() == data


def test_versions_can_be_mixed_in_one_file():
    arrays = [build.array(magic, (1,), 0, build.floats(7)) for magic in VERSIONS.values()]
    assert [array.tolist() for array in params_file.loads(build.file(*arrays))[0]] == [[7.0]] * 4


def test_a_scalar_needs_version_3():
    (scalar,), _ = params_file.loads(build.file(build.array(build.V3, (), 0, build.floats(5))))
    assert scalar.shape == ()
    assert scalar == 5


@pytest.mark.parametrize("head", [build.old_shape(), build.u32(build.V1) + build.shape(),
                                  build.u32(build.V2) + build.i32(0) + build.shape()])
def test_an_array_never_given_a_value_is_named(head):
    with pytest.raises(MXNetError, match="array 0 of 1: it was saved without a value"):
        params_file.loads(build.file(head))


def test_reserved_header_bytes_are_ignored():
    data = build.file(build.array(build.V2, (1,), 0, build.floats(1)), reserved=9)
    assert params_file.loads(data)[0][0].tolist() == [1]


def test_bools_are_zero_or_one():
    """A byte of 2 is true to MXNet; to NumPy it would be a bool unequal to True."""
    data = build.file(build.array(build.V2, (4,), 7, b"\0\1\2\xff"))
    (array,), _ = params_file.loads(data)
    assert array.tobytes() == b"\0\1\1\1"


def test_csr_without_row_pointers():
    empty = build.sparse(2, (0,), (3, 4), 0, [(6, (0,)), (6, (0,))], b"")
    (array,), _ = params_file.loads(build.file(empty))
    assert array.indptr.shape == array.indices.shape == (0,)


def test_sparse_in_version_3():
    data = build.floats(1, 2) + build.u64(2)
    entry = build.sparse(1, (1, 2), (3, 2), 0, [(6, (1,))], data, magic=build.V3)
    (array,), _ = params_file.loads(build.file(entry))
    assert array.shape == (3, 2)
    assert array.indices.tolist() == [2]


def test_a_bare_array_as_in_pickles():
    raw = build.array(build.V2, (2,), 4, build.i32(3) + build.i32(-4))
    array = params_file.loads_array(raw)
    assert array.tolist() == [3, -4]
    assert params_file.dumps_array(array) == raw
    with pytest.raises(MXNetError, match="1 bytes follow"):
        params_file.loads_array(raw + b"x")
    with pytest.raises(MXNetError, match="one bare array"):
        params_file.loads(raw)
