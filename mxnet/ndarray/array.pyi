"""The class NDArray: what an array knows, how it moves and converts, and its place in autograd.

Written by tools/make_stubs.py; edit what it reads instead.
"""

from typing import Any as _Any
from typing import Literal as _Literal
from collections.abc import Sequence as _Sequence
from .handle import Handle

__all__ = ["NDArray"]

class NDArray(Handle):
    """An array of numbers of one dtype on one device."""
    __module__: _Any
    __array_priority__: _Any
    def __init__(self, handle, writable=True) -> None: ...
    @property
    def shape(self) -> tuple[int, ...]:
        """The lengths of the axes."""
    @property
    def size(self) -> int:
        """The number of elements."""
    @property
    def ndim(self) -> int:
        """The number of axes."""
    @property
    def dtype(self) -> _Any:
        """The NumPy type of the elements, such as `numpy.float32`."""
    @property
    def context(self) -> _Any:
        """The device the array lies on."""
    ctx: _Any
    @property
    def stype(self) -> str:
        """The storage type: `'default'`, which is dense; sparse arrays have another."""
    @property
    def writable(self) -> _Any:
        """Whether the array may be written to."""
    @property
    def handle(self) -> _Any:
        """An opaque number of the array's memory, for programs that print or compare it."""
    @property
    def T(self) -> NDArray:
        """The array with its axes in reverse order, as a copy."""
    def __len__(self) -> int: ...
    def __bool__(self) -> bool: ...
    __nonzero__: _Any
    def __float__(self) -> float: ...
    def __int__(self) -> int: ...
    def __hash__(self) -> int: ...
    def __repr__(self) -> str: ...
    def _repr_html_(self) -> _Any: ...
    def __getitem__(self, key) -> NDArray: ...
    def __setitem__(self, key, value) -> None: ...
    def __iter__(self) -> _Any: ...
    _basic_indexing_slice_is_contiguous: _Any
    slice_assign: _Any
    slice_assign_scalar: _Any
    def asnumpy(self) -> _Any:
        """A copy as a NumPy array; bfloat16 comes as its raw bits in a structured dtype."""
    def asscalar(self) -> _Any:
        """The only element, as a NumPy number."""
    def item(self) -> _Any:
        """The only element, as a Python number."""
    def wait_to_read(self) -> _Any:
        """Wait until the array's values are there."""
    def _sync_copyfrom(self, source_array) -> _Any:
        """Write the values of a NumPy array of the same shape."""
    def copy(self) -> _Any:
        """The same values in new memory, on the same device."""
    def copyto(self, other) -> _Any:
        """Copy the values to another array, which is returned, or into a new one on a context."""
    def _moved(self, ctx) -> _Any:
        """A copy on a context, linked to the tape while recording."""
    def as_in_context(self, context) -> _Any:
        """The array itself if it lies on the context, else a copy there."""
    def astype(self, dtype, copy=True) -> _Any:
        """The values as another dtype; without `copy` the array itself where it has that dtype already."""
    def tostype(self, stype) -> _Any:
        """A copy with another storage type: `'default'`, `'row_sparse'` or `'csr'`."""
    def as_nd_ndarray(self) -> _Any:
        """This array; `mx.np` arrays have the same method."""
    def as_np_ndarray(self) -> _Any:
        """The same memory as an `mx.np` array."""
    def __copy__(self) -> _Any: ...
    def __deepcopy__(self, memo) -> _Any: ...
    def __reduce__(self) -> _Any: ...
    def __getstate__(self) -> _Any: ...
    def __setstate__(self, state) -> None: ...
    reshape: _Any
    expand_dims: _Any
    squeeze: _Any
    flatten: _Any
    diag: _Any
    broadcast_to: _Any
    broadcast_like: _Any
    def split_v2(self, *args, **kwargs) -> _Any:
        """`mx.nd.split_v2` of this array."""
    @property
    def grad(self) -> NDArray | None:
        """The gradient's array of a marked variable, else None."""
    @property
    def _fresh_grad(self) -> _Any:
        """Whether a gradient has arrived since this was last set to False."""
    @_fresh_grad.setter
    def _fresh_grad(self, fresh) -> _Any: ...
    def attach_grad(self, grad_req='write', stype=None) -> _Any:
        """Make the array a variable: gradients of what is recorded from now on go to its `grad`."""
    def register_hook(self, hook) -> _Any:
        """Call `hook(gradient)` whenever a gradient of this array was computed; see `autograd.register_hook`."""
    def detach(self) -> _Any:
        """The same memory, seen by autograd as a constant."""
    def backward(self, out_grad=None, retain_graph=False, train_mode=True) -> _Any:
        """Send the gradients of this array to the variables it was computed from."""
    def __array__(self, dtype=None, copy=None) -> _Any: ...
    def __dlpack__(self, *, stream=None, **options) -> _Any: ...
    def __dlpack_device__(self) -> _Any: ...
    def to_dlpack_for_read(self) -> _Any:
        """`mx.nd.to_dlpack_for_read` of this array."""
    def to_dlpack_for_write(self) -> _Any:
        """`mx.nd.to_dlpack_for_write` of this array."""
    def __neg__(self) -> NDArray: ...
    def __abs__(self) -> NDArray: ...
    def abs(self, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """The absolute value."""
    def arccos(self, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """The inverse cosine, in radians."""
    def arccosh(self, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """The inverse hyperbolic cosine; NaN below 1."""
    def arcsin(self, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """The inverse sine, in radians."""
    def arcsinh(self, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """The inverse hyperbolic sine."""
    def arctan(self, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """The inverse tangent, in radians."""
    def arctanh(self, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """The inverse hyperbolic tangent; NaN outside of [-1, 1]."""
    def argmax(self, axis: int | None=None, keepdims: bool=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """Index of the largest element along an axis, in the dtype of the data."""
    def argmax_channel(self, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """Index of the largest element along the second axis, in the dtype of the data."""
    def argmin(self, axis: int | None=None, keepdims: bool=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """Index of the smallest element along an axis, in the dtype of the data."""
    def argsort(self, axis: int | None=-1, is_ascend: bool=True, dtype: _DType='float32', out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """The indices that put an axis in order."""
    def broadcast_axes(self, axis: _Shape=(), size: _Shape=(), out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """The axes named in `axis`, each of length one, repeated to the lengths in `size`."""
    def cbrt(self, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """The real cube root, of negative numbers too."""
    def ceil(self, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """The least whole number not below every element."""
    def clip(self, a_min: float=..., a_max: float=..., out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """Every element held between two numbers, which themselves pass gradients."""
    def cos(self, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """The cosine of angles in radians."""
    def cosh(self, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """The hyperbolic cosine."""
    def degrees(self, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """Angles in radians to degrees."""
    def depth_to_space(self, block_size: int=..., out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """Channels laid out as blocks of pixels: `(N, C, H, W)` to `(N, C / b², H b, W b)`."""
    def exp(self, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """The exponential."""
    def expm1(self, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """`exp(data) - 1`, exact near 0."""
    def fix(self, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """Every element cut toward zero to a whole number."""
    def flip(self, axis: _Shape=..., out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """The entries of one axis or several in reverse order; an axis named twice is left alone."""
    def floor(self, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """The greatest whole number not above every element."""
    def log(self, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """The natural logarithm; NaN below 0."""
    def log10(self, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """The logarithm to base 10."""
    def log1p(self, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """`log(1 + data)`, exact near 0."""
    def log2(self, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """The logarithm to base 2."""
    def log_softmax(self, axis: int=-1, temperature: float | None=None, dtype: _DType | None=None, use_length: bool | None=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """The logarithm of softmax, computed without leaving the range of floats."""
    def max(self, axis: _Shape | None=None, keepdims: bool=False, exclude: bool=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """Largest element over axes; NaN where there is one."""
    def mean(self, axis: _Shape | None=None, keepdims: bool=False, exclude: bool=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """Mean over axes, in the dtype of the data; for integers the fraction is cut off."""
    def min(self, axis: _Shape | None=None, keepdims: bool=False, exclude: bool=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """Smallest element over axes; NaN where there is one."""
    def nanprod(self, axis: _Shape | None=None, keepdims: bool=False, exclude: bool=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """Product over axes with NaN counted as 1."""
    def nansum(self, axis: _Shape | None=None, keepdims: bool=False, exclude: bool=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """Sum over axes with NaN counted as 0."""
    def norm(self, ord: int=2, axis: _Shape | None=None, out_dtype: _DType | None=None, keepdims: bool=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """The length of vectors: sum of absolute values (`ord` 1) or Euclidean (`ord` 2), over axes."""
    def one_hot(self, depth: int=..., on_value: float=1.0, off_value: float=0.0, dtype: _DType='float32', out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """A new last axis of length `depth`: `on_value` at the index, `off_value` elsewhere."""
    def ones_like(self, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """Ones of the same shape, dtype and device."""
    def pad(self, mode: _Literal['constant', 'edge', 'reflect']=..., pad_width: _Shape=..., constant_value: float=0.0, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """Images with a border: of one number, of the edge repeated, or of the image mirrored."""
    def pick(self, index: NDArray | None=None, axis: int | None=-1, keepdims: bool=False, mode: _Literal['clip', 'wrap']='clip', out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """For every position of the other axes, the entry of `axis` that `index` names."""
    def prod(self, axis: _Shape | None=None, keepdims: bool=False, exclude: bool=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """Product over axes."""
    def radians(self, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """Angles in degrees to radians."""
    def rcbrt(self, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """One over the real cube root."""
    def reciprocal(self, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """One over every element."""
    def relu(self, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """Every element, but 0 for those below 0."""
    def repeat(self, repeats: int=..., axis: int | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """Every entry of an axis `repeats` times in a row; without an axis, every element."""
    def reshape_like(self, rhs: NDArray | None=None, lhs_begin: int | None=None, lhs_end: int | None=None, rhs_begin: int | None=None, rhs_end: int | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """`lhs` in the shape of `rhs`; with bounds, only those axes of lhs become those of rhs."""
    def rint(self, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """The nearest whole number; halves go down."""
    def round(self, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """The nearest whole number; halves go away from zero."""
    def rsqrt(self, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """One over the square root."""
    def shape_array(self, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """The lengths of the axes as an int64 vector."""
    def sigmoid(self, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """`1 / (1 + exp(-data))`."""
    def sign(self, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """-1, 0 or 1 by the sign of every element."""
    def sin(self, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """The sine of angles in radians."""
    def sinh(self, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """The hyperbolic sine."""
    def size_array(self, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """The number of elements as an int64 vector of one."""
    def slice(self, begin: _Shape | _Sequence[int | None]=..., end: _Shape | _Sequence[int | None]=..., step: _Shape | _Sequence[int | None]=(), out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """`data[begin[0]:end[0]:step[0], begin[1]:end[1]:step[1], ...]`."""
    def slice_axis(self, axis: int=..., begin: int=..., end: int | None=..., out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """The entries `begin` to `end` of one axis."""
    def slice_like(self, shape_like: NDArray | None=None, axes: _Shape=(), out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """The leading entries of `data`, as many as `shape_like` has along all axes or `axes`."""
    def softmax(self, length: NDArray | None=None, axis: int=-1, temperature: float | None=None, dtype: _DType | None=None, use_length: bool | None=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """Exponentials over their sum along an axis: ``exp(x / temperature) / Σ exp(x / temperature)``."""
    def softmin(self, axis: int=-1, temperature: float | None=None, dtype: _DType | None=None, use_length: bool | None=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """Softmax of the negative data: small values get large shares."""
    def sort(self, axis: int | None=-1, is_ascend: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """The elements of an axis in order."""
    def space_to_depth(self, block_size: int=..., out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """Blocks of pixels laid out as channels: the inverse of `depth_to_space`."""
    def split(self, num_outputs: int=..., axis: int=1, squeeze_axis: bool=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> _Result:
        """An axis in `num_outputs` equal parts."""
    def sqrt(self, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """The square root; NaN below 0."""
    def square(self, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """The square."""
    def sum(self, axis: _Shape | None=None, keepdims: bool=False, exclude: bool=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """Sum over axes, in the dtype of the data: small integers wrap around."""
    def swapaxes(self, dim1: int=0, dim2: int=0, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """Two axes exchanged."""
    def take(self, indices: NDArray | None=None, axis: int=0, mode: _Literal['clip', 'raise', 'wrap']='clip', out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """The entries of an axis of `a` at `indices`, whose axes stand in the place of that axis."""
    def tan(self, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """The tangent of angles in radians."""
    def tanh(self, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """The hyperbolic tangent."""
    def tile(self, reps: _Shape=..., out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """The whole array `reps` times along every axis; the shorter of both is filled up with ones."""
    def topk(self, axis: int | None=-1, k: int=1, ret_typ: _Literal['both', 'indices', 'mask', 'value']='indices', is_ascend: bool=False, dtype: _DType='float32', out: _Out=None, name: str | None=None, **kwargs: _Any) -> _Result:
        """The first `k` elements of an axis in order: where, what, or both, or a mask of them."""
    def transpose(self, axes: _Shape=(), out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """The axes in another order; reversed if `axes` is left out."""
    def trunc(self, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """Every element cut toward zero to a whole number."""
    def zeros_like(self, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
        """Zeros of the same shape, dtype and device."""
    def __add__(self, other) -> NDArray:
        """The operator `broadcast_add`, or `_plus_scalar` with a number, broadcasting as NumPy does."""
    def __div__(self, other) -> NDArray:
        """The operator `broadcast_div`, or `_div_scalar` with a number, broadcasting as NumPy does."""
    def __eq__(self, other) -> _Any:
        """The operator `broadcast_equal`, or `_equal_scalar` with a number, broadcasting as NumPy does."""
    def __ge__(self, other) -> NDArray:
        """The operator `broadcast_greater_equal`, or `_greater_equal_scalar` with a number, broadcasting as NumPy does."""
    def __gt__(self, other) -> NDArray:
        """The operator `broadcast_greater`, or `_greater_scalar` with a number, broadcasting as NumPy does."""
    def __iadd__(self, other) -> NDArray:
        """`broadcast_add`, or `_plus_scalar` with a number, written into this array's memory."""
    def __idiv__(self, other) -> NDArray:
        """`broadcast_div`, or `_div_scalar` with a number, written into this array's memory."""
    def __imod__(self, other) -> NDArray:
        """`broadcast_mod`, or `_mod_scalar` with a number, written into this array's memory."""
    def __imul__(self, other) -> NDArray:
        """`broadcast_mul`, or `_mul_scalar` with a number, written into this array's memory."""
    def __isub__(self, other) -> NDArray:
        """`broadcast_sub`, or `_minus_scalar` with a number, written into this array's memory."""
    def __itruediv__(self, other) -> NDArray:
        """`broadcast_div`, or `_div_scalar` with a number, written into this array's memory."""
    def __le__(self, other) -> NDArray:
        """The operator `broadcast_lesser_equal`, or `_lesser_equal_scalar` with a number, broadcasting as NumPy does."""
    def __lt__(self, other) -> NDArray:
        """The operator `broadcast_lesser`, or `_lesser_scalar` with a number, broadcasting as NumPy does."""
    def __mod__(self, other) -> NDArray:
        """The operator `broadcast_mod`, or `_mod_scalar` with a number, broadcasting as NumPy does."""
    def __mul__(self, other) -> NDArray:
        """The operator `broadcast_mul`, or `_mul_scalar` with a number, broadcasting as NumPy does."""
    def __ne__(self, other) -> _Any:
        """The operator `broadcast_not_equal`, or `_not_equal_scalar` with a number, broadcasting as NumPy does."""
    def __pow__(self, other) -> NDArray:
        """The operator `broadcast_power`, or `_power_scalar` with a number, broadcasting as NumPy does."""
    def __radd__(self, other) -> NDArray:
        """The operator `_plus_scalar` with the number on the left."""
    def __rdiv__(self, other) -> NDArray:
        """The operator `_rdiv_scalar` with the number on the left."""
    def __rmod__(self, other) -> NDArray:
        """The operator `_rmod_scalar` with the number on the left."""
    def __rmul__(self, other) -> NDArray:
        """The operator `_mul_scalar` with the number on the left."""
    def __rpow__(self, other) -> NDArray:
        """The operator `_rpower_scalar` with the number on the left."""
    def __rsub__(self, other) -> NDArray:
        """The operator `_rminus_scalar` with the number on the left."""
    def __rtruediv__(self, other) -> NDArray:
        """The operator `_rdiv_scalar` with the number on the left."""
    def __sub__(self, other) -> NDArray:
        """The operator `broadcast_sub`, or `_minus_scalar` with a number, broadcasting as NumPy does."""
    def __truediv__(self, other) -> NDArray:
        """The operator `broadcast_div`, or `_div_scalar` with a number, broadcasting as NumPy does."""

_Out = NDArray | _Sequence[NDArray] | None  # where to write the result
_Shape = int | _Sequence[int]
_DType = _Any  # a name, a NumPy type or dtype
_Result = _Any  # one array, or a list of several, as the attributes say
