"""Operators on padded batches: time along one of the first two axes, the batch along the other."""

from .._core.attrs import Attr
from .._core.op import In, Out
from .._core.registry import op
from .._core.rules import Like
from .refusals import refuse_unasked

LENGTHS = "(batch,): length of each sequence, any dtype"


def asked(p):
    """Whether the attributes call for lengths."""
    return p.use_sequence_length


def check_lengths(name, p, lengths):
    """Refuse lengths that `use_sequence_length` does not ask for."""
    if not p.use_sequence_length:
        refuse_unasked(name, "sequence_length", lengths, "use_sequence_length is off")


def timed(p, shape, lengths, axes=(0, 1)):
    """The number of steps, once shape, axis and lengths are found fit for each other."""
    if len(shape) < 2:
        raise ValueError(f"data of shape {tuple(shape)} must have rank 2 or greater")
    if p.axis not in axes:
        raise ValueError(f"axis={p.axis} must be {' or '.join(map(str, axes))}")
    batch = shape[1 - p.axis]
    if lengths is not None and tuple(lengths.shape) != (batch,):
        raise ValueError(
            f"sequence_length is {tuple(lengths.shape)}; data {tuple(shape)} needs ({batch},)"
        )
    return shape[p.axis]


@op("SequenceMask", also=["_npx_sequence_mask"], traits={"view"})
class sequence_mask:
    """Every step at or beyond its sequence's length replaced by `value`."""

    data = In("(T, N, ...), or (N, T, ...) with axis 1")
    sequence_length = In(LENGTHS, when=asked, dtype="any")
    output = Out("the shape of data")
    use_sequence_length = Attr(bool, False, doc="Read lengths; without them nothing is masked.")
    value = Attr(float, 0.0, doc="What stands behind the end of a sequence.")
    axis = Attr(int, 0, doc="The axis of time, 0 or 1.")

    def check(p, data, sequence_length=None):
        check_lengths("SequenceMask", p, sequence_length)

    def forward(F, p, data, sequence_length=None):
        timed(p, data.shape, sequence_length)
        if sequence_length is None:
            return F.identity(data)
        return F.sequence_mask(data, sequence_length, axis=p.axis, value=p.value)

    def d_data(F, p, sequence_length, g):
        return (
            g
            if sequence_length is None
            else F.sequence_mask(g, sequence_length, axis=p.axis, value=0.0)
        )


@op("SequenceLast", traits={"view"})
class sequence_last:
    """The last step of every sequence.

    A sequence of length 0 gives zeros, one that is longer than the data its last step there.
    """

    data = In("(T, N, ...), or (N, T, ...) with axis 1")
    sequence_length = In(LENGTHS, when=asked, dtype="any")
    output = Out("(N, ...)")
    use_sequence_length = Attr(
        bool, False, doc="Read lengths; without them all sequences have T steps."
    )
    axis = Attr(int, 0, doc="The axis of time, 0 or 1.")

    def check(p, data, sequence_length=None):
        check_lengths("SequenceLast", p, sequence_length)

    def forward(F, p, data, sequence_length=None):
        steps = timed(p, data.shape, sequence_length)
        if sequence_length is None:
            if not steps:
                raise ValueError(f"data of shape {tuple(data.shape)} has no steps")
            return F.squeeze(F.narrow(data, axis=p.axis, start=steps - 1, length=1), axis=(p.axis,))
        return F.sequence_last(data, sequence_length, axis=p.axis)

    def d_data(F, p, data: Like, sequence_length, g):
        if sequence_length is None:
            return F.pad_zeros(
                F.expand_dims(g, axis=p.axis), axis=p.axis, before=data.shape[p.axis] - 1, after=0
            )
        return F.sequence_last_grad(g, sequence_length, steps=data.shape[p.axis], axis=p.axis)


@op("SequenceReverse", traits={"view"})
class sequence_reverse:
    """The steps of every sequence in reverse order; what lies beyond its length stays."""

    data = In("(T, N, ...)")
    sequence_length = In(LENGTHS, when=asked, dtype="any")
    output = Out("the shape of data")
    use_sequence_length = Attr(
        bool, False, doc="Read lengths; without them all sequences have T steps."
    )
    axis = Attr(int, 0, doc="The axis of time; only 0.")

    def check(p, data, sequence_length=None):
        check_lengths("SequenceReverse", p, sequence_length)

    def forward(F, p, data, sequence_length=None):
        timed(p, data.shape, sequence_length, axes=(0,))
        if sequence_length is None:
            return F.flip(data, axis=(0,))
        return F.sequence_reverse(data, sequence_length)

    def d_data(F, p, sequence_length, g):
        return (
            F.flip(g, axis=(0,))
            if sequence_length is None
            else F.sequence_reverse(g, sequence_length)
        )
