"""Inception, third version: convolutions of several sizes side by side.

Source: C. Szegedy and others, 2015, https://arxiv.org/abs/1512.00567
"""

from ... import nn
from ...nn.side_by_side import HybridConcurrent
from .common import CPU, ROOT, Classifier, add_conv, trained

__all__ = ["Inception3", "inception_v3"]

# A branch is a list of steps: a pooling, "max" (which halves) or "avg", or a convolution's channels
# and kernel, with a 2 behind where it halves. A block is a list of branches.
_SPLIT = [[(384, (1, 3))], [(384, (3, 1))]]


def _block_a(channels):
    return [
        [(64, 1)],
        [(48, 1), (64, 5)],
        [(64, 1), (96, 3), (96, 3)],
        ["avg", (channels, 1)],
    ]


def _block_c(channels):
    return [
        [(192, 1)],
        [(channels, 1), (channels, (1, 7)), (192, (7, 1))],
        [(channels, 1), *[(channels, k) for k in ((7, 1), (1, 7), (7, 1))], (192, (1, 7))],
        ["avg", (192, 1)],
    ]


_BLOCK_B = [[(384, 3, 2)], [(64, 1), (96, 3), (96, 3, 2)], ["max"]]
_BLOCK_D = [
    [(192, 1), (320, 3, 2)],
    [(192, 1), (192, (1, 7)), (192, (7, 1)), (192, 3, 2)],
    ["max"],
]
# Two branches end in two of their own.
_BLOCK_E = [
    [(320, 1)],
    ([(384, 1)], _SPLIT),
    ([(448, 1), (384, 3)], _SPLIT),
    ["avg", (192, 1)],
]
_BLOCKS = {
    "A1_": _block_a(32),
    "A2_": _block_a(64),
    "A3_": _block_a(64),
    "B_": _BLOCK_B,
    "C1_": _block_c(128),
    "C2_": _block_c(160),
    "C3_": _block_c(160),
    "C4_": _block_c(192),
    "D_": _BLOCK_D,
    "E1_": _BLOCK_E,
    "E2_": _BLOCK_E,
}


def _convolution(channels, kernel_size, **kwargs):
    out = nn.HybridSequential(prefix="")
    add_conv(out, channels, kernel_size, epsilon=0.001, **kwargs)
    return out


def _step(step):
    if step == "max":
        return nn.MaxPool2D(pool_size=3, strides=2)
    if step == "avg":
        return nn.AvgPool2D(pool_size=3, strides=1, padding=1)
    channels, kernel, *halves = step
    if halves:
        return _convolution(channels, kernel, strides=2)
    height, width = kernel if isinstance(kernel, tuple) else (kernel, kernel)
    return _convolution(channels, kernel, padding=(height // 2, width // 2))


def _branch(steps):
    out = nn.HybridSequential(prefix="")
    if isinstance(steps, tuple):
        first, split = steps
        out.add(_branch(first), _joined(split, ""))
    else:
        out.add(*map(_step, steps))
    return out


def _joined(branches, prefix):
    out = HybridConcurrent(axis=1, prefix=prefix)
    with out.name_scope():
        out.add(*map(_branch, branches))
    return out


def make_aux(classes):
    """Make a second output layer, which the paper puts behind a middle block while training.

    Parameters
    ----------
    classes : int
        How many classes there are.
    """
    out = nn.HybridSequential(prefix="")
    out.add(nn.AvgPool2D(pool_size=5, strides=3))
    out.add(_convolution(128, 1), _convolution(768, 5), nn.Flatten(), nn.Dense(classes))
    return out


class Inception3(Classifier):
    """Eleven blocks of branches, for images of 299 by 299.

    Parameters
    ----------
    classes : int
        How many classes there are.
    """

    def __init__(self, classes=1000, **kwargs):
        super().__init__(**kwargs)
        with self.name_scope():
            self.features = nn.HybridSequential(prefix="")
            self.features.add(_convolution(32, 3, strides=2), _convolution(32, 3))
            self.features.add(_convolution(64, 3, padding=1), nn.MaxPool2D(3, 2))
            self.features.add(_convolution(80, 1), _convolution(192, 3), nn.MaxPool2D(3, 2))
            for prefix, branches in _BLOCKS.items():
                self.features.add(_joined(branches, prefix))
            self.features.add(nn.AvgPool2D(pool_size=8), nn.Dropout(0.5))
            self.output = nn.Dense(classes)


def inception_v3(pretrained=False, ctx=CPU, root=ROOT, **kwargs):
    """Make an Inception network.

    Parameters
    ----------
    pretrained : bool
        Load the parameters that were published, trained on ImageNet.
    ctx : Context
        Where they go.
    root : str
        The folder of their files.
    **kwargs
        Of `Inception3`.
    """
    return trained(Inception3(**kwargs), "inceptionv3", pretrained, root, ctx)
