"""Finding the first NaN or Inf."""

from .. import _kernels as k
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
        return self

    def __exit__(self, *_):
        watch.depth -= 1
