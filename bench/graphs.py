"""Training steps and inference of ResNet-18 and a depthwise network as compiled programs, against
eager PyTorch and against the floor: the same kernels called by hand."""

import sys
import time

import torch
from _measure import ratio, report
from networks import Eager, Floor, FloorInference, Symbolic, mobilenet, resnet18
from program import loss_grad

from mxnet._graph.compiled import clear_cache, compile_graph

IMAGES = (8, 3, 112, 112)


def prepared(network):
    """`(symbol, names, states, values by name)`."""
    symbol = network(Symbolic())
    names, states = symbol.list_arguments(), symbol.list_auxiliary_states()
    found, _, aux = symbol.infer_shape(data=IMAGES)
    shapes = dict(zip([*names, *states], [*found, *aux], strict=True))
    torch.manual_seed(0)
    values = {name: torch.randn(shape) * 0.05 for name, shape in shapes.items()}
    for name in values:
        if name.endswith(("gamma", "var")):
            values[name] = torch.rand(shapes[name]) + 0.5
    values["data"] = torch.randn(IMAGES)
    values["softmax_label"] = (torch.arange(IMAGES[0]) % 10).float()
    return symbol, names, states, values


def compiled(symbol, names, values, train, wanted=()):
    clear_cache()
    shapes = {name: tuple(values[name].shape) for name in names}
    start = time.process_time()
    program = compile_graph(
        symbol._entries, names, shapes, dict.fromkeys(names, "float32"), train, wanted
    )
    function = program.function("step" if wanted else "forward")
    print(f"    compiled in {time.process_time() - start:.2f} s, {len(program.source)} characters")
    return program, function


def measure_step(title, network, wanted, number=1):
    symbol, names, states, values = prepared(network)
    weights = [n for n in names if n not in ("data", "softmax_label")]
    program, _ = compiled(symbol, [*names, *states], values, True, weights)
    given = [values[n] for n in (*names, *states)]

    def ours():
        return program.forward_backward(given)

    def floor():
        hand = Floor(values, loss_grad)
        return network(hand), hand.gradients

    outputs, found, _ = ours()
    out, gradients = floor()
    torch.testing.assert_close(outputs[0], out, rtol=1e-3, atol=1e-4)
    for name, gradient in zip(weights, found, strict=True):
        # As a whole: the bare kernels' batch norms sum channels-last rows in single precision.
        apart = (gradient - gradients[name]).norm() / gradients[name].norm()
        assert apart < 2e-2, (name, apart)
    leaves = {n: v.clone().requires_grad_(n in weights) for n, v in values.items()}
    label = values["softmax_label"].long()

    def eager():
        for name in weights:
            leaves[name].grad = None
        logits = network(Eager(leaves, True))
        torch.nn.functional.cross_entropy(logits, label).backward()

    report(f"{title}, step, bare kernels", ratio(ours, floor, number=number, repeats=7), 1.1)
    report(f"{title}, step, eager torch", ratio(ours, eager, number=number, repeats=7), wanted)


def measure_inference(title, network, wanted, number=2):
    symbol, names, states, values = prepared(network)
    program, _ = compiled(symbol, [*names, *states], values, False)
    given, folded = [values[n] for n in (*names, *states)], {}

    def ours():
        return program.forward(given)[0][0]

    def floor():
        return network(FloorInference(values, folded))

    @torch.inference_mode()
    def eager():
        return torch.softmax(network(Eager(values, False)), 1)

    for other in (floor, eager):
        torch.testing.assert_close(ours(), other(), rtol=1e-3, atol=1e-4)
    report(f"{title}, inference, bare kernels", ratio(ours, floor, number=number, repeats=9), 1.1)
    report(f"{title}, inference, eager torch", ratio(ours, eager, number=number, repeats=9), wanted)


def main():
    torch.set_num_threads(1)
    chosen = sys.argv[1:] or ["step", "inference"]
    for title, network, step, inference in (
        ("ResNet-18, 8x3x112x112", resnet18, 0.85, 0.75),
        ("MobileNet, 8x3x112x112", mobilenet, 0.85, 0.75),
    ):
        if "step" in chosen:
            measure_step(title, network, step)
        if "inference" in chosen:
            measure_inference(title, network, inference)


if __name__ == "__main__":
    main()
