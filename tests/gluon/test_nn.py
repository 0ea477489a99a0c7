"""Layers beside their numbers: how they print, what they are called, what they refuse."""

import numpy as np
import pytest

import mxnet as mx
from mxnet import autograd, nd
from mxnet.gluon import nn

PRINTED = [
    (lambda: nn.Dense(3), "Dense(None -> 3, linear)"),
    (lambda: nn.Dense(3, "relu", in_units=4), "Dense(4 -> 3, Activation(relu))"),
    (lambda: nn.Dropout(0.5, axes=(1,)), "Dropout(p = 0.5, axes=(1,))"),
    (lambda: nn.Embedding(3, 4), "Embedding(3 -> 4, float32)"),
    (lambda: nn.Flatten(), "Flatten"),
    (lambda: nn.Lambda("relu"), "Lambda(relu)"),
    (lambda: nn.HybridLambda(lambda F, x: x), "HybridLambda(<lambda>)"),
    (lambda: nn.LeakyReLU(0.1), "LeakyReLU(0.1)"),
    (lambda: nn.ELU(), "ELU(\n\n)"),
    (
        lambda: nn.BatchNorm(scale=False, axis=3),
        "BatchNorm(axis=3, eps=1e-05, momentum=0.9, fix_gamma=True, use_global_stats=False, "
        "in_channels=None)",
    ),
    (
        lambda: nn.LayerNorm(in_channels=3),
        "LayerNorm(eps=1e-05, axis=-1, center=True, scale=True, in_channels=3)",
    ),
    (
        lambda: nn.GroupNorm(2),
        "GroupNorm(eps=1e-05, num_groups=2, center=True, scale=True)",
    ),
    (
        lambda: nn.Conv2D(4, 3, 2, 1, 2, 2, use_bias=False, in_channels=4, activation="tanh"),
        "Conv2D(2 -> 4, kernel_size=(3, 3), stride=(2, 2), padding=(1, 1), dilation=(2, 2), "
        "groups=2, bias=False, Activation(tanh))",
    ),
    (
        lambda: nn.Conv1DTranspose(4, 3, strides=2, output_padding=1),
        "Conv1DTranspose(4 -> 0, kernel_size=(3,), stride=(2,))",
    ),
    (
        lambda: nn.MaxPool1D(3, 2, 1, ceil_mode=True),
        "MaxPool1D(size=(3,), stride=(2,), padding=(1,), ceil_mode=True, global_pool=False, "
        "pool_type=max, layout=NCW)",
    ),
    (
        lambda: nn.GlobalAvgPool3D("NDHWC"),
        "GlobalAvgPool3D(size=(1, 1, 1), stride=(1, 1, 1), padding=(0, 0, 0), ceil_mode=True, "
        "global_pool=True, pool_type=avg, layout=NDHWC)",
    ),
    (lambda: nn.Sequential(), "Sequential(\n\n)"),
]  # fmt: skip


@pytest.mark.parametrize("make, text", PRINTED, ids=[text[:30] for _, text in PRINTED])
def test_repr(make, text):
    assert repr(make()) == text


def test_nested_repr():
    inner = nn.HybridSequential()
    inner.add(nn.Dense(3), nn.Dense(4))
    outer = nn.Sequential()
    outer.add(inner)
    assert repr(outer) == (
        "Sequential(\n  (0): HybridSequential(\n    (0): Dense(None -> 3, linear)\n"
        "    (1): Dense(None -> 4, linear)\n  )\n)"
    )


def test_names():
    net = nn.HybridSequential(prefix="net_")
    with net.name_scope():
        net.add(nn.Conv2D(2, 3), nn.MaxPool2D(), nn.Activation("relu"), nn.Conv3DTranspose(2, 3))
        net.add(nn.Dense(2, activation="tanh"), nn.BatchNormReLU())
    names = ["net_conv0", "net_pool0", "net_relu0", "net_conv1", "net_dense0", "net_batchnormrelu0"]
    assert [block.name for block in net] == names
    assert net[4].act.name == "net_dense0_tanh"
    assert net[-1] is net[5]
    part = net[1:3]
    assert type(part) is nn.HybridSequential and part.prefix == "net_" and len(part) == 2
    assert list(part) == list(net)[1:3]


def test_symbols():
    net = nn.HybridSequential(prefix="")
    net.add(nn.Conv2D(2, 3, prefix="c_"), nn.BatchNorm(prefix="b_"), nn.Swish(prefix="s_"))
    out = net(mx.sym.var("data"))
    assert out.list_arguments() == ["data", "c_weight", "c_bias", "b_gamma", "b_beta"]
    assert out.list_auxiliary_states() == ["b_running_mean", "b_running_var"]
    inner = out.get_internals().list_outputs()
    assert {"c_fwd_output", "b_fwd_output", "s_fwd_output"} <= set(inner)


def test_weight_shapes():
    for layer, shape in (
        (nn.Conv2D(6, (2, 3), layout="NHWC", in_channels=4, groups=2), (6, 2, 3, 2)),
        (nn.Conv2DTranspose(6, (2, 3), in_channels=4, groups=2), (4, 3, 2, 3)),
        (nn.Conv2DTranspose(6, (2, 3), layout="NHWC", in_channels=4), (4, 2, 3, 6)),
        (nn.Conv1D(6, 3), (6, 0, 3)),
    ):
        assert layer.weight.shape == shape


def test_channels_last():
    x = np.random.RandomState(0).normal(size=(2, 3, 6, 5)).astype("float32")
    for first, last in (
        (nn.Conv2D(4, 3, padding=1), nn.Conv2D(4, 3, padding=1, layout="NHWC")),
        (nn.MaxPool2D(3, 2), nn.MaxPool2D(3, 2, layout="NHWC")),
        (nn.GlobalAvgPool2D(), nn.GlobalAvgPool2D("NHWC")),
    ):
        first.initialize()
        last.initialize()
        wanted = first(nd.array(x)).asnumpy()
        turned = nd.array(x.transpose(0, 2, 3, 1))
        last(turned)  # which decides the shapes
        if first.collect_params():
            last.weight.set_data(first.weight.data().transpose((0, 2, 3, 1)))
        np.testing.assert_allclose(
            last(turned).asnumpy().transpose(0, 3, 1, 2), wanted, rtol=1e-5, atol=1e-6
        )


REFUSED = [
    (lambda: nn.Conv2D(3, 2, layout="NCW"), AssertionError, "Only supports 'NCHW' and 'NHWC'"),
    (lambda: nn.Conv1D(3, 2, layout="NWC"), AssertionError, "Only supports 'NCW' layout"),
    (lambda: nn.Conv2D(3, (2, 2, 2)), AssertionError, "kernel_size must be a number or a list"),
    (lambda: nn.MaxPool3D((2, 2)), AssertionError, "pool_size must be a number or a list of 3"),
    (lambda: nn.AvgPool2D(layout="NCWH"), AssertionError, "Only NCHW and NHWC layouts are valid"),
    (lambda: nn.LeakyReLU(-1), AssertionError, "no less than 0"),
    (lambda: nn.ReflectionPad2D((1, 1)), AssertionError, None),
    (lambda: nn.Lambda("none"), AssertionError, "none is not found in ndarray"),
    (lambda: nn.HybridLambda("none"), AssertionError, "none is not found in symbol/ndarray"),
    (lambda: nn.Lambda(3), ValueError, "Unrecognized function in lambda: 3"),
    (lambda: nn.HybridSequential().add(nn.Lambda("relu")), ValueError, "must also be HybridBlock"),
    (lambda: nn.Activation("none")(nd.ones(3)), mx.MXNetError, "act_type='none'"),
    (lambda: nn.Dense(2)(nd.ones((1, 2))), RuntimeError, "has not been initialized"),
    (lambda: nn.HybridSequential()[0], IndexError, None),
]  # fmt: skip


@pytest.mark.parametrize("call, kind, text", REFUSED)
def test_refused(call, kind, text):
    with pytest.raises(kind, match=text):
        call()


def test_sequential_of_hybrids_warns():
    net = nn.Sequential()
    net.add(nn.Dense(2))
    with pytest.warns(UserWarning, match="Consider using HybridSequential"):
        net.hybridize()


@pytest.mark.parametrize("hybridize", [False, True])
def test_dropout(hybridize):
    layer = nn.Dropout(0.4, axes=(1,))
    layer.hybridize(hybridize)
    x = nd.ones((500, 3, 2))
    assert (layer(x) == x).asnumpy().all()
    with autograd.record():
        y = layer(x).asnumpy()
    assert (y == y[:, :1]).all()  # one fate along the axis
    kept = y[:, 0] != 0
    np.testing.assert_allclose(y[:, 0][kept], 1 / 0.6, rtol=1e-5)
    assert abs(kept.mean() - 0.6) < 0.06


def test_batch_norm_of_halves():
    layer = nn.BatchNorm(in_channels=2)
    layer.cast("float16")
    assert {np.dtype(p.dtype).name for p in layer.collect_params().values()} == {"float32"}
    layer.initialize()
    with autograd.record():
        y = layer(nd.array(np.arange(8).reshape(4, 2), dtype="float16"))
    assert y.dtype == np.float16
    layer.cast("float64")
    assert np.dtype(layer.gamma.dtype).name == "float64"


@pytest.mark.parametrize("hybridized", (False, True))
@pytest.mark.parametrize("dtype", ("float16", "bfloat16"))
def test_networks_train_in_coarse_numbers(dtype, hybridized):
    net = nn.HybridSequential()
    net.add(nn.Conv2D(4, 3), nn.BatchNorm(), nn.PReLU(), nn.MaxPool2D(), nn.Dense(3))
    net.initialize(mx.init.Constant(0.1))
    net(mx.nd.ones((2, 1, 8, 8)))
    net.cast(dtype)
    net.hybridize(hybridized)
    assert net[1].gamma.dtype == net[1].running_mean.dtype == "float32"
    x = mx.nd.array(np.random.RandomState(0).rand(2, 1, 8, 8)).astype(dtype)
    trainer = mx.gluon.Trainer(
        net.collect_params(), "sgd", {"learning_rate": 0.2, "multi_precision": True}
    )
    losses = []
    for _ in range(5):
        with mx.autograd.record():
            loss = mx.gluon.loss.SoftmaxCELoss()(net(x), mx.nd.array([0, 2]))
        loss.backward()
        trainer.step(2)
        assert loss.dtype == x.dtype == net[0].weight.grad().dtype
        losses.append(loss.astype("float32").mean().asscalar())
    assert losses[-1] < 0.9 * losses[0]


def test_what_is_not_learnt():
    layer = nn.BatchNorm(scale=False, center=False, in_channels=2)
    assert [p.grad_req for p in layer.collect_params().values()] == ["null"] * 4
    assert nn.InstanceNorm().gamma.grad_req == "null"
    assert nn.LayerNorm(center=False).beta.grad_req == "null"


def test_second_order():
    """Gradients of gradients pass through layers, compiled or not."""
    for hybridize in (False, True):
        net = nn.HybridSequential()
        net.add(nn.Dense(4, activation="tanh", in_units=3), nn.Dense(1, in_units=4))
        net.initialize(mx.init.Constant(0.3))
        net.hybridize(hybridize)
        x = nd.array([[0.1, -0.2, 0.4]])
        x.attach_grad()
        with autograd.record():
            (slope,) = autograd.grad(net(x), x, create_graph=True)
            penalty = (slope**2).sum()
        penalty.backward()
        t = np.tanh(0.3 * (x.asnumpy().sum() + 0))
        # slope = 4 * 0.09 * (1 - t²) for each of three inputs
        wanted = 3 * 2 * (0.36 * (1 - t**2)) * 0.36 * (-2 * t) * (1 - t**2) * 0.3
        np.testing.assert_allclose(x.grad.asnumpy(), np.full((1, 3), wanted), rtol=1e-4)
