"""Facts of single operators that fit no row: counts of inputs, lengths of vectors, empty corners.

The numbers were read off MXNet 1.9.1.
"""

import numpy as np
import pytest

import mxnet as mx
from mxnet import autograd, nd, sym


@pytest.mark.parametrize(
    "call",
    [
        lambda x: nd.Concat(x, x, num_args=3, dim=0),
        lambda x: nd.stack(x, x, num_args=1),
        lambda x: nd.add_n(x, x, num_args="3"),
        lambda x: nd.amp_multicast(x, x, num_outputs=3),
        lambda x: sym.Concat(sym.var("a"), sym.var("b"), num_args=1),
    ],
)
def test_more_or_fewer_inputs_than_told_are_refused(call):
    with pytest.raises(mx.MXNetError, match="expects"):
        call(nd.ones((2,)))


def test_told_counts_that_are_right():
    x = nd.ones((2,))
    assert nd.Concat(x, x, num_args=2, dim=0).shape == nd.concat(x, x, num_args="2", dim=0).shape
    assert sym.Concat(sym.var("a"), num_args=2, name="c").list_arguments() == ["a", "c_arg1"]


def test_bilinear_upsampling_makes_its_weight():
    net = sym.UpSampling(
        sym.var("a"), scale=2, sample_type="bilinear", num_filter=2, num_args=1, name="up"
    )
    assert net.list_arguments() == ["a", "up_weight"]
    assert net.infer_shape(a=(1, 2, 3, 3))[0] == [(1, 2, 3, 3), (2, 1, 4, 4)]


def test_softmax_of_a_vector_with_a_length():
    x = nd.array([1, 2, 3])
    x.attach_grad()
    with autograd.record():
        y = nd.softmax(x, nd.array([2], dtype="int32"), use_length=True)
    y.backward(nd.array([1, 2, 3]))
    np.testing.assert_allclose(y.asnumpy(), [0.268941, 0.731059, 0], rtol=1e-5)
    np.testing.assert_allclose(x.grad.asnumpy(), [-0.196612, 0.196612, 0], rtol=1e-5)
    net = sym.softmax(sym.var("x"), sym.var("l"), use_length=True)
    assert net.infer_shape(x=(3,)) == ([(3,), (1,)], [(3,)], [])
    assert net.infer_shape(x=(2, 3)) == ([(2, 3), (2,)], [(2, 3)], [])


def test_diagonals_beside_the_last_are_empty():
    assert nd.diag(nd.ones((2, 3)), k=3).shape == (0,)
    assert nd.diag(nd.ones((2, 3, 4)), k=-2).shape == (4, 0)
    with pytest.raises(mx.MXNetError, match="no diagonal"):
        nd.diag(nd.ones((2, 3)), k=4)


@pytest.mark.parametrize("shape, share", [((5,), 1), ((2, 3), 1 / 2), ((2, 3, 2), 1 / 6)])
def test_make_loss_takes_all_axes_but_the_last_for_the_batch(shape, share):
    x = nd.ones(shape)
    x.attach_grad()
    with autograd.record():
        y = nd.MakeLoss(x, normalization="batch")
    y.backward()
    np.testing.assert_allclose(x.grad.asnumpy(), np.full(shape, share), rtol=1e-6)


def test_sums_and_products_of_truth_values_are_truth_values():
    x = nd.array([True, False, True], dtype="bool")
    for reduce, wanted in ((nd.nansum, True), (nd.nanprod, False), (nd.sum, True)):
        y = reduce(x)
        assert y.dtype == np.bool_ and y.asnumpy().tolist() == [wanted]


def test_bounds_of_attributes():
    x = nd.ones((2, 3))
    with pytest.raises(mx.MXNetError, match="smooth_alpha"):
        nd.SoftmaxOutput(x, nd.ones((2,)), smooth_alpha=2)
    image = nd.ones((1, 1, 5, 5))
    with pytest.raises(mx.MXNetError, match="kernel size should be odd number"):
        nd.Correlation(image, image, kernel_size=2)


def test_out_takes_all_results_or_none():
    x = nd.array([3, 1, 2])
    values, places = nd.zeros((2,)), nd.zeros((2,))
    nd.topk(x, k=2, ret_typ="both", out=(values, places))
    assert values.asnumpy().tolist() == [3, 2] and places.asnumpy().tolist() == [0, 2]
    for out in (nd.zeros((2,)), [nd.zeros((2,))] * 3):
        with pytest.raises(mx.MXNetError, match="there are 2 outputs"):
            nd.topk(x, k=2, ret_typ="both", out=out)


def test_out_that_overlaps_an_input():
    """What is read is the input as it was."""
    x = nd.array([[1, 2], [3, 4]])
    nd.dot(x, x, out=x)
    assert x.asnumpy().tolist() == [[7, 10], [15, 22]]
    x = nd.arange(6)
    nd.reverse(x, axis=0, out=x)
    assert x.asnumpy().tolist() == [5, 4, 3, 2, 1, 0]
    x = nd.arange(6)
    nd.elemwise_add(x[0:3], x[1:4], out=x[2:5])
    assert x.asnumpy().tolist() == [0, 1, 1, 3, 5, 5]


def test_out_of_hidden_results():
    outs = [nd.zeros((2, 3)), nd.zeros((3,)), nd.zeros((3,))]
    ones, zeros = nd.ones((3,)), nd.zeros((3,))
    nd.BatchNorm(nd.ones((2, 3)), ones, zeros, zeros, ones, out=outs)
    np.testing.assert_allclose(outs[0].asnumpy(), np.full((2, 3), 0.9995), rtol=1e-5)
    assert outs[1].asnumpy().tolist() == [0, 0, 0]


def test_batched_products_in_another_storage():
    x = nd.ones((2, 3, 2))
    with pytest.raises(mx.MXNetError, match="batch_dot"):
        nd.batch_dot(x, x, forward_stype="row_sparse")
    y = nd.batch_dot(x, nd.ones((2, 2, 2)), forward_stype="row_sparse")
    assert y.stype == "row_sparse" and y.asnumpy().tolist() == np.full((2, 3, 2), 2).tolist()
