"""The cells with weights of their own: plain, LSTM and GRU.

What does not live here: convolutions in place of products (`convolutional_cells.py`).
"""

from .. import initializer, symbol
from .base_cell import BaseRNNCell

__all__ = ["RNNCell", "LSTMCell", "GRUCell", "gru_step", "lstm_step"]


class _DenseCell(BaseRNNCell):
    """A cell whose gates are two affine maps, of the input and of the state."""

    def __init__(self, num_hidden, prefix, params, **bias):
        super().__init__(prefix=prefix, params=params)
        self._num_hidden = num_hidden
        self._iW, self._iB = self.params.get("i2h_weight"), self.params.get("i2h_bias", **bias)
        self._hW, self._hB = self.params.get("h2h_weight"), self.params.get("h2h_bias")

    @property
    def state_info(self):
        """One state of `num_hidden` features."""
        return [{"shape": (0, self._num_hidden), "__layout__": "NC"}]

    def _gates(self, inputs, state, name):
        """The gates' two summands."""
        units = self._num_hidden * len(self._gate_names)
        return tuple(
            symbol.FullyConnected(
                data=x, weight=weight, bias=bias, num_hidden=units, name=f"{name}{part}"
            )
            for x, weight, bias, part in (
                (inputs, self._iW, self._iB, "i2h"),
                (state, self._hW, self._hB, "h2h"),
            )
        )


class RNNCell(_DenseCell):
    """The plain cell: ``h' = act(W x + b + R h + c)``.

    Parameters
    ----------
    num_hidden : int
        Width of output and state.
    activation : str or callable
        Of `sym.Activation`, or a function of a symbol.
    prefix : str
    params : RNNParams, optional
    """

    def __init__(self, num_hidden, activation="tanh", prefix="rnn_", params=None):
        super().__init__(num_hidden, prefix, params)
        self._activation = activation

    @property
    def _gate_names(self):
        return ("",)

    def __call__(self, inputs, states):
        """One step; the output is the new state."""
        name = self._step_name()
        i2h, h2h = self._gates(inputs, states[0], name)
        output = self._get_activation(i2h + h2h, self._activation, name=f"{name}out")
        return output, [output]


class LSTMCell(_DenseCell):
    """Long short-term memory; the states are output and cell.

    Parameters
    ----------
    num_hidden : int
    prefix : str
    params : RNNParams, optional
    forget_bias : float
        What the forget gate's bias begins with.
    """

    def __init__(self, num_hidden, prefix="lstm_", params=None, forget_bias=1.0):
        super().__init__(
            num_hidden, prefix, params, init=initializer.LSTMBias(forget_bias=forget_bias)
        )

    @property
    def state_info(self):
        """Output and cell, of `num_hidden` features each."""
        return super().state_info * 2

    @property
    def _gate_names(self):
        return ["_i", "_f", "_c", "_o"]

    def __call__(self, inputs, states):
        """One step."""
        name = self._step_name()
        i2h, h2h = self._gates(inputs, states[0], name)
        parts = symbol.SliceChannel(i2h + h2h, num_outputs=4, name=f"{name}slice")
        return lstm_step(self, parts, states[1], "tanh", name)


class GRUCell(_DenseCell):
    """The gated recurrent unit, whose reset gate acts on the state's part of the candidate.

    Parameters
    ----------
    num_hidden : int
    prefix : str
    params : RNNParams, optional
    """

    def __init__(self, num_hidden, prefix="gru_", params=None):
        super().__init__(num_hidden, prefix, params)

    @property
    def _gate_names(self):
        return ["_r", "_z", "_o"]

    def __call__(self, inputs, states):
        """One step; the output is the new state."""
        name = self._step_name()
        i2h, h2h = self._gates(inputs, states[0], f"{name}_")
        pairs = [
            symbol.SliceChannel(x, num_outputs=3, name=f"{name}_{part}_slice")
            for x, part in ((i2h, "i2h"), (h2h, "h2h"))
        ]
        return gru_step(self, *pairs, states[0], "tanh", name)


def lstm_step(cell, gates, memory, activation, name):
    """Output and states of an LSTM from its four gates before their activations."""
    into = symbol.Activation(gates[0], act_type="sigmoid", name=f"{name}i")
    keep = symbol.Activation(gates[1], act_type="sigmoid", name=f"{name}f")
    new = cell._get_activation(gates[2], activation, name=f"{name}c")
    out = symbol.Activation(gates[3], act_type="sigmoid", name=f"{name}o")
    memory = symbol.elemwise_add(keep * memory, into * new, name=f"{name}state")
    shown = cell._get_activation(memory, activation)
    output = symbol.elemwise_mul(out, shown, name=f"{name}out")
    return output, [output, memory]


def gru_step(cell, i2h, h2h, state, activation, name):
    """Output and state of a GRU from the three parts of both its summands."""
    reset = symbol.Activation(i2h[0] + h2h[0], act_type="sigmoid", name=f"{name}_r_act")
    update = symbol.Activation(i2h[1] + h2h[1], act_type="sigmoid", name=f"{name}_z_act")
    new = cell._get_activation(i2h[2] + reset * h2h[2], activation, name=f"{name}_h_act")
    output = symbol.elemwise_add((1.0 - update) * new, update * state, name=f"{name}out")
    return output, [output]
