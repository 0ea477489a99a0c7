"""`mx.nd.ndarray`: NDArray and the functions around it, gathered; the code is in the files beside

Written by tools/make_stubs.py; edit what it reads instead.
"""

from typing import Any as _Any
from .array import NDArray as NDArray

__all__ = ["NDArray", "add", "arange", "array", "check_boolean_array_dimension", "concatenate", "divide", "empty", "equal", "eye", "from_dlpack", "from_numpy", "full", "get_indexing_dispatch_code", "get_oshape_of_gather_nd_op", "greater", "greater_equal", "histogram", "imdecode", "indexing_key_expand_implicit_axes", "lesser", "lesser_equal", "linspace", "logical_and", "logical_or", "logical_xor", "maximum", "minimum", "modulo", "moveaxis", "multiply", "not_equal", "onehot_encode", "ones", "power", "split_v2", "subtract", "to_dlpack_for_read", "to_dlpack_for_write", "true_divide", "waitall", "zeros"]

def arange(start, stop=None, step=1.0, repeat=1, infer_range=None, ctx=None, dtype=...) -> NDArray:
    """Evenly spaced numbers from `start` up to, not including, `stop`."""
def array(source_array, ctx=None, dtype=None) -> NDArray:
    """An array of values."""
def empty(shape, ctx=None, dtype=None, stype=None) -> NDArray:
    """An array whose values do not matter; they are zeros."""
def eye(N, M=0, k=0, ctx=None, dtype=None, **kwargs) -> NDArray:
    """A matrix with ones on one diagonal."""
def full(shape, val, ctx=None, dtype=..., out=None) -> NDArray:
    """An array of one value."""
def linspace(start, stop, num, endpoint=True, ctx=None, dtype=...) -> NDArray:
    """`num` evenly spaced numbers from `start` to `stop`, which is the last with `endpoint`."""
def ones(shape, ctx=None, dtype=None, **kwargs) -> NDArray:
    """An array of ones."""
def zeros(shape, ctx=None, dtype=None, stype=None, **kwargs) -> NDArray:
    """An array of zeros."""
def to_dlpack_for_read(data) -> _Any:
    """A DLPack capsule on an array's memory, once what is being written to it is done."""
def to_dlpack_for_write(data) -> _Any:
    """A DLPack capsule through which another library may write to an array's memory."""
def concatenate(arrays, axis=0, always_copy=True) -> _Any:
    """Arrays of one dtype behind one another along an axis."""
def histogram(a, bins=10, range=None) -> _Any:
    """How many elements lie in each bin, and where the bins end."""
def imdecode(str_img, clip_rect=(0, 0, 0, 0), out=None, index=0, channels=3, mean=None) -> _Any:
    """The pixels of an image file's bytes; programs of today call `mx.image.imdecode`."""
def moveaxis(tensor, source, destination) -> _Any:
    """Move axes to other places; the others keep their order."""
def onehot_encode(indices, out) -> _Any:
    """Write ones where `indices` says, row by row, and zeros elsewhere, into the matrix `out`."""
def split_v2(ary, indices_or_sections, axis=0, squeeze_axis=False) -> _Any:
    """Parts of an array along an axis: equal ones, or between given places."""
def waitall() -> _Any:
    """Wait for everything that was started on a device."""
def check_boolean_array_dimension(array_shape, axis, bool_shape) -> _Any:
    """Raise IndexError where a mask's shape is not that of the axes from `axis` on."""
def get_indexing_dispatch_code(key) -> _Any:
    """0 for a basic key, 1 for one with arrays, 2 for the empty tuple."""
def get_oshape_of_gather_nd_op(dshape, ishape) -> _Any:
    """The shape that `gather_nd` makes of data of `dshape` and indices of `ishape`."""
def indexing_key_expand_implicit_axes(key, shape) -> _Any:
    """`(key, place of the mask or -1)`: a key with the Ellipsis and the missing slices filled in."""
def from_dlpack(dlpack) -> _Any:
    """An array on the memory of another library's array."""
def from_numpy(ndarray, zero_copy=True, array_cls=...) -> _Any:
    """An array of a NumPy array, on the same memory unless told otherwise."""
def add(lhs, rhs) -> _Any:
    """The operator `broadcast_add` on arrays or numbers, broadcasting as NumPy does."""
def divide(lhs, rhs) -> _Any:
    """The operator `broadcast_div` on arrays or numbers, broadcasting as NumPy does."""
def equal(lhs, rhs) -> _Any:
    """The operator `broadcast_equal` on arrays or numbers, broadcasting as NumPy does."""
def greater(lhs, rhs) -> _Any:
    """The operator `broadcast_greater` on arrays or numbers, broadcasting as NumPy does."""
def greater_equal(lhs, rhs) -> _Any:
    """The operator `broadcast_greater_equal` on arrays or numbers, broadcasting as NumPy does."""
def lesser(lhs, rhs) -> _Any:
    """The operator `broadcast_lesser` on arrays or numbers, broadcasting as NumPy does."""
def lesser_equal(lhs, rhs) -> _Any:
    """The operator `broadcast_lesser_equal` on arrays or numbers, broadcasting as NumPy does."""
def logical_and(lhs, rhs) -> _Any:
    """The operator `broadcast_logical_and` on arrays or numbers, broadcasting as NumPy does."""
def logical_or(lhs, rhs) -> _Any:
    """The operator `broadcast_logical_or` on arrays or numbers, broadcasting as NumPy does."""
def logical_xor(lhs, rhs) -> _Any:
    """The operator `broadcast_logical_xor` on arrays or numbers, broadcasting as NumPy does."""
def maximum(lhs, rhs) -> _Any:
    """The operator `broadcast_maximum` on arrays or numbers, broadcasting as NumPy does."""
def minimum(lhs, rhs) -> _Any:
    """The operator `broadcast_minimum` on arrays or numbers, broadcasting as NumPy does."""
def modulo(lhs, rhs) -> _Any:
    """The operator `broadcast_mod` on arrays or numbers, broadcasting as NumPy does."""
def multiply(lhs, rhs) -> _Any:
    """The operator `broadcast_mul` on arrays or numbers, broadcasting as NumPy does."""
def not_equal(lhs, rhs) -> _Any:
    """The operator `broadcast_not_equal` on arrays or numbers, broadcasting as NumPy does."""
def power(base, exp) -> _Any:
    """The operator `broadcast_power` on arrays or numbers, broadcasting as NumPy does."""
def subtract(lhs, rhs) -> _Any:
    """The operator `broadcast_sub` on arrays or numbers, broadcasting as NumPy does."""
def true_divide(lhs, rhs) -> _Any:
    """The operator `broadcast_div` on arrays or numbers, broadcasting as NumPy does."""
