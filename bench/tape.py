"""The cost of the tape: a recorded chain of 50 operators, forward and backward, against torch's
autograd."""

import torch
from _measure import ratio, report

import mxnet as mx
from mxnet import nd


def main():
    torch.set_num_threads(1)
    x, w = nd.ones((3, 3)), nd.ones((3, 3))
    x.attach_grad()
    a, b = torch.ones(3, 3, requires_grad=True), torch.ones(3, 3)
    seed, torch_seed = nd.ones((3, 3)), torch.ones(3, 3)

    def ours():
        with mx.autograd.record():
            y = x
            for _ in range(25):
                y = nd.tanh(y * w)
        y.backward(seed)

    def theirs():
        a.grad = None
        y = a
        for _ in range(25):
            y = torch.tanh(y * b)
        y.backward(torch_seed)

    report(
        "50 recorded operators, forward and backward, torch", ratio(ours, theirs, number=40), 1.0
    )


if __name__ == "__main__":
    main()
