"""Parts and other shapes share memory whatever order of memory a kernel left its result in."""

import numpy as np
import pytest

from mxnet import autograd, nd


def image():
    """The result of a convolution, whose channels lie side by side."""
    data = nd.random.uniform(shape=(2, 3, 4, 4))
    made = nd.Convolution(data, nd.ones((2, 3, 1, 1)), no_bias=True, kernel=(1, 1), num_filter=2)
    assert not made._data.is_contiguous()
    return made


@pytest.mark.parametrize(
    "part",
    [
        lambda y: y.reshape((-1,)),
        lambda y: y.flatten(inplace=True),
        lambda y: y[0],
        lambda y: y[1:2],
        lambda y: y.expand_dims(0, inplace=True),
    ],
)
def test_what_is_written_to_a_part_is_in_the_whole(part):
    y = image()
    before, view = y.asnumpy(), part(y)
    view[:] = 7
    changed = y.asnumpy() == 7
    assert changed.sum() == view.size
    np.testing.assert_array_equal(y.asnumpy()[~changed], before[~changed])


def test_an_array_on_the_tape_keeps_its_gradient():
    data = nd.random.uniform(shape=(2, 3, 4, 4))
    data.attach_grad()
    weight = nd.ones((2, 3, 1, 1))
    with autograd.record():
        y = nd.Convolution(data, weight, no_bias=True, kernel=(1, 1), num_filter=2)
        loss = (y.reshape((2, -1))[0] * 3).sum()
    first = y[0]  # moves the array outside of record()
    loss.backward()
    assert first.shape == (2, 4, 4)
    assert (data.grad.asnumpy()[0] == 6).all() and (data.grad.asnumpy()[1] == 0).all()
