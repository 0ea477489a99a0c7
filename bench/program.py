"""Training steps of compiled graphs against the floor (the same kernels by hand in a straight line)
and against eager torch; and how long compiling takes."""

import time

import torch
from _measure import ratio, report

import mxnet as mx
from mxnet import _kernels as k
from mxnet._graph.compiled import clear_cache, compile_graph

sym = mx.sym


def mlp():
    """784-128-64-10 at batch 64."""
    x = sym.var("data")
    for i, units in enumerate((128, 64)):
        x = sym.FullyConnected(x, num_hidden=units, name=f"fc{i}")
        x = sym.Activation(x, act_type="relu", name=f"act{i}")
    x = sym.FullyConnected(x, num_hidden=10, name="fc2")
    return sym.SoftmaxOutput(x, name="softmax", normalization="batch"), (64, 784)


def mlp_floor(data, w0, b0, w1, b1, w2, b2, label):
    h0 = torch.relu_(torch.nn.functional.linear(data, w0, b0))
    h1 = torch.relu_(torch.nn.functional.linear(h0, w1, b1))
    out = torch.softmax(torch.nn.functional.linear(h1, w2, b2), 1)
    g = loss_grad(out, label)
    g2, d2 = torch.mm(g.t(), h1), g.sum(0)
    g = torch.ops.aten.threshold_backward(torch.mm(g, w2), h1, 0)
    g1, d1 = torch.mm(g.t(), h0), g.sum(0)
    g = torch.ops.aten.threshold_backward(torch.mm(g, w1), h0, 0)
    return out, torch.mm(g.t(), data), g.sum(0), g1, d1, g2, d2


def loss_grad(out, label):
    return k.softmax_output_grad(
        out, label, axis=1, grad_scale=1.0, ignore_label=-1.0, use_ignore=False,
        normalization="batch", smooth_alpha=0.0, per_position=1)  # fmt: skip


def mlp_torch(data, w0, b0, w1, b1, w2, b2):
    f = torch.nn.functional
    return f.linear(torch.relu(f.linear(torch.relu(f.linear(data, w0, b0)), w1, b1)), w2, b2)


def lenet():
    """20 and 50 filters of 5x5, 500 units, at batch 64."""
    x = sym.var("data")
    for i, filters in enumerate((20, 50)):
        x = sym.Convolution(x, kernel=(5, 5), num_filter=filters, name=f"conv{i}")
        x = sym.Activation(x, act_type="tanh", name=f"act{i}")
        x = sym.Pooling(x, pool_type="max", kernel=(2, 2), stride=(2, 2), name=f"pool{i}")
    x = sym.FullyConnected(x, num_hidden=500, name="fc0")
    x = sym.FullyConnected(sym.Activation(x, act_type="tanh"), num_hidden=10, name="fc1")
    return sym.SoftmaxOutput(x, name="softmax", normalization="batch"), (64, 1, 28, 28)


CONV = {"stride": (1, 1), "pad": (0, 0), "dilate": (1, 1), "groups": 1}
POOL = {"kernel": (2, 2), "stride": (2, 2), "pad": (0, 0)}


def lenet_floor(data, w0, b0, w1, b1, w2, b2, w3, b3, label):
    a0 = torch.tanh_(k.conv(data, w0, b0, **CONV))
    p0, i0 = k.max_pool(a0, **POOL, size=(12, 12))
    a1 = torch.tanh_(k.conv(p0, w1, b1, **CONV))
    p1, i1 = k.max_pool(a1, **POOL, size=(4, 4))
    flat = p1.reshape(64, -1)
    h = torch.tanh_(torch.nn.functional.linear(flat, w2, b2))
    out = torch.softmax(torch.nn.functional.linear(h, w3, b3), 1)
    g = loss_grad(out, label)
    g3, d3 = torch.mm(g.t(), h), g.sum(0)
    g = torch.ops.aten.tanh_backward(torch.mm(g, w3), h)
    g2, d2 = torch.mm(g.t(), flat), g.sum(0)
    g = torch.mm(g, w2).reshape(p1.shape)
    g = k.max_pool_grad(g, i1, shape=tuple(a1.shape), **POOL, size=(4, 4))
    g = torch.ops.aten.tanh_backward(g, a1)
    g1, d1 = k.conv_weight_grad(g, p0, shape=w1.shape, **CONV), g.sum((0, 2, 3))
    g = k.conv_data_grad(g, w1, shape=p0.shape, **CONV)
    g = k.max_pool_grad(g, i0, shape=tuple(a0.shape), **POOL, size=(12, 12))
    g = torch.ops.aten.tanh_backward(g, a0)
    g0, d0 = k.conv_weight_grad(g, data, shape=w0.shape, **CONV), g.sum((0, 2, 3))
    return out, g0, d0, g1, d1, g2, d2, g3, d3


def lenet_torch(data, w0, b0, w1, b1, w2, b2, w3, b3):
    f = torch.nn.functional
    x = f.max_pool2d(torch.tanh(f.conv2d(data, w0, b0)), 2, 2)
    x = f.max_pool2d(torch.tanh(f.conv2d(x, w1, b1)), 2, 2)
    return f.linear(torch.tanh(f.linear(x.flatten(1), w2, b2)), w3, b3)


def measure(title, network, floor, forward, wanted):
    symbol, data = network()
    names = symbol.list_arguments()
    found, _, _ = symbol.infer_shape(data=data)
    shapes = dict(zip(names, found, strict=True))
    kinds, given = dict.fromkeys(names, "float32"), ("data", "softmax_label")
    weights = [n for n in names if n not in given]
    clear_cache()
    start = time.process_time()
    program = compile_graph(symbol._entries, names, shapes, kinds, True, weights)
    torch.manual_seed(0)
    values = [torch.randn(shapes[n]) * 0.1 for n in names]
    values[-1] = (torch.arange(data[0]) % 10).float()
    outputs, gradients, _ = program.forward_backward(values)
    print(f"{title}: compiled in {time.process_time() - start:.2f} s")
    for ours, theirs in zip([*outputs, *gradients], floor(*values), strict=True):
        torch.testing.assert_close(ours, theirs, rtol=1e-4, atol=1e-5)
    leaves = [v.clone().requires_grad_() for v in values[1:-1]]
    label = values[-1].long()

    def theirs():
        for leaf in leaves:
            leaf.grad = None
        torch.nn.functional.cross_entropy(forward(values[0], *leaves), label).backward()

    def ours():
        program.forward_backward(values)

    report(f"{title}, step, bare kernels", ratio(ours, lambda: floor(*values), number=10), 1.1)
    report(f"{title}, step, eager torch", ratio(ours, theirs, number=10), wanted)


def measure_inference(title, network, forward, wanted):
    """The program and eager PyTorch in its inference mode."""
    symbol, data = network()
    names = symbol.list_arguments()
    found, _, _ = symbol.infer_shape(data=data)
    shapes = dict(zip(names, found, strict=True))
    program = compile_graph(symbol._entries, names, shapes, dict.fromkeys(names, "float32"), False)
    values = [torch.randn(shapes[n]) * 0.1 for n in names]

    @torch.inference_mode()
    def theirs():
        return torch.softmax(forward(*values[:-1]), 1)

    def ours():
        return program.forward(values)[0][0]

    torch.testing.assert_close(ours(), theirs(), rtol=1e-4, atol=1e-5)
    report(f"{title}, inference, eager torch", ratio(ours, theirs, number=20), wanted)


def measure_whole(title, network, forward, wanted):
    """A step as programs write it: bound symbol and optimizer, against module-less PyTorch with
    `torch.optim.SGD`: zero_grad, forward, loss, backward, step."""
    symbol, data = network()
    names = symbol.list_arguments()
    found, _, _ = symbol.infer_shape(data=data)
    arrays = [mx.nd.random.normal(scale=0.1, shape=shape) for shape in found]
    arrays[-1] = mx.nd.array([i % 10 for i in range(data[0])])
    gradients = {n: mx.nd.zeros(s) for n, s in zip(names[1:-1], found[1:-1], strict=True)}
    bound = symbol.bind(mx.cpu(), dict(zip(names, arrays, strict=True)), gradients)
    sgd = mx.optimizer.SGD(learning_rate=1e-4, momentum=0.9)
    update, indices = mx.optimizer.get_updater(sgd), list(range(len(gradients)))
    gradients, weights = list(gradients.values()), arrays[1:-1]
    leaves = [torch.from_numpy(x.asnumpy()).requires_grad_() for x in weights]
    images, label = torch.from_numpy(arrays[0].asnumpy()), torch.arange(data[0]) % 10
    optimizer = torch.optim.SGD(leaves, lr=1e-4, momentum=0.9)

    def ours():
        bound.forward(is_train=True)
        bound.backward()
        update(indices, gradients, weights)

    def theirs():
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(forward(images, *leaves), label).backward()
        optimizer.step()

    report(f"{title}, step with SGD, eager torch", ratio(ours, theirs, number=10), wanted)


def measure_call(title, network, wanted):
    """A graph called on arrays while recording, and its backward, against the bound graph."""
    symbol, data = network()
    names = symbol.list_arguments()
    found, _, _ = symbol.infer_shape(data=data)
    arrays = [mx.nd.random.normal(scale=0.1, shape=shape) for shape in found]
    arrays[-1] = mx.nd.array([i % 10 for i in range(data[0])])
    for array in arrays[1:-1]:
        array.attach_grad()
    gradients = {n: mx.nd.zeros(s) for n, s in zip(names[1:-1], found[1:-1], strict=True)}
    bound = symbol.bind(mx.cpu(), dict(zip(names, arrays, strict=True)), gradients)
    op = mx.nd.CachedOp(symbol)

    def ours():
        with mx.autograd.record():
            out = op(*arrays)
        out.backward()

    def theirs():
        bound.forward(is_train=True)
        bound.backward()

    report(f"{title}, CachedOp, bound graph", ratio(ours, theirs, number=10), wanted)


def main():
    torch.set_num_threads(1)
    measure_call("MLP 784-128-64-10, batch 64", mlp, 1.1)
    for title, network, floor, forward, wanted in (
        ("MLP 784-128-64-10, batch 64", mlp, mlp_floor, mlp_torch, 0.45),
        ("LeNet, batch 64", lenet, lenet_floor, lenet_torch, 0.75),
    ):
        measure(title, network, floor, forward, wanted)
        measure_whole(title, network, forward, wanted)
        measure_inference(title, network, forward, 1.0)


if __name__ == "__main__":
    main()
