"""MobileNets: convolutions of each channel by itself, then across channels at each place.

Source: A. Howard and others, 2017, https://arxiv.org/abs/1704.04861; M. Sandler and others, 2018,
https://arxiv.org/abs/1801.04381
"""

from ... import nn
from ...block import HybridBlock
from .common import CPU, ROOT, Classifier, add_conv, preset, trained

__all__ = [
    "MobileNet", "MobileNetV2", "mobilenet1_0", "mobilenet_v2_1_0", "mobilenet0_75",
    "mobilenet_v2_0_75", "mobilenet0_5", "mobilenet_v2_0_5", "mobilenet0_25", "mobilenet_v2_0_25",
    "get_mobilenet", "get_mobilenet_v2",
]  # fmt: skip

# Channels behind each pair of convolutions and the stride, at full width.
_PAIRS = [
    (64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2), *[(512, 1)] * 5, (1024, 2),
    (1024, 1),
]  # fmt: skip
# Factor of expansion, channels, how many bottlenecks, and the first one's stride.
_STAGES = [
    (1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2),
    (6, 320, 1, 1),
]  # fmt: skip


class RELU6(HybridBlock):
    """A ReLU that ends at 6, which few bits can hold.

    Examples
    --------
    >>> RELU6()(mx.nd.array([-1, 3, 9])).asnumpy().tolist()
    [0.0, 3.0, 6.0]
    """

    def hybrid_forward(self, F, x):
        return F.clip(x, 0, 6, name="relu6")


def _add_conv6(block, *args, **kwargs):
    add_conv(block, *args, activation=None, **kwargs)
    block.add(RELU6())


class LinearBottleneck(HybridBlock):
    """Expand channels, convolve each, and project them, without an activation behind.

    Parameters
    ----------
    in_channels, channels : int
        How many come in and go out.
    t : int
        The factor of expansion.
    stride : int
        By how much images get smaller. With 1, and as many channels as before, the input is
        added to the output.
    """

    def __init__(self, in_channels, channels, t, stride, **kwargs):
        super().__init__(**kwargs)
        self.use_shortcut = stride == 1 and in_channels == channels
        wide = in_channels * t
        with self.name_scope():
            self.out = nn.HybridSequential()
            _add_conv6(self.out, wide, 1)
            _add_conv6(self.out, wide, 3, strides=stride, padding=1, groups=wide)
            add_conv(self.out, channels, 1, activation=None)

    def hybrid_forward(self, F, x):
        out = self.out(x)
        return F.elemwise_add(out, x) if self.use_shortcut else out


class MobileNet(Classifier):
    """Pairs of convolutions: of each channel by itself, then across channels.

    Parameters
    ----------
    multiplier : float
        The width: how many channels there are, of those at full width.
    classes : int
        How many classes there are.
    """

    def __init__(self, multiplier=1.0, classes=1000, **kwargs):
        super().__init__(**kwargs)
        before = int(32 * multiplier)
        with self.name_scope():
            self.features = nn.HybridSequential(prefix="")
            add_conv(self.features, before, 3, strides=2, padding=1)
            for channels, stride in _PAIRS:
                after = int(channels * multiplier)
                add_conv(self.features, before, 3, strides=stride, padding=1, groups=before)
                add_conv(self.features, after, 1)
                before = after
            self.features.add(nn.GlobalAvgPool2D(), nn.Flatten())
            self.output = nn.Dense(classes)


class MobileNetV2(Classifier):
    """Bottlenecks that are narrow outside and wide within.

    Parameters
    ----------
    multiplier : float
        The width: how many channels there are, of those at full width.
    classes : int
        How many classes there are.
    """

    def __init__(self, multiplier=1.0, classes=1000, **kwargs):
        super().__init__(**kwargs)
        with self.name_scope():
            self.features = nn.HybridSequential(prefix="features_")
            with self.features.name_scope():
                self._add_features(multiplier)
            self.output = nn.HybridSequential(prefix="output_")
            with self.output.name_scope():
                self.output.add(nn.Conv2D(classes, 1, use_bias=False, prefix="pred_"))
                self.output.add(nn.Flatten())

    def _add_features(self, multiplier):
        before = int(32 * multiplier)
        _add_conv6(self.features, before, 3, strides=2, padding=1)
        for expansion, channels, count, stride in _STAGES:
            after = int(channels * multiplier)
            for number in range(count):
                step = stride if number == 0 else 1
                self.features.add(LinearBottleneck(before, after, expansion, step))
                before = after
        _add_conv6(self.features, int(1280 * max(multiplier, 1.0)), 1)
        self.features.add(nn.GlobalAvgPool2D())


def _width(multiplier):
    """Return a width as files' names carry it: 1.0, 0.75, 0.5, 0.25."""
    text = f"{multiplier:.2f}"
    return text[:-1] if text in ("1.00", "0.50") else text


def get_mobilenet(multiplier, pretrained=False, ctx=CPU, root=ROOT, **kwargs):
    """Make a MobileNet by its width.

    Parameters
    ----------
    multiplier : float
        How many channels there are, of those at full width. 1, 0.75, 0.5 and 0.25 were published.
    pretrained : bool
        Load the parameters that were published, trained on ImageNet.
    ctx : Context
        Where they go.
    root : str
        The folder of their files.
    **kwargs
        Of `MobileNet`.
    """
    net = MobileNet(multiplier, **kwargs)
    return trained(net, f"mobilenet{_width(multiplier)}", pretrained, root, ctx)


def get_mobilenet_v2(multiplier, pretrained=False, ctx=CPU, root=ROOT, **kwargs):
    """Make a MobileNet of the second version by its width.

    Parameters
    ----------
    multiplier, pretrained, ctx, root
        As those of `get_mobilenet`.
    **kwargs
        Of `MobileNetV2`.
    """
    net = MobileNetV2(multiplier, **kwargs)
    return trained(net, f"mobilenetv2_{_width(multiplier)}", pretrained, root, ctx)


mobilenet1_0 = preset("mobilenet1_0", get_mobilenet, 1.0)
mobilenet0_75 = preset("mobilenet0_75", get_mobilenet, 0.75)
mobilenet0_5 = preset("mobilenet0_5", get_mobilenet, 0.5)
mobilenet0_25 = preset("mobilenet0_25", get_mobilenet, 0.25)
mobilenet_v2_1_0 = preset("mobilenet_v2_1_0", get_mobilenet_v2, 1.0)
mobilenet_v2_0_75 = preset("mobilenet_v2_0_75", get_mobilenet_v2, 0.75)
mobilenet_v2_0_5 = preset("mobilenet_v2_0_5", get_mobilenet_v2, 0.5)
mobilenet_v2_0_25 = preset("mobilenet_v2_0_25", get_mobilenet_v2, 0.25)
