"""Attrs given as strings, as Symbol JSON holds them, mean the same as typed ones."""

import numpy as np
import pytest

import mxnet as mx
from tests.ops import calls
from tests.ops.test_forward import run


@pytest.mark.samples(where=lambda case: case.option("strings") and bool(case.sample.attrs))
def test_string_attrs(case):
    check_string_attrs(case)


def check_string_attrs(case):
    """Assert the same outputs with every attr printed."""
    plain, _ = run(case)
    args, kwargs = case.sample.with_inputs(calls.place(case.sample.inputs))
    kwargs.update({name: printed(value) for name, value in case.sample.attrs.items()})
    with calls.mode(case.row, case.sample):
        made = calls.function(case.row.call(case.sample))(*args, **kwargs)
    made = made if isinstance(made, (list, tuple)) else [made]
    case.compare([each.asnumpy() for each in made], plain, "output with string attrs")


def printed(value):
    """Return an attr as MXNet prints it."""
    return np.dtype(value).name if isinstance(value, type) else str(value)


def test_zeros_keep_their_signs():
    """A dict takes -0.0 for 0.0; calls of before are found in one."""
    for bound in (0.0, -0.0, 0, -0.0, 0.0):
        found = 1 / mx.nd.clip(mx.nd.array([-1]), bound, 1)
        assert found.asscalar() == (-np.inf if str(bound) == "-0.0" else np.inf)


@pytest.mark.parametrize(
    "word, kind",
    [
        ("int", "int64"),
        (float, "float64"),
        ("half", "float16"),
        ("f4", "float32"),
        (None, "float64"),
    ],
)
def test_dtypes_have_the_words_of_numpy(word, kind):
    array = mx.nd.Cast(mx.nd.ones((2,)), dtype=word)
    assert np.dtype(array.dtype).name == kind
    assert mx.sym.Cast(mx.sym.var("x"), dtype=word).attr("dtype") == kind


@pytest.mark.parametrize(
    "call",
    [
        lambda x: mx.nd.sum(x, axis=True),
        lambda x: mx.nd.sum(x, axis=1.0),
        lambda x: mx.nd.reshape(x, shape=(3.0, 2)),
        lambda x: mx.nd.one_hot(x, depth=3.0),
        lambda x: mx.nd.one_hot(x, depth=np.float32(3)),
        lambda x: mx.nd.Dropout(x, p=False),
        lambda x: mx.nd.sum(x, keepdims=2),
        lambda x: mx.nd.sum(x, keepdims=1.0),
        lambda x: mx.nd.sum(x, keepdims="yes"),
    ],
)
def test_attrs_of_another_kind_are_refused(call):
    """A number that merely equals one is no integer, and 2 is no truth value."""
    with pytest.raises(mx.MXNetError, match="does not fit"):
        call(mx.nd.ones((2, 3)))


def test_a_dtype_that_may_be_none_is_left_open():
    assert mx.nd.softmax(mx.nd.ones((2, 2))).dtype == np.float32
    assert mx.nd.ones((2, 2)).log_softmax().dtype == np.float32


def test_no_dtype_is_that_of_the_data():
    x = mx.nd.ones((2,), dtype="float16")
    assert mx.nd.softmax(x).dtype == mx.nd.softmax(x, dtype=None).dtype == np.float16
    assert mx.nd.random.normal(shape=(2,)).dtype == np.float32


def test_what_equals_an_accepted_value_is_read_anew():
    x = mx.nd.ones((2, 3))
    assert mx.nd.sum(x, axis=1).shape == (2,)
    assert mx.nd.reshape(x, shape=(3, 2)).shape == (3, 2)
    for refused in (1.0, True):
        with pytest.raises(mx.MXNetError, match="does not fit"):
            mx.nd.sum(x, axis=refused)
    with pytest.raises(mx.MXNetError, match="does not fit"):
        mx.nd.reshape(x, shape=(3.0, 2))
