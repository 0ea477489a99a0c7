"""2-bit compression of gradients: what is too small to send stays behind and is added next time.

What does not live here: when gradients are sent.
"""

from .. import _kernels as k
from .._core.attrs import real, single
from .._core.errors import MXNetError
from ..ndarray import zeros_like
from ..ndarray.handle import wrap

__all__ = ["TwoBit"]


class TwoBit:
    """Turns gradients into -threshold, 0 and +threshold, and keeps the residuals.

    Parameters
    ----------
    params : dict
        `type`, which is `"2bit"`, and `threshold`, above 0 (0.5 if left out).

    Raises
    ------
    MXNetError
        There is no type, another one, a threshold that is not above 0, or another parameter.

    Examples
    --------
    >>> import mxnet as mx
    >>> half = TwoBit({"type": "2bit", "threshold": 0.5})
    >>> [half.sent("w", 0, mx.nd.array([0.75, -0.25])).asnumpy().tolist() for _ in range(2)]
    [[0.5, 0.0], [0.5, -0.5]]
    """

    def __init__(self, params):
        if "type" not in params:
            raise MXNetError("Required parameter type of gradient compression is not presented")
        unknown = sorted(set(params) - {"type", "threshold"})
        if unknown:
            raise MXNetError(f"gradient compression has no parameter {unknown[0]!r}")
        if params["type"] != "2bit":
            raise MXNetError(f"Unknown type for gradient compression {params['type']}")
        try:
            self.threshold = single(real(params.get("threshold", 0.5)))
        except (ValueError, OverflowError):
            raise MXNetError(f"threshold must be a number, not {params['threshold']!r}") from None
        if not self.threshold > 0:
            raise MXNetError(f"threshold must be greater than 0, not {self.threshold}")
        self._residuals = {}

    def sent(self, key, place, grad):
        """What is sent of a gradient, the `place`-th of its key."""
        if k.dtype_name(grad._data) != "float32":
            raise MXNetError(
                f"gradient compression takes float32, not {k.dtype_name(grad._data)}; key {key!r}"
            )
        residual = self._residuals.get((key, place))
        if residual is None:
            residual = self._residuals[key, place] = zeros_like(grad)
        sent = k.two_bit_(residual._data, grad._data, threshold=self.threshold)
        return wrap(sent, grad._ctx)
