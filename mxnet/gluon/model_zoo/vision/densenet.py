"""DenseNet: every layer's output is joined to what all before it made.

Source: G. Huang and others, 2016, https://arxiv.org/abs/1608.06993
"""

from ... import nn
from ...nn.side_by_side import HybridConcurrent, Identity
from .common import CPU, ROOT, Classifier, preset, trained

__all__ = ["DenseNet", "densenet121", "densenet161", "densenet169", "densenet201"]


def _add_norm(block):
    block.add(nn.BatchNorm(), nn.Activation("relu"))


def _layer(growth_rate, bn_size, dropout):
    """Return one layer: what comes in, and beside it `growth_rate` new channels."""
    new = nn.HybridSequential(prefix="")
    _add_norm(new)
    new.add(nn.Conv2D(bn_size * growth_rate, kernel_size=1, use_bias=False))
    _add_norm(new)
    new.add(nn.Conv2D(growth_rate, kernel_size=3, padding=1, use_bias=False))
    if dropout:
        new.add(nn.Dropout(dropout))
    both = HybridConcurrent(axis=1, prefix="")
    both.add(Identity(), new)
    return both


def _transition(channels):
    """Return what stands between two blocks: fewer channels, smaller images."""
    out = nn.HybridSequential(prefix="")
    _add_norm(out)
    out.add(nn.Conv2D(channels, kernel_size=1, use_bias=False))
    out.add(nn.AvgPool2D(pool_size=2, strides=2))
    return out


class DenseNet(Classifier):
    """Blocks of layers that each add channels, for images of 224 by 224.

    Parameters
    ----------
    num_init_features : int
        How many channels come out of the first convolution.
    growth_rate : int
        How many channels each layer adds.
    block_config : list of int
        How many layers each block has.
    bn_size : int
        How many times the growth rate a layer's first convolution has for channels.
    dropout : float
        The rate of dropout behind each layer.
    classes : int
        How many classes there are.
    """

    def __init__(self, num_init_features, growth_rate, block_config, bn_size=4, dropout=0,
                 classes=1000, **kwargs):  # fmt: skip
        super().__init__(**kwargs)
        with self.name_scope():
            self.features = nn.HybridSequential(prefix="")
            self.features.add(nn.Conv2D(num_init_features, 7, 2, 3, use_bias=False))
            _add_norm(self.features)
            self.features.add(nn.MaxPool2D(3, 2, 1))
            channels = num_init_features
            for number, count in enumerate(block_config, 1):
                block = nn.HybridSequential(prefix=f"stage{number}_")
                with block.name_scope():
                    block.add(*(_layer(growth_rate, bn_size, dropout) for _ in range(count)))
                self.features.add(block)
                channels += count * growth_rate
                if number != len(block_config):
                    channels //= 2
                    self.features.add(_transition(channels))
            _add_norm(self.features)
            self.features.add(nn.AvgPool2D(pool_size=7), nn.Flatten())
            self.output = nn.Dense(classes)


# By depth: the first channels, the growth rate, and how many layers each block has.
densenet_spec = {
    121: (64, 32, [6, 12, 24, 16]),
    161: (96, 48, [6, 12, 36, 24]),
    169: (64, 32, [6, 12, 32, 32]),
    201: (64, 32, [6, 12, 48, 32]),
}


def get_densenet(num_layers, pretrained=False, ctx=CPU, root=ROOT, **kwargs):
    """Make a DenseNet by its depth.

    Parameters
    ----------
    num_layers : int
        121, 161, 169 or 201.
    pretrained : bool
        Load the parameters that were published, trained on ImageNet.
    ctx : Context
        Where they go.
    root : str
        The folder of their files.
    **kwargs
        Of `DenseNet`.
    """
    net = DenseNet(*densenet_spec[num_layers], **kwargs)
    return trained(net, f"densenet{num_layers}", pretrained, root, ctx)


densenet121 = preset("densenet121", get_densenet, 121)
densenet161 = preset("densenet161", get_densenet, 161)
densenet169 = preset("densenet169", get_densenet, 169)
densenet201 = preset("densenet201", get_densenet, 201)
