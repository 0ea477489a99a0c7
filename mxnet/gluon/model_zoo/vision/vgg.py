"""VGG networks: stages of small convolutions, with batch normalization or without.

Source: K. Simonyan and A. Zisserman, 2014, https://arxiv.org/abs/1409.1556
"""

from ....initializer import Xavier
from ... import nn
from .common import CPU, ROOT, Classifier, preset, trained

__all__ = [
    "VGG", "vgg11", "vgg13", "vgg16", "vgg19", "vgg11_bn", "vgg13_bn", "vgg16_bn", "vgg19_bn",
    "get_vgg",
]  # fmt: skip

_FILTERS = [64, 128, 256, 512, 512]
# By depth: how many convolutions each stage has, and how many filters each of them.
vgg_spec = {
    11: ([1, 1, 2, 2, 2], _FILTERS),
    13: ([2, 2, 2, 2, 2], _FILTERS),
    16: ([2, 2, 3, 3, 3], _FILTERS),
    19: ([2, 2, 4, 4, 4], _FILTERS),
}


class VGG(Classifier):
    """Stages of convolutions, each ended by a pooling, and three dense layers.

    Parameters
    ----------
    layers : list of int
        How many convolutions each stage has.
    filters : list of int
        How many filters each of them has, stage by stage.
    classes : int
        How many classes there are.
    batch_norm : bool
        Normalize behind each convolution.
    """

    def __init__(self, layers, filters, classes=1000, batch_norm=False, **kwargs):
        super().__init__(**kwargs)
        assert len(layers) == len(filters)
        dense = {"weight_initializer": "normal", "bias_initializer": "zeros"}
        with self.name_scope():
            self.features = nn.HybridSequential(prefix="")
            for count, channels in zip(layers, filters):
                for _ in range(count):
                    self._add_convolution(channels, batch_norm)
                self.features.add(nn.MaxPool2D(strides=2))
            for _ in range(2):
                self.features.add(nn.Dense(4096, activation="relu", **dense), nn.Dropout(0.5))
            self.output = nn.Dense(classes, **dense)

    def _add_convolution(self, channels, batch_norm):
        start = Xavier(rnd_type="gaussian", factor_type="out", magnitude=2)
        self.features.add(nn.Conv2D(channels, 3, padding=1, weight_initializer=start))
        if batch_norm:
            self.features.add(nn.BatchNorm())
        self.features.add(nn.Activation("relu"))


def get_vgg(num_layers, pretrained=False, ctx=CPU, root=ROOT, **kwargs):
    """Make a VGG network by its depth.

    Parameters
    ----------
    num_layers : int
        11, 13, 16 or 19.
    pretrained : bool
        Load the parameters that were published, trained on ImageNet.
    ctx : Context
        Where they go.
    root : str
        The folder of their files.
    **kwargs
        Of `VGG`.
    """
    layers, filters = vgg_spec[num_layers]
    name = f"vgg{num_layers}" + ("_bn" if kwargs.get("batch_norm") else "")
    return trained(VGG(layers, filters, **kwargs), name, pretrained, root, ctx)


vgg11 = preset("vgg11", get_vgg, 11)
vgg13 = preset("vgg13", get_vgg, 13)
vgg16 = preset("vgg16", get_vgg, 16)
vgg19 = preset("vgg19", get_vgg, 19)
vgg11_bn = preset("vgg11_bn", get_vgg, 11, batch_norm=True)
vgg13_bn = preset("vgg13_bn", get_vgg, 13, batch_norm=True)
vgg16_bn = preset("vgg16_bn", get_vgg, 16, batch_norm=True)
vgg19_bn = preset("vgg19_bn", get_vgg, 19, batch_norm=True)
