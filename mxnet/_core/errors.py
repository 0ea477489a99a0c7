"""The exceptions of the package and the one way operator errors are worded.

What does not live here: any checking. A room that finds something wrong raises through these.
"""

import difflib

__all__ = [
    "MXNetError",
    "NotSupportedForSparseNDArray",
    "NotDense",
    "GradientError",
    "OutOfBounds",
    "operator_error",
    "closest",
]


class MXNetError(RuntimeError):
    """An operator, array or file was given something it cannot take.

    Examples
    --------
    >>> issubclass(MXNetError, RuntimeError)
    True
    """

    __module__ = "mxnet.base"  # where programs know it from, and tracebacks show it


class GradientError(MXNetError):
    """A gradient was asked for that does not exist or can no longer be computed."""


class OutOfBounds(MXNetError, IndexError):
    """An index names an entry that is not there; an IndexError too, as in the reference."""


class NotSupportedForSparseNDArray(MXNetError):
    """A dense-only method was called on a sparse array."""

    def __init__(self, function, alias, *args):
        name = getattr(function, "__name__", str(function))
        shown = f'{name} (namely operator "{alias}")' if alias else name
        given = ", ".join(str(type(x)) for x in args)
        super().__init__(
            f"Function {shown} with arguments ({given}) is not supported for SparseNDArray and "
            "only available in NDArray. tostype('default') makes a dense one."
        )


class NotDense(NotSupportedForSparseNDArray):
    """The dense values of a sparse array were asked for by what does not know sparse arrays."""

    def __init__(self, stype, shape):
        MXNetError.__init__(
            self,
            f"a {stype} array of shape {shape} came where only dense ones can be taken; "
            "tostype('default') makes one.",
        )


def operator_error(name, what, hint=None):
    """Return an MXNetError worded `<operator>: <what>. <hint>`."""
    text = f"{name}: {what}"
    return MXNetError(f"{text} {hint}" if hint else text)


def closest(word, known, count=3):
    """The names of `known` most like `word`, as text for an error's hint, or an empty string."""

    found = difflib.get_close_matches(word, list(known), n=count, cutoff=0.6)
    return f" Did you mean {' or '.join(map(repr, found))}?" if found else ""
