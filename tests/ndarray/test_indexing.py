"""Indexing against NumPy's, any mix of keys: values, gradients, and what is written where."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mxnet as mx
from mxnet import autograd, nd

SHAPE = (4, 3, 2)


@st.composite
def keys(draw):
    """A key for an array of SHAPE: numbers, slices of any step, new axes, dots, index arrays,
    masks."""
    common = draw(st.sampled_from([(2,), (3, 1), (1,)]))
    parts = []
    for n in SHAPE[: draw(st.integers(1, len(SHAPE)))]:
        kind = draw(st.sampled_from(["number", "slice", "slice", "array", "mask", "new"]))
        if kind == "number":
            parts.append(draw(st.integers(-n, n - 1)))
        elif kind == "slice":
            bound = st.one_of(st.none(), st.integers(-n - 1, n + 1))
            step = draw(st.sampled_from([None, 1, 2, -1, -2]))
            parts.append(slice(draw(bound), draw(bound), step))
        elif kind == "array":
            count = int(np.prod(common))
            values = draw(st.lists(st.integers(-n, n - 1), min_size=count, max_size=count))
            parts.append(np.array(values, dtype="int64").reshape(common))
        elif kind == "mask":
            chosen = draw(st.lists(st.booleans(), min_size=n, max_size=n))
            parts.append(np.array(chosen))
        else:
            parts.append(None)
    if draw(st.booleans()) and sum(x is not None for x in parts) < len(SHAPE):
        parts.append(Ellipsis)
    return tuple(parts)


def as_given(key, wrapped):
    """The key with its arrays as NDArrays, or as they are."""
    if not wrapped:
        return key
    return tuple(nd.array(x, dtype=x.dtype) if isinstance(x, np.ndarray) else x for x in key)


def numpy_reads(x, key):
    """NumPy's answer, in the shape MXNet gives an answer without axes."""
    values = x[key]
    return values.reshape(1) if np.ndim(values) == 0 else values


@settings(max_examples=300, deadline=None)
@given(key=keys(), wrapped=st.booleans())
def test_read_write_and_gradient_are_numpys(key, wrapped):
    values = np.arange(24, dtype="float32").reshape(SHAPE) + 1
    ours = as_given(key, wrapped)
    try:
        expected = numpy_reads(values, key)
    except IndexError:
        with pytest.raises((IndexError, ValueError)):
            nd.array(values)[ours]
        return
    x = nd.array(values)
    assert x[ours].shape == expected.shape
    assert np.array_equal(x[ours].asnumpy(), expected)

    x.attach_grad()
    with autograd.record():
        y = x[ours]
        z = y * y
    z.backward()
    counts = np.zeros_like(values)
    np.add.at(counts, key, 1)
    assert np.array_equal(y.asnumpy(), expected)
    assert np.array_equal(x.grad.asnumpy(), 2 * values * counts)

    written, target = values.copy(), nd.array(values)
    new = -np.arange(expected.size, dtype="float32").reshape(expected.shape)
    written[key] = new.reshape(np.shape(values[key]))
    target[ours] = nd.array(new) if wrapped else new
    once = counts < 2  # of equal places either value may win
    assert np.array_equal(target.asnumpy()[once], written[once])


@pytest.mark.parametrize(
    "key",
    [0, slice(1, 3), (slice(None, None, -1), 1), ([0, 0, 2],), (None, [1, 0], slice(1))],
    ids=str,
)
def test_second_order(key):
    x = nd.array(np.arange(1, 13).reshape(4, 3))
    x.attach_grad()
    with autograd.record():
        y = x[key] ** 3
        first = autograd.grad(y, [x], create_graph=True)[0]
        picked = first[key]
    picked.backward()
    counts = np.zeros((4, 3))
    np.add.at(counts, key, 1)
    # y sums x³ once per place; its gradient is 3·count·x², read count times, hence 6·count²·x
    assert np.allclose(x.grad.asnumpy(), 6 * counts**2 * x.asnumpy())


def test_a_view_of_a_view_shares_memory():
    x = nd.zeros((4, 3))
    x[1:3][1][2:] = 7
    assert x.asnumpy()[2].tolist() == [0, 0, 7]


def test_an_index_array_outside_the_axis_is_refused():
    x = nd.zeros((3,))
    for key in ([3], nd.array([3]), np.array([-4])):
        with pytest.raises(IndexError, match="out of bounds"):
            x[key]


def test_a_mask_of_another_shape_is_refused():
    with pytest.raises(IndexError, match="mask has shape"):
        nd.zeros((3, 2))[np.array([True, False])]


def test_numpy_shapes_give_scalars():
    x = nd.array([[1, 2], [3, 4]])
    assert x[1, 1].shape == (1,)
    with mx.np_shape():
        assert x[1, 1].shape == ()


def test_a_read_only_array_is_not_written():
    x = nd.NDArray((nd.ones((2,))._data, mx.cpu()), writable=False)
    for write in (lambda: x.__setitem__(0, 1), lambda: x.__iadd__(1)):
        with pytest.raises(ValueError, match="read-only"):
            write()
    assert x.asnumpy().tolist() == [1, 1]


def test_a_truth_of_numpy_is_no_index():
    """1.9.1 refuses it too; for NumPy it would be a mask, as a number the second row."""
    with pytest.raises(ValueError, match="does not support slicing with key True"):
        nd.ones((3, 4))[np.bool_(True)]
