"""Arithmetic with numbers: what is told, what is kept exact, what is refused."""

import numpy as np
import pytest

import mxnet as mx
from mxnet import nd
from mxnet.ndarray import arithmetic


def test_a_fraction_meeting_integers_is_told_once(monkeypatch):
    monkeypatch.setattr(arithmetic, "_warned", False)
    x = nd.array([2], dtype="int32")
    with pytest.warns(RuntimeWarning, match="fraction is cut off"):
        assert (x * 3.9).asnumpy().tolist() == [6]
    with np.testing.assert_no_warnings():
        x * 3.9
        x * 3.0
        nd.ones((1,)) * 3.9


def test_large_integers_keep_their_digits():
    x = nd.array([1], dtype="int64")
    assert (x * (2**53 + 1)).asscalar() == 2**53 + 1
    assert nd.array([2**53 + 1], dtype="int64").asscalar() == 2**53 + 1
    x[:] = 2**62 + 1
    assert x.asscalar() == 2**62 + 1


@pytest.mark.parametrize("dtype", ["float16", "float32", "float64"])
@pytest.mark.parametrize("other", [3, 0.5, np.float32(0.5), "array", "row"])
@pytest.mark.parametrize("name", ["add", "sub", "mul", "truediv", "mod"])
def test_in_place_is_the_operator(dtype, other, name):
    x = nd.array([[5, 7], [-3, 2]], dtype=dtype)
    if other == "array":
        other = nd.array([[1, 2], [3, 5]], dtype=dtype)
    elif other == "row":
        other = nd.array([2, 3], dtype=dtype)
    expected = getattr(x, f"__{name}__")(other).asnumpy()
    place = x[:]
    changed = getattr(x, f"__i{name}__")(other)
    assert changed is x and place is x
    assert x.dtype == expected.dtype and np.array_equal(x.asnumpy(), expected)


def test_other_operands_are_refused():
    x = nd.ones((2,))
    for other in ("a", None, [1, 2], np.ones(2), object()):
        for act in (x.__add__, x.__radd__, x.__eq__, x.__imul__, lambda y: nd.add(y, x)):
            with pytest.raises(TypeError, match="not supported"):
                act(other)


def test_contexts_on_one_device_meet():
    x = nd.ones((2,), ctx=mx.cpu(0)) + nd.ones((2,), ctx=mx.cpu(1))
    assert x.context == mx.cpu(0) and x.asnumpy().tolist() == [2, 2]
