"""The LSTM cell whose output is projected to fewer features.

What does not live here: whole layers of it (`gluon.rnn.LSTM` with `projection_size`).
"""

from ...rnn.rnn_cell import HybridRecurrentCell

__all__ = ["LSTMPCell"]


class LSTMPCell(HybridRecurrentCell):
    """Long short-term memory with a projection; the states are the projected output and the cell.

    Parameters
    ----------
    hidden_size : int
        Width of the cell.
    projection_size : int
        Width of the output.
    i2h_weight_initializer, h2h_weight_initializer, h2r_weight_initializer : Initializer or str, \
optional
    i2h_bias_initializer, h2h_bias_initializer : Initializer or str
    input_size : int
        Width of the input; found out from the first one if 0.
    prefix, params
        As of `Block`.

    Examples
    --------
    >>> import mxnet as mx
    >>> cell = mx.gluon.contrib.rnn.LSTMPCell(8, 3)
    >>> cell.initialize()
    >>> outputs, states = cell.unroll(2, mx.nd.ones((1, 2, 5)), merge_outputs=True)
    >>> outputs.shape, [state.shape for state in states]
    ((1, 2, 3), [(1, 3), (1, 8)])

    Source: Sak, Senior and Beaufays, 2014, https://arxiv.org/abs/1402.1128
    """

    def __init__(
        self,
        hidden_size,
        projection_size,
        i2h_weight_initializer=None,
        h2h_weight_initializer=None,
        h2r_weight_initializer=None,
        i2h_bias_initializer="zeros",
        h2h_bias_initializer="zeros",
        input_size=0,
        prefix=None,
        params=None,
    ):
        super().__init__(prefix=prefix, params=params)
        self._hidden_size, self._input_size = hidden_size, input_size
        self._projection_size, rows = projection_size, 4 * hidden_size
        given = {
            "i2h_weight": ((rows, input_size), i2h_weight_initializer),
            "h2h_weight": ((rows, projection_size), h2h_weight_initializer),
            "h2r_weight": ((projection_size, hidden_size), h2r_weight_initializer),
            "i2h_bias": ((rows,), i2h_bias_initializer),
            "h2h_bias": ((rows,), h2h_bias_initializer),
        }
        for name, (shape, init) in given.items():
            param = self.params.get(name, shape=shape, init=init, allow_deferred_init=True)
            setattr(self, name, param)

    def state_info(self, batch_size=0):
        """The projected output and the cell."""
        return [
            {"shape": (batch_size, width), "__layout__": "NC"}
            for width in (self._projection_size, self._hidden_size)
        ]

    def _alias(self):
        return "lstmp"

    def __repr__(self):
        rows, features = self.i2h_weight.shape
        return f"{type(self).__name__}({features or None} -> {rows} -> {self.h2r_weight.shape[0]})"

    def hybrid_forward(
        self, F, inputs, states, i2h_weight, h2h_weight, h2r_weight, i2h_bias, h2h_bias
    ):
        """One step."""
        prefix, units = f"t{self._counter}_", 4 * self._hidden_size
        i2h = F.FullyConnected(
            data=inputs, weight=i2h_weight, bias=i2h_bias, num_hidden=units, name=f"{prefix}i2h"
        )
        h2h = F.FullyConnected(
            data=states[0], weight=h2h_weight, bias=h2h_bias, num_hidden=units, name=f"{prefix}h2h"
        )
        parts = F.SliceChannel(i2h + h2h, num_outputs=4, name=f"{prefix}slice")
        into = F.Activation(parts[0], act_type="sigmoid", name=f"{prefix}i")
        keep = F.Activation(parts[1], act_type="sigmoid", name=f"{prefix}f")
        new = F.Activation(parts[2], act_type="tanh", name=f"{prefix}c")
        out = F.Activation(parts[3], act_type="sigmoid", name=f"{prefix}o")
        memory = F.elemwise_add(keep * states[1], into * new, name=f"{prefix}state")
        hidden = F.elemwise_mul(out, F.Activation(memory, act_type="tanh"), name=f"{prefix}hidden")
        output = F.FullyConnected(
            hidden,
            num_hidden=self._projection_size,
            weight=h2r_weight,
            no_bias=True,
            name=f"{prefix}out",
        )
        return output, [output, memory]
