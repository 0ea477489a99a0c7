"""Random graphs: what programs give, with passes on and off, is what operators give one by one."""

import random

import numpy as np
import pytest

import mxnet as mx
from mxnet._core.flags import override
from tests.graph.test_programs import PASSES

S, SHAPE = mx.sym, (2, 4, 6, 6)


class Growing:
    """A graph that grows by one operator at a time; all results have the shape `SHAPE`."""

    def __init__(self, seed):
        self.draw, self.found = random.Random(seed), [S.var("x"), S.var("y")]
        for _ in range(self.draw.randrange(4, 14)):
            self.found.append(self.draw.choice(WAYS)(self, self.one()))
        heads = self.draw.sample(self.found[2:], self.draw.choice([1, 1, 2]))
        self.symbol = S.Group([*heads, self.found[-1]])

    def one(self):
        """A result, a late one more often."""
        return self.draw.choice(self.found[-4:] + self.found)

    def swapped(self, a):
        first, second = S.SliceChannel(a, num_outputs=2, axis=1)
        return S.concat(second, first, dim=1)

    def dense(self, a):
        row = S.FullyConnected(S.reshape(a, shape=(2, -1)), num_hidden=6)
        return S.broadcast_add(self.one(), S.reshape(row, shape=(2, 1, 1, 6)))

    def halves(self, a):
        ends = S.slice_axis(self.one(), axis=1, begin=2, end=4)
        return S.concat(S.slice_axis(a, axis=1, begin=0, end=2), ends, dim=1)


WAYS = [
    lambda g, a: S.Convolution(a, kernel=(3, 3), pad=(1, 1), num_filter=4),
    lambda g, a: S.Convolution(a, kernel=(1, 1), num_filter=4, no_bias=True),
    lambda g, a: S.Convolution(a, kernel=(3, 3), pad=(1, 1), num_filter=4, num_group=4),
    lambda g, a: S.BatchNorm(a, fix_gamma=g.draw.random() < 0.5),
    lambda g, a: S.Activation(a, act_type=g.draw.choice(["relu", "tanh", "sigmoid"])),
    lambda g, a: S.LeakyReLU(a, act_type=g.draw.choice(["leaky", "elu", "gelu"])),
    lambda g, a: a + g.one(),
    lambda g, a: a * g.one(),
    lambda g, a: a - g.one() * g.draw.choice([2, 0.5, -1]),
    lambda g, a: S.broadcast_mul(a, S.sum(g.one(), axis=(2, 3), keepdims=True) * 0.05),
    lambda g, a: S.broadcast_add(a, S.mean(g.one(), axis=1, keepdims=True)),
    lambda g, a: S.Pooling(a, kernel=(3, 3), pad=(1, 1), pool_type=g.draw.choice(["max", "avg"])),
    lambda g, a: S.transpose(S.transpose(a, axes=(0, 2, 3, 1)), axes=(0, 3, 1, 2)),
    lambda g, a: S.transpose(a, axes=(0, 1, 3, 2)),
    lambda g, a: S.reshape(S.reshape(a, shape=(2, -1)), shape=SHAPE),
    lambda g, a: S.softmax(a, axis=g.draw.choice([1, -1])),
    lambda g, a: S.exp(a * 0.1),
    lambda g, a: S.clip(a, a_min=-1, a_max=1),
    lambda g, a: S.where(a > 0, g.one(), a),
    lambda g, a: S.maximum(a, g.one()),
    lambda g, a: S.BlockGrad(a) + g.one(),
    lambda g, a: S.square(a) / (1 + S.abs(g.one())),
    lambda g, a: S.LayerNorm(a, axis=-1),
    lambda g, a: S.flip(a, axis=g.draw.choice([1, 2, 3])),
    lambda g, a: S.add_n(a, g.one(), g.one()),
    Growing.swapped,
    Growing.dense,
    Growing.halves,
]


def results(symbol, reqs, train, seed):
    """Outputs, gradients and states of two runs."""
    numbers = np.random.RandomState(seed)
    given = {name: SHAPE for name in symbol.list_arguments() if name in "xy"}
    doubles = dict.fromkeys(symbol.list_arguments(), "float64")
    executor = symbol.simple_bind(mx.cpu(), reqs, type_dict=doubles, **given)
    for array in (*executor.arg_arrays, *executor.aux_arrays):
        array[:] = np.abs(numbers.randn(*array.shape)) + 0.5 if array.ndim == 1 else (
            numbers.randn(*array.shape))  # fmt: skip
    found = []
    for _ in range(2):
        found += executor.forward(is_train=train)
        found = [x.copy() for x in found]
        if train:
            executor.backward([mx.nd.array(numbers.randn(*SHAPE), dtype="float64")
                               for _ in executor.outputs])  # fmt: skip
            found += [g.copy() for g in executor.grad_arrays if g is not None]
        found += [x.copy() for x in executor.aux_arrays]
    return [x.asnumpy() for x in found], executor.source


@pytest.mark.parametrize("seed", range(60))
def test_a_random_graph(seed):
    grown = Growing(seed)
    symbol, draw = grown.symbol, grown.draw
    reqs = {name: draw.choice(["write", "write", "add", "null"])
            for name in symbol.list_arguments()}  # fmt: skip
    train, off = draw.random() < 0.75, {name: False for name in PASSES if draw.random() < 0.25}
    with override(MXNET_EXEC_COMPILE=False):
        wanted, _ = results(symbol, reqs, train, seed)
    with override(MXNET_GRAPH_CHECK=True, **off):
        found, source = results(symbol, reqs, train, seed)
    assert source is not None
    for ours, theirs in zip(found, wanted, strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=1e-7, atol=1e-9, err_msg=str(off))
