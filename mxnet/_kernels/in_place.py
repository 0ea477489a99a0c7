"""Kernels that write over their first operand, for buffers that nothing else reads any more.

`IN_PLACE` tells which kernel has one and which operands it may write over; `FRESH` which others
give results that share memory with no operand. What does not live here: when a buffer is free.
"""

import torch

from .aten import aten

_UNARY = ("abs", "ceil", "exp", "expm1", "floor", "log", "log1p", "neg", "reciprocal", "relu",
          "rsqrt", "sigmoid", "sign", "sqrt", "tanh", "trunc", "sin", "cos", "erf", "log2",
          "log10")  # fmt: skip
_BINARY = {"add": (0, 1), "mul": (0, 1), "sub": (0,), "div": (0,)}
_GRADIENTS = ("relu_grad", "sigmoid_grad", "tanh_grad")

IN_PLACE = {name: (f"{name}_", (0,)) for name in (*_UNARY, *_GRADIENTS, "square")}
IN_PLACE |= {name: (f"{name}_", places) for name, places in _BINARY.items()}
IN_PLACE["picked_log_softmax_grad"] = ("picked_log_softmax_grad_", (0,))
FRESH = frozenset(IN_PLACE) | {
    "linear", "dot", "matmul", "conv", "conv_data_grad", "conv_weight_grad", "deconv", "conv_relu",
    "max_pool", "max_pool_grad", "avg_pool", "avg_pool_grad", "batch_norm", "batch_norm_dx",
    "conv_grads", "batch_norm_grads", "layer_norm_grads", "sliced",
    "folded", "packed", "conv_joined", "pick", "pick_grad", "class_mask", "one_hot",
    "batch_norm_dgamma", "moving_stats", "layer_norm", "layer_norm_dx", "layer_norm_dgamma",
    "softmax", "softmax_grad", "log_softmax", "log_softmax_grad", "dropout", "sum", "mean", "zeros",
    "ones", "full", "where", "concat", "stack", "own", "softmax_output_grad", "difference_grad",
    "sign_grad", "maximum", "minimum", "power", "clamp_grad", "leaky_relu", "leaky_relu_grad",
    "elu", "elu_grad", "gelu", "gelu_grad", "softrelu", "softrelu_grad", "eq", "ne", "gt", "ge",
    "lt", "le", "equal", "not_equal", "greater", "greater_equal", "lesser", "lesser_equal",
}  # fmt: skip

__all__ = [
    "IN_PLACE", "FRESH", "abs_", "ceil_", "exp_", "expm1_", "floor_", "log_", "log1p_", "neg_",
    "reciprocal_", "relu_", "rsqrt_", "sigmoid_", "sign_", "sqrt_", "tanh_", "trunc_", "sin_",
    "cos_", "erf_", "log2_", "log10_", "square_", "relu_grad_", "sigmoid_grad_", "tanh_grad_",
    "add_into", "mul_", "sub_", "div_",
]  # fmt: skip

IN_PLACE["add"] = ("add_into", (0, 1))  # add_ is the walk back's own


def _method(name):
    return getattr(torch.Tensor, f"{name}_")


abs_, ceil_, exp_, expm1_, floor_ = (_method(n) for n in ("abs", "ceil", "exp", "expm1", "floor"))
log_, log1p_, log2_, log10_ = (_method(n) for n in ("log", "log1p", "log2", "log10"))
neg_, reciprocal_, relu_ = torch.Tensor.neg_, torch.Tensor.reciprocal_, torch.relu_
rsqrt_, sigmoid_, sign_, sqrt_ = (_method(n) for n in ("rsqrt", "sigmoid", "sign", "sqrt"))
tanh_, trunc_, sin_, cos_, erf_ = (_method(n) for n in ("tanh", "trunc", "sin", "cos", "erf"))
add_into, mul_, sub_, div_ = (_method(n) for n in ("add", "mul", "sub", "div"))


def square_(x):
    return x.mul_(x)


_threshold_grad, _sigmoid_grad, _tanh_grad = (
    aten(f"{n}_backward", "grad_input") for n in ("threshold", "sigmoid", "tanh")
)


def relu_grad_(g, out):
    return _threshold_grad(g, out, 0, grad_input=g)


def sigmoid_grad_(g, out):
    return _sigmoid_grad(g, out, grad_input=g)


def tanh_grad_(g, out):
    return _tanh_grad(g, out, grad_input=g)
