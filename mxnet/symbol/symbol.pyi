"""`mx.sym.symbol`: Symbol and the functions around it; the code is in the files beside this one.

Written by tools/make_stubs.py; edit what it reads instead.
"""

from typing import Any as _Any
from typing import Literal as _Literal
from collections.abc import Sequence as _Sequence
from .binding import Binding
from .inferring import Inferring
from .structure import Structure

_Shape = int | _Sequence[int]
_DType = _Any  # a name, a NumPy type or dtype

__all__ = ["Group", "Symbol", "Variable", "arange", "eye", "fromjson", "full", "histogram", "hypot", "linspace", "load", "load_json", "maximum", "minimum", "ones", "pow", "power", "split_v2", "var", "zeros"]

def Variable(name, attr=None, shape=None, lr_mult=None, wd_mult=None, dtype=None, init=None, stype=None, **kwargs) -> Symbol:
    """A variable: an input, a parameter or a state of a graph, known by its name."""
def arange(start, stop=None, step=1.0, repeat=1, infer_range=False, name=None, dtype=None) -> Symbol:
    """Evenly spaced numbers from `start` up to, not including, `stop`."""
def eye(N, M=0, k=0, dtype=None, **kwargs) -> Symbol:
    """A matrix of `N` rows and `M` columns (`N` where 0) with ones on its `k`-th diagonal."""
def full(shape, val, dtype=None, **kwargs) -> Symbol:
    """An array of one value; see `zeros`."""
def histogram(a, bins=10, range=None, **kwargs) -> Symbol:
    """How many elements of `a` fall into each bin, and the edges of the bins."""
def linspace(start, stop, num, endpoint=True, name=None, dtype=None) -> Symbol:
    """`num` evenly spaced numbers from `start` to `stop`, which is the last with `endpoint`."""
def ones(shape, dtype=None, **kwargs) -> Symbol:
    """An array of ones; see `zeros`."""
def split_v2(ary, indices_or_sections, axis=0, squeeze_axis=False) -> Symbol:
    """Parts of an array along an axis: a number of equal ones, or those between the given indices."""
def var(name, attr=None, shape=None, lr_mult=None, wd_mult=None, dtype=None, init=None, stype=None, **kwargs) -> Symbol:
    """A variable: an input, a parameter or a state of a graph, known by its name."""
def zeros(shape, dtype=None, **kwargs) -> Symbol:
    """An array of zeros."""
def fromjson(json_str) -> Symbol:
    """Read a symbol from JSON text, of 1.9.1 or any older version."""
def load(fname) -> Symbol:
    """Read a symbol from a JSON file."""
def load_json(json_str) -> Symbol:
    """Read a symbol from JSON text, of 1.9.1 or any older version."""
class Symbol(Binding, Inferring, Structure):
    """A computation as a graph: made by operators of symbols, run by `bind`, written as JSON."""
    __slots__: _Any
    def _repr_html_(self) -> _Any:
        """A picture for notebooks; of a large network, its description."""
    def as_np_ndarray(self) -> _Any:
        """This symbol; the NumPy interface of symbols comes with `mx.sym.np`."""
    def as_nd_ndarray(self) -> _Any:
        """This symbol."""
    def abs(self, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """The absolute value."""
    def arccos(self, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """The inverse cosine, in radians."""
    def arccosh(self, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """The inverse hyperbolic cosine; NaN below 1."""
    def arcsin(self, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """The inverse sine, in radians."""
    def arcsinh(self, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """The inverse hyperbolic sine."""
    def arctan(self, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """The inverse tangent, in radians."""
    def arctanh(self, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """The inverse hyperbolic tangent; NaN outside of [-1, 1]."""
    def argmax(self, axis: int | None=..., keepdims: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """Index of the largest element along an axis, in the dtype of the data."""
    def argmax_channel(self, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """Index of the largest element along the second axis, in the dtype of the data."""
    def argmin(self, axis: int | None=..., keepdims: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """Index of the smallest element along an axis, in the dtype of the data."""
    def argsort(self, axis: int | None=..., is_ascend: bool=..., dtype: _DType=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """The indices that put an axis in order."""
    def broadcast_axes(self, axis: _Shape=..., size: _Shape=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """The axes named in `axis`, each of length one, repeated to the lengths in `size`."""
    def broadcast_like(self, rhs: Symbol | None=None, lhs_axes: _Shape | None=..., rhs_axes: _Shape | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """`lhs` repeated to the shape of `rhs`, or its axes `lhs_axes` to those of `rhs_axes`."""
    def broadcast_to(self, shape: _Shape=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """Axes of length one repeated to `shape`; a 0 there keeps the data's length."""
    def cbrt(self, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """The real cube root, of negative numbers too."""
    def ceil(self, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """The least whole number not below every element."""
    def clip(self, a_min: float=..., a_max: float=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """Every element held between two numbers, which themselves pass gradients."""
    def cos(self, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """The cosine of angles in radians."""
    def cosh(self, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """The hyperbolic cosine."""
    def degrees(self, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """Angles in radians to degrees."""
    def depth_to_space(self, block_size: int=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """Channels laid out as blocks of pixels: `(N, C, H, W)` to `(N, C / b², H b, W b)`."""
    def exp(self, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """The exponential."""
    def expm1(self, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """`exp(data) - 1`, exact near 0."""
    def fix(self, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """Every element cut toward zero to a whole number."""
    def flip(self, axis: _Shape=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """The entries of one axis or several in reverse order; an axis named twice is left alone."""
    def floor(self, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """The greatest whole number not above every element."""
    def log(self, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """The natural logarithm; NaN below 0."""
    def log10(self, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """The logarithm to base 10."""
    def log1p(self, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """`log(1 + data)`, exact near 0."""
    def log2(self, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """The logarithm to base 2."""
    def log_softmax(self, axis: int=..., temperature: float | None=..., dtype: _DType | None=..., use_length: bool | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """The logarithm of softmax, computed without leaving the range of floats."""
    def max(self, axis: _Shape | None=..., keepdims: bool=..., exclude: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """Largest element over axes; NaN where there is one."""
    def mean(self, axis: _Shape | None=..., keepdims: bool=..., exclude: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """Mean over axes, in the dtype of the data; for integers the fraction is cut off."""
    def min(self, axis: _Shape | None=..., keepdims: bool=..., exclude: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """Smallest element over axes; NaN where there is one."""
    def nanprod(self, axis: _Shape | None=..., keepdims: bool=..., exclude: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """Product over axes with NaN counted as 1."""
    def nansum(self, axis: _Shape | None=..., keepdims: bool=..., exclude: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """Sum over axes with NaN counted as 0."""
    def norm(self, ord: int=..., axis: _Shape | None=..., out_dtype: _DType | None=..., keepdims: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """The length of vectors: sum of absolute values (`ord` 1) or Euclidean (`ord` 2), over axes."""
    def one_hot(self, depth: int=..., on_value: float=..., off_value: float=..., dtype: _DType=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """A new last axis of length `depth`: `on_value` at the index, `off_value` elsewhere."""
    def ones_like(self, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """Ones of the same shape, dtype and device."""
    def pad(self, mode: _Literal['constant', 'edge', 'reflect']=..., pad_width: _Shape=..., constant_value: float=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """Images with a border: of one number, of the edge repeated, or of the image mirrored."""
    def pick(self, index: Symbol | None=None, axis: int | None=..., keepdims: bool=..., mode: _Literal['clip', 'wrap']=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """For every position of the other axes, the entry of `axis` that `index` names."""
    def prod(self, axis: _Shape | None=..., keepdims: bool=..., exclude: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """Product over axes."""
    def radians(self, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """Angles in degrees to radians."""
    def rcbrt(self, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """One over the real cube root."""
    def reciprocal(self, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """One over every element."""
    def relu(self, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """Every element, but 0 for those below 0."""
    def repeat(self, repeats: int=..., axis: int | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """Every entry of an axis `repeats` times in a row; without an axis, every element."""
    def reshape(self, shape: _Shape=..., reverse: bool=..., target_shape: _Shape=..., keep_highest: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """The same elements, in row-major order, in another shape."""
    def reshape_like(self, rhs: Symbol | None=None, lhs_begin: int | None=..., lhs_end: int | None=..., rhs_begin: int | None=..., rhs_end: int | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """`lhs` in the shape of `rhs`; with bounds, only those axes of lhs become those of rhs."""
    def rint(self, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """The nearest whole number; halves go down."""
    def round(self, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """The nearest whole number; halves go away from zero."""
    def rsqrt(self, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """One over the square root."""
    def shape_array(self, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """The lengths of the axes as an int64 vector."""
    def sigmoid(self, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """`1 / (1 + exp(-data))`."""
    def sign(self, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """-1, 0 or 1 by the sign of every element."""
    def sin(self, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """The sine of angles in radians."""
    def sinh(self, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """The hyperbolic sine."""
    def size_array(self, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """The number of elements as an int64 vector of one."""
    def slice(self, begin: _Shape | _Sequence[int | None]=..., end: _Shape | _Sequence[int | None]=..., step: _Shape | _Sequence[int | None]=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """`data[begin[0]:end[0]:step[0], begin[1]:end[1]:step[1], ...]`."""
    def slice_axis(self, axis: int=..., begin: int=..., end: int | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """The entries `begin` to `end` of one axis."""
    def slice_like(self, shape_like: Symbol | None=None, axes: _Shape=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """The leading entries of `data`, as many as `shape_like` has along all axes or `axes`."""
    def softmax(self, length: Symbol | None=None, axis: int=..., temperature: float | None=..., dtype: _DType | None=..., use_length: bool | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """Exponentials over their sum along an axis: ``exp(x / temperature) / Σ exp(x / temperature)``."""
    def softmin(self, axis: int=..., temperature: float | None=..., dtype: _DType | None=..., use_length: bool | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """Softmax of the negative data: small values get large shares."""
    def sort(self, axis: int | None=..., is_ascend: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """The elements of an axis in order."""
    def space_to_depth(self, block_size: int=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """Blocks of pixels laid out as channels: the inverse of `depth_to_space`."""
    def split(self, num_outputs: int=..., axis: int=..., squeeze_axis: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """An axis in `num_outputs` equal parts."""
    def sqrt(self, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """The square root; NaN below 0."""
    def square(self, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """The square."""
    def sum(self, axis: _Shape | None=..., keepdims: bool=..., exclude: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """Sum over axes, in the dtype of the data: small integers wrap around."""
    def swapaxes(self, dim1: int=..., dim2: int=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """Two axes exchanged."""
    def take(self, indices: Symbol | None=None, axis: int=..., mode: _Literal['clip', 'raise', 'wrap']=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """The entries of an axis of `a` at `indices`, whose axes stand in the place of that axis."""
    def tan(self, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """The tangent of angles in radians."""
    def tanh(self, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """The hyperbolic tangent."""
    def tile(self, reps: _Shape=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """The whole array `reps` times along every axis; the shorter of both is filled up with ones."""
    def topk(self, axis: int | None=..., k: int=..., ret_typ: _Literal['both', 'indices', 'mask', 'value']=..., is_ascend: bool=..., dtype: _DType=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """The first `k` elements of an axis in order: where, what, or both, or a mask of them."""
    def transpose(self, axes: _Shape=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """The axes in another order; reversed if `axes` is left out."""
    def trunc(self, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """Every element cut toward zero to a whole number."""
    def zeros_like(self, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
        """Zeros of the same shape, dtype and device."""
    def __abs__(self) -> Symbol: ...
    def __add__(self, other) -> Symbol:
        """The operator `_Plus`, or `_PlusScalar` with a number."""
    def __bool__(self) -> bool:
        """Refused: a symbol holds no values."""
    def __div__(self, other) -> Symbol:
        """The operator `_Div`, or `_DivScalar` with a number."""
    def __eq__(self, other) -> _Any:
        """The operator `_equal`, or `_equal_scalar` with a number."""
    def __ge__(self, other) -> Symbol:
        """The operator `_greater_equal`, or `_greater_equal_scalar` with a number."""
    def __gt__(self, other) -> Symbol:
        """The operator `_greater`, or `_greater_scalar` with a number."""
    def __iadd__(self, other) -> Symbol:
        """Refused: symbols do not change."""
    def __idiv__(self, other) -> Symbol:
        """Refused: symbols do not change."""
    def __imul__(self, other) -> Symbol:
        """Refused: symbols do not change."""
    def __isub__(self, other) -> Symbol:
        """Refused: symbols do not change."""
    def __itruediv__(self, other) -> Symbol:
        """Refused: symbols do not change."""
    def __le__(self, other) -> Symbol:
        """The operator `_lesser_equal`, or `_lesser_equal_scalar` with a number."""
    def __lt__(self, other) -> Symbol:
        """The operator `_lesser`, or `_lesser_scalar` with a number."""
    def __mod__(self, other) -> Symbol:
        """The operator `_Mod`, or `_ModScalar` with a number."""
    def __mul__(self, other) -> Symbol:
        """The operator `_Mul`, or `_MulScalar` with a number."""
    def __ne__(self, other) -> _Any:
        """The operator `_not_equal`, or `_not_equal_scalar` with a number."""
    def __neg__(self) -> Symbol: ...
    def __nonzero__(self) -> _Any:
        """Refused: a symbol holds no values."""
    def __pow__(self, other) -> Symbol:
        """The operator `_Power`, or `_PowerScalar` with a number."""
    def __radd__(self, other) -> Symbol:
        """The operator `_PlusScalar` with the number on the left."""
    def __rdiv__(self, other) -> Symbol:
        """The operator `_RDivScalar` with the number on the left."""
    def __rmod__(self, other) -> Symbol:
        """The operator `_RModScalar` with the number on the left."""
    def __rmul__(self, other) -> Symbol:
        """The operator `_MulScalar` with the number on the left."""
    def __rpow__(self, other) -> Symbol:
        """The operator `_rpower_scalar` with the number on the left."""
    def __rsub__(self, other) -> Symbol:
        """The operator `_RMinusScalar` with the number on the left."""
    def __rtruediv__(self, other) -> Symbol:
        """The operator `_RDivScalar` with the number on the left."""
    def __sub__(self, other) -> Symbol:
        """The operator `_Minus`, or `_MinusScalar` with a number."""
    def __truediv__(self, other) -> Symbol:
        """The operator `_Div`, or `_DivScalar` with a number."""
    def as_in_context(self) -> _Any:
        """Refused: a symbol holds no values."""
    def asnumpy(self) -> _Any:
        """Refused: a symbol holds no values."""
    def asscalar(self) -> _Any:
        """Refused: a symbol holds no values."""
    def astype(self, *args, **kwargs) -> _Any:
        """`mx.sym.cast` of this symbol."""
    def backward(self) -> _Any:
        """Refused: a symbol holds no values."""
    def copy(self) -> _Any:
        """Refused: a symbol holds no values."""
    def detach(self) -> _Any:
        """Refused: a symbol holds no values."""
    def diag(self, k=0, **kwargs) -> _Any:
        """`mx.sym.diag` of this symbol."""
    def expand_dims(self, axis, inplace=False, **kwargs) -> _Any:
        """`mx.sym.expand_dims` of this symbol; `inplace` has no meaning for symbols."""
    def flatten(self, inplace=False, **kwargs) -> _Any:
        """`mx.sym.flatten` of this symbol; `inplace` has no meaning for symbols."""
    def split_v2(self, *args, **kwargs) -> _Any:
        """`mx.sym.split_v2` of this symbol."""
    def squeeze(self, axis=None, inplace=False, **kwargs) -> _Any:
        """`mx.sym.squeeze` of this symbol; `inplace` has no meaning for symbols."""
    def wait_to_read(self) -> _Any:
        """Refused: a symbol holds no values."""
def Group(symbols, create_fn=...) -> _Any:
    """One symbol of all outputs of several."""
def hypot(left, right) -> _Any:
    """The operator `_Hypot` of symbols or numbers, which share one shape."""
def maximum(left, right) -> _Any:
    """The operator `_Maximum` of symbols or numbers, which share one shape."""
def minimum(left, right) -> _Any:
    """The operator `_Minimum` of symbols or numbers, which share one shape."""
def pow(base, exp) -> _Any:
    """The operator `_Power` of symbols or numbers, which share one shape."""
def power(base, exp) -> _Any:
    """The operator `_Power` of symbols or numbers, which share one shape."""
