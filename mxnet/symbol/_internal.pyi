"""The operators of mx.sym._internal.

Written by tools/make_stubs.py; edit what it reads instead.
"""

from typing import Any as _Any
from collections.abc import Sequence as _Sequence
from mxnet.symbol.symbol import Symbol

_Shape = int | _Sequence[int]
_DType = _Any  # a name, a NumPy type or dtype

def _Div(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The quotient; of integers cut toward zero, and 0 where the divisor is 0."""
def _DivScalar(data: Symbol | None=None, scalar: float=..., is_int: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`data / scalar`; of integers cut toward zero."""
def _Equal(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """1 where both are equal, else 0."""
def _EqualScalar(data: Symbol | None=None, scalar: float=..., is_int: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """1 where `data == scalar`, else 0, in the dtype of `data`."""
def _Greater(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """1 where `lhs > rhs`, else 0."""
def _GreaterEqualScalar(data: Symbol | None=None, scalar: float=..., is_int: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """1 where `data >= scalar`, else 0, in the dtype of `data`."""
def _GreaterScalar(data: Symbol | None=None, scalar: float=..., is_int: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """1 where `data > scalar`, else 0, in the dtype of `data`."""
def _Greater_Equal(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """1 where `lhs >= rhs`, else 0."""
def _Hypot(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The length of the hypotenuse over two legs."""
def _HypotScalar(data: Symbol | None=None, scalar: float=..., is_int: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The length of the hypotenuse over two legs."""
def _Lesser(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """1 where `lhs < rhs`, else 0."""
def _LesserEqualScalar(data: Symbol | None=None, scalar: float=..., is_int: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """1 where `data <= scalar`, else 0, in the dtype of `data`."""
def _LesserScalar(data: Symbol | None=None, scalar: float=..., is_int: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """1 where `data < scalar`, else 0, in the dtype of `data`."""
def _Lesser_Equal(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """1 where `lhs <= rhs`, else 0."""
def _LogicalAndScalar(data: Symbol | None=None, scalar: float=..., is_int: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """1 where neither is zero, else 0, in the dtype of `data`."""
def _LogicalOrScalar(data: Symbol | None=None, scalar: float=..., is_int: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """1 where one or both are not zero, else 0, in the dtype of `data`."""
def _LogicalXorScalar(data: Symbol | None=None, scalar: float=..., is_int: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """1 where exactly one is not zero, else 0, in the dtype of `data`."""
def _Logical_And(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """1 where neither is zero, else 0."""
def _Logical_Or(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """1 where one or both are not zero, else 0."""
def _Logical_Xor(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """1 where exactly one is not zero, else 0."""
def _Maximum(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The larger; a tie gives its gradient to `lhs`."""
def _MaximumScalar(data: Symbol | None=None, scalar: float=..., is_int: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The larger; a tie passes its gradient to `data`."""
def _Minimum(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The smaller; a tie gives its gradient to `lhs`."""
def _MinimumScalar(data: Symbol | None=None, scalar: float=..., is_int: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The smaller; a tie passes its gradient to `data`."""
def _Minus(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The difference."""
def _MinusScalar(data: Symbol | None=None, scalar: float=..., is_int: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`data - scalar`."""
def _Mod(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The remainder, with the sign of the divisor; 0 where the divisor is 0."""
def _ModScalar(data: Symbol | None=None, scalar: float=..., is_int: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The remainder of `data / scalar`, with the sign of the divisor."""
def _Mul(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The product."""
def _MulScalar(data: Symbol | None=None, scalar: float=..., is_int: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`data * scalar`."""
def _NotEqualScalar(data: Symbol | None=None, scalar: float=..., is_int: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """1 where `data != scalar`, else 0, in the dtype of `data`."""
def _Not_Equal(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """1 where they differ, else 0."""
def _Plus(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The sum."""
def _PlusScalar(data: Symbol | None=None, scalar: float=..., is_int: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`data + scalar`."""
def _Power(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`lhs` to the power `rhs`."""
def _PowerScalar(data: Symbol | None=None, scalar: float=..., is_int: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`data` to the power `scalar`."""
def _RDivScalar(data: Symbol | None=None, scalar: float=..., is_int: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`scalar / data`; of integers cut toward zero, and 0 where the divisor is 0."""
def _RMinusScalar(data: Symbol | None=None, scalar: float=..., is_int: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`scalar - data`."""
def _RModScalar(data: Symbol | None=None, scalar: float=..., is_int: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The remainder of `scalar / data`, with the sign of the divisor."""
def _RPowerScalar(data: Symbol | None=None, scalar: float=..., is_int: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`scalar` to the power `data`."""
def _adamw_update(weight: Symbol | None=None, grad: Symbol | None=None, mean: Symbol | None=None, var: Symbol | None=None, rescale_grad: Symbol | None=None, lr: float=..., beta1: float=..., beta2: float=..., epsilon: float=..., wd: float=..., eta: float=..., clip_gradient: float=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Adam with weight decay apart."""
def _add(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The sum."""
def _arange(start: float=..., stop: float | None=..., step: float=..., repeat: int=..., infer_range: bool=..., ctx: str=..., dtype: _DType=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`start`, `start + step`, ... up to but not including `stop`, each `repeat` times."""
def _backward_gather_nd(data: Symbol | None=None, indices: Symbol | None=None, shape: _Shape=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Zeros of `shape` with `data` added where `indices` point: the transpose of `gather_nd`."""
def _cond(*data: Symbol | _Sequence[Symbol], **kwargs: _Any) -> Symbol:
    """Call one of two graphs, as a third one says."""
def _copy(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """A copy."""
def _copyto(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """A copy of the data, in the dtype of `out` where one is given."""
def _crop_assign(lhs: Symbol | None=None, rhs: Symbol | None=None, begin: _Shape | _Sequence[int | None]=..., end: _Shape | _Sequence[int | None]=..., step: _Shape | _Sequence[int | None]=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """A copy of `lhs` with `rhs` written into a box."""
def _crop_assign_scalar(data: Symbol | None=None, scalar: float=..., begin: _Shape | _Sequence[int | None]=..., end: _Shape | _Sequence[int | None]=..., step: _Shape | _Sequence[int | None]=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """A copy of `data` with a number written into a box."""
def _cvcopyMakeBorder(src: Symbol | None=None, top: int=..., bot: int=..., left: int=..., right: int=..., type: int=..., value: float=..., values: float | _Sequence[float]=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Put an image into a frame."""
def _cvimdecode(buf: Symbol | None=None, flag: int=..., to_rgb: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Decode an image: height, width and channels of uint8."""
def _cvimread(filename: str=..., flag: int=..., to_rgb: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Read and decode an image file."""
def _cvimresize(src: Symbol | None=None, w: int=..., h: int=..., interp: int=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Resize an image by OpenCV's rules."""
def _div(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The quotient; of integers cut toward zero, and 0 where the divisor is 0."""
def _div_scalar(data: Symbol | None=None, scalar: float=..., is_int: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`data / scalar`; of integers cut toward zero."""
def _equal(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """1 where both are equal, else 0."""
def _equal_scalar(data: Symbol | None=None, scalar: float=..., is_int: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """1 where `data == scalar`, else 0, in the dtype of `data`."""
def _eye(N: int=..., M: int=..., k: int=..., ctx: str=..., dtype: _DType=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Ones on a diagonal, zeros elsewhere."""
def _foreach(*data: Symbol | _Sequence[Symbol], **kwargs: _Any) -> Symbol:
    """Call a graph on every slice of the data, each call with the states of the one before."""
def _full(shape: _Shape | None=..., ctx: str=..., dtype: _DType=..., value: float=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """One number everywhere; integer dtypes cut it towards zero."""
def _grad_add(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The sum of two gradients of one array."""
def _greater(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """1 where `lhs > rhs`, else 0."""
def _greater_equal(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """1 where `lhs >= rhs`, else 0."""
def _greater_equal_scalar(data: Symbol | None=None, scalar: float=..., is_int: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """1 where `data >= scalar`, else 0, in the dtype of `data`."""
def _greater_scalar(data: Symbol | None=None, scalar: float=..., is_int: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """1 where `data > scalar`, else 0, in the dtype of `data`."""
def _histogram(data: Symbol | None=None, bins: Symbol | None=None, bin_cnt: int | None=..., range: float | _Sequence[float] | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """How many elements lie in each bin; the last bin holds its upper edge too."""
def _hypot(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The length of the hypotenuse over two legs."""
def _hypot_scalar(data: Symbol | None=None, scalar: float=..., is_int: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The length of the hypotenuse over two legs."""
def _identity_with_attr_like_rhs(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """A copy of `lhs`, which must have the shape of `rhs`; no gradient goes to `rhs`."""
def _lesser(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """1 where `lhs < rhs`, else 0."""
def _lesser_equal(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """1 where `lhs <= rhs`, else 0."""
def _lesser_equal_scalar(data: Symbol | None=None, scalar: float=..., is_int: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """1 where `data <= scalar`, else 0, in the dtype of `data`."""
def _lesser_scalar(data: Symbol | None=None, scalar: float=..., is_int: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """1 where `data < scalar`, else 0, in the dtype of `data`."""
def _linspace(start: float=..., stop: float | None=..., step: float=..., repeat: int=..., infer_range: bool=..., ctx: str=..., dtype: _DType=..., num: int=..., endpoint: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`num` numbers evenly spread from `start` to `stop`."""
def _logical_and(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """1 where neither is zero, else 0."""
def _logical_and_scalar(data: Symbol | None=None, scalar: float=..., is_int: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """1 where neither is zero, else 0, in the dtype of `data`."""
def _logical_or(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """1 where one or both are not zero, else 0."""
def _logical_or_scalar(data: Symbol | None=None, scalar: float=..., is_int: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """1 where one or both are not zero, else 0, in the dtype of `data`."""
def _logical_xor(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """1 where exactly one is not zero, else 0."""
def _logical_xor_scalar(data: Symbol | None=None, scalar: float=..., is_int: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """1 where exactly one is not zero, else 0, in the dtype of `data`."""
def _maximum(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The larger; a tie gives its gradient to `lhs`."""
def _maximum_scalar(data: Symbol | None=None, scalar: float=..., is_int: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The larger; a tie passes its gradient to `data`."""
def _minimum(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The smaller; a tie gives its gradient to `lhs`."""
def _minimum_scalar(data: Symbol | None=None, scalar: float=..., is_int: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The smaller; a tie passes its gradient to `data`."""
def _minus(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The difference."""
def _minus_scalar(data: Symbol | None=None, scalar: float=..., is_int: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`data - scalar`."""
def _mod(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The remainder, with the sign of the divisor; 0 where the divisor is 0."""
def _mod_scalar(data: Symbol | None=None, scalar: float=..., is_int: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The remainder of `data / scalar`, with the sign of the divisor."""
def _mp_adamw_update(weight: Symbol | None=None, grad: Symbol | None=None, mean: Symbol | None=None, var: Symbol | None=None, weight32: Symbol | None=None, rescale_grad: Symbol | None=None, lr: float=..., beta1: float=..., beta2: float=..., epsilon: float=..., wd: float=..., eta: float=..., clip_gradient: float=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`_adamw_update` on a float32 master copy."""
def _mul(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The product."""
def _mul_scalar(data: Symbol | None=None, scalar: float=..., is_int: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`data * scalar`."""
def _multi_adamw_update(*data: Symbol | _Sequence[Symbol], **kwargs: _Any) -> Symbol:
    """`_adamw_update` of many."""
def _multi_lamb_update(*data: Symbol | _Sequence[Symbol], **kwargs: _Any) -> Symbol:
    """LAMB of many."""
def _multi_mp_adamw_update(*data: Symbol | _Sequence[Symbol], **kwargs: _Any) -> Symbol:
    """`_mp_adamw_update` of many."""
def _multi_mp_lamb_update(*data: Symbol | _Sequence[Symbol], **kwargs: _Any) -> Symbol:
    """LAMB of many, on float32 master copies."""
def _not_equal(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """1 where they differ, else 0."""
def _not_equal_scalar(data: Symbol | None=None, scalar: float=..., is_int: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """1 where `data != scalar`, else 0, in the dtype of `data`."""
def _onehot_encode(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Rows of zeros with a one at the index: the old form of `one_hot`."""
def _ones(shape: _Shape=..., ctx: str=..., dtype: _DType=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Ones."""
def _plus(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The sum."""
def _plus_scalar(data: Symbol | None=None, scalar: float=..., is_int: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`data + scalar`."""
def _power(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`lhs` to the power `rhs`."""
def _power_scalar(data: Symbol | None=None, scalar: float=..., is_int: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`data` to the power `scalar`."""
def _random_exponential(lam: float=..., shape: _Shape | None=..., ctx: str=..., dtype: _DType | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Exponential numbers of rate lam."""
def _random_gamma(alpha: float=..., beta: float=..., shape: _Shape | None=..., ctx: str=..., dtype: _DType | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Gamma numbers of shape alpha and scale beta."""
def _random_generalized_negative_binomial(mu: float=..., alpha: float=..., shape: _Shape | None=..., ctx: str=..., dtype: _DType | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Negative binomial counts of mean mu and dispersion alpha."""
def _random_negative_binomial(k: int=..., p: float=..., shape: _Shape | None=..., ctx: str=..., dtype: _DType | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Failures before the k-th success of probability p."""
def _random_normal(loc: float=..., scale: float=..., shape: _Shape | None=..., ctx: str=..., dtype: _DType | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Normal numbers of a mean and a standard deviation."""
def _random_pdf_dirichlet(sample: Symbol | None=None, alpha: Symbol | None=None, is_log: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The dirichlet density of samples."""
def _random_pdf_exponential(sample: Symbol | None=None, lam: Symbol | None=None, is_log: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The exponential density of samples."""
def _random_pdf_gamma(sample: Symbol | None=None, alpha: Symbol | None=None, beta: Symbol | None=None, is_log: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The gamma density of samples."""
def _random_pdf_generalized_negative_binomial(sample: Symbol | None=None, mu: Symbol | None=None, alpha: Symbol | None=None, is_log: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The generalized negative binomial density of samples."""
def _random_pdf_negative_binomial(sample: Symbol | None=None, k: Symbol | None=None, p: Symbol | None=None, is_log: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The negative binomial density of samples."""
def _random_pdf_normal(sample: Symbol | None=None, mu: Symbol | None=None, sigma: Symbol | None=None, is_log: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The normal density of samples."""
def _random_pdf_poisson(sample: Symbol | None=None, lam: Symbol | None=None, is_log: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The poisson density of samples."""
def _random_pdf_uniform(sample: Symbol | None=None, low: Symbol | None=None, high: Symbol | None=None, is_log: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The uniform density of samples."""
def _random_poisson(lam: float=..., shape: _Shape | None=..., ctx: str=..., dtype: _DType | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Poisson counts of rate lam."""
def _random_randint(low: int=..., high: int=..., shape: _Shape | None=..., ctx: str=..., dtype: _DType | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Whole numbers from ``[low, high)``, each as likely."""
def _random_uniform(low: float=..., high: float=..., shape: _Shape | None=..., ctx: str=..., dtype: _DType | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Uniform numbers from [low, high)."""
def _ravel_multi_index(data: Symbol | None=None, shape: _Shape | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Columns of indices into an array of `shape` as indices into its elements in row-major order."""
def _rdiv_scalar(data: Symbol | None=None, scalar: float=..., is_int: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`scalar / data`; of integers cut toward zero, and 0 where the divisor is 0."""
def _rminus_scalar(data: Symbol | None=None, scalar: float=..., is_int: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`scalar - data`."""
def _rmod_scalar(data: Symbol | None=None, scalar: float=..., is_int: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The remainder of `scalar / data`, with the sign of the divisor."""
def _rnn_param_concat(*data: Symbol | _Sequence[Symbol], **kwargs: _Any) -> Symbol:
    """`Concat` as the recurrent layers use it to lay their parameters out as one vector."""
def _rpower_scalar(data: Symbol | None=None, scalar: float=..., is_int: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`scalar` to the power `data`."""
def _sample_exponential(lam: Symbol | None=None, shape: _Shape | None=..., dtype: _DType | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Exponential numbers of rate lam."""
def _sample_gamma(alpha: Symbol | None=None, beta: Symbol | None=None, shape: _Shape | None=..., dtype: _DType | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Gamma numbers of shape alpha and scale beta."""
def _sample_generalized_negative_binomial(mu: Symbol | None=None, alpha: Symbol | None=None, shape: _Shape | None=..., dtype: _DType | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Negative binomial counts of mean mu and dispersion alpha."""
def _sample_multinomial(data: Symbol | None=None, shape: _Shape | None=..., get_prob: bool=..., dtype: _DType=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Indices drawn by the probabilities in the last axis; with ``get_prob`` also their log-probabilities."""
def _sample_negative_binomial(k: Symbol | None=None, p: Symbol | None=None, shape: _Shape | None=..., dtype: _DType | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Failures before the k-th success of probability p."""
def _sample_normal(mu: Symbol | None=None, sigma: Symbol | None=None, shape: _Shape | None=..., dtype: _DType | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Normal numbers of a mean and a standard deviation."""
def _sample_poisson(lam: Symbol | None=None, shape: _Shape | None=..., dtype: _DType | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Poisson counts of rate lam."""
def _sample_uniform(low: Symbol | None=None, high: Symbol | None=None, shape: _Shape | None=..., dtype: _DType | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Uniform numbers from [low, high)."""
def _sample_unique_zipfian(range_max: int=..., shape: _Shape | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Distinct classes per row, small ones more often, and the number of draws that took."""
def _scatter_elemwise_div(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The quotient; as `elemwise_div`, for dense arrays."""
def _scatter_minus_scalar(data: Symbol | None=None, scalar: float=..., is_int: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`data - scalar`."""
def _scatter_plus_scalar(data: Symbol | None=None, scalar: float=..., is_int: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`data + scalar`."""
def _scatter_set_nd(lhs: Symbol | None=None, rhs: Symbol | None=None, indices: Symbol | None=None, shape: _Shape=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """A copy of `lhs` with `rhs` written where `indices` point."""
def _set_value(src: float=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """One number, written over all of `out`."""
def _shuffle(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The rows (entries of the first axis) in a random order."""
def _slice_assign(lhs: Symbol | None=None, rhs: Symbol | None=None, begin: _Shape | _Sequence[int | None]=..., end: _Shape | _Sequence[int | None]=..., step: _Shape | _Sequence[int | None]=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """A copy of `lhs` with `rhs` written into a box."""
def _slice_assign_scalar(data: Symbol | None=None, scalar: float=..., begin: _Shape | _Sequence[int | None]=..., end: _Shape | _Sequence[int | None]=..., step: _Shape | _Sequence[int | None]=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """A copy of `data` with a number written into a box."""
def _split_v2(data: Symbol | None=None, indices: _Shape=..., axis: int=..., squeeze_axis: bool=..., sections: int=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """An axis in `sections` equal parts, or cut where the parts in `indices` begin."""
def _square_sum(data: Symbol | None=None, axis: _Shape | None=..., keepdims: bool=..., exclude: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Sum of squares over axes."""
def _sub(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The difference."""
def _unravel_index(data: Symbol | None=None, shape: _Shape | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Indices into the elements of an array of `shape` as columns of indices, one row per axis."""
def _while_loop(*data: Symbol | _Sequence[Symbol], **kwargs: _Any) -> Symbol:
    """Call a graph on its own results for as long as another one says so."""
def _zeros(shape: _Shape=..., ctx: str=..., dtype: _DType=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Zeros."""
def _zeros_without_dtype(shape: _Shape | None=..., ctx: str=..., dtype: int=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Zeros, in float32 unless the number of another dtype is given."""
