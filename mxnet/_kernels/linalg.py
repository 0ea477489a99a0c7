"""Products of matrices."""

import torch

__all__ = ["matmul", "dot", "linear"]

matmul = torch.matmul
dot = torch.mm


def linear(x, weight, bias=None):
    """`x · weightᵀ + bias` over the last axis of `x`."""
    return torch.nn.functional.linear(x, weight, bias)
