"""The operators of mx.nd._internal.

Written by tools/make_stubs.py; edit what it reads instead.
"""

from typing import Any as _Any
from collections.abc import Sequence as _Sequence
from mxnet.ndarray.array import NDArray

_Out = NDArray | _Sequence[NDArray] | None  # where to write the result
_Shape = int | _Sequence[int]
_DType = _Any  # a name, a NumPy type or dtype
_Result = _Any  # one array, or a list of several, as the attributes say

def _Div(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The quotient; of integers cut toward zero, and 0 where the divisor is 0."""
def _DivScalar(data: NDArray | None=None, scalar: float=1, is_int: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`data / scalar`; of integers cut toward zero."""
def _Equal(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """1 where both are equal, else 0."""
def _EqualScalar(data: NDArray | None=None, scalar: float=1, is_int: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """1 where `data == scalar`, else 0, in the dtype of `data`."""
def _Greater(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """1 where `lhs > rhs`, else 0."""
def _GreaterEqualScalar(data: NDArray | None=None, scalar: float=1, is_int: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """1 where `data >= scalar`, else 0, in the dtype of `data`."""
def _GreaterScalar(data: NDArray | None=None, scalar: float=1, is_int: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """1 where `data > scalar`, else 0, in the dtype of `data`."""
def _Greater_Equal(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """1 where `lhs >= rhs`, else 0."""
def _Hypot(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The length of the hypotenuse over two legs."""
def _HypotScalar(data: NDArray | None=None, scalar: float=1, is_int: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The length of the hypotenuse over two legs."""
def _Lesser(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """1 where `lhs < rhs`, else 0."""
def _LesserEqualScalar(data: NDArray | None=None, scalar: float=1, is_int: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """1 where `data <= scalar`, else 0, in the dtype of `data`."""
def _LesserScalar(data: NDArray | None=None, scalar: float=1, is_int: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """1 where `data < scalar`, else 0, in the dtype of `data`."""
def _Lesser_Equal(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """1 where `lhs <= rhs`, else 0."""
def _LogicalAndScalar(data: NDArray | None=None, scalar: float=1, is_int: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """1 where neither is zero, else 0, in the dtype of `data`."""
def _LogicalOrScalar(data: NDArray | None=None, scalar: float=1, is_int: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """1 where one or both are not zero, else 0, in the dtype of `data`."""
def _LogicalXorScalar(data: NDArray | None=None, scalar: float=1, is_int: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """1 where exactly one is not zero, else 0, in the dtype of `data`."""
def _Logical_And(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """1 where neither is zero, else 0."""
def _Logical_Or(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """1 where one or both are not zero, else 0."""
def _Logical_Xor(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """1 where exactly one is not zero, else 0."""
def _Maximum(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The larger; a tie gives its gradient to `lhs`."""
def _MaximumScalar(data: NDArray | None=None, scalar: float=1, is_int: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The larger; a tie passes its gradient to `data`."""
def _Minimum(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The smaller; a tie gives its gradient to `lhs`."""
def _MinimumScalar(data: NDArray | None=None, scalar: float=1, is_int: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The smaller; a tie passes its gradient to `data`."""
def _Minus(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The difference."""
def _MinusScalar(data: NDArray | None=None, scalar: float=1, is_int: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`data - scalar`."""
def _Mod(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The remainder, with the sign of the divisor; 0 where the divisor is 0."""
def _ModScalar(data: NDArray | None=None, scalar: float=1, is_int: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The remainder of `data / scalar`, with the sign of the divisor."""
def _Mul(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The product."""
def _MulScalar(data: NDArray | None=None, scalar: float=1, is_int: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`data * scalar`."""
def _NotEqualScalar(data: NDArray | None=None, scalar: float=1, is_int: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """1 where `data != scalar`, else 0, in the dtype of `data`."""
def _Not_Equal(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """1 where they differ, else 0."""
def _Plus(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The sum."""
def _PlusScalar(data: NDArray | None=None, scalar: float=1, is_int: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`data + scalar`."""
def _Power(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`lhs` to the power `rhs`."""
def _PowerScalar(data: NDArray | None=None, scalar: float=1, is_int: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`data` to the power `scalar`."""
def _RDivScalar(data: NDArray | None=None, scalar: float=1, is_int: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`scalar / data`; of integers cut toward zero, and 0 where the divisor is 0."""
def _RMinusScalar(data: NDArray | None=None, scalar: float=1, is_int: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`scalar - data`."""
def _RModScalar(data: NDArray | None=None, scalar: float=1, is_int: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The remainder of `scalar / data`, with the sign of the divisor."""
def _RPowerScalar(data: NDArray | None=None, scalar: float=1, is_int: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`scalar` to the power `data`."""
def _adamw_update(weight: NDArray | None=None, grad: NDArray | None=None, mean: NDArray | None=None, var: NDArray | None=None, rescale_grad: NDArray | None=None, lr: float=..., beta1: float=0.9, beta2: float=0.999, epsilon: float=1e-08, wd: float=0.0, eta: float=..., clip_gradient: float=-1.0, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Adam with weight decay apart."""
def _add(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The sum."""
def _arange(start: float=..., stop: float | None=None, step: float=1.0, repeat: int=1, infer_range: bool=False, ctx: str='', dtype: _DType='float32', out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`start`, `start + step`, ... up to but not including `stop`, each `repeat` times."""
def _backward_gather_nd(data: NDArray | None=None, indices: NDArray | None=None, shape: _Shape=..., out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Zeros of `shape` with `data` added where `indices` point: the transpose of `gather_nd`."""
def _cond(*data: NDArray | _Sequence[NDArray], num_args: int=..., num_outputs: int=..., cond_input_locs: _Shape=..., then_input_locs: _Shape=..., else_input_locs: _Shape=..., out: _Out=None, name: str | None=None, **kwargs: _Any) -> _Result:
    """Call one of two graphs, as a third one says."""
def _copy(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """A copy."""
def _copyto(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """A copy of the data, in the dtype of `out` where one is given."""
def _crop_assign(lhs: NDArray | None=None, rhs: NDArray | None=None, begin: _Shape | _Sequence[int | None]=..., end: _Shape | _Sequence[int | None]=..., step: _Shape | _Sequence[int | None]=(), out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """A copy of `lhs` with `rhs` written into a box."""
def _crop_assign_scalar(data: NDArray | None=None, scalar: float=0.0, begin: _Shape | _Sequence[int | None]=..., end: _Shape | _Sequence[int | None]=..., step: _Shape | _Sequence[int | None]=(), out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """A copy of `data` with a number written into a box."""
def _cvcopyMakeBorder(src: NDArray | None=None, top: int=..., bot: int=..., left: int=..., right: int=..., type: int=0, value: float=0.0, values: float | _Sequence[float]=(), out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Put an image into a frame."""
def _cvimdecode(buf: NDArray | None=None, flag: int=1, to_rgb: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Decode an image: height, width and channels of uint8."""
def _cvimread(filename: str=..., flag: int=1, to_rgb: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Read and decode an image file."""
def _cvimresize(src: NDArray | None=None, w: int=..., h: int=..., interp: int=1, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Resize an image by OpenCV's rules."""
def _div(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The quotient; of integers cut toward zero, and 0 where the divisor is 0."""
def _div_scalar(data: NDArray | None=None, scalar: float=1, is_int: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`data / scalar`; of integers cut toward zero."""
def _equal(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """1 where both are equal, else 0."""
def _equal_scalar(data: NDArray | None=None, scalar: float=1, is_int: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """1 where `data == scalar`, else 0, in the dtype of `data`."""
def _eye(N: int=..., M: int=0, k: int=0, ctx: str='', dtype: _DType='float32', out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Ones on a diagonal, zeros elsewhere."""
def _foreach(*data: NDArray | _Sequence[NDArray], num_args: int=..., num_outputs: int=..., num_out_data: int=..., in_state_locs: _Shape=..., in_data_locs: _Shape=..., remain_locs: _Shape=..., out: _Out=None, name: str | None=None, **kwargs: _Any) -> _Result:
    """Call a graph on every slice of the data, each call with the states of the one before."""
def _full(shape: _Shape | None=None, ctx: str='', dtype: _DType='float32', value: float=..., out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """One number everywhere; integer dtypes cut it towards zero."""
def _grad_add(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The sum of two gradients of one array."""
def _greater(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """1 where `lhs > rhs`, else 0."""
def _greater_equal(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """1 where `lhs >= rhs`, else 0."""
def _greater_equal_scalar(data: NDArray | None=None, scalar: float=1, is_int: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """1 where `data >= scalar`, else 0, in the dtype of `data`."""
def _greater_scalar(data: NDArray | None=None, scalar: float=1, is_int: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """1 where `data > scalar`, else 0, in the dtype of `data`."""
def _histogram(data: NDArray | None=None, bins: NDArray | None=None, bin_cnt: int | None=None, range: float | _Sequence[float] | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> list[NDArray]:
    """How many elements lie in each bin; the last bin holds its upper edge too."""
def _hypot(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The length of the hypotenuse over two legs."""
def _hypot_scalar(data: NDArray | None=None, scalar: float=1, is_int: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The length of the hypotenuse over two legs."""
def _identity_with_attr_like_rhs(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """A copy of `lhs`, which must have the shape of `rhs`; no gradient goes to `rhs`."""
def _lesser(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """1 where `lhs < rhs`, else 0."""
def _lesser_equal(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """1 where `lhs <= rhs`, else 0."""
def _lesser_equal_scalar(data: NDArray | None=None, scalar: float=1, is_int: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """1 where `data <= scalar`, else 0, in the dtype of `data`."""
def _lesser_scalar(data: NDArray | None=None, scalar: float=1, is_int: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """1 where `data < scalar`, else 0, in the dtype of `data`."""
def _linspace(start: float=..., stop: float | None=None, step: float=1.0, repeat: int=1, infer_range: bool=False, ctx: str='', dtype: _DType='float32', num: int=50, endpoint: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`num` numbers evenly spread from `start` to `stop`."""
def _logical_and(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """1 where neither is zero, else 0."""
def _logical_and_scalar(data: NDArray | None=None, scalar: float=1, is_int: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """1 where neither is zero, else 0, in the dtype of `data`."""
def _logical_or(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """1 where one or both are not zero, else 0."""
def _logical_or_scalar(data: NDArray | None=None, scalar: float=1, is_int: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """1 where one or both are not zero, else 0, in the dtype of `data`."""
def _logical_xor(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """1 where exactly one is not zero, else 0."""
def _logical_xor_scalar(data: NDArray | None=None, scalar: float=1, is_int: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """1 where exactly one is not zero, else 0, in the dtype of `data`."""
def _maximum(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The larger; a tie gives its gradient to `lhs`."""
def _maximum_scalar(data: NDArray | None=None, scalar: float=1, is_int: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The larger; a tie passes its gradient to `data`."""
def _minimum(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The smaller; a tie gives its gradient to `lhs`."""
def _minimum_scalar(data: NDArray | None=None, scalar: float=1, is_int: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The smaller; a tie passes its gradient to `data`."""
def _minus(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The difference."""
def _minus_scalar(data: NDArray | None=None, scalar: float=1, is_int: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`data - scalar`."""
def _mod(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The remainder, with the sign of the divisor; 0 where the divisor is 0."""
def _mod_scalar(data: NDArray | None=None, scalar: float=1, is_int: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The remainder of `data / scalar`, with the sign of the divisor."""
def _mp_adamw_update(weight: NDArray | None=None, grad: NDArray | None=None, mean: NDArray | None=None, var: NDArray | None=None, weight32: NDArray | None=None, rescale_grad: NDArray | None=None, lr: float=..., beta1: float=0.9, beta2: float=0.999, epsilon: float=1e-08, wd: float=0.0, eta: float=..., clip_gradient: float=-1.0, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`_adamw_update` on a float32 master copy."""
def _mul(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The product."""
def _mul_scalar(data: NDArray | None=None, scalar: float=1, is_int: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`data * scalar`."""
def _multi_adamw_update(*data: NDArray | _Sequence[NDArray], lrs: float | _Sequence[float]=..., beta1: float=0.9, beta2: float=0.999, epsilon: float=1e-08, wds: float | _Sequence[float]=..., etas: float | _Sequence[float]=..., clip_gradient: float=-1.0, num_weights: int=1, out: _Out=None, name: str | None=None, **kwargs: _Any) -> _Result:
    """`_adamw_update` of many."""
def _multi_lamb_update(*data: NDArray | _Sequence[NDArray], learning_rates: float | _Sequence[float]=..., beta1: float=0.9, beta2: float=0.999, epsilon: float=1e-06, wds: float | _Sequence[float]=..., rescale_grad: float=1.0, clip_gradient: float=-1.0, lower_bound: float=-1.0, upper_bound: float=-1.0, bias_correction: bool=True, step_count: _Shape=..., num_tensors: int=1, out: _Out=None, name: str | None=None, **kwargs: _Any) -> _Result:
    """LAMB of many."""
def _multi_mp_adamw_update(*data: NDArray | _Sequence[NDArray], lrs: float | _Sequence[float]=..., beta1: float=0.9, beta2: float=0.999, epsilon: float=1e-08, wds: float | _Sequence[float]=..., etas: float | _Sequence[float]=..., clip_gradient: float=-1.0, num_weights: int=1, out: _Out=None, name: str | None=None, **kwargs: _Any) -> _Result:
    """`_mp_adamw_update` of many."""
def _multi_mp_lamb_update(*data: NDArray | _Sequence[NDArray], learning_rates: float | _Sequence[float]=..., beta1: float=0.9, beta2: float=0.999, epsilon: float=1e-06, wds: float | _Sequence[float]=..., rescale_grad: float=1.0, clip_gradient: float=-1.0, lower_bound: float=-1.0, upper_bound: float=-1.0, bias_correction: bool=True, step_count: _Shape=..., num_tensors: int=1, out: _Out=None, name: str | None=None, **kwargs: _Any) -> _Result:
    """LAMB of many, on float32 master copies."""
def _not_equal(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """1 where they differ, else 0."""
def _not_equal_scalar(data: NDArray | None=None, scalar: float=1, is_int: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """1 where `data != scalar`, else 0, in the dtype of `data`."""
def _onehot_encode(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Rows of zeros with a one at the index: the old form of `one_hot`."""
def _ones(shape: _Shape=(), ctx: str='', dtype: _DType='float32', out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Ones."""
def _plus(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The sum."""
def _plus_scalar(data: NDArray | None=None, scalar: float=1, is_int: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`data + scalar`."""
def _power(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`lhs` to the power `rhs`."""
def _power_scalar(data: NDArray | None=None, scalar: float=1, is_int: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`data` to the power `scalar`."""
def _random_exponential(lam: float=1.0, shape: _Shape | None=None, ctx: str='', dtype: _DType | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Exponential numbers of rate lam."""
def _random_gamma(alpha: float=1.0, beta: float=1.0, shape: _Shape | None=None, ctx: str='', dtype: _DType | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Gamma numbers of shape alpha and scale beta."""
def _random_generalized_negative_binomial(mu: float=1.0, alpha: float=1.0, shape: _Shape | None=None, ctx: str='', dtype: _DType | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Negative binomial counts of mean mu and dispersion alpha."""
def _random_negative_binomial(k: int=1, p: float=1.0, shape: _Shape | None=None, ctx: str='', dtype: _DType | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Failures before the k-th success of probability p."""
def _random_normal(loc: float=0.0, scale: float=1.0, shape: _Shape | None=None, ctx: str='', dtype: _DType | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Normal numbers of a mean and a standard deviation."""
def _random_pdf_dirichlet(sample: NDArray | None=None, alpha: NDArray | None=None, is_log: bool=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The dirichlet density of samples."""
def _random_pdf_exponential(sample: NDArray | None=None, lam: NDArray | None=None, is_log: bool=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The exponential density of samples."""
def _random_pdf_gamma(sample: NDArray | None=None, alpha: NDArray | None=None, beta: NDArray | None=None, is_log: bool=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The gamma density of samples."""
def _random_pdf_generalized_negative_binomial(sample: NDArray | None=None, mu: NDArray | None=None, alpha: NDArray | None=None, is_log: bool=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The generalized negative binomial density of samples."""
def _random_pdf_negative_binomial(sample: NDArray | None=None, k: NDArray | None=None, p: NDArray | None=None, is_log: bool=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The negative binomial density of samples."""
def _random_pdf_normal(sample: NDArray | None=None, mu: NDArray | None=None, sigma: NDArray | None=None, is_log: bool=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The normal density of samples."""
def _random_pdf_poisson(sample: NDArray | None=None, lam: NDArray | None=None, is_log: bool=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The poisson density of samples."""
def _random_pdf_uniform(sample: NDArray | None=None, low: NDArray | None=None, high: NDArray | None=None, is_log: bool=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The uniform density of samples."""
def _random_poisson(lam: float=1.0, shape: _Shape | None=None, ctx: str='', dtype: _DType | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Poisson counts of rate lam."""
def _random_randint(low: int=..., high: int=..., shape: _Shape | None=None, ctx: str='', dtype: _DType | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Whole numbers from ``[low, high)``, each as likely."""
def _random_uniform(low: float=0.0, high: float=1.0, shape: _Shape | None=None, ctx: str='', dtype: _DType | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Uniform numbers from [low, high)."""
def _ravel_multi_index(data: NDArray | None=None, shape: _Shape | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Columns of indices into an array of `shape` as indices into its elements in row-major order."""
def _rdiv_scalar(data: NDArray | None=None, scalar: float=1, is_int: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`scalar / data`; of integers cut toward zero, and 0 where the divisor is 0."""
def _rminus_scalar(data: NDArray | None=None, scalar: float=1, is_int: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`scalar - data`."""
def _rmod_scalar(data: NDArray | None=None, scalar: float=1, is_int: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The remainder of `scalar / data`, with the sign of the divisor."""
def _rnn_param_concat(*data: NDArray | _Sequence[NDArray], dim: int=1, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`Concat` as the recurrent layers use it to lay their parameters out as one vector."""
def _rpower_scalar(data: NDArray | None=None, scalar: float=1, is_int: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`scalar` to the power `data`."""
def _sample_exponential(lam: NDArray | None=None, shape: _Shape | None=(), dtype: _DType | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Exponential numbers of rate lam."""
def _sample_gamma(alpha: NDArray | None=None, beta: NDArray | None=None, shape: _Shape | None=(), dtype: _DType | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Gamma numbers of shape alpha and scale beta."""
def _sample_generalized_negative_binomial(mu: NDArray | None=None, alpha: NDArray | None=None, shape: _Shape | None=(), dtype: _DType | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Negative binomial counts of mean mu and dispersion alpha."""
def _sample_multinomial(data: NDArray | None=None, shape: _Shape | None=(), get_prob: bool=False, dtype: _DType='int32', out: _Out=None, name: str | None=None, **kwargs: _Any) -> _Result:
    """Indices drawn by the probabilities in the last axis; with ``get_prob`` also their log-probabilities."""
def _sample_negative_binomial(k: NDArray | None=None, p: NDArray | None=None, shape: _Shape | None=(), dtype: _DType | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Failures before the k-th success of probability p."""
def _sample_normal(mu: NDArray | None=None, sigma: NDArray | None=None, shape: _Shape | None=(), dtype: _DType | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Normal numbers of a mean and a standard deviation."""
def _sample_poisson(lam: NDArray | None=None, shape: _Shape | None=(), dtype: _DType | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Poisson counts of rate lam."""
def _sample_uniform(low: NDArray | None=None, high: NDArray | None=None, shape: _Shape | None=(), dtype: _DType | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Uniform numbers from [low, high)."""
def _sample_unique_zipfian(range_max: int=..., shape: _Shape | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> list[NDArray]:
    """Distinct classes per row, small ones more often, and the number of draws that took."""
def _scatter_elemwise_div(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The quotient; as `elemwise_div`, for dense arrays."""
def _scatter_minus_scalar(data: NDArray | None=None, scalar: float=1, is_int: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`data - scalar`."""
def _scatter_plus_scalar(data: NDArray | None=None, scalar: float=1, is_int: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`data + scalar`."""
def _scatter_set_nd(lhs: NDArray | None=None, rhs: NDArray | None=None, indices: NDArray | None=None, shape: _Shape=..., out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """A copy of `lhs` with `rhs` written where `indices` point."""
def _set_value(src: float=..., out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """One number, written over all of `out`."""
def _shuffle(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The rows (entries of the first axis) in a random order."""
def _slice_assign(lhs: NDArray | None=None, rhs: NDArray | None=None, begin: _Shape | _Sequence[int | None]=..., end: _Shape | _Sequence[int | None]=..., step: _Shape | _Sequence[int | None]=(), out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """A copy of `lhs` with `rhs` written into a box."""
def _slice_assign_scalar(data: NDArray | None=None, scalar: float=0.0, begin: _Shape | _Sequence[int | None]=..., end: _Shape | _Sequence[int | None]=..., step: _Shape | _Sequence[int | None]=(), out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """A copy of `data` with a number written into a box."""
def _split_v2(data: NDArray | None=None, indices: _Shape=..., axis: int=1, squeeze_axis: bool=False, sections: int=0, out: _Out=None, name: str | None=None, **kwargs: _Any) -> _Result:
    """An axis in `sections` equal parts, or cut where the parts in `indices` begin."""
def _square_sum(data: NDArray | None=None, axis: _Shape | None=None, keepdims: bool=False, exclude: bool=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Sum of squares over axes."""
def _sub(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The difference."""
def _unravel_index(data: NDArray | None=None, shape: _Shape | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Indices into the elements of an array of `shape` as columns of indices, one row per axis."""
def _while_loop(*data: NDArray | _Sequence[NDArray], num_args: int=..., num_outputs: int=..., num_out_data: int=..., max_iterations: int=..., cond_input_locs: _Shape=..., func_input_locs: _Shape=..., func_var_locs: _Shape=..., out: _Out=None, name: str | None=None, **kwargs: _Any) -> _Result:
    """Call a graph on its own results for as long as another one says so."""
def _zeros(shape: _Shape=(), ctx: str='', dtype: _DType='float32', out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Zeros."""
def _zeros_without_dtype(shape: _Shape | None=None, ctx: str='', dtype: int=-1, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Zeros, in float32 unless the number of another dtype is given."""
