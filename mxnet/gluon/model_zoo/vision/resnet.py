"""Residual networks, of the first version and of the second.

Source: K. He and others, 2015, https://arxiv.org/abs/1512.03385 and 2016,
https://arxiv.org/abs/1603.05027
"""

from ... import nn
from ...block import HybridBlock
from .common import CPU, ROOT, Classifier, preset, trained

__all__ = [
    "ResNetV1", "ResNetV2", "BasicBlockV1", "BasicBlockV2", "BottleneckV1", "BottleneckV2",
    "resnet18_v1", "resnet34_v1", "resnet50_v1", "resnet101_v1", "resnet152_v1", "resnet18_v2",
    "resnet34_v2", "resnet50_v2", "resnet101_v2", "resnet152_v2", "get_resnet",
]  # fmt: skip


def _conv3x3(channels, stride, in_channels):
    return nn.Conv2D(
        channels, 3, strides=stride, padding=1, use_bias=False, in_channels=in_channels
    )


def _conv1x1(channels, stride, in_channels=0, use_bias=False):
    return nn.Conv2D(channels, 1, strides=stride, use_bias=use_bias, in_channels=in_channels)


class _BlockV1(HybridBlock):
    """A body whose output is added to its input, and a ReLU behind the sum.

    Parameters
    ----------
    channels : int
        How many come out.
    stride : int
        By how much images get smaller.
    downsample : bool
        Bring the input to the output's size by a convolution before it is added.
    in_channels : int, optional
        How many come in. With 0 the first data tells.
    """

    _body_first = False

    def __init__(self, channels, stride, downsample=False, in_channels=0, **kwargs):
        super().__init__(**kwargs)
        self.body = nn.HybridSequential(prefix="")
        self._add_body(channels, stride, in_channels)
        self.downsample = None
        if downsample:
            self.downsample = nn.HybridSequential(prefix="")
            self.downsample.add(_conv1x1(channels, stride, in_channels), nn.BatchNorm())

    def hybrid_forward(self, F, x):
        body, beside = self.body(x), x if self.downsample is None else self.downsample(x)
        # In the order that graphs in files have it.
        both = body + beside if self._body_first else beside + body
        return F.Activation(both, act_type="relu")


class BasicBlockV1(_BlockV1):
    __doc__ = "Two convolutions: " + _BlockV1.__doc__

    def _add_body(self, channels, stride, in_channels):
        self.body.add(_conv3x3(channels, stride, in_channels), nn.BatchNorm())
        self.body.add(nn.Activation("relu"))
        self.body.add(_conv3x3(channels, 1, channels), nn.BatchNorm())


class BottleneckV1(_BlockV1):
    __doc__ = "Three convolutions, through a quarter of the channels: " + _BlockV1.__doc__
    _body_first = True

    def _add_body(self, channels, stride, in_channels):
        narrow = channels // 4
        self.body.add(_conv1x1(narrow, stride, use_bias=True), nn.BatchNorm())
        self.body.add(nn.Activation("relu"))
        self.body.add(_conv3x3(narrow, 1, narrow), nn.BatchNorm(), nn.Activation("relu"))
        self.body.add(_conv1x1(channels, 1, use_bias=True), nn.BatchNorm())


class _BlockV2(HybridBlock):
    """Normalization and ReLU before each convolution, and the input added behind the last.

    Parameters
    ----------
    channels : int
        How many come out.
    stride : int
        By how much images get smaller.
    downsample : bool
        Bring the input to the output's size by a convolution before it is added.
    in_channels : int, optional
        How many come in. With 0 the first data tells.
    """

    def __init__(self, channels, stride, downsample=False, in_channels=0, **kwargs):
        super().__init__(**kwargs)
        convolutions = self._convolutions(channels, stride, in_channels)
        for number, make in enumerate(convolutions, 1):
            setattr(self, f"bn{number}", nn.BatchNorm())
            setattr(self, f"conv{number}", make())
        self._steps = len(convolutions)
        self.downsample = _conv1x1(channels, stride, in_channels) if downsample else None

    def hybrid_forward(self, F, x):
        beside = x
        for number in range(1, self._steps + 1):
            x = F.Activation(getattr(self, f"bn{number}")(x), act_type="relu")
            if number == 1 and self.downsample is not None:
                beside = self.downsample(x)
            x = getattr(self, f"conv{number}")(x)
        return x + beside


class BasicBlockV2(_BlockV2):
    __doc__ = "Two convolutions: " + _BlockV2.__doc__

    def _convolutions(self, channels, stride, in_channels):
        return [
            lambda: _conv3x3(channels, stride, in_channels),
            lambda: _conv3x3(channels, 1, channels),
        ]


class BottleneckV2(_BlockV2):
    __doc__ = "Three convolutions, through a quarter of the channels: " + _BlockV2.__doc__

    def _convolutions(self, channels, stride, in_channels):
        narrow = channels // 4
        return [
            lambda: _conv1x1(narrow, 1),
            lambda: _conv3x3(narrow, stride, narrow),
            lambda: _conv1x1(channels, 1),
        ]


class _ResNet(Classifier):
    """Stages of residual blocks, each but the first of which halves the images.

    Parameters
    ----------
    block : type
        The kind of block.
    layers : list of int
        How many blocks each stage has.
    channels : list of int
        How many channels come out of the first convolution, and of each stage.
    classes : int
        How many classes there are.
    thumbnail : bool
        Begin with a small convolution instead of a large one and a pooling, for small images.
    """

    def _add_start(self, channels, thumbnail):
        if thumbnail:
            self.features.add(_conv3x3(channels, 1, 0))
            return
        self.features.add(nn.Conv2D(channels, 7, 2, 3, use_bias=False))
        self.features.add(nn.BatchNorm(), nn.Activation("relu"), nn.MaxPool2D(3, 2, 1))

    def _add_stages(self, block, layers, channels):
        for number, (count, before, after) in enumerate(zip(layers, channels, channels[1:]), 1):
            stage = nn.HybridSequential(prefix=f"stage{number}_")
            with stage.name_scope():
                stride = 1 if number == 1 else 2
                stage.add(block(after, stride, after != before, in_channels=before, prefix=""))
                for _ in range(count - 1):
                    stage.add(block(after, 1, False, in_channels=after, prefix=""))
            self.features.add(stage)


class ResNetV1(_ResNet):
    __doc__ = _ResNet.__doc__

    def __init__(self, block, layers, channels, classes=1000, thumbnail=False, **kwargs):
        super().__init__(**kwargs)
        assert len(layers) == len(channels) - 1
        with self.name_scope():
            self.features = nn.HybridSequential(prefix="")
            self._add_start(channels[0], thumbnail)
            self._add_stages(block, layers, channels)
            self.features.add(nn.GlobalAvgPool2D())
            self.output = nn.Dense(classes, in_units=channels[-1])


class ResNetV2(_ResNet):
    __doc__ = _ResNet.__doc__

    def __init__(self, block, layers, channels, classes=1000, thumbnail=False, **kwargs):
        super().__init__(**kwargs)
        assert len(layers) == len(channels) - 1
        with self.name_scope():
            self.features = nn.HybridSequential(prefix="")
            self.features.add(nn.BatchNorm(scale=False, center=False))
            self._add_start(channels[0], thumbnail)
            self._add_stages(block, layers, channels)
            self.features.add(nn.BatchNorm(), nn.Activation("relu"))
            self.features.add(nn.GlobalAvgPool2D(), nn.Flatten())
            self.output = nn.Dense(classes, in_units=channels[-1])


_BASIC, _WIDE = [64, 64, 128, 256, 512], [64, 256, 512, 1024, 2048]
# By depth: the kind of block, how many of them each stage has, and the channels of each.
resnet_spec = {
    18: ("basic_block", [2, 2, 2, 2], _BASIC),
    34: ("basic_block", [3, 4, 6, 3], _BASIC),
    50: ("bottle_neck", [3, 4, 6, 3], _WIDE),
    101: ("bottle_neck", [3, 4, 23, 3], _WIDE),
    152: ("bottle_neck", [3, 8, 36, 3], _WIDE),
}
resnet_net_versions = [ResNetV1, ResNetV2]
resnet_block_versions = [
    {"basic_block": BasicBlockV1, "bottle_neck": BottleneckV1},
    {"basic_block": BasicBlockV2, "bottle_neck": BottleneckV2},
]


def get_resnet(version, num_layers, pretrained=False, ctx=CPU, root=ROOT, **kwargs):
    """Make a residual network by its version and depth.

    Parameters
    ----------
    version : int
        1 or 2.
    num_layers : int
        18, 34, 50, 101 or 152.
    pretrained : bool
        Load the parameters that were published, trained on ImageNet.
    ctx : Context
        Where they go.
    root : str
        The folder of their files.
    **kwargs
        Of `ResNetV1` or `ResNetV2`.

    Raises
    ------
    AssertionError
        There is no such version or depth.
    """
    assert num_layers in resnet_spec, (
        f"Invalid number of layers: {num_layers}. Options are {resnet_spec.keys()}"
    )
    assert 1 <= version <= 2, f"Invalid resnet version: {version}. Options are 1 and 2."
    kind, layers, channels = resnet_spec[num_layers]
    block = resnet_block_versions[version - 1][kind]
    net = resnet_net_versions[version - 1](block, layers, channels, **kwargs)
    return trained(net, f"resnet{num_layers}_v{version}", pretrained, root, ctx)


resnet18_v1 = preset("resnet18_v1", get_resnet, 1, 18)
resnet34_v1 = preset("resnet34_v1", get_resnet, 1, 34)
resnet50_v1 = preset("resnet50_v1", get_resnet, 1, 50)
resnet101_v1 = preset("resnet101_v1", get_resnet, 1, 101)
resnet152_v1 = preset("resnet152_v1", get_resnet, 1, 152)
resnet18_v2 = preset("resnet18_v2", get_resnet, 2, 18)
resnet34_v2 = preset("resnet34_v2", get_resnet, 2, 34)
resnet50_v2 = preset("resnet50_v2", get_resnet, 2, 50)
resnet101_v2 = preset("resnet101_v2", get_resnet, 2, 101)
resnet152_v2 = preset("resnet152_v2", get_resnet, 2, 152)
