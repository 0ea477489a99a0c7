"""`mx.test_utils` must see what is wrong, and say where."""

import os

import numpy as np
import pytest

import mxnet as mx
from mxnet import nd, test_utils


def test_assert_almost_equal_names_the_worst_place():
    a = np.array([[1.0, 2.0], [3.0, 4.0]])
    b = a.copy()
    b[1, 0] += 1
    with pytest.raises(AssertionError) as caught:
        test_utils.assert_almost_equal(nd.array(a), b, names=("ours", "theirs"))
    text = str(caught.value)
    assert "Location of maximum error: (1, 0), ours=3.00000000, theirs=4.00000000" in text
    assert "mismatch 25.0" in text and "rtol=1.0" in text


def test_tolerances_are_of_the_looser_dtype():
    half, single = np.ones(1, "float16"), np.ones(1, "float32") * 1.05
    test_utils.assert_almost_equal(half, single)
    with pytest.raises(AssertionError):
        test_utils.assert_almost_equal(half.astype("float32"), single)


def test_nan_is_no_number_unless_told():
    nan = np.array([np.nan])
    assert not test_utils.almost_equal(nan, nan)
    assert test_utils.almost_equal(nan, nan, equal_nan=True)
    with pytest.raises(AssertionError):
        test_utils.assert_almost_equal(nan, np.ones(1))
    test_utils.assert_almost_equal_ignore_nan(nan, np.ones(1))


@pytest.mark.parametrize("a, b", [(1.0, 2), (np.nan, np.nan), (np.float32(1), np.ones(2) * 3)])
def test_numbers_are_compared_too(a, b):
    with pytest.raises(AssertionError, match="a=(1.0|nan)"):
        test_utils.assert_almost_equal(a, b)
    test_utils.assert_almost_equal(a, a, equal_nan=True)


def test_a_share_of_errors_may_be_allowed():
    a, b = np.arange(6.0), np.arange(6.0)
    b[5] = 9
    test_utils.assert_almost_equal_with_err(a, b, etol=0.2)
    with pytest.raises(AssertionError):
        test_utils.assert_almost_equal_with_err(a, b, etol=0.1)


def test_shapes_may_be_held_to():
    with pytest.raises(ValueError, match=r"\(2,\) \(2,1\)"):
        test_utils.assert_almost_equal(np.ones(2), np.ones((2, 1)), use_broadcast=False)


def test_assert_exception():
    test_utils.assert_exception(nd.array, TypeError, "text")
    with pytest.raises(AssertionError, match="did not raise"):
        test_utils.assert_exception(nd.array, TypeError, [1])


@pytest.mark.parametrize("low", [0.0, 0.3])
def test_a_biased_generator_is_caught(low):
    buckets, probs = test_utils.gen_buckets_probs_with_ppf(lambda q: q, 5)
    np.random.seed(3)

    def generator(count):
        return np.random.uniform(low, 1 + low, size=count)

    if low == 0:
        assert len(test_utils.verify_generator(generator, buckets, probs, 10000)) == 5
        assert test_utils.mean_check(generator, 0.5, 12**-0.5, 10000)
    else:
        with pytest.raises(AssertionError, match="chi-square"):
            test_utils.verify_generator(generator, buckets, probs, 10000)
        assert not test_utils.mean_check(generator, 0.5, 12**-0.5, 10000)


def test_a_wrong_variance_is_caught():
    np.random.seed(4)
    assert test_utils.var_check(lambda n: np.random.normal(size=n), 1, 10000)
    assert not test_utils.var_check(lambda n: np.random.normal(0, 1.2, size=n), 1, 10000)


def test_retry_runs_until_it_passes_and_no_longer():
    runs = []

    @test_utils.retry(3)
    def sometimes(passes_at):
        runs.append(1)
        assert len(runs) >= passes_at

    sometimes(2)
    assert len(runs) == 2
    with pytest.raises(AssertionError):
        sometimes(99)
    assert len(runs) == 5


def test_environment_is_put_back():
    os.environ.pop("MXNET_TEST_VARIABLE", None)
    with pytest.raises(KeyError), test_utils.environment({"MXNET_TEST_VARIABLE": "1"}):
        assert os.environ["MXNET_TEST_VARIABLE"] == "1"
        raise KeyError
    assert "MXNET_TEST_VARIABLE" not in os.environ


def test_discard_stderr(capfd):
    with test_utils.discard_stderr():
        os.write(2, b"unseen")
    os.write(2, b"seen")
    assert capfd.readouterr().err == "seen"


@pytest.mark.parametrize("axis", [None, 0, -1, (0, 2)])
@pytest.mark.parametrize("keepdims", [True, False])
def test_np_reduce(axis, keepdims):
    x = np.arange(24.0).reshape(2, 3, 4)
    got = test_utils.np_reduce(x, axis, keepdims, np.sum)
    assert np.array_equal(got, x.sum(axis=axis, keepdims=keepdims))


@pytest.mark.parametrize("shape", [(4,), (3, 1), (1, 3, 4), (2, 1, 1), (2, 3, 4)])
def test_collapse_sum_like(shape):
    x = np.random.rand(2, 3, 4)
    got = test_utils.collapse_sum_like(x, shape)
    assert got.shape == shape and np.isclose(got.sum(), x.sum())


def test_same_array_leaves_the_values():
    x = nd.array([1, 2])
    assert test_utils.same_array(x, x.reshape((1, 2)).reshape((2,)))
    assert not test_utils.same_array(x, x.copy())
    assert x.asnumpy().tolist() == [1, 2]


def test_the_default_context_is_this_threads():
    test_utils.set_default_context(mx.cpu(1))
    try:
        assert nd.zeros((1,)).context == mx.cpu(1) == test_utils.default_context()
    finally:
        test_utils.set_default_context(mx.cpu(0))
