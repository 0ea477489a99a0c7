"""`mx.nd.sparse`: making sparse arrays, arithmetic that keeps them sparse, and the operators of

Written by tools/make_stubs.py; edit what it reads instead.
"""

from typing import Any as _Any
from typing import Literal as _Literal
from collections.abc import Sequence as _Sequence
from mxnet.ndarray.array import NDArray
from .sparse_array import CSRNDArray as CSRNDArray
from .sparse_array import RowSparseNDArray as RowSparseNDArray
from .sparse_base import BaseSparseNDArray as BaseSparseNDArray

_Out = NDArray | _Sequence[NDArray] | None  # where to write the result
_Shape = int | _Sequence[int]
_DType = _Any  # a name, a NumPy type or dtype

__all__ = ["BaseSparseNDArray", "CSRNDArray", "RowSparseNDArray", "add", "array", "csr_matrix", "divide", "empty", "gs_retain", "multiply", "row_sparse_array", "subtract", "zeros"]

def csr_matrix(arg1, shape=None, ctx=None, dtype=None) -> _Any:
    """A matrix in compressed rows."""
def row_sparse_array(arg1, shape=None, ctx=None, dtype=None) -> _Any:
    """An array of which some rows, entries of the first axis, are stored."""
def array(source_array, ctx=None, dtype=None) -> _Any:
    """A copy of a sparse array, or of a SciPy matrix in compressed rows."""
def zeros(stype, shape, ctx=None, dtype=None, **kwargs) -> _Any:
    """An array of a storage type in which nothing is stored."""
def empty(stype, shape, ctx=None, dtype=None) -> _Any:
    """A sparse array in which nothing is stored."""
def gs_retain(data=None, indices=None, out=None, name=None, **kwargs) -> _Any:
    """`mx.nd.sparse.retain`, under the name that it has in the reference's class."""
def add(lhs, rhs) -> _Any:
    """`elemwise_add` of arrays of one shape, so that sparse results stay sparse; else `broadcast_add`."""
def divide(lhs, rhs) -> _Any:
    """`elemwise_div` of arrays of one shape, so that sparse results stay sparse; else `broadcast_div`."""
def multiply(lhs, rhs) -> _Any:
    """`elemwise_mul` of arrays of one shape, so that sparse results stay sparse; else `broadcast_mul`."""
def subtract(lhs, rhs) -> _Any:
    """`elemwise_sub` of arrays of one shape, so that sparse results stay sparse; else `broadcast_sub`."""
def ElementWiseSum(*args: NDArray | _Sequence[NDArray], out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The sum of any number of arrays of one shape."""
def Embedding(data: NDArray | None=None, weight: NDArray | None=None, input_dim: int=..., output_dim: int=..., dtype: _DType='float32', sparse_grad: bool=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`output[i, ...] = weight[data[i, ...]]`; a number out of bounds means the nearest row."""
def FullyConnected(data: NDArray | None=None, weight: NDArray | None=None, bias: NDArray | None=None, num_hidden: int=..., no_bias: bool=False, flatten: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Affine map of the feature axes: ``out = data · weightᵀ + bias``."""
def LinearRegressionOutput(data: NDArray | None=None, label: NDArray | None=None, grad_scale: float=1.0, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The data, with the gradient of half the squared error."""
def LogisticRegressionOutput(data: NDArray | None=None, label: NDArray | None=None, grad_scale: float=1.0, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The sigmoid of the data, with the gradient of the cross entropy."""
def MAERegressionOutput(data: NDArray | None=None, label: NDArray | None=None, grad_scale: float=1.0, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The data, with the gradient of the absolute error: ``±grad_scale / outputs``."""
def _contrib_round_ste(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`round`, through which gradients pass unchanged."""
def _contrib_sign_ste(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`sign`, through which gradients pass unchanged."""
def abs(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The absolute value."""
def adagrad_update(weight: NDArray | None=None, grad: NDArray | None=None, history: NDArray | None=None, lr: float=..., epsilon: float=1e-07, wd: float=0.0, rescale_grad: float=1.0, clip_gradient: float=-1.0, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """A step of AdaGrad on the rows that a row_sparse gradient stores."""
def adam_update(weight: NDArray | None=None, grad: NDArray | None=None, mean: NDArray | None=None, var: NDArray | None=None, lr: float=..., beta1: float=0.9, beta2: float=0.999, epsilon: float=1e-08, wd: float=0.0, rescale_grad: float=1.0, clip_gradient: float=-1.0, lazy_update: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Adam, without bias correction (the learning rate carries it)."""
def add_n(*args: NDArray | _Sequence[NDArray], out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The sum of any number of arrays of one shape."""
def arccos(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The inverse cosine, in radians."""
def arccosh(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The inverse hyperbolic cosine; NaN below 1."""
def arcsin(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The inverse sine, in radians."""
def arcsinh(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The inverse hyperbolic sine."""
def arctan(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The inverse tangent, in radians."""
def arctanh(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The inverse hyperbolic tangent; NaN outside of [-1, 1]."""
def broadcast_add(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The sum."""
def broadcast_div(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The quotient; of integers cut toward zero, and 0 where the divisor is 0."""
def broadcast_minus(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The difference."""
def broadcast_mul(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The product."""
def broadcast_plus(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The sum."""
def broadcast_sub(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The difference."""
def cast_storage(data: NDArray | None=None, stype: _Literal['csr', 'default', 'row_sparse']=..., out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """A copy with another way of storage."""
def cbrt(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The real cube root, of negative numbers too."""
def ceil(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The least whole number not below every element."""
def clip(data: NDArray | None=None, a_min: float=..., a_max: float=..., out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Every element held between two numbers, which themselves pass gradients."""
def concat(*data: NDArray | _Sequence[NDArray], dim: int=1, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Arrays one after the other along an axis; their other axes must agree."""
def cos(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The cosine of angles in radians."""
def cosh(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The hyperbolic cosine."""
def degrees(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Angles in radians to degrees."""
def dot(lhs: NDArray | None=None, rhs: NDArray | None=None, transpose_a: bool=False, transpose_b: bool=False, forward_stype: _Literal['csr', 'default', 'row_sparse'] | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The product over the last axis of `lhs` and the first of `rhs`, of any number of axes."""
def elemwise_add(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The sum."""
def elemwise_div(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The quotient; of integers cut toward zero, and 0 where the divisor is 0."""
def elemwise_mul(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The product."""
def elemwise_sub(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The difference."""
def exp(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The exponential."""
def expm1(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`exp(data) - 1`, exact near 0."""
def fix(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Every element cut toward zero to a whole number."""
def floor(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The greatest whole number not above every element."""
def ftrl_update(weight: NDArray | None=None, grad: NDArray | None=None, z: NDArray | None=None, n: NDArray | None=None, lr: float=..., lamda1: float=0.01, beta: float=1.0, wd: float=0.0, rescale_grad: float=1.0, clip_gradient: float=-1.0, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Follow the regularized leader."""
def gamma(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The gamma function."""
def gammaln(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The logarithm of the absolute value of the gamma function."""
def log(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The natural logarithm; NaN below 0."""
def log10(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The logarithm to base 10."""
def log1p(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`log(1 + data)`, exact near 0."""
def log2(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The logarithm to base 2."""
def make_loss(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """A copy whose gradient is 1 everywhere, whatever comes from above."""
def mean(data: NDArray | None=None, axis: _Shape | None=None, keepdims: bool=False, exclude: bool=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Mean over axes, in the dtype of the data; for integers the fraction is cut off."""
def negative(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Every element with its sign turned."""
def norm(data: NDArray | None=None, ord: int=2, axis: _Shape | None=None, out_dtype: _DType | None=None, keepdims: bool=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The length of vectors: sum of absolute values (`ord` 1) or Euclidean (`ord` 2), over axes."""
def radians(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Angles in degrees to radians."""
def relu(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Every element, but 0 for those below 0."""
def retain(data: NDArray | None=None, indices: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The rows that `indices` names; the others are zero, and of a row_sparse array not stored."""
def rint(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The nearest whole number; halves go down."""
def round(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The nearest whole number; halves go away from zero."""
def rsqrt(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """One over the square root."""
def sgd_mom_update(weight: NDArray | None=None, grad: NDArray | None=None, mom: NDArray | None=None, lr: float=..., momentum: float=0.0, wd: float=0.0, rescale_grad: float=1.0, clip_gradient: float=-1.0, lazy_update: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Stochastic gradient descent with momentum."""
def sgd_update(weight: NDArray | None=None, grad: NDArray | None=None, lr: float=..., wd: float=0.0, rescale_grad: float=1.0, clip_gradient: float=-1.0, lazy_update: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Stochastic gradient descent."""
def sigmoid(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`1 / (1 + exp(-data))`."""
def sign(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """-1, 0 or 1 by the sign of every element."""
def sin(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The sine of angles in radians."""
def sinh(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The hyperbolic sine."""
def slice(data: NDArray | None=None, begin: _Shape | _Sequence[int | None]=..., end: _Shape | _Sequence[int | None]=..., step: _Shape | _Sequence[int | None]=(), out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`data[begin[0]:end[0]:step[0], begin[1]:end[1]:step[1], ...]`."""
def sqrt(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The square root; NaN below 0."""
def square(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The square."""
def stop_gradient(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """A copy through which no gradient passes."""
def sum(data: NDArray | None=None, axis: _Shape | None=None, keepdims: bool=False, exclude: bool=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Sum over axes, in the dtype of the data: small integers wrap around."""
def tan(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The tangent of angles in radians."""
def tanh(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The hyperbolic tangent."""
def trunc(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Every element cut toward zero to a whole number."""
def where(condition: NDArray | None=None, x: NDArray | None=None, y: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`x` where the condition is not zero, else `y`."""
def zeros_like(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Zeros of the same shape, dtype and device."""
