"""The packed parameters of the RNN operator, initialized piece by piece.

What does not live here: the operator, whose layout this follows (`_ops/rnn.py`).
"""

import numpy as np

from ..ndarray import array
from .base import InitDesc, Initializer, create, register

__all__ = ["FusedRNN"]

_GATES = {
    "rnn_relu": [""],
    "rnn_tanh": [""],
    "lstm": ["_i", "_f", "_c", "_o"],
    "gru": ["_r", "_z", "_o"],
}


@register
class FusedRNN(Initializer):
    """The packed parameters of the RNN operator, piece by piece with another initializer.

    Parameters
    ----------
    init : Initializer, str or None
        For the weights; None uses the one that the whole network is initialized with.
    num_hidden, num_layers : int
    mode : str
        `"rnn_relu"`, `"rnn_tanh"`, `"lstm"` or `"gru"`.
    bidirectional : bool
    forget_bias : float
        Bias of the LSTM's forget gates; the other biases are zero.

    Examples
    --------
    >>> import mxnet as mx
    >>> p = mx.nd.zeros((2 * 3 + 2 * 2 + 4,))
    >>> FusedRNN(One(), 2, 1, "rnn_tanh")._init_weight(InitDesc("rnn_parameters"), p)
    >>> int(p.sum().asscalar())
    10
    """

    def __init__(self, init, num_hidden, num_layers, mode, bidirectional=False, forget_bias=1.0):
        init = create(init) if isinstance(init, str) else init
        super().__init__(
            init=init.dumps() if init is not None else None,
            num_hidden=num_hidden,
            num_layers=num_layers,
            mode=mode,
            bidirectional=bidirectional,
            forget_bias=forget_bias,
        )
        if mode not in _GATES:
            raise ValueError(f"mode {mode!r} is not one of {', '.join(map(repr, _GATES))}")
        self._init, self._mode, self._forget_bias = init, mode, forget_bias
        self._hidden, self._layers, self._directions = (
            num_hidden,
            num_layers,
            2 if bidirectional else 1,
        )

    def _init_weight(self, desc, arr):
        init = self._init or getattr(desc, "global_init", None)
        if init is None:
            raise ValueError(
                f"FusedRNN holds no initializer for the weights of {desc}, and there is no "
                f"global one"
            )
        values, start = np.empty(arr.size, dtype=np.float64), 0
        for name, shape in self._pieces(arr.size):
            piece = array(np.zeros(shape), dtype=arr.dtype)
            init(InitDesc(f"{desc}{name}"), piece)
            if self._mode == "lstm" and name.endswith("_f_bias"):
                piece[:] = self._forget_bias
            values[start : start + piece.size] = piece.asnumpy().ravel()
            start += piece.size
        arr[:] = values.reshape(arr.shape)

    def _pieces(self, size):
        """Names and shapes of the packed arrays: all weights, layer by layer and gate by gate, then
        all biases."""
        h, d, gates = self._hidden, self._directions, _GATES[self._mode]
        rows = len(gates) * h
        inner = (self._layers - 1) * d * rows * (h * d + h)
        biases = 2 * self._layers * d * rows
        features, rest = divmod(size - biases - inner, d * rows)
        features -= h
        if rest or features < 1:
            raise ValueError(
                f"{size} parameters do not fit an RNN of {self._layers} layers with {h} hidden "
                f"units"
            )
        found = []
        for kind in ("weight", "bias"):
            for layer in range(self._layers):
                wide = features if layer == 0 else h * d
                for direction in "lr"[:d]:
                    for part, columns in (("i2h", wide), ("h2h", h)):
                        for gate in gates:
                            found.append(
                                (
                                    f"_{direction}{layer}_{part}{gate}_{kind}",
                                    (h, columns) if kind == "weight" else (h,),
                                )
                            )
        return found
