"""SqueezeNet: few parameters, by squeezing channels before they are expanded.

Source: F. Iandola and others, 2016, https://arxiv.org/abs/1602.07360
"""

from ... import nn
from ...nn.side_by_side import HybridConcurrent
from .common import CPU, ROOT, Classifier, preset, trained

__all__ = ["SqueezeNet", "squeezenet1_0", "squeezenet1_1"]

# By version: channels, kernel and stride of the first convolution; then poolings, and how many
# channels each fire squeezes into. It expands to eight times as many.
_PLANS = {
    "1.0": ((96, 7, 2), ["pool", 16, 16, 32, "pool", 32, 48, 48, 64, "pool", 64]),
    "1.1": ((64, 3, 2), ["pool", 16, 16, "pool", 32, 32, "pool", 48, 48, 64, 64]),
}


def _convolution(channels, kernel_size, padding=0):
    out = nn.HybridSequential(prefix="")
    out.add(nn.Conv2D(channels, kernel_size, padding=padding), nn.Activation("relu"))
    return out


def _fire(squeezed):
    """Return a squeezing convolution, and two side by side that expand again."""
    expanded = 4 * squeezed
    out = nn.HybridSequential(prefix="")
    out.add(_convolution(squeezed, 1))
    paths = HybridConcurrent(axis=1, prefix="")
    paths.add(_convolution(expanded, 1), _convolution(expanded, 3, 1))
    out.add(paths)
    return out


class SqueezeNet(Classifier):
    """A convolution, fires and poolings, for images of 224 by 224.

    Parameters
    ----------
    version : str
        `'1.0'`, or `'1.1'` that is faster.
    classes : int
        How many classes there are.
    """

    def __init__(self, version, classes=1000, **kwargs):
        super().__init__(**kwargs)
        assert version in _PLANS, f"Unsupported SqueezeNet version {version}:1.0 or 1.1 expected"
        first, plan = _PLANS[version]
        with self.name_scope():
            self.features = nn.HybridSequential(prefix="")
            self.features.add(nn.Conv2D(*first), nn.Activation("relu"))
            for part in plan:
                pool = part == "pool"
                self.features.add(nn.MaxPool2D(3, 2, ceil_mode=True) if pool else _fire(part))
            self.features.add(nn.Dropout(0.5))
            self.output = nn.HybridSequential(prefix="")
            self.output.add(nn.Conv2D(classes, kernel_size=1), nn.Activation("relu"))
            self.output.add(nn.AvgPool2D(13), nn.Flatten())


def get_squeezenet(version, pretrained=False, ctx=CPU, root=ROOT, **kwargs):
    """Make a SqueezeNet by its version.

    Parameters
    ----------
    version : str
        `'1.0'` or `'1.1'`.
    pretrained : bool
        Load the parameters that were published, trained on ImageNet.
    ctx : Context
        Where they go.
    root : str
        The folder of their files.
    **kwargs
        Of `SqueezeNet`.
    """
    net = SqueezeNet(version, **kwargs)
    return trained(net, f"squeezenet{version}", pretrained, root, ctx)


squeezenet1_0 = preset("squeezenet1_0", get_squeezenet, "1.0")
squeezenet1_1 = preset("squeezenet1_1", get_squeezenet, "1.1")
