"""Operators that read, write or make arrays by indices held in other arrays.

Indices may have any dtype; floating-point ones are cut towards zero and are exact up to 2**24 in
float32 (use int32 or int64 beyond). What does not live here: slices (`slice.py`), sequences
(`sequence.py`).
"""

from .._core.attrs import Attr, maybe
from .._core.attrs import shape as shape_attr
from .._core.op import In, Out
from .._core.registry import op
from .._core.rules import Like
from .axes import one_axis

DTYPES = ("float32", "float64", "float16", "bfloat16", "uint8", "int32", "int8", "int64")


@op("take", also=["_npi_take"])
class take:
    """The entries of an axis of `a` at `indices`, whose axes stand in the place of that axis.

    Its gradient adds up what came from equal indices, in every mode and along every axis.
    """

    a = In("the array to read")
    indices = In("entries of the axis, any shape and dtype", dtype="any")
    output = Out("a's shape with the axis replaced by the shape of indices")
    axis = Attr(int, 0, doc="The axis; negative counts from the end.")
    mode = Attr(
        ("clip", "raise", "wrap"),
        "clip",
        doc="What an index out of bounds means: the nearest one (a "
        "negative one is then 0), an error, or counting on from the other end.",
    )

    def forward(F, p, a, indices):
        return F.take(a, indices, axis=one_axis(p.axis, len(a.shape)), mode=p.mode)

    def d_a(F, p, a: Like, indices, g):
        return F.take_grad(
            g, indices, shape=a.shape, axis=one_axis(p.axis, len(a.shape)), mode=p.mode
        )


@op("batch_take", gradient="none")
class batch_take:
    """`output[i] = a[i, indices[i]]`; indices out of bounds mean the nearest one."""

    a = In("(N, K)")
    indices = In("N indices of dtype int32", dtype="any")
    output = Out("the shape of indices")

    def check(p, a, indices):
        if str(indices.dtype) != "torch.int32":
            raise ValueError(f"indices must be int32, not {str(indices.dtype)[6:]}")

    def forward(F, p, a, indices):
        count = 1
        for n in indices.shape:
            count *= n
        if len(a.shape) != 2 or count != a.shape[0]:
            raise ValueError(
                f"a must be (N, K) with N indices; came {tuple(a.shape)} and {count} indices"
            )
        flat = F.pick(a, F.reshape(indices, shape=(count,)), axis=1, mode="clip")
        return F.reshape(flat, shape=tuple(indices.shape))


@op("pick", also=["_npx_pick", "choose_element_0index"])
class pick:
    """For every position of the other axes, the entry of `axis` that `index` names."""

    data = In("the array to read")
    index = In("data's shape without the axis, or with length one there", dtype="any")
    output = Out("data's shape without the axis, or with length one there")
    axis = Attr(maybe(int), -1, doc="The axis; negative counts from the end.")
    keepdims = Attr(bool, False, doc="Keep the axis, with length one.")
    mode = Attr(
        ("clip", "wrap"),
        "clip",
        doc="What an index out of bounds means: the nearest one, or counting on "
        "from the other end.",
    )

    def forward(F, p, data, index):
        axis = _picked_axis(p, tuple(data.shape), tuple(index.shape))
        out = F.pick(data, index, axis=axis, mode=p.mode, keepdims=p.keepdims)
        return out if out.shape else F.reshape(out, shape=(1,))

    def d_data(F, p, data: Like, index, g):
        return F.pick_grad(
            g, index, shape=data.shape, axis=one_axis(p.axis, len(data.shape)), mode=p.mode
        )


def _picked_axis(p, shape, given):
    if p.axis is None:
        raise ValueError("axis=None is not supported; name one axis")
    axis = one_axis(p.axis, len(shape))
    dropped = shape[:axis] + shape[axis + 1 :]
    if given not in (dropped or (1,), (*shape[:axis], 1, *shape[axis + 1 :])):
        raise ValueError(
            f"index has shape {given}; data {shape} needs {dropped or (1,)} for axis {axis}"
        )
    return axis


@op("one_hot", also=["_npx_one_hot"], gradient="zero")
class one_hot:
    """A new last axis of length `depth`: `on_value` at the index, `off_value` elsewhere.

    An index outside `[0, depth)` gives a row of `off_value`.
    """

    indices = In("any shape and dtype", dtype="any")
    output = Out("one dimension more")
    depth = Attr(int, ge=0, doc="Length of the new axis.")
    on_value = Attr(float, 1.0, doc="Value at the index.")
    off_value = Attr(float, 0.0, doc="Value elsewhere.")
    dtype = Attr(DTYPES, "float32", doc="Dtype of the result.")

    def forward(F, p, indices):
        return F.one_hot(
            indices, depth=p.depth, on_value=p.on_value, off_value=p.off_value, dtype=p.dtype
        )


@op("gather_nd", also=["_npi_gather_nd", "_npx_gather_nd"])
class gather_nd:
    """`output[i, j, ...] = data[indices[0, i, j, ...], indices[1, i, j, ...], ...]`.

    Its gradient adds up what came from equal indices.
    """

    data = In("the array to read")
    indices = In("(M, ...) with M up to the dimensions of data", dtype="any")
    output = Out("indices.shape[1:] + data.shape[M:]")

    def forward(F, p, data, indices):
        if len(indices.shape) < 2:
            raise ValueError(
                f"indices has shape {tuple(indices.shape)}; it needs at least 2 dimensions"
            )
        if indices.shape[0] > len(data.shape):
            raise ValueError(
                f"indices of shape {tuple(indices.shape)} name more axes than the data's "
                f"{len(data.shape)} dimensions"
            )
        return F.gather_nd(data, indices)

    def d_data(F, p, data: Like, indices, g):
        return F.gather_nd_grad(g, indices, shape=data.shape)


def check_places(data, indices, shape):
    """ValueError unless `data` has one entry of `shape` per column of `indices`."""
    depth = indices.shape[0] if indices.shape else 0
    if not 0 < depth <= len(shape):
        raise ValueError(f"indices of shape {tuple(indices.shape)} do not point into {shape}")
    needed = tuple(indices.shape[1:]) + tuple(shape[depth:])
    if tuple(data.shape) != needed:
        raise ValueError(
            f"data has shape {tuple(data.shape)}; indices {tuple(indices.shape)} into {shape} "
            f"need {needed}"
        )


@op("scatter_nd")
class scatter_nd:
    """Zeros of `shape` with `data` written where `indices` point, as `gather_nd` reads them.

    Where two columns of `indices` name one place the last one counts, for the gradient too.
    """

    data = In("indices.shape[1:] + shape[M:]")
    indices = In("(M, ...)", dtype="any")
    output = Out("`shape`")
    shape = Attr(shape_attr, doc="Shape of the result.")

    def forward(F, p, data, indices):
        check_places(data, indices, p.shape)
        return F.scatter_nd(data, indices, shape=p.shape)


@op("_scatter_set_nd", also=["_npi_scatter_set_nd"], gradient="none")
class scatter_set_nd:
    """A copy of `lhs` with `rhs` written where `indices` point."""

    lhs = In("`shape`")
    rhs = In("indices.shape[1:] + shape[M:]")
    indices = In("(M, ...)", dtype="any")
    output = Out("`shape`")
    shape = Attr(shape_attr, doc="Shape of the result.")

    def forward(F, p, lhs, rhs, indices):
        if tuple(lhs.shape) != p.shape:
            raise ValueError(f"lhs has shape {tuple(lhs.shape)}, not shape={p.shape}")
        check_places(rhs, indices, p.shape)
        return F.write_nd(lhs, rhs, indices)


@op("_backward_gather_nd")
class backward_gather_nd:
    """Zeros of `shape` with `data` added where `indices` point: the transpose of `gather_nd`."""

    data = In("indices.shape[1:] + shape[M:]")
    indices = In("(M, ...)", dtype="any")
    output = Out("`shape`")
    shape = Attr(shape_attr, doc="Shape of the result.")

    def forward(F, p, data, indices):
        check_places(data, indices, p.shape)
        return F.gather_nd_grad(data, indices, shape=p.shape)

    def d_data(F, p, indices, g):
        return F.gather_nd(g, indices)
