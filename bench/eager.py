"""The cost of one unrecorded operator: `x + y` on 3x3 against the bare torch kernel."""

import torch
from _measure import ratio, report

import mxnet as mx


def main():
    torch.set_num_threads(1)
    x, y = mx.nd.ones((3, 3)), mx.nd.ones((3, 3))
    a, b = torch.ones(3, 3), torch.ones(3, 3)
    add = torch.add

    def ours():
        for _ in range(1000):
            x + y

    def floor():
        for _ in range(1000):
            add(a, b)

    report("x + y on 3x3, unrecorded, 1000 times, bare kernel", ratio(ours, floor, number=5), 2.0)


if __name__ == "__main__":
    main()
