"""`mx.gluon.data.vision`: data sets of images and their transforms.

What does not live here: anything but names.
"""

from . import datasets, transforms
from .datasets import (
    CIFAR10,
    CIFAR100,
    MNIST,
    FashionMNIST,
    ImageFolderDataset,
    ImageRecordDataset,
)

__all__ = [
    "CIFAR10", "CIFAR100", "FashionMNIST", "ImageFolderDataset", "ImageRecordDataset", "MNIST",
    "datasets", "transforms",
]  # fmt: skip
