"""Writes to arrays on the tape: refused before anything changes, or recorded, never a wrong
gradient."""

import numpy as np
import pytest

import mxnet as mx
from mxnet import autograd, nd

WRITES = {
    "whole": lambda x: x.__setitem__(slice(None), 5),
    "row": lambda x: x.__setitem__(0, 5),
    "column": lambda x: x.__setitem__((slice(None), 0), 5),
    "rows": lambda x: x.__setitem__([0, 1], 5),
    "mask": lambda x: x.__setitem__(np.array([True, False]), 5),
    "array": lambda x: x.__setitem__(slice(None), nd.zeros((2, 2))),
    "numpy": lambda x: x.__setitem__(0, np.zeros(2)),
    "+=": lambda x: x.__iadd__(1),
    "-= array": lambda x: x.__isub__(nd.ones((2, 2))),
    "*=": lambda x: x.__imul__(2),
    "/=": lambda x: x.__itruediv__(2),
    "%=": lambda x: x.__imod__(2),
    "out=": lambda x: nd.exp(nd.ones((2, 2)), out=x),
    "copyto": lambda x: nd.ones((2, 2)).copyto(x),
    "slice_assign_scalar": lambda x: x.slice_assign_scalar(5, (0, 0), (1, 1), (1, 1)),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES.keys())
def test_refused_before_anything_changes(write):
    x = nd.array([[1, 2], [3, 4]])
    x.attach_grad()
    with autograd.record():
        y = x * x
        for array in (x, y):
            before = array.asnumpy()
            with pytest.raises(mx.MXNetError, match="Inplace operations"):
                write(array)
            assert np.array_equal(array.asnumpy(), before)
    y.backward()
    assert np.array_equal(x.grad.asnumpy(), 2 * x.asnumpy())


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES.keys())
def test_allowed_outside_of_recording_and_the_variable_stays_one(write):
    x = nd.array([[1, 2], [3, 4]])
    x.attach_grad()
    write(x)
    with autograd.record():
        y = x * x
    y.backward()
    assert np.allclose(x.grad.asnumpy(), 2 * x.asnumpy())


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES.keys())
def test_allowed_on_constants_while_recording(write):
    x = nd.array([[1, 2], [3, 4]])
    with autograd.record():
        write(x)
    assert not np.array_equal(x.asnumpy(), [[1, 2], [3, 4]])


def test_a_part_cannot_take_a_recorded_value():
    x, z = nd.array([1, 2]), nd.zeros((2,))
    x.attach_grad()
    with autograd.record():
        for write in (lambda: z.__setitem__(0, x[0]), lambda: z.__iadd__(x)):
            with pytest.raises(mx.MXNetError, match="Inplace operations"):
                write()
    assert z.asnumpy().tolist() == [0, 0]


def test_a_whole_array_takes_a_recorded_value_and_its_gradient():
    x, z = nd.array([1, 2]), nd.zeros((3, 2), dtype="float64")
    x.attach_grad()
    with autograd.record():
        z[:] = x * 2
        (z * z).backward()
    assert z.asnumpy().tolist() == [[2, 4]] * 3
    assert x.grad.asnumpy().tolist() == [24, 48]


def test_a_kept_array_that_changed_is_an_error():
    x = nd.array([1, 2])
    x.attach_grad()
    with autograd.record():
        y = x * x
    x[0:1] = 7  # through a view, outside of recording
    with pytest.raises(mx.MXNetError, match="written to after"):
        y.backward()


def test_views_of_a_variable():
    x = nd.array([[1, 2], [3, 4]])
    row = x[1]
    row.attach_grad()
    with autograd.record():
        y = row * row
    y.backward()
    assert row.grad.asnumpy().tolist() == [6, 8]
    x[1] = 0
    assert row.asnumpy().tolist() == [0, 0]


@pytest.mark.parametrize("shape, key", [((1,), 0), ((2,), slice(0, 2)), ((1, 2), 0), ((2,), ...),
                                        ((2, 1), (slice(None), 0))])  # fmt: skip
def test_a_key_that_names_all_of_an_array_takes_recorded_values(shape, key):
    x, buffer = nd.array([3.0]), nd.zeros(shape)
    x.attach_grad()
    with autograd.record():
        buffer[key] = 2 * x
        y = (buffer * buffer).sum()
    y.backward()
    assert buffer.shape == shape and (buffer.asnumpy() == 6).all()
    assert x.grad.asscalar() == 24 * buffer.size
