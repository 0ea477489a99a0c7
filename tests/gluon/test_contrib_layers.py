"""`gluon.contrib`'s layers, cells and samplers."""

import numpy as np
import pytest

import mxnet as mx
from mxnet.gluon import contrib, nn, rnn


@pytest.fixture(autouse=True)
def seeded():
    mx.random.seed(1)


def test_children_side_by_side():
    nets = []
    for kind in (contrib.nn.Concurrent, contrib.nn.HybridConcurrent):
        net = kind(axis=1, prefix="net_")
        with net.name_scope():
            net.add(nn.Dense(2, in_units=3), contrib.nn.Identity())
        net.initialize(mx.init.One())
        nets.append(net(mx.nd.array([[1, 2, 3]])).asnumpy().tolist())
    assert nets == [[[6, 6, 1, 2, 3]]] * 2


@pytest.mark.parametrize("hybrid", [False, True])
@pytest.mark.parametrize("factor", [(2,), (2, 3), (2, 1, 3)])
def test_pixels_are_shuffled_as_numpy_does(factor, hybrid):
    kind = getattr(contrib.nn, f"PixelShuffle{len(factor)}D")
    layer = kind(factor[0] if len(factor) == 1 else factor)
    if hybrid:
        layer.hybridize()
    axes, space = len(factor), (2, 3, 4)[: len(factor)]
    x = np.random.default_rng(0).normal(size=(2, 5 * int(np.prod(factor)), *space))
    apart = x.reshape(2, 5, *factor, *space)
    order = [0, 1] + [place for i in range(axes) for place in (2 + axes + i, 2 + i)]
    wanted = apart.transpose(order).reshape(
        2, 5, *(n * f for n, f in zip(space, factor, strict=True))
    )
    np.testing.assert_allclose(layer(mx.nd.array(x)).asnumpy(), wanted, rtol=1e-6)


def test_layers_show_themselves():
    shown = {
        "PixelShuffle2D((2, 3))": contrib.nn.PixelShuffle2D((2, 3)),
        "SparseEmbedding(10 -> 5, float32)": contrib.nn.SparseEmbedding(10, 5),
        "LSTMPCell(None -> 16 -> 3)": contrib.rnn.LSTMPCell(4, 3),
        "Conv2DLSTMCell(3 -> 16, tanh, NCHW)": contrib.rnn.Conv2DLSTMCell((3, 8, 8), 4, 3, 3),
        "VariationalDropoutCell(p_out = 0.3, p_state = 0.2)": contrib.rnn.VariationalDropoutCell(
            rnn.LSTMCell(3), 0.1, 0.2, 0.3
        ),
    }
    for text, layer in shown.items():
        assert repr(layer) == text
    norm = contrib.nn.SyncBatchNorm(in_channels=3, num_devices=2, prefix="n_")
    assert repr(norm) == (
        "SyncBatchNorm(eps=1e-05, momentum=0.9, fix_gamma=False, use_global_stats=False, ndev=2, "
        "key='n_', in_channels=3)"
    )
    with pytest.raises(AssertionError, match="wrong length 3"):
        contrib.nn.PixelShuffle2D((2, 3, 4))


def test_normalization_on_one_device_is_the_usual_one():
    x = mx.nd.random.normal(shape=(4, 3, 5))
    found = []
    for layer in (contrib.nn.SyncBatchNorm(in_channels=3), nn.BatchNorm(in_channels=3)):
        layer.initialize()
        with mx.autograd.record():
            found.append(layer(x).asnumpy())
    np.testing.assert_allclose(*found, rtol=1e-4, atol=1e-5)


def test_an_embedding_learns_the_words_it_saw():
    layer = contrib.nn.SparseEmbedding(10, 4)
    layer.initialize()
    with mx.autograd.record():
        y = layer(mx.nd.array([3, 4, 3]))
    y.backward()
    grad = layer.weight.grad().asnumpy()
    assert grad[:, 0].tolist() == [0, 0, 0, 2, 1, 0, 0, 0, 0, 0]


def test_a_mask_is_one_for_all_steps():
    cell = contrib.rnn.VariationalDropoutCell(rnn.RNNCell(40, input_size=30), 0.5, 0, 0.5)
    cell.initialize()
    x = mx.nd.ones((2, 6, 30))
    with mx.autograd.train_mode():
        outputs = cell.unroll(6, x, merge_outputs=True)[0].asnumpy()
    dropped = outputs == 0
    assert (dropped == dropped[:, :1]).all() and 0.2 < dropped.mean() < 0.8
    stepped = contrib.rnn.VariationalDropoutCell(rnn.RNNCell(40, input_size=30), 0, 0.5, 0.5)
    stepped.initialize()
    stepped.hybridize()
    with mx.autograd.train_mode():
        first, second = (stepped.unroll(6, x, merge_outputs=True)[0].asnumpy() for _ in range(2))
    assert ((first == 0) == (first == 0)[:, :1]).all()
    assert ((first == 0) != (second == 0)).any()


@pytest.mark.parametrize("lengths", [None, [2, 5, 1]])
@pytest.mark.parametrize("layout", ["TNC", "NTC"])
@pytest.mark.parametrize("kind", [rnn.RNNCell, rnn.LSTMCell, rnn.GRUCell])
def test_a_loop_over_steps_is_the_unrolled_cell(kind, layout, lengths):
    unroll = contrib.rnn.rnn_cell.dynamic_unroll
    cell = kind(3, input_size=4)
    cell.initialize(mx.init.Uniform(0.5))
    x = mx.nd.random.normal(shape=(5, 3, 4) if layout == "TNC" else (3, 5, 4))
    begin = [mx.nd.ones((3, 3))] * len(cell.state_info())
    valid = None if lengths is None else mx.nd.array(lengths)
    wanted, last = cell.unroll(5, x, begin, layout=layout, merge_outputs=True, valid_length=valid)
    found, states = unroll(cell, x, begin, layout=layout, valid_length=valid)
    np.testing.assert_allclose(found.asnumpy(), wanted.asnumpy(), atol=1e-6)
    for a, b in zip(states, last, strict=True):
        np.testing.assert_allclose(a.asnumpy(), b.asnumpy(), atol=1e-6)


def test_convolutions_remember():
    cell = contrib.rnn.Conv2DLSTMCell((0, 6, 5), 4, 3, 3, i2h_pad=1)
    cell.initialize()
    x = mx.nd.random.normal(shape=(2, 3, 2, 6, 5))
    outputs, states = cell.unroll(3, x, merge_outputs=True)
    assert outputs.shape == (2, 3, 4, 6, 5) and states[1].shape == (2, 4, 6, 5)
    assert cell.i2h_weight.shape == (16, 2, 3, 3)
    with pytest.raises(AssertionError, match="Only support odd"):
        contrib.rnn.Conv2DLSTMCell((3, 6, 5), 4, 3, (2, 2))
    with pytest.raises(AssertionError, match="length 2"):
        contrib.rnn.Conv2DLSTMCell((3, 6, 5), 4, (3,), 3)


def test_samples_at_intervals():
    sampler = contrib.data.IntervalSampler
    assert list(sampler(10, 3)) == [0, 3, 6, 9, 1, 4, 7, 2, 5, 8] and len(sampler(10, 3)) == 10
    assert list(sampler(10, 3, rollover=False)) == [0, 3, 6, 9]
    assert len(sampler(10, 3, rollover=False)) == 4  # 1.9.1 says 10
    with pytest.raises(AssertionError, match="must be smaller"):
        sampler(3, 4)


@pytest.mark.parametrize("modulated", [False, True])
def test_deformable_layers_learn_where_to_look(modulated):
    kind = ("Modulated" if modulated else "") + "DeformableConvolution"
    layer = getattr(contrib.cnn, kind)(4, (3, 3), padding=1, num_deformable_group=2)
    layer.initialize()
    x = mx.nd.random.normal(shape=(2, 2, 5, 5))
    plain = nn.Conv2D(4, 3, padding=1, in_channels=2)
    plain.initialize()
    with mx.autograd.record():
        y = layer(x)
        loss = (y * y).sum()
    loss.backward()
    plain.weight.set_data(layer.deformable_conv_weight.data())
    # All offsets are zero at first, and every mask is one.
    np.testing.assert_allclose(y.asnumpy(), plain(x).asnumpy(), atol=1e-5)
    assert layer.offset_weight.shape == ((54 if modulated else 36), 2, 3, 3)
    assert abs(layer.offset_weight.grad().asnumpy()).sum() > 0
    layer.hybridize()
    np.testing.assert_allclose(layer(x).asnumpy(), y.asnumpy(), atol=1e-5)
    assert "2 -> 4, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1)" in repr(layer)
