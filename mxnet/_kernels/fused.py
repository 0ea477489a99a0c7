"""Kernels that do what two others do, faster; what they are made of stands in `_graph/passes/fuse`.

What does not live here: when the compiler uses them.
"""

import torch

__all__ = ["conv_relu", "fused_conv_wins"]

_NARROW = 16  # channels; with fewer the joined kernel's own layout costs more than it saves


def fused_conv_wins(x):
    """Whether convolution and rectifier of this data are faster as one."""
    return (
        x.dtype is torch.float32
        and x.dim() == 4
        and x.shape[1] >= _NARROW
        and torch.backends.mkldnn.is_available()
    )


def conv_relu(x, weight, bias=None, *, stride, pad, dilate, groups):
    """The rectifier of `conv`; on a CPU the two are one pass over memory."""
    if x.device.type == "cpu":
        return torch.ops.mkldnn._convolution_pointwise(
            x, weight, bias, pad, stride, dilate, groups, "relu", [], ""
        )
    zeros = (0,) * len(stride)
    return torch.convolution(x, weight, bias, stride, pad, dilate, False, zeros, groups).relu_()
