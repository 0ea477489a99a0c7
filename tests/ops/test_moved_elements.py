"""Silent faults of the reference where elements are moved, beyond what the rows show."""

import numpy as np
import pytest

import mxnet as mx

nd = mx.nd


def gradient(function, *arrays):
    """Return the gradients of a function's sum."""
    for each in arrays:
        each.attach_grad()
    with mx.autograd.record():
        out = function(*arrays)
    out.backward()
    return [each.grad.asnumpy() for each in arrays]


@pytest.mark.parametrize("axis", [0, 1, -1])
@pytest.mark.parametrize("mode", ["clip", "wrap"])
def test_gradient_of_take_is_that_of_the_slice(axis, mode):
    """Take of one entry has the gradient of the slice, every time (1.8 failed)."""
    data = nd.array(np.random.RandomState(0).randn(30, 20, 8))
    for _ in range(3):
        (taken,) = gradient(lambda x: nd.take(x * x, nd.array([1]), axis=axis, mode=mode), data)
        (sliced,) = gradient(lambda x: nd.slice_axis(x * x, axis=axis, begin=1, end=2), data)
        np.testing.assert_array_equal(taken, sliced)


@pytest.mark.parametrize("dtype", ["float16", "float32"])
def test_gradient_of_take_counts_every_index(dtype):
    """Ones added one by one in float16 stop at 2048; here they are all counted."""
    weight = nd.zeros((2, 3), dtype=dtype)
    index = nd.zeros((6000,), dtype="int32")
    (by_take,) = gradient(lambda w: nd.take(w, index), weight)
    np.testing.assert_array_equal(by_take[0], np.full(3, 6000, dtype))
    (by_name,) = gradient(lambda w: nd.Embedding(index, w, input_dim=2, output_dim=3), weight)
    np.testing.assert_array_equal(by_name, by_take)
    places = nd.zeros((1, 6000), dtype="int32")
    (by_place,) = gradient(lambda w: nd.gather_nd(w, places), weight)
    np.testing.assert_array_equal(by_place, by_take)


@pytest.mark.parametrize("dtype", ["int32", "int64", "float64"])
def test_indices_above_two_to_the_24th(dtype):
    """Indices that float32 cannot hold are exact in every wider dtype."""
    size = 2**24 + 4
    place = 2**24 + 1
    long = nd.zeros((size,), dtype="int8")
    long[place] = 7
    index = nd.array(np.array([place]), dtype=dtype)
    assert nd.take(long, index).asscalar() == 7
    assert nd.pick(long, index, axis=0).asscalar() == 7
    assert nd.gather_nd(long, index.reshape((1, 1))).asscalar() == 7
    assert nd.unravel_index(index, shape=(2, 2**23 + 2)).asnumpy()[1, 0] == place % (2**23 + 2)


def test_gradient_of_gather_nd_with_negative_indices():
    """The reference reads such indices and dies of their gradient."""
    (found,) = gradient(
        lambda x: nd.gather_nd(x, nd.array([[-1, 0, 1], [2, 1, 2]])), nd.ones((2, 3))
    )
    np.testing.assert_array_equal(found, [[0, 1, 0], [0, 0, 2]])


def test_gradient_of_a_value_that_was_overwritten():
    """What scatter_nd and index_copy overwrite has no gradient."""
    (values,) = gradient(
        lambda v: nd.scatter_nd(v, nd.array([[1, 0, 1]]), shape=(3,)), nd.array([1, 2, 3])
    )
    np.testing.assert_array_equal(values, [0, 1, 1])
    old, new = gradient(
        lambda x, v: nd.contrib.index_copy(x, nd.array([1, 1], dtype="int32"), v),
        nd.ones((3, 2)),
        nd.ones((2, 2)),
    )
    np.testing.assert_array_equal(old, [[1, 1], [0, 0], [1, 1]])
    np.testing.assert_array_equal(new, [[0, 0], [1, 1]])


VIEWS = {
    "Reshape": lambda x: nd.Reshape(x, shape=(3, 2)),
    "reshape to the same shape": lambda x: nd.Reshape(x, shape=(2, 3)),
    "Flatten": nd.Flatten,
    "transpose": nd.transpose,
    "SwapAxis": nd.SwapAxis,
    "expand_dims": lambda x: nd.expand_dims(x, axis=0),
    "squeeze": nd.squeeze,
    "slice": lambda x: nd.slice(x, begin=(0, 0), end=(2, 2)),
    "slice_axis": lambda x: nd.slice_axis(x, axis=0, begin=0, end=2),
    "slice_like": lambda x: nd.slice_like(x, nd.zeros((2, 2))),
    "Concat": nd.concat,
    "split": lambda x: nd.split(x, num_outputs=1),
    "split in two": lambda x: nd.split(x, num_outputs=2, axis=0)[1],
    "_split_v2": lambda x: nd.split_v2(x, (1,), axis=0)[0],
    "tile": lambda x: nd.tile(x, reps=(1, 1)),
    "repeat": lambda x: nd.repeat(x, repeats=1, axis=0),
    "reverse": lambda x: nd.reverse(x, axis=()),
    "diag": lambda x: nd.diag(x),
    "broadcast_to": lambda x: nd.broadcast_to(x, shape=(2, 3)),
    "broadcast_axis": lambda x: nd.broadcast_axis(x),
    "broadcast_like": lambda x: nd.broadcast_like(x, x),
    "reshape_like": lambda x: nd.reshape_like(x, x),
    "SequenceMask": nd.SequenceMask,
    "SequenceLast": nd.SequenceLast,
    "cast_storage": lambda x: nd.cast_storage(x, stype="default"),
    "cumsum": lambda x: nd.cumsum(x, axis=0),
    "pick": lambda x: nd.pick(x, nd.zeros((2,))),
    "take": lambda x: nd.take(x, nd.array([0, 1])),
}


@pytest.mark.parametrize("name", VIEWS)
@pytest.mark.parametrize("recording", [False, True])
def test_results_share_no_memory(name, recording):
    """Writing into a result leaves the input alone, and the other way round."""
    data = nd.array([[1, 2, 3], [4, 5, 6]])
    if recording:
        data.attach_grad()
        with mx.autograd.record():
            out = VIEWS[name](data).detach()
    else:
        out = VIEWS[name](data)
    before = out.asnumpy()
    out[:] = -1
    np.testing.assert_array_equal(data.asnumpy(), [[1, 2, 3], [4, 5, 6]])
    out[:] = nd.array(before)
    data[:] = -2
    np.testing.assert_array_equal(out.asnumpy(), before)


def test_set_value_fills_what_it_is_given():
    """The number takes the shape and dtype of out."""
    out = nd.zeros((2, 3), dtype="int32")
    nd._internal._set_value(src=3.7, out=out)
    np.testing.assert_array_equal(out.asnumpy(), np.full((2, 3), 3))


def test_copyto_casts():
    """A copy takes the dtype of out, and no other shape."""
    out = nd.zeros((2,), dtype="int32")
    nd._internal._copyto(nd.array([1.5, -2.5]), out=out)
    np.testing.assert_array_equal(out.asnumpy(), [1, -2])
    with pytest.raises(mx.base.MXNetError, match="_copyto"):
        nd._internal._copyto(nd.array([1.5, -2.5]), out=nd.zeros((3,)))
