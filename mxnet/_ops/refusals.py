"""Refusals that several families share: what a kernel would accept and MXNet does not."""

from .._core.errors import operator_error

__all__ = ["refuse_integers", "refuse_unasked", "checked_axis"]


def refuse_integers(name, **inputs):
    """Raise unless every input that is there holds floating-point numbers."""
    for slot, x in inputs.items():
        if x is not None and not x.dtype.is_floating_point:
            kind = str(x.dtype).rpartition(".")[2]
            raise operator_error(
                name,
                f"{slot} is {kind}; this operator only supports floating point types.",
                "Convert it with astype('float32').",
            )


def refuse_unasked(name, slot, x, why):
    """Raise when an input came that the attributes do not call for."""
    if x is not None:
        raise operator_error(name, f"input {slot!r} was given, but {why}.")


def checked_axis(name, x, axis):
    """Raise unless `x` has the axis."""
    if not -x.dim() <= axis < x.dim():
        raise operator_error(
            name, f"axis {axis} does not exist; data {tuple(x.shape)} has {x.dim()} axes."
        )
