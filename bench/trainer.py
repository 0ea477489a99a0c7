"""`Trainer.step` against torch's optimizers: many large parameters, and those of a small network.

Goals are for torch's optimizer as a program gets it. Its `fused=True` is shown beside: on a CPU
both are bound by memory there, so no more than a tie can be had.
"""

import torch
from _measure import ratio, report

import mxnet as mx

LARGE = [(100_000,)] * 100
SMALL = [(128, 784), (128,), (64, 128), (64,), (10, 64), (10,)]


def ours(name, shapes, batch=32, **keywords):
    """A step of a Trainer whose parameters got gradients."""
    params = []
    for i, shape in enumerate(shapes):
        param = mx.gluon.Parameter(f"p{i}", shape=shape)
        param.initialize(mx.init.Normal(0.1))
        param.grad()[:] = mx.nd.random.normal(shape=shape)
        params.append(param)
    trainer = mx.gluon.Trainer(params, name, {"learning_rate": 1e-3, **keywords})
    grads = [param.data()._grad for param in params]

    def step():
        for grad in grads:
            grad._arrived = True  # as backward marks it
        trainer.step(batch)

    return step


def theirs(make, shapes):
    """A step of torch's optimizer on the same parameters."""
    params = [torch.nn.Parameter(torch.randn(shape) * 0.1) for shape in shapes]
    for param in params:
        param.grad = torch.randn_like(param)
    return make(params).step


PAIRS = {
    "sgd": ({}, lambda p, **kw: torch.optim.SGD(p, lr=1e-3, **kw)),
    "sgd, momentum": ({"momentum": 0.9}, lambda p, **kw: torch.optim.SGD(
        p, lr=1e-3, momentum=0.9, **kw)),
    "adam": ({}, lambda p, **kw: torch.optim.Adam(p, lr=1e-3, **kw)),
    "rmsprop": ({}, lambda p: torch.optim.RMSprop(p, lr=1e-3)),
    "adagrad": ({}, lambda p: torch.optim.Adagrad(p, lr=1e-3)),
    "adadelta": ({}, lambda p: torch.optim.Adadelta(p, lr=1e-3)),
    "nag": ({"momentum": 0.9}, lambda p: torch.optim.SGD(p, lr=1e-3, momentum=0.9, nesterov=True)),
    "adamax": ({}, lambda p: torch.optim.Adamax(p, lr=1e-3)),
    "nadam": ({}, lambda p: torch.optim.NAdam(p, lr=1e-3)),
}  # fmt: skip
FUSED = ("sgd", "sgd, momentum", "adam")


def main():
    """All optimizers that torch has too, then the fused ones."""
    torch.set_num_threads(1)
    mx.random.seed(0)
    for title, shapes, number in (("100 x 100k", LARGE, 1), ("MLP's 6", SMALL, 50)):
        for name, (keywords, make) in PAIRS.items():
            step = ours(name.partition(",")[0], shapes, **keywords)
            wanted = 0.6 if name == "adam" else 1.0
            report(f"{name}, {title}", ratio(step, theirs(make, shapes), number=number), wanted)
            if name in FUSED:
                fused = theirs(lambda p, make=make: make(p, fused=True), shapes)
                report(f"{name}, {title}, torch fused", ratio(step, fused, number=number), 1.0)


if __name__ == "__main__":
    main()
