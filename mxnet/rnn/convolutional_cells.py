"""Cells whose gates are convolutions, for sequences of images.

What does not live here: the steps of LSTM and GRU themselves (`gated_cells.py`).
"""

import functools

from .. import symbol
from .base_cell import BaseRNNCell
from .gated_cells import gru_step, lstm_step

__all__ = ["BaseConvRNNCell", "ConvRNNCell", "ConvLSTMCell", "ConvGRUCell"]

_LEAKY = functools.partial(symbol.LeakyReLU, act_type="leaky", slope=0.2)


class BaseConvRNNCell(BaseRNNCell):
    """What the convolutional cells share.

    Parameters
    ----------
    input_shape : tuple of int
        Of one input, with its batch axis.
    num_hidden : int
        Channels of output and state.
    h2h_kernel, h2h_dilate : tuple of int
        Of the state's convolution, which keeps its size: the kernel's sizes are odd.
    i2h_kernel, i2h_stride, i2h_pad, i2h_dilate : tuple of int
        Of the input's convolution.
    i2h_weight_initializer, h2h_weight_initializer : Initializer or str, optional
    i2h_bias_initializer, h2h_bias_initializer : Initializer or str, optional
    activation : str or callable
    prefix : str
    params : RNNParams, optional
    conv_layout : str
        `"NCHW"` or `"NHWC"`.
    """

    def __init__(
        self,
        input_shape,
        num_hidden,
        h2h_kernel,
        h2h_dilate,
        i2h_kernel,
        i2h_stride,
        i2h_pad,
        i2h_dilate,
        i2h_weight_initializer,
        h2h_weight_initializer,
        i2h_bias_initializer,
        h2h_bias_initializer,
        activation,
        prefix="",
        params=None,
        conv_layout="NCHW",
    ):
        super().__init__(prefix=prefix, params=params)
        if any(size % 2 == 0 for size in h2h_kernel):
            raise AssertionError(f"Only support odd number, get h2h_kernel= {h2h_kernel}")
        self._num_hidden, self._activation, self._conv_layout = num_hidden, activation, conv_layout
        same = tuple(d * (n - 1) // 2 for n, d in zip(h2h_kernel, h2h_dilate, strict=True))
        common = {"layout": conv_layout, "num_filter": num_hidden * len(self._gate_names)}
        self._i2h = common | {
            "kernel": i2h_kernel, "stride": i2h_stride, "pad": i2h_pad, "dilate": i2h_dilate
        }  # fmt: skip
        self._h2h = common | {
            "kernel": h2h_kernel, "stride": (1, 1), "pad": same, "dilate": h2h_dilate
        }  # fmt: skip
        self._iW = self.params.get("i2h_weight", init=i2h_weight_initializer)
        self._hW = self.params.get("h2h_weight", init=h2h_weight_initializer)
        self._iB = self.params.get("i2h_bias", init=i2h_bias_initializer)
        self._hB = self.params.get("h2h_bias", init=h2h_bias_initializer)
        self._state_shape = self._shape_of_state(input_shape)

    def _shape_of_state(self, input_shape):
        """The input's after its convolution, for one gate and any batch."""
        one = self._i2h | {"num_filter": self._num_hidden}
        shape = symbol.Convolution(symbol.Variable("data"), **one).infer_shape(data=input_shape)
        return (0, *shape[1][0][1:])

    @property
    def state_info(self):
        """One state of the convolved input's size."""
        return [{"shape": self._state_shape, "__layout__": self._conv_layout}]

    def __call__(self, inputs, states):
        """One step."""
        raise NotImplementedError("BaseConvRNNCell is abstract class for convolutional RNN")

    def _gates(self, inputs, state, name):
        """The gates' two summands."""
        i2h = symbol.Convolution(
            data=inputs, weight=self._iW, bias=self._iB, name=f"{name}i2h", **self._i2h
        )
        h2h = symbol.Convolution(
            data=state, weight=self._hW, bias=self._hB, name=f"{name}h2h", **self._h2h
        )
        return i2h, h2h

    @property
    def _channels(self):
        return self._conv_layout.find("C")


def _constructor(prefix):
    """The constructor that all cells have; only what their names begin with differs."""

    def __init__(
        self,
        input_shape,
        num_hidden,
        h2h_kernel=(3, 3),
        h2h_dilate=(1, 1),
        i2h_kernel=(3, 3),
        i2h_stride=(1, 1),
        i2h_pad=(1, 1),
        i2h_dilate=(1, 1),
        i2h_weight_initializer=None,
        h2h_weight_initializer=None,
        i2h_bias_initializer="zeros",
        h2h_bias_initializer="zeros",
        activation=_LEAKY,
        prefix=prefix,
        params=None,
        conv_layout="NCHW",
    ):
        BaseConvRNNCell.__init__(
            self, input_shape, num_hidden, h2h_kernel, h2h_dilate, i2h_kernel, i2h_stride, i2h_pad,
            i2h_dilate, i2h_weight_initializer, h2h_weight_initializer, i2h_bias_initializer,
            h2h_bias_initializer, activation, prefix, params, conv_layout,
        )  # fmt: skip

    return __init__


class ConvRNNCell(BaseConvRNNCell):
    """The plain cell with convolutions; parameters as of `BaseConvRNNCell`."""

    __init__ = _constructor("ConvRNN_")

    @property
    def _gate_names(self):
        return ("",)

    def __call__(self, inputs, states):
        """One step; the output is the new state."""
        name = self._step_name()
        i2h, h2h = self._gates(inputs, states[0], name)
        output = self._get_activation(i2h + h2h, self._activation, name=f"{name}out")
        return output, [output]


class ConvLSTMCell(BaseConvRNNCell):
    """The LSTM with convolutions; parameters as of `BaseConvRNNCell`.

    Notes
    -----
    Source: Shi et al., "Convolutional LSTM Network: A Machine Learning Approach for Precipitation
    Nowcasting".

    Examples
    --------
    >>> import mxnet as mx
    >>> mx.rnn.ConvLSTMCell((1, 3, 16, 10), 4).state_shape
    [(0, 4, 16, 10), (0, 4, 16, 10)]
    """

    __init__ = _constructor("ConvLSTM_")

    @property
    def state_info(self):
        """Output and cell."""
        return super().state_info * 2

    @property
    def _gate_names(self):
        return ["_i", "_f", "_c", "_o"]

    def __call__(self, inputs, states):
        """One step."""
        name = self._step_name()
        i2h, h2h = self._gates(inputs, states[0], name)
        parts = symbol.SliceChannel(
            i2h + h2h, num_outputs=4, axis=self._channels, name=f"{name}slice"
        )
        return lstm_step(self, parts, states[1], self._activation, name)


class ConvGRUCell(BaseConvRNNCell):
    """The GRU with convolutions; parameters as of `BaseConvRNNCell`."""

    __init__ = _constructor("ConvGRU_")

    @property
    def _gate_names(self):
        return ["_r", "_z", "_o"]

    def __call__(self, inputs, states):
        """One step; the output is the new state."""
        name = self._step_name()
        i2h, h2h = self._gates(inputs, states[0], name)
        # The axis is the operator's own unless the channels lie elsewhere.
        where = {} if self._channels == 1 else {"axis": self._channels}
        pairs = [
            symbol.SliceChannel(x, num_outputs=3, name=f"{name}_{part}_slice", **where)
            for x, part in ((i2h, "i2h"), (h2h, "h2h"))
        ]
        return gru_step(self, *pairs, states[0], self._activation, name)
