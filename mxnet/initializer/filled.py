"""Initializers that draw nothing: constants, and the fixed patterns of two kinds of layer.

What does not live here: random numbers (`scaled.py`).
"""

import math

import numpy as np

from ..ndarray import NDArray
from .base import Initializer, alias, register

__all__ = ["Zero", "One", "Constant", "Bilinear", "LSTMBias"]


@alias("zeros")
@register
class Zero(Initializer):
    """All zeros.

    Examples
    --------
    >>> import mxnet as mx
    >>> w = mx.nd.ones((2,)); Zero()("fc_weight", w); w.asnumpy().tolist()
    [0.0, 0.0]
    """

    def __init__(self):
        super().__init__()

    def _init_weight(self, _, arr):
        arr[:] = 0


@alias("ones")
@register
class One(Initializer):
    """All ones.

    Examples
    --------
    >>> import mxnet as mx
    >>> w = mx.nd.zeros((2,)); One()("fc_weight", w); w.asnumpy().tolist()
    [1.0, 1.0]
    """

    def __init__(self):
        super().__init__()

    def _init_weight(self, _, arr):
        arr[:] = 1


@register
class Constant(Initializer):
    """One value everywhere, or the values of an array.

    Parameters
    ----------
    value : float, list, numpy.ndarray or NDArray

    Examples
    --------
    >>> import mxnet as mx
    >>> w = mx.nd.zeros((2,)); Constant(3)("fc_weight", w); w.asnumpy().tolist()
    [3.0, 3.0]
    """

    def __init__(self, value):
        numbers = value.asnumpy() if isinstance(value, NDArray) else value
        super().__init__(value=numbers.tolist() if isinstance(numbers, np.ndarray) else numbers)
        self.value = value

    def _init_weight(self, _, arr):
        arr[:] = (
            self.value
            if np.isscalar(self.value) or isinstance(self.value, NDArray)
            else np.asarray(self.value)
        )


@register
class Bilinear(Initializer):
    """The kernel of bilinear interpolation, for upsampling by transposed convolution.

    Examples
    --------
    >>> import mxnet as mx
    >>> w = mx.nd.zeros((1, 1, 4, 4)); Bilinear()("up_weight", w); w[0, 0, 0].asnumpy().tolist()
    [0.0625, 0.1875, 0.1875, 0.0625]
    """

    def __init__(self):
        super().__init__()

    def _init_weight(self, _, arr):
        height, width = arr.shape[2], arr.shape[3]
        half = math.ceil(width / 2.0)
        centre = (2 * half - 1 - half % 2) / (2.0 * half)
        rows = 1 - abs(np.arange(height) / half - centre)
        columns = 1 - abs(np.arange(width) / half - centre)
        arr[:] = np.broadcast_to(np.outer(rows, columns), arr.shape)


@register
class LSTMBias(Initializer):
    """Zeros, except the forget gate's quarter of an LSTM's bias.

    Source: Jozefowicz, Zaremba, Sutskever 2015, "An empirical exploration of recurrent network
    architectures".

    Parameters
    ----------
    forget_bias : float

    Examples
    --------
    >>> import mxnet as mx
    >>> b = mx.nd.ones((8,))
    >>> One()(InitDesc("lstm_bias", {"__init__": LSTMBias(2.0).dumps()}), b)
    >>> b.asnumpy().tolist()
    [0.0, 0.0, 2.0, 2.0, 0.0, 0.0, 0.0, 0.0]
    """

    def __init__(self, forget_bias=1.0):
        super().__init__(forget_bias=forget_bias)
        self.forget_bias = forget_bias

    def _init_weight(self, _, arr):
        values = np.zeros(arr.shape)
        quarter = arr.shape[0] // 4
        values[quarter : 2 * quarter] = self.forget_bias
        arr[:] = values
