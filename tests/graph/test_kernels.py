"""Kernels that are chosen for their speed give what the plain ones give."""

import numpy as np
import pytest

from mxnet import _kernels as k

# channels, filters, extent, kernel, stride, pad, dilate
WINDOWS = [
    (1, 4, (9, 8), (3, 2), (1, 1), (0, 0), (1, 1)),
    (1, 3, (9, 11), (3, 3), (2, 1), (1, 2), (1, 2)),
    (96, 3, (5, 6), (3, 2), (1, 2), (1, 0), (1, 1)),
    (97, 2, (7, 7), (2, 3), (2, 2), (0, 1), (2, 1)),
    (96, 97, (4, 5), (3, 3), (1, 1), (1, 1), (1, 1)),
    (100, 96, (6, 7), (2, 3), (2, 1), (0, 2), (1, 2)),
]


def draw(seed, *shape):
    return k.from_numpy(np.random.RandomState(seed).randn(*shape).astype("float32"))


@pytest.mark.parametrize("order", ["rows first", "channels last"])
@pytest.mark.parametrize("window", WINDOWS)
def test_weight_gradients_by_products(window, order):
    channels, filters, extent, kernel, stride, pad, dilate = window
    options = {"stride": stride, "pad": pad, "dilate": dilate, "groups": 1}
    x, weight = draw(0, 3, channels, *extent), draw(1, filters, channels, *kernel)
    assert k.by_product(x, weight.shape, 1)
    y = k.conv(x, weight, **options)
    dy = draw(2, *y.shape)
    if order == "channels last":
        x, dy = k.channels_last(x), k.channels_last(dy)
    shapes = tuple(x.shape), tuple(weight.shape)
    if channels > 1:
        np.testing.assert_allclose(
            k.to_numpy(k.product_conv(x, weight, None, stride=stride, pad=pad, dilate=dilate)),
            k.to_numpy(y), rtol=1e-4, atol=1e-4)  # fmt: skip
    found = k.conv_grads(dy, x, weight, shapes=shapes, wanted=(0, 1, 2), **options)
    double = [k.cast(t, dtype="float64") for t in (dy, x, weight)]
    plain = k.conv_grads(*double, shapes=shapes, wanted=(0, 1, 2), **options)
    alone = k.conv_weight_grad(dy, x, shape=shapes[1], **options)
    landed = []
    if channels > 1:
        place = k.ones(shape=shapes[1])
        landed.append(k.conv_weight_out(place, dy, x, shape=shapes[1], **options))
        assert k.shares_memory(landed[0], place)
    found, plain = (*found, alone, *landed), (*plain, plain[1], *[plain[1]] * len(landed))
    for ours, theirs in zip(found, plain, strict=True):
        np.testing.assert_allclose(k.to_numpy(ours), k.to_numpy(theirs), rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize("classes", [5, 80], ids=["few", "many"])
def test_loss_gradient_passes_over_labels_outside(classes):
    out = k.softmax(draw(0, 4, classes), axis=1)
    label = k.from_numpy(np.array([1, -1, classes, 2.7], "float32"))
    found = k.softmax_output_grad(
        out, label, axis=1, grad_scale=1.0, ignore_label=-1.0, use_ignore=False,
        normalization="null", smooth_alpha=0.0, per_position=1)  # fmt: skip
    wanted = k.to_numpy(out).copy()
    wanted[0, 1] -= 1
    wanted[3, 2] -= 1
    np.testing.assert_allclose(k.to_numpy(found), wanted, rtol=1e-6)


def test_a_convolution_with_a_huge_weight_and_few_results():
    options = {"stride": (1, 1), "pad": (1, 1), "dilate": (1, 1), "groups": 1}
    x, weight, bias = draw(0, 2, 500, 3, 3), draw(1, 500, 500, 3, 3), draw(2, 500)
    assert k.result_by_product(x, weight, *options.values())
    assert not k.result_by_product(x, k.channels_last(weight), *options.values())
    found = k.conv(x, weight, bias, **options)
    plain = k.conv(*(k.cast(t, dtype="float64") for t in (x, weight, bias)), **options)
    np.testing.assert_allclose(k.to_numpy(found), k.to_numpy(plain), rtol=1e-3, atol=1e-3)


@pytest.mark.parametrize("order", ["view", "channels last"])
def test_batch_norm_of_a_view_is_that_of_a_copy(order):
    whole = draw(0, 4, 6, 9, 8)
    x = k.channels_last(whole) if order == "channels last" else whole[:3, 1:5, 2:8, :6]
    copy, shape = k.from_numpy(k.to_numpy(x).copy()), tuple(x.shape)
    gamma, beta, dy = draw(1, shape[1]), draw(2, shape[1]), draw(3, *shape)
    seed = dy[:, :1].expand(shape) if order == "view" else dy
    results = []
    for data in (x, copy):
        out, mean, invstd = k.batch_norm(data, gamma, beta, eps=1e-3)
        grads = k.batch_norm_grads(seed, data, gamma, mean, invstd, wanted=(0, 1, 2))
        one = k.batch_norm_dx(seed, data, gamma, mean, invstd)
        sums = k.batch_norm_dgamma(seed, data, mean, invstd)
        results.append([k.to_numpy(t) for t in (out, mean, invstd, *grads, one, sums)])
    for found, wanted in zip(*results, strict=True):
        if order == "view":
            np.testing.assert_array_equal(found, wanted)
        else:
            np.testing.assert_allclose(found, wanted, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("shape", [(2, 3, 40, 41), (3003, 2)])
def test_batch_norm_loses_no_digits_over_many_rows(shape):
    x = k.add(draw(0, *shape), 30.0)
    x = k.channels_last(x) if len(shape) == 4 else x
    gamma, beta = draw(1, shape[1]), draw(2, shape[1])
    out, mean, invstd = k.batch_norm(x, gamma, beta, eps=1e-3)
    rows, axes = k.to_numpy(x).astype("float64"), tuple({*range(len(shape))} - {1})
    np.testing.assert_allclose(k.to_numpy(mean), rows.mean(axes), rtol=3e-7)
    np.testing.assert_allclose(
        k.to_numpy(invstd), (rows.var(axes) + 1e-3) ** -0.5, rtol=3e-6)  # fmt: skip
    assert k.is_plain(out) == (len(shape) == 2)
