"""AlexNet, as it runs on one device.

Source: A. Krizhevsky, 2014, https://arxiv.org/abs/1404.5997
"""

from ... import nn
from .common import CPU, ROOT, Classifier, trained

__all__ = ["AlexNet", "alexnet"]

# Channels, kernel, stride, padding, and whether a pooling follows.
_CONVOLUTIONS = [
    (64, 11, 4, 2, True),
    (192, 5, 1, 2, True),
    (384, 3, 1, 1, False),
    (256, 3, 1, 1, False),
    (256, 3, 1, 1, True),
]


class AlexNet(Classifier):
    """Five convolutions and three dense layers, for images of 224 by 224.

    Parameters
    ----------
    classes : int
        How many classes there are.
    """

    def __init__(self, classes=1000, **kwargs):
        super().__init__(**kwargs)
        with self.name_scope():
            self.features = nn.HybridSequential(prefix="")
            for *sizes, pool in _CONVOLUTIONS:
                self.features.add(nn.Conv2D(*sizes, activation="relu"))
                if pool:
                    self.features.add(nn.MaxPool2D(pool_size=3, strides=2))
            self.features.add(nn.Flatten())
            for _ in range(2):
                self.features.add(nn.Dense(4096, activation="relu"), nn.Dropout(0.5))
            self.output = nn.Dense(classes)


def alexnet(pretrained=False, ctx=CPU, root=ROOT, **kwargs):
    """Make an AlexNet.

    Parameters
    ----------
    pretrained : bool
        Load the parameters that were published, trained on ImageNet.
    ctx : Context
        Where they go.
    root : str
        The folder of their files.
    **kwargs
        Of `AlexNet`.
    """
    return trained(AlexNet(**kwargs), "alexnet", pretrained, root, ctx)
