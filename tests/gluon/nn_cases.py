"""Layers and losses with what goes into them, for this package and for MXNet 1.9.1 alike.

What does not live here: what came out (`recorded_nn.npz`), and the comparison.
"""

import hashlib
import json
import zlib

import numpy as np


class Case:
    """A block, its inputs, and how many of them get gradients: all without `grads`.

    With `values` only its outputs are looked at.
    """

    def __init__(self, build, *inputs, grads=None, train=True, values=False):
        self.build, self.inputs, self.train, self.values = build, inputs, train, values
        self.grads = len(inputs) if grads is None else grads


class Random:
    """Numbers that depend on a name alone."""

    def __init__(self, name):
        self._state = np.random.RandomState(zlib.crc32(name.encode()) % 2**32)

    def array(self, kind, *shape):
        draw = self._state
        return {
            "normal": lambda: draw.normal(size=shape),
            "unit": lambda: draw.uniform(0.05, 0.95, shape),
            "positive": lambda: draw.uniform(0.5, 4, shape),
            "sign": lambda: draw.randint(0, 2, shape) * 2 - 1,
            "bit": lambda: draw.randint(0, 2, shape),
            "class": lambda: draw.randint(0, 3, shape),
        }[kind]().astype("float32")


def n(*shape):
    return ("normal", *shape)


def run(mx, name, case, hybridize):
    """Return outputs, gradients, states and the parameters' shapes of one case, by name."""
    draw, block = Random(name), case.build(mx.gluon)
    arrays = [given(mx, draw, each) for each in case.inputs]
    block.initialize()
    if hybridize:
        block.hybridize()
    block(*arrays)  # which decides the shapes
    parameters = {k[len(block.prefix) :]: v for k, v in block.collect_params().items()}
    for key, parameter in parameters.items():
        kind = "positive" if key.endswith("var") else "normal"
        parameter.set_data(mx.nd.array(draw.array(kind, *parameter.shape)))
    if case.values:
        return {"out": block(*arrays).asnumpy()}
    wanted = [array for array in arrays[: case.grads] if array is not None]
    for array in wanted:
        array.attach_grad()
    with mx.autograd.record(train_mode=case.train):
        out = block(*arrays)
    head = mx.nd.array(draw.array("normal", *out.shape))
    out.backward(head, train_mode=case.train)
    found = {"out": out.asnumpy()}
    for i, array in enumerate(wanted):
        found[f"grad of input {i}"] = array.grad.asnumpy()
    for key, parameter in parameters.items():
        if parameter.grad_req == "null":
            found[key] = parameter.data().asnumpy()
        else:
            found[f"grad of {key}"] = parameter.grad().asnumpy()
    return found


def graph(mx, case):
    """Return a digest of the case's symbol: operators, names, attributes, edges."""
    block = case.build(mx.gluon)
    inputs = [spec and mx.sym.var(f"input{i}") for i, spec in enumerate(case.inputs)]
    nodes = json.loads(block(*inputs).tojson())["nodes"]
    told = [[node["op"], node["name"], node.get("attrs"), node["inputs"]] for node in nodes]
    text = json.dumps(told, sort_keys=True).replace(block.prefix, "")
    return hashlib.sha1(text.encode()).hexdigest()


def given(mx, draw, spec):
    """Return the array that a spec describes: a kind with a shape, or the numbers themselves."""
    if spec is None:
        return None
    if isinstance(spec[0], str):
        return mx.nd.array(draw.array(*spec))
    return mx.nd.array(spec)


def layers():
    """Return the cases of `gluon.nn`."""
    return {**simple(), **normalizations(), **convolutions(), **poolings()}


def simple():
    return {
        "dense": Case(lambda g: g.nn.Dense(3), n(4, 5)),
        "dense of images": Case(lambda g: g.nn.Dense(3, activation="tanh"), n(4, 5, 2)),
        "dense of rows": Case(lambda g: g.nn.Dense(3, flatten=False), n(4, 5, 2)),
        "dense without bias": Case(
            lambda g: g.nn.Dense(3, "relu", use_bias=False, in_units=5), n(4, 5)),
        "embedding": Case(lambda g: g.nn.Embedding(3, 4), ("class", 2, 5), grads=0),
        "flatten": Case(lambda g: g.nn.Flatten(), n(2, 3, 4)),
        "no dropout": Case(lambda g: g.nn.Dropout(0.5), n(2, 3), train=False),
        "dropout of nothing": Case(lambda g: g.nn.Dropout(0), n(2, 3)),
        "hybrid lambda": Case(lambda g: g.nn.HybridLambda("tanh"), n(2, 3)),
        "own hybrid lambda": Case(
            lambda g: g.nn.HybridLambda(lambda F, x, y: F.broadcast_mul(x, y)), n(2, 3), n(1, 3)),
        **{name: Case(lambda g, name=name: g.nn.Activation(name), n(3, 4))
           for name in ("relu", "sigmoid", "tanh", "softrelu", "softsign")},
        "leaky": Case(lambda g: g.nn.LeakyReLU(0.3), n(3, 4)),
        "prelu": Case(lambda g: g.nn.PReLU(), n(3, 4)),
        "prelu by channel": Case(lambda g: g.nn.PReLU(in_channels=4), n(3, 4, 2)),
        "elu": Case(lambda g: g.nn.ELU(0.7), n(3, 4)),
        "selu": Case(lambda g: g.nn.SELU(), n(3, 4)),
        "gelu": Case(lambda g: g.nn.GELU(), n(3, 4)),
        "swish": Case(lambda g: g.nn.Swish(2), n(3, 4)),
        "reflection": Case(lambda g: g.nn.ReflectionPad2D(2), n(1, 2, 4, 5)),
        "reflection by axis": Case(
            lambda g: g.nn.ReflectionPad2D((0, 0, 0, 0, 1, 2, 3, 0)), n(1, 2, 4, 5)),
        "sequence": Case(sequence, n(2, 4)),
    }  # fmt: skip


def sequence(gluon):
    net = gluon.nn.HybridSequential()
    with net.name_scope():
        net.add(gluon.nn.Dense(5, activation="sigmoid"), gluon.nn.Swish(), gluon.nn.Dense(2))
    return net


def normalizations():
    cases = {}
    for name, shape in (("BatchNorm", (4, 3, 5)), ("BatchNormReLU", (4, 3, 5, 2))):
        for train in (True, False):
            for options in ({}, {"scale": False, "center": False}, {"use_global_stats": True},
                            {"axis": 2, "momentum": 0.6, "epsilon": 0.01}):  # fmt: skip
                if name == "BatchNormReLU" and "axis" in options:
                    continue  # 1.9.1 knows it for images with channels first only
                # In predict mode 1.9.1 reads a mask that only training writes.
                values = name == "BatchNormReLU" and not train
                cases[f"{name} {options} {train}"] = Case(
                    lambda g, n=name, o=options: getattr(g.nn, n)(**o),
                    n(*shape),
                    train=train,
                    values=values,
                )
    for options in ({}, {"axis": 2}, {"scale": True, "center": False, "epsilon": 0.01}):
        cases[f"InstanceNorm {options}"] = Case(
            lambda g, o=options: g.nn.InstanceNorm(**o), n(4, 3, 5)
        )
    for options in ({}, {"axis": 1}, {"scale": False, "epsilon": 0.01}):
        cases[f"LayerNorm {options}"] = Case(lambda g, o=options: g.nn.LayerNorm(**o), n(4, 3, 5))
    for options in ({}, {"num_groups": 2}, {"num_groups": 4, "scale": False}):
        cases[f"GroupNorm {options}"] = Case(lambda g, o=options: g.nn.GroupNorm(**o), n(3, 4, 5))
    return cases


SIZES = {1: (7,), 2: (6, 7), 3: (4, 5, 6)}


def convolutions():
    """1.9.1's processor kernels know no channels last, so `'NHWC'` is missing here."""
    cases = {}
    for axes, size in SIZES.items():
        for transpose in ("", "Transpose"):
            name = f"Conv{axes}D{transpose}"
            dilation = {} if axes == 3 and transpose else {"dilation": 2}
            options = [
                {"channels": 4, "kernel_size": 3},
                {"channels": 4, "kernel_size": 2, "activation": "relu", "use_bias": False},
                {"channels": 4, "kernel_size": 2, "strides": 2, "padding": 1, "groups": 2,
                 "in_channels": 2, **dilation},
            ]  # fmt: skip
            if transpose:
                options.append({"channels": 2, "kernel_size": 3, "strides": 2, "output_padding": 1})
            for each in options:
                cases[f"{name} {each}"] = Case(
                    lambda g, n=name, o=each: getattr(g.nn, n)(**o), n(2, 2, *size)
                )
    return cases


def poolings():
    cases = {}
    for axes, size in SIZES.items():
        for kind in ("Max", "Avg"):
            options = [{}, {"pool_size": 3, "strides": 2, "padding": 1},
                       {"pool_size": 3, "strides": 2, "ceil_mode": True}]  # fmt: skip
            if kind == "Avg":
                options.append({"pool_size": 3, "padding": 1, "count_include_pad": False})
            for each in options:
                cases[f"{kind}Pool{axes}D {each}"] = Case(
                    lambda g, n=f"{kind}Pool{axes}D", o=each: getattr(g.nn, n)(**o),
                    n(2, 2, *size))  # fmt: skip
            cases[f"Global{kind}Pool{axes}D"] = Case(
                lambda g, n=f"Global{kind}Pool{axes}D": getattr(g.nn, n)(), n(2, 2, *size)
            )
    return cases


def losses():
    """Return the cases of `gluon.loss`: each of its options, labels of other shapes, weights."""
    cases = {}

    def add(name, *inputs, grads=1, values=False, **options):
        cases[f"{name} {options} {inputs}"] = Case(
            lambda g: getattr(g.loss, name)(**options), *inputs, grads=grads, values=values
        )

    rows, column = n(4, 3), ("unit", 4, 1)
    for name, label in (("L2Loss", "normal"), ("L1Loss", "normal"), ("HuberLoss", "normal"),
                        ("HingeLoss", "sign"), ("SquaredHingeLoss", "sign"),
                        ("LogisticLoss", "sign"), ("SigmoidBCELoss", "bit")):  # fmt: skip
        add(name, rows, (label, 4, 3))
        add(name, rows, (label, 12))
        add(name, rows, (label, 4, 3), column, weight=2.5)
        add(name, n(4, 3, 2), (label, 4, 3, 2), ("unit", 4, 3, 1), batch_axis=1)
    add("L1Loss", rows, rows, grads=2)
    add("HuberLoss", rows, rows, rho=0.4)
    add("HingeLoss", rows, ("sign", 4, 3), margin=0.3)
    add("SquaredHingeLoss", rows, ("sign", 4, 3), margin=0.3)
    add("LogisticLoss", rows, ("bit", 4, 3), label_format="binary")
    add("SigmoidBCELoss", rows, ("bit", 4, 3), None, ("positive", 1, 3))
    add("SigmoidBCELoss", ("unit", 4, 3), ("bit", 4, 3), from_sigmoid=True)
    add("SigmoidBCELoss", ("unit", 4, 3), ("bit", 4, 3), column, ("positive", 1, 3),
        from_sigmoid=True)  # fmt: skip
    add("SoftmaxCELoss", rows, ("class", 4))
    add("SoftmaxCELoss", rows, ("class", 4, 1), column, weight=0.5)
    add("SoftmaxCELoss", rows, ("unit", 4, 3), sparse_label=False)
    add("SoftmaxCELoss", rows, ("unit", 12), column, sparse_label=False, from_logits=True)
    add("SoftmaxCELoss", n(2, 3, 4), ("class", 2, 4), axis=1)
    add("SoftmaxCELoss", n(2, 4, 3), ("class", 2, 4), ("unit", 2, 4, 1), batch_axis=1)
    add("KLDivLoss", rows, ("unit", 4, 3))
    add("KLDivLoss", rows, ("unit", 4, 3), column, from_logits=False, weight=2)
    add("KLDivLoss", n(4, 3, 2), ("unit", 4, 3, 2), from_logits=False, axis=1, batch_axis=2)
    add("TripletLoss", rows, rows, rows, grads=3)
    add("TripletLoss", rows, n(12), n(3, 4), grads=3, margin=0.2, weight=3)
    add("TripletLoss", n(4, 3, 2), n(4, 3, 2), n(4, 3, 2), batch_axis=1)
    add("PoissonNLLLoss", rows, ("positive", 4, 3))
    # Of the full loss 1.9.1 has no gradient: it multiplies in place while recording.
    add("PoissonNLLLoss", rows, ("positive", 12), column, compute_full=True, weight=2,
        values=True)  # fmt: skip
    add("PoissonNLLLoss", ("unit", 4, 3), ("positive", 4, 3), from_logits=False)
    add("CosineEmbeddingLoss", rows, rows, ("sign", 4), grads=2)
    add("CosineEmbeddingLoss", n(12), rows, ("sign", 4, 1), column, margin=0.2, weight=2)
    add("CosineEmbeddingLoss", n(2, 3, 4), n(2, 3, 4), ("sign", 2, 3), grads=2)
    add("SDMLLoss", rows, rows, grads=2)
    add("SDMLLoss", rows, rows, grads=2, smoothing_parameter=0.1, weight=7.0, batch_axis=1)
    return {**cases, **sequences(add)}


def sequences(add):
    """Add the cases of CTC: three sequences of up to six steps, three classes and the blank."""
    labels = [[0, 1, 2, -1], [2, 2, -1, -1], [1, -1, -1, -1]]
    padded = [[0, 1, 2, 0], [2, 2, 0, 0], [1, 0, 0, 0]]
    turned = [list(row) for row in zip(*labels)]
    lengths, ends = [6, 5, 4], [3, 2, 1]
    add("CTCLoss", n(3, 6, 4), labels)
    add("CTCLoss", n(6, 3, 4), labels, layout="TNC", weight=2)
    add("CTCLoss", n(3, 6, 4), turned, label_layout="TN")
    add("CTCLoss", n(6, 3, 4), turned, layout="TNC", label_layout="TN")
    add("CTCLoss", n(3, 6, 4), labels, lengths)
    add("CTCLoss", n(3, 6, 4), padded, None, ends)
    add("CTCLoss", n(3, 6, 4), padded, lengths, ends, ("unit", 3), weight=0.5)
    return {}
