"""All layers and directions as one `RNN` operator, and the way back to single cells.

What does not live here: the operator (`_ops/rnn.py`), the initializer of its packed parameters.
"""

import warnings

import numpy as np

from .. import initializer, symbol
from ..ndarray import array
from .base_cell import BaseRNNCell
from .combined_cells import BidirectionalCell, SequentialRNNCell
from .dropout_cell import DropoutCell
from .gated_cells import GRUCell, LSTMCell, RNNCell
from .sequences import in_form

__all__ = ["FusedRNNCell"]

_GATES = {
    "rnn_relu": [""],
    "rnn_tanh": [""],
    "lstm": ["_i", "_f", "_c", "_o"],
    "gru": ["_r", "_z", "_o"],
}


class FusedRNNCell(BaseRNNCell):
    """Layers of cells in both directions as one operator, much faster than single cells.

    Parameters
    ----------
    num_hidden, num_layers : int
    mode : str
        `"rnn_relu"`, `"rnn_tanh"`, `"lstm"` or `"gru"`.
    bidirectional : bool
    dropout : float
        Between layers, in training.
    get_next_state : bool
        Whether `unroll` returns the last states.
    forget_bias : float
        What an LSTM's forget gates begin with.
    prefix : str, optional
        The mode and an underscore if left out.
    params : RNNParams, optional

    Examples
    --------
    >>> import mxnet as mx
    >>> cell = mx.rnn.FusedRNNCell(4, num_layers=2, mode="gru")
    >>> outputs, _ = cell.unroll(3, mx.sym.var("x"), layout="TNC")
    >>> outputs.infer_shape(x=(3, 2, 5))[1]
    [(3, 2, 4)]
    """

    def __init__(
        self,
        num_hidden,
        num_layers=1,
        mode="lstm",
        bidirectional=False,
        dropout=0.0,
        get_next_state=False,
        forget_bias=1.0,
        prefix=None,
        params=None,
    ):
        if mode not in _GATES:
            raise ValueError(f"mode {mode!r} is not one of {', '.join(map(repr, _GATES))}")
        super().__init__(prefix=f"{mode}_" if prefix is None else prefix, params=params)
        self._num_hidden, self._num_layers, self._mode = num_hidden, num_layers, mode
        self._bidirectional, self._dropout = bidirectional, dropout
        self._get_next_state, self._forget_bias = get_next_state, forget_bias
        self._directions = ["l", "r"] if bidirectional else ["l"]
        self._parameter = self.params.get(
            "parameters",
            init=initializer.FusedRNN(
                None, num_hidden, num_layers, mode, bidirectional, forget_bias
            ),
        )

    @property
    def state_info(self):
        """Output, and cell for an LSTM, of all layers and directions."""
        shape = (len(self._directions) * self._num_layers, 0, self._num_hidden)
        count = 2 if self._mode == "lstm" else 1
        return [{"shape": shape, "__layout__": "LNC"} for _ in range(count)]

    @property
    def _gate_names(self):
        return _GATES[self._mode]

    @property
    def _num_gates(self):
        return len(self._gate_names)

    def __call__(self, inputs, states):
        """Refused: one operator runs all steps."""
        raise NotImplementedError("FusedRNNCell cannot be stepped. Please use unroll")

    def unroll(self, length, inputs, begin_state=None, layout="NTC", merge_outputs=None):
        """As of every cell; `"TNC"` is the faster layout, and outputs come as one symbol."""
        self.reset()
        turned = self._is_turned(layout)
        data = in_form(length, inputs, layout, True)
        if turned:
            warnings.warn(
                "NTC layout detected. Consider using TNC for FusedRNNCell for faster speed",
                stacklevel=2,
            )
            data = symbol.swapaxes(data, dim1=0, dim2=1)
        begin = self.begin_state() if begin_state is None else begin_state
        outputs, states = self._operator(data, begin)
        if turned:
            outputs = symbol.swapaxes(outputs, dim1=0, dim2=1)
        return in_form(length, outputs, layout, merge_outputs), states

    @staticmethod
    def _is_turned(layout):
        axis = layout.find("T")
        if axis not in (0, 1):
            raise AssertionError(f"Unsupported layout {layout}")
        return axis == 1

    def _operator(self, data, begin):
        found = symbol.RNN(
            data=data,
            parameters=self._parameter,
            **dict(zip(("state", "state_cell"), begin, strict=False)),
            state_size=self._num_hidden,
            num_layers=self._num_layers,
            bidirectional=self._bidirectional,
            p=self._dropout,
            state_outputs=self._get_next_state,
            mode=self._mode,
            name=f"{self._prefix}rnn",
            attr={"__layout__": "LNC"} if self._get_next_state else {},
        )
        if not self._get_next_state:
            return found, []
        return found[0], [found[i + 1] for i in range(len(begin))]

    # -------------------------------------------------------------------- packed weights

    def _pieces(self, features):
        """Names and shapes of what is packed, in order: all weights, then all biases."""
        h, deep = self._num_hidden, self._num_hidden * len(self._directions)
        for kind in ("weight", "bias"):
            for layer in range(self._num_layers):
                for direction in self._directions:
                    for part, width in (("i2h", deep if layer else features), ("h2h", h)):
                        for gate in self._gate_names:
                            name = f"{self._prefix}{direction}{layer}_{part}{gate}_{kind}"
                            yield name, (h, width) if kind == "weight" else (h,)

    def _features(self, size):
        """The width of the data, from the number of packed parameters."""
        h, sides = self._num_hidden, len(self._directions)
        rows = sides * self._num_gates * h
        upper = (self._num_layers - 1) * rows * (h * sides + h + 2)
        return (size - upper) // rows - h - 2

    def unpack_weights(self, args):
        """Arrays by name, with the packed parameters cut into those of the unfused cells' gates."""
        args = dict(args)
        packed = args.pop(self._parameter.name)
        start = 0
        for name, shape in self._pieces(self._features(packed.size)):
            size = int(np.prod(shape))
            args[name] = packed[start : start + size].reshape(shape).copy()
            start += size
        if start != packed.size:
            raise AssertionError(
                f"Invalid parameters size for FusedRNNCell: {packed.size}, not {start}"
            )
        return args

    def pack_weights(self, args):
        """The reverse of `unpack_weights`."""
        args = dict(args)
        first = args[f"{self._prefix}l0_i2h{self._gate_names[0]}_weight"]
        pieces = [args.pop(name) for name, _ in self._pieces(first.shape[1])]
        packed = np.concatenate([piece.asnumpy().ravel() for piece in pieces])
        args[self._parameter.name] = array(packed, ctx=first.context, dtype=first.dtype)
        return args

    # --------------------------------------------------------------------------- unfused

    def unfuse(self):
        """The same network as single cells, which can be stepped.

        Returns
        -------
        SequentialRNNCell
            Its parameters are what `unpack_weights` here and `pack_weights` there make of these.
        """
        stack = SequentialRNNCell()
        for layer in range(self._num_layers):
            cells = [self._cell(f"{self._prefix}{side}{layer}_") for side in self._directions]
            if self._bidirectional:
                joined = f"{self._prefix}bi_l{layer}_"
                stack.add(BidirectionalCell(*cells, output_prefix=joined))
            else:
                stack.add(cells[0])
            if self._dropout > 0 and layer != self._num_layers - 1:
                stack.add(DropoutCell(self._dropout, f"{self._prefix}_dropout{layer}_"))
        return stack

    def _cell(self, prefix):
        if self._mode == "lstm":
            return LSTMCell(self._num_hidden, prefix=prefix, forget_bias=self._forget_bias)
        if self._mode == "gru":
            return GRUCell(self._num_hidden, prefix=prefix)
        activation = self._mode.removeprefix("rnn_")
        return RNNCell(self._num_hidden, activation=activation, prefix=prefix)
