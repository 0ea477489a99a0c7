"""Operators that join arrays along an axis, and those that part them again."""

from .._core.attrs import Attr
from .._core.attrs import shape as shape_attr
from .._core.op import In, Out
from .._core.registry import op
from .._core.rules import Like
from .axes import new_axis, one_axis


def concatenated(F, axis, arrays):
    """The arrays one after the other, once it is clear that only `axis` differs."""
    first = tuple(arrays[0].shape)
    axis = one_axis(axis, len(first), "dim")
    for i, x in enumerate(arrays):
        shape = tuple(x.shape)
        if (
            len(shape) != len(first)
            or shape[:axis] != first[:axis]
            or shape[axis + 1 :] != first[axis + 1 :]
        ):
            raise ValueError(
                f"Incompatible input shape: data[{i}] has {shape}, data[0] {first}; "
                f"they may differ in axis {axis} only"
            )
    return F.concat(*arrays, axis=axis)


def back_to_parts(F, p, data: Like, g):
    """The rule of joins."""
    axis = one_axis(p.dim, len(data[0].shape))
    return F.split(g, sizes=tuple(x.shape[axis] for x in data), axis=axis)


@op("Concat", also=["_sparse_concat", "concat"], count_attr="num_args", traits={"view"})
class concat:
    """Arrays one after the other along an axis; their other axes must agree."""

    data = In("one array or more", variadic=True)
    output = Out("as long along `dim` as all together")
    num_args = Attr(int, ge=1, doc="Number of arrays.")
    dim = Attr(int, 1, doc="The axis; negative counts from the end.")

    def forward(F, p, *data):
        return concatenated(F, p.dim, data)

    d_data = back_to_parts


@op("_rnn_param_concat", also=["_npi_rnn_param_concat"], count_attr="num_args", traits={"view"})
class rnn_param_concat:
    """`Concat` as the recurrent layers use it to lay their parameters out as one vector."""

    data = In("one array or more", variadic=True)
    output = Out("as long along `dim` as all together")
    num_args = Attr(int, ge=1, doc="Number of arrays.")
    dim = Attr(int, 1, doc="The axis; negative counts from the end.")

    def infer(p, s):
        """Vectors of unknown length share equally what the others leave of the result: they are
        the weights of the input, as long in one direction as in the other."""
        whole, parts, sizes = s.output.known(), [], []
        while f"data{len(parts)}" in s:
            part = getattr(s, f"data{len(parts)}")
            parts.append(part)
            sizes.append(part.value[0] if part.value and len(part.value) == 1 else None)
        missing = sizes.count(None)
        if len(whole) == 1 and missing:
            length, rest = divmod(whole[0] - sum(size or 0 for size in sizes), missing)
            if length > 0 and not rest:
                s.unify(
                    **{
                        part.name: (length,)
                        for part, size in zip(parts, sizes, strict=True)
                        if size is None
                    }
                )

    def forward(F, p, *data):
        return concatenated(F, p.dim, data)

    d_data = back_to_parts


@op("stack", count_attr="num_args")
class stack:
    """Arrays of one shape as the entries of a new axis."""

    data = In("one array or more", variadic=True)
    output = Out("one dimension more")
    axis = Attr(int, 0, doc="Place of the new axis; negative counts from the end.")
    num_args = Attr(int, ge=1, doc="Number of arrays.")

    def forward(F, p, *data):
        first = tuple(data[0].shape)
        for i, x in enumerate(data):
            if tuple(x.shape) != first:
                raise ValueError(
                    f"data[{i}] has shape {tuple(x.shape)}, data[0] {first}; they must be the same"
                )
        return F.stack(*data, axis=new_axis(p.axis, len(first)))

    def d_data(F, p, g):
        return F.unbind(g, axis=p.axis)


@op("SliceChannel", also=["split"], traits={"view", "one"})
class slice_channel:
    """An axis in `num_outputs` equal parts."""

    data = In("any shape")
    output = Out("one part", variadic=True)
    num_outputs = Attr(int, ge=1, doc="Number of parts; it must divide the axis.")
    axis = Attr(int, 1, doc="The axis; negative counts from the end.")
    squeeze_axis = Attr(
        bool, False, doc="Drop the axis, which the parts must have length one along."
    )

    def forward(F, p, data):
        axis = one_axis(p.axis, len(data.shape))
        n = data.shape[axis]
        if n % p.num_outputs:
            raise ValueError(
                f"num_outputs={p.num_outputs} does not divide the {n} entries of axis {axis}"
            )
        size = n // p.num_outputs
        if not p.squeeze_axis:
            return tuple(F.split(data, sizes=(size,) * p.num_outputs, axis=axis))
        if size != 1:
            raise ValueError(
                f"squeeze_axis needs parts of one entry; axis {axis} has {n} for {p.num_outputs}"
            )
        return tuple(F.unbind(data, axis=axis))

    def d_data(F, p, data: Like, gs):
        axis = one_axis(p.axis, len(data.shape))
        return F.stack(*gs, axis=axis) if p.squeeze_axis else F.concat(*gs, axis=axis)


@op("_split_v2", also=["_npi_split"], traits={"view", "one"})
class split_v2:
    """An axis in `sections` equal parts, or cut where the parts in `indices` begin."""

    data = In("any shape")
    output = Out("one part", variadic=True)
    indices = Attr(shape_attr, doc="Where the parts begin, the first one (0) too.")
    axis = Attr(int, 1, doc="The axis; negative counts from the end.")
    squeeze_axis = Attr(
        bool, False, doc="Drop the axis, which the parts must have length one along."
    )
    sections = Attr(int, 0, ge=0, doc="Number of equal parts; 0 to use `indices`.")

    def forward(F, p, data):
        axis, bounds = _cuts(p, data.shape)
        if not p.squeeze_axis:
            return tuple(F.split(data, sizes=tuple(e - b for b, e in bounds), axis=axis))
        if any(e - b != 1 for b, e in bounds):
            raise ValueError(
                f"squeeze_axis expected axis size of 1; axis {axis} is cut at {bounds}"
            )
        return tuple(F.unbind(data, axis=axis))

    def d_data(F, p, data: Like, gs):
        axis = one_axis(p.axis, len(data.shape))
        return F.stack(*gs, axis=axis) if p.squeeze_axis else F.concat(*gs, axis=axis)


def _cuts(p, shape):
    """The axis and `(begin, end)` of every part; uneven sections differ by one."""
    axis = one_axis(p.axis, len(shape))
    n = shape[axis]
    if p.sections:
        size, more = divmod(n, p.sections)
        starts = [i * size + min(i, more) for i in range(p.sections)]
    else:
        starts = list(p.indices)
    ends = [*starts[1:], n]
    if starts[:1] != [0] or any(b > e for b, e in zip(starts, ends, strict=True)):
        raise ValueError(
            f"indices={p.indices} must rise from 0 to at most the {n} entries of axis {axis}"
        )
    return axis, list(zip(starts, ends, strict=True))
