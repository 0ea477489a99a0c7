"""What stands for a tensor of which few entries are stored: `Csr` and `Rows`, and their making.

Neither is ever written to: a sparse array changes by being given another. What does not live here:
arithmetic on them (`sparse_math.py`) and products (`sparse_dot.py`).
"""

from math import prod

import torch

from .._core.errors import MXNetError
from .storage import torch_dtype

__all__ = ["Sparse", "Csr", "Rows", "is_sparse", "to_dense", "to_rows", "to_csr", "no_rows",
           "no_csr", "sparse_like", "sparse_move", "with_data"]  # fmt: skip


class Sparse:
    """The stored values of an array, their places, and the shape of the whole.

    Wherever a kernel or one of torch's functions meets one that it has no form for, it becomes
    dense; so it can be a cotangent on the tape, and what a node keeps.
    """

    __slots__ = ("shape", "data", "indices", "indptr", "sound")
    stype = ""
    _version = 0  # as tensors have; nothing writes to one of these

    def __init__(self, data, indices, shape, indptr=None, sound=False):
        self.data, self.indices, self.indptr = data, indices, indptr
        self.shape, self.sound = torch.Size(shape), sound

    @property
    def dtype(self):
        return self.data.dtype

    @property
    def device(self):
        return self.data.device

    def dense(self):
        """A tensor of the whole."""
        raise NotImplementedError

    def check(self, full=True):
        """MXNetError unless indices and shapes fit together; with `full` every index is read."""
        raise NotImplementedError

    def checked(self):
        """The same, once it was checked: what reads by its indices asks for this."""
        if not self.sound:
            self.check(full="bounds")
            self.sound = True
        return self

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self.dense(), name)

    def __getitem__(self, key):
        return self.dense()[key]

    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        special = _SPECIAL.get(func)
        if special is not None:
            found = special(*args, **(kwargs or {}))
            if found is not NotImplemented:
                return found
        return func(*map(_dense, args), **{k: _dense(v) for k, v in (kwargs or {}).items()})


def _dense(value):
    if isinstance(value, Sparse):
        return value.dense()
    if type(value) in (list, tuple):
        return type(value)(map(_dense, value))
    return value


def _operator(name):
    def method(self, *others):
        return getattr(self.dense(), name)(*map(_dense, others))

    method.__name__ = name
    return method


for _name in "add radd sub rsub mul rmul truediv rtruediv pow rpow neg eq ne lt le gt ge".split():
    setattr(Sparse, f"__{_name}__", _operator(f"__{_name}__"))
Sparse.__hash__ = object.__hash__


class Csr(Sparse):
    """A matrix by rows: of row i `data[indptr[i]:indptr[i + 1]]`, at the columns in `indices`."""

    __slots__ = ()
    stype = "csr"

    def dense(self):
        if len(self.shape) != 2:
            return _nothing(self, self.shape)
        out = _nothing(self.checked(), (prod(self.shape),))
        return _put(out, flat_places(self), self.data).view(self.shape)

    def check(self, full=True):
        size, places, starts = self.data.shape[0], self.indices, self.indptr
        if len(self.shape) != 2:
            if size:
                raise MXNetError(f"csr: the shape {tuple(self.shape)} is no matrix's")
            return
        rows, columns = self.shape
        if starts.shape[0] != rows + 1 or places.shape[0] != size:
            raise MXNetError(
                f"csr: {rows} rows need {rows + 1} pointers and {size} values as many indices; "
                f"there are {starts.shape[0]} and {places.shape[0]}"
            )
        if int(starts[0]) != 0 or int(starts[-1]) != size:
            raise MXNetError(
                f"csr: indptr must begin with 0 and end with {size}, the number of values; it has "
                f"{int(starts[0])} and {int(starts[-1])}"
            )
        if not full:
            return
        if bool((starts[1:] < starts[:-1]).any()):
            raise MXNetError("csr: indptr must not decrease")
        _in_range("csr", places, columns, "columns")
        if full == "bounds" or size < 2:
            return
        row = row_of_entry(self)
        if bool(((places[1:] <= places[:-1]) & (row[1:] == row[:-1])).any()):
            raise MXNetError("csr: the indices of a row must ascend")


class Rows(Sparse):
    """An array of which some rows, entries of the first axis, are stored: `indices` says which."""

    __slots__ = ()
    stype = "row_sparse"

    def dense(self):
        return _put(_nothing(self.checked(), self.shape), self.indices, self.data)

    def check(self, full=True):
        wanted = (self.indices.shape[0], *self.shape[1:])
        if tuple(self.data.shape) != wanted:
            raise MXNetError(
                f"row_sparse: {wanted[0]} indices and the shape {tuple(self.shape)} need stored "
                f"rows of shape {wanted}; there are {tuple(self.data.shape)}"
            )
        if not full:
            return
        _in_range("row_sparse", self.indices, self.shape[0], "rows")
        if full != "bounds" and bool((self.indices[1:] <= self.indices[:-1]).any()):
            raise MXNetError("row_sparse: the indices must ascend")


def _nothing(x, shape):
    """Zeros for the whole of a sparse one, which may be far more than is stored."""
    try:
        return torch.zeros(shape, dtype=x.dtype, device=x.device)
    except RuntimeError as error:
        raise MXNetError(
            f"there is no memory for a dense array of shape {tuple(x.shape)}, of which a "
            f"{x.stype} one stores {x.data.shape[0]} entries: {error}".splitlines()[0]
        ) from None


def _in_range(kind, indices, length, what):
    if indices.numel() and (int(indices.min()) < 0 or int(indices.max()) >= length):
        raise MXNetError(
            f"{kind}: the indices reach from {int(indices.min())} to {int(indices.max())}; there "
            f"are {length} {what}"
        )


def _put(out, places, values):
    """`out` with values at places of its first axis; what shares a place is added up."""
    if not values.shape[0]:
        return out
    if values.dtype is torch.bool:
        return out.index_put_((places,), values)
    return out.index_add_(0, places, values)


def row_of_entry(x):
    """The row of every value of a Csr."""
    counts = x.indptr[1:] - x.indptr[:-1]
    rows = torch.arange(counts.shape[0], device=x.device)
    return torch.repeat_interleave(rows, counts, output_size=x.indices.shape[0])


def flat_places(x):
    """Where every value of a Csr stands in the matrix read row by row."""
    return row_of_entry(x) * x.shape[1] + x.indices


def is_sparse(x):
    return isinstance(x, Sparse)


def to_dense(x):
    """A tensor: of a sparse one the whole, of any other itself."""
    return x.dense() if isinstance(x, Sparse) else x


def to_rows(x):
    """The rows of a tensor in which some entry is not zero."""
    if isinstance(x, Rows):
        return x
    if not x.dim():
        raise MXNetError("row_sparse: an array without axes has no rows")
    x = to_dense(x)
    hit = x != 0
    if x.dim() > 1:
        hit = hit.flatten(1).any(1)
    indices = hit.nonzero().view(-1)
    return Rows(x[indices], indices, x.shape, sound=True)


def to_csr(x):
    """The entries of a matrix that are not zero."""
    if isinstance(x, Csr):
        return x
    x = to_dense(x)
    if x.dim() != 2:
        raise MXNetError(f"csr: the shape {tuple(x.shape)} is no matrix's")
    rows, columns = (x != 0).nonzero(as_tuple=True)
    return Csr(x[rows, columns], columns, x.shape, pointers(rows, x.shape[0]), sound=True)


def pointers(rows, count):
    """Where each of `count` rows begins, from the ascending row of every value."""
    starts = torch.zeros(count + 1, dtype=torch.int64, device=rows.device)
    torch.cumsum(torch.bincount(rows, minlength=count), 0, out=starts[1:])
    return starts


def no_rows(shape, dtype="float32", device=None):
    """A Rows of a shape in which nothing is stored."""
    data = torch.zeros((0, *shape[1:]), dtype=torch_dtype(dtype), device=device)
    return Rows(data, torch.zeros(0, dtype=torch.int64, device=device), shape, sound=True)


def no_csr(shape, dtype="float32", device=None):
    """A Csr of a shape in which nothing is stored."""
    data = torch.zeros(0, dtype=torch_dtype(dtype), device=device)
    indices = torch.zeros(0, dtype=torch.int64, device=device)
    starts = torch.zeros(shape[0] + 1, dtype=torch.int64, device=device)
    return Csr(data, indices, shape, starts, sound=True)


def sparse_like(x, *, stype):
    """A tensor, or what stands for one, in another storage."""
    return {"csr": to_csr, "row_sparse": to_rows, "default": to_dense}[stype](x)


def with_data(x, data):
    """The places of a sparse one with other values there."""
    return type(x)(data, x.indices, x.shape, x.indptr, x.sound)


def sparse_move(x, device):
    """A copy on a device."""
    parts = (None if t is None else t.to(device, copy=True) for t in (x.data, x.indices, x.indptr))
    data, indices, indptr = parts
    return type(x)(data, indices, x.shape, indptr, x.sound)


# Sums on the tape, and the writing of a gradient, that need not make it dense.


def _add(x, y, *, alpha=1):
    if alpha != 1 or not (isinstance(x, Rows) and isinstance(y, Rows)):
        return NotImplemented
    return add_rows([x, y])


def add_rows(parts):
    """The sum of several Rows; every row stored in one of them is stored."""
    places = torch.cat([x.checked().indices for x in parts])
    indices, at = torch.unique(places, return_inverse=True)
    first = parts[0]
    data = torch.zeros((indices.shape[0], *first.shape[1:]), dtype=first.dtype, device=first.device)
    data = _put(data, at, torch.cat([x.data for x in parts]))
    return Rows(data, indices, first.shape, sound=True)


def _copy_(target, value, *rest):
    if not isinstance(value, Rows) or tuple(target.shape) != value.shape:
        return NotImplemented
    value.checked()
    return _put(target.zero_(), value.indices, value.data.to(target.dtype))


def _add_(target, value, *, alpha=1):
    if not isinstance(value, Rows) or alpha != 1 or target.dtype is torch.bool:
        return NotImplemented
    value.checked()
    return _put(target, value.indices, value.data.to(target.dtype))


_SPECIAL = {
    torch.add: _add,
    torch.Tensor.add: _add,
    torch.Tensor.add_: _add_,
    torch.Tensor.copy_: _copy_,
}
