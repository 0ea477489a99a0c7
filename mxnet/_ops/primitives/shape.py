"""Rules of the kernels of `_kernels/view.py`: they only move, repeat or drop elements."""

from ..._core.primitive import primitive
from ..._core.rules import Like


@primitive("x")
class reshape:
    def d_x(F, p, x: Like, g):
        return F.reshape(g, shape=x.shape)


@primitive("x")
class expand_dims:
    def d_x(F, p, x: Like, g):
        return F.reshape(g, shape=x.shape)


@primitive("x")
class squeeze:
    def d_x(F, p, x: Like, g):
        return F.reshape(g, shape=x.shape)


@primitive("x")
class transpose:
    def d_x(F, p, g):
        back = [0] * len(p.axes)
        for i, a in enumerate(p.axes):
            back[a] = i
        return F.transpose(g, axes=tuple(back))


@primitive("x")
class t:
    def d_x(F, p, g):
        return F.t(g)


@primitive("x")
class swapaxes:
    def d_x(F, p, g):
        return F.swapaxes(g, dim1=p.dim1, dim2=p.dim2)


@primitive("x")
class flip:
    def d_x(F, p, g):
        return F.flip(g, axis=p.axis)


@primitive("x")
class cast:
    def d_x(F, p, x: Like, g):
        return F.cast(g, dtype=x.dtype)


@primitive("x")
class narrow:
    def d_x(F, p, x: Like, g):
        after = x.shape[p.axis] - p.start - p.length
        return F.pad_zeros(g, axis=p.axis, before=p.start, after=after)


@primitive("x")
class pad_zeros:
    def d_x(F, p, x: Like, g):
        return F.narrow(g, axis=p.axis, start=p.before, length=x.shape[p.axis])


@primitive("*xs")
class concat:
    def d_xs(F, p, xs: Like, g):
        return F.split(g, sizes=tuple(x.shape[p.axis] for x in xs), axis=p.axis)


@primitive("x", "*parts")
class split:
    def d_x(F, p, gs):
        return F.concat(*gs, axis=p.axis)


@primitive("*xs")
class stack:
    def d_xs(F, p, g):
        return F.unbind(g, axis=p.axis)


@primitive("x", "*parts")
class unbind:
    def d_x(F, p, gs):
        return F.stack(*gs, axis=p.axis)


@primitive("x")
class spans:
    def d_x(F, p, x: Like, g):
        return F.spread_spans(g, shape=x.shape, spans=p.spans)


@primitive("x")
class spread_spans:
    def d_x(F, p, g):
        return F.spans(g, spans=p.spans)


@primitive("x")
class fill_spans:
    def d_x(F, p, g):
        return F.fill_spans(g, spans=p.spans, value=0)


@primitive("x values")
class write_spans:
    def d_x(F, p, g):
        return F.fill_spans(g, spans=p.spans, value=0)

    def d_values(F, p, values: Like, g):
        return F.sum_to(F.spans(g, spans=p.spans), shape=values.shape)


@primitive("x")
class pad_value:
    def d_x(F, p, x: Like, g):
        return F.spans(
            g, spans=tuple((before, n, 1) for (before, _), n in zip(p.widths, x.shape, strict=True))
        )


@primitive("x")
class pick_fixed:
    def d_x(F, p, x: Like, g):
        return F.spread_fixed(g, axis=p.axis, entries=p.entries, length=x.shape[p.axis])


@primitive("x")
class spread_fixed:
    def d_x(F, p, g):
        return F.pick_fixed(g, axis=p.axis, entries=p.entries)


@primitive("x")
class repeat_interleave:
    def d_x(F, p, x: Like, g):
        at = p.axis % len(x.shape)
        g = F.reshape(g, shape=(*x.shape[: at + 1], p.repeats, *x.shape[at + 1 :]))
        return F.sum(g, axis=at + 1)


@primitive("x")
class tile:
    def d_x(F, p, x: Like, g):
        rank = max(len(x.shape), len(p.reps))
        lengths = (1,) * (rank - len(x.shape)) + tuple(x.shape)
        reps = (1,) * (rank - len(p.reps)) + tuple(p.reps)
        pairs = tuple(n for pair in zip(reps, lengths, strict=True) for n in pair)
        g = F.sum(F.reshape(g, shape=pairs), axis=tuple(range(0, 2 * rank, 2))) if rank else g
        return F.reshape(g, shape=x.shape)


@primitive("x")
class take_diagonal:
    def d_x(F, p, x: Like, g):
        return F.put_diagonal(g, shape=x.shape, offset=p.offset, axis1=p.axis1, axis2=p.axis2)


@primitive("x")
class put_diagonal:
    def d_x(F, p, g):
        return F.take_diagonal(g, offset=p.offset, axis1=p.axis1, axis2=p.axis2)


for _name in ("shape_of", "size_of"):
    primitive("x", name=_name, gradient="zero")


def window(p):
    """The attributes that `im2col` and `col2im` share."""
    return {"kernel": p.kernel, "stride": p.stride, "dilate": p.dilate, "pad": p.pad}


@primitive("x")
class im2col:
    def d_x(F, p, x: Like, g):
        return F.col2im(g, size=tuple(x.shape[2:]), **window(p))


@primitive("x")
class col2im:
    def d_x(F, p, g):
        return F.im2col(g, **window(p))
