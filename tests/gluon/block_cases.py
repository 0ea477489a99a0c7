"""Programs on blocks and parameters whose answers 1.9.1 and this package must share.

Each takes `mx` and a folder and returns what JSON can hold: names, printed forms, shapes, numbers,
or the types of refusals. What does not live here: the answers (`recorded_blocks.json`).
"""

import contextlib
import io
import json
import os
import warnings

import numpy as np

CASES = {}


def case(function):
    CASES[function.__name__] = function
    return function


def run(mx, name, folder):
    """The answer of one program, with counters of names starting anew."""
    with mx.name.NameManager(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return CASES[name](mx, str(folder))


def refusal(call):
    """The type of what a call raises; what it returns, as text, where nothing is."""
    try:
        return f"returned {call()}"
    except Exception as error:
        return type(error).__name__


def ones(mx, *shape, dtype="float32"):
    return mx.nd.ones(shape, dtype=dtype)


def two_layers(mx, **options):
    net = mx.gluon.nn.HybridSequential(**options)
    with net.name_scope():
        net.add(mx.gluon.nn.Dense(3, activation="relu"), mx.gluon.nn.Dense(2, use_bias=False))
    return net


def mixed_block(mx):
    """A hybrid block with parameters, a constant, nested arguments and results, and None."""

    class Mixed(mx.gluon.HybridBlock):
        def __init__(self, **kwargs):
            super().__init__(**kwargs)
            with self.name_scope():
                self.weight = self.params.get("weight", shape=(2, 2), init="ones")
                self.constant = self.params.get_constant("fixed", mx.nd.array([[1, 2], [3, 4]]))
                self.dense = mx.gluon.nn.Dense(3)
                self.norm = mx.gluon.nn.BatchNorm()

        def hybrid_forward(self, F, a, pair, nothing, weight, constant):
            assert nothing is None
            first = a * weight + constant
            return [first, (self.norm(self.dense(pair[0])), pair[1] * 2)]

    return Mixed


@case
def names_of_blocks(mx, _):
    nn, gluon = mx.gluon.nn, mx.gluon
    found = [nn.Dense(1).name, nn.Dense(1).prefix, nn.Dense(1, prefix="mine_").name]
    outer = nn.Sequential()
    with outer.name_scope():
        inner = nn.Sequential()
        with inner.name_scope():
            found += [nn.Dense(1).prefix, nn.Conv2D(1, 1).prefix, nn.Dense(1).prefix]
        found += [inner.prefix, nn.Dense(1).prefix, nn.Dense(1, prefix="own_").prefix]
        shared = nn.Dense(1, params=outer.params)
        found += [shared.prefix, shared.params.prefix]
    empty = nn.Sequential(prefix="")
    with empty.name_scope():
        found += [nn.Dense(1).prefix, gluon.Block(prefix="plain").name]
    found += [empty.name, gluon.Block().prefix, gluon.HybridBlock(prefix="a__").name]
    return found


@case
def printed_forms(mx, _):
    net = two_layers(mx)
    before = [repr(net), repr(net.collect_params()), repr(mx.gluon.ParameterDict())]
    net.initialize()
    net(ones(mx, 2, 4))
    return [
        *before,
        repr(net),
        repr(net.collect_params()),
        repr(mx.gluon.Parameter("w", shape=(3, 0), dtype="float16")),
        repr(mx.gluon.Constant("c", [[1, 2]])),
        repr(mx.gluon.Block()),
        repr(mx.gluon.SymbolBlock(mx.sym.var("x") + 1, mx.sym.var("x"))),
    ]


@case
def summary(mx, _):
    net = two_layers(mx)
    net.add(net[1])
    net.initialize(mx.init.One())
    text = io.StringIO()
    with contextlib.redirect_stdout(text):
        refused = refusal(lambda: net.summary(ones(mx, 2, 4)))
        net = two_layers(mx)
        net.initialize()
        net[0].weight.grad_req = "null"
        net.summary(ones(mx, 2, 4))
    net.hybridize()
    return [refused, text.getvalue(), refusal(lambda: net.summary(ones(mx, 2, 4)))]


@case
def summary_of_nested(mx, _):
    nn = mx.gluon.nn

    class Forked(mx.gluon.Block):
        def __init__(self, **kwargs):
            super().__init__(**kwargs)
            with self.name_scope():
                self.body = nn.Sequential()
                self.body.add(nn.Dense(4), nn.HybridSequential(), nn.Lambda("relu"))
                self.body[1].add(nn.Dropout(0.5))
                self.rows = mx.gluon.rnn.GRU(3)
                self.again = nn.Dense(4, params=self.body[0].params)

        def forward(self, x, rest):
            out, states = self.rows(mx.nd.expand_dims(self.body(x), 0), rest[0])
            return [out, states, (self.again(x), None)], [[x]]

    text = io.StringIO()
    with contextlib.redirect_stdout(text):
        net = Forked()
        net.initialize()
        net.summary(ones(mx, 2, 4), [net.rows.begin_state(2), ones(mx, 1)])
        alone = nn.Sequential()
        alone.add(nn.Dense(2))
        alone.initialize()
        alone.summary(ones(mx, 1, 2))
    return [text.getvalue()]


@case
def attributes_of_blocks(mx, _):
    nn, gluon = mx.gluon.nn, mx.gluon
    net = gluon.HybridBlock()
    net.dense = nn.Dense(1)
    net.weight = net.params.get("weight", shape=(1,))
    return [
        refusal(lambda: setattr(net, "dense", 5)),
        refusal(lambda: setattr(net, "weight", net.params.get("other"))),
        refusal(lambda: setattr(net, "block", gluon.Block())),
        refusal(lambda: net.register_child(gluon.Block())),
        refusal(lambda: net(5)),
        refusal(lambda: net(mx.nd.ones((1,)))),
        refusal(lambda: gluon.Block()(1)),
        list(net._children),
        list(net._reg_params),
    ]


@case
def nested_arguments(mx, _):
    net = mixed_block(mx)(prefix="net_")
    net.initialize(mx.init.One())
    a = mx.nd.array([[1, 2], [3, 4]])
    eager = net(a, [a + 1, a + 2], None)
    net.hybridize()
    compiled = net(a, [a + 1, a + 2], None)
    wrong = [
        (a,),
        (a, a, None),
        (a, [a], None),
        (a, [a, a], a),
        (3, [a, a], None),
        (a, [a, a], "x"),
    ]
    found = [net._in_format, net._out_format, net._cached_graph[1].list_inputs()]
    found += [net._cached_graph[1].list_outputs()]
    for out in (eager, compiled):
        found.append([out[0].asnumpy().tolist(), out[1][1].asnumpy().tolist()])
        found.append(np.round(out[1][0].asnumpy(), 4).tolist())
    found += [refusal(lambda args=args: net(*args)) for args in wrong]
    symbol = net(mx.sym.var("s"), [mx.sym.var("t"), mx.sym.var("u")], None)
    return [*found, symbol[0].list_arguments(), symbol[1][0].list_auxiliary_states()]


@case
def flags_of_hybridize(mx, _):
    net = two_layers(mx)
    found = [net._active, net._flags]
    net.hybridize(static_alloc=True, static_shape=True, inline_limit=5, forward_bulk_size=3)
    found += [net._active, [list(pair) for pair in net._flags], net[0]._active]
    found += [[list(pair) for pair in net[0]._flags]]
    net.hybridize(False)
    return [*found, net._active, net[1]._active]


@case
def hooks(mx, _):
    net = two_layers(mx, prefix="net_")
    net.initialize()
    calls = []
    handles = [
        net[0].register_forward_pre_hook(lambda b, args: calls.append(["pre", b.name, len(args)])),
        net[0].register_forward_hook(lambda b, _, out: calls.append(["after", b.name, out.shape])),
        net.register_forward_hook(lambda b, args, out: calls.append(["net", b.name, out.shape])),
    ]
    net(ones(mx, 2, 4))
    handles[0].detach()
    with handles[1]:
        net(ones(mx, 2, 4))
    net(ones(mx, 2, 4))
    return [[word, name, str(what)] for word, name, what in calls]


@case
def names_in_files(mx, folder):
    net = two_layers(mx)
    net.initialize(mx.init.One())
    net(ones(mx, 2, 4))
    paths = [os.path.join(folder, name) for name in ("structured", "lone", "whole", "once")]
    net.save_parameters(paths[0])
    net[0].save_parameters(paths[1])
    net.collect_params().save(paths[2], strip_prefix=net.prefix)
    tied = mx.gluon.nn.HybridSequential()
    tied.add(net[0], net[0])
    tied.save_parameters(paths[3], deduplicate=True)
    return [sorted(mx.nd.load(path)) for path in paths]


@case
def loading(mx, folder):
    net = two_layers(mx)
    net.initialize(mx.init.One())
    net(ones(mx, 2, 4))
    path, lone = os.path.join(folder, "net"), os.path.join(folder, "lone")
    net.save_parameters(path)
    net[0].save_parameters(lone)

    def loaded(make, file, **options):
        other = make()
        return refusal(lambda: other.load_parameters(file, **options)), other

    def bigger():
        made = two_layers(mx)
        made.add(mx.gluon.nn.Dense(1))
        return made

    def smaller():
        made = mx.gluon.nn.HybridSequential()
        made.add(mx.gluon.nn.Dense(3))
        return made

    def wide():
        made = two_layers(mx)
        made.cast("float64")
        return made

    def started(ctx):
        made = two_layers(mx)
        made.initialize(ctx=ctx)
        return made

    found = [
        loaded(lambda: two_layers(mx), path)[0],
        loaded(bigger, path)[0],
        loaded(bigger, path, allow_missing=True)[0],
        loaded(smaller, path)[0],
        loaded(smaller, path, ignore_extra=True)[0],
        loaded(wide, path)[0],
        loaded(lambda: mx.gluon.nn.Dense(3), lone)[0],
        loaded(lambda: mx.gluon.nn.Dense(4), lone)[0],
        loaded(smaller, lone)[0],
        loaded(lambda: started(mx.cpu(1)), path, ctx=mx.cpu(0))[0],
        loaded(smaller, os.path.join(folder, "missing"))[0],
    ]
    for source in ("current", "saved", "other"):
        refused, other = loaded(wide, path, cast_dtype=True, dtype_source=source)
        kind = other[0].weight.dtype
        found += [refused, kind if isinstance(kind, str) else np.dtype(kind).name]
    _, other = loaded(lambda: two_layers(mx), path, ctx=[mx.cpu(0), mx.cpu(1)])
    return [*found, str(other[0].weight.list_ctx()), str(other[0].weight.shape)]


@case
def exported(mx, folder):
    net = mixed_block(mx)(prefix="net_")
    net.initialize(mx.init.One())
    a = mx.nd.array([[1, 2], [3, 4]])
    refused = refusal(lambda: net.export(os.path.join(folder, "net")))
    net.hybridize()
    net(a, [a, a], None)
    net.export(os.path.join(folder, "net"), epoch=7)
    arrays = mx.nd.load(os.path.join(folder, "net-0007.params"))
    graph = mx.sym.load(os.path.join(folder, "net-symbol.json"))
    attrs = {key: value for key, value in graph.attr_dict().items() if "fixed" not in key}
    return [refused, sorted(os.listdir(folder)), sorted(arrays), graph.list_arguments(),
            graph.list_auxiliary_states(), graph.list_outputs(), attrs]  # fmt: skip


def export(mx, path):
    """Export a small network, trained for a step; return an argument and its result."""
    nn = mx.gluon.nn
    net = nn.HybridSequential(prefix="net_")
    with net.name_scope():
        net.add(nn.Conv2D(3, 3, padding=1), nn.BatchNorm(), nn.Activation("relu"), nn.MaxPool2D())
        net.add(nn.Flatten(), nn.Dense(4, activation="tanh"), nn.Dropout(0.5), nn.Dense(2))
    net.initialize(mx.init.One())
    net.hybridize()  # at once: 1.9.1 counts in the file how often a batch norm was traced
    x = mx.nd.array(np.random.RandomState(0).uniform(-1, 1, (2, 2, 4, 4)))
    net(x)
    numbers = np.random.RandomState(1)
    for param in net.collect_params().values():
        param.set_data(mx.nd.array(numbers.uniform(0.1, 0.5, param.shape)))
    out = net(x)
    net.export(path, epoch=3)
    return x, out


@case
def imported(mx, folder):
    net = two_layers(mx)
    net.initialize(mx.init.One())
    net.hybridize()
    x = mx.nd.array([[1, -2, 3, 4]])
    path = os.path.join(folder, "net")
    net(x)
    net.export(path)
    SymbolBlock = mx.gluon.SymbolBlock
    block = SymbolBlock.imports(f"{path}-symbol.json", "data", f"{path}-0000.params")
    bare = SymbolBlock.imports(f"{path}-symbol.json", ["data"])
    found = [
        repr(block),
        block.prefix,
        list(block.collect_params().keys()),
        block(x).asnumpy().tolist(),
    ]
    found += [sorted(block._reg_params), refusal(lambda: bare(x)), block._active]
    bare.initialize(mx.init.One())
    found += [bare(x).asnumpy().tolist(), block(mx.sym.var("z")).list_arguments()]
    block.cast("float64")
    found.append(block(x.astype("float64")).dtype.__name__)
    x.attach_grad()
    with mx.autograd.record():
        out = bare(x)
    out.backward()
    found += [
        x.grad.asnumpy().tolist(),
        bare.collect_params()["hybridsequential0_dense0_weight"].grad().asnumpy().tolist(),
    ]
    y = mx.sym.var("y")
    found += [
        refusal(lambda: SymbolBlock(y, y + 1)),
        len(SymbolBlock([y + 1, y * 2], y)(x)),
        SymbolBlock(y + 1, [y])(x).shape,
        refusal(lambda: SymbolBlock.imports(f"{path}-symbol.json", "data", f"{path}-0001.params")),
    ]
    return found


@case
def structures(mx, folder):
    def made():
        net = mx.gluon.nn.HybridSequential(prefix="net_")
        with net.name_scope():
            net.add(mx.gluon.nn.Dense(3, in_units=4), mx.gluon.nn.HybridSequential())
            net[1].add(mx.gluon.nn.Dense(2, in_units=3))
        return net

    net, other = made(), made()
    net.initialize(mx.init.One())
    path = os.path.join(folder, "net")
    net.save(path)
    with open(f"{path}-model.json") as file:
        text = file.read()
    net.hybridize()
    net(ones(mx, 1, 4))
    net.save(path)
    with open(f"{path}-model.json") as file:
        keys = sorted(next(iter(json.load(file).values())))
    other.load(path)
    return [text, keys, sorted(os.listdir(folder)), other(ones(mx, 1, 4)).asnumpy().tolist()]


@case
def structures_under_other_names(mx, folder):
    class Stack(mx.gluon.Block):
        def add(self, block):
            self._children[f"{block.name}_{len(self._children)}"] = block
            return self

        def forward(self, x):
            for block in self._children.values():
                x = block(x)
            return x

    def made():
        dense, norm = mx.gluon.nn.Dense(3), mx.gluon.nn.BatchNorm()
        return Stack().add(Stack().add(dense).add(norm)).add(mx.gluon.nn.Dense(2))

    net, other = made(), made()
    net.initialize(mx.init.One())
    net.hybridize()
    wanted = net(ones(mx, 2, 4)).asnumpy()
    path = os.path.join(folder, "net")
    net.save(path)
    other.load(path)
    same = (other(ones(mx, 2, 4)).asnumpy() == wanted).all()
    return [sorted(mx.nd.load(f"{path}-model.params")), bool(same)]


@case
def inferred(mx, _):
    net = two_layers(mx)
    net.infer_shape(ones(mx, 2, 4))
    found = [str(net[0].weight.shape), str(net[1].weight.shape)]

    class Ambiguous(mx.gluon.HybridBlock):
        def __init__(self):
            super().__init__()
            self.w = self.params.get("w", shape=(0, 2), allow_deferred_init=True)

        def hybrid_forward(self, F, x, w):
            return F.broadcast_add(x, w)

    net = Ambiguous()
    net.initialize()
    return [*found, refusal(lambda: net(ones(mx, 2, 2)))]
