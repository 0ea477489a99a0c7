"""Rows of convolution and transposed convolution."""

import numpy as np

from tests.ops.row import Row, Sample, Wrong, integers, normal

X = normal(2, 4, 5, 4)
W = normal(3, 4, 3, 2, scale=0.5)
B = normal(3)
X64 = normal(2, 4, 5, 4, dtype="float64")
W64 = normal(4, 3, 3, 2, dtype="float64")
PLAIN = {"kernel": (3, 2), "num_filter": 3}

NO_GRADIENT = {
    "gradient_recorded": False,
    "because": "the reference has no gradient of an empty batch",
}

WRONG = [
    Wrong(X, normal(3, 2, 3, 2), B, says="weight", **PLAIN),
    Wrong(X, W, normal(4), says="bias", **PLAIN),
    Wrong(normal(2, 4, 5), W, B, says="data", **PLAIN),
    Wrong(X, W, says="bias", **PLAIN),
    Wrong(X, W, B, says="bias", no_bias=True, **PLAIN),
    Wrong(X, W, B, says="stride", stride=(1,), **PLAIN),
    Wrong(X, W, B, says="stride", stride=(0, 1), **PLAIN),
    Wrong(X, W, B, says="dilate", dilate=(0, 1), **PLAIN),
    Wrong(X, W, B, says="kernel", num_filter=3),
    Wrong(X, W, B, says="num_filter", kernel=(3, 2)),
    Wrong(X, W, B, says="num_filter", kernel=(3, 2), num_filter=0),
    Wrong(X, W, B, says="num_group", num_group=2, **PLAIN),
    Wrong(X, W, B, says="kernel", kernel=(3, 0), num_filter=3),
    Wrong(normal(2, 4, 2, 2), W, B, says="exceeds", **PLAIN),
    Wrong(X, W, B, says="layout", layout="NCDHW", **PLAIN),
    Wrong(X, W.astype("float64"), B, says="dtype", **PLAIN),
    Wrong(
        integers(1, 1, 3, 3, dtype="int32"),
        integers(1, 1, 2, 2, dtype="int32"),
        says="floating point",
        kernel=(2, 2),
        num_filter=1,
        no_bias=True,
    ),
]

DILATED = Sample(X, W, no_bias=True, stride=(2, 1), pad=(1, 1), dilate=(2, 1), **PLAIN)

OLD = [
    Sample(X, W, B, **PLAIN),
    Sample(X, W, no_bias=True, stride=(2, 1), pad=(1, 1), **PLAIN),
    Sample(X, normal(6, 2, 2, 2), normal(6), kernel=(2, 2), num_filter=6, num_group=2),
]

CHANNELS_LAST = "the reference takes these layouts on GPUs only; they must mean the same numbers"


def transposed(f):
    """Return the channels-last form of a NumPy convolution with the channels behind the batch."""

    def last(data, weight, bias=None, layout=None, **attrs):
        out = f(data.transpose(0, 3, 1, 2), weight.transpose(0, 3, 1, 2), bias, **attrs)
        return out.transpose(0, 2, 3, 1)

    return last


def correlate(data, weight, bias, kernel, num_filter, stride=(1, 1), pad=(0, 0)):
    """Return a plain two-dimensional convolution, window by window."""
    data = np.pad(data, [(0, 0), (0, 0), (pad[0], pad[0]), (pad[1], pad[1])])
    size = [(data.shape[i + 2] - kernel[i]) // stride[i] + 1 for i in range(2)]
    out = np.zeros((len(data), num_filter, *size), data.dtype)
    for i in range(size[0]):
        for j in range(size[1]):
            y, x = i * stride[0], j * stride[1]
            part = data[:, :, y : y + kernel[0], x : x + kernel[1]]
            out[:, :, i, j] = np.einsum("nchw,fchw->nf", part, weight)
    return out if bias is None else out + bias[:, None, None]


def spread(data, weight, bias, kernel, num_filter, stride=(1, 1), no_bias=True):
    """Return a plain two-dimensional transposed convolution, entry by entry."""
    size = [(data.shape[i + 2] - 1) * stride[i] + kernel[i] for i in range(2)]
    out = np.zeros((len(data), num_filter, *size), data.dtype)
    for i in range(data.shape[2]):
        for j in range(data.shape[3]):
            y, x = i * stride[0], j * stride[1]
            part = np.einsum("nc,cfhw->nfhw", data[:, :, i, j], weight)
            out[:, :, y : y + kernel[0], x : x + kernel[1]] += part
    return out if bias is None else out + bias[:, None, None]


def last(f, *inputs, **attrs):
    """Return a channels-last sample checked against NumPy."""
    return Sample(*inputs, **attrs).but(
        reference=transposed(f), record=False, because=CHANNELS_LAST
    )


ROWS = [
    Row(
        "Convolution",
        *OLD,
        DILATED,
        Sample(
            normal(1, 2, 3, 4, 3), normal(2, 2, 2, 2, 2), normal(2), kernel=(2, 2, 2), num_filter=2
        ),
        Sample(normal(2, 3, 6), normal(2, 3, 3), normal(2), kernel=(3,), num_filter=2, stride=(2,)),
        Sample(
            normal(2, 4, 6), normal(4, 1, 2), kernel=(2,), num_filter=4, num_group=4, no_bias=True
        ),
        Sample(X, W, B, layout="NCHW", **PLAIN),
        last(
            correlate,
            normal(2, 5, 4, 3),
            normal(2, 3, 2, 3),
            normal(2),
            kernel=(3, 2),
            num_filter=2,
            stride=(2, 1),
            pad=(1, 0),
            layout="NHWC",
        ),
        wrong=WRONG,
        empty=[Sample(normal(0, 4, 5, 4), W, B, **PLAIN).but(**NO_GRADIENT)],
        rtol=1e-4,
        atol=1e-5,
    ),
    Row(
        "Convolution_v1",
        *OLD,
        DILATED.but(gradient_recorded=False, because="the reference forgets the dilation there"),
        wrong=[
            *WRONG,
            Wrong(normal(2, 3, 6), normal(2, 3, 3), B, says="1D", kernel=(3,), num_filter=3),
            Wrong(X, W, B, says="layout", layout="NHWC", **PLAIN),
        ],
        rtol=1e-4,
        atol=1e-5,
    ),
    Row(
        "Deconvolution",
        Sample(X, normal(4, 3, 3, 2), **PLAIN),
        Sample(X, normal(4, 3, 3, 2), B, no_bias=False, pad=(1, 0), **PLAIN),
        Sample(X, normal(4, 3, 3, 2), stride=(2, 3), adj=(1, 2), dilate=(1, 2), **PLAIN),
        # In float32 the reference's other implementation fails with a target shape.
        Sample(X64, W64, stride=(2, 2), target_shape=(9, 7), **PLAIN).but(dtypes=("float64",)),
        Sample(X64, W64, stride=(2, 2), target_shape=(10, 7), pad=(5, 5), **PLAIN).but(
            dtypes=("float64",)
        ),
        Sample(X, normal(4, 3, 3, 2), target_shape=(0, 0), pad=(1, 0), **PLAIN),
        Sample(X, normal(4, 2, 2, 2), kernel=(2, 2), num_filter=4, num_group=2),
        Sample(normal(2, 3, 4), normal(3, 2, 3), kernel=(3,), num_filter=2, stride=(2,), adj=(1,)),
        Sample(normal(1, 2, 2, 3, 2), normal(2, 2, 2, 2, 2), kernel=(2, 2, 2), num_filter=2),
        last(
            spread,
            normal(2, 3, 2, 3),
            normal(3, 2, 2, 2),
            normal(2),
            kernel=(2, 2),
            num_filter=2,
            stride=(2, 1),
            no_bias=False,
            layout="NHWC",
        ),
        wrong=[
            Wrong(X, W, says="weight", **PLAIN),
            Wrong(X, normal(4, 3, 3, 2), B, says="bias", **PLAIN),
            Wrong(X, normal(4, 3, 3, 2), says="bias", no_bias=False, **PLAIN),
            Wrong(X, normal(4, 3, 3, 2), says="adj", stride=(2, 2), adj=(2, 0), **PLAIN),
            Wrong(X, normal(4, 3, 3, 2), says="adj", adj=(1, 0), **PLAIN),
            Wrong(X, normal(4, 3, 3, 2), says="target", target_shape=(30, 30), **PLAIN),
            Wrong(X, normal(4, 3, 3, 2), says="target", target_shape=(7,), **PLAIN),
            Wrong(normal(2, 4, 5), normal(4, 3, 3, 2), says="data", **PLAIN),
            Wrong(normal(1, 4, 1, 1), normal(4, 3, 3, 2), says="pad", pad=(2, 2), **PLAIN),
        ],
        empty=[Sample(normal(0, 4, 5, 4), normal(4, 3, 3, 2), **PLAIN).but(**NO_GRADIENT)],
        rtol=1e-4,
        atol=1e-5,
    ),
]
