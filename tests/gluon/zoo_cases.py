"""Networks of the model zoo with parameters and images, for this package and for 1.9.1 alike.

What does not live here: what came out (`recorded_zoo.json.gz`), and the comparison.
"""

import hashlib
import json
import zlib

import numpy as np

# One of each family, and images no larger than its last pooling asks for.
SIZES = {
    "alexnet": 64,
    "densenet121": 224,
    "inceptionv3": 299,
    "mobilenet0.25": 64,
    "mobilenetv2_0.25": 64,
    "resnet18_v1": 64,
    "resnet50_v1": 64,
    "resnet18_v2": 64,
    "resnet50_v2": 64,
    "squeezenet1.1": 224,
    "vgg11_bn": 32,
}
# Whose gradients are looked at, too; without dropout. Those of the second MobileNet hang on which
# side of its bounds some activation falls, and so on the last digit of any sum in float32.
TRAINED = {
    "mobilenet0.25": "float32",
    "mobilenetv2_0.25": "float64",
    "resnet18_v1": "float32",
    "resnet18_v2": "float32",
}


def describe(mx, name):
    """Return how a network prints, its parameters' names and shapes for usual images, and a digest
    of its graph: operators, names, attributes, edges."""
    net = mx.gluon.model_zoo.vision.get_model(name, prefix="net_")
    symbol = net(mx.sym.var("data"))
    size = 299 if name == "inceptionv3" else 224
    arguments, _, states = symbol.infer_shape(data=(1, 3, size, size))
    shapes = dict(zip(symbol.list_arguments() + symbol.list_auxiliary_states(), arguments + states))
    nodes = json.loads(symbol.tojson())["nodes"]
    graph = [[node["op"], node["name"], node.get("attrs"), node["inputs"]] for node in nodes]
    digest = hashlib.sha1(json.dumps(graph, sort_keys=True).encode()).hexdigest()
    return str(net), [[key, *shapes[key]] for key in net.collect_params()], digest


def made(mx, name):
    """Return a network for ten classes, whose parameters depend on their names alone."""
    net = mx.gluon.model_zoo.vision.get_model(name, classes=10, prefix="net_")
    net.initialize()
    net(images(mx, name, 1))  # which decides the shapes
    for key, parameter in net.collect_params().items():
        parameter.set_data(mx.nd.array(values(key, parameter.shape)))
    return net


def values(key, shape):
    draw = np.random.RandomState(zlib.crc32(key.encode()))
    if key.endswith(("gamma", "var")):
        return draw.uniform(0.5, 1.5, shape)
    spread = np.sqrt(2 / np.prod(shape[1:])) if len(shape) > 1 else 0.1
    return draw.standard_normal(shape) * spread


def images(mx, name, count):
    size = SIZES[name]
    draw = np.random.RandomState(size)
    return mx.nd.array(draw.standard_normal((count, 3, size, size)))


def predict(mx, name, net):
    """Return what the network says of one image."""
    return net(images(mx, name, 1)).asnumpy()[0].tolist()


def train(mx, name, net):
    """Return what it says of four while training, and the length of every gradient."""
    dtype = TRAINED[name]
    net.cast(dtype)
    with mx.autograd.record():
        out = net(images(mx, name, 4).astype(dtype))
    out.backward(mx.nd.array(values("head", out.shape)).astype(dtype))
    lengths = {
        key: float(parameter.grad().norm().asscalar())
        for key, parameter in net.collect_params().items()
        if parameter.grad_req != "null"
    }
    return out.asnumpy().tolist(), lengths
