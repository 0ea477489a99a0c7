"""Images with the channels of a pixel side by side, though their shape stays (N, C, H, W).

On a CPU convolutions, pooling and normalization of such images are up to five times as fast.
What does not live here: when the compiler chooses it (`_graph/passes/layout.py`).
"""

import torch

__all__ = ["CHANNELS_LAST", "channels_last", "rows_first", "gains_from_channels_last"]

_LAST = torch.channels_last

# For every kernel that gains the operands to bring into this order.
CHANNELS_LAST = {
    "conv": (0,), "conv_relu": (0,), "conv_data_grad": (0,), "conv_weight_grad": (0, 1),
    "conv_grads": (0, 1), "batch_norm_grads": (0, 1),
    "max_pool": (0,), "max_pool_grad": (0, 1), "avg_pool": (0,),
    "batch_norm": (0,), "batch_norm_dx": (0, 1), "batch_norm_dgamma": (0, 1),
}  # fmt: skip


def channels_last(x):
    """`x` with its channels side by side in memory; the same tensor where they are already."""
    if x.shape[1] == 1:  # nothing moves, but strides are what tells kernels the order to write
        n, _, rows, columns = x.shape
        return x.contiguous().as_strided(x.shape, (rows * columns, 1, columns, 1))
    return x.contiguous(memory_format=_LAST)


def rows_first(x):
    """`x` in the plain order of memory; the same tensor where it is already."""
    return x.contiguous()


def gains_from_channels_last(x):
    """Whether this is an image of numbers, or of the places of numbers."""
    return x.dim() == 4 and x.dtype in (torch.float32, torch.int64)
