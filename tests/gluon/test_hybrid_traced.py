"""Blocks that write a plain `forward` agree with themselves hybridized: outputs, gradients, states.

What is expected is the block's own eager run; 1.9.1 does not trace.
"""

import numpy as np
import pytest

import mxnet as mx
from mxnet import autograd, gluon
from mxnet.gluon import nn


def plain(forward, *children):
    """A block of a function `forward(self, ...)` with children `a`, `b`, ..."""

    class Plain(gluon.HybridBlock):
        def __init__(self):
            super().__init__(prefix="net_")
            with self.name_scope():
                for name, child in zip("abcd", children, strict=False):
                    setattr(self, name, child())

    Plain.forward = forward
    Plain._plain = True  # what a class statement with a `forward` in it sets
    return Plain()


def seeded(*shape):
    return mx.nd.array(np.random.RandomState(sum(shape)).uniform(-1, 1, shape))


def flat(value):
    """The arrays in nested results."""
    if isinstance(value, mx.nd.NDArray):
        return [value]
    if isinstance(value, dict):
        value = value.values()
    return [x for each in value if each is not None for x in flat(each)]


def outcome(net, args, train=True):
    """Outputs, gradients of arguments and parameters, and states of one step."""
    mx.random.seed(7)
    xs = [x for x in args if isinstance(x, mx.nd.NDArray)]
    for x in xs:
        x.attach_grad()
    with autograd.record(train_mode=train):
        outs = flat(net(*args))
        loss = sum((y * y + 3 * y).sum() for y in outs)
    loss.backward()
    params = net.collect_params().values()
    grads = [p.grad() for p in params if p.grad_req != "null"]
    states = [p.data() for p in params if p.grad_req == "null"]
    return [x.asnumpy().copy() for x in [*outs, *(x.grad for x in xs), *grads, *states]]


def agree(make, *args, train=True):
    """Hold a block against itself hybridized, from the same parameters, over two steps."""
    eager, compiled = make(), make()
    for net in (eager, compiled):
        mx.random.seed(3)
        net.initialize(mx.init.Uniform(0.5))
    compiled.hybridize()
    for _ in range(2):
        ours = outcome(compiled, args, train)
        wanted = outcome(eager, args, train)
        assert len(ours) == len(wanted)
        for found, right in zip(ours, wanted, strict=True):
            np.testing.assert_allclose(found, right, rtol=1e-5, atol=1e-5)


FORWARDS = {
    "arithmetic": lambda self, x: (2 * x + 1) / (x.abs() + 1) - x**2,
    "shape": lambda self, x: x.reshape(x.shape[0], -1) * x.shape[1] + len(x) + x.size + x.ndim,
    "slices": lambda self, x: [x[0], x[:, 1:3], x[-1, ::2], x[..., None], x[1:2, 0], x[:, ::-1]],
    "numbers": lambda self, x: x[1, 2],
    "index lists": lambda self, x: [x[[0, 2]], x[:, [1, 1, 0]], x[[0, 1], [2, 0]], x[:, :, [1]]],
    "index arrays": lambda self, x: x[mx.nd.array([1, -1])] + x[:2],
    "iteration": lambda self, x: mx.nd.stack(*[row * i for i, row in enumerate(x)]),
    "methods": lambda self, x: x.transpose((1, 0, 2)).sum(axis=1).expand_dims(0).squeeze().T,
    "views": lambda self, x: x.expand_dims(0, inplace=True).flatten(inplace=True).squeeze(),
    "casts": lambda self, x: x.astype("float64").astype("float32") * x.astype(x.dtype, copy=False),
    "copies": lambda self, x: x.copy() + x.as_in_context(x.context).copyto(mx.cpu()),
    "detached": lambda self, x: x * x.detach(),
    "nested": lambda self, x: {"a": (x, None), "b": [x * 2, (x + 1,)]},
    "constants": lambda self, x: x + mx.nd.ones((4,)) * mx.nd.arange(4),
    "made arrays": lambda self, x: x * mx.nd.zeros_like(x) + mx.nd.full(x.shape, 3.0),
    "several outputs": lambda self, x: mx.nd.split(x, 2, axis=2),
    "loops": lambda self, x: mx.nd.contrib.foreach(lambda d, s: (d + s, d * s), x, x[0])[0],
    "conditions": lambda self, x: [
        mx.nd.contrib.cond(x.sum() > limit, lambda: [x * 2, x[0]], lambda: [-x, x[1] + 1])
        for limit in (-1000, 1000)
    ],
    "random": lambda self, x: x * mx.nd.random.uniform(shape=(1,)) + mx.nd.random.normal_like(x),
    "the argument": lambda self, x: x,
    "branches on shapes": lambda self, x: x if x.shape[0] > 2 else -x,
    "comparison": lambda self, x: mx.nd.where(x > 0, x, x * 0.1) + (x == x) + (x != 2),
    "reflected": lambda self, x: 1 - x + 2 / (x + 3) + 2**x,
}


@pytest.mark.parametrize("name", FORWARDS)
def test_what_forward_may_do(name):
    agree(lambda: plain(FORWARDS[name]), seeded(3, 4, 4))


def test_pause_inside():
    def forward(self, x):
        with autograd.pause():
            scale = x.sum().reshape((1,)) * 2
        return x * scale

    agree(lambda: plain(forward), seeded(3, 4))


LAYERS = {
    "dense": (lambda: nn.Dense(3), (2, 4)),
    "conv": (lambda: nn.Conv2D(3, 3, activation="relu"), (2, 2, 6, 6)),
    "batch norm": (lambda: nn.BatchNorm(), (4, 3, 2, 2)),
    "layer norm": (lambda: nn.LayerNorm(), (4, 3)),
    "dropout": (lambda: nn.Dropout(0.5), (6, 6)),
    "embedding": (lambda: nn.Embedding(5, 3), None),
    "pool": (lambda: nn.MaxPool2D(), (2, 2, 6, 6)),
    "lambda": (lambda: nn.HybridLambda("tanh"), (2, 3)),
    "prelu": (lambda: nn.PReLU(), (2, 3)),
    "sequence": (lambda: sequence(nn.Dense(4), nn.BatchNorm(), nn.Dense(2)), (5, 3)),
}


def sequence(*layers):
    net = nn.HybridSequential()
    net.add(*layers)
    return net


@pytest.mark.parametrize("train", [True, False], ids=["training", "inference"])
@pytest.mark.parametrize("name", LAYERS)
def test_layers_inside(name, train):
    make, shape = LAYERS[name]
    x = seeded(*shape) if shape else mx.nd.array([[0, 3], [4, 1]])
    agree(lambda: plain(lambda self, x: self.a(x) * 2, make), x, train=train)


def test_a_layer_used_twice_shares_its_parameters():
    agree(lambda: plain(lambda self, x: self.a(self.a(x)), lambda: nn.Dense(4)), seeded(2, 4))


def test_plain_blocks_inside_hybrid_ones():
    class Outer(gluon.HybridBlock):
        def __init__(self):
            super().__init__(prefix="outer_")
            with self.name_scope():
                self.inner = plain(lambda self, x: self.a(x).reshape(len(x), 1, -1), nn_dense)
                self.last = nn.Dense(2)

        def hybrid_forward(self, F, x):
            return self.last(F.relu(self.inner(x)))

    agree(Outer, seeded(3, 4))


def nn_dense():
    return nn.Dense(3)


class Weighted(gluon.HybridBlock):
    """A parameter of its own, whose shape the first batch decides."""

    def __init__(self):
        super().__init__(prefix="weighted_")
        with self.name_scope():
            self.weight = self.params.get("weight", shape=(0,), allow_deferred_init=True)
            self.fixed = self.params.get_constant("fixed", mx.nd.array([2.0]))
            self.held = mx.nd.array([1.0, 2.0, 3.0])

    def infer_shape(self, x, *_):
        self.weight.shape = (x.shape[-1],)

    def forward(self, x, bias=None, scale=1):
        y = x * self.weight.data() * self.fixed.data() + self.held
        return y * scale if bias is None else (y + bias) * scale


def test_parameters_of_its_own_and_arrays_held():
    agree(Weighted, seeded(2, 3))
    agree(Weighted, seeded(2, 3), seeded(1, 3))


def test_held_arrays_may_change():
    net = Weighted()
    net.initialize(mx.init.One())
    net.hybridize()
    x = mx.nd.ones((1, 3))
    assert net(x).asnumpy().tolist() == [[3, 4, 5]]
    net.held[:] = 0
    net.weight.set_data(mx.nd.array([1, 2, 3]))
    assert net(x).asnumpy().tolist() == [[2, 4, 6]]


def test_held_variables_get_gradients():
    scale = mx.nd.array([3.0])
    scale.attach_grad()
    net = plain(lambda self, x: x * scale)
    net.hybridize()
    with autograd.record():
        y = net(mx.nd.array([1.0, 2.0]))
    y.backward()
    assert scale.grad.asscalar() == 3


def test_a_graph_for_every_form_of_arguments():
    seen = []

    class Net(Weighted):
        def forward(self, x, bias=None, scale=1):
            seen.append(scale)
            return super().forward(x, bias, scale)

    net = Net()
    net.initialize(mx.init.One())
    net.hybridize()
    x = mx.nd.ones((2, 3))
    for _ in range(2):
        assert net(x).shape == (2, 3)
        assert net(mx.nd.ones((5, 3))).shape == (5, 3)
        assert net(x, None, 2).asnumpy()[0, 0] == 6
        assert net(x, mx.nd.ones((1, 3))).asnumpy()[0, 0] == 4
    assert seen == [1, 1, 1, 2, 1]  # the first is the run in which the weight waits for its shape
    with autograd.train_mode():
        net(x)
    assert len(seen) == 6


def test_second_derivatives():
    net = plain(lambda self, x: x**3 * self.a(x), lambda: nn.Dense(2, in_units=2))
    net.initialize(mx.init.One())
    found = []
    for active in (False, True):
        net.hybridize(active)
        x = seeded(2, 2)
        x.attach_grad()
        with autograd.record():
            first = autograd.grad(net(x).sum(), [x], create_graph=True)[0]
            second = (first * first).sum()
        second.backward()
        found.append(x.grad.asnumpy())
    np.testing.assert_allclose(found[0], found[1], rtol=1e-5)


REFUSED = {
    "branch": lambda self, x: x if x.sum() > 0 else -x,
    "asscalar": lambda self, x: x * x.sum().asscalar(),
    "asnumpy": lambda self, x: x + mx.nd.array(x.asnumpy()),
    "float": lambda self, x: x * float(x.mean()),
    "integer": lambda self, x: x[: int(x.sum())],
    "mask": lambda self, x: mx.nd.contrib.boolean_mask(x, x[:, 0] > 0),
}


@pytest.mark.parametrize("name", REFUSED)
def test_values_are_refused_with_the_line(name):
    net = plain(REFUSED[name])
    net.hybridize()
    with pytest.raises(mx.MXNetError) as caught:
        net(seeded(3, 2))
    line = REFUSED[name].__code__.co_firstlineno
    assert f"{__file__}:{line} (`" in str(caught.value)
    assert "net" in str(caught.value)
    assert (mx.nd.ones((1,)) + 1).asscalar() == 2  # nothing is traced any more


def test_writes_are_refused():
    def forward(self, x):
        x[:] = 0
        return x

    net = plain(forward)
    net.hybridize()
    with pytest.raises(mx.MXNetError, match="[Ii]nplace"):
        net(seeded(3, 2))


def test_errors_of_the_program_pass_through():
    def forward(self, x):
        raise KeyError("mine")

    net = plain(forward)
    net.hybridize()
    with pytest.raises(KeyError, match="mine"):
        net(seeded(3, 2))
    assert not autograd.is_recording()


def test_shapes_that_do_not_fit_are_told_when_traced():
    net = plain(lambda self, x: mx.nd.dot(x, mx.nd.ones((5, 2))))
    net.hybridize()
    with pytest.raises(mx.MXNetError, match="dot"):
        net(seeded(3, 2))


def test_traced_arrays_print():
    printed = []
    net = plain(lambda self, x: printed.append(repr(x)) or x)
    net.hybridize()
    net(seeded(3, 2))
    assert printed == ["<traced NDArray 3x2 @cpu(0)>"]


def test_export(tmp_path):
    def forward(self, x):
        y = self.b(self.a(x))
        return y[:, ::-1] + mx.nd.array([1, 2, 3])

    net = plain(forward, nn_dense, nn.BatchNorm)
    net.initialize(mx.init.One())
    net.hybridize()
    x = seeded(2, 4)
    with autograd.record():
        net(x)
    right = net(x)
    net.export(str(tmp_path / "net"))
    arrays = mx.nd.load(str(tmp_path / "net-0000.params"))
    assert "arg:net_dense0_weight" in arrays and "aux:net_batchnorm0_running_mean" in arrays
    block = gluon.SymbolBlock.imports(
        str(tmp_path / "net-symbol.json"), ["data"], str(tmp_path / "net-0000.params")
    )
    np.testing.assert_allclose(block(x).asnumpy(), right.asnumpy(), rtol=1e-6)


def test_symbols_pass_through_as_in_1_9_1():
    net = plain(lambda self, x: mx.sym.relu(x))
    net.hybridize()
    assert net(mx.sym.var("x")).list_arguments() == ["x"]


def test_own_shapes_that_nobody_infers_are_told():
    class Net(gluon.HybridBlock):
        def __init__(self):
            super().__init__()
            self.weight = self.params.get("weight", shape=(0,), allow_deferred_init=True)
            self.inner = plain(lambda self, x: x)

        def hybrid_forward(self, F, x, weight):
            return self.inner(x) * weight

    net = Net()
    net.initialize()
    with pytest.raises(ValueError, match="infer_shape of its own"):
        net(seeded(2, 3))
    with pytest.raises(mx.MXNetError, match="infer_shape of its own"):
        plain(lambda self, x: x).infer_shape(seeded(2, 3))


class Squared(mx.operator.CustomOp):
    """A program's own operator, with an attribute."""

    def __init__(self, times):
        super().__init__()
        self.times = times

    def forward(self, is_train, req, in_data, out_data, aux):
        self.assign(out_data[0], req[0], in_data[0] * in_data[0] * self.times)

    def backward(self, req, out_grad, in_data, out_data, in_grad, aux):
        self.assign(in_grad[0], req[0], 2 * self.times * in_data[0] * out_grad[0])


@mx.operator.register("traced_squared")
class SquaredProp(mx.operator.CustomOpProp):
    def __init__(self, times="1"):
        super().__init__(need_top_grad=True)
        self.times = float(times)

    def create_operator(self, ctx, in_shapes, in_dtypes):
        return Squared(self.times)


def test_custom_operators():
    agree(
        lambda: plain(lambda self, x: mx.nd.Custom(x, op_type="traced_squared", times=3) + 1),
        seeded(2, 3),
    )


def test_recurrent_layers():
    agree(lambda: plain(lambda self, x: self.a(x), lambda: gluon.rnn.LSTM(4)), seeded(3, 2, 4))
    agree(
        lambda: plain(
            lambda self, x: self.a.unroll(2, x, merge_outputs=True)[0], lambda: gluon.rnn.GRUCell(3)
        ),
        seeded(3, 2, 4),
    )


def test_what_is_no_array_passes_through():
    net = plain(lambda self, x: (None, 3, "a", x.shape))
    net.hybridize()
    assert net(seeded(2, 3)) == (None, 3, "a", (2, 3))
    net = plain(lambda self: mx.nd.ones((2,)) + mx.nd.random.uniform(shape=(2,)))
    net.hybridize()
    assert net().shape == (2,)
    with pytest.raises(TypeError, match="hashed"):
        plain_hybridized = plain(lambda self, x, options: x)
        plain_hybridized.hybridize()
        plain_hybridized(seeded(2, 3), {1, 2})


def test_graphs_inside():
    x = mx.sym.var("x")
    graph = mx.sym.Group([mx.sym.FullyConnected(x, num_hidden=3, name="fc"), x])

    def forward(self, x):
        made, given = self.a(x)
        return made * 2 + given[:, :3] + self.op(x)

    def make():
        net = plain(forward, lambda: gluon.SymbolBlock(graph, [x]))
        net.op = mx.nd.CachedOp(mx.sym.sum(mx.sym.var("z"), axis=1, keepdims=True))
        return net

    agree(make, seeded(2, 4))


def square():
    return nn.Dense(3, in_units=3)


def test_conditions_with_layers_and_conditions_inside():
    def forward(self, x):
        cond = mx.nd.contrib.cond
        y = self.a(x)
        return cond(
            y.sum() > 0,
            lambda: self.b(y) * y[0, 0],
            lambda: cond(x.sum() > 0, lambda: self.b(y + 1), lambda: self.c(y)),
        )

    for sign in (1, -1):
        agree(lambda: plain(forward, square, square, square), seeded(4, 3) * sign)
    net = plain(lambda self, x: mx.nd.contrib.cond(x.sum() > 0, lambda: x, lambda: x[0]))
    net.hybridize()
    with pytest.raises(mx.MXNetError, match="cond: one branch gives"):
        net(seeded(2, 3))
