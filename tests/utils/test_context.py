"""Contexts that there are not."""

import numpy as np
import pytest

import mxnet as mx


@pytest.mark.parametrize("kind", ["foo", 5, None])
def test_an_unknown_type_is_one_error_of_both_kinds(kind):
    with pytest.raises(KeyError, match="no device type") as first:
        mx.Context(kind)
    assert isinstance(first.value, mx.MXNetError)
    assert str(first.value).startswith("there is no device type")


@pytest.mark.parametrize("number", ["x", None, [1]])
def test_a_number_that_is_none(number):
    with pytest.raises(TypeError, match="device_id must be a number"):
        mx.cpu(number)


def test_numbers_of_other_types():
    assert str(mx.cpu(np.int64(2))) == "cpu(2)" and mx.cpu(True) == mx.cpu(1)
    assert mx.cpu(1.0) == mx.cpu(1) and hash(mx.cpu(1.0)) == hash(mx.cpu(1))
