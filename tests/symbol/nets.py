"""Graphs that the reference and we both build, with their shapes; written for either `mx`."""

import numpy as np


def build(mx):
    """Return ``{name: (symbol, shapes)}``, the names of nodes counted anew for each."""
    found = {}
    for name, make in NETS.items():
        with mx.name.NameManager():
            found[name] = make(mx.sym)
    return found


def mlp(S):
    net = S.FullyConnected(S.var("data"), num_hidden=6, name="fc1")
    net = S.Activation(net, act_type="relu")
    net = S.FullyConnected(net, num_hidden=3, attr={"lr_mult": "2"})
    return S.SoftmaxOutput(net, name="softmax"), {"data": (4, 5), "softmax_label": (4,)}


def convolutional(S):
    net = S.var("data")
    net = S.Convolution(net, kernel=(3, 3), num_filter=4, pad=(1, 1), no_bias=True, name="conv")
    net = S.BatchNorm(net, fix_gamma=False, name="bn")
    net = S.Pooling(net, kernel=(2, 2), stride=(2, 2), pool_type="max")
    net = S.LeakyReLU(net, act_type="prelu", name="prelu")
    net = S.FullyConnected(S.flatten(net), num_hidden=3)
    return S.LinearRegressionOutput(net, name="out"), {"data": (2, 3, 6, 6), "out_label": (2, 3)}


def arithmetic(S):
    a, b = S.var("a"), S.var("b", shape=(2, 0), dtype="float32")
    total = (2 * a + b) * (a - 1) / (b**2 + 1) - 3 / (2 + b * b)
    return S.Group([total, S.maximum(a, b), -a]), {"a": (2, 3), "b": (2, 3)}


def branches(S):
    parts = S.split(S.var("x"), num_outputs=3, axis=1, name="parts")
    joined = S.concat(S.exp(parts[0]), S.tanh(parts[2]), parts[1] * 2, dim=1, name="joined")
    return S.sum(S.transpose(joined), axis=1), {"x": (2, 6)}


def reused(S):
    x, w = S.var("x"), S.var("w")
    h = S.dot(x, w, name="h")
    return S.MakeLoss(S.mean(S.square(h) + S.square(h))), {"x": (2, 3), "w": (3, 4)}


NETS = {f.__name__: f for f in (mlp, convolutional, arithmetic, branches, reused)}


def values(name, shape):
    """Return numbers that depend on the name alone."""
    seed = sum(map(ord, name))
    array = np.random.RandomState(seed).uniform(0.2, 1.2, size=shape).astype("float32")
    return np.floor(array * 2) if "label" in name and len(shape) == 1 else array


def run(mx, symbol, shapes):
    """Bind, run forward and backward in training; return everything as nested lists."""
    executor = symbol.simple_bind(mx.cpu(), **shapes)
    for arrays in (executor.arg_dict, executor.aux_dict):
        for name, array in arrays.items():
            array[:] = values(name, array.shape)
    outputs = executor.forward(is_train=True)
    executor.backward([mx.nd.ones(each.shape) for each in outputs])
    return {
        "outputs": [each.asnumpy().tolist() for each in outputs],
        "gradients": {k: v.asnumpy().tolist() for k, v in executor.grad_dict.items()},
        "states": {k: v.asnumpy().tolist() for k, v in executor.aux_dict.items()},
    }
