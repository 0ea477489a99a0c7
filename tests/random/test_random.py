"""Random numbers: distributions by their moments, shapes and dtypes, seeds, refusals."""

import threading

import numpy as np
import pytest
import scipy.stats
import torch

import mxnet as mx
from mxnet import nd

COUNT = 40_000
MOMENTS = [
    (lambda **k: nd.random.uniform(2, 4, **k), scipy.stats.uniform(2, 2)),
    (lambda **k: nd.random.normal(-1, 3, **k), scipy.stats.norm(-1, 3)),
    (lambda **k: nd.random.gamma(3, 0.5, **k), scipy.stats.gamma(3, scale=0.5)),
    (lambda **k: nd.random.exponential(4, **k), scipy.stats.expon(scale=4)),
    (lambda **k: nd.random.poisson(6, **k), scipy.stats.poisson(6)),
    (lambda **k: nd.random.negative_binomial(5, 0.3, **k), scipy.stats.nbinom(5, 0.3)),
    (
        lambda **k: nd.random.generalized_negative_binomial(4, 0.5, **k),
        scipy.stats.nbinom(2, 1 / 3),
    ),
    (lambda **k: nd.random.generalized_negative_binomial(4, 0, **k), scipy.stats.poisson(4)),
    (lambda **k: nd.random.randint(3, 9, **k), scipy.stats.randint(3, 9)),
]


@pytest.mark.parametrize("draw, law", MOMENTS)
def test_numbers(draw, law):
    mx.random.seed(11)
    x = draw(shape=COUNT).asnumpy().astype(np.float64)
    error = 5 * law.std() / COUNT**0.5
    assert abs(x.mean() - law.mean()) < error
    np.testing.assert_allclose(x.std(), law.std(), rtol=0.05)
    if isinstance(law.dist, scipy.stats.rv_continuous):
        assert scipy.stats.kstest(x, law.cdf).pvalue > 1e-3


@pytest.mark.parametrize("draw, law", MOMENTS)
def test_same_seed_same_numbers(draw, law):
    mx.random.seed(5)
    a = draw(shape=100).asnumpy()
    b = draw(shape=100).asnumpy()
    mx.random.seed(5)
    np.testing.assert_array_equal(a, draw(shape=100).asnumpy())
    assert (a != b).any()


def test_array_parameters_give_a_sample_each():
    mx.random.seed(1)
    x = nd.random.normal(nd.array([0, 100.0]), nd.array([1, 0.1]), shape=(3, 500))
    assert x.shape == (2, 3, 500)
    means = x.asnumpy().reshape(2, -1).mean(axis=1)
    np.testing.assert_allclose(means, [0, 100], atol=0.2)
    assert nd.random.uniform(nd.array([0, 10.0]), nd.array([1, 20.0])).shape == (2,)


def test_shapes_dtypes_contexts():
    assert nd.random.uniform().shape == (1,)
    assert nd.random.uniform(shape=3).shape == (3,)
    assert nd.random.uniform(dtype="float16").dtype == np.float16
    assert nd.random.uniform(dtype=None).dtype == np.float64  # NumPy's default, as in the reference
    assert nd.random.uniform(ctx=mx.cpu(1)).context == mx.cpu(1)
    assert nd.random.randint(0, 5).dtype == np.int32
    assert nd.random.randint(0, 5, dtype="int64").dtype == np.int64
    assert nd.random.randn(2, 3, loc=5, scale=0.1).shape == (2, 3)
    out = nd.zeros((2, 5))
    assert nd.random.uniform(3, 4, out=out) is out and (out.asnumpy() >= 3).all()
    like = nd.random.uniform_like(nd.zeros((2, 3), dtype="float64"), low=2, high=4)
    assert like.shape == (2, 3) and like.dtype == np.float64 and (like.asnumpy() >= 2).all()


@pytest.mark.parametrize(
    "wrong, kind, text",
    [
        (lambda: nd.random.uniform(3, 1), mx.MXNetError, "low must be at most high"),
        (lambda: nd.random.normal(0, -1), mx.MXNetError, "scale must be positive"),
        (lambda: nd.random.gamma(-1, 1), mx.MXNetError, "alpha must be positive"),
        (lambda: nd.random.uniform(dtype="int32"), mx.MXNetError, "_random_uniform.*dtype"),
        (lambda: nd.random.uniform(shape=(0, 2)), mx.MXNetError, "shape"),
        (lambda: nd.random.randint(5, 5), mx.MXNetError, "low=5 must be below high=5"),
        (lambda: nd.random.randint(0, 5, dtype="float32"), mx.MXNetError, "dtype"),
        (lambda: nd.random.uniform(0, nd.array([1.0])), AssertionError, "same type"),
        (lambda: nd.random.uniform("a", 1), ValueError, "either NDArray or numbers"),
        (lambda: nd.random.uniform(foo=1), mx.MXNetError, "foo"),
        (lambda: nd.sample_normal(nd.ones((1, 2)), nd.ones((2,))), mx.MXNetError, "one shape"),
        (lambda: mx.random.seed("x"), ValueError, "seed_state must be int"),
    ],
)
def test_refusals(wrong, kind, text):
    with pytest.raises(kind, match=text):
        wrong()


def test_multinomial_frequencies_and_log_probabilities():
    mx.random.seed(2)
    p = nd.array([[0.1, 0.2, 0.7], [1, 0, 0]])
    index, logs = nd.random.multinomial(p, shape=5000, get_prob=True)
    assert index.shape == logs.shape == (2, 5000) and index.dtype == np.int32
    counts = np.bincount(index.asnumpy()[0], minlength=3) / 5000
    np.testing.assert_allclose(counts, [0.1, 0.2, 0.7], atol=0.03)
    assert (index.asnumpy()[1] == 0).all()
    np.testing.assert_allclose(
        logs.asnumpy()[0], np.log(p.asnumpy()[0])[index.asnumpy()[0]], rtol=1e-5
    )


def test_log_probability_carries_a_gradient():
    mx.random.seed(2)
    p = nd.array([0.25, 0.75])
    p.attach_grad()
    with mx.autograd.record():
        index, logs = nd.random.multinomial(p, shape=1000, get_prob=True)
    logs.backward()
    counts = np.bincount(index.asnumpy(), minlength=2)
    np.testing.assert_allclose(p.grad.asnumpy(), counts / p.asnumpy(), rtol=1e-5)


def test_shuffle_moves_whole_rows():
    mx.random.seed(3)
    x = nd.arange(40).reshape((20, 2))
    y = nd.random.shuffle(x).asnumpy()
    assert (y != x.asnumpy()).any()
    np.testing.assert_array_equal(y[y[:, 0].argsort()], x.asnumpy())


def test_zipfian_classes_differ_and_favour_the_small():
    mx.random.seed(4)
    classes, draws = nd._internal._sample_unique_zipfian(range_max=1000, shape=(8, 50))
    assert classes.dtype == np.int64 and draws.shape == (8,)
    for row in classes.asnumpy():
        assert len(set(row)) == 50 and row.min() >= 0 and row.max() < 1000
    assert (draws.asnumpy() >= 50).all()
    assert np.median(classes.asnumpy()) < 250


def test_seeding_leaves_other_generators_alone():
    torch.manual_seed(1)
    np.random.seed(1)
    a, b = torch.rand(3), np.random.rand(3)
    torch.manual_seed(1)
    np.random.seed(1)
    mx.random.seed(99)
    nd.random.uniform(shape=100)
    assert (torch.rand(3) == a).all() and (np.random.rand(3) == b).all()


def test_drawing_from_several_threads():
    results = []
    threads = [
        threading.Thread(target=lambda: results.append(nd.random.uniform(shape=1000).asnumpy()))
        for _ in range(8)
    ]
    for t in threads:
        t.start()
    for t in threads:
        t.join(60)
    assert len(results) == 8 and len({r.tobytes() for r in results}) == 8


def test_a_symbol_that_a_sampler_does_not_take_is_left_out_with_a_warning():
    with pytest.warns(UserWarning, match="random.normal takes no symbol 'data'"):
        drawn = mx.sym.random.randn(2, 3, data=mx.sym.var("shape_of"))
    assert drawn.list_arguments() == []
    with pytest.raises(mx.MXNetError, match="unknown keyword 'where'"):
        mx.sym.random.randn(2, 3, where=3)


def test_there_is_nothing_to_seed_on_a_device_that_is_not_there():
    mx.random.seed(5)
    mx.random.seed(6, ctx=mx.gpu(99))
    drawn = nd.random.uniform(shape=3).asnumpy()
    mx.random.seed(5)
    assert (nd.random.uniform(shape=3).asnumpy() == drawn).all()
