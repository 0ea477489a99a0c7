"""Sums over devices, and the compression of what is sent between them.

What does not live here: sums over axes (`reduce.py`).
"""

import torch

__all__ = ["assign_all", "sum_into", "two_bit_"]


def sum_into(total, tensors):
    """Write the sum of tensors into `total`, from the first to the last, on its device."""
    device = total.device
    if len(tensors) == 1:
        total.copy_(tensors[0])
        return
    first, second, *others = tensors
    torch.add(first.to(device), second.to(device), out=total)
    for tensor in others:
        total.add_(tensor.to(device))


def assign_all(targets, values):
    """Write every value into its target, casting where their dtypes differ."""
    if targets:
        torch._foreach_copy_(targets, values)


def two_bit_(residual, grad, *, threshold):
    """Add a gradient to what stayed behind; take out and return what is sent of it.

    That is the threshold, with a sign, wherever the sum has reached it.
    """
    residual.add_(grad)
    sent = torch.zeros_like(residual)
    sent.masked_fill_(residual >= threshold, threshold)
    sent.masked_fill_(residual <= -threshold, -threshold)
    residual.sub_(sent)
    return sent
