"""Losses: what networks are trained to make small.

A loss gives one number for each sample unless it says otherwise. `weight` multiplies all of them,
`sample_weight` each element by its own. What does not live here: the operators losses are made
of, and output layers with a gradient of their own, such as `SoftmaxOutput`.
"""

from ._losses.answers import (
    HingeLoss,
    LogisticLoss,
    SigmoidBinaryCrossEntropyLoss,
    SquaredHingeLoss,
)
from ._losses.base import Loss, _apply_weighting, _reshape_like  # noqa: F401  for users' losses
from ._losses.classes import CTCLoss, KLDivLoss, SoftmaxCrossEntropyLoss
from ._losses.errors import HuberLoss, L1Loss, L2Loss, PoissonNLLLoss
from ._losses.pairs import CosineEmbeddingLoss, SDMLLoss, TripletLoss

__all__ = [
    "Loss", "L2Loss", "L1Loss", "SigmoidBinaryCrossEntropyLoss", "SigmoidBCELoss",
    "SoftmaxCrossEntropyLoss", "SoftmaxCELoss", "KLDivLoss", "CTCLoss", "HuberLoss", "HingeLoss",
    "SquaredHingeLoss", "LogisticLoss", "TripletLoss", "PoissonNLLLoss", "CosineEmbeddingLoss",
    "SDMLLoss",
]  # fmt: skip

SigmoidBCELoss = SigmoidBinaryCrossEntropyLoss
SoftmaxCELoss = SoftmaxCrossEntropyLoss

for _name in __all__:  # where programs find them, whatever file they are written in
    globals()[_name].__module__ = __name__
