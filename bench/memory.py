"""The most memory that a training step holds at a time beyond weights and data, as PyTorch's
allocator counts it: bound symbols against eager PyTorch, both with arrays for gradients that stay,
then with PyTorch's made anew in every step."""

import json
import tempfile
from pathlib import Path

import torch
from graphs import prepared
from networks import Eager, mobilenet, resnet18
from program import lenet, lenet_torch, mlp, mlp_torch

import mxnet as mx


def peak(step):
    """Bytes that `step` holds at most, of what it allocates itself."""
    step()
    options = {"activities": [torch.profiler.ProfilerActivity.CPU], "profile_memory": True}
    with torch.profiler.profile(**options) as profile:
        step()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "trace.json")
        profile.export_chrome_trace(str(path))
        events = json.loads(path.read_text())["traceEvents"]
    held = most = 0
    for event in sorted((e for e in events if e.get("name") == "[memory]"), key=lambda e: e["ts"]):
        held += event["args"]["Bytes"]
        most = max(most, held)
    return most


def report(title, ours, theirs):
    verdict = "ok" if ours <= theirs else "MISSED"
    print(f"{title:<40} ours {ours / 2**20:8.2f} MiB   eager torch {theirs / 2**20:8.2f} MiB   "
          f"ratio {ours / theirs:5.2f}   wanted <= 1.00   {verdict}", flush=True)  # fmt: skip


def bound_step(symbol, values, weights):
    arrays = {name: mx.nd.array(value.numpy()) for name, value in values.items()}
    gradients = {name: mx.nd.zeros(arrays[name].shape) for name in weights}
    names, states = symbol.list_arguments(), symbol.list_auxiliary_states()
    bound = symbol.bind(
        mx.cpu(), {n: arrays[n] for n in names}, gradients,
        aux_states={n: arrays[n] for n in states})  # fmt: skip

    def step():
        bound.forward(is_train=True)
        bound.backward()
        bound._outputs = None  # as eager torch lets go of its logits

    return step, sum(g.size * 4 for g in gradients.values())


def eager_step(forward, values, weights, stay):
    leaves = {n: v.clone().requires_grad_(n in weights) for n, v in values.items()}
    label = values["softmax_label"].long()

    def step():
        for name in weights if stay else ():
            leaves[name].grad.zero_()
        torch.nn.functional.cross_entropy(forward(leaves), label).backward()
        for name in () if stay else weights:
            leaves[name].grad = None

    if stay:
        for name in weights:
            leaves[name].grad = torch.zeros_like(leaves[name])
    return step


def measure(title, symbol, values, forward):
    weights = [n for n in symbol.list_arguments() if n not in ("data", "softmax_label")]
    ours, gradients = bound_step(symbol, values, weights)
    held = peak(ours) + gradients
    theirs = peak(eager_step(forward, values, weights, True)) + gradients
    report(f"{title}, gradients stay", held, theirs)
    report(f"{title}, made anew", held, peak(eager_step(forward, values, weights, False)))


def main():
    torch.set_num_threads(1)
    for title, network, forward in (
        ("MLP 784-128-64-10, batch 64", mlp, mlp_torch), ("LeNet, batch 64", lenet, lenet_torch),
    ):  # fmt: skip
        symbol, data = network()
        names = symbol.list_arguments()
        found, _, _ = symbol.infer_shape(data=data)
        values = {n: torch.randn(s) * 0.1 for n, s in zip(names, found, strict=True)}
        values["softmax_label"] = (torch.arange(data[0]) % 10).float()
        measure(title, symbol, values, lambda leaves, f=forward: f(*list(leaves.values())[:-1]))
    for title, network in (("ResNet-18, 8x3x112x112", resnet18),
                           ("MobileNet, 8x3x112x112", mobilenet)):  # fmt: skip
        symbol, _, _, values = prepared(network)
        measure(title, symbol, values, lambda leaves, n=network: n(Eager(leaves, True)))


if __name__ == "__main__":
    main()
