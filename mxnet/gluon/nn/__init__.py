"""Layers: the blocks that networks are made of.

The files beside this one hold them by kind. What does not live here: recurrent layers
(`gluon.rnn`), losses (`gluon.loss`) and experimental layers (`gluon.contrib.nn`).
"""

from ..block import Block, HybridBlock, SymbolBlock
from . import activations, basic_layers, conv_layers
from .activations import (
    ELU,
    GELU,
    SELU,
    Activation,
    LeakyReLU,
    PReLU,
    Swish,
)
from .basic_layers import (
    BatchNorm,
    BatchNormReLU,
    Dense,
    Dropout,
    Embedding,
    Flatten,
    GroupNorm,
    HybridLambda,
    HybridSequential,
    InstanceNorm,
    Lambda,
    LayerNorm,
    Sequential,
)
from .conv_layers import (
    AvgPool1D,
    AvgPool2D,
    AvgPool3D,
    Conv1D,
    Conv1DTranspose,
    Conv2D,
    Conv2DTranspose,
    Conv3D,
    Conv3DTranspose,
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

__all__ = [
    "Block", "HybridBlock", "SymbolBlock", "activations", "basic_layers", "conv_layers",
    "Activation", "LeakyReLU", "PReLU", "ELU", "SELU", "Swish", "GELU", "Sequential",
    "HybridSequential", "Dense", "Dropout", "Embedding", "BatchNorm", "BatchNormReLU",
    "InstanceNorm", "LayerNorm", "GroupNorm", "Flatten", "Lambda", "HybridLambda", "Conv1D",
    "Conv2D", "Conv3D", "Conv1DTranspose", "Conv2DTranspose", "Conv3DTranspose", "MaxPool1D",
    "MaxPool2D", "MaxPool3D", "AvgPool1D", "AvgPool2D", "AvgPool3D", "GlobalMaxPool1D",
    "GlobalMaxPool2D", "GlobalMaxPool3D", "GlobalAvgPool1D", "GlobalAvgPool2D", "GlobalAvgPool3D",
    "ReflectionPad2D",
]  # fmt: skip
