"""The one place that asks torch to differentiate: higher derivatives of kernels with long formulas.

Each kernel that is derived so stands in `DERIVED`, with the reason. First derivatives are all our
own.
"""

import torch

from .ctc import ctc_plain
from .rnn import rnn_layer_plain

__all__ = ["derivative"]

# Kernel and how many results it has. Their first-order backward is a page of recurrences already.
DERIVED = {"rnn_layer_plain": (rnn_layer_plain, 3), "ctc_plain": (ctc_plain, 1)}


def derivative(*xs, kernel, count, level, options):
    """The `level`-fold vector-Jacobian product of a kernel, as a function of all it depends on.

    With level 0 this is the kernel of `count` tensors. With level k it takes the tensors of level
    k - 1 and a cotangent for each of its results, and gives a cotangent for each of those tensors
    (zeros for tensors of whole numbers).
    """
    with torch.enable_grad():
        leaves = [x.detach().requires_grad_(x.is_floating_point()) for x in xs]
        function = level_function(*DERIVED[kernel], count, level, options)
        return tuple(out.detach() for out in function(*leaves))


def level_function(kernel, outputs, count, level, options):
    """The function of one level."""
    if level == 0:
        return lambda *xs: listed(kernel(*xs, **options))
    inner = level_function(kernel, outputs, count, level - 1, options)
    arity = arguments(count, outputs, level - 1)

    def vjp(*args):
        return product(inner, args[:arity], args[arity:])

    return vjp


def product(function, xs, gs):
    """The cotangents of `xs` for the cotangents `gs` of `function(*xs)`."""
    pairs = [(y, g) for y, g in zip(function(*xs), gs, strict=True) if y.requires_grad]
    floats = [x for x in xs if x.requires_grad]
    found = iter([None] * len(floats))
    if pairs:
        ys, cotangents = zip(*pairs, strict=True)
        found = iter(
            torch.autograd.grad(ys, floats, cotangents, create_graph=True, allow_unused=True)
        )
    results = [next(found) if x.requires_grad else None for x in xs]
    return tuple(torch.zeros_like(x) if g is None else g for x, g in zip(xs, results, strict=True))


def listed(results):
    return results if isinstance(results, tuple) else (results,)


def arguments(count, outputs, level):
    """How many tensors a level takes."""
    for _ in range(level):
        count, outputs = count + outputs, count
    return count
