"""Cells whose gates are convolutions, for sequences of signals, images and volumes.

One base knows everything but the number of axes and the step; each class is its defaults. What
does not live here: convolution without memory (`gluon.nn`).
"""

from ...rnn.rnn_cell import HybridRecurrentCell

__all__ = [
    "Conv1DRNNCell", "Conv2DRNNCell", "Conv3DRNNCell",
    "Conv1DLSTMCell", "Conv2DLSTMCell", "Conv3DLSTMCell",
    "Conv1DGRUCell", "Conv2DGRUCell", "Conv3DGRUCell",
]  # fmt: skip


class _ConvCell(HybridRecurrentCell):
    """What all convolutional cells share.

    Parameters
    ----------
    axes : int
        How many the convolutions have.
    settings : dict
        All other arguments of the constructor, by name.
    """

    _gates, _states = 1, 1

    def __init__(self, axes, settings):
        super().__init__(prefix=settings["prefix"], params=settings["params"])
        self._axes, self._layout = axes, settings["conv_layout"]
        self._input_shape, self._activation = settings["input_shape"], settings["activation"]
        self._hidden_channels = settings["hidden_channels"]
        sizes = {name: self._per_axis(settings[name]) for name in _SIZES}
        if any(size % 2 == 0 for size in sizes["h2h_kernel"]):
            raise AssertionError(f"Only support odd number, get h2h_kernel= {sizes['h2h_kernel']}")
        filters, ones = self._gates * self._hidden_channels, (1,) * axes
        same = tuple(
            d * (n - 1) // 2 for n, d in zip(sizes["h2h_kernel"], sizes["h2h_dilate"], strict=True)
        )
        common = {"num_filter": filters, "stride": ones, "layout": self._layout}
        self._i2h = common | {name[4:]: sizes[name] for name in _SIZES if name[:3] == "i2h"}
        self._h2h = common | {name[4:]: sizes[name] for name in _SIZES if name[:3] == "h2h"}
        self._h2h["pad"] = same
        self._state_shape = self._shape_of_state()
        for name, shape in self._parameter_shapes(filters).items():
            init = settings[f"{name}_initializer"]
            param = self.params.get(name, shape=shape, init=init, allow_deferred_init=True)
            setattr(self, name, param)

    def _per_axis(self, given):
        if isinstance(given, int):
            return (given,) * self._axes
        if len(given) != self._axes:
            raise AssertionError(
                f"For {self._axes}D convolution, the convolution settings can only be either int "
                f"or list/tuple of length {self._axes}"
            )
        return tuple(given)

    @property
    def _channels(self):
        """Where the channels are in an input without its batch axis."""
        return self._layout.find("C") - 1

    def _shape_of_state(self):
        """Channels and sizes of a state: those of the convolved input."""
        space = [n for axis, n in enumerate(self._input_shape) if axis != self._channels]
        sizes = [
            n + 2 * pad - dilate * (kernel - 1) if n else 0
            for n, pad, dilate, kernel in zip(
                space, self._i2h["pad"], self._i2h["dilate"], self._i2h["kernel"], strict=True
            )
        ]
        sizes.insert(self._channels, self._hidden_channels)
        return tuple(sizes)

    def _parameter_shapes(self, filters):
        return {
            "i2h_weight": self._weight_shape(
                filters, self._input_shape[self._channels], self._i2h["kernel"]
            ),
            "h2h_weight": self._weight_shape(filters, self._hidden_channels, self._h2h["kernel"]),
            "i2h_bias": (filters,),
            "h2h_bias": (filters,),
        }

    def _weight_shape(self, filters, channels, kernel):
        rest = list(kernel)
        rest.insert(self._channels, channels)
        return (filters, *rest)

    def state_info(self, batch_size=0):
        """States of the convolved input's size."""
        return [
            {"shape": (batch_size, *self._state_shape), "__layout__": self._layout}
            for _ in range(self._states)
        ]

    def __repr__(self):
        shape = self.i2h_weight.shape
        channels = shape[self._layout.find("C")] or None
        return (
            f"{type(self).__name__}({channels} -> {shape[0]}, {self._activation}, {self._layout})"
        )

    def _summands(self, F, inputs, state, weights, prefix):
        """The gates' two summands."""
        i2h_weight, h2h_weight, i2h_bias, h2h_bias = weights
        return (
            F.Convolution(
                data=inputs, weight=i2h_weight, bias=i2h_bias, name=f"{prefix}i2h", **self._i2h
            ),
            F.Convolution(
                data=state, weight=h2h_weight, bias=h2h_bias, name=f"{prefix}h2h", **self._h2h
            ),
        )


_SIZES = ("i2h_kernel", "i2h_pad", "i2h_dilate", "h2h_kernel", "h2h_dilate")


class _ConvRNNCell(_ConvCell):
    def _alias(self):
        return "conv_rnn"

    def hybrid_forward(self, F, inputs, states, i2h_weight, h2h_weight, i2h_bias, h2h_bias):
        """One step; the output is the new state."""
        prefix = f"t{self._counter}_"
        weights = (i2h_weight, h2h_weight, i2h_bias, h2h_bias)
        i2h, h2h = self._summands(F, inputs, states[0], weights, prefix)
        output = self._get_activation(F, i2h + h2h, self._activation, name=f"{prefix}out")
        return output, [output]


class _ConvLSTMCell(_ConvCell):
    _gates, _states = 4, 2

    def _alias(self):
        return "conv_lstm"

    def hybrid_forward(self, F, inputs, states, i2h_weight, h2h_weight, i2h_bias, h2h_bias):
        """One step."""
        prefix, act = f"t{self._counter}_", self._get_activation
        weights = (i2h_weight, h2h_weight, i2h_bias, h2h_bias)
        i2h, h2h = self._summands(F, inputs, states[0], weights, prefix)
        axis = self._layout.find("C")
        parts = F.SliceChannel(i2h + h2h, num_outputs=4, axis=axis, name=f"{prefix}slice")
        into = F.Activation(parts[0], act_type="sigmoid", name=f"{prefix}i")
        keep = F.Activation(parts[1], act_type="sigmoid", name=f"{prefix}f")
        new = act(F, parts[2], self._activation, name=f"{prefix}c")
        out = F.Activation(parts[3], act_type="sigmoid", name=f"{prefix}o")
        memory = F.elemwise_add(keep * states[1], into * new, name=f"{prefix}state")
        output = F.elemwise_mul(out, act(F, memory, self._activation), name=f"{prefix}out")
        return output, [output, memory]


class _ConvGRUCell(_ConvCell):
    _gates = 3

    def _alias(self):
        return "conv_gru"

    def hybrid_forward(self, F, inputs, states, i2h_weight, h2h_weight, i2h_bias, h2h_bias):
        """One step; the output is the new state."""
        prefix, axis = f"t{self._counter}_", self._layout.find("C")
        weights = (i2h_weight, h2h_weight, i2h_bias, h2h_bias)
        i2h, h2h = self._summands(F, inputs, states[0], weights, prefix)
        i2h = F.SliceChannel(i2h, num_outputs=3, axis=axis, name=f"{prefix}i2h_slice")
        h2h = F.SliceChannel(h2h, num_outputs=3, axis=axis, name=f"{prefix}h2h_slice")
        reset = F.Activation(i2h[0] + h2h[0], act_type="sigmoid", name=f"{prefix}r_act")
        update = F.Activation(i2h[1] + h2h[1], act_type="sigmoid", name=f"{prefix}z_act")
        new = self._get_activation(
            F, i2h[2] + reset * h2h[2], self._activation, name=f"{prefix}h_act"
        )
        output = F.elemwise_add((1.0 - update) * new, update * states[0], name=f"{prefix}out")
        return output, [output]


class Conv1DRNNCell(_ConvRNNCell):
    """The plain recurrent cell with convolutions, over signals.

    Parameters
    ----------
    input_shape : tuple of int
        Of one input without its batch axis; 0 channels are found out from the first input.
    hidden_channels : int
        Channels of output and state.
    i2h_kernel, h2h_kernel : int or tuple of int
        The state's is odd, since its convolution keeps the size.
    i2h_pad, i2h_dilate, h2h_dilate : int or tuple of int
    i2h_weight_initializer, h2h_weight_initializer : Initializer or str, optional
    i2h_bias_initializer, h2h_bias_initializer : Initializer or str
    conv_layout : str
        Where the channels stand; behind or before the others.
    activation : str or callable
    prefix, params
        As of `Block`.

    Examples
    --------
    >>> import mxnet as mx
    >>> cell = mx.gluon.contrib.rnn.Conv1DRNNCell((5, 7), 10, 3, 3)
    >>> cell
    Conv1DRNNCell(5 -> 10, tanh, NCW)
    >>> cell.state_info(2)[0]["shape"]
    (2, 10, 5)
    """

    def __init__(
        self,
        input_shape,
        hidden_channels,
        i2h_kernel,
        h2h_kernel,
        i2h_pad=(0,),
        i2h_dilate=(1,),
        h2h_dilate=(1,),
        i2h_weight_initializer=None,
        h2h_weight_initializer=None,
        i2h_bias_initializer="zeros",
        h2h_bias_initializer="zeros",
        conv_layout="NCW",
        activation="tanh",
        prefix=None,
        params=None,
    ):
        super().__init__(1, locals())


class Conv2DRNNCell(_ConvRNNCell):
    """The plain recurrent cell with convolutions, over images.

    Parameters
    ----------
    input_shape, hidden_channels, i2h_kernel, h2h_kernel, i2h_pad, i2h_dilate, h2h_dilate, \
i2h_weight_initializer, h2h_weight_initializer, i2h_bias_initializer, h2h_bias_initializer, \
conv_layout, activation, prefix, params
        As those of `Conv1DRNNCell`.
    """

    def __init__(
        self,
        input_shape,
        hidden_channels,
        i2h_kernel,
        h2h_kernel,
        i2h_pad=(0, 0),
        i2h_dilate=(1, 1),
        h2h_dilate=(1, 1),
        i2h_weight_initializer=None,
        h2h_weight_initializer=None,
        i2h_bias_initializer="zeros",
        h2h_bias_initializer="zeros",
        conv_layout="NCHW",
        activation="tanh",
        prefix=None,
        params=None,
    ):
        super().__init__(2, locals())


class Conv3DRNNCell(_ConvRNNCell):
    """The plain recurrent cell with convolutions, over volumes.

    Parameters
    ----------
    input_shape, hidden_channels, i2h_kernel, h2h_kernel, i2h_pad, i2h_dilate, h2h_dilate, \
i2h_weight_initializer, h2h_weight_initializer, i2h_bias_initializer, h2h_bias_initializer, \
conv_layout, activation, prefix, params
        As those of `Conv1DRNNCell`.
    """

    def __init__(
        self,
        input_shape,
        hidden_channels,
        i2h_kernel,
        h2h_kernel,
        i2h_pad=(0, 0, 0),
        i2h_dilate=(1, 1, 1),
        h2h_dilate=(1, 1, 1),
        i2h_weight_initializer=None,
        h2h_weight_initializer=None,
        i2h_bias_initializer="zeros",
        h2h_bias_initializer="zeros",
        conv_layout="NCDHW",
        activation="tanh",
        prefix=None,
        params=None,
    ):
        super().__init__(3, locals())


class Conv1DLSTMCell(_ConvLSTMCell):
    """Long short-term memory with convolutions, over signals.

    Parameters
    ----------
    input_shape, hidden_channels, i2h_kernel, h2h_kernel, i2h_pad, i2h_dilate, h2h_dilate, \
i2h_weight_initializer, h2h_weight_initializer, i2h_bias_initializer, h2h_bias_initializer, \
conv_layout, activation, prefix, params
        As those of `Conv1DRNNCell`.

    Source: Shi and others, 2015, https://arxiv.org/abs/1506.04214
    """

    def __init__(
        self,
        input_shape,
        hidden_channels,
        i2h_kernel,
        h2h_kernel,
        i2h_pad=(0,),
        i2h_dilate=(1,),
        h2h_dilate=(1,),
        i2h_weight_initializer=None,
        h2h_weight_initializer=None,
        i2h_bias_initializer="zeros",
        h2h_bias_initializer="zeros",
        conv_layout="NCW",
        activation="tanh",
        prefix=None,
        params=None,
    ):
        super().__init__(1, locals())


class Conv2DLSTMCell(_ConvLSTMCell):
    """Long short-term memory with convolutions, over images.

    Parameters
    ----------
    input_shape, hidden_channels, i2h_kernel, h2h_kernel, i2h_pad, i2h_dilate, h2h_dilate, \
i2h_weight_initializer, h2h_weight_initializer, i2h_bias_initializer, h2h_bias_initializer, \
conv_layout, activation, prefix, params
        As those of `Conv1DRNNCell`.

    Source: Shi and others, 2015, https://arxiv.org/abs/1506.04214
    """

    def __init__(
        self,
        input_shape,
        hidden_channels,
        i2h_kernel,
        h2h_kernel,
        i2h_pad=(0, 0),
        i2h_dilate=(1, 1),
        h2h_dilate=(1, 1),
        i2h_weight_initializer=None,
        h2h_weight_initializer=None,
        i2h_bias_initializer="zeros",
        h2h_bias_initializer="zeros",
        conv_layout="NCHW",
        activation="tanh",
        prefix=None,
        params=None,
    ):
        super().__init__(2, locals())


class Conv3DLSTMCell(_ConvLSTMCell):
    """Long short-term memory with convolutions, over volumes.

    Parameters
    ----------
    input_shape, hidden_channels, i2h_kernel, h2h_kernel, i2h_pad, i2h_dilate, h2h_dilate, \
i2h_weight_initializer, h2h_weight_initializer, i2h_bias_initializer, h2h_bias_initializer, \
conv_layout, activation, prefix, params
        As those of `Conv1DRNNCell`.

    Source: Shi and others, 2015, https://arxiv.org/abs/1506.04214
    """

    def __init__(
        self,
        input_shape,
        hidden_channels,
        i2h_kernel,
        h2h_kernel,
        i2h_pad=(0, 0, 0),
        i2h_dilate=(1, 1, 1),
        h2h_dilate=(1, 1, 1),
        i2h_weight_initializer=None,
        h2h_weight_initializer=None,
        i2h_bias_initializer="zeros",
        h2h_bias_initializer="zeros",
        conv_layout="NCDHW",
        activation="tanh",
        prefix=None,
        params=None,
    ):
        super().__init__(3, locals())


class Conv1DGRUCell(_ConvGRUCell):
    """The gated recurrent unit with convolutions, over signals.

    Parameters
    ----------
    input_shape, hidden_channels, i2h_kernel, h2h_kernel, i2h_pad, i2h_dilate, h2h_dilate, \
i2h_weight_initializer, h2h_weight_initializer, i2h_bias_initializer, h2h_bias_initializer, \
conv_layout, activation, prefix, params
        As those of `Conv1DRNNCell`.
    """

    def __init__(
        self,
        input_shape,
        hidden_channels,
        i2h_kernel,
        h2h_kernel,
        i2h_pad=(0,),
        i2h_dilate=(1,),
        h2h_dilate=(1,),
        i2h_weight_initializer=None,
        h2h_weight_initializer=None,
        i2h_bias_initializer="zeros",
        h2h_bias_initializer="zeros",
        conv_layout="NCW",
        activation="tanh",
        prefix=None,
        params=None,
    ):
        super().__init__(1, locals())


class Conv2DGRUCell(_ConvGRUCell):
    """The gated recurrent unit with convolutions, over images.

    Parameters
    ----------
    input_shape, hidden_channels, i2h_kernel, h2h_kernel, i2h_pad, i2h_dilate, h2h_dilate, \
i2h_weight_initializer, h2h_weight_initializer, i2h_bias_initializer, h2h_bias_initializer, \
conv_layout, activation, prefix, params
        As those of `Conv1DRNNCell`.
    """

    def __init__(
        self,
        input_shape,
        hidden_channels,
        i2h_kernel,
        h2h_kernel,
        i2h_pad=(0, 0),
        i2h_dilate=(1, 1),
        h2h_dilate=(1, 1),
        i2h_weight_initializer=None,
        h2h_weight_initializer=None,
        i2h_bias_initializer="zeros",
        h2h_bias_initializer="zeros",
        conv_layout="NCHW",
        activation="tanh",
        prefix=None,
        params=None,
    ):
        super().__init__(2, locals())


class Conv3DGRUCell(_ConvGRUCell):
    """The gated recurrent unit with convolutions, over volumes.

    Parameters
    ----------
    input_shape, hidden_channels, i2h_kernel, h2h_kernel, i2h_pad, i2h_dilate, h2h_dilate, \
i2h_weight_initializer, h2h_weight_initializer, i2h_bias_initializer, h2h_bias_initializer, \
conv_layout, activation, prefix, params
        As those of `Conv1DRNNCell`.
    """

    def __init__(
        self,
        input_shape,
        hidden_channels,
        i2h_kernel,
        h2h_kernel,
        i2h_pad=(0, 0, 0),
        i2h_dilate=(1, 1, 1),
        h2h_dilate=(1, 1, 1),
        i2h_weight_initializer=None,
        h2h_weight_initializer=None,
        i2h_bias_initializer="zeros",
        h2h_bias_initializer="zeros",
        conv_layout="NCDHW",
        activation="tanh",
        prefix=None,
        params=None,
    ):
        super().__init__(3, locals())
