"""A chain of elementwise operators on four million numbers, its sum and its gradients, against
eager PyTorch and the same kernels called by hand; with `slices` also other lengths of slices."""

import sys

import torch
from _measure import ratio, report

import mxnet as mx
from mxnet import _kernels as k
from mxnet._graph.compiled import compile_graph

LENGTH = 4_000_000


def chain():
    a, b, c = mx.sym.var("a"), mx.sym.var("b"), mx.sym.var("c")
    return mx.sym.sum(mx.sym.tanh(a * b + c) * mx.sym.exp(-a * a))


def floor(a, b, c):
    """The kernels in a straight line, each on the whole arrays, in place where that is possible."""
    t = torch.tanh_(torch.add(torch.mul(a, b), c))
    minus = torch.neg(a)
    e = torch.exp_(torch.mul(minus, a))
    y = torch.mul(t, e)
    dc = torch.ops.aten.tanh_backward(e, t)
    da = torch.mul(y, minus).sub_(torch.mul(y, a)).add_(torch.mul(dc, b))
    return y.sum(), da, torch.mul(dc, a), dc


def main():
    torch.set_num_threads(1)
    torch.manual_seed(0)
    symbol, names = chain(), ["a", "b", "c"]
    values = [torch.randn(LENGTH) for _ in names]
    shapes, kinds = dict.fromkeys(names, (LENGTH,)), dict.fromkeys(names, "float32")
    program = compile_graph(symbol._entries, names, shapes, kinds, True, names)
    leaves = [v.clone().requires_grad_() for v in values]
    arrays = dict(zip(names, map(mx.nd.from_dlpack, values), strict=True))
    grads = {name: mx.nd.zeros(LENGTH) for name in names}
    bound, one = symbol.bind(mx.cpu(), arrays, grads), mx.nd.ones(1)

    def eager():
        for leaf in leaves:
            leaf.grad = None
        a, b, c = leaves
        (torch.tanh(a * b + c) * torch.exp(-a * a)).sum().backward()

    def hand():
        return floor(*values)

    def ours():
        return program.forward_backward(values)

    def executed():
        bound.forward(is_train=True)
        bound.backward(one)

    eager(), executed()
    for name, leaf, found, by_hand in zip(names, leaves, ours()[1], hand()[1:], strict=True):
        for each in (found, by_hand, torch.from_dlpack(grads[name])):
            torch.testing.assert_close(each, leaf.grad, rtol=1e-4, atol=1e-5)
    for title, mine in (("program", ours), ("bound", executed)):
        for other, name, wanted in ((hand, "bare kernels", 1.1), (eager, "eager torch", 0.5)):
            report(f"tanh(a*b+c)*exp(-a*a), 4M, {title}, {name}",
                   ratio(mine, other, number=2, repeats=7), wanted)  # fmt: skip
    if "slices" in sys.argv:
        lengths(ours)


def lengths(ours):
    """The step with slices of other lengths against the one that was chosen."""
    chosen = k.slices
    for bits in range(13, 20):

        def other(size=1 << bits):
            k.slices = lambda arrays, scratch: chosen(arrays, scratch, size)
            ours()
            k.slices = chosen

        report(f"slices of 2^{bits} elements, 2^17", ratio(other, ours, number=2, repeats=5), 1.0)


if __name__ == "__main__":
    main()
