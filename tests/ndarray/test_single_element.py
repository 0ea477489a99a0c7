"""NumPy arrays of one element that `asnumpy` gives: numbers where programs take them for such."""

import copy
import math
import pickle

import numpy as np
import pytest

from mxnet import nd


@pytest.mark.parametrize("shape", [(1,), (1, 1)])
def test_one_element_is_formatted_and_converted_as_a_number(shape):
    value = nd.full(shape, 2.5).asnumpy()
    assert "%f|%d|%.2f" % (value, value, value) == "2.500000|2|2.50"  # noqa: UP031 - as books do
    assert (float(value), int(value), math.sqrt(value * 2.5)) == (2.5, 2, 2.5)


def test_it_is_a_numpy_array_in_every_other_way():
    value = nd.array([2.5]).asnumpy()
    assert isinstance(value, np.ndarray)
    assert repr(value) == "array([2.5], dtype=float32)"
    assert value.shape == (1,) and value.dtype == np.float32 and value.flags.writeable
    assert type(value[0]) is np.float32 and type(value.sum()) is np.float32
    assert type(value + np.zeros(3)) is np.ndarray
    for copied in (pickle.loads(pickle.dumps(value)), copy.deepcopy(value)):
        assert copied.tolist() == [2.5]


def test_several_elements_are_no_number():
    with pytest.raises(TypeError):
        float(nd.ones((2,)).asnumpy())
    assert type(nd.ones((2,)).asnumpy()) is np.ndarray
