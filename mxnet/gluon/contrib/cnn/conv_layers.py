"""Convolutions that look where learnt offsets say.

What does not live here: the operators (`_ops/deformable.py`), plain convolutions (`gluon.nn`).
"""

from ...block import HybridBlock
from ...nn import Activation
from ...nn.sizes import per_axis

__all__ = ["DeformableConvolution", "ModulatedDeformableConvolution"]


class _Deformable(HybridBlock):
    """What both share: a plain convolution makes the offsets, then the operator uses them."""

    _per_place = 2  # numbers for every place of the kernel: the offsets, and the mask

    def __init__(self, settings):
        super().__init__(prefix=settings["prefix"], params=settings["params"])
        self._channels, self._in_channels = settings["channels"], settings["in_channels"]
        self._op_name = settings["op_name"]
        if settings["layout"] not in ("NCHW", "NHWC"):
            raise AssertionError("Only supports 'NCHW' and 'NHWC' layout for now")
        kernel = per_axis(settings["kernel_size"], 2, "kernel_size")
        common = {
            "kernel": kernel,
            "stride": per_axis(settings["strides"], 2, "strides"),
            "dilate": per_axis(settings["dilation"], 2, "dilation"),
            "pad": per_axis(settings["padding"], 2, "padding"),
            "num_group": settings["groups"],
            "layout": settings["layout"],
        }
        groups = settings["num_deformable_group"]
        places = kernel[0] * kernel[1] * groups
        self.offset_split_index = 2 * places
        self._kwargs_offset = common | {
            "num_filter": self._per_place * places,
            "no_bias": not settings["offset_use_bias"],
            "cudnn_off": True,
        }
        self._kwargs_deformable_conv = common | {
            "num_filter": self._channels,
            "num_deformable_group": groups,
            "no_bias": not settings["use_bias"],
        }
        if settings["adj"] is not None:
            self._kwargs_offset["adj"] = self._kwargs_deformable_conv["adj"] = settings["adj"]
        with self.name_scope():
            self._make("offset", self._kwargs_offset, settings, "offset_")
            self._make("deformable_conv", self._kwargs_deformable_conv, settings, "")
            self.act = None
            if settings["activation"]:
                name = settings["activation"]
                self.act = Activation(name, prefix=f"{name}_")

    def _make(self, what, given, settings, prefix):
        """The weight of one of the convolutions, and its bias if it has one."""
        filters, inner = given["num_filter"], self._in_channels // given["num_group"]
        shape = (filters, inner, *given["kernel"])
        if given["layout"] == "NHWC":
            shape = (filters, *given["kernel"], inner)
        init = settings[f"{prefix}weight_initializer"]
        weight = self.params.get(f"{what}_weight", shape=shape, init=init, allow_deferred_init=True)
        setattr(self, f"{what}_weight", weight)
        bias = None
        if not given["no_bias"]:
            bias = self.params.get(
                f"{what}_bias",
                shape=(filters,),
                init=settings[f"{prefix}bias_initializer"],
                allow_deferred_init=True,
            )
        setattr(self, f"{what}_bias", bias)

    def _offsets(self, F, x, weight, bias):
        arrays = (x, weight) if bias is None else (x, weight, bias)
        return F.Convolution(*arrays, **self._kwargs_offset)

    def _activated(self, y):
        return y if self.act is None else self.act(y)

    def __repr__(self):
        given = self._kwargs_deformable_conv
        channels = self.deformable_conv_weight.shape[given["layout"].find("C")]
        words = [
            f"{channels or None} -> {self._channels}",
            f"kernel_size={given['kernel']}",
            f"stride={given['stride']}",
        ]
        if any(given["pad"]):
            words.append(f"padding={given['pad']}")
        if any(n != 1 for n in given["dilate"]):
            words.append(f"dilation={given['dilate']}")
        if given["num_group"] != 1:
            words.append(f"groups={given['num_group']}")
        if self.deformable_conv_bias is None:
            words.append("bias=False")
        if self.act is not None:
            words.append(repr(self.act))
        return f"{type(self).__name__}({', '.join(words)})"


class DeformableConvolution(_Deformable):
    """A convolution each of whose places looks where offsets say, which another one makes.

    Parameters
    ----------
    channels : int
        How many come out.
    kernel_size, strides, padding, dilation : int or tuple of int
    groups : int
    num_deformable_group : int
        Parts of the channels with offsets of their own.
    layout : str
    use_bias : bool
    in_channels : int
        Found out from the first input if 0.
    activation : str, optional
    weight_initializer, bias_initializer : Initializer or str, optional
    offset_weight_initializer, offset_bias_initializer : Initializer or str
        Of the convolution that makes the offsets.
    offset_use_bias : bool
    op_name : str
    adj : tuple of int, optional
    prefix, params
        As of `Block`.

    Examples
    --------
    >>> import mxnet as mx
    >>> layer = mx.gluon.contrib.cnn.DeformableConvolution(4, kernel_size=(3, 3), padding=(1, 1))
    >>> layer.initialize()
    >>> layer(mx.nd.ones((1, 2, 5, 5))).shape
    (1, 4, 5, 5)

    Source: Dai and others, 2017, https://arxiv.org/abs/1703.06211
    """

    def __init__(
        self,
        channels,
        kernel_size=(1, 1),
        strides=(1, 1),
        padding=(0, 0),
        dilation=(1, 1),
        groups=1,
        num_deformable_group=1,
        layout="NCHW",
        use_bias=True,
        in_channels=0,
        activation=None,
        weight_initializer=None,
        bias_initializer="zeros",
        offset_weight_initializer="zeros",
        offset_bias_initializer="zeros",
        offset_use_bias=True,
        op_name="DeformableConvolution",
        adj=None,
        prefix=None,
        params=None,
    ):
        super().__init__(locals())

    def _alias(self):
        return "deformable_conv"

    def hybrid_forward(
        self,
        F,
        x,
        offset_weight,
        deformable_conv_weight,
        offset_bias=None,
        deformable_conv_bias=None,
    ):
        """Make the offsets, then convolve."""
        offset = self._offsets(F, x, offset_weight, offset_bias)
        arrays = [x, offset, deformable_conv_weight]
        arrays += [] if deformable_conv_bias is None else [deformable_conv_bias]
        operator = getattr(F.contrib, self._op_name)
        return self._activated(operator(*arrays, name="fwd", **self._kwargs_deformable_conv))


class ModulatedDeformableConvolution(_Deformable):
    """A deformable convolution that weighs what each place sees, from 0 to 2.

    Parameters
    ----------
    channels, kernel_size, strides, padding, dilation, groups, num_deformable_group, layout, \
use_bias, in_channels, activation, weight_initializer, bias_initializer, \
offset_weight_initializer, offset_bias_initializer, offset_use_bias, op_name, adj, prefix, params
        As those of `DeformableConvolution`.

    Source: Zhu and others, 2018, https://arxiv.org/abs/1811.11168
    """

    _per_place = 3

    def __init__(
        self,
        channels,
        kernel_size=(1, 1),
        strides=(1, 1),
        padding=(0, 0),
        dilation=(1, 1),
        groups=1,
        num_deformable_group=1,
        layout="NCHW",
        use_bias=True,
        in_channels=0,
        activation=None,
        weight_initializer=None,
        bias_initializer="zeros",
        offset_weight_initializer="zeros",
        offset_bias_initializer="zeros",
        offset_use_bias=True,
        op_name="ModulatedDeformableConvolution",
        adj=None,
        prefix=None,
        params=None,
    ):
        super().__init__(locals())

    def _alias(self):
        return "modulated_deformable_conv"

    def hybrid_forward(
        self,
        F,
        x,
        offset_weight,
        deformable_conv_weight,
        offset_bias=None,
        deformable_conv_bias=None,
    ):
        """Make offsets and mask, then convolve."""
        both = self._offsets(F, x, offset_weight, offset_bias)
        offset = F.slice_axis(both, axis=1, begin=0, end=self.offset_split_index)
        mask = F.slice_axis(both, axis=1, begin=self.offset_split_index, end=None)
        arrays = [x, offset, F.sigmoid(mask) * 2, deformable_conv_weight]
        arrays += [] if deformable_conv_bias is None else [deformable_conv_bias]
        operator = getattr(F.contrib, self._op_name)
        return self._activated(operator(*arrays, name="fwd", **self._kwargs_deformable_conv))
