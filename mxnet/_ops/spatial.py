"""What the operators over images share: layouts, windows, and the words of their refusals.

What does not live here: any operator.
"""

from .._core.errors import MXNetError

# By number of spatial axes: the layout with the channels behind the batch axis, and channels last.
FIRST = {1: "NCW", 2: "NCHW", 3: "NCDHW"}
LAST = {1: "NWC", 2: "NHWC", 3: "NDHWC"}


def is_last(layout, count, allowed=LAST):
    """Whether `layout` puts the channels last; refused where it has not `count` spatial axes."""
    if layout is None or layout == FIRST[count]:
        return False
    if allowed.get(count) != layout:
        words = [FIRST[count], *([allowed[count]] if count in allowed else [])]
        raise MXNetError(
            f"layout {layout} does not fit a kernel of {count} dimensions; "
            f"it may be {' or '.join(words)}."
        )
    return True


def first(F, x, last):
    """`x` with its channels behind the batch axis (a view), given whether they are last."""
    return F.transpose(x, axes=(0, len(x.shape) - 1, *range(1, len(x.shape) - 1))) if last else x


def back(F, x, last):
    """The inverse of `first`."""
    return F.transpose(x, axes=(0, *range(2, len(x.shape)), 1)) if last else x


def first_shape(shape, last):
    """The shape that `first` gives."""
    return (shape[0], shape[-1], *shape[1:-1]) if last else tuple(shape)


def back_shape(shape, last):
    """The shape that `back` gives."""
    return (shape[0], *shape[2:], shape[1]) if last else tuple(shape)


def window(kernel, name, value, default, *, ge):
    """A window attribute with one entry per kernel axis; left out, `default` everywhere."""
    if not value:
        return (default,) * len(kernel)
    if len(value) != len(kernel):
        raise MXNetError(f"{name} {value} must have as many entries as kernel {kernel}.")
    if min(value) < ge:
        raise MXNetError(f"{name} {value} must be at least {ge} everywhere.")
    return value


def check_rank(shape, count, layout):
    """Refuse data that has not `count` spatial axes."""
    if len(shape) != count + 2:
        raise MXNetError(
            f"data has shape {tuple(shape)}; a kernel of {count} dimensions needs "
            f"{count + 2} axes ({layout or FIRST[count]})."
        )


def check_float(x):
    """Refuse integers: the kernels are for real numbers."""
    if not x.dtype.is_floating_point:
        raise MXNetError("this operation only supports floating point types; cast the data first.")
