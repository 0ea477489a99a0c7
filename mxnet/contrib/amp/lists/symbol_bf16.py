"""Operators by how they take bfloat16: fewer than float16's, told by what differs from those.

What does not live here: casting.
"""

from . import symbol_fp16 as half

__all__ = [
    "BF16_FUNCS", "BF16_FP32_FUNCS", "BF16_USE_FP32_PARAMS", "FP32_FUNCS",
    "CONDITIONAL_FP32_FUNCS", "WIDEST_TYPE_CASTS", "LOSS_OUTPUT_FUNCTIONS",
]  # fmt: skip

BF16_FUNCS = ["Convolution", "FullyConnected"]

# Whatever comes in is fine.
BF16_FP32_FUNCS = [
    "BatchNorm", "Concat", "LRN", "Pooling", "abs", "clip", "concat", "relu", "shuffle", "sqrt",
    "square", "tanh", "_add", "_shuffle",
]  # fmt: skip

# Operators of which only the first input is cast; "" stands for an input that may be.
BF16_USE_FP32_PARAMS = {
    name: ["", "gamma", "beta", "moving_mean", "moving_var"]
    for name in ("BatchNormWithReLU", "BatchNorm")
}

WIDEST_TYPE_CASTS = [
    name
    for name in half.WIDEST_TYPE_CASTS
    if name not in ("Concat", "concat", "broadcast_mul") and "interleaved_matmul" not in name
] + [name for name in half.FP32_FUNCS if name.startswith("_contrib_MultiBox")]

# All that is left, since 1.9.1 computes little else in bfloat16.
_ELSEWHERE = {*BF16_FUNCS, *BF16_FP32_FUNCS, *WIDEST_TYPE_CASTS, "amp_cast", "amp_multicast"}
FP32_FUNCS = [
    name
    for table in (
        half.FP16_FUNCS, half.FP16_FP32_FUNCS, half.FP32_FUNCS, half.WIDEST_TYPE_CASTS,
    )
    for name in table
    if name not in _ELSEWHERE and "interleaved_matmul" not in name
]  # fmt: skip

CONDITIONAL_FP32_FUNCS = list(half.CONDITIONAL_FP32_FUNCS)
LOSS_OUTPUT_FUNCTIONS = list(half.LOSS_OUTPUT_FUNCTIONS)
