"""The operators of mx.sym.sparse.

Written by tools/make_stubs.py; edit what it reads instead.
"""

from typing import Any as _Any
from typing import Literal as _Literal
from collections.abc import Sequence as _Sequence
from mxnet.symbol.symbol import Symbol

_Shape = int | _Sequence[int]
_DType = _Any  # a name, a NumPy type or dtype

def ElementWiseSum(*args: Symbol | _Sequence[Symbol], **kwargs: _Any) -> Symbol:
    """The sum of any number of arrays of one shape."""
def Embedding(data: Symbol | None=None, weight: Symbol | None=None, input_dim: int=..., output_dim: int=..., dtype: _DType=..., sparse_grad: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`output[i, ...] = weight[data[i, ...]]`; a number out of bounds means the nearest row."""
def FullyConnected(data: Symbol | None=None, weight: Symbol | None=None, bias: Symbol | None=None, num_hidden: int=..., no_bias: bool=..., flatten: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Affine map of the feature axes: ``out = data · weightᵀ + bias``."""
def LinearRegressionOutput(data: Symbol | None=None, label: Symbol | None=None, grad_scale: float=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The data, with the gradient of half the squared error."""
def LogisticRegressionOutput(data: Symbol | None=None, label: Symbol | None=None, grad_scale: float=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The sigmoid of the data, with the gradient of the cross entropy."""
def MAERegressionOutput(data: Symbol | None=None, label: Symbol | None=None, grad_scale: float=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The data, with the gradient of the absolute error: ``±grad_scale / outputs``."""
def _contrib_round_ste(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`round`, through which gradients pass unchanged."""
def _contrib_sign_ste(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`sign`, through which gradients pass unchanged."""
def abs(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The absolute value."""
def adagrad_update(weight: Symbol | None=None, grad: Symbol | None=None, history: Symbol | None=None, lr: float=..., epsilon: float=..., wd: float=..., rescale_grad: float=..., clip_gradient: float=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """A step of AdaGrad on the rows that a row_sparse gradient stores."""
def adam_update(weight: Symbol | None=None, grad: Symbol | None=None, mean: Symbol | None=None, var: Symbol | None=None, lr: float=..., beta1: float=..., beta2: float=..., epsilon: float=..., wd: float=..., rescale_grad: float=..., clip_gradient: float=..., lazy_update: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Adam, without bias correction (the learning rate carries it)."""
def add_n(*args: Symbol | _Sequence[Symbol], **kwargs: _Any) -> Symbol:
    """The sum of any number of arrays of one shape."""
def arccos(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The inverse cosine, in radians."""
def arccosh(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The inverse hyperbolic cosine; NaN below 1."""
def arcsin(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The inverse sine, in radians."""
def arcsinh(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The inverse hyperbolic sine."""
def arctan(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The inverse tangent, in radians."""
def arctanh(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The inverse hyperbolic tangent; NaN outside of [-1, 1]."""
def broadcast_add(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The sum."""
def broadcast_div(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The quotient; of integers cut toward zero, and 0 where the divisor is 0."""
def broadcast_minus(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The difference."""
def broadcast_mul(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The product."""
def broadcast_plus(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The sum."""
def broadcast_sub(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The difference."""
def cast_storage(data: Symbol | None=None, stype: _Literal['csr', 'default', 'row_sparse']=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """A copy with another way of storage."""
def cbrt(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The real cube root, of negative numbers too."""
def ceil(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The least whole number not below every element."""
def clip(data: Symbol | None=None, a_min: float=..., a_max: float=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Every element held between two numbers, which themselves pass gradients."""
def concat(*data: Symbol | _Sequence[Symbol], **kwargs: _Any) -> Symbol:
    """Arrays one after the other along an axis; their other axes must agree."""
def cos(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The cosine of angles in radians."""
def cosh(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The hyperbolic cosine."""
def degrees(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Angles in radians to degrees."""
def dot(lhs: Symbol | None=None, rhs: Symbol | None=None, transpose_a: bool=..., transpose_b: bool=..., forward_stype: _Literal['csr', 'default', 'row_sparse'] | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The product over the last axis of `lhs` and the first of `rhs`, of any number of axes."""
def elemwise_add(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The sum."""
def elemwise_div(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The quotient; of integers cut toward zero, and 0 where the divisor is 0."""
def elemwise_mul(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The product."""
def elemwise_sub(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The difference."""
def exp(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The exponential."""
def expm1(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`exp(data) - 1`, exact near 0."""
def fix(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Every element cut toward zero to a whole number."""
def floor(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The greatest whole number not above every element."""
def ftrl_update(weight: Symbol | None=None, grad: Symbol | None=None, z: Symbol | None=None, n: Symbol | None=None, lr: float=..., lamda1: float=..., beta: float=..., wd: float=..., rescale_grad: float=..., clip_gradient: float=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Follow the regularized leader."""
def gamma(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The gamma function."""
def gammaln(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The logarithm of the absolute value of the gamma function."""
def log(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The natural logarithm; NaN below 0."""
def log10(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The logarithm to base 10."""
def log1p(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`log(1 + data)`, exact near 0."""
def log2(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The logarithm to base 2."""
def make_loss(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """A copy whose gradient is 1 everywhere, whatever comes from above."""
def mean(data: Symbol | None=None, axis: _Shape | None=..., keepdims: bool=..., exclude: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Mean over axes, in the dtype of the data; for integers the fraction is cut off."""
def negative(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Every element with its sign turned."""
def norm(data: Symbol | None=None, ord: int=..., axis: _Shape | None=..., out_dtype: _DType | None=..., keepdims: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The length of vectors: sum of absolute values (`ord` 1) or Euclidean (`ord` 2), over axes."""
def radians(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Angles in degrees to radians."""
def relu(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Every element, but 0 for those below 0."""
def retain(data: Symbol | None=None, indices: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The rows that `indices` names; the others are zero, and of a row_sparse array not stored."""
def rint(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The nearest whole number; halves go down."""
def round(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The nearest whole number; halves go away from zero."""
def rsqrt(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """One over the square root."""
def sgd_mom_update(weight: Symbol | None=None, grad: Symbol | None=None, mom: Symbol | None=None, lr: float=..., momentum: float=..., wd: float=..., rescale_grad: float=..., clip_gradient: float=..., lazy_update: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Stochastic gradient descent with momentum."""
def sgd_update(weight: Symbol | None=None, grad: Symbol | None=None, lr: float=..., wd: float=..., rescale_grad: float=..., clip_gradient: float=..., lazy_update: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Stochastic gradient descent."""
def sigmoid(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`1 / (1 + exp(-data))`."""
def sign(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """-1, 0 or 1 by the sign of every element."""
def sin(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The sine of angles in radians."""
def sinh(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The hyperbolic sine."""
def slice(data: Symbol | None=None, begin: _Shape | _Sequence[int | None]=..., end: _Shape | _Sequence[int | None]=..., step: _Shape | _Sequence[int | None]=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`data[begin[0]:end[0]:step[0], begin[1]:end[1]:step[1], ...]`."""
def sqrt(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The square root; NaN below 0."""
def square(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The square."""
def stop_gradient(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """A copy through which no gradient passes."""
def sum(data: Symbol | None=None, axis: _Shape | None=..., keepdims: bool=..., exclude: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Sum over axes, in the dtype of the data: small integers wrap around."""
def tan(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The tangent of angles in radians."""
def tanh(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The hyperbolic tangent."""
def trunc(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Every element cut toward zero to a whole number."""
def where(condition: Symbol | None=None, x: Symbol | None=None, y: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`x` where the condition is not zero, else `y`."""
def zeros_like(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Zeros of the same shape, dtype and device."""
