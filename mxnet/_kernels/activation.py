"""Activations that keep a parameter or a fused backward, and those backwards.

What does not live here: relu, sigmoid and tanh (`elementwise.py`), or which activation an operator
means.
"""

import math

import torch

from .rng import generator

__all__ = [
    "softrelu",
    "softrelu_grad",
    "leaky_relu",
    "leaky_relu_grad",
    "elu",
    "elu_grad",
    "gelu",
    "gelu_grad",
    "random_slopes",
]


def softrelu(x):
    """`log(1 + exp(x))`, without overflow; beyond 40 it is `x` to the last bit of float64."""
    return torch.nn.functional.softplus(x, 1.0, 40.0)


def softrelu_grad(dy, out):
    """The slope is `sigmoid(x)`, which is `1 - exp(-out)`: small values keep their digits by
    expm1.
    """
    return dy * torch.neg(torch.expm1(torch.neg(out)))


def leaky_relu(x, *, slope):
    return torch.nn.functional.leaky_relu(x, slope)


def leaky_relu_grad(dy, x, *, slope):
    """`dy` where `x` is above zero, else `slope · dy`: MXNet's slope at zero is the negative
    side's.
    """
    return torch.where(x > 0, dy, dy * slope)


def elu(x, *, slope):
    return torch.nn.functional.elu(x, slope)


def elu_grad(dy, out, *, slope):
    """From the result: below zero the slope of `a·(exp(x) - 1)` is `out + a`."""
    return torch.where(out > 0, dy, dy * (out + slope))


def gelu(x):
    """`x · Φ(x)` with the exact normal distribution, no tanh approximation."""
    return torch.nn.functional.gelu(x)


def gelu_grad(dy, x):
    """`dy · (Φ(x) + x·φ(x))`."""
    cumulative = torch.erf(x * math.sqrt(0.5)).add_(1).mul_(0.5)
    density = torch.exp(x * x * -0.5).mul_(1 / math.sqrt(2 * math.pi))
    return dy * cumulative.add_(density.mul_(x))


def random_slopes(x, *, low, high):
    """A number between `low` and `high` for every element of `x`."""
    return torch.empty_like(x).uniform_(low, high, generator=generator(x.device))
