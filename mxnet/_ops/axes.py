"""Resolving an axis number against a rank. No operator lives here."""

__all__ = ["one_axis", "new_axis", "several_axes"]


def one_axis(axis, rank, name="axis"):
    """The axis counted from the front; ValueError where there is none such.

    Examples
    --------
    >>> one_axis(-1, 3)
    2
    """
    if not -rank <= axis < rank:
        raise ValueError(f"{name}={axis} is out of bounds for {rank} dimensions")
    return axis % rank if rank else 0


def new_axis(axis, rank, name="axis"):
    """The place of an axis that is put into `rank` others."""
    return one_axis(axis, rank + 1, name)


def several_axes(axes, rank, name="axes"):
    """Distinct axes counted from the front."""
    found = tuple(one_axis(a, rank, name) for a in axes)
    if len(set(found)) < len(found):
        raise ValueError(f"{name}={axes} names an axis twice")
    return found
