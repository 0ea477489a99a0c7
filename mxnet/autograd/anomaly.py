"""Finding the first NaN or Inf, and remembering the lines of calls: here watching is turned on."""

import warnings

from .. import _kernels as k
from .._core import flags
from .._core.errors import MXNetError
from .._tape.watch import watch

__all__ = ["detect_anomaly"]


class detect_anomaly:
    """Context manager that stops at the first NaN or Inf of a recorded computation or its
    gradients.

    Raises
    ------
    GradientError
        Naming the operator and the line of the program that recorded it.

    Notes
    -----
    Every recorded result is looked at, so programs run slower inside.

    Examples
    --------
    >>> import mxnet as mx
    >>> x = mx.nd.array([-1.0])
    >>> x.attach_grad()
    >>> with mx.autograd.detect_anomaly(), mx.autograd.record():
    ...     y = mx.nd.sqrt(x)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    mxnet._core.errors.GradientError: detect_anomaly: sqrt (recorded at ...
    """

    def __enter__(self):
        watch.bad = k.not_finite
        watch.depth += 1
        watch.looks += 1
        return self

    def __exit__(self, *_):
        watch.depth -= 1
        watch.looks -= 1


_asked = {"depth": 0, "looks": 0}


def _follow():
    """Watch what `MXNET_DEBUG` asks for, from the first import on."""
    words = dict(flags.DEBUG.value)
    watch.bad = k.not_finite
    now = {"depth": int("where" in words or "nan" in words), "looks": int("nan" in words)}
    watch.depth += now["depth"] - _asked["depth"]
    watch.looks += now["looks"] - _asked["looks"]
    watch.lines = bool(now["depth"])
    _asked.update(now)


flags.DEBUG.changed = _follow
try:
    _follow()
except MXNetError as _error:  # an import is no place to fail; the compiler refuses it later
    warnings.warn(str(_error), stacklevel=2)
