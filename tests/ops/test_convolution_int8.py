"""Convolution of 8-bit integers, which 1.9.1 does on a CPU: exact, and cut off at the ends."""

import numpy as np
import pytest

import mxnet as mx

DRAW = np.random.RandomState(0).randint
X, W, B = (DRAW(-20, 20, shape).astype("int8") for shape in ((2, 3, 5, 5), (4, 3, 3, 3), (4,)))


def test_the_references_numbers():
    out = mx.nd.Convolution(*(mx.nd.array(x, dtype="int8") for x in (X, W, B)), kernel=(3, 3),
                            num_filter=4)  # fmt: skip
    assert out.dtype == np.int8
    # Recorded from MXNet 1.9.1.
    assert out.asnumpy().ravel()[:8].tolist() == [-128, -128, 96, 127, -128, 127, 127, -128]


@pytest.mark.parametrize(
    ("shapes", "attrs"),
    [
        ((X.shape, W.shape, B.shape), {"kernel": (3, 3), "stride": (2, 2), "pad": (1, 1)}),
        (((1, 4, 5, 5), (4, 2, 2, 2), (4,)), {"kernel": (2, 2), "num_group": 2}),
        (((1, 2, 7), (4, 2, 2), (4,)), {"kernel": (2,), "dilate": (2,)}),
        (((1, 200, 4, 4), (4, 200, 3, 3), (4,)), {"kernel": (3, 3)}),  # beyond float32's reach
    ],
)
def test_it_is_the_convolution_of_numbers_cut_off(shapes, attrs):
    arrays = [DRAW(-3, 4, shape).astype("int8") for shape in shapes]
    low = mx.nd.Convolution(*(mx.nd.array(x, dtype="int8") for x in arrays), num_filter=4, **attrs)
    full = mx.nd.Convolution(*(mx.nd.array(x, dtype="float64") for x in arrays), num_filter=4,
                             **attrs)  # fmt: skip
    np.testing.assert_array_equal(low.asnumpy(), full.asnumpy().clip(-128, 127))
    symbol = mx.sym.Convolution(*map(mx.sym.var, "xwb"), num_filter=4, **attrs)
    given = {name: mx.nd.array(x, dtype="int8") for name, x in zip("xwb", arrays, strict=True)}
    np.testing.assert_array_equal(symbol.eval(**given)[0].asnumpy(), low.asnumpy())


def test_other_integers_and_gradients_are_refused():
    x, w = mx.nd.array(X, dtype="int8"), mx.nd.array(W, dtype="int8")
    attrs = {"kernel": (3, 3), "num_filter": 4, "no_bias": True}
    for dtype in ("int32", "uint8"):
        with pytest.raises(mx.MXNetError, match="floating point"):
            mx.nd.Convolution(x.astype(dtype), w.astype(dtype), **attrs)
    w.attach_grad()
    with mx.autograd.record():
        y = mx.nd.Convolution(x, w, **attrs)
    with pytest.raises(mx.MXNetError, match="has no gradient"):
        y.backward()
