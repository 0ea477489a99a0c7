"""The cells with weights of their own: plain, LSTM and GRU.

What does not live here: whole layers as one operator (`rnn_layer.py`).
"""

from ._recurrent_cell import HybridRecurrentCell

__all__ = ["RNNCell", "LSTMCell", "GRUCell"]


class _DenseCell(HybridRecurrentCell):
    """A cell whose gates are two affine maps, of the input and of the state."""

    _gates, _states = 1, 1

    def __init__(self, hidden_size, initializers, input_size, prefix, params):
        super().__init__(prefix=prefix, params=params)
        self._hidden_size, self._input_size = hidden_size, input_size
        rows = self._gates * hidden_size
        shapes = ((rows, input_size), (rows, hidden_size), (rows,), (rows,))
        names = ("i2h_weight", "h2h_weight", "i2h_bias", "h2h_bias")
        for name, shape, init in zip(names, shapes, initializers, strict=True):
            setattr(
                self,
                name,
                self.params.get(name, shape=shape, init=init, allow_deferred_init=True),
            )

    def state_info(self, batch_size=0):
        """States of `hidden_size` features."""
        return [
            {"shape": (batch_size, self._hidden_size), "__layout__": "NC"}
            for _ in range(self._states)
        ]

    def _summands(self, F, inputs, state, weights, prefix):
        """The gates' two summands."""
        i2h_weight, h2h_weight, i2h_bias, h2h_bias = weights
        units = self._gates * self._hidden_size
        return (
            F.FullyConnected(
                data=inputs, weight=i2h_weight, bias=i2h_bias, num_hidden=units, name=f"{prefix}i2h"
            ),
            F.FullyConnected(
                data=state, weight=h2h_weight, bias=h2h_bias, num_hidden=units, name=f"{prefix}h2h"
            ),
        )

    def __repr__(self):
        rows, features = self.i2h_weight.shape
        return f"{type(self).__name__}({features or None} -> {rows}{self._remark()})"

    def _remark(self):
        return ""


class RNNCell(_DenseCell):
    """The plain cell: ``h' = act(W x + b + R h + c)``.

    Parameters
    ----------
    hidden_size : int
        Width of output and state.
    activation : str or callable
    i2h_weight_initializer, h2h_weight_initializer : Initializer or str, optional
    i2h_bias_initializer, h2h_bias_initializer : Initializer or str
    input_size : int
        Width of the input; found out from the first one if 0.
    prefix, params
        As of `Block`.

    Examples
    --------
    >>> import mxnet as mx
    >>> cell = mx.gluon.rnn.RNNCell(4, activation="relu")
    >>> cell.initialize()
    >>> output, states = cell(mx.nd.ones((2, 3)), [mx.nd.zeros((2, 4))])
    >>> output.shape, cell
    ((2, 4), RNNCell(3 -> 4, relu))
    """

    def __init__(
        self,
        hidden_size,
        activation="tanh",
        i2h_weight_initializer=None,
        h2h_weight_initializer=None,
        i2h_bias_initializer="zeros",
        h2h_bias_initializer="zeros",
        input_size=0,
        prefix=None,
        params=None,
    ):
        initializers = (
            i2h_weight_initializer, h2h_weight_initializer,
            i2h_bias_initializer, h2h_bias_initializer,
        )  # fmt: skip
        super().__init__(hidden_size, initializers, input_size, prefix, params)
        self._activation = activation

    def _alias(self):
        return "rnn"

    def _remark(self):
        return f", {self._activation}"

    def hybrid_forward(self, F, inputs, states, i2h_weight, h2h_weight, i2h_bias, h2h_bias):
        """One step; the output is the new state."""
        prefix = f"t{self._counter}_"
        weights = (i2h_weight, h2h_weight, i2h_bias, h2h_bias)
        i2h, h2h = self._summands(F, inputs, states[0], weights, prefix)
        total = F.elemwise_add(i2h, h2h, name=f"{prefix}plus0")
        output = self._get_activation(F, total, self._activation, name=f"{prefix}out")
        return output, [output]


class LSTMCell(_DenseCell):
    """Long short-term memory; the states are output and cell.

    Parameters
    ----------
    hidden_size : int
    i2h_weight_initializer, h2h_weight_initializer : Initializer or str, optional
    i2h_bias_initializer, h2h_bias_initializer : Initializer or str
        `mx.init.LSTMBias()` opens the forget gate at first.
    input_size : int
    prefix, params
        As of `Block`.
    activation, recurrent_activation : str
        Of the candidate and the output, and of the gates.

    Notes
    -----
    The gates lie in the order input, forget, candidate, output.
    Source: Hochreiter and Schmidhuber, "Long Short-Term Memory".
    """

    _gates, _states = 4, 2

    def __init__(
        self,
        hidden_size,
        i2h_weight_initializer=None,
        h2h_weight_initializer=None,
        i2h_bias_initializer="zeros",
        h2h_bias_initializer="zeros",
        input_size=0,
        prefix=None,
        params=None,
        activation="tanh",
        recurrent_activation="sigmoid",
    ):
        initializers = (
            i2h_weight_initializer, h2h_weight_initializer,
            i2h_bias_initializer, h2h_bias_initializer,
        )  # fmt: skip
        super().__init__(hidden_size, initializers, input_size, prefix, params)
        self._activation, self._recurrent_activation = activation, recurrent_activation

    def _alias(self):
        return "lstm"

    def hybrid_forward(self, F, inputs, states, i2h_weight, h2h_weight, i2h_bias, h2h_bias):
        """One step."""
        prefix = f"t{self._counter}_"
        weights = (i2h_weight, h2h_weight, i2h_bias, h2h_bias)
        i2h, h2h = self._summands(F, inputs, states[0], weights, prefix)
        total = F.elemwise_add(i2h, h2h, name=f"{prefix}plus0")
        parts = F.SliceChannel(total, num_outputs=4, name=f"{prefix}slice")
        act, gate = self._get_activation, self._recurrent_activation
        into = act(F, parts[0], gate, name=f"{prefix}i")
        keep = act(F, parts[1], gate, name=f"{prefix}f")
        new = act(F, parts[2], self._activation, name=f"{prefix}c")
        out = act(F, parts[3], gate, name=f"{prefix}o")
        memory = F.elemwise_add(
            F.elemwise_mul(keep, states[1], name=f"{prefix}mul0"),
            F.elemwise_mul(into, new, name=f"{prefix}mul1"),
            name=f"{prefix}state",
        )
        shown = F.Activation(memory, act_type=self._activation, name=f"{prefix}activation0")
        output = F.elemwise_mul(out, shown, name=f"{prefix}out")
        return output, [output, memory]


class GRUCell(_DenseCell):
    """The gated recurrent unit, whose reset gate acts on the state's part of the candidate.

    Parameters
    ----------
    hidden_size : int
    i2h_weight_initializer, h2h_weight_initializer : Initializer or str, optional
    i2h_bias_initializer, h2h_bias_initializer : Initializer or str
    input_size : int
    prefix, params
        As of `Block`.

    Notes
    -----
    The gates lie in the order reset, update, candidate.
    Source: Cho et al., "Learning Phrase Representations using RNN Encoder-Decoder for Statistical
    Machine Translation", in the form of cuDNN.
    """

    _gates = 3

    def __init__(
        self,
        hidden_size,
        i2h_weight_initializer=None,
        h2h_weight_initializer=None,
        i2h_bias_initializer="zeros",
        h2h_bias_initializer="zeros",
        input_size=0,
        prefix=None,
        params=None,
    ):
        initializers = (
            i2h_weight_initializer, h2h_weight_initializer,
            i2h_bias_initializer, h2h_bias_initializer,
        )  # fmt: skip
        super().__init__(hidden_size, initializers, input_size, prefix, params)

    def _alias(self):
        return "gru"

    def hybrid_forward(self, F, inputs, states, i2h_weight, h2h_weight, i2h_bias, h2h_bias):
        """One step; the output is the new state."""
        prefix, before = f"t{self._counter}_", states[0]
        weights = (i2h_weight, h2h_weight, i2h_bias, h2h_bias)
        i2h, h2h = self._summands(F, inputs, before, weights, prefix)
        i2h = F.SliceChannel(i2h, num_outputs=3, name=f"{prefix}i2h_slice")
        h2h = F.SliceChannel(h2h, num_outputs=3, name=f"{prefix}h2h_slice")
        reset = F.Activation(
            F.elemwise_add(i2h[0], h2h[0], name=f"{prefix}plus0"),
            act_type="sigmoid",
            name=f"{prefix}r_act",
        )
        update = F.Activation(
            F.elemwise_add(i2h[1], h2h[1], name=f"{prefix}plus1"),
            act_type="sigmoid",
            name=f"{prefix}z_act",
        )
        fed = F.elemwise_mul(reset, h2h[2], name=f"{prefix}mul0")
        new = F.Activation(
            F.elemwise_add(i2h[2], fed, name=f"{prefix}plus2"),
            act_type="tanh",
            name=f"{prefix}h_act",
        )
        ones = F.ones_like(update, name=f"{prefix}ones_like0")
        rest = F.elemwise_sub(ones, update, name=f"{prefix}minus0")
        output = F.elemwise_add(
            F.elemwise_mul(rest, new, name=f"{prefix}mul1"),
            F.elemwise_mul(update, before, name=f"{prefix}mul20"),
            name=f"{prefix}out",
        )
        return output, [output]
