"""Networks that the compiler is tested on, and running them both ways.

What does not live here: what is asserted.
"""

import numpy as np

import mxnet as mx
from mxnet import _kernels as k
from mxnet import nd
from mxnet._core.dtypes import to_name
from mxnet._core.flags import override
from mxnet._graph.compiled import compile_graph

sym = mx.sym


def mlp():
    x = sym.FullyConnected(sym.var("data"), num_hidden=16, name="fc1")
    x = sym.Activation(x, act_type="relu", name="act1")
    x = sym.FullyConnected(x, num_hidden=8, name="fc2")
    x = sym.Activation(x, act_type="tanh", name="act2")
    x = sym.FullyConnected(x, num_hidden=4, name="fc3", no_bias=True)
    return sym.SoftmaxOutput(x, name="softmax"), {"data": (5, 3, 4), "softmax_label": (5,)}


def lenet():
    x = sym.var("data")
    for i, filters in enumerate((4, 20)):
        x = sym.Convolution(x, kernel=(3, 3), num_filter=filters, name=f"conv{i}")
        x = sym.Activation(x, act_type="relu", name=f"act{i}")
        x = sym.Pooling(x, pool_type="max", kernel=(2, 2), stride=(2, 2), name=f"pool{i}")
    x = sym.Convolution(x, kernel=(2, 2), num_filter=6, name="conv2")  # data of 20 channels
    x = sym.Activation(x, act_type="relu", name="act2")
    x = sym.FullyConnected(sym.Flatten(x), num_hidden=10, name="fc")
    return sym.SoftmaxOutput(x, name="softmax"), {"data": (2, 1, 16, 16), "softmax_label": (2,)}


def residual():
    data = sym.var("data")
    x = sym.Convolution(data, kernel=(3, 3), pad=(1, 1), num_filter=3, no_bias=True, name="conv1")
    x = sym.BatchNorm(x, fix_gamma=False, name="bn1")
    x = sym.Activation(x, act_type="relu", name="act1")
    x = sym.Convolution(x, kernel=(3, 3), pad=(1, 1), num_filter=3, no_bias=True, name="conv2")
    x = sym.BatchNorm(x, name="bn2")
    x = sym.Activation(x + data, act_type="relu", name="act2")
    x = sym.Pooling(x, global_pool=True, pool_type="avg", kernel=(1, 1), name="pool")
    return sym.FullyConnected(x, num_hidden=2, name="fc"), {"data": (4, 3, 6, 6)}


def recurrent():
    x = sym.RNN(sym.var("data"), mode="lstm", state_size=5, num_layers=2, state_outputs=True,
                name="rnn")  # fmt: skip
    x = sym.FullyConnected(x[0], num_hidden=3, flatten=False, name="fc")
    return x, {"data": (6, 2, 4)}


def chain():
    a, b, c = sym.var("a"), sym.var("b"), sym.var("c")
    y = sym.tanh(a * b + c) * sym.exp(-a * a)
    z = sym.broadcast_add(sym.sum(y, axis=1, keepdims=True), y) / (1 + sym.square(c))
    w = sym.LinearRegressionOutput(sym.sqrt(sym.abs(z) + 1), sym.var("w_label"), name="w")
    return sym.Group([y, z, w, a]), {n: (3, 4) for n in ("a", "b", "c", "w_label")}


def sums():
    """Elementwise chains with sums inside, draws in between, and products under sums."""
    a, b = sym.var("a"), sym.var("b")
    y = sym.tanh(a * b * 0.5 + a) - 2 * a * b
    total = sym.sum(y * y)
    z = sym.broadcast_mul(sym.Dropout(y, p=0.0), total) + sym.exp(-a) - (-b)
    return sym.Group([sym.sum(z * sym.sigmoid(y)), z - a * 3]), {"a": (7, 3), "b": (7, 3)}


def joins():
    a, b = sym.var("a"), sym.var("b")
    both = sym.Concat(a, sym.transpose(b), dim=1)
    parts = sym.SliceChannel(both, num_outputs=2, axis=1)
    y = sym.BlockGrad(parts[0]) * parts[1] + sym.Reshape(a, shape=(0, -1)) * 1.0
    y = sym.broadcast_add(sym.slice_axis(y, axis=1, begin=1, end=3),
                          sym.max(a, axis=1, keepdims=True))  # fmt: skip
    return sym.Group([sym.MakeLoss(sym.mean(y)), parts[0]]), {"a": (3, 4), "b": (4, 3)}


def dropped():
    x = sym.Dropout(sym.FullyConnected(sym.var("data"), num_hidden=6, name="fc"), p=0.5)
    y = sym.Dropout(x, p=0.5) + sym.Dropout(x, p=0.5)
    return sym.softmax_cross_entropy(y, sym.var("label")), {"data": (4, 5), "label": (4,)}


def picked():
    x = sym.log_softmax(sym.var("data"), axis=-1)
    loss = -sym.pick(x, sym.var("label"))
    return sym.Group([sym.norm(x), loss, sym.topk(x, k=2)]), {"data": (4, 5), "label": (4,)}


def entropies():
    """Cross entropies along several axes, of labels some of which are none."""
    x = sym.FullyConnected(sym.var("data"), num_hidden=12, name="fc")
    logits = sym.Reshape(x, shape=(-1, 3, 4))
    middle = sym.log_softmax(logits, axis=1)
    last = sym.log_softmax(x, axis=-1)
    parts = [
        -sym.pick(last, sym.var("a_label") * 7 - 3, keepdims=True),
        sym.pick(middle, sym.var("b_label"), axis=1, mode="wrap"),
        sym.pick(sym.log_softmax(logits), sym.var("c_label"), axis=-1) * 2,
    ]
    shapes = {"data": (5, 6), "a_label": (5,), "b_label": (5, 4), "c_label": (5, 3)}
    return sym.Group([*parts, sym.sum(middle, axis=1)]), shapes


NETWORKS = [mlp, lenet, residual, recurrent, chain, sums, joins, dropped, picked,
            entropies]


class Sample:
    """A network with numbers: arguments, auxiliary states, gradients of the heads."""

    def __init__(self, network, dtype="float32", seed=0):
        self.symbol, shapes = network()
        draw = np.random.RandomState(seed)
        self.names, self.states = self.symbol.list_arguments(), self.symbol.list_auxiliary_states()
        given, results, aux = self.symbol.infer_shape(**shapes)
        self.values = {n: self._fill(draw, n, s) for n, s in zip(self.names, given, strict=True)}
        for name, shape in zip(self.states, aux, strict=True):
            self.values[name] = np.abs(draw.randn(*shape)) + 0.5
        self.values = {n: x.astype(dtype) for n, x in self.values.items()}
        self.heads = [draw.randn(*s).astype(dtype) for s in results]
        self.wanted = [n for n in self.names if not n.endswith("label")]

    @staticmethod
    def _fill(draw, name, shape):
        return draw.randint(0, 3, shape) if name.endswith("label") else draw.randn(*shape) * 0.5

    def arrays(self, names):
        return [nd.array(self.values[n], dtype=self.values[n].dtype) for n in names]

    def by_executor(self, train, heads=True, compiled=False):
        """`(outputs, gradients, states)` by the executor, operator by operator or `compiled`."""
        with override(MXNET_EXEC_COMPILE=compiled):
            return self._by_executor(train, heads)

    def _by_executor(self, train, heads):
        args, aux = self.arrays(self.names), self.arrays(self.states)
        grads = {n: nd.zeros_like(a) for n, a in zip(self.names, args, strict=True)
                 if n in self.wanted}  # fmt: skip
        exe = self.symbol.bind(mx.cpu(), args, grads, aux_states=aux)
        mx.random.seed(7)
        outputs = exe.forward(is_train=train)
        if train:
            exe.backward([nd.array(g, dtype=g.dtype) for g in self.heads] if heads else None)
        return ([x.asnumpy() for x in outputs], {n: g.asnumpy() for n, g in grads.items()},
                {n: x.asnumpy() for n, x in exe.aux_dict.items()})  # fmt: skip

    def compiled(self, train, heads=True):
        """The program."""
        names = [*self.names, *self.states]
        return compile_graph(
            self.symbol._entries, names, {n: self.values[n].shape for n in names},
            {n: to_name(self.values[n].dtype) for n in names}, train,
            self.wanted if train else (), heads,
        )  # fmt: skip

    def by_program(self, train, split=False, heads=True):
        """The same by the program, in one function or in two."""
        program = self.compiled(train, heads)
        tensors = [k.from_numpy(self.values[n]) for n in program.arguments]
        before = [t.clone() for t in tensors]
        seeds = [k.from_numpy(g) for g in self.heads] if heads else []
        mx.random.seed(7)
        gradients = ()
        if not train:
            outputs, states = program.forward(tensors)
        elif split:
            outputs, states, saved = program.forward_saving(tensors)
            program.backward(saved, seeds)
            gradients = program.backward(saved, seeds)
        else:
            outputs, gradients, states = program.forward_backward(tensors, seeds)
        for now, then in zip(tensors, before, strict=True):
            assert bool((now == then).all()), "a program wrote over its input"
        found = {n: np.zeros_like(self.values[n]) for n in self.wanted}
        for name, g in zip(program.wanted if train else (), gradients, strict=True):
            if g is not None:
                found[name] = k.to_numpy(g)
        after = {n: self.values[n] for n in self.states}
        after |= {n: k.to_numpy(x) for n, x in zip(program.states, states, strict=True)}
        return [k.to_numpy(x) for x in outputs], found, after
