"""Shapes of operators that take any number of inputs."""

import pytest

import mxnet as mx


def enlarged(**options):
    data, weight = mx.sym.var("data"), mx.sym.var("weight")
    return mx.sym.UpSampling(data, weight, sample_type="bilinear", scale=2, num_filter=3, **options)


def test_the_weight_of_bilinear_up_sampling_follows_from_the_data():
    arguments, outputs, _ = enlarged(num_args=2).infer_shape(data=(1, 3, 4, 5))
    assert arguments == [(1, 3, 4, 5), (3, 1, 4, 4)]
    assert outputs == [(1, 3, 8, 10)]


def test_a_weight_that_does_not_fit_is_refused():
    with pytest.raises(mx.MXNetError, match="UpSampling.*needs"):
        enlarged(num_args=2).infer_shape(data=(1, 3, 4, 5), weight=(4, 1, 4, 4))
