"""Elementwise kernels on slices of long arrays, so that what passes between them stays in a cache.

`INTO` tells which kernels can write into memory that they are given. What does not live here: which
calls are taken together (`_graph/passes/slices.py`).
"""

import torch

from .aten import aten

__all__ = ["INTO", "SLICE", "slices", "room", "joined", "sliced", "sliced_out"]

SLICE = 1 << 17  # elements; measured: half or twice as many are slower, see docs/benchmarks.md


# The second operand of a gradient is what the forward gave.
INTO = {name: getattr(torch, name) for name in (
    "abs", "add", "addcmul", "ceil", "cos", "div", "erf", "exp", "expm1", "floor", "log", "log10",
    "log1p", "log2", "maximum", "minimum", "mul", "neg", "reciprocal", "rsqrt", "sigmoid", "sign",
    "sin", "sqrt", "square", "sub", "tanh", "trunc",
)}  # fmt: skip


def _backward(name, *more):
    kernel = aten(name, "grad_input")

    def call(g, held, *, out):
        return kernel(g, held, *more, grad_input=out)

    return call


INTO["relu"] = lambda x, *, out: torch.clamp_min(x, 0, out=out)
INTO["relu_grad"] = _backward("threshold_backward", 0)
INTO["tanh_grad"] = _backward("tanh_backward")
INTO["sigmoid_grad"] = _backward("sigmoid_backward")


def slices(arrays, scratch, size=SLICE):
    """Go through contiguous arrays of one size side by side, a slice at a time.

    Parameters
    ----------
    arrays : tuple of tensor
    scratch : int
        How many buffers of the length of a slice to lend.

    Yields
    ------
    tuple of tensor
        Slices of the arrays, then the buffers.
    """
    whole = [x.reshape(-1) for x in arrays]
    buffers = [whole[0].new_empty(min(size, whole[0].numel())) for _ in range(scratch)]
    for parts in zip(*(x.split(size) for x in whole), strict=True):
        short = parts[0].numel()
        if buffers and short < buffers[0].numel():
            buffers = [x[:short] for x in buffers]
        yield (*parts, *buffers)


def room(x):
    """Memory for an array like `x`."""
    return torch.empty(x.shape, dtype=x.dtype, device=x.device)


def joined(totals, shape):
    """The sum of the slices' sums, in a shape of one element."""
    return torch.stack(totals).sum().reshape(shape)


def sliced(*values, chain):
    """What a chain of elementwise kernels gives: a tuple; `chain` goes through the slices."""
    return chain(*values)


sliced_out = sliced  # some of the results are among the values, which it writes
