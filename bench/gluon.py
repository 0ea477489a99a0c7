"""Training steps of Gluon networks, hybridized and not, against the same steps in eager torch.

A step is forward, loss, backward and update, written as the books write it. torch has its fused
optimizer. Name sections on the command line to measure only those.
"""

import sys

import torch
from _measure import ratio, report
from torch import nn as tnn

import mxnet as mx
from mxnet import autograd, gluon
from mxnet.gluon import nn

RATE, MOMENTUM = 0.05, 0.9


def mlp():
    """784-128-64-10, batch 64."""
    net = nn.HybridSequential()
    net.add(nn.Dense(128, activation="relu"), nn.Dense(64, activation="relu"), nn.Dense(10))
    theirs = tnn.Sequential(
        tnn.Linear(784, 128), tnn.ReLU(), tnn.Linear(128, 64), tnn.ReLU(), tnn.Linear(64, 10)
    )
    return net, theirs, torch.rand(64, 784)


def lenet():
    """Two convolutions and three dense layers, with tanh and max pooling; batch 64."""
    net = nn.HybridSequential()
    net.add(nn.Conv2D(20, 5, activation="tanh"), nn.MaxPool2D(2, 2))
    net.add(nn.Conv2D(50, 5, activation="tanh"), nn.MaxPool2D(2, 2))
    net.add(nn.Flatten(), nn.Dense(500, activation="tanh"), nn.Dense(10))
    theirs = tnn.Sequential(
        tnn.Conv2d(1, 20, 5), tnn.Tanh(), tnn.MaxPool2d(2, 2), tnn.Conv2d(20, 50, 5), tnn.Tanh(),
        tnn.MaxPool2d(2, 2), tnn.Flatten(), tnn.Linear(800, 500), tnn.Tanh(), tnn.Linear(500, 10)
    )  # fmt: skip
    return net, theirs, torch.rand(64, 1, 28, 28)


class Residual(tnn.Module):
    """torch's usual basic block."""

    def __init__(self, before, after, stride):
        super().__init__()
        self.conv1 = tnn.Conv2d(before, after, 3, stride, 1, bias=False)
        self.bn1 = tnn.BatchNorm2d(after)
        self.conv2 = tnn.Conv2d(after, after, 3, 1, 1, bias=False)
        self.bn2 = tnn.BatchNorm2d(after)
        self.relu = tnn.ReLU(inplace=True)
        self.beside = None
        if before != after:
            self.beside = tnn.Sequential(
                tnn.Conv2d(before, after, 1, stride, bias=False), tnn.BatchNorm2d(after)
            )

    def forward(self, x):
        y = self.relu(self.bn1(self.conv1(x)))
        y = self.bn2(self.conv2(y))
        return self.relu(y + (x if self.beside is None else self.beside(x)))


def resnet():
    """ResNet-18 of the model zoo, eight images of 112 by 112."""
    net = gluon.model_zoo.vision.resnet18_v1(classes=10)
    parts = [tnn.Conv2d(3, 64, 7, 2, 3, bias=False), tnn.BatchNorm2d(64), tnn.ReLU(inplace=True)]
    parts += [tnn.MaxPool2d(3, 2, 1)]
    for before, after, stride in ((64, 64, 1), (64, 128, 2), (128, 256, 2), (256, 512, 2)):
        parts += [Residual(before, after, stride), Residual(after, after, 1)]
    parts += [tnn.AdaptiveAvgPool2d(1), tnn.Flatten(), tnn.Linear(512, 10)]
    return net, tnn.Sequential(*parts), torch.rand(8, 3, 112, 112)


def mobilenet():
    """MobileNet of the model zoo at full width, eight images of 112 by 112."""
    net = gluon.model_zoo.vision.mobilenet1_0(classes=10)
    parts = []

    def add(before, after, size, stride=1, groups=1):
        parts.append(tnn.Conv2d(before, after, size, stride, size // 2, groups=groups, bias=False))
        parts.extend([tnn.BatchNorm2d(after), tnn.ReLU(inplace=True)])

    add(3, 32, 3, 2)
    before = 32
    for after, stride in ((64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2),
                          *[(512, 1)] * 5, (1024, 2), (1024, 1)):  # fmt: skip
        add(before, before, 3, stride, before)
        add(before, after, 1)
        before = after
    parts += [tnn.AdaptiveAvgPool2d(1), tnn.Flatten(), tnn.Linear(1024, 10)]
    return net, tnn.Sequential(*parts), torch.rand(8, 3, 112, 112)


class Encoder(gluon.HybridBlock):
    """A transformer encoder block of 256 units, 4 heads and 1024 hidden units."""

    def __init__(self, units=256, heads=4, rate=0.1, **kwargs):
        super().__init__(**kwargs)
        self._units, self._heads = units, heads
        with self.name_scope():
            self.mix = nn.Dense(3 * units, flatten=False, in_units=units)
            self.join = nn.Dense(units, flatten=False, in_units=units)
            self.wide = nn.Dense(4 * units, "relu", flatten=False, in_units=units)
            self.back = nn.Dense(units, flatten=False, in_units=4 * units)
            self.norm1, self.norm2 = nn.LayerNorm(in_channels=units), nn.LayerNorm(
                in_channels=units)  # fmt: skip
            self.dropout = nn.Dropout(rate)

    def hybrid_forward(self, F, x):
        # (N, T, 3 * units) to three of (N * heads, T, units / heads)
        parts = self.mix(x).reshape((0, 0, 3 * self._heads, -1)).transpose((0, 2, 1, 3))
        query, key, value = (
            part.reshape((-3, 0, 0)) for part in F.split(parts, axis=1, num_outputs=3)
        )
        query = query * (self._heads / self._units) ** 0.5
        scores = F.batch_dot(query, key, transpose_b=True)
        seen = F.batch_dot(self.dropout(F.softmax(scores)), value)
        seen = seen.reshape((-4, -1, self._heads, 0, 0)).transpose((0, 2, 1, 3)).reshape((0, 0, -3))
        x = self.norm1(x + self.dropout(self.join(seen)))
        return self.norm2(x + self.dropout(self.back(self.dropout(self.wide(x)))))


class Mean(tnn.Module):
    """The mean over the sequence, and ten classes."""

    def __init__(self):
        super().__init__()
        self.dense = tnn.Linear(256, 10)

    def forward(self, x):
        return self.dense(x.mean(1))


def encoder():
    """A transformer encoder block and a classifier of the mean, 8 sequences of 128."""
    net = nn.HybridSequential()
    net.add(Encoder(), nn.HybridLambda(lambda F, x: F.mean(x, axis=1)), nn.Dense(10))
    block = tnn.TransformerEncoderLayer(256, 4, 1024, dropout=0.1, batch_first=True)
    return net, tnn.Sequential(block, Mean()), torch.rand(8, 128, 256)


def our_step(net, images, labels):
    """A function that trains one step."""
    trainer = gluon.Trainer(
        net.collect_params(), "sgd", {"learning_rate": RATE, "momentum": MOMENTUM}
    )
    loss_of = gluon.loss.SoftmaxCrossEntropyLoss()
    if net._active:
        loss_of.hybridize()

    def step():
        with autograd.record():
            loss = loss_of(net(images), labels)
        loss.backward()
        trainer.step(images.shape[0])

    return step


def their_step(net, images, labels):
    """The same in torch."""
    optimizer = torch.optim.SGD(net.parameters(), lr=RATE, momentum=MOMENTUM, fused=True)
    loss_of = tnn.CrossEntropyLoss()

    def step():
        optimizer.zero_grad()
        loss_of(net(images), labels).backward()
        optimizer.step()

    return step


def measured(make, number, goal):
    """Print both ratios of one network."""
    for hybridize in (True, False):
        net, theirs, data = make()
        labels = torch.arange(len(data)) % 10
        net.initialize(mx.init.Xavier())
        net.hybridize(hybridize, static_alloc=hybridize, static_shape=hybridize)
        ours = our_step(net, mx.nd.array(data.numpy()), mx.nd.array(labels.numpy()))
        found = ratio(ours, their_step(theirs, data, labels), number=number, repeats=9)
        how = "hybridized" if hybridize else "eager"
        report(f"{make.__name__}, {how}, torch", found, goal if hybridize else 1.1)


SECTIONS = {
    "mlp": (mlp, 50, 0.5),
    "lenet": (lenet, 4, 0.8),
    "resnet": (resnet, 1, 0.85),
    "mobilenet": (mobilenet, 1, 0.85),
    "encoder": (encoder, 2, 0.8),
}


def main():
    torch.set_num_threads(1)
    mx.random.seed(0)
    for name in sys.argv[1:] or SECTIONS:
        measured(*SECTIONS[name])


if __name__ == "__main__":
    main()
