"""What sparse arrays of every storage share: what they know, copies, conversions, arithmetic.

What does not live here: the two storages (`sparse_array.py`), and operators (`sparse_call.py`).
"""

import warnings
from math import prod

import numpy as np

from .. import _kernels as k
from .._core import dtypes
from .._core.errors import MXNetError, NotDense, NotSupportedForSparseNDArray
from .._core.params_file import dumps_array, loads_array
from .._tape.state import state
from ..context import torch_device
from .arithmetic import DUNDERS, IN_PLACE, number, refuse_recorded
from .array import NDArray
from .creation import canonical_context
from .handle import Handle, classes, wrap, wrap_stored
from .operators import ops
from .stores import from_record, to_record

__all__ = ["BaseSparseNDArray"]


def _refusal(name, alias=None):
    def method(self, *args, **kwargs):
        raise NotSupportedForSparseNDArray(name, alias, *args)

    method.__name__ = name
    method.__doc__ = f"`{name}` is for dense arrays only; a sparse one raises."
    return method


class BaseSparseNDArray(NDArray):
    """What sparse arrays share: an array that stores few of its entries.

    The store is never written to; writing to the array gives it another. Operators that have no
    form for a sparse array are given its dense values.
    """

    __module__ = "mxnet.ndarray.sparse"
    _sparse = True

    def __init__(self, handle, writable=True):
        if handle is not None:  # None: an empty shell that __setstate__ fills
            self._store, self._ctx = handle
            if not writable:
                self._writable = False

    @property
    def _data(self):
        raise NotDense(self.stype, self.shape)

    # What it knows

    @property
    def shape(self):
        """The lengths of the axes."""
        return tuple(self._store.shape)

    @property
    def size(self):
        """The number of elements, stored or not."""
        return prod(self._store.shape)

    @property
    def ndim(self):
        """The number of axes."""
        return len(self._store.shape)

    @property
    def dtype(self):
        """The NumPy type of the elements."""
        return dtypes.to_numpy(k.dtype_name(self._store))

    @property
    def stype(self):
        """The storage type, `"csr"` or `"row_sparse"`."""
        return self._store.stype

    @property
    def handle(self):
        """An opaque number of the stored values' memory."""
        return self._part("data").handle

    @property
    def T(self):
        """The array with its axes in reverse order, dense."""
        return self if self.ndim < 2 else ops.transpose(self)

    @property
    def data(self):
        """The stored values, as a copy."""
        return self._part("data")

    @property
    def indices(self):
        """Where the stored values stand, as a copy of dtype int64."""
        return self._part("indices")

    def _part(self, name):
        return wrap(k.own(getattr(self._store, name)), self._ctx)

    @property
    def _num_aux(self):
        return len(self._aux_types)

    @property
    def _aux_types(self):
        return [np.int64] * (2 if self._store.indptr is not None else 1)

    def __len__(self):
        return self._store.shape[0]

    def __bool__(self):
        return bool(self._dense())

    __nonzero__ = __bool__

    def __repr__(self):
        return f"\n<{type(self).__name__} {'x'.join(map(str, self.shape))} @{self._ctx}>"

    def _repr_html_(self):
        about = repr(self).strip()[1:-1]
        return f"<div><code>{about} {k.dtype_name(self._store)}</code></div>"

    def __hash__(self):
        return id(self) // 16

    def check_format(self, full_check=True):
        """Raise unless what is stored fits together.

        Parameters
        ----------
        full_check : bool
            Look at every index too: whether it is inside, and whether they ascend.

        Raises
        ------
        MXNetError
            With what is wrong.

        Examples
        --------
        >>> import mxnet as mx
        >>> mx.nd.sparse.zeros("csr", (2, 3)).check_format()
        """
        self._store.check(bool(full_check))

    # Values

    def _dense(self):
        """A dense array of the same values, at the same place of the tape."""
        array = wrap(k.to_dense(self._store), self._ctx)
        array._node, array._slot = self._node, self._slot
        return array

    def asnumpy(self):
        """All values, stored or not, as a NumPy array.

        Examples
        --------
        >>> import mxnet as mx
        >>> mx.nd.sparse.zeros("csr", (1, 2)).asnumpy().tolist()
        [[0.0, 0.0]]
        """
        return self._dense().asnumpy()

    def asscalar(self):
        """The only element, as a NumPy number."""
        return self._dense().asscalar()

    def item(self):
        """The only element, as a Python number."""
        return self._dense().item()

    def __array__(self, dtype=None, copy=None):
        return self._dense().__array__(dtype, copy)

    def __dlpack__(self, *, stream=None, **options):
        return self._dense().__dlpack__(stream=stream, **options)

    def __dlpack_device__(self):
        return self._dense().__dlpack_device__()

    def to_dlpack_for_read(self):
        """A capsule of the dense values, in memory of their own."""
        return self._dense().to_dlpack_for_read()

    def to_dlpack_for_write(self):
        """A sparse array lends its memory to nobody; this raises."""
        raise NotSupportedForSparseNDArray("to_dlpack_for_write", None)

    # Copies and conversions

    def copyto(self, other):
        """Copy the values to another array, which is returned, or into a new one on a context.

        Raises
        ------
        MXNetError
            The other array has another shape.
        TypeError
            `other` is neither, or a sparse array of the other kind.
        """
        if not isinstance(other, NDArray):
            return super().copyto(other)
        if other is self:
            warnings.warn(
                "You are attempting to copy an array to itself", RuntimeWarning, stacklevel=2
            )
            return False
        if other.stype not in ("default", self.stype):
            raise TypeError(f"copyto does not support destination NDArray stype {other.stype}")
        if other.shape != self.shape:
            raise MXNetError(f"copyto: shapes differ, {self.shape} and {other.shape}")
        if other.stype == "default":
            other[:] = self._dense()
            return other
        if state.recording:
            refuse_recorded(other)
        other._put(self._store)
        return other

    def _moved(self, ctx):
        array = wrap_stored(k.sparse_move(self._store, torch_device(ctx)), ctx)
        if state.recording:
            array._node, array._slot = self._node, self._slot
        return array

    def astype(self, dtype, copy=True):
        """The same places with the values as another dtype; without `copy` the array itself where
        it has that dtype already.

        Examples
        --------
        >>> import mxnet as mx
        >>> mx.nd.sparse.zeros("csr", (2, 3)).astype("int32").dtype.__name__
        'int32'
        """
        name = dtypes.to_name(dtype)
        if not copy and name == k.dtype_name(self._store):
            return self
        if state.recording and self._node is not None:
            return ops.Cast(self, dtype=name).tostype(self.stype)
        store = self._store
        return wrap_stored(k.with_data(store, k.own(k.cast(store.data, dtype=name))), self._ctx)

    def tostype(self, stype):
        """The values in another storage: a dense copy, or one of the same kind.

        Raises
        ------
        ValueError
            One of the two sparse kinds was to become the other.

        Examples
        --------
        >>> import mxnet as mx
        >>> mx.nd.sparse.zeros("csr", (2, 3)).tostype("default").stype
        'default'
        """
        if stype in ("csr", "row_sparse") and stype != self.stype:
            raise ValueError(f"cast_storage from {self.stype} to {stype} is not supported")
        return ops.cast_storage(self, stype=stype)

    def as_np_ndarray(self):
        """An `mx.np` array of the dense values."""
        return self._dense().as_np_ndarray()

    def __deepcopy__(self, memo):
        return self.copy()

    def __reduce__(self):
        return type(self), (None,), self.__getstate__()

    def __getstate__(self):
        return {"handle": bytearray(dumps_array(to_record(self._store)))}

    def __setstate__(self, state):
        values = state["handle"] and loads_array(bytes(state["handle"]))
        if isinstance(values, np.ndarray) or values and classes[values.stype] is not type(self):
            raise MXNetError(f"the pickle of a {type(self).__name__} holds another kind of array")
        if values:
            self._ctx = canonical_context(None)
            self._store = from_record(values, torch_device(self._ctx))

    # Writing

    def _put(self, value):
        """Take the values of a tensor or store, which broadcast to the shape, as the array's."""
        if not self._writable:
            raise ValueError("this array is read-only")
        mine = self._store
        if tuple(value.shape) != self.shape:
            if k.is_sparse(value):
                raise MXNetError(f"a value of shape {tuple(value.shape)} does not fit {self.shape}")
            value = k.broadcast_to(value, shape=self.shape)  # of a sparse array the whole
        if k.is_sparse(value) and value.stype != mine.stype:
            value = value.dense()
        new = k.sparse_like(value, stype=mine.stype)
        if new.dtype is not mine.dtype:
            new = k.with_data(new, k.cast(new.data, dtype=k.dtype_name(mine)))
        self._store = new if new.device == mine.device else k.sparse_move(new, mine.device)

    def _take_over(self, array):
        """Take the values of a dense array, and its place on the tape while recording."""
        if state.recording:
            refuse_recorded(self)
        self._put(array._data)
        if state.recording and array._node is not None:
            self._node, self._slot = array._node, array._slot

    def _assign(self, value):
        """Write all of the array: `array[:] = value`."""
        if isinstance(value, Handle):
            if state.recording:
                refuse_recorded(self, value)
            if value is not self:
                value.copyto(self)
        elif isinstance(value, np.ndarray):
            if state.recording:
                refuse_recorded(self)
            _as_dense(value, self).copyto(self)
        else:
            raise TypeError(f"type {type(value)} not supported")

    def broadcast_to(self, shape):
        """A dense copy repeated to `shape`."""
        return self._dense().broadcast_to(shape)

    def attach_grad(self, grad_req="write", stype=None):
        """Make the array a variable, whose gradient has the same storage, or `stype`.

        Examples
        --------
        >>> import mxnet as mx
        >>> x = mx.nd.sparse.zeros("row_sparse", (2, 3))
        >>> x.attach_grad()
        >>> x.grad.stype
        'row_sparse'
        """
        super().attach_grad(grad_req, self.stype if stype is None else stype)

    _at = _refusal("_at", "[idx]")
    _slice = _refusal("_slice")
    reshape = _refusal("reshape")
    slice_assign = _refusal("slice_assign")
    slice_assign_scalar = _refusal("slice_assign_scalar")

    def _sync_copyfrom(self, source_array):
        raise NotImplementedError("_sync_copyfrom is for dense arrays; write array[:] = values")


def _as_dense(values, near):
    tensor = k.from_numpy(np.asarray(values), near._store.device)
    return wrap(k.cast(tensor, dtype=k.dtype_name(near._store)), near._ctx)


# The operators of two arrays of one shape, where they are not the broadcast ones.
_ELEMENTWISE = {
    "add": "elemwise_add", "sub": "elemwise_sub", "mul": "elemwise_mul",
    "truediv": "elemwise_div", "div": "elemwise_div",
}  # fmt: skip


def _in_place(name, broadcast, scalar, _):
    """`x += y` and the like, of arrays of one shape, of broadcast ones, and of a number."""
    elementwise = _ELEMENTWISE.get(name, broadcast)

    def method(self, other):
        if state.recording:
            refuse_recorded(self, other)
        if isinstance(other, Handle):
            call = getattr(ops, elementwise if other.shape == self.shape else broadcast)
            return call(self, other, out=self)
        return getattr(ops, scalar)(self, number(other, self), out=self)

    method.__name__ = f"__i{name}__"
    method.__doc__ = f"`{elementwise}`, or `{scalar}` with a number; the array takes the result."
    setattr(BaseSparseNDArray, method.__name__, method)


def _method(name, broadcast, scalar, reflected):
    """`x + y` and the like; sums, differences and products of one shape can stay sparse."""
    elementwise = _ELEMENTWISE[name] if name in ("add", "sub", "mul") else None

    def method(self, other):
        if isinstance(other, Handle):
            same = elementwise is not None and other.shape == self.shape
            return getattr(ops, elementwise if same else broadcast)(self, other)
        return getattr(ops, scalar)(self, number(other, self))

    def turned(self, other):
        if isinstance(other, Handle):  # Python asks the class of the right operand first
            return getattr(ops, broadcast)(other, self)
        return getattr(ops, reflected)(self, number(other, self))

    method.__name__, turned.__name__ = f"__{name}__", f"__r{name}__"
    method.__doc__ = f"The operator `{broadcast}`, or `{scalar}` with a number."
    turned.__doc__ = f"The operator `{reflected}` with the number on the left."
    setattr(BaseSparseNDArray, method.__name__, method)
    if reflected:
        setattr(BaseSparseNDArray, turned.__name__, turned)


for _row in DUNDERS:
    _method(*_row)
    if _row[0] in dict(IN_PLACE):
        _in_place(*_row)
