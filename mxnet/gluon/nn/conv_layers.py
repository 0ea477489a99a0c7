"""Convolutions and their transposes.

The family shares one base, which knows everything but the number of axes and the defaults. This is
also where programs look for poolings, whose code lives beside it.
"""

from ..block import HybridBlock
from .activations import Activation
from .pool_layers import (
    AvgPool1D,
    AvgPool2D,
    AvgPool3D,
    GlobalAvgPool1D,
    GlobalAvgPool2D,
    GlobalAvgPool3D,
    GlobalMaxPool1D,
    GlobalMaxPool2D,
    GlobalMaxPool3D,
    MaxPool1D,
    MaxPool2D,
    MaxPool3D,
    ReflectionPad2D,
)
from .sizes import per_axis

__all__ = [
    "Conv1D", "Conv2D", "Conv3D", "Conv1DTranspose", "Conv2DTranspose", "Conv3DTranspose",
    "MaxPool1D", "MaxPool2D", "MaxPool3D", "AvgPool1D", "AvgPool2D", "AvgPool3D", "GlobalMaxPool1D",
    "GlobalMaxPool2D", "GlobalMaxPool3D", "GlobalAvgPool1D", "GlobalAvgPool2D", "GlobalAvgPool3D",
    "ReflectionPad2D",
]  # fmt: skip

for _name in __all__[6:]:  # where programs find the poolings
    globals()[_name].__module__ = __name__

_LAYOUTS = {1: ("NCW",), 2: ("NCHW", "NHWC"), 3: ("NCDHW", "NDHWC")}


class _Conv(HybridBlock):
    """What all convolutions share.

    Parameters
    ----------
    channels : int
        How many channels come out.
    kernel_size : tuple of int
        Its length is the number of axes.
    strides, padding, dilation : int or tuple of int
    groups : int
    layout : str
    in_channels : int
    activation : str, optional
    use_bias : bool
    weight_initializer, bias_initializer : str or Initializer, optional
    op_name : str
        `'Convolution'` or `'Deconvolution'`.
    adj : int or tuple of int, optional
        The transposes' output padding.
    """

    def __init__(self, channels, kernel_size, strides, padding, dilation, groups, layout,
                 in_channels=0, activation=None, use_bias=True, weight_initializer=None,
                 bias_initializer="zeros", op_name="Convolution", adj=None, prefix=None,
                 params=None):  # fmt: skip
        super().__init__(prefix=prefix, params=params)
        axes = len(kernel_size)
        self._channels = channels
        self._in_channels = in_channels
        self._op_name = op_name
        self._kwargs = {
            "kernel": tuple(kernel_size),
            "stride": per_axis(strides, axes, "strides"),
            "dilate": per_axis(dilation, axes, "dilation"),
            "pad": per_axis(padding, axes, "padding"),
            "num_filter": channels,
            "num_group": groups,
            "no_bias": not use_bias,
            "layout": layout,
        }
        if adj is not None:
            self._kwargs["adj"] = per_axis(adj, axes, "output_padding")
        with self.name_scope():
            self.weight = self.params.get(
                "weight", shape=self._weight_shape(), init=weight_initializer,
                allow_deferred_init=True)  # fmt: skip
            self.bias = None
            if use_bias:
                self.bias = self.params.get(
                    "bias", shape=(channels,), init=bias_initializer, allow_deferred_init=True
                )
            self.act = None
            if activation is not None:
                self.act = Activation(activation, prefix=activation + "_")

    def _weight_shape(self):
        """Return the weight's shape, with 0 for what the data has yet to tell.

        The first axis is the one whose channels are not split into groups: those that come out
        of a convolution, those that go into a transpose.
        """
        first, second = self._channels, self._in_channels
        if self._op_name == "Deconvolution":
            first, second = second, first
        groups, kernel = self._kwargs["num_group"], self._kwargs["kernel"]
        if self._kwargs["layout"].endswith("C"):
            return (first, *kernel, second // groups)
        return (first, second // groups, *kernel)

    def hybrid_forward(self, F, x, weight, bias=None):
        apply = getattr(F, self._op_name)
        if bias is None:
            y = apply(x, weight, name="fwd", **self._kwargs)
        else:
            y = apply(x, weight, bias, name="fwd", **self._kwargs)
        return y if self.act is None else self.act(y)

    def _alias(self):
        return "conv"

    def __repr__(self):
        p, shape = self._kwargs, self.weight.shape
        words = [f"{shape[1] or None} -> {shape[0]}"]
        words += [f"kernel_size={p['kernel']}", f"stride={p['stride']}"]
        if any(p["pad"]):
            words.append(f"padding={p['pad']}")
        if any(size != 1 for size in p["dilate"]):
            words.append(f"dilation={p['dilate']}")
        if p["num_group"] != 1:
            words.append(f"groups={p['num_group']}")
        if self.bias is None:
            words.append("bias=False")
        if self.act is not None:
            words.append(repr(self.act))
        return "{}({})".format(type(self).__name__, ", ".join(words))


def _kernel(kernel_size, layout, axes):
    """Return a plain convolution's kernel, one size for each axis, if the layout is one."""
    known = _LAYOUTS[axes]
    if layout not in known:
        named = " and ".join(f"'{each}'" for each in known)
        raise AssertionError(f"Only supports {named} layout for now")
    return per_axis(kernel_size, axes, "kernel_size")


class Conv1D(_Conv):
    """A convolution over sequences, `(N, channels, width)`.

    Parameters
    ----------
    channels, kernel_size, strides, padding, dilation, groups, layout, activation, use_bias, \
weight_initializer, bias_initializer, in_channels
        As those of `Conv2D`, with one number for the one axis. The layout is `'NCW'`.

    Examples
    --------
    >>> layer = mx.gluon.nn.Conv1D(4, 3)
    >>> layer.initialize()
    >>> layer(mx.nd.ones((1, 2, 8))).shape
    (1, 4, 6)
    """

    def __init__(self, channels, kernel_size, strides=1, padding=0, dilation=1,
                 groups=1, layout="NCW", activation=None, use_bias=True,
                 weight_initializer=None, bias_initializer="zeros", in_channels=0,
                 **kwargs):  # fmt: skip
        super().__init__(
            channels, _kernel(kernel_size, layout, 1), strides, padding, dilation, groups, layout,
            in_channels, activation, use_bias, weight_initializer, bias_initializer,
            **kwargs)  # fmt: skip


class Conv2D(_Conv):
    """A convolution over images, `(N, channels, height, width)`.

    Parameters
    ----------
    channels : int
        How many channels come out: the number of filters.
    kernel_size : int or tuple of int
        The filters' size along each axis; one number stands for all axes.
    strides : int or tuple of int
        How far a filter moves from one place to the next.
    padding : int or tuple of int
        How many zeros stand before and behind the data.
    dilation : int or tuple of int
        How far apart the elements are that a filter sees at once.
    groups : int
        How many parts the channels are divided into, each with filters of its own.
    layout : str
        `'NCHW'` or `'NHWC'`: where the channels are, in data and weight.
    activation : str, optional
        The name of one of `Activation`'s functions, applied to what comes out.
    use_bias : bool
        Whether a bias is added.
    weight_initializer, bias_initializer : str or Initializer, optional
        How the parameters start.
    in_channels : int, optional
        How many channels come in. With 0 the first data tells.

    Attributes
    ----------
    weight : Parameter
        `(channels, in_channels / groups, *kernel_size)`, channels last in `'NHWC'`
    bias : Parameter or None
        `(channels,)`

    Examples
    --------
    >>> layer = mx.gluon.nn.Conv2D(16, kernel_size=3, padding=1, activation="relu")
    >>> layer.initialize()
    >>> layer(mx.nd.ones((1, 3, 8, 8))).shape
    (1, 16, 8, 8)
    >>> layer
    Conv2D(3 -> 16, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1), Activation(relu))
    """

    def __init__(self, channels, kernel_size, strides=(1, 1), padding=(0, 0), dilation=(1, 1),
                 groups=1, layout="NCHW", activation=None, use_bias=True,
                 weight_initializer=None, bias_initializer="zeros", in_channels=0,
                 **kwargs):  # fmt: skip
        super().__init__(
            channels, _kernel(kernel_size, layout, 2), strides, padding, dilation, groups, layout,
            in_channels, activation, use_bias, weight_initializer, bias_initializer,
            **kwargs)  # fmt: skip


class Conv3D(_Conv):
    """A convolution over volumes, `(N, channels, depth, height, width)`.

    Parameters
    ----------
    channels, kernel_size, strides, padding, dilation, groups, layout, activation, use_bias, \
weight_initializer, bias_initializer, in_channels
        As those of `Conv2D`, with three axes. The layout is `'NCDHW'` or `'NDHWC'`.

    Examples
    --------
    >>> layer = mx.gluon.nn.Conv3D(4, 3)
    >>> layer.initialize()
    >>> layer(mx.nd.ones((1, 2, 8, 8, 8))).shape
    (1, 4, 6, 6, 6)
    """

    def __init__(self, channels, kernel_size, strides=(1, 1, 1), padding=(0, 0, 0),
                 dilation=(1, 1, 1), groups=1, layout="NCDHW", activation=None, use_bias=True,
                 weight_initializer=None, bias_initializer="zeros", in_channels=0,
                 **kwargs):  # fmt: skip
        super().__init__(
            channels, _kernel(kernel_size, layout, 3), strides, padding, dilation, groups, layout,
            in_channels, activation, use_bias, weight_initializer, bias_initializer,
            **kwargs)  # fmt: skip


class _ConvTranspose(_Conv):
    """What the transposes add to a convolution."""

    def __init__(self, *args, output_padding, **kwargs):
        super().__init__(*args, op_name="Deconvolution", adj=output_padding, **kwargs)
        self.outpad = self._kwargs["adj"]


class Conv1DTranspose(_ConvTranspose):
    """The transpose of a convolution over sequences, `(N, channels, width)`.

    Parameters
    ----------
    channels, kernel_size, strides, padding, output_padding, dilation, groups, layout, \
activation, use_bias, weight_initializer, bias_initializer, in_channels
        As those of `Conv2DTranspose`, with one number for the one axis. The layout is `'NCW'`.

    Examples
    --------
    >>> layer = mx.gluon.nn.Conv1DTranspose(4, 3, strides=2)
    >>> layer.initialize()
    >>> layer(mx.nd.ones((1, 2, 8))).shape
    (1, 4, 17)
    """

    def __init__(self, channels, kernel_size, strides=1, padding=0,
                 output_padding=0, dilation=1, groups=1, layout="NCW",
                 activation=None, use_bias=True, weight_initializer=None,
                 bias_initializer="zeros", in_channels=0, **kwargs):  # fmt: skip
        super().__init__(
            channels, _kernel(kernel_size, layout, 1), strides, padding, dilation, groups, layout,
            in_channels, activation, use_bias, weight_initializer, bias_initializer,
            output_padding=output_padding, **kwargs)  # fmt: skip


class Conv2DTranspose(_ConvTranspose):
    """The transpose of a convolution over images: it makes of small images large ones.

    Parameters
    ----------
    channels : int
        How many channels come out.
    kernel_size, strides, padding, dilation, groups, layout, activation, use_bias
        As those of the `Conv2D` whose gradient this is: strides make the output larger, padding
        makes it smaller.
    output_padding : int or tuple of int
        By how much the output is longer on one side, to reach sizes that strides leave out.
    weight_initializer, bias_initializer : str or Initializer, optional
        How the parameters start.
    in_channels : int, optional
        How many channels come in. With 0 the first data tells.

    Attributes
    ----------
    weight : Parameter
        `(in_channels, channels / groups, *kernel_size)`, channels last in `'NHWC'`
    bias : Parameter or None
        `(channels,)`

    Examples
    --------
    >>> layer = mx.gluon.nn.Conv2DTranspose(4, 3, strides=2, padding=1, output_padding=1)
    >>> layer.initialize()
    >>> layer(mx.nd.ones((1, 2, 8, 8))).shape
    (1, 4, 16, 16)
    """

    def __init__(self, channels, kernel_size, strides=(1, 1), padding=(0, 0),
                 output_padding=(0, 0), dilation=(1, 1), groups=1, layout="NCHW",
                 activation=None, use_bias=True, weight_initializer=None,
                 bias_initializer="zeros", in_channels=0, **kwargs):  # fmt: skip
        super().__init__(
            channels, _kernel(kernel_size, layout, 2), strides, padding, dilation, groups, layout,
            in_channels, activation, use_bias, weight_initializer, bias_initializer,
            output_padding=output_padding, **kwargs)  # fmt: skip


class Conv3DTranspose(_ConvTranspose):
    """The transpose of a convolution over volumes.

    Parameters
    ----------
    channels, kernel_size, strides, padding, output_padding, dilation, groups, layout, \
activation, use_bias, weight_initializer, bias_initializer, in_channels
        As those of `Conv2DTranspose`, with three axes. The layout is `'NCDHW'` or `'NDHWC'`.

    Examples
    --------
    >>> layer = mx.gluon.nn.Conv3DTranspose(4, 3, strides=2)
    >>> layer.initialize()
    >>> layer(mx.nd.ones((1, 2, 4, 4, 4))).shape
    (1, 4, 9, 9, 9)
    """

    def __init__(self, channels, kernel_size, strides=(1, 1, 1), padding=(0, 0, 0),
                 output_padding=(0, 0, 0), dilation=(1, 1, 1), groups=1, layout="NCDHW",
                 activation=None, use_bias=True, weight_initializer=None,
                 bias_initializer="zeros", in_channels=0, **kwargs):  # fmt: skip
        super().__init__(
            channels, _kernel(kernel_size, layout, 3), strides, padding, dilation, groups, layout,
            in_channels, activation, use_bias, weight_initializer, bias_initializer,
            output_padding=output_padding, **kwargs)  # fmt: skip
