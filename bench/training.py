"""The demo's training step, written imperatively, against the same step in eager torch."""

import torch
from _measure import ratio, report

import mxnet as mx
from mxnet import autograd, nd

SHAPES = {"conv1": (16, 1, 3, 3), "conv2": (32, 16, 3, 3), "dense1": (64, 128), "dense2": (10, 64)}
RATE = 0.1


def ours(batch):
    """A function that runs one step, books' style."""
    images = nd.random.uniform(shape=(batch, 1, 8, 8))
    labels = nd.array([i % 10 for i in range(batch)])
    params = {}
    for name, shape in SHAPES.items():
        params[f"{name}_weight"] = nd.random.normal(scale=0.1, shape=shape)
        params[f"{name}_bias"] = nd.zeros(shape[0])
    for param in params.values():
        param.attach_grad()

    def network(hidden):
        for name, filters in (("conv1", 16), ("conv2", 32)):
            hidden = nd.Convolution(
                hidden, params[f"{name}_weight"], params[f"{name}_bias"], kernel=(3, 3), pad=(1, 1),
                num_filter=filters)  # fmt: skip
            hidden = nd.Activation(hidden, act_type="relu")
            hidden = nd.Pooling(hidden, pool_type="max", kernel=(2, 2), stride=(2, 2))
        hidden = nd.FullyConnected(
            hidden, params["dense1_weight"], params["dense1_bias"], num_hidden=64)  # fmt: skip
        hidden = nd.Dropout(nd.Activation(hidden, act_type="relu"), p=0.4)
        return nd.FullyConnected(
            hidden, params["dense2_weight"], params["dense2_bias"], num_hidden=10)  # fmt: skip

    def step():
        with autograd.record():
            loss = -nd.pick(nd.log_softmax(network(images)), labels).mean()
        loss.backward()
        for param in params.values():
            param[:] = param - RATE * param.grad

    return step


def theirs(batch):
    """The same step in eager torch."""
    images, labels = torch.rand(batch, 1, 8, 8), torch.arange(batch) % 10
    params = {}
    for name, shape in SHAPES.items():
        params[f"{name}_weight"] = (torch.randn(shape) * 0.1).requires_grad_()
        params[f"{name}_bias"] = torch.zeros(shape[0], requires_grad=True)
    f = torch.nn.functional

    def step():
        hidden = images
        for name in ("conv1", "conv2"):
            hidden = f.conv2d(hidden, params[f"{name}_weight"], params[f"{name}_bias"], padding=1)
            hidden = f.max_pool2d(torch.relu(hidden), 2, 2)
        hidden = f.linear(hidden.reshape(batch, -1), params["dense1_weight"], params["dense1_bias"])
        hidden = f.dropout(torch.relu(hidden), 0.4)
        hidden = f.linear(hidden, params["dense2_weight"], params["dense2_bias"])
        loss = -torch.log_softmax(hidden, -1).gather(1, labels[:, None]).mean()
        for param in params.values():
            param.grad = None
        loss.backward()
        with torch.no_grad():
            for param in params.values():
                param.copy_(param - RATE * param.grad)

    return step


def main():
    torch.set_num_threads(1)
    mx.random.seed(0)
    for batch in (64, 32, 256):  # the demo's own is the first
        found = ratio(ours(batch), theirs(batch), number=20)
        report(f"imperative training step of the digits, batch {batch}, torch", found, 1.1)


if __name__ == "__main__":
    main()
