"""An epoch of `Module.fit` against the same epoch written for Gluon, hybridized: the same batches
from the same iterator, the same metric, the same optimizer."""

import logging
import warnings

import numpy as np
from _measure import ratio, report

import mxnet as mx
from mxnet import autograd, gluon

BATCH, BATCHES = 64, 20


def symbol_mlp():
    x = mx.sym.var("data")
    for units in (128, 64):
        x = mx.sym.Activation(mx.sym.FullyConnected(x, num_hidden=units), act_type="relu")
    return mx.sym.SoftmaxOutput(mx.sym.FullyConnected(x, num_hidden=10), name="softmax")


def gluon_mlp():
    net = gluon.nn.HybridSequential()
    for units in (128, 64):
        net.add(gluon.nn.Dense(units, activation="relu"))
    net.add(gluon.nn.Dense(10))
    return net


def symbol_lenet():
    x = mx.sym.var("data")
    for filters in (20, 50):
        x = mx.sym.Convolution(x, kernel=(5, 5), num_filter=filters)
        x = mx.sym.Pooling(mx.sym.Activation(x, act_type="tanh"), pool_type="max", kernel=(2, 2),
                           stride=(2, 2))  # fmt: skip
    x = mx.sym.Activation(mx.sym.FullyConnected(x, num_hidden=500), act_type="tanh")
    return mx.sym.SoftmaxOutput(mx.sym.FullyConnected(x, num_hidden=10), name="softmax")


def gluon_lenet():
    net = gluon.nn.HybridSequential()
    for filters in (20, 50):
        net.add(gluon.nn.Conv2D(filters, 5, activation="tanh"), gluon.nn.MaxPool2D(2, 2))
    net.add(gluon.nn.Dense(500, activation="tanh"), gluon.nn.Dense(10))
    return net


def rows(shape):
    random = np.random.RandomState(0)
    return mx.io.NDArrayIter(random.rand(BATCH * BATCHES, *shape).astype("float32"),
                             random.randint(0, 10, BATCH * BATCHES), BATCH)  # fmt: skip


def of_module(symbol, data):
    """An epoch of `fit`; binding and the optimizer are there after the first one."""
    quiet = logging.getLogger("quiet")
    quiet.setLevel(logging.ERROR)
    net = mx.mod.Module(symbol, logger=quiet)

    def epoch():
        net.fit(data, num_epoch=1, optimizer="sgd",
                optimizer_params={"learning_rate": 0.01, "momentum": 0.9})  # fmt: skip

    return epoch


def of_gluon(net, data):
    """The epoch that the books write, with the network and the loss hybridized."""
    net.initialize(mx.init.Xavier())
    loss = gluon.loss.SoftmaxCrossEntropyLoss()
    net.hybridize(static_alloc=True, static_shape=True)
    loss.hybridize(static_alloc=True, static_shape=True)
    trainer = gluon.Trainer(net.collect_params(), "sgd", {"learning_rate": 0.01, "momentum": 0.9})

    def epoch():
        metric = mx.metric.Accuracy()
        for batch in data:
            x, label = batch.data[0], batch.label[0]
            with autograd.record():
                out = net(x)
                error = loss(out, label)
            error.backward()
            trainer.step(BATCH)
            metric.update([label], [out])
        data.reset()

    return epoch


def main():
    warnings.simplefilter("ignore", UserWarning)  # fit says that parameters are there already
    for name, symbol, net, shape in (
        ("MLP 784-128-64-10", symbol_mlp, gluon_mlp, (784,)),
        ("LeNet 28x28", symbol_lenet, gluon_lenet, (1, 28, 28)),
    ):
        found = ratio(of_module(symbol(), rows(shape)), of_gluon(net(), rows(shape)), number=1)
        report(f"{name}, batch {BATCH}, {BATCHES} batches: Module / Gluon", found, 1.1, 1e3, "ms")


if __name__ == "__main__":
    main()
