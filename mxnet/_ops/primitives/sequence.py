"""Rules of the kernels on padded batches of sequences. Lengths get no gradient."""

from ..._core.primitive import primitive
from ..._core.rules import Like


@primitive("x lengths")
class sequence_mask:
    def d_x(F, p, lengths, g):
        return F.sequence_mask(g, lengths, axis=p.axis, value=0.0)


@primitive("x lengths")
class sequence_last:
    def d_x(F, p, x: Like, lengths, g):
        return F.sequence_last_grad(g, lengths, steps=x.shape[p.axis], axis=p.axis)


@primitive("dy lengths", "dx")
class sequence_last_grad:
    def d_dy(F, p, lengths, g):
        return F.sequence_last(g, lengths, axis=p.axis)


@primitive("x lengths")
class sequence_reverse:
    def d_x(F, p, lengths, g):
        return F.sequence_reverse(g, lengths)
