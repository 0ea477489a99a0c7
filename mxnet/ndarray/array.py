"""The class NDArray: what an array knows, how it moves and converts, and its place in autograd.

What does not live here: arithmetic, indexing, printing, operators as methods, sharing of memory;
those have files of their own, and arrays are made in `creation.py`.
"""

import ctypes
import warnings

import numpy as np

from .. import _kernels as k
from .. import autograd
from .._core import dtypes
from .._core.errors import MXNetError
from .._core.params_file import dumps_array, loads_array
from .._tape.state import state
from ..context import Context, canonical, torch_device
from . import arithmetic, fluent, indexing, interop, joining, keys, printing, reshaping
from .creation import canonical_context
from .handle import Handle, classes, detached, leaving, stored, wrap
from .operators import ops
from .single import number_like
from .stores import zeros_of
from .world import recorded

__all__ = ["NDArray"]


class NDArray(Handle):
    """An array of numbers of one dtype on one device.

    Arrays are made by `mx.nd.array`, `zeros`, `arange` and the like, and by operators; not by this
    class.

    Examples
    --------
    >>> import mxnet as mx
    >>> x = mx.nd.array([[1, 2], [3, 4]])
    >>> (x + 1).shape, x.dtype.__name__, x.context
    ((2, 2), 'float32', cpu(0))
    """

    __module__ = "mxnet.ndarray.ndarray"
    __array_priority__ = 1000.0  # NumPy's scalars and arrays leave their operators to this class

    def __init__(self, handle, writable=True):
        if handle is not None:  # None: an empty shell that __setstate__ fills
            super().__init__(handle, writable)

    # What an array knows

    @property
    def shape(self):
        """The lengths of the axes."""
        return tuple(self._data.shape)

    @property
    def size(self):
        """The number of elements."""
        return self._data.numel()

    @property
    def ndim(self):
        """The number of axes."""
        return self._data.dim()

    @property
    def dtype(self):
        """The NumPy type of the elements, such as `numpy.float32`."""
        return dtypes.to_numpy(k.dtype_name(self._data))

    @property
    def context(self):
        """The device the array lies on."""
        return self._ctx

    ctx = context

    @property
    def stype(self):
        """The storage type: `"default"`, which is dense; sparse arrays have another."""
        return "default"

    @property
    def writable(self):
        """Whether the array may be written to."""
        return self._writable

    @property
    def handle(self):
        """An opaque number of the array's memory, for programs that print or compare it."""
        return ctypes.c_void_p(k.address(self._data))

    @property
    def T(self):
        """The array with its axes in reverse order, as a copy."""
        return self if self._data.dim() < 2 else ops.transpose(self)

    def __len__(self):
        if not self._data.dim():
            raise TypeError("len() of unsized object")
        return self._data.shape[0]

    def __bool__(self):
        count = self._data.numel()
        if count > 1:
            raise ValueError("The truth value of an NDArray with multiple elements is ambiguous.")
        return bool(count and self._data.item())

    __nonzero__ = __bool__

    def __float__(self):
        return float(self.item())

    def __int__(self):
        return int(self.item())

    def __hash__(self):
        return id(self) // 16

    def __repr__(self):
        return printing.text(self)

    def _repr_html_(self):
        return printing.html_text(self)

    # Parts

    def __getitem__(self, key):
        data = self._data
        if type(key) is int and data.dim() > 1 and not (state.recording and self._node is not None):
            if not -data.shape[0] <= key < data.shape[0]:
                raise IndexError(
                    f"index {key} is out of bounds for axis 0 with size {data.shape[0]}"
                )
            return wrap(data[key], self._ctx, type(self))
        return indexing.read(self, key)

    def __setitem__(self, key, value):
        indexing.write(self, key, value)

    def __iter__(self):
        for i in range(len(self)):
            yield self[i]

    _basic_indexing_slice_is_contiguous = staticmethod(keys.is_contiguous)

    slice_assign = indexing.slice_assign
    slice_assign_scalar = indexing.slice_assign_scalar

    # Values

    def asnumpy(self):
        """A copy as a NumPy array; bfloat16 comes as its raw bits in a structured dtype.

        An array of one element converts to a Python number, as all did before NumPy 2.4.

        Examples
        --------
        >>> import mxnet as mx
        >>> mx.nd.ones((2,)).asnumpy().tolist()
        [1.0, 1.0]
        >>> "loss %.1f" % mx.nd.ones((2,)).mean().asnumpy()
        'loss 1.0'
        """
        return number_like(k.to_numpy(leaving(self)))

    def asscalar(self):
        """The only element, as a NumPy number.

        Raises
        ------
        ValueError
            There is not exactly one.
        """
        if self._data.numel() != 1:
            raise ValueError("The current array is not a scalar")
        return k.to_numpy(leaving(self)).reshape(())[()]

    def item(self):
        """The only element, as a Python number.

        Examples
        --------
        >>> import mxnet as mx
        >>> mx.nd.array([2]).item()
        2.0
        """
        if self._data.numel() != 1:
            raise ValueError("The current array is not a scalar")
        return self._data.item()

    def wait_to_read(self):
        """Wait until the array's values are there."""
        k.synchronize()

    def _sync_copyfrom(self, source_array):
        """Write the values of a NumPy array of the same shape."""
        try:
            values = np.asarray(source_array, dtype=self.dtype)
        except (TypeError, ValueError):
            raise TypeError(
                f"array must consist of array-like data, type {type(source_array)} is not supported"
            ) from None
        if values.shape != self.shape:
            raise ValueError(f"Shape inconsistent: expected {self.shape} vs got {values.shape}")
        indexing.write(self, slice(None), values)

    # Copies and conversions

    def copy(self):
        """The same values in new memory, on the same device.

        Examples
        --------
        >>> import mxnet as mx
        >>> x = mx.nd.ones((2,)); y = x.copy(); y[:] = 0
        >>> x.asnumpy().tolist()
        [1.0, 1.0]
        """
        return self.copyto(self._ctx)

    def copyto(self, other):
        """Copy the values to another array, which is returned, or into a new one on a context.

        Raises
        ------
        MXNetError
            The other array has another shape.
        TypeError
            `other` is neither.
        """
        if isinstance(other, NDArray):
            if other is self:
                warnings.warn(
                    "You are attempting to copy an array to itself", RuntimeWarning, stacklevel=2
                )
                return False
            if other.shape != self.shape:
                raise MXNetError(f"copyto: shapes differ, {self.shape} and {other.shape}")
            if other._sparse:
                other._take_over(self)
                return other
            indexing.write(other, slice(None), self)
            return other
        if not isinstance(other, Context):
            raise TypeError(f"copyto does not support type {type(other)}")
        return self._moved(canonical(other))

    def _moved(self, ctx):
        """A copy on a context, linked to the tape while recording."""
        device = torch_device(ctx)
        if not (state.recording and self._node is not None):
            return wrap(k.move(self._data, device=device), ctx, type(self))
        copied = recorded.move(self, device=device)
        copied._ctx = ctx
        return copied

    def as_in_context(self, context):
        """The array itself if it lies on the context, else a copy there.

        Examples
        --------
        >>> import mxnet as mx
        >>> mx.nd.ones((2,)).as_in_context(mx.cpu(1)).context
        cpu(1)
        """
        return self if self._ctx == context else self.copyto(context)

    def astype(self, dtype, copy=True):
        """The values as another dtype; without `copy` the array itself where it has that dtype
        already.

        Examples
        --------
        >>> import mxnet as mx
        >>> mx.nd.array([1.7]).astype("int32").asnumpy().tolist()
        [1]
        """
        name = dtypes.to_name(dtype)
        if not copy and name == k.dtype_name(self._data):
            return self
        if state.recording and self._node is not None:
            return ops.Cast(self, dtype=name)
        cast = k.cast(self._data, dtype=name)
        return wrap(k.own(cast) if cast is self._data else cast, self._ctx, type(self))

    def tostype(self, stype):
        """A copy with another storage type: `"default"`, `"row_sparse"` or `"csr"`.

        Raises
        ------
        ValueError
            `"csr"` is for matrices.

        Examples
        --------
        >>> import mxnet as mx
        >>> mx.nd.array([[0, 2], [0, 0]]).tostype("csr").data.asnumpy().tolist()
        [2.0]
        """
        if stype == "csr" and self._data.dim() != 2:
            raise ValueError(
                "To convert to a CSR, the NDArray should be 2 Dimensional. "
                f"Current shape is {self.shape}"
            )
        return ops.cast_storage(self, stype=stype)

    def as_nd_ndarray(self):
        """This array; `mx.np` arrays have the same method."""
        return self

    def as_np_ndarray(self):
        """The same memory as an `mx.np` array."""
        cls = classes.get("np")
        if cls is None:
            raise MXNetError("as_np_ndarray: mx.np is not there yet")
        array = wrap(self._data, self._ctx, cls)
        array._node, array._slot, array._grad, array._grad_req = (
            self._node,
            self._slot,
            self._grad,
            self._grad_req,
        )
        return array

    def __copy__(self):
        return self.copy()

    def __deepcopy__(self, memo):
        return wrap(k.own(self._data), self._ctx, type(self))

    def __reduce__(self):
        return type(self), (None,), self.__getstate__()

    def __getstate__(self):
        return {
            "handle": bytearray(
                dumps_array(self.asnumpy(), np_shape=not self._data.dim() or not self.size)
            )
        }

    def __setstate__(self, state):
        values = state["handle"] and loads_array(bytes(state["handle"]))
        if isinstance(values, np.ndarray):
            self._ctx = canonical_context(None)
            self._data = k.from_numpy(values, torch_device(self._ctx))
        elif values:
            raise MXNetError("the pickle of a dense array holds a sparse one")

    # Other shapes, on the same memory where the method says so

    reshape = reshaping.reshape
    expand_dims = reshaping.expand_dims
    squeeze = reshaping.squeeze
    flatten = reshaping.flatten
    diag = reshaping.diag
    broadcast_to = reshaping.broadcast_to
    broadcast_like = reshaping.broadcast_like

    def split_v2(self, *args, **kwargs):
        """`mx.nd.split_v2` of this array."""
        return joining.split_v2(self, *args, **kwargs)

    # Autograd

    @property
    def grad(self):
        """The gradient's array of a marked variable, else None."""
        return self._grad

    @property
    def _fresh_grad(self):
        """Whether a gradient has arrived since this was last set to False."""
        return getattr(self._grad, "_arrived", False)

    @_fresh_grad.setter
    def _fresh_grad(self, fresh):
        if self._grad is not None:
            self._grad._arrived = bool(fresh)

    def attach_grad(self, grad_req="write", stype=None):
        """Make the array a variable: gradients of what is recorded from now on go to its `grad`.

        Parameters
        ----------
        grad_req : str
            `"write"` replaces the gradient at every backward, `"add"` adds to it, `"null"` wants
            none.
        stype : str, optional
            Storage type of the gradient, such as `"row_sparse"`; the array's own if left out.

        Examples
        --------
        >>> import mxnet as mx
        >>> x = mx.nd.array([3])
        >>> x.attach_grad()
        >>> with mx.autograd.record():
        ...     y = x * x
        >>> y.backward()
        >>> x.grad.asscalar().item()
        6.0
        """
        like = stored(self)
        if stype in (None, "default"):
            zeros = wrap(k.zeros_like(like), self._ctx, None if self._sparse else type(self))
        else:
            zeros = zeros_of(stype, like.shape, like.dtype, self._ctx)
        autograd.mark_variables([self], [zeros], grad_req)

    def register_hook(self, hook):
        """Call `hook(gradient)` whenever a gradient of this array was computed; see
        `autograd.register_hook`.

        Parameters
        ----------
        hook : callable
            Takes the gradient (NDArray); returns None, or an NDArray to go on with in its place.

        Returns
        -------
        autograd.HookHandle
            Its `remove()` takes the hook off.

        Examples
        --------
        >>> import mxnet as mx
        >>> x = mx.nd.array([1.0])
        >>> x.attach_grad()
        >>> handle = x.register_hook(lambda g: g * 10)
        >>> with mx.autograd.record():
        ...     y = x * 2
        >>> y.backward()
        >>> x.grad.asscalar().item()
        20.0
        """
        return autograd.register_hook(self, hook)

    def detach(self):
        """The same memory, seen by autograd as a constant."""
        return detached(self)

    def backward(self, out_grad=None, retain_graph=False, train_mode=True):
        """Send the gradients of this array to the variables it was computed from.

        Parameters
        ----------
        out_grad : NDArray, optional
            The gradient that arrives here, of this array's shape; ones if left out.
        retain_graph : bool
            Keep what was recorded, to go back over it again.
        train_mode : bool
            Whether gradients are those of training.
        """
        autograd.backward(
            [self], None if out_grad is None else [out_grad], retain_graph, train_mode
        )

    # Other libraries

    def __array__(self, dtype=None, copy=None):
        return interop.as_numpy(self, dtype, copy)

    def __dlpack__(self, *, stream=None, **options):
        return k.dlpack_capsule(self._data, stream=stream, **options)

    def __dlpack_device__(self):
        return k.dlpack_device(self._data)

    def to_dlpack_for_read(self):
        """`mx.nd.to_dlpack_for_read` of this array."""
        return interop.to_dlpack_for_read(self)

    def to_dlpack_for_write(self):
        """`mx.nd.to_dlpack_for_write` of this array."""
        return interop.to_dlpack_for_write(self)

    def __neg__(self):
        return ops.negative(self)

    def __abs__(self):
        return ops.abs(self)


arithmetic.install(NDArray)
fluent.install(NDArray)
classes["nd"] = NDArray
