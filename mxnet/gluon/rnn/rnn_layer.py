"""Recurrent layers over whole sequences: plain, LSTM and GRU, each as one `RNN` operator.

What does not live here: single steps (`rnn_cell.py`), the operator (`_ops/rnn.py`).
"""

import re

from ... import ndarray, symbol
from ...ndarray import NDArray
from ..block import HybridBlock
from ._combined_cells import BidirectionalCell, HybridSequentialRNNCell
from ._gated_cells import GRUCell, LSTMCell, RNNCell
from ._modifier_cells import DropoutCell

__all__ = ["RNN", "LSTM", "GRU"]

_GATES = {"rnn_relu": 1, "rnn_tanh": 1, "lstm": 4, "gru": 3}
_PARAMETER = re.compile(r"([lr])(\d+)_((?:i2h|h2h|h2r)_(?:weight|bias))")


class _RNNLayer(HybridBlock):
    """Layers in one or both directions, with parameters `l0_i2h_weight` and so on."""

    def __init__(
        self,
        hidden_size,
        num_layers,
        layout,
        dropout,
        bidirectional,
        input_size,
        i2h_weight_initializer,
        h2h_weight_initializer,
        i2h_bias_initializer,
        h2h_bias_initializer,
        mode,
        projection_size,
        h2r_weight_initializer,
        lstm_state_clip_min,
        lstm_state_clip_max,
        lstm_state_clip_nan,
        dtype,
        use_sequence_length=False,
        **kwargs,
    ):
        super().__init__(**kwargs)
        if layout not in ("TNC", "NTC"):
            raise AssertionError(f"Invalid layout {layout}; must be one of ['TNC' or 'NTC']")
        if mode not in _GATES:
            raise KeyError(mode)
        self._hidden_size, self._num_layers, self._layout = hidden_size, num_layers, layout
        self._dropout, self._dir, self._input_size = dropout, 2 if bidirectional else 1, input_size
        self._mode, self._gates, self._dtype = mode, _GATES[mode], dtype
        self._projection_size, self._use_sequence_length = projection_size, use_sequence_length
        self._initializers = {
            "i2h_weight": i2h_weight_initializer,
            "h2h_weight": h2h_weight_initializer,
            "i2h_bias": i2h_bias_initializer,
            "h2h_bias": h2h_bias_initializer,
            "h2r_weight": h2r_weight_initializer,
        }
        self._clip = {
            "lstm_state_clip_min": lstm_state_clip_min,
            "lstm_state_clip_max": lstm_state_clip_max,
            "lstm_state_clip_nan": lstm_state_clip_nan,
        }
        self.skip_states = None
        for layer in range(num_layers):
            for side in self._sides:
                for part, shape in self._shapes(layer).items():
                    self._register_param(f"{side}{layer}_{part}", shape, self._initializers[part])

    @property
    def _sides(self):
        return ("l", "r")[: self._dir]

    @property
    def _fed_back(self):
        """The width of a state: that of the projection where there is one."""
        return self._projection_size or self._hidden_size

    def _shapes(self, layer):
        """The shapes of one layer's parameters in one direction."""
        rows = self._gates * self._hidden_size
        width = self._fed_back * self._dir if layer else self._input_size
        shapes = {
            "i2h_weight": (rows, width),
            "h2h_weight": (rows, self._fed_back),
            "i2h_bias": (rows,),
            "h2h_bias": (rows,),
        }
        if self._projection_size:
            shapes["h2r_weight"] = (self._projection_size, self._hidden_size)
        return shapes

    def _register_param(self, name, shape, init):
        param = self.params.get(
            name, shape=shape, init=init, allow_deferred_init=True, dtype=self._dtype
        )
        setattr(self, name, param)

    def __repr__(self):
        features = self.l0_i2h_weight.shape[1]
        parts = [f"{features or None} -> {self._hidden_size}", self._layout]
        if self._num_layers != 1:
            parts.append(f"num_layers={self._num_layers}")
        if self._dropout != 0:
            parts.append(f"dropout={self._dropout}")
        if self._dir == 2:
            parts.append("bidirectional")
        return f"{type(self).__name__}({', '.join(parts)})"

    def _collect_params_with_prefix(self, prefix=""):
        """Parameters by the names that files hold: those of the unfused cells."""
        prefix = f"{prefix}." if prefix else ""
        found = {}
        for name, param in self._reg_params.items():
            side, layer, part = _PARAMETER.fullmatch(name).groups()
            cell = f".{side}_cell" if self._dir == 2 else ""
            found[f"{prefix}_unfused.{layer}{cell}.{part}"] = param
        return found

    # -------------------------------------------------------------------------- states

    def state_info(self, batch_size=0):
        """Shape, layout and type of every state.

        Parameters
        ----------
        batch_size : int
        """
        stacked = (self._num_layers * self._dir, batch_size)
        widths = [self._fed_back] + ([self._hidden_size] if self._mode == "lstm" else [])
        return [
            {"shape": (*stacked, width), "__layout__": "LNC", "dtype": self._dtype}
            for width in widths
        ]

    def begin_state(self, batch_size=0, func=ndarray.zeros, **kwargs):
        """The states to begin with.

        Parameters
        ----------
        batch_size : int
        func : callable
            Makes one: `nd.zeros`, `nd.ones`, `nd.random.uniform`, `sym.Variable`, ...
        **kwargs
            For `func`.

        Returns
        -------
        list of NDArray or Symbol

        Examples
        --------
        >>> import mxnet as mx
        >>> [state.shape for state in mx.gluon.rnn.LSTM(4, num_layers=2).begin_state(3)]
        [(2, 3, 4), (2, 3, 4)]
        """
        return [
            func(name=f"{self.prefix}h0_{i}", **(info | kwargs))
            for i, info in enumerate(self.state_info(batch_size))
        ]

    def cast(self, dtype):
        """Convert the parameters, and the states to begin with, to another type."""
        super().cast(dtype)
        self._dtype = dtype

    # ------------------------------------------------------------------------- calling

    def __call__(self, inputs, states=None, sequence_length=None, **kwargs):
        """The outputs of all steps; with states given, the last states too.

        Parameters
        ----------
        inputs : NDArray or Symbol
            (steps, batch, features), or as the layout says.
        states : NDArray, Symbol, or list of them, optional
            Zeros if left out.
        sequence_length : NDArray or Symbol, optional
            (batch,), the steps of every sequence; with `use_sequence_length` only.

        Returns
        -------
        output : NDArray or Symbol
            (steps, batch, directions · width).
        states : list of NDArray or Symbol
            If states were given.
        """
        self.skip_states = states is None
        if states is None:
            states = self._first_states(inputs)
        elif isinstance(states, (NDArray, symbol.Symbol)):
            states = [states]
        if self._use_sequence_length:
            return super().__call__(inputs, states, sequence_length, **kwargs)
        return super().__call__(inputs, states, **kwargs)

    def _first_states(self, inputs):
        if not isinstance(inputs, NDArray):
            return self.begin_state(0, func=symbol.zeros)
        batch = inputs.shape[self._layout.find("N")]
        return self.begin_state(batch, ctx=inputs.context, dtype=inputs.dtype)

    def hybrid_forward(self, F, inputs, states, sequence_length=None, **kwargs):
        """The outputs, and the last states unless none were given."""
        if F is ndarray:
            self._check_states(inputs, states)
        turned = self._layout == "NTC"
        data = F.swapaxes(inputs, dim1=0, dim2=1) if turned else inputs
        lengths = {"sequence_length": sequence_length} if self._use_sequence_length else {}
        found = F.RNN(
            data,
            self._packed(F, kwargs),
            **dict(zip(("state", "state_cell"), states, strict=False)),
            **lengths,
            **self._clip,
            use_sequence_length=self._use_sequence_length,
            state_size=self._hidden_size,
            projection_size=self._projection_size,
            num_layers=self._num_layers,
            bidirectional=self._dir == 2,
            p=self._dropout,
            state_outputs=True,
            mode=self._mode,
        )
        outputs = F.swapaxes(found[0], dim1=0, dim2=1) if turned else found[0]
        if self.skip_states:
            return outputs
        return outputs, [found[i + 1] for i in range(len(self.state_info()))]

    def _packed(self, F, params):
        """All weights, then all biases, one after the other."""
        kinds = (("i2h_weight", "h2h_weight"), ("i2h_bias", "h2h_bias"))
        if self._projection_size:
            kinds = (("i2h_weight", "h2h_weight", "h2r_weight"), kinds[1])
        flat = [
            params[f"{side}{layer}_{part}"].reshape(-1)
            for parts in kinds
            for layer in range(self._num_layers)
            for side in self._sides
            for part in parts
        ]
        return F._internal._rnn_param_concat(*flat, dim=0)

    def _check_states(self, inputs, states):
        infos = self.state_info(inputs.shape[self._layout.find("N")])
        if len(states) != len(infos):
            raise ValueError(f"{self.name} has {len(infos)} states; {len(states)} are given.")
        for state, info in zip(states, infos, strict=True):
            if state.shape != info["shape"]:
                raise ValueError(
                    f"Invalid recurrent state shape. Expecting {info['shape']}, got {state.shape}."
                )

    # ------------------------------------------------------------------------- unfused

    def _unfuse(self):
        """The same network as cells, with the same parameters."""
        if self._projection_size:
            raise AssertionError("_unfuse does not support projection layer yet!")
        if any(value for value in self._clip.values()):
            raise AssertionError("_unfuse does not support state clipping yet!")
        stack = HybridSequentialRNNCell(prefix=self.prefix, params=self.params)
        with stack.name_scope():
            for layer in range(self._num_layers):
                cells = [self._cell(side, layer) for side in self._sides]
                stack.add(BidirectionalCell(*cells) if self._dir == 2 else cells[0])
                if self._dropout > 0 and layer != self._num_layers - 1:
                    stack.add(DropoutCell(self._dropout))
        return stack

    def _cell(self, side, layer):
        given = {
            f"{part}_initializer": init
            for part, init in self._initializers.items()
            if part != "h2r_weight"
        }
        given["input_size"] = self._shapes(layer)["i2h_weight"][1]
        given["prefix"] = f"{side}{layer}_"
        if self._mode == "lstm":
            return LSTMCell(self._hidden_size, **given)
        if self._mode == "gru":
            return GRUCell(self._hidden_size, **given)
        return RNNCell(self._hidden_size, self._mode.removeprefix("rnn_"), **given)


class RNN(_RNNLayer):
    """Layers of the plain cell over whole sequences.

    Parameters
    ----------
    hidden_size, num_layers : int
    activation : str
        `"relu"` or `"tanh"`.
    layout : str
        `"TNC"` or `"NTC"`.
    dropout : float
        Between layers, in training.
    bidirectional : bool
        Both directions of time, their outputs joined.
    i2h_weight_initializer, h2h_weight_initializer : Initializer or str, optional
    i2h_bias_initializer, h2h_bias_initializer : Initializer or str
    input_size : int
        Width of the inputs; found out from the first ones if 0.
    dtype : str
    **kwargs
        `prefix`, `params` and `use_sequence_length`: whether calls give each sequence's steps.

    Examples
    --------
    >>> import mxnet as mx
    >>> layer = mx.gluon.rnn.RNN(100, num_layers=3)
    >>> layer.initialize()
    >>> layer(mx.nd.random.uniform(shape=(5, 3, 10))).shape
    (5, 3, 100)
    """

    def __init__(
        self,
        hidden_size,
        num_layers=1,
        activation="relu",
        layout="TNC",
        dropout=0,
        bidirectional=False,
        i2h_weight_initializer=None,
        h2h_weight_initializer=None,
        i2h_bias_initializer="zeros",
        h2h_bias_initializer="zeros",
        input_size=0,
        dtype="float32",
        **kwargs,
    ):
        super().__init__(
            hidden_size, num_layers, layout, dropout, bidirectional, input_size,
            i2h_weight_initializer, h2h_weight_initializer, i2h_bias_initializer,
            h2h_bias_initializer, f"rnn_{activation}", None, None, None, None, False, dtype,
            **kwargs,
        )  # fmt: skip

    def _alias(self):
        return "rnn"


class LSTM(_RNNLayer):
    """Layers of long short-term memory over whole sequences; the states are output and cell.

    Parameters
    ----------
    hidden_size, num_layers : int
    layout : str
        `"TNC"` or `"NTC"`.
    dropout : float
    bidirectional : bool
    input_size : int
    i2h_weight_initializer, h2h_weight_initializer : Initializer or str, optional
    i2h_bias_initializer, h2h_bias_initializer : Initializer or str
    projection_size : int, optional
        Width that outputs are projected to before they are fed back.
    h2r_weight_initializer : Initializer or str, optional
        Of the projection.
    state_clip_min, state_clip_max : float, optional
        Bounds of the cells.
    state_clip_nan : bool
        Whether a NaN in a cell becomes the lower bound.
    dtype : str
    **kwargs
        As of `RNN`.

    Examples
    --------
    >>> import mxnet as mx
    >>> layer = mx.gluon.rnn.LSTM(100, bidirectional=True)
    >>> layer.initialize()
    >>> x = mx.nd.random.uniform(shape=(5, 3, 10))
    >>> output, states = layer(x, layer.begin_state(3))
    >>> output.shape, [state.shape for state in states]
    ((5, 3, 200), [(2, 3, 100), (2, 3, 100)])
    """

    def __init__(
        self,
        hidden_size,
        num_layers=1,
        layout="TNC",
        dropout=0,
        bidirectional=False,
        input_size=0,
        i2h_weight_initializer=None,
        h2h_weight_initializer=None,
        i2h_bias_initializer="zeros",
        h2h_bias_initializer="zeros",
        projection_size=None,
        h2r_weight_initializer=None,
        state_clip_min=None,
        state_clip_max=None,
        state_clip_nan=False,
        dtype="float32",
        **kwargs,
    ):
        super().__init__(
            hidden_size, num_layers, layout, dropout, bidirectional, input_size,
            i2h_weight_initializer, h2h_weight_initializer, i2h_bias_initializer,
            h2h_bias_initializer, "lstm", projection_size, h2r_weight_initializer,
            state_clip_min, state_clip_max, state_clip_nan, dtype, **kwargs,
        )  # fmt: skip

    def _alias(self):
        return "lstm"


class GRU(_RNNLayer):
    """Layers of the gated recurrent unit over whole sequences.

    Parameters
    ----------
    hidden_size, num_layers : int
    layout : str
        `"TNC"` or `"NTC"`.
    dropout : float
    bidirectional : bool
    input_size : int
    i2h_weight_initializer, h2h_weight_initializer : Initializer or str, optional
    i2h_bias_initializer, h2h_bias_initializer : Initializer or str
    dtype : str
    **kwargs
        As of `RNN`.
    """

    def __init__(
        self,
        hidden_size,
        num_layers=1,
        layout="TNC",
        dropout=0,
        bidirectional=False,
        input_size=0,
        i2h_weight_initializer=None,
        h2h_weight_initializer=None,
        i2h_bias_initializer="zeros",
        h2h_bias_initializer="zeros",
        dtype="float32",
        **kwargs,
    ):
        super().__init__(
            hidden_size, num_layers, layout, dropout, bidirectional, input_size,
            i2h_weight_initializer, h2h_weight_initializer, i2h_bias_initializer,
            h2h_bias_initializer, "gru", None, None, None, None, False, dtype, **kwargs,
        )  # fmt: skip

    def _alias(self):
        return "gru"
