"""Operators that turn indices into other indices, or arrays into indices; and masks.

What does not live here: reading and writing by indices (`index.py`).
"""

from .._core.attrs import Attr, maybe
from .._core.attrs import shape as shape_attr
from .._core.op import In, Out
from .._core.registry import op
from .._core.rules import Like
from .axes import one_axis


@op("_ravel_multi_index", also=["ravel_multi_index"], gradient="zero")
class ravel_multi_index:
    """Columns of indices into an array of `shape` as indices into its elements in row-major order.

    The numbers are found exactly and then converted to the dtype of the data.
    """

    data = In("(ndim, N) indices")
    output = Out("(N,)")
    shape = Attr(
        maybe(shape_attr), None, doc="Shape of the indexed array; the first length does not matter."
    )

    def forward(F, p, data):
        if not p.shape or len(data.shape) != 2 or data.shape[0] != len(p.shape):
            raise ValueError(
                f"data has shape {tuple(data.shape)}; shape={p.shape} needs one row per axis"
            )
        return F.ravel_index(data, shape=p.shape)


@op("_unravel_index", also=["unravel_index"], gradient="zero")
class unravel_index:
    """Indices into the elements of an array of `shape` as columns of indices, one row per axis."""

    data = In("indices of any shape")
    output = Out("(ndim, *data.shape)")
    shape = Attr(
        maybe(shape_attr), None, doc="Shape of the indexed array; the first length does not matter."
    )

    def forward(F, p, data):
        if not p.shape:
            raise ValueError("shape is empty")
        return F.unravel_index(data, shape=p.shape)


@op("_contrib_index_array", gradient="zero")
class index_array:
    """For every element of the data the indices that name it, as int64 along a new last axis."""

    data = In("only its shape counts")
    output = Out("(*data.shape, number of axes)")
    axes = Attr(maybe(shape_attr), None, doc="Which indices, in this order; all if left out.")

    def forward(F, p, data):
        rank = len(data.shape)
        axes = range(rank) if p.axes is None else [one_axis(a, rank, "axes") for a in p.axes]
        return F.index_grid(data, axes=tuple(axes))


@op("_contrib_arange_like", also=["_npx_arange_like"], gradient="zero")
class arange_like:
    """A range in the shape of the data, or as long as one of its axes, in the data's dtype."""

    data = In("only its shape and dtype count")
    output = Out("the shape of data, or a vector")
    start = Attr(float, 0.0, doc="First number.")
    step = Attr(float, 1.0, doc="Distance of two numbers.")
    repeat = Attr(int, 1, ge=1, doc="How often each number stands in the result.")
    ctx = Attr(str, "", doc="Not used; the result lies where the data does.")
    axis = Attr(maybe(int), None, doc="The axis whose length counts; all elements if left out.")

    def forward(F, p, data):
        shape = tuple(data.shape)
        if p.axis is not None:
            shape = (shape[one_axis(p.axis, len(shape))],)
        return F.range_like(data, shape=shape, start=p.start, step=p.step, repeat=p.repeat)


@op("_contrib_boolean_mask", also=["_npi_boolean_mask"], traits=("by_value",))
class boolean_mask:
    """The entries of an axis at which `index` is not zero."""

    data = In("the array to read")
    index = In("a vector as long as the axis", dtype="any")
    output = Out("as long along the axis as index has entries that are not zero")
    axis = Attr(int, 0, doc="The axis; negative counts from the end.")

    def forward(F, p, data, index):
        axis = one_axis(p.axis, len(data.shape))
        if tuple(index.shape) != (data.shape[axis],):
            raise ValueError(
                f"index has shape {tuple(index.shape)}; data needs ({data.shape[axis]},)"
            )
        return F.take(data, F.true_entries(index), axis=axis, mode="clip")

    def d_data(F, p, data: Like, index, g):
        axis = one_axis(p.axis, len(data.shape))
        return F.take_grad(g, F.true_entries(index), shape=data.shape, axis=axis, mode="clip")


@op("_contrib_index_copy")
class index_copy:
    """A copy of `old_tensor` with the rows at `index_vector` taken from `new_tensor`.

    Where an index stands twice the last one counts, for the gradient too.
    """

    old_tensor = In("(N, ...)")
    index_vector = In("(K,), within the bounds of the first axis", dtype="any")
    new_tensor = In("(K, ...)")
    output = Out("(N, ...)")

    def forward(F, p, old_tensor, index_vector, new_tensor):
        count = index_vector.shape[0] if len(index_vector.shape) == 1 else None
        needed = (count, *old_tensor.shape[1:])
        if count is None or tuple(new_tensor.shape) != needed:
            raise ValueError(
                f"index_vector has shape {tuple(index_vector.shape)} and new_tensor "
                f"{tuple(new_tensor.shape)}; old_tensor {tuple(old_tensor.shape)} needs (K,) and "
                f"(K, ...) with the lengths of its other axes"
            )
        return F.write_nd(old_tensor, new_tensor, F.reshape(index_vector, shape=(1, count)))


@op("_onehot_encode", gradient="none")
class onehot_encode:
    """Rows of zeros with a one at the index: the old form of `one_hot`. `rhs` gives the shape."""

    lhs = In("(N,) indices")
    rhs = In("(N, depth), only its shape and dtype count", dtype="any")
    output = Out("the shape of rhs")

    def forward(F, p, lhs, rhs):
        if len(lhs.shape) != 1 or len(rhs.shape) != 2 or rhs.shape[0] != lhs.shape[0]:
            raise ValueError(
                f"lhs must be (N,), rhs (N, depth), not {tuple(lhs.shape)} and {tuple(rhs.shape)}"
            )
        return F.one_hot(lhs, depth=rhs.shape[1], on_value=1, off_value=0, dtype=rhs.dtype)


@op("fill_element_0index", gradient="none")
class fill_element_0index:
    """A copy of `lhs` with `lhs[i, rhs[i]] = mhs[i]`; indices out of bounds write nothing."""

    lhs = In("(N, K)")
    mhs = In("(N,) numbers")
    rhs = In("(N,) indices", dtype="any")
    output = Out("(N, K)")

    def forward(F, p, lhs, mhs, rhs):
        shape = tuple(lhs.shape)
        if len(shape) != 2 or tuple(mhs.shape) != shape[:1] or tuple(rhs.shape) != shape[:1]:
            raise ValueError(
                f"lhs must be (N, K), mhs and rhs (N,); came {shape}, {tuple(mhs.shape)} and "
                f"{tuple(rhs.shape)}"
            )
        hit = F.one_hot(rhs, depth=shape[1], on_value=1, off_value=0, dtype="bool")
        return F.where(hit, F.expand_dims(mhs, axis=1), lhs)
